//! How the facts of a life are said, in either language: places, units, ranks, texts, and how a life ended.

use super::hero::{Circumstances, Place, Service, Sex, Text};
use crate::dates::Edtf;
use crate::i18n::dates::day;
use crate::i18n::marks::unquoted;
use crate::i18n::typography::tidy;
use crate::i18n::{Lang, Words};
use crate::names::{self, Name, is_cyrillic};
use crate::places::written::without_kind;
use crate::reference::Reference;
use crate::regions::{country, region, settlement};
use crate::units::unit;

/// A stretch of a sentence: plain words, or a link.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Piece {
    pub words: String,
    pub href: Option<String>,
    /// The language of the words where it is not the page's.
    pub lang: Option<&'static str>,
}

impl Piece {
    pub fn plain(words: impl Into<String>) -> Piece {
        Piece {
            words: words.into(),
            href: None,
            lang: None,
        }
    }

    pub fn link(words: impl Into<String>, href: impl Into<String>) -> Piece {
        Piece {
            href: Some(href.into()),
            ..Piece::plain(words)
        }
    }
}

/// Which part of a region's page a place leads to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Role {
    From,
    Fell,
    Rests,
}

impl Role {
    pub const ALL: [Role; 3] = [Role::From, Role::Fell, Role::Rests];

    /// As in `region_role=fell` and in `#fell`.
    pub fn word(self) -> &'static str {
        match self {
            Role::From => "from",
            Role::Fell => "fell",
            Role::Rests => "rests",
        }
    }
}

/// One language, and the names of what is in the authority lists.
#[derive(Clone, Copy)]
pub struct Telling<'a> {
    pub w: Words,
    pub reference: &'a Reference,
}

impl<'a> Telling<'a> {
    pub fn lang(self) -> Lang {
        self.w.lang()
    }

    /// A person's name in the page's letters.
    pub fn name(self, name: &Name, latin: Option<&Name>) -> Name {
        match self.lang() {
            Lang::Uk => name.clone(),
            Lang::En => latin.cloned().unwrap_or_else(|| name.romanised()),
        }
    }

    /// A person's name as a list is ordered: «Лисюк Юрій», “Lysiuk, Yurii”.
    pub fn listed(self, name: &Name, latin: Option<&Name>) -> String {
        let name = self.name(name, latin);
        match self.lang() {
            Lang::Uk => name.listed(),
            Lang::En => name.listed_with_comma(),
        }
    }

    /// A name that has no translation (a village, a call sign): as written, in English in Latin letters.
    pub fn written(self, word: &str) -> String {
        match self.lang() {
            Lang::Uk => tidy(Lang::Uk, word),
            Lang::En => tidy(Lang::En, &names::romanise(word)),
        }
    }

    /// Common words that have no translation (an award, a unit, a photographer): as written, said to be Ukrainian. In
    /// Latin letters they would be words of no language.
    pub fn as_written(self, words: &str) -> Piece {
        let foreign = self.lang() == Lang::En && words.chars().any(is_cyrillic);
        let lang = if foreign { Lang::Uk } else { self.lang() };
        Piece {
            lang: foreign.then(|| Lang::Uk.code()),
            ..Piece::plain(tidy(lang, words))
        }
    }

    /// Who said it: a name of one word or two in the page's letters, anything else as written.
    pub fn speaker(self, speaker: &str) -> Piece {
        let words: Vec<&str> = speaker.split_whitespace().collect();
        let is_name = words.len() <= 2
            && words
                .iter()
                .all(|word| word.starts_with(char::is_uppercase));
        if is_name {
            Piece::plain(self.written(speaker))
        } else {
            self.as_written(speaker)
        }
    }

    /// The name of a town or a village. One in another country was never called in Ukrainian letters: what it is in Latin
    /// ones is not known, so it stays as written. In English «с.» and «смт» before a name would be letters without a word.
    fn locality(self, place: &Place, name: &str) -> Piece {
        match self.lang() {
            Lang::En if is_abroad(place) => self.as_written(name),
            Lang::En => Piece::plain(self.written(without_kind(name))),
            Lang::Uk => Piece::plain(self.written(name)),
        }
    }

