//! `/admin/reference/unmatched`: the names of units, ranks and awards that no record was found for, each once, with what may
//! be meant by it.

use actix_web::HttpResponse;
use actix_web::http::StatusCode;
use actix_web::web::{Data, Query};
use askama::Template;
use serde::Deserialize;

use super::near::{Names, Why};
use super::queries::{self, Group, Kept, MatchMade, Saying};
use super::record::Kind;
use super::{boxes, telling};
use crate::accounts::guard::Reader;
use crate::app::State;
use crate::error::AppError;
use crate::i18n::{Words, dates};
use crate::moderation::desk::{Desk, Room};
use crate::web::layout::Layout;
use crate::web::show::show_privately;

/// Names on a page, who says one, and what was matched or kept last.
const PAGE: usize = 25;
const SAYING: i64 = 3;
const RECENT: i64 = 20;
const KEPT: i64 = 100;

#[derive(Template)]
#[template(path = "reference/unmatched.html")]
struct UnmatchedPage {
    w: Words,
    layout: Layout,
    desk: Desk,
    kind: Kind,
    counts: [(Kind, i64); 3],
    rows: Vec<Row>,
    all: Vec<(String, String)>,
    recent: Vec<Recent>,
    kept: Vec<Kept>,
    at: usize,
    earlier: Option<usize>,
    later: Option<usize>,
    may: bool,
    fault: Option<String>,
    notice: Option<String>,
}

struct Row {
    number: usize,
    folded: String,
    text: String,
    others: Vec<String>,
    said: String,
    saying: Vec<Saying>,
    proposals: Vec<Proposal>,
    chosen: String,
    other: String,
    forgets: bool,
    fault: Option<String>,
}

struct Proposal {
    slug: String,
    name: String,
    why: String,
    chosen: bool,
}

struct Recent {
    made: MatchMade,
    to: String,
    at: String,
    said: String,
}

#[derive(Deserialize, Default)]
#[serde(default)]
pub struct Asked {
    list: String,
    page: String,
    lives: String,
    stories: String,
    back: String,
    left: String,
}

/// What was typed for one group, where it was not done.
#[derive(Default)]
pub(super) struct Typed {
    pub group: String,
    pub chosen: String,
    pub other: String,
    pub remembered: bool,
}

pub async fn page(
    w: Words,
    state: Data<State>,
    by: Reader,
    asked: Query<Asked>,
) -> Result<HttpResponse, AppError> {
    let kind = written(&asked.list).unwrap_or(Kind::Unit);
    let number = |typed: &str| typed.parse::<i64>().ok();
    let matched = number(&asked.lives).zip(number(&asked.stories));
    let undone = number(&asked.back).zip(number(&asked.left));
    let notice = matched
        .map(|(lives, stories)| {
            let (lives, stories) = (
                w.reference_said_lives(lives),
                w.reference_said_stories(stories),
            );
            w.reference_matched(lives, stories)
        })
        .or_else(|| undone.map(|(back, left)| w.reference_unmatching(back, left)));
    let page = asked.page.parse().unwrap_or(1);
    draw(w, &state, &by, kind, page, notice, None).await
}

/// A kind that is written, by the name of its list.
pub(super) fn written(list: &str) -> Option<Kind> {
    Kind::from_list(list).filter(|kind| *kind != Kind::Region)
}

