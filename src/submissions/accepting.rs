//! A fact read in a text, put into the boxes of the form once the family ticked it. What the family wrote stands: a box that
//! holds something is never written over.

use sha2::{Digest, Sha256};

use super::answers::{
    Answers, AwardRow, EventRow, MOST_AWARDS, MOST_EVENTS, MOST_QUOTES, MOST_SERVICES, QuoteRow,
    ServiceRow, Typed, TypedDate, TypedPlace,
};
use crate::dates::Edtf;
use crate::heroes::hero::{self, PlaceRole, Record, Text};
use crate::i18n::Lang;
use crate::reader::{Fact, Proposal};
use crate::reference::Reference;
use crate::units::unit;

/// A proposal's own word in a form: the same text gives the same words.
pub fn mark(proposal: &Proposal) -> String {
    hex::encode(&Sha256::digest(format!("{proposal:?}"))[..8])
}

/// What a record would hold that holds nothing but this fact: for saying it in words.
pub fn alone(fact: &Fact) -> Record {
    let mut record = Record::default();
    match fact.clone() {
        Fact::Name(name) => record.name = name,
        Fact::CallSign(words) => record.call_sign = Some(words),
        Fact::Sex(sex) => record.sex = Some(sex),
        Fact::Born(date) => record.born = Some(date),
        Fact::BornNote(words) => record.born_note = words,
        Fact::Died(date) => record.died = Some(date),
        Fact::Place(role, place) => *record.place_mut(role) = Some(place),
        Fact::Circumstances(how) => record.circumstances = Some(how),
        Fact::Service(service) => record.service.push(service),
        // As the boxes will hold it: no end that lies between two days.
        Fact::Event(event) => record.events.push(hero::Event {
            from: event.from.filter(|date| boxes(date).is_some()),
            to: event.to.filter(|date| boxes(date).is_some()),
            ..event
        }),
        Fact::Award(award) => record.awards.push(award),
        Fact::Quote(quote) => record.quotes.push(quote),
        Fact::Kin(kin) => record.kin.push(kin),
        Fact::Interests(words) => record.interests = words,
    }
    record
}

/// The answers with this fact in its boxes, in a story written in `lang`; none where they say it already, or something else.
pub fn with(answers: &Answers, fact: &Fact, lang: Lang, reference: &Reference) -> Option<Answers> {
    let mut new = answers.clone();
    let taken = match fact {
        // The name is what a story begins with; a text adds the patronymic to the same one.
        Fact::Name(name) => {
            let who = &mut new.who;
            let same = |typed: &str, read: &str| typed.trim().to_lowercase() == read.to_lowercase();
            let is_same = same(&who.family, &name.family) && same(&who.given, &name.given);
            is_same && fill(&mut who.patronymic, name.patronymic.as_deref())
        }
        Fact::CallSign(words) => fill(&mut new.who.call_sign, Some(words)),
        Fact::Sex(sex) => fill(&mut new.who.sex, Some(sex.word())),
        Fact::Born(date) => fill_date(&mut new.birth.born, date),
        Fact::BornNote(words) => fill_typed(&mut new.birth.note, words, lang),
        Fact::Died(date) => fill_date(&mut new.death.died, date),
        Fact::Place(role, place) => fill_place(
            match role {
                PlaceRole::Birth => &mut new.birth.place,
                PlaceRole::Home => &mut new.birth.home,
                PlaceRole::Death => &mut new.death.place,
                PlaceRole::Burial => &mut new.burial,
            },
            place,
        ),
        Fact::Circumstances(how) => fill(&mut new.death.circumstances, Some(how.word())),
        Fact::Service(service) => take_service(&mut new.service.rows, service, lang, reference),
        Fact::Event(event) => {
            let row = EventRow {
                kind: event.kind.word().to_owned(),
                from: event.from.as_ref().and_then(boxes).unwrap_or_default(),
                to: event.to.as_ref().and_then(boxes).unwrap_or_default(),
                text: typed(&event.text, lang),
            };
            push(&mut new.life.events, row, MOST_EVENTS)
        }
        Fact::Award(award) => {
            let known = award
                .award
                .as_deref()
                .and_then(|slug| reference.award(slug));
            let known = known.map(|known| match lang {
                Lang::Uk => known.name_uk.clone(),
                Lang::En => known.name_en.clone(),
            });
            let name = known.or_else(|| award.award_text.clone());
            let row = AwardRow {
                name: name.unwrap_or_default(),
                when: award.when.as_ref().and_then(boxes).unwrap_or_default(),
                posthumous: award.posthumous == Some(true),
            };
            let rows = &mut new.service.awards;
            let is_new = rows.iter().all(|known| known.name != row.name);
            is_new && push(rows, row, MOST_AWARDS)
        }
        Fact::Quote(quote) => {
            let row = QuoteRow {
                text: typed(&quote.text, lang),
                speaker: quote.speaker.clone().unwrap_or_default(),
                // A text says a name; whether its bearer agrees, the family says.
                named: false,
                relation: quote
                    .relation
                    .map(hero::Relation::word)
                    .unwrap_or_default()
                    .to_owned(),
            };
            let rows = &mut new.quote.rows;
            let is_new = rows.iter().all(|known| known.text != row.text);
            is_new && push(rows, row, MOST_QUOTES)
        }
        Fact::Kin(kin) => {
            let word = kin.relation.word().to_owned();
            let is_new = !new.quote.kin.contains(&word);
            new.quote.kin.push(word);
            is_new
        }
        Fact::Interests(words) => fill_typed(&mut new.story.interests, words, lang),
    };
    taken.then_some(new)
}

