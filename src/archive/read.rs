//! One line of a list: from bytes to a record, or to a sentence that names the place of the fault.

use std::io::{self, BufRead, Read};

use serde::Deserialize;
use unicode_normalization::UnicodeNormalization;

use crate::heroes::hero::{Place, Record};

/// The longest line, in bytes: ten times the longest life anyone has written down.
const LONGEST_LINE: u64 = 4 * 1024 * 1024;

/// A line as it came: its number, counted from one, and its text unless it cannot be a record.
pub struct Line {
    pub number: u32,
    pub text: Result<String, String>,
}

/// The lines of a list one by one, so that a list of any length fits in memory.
pub struct Lines<R> {
    source: R,
    number: u32,
    /// Bytes read so far.
    pub position: u64,
}

impl<R: BufRead> Lines<R> {
    pub fn new(source: R) -> Self {
        Self {
            source,
            number: 0,
            position: 0,
        }
    }

    /// The next line that is not blank.
    pub fn next_line(&mut self) -> io::Result<Option<Line>> {
        loop {
            let mut bytes = Vec::new();
            let length = self
                .source
                .by_ref()
                .take(LONGEST_LINE)
                .read_until(b'\n', &mut bytes)?;
            if length == 0 {
                return Ok(None);
            }
            self.position += length as u64;
            self.number += 1;
            let number = self.number;
            if bytes.len() as u64 == LONGEST_LINE && !bytes.ends_with(b"\n") {
                self.position += self.source.skip_until(b'\n')? as u64;
                return Ok(Some(Line {
                    number,
                    text: Err("the line is longer than 4 MB".to_owned()),
                }));
            }
            let bytes = bytes
                .strip_prefix(b"\xEF\xBB\xBF")
                .filter(|_| number == 1)
                .unwrap_or(&bytes);
            let text = match std::str::from_utf8(bytes) {
                Ok(text) if text.trim().is_empty() => continue,
                Ok(text) => Ok(text.trim().to_owned()),
                Err(fault) => Err(format!(
                    "not UTF-8 from byte {} of the line",
                    fault.valid_up_to() + 1
                )),
            };
            return Ok(Some(Line { number, text }));
        }
    }
}

/// A line's record. The fault says where in the record it is and names an unknown key.
pub fn record(line: &str) -> Result<Record, String> {
    let mut json = serde_json::Deserializer::from_str(line);
    let mut track = serde_path_to_error::Track::new();
    let reader = serde_path_to_error::Deserializer::new(&mut json, &mut track);
    let read = Record::deserialize(reader).map_err(|fault| (track.path().to_string(), fault));
    match read.and_then(|record| {
        json.end()
            .map(|()| record)
            .map_err(|fault| (".".to_owned(), fault))
    }) {
        Ok(record) => Ok(tidied(record)),
        Err((path, fault)) => {
            let column = fault.column();
            let words = fault.to_string();
            // The record is one line: "line 1" of the reader would be taken for the first of the list.
            let words = words.split(" at line ").next().unwrap_or(&words);
            let at = if fault.is_data() {
                String::new()
            } else {
                format!(" (column {column})")
            };
            Err(if matches!(path.as_str(), "." | "") {
                format!("{words}{at}")
            } else {
                format!("{path}: {words}{at}")
            })
        }
    }
}

/// NFC, no spaces around, and what is empty is not there. Names and texts in two languages come tidied already.
pub(super) fn tidied(mut record: Record) -> Record {
    let r = &mut record;
    each([&mut r.external_id, &mut r.call_sign]);
    r.aliases = std::mem::take(&mut r.aliases)
        .into_iter()
        .filter_map(|alias| tidy(&alias))
        .collect();
    for place in [
        &mut r.birth_place,
        &mut r.home_place,
        &mut r.death_place,
        &mut r.burial_place,
    ] {
        if let Some(Place {
            settlement,
            region,
            country,
            cemetery,
            ..
        }) = place
        {
            each([settlement, region, country, cemetery]);
        }
        *place = place.take().filter(|place| !place.is_empty());
    }
    for service in &mut r.service {
        each([
            &mut service.unit,
            &mut service.unit_text,
            &mut service.rank,
            &mut service.rank_text,
        ]);
    }
    for award in &mut r.awards {
        each([&mut award.award, &mut award.award_text]);
    }
    for quote in &mut r.quotes {
        each([&mut quote.speaker]);
    }
    for photo in &mut r.photos {
        each([&mut photo.file, &mut photo.credit]);
    }
    for source in &mut r.sources {
        each([&mut source.title, &mut source.url]);
    }
    record
}

fn each<const N: usize>(fields: [&mut Option<String>; N]) {
    for field in fields {
        *field = field.as_deref().and_then(tidy);
    }
}

fn tidy(text: &str) -> Option<String> {
    let text: String = text.trim().nfc().collect();
    (!text.is_empty()).then_some(text)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn lines(bytes: &[u8]) -> Vec<(u32, Result<String, String>)> {
        let mut lines = Lines::new(bytes);
        std::iter::from_fn(|| {
            lines
                .next_line()
                .unwrap()
                .map(|line| (line.number, line.text))
        })
        .collect()
    }

    #[test]
    fn lines_are_numbered_as_an_editor_numbers_them() {
        let found = lines(b"\xEF\xBB\xBF{}\r\n\n  \n{\"a\":1}\n\xFF\n{}");
        let ok = |text: &str| Ok(text.to_owned());
        assert_eq!(found[..2], [(1, ok("{}")), (4, ok("{\"a\":1}"))]);
        assert_eq!(
            found[2],
            (5, Err("not UTF-8 from byte 1 of the line".to_owned()))
        );
        assert_eq!(found[3], (6, ok("{}")));
    }

    #[test]
    fn an_endless_line_is_a_fault_and_not_the_end() {
        let mut list = vec![b'x'; LONGEST_LINE as usize + 10];
        list.extend(b"\n{}");
        let found = lines(&list);
        assert!(found[0].1.is_err());
        assert_eq!(found[1], (2, Ok("{}".to_owned())));
    }

    #[test]
    fn a_fault_is_named_with_its_place() {
        let fault = |json: &str| record(json).unwrap_err();
        let named = r#""name":{"family":"Лисюк","given":"Юрій"}"#;
        assert!(fault(&format!(r#"{{{named},"rang":"x"}}"#)).contains("unknown field `rang`"));
        assert!(
            fault(&format!(r#"{{{named},"service":[{{"unti":"x"}}]}}"#)).starts_with("service[0]")
        );
        assert!(fault(&format!(r#"{{{named},"born":"05.03.1996"}}"#)).starts_with("born: "));
        assert!(fault(r#"{"name":{"family":"","given":"Юрій"}}"#).starts_with("name: "));
        assert!(fault("{").contains("column"));
        assert!(fault(&format!("{{{named}}} x")).contains("trailing"));
        assert!(!fault(r#"{"name":3}"#).contains("line 1"));
    }

    #[test]
    fn what_is_empty_is_not_there() {
        let json = r#"{"name":{"family":"Лисюк","given":"Юрій"},"call_sign":" ","aliases":[""],"home_place":{"settlement":""},
            "birth_place":{"settlement":"Буряи\u0306вка"}}"#;
        let record = record(json).unwrap();
        assert_eq!(
            (record.call_sign, record.aliases.len(), record.home_place),
            (None, 0, None)
        );
        assert_eq!(record.birth_place.unwrap().settlement.unwrap(), "Буряйвка");
    }
}
