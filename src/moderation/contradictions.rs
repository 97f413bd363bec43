//! Two things of a story that cannot both be so: of its fields, and of its words against its fields. Each is a question to
//! the moderator; whatever is only known in part, or may be meant otherwise, is no contradiction.

use super::ages::{ages, tells_of_death};
use super::checks::{self, Disorder};
use super::reading::{Place, Reading, place_field};
use super::verbs::of_the_other_sex;
use crate::dates::Edtf;
use crate::dates::compare::certainly_after;
use crate::heroes::hero::{EventKind, Record, Sex};
use crate::i18n::Lang;
use crate::names::{self, Name, given};
use crate::reader::Fact;

#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Contradiction {
    Dates(Disorder),
    /// Younger than eighteen for certain on the day of joining.
    UnderAge,
    CapturedBeforeJoining,
    /// The text gives a field another value.
    SaidOtherwise {
        field: &'static str,
        at: Place,
    },
    /// The text gives an age at death that the dates do not.
    Age {
        said: u32,
        at: Place,
    },
    /// The text is about somebody of another name.
    OtherName {
        said: String,
        at: Place,
    },
    /// The verbs of the text tell another sex.
    OtherSex {
        at: Place,
    },
    /// The given name is one of the other sex.
    SexOfName,
    /// There was no such unit then, by its slug.
    UnitNotThen {
        unit: String,
    },
    /// The register has this settlement in other regions only, by their ISO codes.
    PlaceElsewhere {
        field: &'static str,
        settlement: String,
        regions: Vec<String>,
    },
    /// One place that is spelled in two ways.
    TwoSpellings {
        one: String,
        other: String,
    },
}

pub fn contradictions(record: &Record, readings: &[Reading]) -> Vec<Contradiction> {
    let mut found: Vec<_> = checks::disorders(record)
        .into_iter()
        .map(Contradiction::Dates)
        .collect();
    found.extend(of_service(record));
    if sex_of_given(&record.name.given)
        .zip(record.sex)
        .is_some_and(|(name, sex)| name != sex)
    {
        found.push(Contradiction::SexOfName);
    }
    for reading in readings {
        for (fact, number) in &reading.told {
            found.extend(against(record, fact, (reading.lang, *number)));
        }
        let sentences: Vec<String> = reading
            .sentences
            .iter()
            .map(|sentence| {
                let pieces = sentence.pieces.iter().map(|piece| piece.words.as_str());
                pieces.collect()
            })
            .collect();
        let mut after = false;
        for (number, words) in (1..).zip(&sentences) {
            let said = ages(words, after);
            after = tells_of_death(words);
            // Of several ages one may be of another day.
            let fits = said.iter().any(|said| may_be(record, *said));
            let wrong = said.first().filter(|_| !fits);
            found.extend(wrong.map(|said| Contradiction::Age {
                said: *said,
                at: (reading.lang, number),
            }));
        }
        if reading.lang == Lang::Uk {
            for number in of_the_other_sex(record, &sentences) {
                let at = (reading.lang, number);
                let told = Contradiction::OtherSex { at };
                if !found.contains(&told) {
                    found.push(told);
                }
            }
        }
    }
    found.dedup();
    found
}

fn of_service(record: &Record) -> Vec<Contradiction> {
    let mut found = Vec::new();
    let joined = record.service.iter().filter_map(|service| service.from);
    let Some(joined) = joined.min_by_key(Edtf::first) else {
        return found;
    };
    let oldest = joined
        .last()
        .zip(record.born.as_ref().and_then(Edtf::first))
        .and_then(|(joined, born)| joined.years_since(born));
    if oldest.is_some_and(|years| years < 18) {
        found.push(Contradiction::UnderAge);
    }
    let captured = record
        .events
        .iter()
        .filter(|event| event.kind == EventKind::Captivity);
    let early = captured
        .filter_map(|event| event.from.as_ref())
        .any(|captured| certainly_after(&joined, captured));
    if early {
        found.push(Contradiction::CapturedBeforeJoining);
    }
    found
}

