//! Everything that lives can be chosen and ordered by, in memory: a set of lives for each region, unit, rank, award, year
//! and letter, the stretch of days of each birth and death, and the four orders.
//!
//! A filter is then a few operations on sets and a count a few more, whatever the number of lives; the file is asked for
//! what is shown. The numbers of lives in a set are the permanent ones (`lives.id`).

use std::collections::{BTreeMap, HashMap};

use diesel::connection::DefaultLoadingMode;
use diesel::dsl::sql;
use diesel::prelude::*;
use diesel::sql_types::{Integer, Nullable, Text};
use roaring::RoaringBitmap;

use super::filters::{Bound, RegionRole, Sort};
use super::order::Order;
use chrono::Datelike;

/// Changed lives that are put in one by one; with more of them everything is read anew.
const FEW: usize = 500;

/// Lives by their numbers.
pub type Set = RoaringBitmap;

/// A day as a number that orders as days do: 20240305.
type Day = i32;

/// The days a date can mean, open ends included; no date has no day at all.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Stretch {
    first: Day,
    last: Day,
}

const NEVER: Stretch = Stretch {
    first: Day::MAX,
    last: 0,
};

/// What the public lives are chosen by, as of a generation of changes.
#[derive(Debug, Default)]
pub struct Catalogue {
    pub everybody: Set,
    /// By ISO code; the roles are from, fell, rests.
    regions: [HashMap<String, Set>; 3],
    units: HashMap<String, Set>,
    ranks: HashMap<String, Set>,
    awards: HashMap<String, Set>,
    /// Of the Ukrainian and of the Latin alphabet.
    letters: HashMap<char, Set>,
    years: BTreeMap<i32, Set>,
    decades: BTreeMap<i32, Set>,
    /// By the life's number.
    died: Vec<Stretch>,
    born: Vec<Stretch>,
    by_name: Order,
    by_latin_name: Order,
    by_death: Order,
    by_publication: Order,
}

/// A row of `heroes` as far as it matters here.
type Row = (
    i32,
    Option<i32>,
    Option<i32>,
    bool,
    Option<i32>,
    Option<i32>,
    bool,
    Option<String>,
    Option<String>,
);

const ROW: &str = "SELECT h.id, CAST(replace(h.born_first, '-', '') AS INTEGER), CAST(replace(h.born_last, '-', '') AS INTEGER), \
     h.born IS NOT NULL, CAST(replace(h.died_first, '-', '') AS INTEGER), CAST(replace(h.died_last, '-', '') AS INTEGER), \
     h.died IS NOT NULL, h.letter, h.letter_en FROM heroes AS h";

type RowTypes = (
    Integer,
    Nullable<Integer>,
    Nullable<Integer>,
    diesel::sql_types::Bool,
    Nullable<Integer>,
    Nullable<Integer>,
    diesel::sql_types::Bool,
    Nullable<Text>,
    Nullable<Text>,
);

impl Catalogue {
    /// Reads all lives.
    pub fn read(conn: &mut SqliteConnection) -> QueryResult<Self> {
        let mut all = Self::default();
        for row in sql::<RowTypes>(ROW).load_iter::<Row, DefaultLoadingMode>(conn)? {
            all.put(row?);
        }
        let keys = |conn: &mut SqliteConnection, table: &str, column: &str| {
            sql::<Text>(&format!(
                "SELECT DISTINCT {column} FROM {table} WHERE {column} IS NOT NULL"
            ))
            .load::<String>(conn)
        };
        for iso in keys(conn, "regions", "iso")? {
            for (role, by_region) in RegionRole::ALL.into_iter().zip(&mut all.regions) {
                let mut set = Set::new();
                for place in role.places() {
                    let ids = sql::<Integer>("SELECT hero_id FROM hero_places WHERE region = ")
                        .bind::<Text, _>(&iso)
                        .sql(" AND role = ")
                        .bind::<Text, _>(place.word())
                        .sql(" ORDER BY hero_id")
                        .load(conn)?;
                    set |= sorted(&ids);
                }
                if !set.is_empty() {
                    by_region.insert(iso.clone(), set);
                }
            }
        }
        for (table, own, column, by) in [
            ("hero_services", "units", "unit", &mut all.units),
            ("hero_services", "ranks", "rank", &mut all.ranks),
            ("hero_awards", "awards", "award", &mut all.awards),
        ] {
            for slug in keys(conn, own, "slug")? {
                let ids = sql::<Integer>(&format!("SELECT hero_id FROM {table} WHERE {column} = "))
                    .bind::<Text, _>(&slug)
                    .sql(" ORDER BY hero_id")
                    .load(conn)?;
                if !ids.is_empty() {
                    by.insert(slug, sorted(&ids));
                }
            }
        }
        all.read_orders(conn)?;
        all.settle();
        Ok(all)
    }

