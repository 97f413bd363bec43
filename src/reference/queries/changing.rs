//! The changes of authority records: each whole before and whole after, in the journal, and never lost.

use std::collections::HashMap;

use chrono::{DateTime, Utc};
use diesel::prelude::*;
use diesel::result::Error;
use serde_json::json;

use super::reading::{self, date, former_names};
use super::words;
use crate::accounts::guard::Moderator;
use crate::moderation::journal::{self, Act, Actor, Subject};
use crate::reference::record::{
    AwardFields, Fault, Faults, Fields, Kind, RankFields, RegionFields, UnitFields,
};
use crate::schema::{
    accounts, authority_changes, award_aliases, awards, hero_awards, hero_services, rank_aliases,
    ranks, regions, submissions, unit_aliases, unit_former_names, unit_mergers, units,
};

/// What is done to a record.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Deed {
    Add,
    Change,
    Rename,
    Merge,
    /// What is written elsewhere became one of its names.
    Match,
    PutBack,
}

impl Deed {
    pub fn word(self) -> &'static str {
        match self {
            Self::Add => "add",
            Self::Change => "change",
            Self::Rename => "rename",
            Self::Merge => "merge",
            Self::Match => "match",
            Self::PutBack => "put-back",
        }
    }

    /// As the journal has it.
    fn act(self) -> &'static str {
        match self {
            Self::Add => "reference-add",
            Self::Change => "reference-change",
            Self::Rename => "reference-rename",
            Self::Merge => "reference-merge",
            Self::Match => "reference-match",
            Self::PutBack => "reference-put-back",
        }
    }
}

/// What came of a change.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Outcome {
    Done,
    /// Nothing would be another than it is.
    Same,
    /// The record is not at the revision that was read.
    Stale,
    Faulty(Faults),
}

/// One change that was made.
#[derive(Debug, Clone)]
pub struct Made {
    pub id: i32,
    pub at: DateTime<Utc>,
    pub by: String,
    pub act: String,
    /// None where it was added.
    pub before: Option<Fields>,
    pub after: Fields,
}

/// A record as it is in the file, whether it is in the list or not.
pub fn fields(conn: &mut SqliteConnection, kind: Kind, slug: &str) -> QueryResult<Option<Fields>> {
    Ok(match kind {
        Kind::Unit => unit_fields(conn, slug)?.map(Fields::Unit),
        Kind::Rank => rank_fields(conn, slug)?.map(Fields::Rank),
        Kind::Award => award_fields(conn, slug)?.map(Fields::Award),
        Kind::Region => regions::table
            .filter(regions::slug.eq(slug))
            .select((regions::text_uk, regions::text_en))
            .first::<(Option<String>, Option<String>)>(conn)
            .optional()?
            .map(|(text_uk, text_en)| Fields::Region(RegionFields { text_uk, text_en })),
    })
}

fn unit_fields(conn: &mut SqliteConnection, slug: &str) -> QueryResult<Option<UnitFields>> {
    type Columns = (
        Option<i32>,
        String,
        String,
        Option<String>,
        String,
        String,
        Option<String>,
        Option<String>,
        Option<String>,
        bool,
    );
    let row = units::table
        .find(slug)
        .select((
            units::number,
            units::name_uk,
            units::name_en,
            units::short_uk,
            units::branch,
            units::kind,
            units::parent,
            units::existed_from,
            units::existed_to,
            units::removed,
        ))
        .first::<Columns>(conn)
        .optional()?;
    let Some((number, name_uk, name_en, short_uk, branch, kind, parent, from, to, removed)) = row
    else {
        return Ok(None);
    };
    Ok(Some(UnitFields {
        name_uk,
        name_en,
        short_uk,
        number,
        branch,
        kind,
        parent,
        existed_from: date(from)?,
        existed_to: date(to)?,
        aliases: unit_aliases::table
            .filter(unit_aliases::unit.eq(slug))
            .order(unit_aliases::alias)
            .select(unit_aliases::alias)
            .load(conn)?,
        former: former_names(conn)?.remove(slug).unwrap_or_default(),
        merged_into: unit_mergers::table
            .find(slug)
            .select(unit_mergers::into_unit)
            .first(conn)
            .optional()?,
        removed,
    }))
}

