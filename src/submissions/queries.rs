//! All SQL of what families send. Every act is meant to run inside one `db.write`: once it answers, it is on the disk.

use chrono::{DateTime, NaiveDate, TimeDelta, Utc};
use diesel::prelude::*;
use diesel::result::Error;

use super::answers::{Answers, Contacts, TypedPhoto};
use super::base;
use super::consent;
use super::key;
use super::merging::Reader;
use super::reading::{self, Fault, Reading};
use super::submission::{Kind, LONGEST_ANSWERS, State, Step};
use crate::dates::kyiv;
use crate::heroes::hero::Record;
use crate::i18n::Lang;
use crate::keys;
use crate::keys::holder::Holder;
use crate::letters;
use crate::moderation;
use crate::moderation::journal::{self, Act, Actor, Subject};
use crate::namesakes;
use crate::papers;
use crate::photos;
use crate::photos::photo::MAX_FILES;
use crate::photos::renditions::Renditions;
use crate::reference::Reference;
use crate::schema::{
    consent_texts, submission_consents, submission_contacts, submission_photos, submissions,
};
use crate::wishes;

/// A submission as it is kept.
#[derive(Debug, Clone)]
pub struct Sent {
    pub id: i32,
    /// Who has opened it.
    pub holder: Holder,
    /// Whether six words lead to it.
    pub has_words: bool,
    pub kind: Kind,
    /// The public life that it is about.
    pub about_id: Option<i32>,
    /// The undecided story that a moderator joined it to. Its family never learns of that one.
    pub joined_id: Option<i32>,
    /// What an approved contribution changed.
    pub receipt: Option<Receipt>,
    /// The language the story is written in.
    pub language: Lang,
    pub state: State,
    pub answers: Answers,
    /// The record made of the answers when they were sent, as moderators have edited it since.
    pub record: Option<Record>,
    /// The answers as they were last sent: what moderators may read of them.
    pub sent_answers: Option<Answers>,
    /// When it first took its place in the queue; a story that came back to its family keeps it.
    pub sent_at: Option<DateTime<Utc>>,
    /// Grows with every change: whoever decides names the revision that was read.
    pub revision: i32,
    pub created_at: DateTime<Utc>,
    pub changed_at: DateTime<Utc>,
}

/// What was done with what a contributor told: the fields of the record that changed, and a moderator's words.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Receipt {
    pub changed: Vec<String>,
    pub message: Option<String>,
}

impl Sent {
    /// The answers as they were last sent; of a story that was not sent, as they are.
    pub fn told(&self) -> &Answers {
        self.sent_answers.as_ref().unwrap_or(&self.answers)
    }

    /// What the answers come to, and everything that keeps them from being sent.
    pub fn reading(&self, reference: &Reference, today: NaiveDate) -> Reading {
        let mut read = self.answers.read(self.language, reference, today);
        if self.kind == Kind::Contribution
            && self.answers.note.trim().is_empty()
            && read.record.as_ref().is_some_and(says_only_who)
        {
            read.faults.insert(
                0,
                Fault {
                    step: Step::Note,
                    field: "note".to_owned(),
                    kind: reading::Kind::Missing,
                },
            );
        }
        read
    }

    /// Whether it waited to be read, and its family took back the consent.
    pub fn is_taken_back(&self) -> bool {
        self.state == State::Draft && self.sent_at.is_some()
    }

    /// Whether what it added was taken off the page again, as its writer asked.
    pub fn is_unadded(&self) -> bool {
        matches!(self.state, State::Approved { .. }) && self.answers.consent == UNADDED
    }

    /// Whether its family took back the consent, and two people brought the page back all the same.
    pub fn is_restored(&self) -> bool {
        matches!(self.state, State::Approved { .. }) && self.answers.consent == RESTORED
    }

    /// Whether it is published, and its family has asked for the page to be taken down.
    pub fn asks_withdrawal(&self) -> bool {
        matches!(self.state, State::Approved { .. }) && self.answers.consent.is_empty()
    }
}

