//! Whether a row of a list is new here: the rules, and what is remembered of the rows before it.

use std::collections::HashMap;

use diesel::{QueryResult, SqliteConnection};
use sha2::{Digest, Sha256};

use super::queries::{self, Namesake};
use super::report::Verdict;
use crate::dates::Edtf;
use crate::heroes::hero::Record;
use crate::i18n::{Lang, Words};
use crate::namesakes;
use crate::namesakes::likeness::{Likeness, compare};
use crate::namesakes::reasons::{Said, said};
use crate::namesakes::traits::Traits;
use crate::reference::Reference;

/// What names a row of a list for ever: its record, whatever the order of its keys and its spaces.
pub fn digest(record: &Record) -> [u8; 32] {
    Sha256::digest(serde_json::to_vec(record).unwrap_or_default()).into()
}

/// What was known before the list was opened and costs too much to ask at each row, and, where nothing is written, what the
/// rows before said.
#[derive(Default)]
pub struct Before {
    /// Lives that were public once: their names of other archives, and by what they are known again.
    withdrawn: Vec<(Option<String>, Traits)>,
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
            withdrawn: withdrawn
                .into_iter()
                .map(|known| (known.external_id.clone(), Traits::of(&known)))
                .collect(),
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

/// A row that is to be judged: its record, what names it for ever, and by what the person is known again.
#[derive(Clone, Copy)]
pub struct Asked<'a> {
    pub line: u32,
    pub record: &'a Record,
    pub digest: &'a [u8; 32],
    pub traits: &'a Traits,
}

/// Judges one row. `publish` makes a row that waits undoubted at the desk new again: its time has come.
pub fn judge(
    conn: &mut SqliteConnection,
    before: &mut Before,
    asked: Asked<'_>,
    publish: bool,
) -> QueryResult<Judged> {
    let Asked {
        record,
        digest,
        traits,
        ..
    } = asked;
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
        .and_then(|rehearsal| rehearsal.meet(asked))
    {
        return Ok(earlier.into());
    }
    let named = queries::namesakes(conn, &record.name.family, &record.name.given)?;
    if let Some(Namesake { place, .. }) = named.iter().find(|known| alike(&known.record, record)) {
        return same(format!("is here already ({place})"));
    }
    if let Some((place, likeness)) = likeliest(conn, traits, named)? {
        let reasons = in_words(&likeness);
        return Ok(Verdict::Unsure(format!("may be the same person as {place}: {reasons}")).into());
    }
    let gone = before.withdrawn.iter().any(|(external_id, known)| {
        (external_id.is_some() && *external_id == record.external_id)
            || compare(known, traits).is_some()
    });
    if gone {
        return Ok(Verdict::Unsure("may be a life that was withdrawn".to_owned()).into());
    }
    Ok(Verdict::New.into())
}

/// Whoever is most like a row: among the public, by names as they sound, and among the rows that wait, by the same name.
fn likeliest(
    conn: &mut SqliteConnection,
    traits: &Traits,
    named: Vec<Namesake>,
) -> QueryResult<Option<(String, Likeness)>> {
    let mut found: Vec<(String, Likeness)> = Vec::new();
    for (id, likeness) in namesakes::queries::lives_like(conn, traits)?
        .into_iter()
        .take(1)
    {
        if let Some(place) = queries::slug(conn, id)? {
            found.push((place, likeness));
        }
    }
    found.extend(named.into_iter().filter_map(|known| {
        let likeness = compare(&Traits::of(&known.record), traits)?;
        Some((known.place, likeness))
    }));
    // Of equals the first: a public life goes before a row.
    Ok(found.into_iter().reduce(|best, next| {
        if next.1.score > best.1.score {
            next
        } else {
            best
        }
    }))
}

/// What speaks for it and against it, as the import speaks: in English.
fn in_words(likeness: &Likeness) -> String {
    let Said {
        reasons, against, ..
    } = said(Words::new(Lang::En), &Reference::default(), likeness);
    let mut words = reasons.join("; ");
    if !against.is_empty() {
        words.push_str("; but ");
        words.push_str(&against.join("; "));
    }
    words
}

impl Rehearsal {
    /// Says when a row before was this one or may have been, and remembers it.
    fn meet(&mut self, asked: Asked<'_>) -> Option<Verdict> {
        let Asked {
            line,
            record,
            digest,
            traits,
        } = asked;
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
            let mut earlier = Record {
                name: record.name.clone(),
                born: *born,
                died: *died,
                ..Record::default()
            };
            earlier.name.patronymic.clone_from(patronymic);
            compare(&Traits::of(&earlier), traits).is_some()
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

#[cfg(test)]
mod tests {
    use super::*;

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
