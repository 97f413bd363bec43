//! A place of a record that everyone would read and perhaps should not; and the record without it. The program only finds
//! and proposes: for each finding a person says whether it is hidden or stands.

use std::ops::Range;

use serde_json::Value;
use sha2::{Digest, Sha256};

use super::{passages, people};
use crate::heroes::hero::{Photo, Record, Relation};

/// Why a passage should not be read by everyone.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Kind {
    Address,
    Phone,
    Mail,
    Card,
    /// A place on the map to a house or a position: degrees, or a military grid.
    Coordinates,
    /// The number of a military unit: А0000, в/ч 0000.
    UnitCode,
    /// A passport, a tax number, a dog tag.
    Document,
    /// The name of a child.
    Child,
    /// The name or the call sign of a comrade who may be alive and serve.
    Comrade,
    /// Somebody who is missing or captive: words about them can hurt them.
    Missing,
    /// A picture, on which there may be others: asked of each, for the program does not know faces.
    Face,
}

impl Kind {
    pub const ALL: [Self; 11] = [
        Self::Address,
        Self::Phone,
        Self::Mail,
        Self::Card,
        Self::Coordinates,
        Self::UnitCode,
        Self::Document,
        Self::Child,
        Self::Comrade,
        Self::Missing,
        Self::Face,
    ];

    pub fn word(self) -> &'static str {
        match self {
            Self::Address => "address",
            Self::Phone => "phone",
            Self::Mail => "mail",
            Self::Card => "card",
            Self::Coordinates => "coordinates",
            Self::UnitCode => "unit-code",
            Self::Document => "document",
            Self::Child => "child",
            Self::Comrade => "comrade",
            Self::Missing => "missing",
            Self::Face => "face",
        }
    }

    /// Whether it is somebody's name, which an initial can stand for.
    fn is_a_name(self) -> bool {
        matches!(self, Self::Child | Self::Comrade | Self::Missing)
    }
}

/// One finding. The same words of the same kind are one, wherever they stand.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Finding {
    pub kind: Kind,
    /// The words that were found; the number of a picture.
    pub words: String,
    /// Where in the record, as JSON pointers (RFC 6901), in order: `/biography/uk`.
    pub places: Vec<String>,
    /// What a person's word about it is remembered by: of the kind and the words, so that other edits do not touch it.
    pub mark: String,
}

impl Finding {
    fn new(kind: Kind, words: &str) -> Self {
        Self {
            kind,
            words: words.to_owned(),
            places: Vec::new(),
            mark: mark(kind, words),
        }
    }

    /// The field of the record where it stands first: `biography`.
    pub fn field(&self) -> &str {
        let first = self.places.first().map_or("", String::as_str);
        first.split('/').nth(1).unwrap_or_default()
    }

    /// The number of the picture that is asked about.
    pub fn photo(&self) -> Option<i32> {
        (self.kind == Kind::Face)
            .then(|| self.words.parse().ok())
            .flatten()
    }
}

/// By what a person's word about these words is remembered: 16 hexadecimal digits.
pub fn mark(kind: Kind, words: &str) -> String {
    let digest = Sha256::digest(format!("{}\n{words}", kind.word()));
    hex::encode(&digest[..8])
}

/// Every finding of a record, in the order of its fields.
pub fn findings(record: &Record) -> Vec<Finding> {
    let mut found: Vec<Finding> = Vec::new();
    let mut put = |kind: Kind, words: &str, place: &str| {
        let one = Finding::new(kind, words);
        let known = found.iter().position(|known| known.mark == one.mark);
        let at = known.unwrap_or(found.len());
        if known.is_none() {
            found.push(one);
        }
        if !found[at].places.iter().any(|known| known == place) {
            found[at].places.push(place.to_owned());
        }
    };
    let Ok(fields) = serde_json::to_value(record) else {
        return Vec::new();
    };
    let own = people::Own::of(record);
    for (place, text) in texts(&fields) {
        for (kind, range) in all(&text, &own) {
            put(kind, &text[range], &place);
        }
    }
    for (at, quote) in record.quotes.iter().enumerate() {
        // Whoever served beside him and speaks may serve still.
        let served = matches!(
            quote.relation,
            Some(Relation::Comrade | Relation::Commander | Relation::Colleague)
        );
        if let Some(speaker) = quote.speaker.as_deref().filter(|_| served) {
            put(Kind::Comrade, speaker, &format!("/quotes/{at}/speaker"));
        }
    }
    for (at, photo) in record.photos.iter().enumerate() {
        if let Some(id) = photo.id() {
            put(Kind::Face, &id.to_string(), &format!("/photos/{at}"));
        }
    }
    found
}

/// What a change would show to everyone that was not found before it: going back to an old version brings such things back.
pub fn raised(before: &Record, after: &Record) -> Vec<Finding> {
    let known: std::collections::HashSet<String> = findings(before)
        .into_iter()
        .map(|finding| finding.mark)
        .collect();
    let mut raised = findings(after);
    raised.retain(|finding| !known.contains(&finding.mark));
    raised
}

