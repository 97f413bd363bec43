//! `/{lang}/units`: all units by branch, each under the one it belongs to, and how many people served in each.

use std::collections::HashMap;

use actix_web::HttpResponse;
use actix_web::web::Data;
use askama::Template;

use super::{queries, unit};
use crate::app::State;
use crate::error::AppError;
use crate::i18n::Words;
use crate::i18n::typography::tidy;
use crate::reference::Unit;
use crate::web::keep::Keep;
use crate::web::layout::{Here, Layout};
use crate::web::show::show;

#[derive(Template)]
#[template(path = "units/list.html")]
struct Page {
    w: Words,
    layout: Layout,
    branches: Vec<Branch>,
}

struct Branch {
    anchor: String,
    name: String,
    units: Vec<Row>,
}

/// A unit with those that belong to it.
#[derive(Template)]
#[template(path = "units/_row.html")]
struct Row {
    href: String,
    name: String,
    count: Option<String>,
    under: Vec<Row>,
}

/// The template escapes what it shows, so its text may stand in another template as it is.
impl askama::filters::HtmlSafe for Row {}

pub async fn page(state: Data<State>, w: Words) -> Result<HttpResponse, AppError> {
    let reference = state.reference();
    let owners = owners(&reference.units);
    let counts = state
        .db
        .read(move |conn| {
            let mut counts = queries::counts(conn)?;
            for (slug, units) in owners {
                counts.insert(slug, queries::count_of(conn, &units)?);
            }
            Ok(counts)
        })
        .await?;
    let mut below: HashMap<Option<&str>, Vec<&Unit>> = HashMap::new();
    for found in &reference.units {
        let above = unit::listed_under(found, &reference.units);
        let above = above.map(|above| above.slug.as_str());
        below.entry(above).or_default().push(found);
    }
    let mut branches: Vec<(&str, Branch)> = Vec::new();
    for found in below.get(&None).into_iter().flatten() {
        let row = row(w, found, &below, &counts);
        match branches.iter_mut().find(|(uk, _)| *uk == found.branch) {
            Some((_, branch)) => branch.units.push(row),
            None => branches.push((
                &found.branch,
                Branch {
                    anchor: unit::branch_anchor(&found.branch),
                    name: unit::branch(w.lang(), &found.branch).to_owned(),
                    units: vec![row],
                },
            )),
        }
    }
    branches.sort_by_key(|(uk, _)| unit::branch_order(uk));
    let layout = Layout::new(
        w,
        state.settings.public_url.as_str(),
        "/units",
        w.units_title(),
        w.units_description(),
    )
    .here(Here::Units);
    let page = Page {
        w,
        layout,
        branches: branches.into_iter().map(|(_, branch)| branch).collect(),
    };
    Ok(Keep::list().on(show(&page)?))
}

/// The units that others belong to or were merged into, with all of whom lives may say that they are: their people are
/// counted together.
fn owners(all: &[Unit]) -> Vec<(String, Vec<String>)> {
    all.iter()
        .map(|found| {
            let slugs = unit::slugs_with_those_under(found, all);
            (found.slug.clone(), slugs)
        })
        .filter(|(_, slugs)| slugs.len() > 1)
        .collect()
}

fn row(
    w: Words,
    found: &Unit,
    below: &HashMap<Option<&str>, Vec<&Unit>>,
    counts: &HashMap<String, i64>,
) -> Row {
    let count = counts.get(&found.slug).filter(|count| **count > 0);
    let under = below.get(&Some(found.slug.as_str())).into_iter().flatten();
    Row {
        href: format!("/{}/units/{}", w.lang(), found.slug),
        name: tidy(w.lang(), unit::name(w.lang(), found)),
        count: count.map(|count| w.common_people(*count)),
        under: under.map(|found| row(w, found, below, counts)).collect(),
    }
}
