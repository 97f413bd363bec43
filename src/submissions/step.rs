//! One question of the story: shown as it was last answered, and answered. Whatever is typed is kept first, then judged.

use actix_web::HttpResponse;
use actix_web::http::StatusCode;
use actix_web::web::{Data, Path, Query};
use askama::Template;
use chrono::{DateTime, Utc};
use serde::Deserialize;

use super::answers::{Contacts, brings};
use super::base::{self, Meeting};
use super::fields::{Fields, Wrong};
use super::form::Form;
use super::here::{self, Found};
use super::queries::{self, Refused, Sent};
use super::reading::Fault;
use super::submission::{Kind, State, Step};
use super::telling::{self, Held, Person};
use super::unsaved::{or_not_now, unsaved};
use super::which;
use crate::app;
use crate::dates::kyiv;
use crate::error::AppError;
use crate::i18n::{Words, dates};
use crate::keys;
use crate::keys::holder::{Holder, Writing};
use crate::keys::six_words;
use crate::moderation::taking;
use crate::photos;
use crate::photos::queries::Sent as Picture;
use crate::questions;
use crate::questions::question::Question;
use crate::web::layout::{Here, Layout};
use crate::web::show::{see, show_privately};

/// Where a step is: `/{lang}/submissions/{key}/{step}`.
#[derive(Debug, Clone, Deserialize)]
pub struct Address {
    pub key: String,
    pub step: String,
}

#[derive(Debug, Default, Deserialize)]
pub struct From {
    /// `check` when one came from the check of all answers and wants to go back there.
    #[serde(default)]
    from: String,
}

#[derive(Template)]
#[template(path = "submissions/step.html")]
pub struct StepPage {
    pub w: Words,
    pub layout: Layout,
    pub f: Fields,
    /// What the boxes were filled from.
    pub base: String,
    pub kind: Kind,
    pub step: Step,
    pub title: String,
    pub why: String,
    pub steps: Steps,
    /// The family's own page.
    pub home: String,
    pub from_check: bool,
    /// What was said of files that were not taken.
    pub refused_files: Vec<String>,
    /// One of them could not be kept, for a reason of our own.
    pub files_failed: bool,
    pub waiting: bool,
    pub way_back: WayBack,
    pub here: Found,
}

/// The list of steps, and how far one is.
pub struct Steps {
    pub all: Vec<Stage>,
    /// What may be answered as well.
    pub further: Vec<Further>,
    /// None on a page that is not on the way.
    pub number: Option<usize>,
    /// «Збережено о 14:05»
    pub saved: String,
}

pub struct Stage {
    /// Who wrote it, where relatives write together.
    pub by: String,
    pub number: usize,
    pub address: String,
    pub name: String,
    pub holds: String,
    pub done: bool,
    pub now: bool,
}

/// What may be answered as well, and what it holds.
pub struct Further {
    pub by: String,
    pub address: String,
    pub name: String,
    pub holds: String,
}

