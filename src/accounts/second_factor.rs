//! The second factor: codes of an authenticator app (TOTP, RFC 6238: SHA-1, six digits, thirty seconds, which is what every
//! app makes), and the recovery codes that stand in for a lost telephone.

use chrono::{DateTime, TimeDelta, Utc};
use totp_rs::{Builder, Totp};

/// How long the page that asks for the code waits after the password,
pub const HALF_SESSION: TimeDelta = TimeDelta::minutes(5);
/// and how many codes it takes before the password is asked for again.
pub const HALF_TRIES: i32 = 5;
/// Recovery codes made at once.
pub const CODES: usize = 10;

const STEP: i64 = 30;
const ISSUER: &str = "Heroes Memorial";

/// What the app and the memorial share: 160 random bits (RFC 4226, section 4).
#[derive(Clone)]
pub struct Secret([u8; 20]);

impl Secret {
    pub fn new(bytes: [u8; 20]) -> Self {
        Self(bytes)
    }

    pub fn bytes(&self) -> &[u8; 20] {
        &self.0
    }

    /// As it is typed into an app that cannot see the square: base 32, in groups of four.
    pub fn letters(&self) -> String {
        let letters = totp_rs::Secret::from(self.0.to_vec()).to_base32();
        in_fours(&letters, ' ')
    }

    /// What the square says: `otpauth://totp/…`. None only if the crate refuses it.
    pub fn address(&self, name: &str) -> Option<String> {
        // A colon would part the issuer from the name; a long name would make a square that no telephone reads.
        let name: String = name.replace(':', " ").chars().take(24).collect();
        self.totp(name.trim())?.to_url().ok()
    }

    /// The time step of which this is the code: now, one before or one after (RFC 6238, section 5.2), and later than the last
    /// one that was taken.
    pub fn step_of(&self, code: &str, now: DateTime<Utc>, last: Option<i32>) -> Option<i32> {
        let totp = self.totp("")?;
        let here = now.timestamp() / STEP;
        (here - 1..=here + 1)
            .filter(|step| last.is_none_or(|last| *step > i64::from(last)))
            .find(|step| {
                u64::try_from(step * STEP).is_ok_and(|time| totp.check(code, time).is_some())
            })
            .and_then(|step| i32::try_from(step).ok())
    }

    fn totp(&self, name: &str) -> Option<Totp> {
        Builder::new()
            .with_secret(self.0.to_vec())
            .with_skew(0)
            .with_issuer(Some(ISSUER))
            .with_account_name(name)
            .build()
            .ok()
    }
}

/// Eighty random bits, written as sixteen letters and digits without those that look alike.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RecoveryCode(String);

const LETTERS: &[u8; 32] = b"0123456789abcdefghjkmnpqrstvwxyz";

impl RecoveryCode {
    pub fn new(bytes: [u8; 10]) -> Self {
        let mut bits = bytes
            .iter()
            .fold(0u128, |bits, byte| bits << 8 | u128::from(*byte));
        let mut code = [0; 16];
        for place in code.iter_mut().rev() {
            *place = LETTERS[(bits & 31) as usize];
            bits >>= 5;
        }
        Self(code.iter().map(|letter| char::from(*letter)).collect())
    }

    /// As it is printed: four groups of four.
    pub fn written(&self) -> String {
        in_fours(&self.0, '-')
    }

    /// What is kept of it: so many random bits need no slow hash.
    pub fn hash(&self, hashed: impl Fn(&[u8]) -> [u8; 32]) -> [u8; 32] {
        hashed(format!("recovery code {}", self.0).as_bytes())
    }

    fn read(bare: &str) -> Option<Self> {
        let code: String = bare
            .chars()
            .map(|c| match c.to_ascii_lowercase() {
                'o' => '0',
                'i' | 'l' => '1',
                c => c,
            })
            .collect();
        let whole = code.len() == 16 && code.bytes().all(|byte| LETTERS.contains(&byte));
        whole.then_some(Self(code))
    }
}

/// What somebody typed into the box for codes.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Answer {
    Code(String),
    Recovery(RecoveryCode),
}

impl Answer {
    pub fn parse(typed: &str) -> Option<Self> {
        if typed.len() > 100 {
            return None;
        }
        let bare: String = typed
            .chars()
            .filter(|c| !c.is_whitespace() && !matches!(c, '-' | '\u{2010}'..='\u{2015}'))
            .collect();
        if bare.len() == 6 && bare.bytes().all(|byte| byte.is_ascii_digit()) {
            return Some(Self::Code(bare));
        }
        RecoveryCode::read(&bare).map(Self::Recovery)
    }