fn rank_fields(conn: &mut SqliteConnection, slug: &str) -> QueryResult<Option<RankFields>> {
    let row = ranks::table
        .find(slug)
        .select((
            ranks::name_uk,
            ranks::name_en,
            ranks::service,
            ranks::tier,
            ranks::sequence,
            ranks::removed,
        ))
        .first::<(String, String, String, String, i32, bool)>(conn)
        .optional()?;
    let Some((name_uk, name_en, service, tier, sequence, removed)) = row else {
        return Ok(None);
    };
    Ok(Some(RankFields {
        name_uk,
        name_en,
        service,
        tier,
        sequence,
        aliases: rank_aliases::table
            .filter(rank_aliases::rank.eq(slug))
            .order(rank_aliases::alias)
            .select(rank_aliases::alias)
            .load(conn)?,
        removed,
    }))
}

fn award_fields(conn: &mut SqliteConnection, slug: &str) -> QueryResult<Option<AwardFields>> {
    let row = awards::table
        .find(slug)
        .select((
            awards::name_uk,
            awards::name_en,
            awards::class,
            awards::sequence,
            awards::removed,
        ))
        .first::<(String, String, String, i32, bool)>(conn)
        .optional()?;
    let Some((name_uk, name_en, class, sequence, removed)) = row else {
        return Ok(None);
    };
    Ok(Some(AwardFields {
        name_uk,
        name_en,
        class,
        sequence,
        aliases: award_aliases::table
            .filter(award_aliases::award.eq(slug))
            .order(award_aliases::alias)
            .select(award_aliases::alias)
            .load(conn)?,
        removed,
    }))
}

/// What an edit of this record names: the number of its last change; 0 while it is as shipped.
pub fn revision(conn: &mut SqliteConnection, kind: Kind, slug: &str) -> QueryResult<i32> {
    let last = authority_changes::table
        .filter(authority_changes::kind.eq(kind.word()))
        .filter(authority_changes::slug.eq(slug))
        .select(diesel::dsl::max(authority_changes::id));
    Ok(last.get_result::<Option<i32>>(conn)?.unwrap_or(0))
}

/// Everything that was done to a record, the newest first.
pub fn changes(conn: &mut SqliteConnection, kind: Kind, slug: &str) -> QueryResult<Vec<Made>> {
    type Columns = (i32, DateTime<Utc>, String, String, Option<String>, String);
    authority_changes::table
        .inner_join(accounts::table.on(accounts::id.eq(authority_changes::account_id)))
        .filter(authority_changes::kind.eq(kind.word()))
        .filter(authority_changes::slug.eq(slug))
        .order(authority_changes::id.desc())
        .select((
            authority_changes::id,
            authority_changes::at,
            accounts::name,
            authority_changes::act,
            authority_changes::before,
            authority_changes::after,
        ))
        .load::<Columns>(conn)?
        .into_iter()
        .map(|(id, at, by, act, before, after)| {
            Ok(Made {
                id,
                at,
                by,
                act,
                before: before.as_deref().map(read).transpose()?,
                after: read(&after)?,
            })
        })
        .collect()
}

/// Puts a new record into the list under a slug that nothing has or ever had.
pub fn add(
    conn: &mut SqliteConnection,
    by: &Moderator,
    slug: &str,
    after: &Fields,
    at: DateTime<Utc>,
) -> QueryResult<Outcome> {
    let kind = after.kind();
    if kind == Kind::Region || fields(conn, kind, slug)?.is_some() {
        return Ok(Outcome::Faulty(vec![("slug".into(), Fault::SlugTaken)]));
    }
    let faults = after.against(slug, None, &reading::all(conn)?);
    if !faults.is_empty() {
        return Ok(Outcome::Faulty(faults));
    }
    insert(conn, slug, after)?;
    note(conn, by, Deed::Add, slug, None, after, at)?;
    Ok(Outcome::Done)
}

