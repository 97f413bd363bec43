//! `/admin/places`: names of settlements that the register does not have where they are said to be, each with what it
//! proposes; matched once for all that say the same.

use actix_web::HttpResponse;
use actix_web::http::StatusCode;
use actix_web::web::{Data, Query};
use askama::Template;
use diesel::{QueryResult, SqliteConnection};
use serde::Deserialize;

use super::queries::{self, Group, Matching};
use super::settlement::{Found, Why, region_name};
use crate::accounts::guard::Reader;
use crate::app::State;
use crate::error::AppError;
use crate::i18n::{Words, dates};
use crate::moderation::desk::{Desk, Room};
use crate::reference::Reference;
use crate::web::layout::Layout;
use crate::web::show::show_privately;

/// Groups on a page.
const PAGE: usize = 20;
/// Settlements that are proposed for one group.
const PROPOSED: usize = 5;
/// Acts that are shown to be undone.
const LAST: i64 = 10;

#[derive(Template)]
#[template(path = "places/list.html")]
struct ListPage {
    w: Words,
    layout: Layout,
    desk: Desk,
    waiting: usize,
    groups: Vec<Row>,
    last: Vec<Act>,
    /// What the act just done came to.
    done: Option<String>,
    page: usize,
    more: bool,
}

/// A group, with what it may be matched with.
struct Row {
    number: usize,
    group: Group,
    region: String,
    people: String,
    /// Where the register is searched for it.
    search: String,
    proposals: Vec<Proposal>,
}

struct Proposal {
    id: i32,
    label: String,
    detail: String,
}

struct Act {
    id: i32,
    words: String,
    by: String,
    undone: bool,
    people: i64,
}

#[derive(Deserialize, Default)]
#[serde(default)]
pub struct Asked {
    page: String,
    lives: String,
    stories: String,
}

pub async fn page(
    w: Words,
    state: Data<State>,
    by: Reader,
    asked: Query<Asked>,
) -> Result<HttpResponse, AppError> {
    if state.db.read(queries::unread).await? {
        state.db.write(queries::judge).await?;
    }
    let number: usize = asked.page.parse().unwrap_or(1).max(1);
    let (waiting, groups, last) = state
        .db
        .read(move |conn| {
            let groups = queries::unmatched(conn)?;
            let waiting = groups.len();
            let shown = groups
                .into_iter()
                .skip((number - 1).saturating_mul(PAGE))
                .take(PAGE);
            let proposed = shown
                .map(|group| proposed(conn, group))
                .collect::<QueryResult<Vec<_>>>()?;
            Ok((waiting, proposed, queries::matchings(conn, LAST)?))
        })
        .await?;
    let reference = state.reference();
    let page = ListPage {
        w,
        layout: Layout::hidden(w, "/places", w.places_desk()),
        desk: Desk::around(&state, &by, Room::Places).await?,
        more: waiting > number.saturating_mul(PAGE),
        waiting,
        groups: (1..)
            .zip(groups)
            .map(|(number, (group, found))| row(w, &reference, number, group, &found))
            .collect(),
        last: last
            .into_iter()
            .map(|matching| act(w, &reference, matching))
            .collect(),
        done: asked
            .lives
            .parse()
            .ok()
            .zip(asked.stories.parse().ok())
            .map(|(lives, stories)| w.places_matched(people(w, lives, stories))),
        page: number,
    };
    show_privately(StatusCode::OK, &page)
}

fn proposed(conn: &mut SqliteConnection, group: Group) -> QueryResult<(Group, Vec<Found>)> {
    let region = Some(group.region.as_str()).filter(|region| !region.is_empty());
    let found = queries::find(conn, &group.written, region, PROPOSED)?;
    Ok((group, found))
}

fn row(w: Words, reference: &Reference, number: usize, group: Group, found: &[Found]) -> Row {
    let proposal = |found: &Found| Proposal {
        id: found.settlement.id,
        label: label(w, reference, found),
        detail: format!(
            "{}, {}",
            w.places_kind(found.settlement.kind.word()),
            why(w, &found.why)
        ),
    };
    Row {
        number,
        region: region(w, reference, &group.region),
        people: people(w, group.lives, group.stories),
        proposals: found.iter().map(proposal).collect(),
        search: super::register::address(&group.written),
        group,
    }
}

/// «3 сторінки, 1 розповідь»; what is none is not said, unless both are.
fn people(w: Words, lives: i64, stories: i64) -> String {
    let said = [
        (lives > 0 || stories == 0).then(|| w.places_said_by(lives)),
        (stories > 0).then(|| w.places_waiting_in(stories)),
    ];
    said.into_iter().flatten().collect::<Vec<_>>().join(", ")
}

fn region(w: Words, reference: &Reference, iso: &str) -> String {
    match reference.region(iso) {
        Some(region) => region_name(w.lang(), region).to_owned(),
        None => w.places_in_no_region().to_owned(),
    }
}

pub(super) fn label(w: Words, reference: &Reference, found: &Found) -> String {
    let region = reference.region(&found.settlement.region);
    let region = region.map(|region| region_name(w.lang(), region));
    found.settlement.label(w.lang(), region.unwrap_or_default())
}

pub(super) fn why(w: Words, why: &Why) -> String {
    match why {
        Why::Matched(name) => w.places_why(name, "matched"),
        Why::Former(name) => w.places_why(name, "former"),
        Why::Name => w.places_why("", "name"),
        Why::Beginning => w.places_why("", "beginning"),
        Why::Slip => w.places_why("", "slip"),
    }
}

fn act(w: Words, reference: &Reference, matching: Matching) -> Act {
    let words = format!(
        "{} ({}) → {} ({})",
        matching.written,
        region(w, reference, &matching.region),
        matching.settlement,
        region(w, reference, &matching.settlement_region),
    );
    Act {
        id: matching.id,
        words,
        by: format!("{}, {}", matching.by, dates::moment(w.lang(), matching.at)),
        undone: matching.undone,
        people: matching.people,
    }
}