fn against(record: &Record, fact: &Fact, at: Place) -> Option<Contradiction> {
    let otherwise = |field| Some(Contradiction::SaidOtherwise { field, at });
    match fact {
        Fact::Born(said) if record.born.as_ref().is_some_and(|known| apart(known, said)) => {
            otherwise("born")
        }
        Fact::Died(said) if record.died.as_ref().is_some_and(|known| apart(known, said)) => {
            otherwise("died")
        }
        Fact::Place(role, said) => {
            let known = record.place(*role)?.settlement.as_deref()?;
            let said = said.settlement.as_deref()?;
            (!one_place(known, said)).then_some(())?;
            otherwise(place_field(*role))
        }
        Fact::Name(said) => (!one_name(record, said)).then(|| Contradiction::OtherName {
            said: said.listed(),
            at,
        }),
        Fact::Sex(said) => record
            .sex
            .is_some_and(|known| known != *said)
            .then_some(Contradiction::OtherSex { at }),
        _ => None,
    }
}

fn apart(a: &Edtf, b: &Edtf) -> bool {
    certainly_after(a, b) || certainly_after(b, a)
}

/// Whether two spellings of a settlement may be one: they begin alike, in whichever alphabet and case.
fn one_place(a: &str, b: &str) -> bool {
    let keys = [a, b].map(names::fold);
    let shared = keys[0]
        .bytes()
        .zip(keys[1].bytes())
        .take_while(|(a, b)| a == b)
        .count();
    shared >= 4.min(keys[0].len()).min(keys[1].len())
}

/// Whether the text may name the person of the record: the family name sounds the same, and so does the given name, or is a
/// form of it.
fn one_name(record: &Record, said: &Name) -> bool {
    let latin = record.latin();
    let meet = |a: &str, b: &str| {
        let (a, b) = (names::folds(a), names::folds(b));
        a.iter().any(|key| b.contains(key))
    };
    let forms = |name: &str| {
        let groups: Vec<_> = given::groups(&names::fold(name))
            .iter()
            .map(|(group, _)| *group)
            .collect();
        groups
    };
    [&record.name, &latin].into_iter().any(|known| {
        let given = meet(&known.given, &said.given)
            || forms(&known.given)
                .iter()
                .any(|group| forms(&said.given).contains(group));
        meet(&known.family, &said.family) && given
    })
}

/// Whose name it is, when the table has it for one sex only.
fn sex_of_given(name: &str) -> Option<Sex> {
    let low = name.to_lowercase();
    let mut found = given::names()
        .filter(|(known, _)| known.to_lowercase() == low)
        .map(|(_, sex)| sex);
    let first = found.next()?;
    found.all(|sex| sex == first).then_some(first)
}

/// Whether the dates leave room for this age.
fn may_be(record: &Record, said: u32) -> bool {
    let (Some(born), Some(died)) = (&record.born, &record.died) else {
        return true;
    };
    let youngest = died
        .first()
        .zip(born.last())
        .and_then(|(died, born)| died.years_since(born));
    let oldest = died
        .last()
        .zip(born.first())
        .and_then(|(died, born)| died.years_since(born));
    youngest.is_none_or(|years| said >= years) && oldest.is_none_or(|years| said <= years)
}

#[cfg(test)]
mod tests {
    use std::collections::HashSet;

    use super::super::reading::readings;
    use super::*;
    use crate::heroes::hero::{Event, Service, Text};
    use crate::reference::Reference;

    fn record(story: &str) -> Record {
        Record {
            name: Name {
                family: "Лисюк".to_owned(),
                given: "Юрій".to_owned(),
                patronymic: None,
            },
            sex: Some(Sex::Male),
            born: "1996-05".parse().ok(),
            died: "2024-03-05".parse().ok(),
            biography: Text::uk(story),
            ..Record::default()
        }
    }

