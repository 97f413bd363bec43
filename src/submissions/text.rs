//! A text that is written already: pasted, kept as the story, and read for answers. Nothing it says is an answer before the
//! family ticks it.

use actix_web::HttpResponse;
use actix_web::http::StatusCode;
use actix_web::web::{Data, Path, Query, block};
use askama::Template;

use serde::Deserialize;

use super::accepting;
use super::answers::Answers;
use super::base::{self, Meeting};
use super::form::Form;
use super::queries::{self, Refused};
use super::step::{Opened, Steps, WayBack, home, next, open};
use super::unsaved::{or_not_now, unsaved};
use crate::app;
use crate::error::AppError;
use crate::heroes::telling::Telling;
use crate::i18n::{Lang, Words};
use crate::moderation::facts;
use crate::names::is_cyrillic;
use crate::reader::{self, Proposal};
use crate::reference::Reference;
use crate::web::layout::{Here, Layout};
use crate::web::show::{see, show_privately};

#[derive(Template)]
#[template(path = "submissions/text.html")]
struct TextPage {
    w: Words,
    layout: Layout,
    steps: Steps,
    home: String,
    way_back: WayBack,
    /// What the story step held when the page was made.
    base: String,
    written: String,
    /// The language of the text, which may be another than the page's.
    language: Lang,
    found: Vec<Found>,
    /// Where one goes on without ticking anything.
    next: String,
}

/// Which of the two languages' texts one looks at.
#[derive(Debug, Default, Deserialize)]
pub struct Shown {
    /// `uk` or `en`; otherwise the text of the story's own language, or the only one there is.
    #[serde(default)]
    written: String,
}

/// Something the text says.
struct Found {
    mark: String,
    title: String,
    lines: Vec<String>,
    sentence: String,
}

/// `GET /{lang}/submissions/{key}/text`
pub async fn page(
    w: Words,
    at: Path<(String, String)>,
    shown: Query<Shown>,
    state: Data<app::State>,
) -> Result<HttpResponse, AppError> {
    let (_, key) = at.into_inner();
    let opened = open(&state, &key).await?;
    let chosen = shown.written.parse().ok();
    if !opened.sent.state.is_open() {
        return Ok(see(home(w, &key)));
    }
    let proposals = proposals(&state, &opened, chosen).await?;
    let reference = state.reference();
    let telling = Telling {
        w,
        reference: &reference,
    };
    let answers = &opened.sent.answers;
    let (language, written) = text_of(answers, opened.sent.language, chosen);
    let found = proposals.iter().map(|one| found(telling, one, written));
    let page = TextPage {
        w,
        layout: Layout::hidden(
            w,
            format!("/submissions/{key}/text"),
            w.submissions_text_title(),
        )
        .here(Here::Tell),
        steps: Steps::of(w, &state, &key, &opened, None),
        way_back: WayBack::to(w, &state, &key).with_words(&key, &opened.sent),
        base: base::text_mark(answers),
        found: found.collect(),
        written: written.to_owned(),
        language,
        next: next(w, &key, &opened.sent),
        home: home(w, &key),
    };
    show_privately(StatusCode::OK, &page)
}

/// `POST /{lang}/submissions/{key}/text`: keeps the text as the story, then shows what was read in it.
pub async fn keep(
    w: Words,
    at: Path<(String, String)>,
    form: Form,
    state: Data<app::State>,
) -> Result<HttpResponse, AppError> {
    let (_, key) = at.into_inner();
    if !form.knows("text") {
        return unsaved(w, Some(&key), &Refused::Nothing, &form);
    }
    let (base, written) = (form.text("base"), form.text("text"));
    // An emptied box empties the text that was shown in it.
    let shown = form.text("written").parse().unwrap_or(w.lang());
    let language = language(&written, shown);
    let changed = change(&state, &key, move |answers, story, _| {
        let mut new = answers.clone();
        let biography = &mut new.story.biography;
        if language == story {
            biography.text = written;
        } else {
            biography.other = written;
        }
        let mark = base::text_mark;
        match base::met(&base, &mark(answers), &mark(&new)) {
            Meeting::Clear => Ok(Some(new)),
            Meeting::Untouched => Ok(None),
            Meeting::Crossed => Err(Refused::Crossed),
        }
    })
    .await;
    let changed = or_not_now(changed)?;
    let page = format!("text?written={language}#found");
    done(w, &key, changed, &page, &form)
}

