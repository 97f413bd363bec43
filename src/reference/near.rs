//! Which authority records may be meant by what is written, the likeliest first, and why each of them.

use super::Reference;
use super::record::Kind;
use super::written::bare;
use crate::names::distance::{Code, ERROR, LONGEST, Pattern, WRITTEN, codes, distance};

/// Proposals for one name, at most.
const MOST: usize = 4;
/// Names this short differ from too many others.
const SHORTEST: usize = 4;
const SHORTEST_BEGINNING: usize = 4;
/// In a name as long as this two letters may differ.
const LONG: usize = 10;

#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Why {
    /// It is called so.
    Called,
    /// A name of it begins so.
    Begins,
    /// A name of it differs by a letter or two.
    Near,
    /// The number is the same.
    Number,
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Proposal {
    pub slug: String,
    pub why: Why,
    /// Which of its names, as the list has it.
    pub name: String,
}

/// All names of one kind, made ready to be compared with many.
pub struct Names {
    all: Vec<Known>,
}

struct Known {
    slug: String,
    number: Option<i32>,
    name: String,
    bare: String,
    codes: Vec<Code>,
}

impl Names {
    pub fn of(kind: Kind, reference: &Reference) -> Self {
        let mut all = Vec::new();
        let mut take = |slug: &str, number: Option<i32>, name: &str| {
            let bare = bare(name);
            all.push(Known {
                slug: slug.to_owned(),
                number,
                name: name.to_owned(),
                codes: codes(&bare),
                bare,
            });
        };
        match kind {
            Kind::Unit => {
                for unit in &reference.units {
                    unit.names()
                        .for_each(|name| take(&unit.slug, unit.number, name));
                }
            }
            Kind::Rank => {
                for rank in &reference.ranks {
                    rank.names().for_each(|name| take(&rank.slug, None, name));
                }
            }
            Kind::Award => {
                for award in &reference.awards {
                    award.names().for_each(|name| take(&award.slug, None, name));
                }
            }
            Kind::Region => {}
        }
        Self { all }
    }

    /// What may be meant; each record once, by its best reason.
    pub fn near(&self, written: &str) -> Vec<Proposal> {
        let sought = bare(written);
        if sought.is_empty() {
            return Vec::new();
        }
        let letters = codes(&sought);
        let pattern = Pattern::of(&letters);
        let long = sought.chars().count();
        let number = number(written);
        let mut found: Vec<(Why, u16, &Known)> = self
            .all
            .iter()
            .filter_map(|known| {
                let (why, cost) =
                    compare(&sought, &letters, &pattern, long, known).or_else(|| {
                        (number.is_some() && known.number == number).then_some((Why::Number, 0))
                    })?;
                // «5-та бригада» is no slip of the hand for «3-тя бригада».
                let another = number.is_some() && known.number.is_some() && known.number != number;
                (why == Why::Called || !another).then_some((why, cost, known))
            })
            .collect();
        found.sort_by_key(|(why, cost, _)| (*why, *cost));
        let mut proposals: Vec<Proposal> = Vec::new();
        for (why, _, known) in found {
            if proposals.len() == MOST {
                break;
            }
            if proposals.iter().all(|proposal| proposal.slug != known.slug) {
                proposals.push(Proposal {
                    slug: known.slug.clone(),
                    why,
                    name: known.name.clone(),
                });
            }
        }
        proposals
    }
}

fn compare(
    sought: &str,
    letters: &[Code],
    pattern: &Pattern,
    long: usize,
    known: &Known,
) -> Option<(Why, u16)> {
    if known.bare == sought {
        return Some((Why::Called, 0));
    }
    let begins = |name: &str, beginning: &str| {
        beginning.chars().count() >= SHORTEST_BEGINNING && name.starts_with(beginning)
    };
    // A rank with more after it is another rank; a unit with more before or after it may be the same.
    if begins(&known.bare, sought) || begins(sought, &known.bare) {
        let apart = known.bare.len().abs_diff(sought.len());
        return Some((Why::Begins, u16::try_from(apart).unwrap_or(u16::MAX)));
    }
    let edits = if long >= LONG { 2 } else { 1 };
    if !(SHORTEST..=LONGEST).contains(&long) || !pattern.within(&known.codes, edits) {
        return None;
    }
    let limit = ERROR * u16::try_from(edits).unwrap_or(1);
    distance(letters, &known.codes, &WRITTEN, limit).map(|cost| (Why::Near, cost))
}

/// The first number that is written: «58», «58-ї», “58th”.
fn number(written: &str) -> Option<i32> {
    let digits: String = written
        .chars()
        .skip_while(|c| !c.is_ascii_digit())
        .take_while(char::is_ascii_digit)
        .collect();
    digits.parse().ok()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::reference::{Rank, Unit};

    fn names() -> Names {
        let unit = |slug: &str, number: Option<i32>, name: &str, short: &str| Unit {
            slug: slug.into(),
            number,
            name_uk: name.into(),
            name_en: slug.into(),
            short_uk: Some(short.into()),
            ..Unit::default()
        };
        let units = vec![
            unit(
                "58",
                Some(58),
                "58-ма окрема мотопіхотна бригада",
                "58 ОМПБр",
            ),
            unit("59", Some(59), "59-та окрема штурмова бригада", "59 ОШБр"),
            unit("5", Some(5), "5-та окрема штурмова бригада", "5 ОШБр"),
            unit("azov", None, "Бригада «Азов»", "Азов"),
        ];
        Names::of(Kind::Unit, &Reference::new(vec![], units, vec![], vec![]))
    }

    fn said(written: &str) -> Vec<(String, Why)> {
        let near = names().near(written);
        near.into_iter()
            .map(|found| (found.slug, found.why))
            .collect()
    }

    #[test]
    fn each_proposal_has_its_reason() {
        let first = |written: &str| said(written).first().cloned();
        let expected = |slug: &str, why| Some((slug.to_owned(), why));
        assert_eq!(first("58 ОМПБР"), expected("58", Why::Called));
        assert_eq!(first("58 окрема мотопіхотна"), expected("58", Why::Begins));
        assert_eq!(first("58 ОМПБр, 13 батальйон"), expected("58", Why::Begins));
        assert_eq!(
            first("58 окрема мотопехотна бригада"),
            expected("58", Why::Near)
        );
        assert_eq!(first("мотопіхота, 58"), expected("58", Why::Number));
        assert_eq!(first("Бригада Азоф"), expected("azov", Why::Near));
        assert_eq!(first("Азоф"), expected("azov", Why::Near));
    }

    #[test]
    fn another_number_is_another_unit() {
        assert_eq!(said("6 окрема штурмова бригада"), []);
        let found = said("5 окрема штурмова бригада");
        assert_eq!(found, [("5".to_owned(), Why::Called)]);
    }

    #[test]
    fn what_says_nothing_proposes_nothing() {
        for written in ["", " — ", "тероборона", "ЗСУ"] {
            assert_eq!(said(written), [], "{written}");
        }
    }

    #[test]
    fn two_that_are_called_the_same_are_both_proposed() {
        let rank = |slug: &str| Rank {
            slug: slug.into(),
            name_uk: "лейтенант".into(),
            name_en: slug.into(),
            ..Rank::default()
        };
        let ranks = vec![rank("lieutenant"), rank("navy-lieutenant")];
        let names = Names::of(Kind::Rank, &Reference::new(vec![], vec![], ranks, vec![]));
        let found = names.near("Лейтенант");
        assert_eq!(found.len(), 2);
        assert!(found.iter().all(|proposal| proposal.why == Why::Called));
    }
}