/// Whether the words came into the box: there were some, and it was empty.
fn fill(held: &mut String, words: Option<&str>) -> bool {
    match words {
        Some(words) if held.trim().is_empty() && !words.is_empty() => {
            words.clone_into(held);
            true
        }
        _ => false,
    }
}

fn fill_typed(held: &mut Typed, words: &Text, lang: Lang) -> bool {
    let words = typed(words, lang);
    let own = fill(&mut held.text, Some(&words.text));
    let other = fill(&mut held.other, Some(&words.other));
    own || other
}

fn fill_date(held: &mut TypedDate, date: &Edtf) -> bool {
    let Some(boxes) = boxes(date).filter(|_| *held == TypedDate::default()) else {
        return false;
    };
    *held = boxes;
    true
}

fn fill_place(held: &mut TypedPlace, place: &hero::Place) -> bool {
    if *held != TypedPlace::default() {
        return false;
    }
    let abroad = place.country.clone().filter(|code| code != "UA");
    *held = TypedPlace {
        meant: String::new(),
        settlement: place.settlement.clone().unwrap_or_default(),
        region: place.region.clone().or(abroad).unwrap_or_default(),
        near: place.near,
        cemetery: place.cemetery.clone().unwrap_or_default(),
        unknown: false,
    };
    *held != TypedPlace::default()
}

/// A sentence says the unit, another the day of joining: what one row can hold without a word of it changing is one row.
fn take_service(
    rows: &mut Vec<ServiceRow>,
    service: &hero::Service,
    lang: Lang,
    reference: &Reference,
) -> bool {
    let known = service
        .unit
        .as_deref()
        .and_then(|slug| reference.unit(slug));
    let unit = known.map(|known| unit::name(lang, known).to_owned());
    let new = ServiceRow {
        unit: unit
            .or_else(|| service.unit_text.clone())
            .unwrap_or_default(),
        rank: service.rank.clone().unwrap_or_default(),
        position: typed(&service.position, lang),
        from: service.from.as_ref().and_then(boxes).unwrap_or_default(),
        to: service.to.as_ref().and_then(boxes).unwrap_or_default(),
    };
    if new == ServiceRow::default() {
        return false;
    }
    let joined = |held: &ServiceRow| {
        Some(ServiceRow {
            unit: one_of(&held.unit, &new.unit)?,
            rank: one_of(&held.rank, &new.rank)?,
            position: one_of(&held.position, &new.position)?,
            from: one_of(&held.from, &new.from)?,
            to: one_of(&held.to, &new.to)?,
        })
    };
    for row in rows.iter_mut() {
        if let Some(both) = joined(row) {
            let is_new = both != *row;
            *row = both;
            return is_new;
        }
    }
    push(rows, new, MOST_SERVICES)
}

/// The one that says something, or either where both say the same.
fn one_of<T: Clone + Default + PartialEq>(held: &T, new: &T) -> Option<T> {
    if *new == T::default() || new == held {
        Some(held.clone())
    } else if *held == T::default() {
        Some(new.clone())
    } else {
        None
    }
}