/// What of one text is found, in order; nothing twice.
pub fn all(text: &str, own: &people::Own) -> Vec<(Kind, Range<usize>)> {
    let mut found = passages::passages(text);
    found.extend(people::people(text, own));
    found.sort_by_key(|(_, range)| (range.start, std::cmp::Reverse(range.end)));
    let mut reached = 0;
    found.retain(|(_, range)| {
        let apart = range.start >= reached;
        reached = reached.max(range.end);
        apart
    });
    found
}

/// Fields whose words everyone reads.
const READ: [&str; 14] = [
    "biography",
    "interests",
    "born_note",
    "quotes",
    "events",
    "service",
    "photos",
    "sources",
    "awards",
    "aliases",
    "birth_place",
    "home_place",
    "death_place",
    "burial_place",
];
/// Keys whose words come from lists, not from people's hands.
const LISTED: [&str; 13] = [
    "file", "unit", "rank", "award", "relation", "kind", "from", "to", "when", "url", "year",
    "region", "country",
];

/// Every text that people wrote, with its JSON pointer, in the order of the record.
fn texts(fields: &Value) -> Vec<(String, String)> {
    let mut found = Vec::new();
    for field in READ {
        if let Some(value) = fields.get(field) {
            gather(&format!("/{field}"), value, &mut found);
        }
    }
    found
}

fn gather(place: &str, value: &Value, found: &mut Vec<(String, String)>) {
    match value {
        Value::String(text) => found.push((place.to_owned(), text.clone())),
        Value::Array(rows) => {
            for (at, row) in rows.iter().enumerate() {
                gather(&format!("{place}/{at}"), row, found);
            }
        }
        Value::Object(keys) => {
            for (key, value) in keys {
                if !LISTED.contains(&key.as_str()) {
                    gather(&format!("{place}/{key}"), value, found);
                }
            }
        }
        Value::Null | Value::Bool(_) | Value::Number(_) => {}
    }
}

/// The record without what was found: a picture is left out, a name becomes its initial, an address goes with the word
/// that leads to it, and dots in brackets stand for anything else. A text that would say nothing is left out whole.
///
/// # Errors
/// When the record does not survive it, which no record that [`findings`] was made of does.
pub fn hidden(record: &Record, finding: &Finding) -> Result<Record, serde_json::Error> {
    let mut hidden = record.clone();
    if let Some(id) = finding.photo() {
        hidden.photos.retain(|photo| Photo::id(photo) != Some(id));
        return Ok(hidden);
    }
    let mut fields = serde_json::to_value(&hidden)?;
    for place in &finding.places {
        let Some(text) = fields.pointer_mut(place) else {
            continue;
        };
        let without = text
            .as_str()
            .map(|words| without(words, finding))
            .unwrap_or_default();
        *text = if without.chars().any(char::is_alphanumeric) {
            without.into()
        } else {
            Value::Null
        };
    }
    // An alias that is nothing any more is none.
    if let Some(Value::Array(aliases)) = fields.get_mut("aliases") {
        aliases.retain(|alias| !alias.is_null());
    }
    // A place of which nothing else was said is none.
    for field in READ.iter().filter(|field| field.ends_with("_place")) {
        let said = fields.get(*field).and_then(Value::as_object);
        if said.is_some_and(|place| place.values().all(|value| !value.is_string())) {
            fields[*field] = Value::Null;
        }
    }
    serde_json::from_value(fields)
}

/// A text without the words that were found, everywhere in it.
pub fn without(text: &str, finding: &Finding) -> String {
    let mut out = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(at) = rest.find(&finding.words) {
        let (before, after) = (&rest[..at], &rest[at + finding.words.len()..]);
        let stands = |c: Option<char>| c.is_none_or(|c| !c.is_alphanumeric());
        let whole = stands(before.chars().next_back()) && stands(after.chars().next());
        out.push_str(before);
        rest = after;
        if !whole {
            out.push_str(&finding.words);
        } else if finding.kind.is_a_name() {
            out.push_str(&initials(&finding.words));
            // «М..» at the end of a sentence is one full stop.
            if out.ends_with('.') && rest.starts_with('.') {
                rest = &rest[1..];
            }
        } else if finding.kind == Kind::Address {
            led(&mut out);
            if let Some(comma) = rest.strip_prefix(',') {
                rest = comma;
            }
            if out.is_empty() || out.ends_with(' ') {
                rest = rest.trim_start_matches(' ');
            }
            if rest.starts_with(['.', ';', '!', '?', ')']) || rest.is_empty() {
                let end = out.trim_end_matches([' ', ',']).len();
                out.truncate(end);
            }
        } else {
            out.push_str("[…]");
        }
    }
    out.push_str(rest);
    out
}

/// Takes the preposition off that led to what is not there any more: «жили на» becomes «жили».
fn led(out: &mut String) {
    const LEAD: [&str; 14] = [
        "на",
        "у",
        "в",
        "по",
        "з",
        "за",
        "із",
        "до",
        "біля",
        "адресою",
        "at",
        "on",
        "in",
        "from",
    ];
    loop {
        let trimmed = out.trim_end_matches([' ', '\u{a0}']);
        let word = trimmed
            .rsplit([' ', '\u{a0}', '\n'])
            .next()
            .unwrap_or_default();
        if !LEAD.contains(&word) {
            break;
        }
        let end = trimmed.len() - word.len();
        out.truncate(end);
    }
}

