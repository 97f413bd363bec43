//! All SQL of the desk. Every act is meant to run inside one `db.write`, with its line in the journal.

use std::collections::HashMap;

use chrono::{DateTime, Utc};
use diesel::prelude::*;
use diesel::result::{DatabaseErrorKind, Error};
use serde_json::{Value, json};

use super::decision::{Answer, Decision, Message, Stale, Undecided, Undoable};
use super::joining;
use super::journal::{self, Act, Actor, Subject};
use crate::accounts::guard::Moderator;
use crate::heroes;
use crate::heroes::hero::Record;
use crate::heroes::queries::{Author, Change};
use crate::heroes::visibility;
use crate::keys;
use crate::keys::holder::Writing;
use crate::letters::letter;
use crate::letters::queries as letters;
use crate::papers;
use crate::papers::queries::Paper;
use crate::photos;
use crate::proofs;
use crate::proofs::proof::{Answer as Agreed, Proof};
use crate::questions;
use crate::questions::question::Question;
use crate::schema::{
    accounts, hero_versions, heroes as public, import_rows, submission_consents, submission_photos,
    submissions, withdrawals,
};
use crate::submissions::answers::Contacts;
use crate::submissions::queries as sent;
use crate::submissions::queries::Sent;
use crate::submissions::submission::{Kind, State};

/// An act that was done, or was not because the story is not where it was when it was read.
pub type Done<T> = QueryResult<Result<T, Stale>>;

/// How many stories nobody has taken up, and since when the oldest of them waits.
pub fn waiting(conn: &mut SqliteConnection) -> QueryResult<(i64, Option<DateTime<Utc>>)> {
    let pending = submissions::table.filter(submissions::state.eq("pending"));
    let oldest = pending
        .order(submissions::sent_at)
        .select(submissions::sent_at)
        .first::<Option<DateTime<Utc>>>(conn);
    Ok((
        pending.count().get_result(conn)?,
        oldest.optional()?.flatten(),
    ))
}

/// The tabs of the queue. Drafts are nobody's but the family's.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Tab {
    Waiting,
    Taken,
    Returned,
    Decided,
}

impl Tab {
    pub const ALL: [Self; 4] = [Self::Waiting, Self::Taken, Self::Returned, Self::Decided];

    /// As in `/admin?state=taken`.
    pub fn word(self) -> &'static str {
        match self {
            Self::Waiting => "waiting",
            Self::Taken => "taken",
            Self::Returned => "returned",
            Self::Decided => "decided",
        }
    }

    fn states(self) -> &'static [&'static str] {
        match self {
            Self::Waiting => &["pending"],
            Self::Taken => &["taken"],
            Self::Returned => &["returned"],
            Self::Decided => &["approved", "refused"],
        }
    }
}

/// One line of the queue.
#[derive(Debug, Clone)]
pub struct Queued {
    pub id: i32,
    pub state: String,
    /// It adds to a public life, or follows another story.
    pub adds: bool,
    pub language: String,
    pub record: Record,
    pub sent_at: DateTime<Utc>,
    /// Who has it in hand, or who decided.
    pub by: Option<String>,
    pub relation: Option<String>,
    pub photos: i64,
    /// What its family is shown.
    pub proof: Option<Proof>,
}

/// A page of the queue, the oldest first, from after a story that was shown.
pub fn queue(
    conn: &mut SqliteConnection,
    tab: Tab,
    after: Option<(DateTime<Utc>, i32)>,
    limit: i64,
) -> QueryResult<Vec<Queued>> {
    type Row = (
        i32,
        String,
        String,
        Option<String>,
        Option<DateTime<Utc>>,
        Option<i32>,
        Option<i32>,
        Option<i32>,
        Option<i32>,
    );
    let mut query = submissions::table
        .filter(submissions::state.eq_any(tab.states()))
        .order((submissions::sent_at, submissions::id))
        .limit(limit)
        .select((
            submissions::id,
            submissions::state,
            submissions::language,
            submissions::record,
            submissions::sent_at,
            submissions::taken_by,
            submissions::decided_by,
            submissions::about_id,
            submissions::joined_id,
        ))
        .into_boxed();
    if let Some((at, id)) = after {
        query = query.filter(
            submissions::sent_at
                .gt(at)
                .or(submissions::sent_at.eq(at).and(submissions::id.gt(id))),
        );
    }
    let rows = query.load::<Row>(conn)?;
    let ids: Vec<i32> = rows.iter().map(|row| row.0).collect();
    let names = names(conn)?;
    let photos: HashMap<i32, i64> = submission_photos::table
        .filter(submission_photos::submission_id.eq_any(&ids))
        .group_by(submission_photos::submission_id)
        .select((submission_photos::submission_id, diesel::dsl::count_star()))
        .load(conn)?
        .into_iter()
        .collect();
    let mut proofs: HashMap<i32, Proof> = proofs::queries::of_submissions(conn, &ids)?
        .into_iter()
        .collect();
    let relations: HashMap<i32, String> = submission_consents::table
        .filter(submission_consents::submission_id.eq_any(&ids))
        .order(submission_consents::agreed_at)
        .select((
            submission_consents::submission_id,
            submission_consents::relation,
        ))
        .load(conn)?
        .into_iter()
        .collect();
    rows.into_iter()
        .map(
            |(id, state, language, record, sent_at, taken_by, decided_by, about, joined)| {
                let record = record.ok_or_else(|| unreadable(id, "no record"))?;
                Ok(Queued {
                    id,
                    state,
                    adds: about.or(joined).is_some(),
                    language,
                    record: serde_json::from_str(&record)
                        .map_err(|fault| unreadable(id, &fault.to_string()))?,
                    sent_at: sent_at.ok_or_else(|| unreadable(id, "no time of sending"))?,
                    by: decided_by
                        .or(taken_by)
                        .and_then(|by| names.get(&by).cloned()),
                    relation: relations.get(&id).cloned(),
                    photos: photos.get(&id).copied().unwrap_or(0),
                    proof: proofs.remove(&id),
                })
            },
        )
        .collect()
}

