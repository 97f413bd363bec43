//! A record as a moderator reads it, field by field in words; and what differs between two of them.

use super::word_difference::words;
use crate::heroes::hero::{Photo, Place, PlaceRole, Record, Text};
use crate::heroes::telling::Telling;
use crate::i18n::typography::tidy;
use crate::i18n::{Lang, Words, dates};
use crate::names::Name;
use crate::units::unit;

/// One field of a record and all it says, a line for each thing. `field` is the record's own word for it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Fact {
    pub field: &'static str,
    pub lines: Vec<String>,
}

/// Every field that says something, in the order of the record.
pub fn facts(telling: Telling<'_>, record: &Record) -> Vec<Fact> {
    let w = telling.w;
    let lang = telling.lang();
    let mut facts = Vec::new();
    let mut put = |field: &'static str, lines: Vec<String>| {
        let lines: Vec<String> = lines.into_iter().filter(|line| !line.is_empty()).collect();
        if !lines.is_empty() {
            facts.push(Fact { field, lines });
        }
    };
    let day = |date: &crate::dates::Edtf| dates::day(lang, date);
    put("name", vec![written(&record.name)]);
    put("latin", record.latin.iter().map(written).collect());
    put(
        "stress",
        record
            .stress()
            .map(|stress| stress.on(&record.name).full())
            .into_iter()
            .collect(),
    );
    put("aliases", record.aliases.clone());
    put("call_sign", record.call_sign.iter().cloned().collect());
    put(
        "sex",
        record
            .sex
            .iter()
            .map(|sex| w.moderation_sex(*sex))
            .collect(),
    );
    put("born", record.born.iter().map(day).collect());
    put("born_note", both(&record.born_note));
    put("died", record.died.iter().map(day).collect());
    for role in PlaceRole::ALL {
        let field = match role {
            PlaceRole::Birth => "birth_place",
            PlaceRole::Home => "home_place",
            PlaceRole::Death => "death_place",
            PlaceRole::Burial => "burial_place",
        };
        put(
            field,
            record
                .place(role)
                .iter()
                .map(|known| place(telling, known))
                .collect(),
        );
    }
    put(
        "circumstances",
        record
            .circumstances
            .iter()
            .map(|how| w.submissions_circumstance(how.word()))
            .collect(),
    );
    let services = record.service.iter().map(|service| {
        let known = service
            .unit
            .as_deref()
            .and_then(|slug| telling.reference.unit(slug))
            .map(|known| tidy(lang, unit::name(lang, known)));
        let as_written = service
            .unit_text
            .as_ref()
            .map(|text| w.moderation_as_written(text));
        let rank = service
            .rank
            .as_deref()
            .and_then(|slug| telling.reference.rank(slug))
            .map(|rank| named(lang, &rank.name_uk, &rank.name_en));
        let span = dates::span(lang, service.from.as_ref(), service.to.as_ref());
        joined([
            known.or(as_written),
            rank.or_else(|| service.rank_text.clone()),
            Some(slashed(&service.position)),
            span,
        ])
    });
    put("service", services.collect());
    let events = record.events.iter().map(|event| {
        // One date alone is when it was, or when it began: it is said as it stands.
        let span = match (&event.from, &event.to) {
            (Some(from), None) => Some(dates::when(lang, from)),
            (from, to) => dates::span(lang, from.as_ref(), to.as_ref()),
        };
        joined([
            Some(w.submissions_event_kind(event.kind.word())),
            span,
            Some(slashed(&event.text)),
        ])
    });
    put("events", events.collect());
    put("interests", both(&record.interests));
    put("biography", paragraphs(&record.biography));
    let awards = record.awards.iter().map(|award| {
        let known = award
            .award
            .as_deref()
            .and_then(|slug| telling.reference.award(slug))
            .map(|known| named(lang, &known.name_uk, &known.name_en));
        let posthumous = award.posthumous.map(|after| {
            if after {
                w.moderation_posthumous()
            } else {
                w.moderation_in_life()
            }
            .to_owned()
        });
        joined([
            known.or_else(|| award.award_text.clone()),
            award.when.as_ref().map(day),
            posthumous,
        ])
    });
    put("awards", awards.collect());
    let quotes = record.quotes.iter().map(|quote| {
        let relation = quote
            .relation
            .map(|relation| w.submissions_relation(relation.word()));
        joined([Some(slashed(&quote.text)), quote.speaker.clone(), relation])
    });
    put("quotes", quotes.collect());
    put(
        "kin",
        record
            .kin
            .iter()
            .map(|kin| w.submissions_relation(kin.relation.word()))
            .collect(),
    );
    // Compared with another version, a picture is known by its own number.
    let photos = record.photos.iter();
    let named = |photo: &Photo| photo.id().map(|id| w.moderation_picture(id));
    put(
        "photos",
        photos
            .map(|photo| picture(photo, named(photo).or_else(|| photo.file.clone())))
            .collect(),
    );
    let sources = record
        .sources
        .iter()
        .map(|source| joined([source.title.clone(), source.url.clone()]));
    put("sources", sources.collect());
    let identifiers = record
        .identifiers
        .iter()
        .map(|one| format!("{}: {}", one.scheme().name(), one.value()));
    put("identifiers", identifiers.collect());
    put("external_id", record.external_id.iter().cloned().collect());
    facts
}

