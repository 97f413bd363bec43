//! A settlement of the register, how it is told from others of its name, and the two rules that a record is held against:
//! whether a place is in the region that was written beside it, and whether one place is spelled in two ways.

use crate::heroes::hero::{Place, PlaceRole, Record};
use crate::i18n::Lang;
use crate::names::distance::{HEARD, codes, distance};
use crate::names::romanise;
use crate::places::written;
use crate::regions::region;

#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Kind {
    City,
    Settlement,
    Village,
}

impl Kind {
    pub const ALL: [Self; 3] = [Self::City, Self::Settlement, Self::Village];

    pub fn word(self) -> &'static str {
        match self {
            Self::City => "city",
            Self::Settlement => "settlement",
            Self::Village => "village",
        }
    }

    pub fn from_word(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|kind| kind.word() == word)
    }
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Settlement {
    pub id: i32,
    /// КАТОТТГ; none where a moderator added it.
    pub code: Option<String>,
    pub kind: Kind,
    pub name: String,
    /// ISO 3166-2:UA.
    pub region: String,
    /// «Покровський», as the register has it.
    pub raion: Option<String>,
    /// «Курахівська».
    pub hromada: Option<String>,
}

/// Why a settlement was found.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Why {
    /// The same was matched with it before, as it was written then.
    Matched(String),
    Name,
    /// It was once called so.
    Former(String),
    /// What was typed begins its name.
    Beginning,
    /// A slip of the hand or the ear away.
    Slip,
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Found {
    pub settlement: Settlement,
    pub why: Why,
}

impl Settlement {
    /// The name in the page's letters.
    pub fn called(&self, lang: Lang) -> String {
        match lang {
            Lang::Uk => self.name.clone(),
            Lang::En => romanise(&self.name),
        }
    }

    /// «Покровський район, Донецька область»; `region` is the region's name in the language.
    pub fn within(&self, lang: Lang, region: &str) -> String {
        let raion = self.raion.as_ref().map(|raion| match lang {
            Lang::Uk => format!("{raion} район"),
            Lang::En => format!("{} Raion", romanise(raion)),
        });
        // A city that is a region of its own lies in nothing but itself.
        let own = self
            .code
            .as_deref()
            .is_some_and(|code| code.get(4..14) == Some("0000000000"));
        let region = (!own).then(|| region.to_owned());
        [raion, region]
            .into_iter()
            .flatten()
            .collect::<Vec<_>>()
            .join(", ")
    }

    pub fn hromada(&self, lang: Lang) -> Option<String> {
        let hromada = self.hromada.as_ref()?;
        Some(match lang {
            Lang::Uk => format!("{hromada} громада"),
            Lang::En => format!("{} Hromada", romanise(hromada)),
        })
    }

    /// «Іллінка, Покровський район, Донецька область».
    pub fn label(&self, lang: Lang, region: &str) -> String {
        let within = self.within(lang, region);
        let name = self.called(lang);
        if within.is_empty() {
            name
        } else {
            format!("{name}, {within}")
        }
    }
}

/// Whether a settlement of this name lies in the region that was written beside it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum InRegion {
    Yes,
    /// The ISO codes of the regions it lies in instead.
    No(Vec<String>),
    /// The register has none of that name.
    Unknown,
}

/// `found` are the regions in which settlements of that name lie, as [`super::queries::where_is`] answers. With no region
/// beside it a name that is known is right.
pub fn in_region(found: &[String], region: Option<&str>) -> InRegion {
    match region {
        _ if found.is_empty() => InRegion::Unknown,
        Some(region) if !found.iter().any(|known| known == region) => InRegion::No(found.to_vec()),
        _ => InRegion::Yes,
    }
}

/// One place spelled in two ways within one record.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Twice {
    pub one: (PlaceRole, String),
    pub other: (PlaceRole, String),
}

/// How far apart, in hundredths of an error, two spellings of one place may sound.
const ONE_PLACE: u16 = 60;

