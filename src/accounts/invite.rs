//! `POST /admin/accounts/invitations` and `POST /admin/accounts/{id}/invitation`: a one-time link for a new colleague, or
//! for one who forgot a password. The administrator hands it over; nobody ever knows another's password.

use actix_web::HttpResponse;
use actix_web::web::{Data, Form, Path};
use serde::Deserialize;
use serde_json::json;

use super::account::Role;
use super::guard::{self, Administrator};
use super::queries::{self, Inviting};
use super::{invitation, list};
use crate::app::{State, chance};
use crate::error::AppError;
use crate::i18n::Words;
use crate::moderation::journal::{self, Act, Actor, Subject};

#[derive(Deserialize, Default)]
#[serde(default)]
pub struct Chosen {
    role: String,
}

pub async fn new(
    w: Words,
    state: Data<State>,
    by: Administrator,
    Form(chosen): Form<Chosen>,
) -> Result<HttpResponse, AppError> {
    let role = Role::from_word(&chosen.role).ok_or(AppError::BadRequest)?;
    let inviting = Inviting::New {
        by: by.as_moderator().id(),
        role,
    };
    let link = made(&state, &by, inviting, json!({"role": role.word()})).await?;
    list::draw(w, &state, &by, Some((link, None)), false).await
}

pub async fn back(
    w: Words,
    state: Data<State>,
    by: Administrator,
    id: Path<i32>,
) -> Result<HttpResponse, AppError> {
    let id = id.into_inner();
    if id == by.as_moderator().id() {
        // One's own password is changed on one's own page, which asks for the one before.
        return Err(AppError::Forbidden);
    }
    let account = state.db.read(move |conn| queries::find(conn, id)).await?;
    let inviting = Inviting::Back {
        by: by.as_moderator().id(),
        account_id: id,
        role: account.role,
    };
    let link = made(&state, &by, inviting, json!({"account": account.name})).await?;
    list::draw(w, &state, &by, Some((link, Some(account.name))), false).await
}

async fn made(
    state: &State,
    by: &Administrator,
    inviting: Inviting,
    detail: serde_json::Value,
) -> Result<String, AppError> {
    let (token, now) = (chance::<32>()?, state.now());
    let by = by.as_moderator().clone();
    state
        .db
        .write(move |conn| {
            queries::invite(conn, guard::hashed(&token), inviting, now)?;
            let subject = Subject {
                detail: Some(detail),
                ..Subject::default()
            };
            journal::write(conn, Actor::Moderator(&by), Act("invite"), subject, now)
        })
        .await?;
    Ok(state.settings.absolute(&invitation::path(token)))
}
