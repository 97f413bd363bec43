//! The family's own page, at its secret address: where the story stands, what it holds, how to go on.

use actix_web::HttpResponse;
use actix_web::web::{Data, Path, Query};
use askama::Template;
use chrono::{DateTime, Utc};
use diesel::{QueryResult, SqliteConnection};
use serde::Deserialize;

use super::here::{self, Found};
use super::queries::{self, Place, Receipt};
use super::standing::{Station, standing};
use super::step::{Opened, Steps, WayBack, home, next, open};
use super::submission::{Kind, State};
use super::telling;
use crate::anniversaries::choice::{Choice, choice};
use crate::app;
use crate::calls;
use crate::calls::queries::Call;
use crate::care;
use crate::care::carer::Heavy;
use crate::care::heaviness::{Tick, ticks};
use crate::dates::{Edtf, kyiv};
use crate::error::AppError;
use crate::heroes;
use crate::heroes::hero::Record;
use crate::heroes::visibility::{Audience, picture_id};
use crate::i18n::{Words, dates};
use crate::keys;
use crate::keys::holder::Holder;
use crate::moderation::journal::{self, Entry};
use crate::proofs;
use crate::proofs::proof::{Answer, Proof};
use crate::questions::question;
use crate::web::layout::{Here, Layout};
use crate::web::show::show_judged;
use crate::wishes;

#[derive(Template)]
#[template(path = "submissions/show.html")]
struct ShowPage {
    w: Words,
    layout: Layout,
    name: String,
    here: Found,
    holder: Holder,
    /// The key was just replaced.
    is_new: bool,
    /// Who sees what was just chosen.
    has_chosen: bool,
    kind: Kind,
    /// It became a part of a page that was there before.
    adds_to_a_page: bool,
    /// Whether a contribution changed anything.
    has_changed: bool,
    /// What was done with it, once it was read.
    receipt: Vec<String>,
    /// A moderator's words that came with it.
    said: String,
    state: State,
    /// The page that the family is shown, and what it said of it.
    proof: Option<Proof>,
    now: DateTime<Utc>,
    /// The family hid its page, and no moderator has settled it.
    hid_page: bool,
    /// What it asked of the page, and what came of each.
    wishes: Vec<String>,
    /// When the family asked to be called, or was, and what was said.
    call: Option<(String, String)>,
    standing: Vec<Station>,
    /// How many are before it in the queue, how long the last ones took, and by which day an answer is promised.
    place: Vec<String>,
    questions: Vec<Asked>,
    steps: Steps,
    home: String,
    /// The first step that was not seen yet, else the check of all answers, else this very page.
    next: String,
    way_back: WayBack,
    /// Where the published life is; none when its page was taken down.
    life: Option<String>,
    /// The family took back its consent while the story waited.
    taken_back: bool,
    /// It asked for the published page to be taken down.
    asks_withdrawal: bool,
    /// It asked, and two people brought the page back.
    is_restored: bool,
    /// What it added was taken off again.
    is_unadded: bool,
    /// Relatives have addresses of their own to it.
    is_shared: bool,
    /// What is heavy in it, while its family may still say so; and that it was just said.
    heavy: Option<Vec<Tick>>,
    heavy_kept: bool,
    /// A word of thanks, where there is something to thank for.
    thanks: Option<String>,
    /// Such a word is kept already.
    is_thanked: bool,
    thanks_fault: Option<&'static str>,
    /// On which days it may be written to.
    days: Option<Choice>,
}

#[derive(Default, Deserialize)]
#[serde(default)]
pub struct Shown {
    /// The key was just replaced.
    new: String,
    /// Who sees what was just chosen.
    chosen: String,
    /// What is heavy was just marked.
    heavy: String,
}

/// A question, and where it is answered.
struct Asked {
    fact: String,
    words: String,
    address: String,
    answered: bool,
}

/// `GET /{lang}/submissions/{key}`
pub async fn page(
    w: Words,
    at: Path<(String, String)>,
    shown: Query<Shown>,
    state: Data<app::State>,
) -> Result<HttpResponse, AppError> {
    let (_, key) = at.into_inner();
    let opened = open(&state, &key).await?;
    show(w, &state, &key, opened, shown.into_inner(), None).await
}

