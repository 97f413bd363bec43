//! An account of someone who reads and decides: its name, its password, how long a session lasts, and how guessing is
//! slowed down.

use chrono::{DateTime, TimeDelta, Utc};
use unicode_normalization::UnicodeNormalization;

/// What an account may do. An administrator does all that a moderator does, and looks after the accounts.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Role {
    Moderator,
    Admin,
}

impl Role {
    /// As in the database and on the command line.
    pub fn word(self) -> &'static str {
        match self {
            Self::Moderator => "moderator",
            Self::Admin => "admin",
        }
    }

    pub fn from_word(word: &str) -> Option<Self> {
        [Self::Moderator, Self::Admin]
            .into_iter()
            .find(|role| role.word() == word)
    }
}

/// The name somebody signs in with and is seen by in the journal: 1 to 80 characters, NFC, on one line.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct AccountName(String);

#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum NameFault {
    #[error("Write a name.")]
    Empty,
    #[error("A name has at most 80 characters.")]
    TooLong,
    #[error("A name stands on one line and has no invisible characters.")]
    Unprintable,
}

impl AccountName {
    pub fn parse(typed: &str) -> Result<Self, NameFault> {
        // Bounded before it is normalised: whoever types a megabyte gets no work out of us.
        if typed.len() > 4 * 80 * 4 {
            return Err(NameFault::TooLong);
        }
        let name: String = typed
            .nfc()
            .collect::<String>()
            .split_whitespace()
            .collect::<Vec<_>>()
            .join(" ");
        let invisible = |c: char| {
            c.is_control()
                || matches!(c, '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2060}'..='\u{206f}' | '\u{feff}')
        };
        match name.chars().count() {
            0 => Err(NameFault::Empty),
            81.. => Err(NameFault::TooLong),
            _ if name.chars().any(invisible) => Err(NameFault::Unprintable),
            _ => Ok(Self(name)),
        }
    }

    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// The key the account is found by: names that look alike have the same, whatever their case, and whichever of the
    /// alphabets a letter like А is of.
    pub fn folded(&self) -> String {
        let lower = self.0.nfkc().collect::<String>().to_lowercase();
        lower.nfkc().map(look_alike).collect()
    }
}

/// The Latin letter for a Cyrillic or Greek one that looks the same, in capitals or in small letters.
fn look_alike(c: char) -> char {
    match c {
        'а' | 'α' => 'a',
        'в' | 'β' => 'b',
        'с' => 'c',
        'ԁ' => 'd',
        'е' | 'ε' => 'e',
        'һ' | 'н' | 'η' => 'h',
        'і' | 'ι' | 'ӏ' => 'i',
        'ї' => 'ï',
        'ј' => 'j',
        'к' | 'κ' => 'k',
        'м' | 'μ' => 'm',
        'ν' => 'v',
        'о' | 'ο' => 'o',
        'р' | 'ρ' => 'p',
        'ԛ' => 'q',
        'ѕ' => 's',
        'т' | 'τ' => 't',
        'ԝ' => 'w',
        'х' | 'χ' => 'x',
        'у' | 'υ' => 'y',
        'ζ' => 'z',
        '\u{2bc}' | '\u{2019}' | '\u{2018}' | '`' | '´' => '\'',
        '\u{2010}'..='\u{2015}' => '-',
        c => c,
    }
}

/// A password somebody chose: 12 to 200 characters, and not one of those that are tried first.
pub struct NewPassword(String);

#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum PasswordFault {
    #[error("A password has at least 12 characters.")]
    TooShort,
    #[error("A password has at most 200 characters.")]
    TooLong,
    #[error(
        "This password is among the first that are guessed. Four words that do not belong together make a good one."
    )]
    Common,
    #[error("The two passwords are not the same.")]
    Different,
}

/// The longest password, in characters; longer ones are never hashed.
pub const LONGEST_PASSWORD: usize = 200;

