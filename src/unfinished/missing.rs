//! What may be asked, and which of it today. Never what a family keeps to itself, and nothing that would be cruel to read: how
//! somebody died, and where, is asked of nobody.

use chrono::{Datelike, Days, NaiveDate};

use crate::dates::{Calendar, Shape};
use crate::heroes::hero::{Circumstances, EventKind, Record};
use crate::heroes::visibility::{Audience, QUESTIONS, Visibility};
use crate::submissions::submission::Step;

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Missing {
    School,
    Work,
    BirthPlace,
    Unit,
    CallSign,
    Born,
    Burial,
}

/// Nobody who died before this age is asked about for the work before the service.
const AGE_OF_WORK: u32 = 20;
/// Whoever fell was perhaps not found yet: where the grave is, is asked after this time.
const DAYS_BEFORE_BURIAL: u64 = 365;

impl Missing {
    pub const ALL: [Self; 7] = [
        Self::School,
        Self::Work,
        Self::BirthPlace,
        Self::Unit,
        Self::CallSign,
        Self::Born,
        Self::Burial,
    ];

    /// As in the address.
    pub fn word(self) -> &'static str {
        match self {
            Self::School => "school",
            Self::Work => "work",
            Self::BirthPlace => "birth-place",
            Self::Unit => "unit",
            Self::CallSign => "call-sign",
            Self::Born => "born",
            Self::Burial => "burial",
        }
    }

    pub fn from_word(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|known| known.word() == word)
    }

    /// The field of the record.
    pub fn fact(self) -> &'static str {
        match self {
            Self::School | Self::Work => "events",
            Self::BirthPlace => "birth_place",
            Self::Unit => "service",
            Self::CallSign => "call_sign",
            Self::Born => "born",
            Self::Burial => "burial_place",
        }
    }

    /// The part of the answers that holds it.
    pub fn step(self) -> Step {
        match self {
            Self::School | Self::Work => Step::Life,
            Self::BirthPlace | Self::Born => Step::Birth,
            Self::Unit => Step::Service,
            Self::CallSign => Step::Who,
            Self::Burial => Step::Burial,
        }
    }

    /// The first box of its answer.
    pub fn field(self) -> &'static str {
        match self {
            Self::School | Self::Work => "event-0-text",
            Self::BirthPlace => "birth-settlement",
            Self::Unit => "service-0-unit",
            Self::CallSign => "call-sign",
            Self::Born => "born",
            Self::Burial => "burial-settlement",
        }
    }

    fn is_missing(self, record: &Record) -> bool {
        let told = |kind| record.events.iter().any(|event| event.kind == kind);
        match self {
            Self::School => !told(EventKind::Education),
            Self::Work => !told(EventKind::Work),
            Self::BirthPlace => record.birth_place.is_none(),
            Self::Unit => {
                let mut services = record.service.iter();
                services.all(|service| service.unit.is_none() && service.unit_text.is_none())
            }
            Self::CallSign => record.call_sign.is_none(),
            Self::Born => !record
                .born
                .as_ref()
                .is_some_and(|born| matches!(born.shape(), Shape::Exact(Calendar::Day(_)))),
            Self::Burial => record.burial_place.is_none(),
        }
    }

    /// Whether it can have an answer, and may be asked of those who grieve.
    fn may_be_asked(self, record: &Record, today: NaiveDate) -> bool {
        match self {
            Self::Work => !is_young(record),
            Self::Burial => {
                let died = record.died.as_ref().and_then(|died| died.last());
                let since =
                    died.and_then(|died| died.checked_add_days(Days::new(DAYS_BEFORE_BURIAL)));
                since.is_some_and(|since| since <= today)
                    && record.circumstances != Some(Circumstances::Captivity)
            }
            _ => true,
        }
    }
}

/// Surely died before having worked.
fn is_young(record: &Record) -> bool {
    let born = record.born.as_ref().and_then(|born| born.first());
    let died = record.died.as_ref().and_then(|died| died.last());
    let oldest = born
        .zip(died)
        .and_then(|(born, died)| died.years_since(born));
    oldest.is_some_and(|oldest| oldest < AGE_OF_WORK)
}

