//! What narrows the queue, as the page shows it: the boxes, and what is chosen as words that can be taken back.

use diesel::{QueryResult, SqliteConnection};

use super::queries::{self, Eyes, Tab};
use super::wanted::{AGES, Choice, Tells, Wanted};
use crate::heroes::telling::Telling;
use crate::i18n::{Lang, Words};
use crate::reference::Reference;

/// How many stories there are, and how many there would be without each of the choices.
pub struct Counts {
    found: i64,
    without: Vec<(Choice, i64)>,
}

impl Counts {
    pub fn of(
        conn: &mut SqliteConnection,
        wanted: &Wanted,
        tab: Tab,
        eyes: Eyes,
    ) -> QueryResult<Self> {
        let mut without = Vec::new();
        for choice in wanted.chosen() {
            let count = queries::count(conn, &wanted.without(choice), tab, eyes)?;
            without.push((choice, count));
        }
        Ok(Self {
            found: queries::count(conn, wanted, tab, eyes)?,
            without,
        })
    }
}

/// One of several: its value, its name, whether it is chosen.
pub type Choices = Vec<(String, String, bool)>;

pub struct Narrowing {
    pub found: String,
    /// What is chosen, where the queue is without it, and how many stories that is.
    pub chosen: Vec<(String, String, i64)>,
    pub clear: String,
    /// What else the form keeps: the state.
    pub state: Option<&'static str>,
    pub regions: Choices,
    pub units: Choices,
    pub kinds: Choices,
    pub languages: Choices,
    pub ages: Choices,
    pub light: bool,
    /// Whether the reader cares for some regions or units, and sees only those.
    pub cares: bool,
    pub mine: bool,
    /// What goes with «next».
    pub pairs: Vec<(&'static str, String)>,
}

impl Narrowing {
    pub fn of(
        w: Words,
        reference: &Reference,
        wanted: Wanted,
        tab: Tab,
        counts: Counts,
        cares: bool,
    ) -> Self {
        let telling = Telling { w, reference };
        let chosen = counts.without.iter().map(|(choice, count)| {
            let address = wanted.without(*choice).address(tab.word());
            (name(telling, &wanted, *choice), address, *count)
        });
        let is = |chosen: Option<&str>, value: &str| chosen == Some(value);
        // In the order of the list itself: by number.
        let units: Choices = reference
            .units
            .iter()
            .filter_map(|unit| {
                let is_chosen = is(wanted.unit.as_deref(), &unit.slug);
                Some((
                    unit.slug.clone(),
                    telling.short_unit(&unit.slug)?,
                    is_chosen,
                ))
            })
            .collect();
        Self {
            found: w.queue_found(counts.found),
            chosen: chosen.collect(),
            clear: Wanted::default().address(tab.word()),
            state: (tab != Tab::Waiting).then(|| tab.word()),
            regions: reference
                .regions
                .iter()
                .map(|region| {
                    let name = region_name(telling, &region.iso);
                    let is_chosen = is(wanted.region.as_deref(), &region.iso);
                    (region.iso.clone(), name, is_chosen)
                })
                .collect(),
            units,
            kinds: Tells::ALL
                .into_iter()
                .map(|tells| {
                    let word = tells.word();
                    let is_chosen = wanted.tells == Some(tells);
                    (word.to_owned(), w.queue_kind(word), is_chosen)
                })
                .collect(),
            languages: [("uk", w.common_uk()), ("en", w.common_en())]
                .into_iter()
                .map(|(code, name)| {
                    let is_chosen = is(wanted.language.as_deref(), code);
                    (code.to_owned(), name.to_owned(), is_chosen)
                })
                .collect(),
            ages: AGES
                .into_iter()
                .map(|days| {
                    let is_chosen = wanted.days == Some(days);
                    (days.to_string(), w.queue_days(days), is_chosen)
                })
                .collect(),
            light: wanted.light,
            cares,
            mine: wanted.mine,
            pairs: wanted.pairs(),
        }
    }
}

fn region_name(telling: Telling<'_>, iso: &str) -> String {
    telling.reference.region(iso).map_or_else(
        || iso.to_owned(),
        |region| match telling.lang() {
            Lang::Uk => region.name_uk.clone(),
            Lang::En => region.name_en.clone(),
        },
    )
}

fn name(telling: Telling<'_>, wanted: &Wanted, choice: Choice) -> String {
    let w = telling.w;
    match choice {
        Choice::Region => region_name(telling, wanted.region.as_deref().unwrap_or_default()),
        Choice::Unit => {
            let slug = wanted.unit.as_deref().unwrap_or_default();
            telling.short_unit(slug).unwrap_or_else(|| slug.to_owned())
        }
        Choice::Tells => w.queue_kind(wanted.tells.map_or("", Tells::word)),
        Choice::Language => match wanted.language.as_deref() {
            Some("en") => w.common_en().to_owned(),
            _ => w.common_uk().to_owned(),
        },
        Choice::Days => format!(
            "{} {}",
            w.queue_age(),
            w.queue_days(wanted.days.unwrap_or_default())
        ),
        Choice::Light => w.queue_light().to_owned(),
        Choice::Mine => w.queue_mine().to_owned(),
    }
}