/// Published lives whose families have withdrawn their consent, or a contributor theirs: number, family name and given name.
pub fn asked_to_withdraw(
    conn: &mut SqliteConnection,
    whose: Kind,
) -> QueryResult<Vec<(i32, String, String)>> {
    // The condition is the index's own, word for word, or all published stories would be read each time.
    let without = submissions::table
        .filter(submissions::state.eq("approved"))
        .filter(diesel::dsl::sql::<diesel::sql_types::Bool>(
            "json_extract(submissions.answers, '$.consent') = ''",
        ))
        .filter(submissions::about_id.is_null().eq(whose == Kind::Life))
        .select(submissions::hero_id);
    public::table
        .filter(public::id.nullable().eq_any(without))
        .order(public::id)
        .select((public::id, public::family, public::given))
        .load(conn)
}

/// How many stories each tab holds.
pub fn counts(conn: &mut SqliteConnection) -> QueryResult<[(Tab, i64); 4]> {
    let mut counts = Tab::ALL.map(|tab| (tab, 0));
    for (tab, count) in &mut counts {
        *count = submissions::table
            .filter(submissions::state.eq_any(tab.states()))
            .count()
            .get_result(conn)?;
    }
    Ok(counts)
}

/// Rows of archives' lists that wait for a person's eye.
pub fn imported(conn: &mut SqliteConnection) -> QueryResult<i64> {
    import_rows::table
        .filter(import_rows::state.eq("waiting"))
        .count()
        .get_result(conn)
}

fn names(conn: &mut SqliteConnection) -> QueryResult<HashMap<i32, String>> {
    Ok(accounts::table
        .select((accounts::id, accounts::name))
        .load::<(i32, String)>(conn)?
        .into_iter()
        .collect())
}

fn unreadable(id: i32, what: &str) -> Error {
    Error::DeserializationError(format!("submission {id}: {what}").into())
}

/// Everything about one story but how to reach its family.
#[derive(Debug, Clone)]
pub struct Story {
    pub sent: Sent,
    /// As the moderator may publish it.
    pub record: Record,
    pub sent_at: DateTime<Utc>,
    pub taken_by: Option<String>,
    pub decided_by: Option<String>,
    pub hero_id: Option<i32>,
    pub consent: Option<Consent>,
    /// The public life that it is about.
    pub about: Option<About>,
    /// What its family was ever asked.
    pub questions: Vec<Question>,
    /// What its family is shown of it as it stands now.
    pub proof: Option<Proof>,
    /// Who wrote which part, where relatives wrote together.
    pub writings: Vec<Writing>,
    /// Numbers of the pictures that were sent.
    pub photos: Vec<i32>,
    /// Papers that nobody but the desk sees.
    pub papers: Vec<Paper>,
}

impl Story {
    /// As readers would see it: a contribution as part of the page it is about.
    pub fn as_published(self) -> QueryResult<Record> {
        let page = self.about.and_then(|about| about.page);
        match page {
            Some(page) => joining::joined(&page.record, &self.record, &joining::Choices::new())
                .map_err(|fault| Error::SerializationError(Box::new(fault))),
            None => Ok(self.record),
        }
    }

    /// Whether what the family agreed to when it sent the story stands.
    fn has_consent(&self) -> bool {
        let agreed = self.consent.as_ref();
        agreed.is_some_and(|agreed| agreed.version == self.sent.answers.consent)
    }
}

/// A life that a story adds to or corrects.
#[derive(Debug, Clone)]
pub struct About {
    pub hero_id: i32,
    /// As it is public now; none when it was taken down.
    pub page: Option<Page>,
}

/// The version that is public now.
#[derive(Debug, Clone)]
pub struct Page {
    pub version: i32,
    pub slug: String,
    pub record: Record,
}

/// Which text was agreed to, as whom, and when: the last time.
#[derive(Debug, Clone)]
pub struct Consent {
    pub version: String,
    pub relation: String,
    pub at: DateTime<Utc>,
}

