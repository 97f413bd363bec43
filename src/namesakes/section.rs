//! The part of a story's review that says who may be the same person.

use super::queries::Candidate;
use super::reasons::{Said, said};
use super::who::Who;
use crate::heroes::hero::Photo;
use crate::heroes::telling::Telling;
use crate::i18n::dates::life_years;

/// Shown by `moderation/_namesakes.html`.
pub struct Section {
    /// Whom it is about, as a form sends it.
    pub itself: String,
    pub rows: Vec<Row>,
    /// Whether the story may be joined to one of them.
    pub can_join: bool,
}

/// Somebody who may be the same person.
pub struct Row {
    /// As a form sends it.
    pub who: String,
    pub is_story: bool,
    pub href: String,
    pub name: String,
    pub years: Option<String>,
    pub photo: Option<i32>,
    pub said: Said,
}

impl Section {
    pub fn of(telling: Telling<'_>, itself: Who, can_join: bool, found: &[Candidate]) -> Self {
        Self {
            itself: itself.to_string(),
            rows: found
                .iter()
                .map(|candidate| Row::of(telling, candidate))
                .collect(),
            can_join,
        }
    }
}

impl Row {
    fn of(
        telling: Telling<'_>,
        Candidate {
            who,
            likeness,
            record,
        }: &Candidate,
    ) -> Self {
        Self {
            who: who.to_string(),
            is_story: matches!(who, Who::Story(_)),
            href: address(*who),
            name: record.name.listed(),
            years: life_years(
                telling.lang(),
                record.born.as_ref(),
                record.died.as_ref(),
                record.sex,
                true,
            ),
            photo: record.photos.iter().find_map(Photo::id),
            said: said(telling.w, telling.reference, likeness),
        }
    }
}

/// Where the desk shows somebody.
pub fn address(who: Who) -> String {
    match who {
        Who::Life(id) => format!("/admin/heroes/{id}"),
        Who::Story(id) => format!("/admin/submissions/{id}"),
    }
}