/// Why nothing was written.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Refused {
    /// Somebody is reading it, or it was decided.
    Closed,
    /// More than can be kept, all answers together.
    TooMuch,
    /// Somebody else has written in the same place since the page was shown.
    Crossed,
    /// Not one field of the page came.
    Nothing,
    /// No story has that key, or not that question.
    Nowhere,
    /// The disk would not take it.
    NotNow,
    /// It cannot be sent while these stand.
    Faults(Vec<Fault>),
}

/// Stands where the consent stood, once what it allowed was taken off again.
pub const UNADDED: &str = "unadded";
/// Stands where the consent stood, once the page that its family wanted gone was brought back by two people. The family can
/// take it back again.
pub const RESTORED: &str = "restored";

fn says_only_who(record: &Record) -> bool {
    let who = Record {
        name: record.name.clone(),
        latin: record.latin.clone(),
        sex: record.sex,
        ..Record::default()
    };
    *record == who
}

type Done<T> = QueryResult<Result<T, Refused>>;

#[derive(Queryable, Selectable)]
#[diesel(table_name = submissions)]
struct Row {
    id: i32,
    language: String,
    state: String,
    answers: String,
    record: Option<String>,
    revision: i32,
    created_at: DateTime<Utc>,
    changed_at: DateTime<Utc>,
    sent_at: Option<DateTime<Utc>>,
    taken_at: Option<DateTime<Utc>>,
    taken_by: Option<i32>,
    decided_at: Option<DateTime<Utc>>,
    message: Option<String>,
    hero_id: Option<i32>,
    sent_answers: Option<String>,
    kind: String,
    about_id: Option<i32>,
    joined_id: Option<i32>,
    changed_facts: Option<String>,
    words_hash: Option<Vec<u8>>,
}

/// One submission by its number: for whoever has proved to be a moderator.
pub fn sent(conn: &mut SqliteConnection, id: i32) -> QueryResult<Sent> {
    understood(
        submissions::table
            .find(id)
            .select(Row::as_select())
            .first(conn)?,
    )
}

/// One submission by the key that its family holds.
pub fn by_key(conn: &mut SqliteConnection, key: &str) -> QueryResult<Sent> {
    let (id, holder) = keys::queries::opened(conn, key)?;
    Ok(Sent {
        holder,
        ..sent(conn, id)?
    })
}

/// The same, and out of the hands of whoever let it lie for too long: then its family may write again.
pub fn by_key_now(conn: &mut SqliteConnection, key: &str, at: DateTime<Utc>) -> QueryResult<Sent> {
    let sent = by_key(conn, key)?;
    if matches!(sent.state, State::Taken { .. }) {
        moderation::queries::end_claims(conn, Some(sent.id), at)?;
        return by_key(conn, key);
    }
    Ok(sent)
}

fn understood(row: Row) -> QueryResult<Sent> {
    let id = row.id;
    let wrong =
        |what: String| Error::DeserializationError(format!("submission {id}: {what}").into());
    let sent_at = || {
        row.sent_at
            .ok_or_else(|| wrong("no time of sending".into()))
    };
    let decided_at = || {
        row.decided_at
            .ok_or_else(|| wrong("no time of decision".into()))
    };
    let state = match row.state.as_str() {
        "draft" => State::Draft,
        "pending" => State::Pending {
            sent_at: sent_at()?,
        },
        "taken" => State::Taken {
            sent_at: sent_at()?,
            by: row
                .taken_by
                .ok_or_else(|| wrong("taken by nobody".into()))?,
            at: row
                .taken_at
                .ok_or_else(|| wrong("taken at no time".into()))?,
        },
        "returned" => State::Returned {
            sent_at: sent_at()?,
            at: decided_at()?,
            message: row.message.clone().unwrap_or_default(),
        },
        "approved" => State::Approved {
            sent_at: sent_at()?,
            at: decided_at()?,
            hero_id: row
                .hero_id
                .ok_or_else(|| wrong("approved as nobody".into()))?,
        },
        "refused" => State::Refused {
            sent_at: sent_at()?,
            at: decided_at()?,
            reason: row.message.clone().unwrap_or_default(),
        },
        other => return Err(wrong(format!("the state {other}"))),
    };
    let receipt = row
        .changed_facts
        .map(|json| serde_json::from_str(&json))
        .transpose()
        .map_err(|fault| wrong(fault.to_string()))?
        .map(|changed| Receipt {
            changed,
            message: row.message,
        });
    Ok(Sent {
        id,
        holder: Holder::Family,
        has_words: row.words_hash.is_some(),
        kind: Kind::from_word(&row.kind).ok_or_else(|| wrong(format!("the kind {}", row.kind)))?,
        about_id: row.about_id,
        joined_id: row.joined_id,
        receipt,
        language: row
            .language
            .parse()
            .map_err(|_| wrong("its language".into()))?,
        state,
        answers: serde_json::from_str(&row.answers).map_err(|fault| wrong(fault.to_string()))?,
        record: row
            .record
            .map(|json| serde_json::from_str(&json))
            .transpose()
            .map_err(|fault| wrong(fault.to_string()))?,
        sent_answers: row
            .sent_answers
            .map(|json| serde_json::from_str(&json))
            .transpose()
            .map_err(|fault| wrong(fault.to_string()))?,
        sent_at: row.sent_at,
        revision: row.revision,
        created_at: row.created_at,
        changed_at: row.changed_at,
    })
}