/// One story that was sent; a draft is not found.
pub fn story(conn: &mut SqliteConnection, id: i32) -> QueryResult<Story> {
    let mut sent = sent::sent(conn, id)?;
    let (sent_at, taken_by, decided_by, hero_id) = submissions::table
        .find(id)
        .filter(submissions::state.ne("draft"))
        .select((
            submissions::sent_at,
            submissions::taken_by,
            submissions::decided_by,
            submissions::hero_id,
        ))
        .first::<(Option<DateTime<Utc>>, Option<i32>, Option<i32>, Option<i32>)>(conn)?;
    let names = names(conn)?;
    let name = |id: Option<i32>| id.and_then(|id| names.get(&id).cloned());
    let consent = submission_consents::table
        .filter(submission_consents::submission_id.eq(id))
        .order(submission_consents::agreed_at.desc())
        .select((
            submission_consents::version,
            submission_consents::relation,
            submission_consents::agreed_at,
        ))
        .first::<(String, String, DateTime<Utc>)>(conn)
        .optional()?
        .map(|(version, relation, at)| Consent {
            version,
            relation,
            at,
        });
    let photos = crate::photos::queries::of_submission(conn, id)?
        .into_iter()
        .map(|photo| photo.photo_id)
        .collect();
    let about = match sent.about_id {
        Some(hero_id) => Some(About {
            hero_id,
            page: match heroes::queries::load(conn, hero_id)? {
                // All of it, what not everyone may see too: nothing of that is lost when the page is revised.
                Some(life) => Some(Page {
                    version: life.version,
                    slug: life.slug,
                    record: heroes::queries::whole(conn, hero_id)?,
                }),
                None => None,
            },
        }),
        None => None,
    };
    Ok(Story {
        about,
        record: sent
            .record
            .take()
            .ok_or_else(|| unreadable(id, "no record"))?,
        sent_at: sent_at.ok_or_else(|| unreadable(id, "no time of sending"))?,
        taken_by: name(taken_by),
        decided_by: name(decided_by),
        hero_id,
        consent,
        questions: questions::queries::of_submission(conn, id)?,
        proof: proofs::queries::of_revision(conn, id, sent.revision)?,
        writings: keys::queries::writings(conn, id)?,
        papers: papers::queries::of_submission(conn, id)?,
        photos,
        sent,
    })
}

/// How to reach the family; that they were asked for is in the journal before they are shown.
pub fn open_contacts(
    conn: &mut SqliteConnection,
    by: &Moderator,
    id: i32,
    at: DateTime<Utc>,
) -> QueryResult<Contacts> {
    story(conn, id)?;
    noted(
        conn,
        by,
        "open-contacts",
        Subject {
            submission_id: Some(id),
            ..Subject::default()
        },
        at,
    )?;
    sent::contacts(conn, id)
}

/// A story that a contact led to. A draft has no name here: it is nobody's but its family's.
#[derive(Debug, Clone)]
pub struct Found {
    pub id: i32,
    pub name: Option<String>,
    pub begun_at: DateTime<Utc>,
}

/// Stories with this telephone or mail on file; that somebody looked is in the journal, and not for what.
pub fn with_contact(
    conn: &mut SqliteConnection,
    by: &Moderator,
    contact: &str,
    at: DateTime<Utc>,
) -> QueryResult<Vec<Found>> {
    noted(conn, by, "look-for-contact", Subject::default(), at)?;
    keys::queries::with_contact(conn, contact)?
        .into_iter()
        .map(|id| {
            let sent = sent::sent(conn, id)?;
            Ok(Found {
                id,
                name: sent.record.map(|record| record.name.listed()),
                begun_at: sent.created_at,
            })
        })
        .collect()
}

/// Gives a story another key after its family was called back; `how` says how it was made sure who they are. Answers the
/// language of the story.
pub fn issue_key(
    conn: &mut SqliteConnection,
    by: &Moderator,
    id: i32,
    new: &str,
    words_key: &str,
    how: &Message,
    at: DateTime<Utc>,
) -> QueryResult<crate::i18n::Lang> {
    let lang = sent::sent(conn, id)?.language;
    let actor = Actor::Moderator(by);
    let detail = Some(json!({"reason": how.as_str()}));
    keys::queries::replace(conn, id, new, words_key, actor, detail, at)?;
    Ok(lang)
}

/// Takes a story into one's own hands, out of the queue or out of a colleague's.
pub fn take_up(
    conn: &mut SqliteConnection,
    by: &Moderator,
    id: i32,
    at: DateTime<Utc>,
) -> Done<()> {
    let story = story(conn, id)?;
    match story.sent.state {
        State::Taken { by: holder, .. } if holder == by.id() => return Ok(Ok(())),
        State::Pending { .. } | State::Taken { .. } => {}
        _ => return Ok(Err(Stale)),
    }
    hold(conn, by, id, at)?;
    let detail = story.taken_by.map(|from| json!({"from": from}));
    noted(
        conn,
        by,
        "take",
        Subject {
            submission_id: Some(id),
            detail,
            ..Subject::default()
        },
        at,
    )
    .map(Ok)
}

/// Gives a story back to the queue, where the family may write on.
pub fn give_back(
    conn: &mut SqliteConnection,
    by: &Moderator,
    id: i32,
    at: DateTime<Utc>,
) -> Done<()> {
    let State::Taken { by: holder, .. } = story(conn, id)?.sent.state else {
        return Ok(Err(Stale));
    };
    if holder != by.id() {
        return Ok(Err(Stale));
    }
    diesel::update(submissions::table.find(id))
        .set((
            submissions::state.eq("pending"),
            submissions::taken_at.eq(None::<DateTime<Utc>>),
            submissions::taken_by.eq(None::<i32>),
        ))
        .execute(conn)?;
    noted(
        conn,
        by,
        "give-back",
        Subject {
            submission_id: Some(id),
            ..Subject::default()
        },
        at,
    )
    .map(Ok)
}

