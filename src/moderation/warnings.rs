//! The checks on top of a story, each with what it found and where: contradictions, namesakes, units without a record, the day
//! its family chose.

use chrono::NaiveDate;

use super::checks::Disorder;
use super::contradictions::Contradiction;
use super::queries::Story;
use super::reading::Place;
use crate::heroes::telling::Telling;
use crate::i18n::Words;
use crate::namesakes::queries::Candidate;
use crate::places::settlement::region_name;
use crate::proofs;
use crate::proofs::proof::Answer;

/// A check and what it found; `found` is empty when all is well.
pub struct Warning {
    pub name: &'static str,
    pub found: Vec<Found>,
    pub fine: &'static str,
}

pub struct Found {
    pub words: String,
    pub href: Option<String>,
}

impl Found {
    fn plain(words: String) -> Self {
        Self { words, href: None }
    }
}

/// Where a sentence stands on the page.
pub fn anchor((lang, number): Place) -> String {
    format!("#s-{}-{number}", lang.code())
}

pub fn warnings(
    telling: Telling<'_>,
    story: &Story,
    namesakes: &[Candidate],
    wrong: &[Contradiction],
) -> Vec<Warning> {
    let w = telling.w;
    let unmatched = story
        .record
        .service
        .iter()
        .filter_map(|service| service.unit_text.clone())
        .map(Found::plain);
    let likely = (!namesakes.is_empty()).then(|| Found {
        words: w.namesakes_check_found(namesakes.len()),
        href: Some("#namesakes".to_owned()),
    });
    let tells_of_units = story
        .record
        .service
        .iter()
        .any(|service| service.unit.is_some() || service.unit_text.is_some());
    let mut found = vec![
        Warning {
            name: w.linter_contradictions(),
            found: wrong
                .iter()
                .map(|one| contradiction(telling, one))
                .collect(),
            fine: w.linter_contradictions_fine(),
        },
        Warning {
            name: w.namesakes_check(),
            found: likely.into_iter().collect(),
            fine: w.moderation_check_doubles_fine(),
        },
    ];
    if tells_of_units {
        found.push(Warning {
            name: w.moderation_check_units(),
            found: unmatched.collect(),
            fine: w.moderation_check_units_fine(),
        });
    }
    if let Some(day) = chosen_day(story) {
        found.push(Warning {
            name: w.proofs_chosen_day(),
            found: vec![Found::plain(w.proofs_earlier(proofs::show::said(w, day)))],
            fine: "",
        });
    }
    found
}

/// Whether anything was found that a moderator should have seen before publishing.
pub fn has_warnings(story: &Story, namesakes: &[Candidate], wrong: &[Contradiction]) -> bool {
    !wrong.is_empty() || !namesakes.is_empty() || chosen_day(story).is_some()
}

/// The day on which the family wants its page to appear.
pub fn chosen_day(story: &Story) -> Option<NaiveDate> {
    match story.proof.as_ref()?.answer.as_ref()? {
        Answer::Yes { publish_on, .. } => *publish_on,
        Answer::Wrong { .. } => None,
    }
}

fn contradiction(Telling { w, reference }: Telling<'_>, one: &Contradiction) -> Found {
    let said = |words: String, at: &Place| Found {
        words: format!("{words} ({})", w.linter_sentence(at.1)),
        href: Some(anchor(*at)),
    };
    match one {
        Contradiction::Dates(disorder) => Found::plain(disorder_name(w, *disorder).to_owned()),
        Contradiction::UnderAge => Found::plain(w.linter_under_age().to_owned()),
        Contradiction::CapturedBeforeJoining => Found::plain(w.linter_captured_early().to_owned()),
        Contradiction::UnitNotThen { unit } => {
            let telling = Telling { w, reference };
            let name = telling.whole_unit(unit).unwrap_or_else(|| unit.clone());
            Found::plain(w.linter_unit_not_then(name))
        }
        Contradiction::PlaceElsewhere {
            field,
            settlement,
            regions,
        } => {
            let names = regions.iter().filter_map(|iso| reference.region(iso));
            let names: Vec<&str> = names.map(|region| region_name(w.lang(), region)).collect();
            Found::plain(w.linter_place_elsewhere(
                w.moderation_field(*field),
                names.join(", "),
                settlement,
            ))
        }
        Contradiction::TwoSpellings { one, other } => {
            Found::plain(w.linter_two_spellings(one, other))
        }
        Contradiction::SexOfName => Found::plain(w.linter_sex_of_name().to_owned()),
        Contradiction::SaidOtherwise { field, at } => {
            said(w.linter_said_otherwise(w.moderation_field(*field)), at)
        }
        Contradiction::Age { said: years, at } => said(w.linter_age_said(*years), at),
        Contradiction::OtherName { said: name, at } => said(w.linter_other_name(name), at),
        Contradiction::OtherSex { at } => said(w.linter_other_sex().to_owned(), at),
    }
}

fn disorder_name(w: Words, disorder: Disorder) -> &'static str {
    match disorder {
        Disorder::DeathBeforeBirth => w.moderation_death_before_birth(),
        Disorder::UnlikelyAge => w.moderation_unlikely_age(),
        Disorder::ServiceAfterDeath => w.moderation_service_after_death(),
        Disorder::ServiceEndsBeforeItBegins => w.moderation_service_backwards(),
        Disorder::EventBeforeBirth => w.moderation_event_before_birth(),
        Disorder::EventAfterDeath => w.moderation_event_after_death(),
        Disorder::EventEndsBeforeItBegins => w.moderation_event_backwards(),
    }
}
