//! `/{lang}/units`: all units by branch, and how many people served in each.

use actix_web::HttpResponse;
use actix_web::web::Data;
use askama::Template;

use super::{queries, unit};
use crate::app::State;
use crate::error::AppError;
use crate::i18n::Words;
use crate::i18n::typography::tidy;
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
    name: String,
    units: Vec<Row>,
}

struct Row {
    href: String,
    name: String,
    count: Option<String>,
}

pub async fn page(state: Data<State>, w: Words) -> Result<HttpResponse, AppError> {
    let counts = state.db.read(queries::counts).await?;
    let reference = state.reference();
    let mut branches: Vec<(String, Branch)> = Vec::new();
    for found in &reference.units {
        let row = Row {
            href: format!("/{}/units/{}", w.lang(), found.slug),
            name: tidy(w.lang(), unit::name(w.lang(), found)),
            count: counts.get(&found.slug).map(|count| w.common_people(*count)),
        };
        match branches.iter_mut().find(|(uk, _)| *uk == found.branch) {
            Some((_, branch)) => branch.units.push(row),
            None => {
                let name = unit::branch(w.lang(), &found.branch).to_owned();
                branches.push((
                    found.branch.clone(),
                    Branch {
                        name,
                        units: vec![row],
                    },
                ));
            }
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
    show(&Page {
        w,
        layout,
        branches: branches.into_iter().map(|(_, branch)| branch).collect(),
    })
}