/// Begins a story, or a contribution to the life with the number `about`. The same page sent twice (the same key) begins
/// it once.
pub fn begin(
    conn: &mut SqliteConnection,
    key: &str,
    language: Lang,
    answers: &Answers,
    about: Option<i32>,
    words_key: Option<&str>,
    at: DateTime<Utc>,
) -> Done<()> {
    let Some(json) = written(answers) else {
        return Ok(Err(Refused::TooMuch));
    };
    let begun = diesel::insert_or_ignore_into(submissions::table)
        .values((
            submissions::key_hash.eq(key::hash(key).as_slice()),
            submissions::language.eq(language.code()),
            submissions::state.eq("draft"),
            submissions::answers.eq(json),
            submissions::kind.eq(about.map_or(Kind::Life, |_| Kind::Contribution).word()),
            submissions::about_id.eq(about),
            submissions::words_hash.eq(words_key.map(|key| key::hash(key).to_vec())),
            submissions::created_at.eq(at),
            submissions::changed_at.eq(at),
        ))
        .execute(conn)?;
    if begun > 0 {
        let id = by_key(conn, key)?.id;
        wrote(conn, id, Act("begin"), at)?;
    }
    Ok(Ok(()))
}

/// Makes a story that is still being written one about a public life, or about somebody who is not here yet. A story begun
/// as a contribution stays one.
pub fn choose_about(
    conn: &mut SqliteConnection,
    id: i32,
    about: Option<i32>,
) -> QueryResult<usize> {
    let own = submissions::table
        .filter(submissions::id.eq(id))
        .filter(submissions::state.eq("draft"))
        .filter(submissions::kind.eq(Kind::Life.word()));
    diesel::update(own)
        .set(submissions::about_id.eq(about))
        .execute(conn)
}

/// Changes the answers as `change` says, while the family may. What was sent is read anew: the record follows what the
/// family changes, keeps what moderators edited, and has the name it had where the answers have none any more.
pub fn change(
    conn: &mut SqliteConnection,
    key: &str,
    reference: &Reference,
    at: DateTime<Utc>,
    change: impl FnOnce(&mut Answers),
) -> Done<Sent> {
    let mut sent = by_key_now(conn, key, at)?;
    if !sent.state.is_open() {
        return Ok(Err(Refused::Closed));
    }
    let before = sent.answers.clone();
    change(&mut sent.answers);
    if let Err(refused) = keep(conn, &mut sent, &before, reference, at)? {
        return Ok(Err(refused));
    }
    Ok(Ok(sent))
}

