//! `POST /admin/submissions/{id}/companion`: a story joins a life that is public or another story that waits, or is parted
//! from it again. Its family learns nothing of the other one.

use actix_web::HttpResponse;
use actix_web::web::{Data, Form, Path};
use serde::Deserialize;

use super::queries::{self, Companion};
use crate::accounts::guard::Moderator;
use crate::app::State;
use crate::error::AppError;
use crate::web::show::see;

#[derive(Deserialize, Default)]
#[serde(default)]
pub struct Typed {
    /// `life-12`, `story-7`, or nothing to part them.
    with: String,
}

impl Companion {
    /// As a form sends it.
    pub fn word(self) -> String {
        match self {
            Self::Life(id) => format!("life-{id}"),
            Self::Story(id) => format!("story-{id}"),
            Self::None => String::new(),
        }
    }

    fn from_word(word: &str) -> Option<Self> {
        if word.is_empty() {
            return Some(Self::None);
        }
        let (kind, id) = word.split_once('-')?;
        let id = id.parse().ok()?;
        match kind {
            "life" => Some(Self::Life(id)),
            "story" => Some(Self::Story(id)),
            _ => None,
        }
    }
}

/// `POST /admin/submissions/{id}/unadding`
pub async fn unadd(
    state: Data<State>,
    by: Moderator,
    id: Path<i32>,
) -> Result<HttpResponse, AppError> {
    let (id, now) = (id.into_inner(), state.now());
    state
        .db
        .write(move |conn| queries::unadd(conn, &by, id, now))
        .await?
        .map_err(|_| AppError::Conflict)?;
    Ok(see(format!("/admin/submissions/{id}?done=1")))
}

pub async fn join(
    state: Data<State>,
    by: Moderator,
    id: Path<i32>,
    Form(typed): Form<Typed>,
) -> Result<HttpResponse, AppError> {
    let id = id.into_inner();
    let with = Companion::from_word(&typed.with).ok_or(AppError::BadRequest)?;
    let now = state.now();
    state
        .db
        .write(move |conn| queries::join(conn, &by, id, with, now))
        .await?
        .map_err(|_| AppError::Conflict)?;
    Ok(see(format!("/admin/submissions/{id}?done=1")))
}