/// The pictures as their family and the review count them, by their places.
pub fn pictures(w: Words, record: &Record) -> Vec<String> {
    let placed = (1..).zip(&record.photos);
    placed
        .map(|(place, photo)| picture(photo, Some(w.moderation_picture(place))))
        .collect()
}

fn picture(photo: &Photo, name: Option<String>) -> String {
    joined([
        name,
        Some(slashed(&photo.caption)),
        photo.credit.clone(),
        photo.year.map(|year| year.to_string()),
    ])
}

fn written(name: &Name) -> String {
    joined_by(
        " ",
        [
            Some(name.family.clone()),
            Some(name.given.clone()),
            name.patronymic.clone(),
        ],
    )
}

fn place(telling: Telling<'_>, place: &Place) -> String {
    let region = place.region.as_deref().map(|iso| {
        telling.reference.region(iso).map_or_else(
            || iso.to_owned(),
            |known| named(telling.lang(), &known.name_uk, &known.name_en),
        )
    });
    let settlement = place.settlement.as_ref().map(|name| {
        if place.near {
            telling.w.submissions_near(name)
        } else {
            name.clone()
        }
    });
    let country = place
        .country
        .as_deref()
        .filter(|code| *code != "UA")
        .map(|code| crate::regions::country::name(telling.lang(), code).to_owned());
    joined([settlement, region, country, place.cemetery.clone()])
}

fn named(lang: Lang, uk: &str, en: &str) -> String {
    match lang {
        Lang::Uk => uk,
        Lang::En => en,
    }
    .to_owned()
}

/// Both languages as lines of their own, so that a change in one of them is seen as such.
fn both(text: &Text) -> Vec<String> {
    [&text.uk, &text.en]
        .into_iter()
        .flatten()
        .cloned()
        .collect()
}

fn paragraphs(text: &Text) -> Vec<String> {
    both(text)
        .iter()
        .flat_map(|text| text.lines())
        .map(|line| line.trim().to_owned())
        .collect()
}

fn slashed(text: &Text) -> String {
    joined_by(" / ", [text.uk.clone(), text.en.clone()])
}

fn joined<const N: usize>(parts: [Option<String>; N]) -> String {
    joined_by(" · ", parts)
}

fn joined_by<const N: usize>(between: &str, parts: [Option<String>; N]) -> String {
    parts
        .into_iter()
        .flatten()
        .filter(|part| !part.is_empty())
        .collect::<Vec<_>>()
        .join(between)
}

/// What happened to a field between two records.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Difference {
    pub field: &'static str,
    pub lines: Vec<(Change, String)>,
}