/// Keeps the answers, and who wrote each part that is another than `before`.
fn keep(
    conn: &mut SqliteConnection,
    sent: &mut Sent,
    before: &Answers,
    reference: &Reference,
    at: DateTime<Utc>,
) -> Done<()> {
    let Some(json) = written(&sent.answers) else {
        return Ok(Err(Refused::TooMuch));
    };
    // A picture taken back is gone, whatever else is wrong and wherever the story stands.
    if let Some(record) = &mut sent.record {
        let photos = &sent.answers.photos;
        record
            .photos
            .retain(|photo| photos.iter().any(|typed| photo.id() == Some(typed.id)));
    }
    let waited = matches!(sent.state, State::Pending { .. });
    if waited && sent.answers.consent == consent::VERSION {
        sent.record = follow(sent, reference, at)?.or(sent.record.take());
        sent.sent_answers = Some(sent.answers.clone());
    } else if waited {
        // Without consent nobody may read it: it is the family's own again. Its place in the queue stays.
        sent.state = State::Draft;
        sent.record = None;
        sent.sent_answers = None;
        diesel::update(submissions::table.find(sent.id))
            .set(submissions::state.eq("draft"))
            .execute(conn)?;
        wrote(conn, sent.id, Act("take-back"), at)?;
    }
    sent.revision += 1;
    sent.changed_at = at;
    let read = sent.sent_answers.as_ref().and_then(written);
    diesel::update(submissions::table.find(sent.id))
        .set((
            submissions::answers.eq(json),
            submissions::sent_answers.eq(read),
            submissions::record.eq(sent.record.as_ref().map(as_json).transpose()?),
            submissions::revision.eq(sent.revision),
            submissions::changed_at.eq(at),
        ))
        .execute(conn)?;
    for step in base::changed(before, &sent.answers) {
        keys::queries::wrote(conn, sent.id, step, &sent.holder, at)?;
    }
    Ok(Ok(()))
}

/// The record of what was sent before, as moderators edited it, with what the family changed since.
fn follow(sent: &Sent, reference: &Reference, at: DateTime<Utc>) -> QueryResult<Option<Record>> {
    let (Some(kept), Some(before)) = (&sent.record, &sent.sent_answers) else {
        let read = sent.reading(reference, kyiv::today(at));
        return Ok(read.record);
    };
    let reader = Reader {
        lang: sent.language,
        reference,
        today: kyiv::today(at),
    };
    reader
        .merged(kept, before, &sent.answers)
        .map(Some)
        .map_err(|fault| Error::SerializationError(Box::new(fault)))
}

/// The way to reach the family, or none.
pub fn contacts(conn: &mut SqliteConnection, id: i32) -> QueryResult<Contacts> {
    type Columns = (
        Option<String>,
        Option<String>,
        Option<String>,
        Option<String>,
    );
    let row: Option<Columns> = submission_contacts::table
        .find(id)
        .select((
            submission_contacts::name,
            submission_contacts::phone,
            submission_contacts::email,
            submission_contacts::other,
        ))
        .first(conn)
        .optional()?;
    Ok(
        row.map_or_else(Contacts::default, |(name, phone, email, other)| Contacts {
            name: name.unwrap_or_default(),
            phone: phone.unwrap_or_default(),
            email: email.unwrap_or_default(),
            other: other.unwrap_or_default(),
        }),
    )
}

/// Keeps the way to reach the family, apart from the answers.
pub fn keep_contacts(conn: &mut SqliteConnection, id: i32, contacts: &Contacts) -> QueryResult<()> {
    diesel::delete(submission_contacts::table.find(id)).execute(conn)?;
    let [name, phone, email, other] = contacts.tidied();
    if name.is_none() && phone.is_none() && email.is_none() && other.is_none() {
        return Ok(());
    }
    diesel::insert_into(submission_contacts::table)
        .values((
            submission_contacts::submission_id.eq(id),
            submission_contacts::name.eq(name),
            submission_contacts::phone.eq(&phone),
            submission_contacts::email.eq(&email),
            submission_contacts::phone_key.eq(phone.as_deref().and_then(keys::queries::phone_key)),
            submission_contacts::email_key.eq(email.as_deref().and_then(keys::queries::email_key)),
            submission_contacts::other.eq(other),
        ))
        .execute(conn)?;
    Ok(())
}

