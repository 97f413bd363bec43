//! All SQL of the letters. What is owed is written down inside the transaction of the act, so that a story that arrived
//! and the letter about it are on the disk together or not at all.

use chrono::{DateTime, TimeDelta, Utc};
use diesel::dsl::sql;
use diesel::prelude::*;
use diesel::result::Error;
use diesel::sql_types::Bool;

use super::letter::{DOUBT, Fault, Kind, Standing, is_late};
use crate::accounts::guard::Moderator;
use crate::heroes;
use crate::i18n::Lang;
use crate::keys;
use crate::moderation::journal::{self, Act, Actor, Subject};
use crate::schema::{letters, submission_contacts};
use crate::submissions::queries as submissions;
use crate::submissions::queries::Sent;
use crate::submissions::submission::State;

/// Owes a family a letter, once for each occasion: the same act told twice is one letter. Nothing is owed to a family that
/// left no address. A letter of the same kind that has not gone out yet is dropped: the newer one says it as it is now.
pub fn owe(
    conn: &mut SqliteConnection,
    submission_id: i32,
    kind: Kind,
    occasion: &str,
    at: DateTime<Utc>,
) -> QueryResult<()> {
    let Some(address) = address(conn, submission_id)? else {
        return Ok(());
    };
    if is_flooded(conn, &address, at)? {
        return Ok(());
    }
    let owed = diesel::insert_or_ignore_into(letters::table)
        .values((
            letters::submission_id.eq(submission_id),
            letters::kind.eq(kind.word()),
            letters::occasion.eq(occasion),
            letters::written_at.eq(at),
            letters::due_at.eq(at),
        ))
        .execute(conn)?;
    if owed == 0 {
        return Ok(());
    }
    diesel::update(letters::table)
        .filter(letters::submission_id.eq(submission_id))
        .filter(letters::kind.eq(kind.word()))
        .filter(letters::state.eq(Standing::Waiting.word()))
        .filter(letters::occasion.ne(occasion))
        .set(letters::state.eq(Standing::Dropped.word()))
        .execute(conn)?;
    Ok(())
}

/// So many letters to one address in a day are no family's any more: whoever wrote it there may not own it.
const MOST_A_DAY: i64 = 20;

fn is_flooded(conn: &mut SqliteConnection, email: &str, at: DateTime<Utc>) -> QueryResult<bool> {
    let Some(key) = keys::queries::email_key(email) else {
        return Ok(false);
    };
    let stories = submission_contacts::table
        .filter(submission_contacts::email_key.eq(key))
        .select(submission_contacts::submission_id);
    let lately: i64 = letters::table
        .filter(letters::submission_id.eq_any(stories))
        .filter(letters::written_at.gt(at - TimeDelta::days(1)))
        .count()
        .get_result(conn)?;
    Ok(lately >= MOST_A_DAY)
}

fn address(conn: &mut SqliteConnection, submission_id: i32) -> QueryResult<Option<String>> {
    let email = submissions::contacts(conn, submission_id)?.email;
    Ok(Some(email).filter(|email| !email.is_empty()))
}

/// A letter that is due, and all that is needed to write it. It has no `Debug`: nothing prints the address by chance.
pub struct Due {
    pub id: i32,
    pub kind: Kind,
    /// Which try this is.
    pub tries: i32,
    pub written_at: DateTime<Utc>,
    /// Where it goes, as the family wrote it.
    pub to: String,
    /// The language of the story.
    pub language: Lang,
    /// When the family began the story.
    pub begun_at: DateTime<Utc>,
    /// The public page, of a letter that tells of one.
    pub page: Option<Page>,
}

/// A page that anyone can read.
pub struct Page {
    pub name: String,
    pub slug: String,
}

/// What became of the letter that was due first.
pub enum Taken {
    /// It is being sent from now on. Should nobody say what became of it, it is due again after an hour.
    Due(Due),
    /// There was nobody to send it to any more, or nothing true to say.
    Dropped,
}

