//! `/{lang}/submissions/new?about={slug}`: something to put right in a life that is public, or to add to it. The page of
//! that life stands as it is until a moderator has read what was told.

use actix_web::HttpResponse;
use actix_web::http::StatusCode;
use actix_web::http::header::CACHE_CONTROL;
use askama::Template;

use super::answers::{Answers, Contacts, Who};
use super::fields::{Fields, Wrong};
use super::form::Form;
use super::queries::Refused;
use super::submission::{LONGEST_ANSWERS, Step};
use super::unsaved::{or_not_now, unsaved};
use super::{key, queries};
use crate::app;
use crate::error::AppError;
use crate::heroes;
use crate::heroes::queries::{Address, Published};
use crate::heroes::telling::Telling;
use crate::i18n::Words;
use crate::keys;
use crate::web::layout::{Here, Layout};
use crate::web::show::{moved, see};

#[derive(Template)]
#[template(path = "submissions/contribution.html")]
struct ContributionPage {
    w: Words,
    layout: Layout,
    f: Fields,
    once: String,
    slug: String,
    name: String,
    trapped: bool,
}

/// The way to contribute to a life.
pub fn address(w: Words, slug: &str) -> String {
    format!("/{}/submissions/new?about={slug}", w.lang())
}

pub async fn page(w: Words, state: &app::State, slug: &str) -> Result<HttpResponse, AppError> {
    match life(state, slug).await? {
        Ok(life) => draw(w, state, &life, Answers::default(), key::once()?, false),
        Err(slug) => Ok(moved(address(w, &slug))),
    }
}

/// Begins a contribution with its first words, which may be none: pictures can speak too.
pub async fn begin(
    w: Words,
    state: &app::State,
    slug: &str,
    form: &Form,
) -> Result<HttpResponse, AppError> {
    let life = match life(state, slug).await? {
        Ok(life) => life,
        // It was renamed while the words were written.
        Err(slug) => life_at(state, slug).await?,
    };
    let mut answers = Answers {
        who: who(&life),
        ..Answers::default()
    };
    answers.take(Step::Note, form);
    let written = serde_json::to_string(&answers).map_err(AppError::internal)?;
    if written.len() > LONGEST_ANSWERS {
        return unsaved(w, None, &Refused::TooMuch, form);
    }
    let once = form.text("once");
    if form.has("leave-empty") {
        return draw(w, state, &life, answers, once, true);
    }
    let key = key::of(&once, &format!("{} {}", life.id, answers.note))?;
    let words = keys::words::address_of_key(state, &key).await.ok();
    let (secret, now) = (key.clone(), state.now());
    let begun = state
        .db
        .write(move |conn| {
            queries::begin(
                conn,
                &secret,
                w.lang(),
                &answers,
                Some(life.id),
                words.as_deref(),
                now,
            )
        })
        .await;
    match or_not_now(begun)? {
        Ok(()) => Ok(see(format!(
            "/{}/submissions/{key}/{}",
            w.lang(),
            Step::Relation.word()
        ))),
        Err(refused) => unsaved(w, None, &refused, form),
    }
}

/// The life at an address, or the address it has moved to.
async fn life(state: &app::State, slug: &str) -> Result<Result<Published, String>, AppError> {
    let slug = slug.to_owned();
    let found = state
        .db
        .read(move |conn| {
            Ok(match heroes::queries::address(conn, &slug)? {
                Address::Here(id) => heroes::queries::load(conn, id)?.ok_or(Address::Gone),
                elsewhere => Err(elsewhere),
            })
        })
        .await?;
    match found {
        Ok(life) => Ok(Ok(life)),
        Err(Address::Moved(slug)) => Ok(Err(slug)),
        Err(Address::Gone) => Err(AppError::Gone),
        Err(Address::Unknown | Address::Here(_)) => Err(AppError::NotFound),
    }
}

async fn life_at(state: &app::State, slug: String) -> Result<Published, AppError> {
    life(state, &slug).await?.map_err(|_| AppError::Conflict)
}

/// The name that the questions are asked about; it is the life's own and no part of what is told.
pub fn who(life: &Published) -> Who {
    let (name, latin) = (&life.record.name, &life.record.latin);
    let part = |part: fn(&crate::names::Name) -> String| latin.as_ref().map(part);
    let patronymic = |name: &crate::names::Name| name.patronymic.clone().unwrap_or_default();
    Who {
        family: name.family.clone(),
        given: name.given.clone(),
        patronymic: patronymic(name),
        latin_family: part(|name| name.family.clone()).unwrap_or_default(),
        latin_given: part(|name| name.given.clone()).unwrap_or_default(),
        latin_patronymic: part(patronymic).unwrap_or_default(),
        sex: life.record.sex.map_or("", |sex| sex.word()).to_owned(),
        ..Who::default()
    }
}

fn draw(
    w: Words,
    state: &app::State,
    life: &Published,
    answers: Answers,
    once: String,
    trapped: bool,
) -> Result<HttpResponse, AppError> {
    let reference = state.reference();
    let telling = Telling {
        w,
        reference: &reference,
    };
    let name = telling
        .name(&life.record.name, life.record.latin.as_ref())
        .full();
    let page = ContributionPage {
        w,
        layout: Layout::hidden(
            w,
            format!("/submissions/new?about={}", life.slug),
            w.contribution_title(),
        )
        .here(Here::Tell),
        f: Fields {
            w,
            story: w.lang(),
            answers,
            contacts: Contacts::default(),
            pictures: Vec::new(),
            faults: Vec::new(),
            questions: Vec::new(),
            writes_letters: state.settings.smtp.is_some(),
            reference,
        },
        once,
        slug: life.slug.clone(),
        name,
        trapped,
    };
    let status = if trapped {
        StatusCode::UNPROCESSABLE_ENTITY
    } else {
        StatusCode::OK
    };
    // Each page begins one story: two people must never share a copy of it.
    Ok(HttpResponse::build(status)
        .insert_header((CACHE_CONTROL, "no-store"))
        .content_type("text/html; charset=utf-8")
        .body(page.render()?))
}

impl ContributionPage {
    fn wrong(&self) -> Vec<Wrong> {
        let trap = || Wrong {
            anchor: "leave-empty".to_owned(),
            sentence: self.w.submissions_trapped().to_owned(),
        };
        self.trapped.then(trap).into_iter().collect()
    }
}
