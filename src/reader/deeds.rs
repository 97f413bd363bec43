//! Dates of birth and death, the circumstances, and what happened between.

use chrono::Days;

use super::acts::{Act, Deed, is_supposed, owner};
use super::proposal::{Fact, Reading};
use super::text::Sentence;
use super::when::When;
use crate::dates::{Calendar, Edtf, Shape};
use crate::heroes::hero::{Circumstances, Event, EventKind};

/// Characters of an event's text.
const LONGEST: usize = 160;

/// The one date that belongs to an act of this kind.
pub(super) fn date_of(reading: &Reading, deed: Deed) -> Option<Edtf> {
    let mut its = reading.dates.iter().filter(|when| {
        owner(reading.sentence, &reading.acts, when.from, when.to)
            .is_some_and(|act| act.deed == deed)
    });
    let first = its.next()?;
    its.next().is_none().then_some(first.date)
}

/// When the hero was born and died.
pub(super) fn dates(reading: &Reading) -> Vec<Fact> {
    let born = labelled(reading, &["народження"]).or_else(|| date_of(reading, Deed::Born));
    let died = labelled(reading, &["загибелі", "смерті"]).or_else(|| date_of(reading, Deed::Died));
    born.map(Fact::Born)
        .into_iter()
        .chain(died.map(Fact::Died))
        .collect()
}

/// «1978 року народження», «Дата загибелі: 11.02.2024»; a birthday is none.
fn labelled(reading: &Reading, words: &[&str]) -> Option<Edtf> {
    let sentence = reading.sentence;
    let at = (0..sentence.words.len()).find(|at| words.contains(&sentence.low(*at)))?;
    let before = at.checked_sub(1).map_or("", |before| sentence.low(before));
    let near = |when: &&When| {
        let follows = before == "дата" && when.from == at + 1;
        let precedes = when.to + 2 == at && before.starts_with("рок") && words == ["народження"];
        follows || precedes
    };
    reading.dates.iter().find(near).map(|when| when.date)
}

/// How the hero died, where only one way is told.
pub(super) fn circumstances(reading: &Reading) -> Vec<Fact> {
    let sentence = reading.sentence;
    let died = reading.acts.iter().any(|act| act.deed == Deed::Died);
    let fatally = sentence.tells(&[
        "смертельне поранення",
        "смертельного поранення",
        "смертельно поранений",
        "fatally wounded",
        "mortally wounded",
    ]);
    if is_supposed(sentence) || !(died || fatally) {
        return Vec::new();
    }
    let mut found = Vec::new();
    let mut tell = |told: bool, what| {
        if told {
            found.push(what);
        }
    };
    tell(
        sentence.tells(&[
            "у бою",
            "в бою",
            "у боях",
            "в боях",
            "бойового завдання",
            "бойове завдання",
            "combat mission",
            "combat task",
            "killed in action",
            "in battle",
            "in combat",
            "обстрілу",
            "a shell hit",
            "by shelling",
        ]),
        Circumstances::Combat,
    );
    tell(
        died && sentence.tells(&[
            "від поранень",
            "від поранення",
            "від ран",
            "від отриманих поранень",
            "of wounds",
            "of his wounds",
            "of her wounds",
            "from his wounds",
            "from her wounds",
            "from wounds",
        ]),
        Circumstances::Wounds,
    );
    tell(
        died && sentence.tells(&["у полоні", "в полоні", "in captivity"]),
        Circumstances::Captivity,
    );
    tell(
        died && sentence.tells(&["у дтп", "в дтп", "in a car accident", "in an accident"]),
        Circumstances::Accident,
    );
    tell(
        died && sentence.tells(&[
            "від хвороби",
            "після хвороби",
            "of an illness",
            "after an illness",
        ]),
        Circumstances::Illness,
    );
    match found[..] {
        [only] => vec![Fact::Circumstances(only)],
        // Wounds that were fatal later were had in a battle: the death is of wounds.
        [Circumstances::Combat, Circumstances::Wounds] => {
            vec![Fact::Circumstances(Circumstances::Wounds)]
        }
        _ => Vec::new(),
    }
}

/// Captivity and return, a wound, a marriage, schools and work.
pub(super) fn events(reading: &Reading) -> Vec<Fact> {
    let sentence = reading.sentence;
    let has = |deed| reading.acts.iter().find(|act| act.deed == deed);
    let mut facts = marriage(reading);
    if let (Some(act), Some(from)) = (has(Deed::Captured), date_of(reading, Deed::Captured)) {
        facts.push(event(
            reading,
            act,
            EventKind::Captivity,
            Some(from),
            freed(sentence, from),
        ));
    }
    if let (Some(act), Some(from)) = (has(Deed::Freed), date_of(reading, Deed::Freed)) {
        facts.push(event(reading, act, EventKind::Other, Some(from), None));
    }
    if let (Some(act), Some(from), None) = (
        has(Deed::Wounded),
        date_of(reading, Deed::Wounded),
        has(Deed::Died),
    ) {
        facts.push(event(reading, act, EventKind::Wound, Some(from), None));
    }
    for act in &reading.acts {
        let end = part_end(reading, act);
        match act.deed {
            Deed::Studied if (act.to + 1..=end).any(|at| is_school(sentence.low(at))) => {
                facts.push(event(reading, act, EventKind::Education, None, None));
            }
            Deed::Worked if end > act.to => {
                facts.push(event(reading, act, EventKind::Work, None, None));
            }
            _ => {}
        }
    }
    facts
}