/// The same page with what was typed and cannot be kept, and why.
pub async fn draw(
    w: Words,
    state: &app::State,
    key: &str,
    opened: Opened,
    fault: Option<(&'static str, String)>,
) -> Result<HttpResponse, AppError> {
    show(w, state, key, opened, Shown::default(), fault).await
}

async fn show(
    w: Words,
    state: &app::State,
    key: &str,
    opened: Opened,
    shown: Shown,
    fault: Option<(&'static str, String)>,
) -> Result<HttpResponse, AppError> {
    let answers = &opened.sent.answers;
    let home = home(w, key);
    let life = match opened.sent.state {
        State::Approved { hero_id, .. } => life(w, state, hero_id).await?,
        _ => None,
    };
    let here = here::found(w, state, &opened.sent).await?;
    let id = opened.sent.id;
    let (waits, published) = match opened.sent.state {
        State::Pending { sent_at } => (Some(sent_at), None),
        State::Approved { hero_id, .. } => (None, Some(hero_id)),
        _ => (None, None),
    };
    let Around {
        entries,
        place,
        proof,
        call,
        wishes,
        heavy,
        thanks,
        is_shared,
        page,
    } = state
        .db
        .read(move |conn| around(conn, id, waits, published))
        .await?;
    // Once its family was shown the page, it is called by the name it goes by there.
    let record = page.or_else(|| match opened.sent.state {
        State::Taken { .. } if entries.iter().any(|entry| entry.act == "show-proof") => {
            opened.sent.record.clone()
        }
        _ => None,
    });
    let receipt = opened.sent.receipt.clone();
    let page = ShowPage {
        w,
        days: choice(w, state, key, &opened).await?,
        here,
        hid_page: wishes.iter().any(wishes::queries::Receipt::hides_page),
        wishes: wishes
            .iter()
            .filter(|_| opened.sent.holder.is_family())
            .map(|wish| wished(w, wish))
            .collect(),
        call: call
            .filter(|_| opened.sent.holder.is_family())
            .map(|call| rung(w, &call)),
        now: state.now(),
        holder: opened.sent.holder.clone(),
        is_new: !shown.new.is_empty(),
        has_chosen: !shown.chosen.is_empty(),
        kind: opened.sent.kind,
        adds_to_a_page: opened.sent.about_id.is_some(),
        has_changed: receipt
            .as_ref()
            .is_some_and(|receipt| !receipt.changed.is_empty()),
        receipt: told(w, &opened.sent.state, receipt.as_ref()),
        said: receipt
            .and_then(|receipt| receipt.message)
            .unwrap_or_default(),
        standing: standing(w, &entries, &opened.sent, proof.as_ref(), life.is_some()),
        place: match (&opened.sent.state, &proof) {
            (State::Pending { sent_at }, _) | (State::Taken { sent_at, .. }, None) => {
                let until = *sent_at + state.settings.promised();
                let place = place.map(|place| said(w, place)).unwrap_or_default();
                place
                    .into_iter()
                    .chain([promised(w, until, state.now())])
                    .collect()
            }
            // The word is the family's, or the story has its answer.
            _ => Vec::new(),
        },
        heavy: (opened.sent.holder.is_family() && opened.sent.state.is_open())
            .then(|| ticks(w, &heavy)),
        heavy_kept: !shown.heavy.is_empty(),
        is_thanked: thanks.is_some(),
        thanks_fault: fault.as_ref().map(|(fault, _)| *fault),
        thanks: (opened.sent.holder.is_family() && life.is_some()).then(|| match fault {
            Some((_, typed)) => typed,
            None => thanks.unwrap_or_default(),
        }),
        questions: asked(w, &home, &opened),
        life,
        taken_back: opened.sent.is_taken_back(),
        asks_withdrawal: opened.sent.asks_withdrawal(),
        is_restored: opened.sent.is_restored(),
        is_unadded: opened.sent.is_unadded(),
        is_shared,
        layout: Layout::hidden(w, format!("/submissions/{key}"), w.submissions_own_page())
            .here(Here::Tell),
        name: match record {
            Some(record) => telling::public_name(&record, w.lang()),
            None => telling::full_name(answers, w.lang()),
        },
        steps: Steps {
            number: None,
            ..Steps::of(w, state, key, &opened, None)
        },
        next: next(w, key, &opened.sent),
        home,
        way_back: WayBack::to(w, state, key).with_words(key, &opened.sent),
        proof,
        state: opened.sent.state,
    };
    show_judged(page.thanks_fault.is_some(), &page)
}

/// That a call was asked for, or made with what was said.
fn rung(w: Words, call: &Call) -> (String, String) {
    let when = |at| dates::moment(w.lang(), at);
    match &call.called {
        Some(called) => (w.calls_was_called(when(called.at)), called.outcome.clone()),
        None => (w.calls_waits(when(call.asked_at)), String::new()),
    }
}

/// «25 листопада 2026 року», “on 25 November 2026”, in Kyiv.
fn on(w: Words, at: DateTime<Utc>) -> String {
    let day = Edtf::of_day(kyiv::today(at));
    day.map(|day| dates::when(w.lang(), &day))
        .unwrap_or_default()
}

/// What a story's page needs to know beside the story itself.
struct Around {
    entries: Vec<Entry>,
    place: Option<Place>,
    proof: Option<Proof>,
    call: Option<Call>,
    wishes: Vec<wishes::queries::Receipt>,
    heavy: Vec<Heavy>,
    thanks: Option<String>,
    is_shared: bool,
    /// The page that was made of it, as it was last public.
    page: Option<Record>,
}

fn around(
    conn: &mut SqliteConnection,
    id: i32,
    waits_since: Option<DateTime<Utc>>,
    published: Option<i32>,
) -> QueryResult<Around> {
    Ok(Around {
        entries: journal::of_submission(conn, id)?,
        place: waits_since
            .map(|sent_at| queries::place(conn, id, sent_at))
            .transpose()?,
        proof: proofs::show::shown(conn, id)?.map(|(_, proof)| proof),
        call: calls::queries::last(conn, id)?,
        wishes: wishes::queries::receipts(conn, id)?,
        heavy: care::queries::marked(conn, id, true)?,
        thanks: care::queries::thanked(conn, id)?,
        is_shared: keys::queries::is_shared(conn, id)?,
        page: published
            .map(|hero_id| heroes::queries::whole(conn, hero_id))
            .transpose()?,
    })
}

/// «3 травня Ви попросили про сторінку: світлина. 5 травня модератор підтвердив.»
fn wished(w: Words, wish: &wishes::queries::Receipt) -> String {
    let when = |at| on(w, at);
    let fact = match picture_id(&wish.fact) {
        Some(_) => w.visibility_a_picture().to_owned(),
        None if wish.fact == wishes::queries::PAGE => w.visibility_whole_page().to_owned(),
        None => w.moderation_field(wish.fact.as_str()).to_lowercase(),
    };
    let at = when(wish.asked_at);
    let asked = match wish.audience {
        None => w.visibility_asked_erasing(fact, at),
        Some(Audience::Everyone) => w.visibility_asked_showing(fact, at),
        Some(_) => w.visibility_hid(fact, at),
    };
    let answered = match &wish.settled {
        None => w.visibility_not_settled().to_owned(),
        Some((at, true, words)) => format!("{} {words}", w.visibility_stood(when(*at))),
        Some((at, false, words)) => w.visibility_put_back_on(when(*at), words),
    };
    format!("{asked} {answered}").trim_end().to_owned()
}

/// What is asked now, each with the way to its field. What was answered before the story came back is not asked again.
fn asked(w: Words, home: &str, opened: &Opened) -> Vec<Asked> {
    let State::Returned { at, .. } = opened.sent.state else {
        return Vec::new();
    };
    let now = opened.questions.iter().filter(|question| {
        question.is_open() || question.answered_at.is_some_and(|answered| answered >= at)
    });
    now.filter_map(|question| {
        let (step, field) = question::place(&question.fact)?;
        Some(Asked {
            fact: w.moderation_field(question.fact.as_str()),
            words: question.words.clone(),
            address: format!("{home}/{}#{field}-asked", step.word()),
            answered: !question.is_open(),
        })
    })
    .collect()
}

/// «Перед Вашою розповіддю в черзі ще 3.»
fn said(w: Words, place: Place) -> Vec<String> {
    let mut said = vec![w.asking_place(place.before)];
    if let Some((usual, longest)) = place.lately {
        let time = |span| dates::waiting(w.lang(), span);
        said.push(w.asking_lately(time(longest), time(usual)));
    }
    said
}

/// The day by which an answer is promised, while it is waited for: in the queue, and with whoever reads.
fn promised(w: Words, until: DateTime<Utc>, now: DateTime<Utc>) -> String {
    let day = Edtf::of_day(kyiv::today(until));
    let day = day.map_or_else(String::new, |day| dates::day(w.lang(), &day));
    if now <= until {
        w.queue_promised_family(day)
    } else {
        w.queue_promised_late(day)
    }
}

/// «3 травня Ви написали нам. 5 травня ми змінили: дату народження.»
fn told(w: Words, state: &State, receipt: Option<&Receipt>) -> Vec<String> {
    let (State::Approved { sent_at, at, .. }, Some(receipt)) = (state, receipt) else {
        return Vec::new();
    };
    let day = |time| on(w, time);
    let fields: Vec<String> = receipt
        .changed
        .iter()
        .map(|field| w.contribution_fact(field))
        .collect();
    let done = if fields.is_empty() {
        w.contribution_receipt_unchanged(day(*at))
    } else {
        w.contribution_receipt_changed(fields.join(", "), day(*at))
    };
    vec![w.contribution_receipt_told(day(*sent_at)), done]
}

/// The address of a life in the page's language; none when it was withdrawn.
async fn life(w: Words, state: &app::State, id: i32) -> Result<Option<String>, AppError> {
    let address = state
        .db
        .read(move |conn| heroes::queries::numbered_address(conn, id))
        .await?;
    Ok(match address {
        heroes::queries::Address::Moved(slug) => Some(format!("/{}/heroes/{slug}", w.lang())),
        heroes::queries::Address::Here(id) => Some(format!("/h/{id}")),
        heroes::queries::Address::Gone | heroes::queries::Address::Unknown => None,
    })
}

impl ShowPage {
    /// The day the family chose for the page to appear.
    fn appears(&self) -> Option<String> {
        match self.proof.as_ref()?.answer.as_ref()? {
            Answer::Yes { publish_on, .. } => Some(proofs::show::said(self.w, (*publish_on)?)),
            Answer::Wrong { .. } => None,
        }
    }

    fn is_draft(&self) -> bool {
        self.state == State::Draft
    }

    fn may_look(&self, proof: &Proof) -> bool {
        !matches!(proof.answer, Some(Answer::Wrong { .. }))
    }

    /// What the family is told of the page that it is shown.
    fn lead_proof(&self, proof: &Proof) -> &'static str {
        match &proof.answer {
            None if proof.is_overdue(self.now) => self.w.proofs_lead_overdue(),
            None => self.w.proofs_lead_ready(),
            Some(Answer::Yes { .. }) => self.w.proofs_lead_agreed(),
            Some(Answer::Wrong { .. }) => self.w.proofs_lead_wrong(),
        }
    }

    /// Whether one may choose who sees what: while it is written, and of one's own page.
    fn can_choose_who_sees(&self) -> bool {
        let own_page =
            matches!(self.state, State::Approved { .. }) && self.life.is_some() && !self.adds();
        self.holder.is_family() && (self.state.is_open() || own_page)
    }

    /// Whether there is a public page of its own, with a code for the grave.
    fn has_grave_code(&self) -> bool {
        !self.state.is_open() && self.can_choose_who_sees()
    }

    /// Whether there is anything to keep under a name.
    fn has_keepsake(&self) -> bool {
        self.holder.is_family() && self.kind == Kind::Life && !self.name.trim().is_empty()
    }

    fn came_by_words(&self) -> bool {
        self.holder == Holder::Words
    }

    fn adds(&self) -> bool {
        self.kind == Kind::Contribution || self.adds_to_a_page
    }

    /// What stands over the page.
    fn own_page(&self) -> &'static str {
        if self.adds() {
            self.w.contribution_own_page()
        } else {
            self.w.submissions_own_page()
        }
    }

    fn lead_draft(&self) -> &'static str {
        let w = self.w;
        match (self.taken_back, self.is_shared, self.holder.is_family()) {
            (true, false, _) => w.submissions_lead_taken_back(),
            (true, true, true) => w.keys_lead_taken_back(),
            (_, true, true) => w.keys_lead_shared(),
            (_, true, false) => w.keys_lead_of_others(),
            _ if self.adds() => w.contribution_lead_draft(),
            _ => w.submissions_lead_draft(),
        }
    }

    fn lead_pending(&self) -> &'static str {
        if self.adds() {
            self.w.contribution_lead_pending()
        } else {
            self.w.submissions_lead_pending()
        }
    }

    /// What came of what was sent.
    fn lead_approved(&self) -> &'static str {
        if self.is_unadded {
            return self.w.contribution_unadded();
        }
        match (self.adds(), self.asks_withdrawal) {
            (true, true) => self.w.contribution_withdraw_asked(),
            (false, true) => self.w.submissions_lead_asked(),
            (false, false) if self.is_restored => self.w.withdrawing_lead_restored(),
            (true, false) if self.has_changed => self.w.contribution_lead_approved(),
            (true, false) => self.w.contribution_lead_unchanged(),
            (false, false) => self.w.submissions_lead_approved(),
        }
    }

    /// Why there is no page any more.
    fn lead_gone(&self) -> &'static str {
        match (self.hid_page, self.asks_withdrawal) {
            (true, true) => self.w.withdrawing_lead_hidden(),
            (true, false) => self.w.visibility_lead_hidden(),
            (false, _) => self.w.submissions_lead_withdrawn(),
        }
    }

    /// Whether there is a consent to take back, or contacts to erase.
    fn can_withdraw(&self) -> bool {
        if !self.holder.is_family() {
            return false;
        }
        match self.state {
            State::Approved { .. } => {
                self.life.is_some() && !self.asks_withdrawal && !self.is_unadded
            }
            _ => true,
        }
    }

    /// The paragraphs of a moderator's letter.
    fn paragraphs<'a>(&self, letter: &'a str) -> Vec<&'a str> {
        letter
            .lines()
            .map(str::trim)
            .filter(|line| !line.is_empty())
            .collect()
    }
}
