//! What other catalogues know a person by: a scheme and a value of it, such as `wikidata` and `Q42`. The one list of the schemes
//! that are known here, with what a value of each looks like and where it leads.

use serde::{Deserialize, Serialize};

/// A value that is none of its scheme cannot be one: reading it is an error that says so.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(try_from = "Written")]
pub struct Identifier {
    scheme: Scheme,
    value: String,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Scheme {
    /// <https://www.wikidata.org>: Q and a number.
    Wikidata,
    /// <https://viaf.org>, of the national libraries: a number.
    Viaf,
    /// <https://isni.org>, ISO 27729: sixteen digits, the last of which, or an X, proves the others.
    Isni,
    /// <https://www.findagrave.com>: a number.
    Findagrave,
    /// Платформа пам’яті «Меморіал»: the last word of the address of a page.
    Victims,
}

#[derive(Debug, thiserror::Error, PartialEq, Eq)]
#[error("“{value}” is no {name} identifier, such as {example}")]
pub struct Fault {
    value: String,
    name: &'static str,
    example: &'static str,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Written {
    scheme: Scheme,
    value: String,
}

/// How a scheme is called, where a value of it leads (`{}` stands for the value), and what one looks like.
struct About {
    name: &'static str,
    address: &'static str,
    example: &'static str,
}

impl Scheme {
    pub const ALL: [Self; 5] = [
        Self::Wikidata,
        Self::Victims,
        Self::Viaf,
        Self::Isni,
        Self::Findagrave,
    ];

    fn about(self) -> About {
        let (name, address, example) = match self {
            Self::Wikidata => ("Wikidata", "https://www.wikidata.org/wiki/{}", "Q4321"),
            Self::Viaf => ("VIAF", "https://viaf.org/viaf/{}", "102333412"),
            Self::Isni => ("ISNI", "https://isni.org/isni/{}", "0000000121032683"),
            Self::Findagrave => (
                "Find a Grave",
                "https://www.findagrave.com/memorial/{}",
                "4321",
            ),
            Self::Victims => (
                "victims.memorial",
                "https://www.victims.memorial/people/{}",
                "ivan-ivanenko",
            ),
        };
        About {
            name,
            address,
            example,
        }
    }

    pub fn word(self) -> &'static str {
        match self {
            Self::Wikidata => "wikidata",
            Self::Viaf => "viaf",
            Self::Isni => "isni",
            Self::Findagrave => "findagrave",
            Self::Victims => "victims",
        }
    }

    pub fn from_word(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|scheme| scheme.word() == word)
    }

    /// In Latin letters, as it calls itself.
    pub fn name(self) -> &'static str {
        self.about().name
    }

    pub fn example(self) -> &'static str {
        self.about().example
    }

    fn has(self, value: &str) -> bool {
        let number = |digits: &str, longest: usize| {
            (1..=longest).contains(&digits.len())
                && digits.bytes().all(|byte| byte.is_ascii_digit())
                && !digits.starts_with('0')
        };
        match self {
            Self::Wikidata => value
                .strip_prefix('Q')
                .is_some_and(|digits| number(digits, 12)),
            Self::Viaf => number(value, 22),
            Self::Findagrave => number(value, 12),
            Self::Isni => is_isni(value),
            Self::Victims => {
                (1..=150).contains(&value.len())
                    && value.bytes().all(|byte| {
                        byte.is_ascii_lowercase() || byte.is_ascii_digit() || byte == b'-'
                    })
            }
        }
    }
}

impl Identifier {
    /// A value as it is kept.
    pub fn new(scheme: Scheme, value: &str) -> Result<Self, Fault> {
        if scheme.has(value) {
            return Ok(Self {
                scheme,
                value: value.to_owned(),
            });
        }
        Err(Fault {
            value: value.chars().take(80).collect(),
            name: scheme.name(),
            example: scheme.example(),
        })
    }

    /// A value as people paste it: with spaces, in small letters, or the whole address of a page of that catalogue.
    pub fn typed(scheme: Scheme, typed: &str) -> Result<Self, Fault> {
        let typed = typed.trim();
        let last = if typed.contains("://") {
            let path = typed.split(['?', '#']).next().unwrap_or(typed);
            // <https://www.findagrave.com/memorial/4321/john-doe>
            path.split('/')
                .rev()
                .find(|part| scheme.has(&tidied(scheme, part)))
                .unwrap_or(typed)
        } else {
            typed
        };
        Self::new(scheme, &tidied(scheme, last)).or_else(|_| Self::new(scheme, typed))
    }

    /// `wikidata:Q42`; without a scheme only what can be of one alone: `Q42`.
    pub fn parse(written: &str) -> Option<Self> {
        let written = written.trim();
        let told = written
            .split_once(':')
            .and_then(|(scheme, value)| Some((Scheme::from_word(scheme.trim())?, value)));
        match told {
            Some((scheme, value)) => Self::typed(scheme, value).ok(),
            None => Self::typed(Scheme::Wikidata, written).ok(),
        }
    }

