//! `/data/heroes.jsonl` and `/data/heroes.csv`: everything public in one file, as the API and the command `export` write it, each
//! life with the address of its page.

use actix_web::web::Data;
use actix_web::{HttpRequest, HttpResponse};
use diesel::result::Error::SerializationError;
use diesel::{QueryResult, SqliteConnection};

use super::api::heroes::Hero;
use super::streaming::{File, stream};
use crate::app::State;
use crate::archive::queries::public_after;
use crate::archive::table::written::{Writer, headers};
use crate::dates::kyiv;
use crate::error::AppError;
use crate::heroes::queries::{Published, load};

/// Lives read at once.
const PIECE: i64 = 100;

/// The last column of the table: where the life is read.
pub const PAGE: &str = "page";

/// One life a line: the record, with its `slug` and `url`.
pub async fn lines(request: HttpRequest, state: Data<State>) -> Result<HttpResponse, AppError> {
    let file = File {
        content_type: "application/jsonl; charset=utf-8",
        name: Some("heroes.jsonl"),
        form: "jsonl",
    };
    stream(state, &request, file, 0, |state, conn, after| {
        let (lives, last) = lives(state, conn, after)?;
        let Some(last) = last else { return Ok(None) };
        let mut piece = Vec::new();
        for life in lives {
            serde_json::to_writer(&mut piece, &Hero::of(state, life))
                .map_err(|fault| SerializationError(Box::new(fault)))?;
            piece.push(b'\n');
        }
        Ok(Some((piece, last)))
    })
    .await
}

/// The table that `import` reads, with one column more: [`PAGE`].
pub async fn table(request: HttpRequest, state: Data<State>) -> Result<HttpResponse, AppError> {
    let file = File {
        content_type: "text/csv; charset=utf-8; header=present",
        name: Some("heroes.csv"),
        form: "csv",
    };
    stream(state, &request, file, None, |state, conn, after| {
        let mut piece = Vec::new();
        let Some(after) = after else {
            let mut header: Vec<&str> = headers().collect();
            header.push(PAGE);
            piece.extend("\u{FEFF}".bytes());
            piece.extend(header.join(",").bytes());
            piece.extend(b"\r\n");
            return Ok(Some((piece, Some(0))));
        };
        let (lives, last) = lives(state, conn, after)?;
        let Some(last) = last else { return Ok(None) };
        let reference = state.reference();
        let mut table = Writer::rows(piece, &reference, kyiv::today(state.now()));
        for life in lives {
            let page = state.settings.absolute(&format!("/h/{}", life.id));
            table
                .write_with(&life.record, &page)
                .map_err(|fault| SerializationError(fault.into()))?;
        }
        let piece = table
            .into_inner()
            .map_err(|fault| SerializationError(fault.into()))?;
        Ok(Some((piece, Some(last))))
    })
    .await
}

/// The lives after a number, and the last number of them; none at the end.
fn lives(
    state: &State,
    conn: &mut SqliteConnection,
    after: i32,
) -> QueryResult<(Vec<Published>, Option<i32>)> {
    let ids = public_after(conn, after, PIECE)?;
    let reference = state.reference();
    let mut lives = Vec::with_capacity(ids.len());
    for id in &ids {
        if let Some(mut life) = load(conn, *id)? {
            reference.settle(&mut life.record);
            lives.push(life);
        }
    }
    Ok((lives, ids.last().copied()))
}