/// Every pair of places that sound the same, or nearly, and are not written the same. Places that stand in two regions are two.
pub fn same_place_twice(record: &Record) -> Vec<Twice> {
    let places: Vec<(PlaceRole, &Place, &str)> = PlaceRole::ALL
        .into_iter()
        .filter_map(|role| {
            let place = record.place(role)?;
            Some((role, place, place.settlement.as_deref()?.trim()))
        })
        .collect();
    let mut twice = Vec::new();
    for (at, (role, place, name)) in places.iter().enumerate() {
        for (other_role, other, other_name) in &places[at + 1..] {
            let apart = |one: &Option<String>, other: &Option<String>| {
                one.is_some() && other.is_some() && one != other
            };
            if name == other_name
                || apart(&place.region, &other.region)
                || apart(&place.country, &other.country)
                || twice
                    .iter()
                    .any(|known: &Twice| known.one.1 == *name && known.other.1 == *other_name)
            {
                continue;
            }
            let (one, another) = (written::key(name), written::key(other_name));
            let near = one.len() > 4
                && distance(&codes(&one), &codes(&another), &HEARD, ONE_PLACE).is_some();
            if !one.is_empty() && (one == another || near) {
                twice.push(Twice {
                    one: (*role, (*name).to_owned()),
                    other: (*other_role, (*other_name).to_owned()),
                });
            }
        }
    }
    twice
}

/// A name of a region in the page's language, as a place's label says it.
pub fn region_name(lang: Lang, found: &crate::reference::Region) -> &str {
    match lang {
        Lang::Uk => region::plain(&found.name_uk),
        Lang::En => region::plain_en(&found.name_en),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn illinka() -> Settlement {
        Settlement {
            id: 1,
            code: Some("UA14160150080012345".into()),
            kind: Kind::Village,
            name: "Іллінка".into(),
            region: "UA-14".into(),
            raion: Some("Покровський".into()),
            hromada: Some("Курахівська".into()),
        }
    }

    #[test]
    fn a_label_says_where_it_is_in_both_languages() {
        assert_eq!(
            illinka().label(Lang::Uk, "Донецька область"),
            "Іллінка, Покровський район, Донецька область"
        );
        assert_eq!(
            illinka().label(Lang::En, "Donetsk Oblast"),
            "Illinka, Pokrovskyi Raion, Donetsk Oblast"
        );
        let kyiv = Settlement {
            code: Some("UA80000000000093317".into()),
            name: "Київ".into(),
            raion: None,
            hromada: None,
            ..illinka()
        };
        assert_eq!(kyiv.label(Lang::Uk, "Київ"), "Київ");
    }

    #[test]
    fn a_village_is_in_its_region_or_is_said_to_be_elsewhere() {
        let found = ["UA-14".to_owned(), "UA-63".to_owned()];
        assert_eq!(in_region(&found, Some("UA-14")), InRegion::Yes);
        assert_eq!(in_region(&found, None), InRegion::Yes);
        assert_eq!(
            in_region(&found, Some("UA-18")),
            InRegion::No(found.to_vec())
        );
        assert_eq!(in_region(&[], Some("UA-18")), InRegion::Unknown);
        assert_eq!(in_region(&[], None), InRegion::Unknown);
    }

    fn record(places: [(&str, Option<&str>); 4]) -> Record {
        let mut record = Record::default();
        for (role, (name, region)) in PlaceRole::ALL.into_iter().zip(places) {
            *record.place_mut(role) = (!name.is_empty()).then(|| Place {
                settlement: Some(name.to_owned()),
                region: region.map(str::to_owned),
                ..Place::default()
            });
        }
        record
    }

    #[test]
    fn two_spellings_of_one_place_are_seen_and_two_places_are_not() {
        let twice = same_place_twice(&record([
            ("Буряківка", Some("UA-18")),
            ("Бурякивка", None),
            ("Іллінка", Some("UA-14")),
            ("Буряківка", Some("UA-18")),
        ]));
        assert_eq!(twice.len(), 2, "{twice:?}");
        assert_eq!(twice[0].one, (PlaceRole::Birth, "Буряківка".to_owned()));
        assert_eq!(twice[0].other, (PlaceRole::Home, "Бурякивка".to_owned()));
        for two in [
            [
                ("Іллінка", Some("UA-14")),
                ("Ілінка", Some("UA-63")),
                ("", None),
                ("", None),
            ],
            [
                ("Пулини", Some("UA-18")),
                ("Пулини", Some("UA-18")),
                ("Київ", None),
                ("", None),
            ],
            [
                ("Лиман", Some("UA-14")),
                ("Любар", Some("UA-14")),
                ("", None),
                ("", None),
            ],
        ] {
            assert_eq!(same_place_twice(&record(two)), [], "{two:?}");
        }
    }
}
