//! `/{lang}/memories/{key}`: what becomes of a memory, for whoever wrote it; and the way to take it back.

use actix_web::HttpResponse;
use actix_web::http::StatusCode;
use actix_web::web::{Data, Path};
use askama::Template;

use super::memory::State as Standing;
use super::queries;
use super::section::Told;
use crate::app::State;
use crate::error::AppError;
use crate::heroes::queries::{self as heroes, Address};
use crate::heroes::telling::Telling;
use crate::i18n::Words;
use crate::web::layout::Layout;
use crate::web::show::{see, show_privately};

#[derive(Template)]
#[template(path = "remembrance/receipt.html")]
struct ReceiptPage {
    w: Words,
    layout: Layout,
    standing: Standing,
    /// The person's name and page, while that is public.
    life: Option<(String, String)>,
    /// It is read by everyone now.
    is_public: bool,
    told: Option<Told>,
    address: String,
    action: String,
}

/// `GET /{lang}/memories/{key}`
pub async fn page(
    w: Words,
    at: Path<(String, String)>,
    state: Data<State>,
) -> Result<HttpResponse, AppError> {
    let (_, key) = at.into_inner();
    let secret = key.clone();
    let (memory, life, hidden) = state
        .db
        .read(move |conn| {
            let memory = queries::memory_by_key(conn, &secret)?;
            let life = match heroes::numbered_address(conn, memory.hero_id)? {
                Address::Moved(_) => heroes::load(conn, memory.hero_id)?,
                _ => None,
            };
            let closed = queries::closing(conn, memory.hero_id)?;
            let hidden = memory.is_hidden
                || closed.is_some_and(|closing| closing.hides)
                || queries::is_hidden_by_a_family(conn, memory.id)?;
            Ok((memory, life, hidden))
        })
        .await?;
    let reference = state.reference();
    let telling = Telling {
        w,
        reference: &reference,
    };
    let path = format!("/memories/{key}");
    let page = ReceiptPage {
        w,
        layout: Layout::hidden(w, path.clone(), w.memories_receipt_title()),
        is_public: life.is_some() && !hidden,
        life: life.map(|life| {
            let name = telling.name(&life.record.name, life.record.latin.as_ref());
            (name.full(), format!("/{}/heroes/{}", w.lang(), life.slug))
        }),
        told: (memory.state != Standing::Withdrawn).then(|| Told::of(w, &memory)),
        standing: memory.state,
        address: state.settings.absolute(&format!("/{}{path}", w.lang())),
        action: format!("/{}{path}/withdrawal", w.lang()),
    };
    show_privately(StatusCode::OK, &page)
}

/// `POST /{lang}/memories/{key}/withdrawal`: it is gone from this moment, and nothing of it is kept.
pub async fn withdraw(
    w: Words,
    at: Path<(String, String)>,
    state: Data<State>,
) -> Result<HttpResponse, AppError> {
    let (_, key) = at.into_inner();
    let (secret, now) = (key.clone(), state.now());
    state
        .db
        .write(move |conn| queries::take_back(conn, &secret, now))
        .await?;
    Ok(see(format!("/{}/memories/{key}", w.lang())))
}
