//! Two pages of one person made into one, and parted again. Both need a second person: whoever proposes never does it.

use chrono::{DateTime, Utc};
use diesel::prelude::*;
use diesel::result::Error;
use serde::{Deserialize, Serialize};
use serde_json::{Value, json};

use super::super::merging::{self, Plan};
use super::super::who::Who;
use super::{apart_from, carry_back, carry_over};
use crate::accounts::guard::Moderator;
use crate::heroes;
use crate::heroes::hero::{Photo, Record};
use crate::heroes::queries::{Author, Change, Former};
use crate::heroes::visibility::Visibility;
use crate::moderation::decision::Message;
use crate::moderation::joining;
use crate::moderation::journal::{self, Act, Actor, Subject};
use crate::moderation::queries::breaks_a_rule;
use crate::motions::motion::Doubt;
use crate::motions::queries::doubt;
use crate::photos;
use crate::remembrance;
use crate::schema::{heroes as public, merge_proposals, merges, submissions, wishes};

/// Merges into merges that are followed; nobody has so many.
const DEEPEST: usize = 32;

/// Why two pages were not merged, or not parted.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Refusal {
    /// One of them is not public, has changed since it was read, or somebody was quicker.
    Stale,
    /// Whoever proposes does not second.
    OwnProposal,
    Doubt(Doubt),
    /// Somebody has told them apart.
    Apart,
    /// A family's wish about one of them waits.
    Wishes,
    /// A rule of the tables: another life has the number of the archive.
    Unsound,
    /// The page that stayed is not public.
    Down,
    /// The page that stayed was changed: the version to go back to.
    Changed(i32),
    /// Another merge of the page that stayed came later: its number.
    Later(i32),
}

/// How two lives were before they were merged.
#[derive(Debug, Clone, Serialize, Deserialize)]
struct Before {
    kept: Page,
    gone: Page,
    /// What the merge made of the page that stays.
    merged_version: i32,
    merged_visibility: Visibility,
    /// Stories that were about the page that is gone: decided, and to be joined to it.
    stories: Vec<i32>,
    about: Vec<i32>,
    /// What people remember of the life that is gone.
    #[serde(default)]
    memories: Vec<i32>,
}

#[derive(Debug, Clone, Serialize, Deserialize)]
struct Page {
    version: i32,
    slug: String,
    published_at: DateTime<Utc>,
    visibility: Visibility,
}

impl Page {
    fn of(conn: &mut SqliteConnection, id: i32) -> QueryResult<Option<Self>> {
        let row = public::table
            .find(id)
            .select((public::version, public::slug, public::published_at))
            .first::<(i32, String, DateTime<Utc>)>(conn)
            .optional()?;
        let Some((version, slug, published_at)) = row else {
            return Ok(None);
        };
        let visibility = heroes::queries::visibility(conn, id)?;
        Ok(Some(Self {
            version,
            slug,
            published_at,
            visibility,
        }))
    }
}

