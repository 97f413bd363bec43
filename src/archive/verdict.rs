//! Whether a row of a list is new here: the rules, and what is remembered of the rows before it.

use std::collections::HashMap;

use diesel::{QueryResult, SqliteConnection};
use sha2::{Digest, Sha256};

use super::queries::{self, Namesake};
use super::report::Verdict;
use crate::dates::Edtf;
use crate::heroes::hero::Record;

/// What names a row of a list for ever: its record, whatever the order of its keys and its spaces.
pub fn digest(record: &Record) -> [u8; 32] {
    Sha256::digest(serde_json::to_vec(record).unwrap_or_default()).into()
}

/// What was known before the list was opened and costs too much to ask at each row, and, where nothing is written, what the
/// rows before said.
#[derive(Default)]
pub struct Before {
    withdrawn: Vec<Record>,
    rehearsal: Option<Rehearsal>,
}

/// A row before, as far as it can tell one of a name from another: its line, patronymic, birth and death.
type Earlier = (u32, Option<String>, Option<Edtf>, Option<Edtf>);

/// A dry run finds the rows of its own list only here. A few dozen bytes a row.
#[derive(Default)]
struct Rehearsal {
    digests: HashMap<[u8; 8], u32>,
    external_ids: HashMap<String, u32>,
    names: HashMap<[u8; 8], Vec<Earlier>>,
}

impl Before {
    pub fn new(withdrawn: Vec<Record>, dry_run: bool) -> Self {
        Self {
            withdrawn,
            rehearsal: dry_run.then(Rehearsal::default),
        }
    }
}

/// What a row is, and for a new one that waits at the desk already, its number there.
pub struct Judged {
    pub verdict: Verdict,
    pub at_desk: Option<i32>,
}

impl From<Verdict> for Judged {
    fn from(verdict: Verdict) -> Self {
        Self {
            verdict,
            at_desk: None,
        }
    }
}

/// Judges one row. `publish` makes a row that waits undoubted at the desk new again: its time has come.
pub fn judge(
    conn: &mut SqliteConnection,
    before: &mut Before,
    (line, record, digest): (u32, &Record, &[u8; 32]),
    publish: bool,
) -> QueryResult<Judged> {
    let same = |reason: String| Ok(Verdict::Same(reason).into());
    if let Some(taken) = queries::taken(conn, digest)? {
        return match taken.state.as_str() {
            "waiting" if publish && taken.doubt.is_none() => Ok(Judged {
                verdict: Verdict::New,
                at_desk: Some(taken.id),
            }),
            "waiting" => same("waits at the import desk".to_owned()),
            "discarded" => same("was discarded at the import desk".to_owned()),
            _ => same("was imported before".to_owned()),
        };
    }
    if let Some(external_id) = &record.external_id {
        if let Some((slug, known)) = queries::by_external_id(conn, external_id)? {
            let differs = if alike(&known, record) {
                ""
            } else {
                "; the row differs, and what is public was left as it is"
            };
            return same(format!("is public as {slug}{differs}"));
        }
        if let Some(place) = queries::waiting_by_external_id(conn, external_id)? {
            return same(format!(
                "the same external_id waits at the import desk ({place})"
            ));
        }
    }
    if let Some(earlier) = before
        .rehearsal
        .as_mut()
        .and_then(|rehearsal| rehearsal.meet(line, record, digest))
    {
        return Ok(earlier.into());
    }
    for Namesake {
        place,
        patronymic,
        born,
        died,
        record: known,
    } in queries::namesakes(conn, &record.name.family, &record.name.given)?
    {
        if alike(&known, record) {
            return same(format!("is here already ({place})"));
        }
        if may_be_one(
            (patronymic.as_deref(), born.as_ref(), died.as_ref()),
            record,
        ) {
            return Ok(Verdict::Unsure(format!("may be the same person as {place}")).into());
        }
    }
    let gone = |known: &&Record| {
        let name =
            (&known.name.family, &known.name.given) == (&record.name.family, &record.name.given);
        let id = known.external_id.is_some() && known.external_id == record.external_id;
        id || name
            && may_be_one(
                (
                    known.name.patronymic.as_deref(),
                    known.born.as_ref(),
                    known.died.as_ref(),
                ),
                record,
            )
    };
    if before.withdrawn.iter().any(|known| gone(&known)) {
        return Ok(Verdict::Unsure("may be a life that was withdrawn".to_owned()).into());
    }
    Ok(Verdict::New.into())
}