    /// Puts in what changed.
    pub fn follow(&mut self, conn: &mut SqliteConnection, changed: &[i32]) -> QueryResult<()> {
        if changed.len() > FEW {
            *self = Self::read(conn)?;
            return Ok(());
        }
        for id in changed {
            self.forget(*id);
        }
        for id in changed {
            self.read_one(conn, *id)?;
        }
        Ok(())
    }

    fn read_one(&mut self, conn: &mut SqliteConnection, id: i32) -> QueryResult<()> {
        let row = sql::<RowTypes>(ROW)
            .sql(" WHERE h.id = ")
            .bind::<Integer, _>(id)
            .get_result::<Row>(conn)
            .optional()?;
        let Some(row) = row else { return Ok(()) };
        self.put(row);
        let slugs = |conn: &mut SqliteConnection, select: &str| {
            sql::<(Text, Text)>(select)
                .bind::<Integer, _>(id)
                .load::<(String, String)>(conn)
        };
        let number = of(id);
        let places = slugs(
            conn,
            "SELECT role, region FROM hero_places WHERE region IS NOT NULL AND hero_id = ",
        )?;
        for (word, iso) in places {
            let role = RegionRole::ALL
                .iter()
                .position(|role| role.places().iter().any(|place| place.word() == word));
            if let Some(role) = role {
                self.regions[role].entry(iso).or_default().insert(number);
            }
        }
        for (select, by) in [
            (
                "SELECT '', unit FROM hero_services WHERE unit IS NOT NULL AND hero_id = ",
                &mut self.units,
            ),
            (
                "SELECT '', rank FROM hero_services WHERE rank IS NOT NULL AND hero_id = ",
                &mut self.ranks,
            ),
            (
                "SELECT '', award FROM hero_awards WHERE award IS NOT NULL AND hero_id = ",
                &mut self.awards,
            ),
        ] {
            for (_, slug) in slugs(conn, select)? {
                by.entry(slug).or_default().insert(number);
            }
        }
        for (order, before) in [
            (
                &mut self.by_name,
                "SELECT (o.name_key, o.id) < (h.name_key, h.id)",
            ),
            (
                &mut self.by_latin_name,
                "SELECT (o.name_key_en, o.id) < (h.name_key_en, h.id)",
            ),
            (
                &mut self.by_death,
                "SELECT CASE WHEN coalesce(o.died_first, '') = coalesce(h.died_first, '') \
                 THEN (o.name_key, o.id) < (h.name_key, h.id) \
                 ELSE coalesce(o.died_first, '') > coalesce(h.died_first, '') END",
            ),
            (
                &mut self.by_publication,
                "SELECT (o.published_at, o.id) > (h.published_at, h.id)",
            ),
        ] {
            order.insert(number, |other| {
                sql::<diesel::sql_types::Bool>(before)
                    .sql(" FROM heroes AS o, heroes AS h WHERE o.id = ")
                    .bind::<Integer, _>(i32::try_from(other).unwrap_or_default())
                    .sql(" AND h.id = ")
                    .bind::<Integer, _>(id)
                    .get_result(conn)
            })?;
        }
        Ok(())
    }

    /// The row of a life; what other tables know of it comes besides.
    fn put(&mut self, row: Row) {
        let (id, born_first, born_last, born, died_first, died_last, died, letter, latin) = row;
        let number = of(id);
        let at = number as usize;
        if self.died.len() <= at {
            self.died.resize(at + 1, NEVER);
            self.born.resize(at + 1, NEVER);
        }
        self.everybody.insert(number);
        for (known, first, last, stretch) in [
            (born, born_first, born_last, &mut self.born[at]),
            (died, died_first, died_last, &mut self.died[at]),
        ] {
            if known {
                *stretch = Stretch {
                    first: first.unwrap_or(0),
                    last: last.unwrap_or(Day::MAX),
                };
            }
        }
        let same = |first: Option<i32>, last: Option<i32>, days: i32| {
            Some(first? / days).filter(|part| Some(*part) == last.map(|last| last / days))
        };
        if let Some(year) = same(died_first, died_last, 10_000) {
            self.years.entry(year).or_default().insert(number);
        }
        if let Some(decade) = same(born_first, born_last, 100_000) {
            self.decades.entry(decade * 10).or_default().insert(number);
        }
        for letter in [letter, latin].into_iter().flatten() {
            if let Some(letter) = letter.chars().next() {
                self.letters.entry(letter).or_default().insert(number);
            }
        }
    }

    fn forget(&mut self, id: i32) {
        let number = of(id);
        if !self.everybody.remove(number) {
            return;
        }
        let slugs = [&mut self.units, &mut self.ranks, &mut self.awards];
        let regions = self.regions.iter_mut().flat_map(HashMap::values_mut);
        regions
            .chain(slugs.into_iter().flat_map(HashMap::values_mut))
            .chain(self.letters.values_mut())
            .chain(self.years.values_mut())
            .chain(self.decades.values_mut())
            .for_each(|set| {
                set.remove(number);
            });
        self.born[number as usize] = NEVER;
        self.died[number as usize] = NEVER;
        for order in [
            &mut self.by_name,
            &mut self.by_latin_name,
            &mut self.by_death,
            &mut self.by_publication,
        ] {
            order.remove(number);
        }
    }