/// Adds the pictures that were made, up to the most there may be, takes one out if asked, and keeps what was said of them.
/// Answers the files that were not added.
pub fn change_photos(
    conn: &mut SqliteConnection,
    key: &str,
    reference: &Reference,
    at: DateTime<Utc>,
    pictures: PictureChange<'_>,
) -> Done<LeftOut> {
    let mut sent = by_key_now(conn, key, at)?;
    if !sent.state.is_open() {
        return Ok(Err(Refused::Closed));
    }
    let before = sent.answers.clone();
    (pictures.say)(&mut sent.answers);
    if let Some(id) = pictures.remove
        && sent.answers.photos.iter().any(|photo| photo.id == id)
    {
        photos::queries::take_from_submission(conn, sent.id, id)?;
        sent.answers.photos.retain(|photo| photo.id != id);
    }
    let mut left_out = LeftOut::default();
    for (name, made) in pictures.add {
        if photos::queries::is_of_submission(conn, sent.id, &made.sha256)? {
            left_out.twins.push(name.clone());
            continue;
        }
        if sent.answers.photos.len() >= MAX_FILES {
            left_out.no_room.push(name.clone());
            continue;
        }
        let id = photos::queries::add_to_submission(conn, sent.id, made, name, at)?;
        sent.answers.photos.push(TypedPhoto {
            id,
            ..TypedPhoto::default()
        });
    }
    if let Err(refused) = keep(conn, &mut sent, &before, reference, at)? {
        return Ok(Err(refused));
    }
    describe_photos(conn, &sent)?;
    Ok(Ok(left_out))
}

/// The names of files that were not added.
#[derive(Debug, Default)]
pub struct LeftOut {
    pub no_room: Vec<String>,
    /// The very picture is in the story already.
    pub twins: Vec<String>,
}

/// What happens to the pictures in one act.
pub struct PictureChange<'a> {
    pub say: &'a dyn Fn(&mut Answers),
    pub remove: Option<i32>,
    /// File names and what was made of the files.
    pub add: &'a [(String, Renditions)],
}

/// The words beside the pictures themselves, as far as they could be read, for whoever looks at the pictures.
fn describe_photos(conn: &mut SqliteConnection, sent: &Sent) -> QueryResult<()> {
    for photo in &sent.answers.photos {
        let some = |words: &str| {
            Some(
                words
                    .trim()
                    .chars()
                    .take(super::reading::NOTE)
                    .collect::<String>(),
            )
            .filter(|words| !words.is_empty())
        };
        let year = photo
            .year
            .trim()
            .parse()
            .ok()
            .filter(|year| (1850..=2100).contains(year));
        diesel::update(submission_photos::table.find((sent.id, photo.id)))
            .set((
                submission_photos::caption.eq(some(&photo.caption.text)),
                submission_photos::credit.eq(some(&photo.credit)),
                submission_photos::year.eq::<Option<i32>>(year),
            ))
            .execute(conn)?;
    }
    Ok(())
}

/// Puts the story in the queue: a sound record, a relation and the consent in force are needed. Pressed twice it is sent
/// once. A story that came back to its family takes its old place again: it has waited since then.
pub fn send(
    conn: &mut SqliteConnection,
    key: &str,
    reference: &Reference,
    spoken: Lang,
    at: DateTime<Utc>,
) -> Done<()> {
    let sent = by_key(conn, key)?;
    if !sent.holder.is_family() {
        return Err(Error::NotFound);
    }
    let first = match &sent.state {
        State::Draft => sent.sent_at.unwrap_or(at),
        State::Returned { sent_at, .. } => *sent_at,
        State::Pending { .. } => return Ok(Ok(())),
        _ => return Ok(Err(Refused::Closed)),
    };
    let read = sent.reading(reference, kyiv::today(at));
    let record = match read.record {
        Some(record) if read.faults.is_empty() => follow(&sent, reference, at)?.unwrap_or(record),
        _ => return Ok(Err(Refused::Faults(read.faults))),
    };
    // A picture that is not there any more cannot be promised to anyone.
    let kept: Vec<i32> = photos::queries::of_submission(conn, sent.id)?
        .iter()
        .map(|photo| photo.photo_id)
        .collect();
    debug_assert!(
        record
            .photos
            .iter()
            .all(|photo| photo.id().is_some_and(|id| kept.contains(&id)))
    );
    diesel::update(submissions::table.find(sent.id))
        .set((
            submissions::state.eq("pending"),
            submissions::sent_at.eq(first),
            submissions::record.eq(as_json(&record)?),
            submissions::sent_answers.eq(written(&sent.answers)),
            submissions::revision.eq(sent.revision + 1),
            submissions::changed_at.eq(at),
            submissions::taken_at.eq(None::<DateTime<Utc>>),
            submissions::taken_by.eq(None::<i32>),
            submissions::decided_at.eq(None::<DateTime<Utc>>),
            submissions::decided_by.eq(None::<i32>),
            submissions::message.eq(None::<String>),
        ))
        .execute(conn)?;
    namesakes::queries::know_story(conn, sent.id, &record)?;
    agree(conn, &sent, spoken, at)?;
    // Taken back and sent again, a story has arrived once that day; an answer to a moderator arrives each time.
    let occasion = match &sent.state {
        State::Returned { at: asked, .. } => format!("answer to {}", asked.to_rfc3339()),
        _ => kyiv::today(at).to_string(),
    };
    letters::queries::owe(
        conn,
        sent.id,
        letters::letter::Kind::Received,
        &occasion,
        at,
    )?;
    wrote(conn, sent.id, Act("send"), at).map(Ok)
}

