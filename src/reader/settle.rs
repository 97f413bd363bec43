//! What may stand once in a life and is told in two ways is left out; a date of birth that a sentence lets compute is
//! added.

use std::ops::Range;

use chrono::{Datelike, Days, NaiveDate};

use super::proposal::{Fact, Proposal};
use super::text::Sentence;
use super::when;
use super::whose::Whose;
use crate::dates::{Calendar, Edtf, Shape};
use crate::heroes::hero::Text;
use crate::i18n::Lang;

/// Oldest age that is believed.
const OLDEST: i32 = 90;

/// Everything that stands, once each, in the order of the form.
pub(super) fn settled(
    mut found: Vec<Proposal>,
    sentences: &[Sentence],
    whose: &[Whose],
    lang: Lang,
) -> Vec<Proposal> {
    only_one(&mut found);
    let of_death = found.iter().find_map(|one| match one.fact {
        Fact::Died(date) => Some((date, one.sentence.clone())),
        _ => None,
    });
    let is_born = found.iter().any(|one| matches!(one.fact, Fact::Born(_)));
    if let (Some((died, at)), false) = (of_death, is_born) {
        found.extend(derived(died, &at, sentences, whose, lang));
    }
    found.retain(|one| match &one.fact {
        Fact::Born(born) => born.first().is_none_or(|first| first.year() > 1900),
        _ => true,
    });
    found.sort_by_key(|one| (rank(&one.fact), one.sentence.start));
    let mut kept: Vec<Proposal> = Vec::new();
    for one in found {
        if !kept.iter().any(|known| known.fact == one.fact) {
            kept.push(one);
        }
    }
    kept
}

fn rank(fact: &Fact) -> u8 {
    match fact {
        Fact::Name(_) => 0,
        Fact::CallSign(_) => 1,
        Fact::Sex(_) => 2,
        Fact::Born(_) => 3,
        Fact::BornNote(_) => 4,
        Fact::Died(_) => 5,
        Fact::Place(..) => 6,
        Fact::Circumstances(_) => 7,
        Fact::Service(_) => 8,
        Fact::Event(_) => 9,
        Fact::Interests(_) => 10,
        Fact::Award(_) => 11,
        Fact::Quote(_) => 12,
        Fact::Kin(_) => 13,
    }
}

/// Which facts exclude each other.
fn alone(fact: &Fact) -> Option<u8> {
    match fact {
        Fact::Place(role, _) => Some(100 + *role as u8),
        Fact::CallSign(_) | Fact::Born(_) | Fact::Died(_) | Fact::Circumstances(_) => {
            Some(rank(fact))
        }
        _ => None,
    }
}

fn only_one(found: &mut Vec<Proposal>) {
    let mut at = 0;
    while at < found.len() {
        let Some(kind) = alone(&found[at].fact) else {
            at += 1;
            continue;
        };
        let same = |one: &Proposal| alone(&one.fact) == Some(kind);
        if found
            .iter()
            .any(|one| same(one) && one.fact != found[at].fact)
        {
            found.retain(|one| !same(one));
        } else {
            at += 1;
        }
    }
}

/// «У травні йому мало б виповнитися 28», “He was 41”.
fn derived(
    died: Edtf,
    at: &Range<usize>,
    sentences: &[Sentence],
    whose: &[Whose],
    lang: Lang,
) -> Vec<Proposal> {
    let mut found: Vec<Proposal> = Vec::new();
    let mut after_death = false;
    for (sentence, whose) in sentences.iter().zip(whose) {
        let follows = after_death;
        after_death = sentence.range == *at;
        if !whose.is_the_heros {
            continue;
        }
        let born = birthday_to_come(sentence, died).or_else(|| {
            (follows || after_death)
                .then(|| age_at_death(sentence, died))
                .flatten()
        });
        let Some(born) = born else { continue };
        let note = sentence.whole[sentence.range.clone()].trim_end_matches(['.', '!', '…']);
        for fact in [
            Fact::Born(born),
            Fact::BornNote(Text::told(lang, Some(note.to_owned()), None)),
        ] {
            found.push(Proposal {
                fact,
                sentence: sentence.range.clone(),
            });
        }
    }
    // Two such sentences that disagree say nothing.
    let first = found.first().map(|one| one.fact.clone());
    if found
        .iter()
        .any(|one| matches!(one.fact, Fact::Born(_)) && Some(&one.fact) != first.as_ref())
    {
        found.clear();
    }
    found.truncate(2);
    found
}

fn years(low: &str) -> Option<i32> {
    let years: i32 = (low.len() <= 2).then(|| low.parse().ok()).flatten()?;
    (16..=OLDEST).contains(&years).then_some(years)
}

fn birthday_to_come(sentence: &Sentence, died: Edtf) -> Option<Edtf> {
    let tells = sentence.tells(&[
        "мало б виповнитися",
        "мало би виповнитися",
        "мало б виповнитись",
        "мало би виповнитись",
        "виповнилося б",
        "виповнилось б",
        "would have turned",
        "would have been",
        "would turn",
    ]);
    let Shape::Exact(died @ (Calendar::Day(_) | Calendar::Month { .. })) = died.shape() else {
        return None;
    };
    let mut months = sentence.words.iter().enumerate().filter_map(|(at, word)| {
        let is_month = word.capital || !word.low.is_ascii();
        let before = at.checked_sub(1).map_or("", |before| sentence.low(before));
        // «5 травня» and «травні 2024» are said otherwise.
        let alone = ["у", "в", "in"].contains(&before)
            && !sentence
                .low(at + 1)
                .starts_with(|c: char| c.is_ascii_digit());
        (is_month && alone)
            .then(|| when::month_called(&word.low))
            .flatten()
    });
    let mut ages = sentence.words.iter().filter_map(|word| years(&word.low));
    let (month, age) = (months.next()?, ages.next()?);
    if !tells || months.next().is_some() || ages.next().is_some() {
        return None;
    }
    let year = match month.cmp(&died.first().month()) {
        std::cmp::Ordering::Greater => died.year(),
        std::cmp::Ordering::Less => died.year() + 1,
        // Later in the same month, or a year after: it is not said.
        std::cmp::Ordering::Equal => return None,
    };
    format!("{}-{month:02}", year - age).parse().ok()
}

fn age_at_death(sentence: &Sentence, died: Edtf) -> Option<Edtf> {
    let Shape::Exact(Calendar::Day(died)) = died.shape() else {
        return None;
    };
    let words: Vec<&str> = sentence
        .words
        .iter()
        .map(|word| word.low.as_str())
        .collect();
    let age = match words[..] {
        [
            "йому" | "їй",
            "було" | "виповнилося",
            age,
            "рік" | "роки" | "років",
        ] => years(age)?,
        ["he" | "she", "was", age] | ["he" | "she", "was", age, "years", "old"] => years(age)?,
        _ => return None,
    };
    let back = |years: i32| NaiveDate::from_ymd_opt(died.year() - years, died.month(), died.day());
    let (first, last) = (back(age + 1)?.checked_add_days(Days::new(1))?, back(age)?);
    format!("{first}/{last}").parse().ok()
}