/// In this moderator's hands, whatever it was before.
fn hold(
    conn: &mut SqliteConnection,
    by: &Moderator,
    id: i32,
    at: DateTime<Utc>,
) -> QueryResult<()> {
    diesel::update(submissions::table.find(id))
        .set((
            submissions::state.eq("taken"),
            submissions::taken_at.eq(at),
            submissions::taken_by.eq(by.id()),
            submissions::decided_at.eq(None::<DateTime<Utc>>),
            submissions::decided_by.eq(None::<i32>),
            submissions::message.eq(None::<String>),
        ))
        .execute(conn)?;
    Ok(())
}

/// Replaces the record of a story in one's own hands, if it still is the revision that was read.
pub fn edit(
    conn: &mut SqliteConnection,
    by: &Moderator,
    id: i32,
    read: i32,
    record: &Record,
    at: DateTime<Utc>,
) -> Done<()> {
    let story = story(conn, id)?;
    let held = matches!(story.sent.state, State::Taken { by: holder, .. } if holder == by.id());
    if !held || story.sent.revision != read {
        return Ok(Err(Stale));
    }
    let changed = changed(&story.record, record)?;
    if changed.as_object().is_some_and(serde_json::Map::is_empty) {
        return Ok(Ok(()));
    }
    diesel::update(submissions::table.find(id))
        .set((
            submissions::record.eq(written(record)?),
            submissions::revision.eq(read + 1),
            submissions::changed_at.eq(at),
        ))
        .execute(conn)?;
    let detail = Some(json!({"changed": changed}));
    noted(
        conn,
        by,
        "edit",
        Subject {
            submission_id: Some(id),
            detail,
            ..Subject::default()
        },
        at,
    )
    .map(Ok)
}

/// The fields that differ, each before and after.
fn changed(before: &Record, after: &Record) -> QueryResult<Value> {
    let json = |fault| Error::SerializationError(Box::new(fault));
    let names = joining::changed(before, after).map_err(json)?;
    let (before, after) = (
        before.fields().map_err(json)?,
        after.fields().map_err(json)?,
    );
    let both = |field: String| {
        let both = json!({"before": before.get(&field), "after": after.get(&field)});
        (field, both)
    };
    Ok(Value::Object(names.into_iter().map(both).collect()))
}

fn written(record: &Record) -> QueryResult<String> {
    serde_json::to_string(record).map_err(|fault| Error::SerializationError(Box::new(fault)))
}

/// What came of an approval.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Approved {
    Published(i32),
    /// The tables hold a rule that this record breaks: a name of another archive that another life has, a unit that was
    /// taken out of the list.
    Unsound,
}

/// Decides a story from the revision that was read. Only an approval makes anything public, and exactly this record.
pub fn decide(
    conn: &mut SqliteConnection,
    by: &Moderator,
    id: i32,
    read: i32,
    answer: Answer,
    at: DateTime<Utc>,
) -> Done<Option<Approved>> {
    let story = story(conn, id)?;
    // A story that was joined to another waits for that one; one about a life never makes a second page of it.
    let publishes = match &answer {
        Answer::Approve => story.about.is_none() && story.sent.joined_id.is_none(),
        Answer::Join { version, .. } => {
            let page = story.about.as_ref().and_then(|about| about.page.as_ref());
            page.is_some_and(|page| page.version == *version)
        }
        Answer::Return { .. } | Answer::Refuse(_) => true,
    };
    let decides = matches!(answer, Answer::Return { .. } | Answer::Refuse(_));
    if !publishes || (!decides && !story.has_consent()) {
        return Ok(Err(Stale));
    }
    let decision = match Undecided::of(&story.sent.state, story.sent.revision, by.id())
        .and_then(|undecided| undecided.decide(read, answer))
    {
        Ok(decision) => decision,
        Err(stale) => return Ok(Err(stale)),
    };
    write_down(conn, by, &story, decision, at).map(Ok)
}