/// The address to come back to, in full, a letter to oneself with it, and the six words where they lead here.
pub struct WayBack {
    pub address: String,
    pub letter: String,
    pub words: Option<[&'static str; six_words::COUNT]>,
    /// Where the words are typed, in full: it goes onto paper too.
    pub words_page: String,
}

/// A story with all that its pages need.
pub struct Opened {
    pub sent: Sent,
    pub contacts: Contacts,
    pub pictures: Vec<Picture>,
    /// What the family was ever asked.
    pub questions: Vec<Question>,
    /// Who wrote which part, once the story is shared.
    pub writings: Vec<Writing>,
}

/// Opens a story by its key; a wrong key is a page that does not exist.
pub async fn open(state: &app::State, key: &str) -> Result<Opened, AppError> {
    let opened = opened(state, key).await?;
    if matches!(opened.sent.state, State::Taken { .. }) {
        // Whoever let it lie for too long holds it no more.
        taking::end_claims(state).await?;
        return self::opened(state, key).await;
    }
    Ok(opened)
}

async fn opened(state: &app::State, key: &str) -> Result<Opened, AppError> {
    let key = key.to_owned();
    state
        .db
        .read(move |conn| {
            let sent = queries::by_key(conn, &key)?;
            Ok(Opened {
                contacts: queries::contacts(conn, sent.id)?,
                pictures: photos::queries::of_submission(conn, sent.id)?,
                questions: questions::queries::of_submission(conn, sent.id)?,
                writings: keys::queries::writings(conn, sent.id)?,
                sent,
            })
        })
        .await
}

/// `GET /{lang}/submissions/{key}/{step}`
pub async fn page(
    w: Words,
    at: Path<Address>,
    from: Query<From>,
    state: Data<app::State>,
) -> Result<HttpResponse, AppError> {
    let step = Step::from_word(&at.step).ok_or(AppError::NotFound)?;
    let opened = open(&state, &at.key).await?;
    if !opened.sent.kind.has(step) {
        return Err(AppError::NotFound);
    }
    if !opened.sent.state.is_open() || !opened.sent.holder.may(step) {
        return Ok(see(home(w, &at.key)));
    }
    let faults = if opened.sent.answers.has_seen(step) {
        faults(&opened, &state, step)
    } else {
        Vec::new()
    };
    draw(
        w,
        &state,
        &at.key,
        step,
        opened,
        Shown {
            status: StatusCode::OK,
            faults,
            refused_files: Vec::new(),
            files_failed: false,
            from_check: from.from == "check",
        },
    )
    .await
}

/// `POST /{lang}/submissions/{key}/{step}`
pub async fn answer(
    w: Words,
    at: Path<Address>,
    form: Form,
    state: Data<app::State>,
) -> Result<HttpResponse, AppError> {
    let step = Step::from_word(&at.step).ok_or(AppError::NotFound)?;
    if let Err(refused) = or_not_now(keep(&state, &at.key, step, &form).await)? {
        return unsaved(w, Some(&at.key), &refused, &form);
    }
    let opened = open(&state, &at.key).await?;
    give_words(&state, &at.key, &opened.sent).await;
    let from_check = form.text("from") == "check";
    if let Some(row) = changed_row(&form, &opened) {
        let from = if from_check { "?from=check" } else { "" };
        return Ok(see(format!(
            "{}/{}{from}#{row}",
            home(w, &at.key),
            step.word()
        )));
    }
    let faults = faults(&opened, &state, step);
    let skipped = form.has("skip") && step.can_be_skipped();
    if skipped {
        return Ok(see(after(w, &at.key, &opened.sent, step, from_check)));
    }
    if faults.is_empty() {
        if which::asks(&state, &at.key, &opened, step).await? {
            let from = if from_check { "?from=check" } else { "" };
            return Ok(see(format!(
                "{}/{}/which{from}",
                home(w, &at.key),
                step.word()
            )));
        }
        return Ok(see(leads_to(w, &at.key, &opened, step, from_check)));
    }
    draw(
        w,
        &state,
        &at.key,
        step,
        opened,
        Shown {
            status: StatusCode::UNPROCESSABLE_ENTITY,
            faults,
            refused_files: Vec::new(),
            files_failed: false,
            from_check,
        },
    )
    .await
}

async fn keep(
    state: &Data<app::State>,
    key: &str,
    step: Step,
    form: &Form,
) -> Result<Result<(), Refused>, AppError> {
    let (key, form, reference, now) =
        (key.to_owned(), form.clone(), state.reference(), state.now());
    state
        .db
        .write(move |conn| {
            let sent = queries::by_key(conn, &key)?;
            if !sent.kind.has(step) || !sent.holder.may(step) {
                return Err(diesel::result::Error::NotFound);
            }
            let comes = brings(&form, step);
            if !comes && !form.has("skip") {
                return Ok(Err(Refused::Nothing));
            }
            let contacts = queries::contacts(conn, sent.id)?;
            if sent.state.is_open() && comes {
                match base::meeting(&sent.answers, &contacts, step, &form) {
                    Meeting::Clear => {}
                    Meeting::Untouched => return Ok(Ok(())),
                    Meeting::Crossed => return Ok(Err(Refused::Crossed)),
                }
            }
            let changed = queries::change(conn, &key, &reference, now, |answers| {
                answers.take(step, &form);
                if form.has("remove") {
                    answers.remove_row(&form.text("remove"));
                } else if form.has("more") {
                    answers.add_row(&form.text("more"));
                } else {
                    answers.drop_empty_rows();
                }
            })?;
            // A row more, or a question passed over, is no answer yet.
            if let Ok(sent) = &changed
                && !["more", "remove", "skip"].iter().any(|act| form.has(act))
            {
                questions::queries::answered(conn, sent.id, step, now)?;
            }
            match changed {
                Ok(sent) if step == Step::Contact && comes => {
                    queries::keep_contacts(conn, sent.id, &Contacts::taken(&form)).map(Ok)
                }
                Ok(_) => Ok(Ok(())),
                Err(refused) => Ok(Err(refused)),
            }
        })
        .await
}

/// The six words, where there was no time for them when the story began. It can wait: what was written is kept already.
async fn give_words(state: &app::State, key: &str, sent: &Sent) {
    if !sent.has_words && sent.holder == Holder::Family {
        let _ = keys::words::give(state, sent.id, key).await;
    }
}

/// The row to look at after one was added or taken out.
fn changed_row(form: &Form, opened: &Opened) -> Option<String> {
    if form.has("more") {
        let kind = form.text("more");
        let last = opened.sent.answers.shown_rows(&kind) - 1;
        return Some(format!("{kind}-{last}"));
    }
    let removed = form.has("remove").then(|| form.text("remove"))?;
    let (kind, at) = removed.rsplit_once('-')?;
    let at: usize = at.parse().ok()?;
    let last = opened.sent.answers.shown_rows(kind) - 1;
    Some(format!("{kind}-{}", at.min(last)))
}

/// What is wrong with one step.
pub fn faults(opened: &Opened, state: &app::State, step: Step) -> Vec<Fault> {
    if step == Step::Contact {
        return opened.contacts.faults();
    }
    let today = kyiv::today(state.now());
    let mut faults = opened.sent.reading(&state.reference(), today).faults;
    faults.retain(|fault| fault.step == step);
    faults
}

/// Where an answer leads. What a moderator asked is answered: back to whatever else was asked.
pub fn leads_to(w: Words, key: &str, opened: &Opened, step: Step, from_check: bool) -> String {
    let asked = matches!(opened.sent.state, State::Returned { .. })
        && opened
            .questions
            .iter()
            .any(|question| question.step() == Some(step));
    if asked {
        home(w, key)
    } else {
        after(w, key, &opened.sent, step, from_check)
    }
}

/// Where one goes after a step.
pub fn after(w: Words, key: &str, sent: &Sent, step: Step, from_check: bool) -> String {
    match sent.kind.next(step) {
        Some(next) if !from_check && sent.holder.may(next) => {
            format!("{}/{}", home(w, key), next.word())
        }
        _ => check(w, key, sent),
    }
}

/// Where one goes on: the first step that was not seen yet, else the check of all answers.
pub fn next(w: Words, key: &str, sent: &Sent) -> String {
    let steps = sent.kind.steps().iter().copied();
    let mut unseen = steps.filter(|step| sent.holder.may(*step) && !sent.answers.has_seen(*step));
    match unseen.next() {
        Some(step) => format!("{}/{}", home(w, key), step.word()),
        None => check(w, key, sent),
    }
}

/// The check of all answers, for whoever may send them; the story's own page for a relative.
fn check(w: Words, key: &str, sent: &Sent) -> String {
    if sent.holder.is_family() {
        format!("{}/check", home(w, key))
    } else {
        home(w, key)
    }
}

/// The family's own page.
pub fn home(w: Words, key: &str) -> String {
    format!("/{}/submissions/{key}", w.lang())
}

/// How a step is shown.
pub struct Shown {
    pub status: StatusCode,
    pub faults: Vec<Fault>,
    pub refused_files: Vec<String>,
    /// One of them could not be kept, for a reason of our own.
    pub files_failed: bool,
    pub from_check: bool,
}

pub async fn draw(
    w: Words,
    state: &app::State,
    key: &str,
    step: Step,
    opened: Opened,
    shown: Shown,
) -> Result<HttpResponse, AppError> {
    let person = Person::of(&opened.sent.answers, w.lang());
    // It is asked once a name is there, before anything else.
    let here = if step == Step::Relation {
        here::found(w, state, &opened.sent).await?
    } else {
        Found::default()
    };
    let title = telling::title(step, w, &person);
    let page = StepPage {
        layout: Layout::hidden(
            w,
            format!("/submissions/{key}/{}", step.word()),
            title.clone(),
        )
        .here(Here::Tell),
        why: telling::why(step, w, &person),
        steps: Steps::of(w, state, key, &opened, Some(step)),
        home: home(w, key),
        from_check: shown.from_check,
        refused_files: shown.refused_files,
        files_failed: shown.files_failed,
        waiting: matches!(opened.sent.state, State::Pending { .. }),
        way_back: WayBack::to(w, state, key).with_words(key, &opened.sent),
        base: base::mark(&opened.sent.answers, &opened.contacts, step),
        kind: opened.sent.kind,
        here,
        f: Fields {
            w,
            story: opened.sent.language,
            answers: opened.sent.answers,
            contacts: opened.contacts,
            pictures: opened.pictures,
            faults: shown.faults,
            questions: opened
                .questions
                .into_iter()
                .filter(|question| question.is_open() && question.step() == Some(step))
                .collect(),
            writes_letters: state.settings.smtp.is_some(),
            reference: state.reference(),
        },
        w,
        step,
        title,
    };
    show_privately(shown.status, &page)
}

impl Steps {
    /// `now` is none on the check of all answers, which comes last.
    pub fn of(w: Words, state: &app::State, key: &str, opened: &Opened, now: Option<Step>) -> Self {
        let person = Person::of(&opened.sent.answers, w.lang());
        let reference = state.reference();
        let held = Held {
            w,
            answers: &opened.sent.answers,
            contacts: &opened.contacts,
            reference: &reference,
            today: kyiv::today(state.now()),
        };
        let kind = opened.sent.kind;
        let holder = &opened.sent.holder;
        let by = |step: Step| {
            let wrote = opened.writings.iter().find(|part| part.step == step);
            let own = holder.relative_id();
            wrote.map(|part| by(w, part, own)).unwrap_or_default()
        };
        let mut all: Vec<Stage> = (1..)
            .zip(kind.steps().iter().filter(|step| holder.may(**step)))
            .map(|(number, &step)| Stage {
                by: by(step),
                number,
                address: format!("{}/{}", home(w, key), step.word()),
                name: telling::name(step, w, &person),
                holds: held.short(step),
                done: opened.sent.answers.has_seen(step),
                now: now == Some(step),
            })
            .collect();
        let further = kind
            .further()
            .iter()
            .map(|&step| Further {
                by: by(step),
                address: format!("{}/{}", home(w, key), step.word()),
                name: telling::name(step, w, &person),
                holds: held.short(step),
            })
            .collect();
        let saved = saved(w, opened.sent.changed_at, state.now());
        if !holder.is_family() {
            return Self {
                number: now.and_then(|step| kind.number(step)),
                further,
                all,
                saved,
            };
        }
        all.push(Stage {
            by: String::new(),
            number: all.len() + 1,
            address: format!("{}/check", home(w, key)),
            name: w.submissions_name_check().to_owned(),
            holds: String::new(),
            done: !opened.sent.state.can_be_sent(),
            now: now.is_none(),
        });
        Self {
            number: now.map_or(Some(all.len()), |step| kind.number(step)),
            further,
            all,
            saved,
        }
    }