    /// «Лис», “Lys”: in the quotation marks of the page.
    pub fn call_sign(self, call_sign: &str) -> String {
        quoted(self.lang(), &self.written(call_sign))
    }

    /// A text in the page's language, else in the other, with the language it is in.
    pub fn text(self, text: &Text) -> Option<(String, Lang)> {
        let own = |lang| match lang {
            Lang::Uk => text.uk.as_deref(),
            Lang::En => text.en.as_deref(),
        };
        let lang = Some(self.lang())
            .filter(|lang| own(*lang).is_some())
            .unwrap_or(self.lang().other());
        own(lang).map(|text| (tidy(lang, text), lang))
    }

    /// The same as a piece, marked with its language where that is not the page's.
    pub fn piece(self, text: &Text) -> Option<Piece> {
        let (words, lang) = self.text(text)?;
        Some(Piece {
            lang: (lang != self.lang()).then(|| lang.code()),
            ..Piece::plain(words)
        })
    }

    /// «Буряківка, Житомирська область», the region a link; near a village: «поблизу Іллінки, Донецька область».
    pub fn place(self, place: &Place, role: Role) -> Vec<Piece> {
        let mut parts = Vec::new();
        if let Some(cemetery) = &place.cemetery {
            parts.push(vec![self.as_written(cemetery)]);
        }
        if let Some(name) = &place.settlement {
            parts.push(if place.near {
                self.near(place, name)
            } else {
                vec![self.locality(place, name)]
            });
        }
        if let Some(found) = place
            .region
            .as_deref()
            .and_then(|iso| self.reference.region(iso))
        {
            let name = match self.lang() {
                Lang::Uk => region::plain(&found.name_uk),
                Lang::En => region::plain_en(&found.name_en),
            };
            // Kyiv in Kyiv is said once.
            if place.settlement.as_deref() != Some(region::plain(&found.name_uk)) {
                let anchor = if role == Role::From {
                    String::new()
                } else {
                    format!("#{}", role.word())
                };
                parts.push(vec![Piece::link(
                    name,
                    format!("/{}/regions/{}{anchor}", self.lang(), found.slug),
                )]);
            }
        }
        if let Some(code) = &place.country
            && code != "UA"
        {
            parts.push(vec![Piece::plain(country::name(self.lang(), code))]);
        }
        joined_parts(parts)
    }

    /// «Буряківка, Житомирська обл.»: for lists.
    pub fn short_place(self, place: &Place) -> Vec<Piece> {
        let mut parts = Vec::new();
        parts.extend(
            place
                .settlement
                .as_deref()
                .map(|name| self.locality(place, name)),
        );
        if let Some(found) = place
            .region
            .as_deref()
            .and_then(|iso| self.reference.region(iso))
        {
            let name = match self.lang() {
                Lang::Uk => region::short(&found.name_uk),
                Lang::En => region::plain_en(&found.name_en).to_owned(),
            };
            parts.push(Piece::plain(tidy(self.lang(), &name)));
            parts.dedup();
        }
        parts.extend(
            place
                .country
                .as_deref()
                .filter(|code| *code != "UA")
                .map(|code| Piece::plain(country::name(self.lang(), code))),
        );
        joined(parts)
    }