fn write_down(
    conn: &mut SqliteConnection,
    by: &Moderator,
    story: &Story,
    decision: Decision,
    at: DateTime<Utc>,
) -> QueryResult<Option<Approved>> {
    let id = story.sent.id;
    let owe = |conn: &mut SqliteConnection, kind: letter::Kind| {
        letters::owe(conn, id, kind, &at.to_rfc3339(), at)
    };
    let close =
        |conn: &mut SqliteConnection,
         state: &str,
         message: Option<&Message>,
         hero_id: Option<i32>| { close(conn, id, by.id(), state, message, hero_id, at) };
    match decision.into_answer() {
        Answer::Approve => {
            let hero_id = match publish(conn, story, Author::Moderator(by), by.id(), at)? {
                Approved::Published(hero_id) => hero_id,
                Approved::Unsound => return Ok(Some(Approved::Unsound)),
            };
            let detail = Some(json!({"revision": story.sent.revision}));
            noted(
                conn,
                by,
                "approve",
                Subject {
                    submission_id: Some(id),
                    hero_id: Some(hero_id),
                    detail,
                },
                at,
            )?;
            Ok(Some(Approved::Published(hero_id)))
        }
        Answer::Join {
            choices, message, ..
        } => {
            let Some((hero_id, page)) = story
                .about
                .as_ref()
                .and_then(|about| Some((about.hero_id, about.page.as_ref()?)))
            else {
                return Err(Error::NotFound);
            };
            let json = |fault| Error::SerializationError(Box::new(fault));
            let record = joining::joined(&page.record, &story.record, &choices).map_err(json)?;
            let facts = joining::changed(&page.record, &record).map_err(json)?;
            if !facts.is_empty() {
                let why = format!("submission {id}");
                let change = Change {
                    by: Author::Moderator(by),
                    at,
                    why: &why,
                };
                let revised = conn
                    .transaction(|conn| heroes::queries::revise(conn, hero_id, &record, change));
                match revised {
                    Ok(()) => {}
                    Err(fault) if breaks_a_rule(&fault) => return Ok(Some(Approved::Unsound)),
                    Err(fault) => return Err(fault),
                }
            }
            let told = story
                .sent
                .sent_answers
                .as_ref()
                .unwrap_or(&story.sent.answers);
            let mut visibility = heroes::queries::visibility(conn, hero_id)?;
            for (fact, audience) in told.visibility.narrowed() {
                // Their own pictures stay for whom they chose; the page's facts stay as its family chose.
                if visibility::picture_id(fact).is_some() {
                    visibility.set(fact, audience);
                }
            }
            heroes::queries::show_to(conn, hero_id, &visibility)?;
            close(conn, "approved", message.as_ref(), Some(hero_id))?;
            owe(conn, letter::Kind::Changed)?;
            diesel::update(submissions::table.find(id))
                .set(submissions::changed_facts.eq(Value::from(facts).to_string()))
                .execute(conn)?;
            let changed = changed(&page.record, &record)?;
            let detail = Some(json!({
                "revision": story.sent.revision,
                "changed": changed,
                "message": message.as_ref().map(Message::as_str),
            }));
            noted(
                conn,
                by,
                "join",
                Subject {
                    submission_id: Some(id),
                    hero_id: Some(hero_id),
                    detail,
                },
                at,
            )?;
            Ok(Some(Approved::Published(hero_id)))
        }
        Answer::Return { message, questions } => {
            close(conn, "returned", Some(&message), story.hero_id)?;
            owe(conn, letter::Kind::Asked)?;
            questions::queries::ask(conn, by, id, &questions, at)?;
            let detail = Some(json!({"message": message.as_str(), "questions": questions}));
            noted(
                conn,
                by,
                "return",
                Subject {
                    submission_id: Some(id),
                    detail,
                    ..Subject::default()
                },
                at,
            )?;
            Ok(None)
        }
        Answer::Refuse(reason) => {
            close(conn, "refused", Some(&reason), story.hero_id)?;
            owe(conn, letter::Kind::Refused)?;
            follow_the_companion(conn, id, None)?;
            let detail = Some(json!({"reason": reason.as_str()}));
            noted(
                conn,
                by,
                "refuse",
                Subject {
                    submission_id: Some(id),
                    detail,
                    ..Subject::default()
                },
                at,
            )?;
            Ok(None)
        }
    }
}

fn close(
    conn: &mut SqliteConnection,
    id: i32,
    by: i32,
    state: &str,
    message: Option<&Message>,
    hero_id: Option<i32>,
    at: DateTime<Utc>,
) -> QueryResult<usize> {
    diesel::update(submissions::table.find(id))
        .set((
            submissions::state.eq(state),
            submissions::decided_at.eq(at),
            submissions::decided_by.eq(by),
            submissions::message.eq(message.map(Message::as_str)),
            submissions::hero_id.eq(hero_id),
        ))
        .execute(conn)
}

/// Makes a story public and closes it, on the word of the account with the number `by`.
fn publish(
    conn: &mut SqliteConnection,
    story: &Story,
    author: Author<'_>,
    by: i32,
    at: DateTime<Utc>,
) -> QueryResult<Approved> {
    let id = story.sent.id;
    // A savepoint of its own: what a broken rule refuses leaves nothing behind.
    let hero_id = match conn.transaction(|conn| make_public(conn, author, story, at)) {
        Ok(hero_id) => hero_id,
        Err(fault) if breaks_a_rule(&fault) => return Ok(Approved::Unsound),
        Err(fault) => return Err(fault),
    };
    let chosen = story
        .sent
        .sent_answers
        .as_ref()
        .unwrap_or(&story.sent.answers);
    heroes::queries::show_to(conn, hero_id, &chosen.visibility)?;
    close(conn, id, by, "approved", None, Some(hero_id), at)?;
    letters::owe(conn, id, letter::Kind::Published, &at.to_rfc3339(), at)?;
    follow_the_companion(conn, id, Some(hero_id))?;
    Ok(Approved::Published(hero_id))
}