impl Difference {
    /// The lines as a page tells them, in runs of what went, what came and (`None`) what was kept: a text word by word,
    /// anything else a line at a time.
    pub fn told(&self) -> Vec<Vec<(Option<Change>, String)>> {
        let whole = |(change, line): &(Change, String)| vec![(Some(*change), line.clone())];
        if !matches!(self.field, "biography" | "interests" | "born_note") {
            return self.lines.iter().map(whole).collect();
        }
        let mut told = Vec::new();
        let mut rest = self.lines.as_slice();
        while !rest.is_empty() {
            // A paragraph that was rewritten is one that went where another came.
            let went = rest.iter().take_while(|(change, _)| !change.is_added());
            let (went, after) = rest.split_at(went.count());
            let came = after.iter().take_while(|(change, _)| change.is_added());
            let (came, after) = after.split_at(came.count());
            let both = went.len().min(came.len());
            for ((_, before), (_, after)) in went.iter().zip(came) {
                told.push(words(before, after));
            }
            told.extend(went[both..].iter().chain(&came[both..]).map(whole));
            rest = after;
        }
        told
    }
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Change {
    Removed,
    Added,
}

impl Change {
    pub fn is_added(self) -> bool {
        self == Self::Added
    }
}

/// The fields that differ, each with the lines that went and the lines that came, in order.
pub fn differences(before: &[Fact], after: &[Fact]) -> Vec<Difference> {
    let mut fields: Vec<&'static str> = after.iter().chain(before).map(|fact| fact.field).collect();
    let mut seen = Vec::new();
    fields.retain(|field| {
        !seen.contains(field) && {
            seen.push(field);
            true
        }
    });
    let lines = |facts: &[Fact], field| {
        facts
            .iter()
            .find(|fact| fact.field == field)
            .map(|fact| fact.lines.clone())
            .unwrap_or_default()
    };
    fields
        .into_iter()
        .map(|field| Difference {
            field,
            lines: changed(&lines(before, field), &lines(after, field)),
        })
        .filter(|difference| !difference.lines.is_empty())
        .collect()
}

/// Lines kept in their order in both are left out (longest common subsequence). Very long lists are compared whole.
fn changed(before: &[String], after: &[String]) -> Vec<(Change, String)> {
    let whole = before.len() * after.len() > 250_000;
    let mut common = vec![vec![0_u32; after.len() + 1]; if whole { 1 } else { before.len() + 1 }];
    if !whole {
        for (i, old) in before.iter().enumerate().rev() {
            for (j, new) in after.iter().enumerate().rev() {
                common[i][j] = if old == new {
                    common[i + 1][j + 1] + 1
                } else {
                    common[i + 1][j].max(common[i][j + 1])
                };
            }
        }
    }
    let (mut i, mut j, mut lines) = (0, 0, Vec::new());
    while i < before.len() || j < after.len() {
        let same = i < before.len() && j < after.len() && before[i] == after[j];
        if same && !whole {
            (i, j) = (i + 1, j + 1);
        } else if i < before.len()
            && (j == after.len() || whole || common[i + 1][j] >= common[i][j + 1])
        {
            lines.push((Change::Removed, before[i].clone()));
            i += 1;
        } else {
            lines.push((Change::Added, after[j].clone()));
            j += 1;
        }
    }
    lines
}

#[cfg(test)]
mod tests {
    use super::*;

    fn fact(field: &'static str, lines: &[&str]) -> Fact {
        Fact {
            field,
            lines: lines.iter().map(|line| (*line).to_owned()).collect(),
        }
    }

    #[test]
    fn only_what_changed_is_said() {
        let before = [
            fact("name", &["Лисюк Юрій"]),
            fact("biography", &["а", "б", "в"]),
            fact("born", &["1995"]),
        ];
        let after = [
            fact("name", &["Лисюк Юрій"]),
            fact("biography", &["а", "г", "в"]),
            fact("died", &["2024"]),
        ];
        let line = |change, words: &str| (change, words.to_owned());
        assert_eq!(
            differences(&before, &after),
            [
                Difference {
                    field: "biography",
                    lines: vec![line(Change::Removed, "б"), line(Change::Added, "г")]
                },
                Difference {
                    field: "died",
                    lines: vec![line(Change::Added, "2024")]
                },
                Difference {
                    field: "born",
                    lines: vec![line(Change::Removed, "1995")]
                },
            ]
        );
        assert_eq!(differences(&after, &after), []);
    }
    #[test]
    fn a_rewritten_paragraph_is_told_word_by_word_and_a_date_whole() {
        let change = |field| Difference {
            field,
            lines: vec![
                (Change::Removed, "Любив футбол і ліс.".to_owned()),
                (Change::Added, "Любив футбол і поле.".to_owned()),
                (Change::Added, "Ще одне.".to_owned()),
            ],
        };
        let runs = |field| {
            change(field)
                .told()
                .iter()
                .map(Vec::len)
                .collect::<Vec<_>>()
        };
        assert_eq!(runs("biography"), [3, 1]);
        assert_eq!(runs("quotes"), [1, 1, 1]);
    }
}