/// Takes back the consent wherever the story stands, and erases the way to reach the family. What is not public is the
/// family's own again, out of any moderator's hands; a page is hidden at once, and a moderator settles that it stays so. What
/// was added to another's page is for a moderator to take off.
pub fn withdraw(conn: &mut SqliteConnection, key: &str, at: DateTime<Utc>) -> QueryResult<()> {
    let mut sent = by_key(conn, key)?;
    if !sent.holder.is_family() {
        return Err(Error::NotFound);
    }
    if sent.asks_withdrawal() {
        return Ok(());
    }
    sent.answers.consent = String::new();
    let json = serde_json::to_string(&sent.answers)
        .map_err(|fault| Error::SerializationError(Box::new(fault)))?;
    diesel::update(submissions::table.find(sent.id))
        .set((
            submissions::answers.eq(json),
            submissions::revision.eq(sent.revision + 1),
            submissions::changed_at.eq(at),
        ))
        .execute(conn)?;
    keep_contacts(conn, sent.id, &Contacts::default())?;
    if let State::Approved { hero_id, .. } = sent.state {
        let subject = Subject {
            submission_id: Some(sent.id),
            hero_id: Some(hero_id),
            ..Subject::default()
        };
        if sent.about_id.is_some() {
            return journal::write(conn, Actor::Family, Act("ask-unadding"), subject, at);
        }
        journal::write(conn, Actor::Family, Act("ask-withdrawal"), subject, at)?;
        return wishes::queries::hide_page(conn, sent.id, "", at);
    }
    namesakes::queries::forget_story(conn, sent.id)?;
    diesel::update(submissions::table.find(sent.id))
        .set((
            submissions::state.eq("draft"),
            submissions::record.eq(None::<String>),
            submissions::sent_answers.eq(None::<String>),
            submissions::taken_at.eq(None::<DateTime<Utc>>),
            submissions::taken_by.eq(None::<i32>),
            submissions::decided_at.eq(None::<DateTime<Utc>>),
            submissions::decided_by.eq(None::<i32>),
            submissions::message.eq(None::<String>),
        ))
        .execute(conn)?;
    wrote(conn, sent.id, Act("take-back"), at)
}

/// Where a story stands in the queue.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Place {
    /// How many wait that are read before it: what lacks nothing that a page needs goes first, then what came first.
    pub before: i64,
    /// How long the last ones waited for an answer: the middle one, and the longest. None while there are too few.
    pub lately: Option<(TimeDelta, TimeDelta)>,
}

/// So many are looked back at, and with fewer than these nothing is said.
const LATELY: i64 = 20;
const FEW: usize = 3;

/// The true place of a story that waits.
pub fn place(conn: &mut SqliteConnection, id: i32, sent_at: DateTime<Utc>) -> QueryResult<Place> {
    // As the queue of the desk has them (`moderation::queries::places`).
    let completeness = || diesel::dsl::sql::<diesel::sql_types::Integer>("completeness");
    let own: i32 = submissions::table
        .find(id)
        .select(completeness())
        .first(conn)?;
    let earlier = submissions::sent_at
        .lt(sent_at)
        .or(submissions::sent_at.eq(sent_at).and(submissions::id.lt(id)));
    let before = submissions::table
        .filter(submissions::state.eq("pending"))
        .filter(
            completeness()
                .lt(own)
                .or(completeness().eq(own).and(earlier)),
        )
        .count()
        .get_result(conn)?;
    Ok(Place {
        before,
        lately: lately(conn)?,
    })
}

