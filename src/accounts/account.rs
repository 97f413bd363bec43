//! An account of someone who reads and decides: its name, its password, how long a session lasts, and how guessing is
//! slowed down.

use std::collections::HashSet;
use std::sync::LazyLock;

use chrono::{DateTime, TimeDelta, Utc};

use crate::dates::clock;
use unicode_normalization::UnicodeNormalization;

/// What an account may do. A reader sees the desk and decides nothing; a moderator decides; an administrator does all that
/// a moderator does, and looks after the accounts.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Role {
    Reader,
    Moderator,
    Admin,
}

impl Role {
    pub const ALL: [Self; 3] = [Self::Reader, Self::Moderator, Self::Admin];

    /// Whether it may do more than look.
    pub fn may_decide(self) -> bool {
        match self {
            Self::Reader => false,
            Self::Moderator | Self::Admin => true,
        }
    }

    /// As in the database and on the command line.
    pub fn word(self) -> &'static str {
        match self {
            Self::Reader => "reader",
            Self::Moderator => "moderator",
            Self::Admin => "admin",
        }
    }

    pub fn from_word(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|role| role.word() == word)
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

/// A password somebody chose, by NIST SP 800-63B-4, section 3.1.1.2: at least fifteen characters, as is asked of a password
/// that may have to stand alone (eight would do beside a second factor, but that can be taken off later and the password
/// stays), at most 200 (at least 64 must be allowed), none that are tried first, and no rule about which characters.
/// Kept in NFKC, so that it is the same from every keyboard.
pub struct NewPassword(String);

#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum PasswordFault {
    #[error("A password has at least 15 characters.")]
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

/// The shortest password, in characters. Those chosen when fewer were asked for still open.
pub const SHORTEST_PASSWORD: usize = 15;
/// The longest password, in characters; longer ones are never hashed.
pub const LONGEST_PASSWORD: usize = 200;

impl NewPassword {
    pub fn parse(typed: &str, again: &str, name: &str) -> Result<Self, PasswordFault> {
        let (Some(typed), Some(again)) = (normal(typed), normal(again)) else {
            return Err(PasswordFault::TooLong);
        };
        match typed.chars().count() {
            ..SHORTEST_PASSWORD => Err(PasswordFault::TooShort),
            length if length > LONGEST_PASSWORD => Err(PasswordFault::TooLong),
            _ if is_common(&typed, name) => Err(PasswordFault::Common),
            _ if typed != again => Err(PasswordFault::Different),
            _ => Ok(Self(typed)),
        }
    }

    pub fn as_str(&self) -> &str {
        &self.0
    }
}

/// A typed password as it is hashed; none when it is longer than any that is kept.
pub fn normal(typed: &str) -> Option<String> {
    // Decomposed, a letter may be several characters of up to four bytes each.
    (typed.len() <= LONGEST_PASSWORD * 16).then(|| typed.nfkc().collect())
}

/// The passwords that guessers try first, folded, the commonest first: eight letters and more, for our length lets nothing
/// shorter through even twice over. Made from Django's list, see `commonest.LICENSE.txt` beside it.
static COMMONEST: LazyLock<HashSet<&'static str>> =
    LazyLock::new(|| include_str!("commonest.txt").lines().collect());

/// Whether a folded password is of the list: itself, over and over, or with digits before or after it. A short one over and
/// over needs no list.
fn is_listed(password: &str) -> bool {
    let bare = password.trim_matches(|c: char| c.is_ascii_digit());
    [password, bare].into_iter().any(|password| {
        COMMONEST.contains(password)
            || repeated(password)
                .is_some_and(|unit| unit.chars().count() <= 8 || COMMONEST.contains(unit))
    })
}