/// Takes the letter that has been due for longest.
pub fn take(conn: &mut SqliteConnection, at: DateTime<Utc>) -> QueryResult<Option<Taken>> {
    let first = letters::table
        // Word for word as in the index.
        .filter(sql::<Bool>("letters.state IN ('waiting', 'sending')"))
        .filter(letters::due_at.le(at))
        .order((letters::due_at, letters::id))
        .select((
            letters::id,
            letters::submission_id,
            letters::kind,
            letters::written_at,
            letters::tries,
        ))
        .first::<(i32, i32, String, DateTime<Utc>, i32)>(conn)
        .optional()?;
    let Some((id, submission_id, kind, written_at, tries)) = first else {
        return Ok(None);
    };
    let kind = kind_of(id, &kind)?;
    let story = submissions::sent(conn, submission_id)?;
    let to = address(conn, submission_id)?;
    let page = page(conn, kind, &story)?;
    let told = kind.holds(&story.state) && (kind != Kind::Published || page.is_some());
    // What waited while the memorial had no mail server is news to nobody.
    let stale = tries == 0 && is_late(written_at, at);
    let Some(to) = to.filter(|_| told && !stale) else {
        diesel::update(letters::table.find(id))
            .set(letters::state.eq(Standing::Dropped.word()))
            .execute(conn)?;
        return Ok(Some(Taken::Dropped));
    };
    diesel::update(letters::table.find(id))
        .set((
            letters::state.eq(Standing::Sending.word()),
            letters::tries.eq(tries + 1),
            letters::due_at.eq(at + DOUBT),
        ))
        .execute(conn)?;
    Ok(Some(Taken::Due(Due {
        id,
        kind,
        tries: tries + 1,
        written_at,
        to,
        language: story.language,
        begun_at: story.created_at,
        page,
    })))
}

/// The page that a letter of this kind leads to, while it is public.
fn page(conn: &mut SqliteConnection, kind: Kind, story: &Sent) -> QueryResult<Option<Page>> {
    let State::Approved { hero_id, .. } = story.state else {
        return Ok(None);
    };
    if kind != Kind::Published {
        return Ok(None);
    }
    let life = heroes::queries::load(conn, hero_id)?;
    Ok(life.map(|life| Page {
        name: match story.language {
            Lang::Uk => life.record.name.full(),
            Lang::En => life.record.latin().full(),
        },
        slug: life.slug,
    }))
}

/// The mail server has the letter.
pub fn sent(conn: &mut SqliteConnection, id: i32, at: DateTime<Utc>) -> QueryResult<()> {
    diesel::update(letters::table.find(id))
        .set((
            letters::state.eq(Standing::Sent.word()),
            letters::sent_at.eq(at),
            letters::last_fault.eq(None::<String>),
        ))
        .execute(conn)?;
    Ok(())
}

/// The letter did not go out: it waits for its next try, or is given up.
pub fn failed(
    conn: &mut SqliteConnection,
    id: i32,
    fault: Fault,
    again: Option<DateTime<Utc>>,
) -> QueryResult<()> {
    let letter = diesel::update(letters::table.find(id));
    match again {
        Some(at) => letter
            .set((
                letters::state.eq(Standing::Waiting.word()),
                letters::due_at.eq(at),
                letters::last_fault.eq(fault.word()),
            ))
            .execute(conn)?,
        None => letter
            .set((
                letters::state.eq(Standing::GivenUp.word()),
                letters::last_fault.eq(fault.word()),
            ))
            .execute(conn)?,
    };
    Ok(())
}

/// A letter as the desk sees it.
#[derive(Debug, Clone)]
pub struct Kept {
    pub id: i32,
    pub submission_id: i32,
    pub kind: Kind,
    pub state: Standing,
    pub written_at: DateTime<Utc>,
    pub sent_at: Option<DateTime<Utc>>,
    pub tries: i32,
    pub last_fault: Option<String>,
}

