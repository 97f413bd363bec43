//! What a tired eye misses: dates out of order; somebody who may be here already. Each only warns: the moderator decides.

use crate::dates::Edtf;
use crate::dates::compare::certainly_after;
use crate::heroes::hero::Record;
use crate::names;

/// Which two things of a life cannot both be so.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Disorder {
    DeathBeforeBirth,
    /// Younger than 16 or older than 100 for certain.
    UnlikelyAge,
    ServiceAfterDeath,
    ServiceEndsBeforeItBegins,
    EventBeforeBirth,
    EventAfterDeath,
    EventEndsBeforeItBegins,
}

pub fn disorders(record: &Record) -> Vec<Disorder> {
    let after =
        |a: Option<&Edtf>, b: Option<&Edtf>| a.zip(b).is_some_and(|(a, b)| certainly_after(a, b));
    let (born, died) = (record.born.as_ref(), record.died.as_ref());
    let mut found = Vec::new();
    if after(born, died) {
        found.push(Disorder::DeathBeforeBirth);
    } else if let Some((born, died)) = born.zip(died) {
        let years =
            |a: &Edtf, b: &Edtf| b.first().zip(a.last()).and_then(|(b, a)| b.years_since(a));
        let oldest = died
            .last()
            .zip(born.first())
            .and_then(|(died, born)| died.years_since(born));
        if oldest.is_some_and(|years| years < 16)
            || years(born, died).is_some_and(|years| years > 100)
        {
            found.push(Disorder::UnlikelyAge);
        }
    }
    for service in &record.service {
        let (from, to) = (service.from.as_ref(), service.to.as_ref());
        if after(from, to) {
            found.push(Disorder::ServiceEndsBeforeItBegins);
        }
        if after(from, died) || after(to, died) {
            found.push(Disorder::ServiceAfterDeath);
        }
    }
    for event in &record.events {
        let (from, to) = (event.from.as_ref(), event.to.as_ref());
        if after(from, to) {
            found.push(Disorder::EventEndsBeforeItBegins);
        }
        if after(born, from.or(to)) {
            found.push(Disorder::EventBeforeBirth);
        }
        if after(from.or(to), died) || after(to, died) {
            found.push(Disorder::EventAfterDeath);
        }
    }
    found.dedup();
    found
}

/// Whether two records may tell of one person: the names sound the same, in whichever alphabet, and no date speaks
/// against it.
pub fn may_be_one(one: &Record, other: &Record) -> bool {
    let key = |record: &Record| [&record.name.family, &record.name.given].map(|part| folded(part));
    let apart = |a: Option<&Edtf>, b: Option<&Edtf>| {
        a.zip(b)
            .is_some_and(|(a, b)| certainly_after(a, b) || certainly_after(b, a))
    };
    let patronymics = one
        .name
        .patronymic
        .as_deref()
        .zip(other.name.patronymic.as_deref());
    key(one) == key(other)
        && patronymics.is_none_or(|(a, b)| folded(a) == folded(b))
        && !apart(one.born.as_ref(), other.born.as_ref())
        && !apart(one.died.as_ref(), other.died.as_ref())
}

fn folded(part: &str) -> String {
    part.split([' ', '-', '‑'])
        .map(names::fold)
        .collect::<Vec<_>>()
        .join(" ")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::names::Name;

    fn record(family: &str, given: &str, born: &str, died: &str) -> Record {
        let date = |text: &str| (!text.is_empty()).then(|| text.parse().unwrap());
        Record {
            name: Name {
                family: family.to_owned(),
                given: given.to_owned(),
                patronymic: None,
            },
            born: date(born),
            died: date(died),
            ..Record::default()
        }
    }

    #[test]
    fn dates_out_of_order_are_seen_as_far_as_they_are_known() {
        assert_eq!(
            disorders(&record("Лисюк", "Юрій", "1996-05", "2024-03-05")),
            []
        );
        assert_eq!(
            disorders(&record("Лисюк", "Юрій", "2024-03-06", "2024-03-05")),
            [Disorder::DeathBeforeBirth]
        );
        assert_eq!(
            disorders(&record("Лисюк", "Юрій", "2010", "2024-03-05")),
            [Disorder::UnlikelyAge]
        );
        assert_eq!(
            disorders(&record("Лисюк", "Юрій", "2024", "2024-03-05")),
            [Disorder::UnlikelyAge]
        );
        assert_eq!(disorders(&record("Лисюк", "Юрій", "", "2024")), []);
    }

    #[test]
    fn one_person_is_known_in_either_alphabet_unless_a_date_speaks_against_it() {
        let lysiuk = record("Лисюк", "Юрій", "1996-05", "2024-03-05");
        assert!(may_be_one(&lysiuk, &record("Lysiuk", "Yurii", "", "")));
        assert!(may_be_one(
            &lysiuk,
            &record("Лисюк", "Юрій", "1996", "2024-03")
        ));
        assert!(!may_be_one(&lysiuk, &record("Лисюк", "Юрій", "1997", "")));
        assert!(!may_be_one(
            &lysiuk,
            &record("Лисюк", "Іван", "1996-05", "2024-03-05")
        ));
    }
}