/// Changes a record from the revision that was read.
pub fn change(
    conn: &mut SqliteConnection,
    by: &Moderator,
    deed: Deed,
    slug: &str,
    read: i32,
    after: &Fields,
    at: DateTime<Utc>,
) -> QueryResult<Outcome> {
    let kind = after.kind();
    let before = fields(conn, kind, slug)?.ok_or(Error::NotFound)?;
    if revision(conn, kind, slug)? != read {
        return Ok(Outcome::Stale);
    }
    if before == *after {
        return Ok(Outcome::Same);
    }
    let mut faults = after.against(slug, Some(&before), &reading::all(conn)?);
    if after.is_removed() && !before.is_removed() && is_in_use(conn, kind, slug)? {
        faults.push(("removed".into(), Fault::InUse));
    }
    if !faults.is_empty() {
        return Ok(Outcome::Faulty(faults));
    }
    // Who says it under its old place in the list, and who under the new one.
    words::wait_for(conn, kind, slug)?;
    update(conn, slug, after)?;
    words::wait_for(conn, kind, slug)?;
    note(conn, by, deed, slug, Some(&before), after, at)?;
    Ok(Outcome::Done)
}

/// Puts a record back to what it was before one of its changes; one that was added then is taken out of the list.
pub fn put_back(
    conn: &mut SqliteConnection,
    by: &Moderator,
    kind: Kind,
    slug: &str,
    read: i32,
    change_id: i32,
    at: DateTime<Utc>,
) -> QueryResult<Outcome> {
    let (before, after) = authority_changes::table
        .find(change_id)
        .filter(authority_changes::kind.eq(kind.word()))
        .filter(authority_changes::slug.eq(slug))
        .select((authority_changes::before, authority_changes::after))
        .first::<(Option<String>, String)>(conn)?;
    let fields = match before {
        Some(before) => self::read(&before)?,
        None => self::read(&after)?.removed(),
    };
    change(conn, by, Deed::PutBack, slug, read, &fields, at)
}

/// Whether a life, a story that is not decided or another record says it: then it cannot be taken out of the list.
fn is_in_use(conn: &mut SqliteConnection, kind: Kind, slug: &str) -> QueryResult<bool> {
    use diesel::dsl::{exists, select};
    let (said, key) = match kind {
        Kind::Unit => {
            let said = hero_services::table.filter(hero_services::unit.eq(slug));
            (select(exists(said)).get_result(conn)?, "unit")
        }
        Kind::Rank => {
            let said = hero_services::table.filter(hero_services::rank.eq(slug));
            (select(exists(said)).get_result(conn)?, "rank")
        }
        Kind::Award => {
            let said = hero_awards::table.filter(hero_awards::award.eq(slug));
            (select(exists(said)).get_result(conn)?, "award")
        }
        Kind::Region => (true, ""),
    };
    let quoted = format!("%\"{key}\":\"{slug}\"%");
    let told = submissions::table
        .filter(submissions::state.eq_any(["pending", "taken", "returned"]))
        .filter(submissions::record.like(quoted));
    let below = units::table
        .filter(units::parent.eq(slug))
        .filter(units::removed.eq(false));
    let merged = unit_mergers::table.filter(unit_mergers::into_unit.eq(slug));
    Ok(said
        || select(exists(told)).get_result(conn)?
        || (kind == Kind::Unit
            && (select(exists(below)).get_result(conn)?
                || select(exists(merged)).get_result(conn)?)))
}

fn insert(conn: &mut SqliteConnection, slug: &str, after: &Fields) -> QueryResult<()> {
    match after {
        Fields::Unit(unit) => diesel::insert_into(units::table)
            .values((
                units::slug.eq(slug),
                units::name_uk.eq(&unit.name_uk),
                units::name_en.eq(&unit.name_en),
                units::branch.eq(&unit.branch),
                units::kind.eq(&unit.kind),
                units::removed.eq(unit.removed),
            ))
            .execute(conn)?,
        Fields::Rank(rank) => diesel::insert_into(ranks::table)
            .values((
                ranks::slug.eq(slug),
                ranks::name_uk.eq(&rank.name_uk),
                ranks::name_en.eq(&rank.name_en),
                ranks::service.eq(&rank.service),
                ranks::tier.eq(&rank.tier),
                ranks::sequence.eq(rank.sequence),
                ranks::removed.eq(rank.removed),
            ))
            .execute(conn)?,
        Fields::Award(award) => diesel::insert_into(awards::table)
            .values((
                awards::slug.eq(slug),
                awards::name_uk.eq(&award.name_uk),
                awards::name_en.eq(&award.name_en),
                awards::class.eq(&award.class),
                awards::sequence.eq(award.sequence),
                awards::removed.eq(award.removed),
            ))
            .execute(conn)?,
        Fields::Region(_) => return Err(Error::NotFound),
    };
    update(conn, slug, after)
}