/// Rows in which nothing is written give way.
fn push<T: Default + PartialEq>(rows: &mut Vec<T>, row: T, most: usize) -> bool {
    rows.retain(|row| *row != T::default());
    if row == T::default() || rows.contains(&row) || rows.len() >= most {
        return false;
    }
    rows.push(row);
    true
}

fn typed(text: &Text, lang: Lang) -> Typed {
    let (text, other) = match lang {
        Lang::Uk => (&text.uk, &text.en),
        Lang::En => (&text.en, &text.uk),
    };
    Typed {
        text: text.clone().unwrap_or_default(),
        other: other.clone().unwrap_or_default(),
    }
}

/// A day, a month or a year in the three boxes; none for what they cannot hold, such as some day between two.
fn boxes(date: &Edtf) -> Option<TypedDate> {
    let written = date.to_string();
    let about = written.ends_with('~');
    let mut parts = written.trim_end_matches('~').split('-');
    let mut digits = |length: usize| match parts.next() {
        None => Some(String::new()),
        Some(part) if part.len() == length && part.bytes().all(|b| b.is_ascii_digit()) => {
            Some(part.trim_start_matches('0').to_owned())
        }
        Some(_) => None,
    };
    let (year, month, day) = (digits(4)?, digits(2)?, digits(2)?);
    parts.next().is_none().then_some(TypedDate {
        day,
        month,
        year,
        unknown: false,
        about,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn date(written: &str) -> Edtf {
        written.parse().unwrap()
    }

    #[test]
    fn three_boxes_hold_a_day_a_month_or_a_year_and_nothing_else() {
        let held = |written: &str| {
            boxes(&date(written)).map(|held| {
                let about = if held.about { "~" } else { "" };
                [held.day, held.month, held.year].join(".") + about
            })
        };
        assert_eq!(held("2024-03-05").as_deref(), Some("5.3.2024"));
        assert_eq!(held("1996-05").as_deref(), Some(".5.1996"));
        assert_eq!(held("1996").as_deref(), Some("..1996"));
        assert_eq!(held("1996~").as_deref(), Some("..1996~"));
        for written in ["199X", "2022-08-09/2022-09-08", "../1990"] {
            assert_eq!(held(written), None, "{written}");
        }
    }

    #[test]
    fn what_the_family_wrote_is_never_written_over() {
        let reference = Reference::default();
        let mut answers = Answers::default();
        let died = Fact::Died(date("2024-03-05"));
        let with_it = with(&answers, &died, Lang::Uk, &reference).unwrap();
        assert_eq!(with_it.death.died.day, "5");
        assert_eq!(with(&with_it, &died, Lang::Uk, &reference), None);
        answers.death.died.year = "2023".to_owned();
        assert_eq!(with(&answers, &died, Lang::Uk, &reference), None);
        answers.who.call_sign = "Лис".to_owned();
        let other = Fact::CallSign("Вовк".to_owned());
        assert_eq!(with(&answers, &other, Lang::Uk, &reference), None);
    }

    #[test]
    fn one_service_told_in_two_sentences_is_one_row() {
        let reference = Reference::default();
        let joined = Fact::Service(hero::Service {
            from: Some(date("2022-02-24")),
            ..hero::Service::default()
        });
        let driver = Fact::Service(hero::Service {
            unit_text: Some("58 бригада".to_owned()),
            position: Text::uk("водій".to_owned()),
            ..hero::Service::default()
        });
        let other = Fact::Service(hero::Service {
            unit_text: Some("14 бригада".to_owned()),
            ..hero::Service::default()
        });
        let mut answers = Answers::default();
        answers.service.rows.push(ServiceRow::default());
        for fact in [&joined, &driver] {
            answers = with(&answers, fact, Lang::Uk, &reference).unwrap();
        }
        let [row] = answers.service.rows.as_slice() else {
            panic!("{:?}", answers.service.rows)
        };
        assert_eq!(
            (row.unit.as_str(), row.position.text.as_str()),
            ("58 бригада", "водій")
        );
        assert_eq!(row.from.year, "2022");
        assert_eq!(
            with(&answers, &driver, Lang::Uk, &reference),
            None,
            "it is there"
        );
        let answers = with(&answers, &other, Lang::Uk, &reference).unwrap();
        assert_eq!(answers.service.rows.len(), 2);
    }
}
