//! Where a story begins: what this is, how long it takes, who will see it, and the first question. Looking at the page
//! makes nothing; only a name begins a story.

use actix_web::HttpResponse;
use actix_web::http::StatusCode;
use actix_web::http::header::CACHE_CONTROL;
use actix_web::web::Data;
use askama::Template;

use super::answers::{Answers, Contacts};
use super::fields::{Fields, Wrong};
use super::form::Form;
use super::queries::Refused;
use super::reading::Fault;
use super::submission::{LONGEST_ANSWERS, Step};
use super::unsaved::unsaved;
use super::{key, queries};
use crate::app;
use crate::dates::kyiv;
use crate::error::AppError;
use crate::i18n::Words;
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
}

/// `GET /{lang}/submissions/new`
pub async fn page(w: Words, state: Data<app::State>) -> Result<HttpResponse, AppError> {
    draw(
        w,
        &state,
        StatusCode::OK,
        Answers::default(),
        Vec::new(),
        key::once()?,
        false,
    )
}

/// `POST /{lang}/submissions/new`
pub async fn begin(
    w: Words,
    form: Form,
    state: Data<app::State>,
) -> Result<HttpResponse, AppError> {
    let mut answers = Answers::default();
    answers.take(Step::Who, &form);
    // More than can be kept, or shown again in its boxes, comes back whole as it was written.
    if serde_json::to_string(&answers).is_ok_and(|json| json.len() > LONGEST_ANSWERS) {
        return unsaved(w, None, &Refused::TooMuch, &form);
    }
    let mut faults = answers
        .read(w.lang(), &state.reference(), kyiv::today(state.now()))
        .faults;
    faults.retain(|fault| fault.step == Step::Who);
    let once = form.text("once");
    // A person whose browser filled in the hidden box is asked to empty it, and never refused.
    let trapped = form.has("leave-empty");
    if trapped || !faults.is_empty() {
        return draw(
            w,
            &state,
            StatusCode::UNPROCESSABLE_ENTITY,
            answers,
            faults,
            once,
            trapped,
        );
    }
    let key = key::of(
        &once,
        &serde_json::to_string(&answers.who).map_err(AppError::internal)?,
    )?;
    let (secret, now) = (key.clone(), state.now());
    match state
        .db
        .write(move |conn| queries::begin(conn, &secret, w.lang(), &answers, now))
        .await?
    {
        Ok(()) => Ok(see(format!(
            "/{}/submissions/{key}/{}",
            w.lang(),
            Step::Relation.word()
        ))),
        Err(refused) => unsaved(w, None, &refused, &form),
    }
}

fn draw(
    w: Words,
    state: &app::State,
    status: StatusCode,
    answers: Answers,
    faults: Vec<Fault>,
    once: String,
    trapped: bool,
) -> Result<HttpResponse, AppError> {
    let layout = Layout::new(
        w,
        state.settings.public_url.as_str(),
        "/submissions/new",
        w.submissions_new_title(),
        w.submissions_new_description(),
    );
    let page = NewPage {
        w,
        layout: layout.here(Here::Tell),
        f: Fields {
            w,
            story: w.lang(),
            answers,
            contacts: Contacts::default(),
            pictures: Vec::new(),
            faults,
            reference: state.reference(),
        },
        once,
        trapped,
    };
    // Each page begins one story: two families must never share a copy of it.
    Ok(HttpResponse::build(status)
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
