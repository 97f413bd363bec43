//! The authority records in the file: filled once from the facts shipped with the program, then the memorial's own.

use std::collections::HashMap;

use diesel::prelude::*;
use serde::Deserialize;

use super::{Award, Rank, Reference, Region, Unit};
use crate::i18n::order;
use crate::schema::{award_aliases, awards, ranks, regions, unit_aliases, units};

const REGIONS: &str = include_str!("data/regions.csv");
const UNITS: &str = include_str!("data/units.csv");
const RANKS: &str = include_str!("data/ranks.csv");
const AWARDS: &str = include_str!("data/awards.csv");

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
        for (sequence, row) in (1..).zip(rows::<RankRow>(RANKS)?) {
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
        for (sequence, row) in (1..).zip(rows::<AwardRow>(AWARDS)?) {
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

/// All authority records, in the orders that [`Reference`] promises.
pub fn all(conn: &mut SqliteConnection) -> QueryResult<Reference> {
    let mut found_regions: Vec<Region> = regions::table
        .select((
            regions::iso,
            regions::slug,
            regions::name_uk,
            regions::name_en,
            regions::katottg,
        ))
        .load::<(String, String, String, String, String)>(conn)?
        .into_iter()
        .map(|(iso, slug, name_uk, name_en, katottg)| Region {
            iso,
            slug,
            name_uk,
            name_en,
            katottg,
        })
        .collect();
    // The two cities come after the oblasts they lie in would, as people look for them: by name, not by «місто».
    found_regions
        .sort_by_cached_key(|region| order::sort_key(region.name_uk.trim_start_matches("місто ")));

    let mut unit_names = grouped(unit_aliases::table.load::<(String, String)>(conn)?);
    type UnitColumns = (
        String,
        Option<i32>,
        String,
        String,
        Option<String>,
        String,
        String,
        Option<String>,
    );
    let mut found_units: Vec<Unit> = units::table
        .select((
            units::slug,
            units::number,
            units::name_uk,
            units::name_en,
            units::short_uk,
            units::branch,
            units::kind,
            units::parent,
        ))
        .load::<UnitColumns>(conn)?
        .into_iter()
        .map(
            |(slug, number, name_uk, name_en, short_uk, branch, kind, parent)| Unit {
                aliases: unit_names.remove(&slug).unwrap_or_default(),
                slug,
                number,
                name_uk,
                name_en,
                short_uk,
                branch,
                kind,
                parent,
            },
        )
        .collect();
    found_units.sort_by_cached_key(|unit| {
        (
            unit.number.is_none(),
            unit.number,
            order::sort_key(&unit.name_uk),
        )
    });

    let found_ranks = ranks::table
        .order(ranks::sequence)
        .select((
            ranks::slug,
            ranks::service,
            ranks::tier,
            ranks::name_uk,
            ranks::name_en,
        ))
        .load::<(String, String, String, String, String)>(conn)?
        .into_iter()
        .map(|(slug, service, tier, name_uk, name_en)| Rank {
            slug,
            service,
            tier,
            name_uk,
            name_en,
        })
        .collect();

    let mut award_names = grouped(award_aliases::table.load::<(String, String)>(conn)?);
    let found_awards = awards::table
        .order(awards::sequence)
        .select((
            awards::slug,
            awards::name_uk,
            awards::name_en,
            awards::class,
        ))
        .load::<(String, String, String, String)>(conn)?
        .into_iter()
        .map(|(slug, name_uk, name_en, class)| Award {
            aliases: award_names.remove(&slug).unwrap_or_default(),
            slug,
            name_uk,
            name_en,
            class,
        })
        .collect();
    Ok(Reference::new(
        found_regions,
        found_units,
        found_ranks,
        found_awards,
    ))
}

fn grouped(pairs: Vec<(String, String)>) -> HashMap<String, Vec<String>> {
    pairs
        .into_iter()
        .fold(HashMap::new(), |mut names, (slug, alias)| {
            names.entry(slug).or_default().push(alias);
            names
        })
}
