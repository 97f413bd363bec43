//! What is asked for, as conditions of SQL: text with placeholders, and the values beside it.

use super::filters::{Filters, Sort};
use super::query::{Query, Term};
use super::words::stem;

/// A condition on the row `h` of heroes.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Conditions {
    /// Empty or begins with AND.
    pub sql: String,
    pub values: Vec<String>,
    /// Whether one of them is best begun with: a set of lives from an index of its own.
    pub begin_with_set: bool,
}

/// How a life is reached: from these conditions, or from words that already chose it.
#[derive(Clone, Copy, PartialEq)]
pub(super) enum Reached {
    BySet,
    OneByOne,
}

impl Conditions {
    pub(super) fn of(filters: &Filters, reached: Reached) -> Self {
        let mut all = Self::default();
        let roles: Vec<String> = filters
            .region_role
            .places()
            .iter()
            .map(|role| format!("'{}'", role.word()))
            .collect();
        let roles = roles.join(", ");
        all.among(
            "hero_places",
            &format!("role IN ({roles}) AND region IN"),
            &filters.regions,
            reached,
        );
        all.among("hero_services", "unit IN", &filters.units, reached);
        all.among("hero_services", "rank IN", &filters.ranks, reached);
        all.among("hero_awards", "award IN", &filters.awards, reached);
        for (event, from, to) in [
            ("died", filters.died_from, filters.died_to),
            ("born", filters.born_from, filters.born_to),
        ] {
            if from.is_some() || to.is_some() {
                all.sql.push_str(&format!(" AND h.{event} IS NOT NULL"));
            }
            if let Some(to) = to {
                all.sql.push_str(&format!(
                    " AND coalesce(h.{event}_first, '0001-01-01') <= ?"
                ));
                all.values.push(to.day.to_string());
            }
            if let Some(from) = from {
                all.sql
                    .push_str(&format!(" AND coalesce(h.{event}_last, '9999-12-31') >= ?"));
                all.values.push(from.day.to_string());
            }
        }
        if let Some(letter) = filters.letter {
            all.sql.push_str(" AND h.letter = ?");
            all.values.push(letter.to_string());
        }
        all
    }

    /// Lives that have a row in `table` with one of the values.
    fn among(&mut self, table: &str, which: &str, values: &[String], reached: Reached) {
        if values.is_empty() {
            return;
        }
        let marks = vec!["?"; values.len()].join(", ");
        let list = match (table, which) {
            // A unit with everything under it.
            ("hero_services", "unit IN") => format!(
                "WITH RECURSIVE under (slug) AS (SELECT slug FROM units WHERE slug IN ({marks}) \
                 UNION SELECT units.slug FROM units JOIN under ON units.parent = under.slug) SELECT slug FROM under"
            ),
            _ => marks,
        };
        self.sql.push_str(&match reached {
            Reached::BySet => format!(" AND h.id IN (SELECT hero_id FROM {table} WHERE {which} ({list}))"),
            Reached::OneByOne => {
                format!(" AND EXISTS (SELECT 1 FROM {table} AS x WHERE x.hero_id = h.id AND {which} ({list}))")
            }
        });
        self.values.extend(values.iter().cloned());
        self.begin_with_set = true;
    }
}

/// The order, as SQL. A set of lives is sorted; everybody is read along an index.
pub(super) fn order(sort: Sort, begin_with_set: bool) -> &'static str {
    match (sort, begin_with_set) {
        (Sort::Died, false) => "h.died_first DESC, h.name_key, h.id",
        (Sort::Died, true) => "+h.died_first DESC, h.name_key, h.id",
        (Sort::Recent, false) => "h.published_at DESC, h.id DESC",
        (Sort::Recent, true) => "+h.published_at DESC, h.id DESC",
        (_, false) => "h.name_key, h.id",
        (_, true) => "+h.name_key, h.id",
    }
}

/// How well words are matched, the best first. Each level lets in all that the levels before it do.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Level {
    /// Names as written.
    Written,
    /// Names by their sound, a call sign.
    Heard,
    /// Names and call signs that begin so.
    Begun,
    /// Units and places.
    Around,
    /// Anything told.
    Told,
}

impl Level {
    pub(super) const ALL: [Self; 5] = [
        Self::Written,
        Self::Heard,
        Self::Begun,
        Self::Around,
        Self::Told,
    ];
}

/// What FTS5 is asked: every word at this level or better. Words are letters or digits only and stand in quotes, so that
/// nothing typed is an operator.
pub(super) fn fts(query: &Query, level: Level) -> String {
    let terms: Vec<String> = query
        .terms()
        .iter()
        .map(|term| format!("({})", term_at(term, level)))
        .collect();
    terms.join(" AND ")
}

fn term_at(term: &Term, level: Level) -> String {
    let word = &term.word;
    if term.is_number() {
        // A number tells a unit or a year; it is never the beginning of another.
        let mut any = vec![format!("{{unit year name call_sign}} : \"{word}\"")];
        if level >= Level::Told {
            any.push(format!("{{place story}} : \"{word}\""));
        }
        return any.join(" OR ");
    }
    let mut any = Vec::new();
    if term.is_initial() {
        any.push(format!("name : \"{word}\" *"));
    } else {
        any.push(format!("name : \"{word}\""));
    }
    if level >= Level::Heard {
        any.push(format!("call_sign : \"{word}\""));
        any.extend(
            term.keys
                .iter()
                .map(|key| format!("{{sound call_sign}} : \"{key}\"")),
        );
    }
    if level >= Level::Begun && !term.is_initial() {
        any.push(format!("{{name call_sign}} : \"{word}\" *"));
        any.extend(
            term.keys
                .iter()
                .map(|key| format!("{{sound call_sign}} : \"{key}\" *")),
        );
    }
    if level >= Level::Around && !term.is_initial() {
        any.push(format!("{{unit place}} : \"{}\" *", stem(word)));
        any.extend(term.keys.iter().map(|key| format!("place : \"{key}\"")));
    }
    if level >= Level::Told {
        let stem = stem(word);
        let star = if stem == word { "" } else { " *" };
        any.push(format!("story : \"{stem}\"{star}"));
    }
    any.join(" OR ")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_are_quoted_and_numbers_are_whole() {
        let query = Query::parse("Лисюк 58").unwrap();
        assert_eq!(
            fts(&query, Level::Heard),
            "(name : \"лисюк\" OR call_sign : \"лисюк\" OR {sound call_sign} : \"lisiuk\") AND \
             ({unit year name call_sign} : \"58\")"
        );
        assert!(
            fts(&Query::parse("бригада").unwrap(), Level::Told).contains("story : \"бригад\" *")
        );
    }

    #[test]
    fn conditions_hold_places_for_their_values() {
        let mut filters = Filters::everybody();
        filters.regions = vec!["UA-18".into(), "UA-14".into()];
        filters.letter = Some('Л');
        for reached in [Reached::BySet, Reached::OneByOne] {
            let conditions = Conditions::of(&filters, reached);
            assert_eq!(conditions.sql.matches('?').count(), conditions.values.len());
            assert_eq!(conditions.values, ["UA-18", "UA-14", "Л"]);
        }
    }
}
