//! `POST /admin/digests`, `POST /admin/digests/{id}` and `…/versions/{number}/restoration`: a digest is begun, changed, and says
//! again what it said before.

use actix_web::HttpResponse;
use actix_web::web::{Data, Path};

use super::desk;
use super::digest::{Content, placed};
use super::edit::{self, Asked, Why};
use super::queries::{self, Unpublished};
use crate::accounts::guard::Moderator;
use crate::app::State;
use crate::error::AppError;
use crate::heroes::hero::Text;
use crate::i18n::Words;
use crate::submissions::form::Form;
use crate::web::show::see;

pub async fn begin(
    w: Words,
    state: Data<State>,
    by: Moderator,
    form: Form,
) -> Result<HttpResponse, AppError> {
    let title = typed(&form, "title");
    let content = match Content::parse(title.clone(), Text::default(), Vec::new()) {
        Ok(content) => content,
        Err(fault) => return desk::draw(w, &state, &by, title, Some(fault)).await,
    };
    let now = state.now();
    let id = state
        .db
        .write(move |conn| queries::begin(conn, &by, &content, now))
        .await?;
    Ok(see(format!("/admin/digests/{id}")))
}

/// The words and the order, or lives that are added; what a form does not have stays as it is.
pub async fn keep(
    w: Words,
    state: Data<State>,
    by: Moderator,
    id: Path<i32>,
    form: Form,
) -> Result<HttpResponse, AppError> {
    let id = id.into_inner();
    let read: i32 = form
        .text("version")
        .parse()
        .map_err(|_| AppError::BadRequest)?;
    let before = state.db.read(move |conn| queries::one(conn, id)).await?;
    let (title, intro) = if form.knows("title-uk") {
        (typed(&form, "title"), typed(&form, "intro"))
    } else {
        (before.content.title, before.content.intro)
    };
    let numbers = |name: &str| -> Vec<i32> {
        let typed = form.all(name);
        typed.iter().filter_map(|id| id.parse().ok()).collect()
    };
    let dropped = numbers("drop");
    let mut lives = if form.knows("life") {
        placed(&numbers("life"), |life| form.text(&format!("place-{life}")))
    } else {
        before.content.lives
    };
    lives.retain(|life| !dropped.contains(life));
    lives.extend(numbers("add"));
    let tried = Content {
        title: title.clone(),
        intro: intro.clone(),
        lives: Vec::new(),
    };
    let content = match Content::parse(title, intro, lives) {
        Ok(content) => content,
        Err(fault) => {
            let why = Some(Why::Fault(fault, tried));
            return edit::draw(w, &state, &by, id, Asked::default(), why).await;
        }
    };
    let tried = Some(tried);
    let (moderator, now) = (by.clone(), state.now());
    let kept = state
        .db
        .write(move |conn| queries::change(conn, &moderator, id, read, &content, now))
        .await?;
    match kept {
        Ok(()) => Ok(see(format!("/admin/digests/{id}?done=1"))),
        Err(why) => {
            let why = Some(why_not(why, tried));
            edit::draw(w, &state, &by, id, Asked::default(), why).await
        }
    }
}

/// What was typed comes back with the reason.
fn why_not(why: Unpublished, tried: Option<Content>) -> Why {
    match why {
        Unpublished::Stale => Why::Stale(tried),
        Unpublished::Nobody => Why::Nobody(tried),
    }
}

pub async fn restore(
    w: Words,
    state: Data<State>,
    by: Moderator,
    at: Path<(i32, i32)>,
) -> Result<HttpResponse, AppError> {
    let (id, number) = at.into_inner();
    let (moderator, now) = (by.clone(), state.now());
    let done = state
        .db
        .write(move |conn| queries::go_back(conn, &moderator, id, number, now))
        .await?;
    match done {
        Ok(()) => Ok(see(format!("/admin/digests/{id}?done=1"))),
        Err(why) => {
            let why = Some(why_not(why, None));
            edit::draw(w, &state, &by, id, Asked::default(), why).await
        }
    }
}

fn typed(form: &Form, name: &str) -> Text {
    Text::both(
        form.text(&format!("{name}-uk")),
        form.text(&format!("{name}-en")),
    )
}
