//! `/admin/wishes`: what families hid of their pages, want shown again, or want erased; each is settled here.

use actix_web::HttpResponse;
use actix_web::web::{Data, Form, Path};
use askama::Template;
use serde::Deserialize;

use super::queries::{self, PAGE, Wish};
use crate::accounts::guard::{Moderator, Reader};
use crate::app::State;
use crate::error::AppError;
use crate::heroes;
use crate::heroes::hero::Record;
use crate::heroes::visibility::{Audience, picture_id};
use crate::i18n::{Words, dates};
use crate::moderation;
use crate::moderation::desk::{Desk, Room};
use crate::moderation::queries::account_names;
use crate::web::layout::Layout;
use crate::web::show::{see, show_judged};

#[derive(Template)]
#[template(path = "wishes/list.html")]
struct ListPage {
    w: Words,
    layout: Layout,
    desk: Desk,
    wishes: Vec<Row>,
    fault: Option<&'static str>,
}

struct Row {
    id: i32,
    hero_id: i32,
    name: String,
    what: String,
    asked: String,
    words: String,
    picture: Option<i32>,
    /// The same as it is named here.
    picture_name: String,
    /// The picture goes for good once it is confirmed.
    erases: bool,
    submission_id: i32,
    /// It has taken effect, and a moderator confirms it.
    is_done: bool,
    /// Who gave the family the key it holds, and when.
    key_given: Option<String>,
    may_settle: bool,
    /// The consent was taken back: one person alone does not put the page back.
    withdraws: bool,
}

#[derive(Deserialize, Default)]
#[serde(default)]
pub struct Typed {
    /// `1` lets the wish stand; anything else puts back what was.
    stands: String,
    /// A word to the family: why, where the wish is not granted.
    outcome: String,
}

pub async fn page(w: Words, state: Data<State>, by: Reader) -> Result<HttpResponse, AppError> {
    draw(w, &state, &by, None).await
}

async fn draw(
    w: Words,
    state: &State,
    by: &Reader,
    fault: Option<&'static str>,
) -> Result<HttpResponse, AppError> {
    let viewer = by.clone();
    let waiting = state
        .db
        .read(move |conn| {
            let names = account_names(conn)?;
            let waiting = queries::waiting(conn)?.into_iter();
            waiting
                .map(|wish| {
                    let record = heroes::queries::whole(conn, wish.hero_id)?;
                    let place = place(&wish, &record);
                    let name = record.name.listed();
                    let given = queries::key_given(conn, wish.submission_id)?;
                    let given = given.map(|(by, at)| (names.get(&by).cloned(), at));
                    let may_settle = queries::may_settle(conn, &viewer, wish.submission_id)?;
                    let withdraws = wish.hides_page()
                        && moderation::queries::family_asks_to_withdraw(conn, wish.hero_id)?;
                    Ok((wish, name, place, given, may_settle, withdraws))
                })
                .collect::<diesel::QueryResult<Vec<_>>>()
        })
        .await?;
    let page = ListPage {
        w,
        layout: Layout::hidden(w, "/wishes", w.visibility_desk()),
        desk: Desk::around(state, by, Room::Queue).await?,
        wishes: waiting
            .into_iter()
            .map(|(wish, name, place, given, may_settle, withdraws)| {
                let key_given = given.map(|(by, at)| {
                    let at = dates::moment(w.lang(), at);
                    w.visibility_key_given(at, by.unwrap_or_default())
                });
                let mut row = row(w, wish, name, place);
                if withdraws {
                    row.what = w.withdrawing_wish().to_owned();
                }
                Row {
                    key_given,
                    may_settle,
                    withdraws,
                    ..row
                }
            })
            .collect(),
        fault,
    };
    show_judged(page.fault.is_some(), &page)
}

/// `POST /admin/wishes/{id}/settling`
pub async fn settle(
    w: Words,
    state: Data<State>,
    by: Moderator,
    id: Path<i32>,
    Form(typed): Form<Typed>,
) -> Result<HttpResponse, AppError> {
    let stands = typed.stands == "1";
    let outcome: String = typed.outcome.trim().chars().take(2_000).collect();
    if !stands && outcome.is_empty() {
        return draw(w, &state, &by, Some(w.visibility_outcome_missing())).await;
    }
    let (id, now) = (id.into_inner(), state.now());
    let done = state
        .db
        .write(move |conn| queries::settle(conn, &by, id, stands, &outcome, now))
        .await?;
    if !done {
        return Err(AppError::Conflict);
    }
    state.letter_owed.notify_one();
    Ok(see("/admin/wishes"))
}

/// Which of its pictures is meant, as the family and the review count them.
fn place(wish: &Wish, record: &Record) -> Option<usize> {
    let id = picture_id(&wish.fact)?;
    let place = record
        .photos
        .iter()
        .position(|photo| photo.id() == Some(id));
    place.map(|place| place + 1)
}

fn row(w: Words, wish: Wish, name: String, place: Option<usize>) -> Row {
    let picture = picture_id(&wish.fact);
    let fact = match picture {
        Some(id) => place.map_or_else(
            || w.moderation_picture(id),
            |place| w.moderation_picture(place),
        ),
        None => w.moderation_field(wish.fact.as_str()),
    };
    let what = match (wish.fact.as_str(), wish.audience) {
        (PAGE, _) => w.visibility_hid_page().to_owned(),
        (_, None) => w.visibility_erase(fact.as_str()),
        (_, Some(Audience::Everyone)) => w.visibility_show_again(fact.as_str()),
        (_, Some(Audience::Grave)) => w.visibility_for_grave(fact.as_str()),
        (_, Some(Audience::Moderators)) => w.visibility_for_moderators(fact.as_str()),
    };
    Row {
        id: wish.id,
        hero_id: wish.hero_id,
        name,
        what,
        asked: dates::moment(w.lang(), wish.asked_at),
        is_done: wish.is_done(),
        erases: wish.audience.is_none(),
        submission_id: wish.submission_id,
        words: wish.words,
        picture_name: fact,
        picture,
        key_given: None,
        may_settle: false,
        withdraws: false,
    }
}
