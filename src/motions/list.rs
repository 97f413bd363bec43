//! `/admin/motions`: what waits for a second person, the oldest first; and what was decided.

use std::collections::HashMap;

use actix_web::HttpResponse;
use actix_web::http::StatusCode;
use actix_web::web::Data;
use askama::Template;

use super::motion::Motion;
use super::performing;
use super::queries;
use crate::accounts::guard::Reader;
use crate::app::State;
use crate::error::AppError;
use crate::heroes;
use crate::i18n::{Words, dates};
use crate::moderation::desk::{Desk, Room};
use crate::moderation::life::why;
use crate::moderation::queries::account_names;
use crate::namesakes;
use crate::namesakes::queries::{Asks, Proposal};
use crate::web::layout::Layout;
use crate::web::show::show_privately;

const OPEN: i64 = 200;
const DECIDED: i64 = 50;

#[derive(Template)]
#[template(path = "motions/list.html")]
struct ListPage {
    w: Words,
    layout: Layout,
    desk: Desk,
    open: Vec<Row>,
    decided: Vec<Row>,
    alone: bool,
}

/// One motion in a line; the page of a life has such lines too.
pub struct Row {
    pub id: i32,
    /// Where it is read and answered.
    pub href: String,
    pub name: String,
    pub what: String,
    pub who: String,
    pub machine: String,
    pub at: String,
    pub reason: String,
    /// What became of it; while it waits, that the life has changed since.
    pub tag: Option<String>,
    /// One's own waits for another.
    pub own: bool,
}

pub async fn page(w: Words, state: Data<State>, by: Reader) -> Result<HttpResponse, AppError> {
    let now = state.now();
    let viewer = by.clone();
    let (open, decided, merges, names, alone) = state
        .db
        .read(move |conn| {
            let named = |conn: &mut diesel::SqliteConnection, motion: Motion| {
                let name = heroes::queries::whole(conn, motion.hero_id)?.name.listed();
                diesel::QueryResult::Ok((motion, name))
            };
            let mut merges = Vec::new();
            for proposal in namesakes::queries::proposals(conn, None)? {
                let one = heroes::queries::whole(conn, proposal.one)?.name.listed();
                let other = heroes::queries::whole(conn, proposal.other)?.name.listed();
                merges.push((proposal, format!("{one} · {other}")));
            }
            let names = match merges.is_empty() {
                true => HashMap::new(),
                false => account_names(conn)?,
            };
            let mut open = Vec::new();
            for motion in queries::open(conn, OPEN)? {
                let stands = performing::stands(conn, &motion, now)?;
                let (motion, name) = named(conn, motion)?;
                open.push((motion, name, stands));
            }
            let mut decided = Vec::new();
            for motion in queries::decided(conn, DECIDED)? {
                decided.push(named(conn, motion)?);
            }
            let alone = queries::is_alone(conn, &viewer)?;
            Ok((open, decided, merges, names, alone))
        })
        .await?;
    let me = by.id();
    let mut open: Vec<Row> = open
        .into_iter()
        .map(|(motion, name, stands)| row(w, motion, name, stands, me))
        .collect();
    open.extend(
        merges
            .into_iter()
            .map(|(proposal, both)| merge_row(w, proposal, both, &names, me)),
    );
    // The texts of one moment's making are of one form, so they sort as the moments do.
    open.sort_by(|one, other| one.machine.cmp(&other.machine));
    let page = ListPage {
        w,
        layout: Layout::hidden(w, "/motions", w.motions_title()),
        desk: Desk::around(&state, &by, Room::Motions).await?,
        open,
        decided: decided
            .into_iter()
            .map(|(motion, name)| row(w, motion, name, true, me))
            .collect(),
        alone,
    };
    show_privately(StatusCode::OK, &page)
}

/// The same of two pages that are to be merged or parted, which are read side by side elsewhere.
fn merge_row(
    w: Words,
    proposal: Proposal,
    both: String,
    names: &HashMap<i32, String>,
    me: i32,
) -> Row {
    let (href, kind) = match proposal.asks {
        Asks::Merge(_) => (
            format!("/admin/namesakes/{}/{}", proposal.one, proposal.other),
            "merge",
        ),
        Asks::Undo(merge) => (format!("/admin/namesakes/merges/{merge}"), "unmerge"),
    };
    Row {
        id: proposal.id,
        href,
        name: both,
        what: w.motions_what(kind),
        who: names
            .get(&proposal.proposed_by)
            .cloned()
            .unwrap_or_default(),
        machine: proposal.proposed_at.to_rfc3339(),
        at: dates::moment(w.lang(), proposal.proposed_at),
        reason: why(w, proposal.reason),
        tag: None,
        own: proposal.proposed_by == me,
    }
}

/// A motion in words, for whoever looks at it.
pub fn row(w: Words, motion: Motion, name: String, stands: bool, me: i32) -> Row {
    let tag = match &motion.decided {
        Some(decided) => {
            let by = decided.by.as_deref().unwrap_or_default();
            Some(w.motions_standing(motion.standing.word(), by))
        }
        None => (!stands).then(|| w.motions_outgrown().to_owned()),
    };
    Row {
        id: motion.id,
        href: format!("/admin/motions/{}", motion.id),
        name,
        what: w.motions_what(motion.kind.word()),
        who: motion.proposer,
        machine: motion.proposed_at.to_rfc3339(),
        at: dates::moment(w.lang(), motion.proposed_at),
        reason: why(w, motion.reason),
        tag,
        own: motion.proposed_by == me,
    }
}