/// A marriage with its date.
pub(super) fn marriage(reading: &Reading) -> Vec<Fact> {
    let act = reading.acts.iter().find(|act| act.deed == Deed::Married);
    act.zip(date_of(reading, Deed::Married))
        .map(|(act, date)| event(reading, act, EventKind::Family, Some(date), None))
        .into_iter()
        .collect()
}

fn is_school(low: &str) -> bool {
    const STEMS: [&str; 18] = [
        "університет",
        "коледж",
        "ліце",
        "училищ",
        "технікум",
        "інститут",
        "академі",
        "гімназі",
        "консерватор",
        "university",
        "college",
        "lyceum",
        "institute",
        "academy",
        "polytechnic",
        "gymnasium",
        "conservator",
        "seminary",
    ];
    STEMS.iter().any(|stem| low.starts_with(stem))
}

/// «100 днів» from some day of a month on: the first day and so many, the last day and so many.
fn freed(sentence: &Sentence, from: Edtf) -> Option<Edtf> {
    // “After 86 days of siege” counts something else.
    if !sentence.has(&[
        "spent",
        "провів",
        "провела",
        "пробув",
        "пробула",
        "перебував",
        "перебувала",
    ]) {
        return None;
    }
    let mut spans = (1..sentence.words.len()).filter_map(|at| {
        let is_days = ["днів", "дні", "день", "діб", "доби", "days"].contains(&sentence.low(at));
        is_days
            .then(|| sentence.low(at - 1).parse::<u64>().ok())
            .flatten()
    });
    let days = spans.next().filter(|days| (1..2000).contains(days))?;
    let Shape::Exact(from @ (Calendar::Day(_) | Calendar::Month { .. })) = from.shape() else {
        return None;
    };
    let after = |day: chrono::NaiveDate| day.checked_add_days(Days::new(days));
    let (first, last) = (after(from.first())?, after(from.last())?);
    if spans.next().is_some() {
        return None;
    }
    if first == last {
        Edtf::of_day(first)
    } else {
        format!("{first}/{last}").parse().ok()
    }
}

/// Where what is told of an act ends: at a semicolon, a dash or before the next act.
fn part_end(reading: &Reading, act: &Act) -> usize {
    let sentence = reading.sentence;
    let next = reading.acts.iter().find(|other| {
        other.from > act.to && !(act.deed == Deed::Studied && other.deed == Deed::Studied)
    });
    let limit = next.map_or(sentence.words.len(), |other| other.from);
    let mut end = act.to;
    for at in act.to + 1..limit {
        let between = sentence.between(at - 1, at);
        let turns = [
            "а", "але", "but", "before", "while", "until", "поки", "доки",
        ]
        .contains(&sentence.low(at));
        if between.contains([';', '—', '–', ':', '(']) || (between.contains(',') && turns) {
            break;
        }
        end = at;
    }
    // «навчався в ліцеї і працював»: what joins two acts belongs to neither.
    if next.is_some() {
        while end > act.to
            && [
                "і",
                "й",
                "та",
                "and",
                "he",
                "she",
                "він",
                "вона",
                "потім",
                "then",
            ]
            .contains(&sentence.low(end))
        {
            end -= 1;
        }
    }
    end
}

fn event(
    reading: &Reading,
    act: &Act,
    kind: EventKind,
    from: Option<Edtf>,
    to: Option<Edtf>,
) -> Fact {
    let sentence = reading.sentence;
    let mut end = part_end(reading, act);
    if sentence.span(act.from, end).chars().count() > LONGEST {
        end = sentence.clause_end(act.to);
    }
    let mut said: String = sentence.span(act.from, end).chars().take(LONGEST).collect();
    for mark in [('«', '»'), ('“', '”')] {
        if said.contains(mark.0) && !said.contains(mark.1) {
            said.push(mark.1);
        }
    }
    let mut letters = said.chars();
    let first: String = letters
        .next()
        .into_iter()
        .flat_map(char::to_uppercase)
        .collect();
    let text = reading.said(first + letters.as_str());
    Fact::Event(Event {
        kind,
        from,
        to,
        text,
    })
}