fn update(conn: &mut SqliteConnection, slug: &str, after: &Fields) -> QueryResult<()> {
    match after {
        Fields::Unit(unit) => update_unit(conn, slug, unit),
        Fields::Rank(rank) => {
            diesel::update(ranks::table.find(slug))
                .set((
                    ranks::name_uk.eq(&rank.name_uk),
                    ranks::name_en.eq(&rank.name_en),
                    ranks::service.eq(&rank.service),
                    ranks::tier.eq(&rank.tier),
                    ranks::sequence.eq(rank.sequence),
                    ranks::removed.eq(rank.removed),
                ))
                .execute(conn)?;
            diesel::delete(rank_aliases::table.filter(rank_aliases::rank.eq(slug)))
                .execute(conn)?;
            for alias in &rank.aliases {
                diesel::insert_into(rank_aliases::table)
                    .values((rank_aliases::rank.eq(slug), rank_aliases::alias.eq(alias)))
                    .execute(conn)?;
            }
            Ok(())
        }
        Fields::Award(award) => {
            diesel::update(awards::table.find(slug))
                .set((
                    awards::name_uk.eq(&award.name_uk),
                    awards::name_en.eq(&award.name_en),
                    awards::class.eq(&award.class),
                    awards::sequence.eq(award.sequence),
                    awards::removed.eq(award.removed),
                ))
                .execute(conn)?;
            diesel::delete(award_aliases::table.filter(award_aliases::award.eq(slug)))
                .execute(conn)?;
            for alias in &award.aliases {
                diesel::insert_into(award_aliases::table)
                    .values((
                        award_aliases::award.eq(slug),
                        award_aliases::alias.eq(alias),
                    ))
                    .execute(conn)?;
            }
            Ok(())
        }
        Fields::Region(region) => {
            diesel::update(regions::table.filter(regions::slug.eq(slug)))
                .set((
                    regions::text_uk.eq(&region.text_uk),
                    regions::text_en.eq(&region.text_en),
                ))
                .execute(conn)?;
            Ok(())
        }
    }
}

fn update_unit(conn: &mut SqliteConnection, slug: &str, unit: &UnitFields) -> QueryResult<()> {
    diesel::update(units::table.find(slug))
        .set((
            units::number.eq(unit.number),
            units::name_uk.eq(&unit.name_uk),
            units::name_en.eq(&unit.name_en),
            units::short_uk.eq(&unit.short_uk),
            units::branch.eq(&unit.branch),
            units::kind.eq(&unit.kind),
            units::parent.eq(&unit.parent),
            units::existed_from.eq(unit.existed_from.as_ref().map(ToString::to_string)),
            units::existed_to.eq(unit.existed_to.as_ref().map(ToString::to_string)),
            units::removed.eq(unit.removed),
        ))
        .execute(conn)?;
    diesel::delete(unit_aliases::table.filter(unit_aliases::unit.eq(slug))).execute(conn)?;
    for alias in &unit.aliases {
        diesel::insert_into(unit_aliases::table)
            .values((unit_aliases::unit.eq(slug), unit_aliases::alias.eq(alias)))
            .execute(conn)?;
    }
    diesel::delete(unit_former_names::table.filter(unit_former_names::unit.eq(slug)))
        .execute(conn)?;
    for (sequence, former) in (1..).zip(&unit.former) {
        diesel::insert_into(unit_former_names::table)
            .values((
                unit_former_names::unit.eq(slug),
                unit_former_names::sequence.eq(sequence),
                unit_former_names::name_uk.eq(&former.name_uk),
                unit_former_names::name_en.eq(&former.name_en),
                unit_former_names::used_from.eq(former.from.as_ref().map(ToString::to_string)),
                unit_former_names::used_to.eq(former.to.as_ref().map(ToString::to_string)),
            ))
            .execute(conn)?;
    }
    diesel::delete(unit_mergers::table.find(slug)).execute(conn)?;
    if let Some(into) = &unit.merged_into {
        diesel::insert_into(unit_mergers::table)
            .values((
                unit_mergers::unit.eq(slug),
                unit_mergers::into_unit.eq(into),
            ))
            .execute(conn)?;
    }
    Ok(())
}