/// What a text is made of when it is the same over and over.
fn repeated(text: &str) -> Option<&str> {
    (1..=text.len() / 2)
        .filter(|length| text.len().is_multiple_of(*length) && text.is_char_boundary(*length))
        .map(|length| &text[..length])
        .find(|unit| unit.repeat(text.len() / unit.len()) == text)
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
    let distinct = password.chars().collect::<HashSet<_>>().len();
    if distinct < 5 || password.chars().all(|c| c.is_ascii_digit()) {
        return true;
    }
    if is_listed(&password) {
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
    /// «Firefox, Windows».
    pub browser: String,
}

impl Session {
    pub fn begun(token_hash: [u8; 32], browser: String, now: DateTime<Utc>) -> Self {
        Self {
            token_hash,
            created_at: now,
            seen_at: now,
            expires_at: now + LONGEST_SESSION,
            browser,
        }
    }

    pub fn is_over(&self, now: DateTime<Utc>) -> bool {
        now >= self.expires_at
            || now >= self.seen_at + IDLE
            || self.expires_at > clock::latest(now, LONGEST_SESSION)
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
        // By a clock that was wrong: nobody waits until that day comes.
        if self.last > now {
            return None;
        }
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
            "password1234567",
            "Password-2024-2025",
            "123456789012345",
            "qwertyuiop12345",
            "aaaaaaaaaaaaaaa",
            "пароль пароль пароль",
            "Слава Україні!!!",
            "олена олена олена 1",
            "qwerty123456789",
            "Героям слава! 2024",
            "1q2w3e4r1q2w3e4r",
            "memorialadministrator",
            // Of the list, bare, twice, with digits, in capitals and in full width.
            "manchesterunited",
            "Manchester United",
            "sunshine-sunshine",
            "2024 sunshine 1999",
            "Ｍａｎｃｈｅｓｔｅｒｕｎｉｔｅｄ",
            "вишня вишня вишня",
        ] {
            assert_eq!(parse(common), Err(PasswordFault::Common), "{common}");
        }
        for good in [
            "вишня потяг сіль ранок",
            "correct horse battery",
            "Xk7#mQ2$vL9pRz!",
            "sunshine in manchester",
            "ключ  від старої скрині",
            "memorial under the old oak",
        ] {
            assert_eq!(parse(good), Ok(()), "{good}");
        }
        assert_eq!(parse("коротко"), Err(PasswordFault::TooShort));
        assert_eq!(parse("чотирнадцять15"), Err(PasswordFault::TooShort));
        assert_eq!(parse("пʼятнадцять зн."), Ok(()));
        assert_eq!(
            parse(&"вишня потяг сіль ранок ".repeat(8)),
            Ok(()),
            "long ones too"
        );
        assert_eq!(
            parse(&"довге слово ".repeat(20)),
            Err(PasswordFault::TooLong)
        );
        assert_eq!(parse(&"a".repeat(1_000_000)), Err(PasswordFault::TooLong));
        assert!(matches!(
            NewPassword::parse("вишня потяг сіль", "вишня потяг сіль ", "О"),
            Err(PasswordFault::Different)
        ));
    }

    #[test]
    fn a_password_is_the_same_from_every_keyboard() {
        // й and ї in one character and in two.
        let (composed, decomposed) = ("йод і їжак у лісі", "и\u{306}од і і\u{308}жак у лісі");
        let kept = NewPassword::parse(composed, decomposed, "Олена").unwrap();
        assert_eq!(kept.as_str(), composed);
    }

    #[test]
    fn the_list_is_folded_and_long_enough_to_matter() {
        assert!(COMMONEST.len() > 5000);
        for listed in COMMONEST.iter() {
            let folded = listed
                .chars()
                .all(|c| (c.is_alphanumeric() || c == '@') && !c.is_uppercase());
            assert!(folded && listed.chars().count() >= 8, "{listed}");
        }
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
        let mut session = Session::begun([0; 32], String::new(), at(0));
        assert!(!session.is_over(at(12 * 3600 - 1)));
        assert!(session.is_over(at(12 * 3600)));
        session.seen_at = at(7 * 86_400 - 1);
        assert!(session.is_over(at(7 * 86_400)));
    }
}
