//! `POST /{lang}/submissions/{key}/anniversaries`: on which days a family wants to be written to, asked on its own page once
//! that is public and an address for mail was left.

use actix_web::HttpResponse;
use actix_web::web::{Data, Path};
use askama::Template;

use super::anniversary::{Wish, day_of};
use super::queries;
use crate::app::State;
use crate::days::day::Day;
use crate::error::AppError;
use crate::heroes;
use crate::i18n::dates::day_of_year;
use crate::i18n::{Lang, Words};
use crate::submissions::form::Form;
use crate::submissions::step::{Opened, home, open};
use crate::web::show::see;

/// What a family's page shows of it: `{{ days }}`.
#[derive(Template)]
#[template(path = "anniversaries/_choice.html")]
pub struct Choice {
    w: Words,
    home: String,
    /// «5 березня», and whether it is asked for.
    death: Option<(String, bool)>,
    birth: Option<(String, bool)>,
    language: Lang,
    asked: bool,
}

/// The template escapes what it shows, so its text may stand in another template as it is.
impl askama::filters::HtmlSafe for Choice {}

/// Nothing where nothing can be chosen: no page, no address, no day that is known, no mail server.
pub async fn choice(
    w: Words,
    state: &State,
    key: &str,
    opened: &Opened,
) -> Result<Option<Choice>, AppError> {
    if !opened.sent.holder.is_family() || state.settings.smtp.is_none() {
        return Ok(None);
    }
    let id = opened.sent.id;
    let found = state
        .db
        .read(move |conn| {
            let Some((_, hero_id)) = queries::reachable(conn, id)? else {
                return Ok(None);
            };
            let life = heroes::queries::load(conn, hero_id)?;
            let wish = queries::wish(conn, id)?;
            Ok(life.map(|life| (life.record, wish)))
        })
        .await?;
    let Some((record, wish)) = found else {
        return Ok(None);
    };
    let said = |day: Day| day_of_year(w.lang(), day.month(), day.number());
    let has = |of: fn(&Wish) -> bool| wish.as_ref().is_some_and(|(wish, _)| of(wish));
    let choice = Choice {
        w,
        home: home(w, key),
        death: day_of(record.died.as_ref()).map(|day| (said(day), has(|wish| wish.on_death))),
        birth: day_of(record.born.as_ref()).map(|day| (said(day), has(|wish| wish.on_birth))),
        language: wish.map_or(w.lang(), |(_, language)| language),
        asked: wish.is_some(),
    };
    Ok(Some(choice).filter(|choice| choice.death.is_some() || choice.birth.is_some()))
}

pub async fn choose(
    w: Words,
    state: Data<State>,
    at: Path<(String, String)>,
    form: Form,
) -> Result<HttpResponse, AppError> {
    let (_, key) = at.into_inner();
    let opened = open(&state, &key).await?;
    if !opened.sent.holder.is_family() {
        return Err(AppError::NotFound);
    }
    let days = form.all("day");
    let has = |word: &str| days.iter().any(|day| day == word);
    let wanted = Wish::of(has("death"), has("birth"));
    let language = form.text("language").parse().unwrap_or(w.lang());
    let (secret, now) = (key.clone(), state.now());
    state
        .db
        .write(move |conn| queries::choose(conn, &secret, wanted, language, now))
        .await?;
    Ok(see(format!("{}#days", home(w, &key))))
}
