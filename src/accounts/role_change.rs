//! `POST /admin/accounts/{id}/role`: a colleague may do more or less from now on, in sessions that are open too.

use actix_web::HttpResponse;
use actix_web::web::{Data, Form, Path};
use serde::Deserialize;
use serde_json::json;

use super::account::Role;
use super::guard::Administrator;
use super::queries;
use crate::app::State;
use crate::error::AppError;
use crate::moderation::journal::{self, Act, Actor, Subject};
use crate::web::show::see;

#[derive(Deserialize, Default)]
#[serde(default)]
pub struct Chosen {
    role: String,
}

/// Not one's own: so there is always an administrator left.
pub async fn change(
    state: Data<State>,
    by: Administrator,
    id: Path<i32>,
    Form(chosen): Form<Chosen>,
) -> Result<HttpResponse, AppError> {
    let role = Role::from_word(&chosen.role).ok_or(AppError::BadRequest)?;
    let (id, now) = (id.into_inner(), state.now());
    if id == by.as_moderator().id() {
        return Err(AppError::Forbidden);
    }
    state
        .db
        .write(move |conn| {
            if !queries::still_administers(conn, &by)? {
                return Ok(Err(AppError::NoAdministrator));
            }
            let account = queries::find(conn, id)?;
            if account.role == role {
                return Ok(Ok(()));
            }
            queries::change_role(conn, id, role)?;
            let by = by.as_moderator();
            queries::notify(conn, id, queries::ROLE_CHANGED, Some(by.id()), now)?;
            let detail =
                json!({"account": account.name, "before": account.role.word(), "role": role.word()});
            let subject = Subject {
                detail: Some(detail),
                ..Subject::default()
            };
            journal::write(conn, Actor::Moderator(by), Act("change-role"), subject, now)?;
            Ok(Ok(()))
        })
        .await??;
    Ok(see("/admin/accounts?done=1"))
}
