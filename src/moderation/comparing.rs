//! What a story tells beside what a public page says, fact by fact, in words.

use std::collections::HashMap;

use super::facts::facts;
use super::joining::{self, Choice, Choices};
use super::queries::Story;
use crate::error::AppError;
use crate::heroes::hero::Record;
use crate::heroes::telling::Telling;

/// What a story tells beside what a public page says.
pub struct Comparison {
    pub hero_id: i32,
    pub name: String,
    /// None when the page was taken down meanwhile.
    pub page: Option<Compared>,
}

impl Comparison {
    /// With what was chosen on the page before, where it still can be.
    pub fn with(mut self, chosen: &Choices) -> Self {
        for row in self.page.iter_mut().flat_map(|page| &mut page.rows) {
            if let Some(choice) = chosen.get(&row.field)
                && row.choices.contains(choice)
            {
                row.offered = *choice;
            }
        }
        self
    }
}

pub struct Compared {
    pub version: i32,
    pub rows: Vec<Row>,
}

/// One fact that was told and is not on the page so.
pub struct Row {
    pub field: String,
    pub now: Vec<String>,
    pub told: Vec<String>,
    pub choices: Vec<Choice>,
    pub offered: Choice,
}

/// The facts in which a story and the page it is about differ, in words.
pub fn comparison(telling: Telling<'_>, story: &Story) -> Result<Option<Comparison>, AppError> {
    let Some(about) = &story.about else {
        return Ok(None);
    };
    let Some(page) = &about.page else {
        return Ok(Some(Comparison {
            hero_id: about.hero_id,
            name: story.record.name.listed(),
            page: None,
        }));
    };
    let lines = |record: &Record| -> HashMap<&'static str, Vec<String>> {
        let facts = facts(telling, record).into_iter();
        facts.map(|fact| (fact.field, fact.lines)).collect()
    };
    let (now, told) = (lines(&page.record), lines(&story.record));
    let said = |known: &HashMap<_, Vec<String>>, field: &str| -> Vec<String> {
        known.get(field).cloned().unwrap_or_default()
    };
    let rows = joining::differences(&page.record, &story.record, story.chosen())
        .map_err(AppError::internal)?
        .into_iter()
        .map(|difference| Row {
            now: said(&now, &difference.field),
            told: said(&told, &difference.field),
            field: difference.field,
            choices: difference.choices,
            offered: difference.offered,
        })
        .collect();
    Ok(Some(Comparison {
        hero_id: about.hero_id,
        name: page.record.name.listed(),
        page: Some(Compared {
            version: page.version,
            rows,
        }),
    }))
}