impl Rehearsal {
    /// Says when a row before was this one or may have been, and remembers it.
    fn meet(&mut self, line: u32, record: &Record, digest: &[u8; 32]) -> Option<Verdict> {
        let short = |digest: &[u8]| -> [u8; 8] {
            std::array::from_fn(|at| digest.get(at).copied().unwrap_or_default())
        };
        let as_line = |line: &u32| Verdict::Same(format!("as line {line}"));
        let whole = self.digests.get(&short(digest)).map(as_line);
        let named = record
            .external_id
            .as_ref()
            .and_then(|id| self.external_ids.get(id))
            .map(as_line);
        let name = short(&Sha256::digest(format!(
            "{}\0{}",
            record.name.family, record.name.given
        )));
        let namesakes = self.names.entry(name).or_default();
        let maybe = namesakes.iter().find(|(_, patronymic, born, died)| {
            may_be_one(
                (patronymic.as_deref(), born.as_ref(), died.as_ref()),
                record,
            )
        });
        let maybe = maybe
            .map(|(line, ..)| Verdict::Unsure(format!("may be the same person as line {line}")));
        let found = whole.or(named).or(maybe);
        if !matches!(found, Some(Verdict::Same(_))) {
            namesakes.push((
                line,
                record.name.patronymic.clone(),
                record.born,
                record.died,
            ));
            self.digests.insert(short(digest), line);
            if let Some(id) = &record.external_id {
                self.external_ids.insert(id.clone(), line);
            }
        }
        found
    }
}

/// Whether two records say the same; where their pictures lie is not compared.
fn alike(known: &Record, record: &Record) -> bool {
    let bare = |record: &Record| {
        let mut bare = record.clone();
        bare.photos.iter_mut().for_each(|photo| photo.file = None);
        bare
    };
    known == record || bare(known) == bare(record)
}

/// Whether nothing speaks against two of one name being one person: what is unknown speaks against nothing.
fn may_be_one(
    (patronymic, born, died): (Option<&str>, Option<&Edtf>, Option<&Edtf>),
    record: &Record,
) -> bool {
    let agree = |a: Option<&Edtf>, b: Option<&Edtf>| {
        a.zip(b)
            .is_none_or(|(a, b)| a.overlaps(b.first(), b.last()))
    };
    let names = patronymic
        .zip(record.name.patronymic.as_deref())
        .is_none_or(|(a, b)| a == b);
    names && agree(born, record.born.as_ref()) && agree(died, record.died.as_ref())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::names::Name;

    fn life(patronymic: Option<&str>, born: &str, died: &str) -> Record {
        let date = |text: &str| (!text.is_empty()).then(|| text.parse().unwrap());
        Record {
            name: Name::parse("Лисюк", "Юрій", patronymic).unwrap(),
            born: date(born),
            died: date(died),
            ..Record::default()
        }
    }

    #[test]
    fn two_of_one_name_are_told_apart_by_what_is_known() {
        let one = |a: &Record, b: &Record| {
            may_be_one(
                (
                    a.name.patronymic.as_deref(),
                    a.born.as_ref(),
                    a.died.as_ref(),
                ),
                b,
            )
        };
        assert!(one(
            &life(None, "1996", ""),
            &life(Some("Іванович"), "1996-05", "2024-03-05")
        ));
        assert!(!one(
            &life(Some("Петрович"), "", ""),
            &life(Some("Іванович"), "", "")
        ));
        assert!(!one(&life(None, "1996", ""), &life(None, "1997-01-01", "")));
        assert!(one(&life(None, "1996~", ""), &life(None, "", "2022")));
        assert!(!one(
            &life(None, "1996-05", "2023"),
            &life(None, "1996-05", "2024-03-05")
        ));
    }

    #[test]
    fn a_row_is_known_by_its_record_and_not_by_its_spaces() {
        let record = |json: &str| super::super::read::record(json).unwrap();
        let one = record(r#"{"name":{"family":"Лисюк","given":"Юрій"},"call_sign":"Лис"}"#);
        let other = record(
            r#"{ "call_sign": "Лис ", "name": {"given":"Юрій", "family":"Лисюк", "patronymic":null}, "born": null }"#,
        );
        assert_eq!(digest(&one), digest(&other));
    }
}
