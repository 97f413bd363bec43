//! `POST /admin/accounts/{id}/disabling`: shuts a colleague's account; all its sessions end at once.

use actix_web::HttpResponse;
use actix_web::web::{Data, Path};
use serde_json::json;

use super::guard::Administrator;
use super::queries;
use crate::app::State;
use crate::error::AppError;
use crate::moderation::journal::{self, Act, Actor, Subject};
use crate::web::show::see;

/// Not one's own: so there is always an administrator left who can let others back in.
pub async fn disable(
    state: Data<State>,
    by: Administrator,
    id: Path<i32>,
) -> Result<HttpResponse, AppError> {
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
            if account.disabled_at.is_some() {
                return Ok(Err(AppError::Conflict));
            }
            queries::disable(conn, id, now)?;
            let detail = Some(json!({"account": account.name}));
            journal::write(
                conn,
                Actor::Moderator(by.as_moderator()),
                Act("disable-account"),
                Subject {
                    detail,
                    ..Subject::default()
                },
                now,
            )?;
            Ok(Ok(()))
        })
        .await??;
    Ok(see("/admin/accounts?done=1"))
}