/// Keeps the change, and writes it into the journal.
fn note(
    conn: &mut SqliteConnection,
    by: &Moderator,
    deed: Deed,
    slug: &str,
    before: Option<&Fields>,
    after: &Fields,
    at: DateTime<Utc>,
) -> QueryResult<()> {
    diesel::insert_into(authority_changes::table)
        .values((
            authority_changes::kind.eq(after.kind().word()),
            authority_changes::slug.eq(slug),
            authority_changes::account_id.eq(by.id()),
            authority_changes::at.eq(at),
            authority_changes::act.eq(deed.word()),
            authority_changes::before.eq(before.map(written).transpose()?),
            authority_changes::after.eq(written(after)?),
        ))
        .execute(conn)?;
    let told = |fields: Option<&Fields>| -> HashMap<&'static str, Vec<String>> {
        fields
            .map(|fields| fields.told().into_iter().collect())
            .unwrap_or_default()
    };
    let (was, is) = (told(before), told(Some(after)));
    let mut keys: Vec<&&str> = was.keys().chain(is.keys()).collect();
    keys.sort_unstable();
    keys.dedup();
    let differing: serde_json::Map<String, serde_json::Value> = keys
        .into_iter()
        .filter(|key| was.get(**key) != is.get(**key))
        .map(|key| {
            let both = json!({"before": was.get(*key), "after": is.get(*key)});
            ((*key).to_owned(), both)
        })
        .collect();
    let detail = json!({"authority": after.kind().word(), "slug": slug, "fields": differing});
    let subject = Subject {
        detail: Some(detail),
        ..Subject::default()
    };
    journal::write(conn, Actor::Moderator(by), Act(deed.act()), subject, at)
}

fn written(fields: &Fields) -> QueryResult<String> {
    serde_json::to_string(fields).map_err(|fault| Error::SerializationError(Box::new(fault)))
}

fn read(json: &str) -> QueryResult<Fields> {
    serde_json::from_str(json).map_err(|fault| Error::DeserializationError(Box::new(fault)))
}

/// Slug, Ukrainian name, English name, and what a unit was merged into.
type OutOfList = (String, String, String, Option<String>);

/// Records that are in the file and not in the list.
pub fn out_of_list(conn: &mut SqliteConnection, kind: Kind) -> QueryResult<Vec<OutOfList>> {
    let without = |rows: Vec<(String, String, String)>| {
        let rows = rows.into_iter();
        rows.map(|(slug, uk, en)| (slug, uk, en, None)).collect()
    };
    match kind {
        Kind::Unit => units::table
            .left_join(unit_mergers::table.on(unit_mergers::unit.eq(units::slug)))
            .filter(units::removed.eq(true).or(unit_mergers::unit.is_not_null()))
            .order(units::slug)
            .select((
                units::slug,
                units::name_uk,
                units::name_en,
                unit_mergers::into_unit.nullable(),
            ))
            .load(conn),
        Kind::Rank => ranks::table
            .filter(ranks::removed.eq(true))
            .order(ranks::slug)
            .select((ranks::slug, ranks::name_uk, ranks::name_en))
            .load(conn)
            .map(without),
        Kind::Award => awards::table
            .filter(awards::removed.eq(true))
            .order(awards::slug)
            .select((awards::slug, awards::name_uk, awards::name_en))
            .load(conn)
            .map(without),
        Kind::Region => Ok(Vec::new()),
    }
}
