//! `/admin/places/register`: the register, searched, with what else each settlement was called; former names and missing
//! settlements are added here.

use actix_web::HttpResponse;
use actix_web::http::StatusCode;
use actix_web::web::{Data, Query};
use askama::Template;
use serde::Deserialize;
use url::form_urlencoded;

use super::list::{label, why};
use super::queries::{self, Kept};
use super::settlement::{Kind, Why, region_name};
use crate::accounts::guard::Reader;
use crate::app::State;
use crate::error::AppError;
use crate::i18n::Words;
use crate::moderation::desk::{Desk, Room};
use crate::web::layout::Layout;
use crate::web::show::show_privately;

/// Settlements of one answer.
const MOST: usize = 40;

#[derive(Template)]
#[template(path = "places/register.html")]
struct RegisterPage {
    w: Words,
    layout: Layout,
    desk: Desk,
    q: String,
    rows: Vec<Row>,
    kinds: Vec<(&'static str, String)>,
    regions: Vec<(String, String)>,
    done: Option<&'static str>,
    fault: Option<&'static str>,
}

struct Row {
    id: i32,
    label: String,
    detail: String,
    code: Option<String>,
    /// Number and words of each.
    former: Vec<(i32, String)>,
    remembered: Vec<(i32, String)>,
}

#[derive(Deserialize, Default)]
#[serde(default)]
pub struct Asked {
    q: String,
    kept: String,
}

pub async fn page(
    w: Words,
    state: Data<State>,
    by: Reader,
    asked: Query<Asked>,
) -> Result<HttpResponse, AppError> {
    let q: String = asked.q.trim().chars().take(200).collect();
    let typed = q.clone();
    let found = state
        .db
        .read(move |conn| {
            let found = queries::find(conn, &typed, None, MOST)?;
            found
                .into_iter()
                .map(|found| Ok((queries::names_of(conn, found.settlement.id)?, found)))
                .collect::<diesel::QueryResult<Vec<_>>>()
        })
        .await?;
    let reference = state.reference();
    let rows = found.into_iter().map(|(names, found)| {
        let of = |kind: &str| {
            let names = names.iter().filter(|(_, known, _)| known == kind);
            names.map(|(id, _, name)| (*id, name.clone())).collect()
        };
        let hromada = found.settlement.hromada(w.lang());
        let reason = (!matches!(found.why, Why::Name)).then(|| why(w, &found.why));
        let detail = [
            Some(w.places_kind(found.settlement.kind.word())),
            hromada,
            reason,
        ];
        Row {
            id: found.settlement.id,
            label: label(w, &reference, &found),
            detail: detail.into_iter().flatten().collect::<Vec<_>>().join(", "),
            code: found.settlement.code,
            former: of("former"),
            remembered: of("spelling"),
        }
    });
    let kinds = Kind::ALL.map(|kind| (kind.word(), w.places_kind(kind.word())));
    let regions = reference.regions.iter();
    let page = RegisterPage {
        w,
        layout: Layout::hidden(w, "/places/register", w.places_register()),
        desk: Desk::around(&state, &by, Room::Places).await?,
        rows: rows.collect(),
        q,
        kinds: kinds.into(),
        regions: regions
            .map(|region| (region.iso.clone(), region_name(w.lang(), region).to_owned()))
            .collect(),
        done: (asked.kept == word(Kept::Added)).then(|| w.places_done()),
        fault: match asked.kept.as_str() {
            kept if kept == word(Kept::Known) => Some(w.places_known_already()),
            kept if kept == word(Kept::Unreadable) => Some(w.places_unreadable()),
            _ => None,
        },
    };
    show_privately(StatusCode::OK, &page)
}

/// Where the register answers to a name.
pub(super) fn address(q: &str) -> String {
    let q: String = form_urlencoded::byte_serialize(q.as_bytes()).collect();
    format!("/admin/places/register?q={q}")
}

/// What came of an act, as its address says it to this page.
pub(super) fn word(kept: Kept) -> &'static str {
    match kept {
        Kept::Added => "1",
        Kept::Known => "known",
        Kept::Unreadable => "unreadable",
    }
}