    /// «в Буряківці на Житомирщині», «поблизу Іллінки на Донеччині»: inside a sentence, where a case is surely known.
    pub fn inside(self, place: &Place) -> Option<Vec<Piece>> {
        let sentence = |words: String| vec![Piece::plain(words)];
        let found = place
            .region
            .as_deref()
            .and_then(|iso| self.reference.region(iso));
        match (self.lang(), place.settlement.as_deref()) {
            (Lang::Uk, Some(name)) => {
                let town = if place.near {
                    near_uk(name)
                } else {
                    region::with_in(&settlement::locative(name)?)
                };
                let around = found
                    .filter(|found| region::plain(&found.name_uk) != name)
                    .map(|found| region::around(&found.name_uk));
                Some(sentence(match around {
                    Some(around) => format!("{town} {around}"),
                    None => town,
                }))
            }
            (Lang::Uk, None) => found.map(|found| sentence(region::inside(&found.name_uk))),
            (Lang::En, Some(name)) => {
                let town = if place.near {
                    self.near(place, name)
                } else {
                    preceded("in", self.locality(place, name))
                };
                let around = found
                    .filter(|found| region::plain(&found.name_uk) != name)
                    .map(|found| region::inside_en(&found.name_en));
                let abroad = place
                    .country
                    .as_deref()
                    .filter(|code| *code != "UA")
                    .map(|code| country::name(Lang::En, code).to_owned());
                let wider = [around, abroad].into_iter().flatten().map(sentence);
                Some(joined_parts(std::iter::once(town).chain(wider)))
            }
            (Lang::En, None) => {
                found.map(|found| sentence(format!("in {}", region::inside_en(&found.name_en))))
            }
        }
    }

    fn near(self, place: &Place, name: &str) -> Vec<Piece> {
        match self.lang() {
            Lang::Uk => vec![Piece::plain(near_uk(name))],
            Lang::En => preceded("near", self.locality(place, name)),
        }
    }

    /// «58-ма окрема мотопіхотна бригада», a link to the unit's page; a name not in the list as it was written.
    pub fn unit(self, service: &Service) -> Option<Piece> {
        let known = service.unit.as_deref().and_then(|slug| {
            let slug = self.reference.unit(slug)?.slug.as_str();
            let address = format!("/{}/units/{slug}", self.lang());
            Some(Piece::link(self.whole_unit(slug)?, address))
        });
        known.or_else(|| {
            service
                .unit_text
                .as_deref()
                .map(|text| self.as_written(text))
        })
    }

    /// «58 ОМПБр», “58th Brigade”: a unit of the list.
    pub fn short_unit(self, slug: &str) -> Option<String> {
        let known = self.reference.unit(slug)?;
        let units = &self.reference.units;
        Some(tidy(self.lang(), unit::short(self.lang(), known, units)))
    }

    /// What a unit is called in full.
    pub fn whole_unit(self, slug: &str) -> Option<String> {
        let known = self.reference.unit(slug)?;
        Some(tidy(self.lang(), unit::name(self.lang(), known)))
    }

    /// The short name; a name not in the list as it was written.
    pub fn any_unit(self, slug: Option<&str>, text: Option<&str>) -> Option<Piece> {
        slug.and_then(|slug| self.short_unit(slug))
            .map(Piece::plain)
            .or_else(|| text.map(|text| self.as_written(text)))
    }

    pub fn rank(self, service: &Service) -> Option<Piece> {
        let known = service
            .rank
            .as_deref()
            .and_then(|slug| self.reference.rank(slug));
        let name = known.map(|rank| match self.lang() {
            Lang::Uk => rank.name_uk.to_lowercase(),
            Lang::En => rank.name_en.to_lowercase(),
        });
        name.map(Piece::plain).or_else(|| {
            service
                .rank_text
                .as_deref()
                .map(|text| self.as_written(text))
        })
    }

    /// «Загинув», «Померла»: wounds and illness are died of, everything else is fallen in.
    pub fn ended(self, circumstances: Option<Circumstances>, sex: Option<Sex>) -> String {
        match circumstances {
            Some(Circumstances::Wounds | Circumstances::Illness) => self.w.heroes_died_of(sex),
            Some(Circumstances::Combat) => self.w.heroes_fell(sex),
            _ => self.w.heroes_lost(sex),
        }
    }

    /// «у бою», «від ран», «у полоні».
    pub fn how(self, circumstances: Option<Circumstances>) -> Option<&'static str> {
        Some(match circumstances? {
            Circumstances::Combat => self.w.heroes_in_combat(),
            Circumstances::Wounds => self.w.heroes_of_wounds(),
            Circumstances::Captivity => self.w.heroes_in_captivity(),
            Circumstances::Accident => self.w.heroes_by_accident(),
            Circumstances::Illness => self.w.heroes_of_illness(),
            Circumstances::Other => return None,
        })
    }
}

