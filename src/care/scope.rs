//! Regions and units that somebody cares for: the boxes for them, and `/admin/accounts/{id}/scope`, where an administrator
//! chooses them for another.

use actix_web::HttpResponse;
use actix_web::http::StatusCode;
use actix_web::web::{Data, Path, Query};
use askama::Template;

use super::queries::{self, Scope};
use super::show::After;
use crate::accounts::guard::Administrator;
use crate::app::State;
use crate::error::AppError;
use crate::heroes::telling::Telling;
use crate::i18n::{Lang, Words};
use crate::moderation::desk::{Desk, Room};
use crate::reference::Reference;
use crate::submissions::form::Form;
use crate::web::layout::Layout;
use crate::web::show::{see, show_privately};

/// As many units as anyone cares for.
const MOST: usize = 100;

/// The boxes as they are shown.
#[derive(Default)]
pub struct Boxes {
    /// Value, name, ticked.
    pub regions: Vec<(String, String, bool)>,
    /// One a line, as they are called.
    pub units: String,
    /// All there are, to choose from.
    pub known: Vec<String>,
    pub fault: Option<String>,
}

impl Boxes {
    pub fn of(w: Words, reference: &Reference, scope: &Scope) -> Self {
        let telling = Telling { w, reference };
        let units: Vec<String> = scope
            .units
            .iter()
            .map(|slug| telling.short_unit(slug).unwrap_or_else(|| slug.clone()))
            .collect();
        Self::typed(w, reference, &scope.regions, units.join("\n"), None)
    }

    fn typed(
        w: Words,
        reference: &Reference,
        regions: &[String],
        units: String,
        fault: Option<String>,
    ) -> Self {
        Self {
            regions: reference
                .regions
                .iter()
                .map(|region| {
                    let name = match w.lang() {
                        Lang::Uk => region.name_uk.clone(),
                        Lang::En => region.name_en.clone(),
                    };
                    let is_ticked = regions.contains(&region.iso);
                    (region.iso.clone(), name, is_ticked)
                })
                .collect(),
            units,
            known: reference
                .units
                .iter()
                .filter_map(|unit| Telling { w, reference }.short_unit(&unit.slug))
                .collect(),
            fault,
        }
    }
}

/// What was chosen; or the boxes as they were filled in, with the unit that is not known.
pub fn typed(w: Words, reference: &Reference, form: &Form) -> Result<Scope, Boxes> {
    let mut regions: Vec<String> = form
        .all("region")
        .into_iter()
        .filter(|iso| reference.regions.iter().any(|region| region.iso == *iso))
        .collect();
    let lines = form.text("units");
    let mut units = Vec::new();
    let telling = Telling { w, reference };
    for line in lines.lines().map(str::trim).filter(|line| !line.is_empty()) {
        let called = |slug: &str| {
            telling
                .short_unit(slug)
                .is_some_and(|name| same(&name, line))
        };
        let by_name = || reference.units.iter().find(|unit| called(&unit.slug));
        let found = reference
            .unit(line)
            .or_else(by_name)
            .or_else(|| reference.unit_called(line));
        match found {
            Some(unit) if units.len() < MOST => units.push(unit.slug.clone()),
            _ => {
                let fault = w.care_unknown_unit(line.chars().take(80).collect::<String>());
                return Err(Boxes::typed(w, reference, &regions, lines, Some(fault)));
            }
        }
    }
    for values in [&mut regions, &mut units] {
        values.sort();
        values.dedup();
    }
    Ok(Scope { regions, units })
}

/// Whatever spaces stand between the words.
fn same(one: &str, other: &str) -> bool {
    one.split_whitespace().eq(other.split_whitespace())
}

#[derive(Template)]
#[template(path = "care/scope.html")]
struct ScopePage {
    w: Words,
    layout: Layout,
    desk: Desk,
    id: i32,
    name: String,
    boxes: Boxes,
    done: bool,
}

pub async fn page(
    w: Words,
    state: Data<State>,
    by: Administrator,
    id: Path<i32>,
    after: Query<After>,
) -> Result<HttpResponse, AppError> {
    let done = after.is_done();
    draw(w, &state, &by, *id, None, done).await
}

pub async fn set(
    w: Words,
    state: Data<State>,
    by: Administrator,
    id: Path<i32>,
    form: Form,
) -> Result<HttpResponse, AppError> {
    let id = id.into_inner();
    let wanted = match typed(w, &state.reference(), &form) {
        Ok(wanted) => wanted,
        Err(boxes) => return draw(w, &state, &by, id, Some(boxes), false).await,
    };
    let (now, by) = (state.now(), by.as_moderator().clone());
    state
        .db
        .write(move |conn| queries::set_scope(conn, &by, id, &wanted, now))
        .await?;
    Ok(see(format!("/admin/accounts/{id}/scope?done=1")))
}

async fn draw(
    w: Words,
    state: &State,
    by: &Administrator,
    id: i32,
    faulty: Option<Boxes>,
    done: bool,
) -> Result<HttpResponse, AppError> {
    let (name, scope) = state
        .db
        .read(move |conn| Ok((queries::called(conn, id)?, queries::scope(conn, id)?)))
        .await?;
    let status = if faulty.is_some() {
        StatusCode::UNPROCESSABLE_ENTITY
    } else {
        StatusCode::OK
    };
    let page = ScopePage {
        w,
        layout: Layout::hidden(w, "", w.care_scope_of(&name)),
        desk: Desk::around(state, by.as_moderator(), Room::Accounts).await?,
        id,
        name,
        boxes: faulty.unwrap_or_else(|| Boxes::of(w, &state.reference(), &scope)),
        done,
    };
    show_privately(status, &page)
}
