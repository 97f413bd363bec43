//! The two languages. Ukrainian first, English equal.
//! Plain std only: `build.rs` reads this file too.

use std::fmt;
use std::str::FromStr;

/// A language of the memorial, as it stands at the front of every address: `/uk/…`, `/en/…`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Lang {
    Uk,
    En,
}

/// A language that the memorial does not speak.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct UnknownLang;

impl Lang {
    pub const ALL: [Lang; 2] = [Lang::Uk, Lang::En];

    /// The two letters used in addresses, in `lang` and in `hreflang`.
    pub const fn code(self) -> &'static str {
        match self {
            Lang::Uk => "uk",
            Lang::En => "en",
        }
    }

    /// The twin page's language.
    pub const fn other(self) -> Lang {
        match self {
            Lang::Uk => Lang::En,
            Lang::En => Lang::Uk,
        }
    }

    /// Chooses by `Accept-Language` (RFC 9110, 12.5.4). English only when it is wanted more than Ukrainian is;
    /// Russian and Belarusian speakers read Ukrainian too. When in doubt, Ukrainian.
    pub fn from_accept_language(header: Option<&str>) -> Lang {
        let (mut ukrainian, mut english) = (0, 0);
        for range in header.unwrap_or_default().split(',') {
            let mut parts = range.split(';').map(str::trim);
            let tag = parts.next().unwrap_or_default();
            let primary = tag
                .split('-')
                .next()
                .unwrap_or_default()
                .to_ascii_lowercase();
            let weight = parts.next().map_or(Some(1000), thousandths).unwrap_or(0);
            match primary.as_str() {
                "uk" | "ru" | "be" => ukrainian = ukrainian.max(weight),
                "en" => english = english.max(weight),
                _ => {}
            }
        }
        if english > ukrainian {
            Lang::En
        } else {
            Lang::Uk
        }
    }
}

/// `q=0.8` as 800; nothing for what is no quality value.
fn thousandths(parameter: &str) -> Option<u32> {
    let (name, value) = parameter.split_once('=')?;
    let value: f32 = value.trim().parse().ok()?;
    let known = name.trim().eq_ignore_ascii_case("q") && (0.0..=1.0).contains(&value);
    known.then_some((value * 1000.0).round() as u32)
}

impl fmt::Display for Lang {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.code())
    }
}

impl FromStr for Lang {
    type Err = UnknownLang;

    fn from_str(code: &str) -> Result<Lang, UnknownLang> {
        Lang::ALL
            .into_iter()
            .find(|lang| lang.code() == code)
            .ok_or(UnknownLang)
    }
}

impl fmt::Display for UnknownLang {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("the memorial speaks `uk` and `en`")
    }
}

impl std::error::Error for UnknownLang {}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn english_is_chosen_only_when_it_is_wanted_more() {
        let chosen = |header| Lang::from_accept_language(Some(header));
        assert_eq!(chosen("en-GB,en;q=0.9"), Lang::En);
        assert_eq!(chosen("de-DE, en;q=0.5"), Lang::En);
        assert_eq!(chosen("en;q=0.9, uk"), Lang::Uk);
        assert_eq!(chosen("uk;q=0.5, en;q=0.7"), Lang::En);
        assert_eq!(chosen("en, uk"), Lang::Uk);
        assert_eq!(chosen("ru-RU,ru;q=0.9,en-US;q=0.8"), Lang::Uk);
        assert_eq!(chosen("BE, EN;q=0.2"), Lang::Uk);
        assert_eq!(chosen("uk;q=0, en;q=0.1"), Lang::En);
    }

    #[test]
    fn ukrainian_is_chosen_when_in_doubt() {
        assert_eq!(Lang::from_accept_language(None), Lang::Uk);
        for header in [
            "",
            "*",
            "de",
            "pl, de;q=0.3",
            "en;q=2",
            "en;q=x",
            ";;,=,q",
            "en;q=NaN",
            "en;q=0",
        ] {
            assert_eq!(
                Lang::from_accept_language(Some(header)),
                Lang::Uk,
                "{header}"
            );
        }
    }

    #[test]
    fn a_code_reads_back() {
        for lang in Lang::ALL {
            assert_eq!(lang.to_string().parse(), Ok(lang));
            assert_eq!(lang.other().other(), lang);
        }
        assert_eq!("UK".parse::<Lang>(), Err(UnknownLang));
    }
}