    fn found(record: &Record) -> Vec<Contradiction> {
        let reference = Reference::new(vec![], vec![], vec![], vec![]);
        contradictions(record, &readings(record, &reference, &HashSet::new()))
    }

    #[test]
    fn a_story_that_agrees_with_its_fields_says_nothing() {
        for story in [
            "Юрій Лисюк народився у травні 1996 року. Юрій загинув 5 березня 2024 року. Йому було 27.",
            "27-річний Юрій загинув навесні 2024 року.",
            "Загинув на 28-му році життя.",
            "Коли він загинув, його синові було 12 років.",
            "Юрій загинув у 27 років. Його чекала мати. Вона любила сина.",
            "У 18 років пішов до війська, загинув у 27 років.",
            "",
        ] {
            assert_eq!(found(&record(story)), [], "{story}");
        }
    }

    #[test]
    fn words_against_fields_are_found_with_their_sentence() {
        let at = (Lang::Uk, 1);
        for (story, expected) in [
            (
                "Юрій Лисюк загинув 6 березня 2024 року.",
                Contradiction::SaidOtherwise { field: "died", at },
            ),
            (
                "Юрій Лисюк народився 3 червня 1996 року.",
                Contradiction::SaidOtherwise { field: "born", at },
            ),
            (
                "Юрій загинув навесні, йому було 29.",
                Contradiction::Age { said: 29, at },
            ),
            (
                "Юрій загинув на Донеччині у віці 34 років.",
                Contradiction::Age { said: 34, at },
            ),
            (
                "Юрій загинув у тридцять чотири роки.",
                Contradiction::Age { said: 34, at },
            ),
            (
                "Юрій загинув навесні. Йому було тридцять чотири.",
                Contradiction::Age {
                    said: 34,
                    at: (Lang::Uk, 2),
                },
            ),
            ("Юрій приїхала додому.", Contradiction::OtherSex { at }),
            ("Вона любила рибалку.", Contradiction::OtherSex { at }),
            (
                "Степан Коваленко народився у травні 1996 року.",
                Contradiction::OtherName {
                    said: "Коваленко Степан".to_owned(),
                    at,
                },
            ),
        ] {
            assert!(
                found(&record(story)).contains(&expected),
                "{story}: {:?}",
                found(&record(story))
            );
        }
    }

    #[test]
    fn a_short_form_or_another_alphabet_is_the_same_name() {
        let told = record("Юрко Лисюк народився у травні 1996 року.");
        assert_eq!(found(&told), []);
        let mut told = record("");
        told.biography.en = Some("Yurii Lysiuk was born in May 1996.".to_owned());
        assert_eq!(found(&told), []);
    }

    #[test]
    fn verbs_and_names_of_the_other_sex_are_found() {
        let mut told =
            record("Юрій Лисюк народився у травні 1996 року. Він загинув 5 березня 2024 року.");
        told.sex = Some(Sex::Female);
        let found = found(&told);
        assert!(found.contains(&Contradiction::SexOfName), "{found:?}");
        assert!(
            found
                .iter()
                .any(|one| matches!(one, Contradiction::OtherSex { .. })),
            "{found:?}"
        );
    }

    #[test]
    fn joining_as_a_child_and_captivity_before_joining_are_found() {
        let mut told = record("");
        told.service = vec![Service {
            from: "2014-03".parse().ok(),
            ..Service::default()
        }];
        assert_eq!(found(&told), [Contradiction::UnderAge]);
        told.service[0].from = "2014-06".parse().ok();
        assert_eq!(found(&told), []);
        told.service[0].from = "2022-02-24".parse().ok();
        told.events = vec![Event {
            kind: EventKind::Captivity,
            from: "2021-05".parse().ok(),
            to: None,
            text: Text::default(),
        }];
        assert_eq!(found(&told), [Contradiction::CapturedBeforeJoining]);
    }
}
