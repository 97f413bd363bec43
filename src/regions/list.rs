//! `/{lang}/regions`: all regions on a map and by name, and how many people are tied to each in one way: `?region_role=fell`.

use actix_web::HttpResponse;
use actix_web::web::{Data, Query};
use askama::Template;
use serde::Deserialize;

use super::map::{OUTLINES, Shades};
use super::queries;
use super::region;
use crate::app::State;
use crate::error::AppError;
use crate::heroes::telling::Role;
use crate::i18n::order::sort_key;
use crate::i18n::{Lang, Words};
use crate::reference::Region;
use crate::web::keep::Keep;
use crate::web::layout::{Here, Layout};
use crate::web::show::show;

#[derive(Template)]
#[template(path = "regions/list.html")]
struct Page {
    w: Words,
    layout: Layout,
    roles: Vec<RoleTab>,
    shapes: Vec<Shape>,
    legend: Vec<Shaded>,
    regions: Vec<Row>,
}

struct RoleTab {
    words: &'static str,
    href: String,
    now: bool,
}

/// A region on the map.
struct Shape {
    href: String,
    /// «Житомирська область: 16 людей».
    title: String,
    shade: usize,
    path: &'static str,
    mark: Option<(u16, u16)>,
}

/// A line of the legend.
struct Shaded {
    shade: usize,
    words: String,
}

struct Row {
    href: String,
    name: String,
    count: Option<String>,
}

/// What may be asked; anything else is taken for the usual.
#[derive(Deserialize)]
pub struct Asked {
    region_role: String,
}

pub async fn page(
    state: Data<State>,
    w: Words,
    asked: Option<Query<Asked>>,
) -> Result<HttpResponse, AppError> {
    let counts = state.db.read(queries::counts).await?;
    let reference = state.reference();
    let asked = asked.map(|asked| asked.into_inner().region_role);
    let role = Role::ALL
        .into_iter()
        .find(|role| Some(role.word()) == asked.as_deref())
        .unwrap_or(Role::From);
    let people = |found: &Region| counts.get(&found.iso).map_or(0, |counts| counts.of(role));
    let shades = Shades::of(counts.values().map(|counts| counts.of(role)));
    let mut regions: Vec<&Region> = reference.regions.iter().collect();
    regions.sort_by_key(|found| sort_key(name(w, found)));
    let shapes = OUTLINES.iter().filter_map(|outline| {
        let found = reference.region(outline.iso)?;
        let count = people(found);
        Some(Shape {
            href: address(w, found, role, count),
            title: match count {
                0 => w.regions_nobody_in(name(w, found)),
                _ => w.regions_people_in(w.common_people(count), name(w, found)),
            },
            shade: shades.shade(count),
            path: outline.path,
            mark: outline.mark,
        })
    });
    let layout = Layout {
        query: query(role),
        ..Layout::new(
            w,
            state.settings.public_url.as_str(),
            "/regions",
            w.regions_title(),
            w.regions_description(),
        )
    }
    .here(Here::Regions);
    let page = Page {
        w,
        layout,
        roles: Role::ALL.map(|tab| role_tab(w, tab, role)).into(),
        shapes: shapes.collect(),
        legend: legend(w, &shades, regions.iter().any(|found| people(found) == 0)),
        regions: regions
            .into_iter()
            .map(|found| {
                let count = people(found);
                Row {
                    href: address(w, found, role, count),
                    name: name(w, found).to_owned(),
                    count: (count > 0).then(|| w.common_people(count)),
                }
            })
            .collect(),
    };
    Ok(Keep::list().by_query().on(show(&page)?))
}

fn name(w: Words, found: &Region) -> &str {
    match w.lang() {
        Lang::Uk => region::plain(&found.name_uk),
        Lang::En => &found.name_en,
    }
}

/// A region's page, at the part that is asked for where it has one.
fn address(w: Words, found: &Region, role: Role, count: i64) -> String {
    let part = (role != Role::From && count > 0).then(|| format!("#{}", role.word()));
    format!(
        "/{}/regions/{}{}",
        w.lang(),
        found.slug,
        part.unwrap_or_default()
    )
}

fn role_tab(w: Words, tab: Role, chosen: Role) -> RoleTab {
    RoleTab {
        words: match tab {
            Role::From => w.regions_role_from(),
            Role::Fell => w.regions_role_fell(),
            Role::Rests => w.regions_role_rests(),
        },
        href: format!("/{}/regions{}", w.lang(), query(tab)),
        now: tab == chosen,
    }
}

/// The usual role is not said.
fn query(role: Role) -> String {
    match role {
        Role::From => String::new(),
        _ => format!("?region_role={}", role.word()),
    }
}

/// «1–3», «4–12»; a shade of one number is that number.
fn legend(w: Words, shades: &Shades, somewhere_nobody: bool) -> Vec<Shaded> {
    let nobody = somewhere_nobody.then(|| Shaded {
        shade: 0,
        words: w.regions_nobody().to_owned(),
    });
    let some = shades
        .ranges()
        .zip(1..)
        .map(|((fewest, most), shade)| Shaded {
            shade,
            words: if fewest == most {
                w.regions_exactly(most)
            } else {
                w.regions_range(fewest, most)
            },
        });
    nobody.into_iter().chain(some).collect()
}
