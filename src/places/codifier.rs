//! The codifier that is shipped with the program, read. What its file holds and where it comes from is said in data/.

use std::io::Read;

use flate2::read::GzDecoder;
use serde::Deserialize;

use super::settlement::Kind;

const SETTLEMENTS: &[u8] = include_bytes!("data/settlements.gz");
const FORMER: &str = include_str!("data/former.csv");

/// What the codifier has, in its own order: districts before what lies in them.
pub enum Unit<'a> {
    Raion {
        code: &'a str,
        name: &'a str,
    },
    Hromada {
        code: &'a str,
        name: &'a str,
    },
    Settlement {
        code: String,
        kind: Kind,
        name: &'a str,
    },
}

/// A former name and whose it was.
#[derive(Deserialize)]
pub struct Former {
    pub region: String,
    pub kind: String,
    pub name: String,
    pub former: String,
}

/// The whole codifier as text.
pub fn unpacked() -> std::io::Result<String> {
    let mut text = String::with_capacity(1_500_000);
    GzDecoder::new(SETTLEMENTS).read_to_string(&mut text)?;
    Ok(text)
}

/// Its units; a line that cannot be read is none, and a test reads all.
pub fn units(text: &str) -> impl Iterator<Item = Unit<'_>> {
    let mut within = "";
    text.lines().filter_map(move |line| {
        let (kind, rest) = line.split_at_checked(1)?;
        let kind = match kind {
            "P" | "H" | "K" => {
                let (code, name) = rest.trim_start().split_once(' ')?;
                return Some(match kind {
                    "P" => Unit::Raion { code, name },
                    "H" => {
                        within = code.get(..9)?;
                        Unit::Hromada { code, name }
                    }
                    _ => Unit::Settlement {
                        code: code.to_owned(),
                        kind: Kind::City,
                        name,
                    },
                });
            }
            "M" => Kind::City,
            "X" => Kind::Settlement,
            "C" => Kind::Village,
            _ => return None,
        };
        let (own, name) = rest.split_once(' ')?;
        let (number, check) = own.split_at_checked(3)?;
        Some(Unit::Settlement {
            code: format!("{within}{number}00{check}"),
            kind,
            name,
        })
    })
}

pub fn former() -> Result<Vec<Former>, csv::Error> {
    csv::Reader::from_reader(FORMER.as_bytes())
        .into_deserialize()
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_codifier_is_read_whole() {
        let text = unpacked().unwrap();
        let (mut raions, mut hromadas, mut settlements) = (0, 0, Vec::new());
        for unit in units(&text) {
            match unit {
                Unit::Raion { .. } => raions += 1,
                Unit::Hromada { .. } => hromadas += 1,
                Unit::Settlement { code, .. } => settlements.push(code),
            }
        }
        assert_eq!((raions, hromadas, settlements.len()), (136, 1772, 29_703));
        assert!(settlements.iter().all(|code| code.len() == 19));
        settlements.sort();
        settlements.dedup();
        assert_eq!(settlements.len(), 29_703);
    }
}