/// Makes one page of two, as it was planned. `proposed_by` is another account than `by`.
pub fn merge(
    conn: &mut SqliteConnection,
    by: &Moderator,
    proposed_by: i32,
    plan: &Plan,
    reason: &Message,
    at: DateTime<Utc>,
) -> QueryResult<Result<i32, Refusal>> {
    if by.id() == proposed_by {
        return Ok(Err(Refusal::OwnProposal));
    }
    let (Some(kept), Some(gone)) = (Page::of(conn, plan.kept)?, Page::of(conn, plan.gone)?) else {
        return Ok(Err(Refusal::Stale));
    };
    if (kept.version, gone.version) != (plan.kept_version, plan.gone_version)
        || plan.kept == plan.gone
    {
        return Ok(Err(Refusal::Stale));
    }
    if let Some(refusal) = stands_between(conn, plan)? {
        return Ok(Err(refusal));
    }
    let (now, other) = (
        heroes::queries::whole(conn, plan.kept)?,
        heroes::queries::whole(conn, plan.gone)?,
    );
    let record = merging::merged(&now, &other, plan).map_err(unreadable)?;
    let visibility = merging::narrower(&kept.visibility, &gone.visibility);
    let change = Change {
        by: Author::Moderator(by),
        at,
        why: reason.as_str(),
    };
    let done = conn.transaction(|conn| {
        heroes::queries::make_way(conn, plan.gone)?;
        let shown = heroes::queries::show_to(conn, plan.kept, &visibility)?;
        heroes::queries::revise(conn, plan.kept, &record, change)?;
        journal::shown_to(conn, Actor::Moderator(by), shown, (plan.kept, None), at)
    });
    match done {
        Ok(()) => {}
        Err(fault) if breaks_a_rule(&fault) => return Ok(Err(Refusal::Unsound)),
        Err(fault) => return Err(fault),
    }
    let (stories, about) = move_stories(conn, plan.gone, plan.kept)?;
    carry_over(conn, Who::Life(plan.gone), Who::Life(plan.kept))?;
    let memories = remembrance::queries::move_memories(conn, plan.gone, plan.kept)?;
    remembrance::queries::carry_candle_over(conn, plan.gone, plan.kept)?;
    let merged_version = Page::of(conn, plan.kept)?.map_or(0, |page| page.version);
    let lost = merging::lost_external_id(&now, &other, &record);
    let before = Before {
        kept,
        gone,
        merged_version,
        merged_visibility: visibility,
        stories,
        about,
        memories,
    };
    let id = diesel::insert_into(merges::table)
        .values((
            merges::kept_id.eq(plan.kept),
            merges::gone_id.eq(plan.gone),
            merges::before.eq(serde_json::to_string(&before).map_err(unreadable)?),
            merges::lost_external_id.eq(lost),
            merges::reason.eq(reason.as_str()),
            merges::merged_at.eq(at),
            merges::proposed_by.eq(proposed_by),
            merges::merged_by.eq(by.id()),
        ))
        .returning(merges::id)
        .get_result(conn)?;
    noted(
        conn,
        by,
        "merge",
        (plan.kept, plan.gone),
        (&now, &record, reason),
        at,
    )?;
    Ok(Ok(id))
}

/// Parts two pages that were merged: each is again what it was, where it was. Refused when that would lose what was written
/// since.
pub fn unmerge(
    conn: &mut SqliteConnection,
    by: &Moderator,
    proposed_by: i32,
    id: i32,
    reason: &Message,
    at: DateTime<Utc>,
) -> QueryResult<Result<(), Refusal>> {
    if by.id() == proposed_by {
        return Ok(Err(Refusal::OwnProposal));
    }
    let (kept_id, gone_id, before) = match whether_undoable(conn, id)? {
        Ok(found) => found,
        Err(refusal) => return Ok(Err(refusal)),
    };
    let now = heroes::queries::visibility(conn, kept_id)?;
    let merged = heroes::queries::whole(conn, kept_id)?;
    let change = Change {
        by: Author::Moderator(by),
        at,
        why: reason.as_str(),
    };
    let put_back = |conn: &mut SqliteConnection, id: i32, page: &Page| {
        let record = heroes::queries::version(conn, id, page.version)?.record;
        let visibility = merging::as_before(&page.visibility, &before.merged_visibility, &now);
        let former = Former {
            slug: &page.slug,
            published_at: page.published_at,
            record: &record,
            visibility: &visibility,
        };
        let shown = heroes::queries::visibility(conn, id)?.changes_to(&visibility);
        heroes::queries::part(conn, id, former, change)?;
        journal::shown_to(conn, Actor::Moderator(by), shown, (id, None), at)
    };
    let done = conn.transaction(|conn| {
        put_back(conn, kept_id, &before.kept)?;
        put_back(conn, gone_id, &before.gone)
    });
    match done {
        Ok(()) => {}
        Err(fault) if breaks_a_rule(&fault) => return Ok(Err(Refusal::Unsound)),
        Err(fault) => return Err(fault),
    }
    give_stories_back(conn, &before, kept_id, gone_id)?;
    remembrance::queries::lead_memories(conn, &before.memories, kept_id, gone_id)?;
    carry_back(conn, Who::Life(gone_id), Who::Life(kept_id))?;
    diesel::update(merges::table.find(id))
        .set((
            merges::undone_at.eq(at),
            merges::undoing_proposed_by.eq(proposed_by),
            merges::undone_by.eq(by.id()),
        ))
        .execute(conn)?;
    super::look_again(conn, kept_id)?;
    let kept = heroes::queries::whole(conn, kept_id)?;
    noted(
        conn,
        by,
        "unmerge",
        (kept_id, gone_id),
        (&merged, &kept, reason),
        at,
    )?;
    Ok(Ok(()))
}