/// Shows a story to its family as it would be published. It is in this moderator's hands then, and nobody changes it.
pub fn show_proof(
    conn: &mut SqliteConnection,
    by: &Moderator,
    id: i32,
    read: i32,
    at: DateTime<Utc>,
) -> Done<()> {
    let story = story(conn, id)?;
    let alone = story.about.is_none() && story.sent.joined_id.is_none();
    let undecided = Undecided::of(&story.sent.state, story.sent.revision, by.id());
    if undecided.is_err() || story.sent.revision != read || !alone || !story.has_consent() {
        return Ok(Err(Stale));
    }
    if matches!(story.sent.state, State::Pending { .. }) {
        hold(conn, by, id, at)?;
    }
    proofs::queries::show(conn, by, id, read, at)?;
    letters::owe(conn, id, letter::Kind::Proof, &at.to_rfc3339(), at)?;
    let detail = Some(json!({"revision": read}));
    let subject = Subject {
        submission_id: Some(id),
        detail,
        ..Subject::default()
    };
    noted(conn, by, "show-proof", subject, at).map(Ok)
}

/// Publishes what a moderator showed and the family agreed to: exactly that revision, or nothing.
pub fn publish_agreed(
    conn: &mut SqliteConnection,
    id: i32,
    at: DateTime<Utc>,
) -> QueryResult<Option<Approved>> {
    let story = story(conn, id)?;
    let proof = proofs::queries::of_revision(conn, id, story.sent.revision)?;
    let Some(proof) = proof.filter(|proof| matches!(proof.answer, Some(Agreed::Yes { .. }))) else {
        return Ok(None);
    };
    if !matches!(story.sent.state, State::Taken { .. }) || !story.has_consent() {
        return Ok(None);
    }
    let author = Author::Agreed {
        account_id: proof.shown_by,
    };
    let done = publish(conn, &story, author, proof.shown_by, at)?;
    if let Approved::Published(hero_id) = done {
        let subject = Subject {
            submission_id: Some(id),
            hero_id: Some(hero_id),
            detail: Some(json!({"revision": story.sent.revision})),
        };
        journal::write(conn, Actor::Family, Act("publish-agreed"), subject, at)?;
    }
    Ok(Some(done))
}

/// Stories that were joined to one that is decided now: about its life, or by themselves again.
fn follow_the_companion(
    conn: &mut SqliteConnection,
    id: i32,
    hero_id: Option<i32>,
) -> QueryResult<()> {
    diesel::update(submissions::table.filter(submissions::joined_id.eq(id)))
        .set((
            submissions::joined_id.eq(None::<i32>),
            submissions::about_id.eq(hero_id),
        ))
        .execute(conn)?;
    Ok(())
}

/// With what, or with whom, a story is joined.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Companion {
    Life(i32),
    Story(i32),
    /// By itself again.
    None,
}

/// Joins a story to a life that is public, or to another story that is not decided yet, or parts it again. Both families
/// keep their own story, key and place in the queue, and neither learns of the other.
pub fn join(
    conn: &mut SqliteConnection,
    by: &Moderator,
    id: i32,
    to: Companion,
    at: DateTime<Utc>,
) -> Done<()> {
    let story = story(conn, id)?;
    let open = match story.sent.state {
        State::Pending { .. } => true,
        State::Taken { by: holder, .. } => holder == by.id(),
        _ => false,
    };
    let sound = match to {
        Companion::Life(hero_id) => life(conn, hero_id)?.slug.is_some(),
        // What follows another cannot be followed itself.
        Companion::Story(other) => {
            let other = self::story(conn, other)?.sent;
            let undecided = matches!(
                other.state,
                State::Pending { .. } | State::Taken { .. } | State::Returned { .. }
            );
            let leads = submissions::table.filter(submissions::joined_id.eq(id));
            let leads: bool = diesel::select(diesel::dsl::exists(leads)).get_result(conn)?;
            undecided && other.id != id && other.joined_id.is_none() && !leads
        }
        // A contribution is about its life from its first word.
        Companion::None => story.sent.kind == Kind::Life,
    };
    if !open || !sound || story.hero_id.is_some() {
        return Ok(Err(Stale));
    }
    let (about_id, joined_id) = match to {
        Companion::Life(hero_id) => (Some(hero_id), None),
        Companion::Story(other) => (None, Some(other)),
        Companion::None => (None, None),
    };
    diesel::update(submissions::table.find(id))
        .set((
            submissions::about_id.eq(about_id),
            submissions::joined_id.eq(joined_id),
        ))
        .execute(conn)?;
    let act = if to == Companion::None {
        "part"
    } else {
        "companion"
    };
    let subject = Subject {
        submission_id: Some(id),
        hero_id: about_id,
        detail: joined_id.map(|other| json!({"submission": other})),
    };
    noted(conn, by, act, subject, at).map(Ok)
}

/// Publishes for the first time; or, after an approval that was undone, the same life again under its number and address.
fn make_public(
    conn: &mut SqliteConnection,
    by: Author<'_>,
    story: &Story,
    at: DateTime<Utc>,
) -> QueryResult<i32> {
    let why = format!("submission {}", story.sent.id);
    let change = Change { by, at, why: &why };
    let Some(hero_id) = story.hero_id else {
        return heroes::queries::publish(conn, &story.record, change);
    };
    if is_withdrawn(conn, hero_id)? {
        heroes::queries::restore(conn, hero_id, change)?;
    }
    heroes::queries::revise(conn, hero_id, &story.record, change)?;
    Ok(hero_id)
}