/// All that may be asked of readers of a page. `public` is what everyone may see; a fact that is kept for fewer eyes is missing
/// there too, and is never asked.
pub fn askable(public: &Record, eyes: &Visibility, today: NaiveDate) -> Vec<Missing> {
    if eyes.of(QUESTIONS) != Audience::Everyone {
        return Vec::new();
    }
    let mut all = Missing::ALL.to_vec();
    all.retain(|missing| {
        eyes.of(missing.fact()) == Audience::Everyone
            && missing.is_missing(public)
            && missing.may_be_asked(public, today)
    });
    all
}

/// The one that is asked today: each in turn, a day each, and not the same on every page of a day.
pub fn of_day(askable: &[Missing], hero_id: i32, today: NaiveDate) -> Option<Missing> {
    let count = i64::try_from(askable.len())
        .ok()
        .filter(|count| *count > 0)?;
    let at = (i64::from(today.num_days_from_ce()) + i64::from(hero_id)).rem_euclid(count);
    askable.get(usize::try_from(at).ok()?).copied()
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeMap;

    use super::*;

    fn record(json: &str) -> Record {
        serde_json::from_str(&format!(
            r#"{{"name": {{"family": "Б", "given": "А"}}{json}}}"#
        ))
        .unwrap()
    }

    fn today() -> NaiveDate {
        NaiveDate::from_ymd_opt(2026, 11, 28).unwrap()
    }

    #[test]
    fn what_is_told_is_not_asked() {
        let of = |json: &str| askable(&record(json), &Visibility::default(), today());
        use Missing::*;
        assert_eq!(of(""), [School, Work, BirthPlace, Unit, CallSign, Born]);
        assert_eq!(
            of(
                r#", "born": "1996-05", "died": "2024-03-05", "call_sign": "Лис", "birth_place": {"settlement": "Буряківка"},
                "service": [{"unit_text": "рота"}], "events": [{"kind": "education", "text": {"uk": "ліцей"}}]"#
            ),
            [Work, Born, Burial]
        );
        assert_eq!(
            of(r#", "born": "1996-05-02", "died": "2026-03-05""#),
            [School, Work, BirthPlace, Unit, CallSign]
        );
    }

    #[test]
    fn what_would_hurt_or_cannot_be_is_not_asked() {
        let of = |json: &str| askable(&record(json), &Visibility::default(), today());
        let grave = |json: &str| of(json).contains(&Missing::Burial);
        assert!(grave(r#", "died": "2024""#));
        assert!(!grave(r#", "died": "2026-06-01""#), "perhaps not found yet");
        assert!(!grave(r#", "died": "2024", "circumstances": "captivity""#));
        assert!(!grave(""));
        assert!(!of(r#", "born": "2004", "died": "2023-02-01""#).contains(&Missing::Work));
        assert!(of(r#", "born": "2003", "died": "2023-02-01""#).contains(&Missing::Work));
    }

    #[test]
    fn what_is_kept_from_some_eyes_is_never_asked() {
        let mut eyes = Visibility::default();
        eyes.set("events", Audience::Moderators);
        eyes.set("born", Audience::Grave);
        assert_eq!(
            askable(&record(""), &eyes, today()),
            [Missing::BirthPlace, Missing::Unit, Missing::CallSign]
        );
        eyes.set(QUESTIONS, Audience::Moderators);
        assert!(askable(&record(""), &eyes, today()).is_empty());
    }

    #[test]
    fn each_is_asked_on_as_many_days_as_any_other() {
        let all = Missing::ALL;
        let mut days: BTreeMap<&str, usize> = BTreeMap::new();
        for day in today().iter_days().take(70) {
            *days
                .entry(of_day(&all, 7, day).unwrap().word())
                .or_default() += 1;
        }
        assert!(
            days.len() == 7 && days.values().all(|days| *days == 10),
            "{days:?}"
        );
        assert_ne!(of_day(&all, 7, today()), of_day(&all, 8, today()));
        assert_eq!(of_day(&[], 7, today()), None);
        for missing in all {
            assert_eq!(Missing::from_word(missing.word()), Some(missing));
        }
    }
}