/// `POST /{lang}/submissions/{key}/text/answers`: what was ticked becomes answers, to be looked through with all the others.
pub async fn take(
    w: Words,
    at: Path<(String, String)>,
    form: Form,
    state: Data<app::State>,
) -> Result<HttpResponse, AppError> {
    let (_, key) = at.into_inner();
    let marks = form.all("found");
    let chosen = form.text("written").parse().ok();
    let mut ticked = proposals(&state, &open(&state, &key).await?, chosen).await?;
    ticked.retain(|proposal| marks.contains(&accepting::mark(proposal)));
    let changed = change(&state, &key, move |answers, story, reference| {
        let new = ticked.iter().fold(answers.clone(), |answers, proposal| {
            accepting::with(&answers, &proposal.fact, story, reference).unwrap_or(answers)
        });
        Ok(Some(new))
    })
    .await?;
    done(w, &key, changed, "check", &form)
}

fn done(
    w: Words,
    key: &str,
    changed: Result<(), Refused>,
    next: &str,
    form: &Form,
) -> Result<HttpResponse, AppError> {
    match changed {
        Ok(()) => Ok(see(format!("{}/{next}", home(w, key)))),
        Err(refused) => unsaved(w, Some(key), &refused, form),
    }
}

/// Changes the answers, while the family may, by what they are at that moment; or leaves them.
async fn change(
    state: &app::State,
    key: &str,
    change: impl FnOnce(&Answers, Lang, &Reference) -> Result<Option<Answers>, Refused> + Send + 'static,
) -> Result<Result<(), Refused>, AppError> {
    let (key, reference, now) = (key.to_owned(), state.reference(), state.now());
    state
        .db
        .write(move |conn| {
            let sent = queries::by_key(conn, &key)?;
            if !sent.state.is_open() {
                return Ok(Err(Refused::Closed));
            }
            Ok(match change(&sent.answers, sent.language, &reference) {
                Ok(None) => Ok(()),
                Ok(Some(new)) => {
                    queries::change(conn, &key, &reference, now, |answers| *answers = new)?
                        .map(|_| ())
                }
                Err(refused) => Err(refused),
            })
        })
        .await
}

/// What the text says and no answer says yet. A long text is read beside the threads that answer.
async fn proposals(
    state: &app::State,
    opened: &Opened,
    chosen: Option<Lang>,
) -> Result<Vec<Proposal>, AppError> {
    let (answers, story) = (opened.sent.answers.clone(), opened.sent.language);
    let reference = state.reference();
    let offered = block(move || offered(&answers, story, chosen, &reference)).await;
    offered.map_err(AppError::internal)
}

/// What is told in the chosen language, else in the language of the story, else in the other one.
fn text_of(answers: &Answers, story: Lang, chosen: Option<Lang>) -> (Lang, &str) {
    let biography = &answers.story.biography;
    let only_other = biography.text.trim().is_empty() && !biography.other.trim().is_empty();
    let language = chosen.unwrap_or(if only_other { story.other() } else { story });
    let is_own = language == story;
    (
        language,
        if is_own {
            &biography.text
        } else {
            &biography.other
        },
    )
}

/// By its letters; where they do not tell, that of the box it was in.
pub fn language(text: &str, shown: Lang) -> Lang {
    let cyrillic = text.chars().filter(|c| is_cyrillic(*c)).count();
    let latin = text.chars().filter(char::is_ascii_alphabetic).count();
    match cyrillic.cmp(&latin) {
        std::cmp::Ordering::Greater => Lang::Uk,
        std::cmp::Ordering::Less => Lang::En,
        std::cmp::Ordering::Equal => shown,
    }
}

fn offered(
    answers: &Answers,
    story: Lang,
    chosen: Option<Lang>,
    reference: &Reference,
) -> Vec<Proposal> {
    let (lang, text) = text_of(answers, story, chosen);
    let mut read = reader::read(text, language(text, lang), reference);
    read.retain(|proposal| accepting::with(answers, &proposal.fact, story, reference).is_some());
    read
}

fn found(telling: Telling<'_>, proposal: &Proposal, text: &str) -> Found {
    let facts = facts::facts(telling, &accepting::alone(&proposal.fact));
    let title = facts
        .first()
        .map(|fact| telling.w.moderation_field(fact.field));
    Found {
        mark: accepting::mark(proposal),
        title: title.unwrap_or_default(),
        lines: facts.into_iter().flat_map(|fact| fact.lines).collect(),
        sentence: text[proposal.sentence.clone()].trim().to_owned(),
    }
}
