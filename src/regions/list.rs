//! `/{lang}/regions`: all regions by name, and how many people are tied to each.

use actix_web::HttpResponse;
use actix_web::web::Data;
use askama::Template;

use super::queries::{self, Counts};
use super::region;
use crate::app::State;
use crate::error::AppError;
use crate::i18n::{Lang, Words};
use crate::web::layout::{Here, Layout};
use crate::web::show::show;

#[derive(Template)]
#[template(path = "regions/list.html")]
struct Page {
    w: Words,
    layout: Layout,
    regions: Vec<Row>,
}

struct Row {
    href: String,
    name: String,
    counts: String,
}

pub async fn page(state: Data<State>, w: Words) -> Result<HttpResponse, AppError> {
    let counts = state.db.read(queries::counts).await?;
    let reference = state.reference();
    let mut regions: Vec<Row> = reference
        .regions
        .iter()
        .map(|found| Row {
            href: format!("/{}/regions/{}", w.lang(), found.slug),
            name: match w.lang() {
                Lang::Uk => region::plain(&found.name_uk).to_owned(),
                Lang::En => found.name_en.clone(),
            },
            counts: said(w, counts.get(&found.iso).copied().unwrap_or_default()),
        })
        .collect();
    if w.lang() == Lang::En {
        regions.sort_by(|a, b| a.name.cmp(&b.name));
    }
    let layout = Layout::new(
        w,
        state.settings.public_url.as_str(),
        "/regions",
        w.regions_title(),
        w.regions_description(),
    )
    .here(Here::Regions);
    show(&Page { w, layout, regions })
}

/// «16 звідси · 3 загинули тут · 12 спочивають тут»: what is none is not said.
fn said(w: Words, counts: Counts) -> String {
    let parts = [
        (counts.from > 0).then(|| w.regions_count_from(counts.from)),
        (counts.fell > 0).then(|| w.regions_count_fell(counts.fell)),
        (counts.rests > 0).then(|| w.regions_count_rests(counts.rests)),
    ];
    parts.into_iter().flatten().collect::<Vec<_>>().join(" · ")
}
