//! A digest: what it is called, what is said before the lives, and whose lives, in order.

use chrono::NaiveDate;

use crate::heroes::hero::Text;

/// The most lives of one digest: what an editor can read through.
pub const MOST: usize = 30;
/// The longest title and the longest introduction, in letters.
pub const LONGEST_TITLE: usize = 120;
pub const LONGEST_INTRO: usize = 2_000;

#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Content {
    pub title: Text,
    pub intro: Text,
    /// Permanent numbers.
    pub lives: Vec<i32>,
}

/// Where a digest stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum State {
    Draft,
    Public,
    /// It was public once.
    Down,
}

impl State {
    const ALL: [Self; 3] = [Self::Draft, Self::Public, Self::Down];

    pub fn word(self) -> &'static str {
        match self {
            Self::Draft => "draft",
            Self::Public => "public",
            Self::Down => "down",
        }
    }

    pub fn from_word(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|state| state.word() == word)
    }
}

/// Why it cannot be kept as it was typed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Fault {
    NoTitle,
    LongTitle,
    LongIntro,
    TooMany,
}

impl Content {
    /// Tidied, or why not. Each life once, where it stands first.
    pub fn parse(title: Text, intro: Text, lives: Vec<i32>) -> Result<Content, Fault> {
        let (title, intro) = (title.tidied(), intro.tidied());
        let longest = |text: &Text| {
            let letters =
                |text: &Option<String>| text.as_ref().map_or(0, |text| text.chars().count());
            letters(&text.uk).max(letters(&text.en))
        };
        if title.is_empty() {
            return Err(Fault::NoTitle);
        }
        if longest(&title) > LONGEST_TITLE {
            return Err(Fault::LongTitle);
        }
        if longest(&intro) > LONGEST_INTRO {
            return Err(Fault::LongIntro);
        }
        let mut once = Vec::new();
        for life in lives {
            if !once.contains(&life) {
                once.push(life);
            }
        }
        if once.len() > MOST {
            return Err(Fault::TooMany);
        }
        Ok(Content {
            title,
            intro,
            lives: once,
        })
    }
}

/// The lives in the order of the places that were typed beside them. What is no number keeps its place; of two alike the one
/// that stood first comes first.
pub fn placed(lives: &[i32], place: impl Fn(i32) -> String) -> Vec<i32> {
    let mut all: Vec<(usize, i32)> = lives
        .iter()
        .zip(1..)
        .map(|(life, now)| (place(*life).trim().parse().unwrap_or(now), *life))
        .collect();
    all.sort_by_key(|(place, _)| *place);
    all.into_iter().map(|(_, life)| life).collect()
}

/// The address of a digest that was begun on a day: the day, and a number where the day has one already.
pub fn slug(day: NaiveDate, is_taken: impl Fn(&str) -> bool) -> String {
    let numbered = (2..).map(|number| format!("{day}-{number}"));
    std::iter::once(day.to_string())
        .chain(numbered)
        .find(|slug| !is_taken(slug))
        .unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_digest_has_a_title_and_each_life_once() {
        let of =
            |title: &str, lives: Vec<i32>| Content::parse(Text::uk(title), Text::default(), lives);
        assert_eq!(of("  Тиждень ", vec![3, 1, 3]).unwrap().lives, [3, 1]);
        assert_eq!(of("  ", vec![]), Err(Fault::NoTitle));
        assert_eq!(of(&"а".repeat(121), vec![]), Err(Fault::LongTitle));
        assert_eq!(of("Тиждень", (0..31).collect()), Err(Fault::TooMany));
        let long = Text::uk("а".repeat(2_001));
        assert_eq!(
            Content::parse(Text::uk("Тиждень"), long, vec![]),
            Err(Fault::LongIntro)
        );
    }

    #[test]
    fn lives_stand_where_their_places_say() {
        let places = |life: i32| match life {
            7 => "3".to_owned(),
            9 => "1".to_owned(),
            _ => "x".to_owned(),
        };
        assert_eq!(placed(&[7, 8, 9], places), [9, 8, 7]);
        assert_eq!(placed(&[7, 8, 9], |_| String::new()), [7, 8, 9]);
    }

    #[test]
    fn an_address_is_the_day_it_was_begun() {
        let day: NaiveDate = "2026-11-28".parse().unwrap();
        assert_eq!(slug(day, |_| false), "2026-11-28");
        let taken = ["2026-11-28", "2026-11-28-2"];
        assert_eq!(slug(day, |slug| taken.contains(&slug)), "2026-11-28-3");
    }

    #[test]
    fn every_state_is_read_back() {
        for state in State::ALL {
            assert_eq!(State::from_word(state.word()), Some(state));
        }
    }
}
