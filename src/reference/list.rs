//! `/admin/reference/{list}`: all authority records of a kind, to be found and opened.

use std::collections::HashMap;

use actix_web::HttpResponse;
use actix_web::http::StatusCode;
use actix_web::web::{Data, Path, Query};
use askama::Template;
use serde::Deserialize;

use super::record::Kind;
use super::written::bare;
use super::{Reference, queries, telling};
use crate::accounts::guard::Reader;
use crate::app::State;
use crate::error::AppError;
use crate::i18n::typography::tidy;
use crate::i18n::{Lang, Words};
use crate::moderation::desk::{Desk, Room};
use crate::units;
use crate::web::layout::Layout;
use crate::web::show::{see, show_privately};

const PAGE: usize = 100;

#[derive(Template)]
#[template(path = "reference/list.html")]
struct ListPage {
    w: Words,
    layout: Layout,
    desk: Desk,
    kind: Kind,
    lists: [Kind; 4],
    q: String,
    unmatched: i64,
    rows: Vec<Row>,
    out: Vec<(String, String, String)>,
    earlier: Option<usize>,
    later: Option<usize>,
    may: bool,
}

struct Row {
    slug: String,
    name: String,
    /// The short name, a service, or whether there is a text.
    short: String,
    group: String,
    lives: i64,
    /// By all its names.
    names: Vec<String>,
}

#[derive(Deserialize, Default)]
#[serde(default)]
pub struct Asked {
    q: String,
    page: String,
}

/// `/admin/reference`
pub async fn begin(_: Reader) -> HttpResponse {
    see("/admin/reference/units")
}

pub async fn page(
    w: Words,
    state: Data<State>,
    by: Reader,
    list: Path<String>,
    asked: Query<Asked>,
) -> Result<HttpResponse, AppError> {
    let kind = Kind::from_list(&list).ok_or(AppError::NotFound)?;
    let (counts, unmatched, out) = state
        .db
        .read(move |conn| {
            let counts = match kind {
                Kind::Unit => units::queries::counts(conn)?,
                _ => HashMap::new(),
            };
            let out = queries::out_of_list(conn, kind)?;
            Ok((counts, queries::unmatched_count(conn)?, out))
        })
        .await?;
    let reference = state.reference();
    let mut rows = rows(w, kind, &reference, &counts);
    let q: String = asked.q.chars().take(200).collect();
    let sought = q.trim().to_lowercase();
    if !sought.is_empty() {
        let folded = bare(&sought);
        let is_number = sought.bytes().all(|byte| byte.is_ascii_digit());
        rows.retain(|row| {
            // A number is meant whole.
            if is_number {
                let mut numbers = row
                    .names
                    .iter()
                    .flat_map(|name| name.split(|c: char| !c.is_ascii_digit()));
                return numbers.any(|number| number == sought);
            }
            row.slug.contains(&sought)
                || row.names.iter().any(|name| {
                    name.to_lowercase().contains(&sought)
                        || (!folded.is_empty() && bare(name).contains(&folded))
                })
        });
    }
    let pages = rows.len().div_ceil(PAGE).max(1);
    let at = asked.page.parse::<usize>().unwrap_or(1).clamp(1, pages);
    let later = (at < pages).then_some(at + 1);
    let rows = rows.into_iter().skip((at - 1) * PAGE).take(PAGE).collect();
    let out = out
        .into_iter()
        .map(|(slug, name_uk, name_en, into)| {
            let name = match w.lang() {
                Lang::Uk => name_uk,
                Lang::En => name_en,
            };
            let why = match into {
                Some(into) => w.reference_merged_into(telling::called(w, &reference, kind, &into)),
                None => w.reference_removed().to_owned(),
            };
            (slug, tidy(w.lang(), &name), why)
        })
        .collect();
    let page = ListPage {
        w,
        layout: Layout::hidden(
            w,
            format!("/reference/{}", kind.list()),
            w.reference_title(),
        ),
        desk: Desk::around(&state, &by, Room::Reference).await?,
        kind,
        lists: Kind::ALL,
        q,
        unmatched,
        rows,
        out,
        earlier: (at > 1).then(|| at - 1),
        later,
        may: telling::may_change(&by),
    };
    show_privately(StatusCode::OK, &page)
}

fn rows(w: Words, kind: Kind, reference: &Reference, counts: &HashMap<String, i64>) -> Vec<Row> {
    let name = |slug: &str| telling::called(w, reference, kind, slug);
    let names = |names: Vec<&str>| names.into_iter().map(str::to_owned).collect();
    match kind {
        Kind::Unit => reference
            .units
            .iter()
            .map(|found| Row {
                name: name(&found.slug),
                short: found.short_uk.clone().unwrap_or_default(),
                group: units::unit::branch(w.lang(), &found.branch).to_owned(),
                lives: found.slugs().filter_map(|slug| counts.get(slug)).sum(),
                names: names(found.names().collect()),
                slug: found.slug.clone(),
            })
            .collect(),
        Kind::Rank => reference
            .ranks
            .iter()
            .map(|found| Row {
                name: name(&found.slug),
                short: String::new(),
                group: found.service.clone(),
                lives: 0,
                names: names(found.names().collect()),
                slug: found.slug.clone(),
            })
            .collect(),
        Kind::Award => reference
            .awards
            .iter()
            .map(|found| Row {
                name: name(&found.slug),
                short: String::new(),
                group: found.class.clone(),
                lives: 0,
                names: names(found.names().collect()),
                slug: found.slug.clone(),
            })
            .collect(),
        Kind::Region => reference
            .regions
            .iter()
            .map(|found| Row {
                name: name(&found.slug),
                short: String::new(),
                group: match (&found.text_uk, &found.text_en) {
                    (None, None) => w.reference_no_text().to_owned(),
                    _ => w.reference_has_text().to_owned(),
                },
                lives: 0,
                names: vec![found.name_uk.clone(), found.name_en.clone()],
                slug: found.slug.clone(),
            })
            .collect(),
    }
}
