//! All SQL of the digests. Everything that one ever said is kept; every act is in the journal.

use chrono::{DateTime, Utc};
use diesel::prelude::*;
use diesel::result::Error;
use serde_json::{Value, json};

use super::digest::{Content, State, slug};
use crate::accounts::guard::Moderator;
use crate::dates::kyiv;
use crate::heroes::hero::Text;
use crate::moderation::decision::Stale;
use crate::moderation::journal::{self, Act, Actor, Subject};
use crate::namesakes;
use crate::newsletters::queries::{Read, read};
use crate::schema::{accounts, weekly_digest_versions as versions, weekly_digests as digests};

#[derive(Debug, Clone)]
pub struct Digest {
    pub id: i32,
    pub slug: String,
    pub state: State,
    pub version: i32,
    /// When it was public for the first time.
    pub published_at: Option<DateTime<Utc>>,
    pub changed_at: DateTime<Utc>,
    pub content: Content,
}

/// What it said once.
#[derive(Debug, Clone)]
pub struct Version {
    pub number: i32,
    pub made_at: DateTime<Utc>,
    /// None: whoever holds the machine.
    pub by: Option<String>,
    pub content: Content,
}

type Columns = (
    i32,
    String,
    String,
    i32,
    Option<DateTime<Utc>>,
    DateTime<Utc>,
);
type Said = (String, String, String, String, String);

fn said(columns: Said) -> QueryResult<Content> {
    let (title_uk, title_en, intro_uk, intro_en, lives) = columns;
    Ok(Content {
        title: Text::both(title_uk, title_en).tidied(),
        intro: Text::both(intro_uk, intro_en).tidied(),
        lives: serde_json::from_str(&lives)
            .map_err(|fault| Error::DeserializationError(Box::new(fault)))?,
    })
}

fn whole(conn: &mut SqliteConnection, columns: Columns) -> QueryResult<Digest> {
    let (id, slug, state, version, published_at, changed_at) = columns;
    let content = versions::table
        .find((id, version))
        .select((
            versions::title_uk,
            versions::title_en,
            versions::intro_uk,
            versions::intro_en,
            versions::lives,
        ))
        .first::<Said>(conn)?;
    let state = State::from_word(&state)
        .ok_or_else(|| Error::DeserializationError("the state of a digest".into()))?;
    Ok(Digest {
        id,
        slug,
        state,
        version,
        published_at,
        changed_at,
        content: said(content)?,
    })
}

type Selected = (
    digests::id,
    digests::slug,
    digests::state,
    digests::version,
    digests::published_at,
    digests::changed_at,
);
const COLUMNS: Selected = (
    digests::id,
    digests::slug,
    digests::state,
    digests::version,
    digests::published_at,
    digests::changed_at,
);

pub fn one(conn: &mut SqliteConnection, id: i32) -> QueryResult<Digest> {
    let columns = digests::table.find(id).select(COLUMNS).first(conn)?;
    whole(conn, columns)
}

/// The digest at an address, whatever its state.
pub fn at(conn: &mut SqliteConnection, slug: &str) -> QueryResult<Option<Digest>> {
    let columns = digests::table
        .filter(digests::slug.eq(slug))
        .select(COLUMNS)
        .first::<Columns>(conn)
        .optional()?;
    columns.map(|columns| whole(conn, columns)).transpose()
}

/// Those that are public, the newest first.
pub fn published(conn: &mut SqliteConnection, limit: i64) -> QueryResult<Vec<Digest>> {
    let rows: Vec<Columns> = digests::table
        .filter(digests::state.eq(State::Public.word()))
        .order((digests::published_at.desc(), digests::id.desc()))
        .limit(limit)
        .select(COLUMNS)
        .load(conn)?;
    rows.into_iter().map(|row| whole(conn, row)).collect()
}

/// All of them, for the desk, the newest first.
pub fn all(conn: &mut SqliteConnection, limit: i64) -> QueryResult<Vec<Digest>> {
    let rows: Vec<Columns> = digests::table
        .order(digests::id.desc())
        .limit(limit)
        .select(COLUMNS)
        .load(conn)?;
    rows.into_iter().map(|row| whole(conn, row)).collect()
}