impl NewPassword {
    pub fn parse(typed: &str, again: &str, name: &str) -> Result<Self, PasswordFault> {
        match typed.chars().take(LONGEST_PASSWORD + 1).count() {
            ..12 => Err(PasswordFault::TooShort),
            length if length > LONGEST_PASSWORD => Err(PasswordFault::TooLong),
            _ if is_common(typed, name) => Err(PasswordFault::Common),
            _ if typed != again => Err(PasswordFault::Different),
            _ => Ok(Self(typed.to_owned())),
        }
    }

    pub fn as_str(&self) -> &str {
        &self.0
    }
}

/// What long passwords of the lists that guessers try are made of: a well-known word or a walk over the keyboard, twice
/// or with a few digits after it, digits alone, two letters over and over, one's own name.
fn is_common(typed: &str, name: &str) -> bool {
    const STEMS: [&str; 24] = [
        "password",
        "passw0rd",
        "p@ssw0rd",
        "пароль",
        "qwerty",
        "qwertyuiop",
        "asdfghjkl",
        "zxcvbnm",
        "1q2w3e4r",
        "1qaz2wsx",
        "йцукен",
        "йцукенгшщз",
        "фівапролдж",
        "admin",
        "administrator",
        "moderator",
        "memorial",
        "heroes",
        "letmein",
        "welcome",
        "iloveyou",
        "слава україні",
        "героям слава",
        "slavaukraini",
    ];
    let bare = |text: &str| {
        text.to_lowercase()
            .chars()
            .filter(|c| c.is_alphanumeric() || *c == '@')
            .collect::<String>()
    };
    let password = bare(typed);
    let distinct = password
        .chars()
        .collect::<std::collections::HashSet<_>>()
        .len();
    if distinct < 5 || password.chars().all(|c| c.is_ascii_digit()) {
        return true;
    }
    let mut rest = password;
    let own = bare(name);
    let mut stems: Vec<String> = STEMS
        .iter()
        .map(|stem| bare(stem))
        .chain(Some(own).filter(|own| !own.is_empty()))
        .collect();
    stems.sort_by_key(|stem| std::cmp::Reverse(stem.len()));
    let before = rest.len();
    for stem in stems {
        rest = rest.replace(&stem, "");
    }
    before > rest.len() && rest.chars().filter(|c| !c.is_ascii_digit()).count() < 4
}

/// A session ends after this long without a request,
pub const IDLE: TimeDelta = TimeDelta::hours(12);
/// and after this long in any case.
pub const LONGEST_SESSION: TimeDelta = TimeDelta::days(7);
/// How long an invitation waits for whoever was invited.
pub const INVITATION: TimeDelta = TimeDelta::days(3);

/// One browser's stay at the desk.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Session {
    /// SHA-256 of the token in the cookie.
    pub token_hash: [u8; 32],
    pub created_at: DateTime<Utc>,
    pub seen_at: DateTime<Utc>,
    pub expires_at: DateTime<Utc>,
}

impl Session {
    pub fn begun(token_hash: [u8; 32], now: DateTime<Utc>) -> Self {
        Self {
            token_hash,
            created_at: now,
            seen_at: now,
            expires_at: now + LONGEST_SESSION,
        }
    }

    pub fn is_over(&self, now: DateTime<Utc>) -> bool {
        now >= self.expires_at || now >= self.seen_at + IDLE
    }

    /// Whether «last seen» is old enough to be written anew: not at every request, for each writing waits for the disk.
    pub fn is_stale(&self, now: DateTime<Utc>) -> bool {
        now >= self.seen_at + TimeDelta::minutes(5)
    }
}

/// How often a password was guessed wrong, and when last.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Failures {
    pub count: i32,
    pub last: DateTime<Utc>,
}

/// Guesses that cost nothing: people mistype.
const FREE: i32 = 4;
/// The longest anybody waits. Not longer, because a moderator on a new browser waits along with whoever guesses at the
/// name; at this pace a year of guessing is 35,000 tries.
pub const LONGEST_WAIT: TimeDelta = TimeDelta::minutes(15);
/// After this long in quiet the count begins anew.
pub const FORGOTTEN: TimeDelta = TimeDelta::hours(24);