/// With commas between.
pub fn joined(parts: impl IntoIterator<Item = Piece>) -> Vec<Piece> {
    joined_parts(parts.into_iter().map(|part| vec![part]))
}

fn joined_parts(parts: impl IntoIterator<Item = Vec<Piece>>) -> Vec<Piece> {
    let mut pieces = Vec::new();
    for part in parts {
        if !pieces.is_empty() {
            pieces.push(Piece::plain(", "));
        }
        pieces.extend(part);
    }
    pieces
}

/// “in Buriakivka”: one piece, unless the name is in another language.
fn preceded(word: &str, name: Piece) -> Vec<Piece> {
    if name.lang.is_some() {
        vec![Piece::plain(format!("{word} ")), name]
    } else {
        vec![Piece::plain(format!("{word} {}", name.words))]
    }
}

fn near_uk(name: &str) -> String {
    let said = settlement::genitive(name).map_or_else(
        || format!("поблизу населеного пункту {name}"),
        |name| format!("поблизу {name}"),
    );
    tidy(Lang::Uk, &said)
}

/// Whether the place is known to be outside Ukraine.
pub fn is_abroad(place: &Place) -> bool {
    place.country.as_deref().is_some_and(|code| code != "UA")
}

/// In the quotation marks of a language, once: a pair that was typed around it gives way, and marks inside are those of
/// words inside.
pub fn quoted(lang: Lang, text: &str) -> String {
    let bare = unquoted(text);
    match lang {
        Lang::Uk => format!("«{}»", bare.replace('«', "„").replace('»', "“")),
        Lang::En => format!("“{}”", bare.replace('“', "‘").replace('”', "’")),
    }
}

/// «травень — серпень 2022», “2015–2016”, “1 May 2022 – 9 August 2022”.
pub fn from_to(lang: Lang, from: &Edtf, to: &Edtf) -> String {
    let (from, to) = (day(lang, from), day(lang, to));
    let is_year = |said: &str| said.bytes().all(|byte| byte.is_ascii_digit());
    match lang {
        Lang::Uk => format!("{from} — {to}"),
        Lang::En if is_year(&from) && is_year(&to) => format!("{from}–{to}"),
        Lang::En => format!("{from} – {to}"),
    }
}

/// With its first letter large: a line of its own.
pub fn capitalised(text: &str) -> String {
    let mut letters = text.chars();
    letters.next().map_or_else(String::new, |first| {
        first.to_uppercase().chain(letters).collect()
    })
}

/// Two stretches of a Ukrainian sentence, with «у» or «в» between them as they sound: «загинув у бою», «загинула в бою»,
/// «народилася у Вінниці». Source: the Ukrainian Orthography of 2019, section 23. English is joined as it is.
pub fn follow(lang: Lang, before: &str, after: &str) -> String {
    let vowel =
        |letter: char| "аеєиіїоуюя".contains(letter.to_lowercase().next().unwrap_or(letter));
    let rest = after
        .strip_prefix(['у', 'в'])
        .filter(|rest| rest.starts_with(['\u{a0}', ' ']));
    let (Lang::Uk, Some(rest)) = (lang, rest) else {
        return format!("{before} {after}");
    };
    let next = rest.trim_start().chars().next().unwrap_or(' ');
    let last = before.chars().next_back().unwrap_or(' ');
    let name = rest.trim_start().to_lowercase();
    let hard = ["в", "ф", "льв", "св", "тв", "хв"]
        .iter()
        .any(|start| name.starts_with(start));
    let word = if vowel(next) || (vowel(last) && !hard) {
        "в"
    } else {
        "у"
    };
    format!("{before} {word}{rest}")
}

/// A stretch of a text; `whole` when a line must not break inside it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Held<'a> {
    pub words: &'a str,
    pub whole: bool,
}

