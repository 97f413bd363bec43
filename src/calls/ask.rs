//! `/{lang}/submissions/call` and `/{lang}/submissions/{key}/call`: «зателефонуйте мені». The first makes a draft of its
//! own, which the family can open too; the second is for a story that has begun.

use actix_web::HttpResponse;
use actix_web::web::{Data, Path};
use askama::Template;

use super::queries;
use crate::app::State;
use crate::error::AppError;
use crate::i18n::Words;
use crate::keys;
use crate::submissions::answers::{Answers, Contacts};
use crate::submissions::form::Form;
use crate::submissions::step::{home, open};
use crate::submissions::{key, queries as submissions};
use crate::web::layout::{Here, Layout};
use crate::web::show::{see, show_judged};

/// The longest words about when and what, in characters.
const LONGEST: usize = 1_000;
/// Digits without which nobody can be called.
const DIGITS: usize = 7;

#[derive(Template)]
#[template(path = "calls/ask.html")]
struct AskPage {
    w: Words,
    layout: Layout,
    /// The family's own page, of a story that has begun.
    home: Option<String>,
    action: String,
    once: String,
    typed: Typed,
    fault: Option<(&'static str, &'static str)>,
    trapped: bool,
}

#[derive(Default, Clone)]
struct Typed {
    name: String,
    phone: String,
    words: String,
}

impl Typed {
    fn of(form: &Form) -> Self {
        Self {
            name: form.text("contact-name"),
            phone: form.text("contact-phone"),
            words: form.text("words"),
        }
    }

    fn fault(&self, w: Words) -> Option<(&'static str, &'static str)> {
        let digits = self.phone.chars().filter(char::is_ascii_digit).count();
        if digits < DIGITS || self.phone.chars().count() > 60 {
            Some(("contact-phone", w.calls_phone_missing()))
        } else if self.words.chars().count() > LONGEST || self.name.chars().count() > 200 {
            Some(("words", w.calls_too_long()))
        } else {
            None
        }
    }
}

/// `GET /{lang}/submissions/call`
pub async fn page(w: Words) -> Result<HttpResponse, AppError> {
    draw(w, None, Typed::default(), key::once()?, None, false)
}

/// `POST /{lang}/submissions/call`
pub async fn begin(w: Words, form: Form, state: Data<State>) -> Result<HttpResponse, AppError> {
    let typed = Typed::of(&form);
    let (once, fault, trapped) = (form.text("once"), typed.fault(w), form.has("leave-empty"));
    if fault.is_some() || trapped {
        return draw(w, None, typed, once, fault, trapped);
    }
    let key = key::of(&once, &format!("{} {}", typed.phone, typed.words))?;
    let words_key = keys::words::address_of_key(&state, &key).await.ok();
    let (secret, now) = (key.clone(), state.now());
    state
        .db
        .write(move |conn| {
            let (nothing, words) = (Answers::default(), words_key.as_deref());
            let begun = submissions::begin(conn, &secret, w.lang(), &nothing, None, words, now)?;
            if begun.is_ok() {
                asked(conn, &secret, typed, now)?;
            }
            Ok(())
        })
        .await?;
    Ok(see(home(w, &key)))
}

/// `GET /{lang}/submissions/{key}/call`
pub async fn own_page(
    w: Words,
    at: Path<(String, String)>,
    state: Data<State>,
) -> Result<HttpResponse, AppError> {
    let (_, key) = at.into_inner();
    let opened = open(&state, &key).await?;
    if !opened.sent.holder.is_family() {
        return Err(AppError::NotFound);
    }
    let typed = Typed {
        name: opened.contacts.name,
        phone: opened.contacts.phone,
        words: String::new(),
    };
    draw(w, Some(&key), typed, String::new(), None, false)
}

/// `POST /{lang}/submissions/{key}/call`
pub async fn ask(
    w: Words,
    at: Path<(String, String)>,
    form: Form,
    state: Data<State>,
) -> Result<HttpResponse, AppError> {
    let (_, key) = at.into_inner();
    let typed = Typed::of(&form);
    if let Some(fault) = typed.fault(w) {
        open(&state, &key).await?;
        return draw(w, Some(&key), typed, String::new(), Some(fault), false);
    }
    let (secret, now) = (key.clone(), state.now());
    state
        .db
        .write(move |conn| asked(conn, &secret, typed, now))
        .await?;
    Ok(see(home(w, &key)))
}

/// Keeps the number with the other contacts, and the wish by itself.
fn asked(
    conn: &mut diesel::SqliteConnection,
    key: &str,
    typed: Typed,
    now: chrono::DateTime<chrono::Utc>,
) -> diesel::QueryResult<()> {
    let id = keys::queries::of_family(conn, key)?;
    let kept = submissions::contacts(conn, id)?;
    let contacts = Contacts {
        name: typed.name,
        phone: typed.phone,
        ..kept
    };
    submissions::keep_contacts(conn, id, &contacts)?;
    queries::ask(conn, id, typed.words.trim(), now)
}

fn draw(
    w: Words,
    key: Option<&str>,
    typed: Typed,
    once: String,
    fault: Option<(&'static str, &'static str)>,
    trapped: bool,
) -> Result<HttpResponse, AppError> {
    let path = key.map_or("/submissions/call".to_owned(), |key| {
        format!("/submissions/{key}/call")
    });
    let page = AskPage {
        w,
        home: key.map(|key| home(w, key)),
        action: format!("/{}{path}", w.lang()),
        layout: Layout::hidden(w, path, w.calls_title()).here(Here::Tell),
        once,
        typed,
        trapped,
        fault,
    };
    show_judged(page.fault.is_some() || page.trapped, &page)
}
