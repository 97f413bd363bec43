//! The authority records in the file: filled once from the facts shipped with the program, then the memorial's own; and all
//! of them read into memory.

use std::collections::HashMap;

use diesel::prelude::*;
use serde::Deserialize;

use crate::dates::Edtf;
use crate::i18n::order;
use crate::reference::{Award, FormerName, Rank, Reference, Region, Unit};
use crate::schema::{
    authority_changes, award_aliases, awards, rank_aliases, ranks, regions, unit_aliases,
    unit_former_names, unit_mergers, units,
};

const REGIONS: &str = include_str!("../data/regions.csv");
const UNITS: &str = include_str!("../data/units.csv");
const RANKS: &str = include_str!("../data/ranks.csv");
const AWARDS: &str = include_str!("../data/awards.csv");
/// Room between two that follow each other, for what is added between them.
const ROOM: usize = 100;

#[derive(Deserialize)]
struct RegionRow {
    slug: String,
    name_uk: String,
    name_en: String,
    iso3166_2: String,
    katottg: String,
}

#[derive(Deserialize)]
struct UnitRow {
    slug: String,
    number: Option<i32>,
    name_uk: String,
    name_en: String,
    short_uk: Option<String>,
    aliases: String,
    branch: String,
    kind: String,
    confidence: Option<String>,
}

#[derive(Deserialize)]
struct RankRow {
    slug: String,
    service: String,
    group: String,
    name_uk: String,
    name_en: String,
    nato_code: Option<String>,
    until: Option<i32>,
}

#[derive(Deserialize)]
struct AwardRow {
    slug: String,
    name_uk: String,
    name_en: String,
    class: String,
    aliases: String,
    confidence: Option<String>,
}

/// Fills empty tables from the shipped facts. What moderators changed since is never touched again.
pub fn fill(conn: &mut SqliteConnection) -> QueryResult<()> {
    conn.immediate_transaction(|conn| {
        if regions::table.count().get_result::<i64>(conn)? > 0 {
            return Ok(());
        }
        for row in rows::<RegionRow>(REGIONS)? {
            diesel::insert_into(regions::table)
                .values((
                    regions::iso.eq(row.iso3166_2),
                    regions::slug.eq(row.slug),
                    regions::name_uk.eq(row.name_uk),
                    regions::name_en.eq(row.name_en),
                    regions::katottg.eq(row.katottg),
                ))
                .execute(conn)?;
        }
        for row in rows::<UnitRow>(UNITS)? {
            diesel::insert_into(units::table)
                .values((
                    units::slug.eq(&row.slug),
                    units::number.eq(row.number),
                    units::name_uk.eq(row.name_uk),
                    units::name_en.eq(row.name_en),
                    units::short_uk.eq(row.short_uk),
                    units::branch.eq(row.branch),
                    units::kind.eq(row.kind),
                    units::confidence.eq(row.confidence),
                ))
                .execute(conn)?;
            for alias in aliases(&row.aliases) {
                diesel::insert_or_ignore_into(unit_aliases::table)
                    .values((
                        unit_aliases::unit.eq(&row.slug),
                        unit_aliases::alias.eq(alias),
                    ))
                    .execute(conn)?;
            }
        }
        for (sequence, row) in (100..).step_by(ROOM).zip(rows::<RankRow>(RANKS)?) {
            diesel::insert_into(ranks::table)
                .values((
                    ranks::slug.eq(row.slug),
                    ranks::sequence.eq(sequence),
                    ranks::service.eq(row.service),
                    ranks::tier.eq(row.group),
                    ranks::name_uk.eq(row.name_uk),
                    ranks::name_en.eq(row.name_en),
                    ranks::nato_code.eq(row.nato_code),
                    ranks::until.eq(row.until),
                ))
                .execute(conn)?;
        }
        for (sequence, row) in (100..).step_by(ROOM).zip(rows::<AwardRow>(AWARDS)?) {
            diesel::insert_into(awards::table)
                .values((
                    awards::slug.eq(&row.slug),
                    awards::sequence.eq(sequence),
                    awards::name_uk.eq(row.name_uk),
                    awards::name_en.eq(row.name_en),
                    awards::class.eq(row.class),
                    awards::confidence.eq(row.confidence),
                ))
                .execute(conn)?;
            for alias in aliases(&row.aliases) {
                diesel::insert_or_ignore_into(award_aliases::table)
                    .values((
                        award_aliases::award.eq(&row.slug),
                        award_aliases::alias.eq(alias),
                    ))
                    .execute(conn)?;
            }
        }
        Ok(())
    })
}