/// Whether a merge can be undone now, and why not.
pub fn may_be_undone(conn: &mut SqliteConnection, id: i32) -> QueryResult<Option<Refusal>> {
    Ok(whether_undoable(conn, id)?.err())
}

fn whether_undoable(
    conn: &mut SqliteConnection,
    id: i32,
) -> QueryResult<Result<(i32, i32, Before), Refusal>> {
    let found = merges::table
        .find(id)
        .filter(merges::undone_at.is_null())
        .select((merges::kept_id, merges::gone_id, merges::before))
        .first::<(i32, i32, String)>(conn)
        .optional()?;
    let Some((kept_id, gone_id, before)) = found else {
        return Ok(Err(Refusal::Stale));
    };
    let before: Before = serde_json::from_str(&before).map_err(unreadable)?;
    let later: Option<i32> = merges::table
        .filter(merges::undone_at.is_null())
        .filter(merges::kept_id.eq(kept_id).or(merges::gone_id.eq(kept_id)))
        .filter(merges::id.gt(id))
        .order(merges::id.desc())
        .select(merges::id)
        .first(conn)
        .optional()?;
    if let Some(later) = later {
        return Ok(Err(Refusal::Later(later)));
    }
    if Page::of(conn, kept_id)?.is_none() {
        return Ok(Err(Refusal::Down));
    }
    if wishes_wait(conn, kept_id)? {
        return Ok(Err(Refusal::Wishes));
    }
    // A picture that was erased since is in neither.
    let there = |conn: &mut SqliteConnection, mut record: Record| -> QueryResult<Record> {
        let kept = photos::queries::existing(conn, &record)?;
        record
            .photos
            .retain(|photo| Photo::id(photo).is_none_or(|id| kept.contains(&id)));
        Ok(record)
    };
    let now = heroes::queries::whole(conn, kept_id)?;
    let merged = heroes::queries::version(conn, kept_id, before.merged_version)?.record;
    if there(conn, now)? != there(conn, merged)? {
        return Ok(Err(Refusal::Changed(before.merged_version)));
    }
    Ok(Ok((kept_id, gone_id, before)))
}

/// The stories of one life become those of another, so that their families' keys lead to its page; which they were. One
/// that is not decided yet is to be read again beside its new page.
fn move_stories(
    conn: &mut SqliteConnection,
    from: i32,
    to: i32,
) -> QueryResult<(Vec<i32>, Vec<i32>)> {
    let stories: Vec<i32> = submissions::table
        .filter(submissions::hero_id.eq(from))
        .order(submissions::id)
        .select(submissions::id)
        .load(conn)?;
    let about: Vec<i32> = submissions::table
        .filter(submissions::about_id.eq(from))
        .order(submissions::id)
        .select(submissions::id)
        .load(conn)?;
    lead(conn, &stories, &about, from, to)?;
    Ok((stories, about))
}

fn give_stories_back(
    conn: &mut SqliteConnection,
    before: &Before,
    kept_id: i32,
    gone_id: i32,
) -> QueryResult<()> {
    lead(conn, &before.stories, &before.about, kept_id, gone_id)
}