/// «Максима Коваля» is «М. К.»; a call sign in quotation marks, and what is no name, is dots.
fn initials(words: &str) -> String {
    let is_a_name = |word: &str| word.starts_with(char::is_uppercase);
    if !words.split_whitespace().all(is_a_name) {
        return "[…]".to_owned();
    }
    let letters = words.split_whitespace().filter_map(|word| {
        let first = word.chars().next()?;
        Some(format!("{first}."))
    });
    letters.collect::<Vec<_>>().join("\u{a0}")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::heroes::hero::{Quote, Text};
    use crate::names::Name;

    fn record(biography: &str) -> Record {
        Record {
            name: Name {
                family: "Лисюк".to_owned(),
                given: "Юрій".to_owned(),
                patronymic: None,
            },
            biography: Text::uk(biography),
            ..Record::default()
        }
    }

    /// The biography after everything that is found was hidden.
    fn cleaned(text: &str) -> String {
        let mut record = record(text);
        for finding in findings(&record) {
            record = hidden(&record, &finding).unwrap();
        }
        record.biography.uk.unwrap_or_default()
    }

    #[test]
    fn hiding_leaves_a_sentence_that_reads() {
        for (text, left) in [
            (
                "До війни ми жили на вулиці Садовій, 14, у його батьків.",
                "До війни ми жили у його батьків.",
            ),
            (
                "Ми жили на вулиці Садовій, 14. Було добре.",
                "Ми жили. Було добре.",
            ),
            ("Дзвоніть 067 123 45 67 увечері.", "Дзвоніть […] увечері."),
            ("Він виховував сина Максима.", "Він виховував сина М."),
            (
                "Лишилися діти: Марія й Андрій, його радість.",
                "Лишилися діти: М. й А., його радість.",
            ),
        ] {
            assert_eq!(cleaned(text), left);
        }
    }

    #[test]
    fn an_address_in_the_field_of_a_place_is_found_too() {
        let mut record = record("Юрій любив ліс.");
        let home = |settlement: &str| {
            Some(crate::heroes::hero::Place {
                settlement: Some(settlement.to_owned()),
                ..Default::default()
            })
        };
        record.home_place = home("Полтава, вул. Садова, 14");
        let found = findings(&record);
        assert_eq!(found.len(), 1);
        assert_eq!(
            (found[0].kind, found[0].field()),
            (Kind::Address, "home_place")
        );
        let left = hidden(&record, &found[0]).unwrap();
        assert_eq!(left.home_place, home("Полтава"));
        record.home_place = home("вул. Садова, 14");
        let found = findings(&record);
        assert_eq!(hidden(&record, &found[0]).unwrap().home_place, None);
    }

    #[test]
    fn the_same_words_are_one_finding_and_go_everywhere() {
        let mut record = record("Телефон 067 123 45 67. Ще раз: 067 123 45 67.");
        record.quotes.push(Quote {
            text: Text::uk("067 123 45 67 — наш номер"),
            ..Quote::default()
        });
        let found = findings(&record);
        assert_eq!(found.len(), 1);
        assert_eq!(found[0].places, ["/biography/uk", "/quotes/0/text/uk"]);
        assert_eq!(found[0].field(), "biography");
        let hidden = hidden(&record, &found[0]).unwrap();
        assert_eq!(findings(&hidden), []);
        assert_eq!(
            hidden.biography.uk.as_deref(),
            Some("Телефон […]. Ще раз: […].")
        );
    }

    #[test]
    fn each_picture_is_asked_about_and_hiding_leaves_it_out() {
        let mut record = record("Був.");
        record.photos = vec![Photo::kept(7), Photo::kept(8)];
        let found = findings(&record);
        let asked: Vec<_> = found.iter().map(Finding::photo).collect();
        assert_eq!(asked, [Some(7), Some(8)]);
        let hidden = hidden(&record, &found[0]).unwrap();
        assert_eq!(hidden.photos, [Photo::kept(8)]);
        // The word about the other picture holds.
        assert_eq!(findings(&hidden)[0].mark, found[1].mark);
    }

    #[test]
    fn a_text_that_says_nothing_else_is_left_out() {
        let mut record = record("Було.");
        record.born_note = Text::uk("067 123 45 67");
        record.aliases = vec!["yura@example.org".to_owned(), "Yurko".to_owned()];
        for finding in findings(&record) {
            record = hidden(&record, &finding).unwrap();
        }
        assert!(record.born_note.is_empty());
        assert_eq!(record.aliases, ["Yurko"]);
    }

    proptest::proptest! {
        #[test]
        fn whatever_is_written_hiding_all_of_it_ends(text in "[ -~а-яА-ЯіїєґІ«»—.,0-9]{0,160}") {
            let mut record = record(&text);
            for finding in findings(&record) {
                record = hidden(&record, &finding).unwrap();
            }
        }
    }
}