fn rows<T: for<'de> Deserialize<'de>>(csv: &str) -> QueryResult<Vec<T>> {
    csv::Reader::from_reader(csv.as_bytes())
        .into_deserialize()
        .collect::<Result<_, _>>()
        .map_err(|fault| diesel::result::Error::DeserializationError(Box::new(fault)))
}

fn aliases(cell: &str) -> impl Iterator<Item = &str> {
    cell.split('|')
        .map(str::trim)
        .filter(|alias| !alias.is_empty())
}

/// All authority records, in the orders that [`Reference`] promises. A unit that was merged into another stands there as a
/// name of that one.
pub fn all(conn: &mut SqliteConnection) -> QueryResult<Reference> {
    let gone: Vec<String> = units::table
        .filter(units::removed.eq(true))
        .select(units::slug)
        .load(conn)?;
    Ok(Reference::new(
        all_regions(conn)?,
        all_units(conn)?,
        all_ranks(conn)?,
        all_awards(conn)?,
    )
    .with_gone(gone, last_change(conn)?))
}

/// The number of the last change of any authority record; 0 while they are as shipped.
pub fn last_change(conn: &mut SqliteConnection) -> QueryResult<i32> {
    let last = authority_changes::table.select(diesel::dsl::max(authority_changes::id));
    Ok(last.get_result::<Option<i32>>(conn)?.unwrap_or(0))
}

fn all_regions(conn: &mut SqliteConnection) -> QueryResult<Vec<Region>> {
    type Columns = (
        String,
        String,
        String,
        String,
        String,
        Option<String>,
        Option<String>,
    );
    let mut found: Vec<Region> = regions::table
        .select((
            regions::iso,
            regions::slug,
            regions::name_uk,
            regions::name_en,
            regions::katottg,
            regions::text_uk,
            regions::text_en,
        ))
        .load::<Columns>(conn)?
        .into_iter()
        .map(
            |(iso, slug, name_uk, name_en, katottg, text_uk, text_en)| Region {
                iso,
                slug,
                name_uk,
                name_en,
                katottg,
                text_uk,
                text_en,
            },
        )
        .collect();
    // The two cities come after the oblasts they lie in would, as people look for them: by name, not by «місто».
    found.sort_by_cached_key(|region| order::sort_key(region.name_uk.trim_start_matches("місто ")));
    Ok(found)
}

type UnitColumns = (
    String,
    Option<i32>,
    String,
    String,
    Option<String>,
    String,
    String,
    Option<String>,
    Option<String>,
    Option<String>,
);

fn all_units(conn: &mut SqliteConnection) -> QueryResult<Vec<Unit>> {
    let mut aliases = grouped(unit_aliases::table.load::<(String, String)>(conn)?);
    let mut former = former_names(conn)?;
    let mergers: HashMap<String, String> = unit_mergers::table
        .load::<(String, String)>(conn)?
        .into_iter()
        .collect();
    let mut found: Vec<Unit> = units::table
        .filter(units::removed.eq(false))
        .select((
            units::slug,
            units::number,
            units::name_uk,
            units::name_en,
            units::short_uk,
            units::branch,
            units::kind,
            units::parent,
            units::existed_from,
            units::existed_to,
        ))
        .load::<UnitColumns>(conn)?
        .into_iter()
        .map(
            |(slug, number, name_uk, name_en, short_uk, branch, kind, parent, from, to)| {
                Ok(Unit {
                    aliases: aliases.remove(&slug).unwrap_or_default(),
                    former: former.remove(&slug).unwrap_or_default(),
                    // Who was under a unit is under the one that it was merged into.
                    parent: parent.map(|parent| target(&mergers, &parent).to_owned()),
                    slug,
                    number,
                    name_uk,
                    name_en,
                    short_uk,
                    branch,
                    kind,
                    existed_from: date(from)?,
                    existed_to: date(to)?,
                    ..Unit::default()
                })
            },
        )
        .collect::<QueryResult<_>>()?;
    let merged: Vec<Unit> = found
        .extract_if(.., |unit| mergers.contains_key(&unit.slug))
        .collect();
    for unit in merged {
        let into = target(&mergers, &unit.slug);
        if let Some(into) = found.iter_mut().find(|found| found.slug == into) {
            into.merged_names.extend(unit.names().map(str::to_owned));
            into.merged.push(unit.slug);
        }
    }
    for unit in &mut found {
        unit.parent.take_if(|parent| *parent == unit.slug);
    }
    found.sort_by_cached_key(|unit| {
        (
            unit.number.is_none(),
            unit.number,
            order::sort_key(&unit.name_uk),
        )
    });
    Ok(found)
}