/// Leads stories from one life to another, those of them that still are where they were led from.
fn lead(
    conn: &mut SqliteConnection,
    stories: &[i32],
    about: &[i32],
    from: i32,
    to: i32,
) -> QueryResult<()> {
    diesel::update(
        submissions::table
            .filter(submissions::id.eq_any(stories))
            .filter(submissions::hero_id.eq(from)),
    )
    .set(submissions::hero_id.eq(to))
    .execute(conn)?;
    let undecided = submissions::table
        .filter(submissions::id.eq_any(about))
        .filter(submissions::about_id.eq(from))
        .filter(submissions::state.eq_any(["pending", "taken", "returned"]));
    diesel::update(undecided)
        .set(submissions::revision.eq(submissions::revision + 1))
        .execute(conn)?;
    diesel::update(
        submissions::table
            .filter(submissions::id.eq_any(about))
            .filter(submissions::about_id.eq(from)),
    )
    .set(submissions::about_id.eq(to))
    .execute(conn)?;
    Ok(())
}

/// What has to be settled before these two may be merged.
fn stands_between(conn: &mut SqliteConnection, plan: &Plan) -> QueryResult<Option<Refusal>> {
    if apart_from(conn, &[Who::Life(plan.kept)])?.contains(&Who::Life(plan.gone)) {
        return Ok(Some(Refusal::Apart));
    }
    let wishes = wishes_wait(conn, plan.kept)? || wishes_wait(conn, plan.gone)?;
    Ok(wishes.then_some(Refusal::Wishes))
}

fn wishes_wait(conn: &mut SqliteConnection, hero_id: i32) -> QueryResult<bool> {
    let open = wishes::table
        .filter(wishes::hero_id.eq(hero_id))
        .filter(wishes::settled_at.is_null());
    diesel::select(diesel::dsl::exists(open)).get_result(conn)
}

/// The life that a number stands for now: itself, or the one that it was merged into.
pub fn present(conn: &mut SqliteConnection, id: i32) -> QueryResult<i32> {
    let mut present = id;
    for _ in 0..DEEPEST {
        let next: Option<i32> = merges::table
            .filter(merges::gone_id.eq(present))
            .filter(merges::undone_at.is_null())
            .select(merges::kept_id)
            .first(conn)
            .optional()?;
        match next {
            Some(next) => present = next,
            None => break,
        }
    }
    Ok(present)
}

/// Whether a life is one of two that were merged.
pub fn is_merged(conn: &mut SqliteConnection, id: i32) -> QueryResult<bool> {
    let active = merges::table
        .filter(merges::undone_at.is_null())
        .filter(merges::kept_id.eq(id).or(merges::gone_id.eq(id)));
    diesel::select(diesel::dsl::exists(active)).get_result(conn)
}

/// The life that another archive's number led to before it was merged.
pub fn by_lost_external_id(
    conn: &mut SqliteConnection,
    external_id: &str,
) -> QueryResult<Option<i32>> {
    let kept: Option<i32> = merges::table
        .filter(merges::lost_external_id.eq(external_id))
        .filter(merges::undone_at.is_null())
        .select(merges::kept_id)
        .first(conn)
        .optional()?;
    kept.map(|id| present(conn, id)).transpose()
}

/// One of two lives of a merge.
#[derive(Debug, Clone)]
pub struct Merge {
    pub id: i32,
    pub kept_id: i32,
    pub gone_id: i32,
    pub lost_external_id: Option<String>,
    pub reason: String,
    pub merged_at: DateTime<Utc>,
    pub proposed_by: i32,
    pub merged_by: i32,
    pub undone_at: Option<DateTime<Utc>>,
    /// Who proposed its undoing, and who agreed.
    pub undone_by: Option<(i32, i32)>,
    /// The name under which the page that is gone was public, and the address it had.
    pub gone_name: String,
    pub gone_slug: String,
    pub kept_name: String,
}