/// Everything one ever said, the newest first.
pub fn versions_of(conn: &mut SqliteConnection, id: i32) -> QueryResult<Vec<Version>> {
    type Row = (i32, DateTime<Utc>, Option<String>, Said);
    let rows: Vec<Row> = versions::table
        .left_join(accounts::table.on(accounts::id.nullable().eq(versions::account_id)))
        .filter(versions::digest_id.eq(id))
        .order(versions::number.desc())
        .select((
            versions::number,
            versions::made_at,
            accounts::name.nullable(),
            (
                versions::title_uk,
                versions::title_en,
                versions::intro_uk,
                versions::intro_en,
                versions::lives,
            ),
        ))
        .load(conn)?;
    let version = |(number, made_at, by, content)| {
        Ok(Version {
            number,
            made_at,
            by,
            content: said(content)?,
        })
    };
    rows.into_iter().map(version).collect()
}

/// The lives of a digest that are public now, in its order. One that was merged stands as what it became, once.
pub fn lives(conn: &mut SqliteConnection, content: &Content) -> QueryResult<Vec<Read>> {
    let mut found: Vec<Read> = Vec::new();
    for id in &content.lives {
        let present = namesakes::queries::present(conn, *id)?;
        if found.iter().all(|read| read.published.id != present) {
            found.extend(read(conn, present)?);
        }
    }
    Ok(found)
}

/// Begins a digest that nobody sees but the desk; answers its number.
pub fn begin(
    conn: &mut SqliteConnection,
    by: &Moderator,
    content: &Content,
    at: DateTime<Utc>,
) -> QueryResult<i32> {
    start(conn, Actor::Moderator(by), content, at)
}

/// The same by whoever holds the machine, and everyone reads it at once.
pub fn begin_in_public(
    conn: &mut SqliteConnection,
    content: &Content,
    at: DateTime<Utc>,
) -> QueryResult<i32> {
    let id = start(conn, Actor::Shell, content, at)?;
    let digest = one(conn, id)?;
    make_public(conn, Actor::Shell, &digest, at)?;
    Ok(id)
}

fn start(
    conn: &mut SqliteConnection,
    by: Actor<'_>,
    content: &Content,
    at: DateTime<Utc>,
) -> QueryResult<i32> {
    let day = kyiv::today(at);
    let taken: Vec<String> = digests::table
        .filter(digests::slug.like(format!("{day}%")))
        .select(digests::slug)
        .load(conn)?;
    let slug = slug(day, |slug| taken.iter().any(|known| known == slug));
    let id: i32 = diesel::insert_into(digests::table)
        .values((
            digests::slug.eq(&slug),
            digests::state.eq(State::Draft.word()),
            digests::version.eq(1),
            digests::created_at.eq(at),
            digests::changed_at.eq(at),
        ))
        .returning(digests::id)
        .get_result(conn)?;
    keep_version(conn, by, (id, 1), content, at)?;
    let detail = json!({"digest": slug, "is": told(content)});
    note(conn, by, "begin-digest", detail, at)?;
    Ok(id)
}

/// Says something else from now on. Stale, when somebody changed it since version `read` was shown; nothing is written where
/// nothing is changed.
pub fn change(
    conn: &mut SqliteConnection,
    by: &Moderator,
    id: i32,
    read: i32,
    content: &Content,
    at: DateTime<Utc>,
) -> QueryResult<Result<(), Unpublished>> {
    let before = one(conn, id)?;
    if before.version != read {
        return Ok(Err(Unpublished::Stale));
    }
    if before.content == *content {
        return Ok(Ok(()));
    }
    if is_emptied(conn, &before, content)? {
        return Ok(Err(Unpublished::Nobody));
    }
    put(
        conn,
        Actor::Moderator(by),
        &before,
        content,
        "change-digest",
        at,
    )
    .map(Ok)
}

/// Says again what it said in a former version.
pub fn go_back(
    conn: &mut SqliteConnection,
    by: &Moderator,
    id: i32,
    number: i32,
    at: DateTime<Utc>,
) -> QueryResult<Result<(), Unpublished>> {
    let before = one(conn, id)?;
    let former = versions_of(conn, id)?
        .into_iter()
        .find(|version| version.number == number)
        .ok_or(Error::NotFound)?;
    if before.content == former.content {
        return Ok(Err(Unpublished::Stale));
    }
    if is_emptied(conn, &before, &former.content)? {
        return Ok(Err(Unpublished::Nobody));
    }
    let by = Actor::Moderator(by);
    put(conn, by, &before, &former.content, "restore-digest", at).map(Ok)
}