/// Where a chain of mergers ends. Mergers make no circle; one made by other hands ends where it began.
fn target<'a>(mergers: &'a HashMap<String, String>, slug: &'a str) -> &'a str {
    let mut at = slug;
    for _ in 0..mergers.len() {
        match mergers.get(at) {
            Some(next) => at = next,
            None => break,
        }
    }
    at
}

/// What each unit was called before, by its slug.
pub(super) fn former_names(
    conn: &mut SqliteConnection,
) -> QueryResult<HashMap<String, Vec<FormerName>>> {
    type Columns = (
        String,
        String,
        Option<String>,
        Option<String>,
        Option<String>,
    );
    let rows = unit_former_names::table
        .order((unit_former_names::unit, unit_former_names::sequence))
        .select((
            unit_former_names::unit,
            unit_former_names::name_uk,
            unit_former_names::name_en,
            unit_former_names::used_from,
            unit_former_names::used_to,
        ))
        .load::<Columns>(conn)?;
    let mut former: HashMap<String, Vec<FormerName>> = HashMap::new();
    for (unit, name_uk, name_en, from, to) in rows {
        former.entry(unit).or_default().push(FormerName {
            name_uk,
            name_en,
            from: date(from)?,
            to: date(to)?,
        });
    }
    Ok(former)
}

pub(super) fn date(written: Option<String>) -> QueryResult<Option<Edtf>> {
    written
        .map(|date| {
            date.parse()
                .map_err(|_| diesel::result::Error::DeserializationError(date.into()))
        })
        .transpose()
}

fn all_ranks(conn: &mut SqliteConnection) -> QueryResult<Vec<Rank>> {
    let mut aliases = grouped(rank_aliases::table.load::<(String, String)>(conn)?);
    let rows = ranks::table
        .filter(ranks::removed.eq(false))
        .order((ranks::sequence, ranks::slug))
        .select((
            ranks::slug,
            ranks::service,
            ranks::tier,
            ranks::name_uk,
            ranks::name_en,
        ))
        .load::<(String, String, String, String, String)>(conn)?;
    let rank = |(slug, service, tier, name_uk, name_en)| Rank {
        aliases: aliases.remove(&slug).unwrap_or_default(),
        slug,
        service,
        tier,
        name_uk,
        name_en,
    };
    Ok(rows.into_iter().map(rank).collect())
}

fn all_awards(conn: &mut SqliteConnection) -> QueryResult<Vec<Award>> {
    let mut aliases = grouped(award_aliases::table.load::<(String, String)>(conn)?);
    let rows = awards::table
        .filter(awards::removed.eq(false))
        .order((awards::sequence, awards::slug))
        .select((
            awards::slug,
            awards::name_uk,
            awards::name_en,
            awards::class,
        ))
        .load::<(String, String, String, String)>(conn)?;
    let award = |(slug, name_uk, name_en, class)| Award {
        aliases: aliases.remove(&slug).unwrap_or_default(),
        slug,
        name_uk,
        name_en,
        class,
    };
    Ok(rows.into_iter().map(award).collect())
}

fn grouped(pairs: Vec<(String, String)>) -> HashMap<String, Vec<String>> {
    pairs
        .into_iter()
        .fold(HashMap::new(), |mut names, (slug, alias)| {
            names.entry(slug).or_default().push(alias);
            names
        })
}
