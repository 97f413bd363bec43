//! A place of a record that everyone would read and perhaps should not; and the record without it. The program only finds
//! and proposes: for each finding a person says whether it is hidden or stands.

use std::ops::Range;

use sha2::{Digest, Sha256};

use super::folded::Folded;
pub use super::hiding::{hidden, without};
use super::texts::{of_place, texts};
use super::uniting::united;
use super::{passages, people};
use crate::heroes::hero::{Record, Relation};

/// Why a passage should not be read by everyone.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Kind {
    Address,
    Phone,
    Mail,
    /// A person's page or name in a social network.
    Profile,
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
    pub const ALL: [Self; 12] = [
        Self::Address,
        Self::Phone,
        Self::Mail,
        Self::Profile,
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
            Self::Profile => "profile",
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
    pub(super) fn is_a_name(self) -> bool {
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
        for (kind, range) in of_place(&place, &text, &own) {
            put(kind, &text[range], &place);
        }
    }
    for (at, quote) in record.quotes.iter().enumerate() {
        // Whoever served beside him and speaks may serve still.
        let served = matches!(
            quote.relation,
            Some(Relation::Comrade | Relation::Commander | Relation::Colleague)
        );
        let named = quote.speaker.as_deref().filter(|name| is_told(name));
        if let Some(speaker) = named.filter(|_| served) {
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

/// Whether more is said than initials and the dots for what was hidden.
fn is_told(name: &str) -> bool {
    let mut words = name.split(|c: char| !c.is_alphabetic());
    words.any(|word| word.chars().nth(1).is_some())
}

/// What of one text is found, in order. Of one kind nothing overlaps; another kind may stand inside, and is asked about by
/// itself: a word about the one is none about the other.
pub fn all(text: &str, own: &people::Own) -> Vec<(Kind, Range<usize>)> {
    let folded = Folded::of(text);
    let mut found = passages::passages(folded.text());
    found.extend(people::people(folded.text(), own));
    written(&folded, found)
}

pub(super) fn written(
    folded: &Folded,
    found: Vec<(Kind, Range<usize>)>,
) -> Vec<(Kind, Range<usize>)> {
    let found = united(found).into_iter();
    found
        .map(|(kind, range)| (kind, folded.written(&range)))
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::heroes::hero::{Photo, Quote, Source, Text};
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

    #[test]
    fn the_same_words_are_one_finding_wherever_they_stand() {
        let mut record = record("Телефон 067 123 45 67. Ще раз: 067 123 45 67.");
        record.quotes.push(Quote {
            text: Text::uk("067 123 45 67 — наш номер"),
            ..Quote::default()
        });
        let found = findings(&record);
        assert_eq!(found.len(), 1);
        assert_eq!(found[0].places, ["/biography/uk", "/quotes/0/text/uk"]);
        assert_eq!(found[0].field(), "biography");
    }

    #[test]
    fn every_picture_is_asked_about() {
        let mut record = record("Був.");
        record.photos = vec![Photo::kept(7), Photo::kept(8)];
        let asked: Vec<_> = findings(&record).iter().map(Finding::photo).collect();
        assert_eq!(asked, [Some(7), Some(8)]);
    }

    #[test]
    fn private_things_in_a_name_a_call_sign_and_an_address_of_the_web_are_found() {
        let found = |change: fn(&mut Record)| {
            let mut record = record("Був.");
            change(&mut record);
            findings(&record)
                .into_iter()
                .map(|one| (one.kind, one.words, one.places.join(" ")))
                .collect::<Vec<_>>()
        };
        let one = |kind, words: &str, place: &str| vec![(kind, words.to_owned(), place.to_owned())];
        assert_eq!(
            found(|record| record.name.patronymic = Some("Іванович тел 0671234567".to_owned())),
            one(Kind::Phone, "0671234567", "/name/patronymic")
        );
        assert_eq!(
            found(|record| record.call_sign = Some("067 123 45 67".to_owned())),
            one(Kind::Phone, "067 123 45 67", "/call_sign")
        );
        assert_eq!(
            found(|record| record.external_id = Some("+380671234567".to_owned())),
            one(Kind::Phone, "+380671234567", "/external_id")
        );
        let linked = |url: &str| {
            let mut record = record("Був.");
            record.sources = vec![Source {
                title: Some("Стаття".to_owned()),
                url: Some(url.to_owned()),
            }];
            findings(&record)
                .into_iter()
                .map(|one| (one.kind, one.words, one.places.join(" ")))
                .collect::<Vec<_>>()
        };
        for (url, kind) in [
            ("https://wa.me/380671234567", Kind::Phone),
            ("https://example.org/?mail=vdova%40example.org", Kind::Mail),
            ("https://example.org/?mail=vdova@example.org", Kind::Mail),
            (
                "https://www.google.com/maps/@48.5,37.9,15z",
                Kind::Coordinates,
            ),
            ("https://t.me/vdova_haiova", Kind::Profile),
        ] {
            assert_eq!(linked(url), one(kind, url, "/sources/0/url"), "{url}");
        }
        for open in [
            "https://armyinform.com.ua/2024/03/05/yurii-lysiuk/",
            "https://uk.wikipedia.org/wiki/%D0%9B%D0%B8%D1%81",
            "https://example.org/news/20240305123?id=12345678",
        ] {
            assert_eq!(linked(open), [], "{open}");
        }
        assert_eq!(
            found(|record| record.call_sign = Some("Лис-58".to_owned())),
            []
        );
        assert_eq!(
            found(|record| record.external_id = Some("nmb-2024-000123".to_owned())),
            []
        );
        assert_eq!(found(|record| record.name.given = "Максим".to_owned()), []);
    }

    #[test]
    fn initials_of_a_comrade_are_no_name() {
        let mut record = record("Був.");
        record.quotes.push(Quote {
            text: Text::uk("Він жартував"),
            speaker: Some("І.\u{a0}К.".to_owned()),
            relation: Some(Relation::Comrade),
        });
        assert_eq!(findings(&record), []);
    }
}
