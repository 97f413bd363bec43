//! What is heavy, how much is enough, and when a day's letter is due.

use chrono::{DateTime, NaiveDate, Timelike, Utc};

use crate::dates::kyiv;
use crate::submissions::reading::paragraphs;

/// What is hard to read or to see in a story.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Heavy {
    Torture,
    Child,
    /// A body or wounds on the pictures.
    Body,
    Suicide,
    /// The death is told in detail.
    Details,
}

impl Heavy {
    pub const ALL: [Self; 5] = [
        Self::Torture,
        Self::Child,
        Self::Body,
        Self::Suicide,
        Self::Details,
    ];

    pub fn word(self) -> &'static str {
        match self {
            Self::Torture => "torture",
            Self::Child => "child",
            Self::Body => "body",
            Self::Suicide => "suicide",
            Self::Details => "details",
        }
    }

    pub fn from_word(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|heavy| heavy.word() == word)
    }

    /// Those that were ticked, each once.
    pub fn ticked(words: &[String]) -> Vec<Self> {
        let is_ticked = |heavy: &Self| words.iter().any(|word| word == heavy.word());
        Self::ALL.into_iter().filter(is_ticked).collect()
    }
}

/// As many stories a day as one calls enough; nothing typed is no limit.
pub fn limit(typed: &str) -> Result<Option<i32>, LimitFault> {
    let typed = typed.trim();
    if typed.is_empty() {
        return Ok(None);
    }
    match typed.parse() {
        Ok(stories @ 1..=200) => Ok(Some(stories)),
        _ => Err(LimitFault),
    }
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct LimitFault;

/// The longest word of thanks, in characters.
pub const LONGEST: usize = 1_000;

/// A family's thanks; nothing typed takes them back.
pub fn thanks(typed: &str) -> Result<Option<String>, TooLong> {
    let words = paragraphs(&typed.replace("\r\n", "\n"));
    if words.chars().count() > LONGEST {
        return Err(TooLong);
    }
    Ok(Some(words).filter(|words| !words.is_empty()))
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct TooLong;

/// The day whose numbers are sent now: from eight to nine in the morning in Kyiv.
pub fn day_to_tell(now: DateTime<Utc>) -> Option<NaiveDate> {
    let local = kyiv::local(now);
    (local.hour() == 8).then(|| local.date())
}

/// The last midnight in Kyiv.
pub fn midnight(now: DateTime<Utc>) -> DateTime<Utc> {
    let local = kyiv::local(now);
    now - (local - local.date().and_time(chrono::NaiveTime::MIN))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn enough_is_a_number_of_stories_or_nothing() {
        assert_eq!(limit("  "), Ok(None));
        assert_eq!(limit(" 12 "), Ok(Some(12)));
        for wrong in ["0", "-1", "201", "багато", "1.5"] {
            assert_eq!(limit(wrong), Err(LimitFault), "{wrong}");
        }
    }

    #[test]
    fn thanks_are_short_and_an_empty_box_takes_them_back() {
        assert_eq!(thanks(" \r\n "), Ok(None));
        assert_eq!(thanks("\u{1}\u{7}\r\n\u{200b}\u{feff}"), Ok(None));
        assert_eq!(
            thanks(" Дякуємо.\r\nЯна "),
            Ok(Some("Дякуємо.\nЯна".into()))
        );
        assert!(thanks(&"я".repeat(LONGEST)).is_ok());
        assert_eq!(thanks(&"я".repeat(LONGEST + 1)), Err(TooLong));
    }

    #[test]
    fn what_is_heavy_is_ticked_by_its_word() {
        for heavy in Heavy::ALL {
            assert_eq!(Heavy::from_word(heavy.word()), Some(heavy));
        }
        let typed = ["child", "child", "nothing", "torture"].map(str::to_owned);
        assert_eq!(Heavy::ticked(&typed), [Heavy::Torture, Heavy::Child]);
    }

    #[test]
    fn the_numbers_are_told_from_eight_to_nine_in_kyiv() {
        let at = |utc: &str| day_to_tell(utc.parse().unwrap()).map(|day| day.to_string());
        assert_eq!(at("2026-11-28T05:59:59Z"), None);
        assert_eq!(at("2026-11-28T06:00:00Z").as_deref(), Some("2026-11-28"));
        assert_eq!(at("2026-11-28T06:59:59Z").as_deref(), Some("2026-11-28"));
        assert_eq!(at("2026-11-28T07:00:00Z"), None);
        assert_eq!(at("2026-07-01T05:30:00Z").as_deref(), Some("2026-07-01"));
    }

    #[test]
    fn a_day_at_the_desk_begins_at_midnight_in_kyiv() {
        let day = midnight("2026-11-28T05:24:10Z".parse().unwrap());
        assert_eq!(day.to_rfc3339(), "2026-11-27T22:00:00+00:00");
    }
}