type Columns = (
    i32,
    i32,
    i32,
    String,
    Option<String>,
    String,
    DateTime<Utc>,
    i32,
    i32,
    Option<DateTime<Utc>>,
    Option<i32>,
    Option<i32>,
);

const COLUMNS: (
    merges::id,
    merges::kept_id,
    merges::gone_id,
    merges::before,
    merges::lost_external_id,
    merges::reason,
    merges::merged_at,
    merges::proposed_by,
    merges::merged_by,
    merges::undone_at,
    merges::undoing_proposed_by,
    merges::undone_by,
) = (
    merges::id,
    merges::kept_id,
    merges::gone_id,
    merges::before,
    merges::lost_external_id,
    merges::reason,
    merges::merged_at,
    merges::proposed_by,
    merges::merged_by,
    merges::undone_at,
    merges::undoing_proposed_by,
    merges::undone_by,
);

fn read(conn: &mut SqliteConnection, row: Columns) -> QueryResult<Merge> {
    let (
        id,
        kept_id,
        gone_id,
        before,
        lost_external_id,
        reason,
        merged_at,
        proposed_by,
        merged_by,
        undone_at,
        undoing_proposed_by,
        undone_by,
    ) = row;
    let before: Before = serde_json::from_str(&before).map_err(unreadable)?;
    let gone = heroes::queries::version(conn, gone_id, before.gone.version)?.record;
    let kept = heroes::queries::version(conn, kept_id, before.kept.version)?.record;
    Ok(Merge {
        id,
        kept_id,
        gone_id,
        lost_external_id,
        reason,
        merged_at,
        proposed_by,
        merged_by,
        undone_at,
        undone_by: undoing_proposed_by.zip(undone_by),
        gone_name: gone.name.listed(),
        gone_slug: before.gone.slug,
        kept_name: kept.name.listed(),
    })
}

pub fn merge_of(conn: &mut SqliteConnection, id: i32) -> QueryResult<Merge> {
    let row = merges::table
        .find(id)
        .select(COLUMNS)
        .first::<Columns>(conn)?;
    read(conn, row)
}

/// The merges that stand of which a life is one, the last first.
pub fn merges_of(conn: &mut SqliteConnection, life: i32) -> QueryResult<Vec<Merge>> {
    let rows = merges::table
        .filter(merges::undone_at.is_null())
        .filter(merges::kept_id.eq(life).or(merges::gone_id.eq(life)))
        .order(merges::id.desc())
        .select(COLUMNS)
        .load::<Columns>(conn)?;
    rows.into_iter().map(|row| read(conn, row)).collect()
}

/// Merges, the last first, from before one.
pub fn merges(
    conn: &mut SqliteConnection,
    before: Option<i32>,
    limit: i64,
) -> QueryResult<Vec<Merge>> {
    let mut query = merges::table
        .order(merges::id.desc())
        .limit(limit)
        .select(COLUMNS)
        .into_boxed();
    if let Some(before) = before {
        query = query.filter(merges::id.lt(before));
    }
    let rows = query.load::<Columns>(conn)?;
    rows.into_iter().map(|row| read(conn, row)).collect()
}