/// `wrong` is what was typed, why it was not done, and with which status to say so.
pub(super) async fn draw(
    w: Words,
    state: &State,
    by: &Reader,
    kind: Kind,
    page: usize,
    notice: Option<String>,
    wrong: Option<(Typed, String, StatusCode)>,
) -> Result<HttpResponse, AppError> {
    let (groups, at, pages, counts, made, kept) = state
        .db
        .read(move |conn| {
            let groups = queries::unmatched(conn, kind)?;
            let counts = queries::unmatched_counts(conn)?;
            let pages = groups.len().div_ceil(PAGE).max(1);
            let at = page.clamp(1, pages);
            let mut shown = Vec::new();
            for group in groups.into_iter().skip((at - 1) * PAGE).take(PAGE) {
                let saying = queries::who_says(conn, kind, &group.texts, SAYING)?;
                shown.push((group, saying));
            }
            let made = queries::matches(conn, kind, RECENT)?;
            let kept = queries::kept(conn, kind, KEPT)?;
            Ok((shown, at, pages, counts, made, kept))
        })
        .await?;
    let reference = state.reference();
    let names = Names::of(kind, &reference);
    let typed = wrong.as_ref().map(|(typed, ..)| typed);
    let words = wrong.as_ref().map(|(_, words, _)| words.as_str());
    let rows: Vec<Row> = (1..)
        .zip(groups)
        .map(|(number, (group, saying))| {
            let typed = typed.filter(|typed| typed.group == group.folded);
            let proposals = names.near(&group.texts[0]);
            let chosen = match typed {
                Some(typed) => typed.chosen.clone(),
                // What is called so, and nothing else is, needs no choosing.
                None => {
                    let mut called = proposals.iter().filter(|near| near.why == Why::Called);
                    let only = called.next().filter(|_| called.next().is_none());
                    only.map(|near| near.slug.clone()).unwrap_or_default()
                }
            };
            Row {
                number,
                said: said(w, group.lives, group.stories),
                proposals: proposals
                    .into_iter()
                    .map(|near| {
                        let name = telling::called(w, &reference, kind, &near.slug);
                        let by =
                            (near.name != name).then(|| w.reference_by_name(near.name.as_str()));
                        let why = w.reference_why(why_word(near.why));
                        Proposal {
                            why: std::iter::once(why)
                                .chain(by)
                                .collect::<Vec<_>>()
                                .join(", "),
                            chosen: chosen == near.slug,
                            name,
                            slug: near.slug,
                        }
                    })
                    .collect(),
                chosen,
                other: typed.map(|typed| typed.other.clone()).unwrap_or_default(),
                forgets: typed.is_some_and(|typed| !typed.remembered),
                fault: typed.and(words).map(str::to_owned),
                saying,
                text: group.texts[0].clone(),
                others: others(&group),
                folded: group.folded,
            }
        })
        .collect();
    let is_there = rows.iter().any(|row| row.fault.is_some());
    let page = UnmatchedPage {
        w,
        layout: Layout::hidden(w, "/reference/unmatched", w.reference_unmatched()),
        desk: Desk::around(state, by, Room::Reference).await?,
        kind,
        counts,
        rows,
        all: boxes::all(w, kind, &reference),
        recent: made
            .into_iter()
            .map(|made| Recent {
                to: telling::called(w, &reference, kind, &made.slug),
                at: dates::moment(w.lang(), made.at),
                said: said(w, made.lives, made.stories),
                made,
            })
            .collect(),
        kept,
        at,
        earlier: (at > 1).then(|| at - 1),
        later: (at < pages).then_some(at + 1),
        may: telling::may_change(by),
        fault: words.filter(|_| !is_there).map(str::to_owned),
        notice,
    };
    let status = wrong.map_or(StatusCode::OK, |(_, _, status)| status);
    show_privately(status, &page)
}

fn others(group: &Group) -> Vec<String> {
    group.texts.iter().skip(1).take(5).cloned().collect()
}

fn said(w: Words, lives: i64, stories: i64) -> String {
    let said = [
        (lives > 0 || stories == 0).then(|| w.reference_said_lives(lives)),
        (stories > 0).then(|| w.reference_said_stories(stories)),
    ];
    said.into_iter().flatten().collect::<Vec<_>>().join(", ")
}

fn why_word(why: Why) -> &'static str {
    match why {
        Why::Called => "called",
        Why::Begins => "begins",
        Why::Near => "near",
        Why::Number => "number",
    }
}