impl Failures {
    /// How long until the next guess may be made, if not now: 2 s after the fifth, then twice as long each time.
    pub fn wait(self, now: DateTime<Utc>) -> Option<TimeDelta> {
        let doublings = self
            .count
            .checked_sub(FREE)
            .filter(|beyond| *beyond > 0)?
            .min(16);
        let pause = TimeDelta::seconds(1 << doublings).min(LONGEST_WAIT);
        Some(self.last + pause - now).filter(|left| *left > TimeDelta::zero())
    }

    /// One more failure.
    pub fn and_another(before: Option<Self>, now: DateTime<Utc>) -> Self {
        let before = before
            .filter(|before| now < before.last + FORGOTTEN)
            .map_or(0, |before| before.count);
        Self {
            count: before.saturating_add(1),
            last: now,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn at(seconds: i64) -> DateTime<Utc> {
        DateTime::from_timestamp(1_790_000_000 + seconds, 0).unwrap()
    }

    #[test]
    fn a_name_is_one_line_of_at_most_eighty_characters() {
        assert_eq!(
            AccountName::parse("  Олена \t М. ").unwrap().as_str(),
            "Олена М."
        );
        assert_eq!(AccountName::parse(" \n "), Err(NameFault::Empty));
        assert_eq!(AccountName::parse(&"о".repeat(81)), Err(NameFault::TooLong));
        assert_eq!(
            AccountName::parse("Оле\u{202e}на"),
            Err(NameFault::Unprintable)
        );
        assert!(AccountName::parse(&"ї".repeat(80)).is_ok());
    }

    #[test]
    fn passwords_that_are_guessed_first_are_refused() {
        let parse = |typed: &str| NewPassword::parse(typed, typed, "Олена").map(|_| ());
        for common in [
            "password1234",
            "Password-2024",
            "123456789012",
            "qwertyuiop12",
            "aaaaaaaaaaaa",
            "пароль пароль",
            "Слава Україні!",
            "олена олена 1",
            "qwerty123456",
            "Героям слава!",
            "1q2w3e4r1q2w3e4r",
            "memorialadmin",
        ] {
            assert_eq!(parse(common), Err(PasswordFault::Common), "{common}");
        }
        for good in [
            "вишня потяг сіль ранок",
            "correct horse battery",
            "Xk7#mQ2$vL9p",
            "memorial under the old oak",
        ] {
            assert_eq!(parse(good), Ok(()), "{good}");
        }
        assert_eq!(parse("коротко"), Err(PasswordFault::TooShort));
        assert_eq!(
            parse(&"довге слово ".repeat(20)),
            Err(PasswordFault::TooLong)
        );
        assert!(matches!(
            NewPassword::parse("вишня потяг сіль", "вишня потяг сіль ", "О"),
            Err(PasswordFault::Different)
        ));
    }

    #[test]
    fn guessing_gets_slower_up_to_a_quarter_of_an_hour_and_is_forgotten_in_a_day() {
        let wait = |count| {
            Failures { count, last: at(0) }
                .wait(at(0))
                .map(|left| left.num_seconds())
        };
        assert_eq!(
            [wait(1), wait(4), wait(5), wait(6), wait(9)],
            [None, None, Some(2), Some(4), Some(32)]
        );
        assert_eq!([wait(14), wait(1000), wait(i32::MAX)], [Some(900); 3]);
        assert_eq!(
            Failures {
                count: 6,
                last: at(0)
            }
            .wait(at(4)),
            None
        );
        let next = Failures::and_another(
            Some(Failures {
                count: 7,
                last: at(0),
            }),
            at(60),
        );
        assert_eq!(
            next,
            Failures {
                count: 8,
                last: at(60)
            }
        );
        assert_eq!(Failures::and_another(Some(next), at(60 + 86_400)).count, 1);
    }

    #[test]
    fn a_session_ends_after_twelve_idle_hours_and_after_seven_days_in_any_case() {
        let mut session = Session::begun([0; 32], at(0));
        assert!(!session.is_over(at(12 * 3600 - 1)));
        assert!(session.is_over(at(12 * 3600)));
        session.seen_at = at(7 * 86_400 - 1);
        assert!(session.is_over(at(7 * 86_400)));
    }
}
