//! Where a story begins: whether the person is here already, what this is, how long it takes, who will see it, and the
//! first question. Looking at the page makes nothing; only a name begins a story.

use actix_web::HttpResponse;
use actix_web::http::StatusCode;
use actix_web::http::header::CACHE_CONTROL;
use actix_web::web::{Data, Query};
use askama::Template;
use serde::Deserialize;

use super::answers::{Answers, Contacts};
use super::contribution;
use super::fields::{Fields, Wrong};
use super::form::Form;
use super::here::{self, Likely};
use super::queries::Refused;
use super::reading::Fault;
use super::submission::{LONGEST_ANSWERS, Step};
use super::unsaved::{or_not_now, unsaved};
use super::{key, queries};
use crate::app;
use crate::dates::kyiv;
use crate::error::AppError;
use crate::i18n::Words;
use crate::keys;
use crate::names::Told;
use crate::web::layout::{Here, Layout};
use crate::web::show::see;

#[derive(Template)]
#[template(path = "submissions/new.html")]
struct NewPage {
    w: Words,
    layout: Layout,
    f: Fields,
    once: String,
    /// The box that only a machine fills in was filled in.
    trapped: bool,
    /// What was looked for before anything is written; empty while nothing was.
    looked_for: String,
    /// People who are here already and may be the one.
    likely: Vec<Likely>,
}

#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub struct Asked {
    /// The address of a public life that one wants to add to.
    about: String,
    /// A name to look for before one begins.
    q: String,
}

/// What a page of the beginning is drawn with.
#[derive(Default)]
struct Shown {
    status: StatusCode,
    answers: Answers,
    faults: Vec<Fault>,
    once: String,
    trapped: bool,
    looked_for: String,
    likely: Vec<Likely>,
}

/// `GET /{lang}/submissions/new`
pub async fn page(
    w: Words,
    asked: Query<Asked>,
    state: Data<app::State>,
) -> Result<HttpResponse, AppError> {
    if !asked.about.is_empty() {
        return contribution::page(w, &state, &asked.about).await;
    }
    look(w, &state, &asked.q, Answers::default(), key::once()?).await
}

/// Looks whether the person is here. What was typed below stays there; where no name was, the one that was looked for stands.
async fn look(
    w: Words,
    state: &app::State,
    typed: &str,
    mut answers: Answers,
    once: String,
) -> Result<HttpResponse, AppError> {
    let looked_for: String = typed.trim().chars().take(200).collect();
    let likely = here::called(w, state, &looked_for).await?;
    let who = &mut answers.who;
    let unnamed = [&who.family, &who.given, &who.patronymic]
        .iter()
        .all(|part| part.trim().is_empty());
    if unnamed && let Some(told) = Told::of(&looked_for) {
        (who.family, who.given, who.patronymic) = (told.family, told.given, told.patronymic);
    }
    let shown = Shown {
        answers,
        once,
        looked_for,
        likely,
        ..Shown::default()
    };
    draw(w, state, shown)
}

/// `POST /{lang}/submissions/new`
pub async fn begin(
    w: Words,
    form: Form,
    state: Data<app::State>,
) -> Result<HttpResponse, AppError> {
    let about = form.text("about");
    if !about.is_empty() {
        return contribution::begin(w, &state, &about, &form).await;
    }
    let mut answers = Answers::default();
    answers.take(Step::Who, &form);
    let once = form.text("once");
    // Enter presses the first button of a form: with nothing to look for, it means the form.
    let looked_for = form.text("q");
    let unnamed = [&answers.who.family, &answers.who.given]
        .iter()
        .all(|part| part.trim().is_empty());
    if form.has("look") && (!looked_for.trim().is_empty() || unnamed) {
        let once = match once.is_empty() {
            true => key::once()?,
            false => once,
        };
        return look(w, &state, &looked_for, answers, once).await;
    }
    // More than can be kept, or shown again in its boxes, comes back whole as it was written.
    if serde_json::to_string(&answers).is_ok_and(|json| json.len() > LONGEST_ANSWERS) {
        return unsaved(w, None, &Refused::TooMuch, &form);
    }
    let mut faults = answers
        .read(w.lang(), &state.reference(), kyiv::today(state.now()))
        .faults;
    faults.retain(|fault| fault.step == Step::Who);
    // A person whose browser filled in the hidden box is asked to empty it, and never refused.
    let trapped = form.has("leave-empty");
    if trapped || !faults.is_empty() {
        let shown = Shown {
            status: StatusCode::UNPROCESSABLE_ENTITY,
            answers,
            faults,
            once,
            trapped,
            ..Shown::default()
        };
        return draw(w, &state, shown);
    }
    let key = key::of(
        &once,
        &serde_json::to_string(&answers.who).map_err(AppError::internal)?,
    )?;
    // Too many at once: the words are made when the story is next written in.
    let words = keys::words::address_of_key(&state, &key).await.ok();
    let (secret, now) = (key.clone(), state.now());
    let begun = state.db.write(move |conn| {
        queries::begin(
            conn,
            &secret,
            w.lang(),
            &answers,
            None,
            words.as_deref(),
            now,
        )
    });
    match or_not_now(begun.await)? {
        Ok(()) => Ok(see(format!(
            "/{}/submissions/{key}/{}",
            w.lang(),
            Step::Relation.word()
        ))),
        Err(refused) => unsaved(w, None, &refused, &form),
    }
}

fn draw(w: Words, state: &app::State, shown: Shown) -> Result<HttpResponse, AppError> {
    let layout = Layout::new(
        w,
        state.settings.public_url.as_str(),
        "/submissions/new",
        w.submissions_new_title(),
        w.submissions_new_description(),
    );
    let page = NewPage {
        w,
        layout: Layout {
            noindex: !shown.looked_for.is_empty(),
            ..layout.here(Here::Tell)
        },
        f: Fields {
            w,
            story: w.lang(),
            answers: shown.answers,
            contacts: Contacts::default(),
            pictures: Vec::new(),
            faults: shown.faults,
            questions: Vec::new(),
            writes_letters: state.settings.smtp.is_some(),
            reference: state.reference(),
        },
        once: shown.once,
        trapped: shown.trapped,
        looked_for: shown.looked_for,
        likely: shown.likely,
    };
    // Each page begins one story: two families must never share a copy of it.
    Ok(HttpResponse::build(shown.status)
        .insert_header((CACHE_CONTROL, "no-store"))
        .content_type("text/html; charset=utf-8")
        .body(page.render()?))
}

impl NewPage {
    fn wrong(&self) -> Vec<Wrong> {
        let mut wrong = self.f.wrong();
        if self.trapped {
            wrong.push(Wrong {
                anchor: "leave-empty".to_owned(),
                sentence: self.w.submissions_trapped().to_owned(),
            });
        }
        wrong
    }
}