fn breaks_a_rule(fault: &Error) -> bool {
    use DatabaseErrorKind::{
        CheckViolation, ForeignKeyViolation, NotNullViolation, UniqueViolation,
    };
    matches!(
        fault,
        Error::DatabaseError(
            CheckViolation | ForeignKeyViolation | NotNullViolation | UniqueViolation,
            _
        )
    )
}

/// Takes back a refusal, or a return that the family has not answered: the story is in this moderator's hands again.
pub fn reopen(conn: &mut SqliteConnection, by: &Moderator, id: i32, at: DateTime<Utc>) -> Done<()> {
    match Undoable::of(&story(conn, id)?.sent.state) {
        Ok(Undoable::Answer) => {}
        Ok(Undoable::Approval { .. }) | Err(Stale) => return Ok(Err(Stale)),
    }
    hold(conn, by, id, at)?;
    noted(
        conn,
        by,
        "reopen",
        Subject {
            submission_id: Some(id),
            ..Subject::default()
        },
        at,
    )
    .map(Ok)
}

/// Takes back an approval: the life is withdrawn, its address says so, and the story is in this moderator's hands again.
pub fn undo_approval(
    conn: &mut SqliteConnection,
    by: &Moderator,
    id: i32,
    reason: &Message,
    at: DateTime<Utc>,
) -> Done<()> {
    let undone = story(conn, id)?;
    let Ok(Undoable::Approval { hero_id }) = Undoable::of(&undone.sent.state) else {
        return Ok(Err(Stale));
    };
    // What joined a page is taken out of it by going back to a version before.
    if undone.about.is_some() {
        return Ok(Err(Stale));
    }
    // What was corrected while it was public comes back with it: published again, nothing of that is lost.
    let record = life(conn, hero_id)?.record;
    if !is_withdrawn(conn, hero_id)? {
        heroes::queries::withdraw(conn, Some(by), hero_id, at, reason.as_str())?;
    }
    hold(conn, by, id, at)?;
    diesel::update(submissions::table.find(id))
        .set((
            submissions::record.eq(written(&record)?),
            submissions::revision.eq(submissions::revision + 1),
            submissions::changed_at.eq(at),
        ))
        .execute(conn)?;
    let detail = Some(json!({"reason": reason.as_str()}));
    noted(
        conn,
        by,
        "undo-approval",
        Subject {
            submission_id: Some(id),
            hero_id: Some(hero_id),
            detail,
        },
        at,
    )
    .map(Ok)
}

// Lives

/// A life that is or was public.
#[derive(Debug, Clone)]
pub struct Life {
    pub record: Record,
    /// The number of the version that is or was last public.
    pub version: i32,
    /// The slug, while it is public.
    pub slug: Option<String>,
    pub withdrawn: Option<Withdrawn>,
    /// The stories it was made of.
    pub submissions: Vec<i32>,
}

#[derive(Debug, Clone)]
pub struct Withdrawn {
    pub hero_id: i32,
    pub at: DateTime<Utc>,
    /// None: its own family hid it.
    pub by: Option<String>,
    pub reason: String,
}

pub fn life(conn: &mut SqliteConnection, id: i32) -> QueryResult<Life> {
    let version: i32 = hero_versions::table
        .filter(hero_versions::hero_id.eq(id))
        .order(hero_versions::number.desc())
        .select(hero_versions::number)
        .first(conn)?;
    let withdrawn = withdrawals::table
        .left_join(accounts::table.on(accounts::id.nullable().eq(withdrawals::withdrawn_by)))
        .filter(withdrawals::hero_id.eq(id))
        .select((
            withdrawals::withdrawn_at,
            accounts::name.nullable(),
            withdrawals::reason,
        ))
        .first::<(DateTime<Utc>, Option<String>, String)>(conn)
        .optional()?
        .map(|(at, by, reason)| Withdrawn {
            hero_id: id,
            at,
            by,
            reason,
        });
    Ok(Life {
        record: heroes::queries::version(conn, id, version)?.record,
        version,
        slug: public::table
            .find(id)
            .select(public::slug)
            .first(conn)
            .optional()?,
        withdrawn,
        submissions: submissions::table
            .filter(submissions::hero_id.eq(id))
            .order(submissions::id)
            .select(submissions::id)
            .load(conn)?,
    })
}

/// Names of accounts by their numbers, for the versions of a life.
pub fn account_names(conn: &mut SqliteConnection) -> QueryResult<HashMap<i32, String>> {
    names(conn)
}

/// Lives that were withdrawn, the last first, with the names they were public under.
pub fn withdrawn(conn: &mut SqliteConnection, limit: i64) -> QueryResult<Vec<(Withdrawn, Record)>> {
    let rows = withdrawals::table
        .left_join(accounts::table.on(accounts::id.nullable().eq(withdrawals::withdrawn_by)))
        .order((
            withdrawals::withdrawn_at.desc(),
            withdrawals::hero_id.desc(),
        ))
        .limit(limit)
        .select((
            withdrawals::hero_id,
            withdrawals::withdrawn_at,
            accounts::name.nullable(),
            withdrawals::reason,
        ))
        .load::<(i32, DateTime<Utc>, Option<String>, String)>(conn)?;
    rows.into_iter()
        .map(|(hero_id, at, by, reason)| {
            let record = life(conn, hero_id)?.record;
            Ok((
                Withdrawn {
                    hero_id,
                    at,
                    by,
                    reason,
                },
                record,
            ))
        })
        .collect()
}

