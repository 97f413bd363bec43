//! What is asked for, as conditions of SQL: text with placeholders, and the values beside it.

use super::filters::{Bound, Filters, RegionRole, Sort};
use super::query::{Query, Term};
use super::words::stem;

/// Conditions on a life, of two kinds: sets of lives that other tables know, and columns of its own row `h`.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Conditions {
    /// Each selects the numbers of lives.
    sets: Vec<String>,
    columns: Vec<String>,
    /// Whether the lives are best chosen first and then put in order, instead of read in order and then chosen.
    choosy: bool,
    /// Whether names stand in the order of their Latin letters.
    latin: bool,
    /// For the placeholders: those of the sets, then those of the columns.
    pub values: Vec<String>,
}

impl Conditions {
    pub(super) fn of(filters: &Filters) -> Self {
        let mut all = Self {
            latin: filters.latin,
            ..Self::default()
        };
        let places = format!(
            "hero_places WHERE role IN ({}) AND region IN",
            roles(filters.region_role)
        );
        all.among(&places, &filters.regions, |marks| marks);
        // A unit with everything under it.
        all.among("hero_services WHERE unit IN", &filters.units, |marks| {
            format!(
                "WITH RECURSIVE under (slug) AS (SELECT slug FROM units WHERE slug IN ({marks}) UNION \
                 SELECT units.slug FROM units JOIN under ON units.parent = under.slug) SELECT slug FROM under"
            )
        });
        all.among("hero_services WHERE rank IN", &filters.ranks, |marks| marks);
        all.among("hero_awards WHERE award IN", &filters.awards, |marks| marks);
        all.between("died", filters.died_from, filters.died_to);
        all.between("born", filters.born_from, filters.born_to);
        if let Some(letter) = filters.letter {
            let column = if letter.is_ascii() {
                "letter_en"
            } else {
                "letter"
            };
            all.columns.push(format!("h.{column} = ?"));
            all.values.push(letter.to_string());
        }
        all
    }

    /// Lives with one of the values in another table.
    fn among(&mut self, table: &str, values: &[String], list: impl Fn(String) -> String) {
        if !values.is_empty() {
            let marks = vec!["?"; values.len()].join(", ");
            self.sets
                .push(format!("SELECT hero_id FROM {table} ({})", list(marks)));
            self.values.extend(values.iter().cloned());
            self.choosy = true;
        }
    }

    /// Lives with a date some possible day of which lies in the stretch; the expressions are those of the indexes.
    fn between(&mut self, event: &str, from: Option<Bound>, to: Option<Bound>) {
        if from.is_some() || to.is_some() {
            self.columns.push(format!("h.{event} IS NOT NULL"));
            self.choosy = true;
        }
        if let Some(to) = to {
            self.columns
                .push(format!("coalesce(h.{event}_first, '0001-01-01') <= ?"));
            self.values.push(to.day.to_string());
        }
        if let Some(from) = from {
            self.columns
                .push(format!("coalesce(h.{event}_last, '9999-12-31') >= ?"));
            self.values.push(from.day.to_string());
        }
    }

    /// Lives read along an index or begun with a set. Begins with WHERE, or empty.
    pub(super) fn of_lives(&self) -> String {
        let sets = self.sets.iter().map(|set| format!("h.id IN ({set})"));
        let all: Vec<String> = sets.chain(self.columns.iter().cloned()).collect();
        if all.is_empty() {
            String::new()
        } else {
            format!("WHERE {}", all.join(" AND "))
        }
    }

    /// Lives that words already chose, one after another: every condition is a set that is made once. The plus keeps
    /// FTS5 from asking for each member of the set by itself.
    pub(super) fn of_words(&self) -> String {
        let mut sets = self.sets.clone();
        if !self.columns.is_empty() {
            sets.push(format!(
                "SELECT h.id FROM heroes AS h WHERE {}",
                self.columns.join(" AND ")
            ));
        }
        sets.iter()
            .map(|set| format!(" AND +hero_words.rowid IN ({set})"))
            .collect()
    }

    /// The order, as SQL; a plus keeps it from being read along its index.
    pub(super) fn order(&self, sort: Sort) -> String {
        let order = match sort {
            Sort::Died => "h.died_first DESC, h.name_key, h.id",
            Sort::Recent => "h.published_at DESC, h.id DESC",
            Sort::Name | Sort::Relevance if self.latin => "h.name_key_en, h.id",
            Sort::Name | Sort::Relevance => "h.name_key, h.id",
        };
        let plus = if self.choosy { "+" } else { "" };
        format!("{plus}{order}")
    }
}

/// The roles of a place that a region is asked for in, as SQL's list.
pub(super) fn roles(role: RegionRole) -> String {
    let roles: Vec<String> = role
        .places()
        .iter()
        .map(|role| format!("'{}'", role.word()))
        .collect();
    roles.join(", ")
}

/// What FTS5 is asked for words that no name explains, as bits: all of them in units, places, years or the story. Words
/// are letters or digits only and stand in quotes, so that nothing typed is an operator. None for an initial, which only a
/// name has.
pub(super) fn told(query: &Query, words: u16) -> Option<String> {
    let terms = (0..)
        .zip(query.terms())
        .filter(|(at, _)| words & 1 << at != 0);
    let asked: Option<Vec<String>> = terms.map(|(_, term)| around(term)).collect();
    asked
        .map(|asked| asked.join(" AND "))
        .filter(|asked| !asked.is_empty())
}

fn around(term: &Term) -> Option<String> {
    let word = &term.word;
    if term.is_number() {
        // A number tells a unit or a year; it is never the beginning of another.
        return Some(format!("({{unit year place story}} : \"{word}\")"));
    }
    if term.is_initial() {
        return None;
    }
    let stem = stem(word);
    let mut any = vec![
        format!("{{unit place}} : \"{stem}\" *"),
        format!("story : \"{stem}\""),
    ];
    any.extend(term.keys.iter().map(|key| format!("place : \"{key}\"")));
    Some(format!("({})", any.join(" OR ")))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_are_quoted_and_numbers_are_whole() {
        let query = Query::parse("Житомира 58 Ю.").unwrap();
        assert_eq!(
            told(&query, 0b011).unwrap(),
            "({unit place} : \"житомир\" * OR story : \"житомир\" OR place : \"jitomira\") AND \
             ({unit year place story} : \"58\")"
        );
        assert_eq!(told(&query, 0b100), None);
        assert_eq!(told(&query, 0), None);
    }

    #[test]
    fn conditions_hold_places_for_their_values() {
        let mut filters = Filters::everybody();
        filters.regions = vec!["UA-18".into(), "UA-14".into()];
        filters.letter = Some('Л');
        filters.units = vec!["58-motorized".into()];
        let conditions = Conditions::of(&filters);
        for sql in [conditions.of_lives(), conditions.of_words()] {
            assert_eq!(sql.matches('?').count(), conditions.values.len());
        }
        assert_eq!(conditions.values, ["UA-18", "UA-14", "58-motorized", "Л"]);
        assert_eq!(Conditions::of(&Filters::everybody()), Conditions::default());
    }
}