/// Whether a digest that everyone reads would be left without anybody.
fn is_emptied(
    conn: &mut SqliteConnection,
    before: &Digest,
    content: &Content,
) -> QueryResult<bool> {
    Ok(before.state == State::Public && lives(conn, content)?.is_empty())
}

fn put(
    conn: &mut SqliteConnection,
    by: Actor<'_>,
    before: &Digest,
    content: &Content,
    act: &'static str,
    at: DateTime<Utc>,
) -> QueryResult<()> {
    let number = before.version + 1;
    keep_version(conn, by, (before.id, number), content, at)?;
    diesel::update(digests::table.find(before.id))
        .set((digests::version.eq(number), digests::changed_at.eq(at)))
        .execute(conn)?;
    let detail = json!({
        "digest": before.slug, "was": told(&before.content), "is": told(content),
    });
    note(conn, by, act, detail, at)
}

/// Why a digest was not made public, or not changed while it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Unpublished {
    /// It is public already, or somebody changed it meanwhile.
    Stale,
    /// Not one of its lives is public.
    Nobody,
}

pub fn publish(
    conn: &mut SqliteConnection,
    by: &Moderator,
    id: i32,
    at: DateTime<Utc>,
) -> QueryResult<Result<(), Unpublished>> {
    let digest = one(conn, id)?;
    if digest.state == State::Public {
        return Ok(Err(Unpublished::Stale));
    }
    if lives(conn, &digest.content)?.is_empty() {
        return Ok(Err(Unpublished::Nobody));
    }
    make_public(conn, Actor::Moderator(by), &digest, at).map(Ok)
}

fn make_public(
    conn: &mut SqliteConnection,
    by: Actor<'_>,
    digest: &Digest,
    at: DateTime<Utc>,
) -> QueryResult<()> {
    diesel::update(digests::table.find(digest.id))
        .set((
            digests::state.eq(State::Public.word()),
            digests::published_at.eq(digest.published_at.unwrap_or(at)),
            digests::changed_at.eq(at),
        ))
        .execute(conn)?;
    let detail = json!({"digest": digest.slug, "state_was": digest.state.word()});
    note(conn, by, "publish-digest", detail, at)
}

/// Takes a public digest down; publishing it again undoes that.
pub fn withdraw(
    conn: &mut SqliteConnection,
    by: &Moderator,
    id: i32,
    at: DateTime<Utc>,
) -> QueryResult<Result<(), Stale>> {
    let digest = one(conn, id)?;
    if digest.state != State::Public {
        return Ok(Err(Stale));
    }
    diesel::update(digests::table.find(id))
        .set((
            digests::state.eq(State::Down.word()),
            digests::changed_at.eq(at),
        ))
        .execute(conn)?;
    let detail = json!({"digest": digest.slug, "state_was": digest.state.word()});
    let by = Actor::Moderator(by);
    note(conn, by, "withdraw-digest", detail, at).map(Ok)
}

fn keep_version(
    conn: &mut SqliteConnection,
    by: Actor<'_>,
    (id, number): (i32, i32),
    content: &Content,
    at: DateTime<Utc>,
) -> QueryResult<usize> {
    let account_id = match by {
        Actor::Moderator(by) => Some(by.id()),
        Actor::Family | Actor::Shell => None,
    };
    let text = |text: &Option<String>| text.clone().unwrap_or_default();
    diesel::insert_into(versions::table)
        .values((
            versions::digest_id.eq(id),
            versions::number.eq(number),
            versions::made_at.eq(at),
            versions::account_id.eq(account_id),
            versions::title_uk.eq(text(&content.title.uk)),
            versions::title_en.eq(text(&content.title.en)),
            versions::intro_uk.eq(text(&content.intro.uk)),
            versions::intro_en.eq(text(&content.intro.en)),
            versions::lives.eq(json!(content.lives).to_string()),
        ))
        .execute(conn)
}

fn told(content: &Content) -> Value {
    json!({"title": content.title, "intro": content.intro, "lives": content.lives})
}

fn note(
    conn: &mut SqliteConnection,
    by: Actor<'_>,
    act: &'static str,
    detail: Value,
    at: DateTime<Utc>,
) -> QueryResult<()> {
    let subject = Subject {
        detail: Some(detail),
        ..Subject::default()
    };
    journal::write(conn, by, Act(act), subject, at)
}
