//! What a moderator does with a row of a list: publish it, set it aside, put it back.

use actix_web::HttpResponse;
use actix_web::web::{Data, Path};
use serde_json::json;

use super::queries;
use crate::accounts::guard::Moderator;
use crate::app::State;
use crate::error::AppError;
use crate::heroes::queries::{Author, Change};
use crate::moderation::journal::{self, Act, Actor, Subject};
use crate::web::show::see;

/// `POST /admin/imports/{id}/publication`. Refused (409) when the row was decided meanwhile, or when another archive's name
/// for this life has become public with somebody else.
pub async fn publish(
    state: Data<State>,
    by: Moderator,
    id: Path<i32>,
) -> Result<HttpResponse, AppError> {
    let (id, now) = (id.into_inner(), state.now());
    let published = state.db.write(move |conn| {
        let Some(row) = queries::find(conn, id, "waiting")? else {
            return Ok(false);
        };
        if let Some(external_id) = &row.record.external_id
            && queries::by_external_id(conn, external_id)?.is_some()
        {
            return Ok(false);
        }
        let why = format!("imported from {}, line {}", row.file_name, row.line);
        let change = Change {
            by: Author::Moderator(&by),
            at: now,
            why: &why,
        };
        let hero_id = crate::heroes::queries::publish(conn, &row.record, change)?;
        queries::mark_published(conn, id, hero_id)?;
        let detail = Some(json!({ "file": row.file_name, "line": row.line }));
        let subject = Subject {
            hero_id: Some(hero_id),
            detail,
            ..Subject::default()
        };
        journal::write(
            conn,
            Actor::Moderator(&by),
            Act("import-published"),
            subject,
            now,
        )?;
        Ok(true)
    });
    if published.await? {
        Ok(see("/admin/imports?done=published"))
    } else {
        Err(AppError::Conflict)
    }
}

/// `POST /admin/imports/{id}/discarding`: the row stays, out of the way.
pub async fn discard(
    state: Data<State>,
    by: Moderator,
    id: Path<i32>,
) -> Result<HttpResponse, AppError> {
    moved(
        state,
        by,
        id.into_inner(),
        ("waiting", "discarded"),
        Act("import-discarded"),
    )
    .await?;
    Ok(see("/admin/imports?done=discarded"))
}

/// `POST /admin/imports/{id}/return`: undoes a discarding.
pub async fn put_back(
    state: Data<State>,
    by: Moderator,
    id: Path<i32>,
) -> Result<HttpResponse, AppError> {
    moved(
        state,
        by,
        id.into_inner(),
        ("discarded", "waiting"),
        Act("import-put-back"),
    )
    .await?;
    Ok(see("/admin/imports?done=back"))
}

async fn moved(
    state: Data<State>,
    by: Moderator,
    id: i32,
    (from, to): (&'static str, &'static str),
    act: Act,
) -> Result<(), AppError> {
    let now = state.now();
    let moved = state.db.write(move |conn| {
        let Some(row) = queries::find(conn, id, from)? else {
            return Ok(false);
        };
        queries::set_state(conn, id, to)?;
        let detail = Some(json!({ "file": row.file_name, "line": row.line }));
        journal::write(
            conn,
            Actor::Moderator(&by),
            act,
            Subject {
                detail,
                ..Subject::default()
            },
            now,
        )?;
        Ok(true)
    });
    if moved.await? {
        Ok(())
    } else {
        Err(AppError::Conflict)
    }
}