/// How long the last ones waited for an answer: the middle one, and the longest. Families and the desk are told the same.
pub fn lately(conn: &mut SqliteConnection) -> QueryResult<Option<(TimeDelta, TimeDelta)>> {
    type Times = (Option<DateTime<Utc>>, Option<DateTime<Utc>>);
    let last = submissions::table
        .filter(submissions::decided_at.is_not_null())
        .order(submissions::decided_at.desc())
        .limit(LATELY)
        .select((submissions::sent_at, submissions::decided_at))
        .load::<Times>(conn)?;
    let mut took: Vec<TimeDelta> = last
        .into_iter()
        .filter_map(|(sent, decided)| Some(decided? - sent?))
        .collect();
    took.sort();
    let longest = took.last().copied().filter(|_| took.len() >= FEW);
    Ok(longest.map(|longest| (took[took.len() / 2], longest)))
}

/// Erases a story that nobody waits to read (a draft, or one that was taken back), with its pictures and papers. False when
/// it is sent: then it is not only the family's any more.
pub fn erase(conn: &mut SqliteConnection, key: &str, at: DateTime<Utc>) -> QueryResult<bool> {
    let sent = by_key(conn, key)?;
    if !sent.holder.is_family() {
        return Err(Error::NotFound);
    }
    if sent.state != State::Draft {
        return Ok(false);
    }
    for picture in photos::queries::of_submission(conn, sent.id)? {
        photos::queries::take_from_submission(conn, sent.id, picture.photo_id)?;
    }
    for paper in papers::queries::of_submission(conn, sent.id)? {
        papers::queries::remove(conn, sent.id, paper.photo_id)?;
    }
    namesakes::queries::forget_story(conn, sent.id)?;
    diesel::delete(submissions::table.find(sent.id)).execute(conn)?;
    wrote(conn, sent.id, Act("erase"), at)?;
    Ok(true)
}

/// Records which words were agreed to, when, in which language, and by what relation.
fn agree(
    conn: &mut SqliteConnection,
    sent: &Sent,
    spoken: Lang,
    at: DateTime<Utc>,
) -> QueryResult<()> {
    diesel::insert_or_ignore_into(consent_texts::table)
        .values((
            consent_texts::version.eq(consent::VERSION),
            consent_texts::text_uk.eq(consent::text(Lang::Uk).join("\n\n")),
            consent_texts::text_en.eq(consent::text(Lang::En).join("\n\n")),
        ))
        .execute(conn)?;
    diesel::insert_or_ignore_into(submission_consents::table)
        .values((
            submission_consents::submission_id.eq(sent.id),
            submission_consents::version.eq(consent::VERSION),
            submission_consents::language.eq(spoken.code()),
            submission_consents::relation.eq(&sent.answers.relation.relation),
            submission_consents::agreed_at.eq(at),
        ))
        .execute(conn)?;
    Ok(())
}

/// Whether this picture belongs to the story that the key opens.
pub fn has_photo(conn: &mut SqliteConnection, key: &str, photo_id: i32) -> QueryResult<bool> {
    let (id, holder) = keys::queries::opened(conn, key)?;
    let sent = submission_photos::table.find((id, photo_id));
    let sent: bool = diesel::select(diesel::dsl::exists(sent)).get_result(conn)?;
    Ok(sent || (holder.is_family() && papers::queries::has(conn, id, photo_id)?))
}

fn wrote(conn: &mut SqliteConnection, id: i32, act: Act, at: DateTime<Utc>) -> QueryResult<()> {
    journal::write(
        conn,
        Actor::Family,
        act,
        Subject {
            submission_id: Some(id),
            ..Subject::default()
        },
        at,
    )
}

/// The answers as JSON; none when they are more than can be kept.
fn written(answers: &Answers) -> Option<String> {
    serde_json::to_string(answers)
        .ok()
        .filter(|json| json.len() <= LONGEST_ANSWERS)
}

fn as_json(record: &Record) -> QueryResult<String> {
    serde_json::to_string(record).map_err(|fault| Error::SerializationError(Box::new(fault)))
}
