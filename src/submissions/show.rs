//! The family's own page, at its secret address: where the story stands, what it holds, how to go on.

use actix_web::HttpResponse;
use actix_web::http::StatusCode;
use actix_web::web::{Data, Path};
use askama::Template;
use chrono::{DateTime, Utc};

use super::here::{self, Found};
use super::queries::Receipt;
use super::step::{Steps, WayBack, home, next, open};
use super::submission::{Kind, State};
use super::telling;
use crate::app;
use crate::error::AppError;
use crate::heroes;
use crate::i18n::{Words, dates};
use crate::web::layout::{Here, Layout};
use crate::web::show::show_privately;

#[derive(Template)]
#[template(path = "submissions/show.html")]
struct ShowPage {
    w: Words,
    layout: Layout,
    name: String,
    here: Found,
    kind: Kind,
    /// Whether a contribution changed anything.
    has_changed: bool,
    /// What was done with it, once it was read.
    receipt: Vec<String>,
    /// A moderator's words that came with it.
    said: String,
    state: State,
    standing: Vec<Standing>,
    steps: Steps,
    home: String,
    /// The first step that was not seen yet, else the check of all answers.
    next: String,
    way_back: WayBack,
    /// Where the published life is; none when its page was taken down.
    life: Option<String>,
    /// The family took back its consent while the story waited.
    taken_back: bool,
    /// It asked for the published page to be taken down.
    asks_withdrawal: bool,
}

/// One station of the story's way.
struct Standing {
    class: &'static str,
    when: Option<String>,
    words: String,
}

/// `GET /{lang}/submissions/{key}`
pub async fn page(
    w: Words,
    at: Path<(String, String)>,
    state: Data<app::State>,
) -> Result<HttpResponse, AppError> {
    let (_, key) = at.into_inner();
    let opened = open(&state, &key).await?;
    let answers = &opened.sent.answers;
    let home = home(w, &key);
    let life = match opened.sent.state {
        State::Approved { hero_id, .. } => life(w, &state, hero_id).await?,
        _ => None,
    };
    let here = here::found(w, &state, &opened.sent).await?;
    let receipt = opened.sent.receipt.clone();
    let page = ShowPage {
        w,
        here,
        kind: opened.sent.kind,
        has_changed: receipt
            .as_ref()
            .is_some_and(|receipt| !receipt.changed.is_empty()),
        receipt: told(w, &opened.sent.state, receipt.as_ref()),
        said: receipt
            .and_then(|receipt| receipt.message)
            .unwrap_or_default(),
        standing: standing(
            w,
            opened.sent.created_at,
            &opened.sent.state,
            life.is_some(),
        ),
        life,
        taken_back: opened.sent.is_taken_back(),
        asks_withdrawal: opened.sent.asks_withdrawal(),
        layout: Layout::hidden(w, format!("/submissions/{key}"), w.submissions_own_page())
            .here(Here::Tell),
        name: telling::full_name(answers, w.lang()),
        steps: Steps {
            number: None,
            ..Steps::of(w, &state, &key, &opened, None)
        },
        next: next(w, &key, opened.sent.kind, answers),
        home,
        way_back: WayBack::to(w, &state, &key),
        state: opened.sent.state,
    };
    show_privately(StatusCode::OK, &page)
}

/// «3 травня Ви написали нам. 5 травня ми змінили: дату народження.»
fn told(w: Words, state: &State, receipt: Option<&Receipt>) -> Vec<String> {
    let (State::Approved { sent_at, at, .. }, Some(receipt)) = (state, receipt) else {
        return Vec::new();
    };
    let day = |time| dates::moment(w.lang(), time);
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

/// The whole way in order: what has been, where it stands, what is still to come.
fn standing(w: Words, created_at: DateTime<Utc>, state: &State, is_public: bool) -> Vec<Standing> {
    let at = |time: DateTime<Utc>| Some(dates::moment(w.lang(), time));
    let done = |when, words: &str| Standing {
        class: "done",
        when,
        words: words.to_owned(),
    };
    let now = |when, words: &str| Standing {
        class: "now",
        when,
        words: words.to_owned(),
    };
    let later = |words: &str| Standing {
        class: "",
        when: None,
        words: words.to_owned(),
    };
    let begun = done(at(created_at), w.submissions_stand_begun());
    match state {
        State::Draft => vec![
            Standing {
                class: "now",
                ..begun
            },
            later(w.submissions_stand_to_send()),
            later(w.submissions_stand_to_read()),
            later(w.submissions_stand_to_publish()),
        ],
        State::Pending { sent_at } => vec![
            begun,
            done(at(*sent_at), w.submissions_stand_sent()),
            now(None, w.submissions_stand_waiting()),
            later(w.submissions_stand_to_publish()),
        ],
        State::Taken {
            sent_at, at: taken, ..
        } => vec![
            begun,
            done(at(*sent_at), w.submissions_stand_sent()),
            now(at(*taken), w.submissions_stand_taken()),
            later(w.submissions_stand_to_publish()),
        ],
        State::Returned {
            sent_at,
            at: returned,
            ..
        } => vec![
            begun,
            done(at(*sent_at), w.submissions_stand_sent()),
            now(at(*returned), w.submissions_stand_returned()),
            later(w.submissions_stand_to_publish()),
        ],
        State::Approved {
            sent_at,
            at: approved,
            ..
        } => {
            let mut way = vec![
                begun,
                done(at(*sent_at), w.submissions_stand_sent()),
                done(at(*approved), w.submissions_stand_published()),
            ];
            if !is_public {
                way.push(now(None, w.submissions_stand_withdrawn()));
            }
            way
        }
        State::Refused {
            sent_at,
            at: refused,
            ..
        } => vec![
            begun,
            done(at(*sent_at), w.submissions_stand_sent()),
            now(at(*refused), w.submissions_stand_refused()),
        ],
    }
}

impl ShowPage {
    fn adds(&self) -> bool {
        self.kind == Kind::Contribution
    }

    /// What stands over the page.
    fn own_page(&self) -> &'static str {
        if self.adds() {
            self.w.contribution_own_page()
        } else {
            self.w.submissions_own_page()
        }
    }

    /// What came of what was sent.
    fn lead_approved(&self) -> &'static str {
        match (self.adds(), self.asks_withdrawal) {
            (true, true) => self.w.contribution_withdraw_asked(),
            (false, true) => self.w.submissions_lead_asked(),
            (true, false) if self.has_changed => self.w.contribution_lead_approved(),
            (true, false) => self.w.contribution_lead_unchanged(),
            (false, false) => self.w.submissions_lead_approved(),
        }
    }

    /// Whether there is a consent to take back, or contacts to erase.
    fn can_withdraw(&self) -> bool {
        match self.state {
            State::Approved { .. } => self.life.is_some() && !self.asks_withdrawal,
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