/// What waits for a second person.
#[derive(Debug, Clone)]
pub struct Proposal {
    pub id: i32,
    pub one: i32,
    pub other: i32,
    pub asks: Asks,
    pub reason: String,
    pub proposed_at: DateTime<Utc>,
    pub proposed_by: i32,
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Asks {
    Merge(Plan),
    Undo(i32),
}

type ProposalColumns = (
    i32,
    i32,
    i32,
    Option<i32>,
    Option<String>,
    String,
    DateTime<Utc>,
    i32,
);

fn read_proposal(row: ProposalColumns) -> QueryResult<Proposal> {
    let (id, one, other, merge_id, plan, reason, proposed_at, proposed_by) = row;
    let asks = match (merge_id, plan) {
        (Some(merge_id), _) => Asks::Undo(merge_id),
        (None, plan) => {
            Asks::Merge(serde_json::from_str(&plan.unwrap_or_default()).map_err(unreadable)?)
        }
    };
    Ok(Proposal {
        id,
        one,
        other,
        asks,
        reason,
        proposed_at,
        proposed_by,
    })
}

/// What waits for a second person, the oldest first; of two lives, or all.
pub fn proposals(
    conn: &mut SqliteConnection,
    between: Option<(i32, i32)>,
) -> QueryResult<Vec<Proposal>> {
    use merge_proposals::{
        id, merge_id, one, other, plan, proposed_at, proposed_by, reason, settled_at,
    };
    let mut query = merge_proposals::table
        .filter(settled_at.is_null())
        .order(id)
        .limit(200)
        .select((
            id,
            one,
            other,
            merge_id,
            plan,
            reason,
            proposed_at,
            proposed_by,
        ))
        .into_boxed();
    if let Some((a, b)) = between {
        query = query.filter(one.eq(a.min(b)).and(other.eq(a.max(b))));
    }
    query
        .load::<ProposalColumns>(conn)?
        .into_iter()
        .map(read_proposal)
        .collect()
}

/// Proposes a merge, or its undoing. Refused when it could not be done now, or something is proposed of these two already.
pub fn propose(
    conn: &mut SqliteConnection,
    by: &Moderator,
    asks: &Asks,
    reason: &Message,
    at: DateTime<Utc>,
) -> QueryResult<Result<(), Refusal>> {
    let (a, b, plan, merge_id) = match asks {
        Asks::Merge(plan) => {
            let versions = (Page::of(conn, plan.kept)?, Page::of(conn, plan.gone)?);
            let read = (Some(plan.kept_version), Some(plan.gone_version));
            if (
                versions.0.map(|page| page.version),
                versions.1.map(|page| page.version),
            ) != read
                || plan.kept == plan.gone
            {
                return Ok(Err(Refusal::Stale));
            }
            if let Some(refusal) = stands_between(conn, plan)? {
                return Ok(Err(refusal));
            }
            (
                plan.kept,
                plan.gone,
                Some(serde_json::to_string(plan).map_err(unreadable)?),
                None,
            )
        }
        Asks::Undo(id) => match whether_undoable(conn, *id)? {
            Ok((kept, gone, _)) => (kept, gone, None, Some(*id)),
            Err(refusal) => return Ok(Err(refusal)),
        },
    };
    if !proposals(conn, Some((a, b)))?.is_empty() {
        return Ok(Err(Refusal::Stale));
    }
    diesel::insert_into(merge_proposals::table)
        .values((
            merge_proposals::one.eq(a.min(b)),
            merge_proposals::other.eq(a.max(b)),
            merge_proposals::merge_id.eq(merge_id),
            merge_proposals::plan.eq(plan),
            merge_proposals::reason.eq(reason.as_str()),
            merge_proposals::proposed_at.eq(at),
            merge_proposals::proposed_by.eq(by.id()),
        ))
        .execute(conn)?;
    let act = if merge_id.is_some() {
        "propose-unmerge"
    } else {
        "propose-merge"
    };
    of_both(
        conn,
        by,
        act,
        (a, b),
        &json!({"reason": reason.as_str()}),
        at,
    )?;
    Ok(Ok(()))
}

/// Does what another has proposed. What cannot be done any more stays undone, and the proposal waits to be declined.
pub fn second(
    conn: &mut SqliteConnection,
    by: &Moderator,
    id: i32,
    at: DateTime<Utc>,
) -> QueryResult<Result<Proposal, Refusal>> {
    let Some(proposal) = waiting(conn, id)? else {
        return Ok(Err(Refusal::Stale));
    };
    let own = proposal.proposed_by == by.id();
    if let Some(doubt) = doubt(conn, proposal.proposed_by, by, at)?.filter(|_| !own) {
        return Ok(Err(Refusal::Doubt(doubt)));
    }
    let reason = Message::parse(&proposal.reason).map_err(|_| Error::NotFound)?;
    let done = match &proposal.asks {
        Asks::Merge(plan) => merge(conn, by, proposal.proposed_by, plan, &reason, at)?.map(drop),
        Asks::Undo(merge) => unmerge(conn, by, proposal.proposed_by, *merge, &reason, at)?,
    };
    if let Err(refusal) = done {
        return Ok(Err(refusal));
    }
    settle(conn, by, id, "done", at)?;
    Ok(Ok(proposal))
}

/// Puts a proposal away, one's own too. False when it was settled already.
pub fn decline(
    conn: &mut SqliteConnection,
    by: &Moderator,
    id: i32,
    at: DateTime<Utc>,
) -> QueryResult<Option<Proposal>> {
    let Some(proposal) = waiting(conn, id)? else {
        return Ok(None);
    };
    settle(conn, by, id, "declined", at)?;
    of_both(
        conn,
        by,
        "decline-merge",
        (proposal.one, proposal.other),
        &json!({}),
        at,
    )?;
    Ok(Some(proposal))
}

/// A proposal that nobody has answered yet.
pub fn waiting(conn: &mut SqliteConnection, id: i32) -> QueryResult<Option<Proposal>> {
    use merge_proposals::{
        merge_id, one, other, plan, proposed_at, proposed_by, reason, settled_at,
    };
    let row = merge_proposals::table
        .find(id)
        .filter(settled_at.is_null())
        .select((
            merge_proposals::id,
            one,
            other,
            merge_id,
            plan,
            reason,
            proposed_at,
            proposed_by,
        ))
        .first::<ProposalColumns>(conn)
        .optional()?;
    row.map(read_proposal).transpose()
}

fn settle(
    conn: &mut SqliteConnection,
    by: &Moderator,
    id: i32,
    outcome: &str,
    at: DateTime<Utc>,
) -> QueryResult<()> {
    diesel::update(merge_proposals::table.find(id))
        .set((
            merge_proposals::settled_at.eq(at),
            merge_proposals::settled_by.eq(by.id()),
            merge_proposals::outcome.eq(outcome),
        ))
        .execute(conn)?;
    Ok(())
}

/// In the journal of both: of the page that stays with what it was and is.
fn noted(
    conn: &mut SqliteConnection,
    by: &Moderator,
    act: &'static str,
    (kept, gone): (i32, i32),
    (before, after, reason): (&Record, &Record, &Message),
    at: DateTime<Utc>,
) -> QueryResult<()> {
    let names = joining::changed(before, after).map_err(unreadable)?;
    let (was, is) = (
        before.fields().map_err(unreadable)?,
        after.fields().map_err(unreadable)?,
    );
    let changed: serde_json::Map<String, Value> = names
        .into_iter()
        .map(|field| {
            let both = json!({"before": was.get(&field), "after": is.get(&field)});
            (field, both)
        })
        .collect();
    let detail = json!({"reason": reason.as_str(), "kept": kept, "gone": gone, "changed": changed});
    let subject = |hero_id, detail| Subject {
        hero_id: Some(hero_id),
        detail: Some(detail),
        ..Subject::default()
    };
    let by = Actor::Moderator(by);
    journal::write(conn, by, Act(act), subject(kept, detail), at)?;
    let detail = json!({"reason": reason.as_str(), "kept": kept, "gone": gone});
    journal::write(conn, by, Act(act), subject(gone, detail), at)
}

fn of_both(
    conn: &mut SqliteConnection,
    by: &Moderator,
    act: &'static str,
    (one, other): (i32, i32),
    detail: &Value,
    at: DateTime<Utc>,
) -> QueryResult<()> {
    for id in [one, other] {
        let subject = Subject {
            hero_id: Some(id),
            detail: Some(detail.clone()),
            ..Subject::default()
        };
        journal::write(conn, Actor::Moderator(by), Act(act), subject, at)?;
    }
    Ok(())
}

fn unreadable(fault: serde_json::Error) -> Error {
    Error::SerializationError(Box::new(fault))
}