    /// Whether a recovery code was meant, right or not: it has letters, or more signs than any code of an app.
    pub fn means_recovery(typed: &str) -> bool {
        let signs = typed.chars().filter(|c| c.is_alphanumeric());
        typed.chars().any(char::is_alphabetic) || signs.count() > 8
    }
}

fn in_fours(letters: &str, between: char) -> String {
    let mut written = String::new();
    for (place, letter) in letters.chars().enumerate() {
        if place > 0 && place % 4 == 0 {
            written.push(between);
        }
        written.push(letter);
    }
    written
}

#[cfg(test)]
mod tests {
    use super::*;

    fn at(seconds: i64) -> DateTime<Utc> {
        DateTime::from_timestamp(seconds, 0).unwrap()
    }

    /// RFC 6238, appendix B, the last six of the eight digits.
    #[test]
    fn codes_are_those_of_the_standard() {
        let secret = Secret::new(*b"12345678901234567890");
        for (seconds, code) in [
            (59, "287082"),
            (1_111_111_109, "081804"),
            (1_111_111_111, "050471"),
            (1_234_567_890, "005924"),
            (2_000_000_000, "279037"),
            (20_000_000_000, "353130"),
        ] {
            let step = i32::try_from(seconds / 30).unwrap();
            assert_eq!(secret.step_of(code, at(seconds), None), Some(step));
        }
    }

    #[test]
    fn a_code_is_good_a_step_early_or_late_and_never_twice() {
        let secret = Secret::new(*b"12345678901234567890");
        let (code, step) = ("005924", 1_234_567_890 / 30);
        let begun = i64::from(step) * 30;
        for (seconds, good) in [
            (-31, false),
            (-30, true),
            (0, true),
            (59, true),
            (60, false),
        ] {
            assert_eq!(
                secret.step_of(code, at(begun + seconds), None),
                good.then_some(step),
                "{seconds}"
            );
        }
        assert_eq!(secret.step_of(code, at(begun), Some(step - 1)), Some(step));
        assert_eq!(secret.step_of(code, at(begun), Some(step)), None);
        assert_eq!(secret.step_of(code, at(begun), Some(step + 1)), None);
        for other in ["005925", "", "5924", "+05924", "００５９２４", "005924 "] {
            assert_eq!(secret.step_of(other, at(begun), None), None, "{other}");
        }
    }

    #[test]
    fn the_square_says_whose_code_it_is_and_stays_readable() {
        let secret = Secret::new([7; 20]);
        let address = secret.address("Олена: М.").unwrap();
        assert!(
            address.starts_with("otpauth://totp/Heroes%20Memorial:"),
            "{address}"
        );
        assert!(
            address.contains("issuer=Heroes%20Memorial") && address.contains("secret="),
            "{address}"
        );
        assert!(secret.address(&"Ї".repeat(80)).unwrap().len() < 300);
        assert_eq!(secret.letters().len(), 32 + 7);
    }

    #[test]
    fn a_recovery_code_is_known_however_it_is_typed() {
        let code = RecoveryCode::new([0, 68, 50, 20, 199, 66, 84, 182, 53, 207]);
        assert_eq!(code.written(), "0123-4567-89ab-cdef");
        for typed in [
            "0123-4567-89ab-cdef",
            "O123 4567 89AB CDEF",
            " oL23456789abcdef\n",
        ] {
            assert_eq!(
                Answer::parse(typed),
                Some(Answer::Recovery(code.clone())),
                "{typed}"
            );
        }
        assert_eq!(
            Answer::parse("12 34 56"),
            Some(Answer::Code("123456".into()))
        );
        for wrong in [
            "",
            "12345",
            "1234567",
            "u123-4567-89ab-cdef",
            "0123-4567-89ab-cde",
            "ї",
            &"1".repeat(101),
        ] {
            assert_eq!(Answer::parse(wrong), None, "{wrong}");
        }
        for meant in [
            "0123-4567-89ab-cdeu",
            "0123 4567",
            "ключ",
            "0123-4567-8901-2345",
        ] {
            let is_recovery = meant != "0123 4567";
            assert_eq!(Answer::means_recovery(meant), is_recovery, "{meant}");
        }
        assert!(!Answer::means_recovery("12 34 56") && !Answer::means_recovery("1234567"));
    }

    proptest::proptest! {
        #[test]
        fn whatever_is_typed_is_read_without_a_fault(typed in ".*") {
            let _ = Answer::parse(&typed);
        }

        #[test]
        fn a_recovery_code_comes_back_from_paper(bytes: [u8; 10]) {
            let code = RecoveryCode::new(bytes);
            proptest::prop_assert_eq!(Answer::parse(&code.written()), Some(Answer::Recovery(code)));
        }
    }
}