/// Every letter about one story, the newest first.
pub fn of_submission(conn: &mut SqliteConnection, submission_id: i32) -> QueryResult<Vec<Kept>> {
    let mine = letters::table
        .filter(letters::submission_id.eq(submission_id))
        .order(letters::id.desc());
    read(conn, mine.into_boxed())
}

/// How many letters were given up and wait for a person's eye.
pub fn given_up_count(conn: &mut SqliteConnection) -> QueryResult<i64> {
    letters::table
        .filter(letters::state.eq(Standing::GivenUp.word()))
        .count()
        .get_result(conn)
}

/// Those letters, the newest first.
pub fn given_up(conn: &mut SqliteConnection, limit: i64) -> QueryResult<Vec<Kept>> {
    let given_up = letters::table
        .filter(letters::state.eq(Standing::GivenUp.word()))
        .order(letters::id.desc())
        .limit(limit);
    read(conn, given_up.into_boxed())
}

/// Tries a letter again that was given up, because the address or the mail server was put right. Whether there was such
/// a letter.
pub fn try_again(
    conn: &mut SqliteConnection,
    by: &Moderator,
    id: i32,
    at: DateTime<Utc>,
) -> QueryResult<bool> {
    settle(conn, by, id, Standing::Waiting, "send-letter", at)
}

/// Takes a letter that was given up off the desk. Whether there was such a letter.
pub fn put_away(
    conn: &mut SqliteConnection,
    by: &Moderator,
    id: i32,
    at: DateTime<Utc>,
) -> QueryResult<bool> {
    settle(conn, by, id, Standing::Dropped, "put-letter-away", at)
}

fn settle(
    conn: &mut SqliteConnection,
    by: &Moderator,
    id: i32,
    to: Standing,
    act: &'static str,
    at: DateTime<Utc>,
) -> QueryResult<bool> {
    let given_up = letters::table
        .find(id)
        .filter(letters::state.eq(Standing::GivenUp.word()));
    let settled = diesel::update(given_up)
        .set((letters::state.eq(to.word()), letters::due_at.eq(at)))
        .returning(letters::submission_id)
        .get_result::<i32>(conn)
        .optional()?;
    let Some(submission_id) = settled else {
        return Ok(false);
    };
    let subject = Subject {
        submission_id: Some(submission_id),
        ..Subject::default()
    };
    journal::write(conn, Actor::Moderator(by), Act(act), subject, at)?;
    Ok(true)
}

type Boxed<'a> = letters::BoxedQuery<'a, diesel::sqlite::Sqlite>;

fn read(conn: &mut SqliteConnection, query: Boxed<'_>) -> QueryResult<Vec<Kept>> {
    type Row = (
        i32,
        i32,
        String,
        String,
        DateTime<Utc>,
        Option<DateTime<Utc>>,
        i32,
        Option<String>,
    );
    let rows = query
        .select((
            letters::id,
            letters::submission_id,
            letters::kind,
            letters::state,
            letters::written_at,
            letters::sent_at,
            letters::tries,
            letters::last_fault,
        ))
        .load::<Row>(conn)?;
    rows.into_iter()
        .map(
            |(id, submission_id, kind, state, written_at, sent_at, tries, last_fault)| {
                Ok(Kept {
                    id,
                    submission_id,
                    kind: kind_of(id, &kind)?,
                    state: Standing::from_word(&state).ok_or_else(|| unreadable(id, &state))?,
                    written_at,
                    sent_at,
                    tries,
                    last_fault,
                })
            },
        )
        .collect()
}

fn kind_of(id: i32, word: &str) -> QueryResult<Kind> {
    Kind::from_word(word).ok_or_else(|| unreadable(id, word))
}

fn unreadable(id: i32, what: &str) -> Error {
    Error::DeserializationError(format!("letter {id}: {what}").into())
}