    pub fn scheme(&self) -> Scheme {
        self.scheme
    }

    pub fn value(&self) -> &str {
        &self.value
    }

    /// The page that it leads to.
    pub fn address(&self) -> String {
        self.scheme.about().address.replace("{}", &self.value)
    }
}

impl std::fmt::Display for Identifier {
    fn fmt(&self, to: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(to, "{}:{}", self.scheme.word(), self.value)
    }
}

impl TryFrom<Written> for Identifier {
    type Error = Fault;

    fn try_from(written: Written) -> Result<Self, Fault> {
        Self::new(written.scheme, written.value.trim())
    }
}

fn tidied(scheme: Scheme, typed: &str) -> String {
    match scheme {
        Scheme::Wikidata => typed.trim().to_uppercase(),
        Scheme::Isni => typed
            .chars()
            .filter(|c| !matches!(c, ' ' | '-'))
            .collect::<String>()
            .to_uppercase(),
        Scheme::Victims => typed.trim().to_lowercase(),
        Scheme::Viaf | Scheme::Findagrave => typed.trim().to_owned(),
    }
}

/// ISO 27729 takes its last character from ISO 7064, MOD 11-2.
fn is_isni(value: &str) -> bool {
    let Some((digits, proof)) = value.split_at_checked(15) else {
        return false;
    };
    let mut sum = 0;
    for digit in digits.chars() {
        let Some(digit) = digit.to_digit(10) else {
            return false;
        };
        sum = (sum + digit) * 2 % 11;
    }
    let wanted = match (12 - sum % 11) % 11 {
        10 => "X".to_owned(),
        digit => digit.to_string(),
    };
    proof == wanted
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn each_scheme_knows_its_own_values() {
        for scheme in Scheme::ALL {
            let one = Identifier::new(scheme, scheme.example()).unwrap();
            assert!(one.address().ends_with(scheme.example()));
            assert_eq!(Scheme::from_word(scheme.word()), Some(scheme));
            assert_eq!(Identifier::parse(&one.to_string()), Some(one));
        }
        for (scheme, wrong) in [
            (Scheme::Wikidata, "42"),
            (Scheme::Wikidata, "Q042"),
            (Scheme::Wikidata, "P31"),
            (Scheme::Wikidata, "Q42/../x"),
            (Scheme::Isni, "0000000121032684"),
            (Scheme::Isni, "000000012103268"),
            (Scheme::Isni, "я000000121032683"),
            (Scheme::Viaf, "12a"),
            (Scheme::Victims, "Іван"),
            (Scheme::Victims, "a/b"),
            (Scheme::Findagrave, ""),
        ] {
            let fault = Identifier::new(scheme, wrong).unwrap_err();
            assert!(fault.to_string().contains(scheme.example()), "{fault}");
        }
    }

    #[test]
    fn what_is_pasted_is_understood() {
        let typed = |scheme, typed| Identifier::typed(scheme, typed).unwrap().value().to_owned();
        assert_eq!(
            typed(
                Scheme::Wikidata,
                "https://www.wikidata.org/wiki/Q42#sitelinks"
            ),
            "Q42"
        );
        assert_eq!(typed(Scheme::Wikidata, " q42 "), "Q42");
        assert_eq!(
            typed(Scheme::Isni, "0000 0001 2103 2683"),
            "0000000121032683"
        );
        assert_eq!(
            typed(
                Scheme::Findagrave,
                "https://www.findagrave.com/memorial/4321/john-doe"
            ),
            "4321"
        );
        assert_eq!(
            typed(
                Scheme::Victims,
                "https://www.victims.memorial/people/ivan-ivanenko/"
            ),
            "ivan-ivanenko"
        );
        assert_eq!(
            Identifier::parse("Q42").unwrap().to_string(),
            "wikidata:Q42"
        );
        assert_eq!(Identifier::parse("4321"), None);
    }

    #[test]
    fn a_record_with_a_value_of_no_scheme_is_no_record() {
        let read = serde_json::from_str::<Identifier>;
        assert!(read(r#"{"scheme": "wikidata", "value": "Q42"}"#).is_ok());
        let fault = read(r#"{"scheme": "wikidata", "value": "x"}"#).unwrap_err();
        assert!(fault.to_string().contains("Q4321"), "{fault}");
        assert!(read(r#"{"scheme": "facebook", "value": "x"}"#).is_err());
        assert!(read(r#"{"scheme": "wikidata", "value": "Q42", "url": "x"}"#).is_err());
    }

    proptest! {
        #[test]
        fn whatever_is_typed_is_of_its_scheme_or_a_fault(typed in "\\PC{0,40}|https?://[a-z./]{0,20}[Qq]?[0-9]{0,10}") {
            for scheme in Scheme::ALL {
                if let Ok(one) = Identifier::typed(scheme, &typed) {
                    prop_assert!(scheme.has(one.value()));
                    prop_assert!(url::Url::parse(&one.address()).is_ok());
                }
            }
        }
    }
}