    pub fn of_how_many(&self) -> usize {
        self.all.len()
    }
}

pub fn saved(w: Words, at: DateTime<Utc>, now: DateTime<Utc>) -> String {
    if kyiv::today(at) == kyiv::today(now) {
        w.submissions_saved_at(dates::clock(at))
    } else {
        w.submissions_saved_on(dates::moment(w.lang(), at))
    }
}

impl WayBack {
    pub fn to(w: Words, state: &app::State, key: &str) -> Self {
        let address = state.settings.absolute(&home(w, key));
        let coded = |words: &str| {
            url::form_urlencoded::byte_serialize(words.as_bytes())
                .collect::<String>()
                .replace('+', "%20")
        };
        Self {
            words: None,
            words_page: state
                .settings
                .absolute(&format!("/{}/submissions/words", w.lang())),
            letter: format!(
                "mailto:?subject={}&body={}",
                coded(w.submissions_letter_subject()),
                coded(&address)
            ),
            address,
        }
    }

    /// With the six words, if they lead to the story and whoever looks holds its own key.
    #[must_use]
    pub fn with_words(self, key: &str, sent: &Sent) -> Self {
        let shown = sent.has_words && sent.holder == Holder::Family;
        Self {
            words: shown.then(|| six_words::of(key)),
            ..self
        }
    }
}

/// «тітка Оля · 21 листопада, 14:05», or «Ви» where the reader wrote it. `reader` is the relative who looks; none for the
/// family itself.
pub fn by(w: Words, part: &Writing, reader: Option<i32>) -> String {
    let when = dates::moment(w.lang(), part.at);
    match (&part.by, reader) {
        (None, None) => w.keys_by(w.keys_you(), when),
        (None, Some(_)) => w.keys_by(w.keys_whoever_began(), when),
        (Some((id, _)), Some(own)) if *id == own => w.keys_by(w.keys_you(), when),
        (Some((_, name)), _) => w.keys_by(name, when),
    }
}

impl StepPage {
    fn back(&self) -> String {
        match self.kind.before(self.step) {
            _ if self.from_check => format!("{}/check", self.home),
            Some(before) => format!("{}/{}", self.home, before.word()),
            None => self.home.clone(),
        }
    }

    /// The register proposes settlements on this page.
    fn asks_places(&self) -> bool {
        !self.f.answers.places(self.step).is_empty()
    }

    fn wrong(&self) -> Vec<Wrong> {
        self.f.wrong()
    }

    fn asks_to_check(&self) -> usize {
        self.f.faults.len() + self.refused_files.len()
    }
}