fn is_withdrawn(conn: &mut SqliteConnection, id: i32) -> QueryResult<bool> {
    diesel::select(diesel::dsl::exists(withdrawals::table.find(id))).get_result(conn)
}

/// What came of a change to a public life.
pub type Changed = Result<Approved, Stale>;

/// Replaces what is public of a life, if the version that was read is still the public one.
pub fn revise(
    conn: &mut SqliteConnection,
    by: &Moderator,
    id: i32,
    read: i32,
    record: &Record,
    why: &Message,
    at: DateTime<Utc>,
) -> QueryResult<Changed> {
    let before = life(conn, id)?;
    if before.slug.is_none() || before.version != read {
        return Ok(Err(Stale));
    }
    let changed = changed(&before.record, record)?;
    if changed.as_object().is_some_and(serde_json::Map::is_empty) {
        return Ok(Ok(Approved::Published(id)));
    }
    let change = Change {
        by: Author::Moderator(by),
        at,
        why: why.as_str(),
    };
    match conn.transaction(|conn| heroes::queries::revise(conn, id, record, change)) {
        Ok(()) => {}
        Err(fault) if breaks_a_rule(&fault) => return Ok(Ok(Approved::Unsound)),
        Err(fault) => return Err(fault),
    }
    let detail = Some(json!({"reason": why.as_str(), "changed": changed}));
    noted(
        conn,
        by,
        "revise",
        Subject {
            hero_id: Some(id),
            detail,
            ..Subject::default()
        },
        at,
    )?;
    Ok(Ok(Approved::Published(id)))
}

/// Makes a former version public again, as a new version.
pub fn go_back(
    conn: &mut SqliteConnection,
    by: &Moderator,
    id: i32,
    number: i32,
    why: &Message,
    at: DateTime<Utc>,
) -> QueryResult<Changed> {
    let mut record = heroes::queries::version(conn, id, number)?.record;
    // A picture that was erased since is not there to come back.
    let kept = photos::queries::existing(conn, &record)?;
    record
        .photos
        .retain(|photo| photo.id().is_none_or(|id| kept.contains(&id)));
    let read = life(conn, id)?.version;
    revise(conn, by, id, read, &record, why, at)
}

pub fn withdraw(
    conn: &mut SqliteConnection,
    by: &Moderator,
    id: i32,
    reason: &Message,
    at: DateTime<Utc>,
) -> Done<()> {
    if life(conn, id)?.slug.is_none() {
        return Ok(Err(Stale));
    }
    heroes::queries::withdraw(conn, Some(by), id, at, reason.as_str())?;
    let detail = Some(json!({"reason": reason.as_str()}));
    noted(
        conn,
        by,
        "withdraw",
        Subject {
            hero_id: Some(id),
            detail,
            ..Subject::default()
        },
        at,
    )
    .map(Ok)
}

/// Makes a withdrawn life public again, as it last was.
pub fn restore(
    conn: &mut SqliteConnection,
    by: &Moderator,
    id: i32,
    reason: &Message,
    at: DateTime<Utc>,
) -> QueryResult<Changed> {
    if !is_withdrawn(conn, id)? {
        return Ok(Err(Stale));
    }
    let change = Change {
        by: Author::Moderator(by),
        at,
        why: reason.as_str(),
    };
    match conn.transaction(|conn| heroes::queries::restore(conn, id, change)) {
        Ok(()) => {}
        Err(fault) if breaks_a_rule(&fault) => return Ok(Ok(Approved::Unsound)),
        Err(fault) => return Err(fault),
    }
    let detail = Some(json!({"reason": reason.as_str()}));
    noted(
        conn,
        by,
        "restore",
        Subject {
            hero_id: Some(id),
            detail,
            ..Subject::default()
        },
        at,
    )?;
    Ok(Ok(Approved::Published(id)))
}

/// Other stories that are not decided yet, to compare: the newest thousand.
pub fn undecided(conn: &mut SqliteConnection, but: Option<i32>) -> QueryResult<Vec<(i32, Record)>> {
    let rows = submissions::table
        .filter(submissions::state.eq_any(["pending", "taken", "returned"]))
        .filter(submissions::id.ne(but.unwrap_or(0)))
        .order(submissions::id.desc())
        .limit(1000)
        .select((submissions::id, submissions::record))
        .load::<(i32, Option<String>)>(conn)?;
    Ok(rows
        .into_iter()
        .filter_map(|(id, record)| Some((id, serde_json::from_str(&record?).ok()?)))
        .collect())
}

fn noted(
    conn: &mut SqliteConnection,
    by: &Moderator,
    act: &'static str,
    subject: Subject,
    at: DateTime<Utc>,
) -> QueryResult<()> {
    journal::write(conn, Actor::Moderator(by), Act(act), subject, at)
}
