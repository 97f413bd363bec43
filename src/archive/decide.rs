//! What a moderator does with rows of a list: publish them, set them aside, put them back.

use actix_web::HttpResponse;
use actix_web::web::{Data, Form, Path};
use chrono::{DateTime, Utc};
use diesel::result::Error::DatabaseError;
use diesel::{Connection, QueryResult, SqliteConnection};
use serde::Deserialize;
use serde_json::json;

use super::queries;
use super::runs::queries as rows;
use super::runs::run::{Row, Which};
use crate::accounts::guard::Moderator;
use crate::app::State;
use crate::error::AppError;
use crate::heroes::queries::{Author, Change};
use crate::linter::finding;
use crate::moderation::journal::{self, Act, Actor, Subject};
use crate::web::show::see;

/// Rows that are published at once at most: a page of them is ticked by hand.
const TICKED: usize = 60;

#[derive(Deserialize, Default)]
#[serde(default)]
pub struct Read {
    /// The row as it was read: what somebody corrected since is not published unread.
    revision: i32,
    /// `1`: what was found in it may be read by everyone.
    stands: String,
}

/// `POST /admin/imports/{id}/publication`. Refused (409) when the row was decided or corrected meanwhile, when another
/// archive's name for this life has become public with somebody else, or while nobody says that what was found may stand.
pub async fn publish(
    state: Data<State>,
    by: Moderator,
    id: Path<i32>,
    read: Form<Read>,
) -> Result<HttpResponse, AppError> {
    let (id, now) = (id.into_inner(), state.now());
    let published = state.db.write(move |conn| {
        let row = rows::row(conn, id)?;
        let (run, which) = (row.run_id, row.which());
        Ok((
            run,
            which,
            publish_row(conn, &by, &row, (read.revision, read.stands == "1"), now)?,
        ))
    });
    match published.await? {
        (run, which, true) => Ok(see(format!(
            "/admin/imports/runs/{run}?state={}&done=published",
            which.word()
        ))),
        _ => Err(AppError::Conflict),
    }
}

/// `POST /admin/imports/runs/{id}/publication`: the rows that somebody ticked as read, each as it was read. Whatever changed
/// meanwhile, is no plainly new row of this list, or asks for a word about what was found in it, is left and said.
pub async fn publish_ticked(
    state: Data<State>,
    by: Moderator,
    run: Path<i32>,
    Form(said): Form<Vec<(String, String)>>,
) -> Result<HttpResponse, AppError> {
    let (run, now) = (run.into_inner(), state.now());
    let ticked: Vec<(i32, i32)> = said
        .iter()
        .filter(|(key, _)| key == "row")
        .filter_map(|(_, value)| {
            let (id, revision) = value.split_once('.')?;
            Some((id.parse().ok()?, revision.parse().ok()?))
        })
        .take(TICKED)
        .collect();
    let all = ticked.len();
    let published = state
        .db
        .write(move |conn| {
            rows::run(conn, run)?;
            let mut published = 0;
            for (id, revision) in ticked {
                let row = match rows::row(conn, id) {
                    Err(diesel::result::Error::NotFound) => continue,
                    row => row?,
                };
                let plain = row.run_id == run && row.which() == Which::New;
                if plain && publish_row(conn, &by, &row, (revision, false), now)? {
                    published += 1;
                }
            }
            Ok(published)
        })
        .await?;
    let left = all - published;
    Ok(see(format!(
        "/admin/imports/runs/{run}?state=new&done=ticked&number={published}&left={left}"
    )))
}

/// Whether a row was published: not one that was decided or corrected since it was read, nor one with findings that nobody
/// let stand, nor one that the tables refuse.
fn publish_row(
    conn: &mut SqliteConnection,
    by: &Moderator,
    row: &Row,
    (revision, stands): (i32, bool),
    now: DateTime<Utc>,
) -> QueryResult<bool> {
    let Some(record) = row
        .record
        .as_ref()
        .filter(|_| row.state == "waiting" && row.revision == revision)
    else {
        return Ok(false);
    };
    let found = finding::findings(record);
    if !found.is_empty() && !stands {
        return Ok(false);
    }
    if let Some(external_id) = &record.external_id
        && queries::by_external_id(conn, external_id)?.is_some()
    {
        return Ok(false);
    }
    let done = conn.transaction(|conn| {
        let why = format!("imported from {}, line {}", row.file_name, row.line);
        let change = Change {
            by: Author::Moderator(by),
            at: now,
            why: &why,
        };
        let hero_id = crate::heroes::queries::publish(conn, record, change)?;
        queries::mark_published(conn, row.id, hero_id)?;
        let mut subject = Subject {
            hero_id: Some(hero_id),
            ..about(row)
        };
        // Of what kinds it was; never the words.
        let mut kinds: Vec<&str> = found.iter().map(|one| one.kind.word()).collect();
        kinds.dedup();
        if let Some(detail) = subject.detail.as_mut().filter(|_| !kinds.is_empty()) {
            detail["let-stand"] = json!(kinds);
        }
        journal::write(
            conn,
            Actor::Moderator(by),
            Act("import-published"),
            subject,
            now,
        )
    });
    match done {
        Ok(()) => Ok(true),
        Err(DatabaseError(..)) => Ok(false),
        Err(fault) => Err(fault),
    }
}

fn about(row: &Row) -> Subject {
    Subject {
        detail: Some(json!({ "file": row.file_name, "line": row.line, "run": row.run_id })),
        ..Subject::default()
    }
}

/// `POST /admin/imports/{id}/discarding`: the row stays, out of the way.
pub async fn discard(
    state: Data<State>,
    by: Moderator,
    id: Path<i32>,
) -> Result<HttpResponse, AppError> {
    moved(state, by, id.into_inner(), false).await
}

/// `POST /admin/imports/{id}/return`: undoes a discarding.
pub async fn put_back(
    state: Data<State>,
    by: Moderator,
    id: Path<i32>,
) -> Result<HttpResponse, AppError> {
    moved(state, by, id.into_inner(), true).await
}

async fn moved(
    state: Data<State>,
    by: Moderator,
    id: i32,
    back: bool,
) -> Result<HttpResponse, AppError> {
    let now = state.now();
    let moved = state.db.write(move |conn| {
        let row = rows::row(conn, id)?;
        let which = row.which();
        let (may, to, act) = if back {
            // What could not be read is no more readable for having been set aside.
            let to = if row.raw.is_some() {
                "faulty"
            } else {
                "waiting"
            };
            (which == Which::Discarded, to, "import-put-back")
        } else {
            (
                matches!(which, Which::New | Which::Unsure | Which::Faulty),
                "discarded",
                "import-discarded",
            )
        };
        if !may {
            return Ok(None);
        }
        rows::set_state(conn, id, to)?;
        journal::write(conn, Actor::Moderator(&by), Act(act), about(&row), now)?;
        Ok(Some((row.run_id, which)))
    });
    let (run, which) = moved.await?.ok_or(AppError::Conflict)?;
    let done = if back { "back" } else { "discarded" };
    Ok(see(format!(
        "/admin/imports/runs/{run}?state={}&done={done}",
        which.word()
    )))
}
