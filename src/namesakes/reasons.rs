//! What speaks for and against two being one person, in words.

use super::likeness::{Dated, Likeness, Reason};
use crate::heroes::hero::PlaceRole;
use crate::i18n::{Lang, Words};
use crate::reference::Reference;
use crate::units::unit;

/// Reasons as a page shows them.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Said {
    pub score: i32,
    pub reasons: Vec<String>,
    pub against: Vec<String>,
}

pub fn said(w: Words, reference: &Reference, likeness: &Likeness) -> Said {
    Said {
        score: likeness.score,
        reasons: likeness
            .reasons
            .iter()
            .map(|reason| speaks_for(w, reference, reason))
            .collect(),
        against: likeness
            .against
            .iter()
            .map(|reason| speaks_against(w, reference, reason))
            .collect(),
    }
}

/// A reason that was kept in English, in the words of another language; as it was kept where its words are no reason's.
pub fn from_english(w: Words, reference: &Reference, kept: &str) -> String {
    let english = Words::new(Lang::En);
    if let Some(slug) = kept.strip_prefix(english.namesakes_reason_unit(String::new()).as_str()) {
        return speaks_for(w, reference, &Reason::Unit(slug.to_owned()));
    }
    if kept == english.namesakes_reason_other_patronymic() {
        return w.namesakes_reason_other_patronymic().to_owned();
    }
    let plain = [
        Reason::Name,
        Reason::NameForm,
        Reason::OtherSpelling,
        Reason::Patronymic,
        Reason::UnitText,
        Reason::BirthRegion,
        Reason::CallSign,
        Reason::Picture,
        Reason::LikePicture,
    ];
    plain
        .into_iter()
        .chain(PlaceRole::ALL.map(Reason::Place))
        .chain(Dated::ALL.map(Reason::Born))
        .chain(Dated::ALL.map(Reason::Died))
        .find(|reason| speaks_for(english, reference, reason) == kept)
        .map_or_else(
            || kept.to_owned(),
            |reason| speaks_for(w, reference, &reason),
        )
}

fn speaks_for(w: Words, reference: &Reference, reason: &Reason) -> String {
    let plain = match reason {
        Reason::Name => w.namesakes_reason_name(),
        Reason::NameForm => w.namesakes_reason_name_form(),
        Reason::OtherSpelling => w.namesakes_reason_other_spelling(),
        Reason::Patronymic => w.namesakes_reason_patronymic(),
        Reason::Born(dated) => return w.namesakes_reason_born(dated.word()),
        Reason::Died(dated) => return w.namesakes_reason_died(dated.word()),
        Reason::Unit(slug) => {
            let known = reference
                .unit(slug)
                .map(|known| unit::name(w.lang(), known).to_owned());
            return w.namesakes_reason_unit(known.unwrap_or_else(|| slug.clone()));
        }
        Reason::UnitText => w.namesakes_reason_unit_text(),
        Reason::Place(role) => return w.namesakes_reason_place(role.word()),
        Reason::BirthRegion => w.namesakes_reason_birth_region(),
        Reason::CallSign => w.namesakes_reason_call_sign(),
        Reason::Picture => w.namesakes_reason_picture(),
        Reason::LikePicture => w.namesakes_reason_like_picture(),
    };
    plain.to_owned()
}

fn speaks_against(w: Words, reference: &Reference, reason: &Reason) -> String {
    match reason {
        Reason::Patronymic => w.namesakes_reason_other_patronymic().to_owned(),
        other => speaks_for(w, reference, other),
    }
}