    /// Each along its index, which holds the numbers: no row is read.
    fn read_orders(&mut self, conn: &mut SqliteConnection) -> QueryResult<()> {
        for (order, by) in [
            (&mut self.by_name, "name_key, id"),
            (&mut self.by_latin_name, "name_key_en, id"),
            (&mut self.by_death, "died_first DESC, name_key, id"),
            (&mut self.by_publication, "published_at DESC, id DESC"),
        ] {
            let ids = sql::<Integer>(&format!("SELECT id FROM heroes ORDER BY {by}")).load(conn)?;
            *order = Order::of(&ids);
        }
        Ok(())
    }

    /// Gives back what was taken for growing, and packs the sets.
    fn settle(&mut self) {
        self.died.shrink_to_fit();
        self.born.shrink_to_fit();
        let sets = self.years.values_mut().chain(self.decades.values_mut());
        sets.chain(self.letters.values_mut())
            .chain([&mut self.everybody])
            .for_each(|set| {
                set.optimize();
            });
    }

    /// The order of lists, in Ukrainian or by Latin names.
    pub fn order(&self, sort: Sort, latin: bool) -> &Order {
        match sort {
            Sort::Died => &self.by_death,
            Sort::Recent => &self.by_publication,
            Sort::Name | Sort::Relevance if latin => &self.by_latin_name,
            Sort::Name | Sort::Relevance => &self.by_name,
        }
    }

    pub fn regions(&self, role: RegionRole) -> &HashMap<String, Set> {
        &self.regions[role as usize]
    }

    pub fn units(&self) -> &HashMap<String, Set> {
        &self.units
    }

    pub fn ranks(&self) -> &HashMap<String, Set> {
        &self.ranks
    }

    pub fn awards(&self) -> &HashMap<String, Set> {
        &self.awards
    }

    pub fn letters(&self) -> &HashMap<char, Set> {
        &self.letters
    }

    /// By the year of death, where it is known.
    pub fn years(&self) -> &BTreeMap<i32, Set> {
        &self.years
    }

    /// By the decade of birth, where it is known: 1990.
    pub fn decades(&self) -> &BTreeMap<i32, Set> {
        &self.decades
    }

    /// Lives with a date some possible day of which lies between the two; None when neither is asked for.
    pub fn died_between(&self, from: Option<Bound>, to: Option<Bound>) -> Option<Set> {
        between(&self.died, from, to)
    }

    pub fn born_between(&self, from: Option<Bound>, to: Option<Bound>) -> Option<Set> {
        between(&self.born, from, to)
    }

    /// Bytes that are held, nearly.
    pub fn bytes(&self) -> usize {
        let slugs = [&self.units, &self.ranks, &self.awards];
        let sets: usize = self
            .regions
            .iter()
            .chain(slugs)
            .flat_map(HashMap::values)
            .chain(self.letters.values())
            .chain(self.years.values())
            .chain(self.decades.values())
            .chain([&self.everybody])
            .map(Set::serialized_size)
            .sum();
        let orders = [
            &self.by_name,
            &self.by_latin_name,
            &self.by_death,
            &self.by_publication,
        ];
        sets + (self.died.capacity() + self.born.capacity()) * size_of::<Stretch>()
            + orders.into_iter().map(Order::bytes).sum::<usize>()
    }
}

fn between(stretches: &[Stretch], from: Option<Bound>, to: Option<Bound>) -> Option<Set> {
    if from.is_none() && to.is_none() {
        return None;
    }
    let day = |bound: Bound| {
        let (year, month, day) = (bound.day.year(), bound.day.month0(), bound.day.day());
        year * 10_000 + i32::try_from((month + 1) * 100 + day).unwrap_or_default()
    };
    let (from, to) = (from.map_or(0, day), to.map_or(Day::MAX - 1, day));
    let met = (0..)
        .zip(stretches)
        .filter(|(_, stretch)| stretch.first <= to && stretch.last >= from)
        .map(|(number, _)| number);
    Some(Set::from_sorted_iter(met).unwrap_or_default())
}

/// A set of numbers that come in their order.
pub fn sorted(ids: &[i32]) -> Set {
    let mut before = None;
    let numbers = ids.iter().map(|id| of(*id)).filter(move |number| {
        // Somebody who served twice in one unit stands there twice.
        let again = before == Some(*number);
        before = Some(*number);
        !again
    });
    Set::from_sorted_iter(numbers).unwrap_or_else(|_| ids.iter().map(|id| of(*id)).collect())
}

/// Permanent numbers begin with 1.
fn of(id: i32) -> u32 {
    u32::try_from(id).unwrap_or_default()
}