/// Sets ordinals apart, «58-й», which would else break at their hyphen. Everything else stays as it is.
pub fn held(text: &str) -> Vec<Held<'_>> {
    let mut parts: Vec<Held<'_>> = Vec::new();
    let mut plain = 0;
    let mut at = 0;
    for word in text.split_inclusive([' ', '\u{a0}', '\n']) {
        let bare = word.trim_end_matches([' ', '\u{a0}', '\n']);
        if is_ordinal(bare) {
            parts.push(Held {
                words: &text[plain..at],
                whole: false,
            });
            parts.push(Held {
                words: bare,
                whole: true,
            });
            plain = at + bare.len();
        }
        at += word.len();
    }
    parts.push(Held {
        words: &text[plain..],
        whole: false,
    });
    parts.retain(|part| !part.words.is_empty());
    parts
}

fn is_ordinal(word: &str) -> bool {
    let Some((number, ending)) = word.split_once('-') else {
        return false;
    };
    let digits = number.trim_start_matches(|mark: char| !mark.is_alphanumeric());
    let letters = ending.trim_end_matches(|mark: char| !mark.is_alphanumeric());
    !digits.is_empty()
        && digits.bytes().all(|byte| byte.is_ascii_digit())
        && (1..=3).contains(&letters.chars().count())
        && letters.chars().all(char::is_alphabetic)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn prepositions_sound_well() {
        let said = |before, after| follow(Lang::Uk, before, after).replace('\u{a0}', " ");
        assert_eq!(said("Загинув", "у бою"), "Загинув у бою");
        assert_eq!(said("Загинула", "у бою"), "Загинула в бою");
        assert_eq!(
            said("5 березня 2024 року", "у бою"),
            "5 березня 2024 року в бою"
        );
        assert_eq!(said("Народився", "у Вінниці"), "Народився у Вінниці");
        assert_eq!(said("Помер", "від ран"), "Помер від ран");
        assert_eq!(
            said("Народження", "у Світловодську"),
            "Народження у Світловодську"
        );
        assert_eq!(said("Народилася", "у Хвастові"), "Народилася у Хвастові");
        assert_eq!(said("Народилася", "у Тернополі"), "Народилася в Тернополі");
        assert_eq!(said("Загинув", "в Одесі"), "Загинув в Одесі");
    }

    #[test]
    fn marks_inside_a_quote_are_the_inner_ones() {
        assert_eq!(
            quoted(Lang::Uk, "Він не знав слова «не зможу»"),
            "«Він не знав слова „не зможу“»"
        );
        assert_eq!(quoted(Lang::Uk, "«Лис»"), "«Лис»");
        assert_eq!(
            quoted(Lang::En, "“He never said “I can’t””"),
            "“He never said ‘I can’t’”"
        );
    }

    #[test]
    fn stretches_have_the_dash_of_their_language() {
        let said = |lang, from: &str, to: &str| {
            from_to(lang, &from.parse().unwrap(), &to.parse().unwrap()).replace('\u{a0}', " ")
        };
        assert_eq!(said(Lang::En, "2015", "2016"), "2015–2016");
        assert_eq!(
            said(Lang::En, "2022-05-01", "2022-08-09"),
            "1 May 2022 – 9 August 2022"
        );
        assert_eq!(said(Lang::Uk, "2015", "2016"), "2015 — 2016");
    }

    #[test]
    fn ordinals_are_held_together() {
        let shown = |text| {
            held(text)
                .iter()
                .map(|part| {
                    if part.whole {
                        format!("[{}]", part.words)
                    } else {
                        part.words.to_owned()
                    }
                })
                .collect::<String>()
        };
        assert_eq!(
            shown("водієм у 58-й окремій (95-та), 2022-24"),
            "водієм у [58-й] окремій [(95-та),] 2022-24"
        );
        assert_eq!(shown("пів-на-пів"), "пів-на-пів");
        assert_eq!(shown(""), "");
    }

    #[test]
    fn quotation_marks_stand_once() {
        assert_eq!(quoted(Lang::Uk, "«Лис»"), "«Лис»");
        assert_eq!(quoted(Lang::En, "\"Lys\""), "“Lys”");
    }
}
