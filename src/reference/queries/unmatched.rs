//! What is written and matched to no authority record: grouped by what all spellings have in common, with how many say it.

use std::collections::{BTreeMap, HashSet};

use chrono::{DateTime, Utc};
use diesel::prelude::*;
use diesel::sql_query;
use diesel::sql_types::{BigInt, Text};
use serde_json::json;

use crate::accounts::guard::Moderator;
use crate::moderation::journal::{self, Act, Actor, Subject};
use crate::reference::record::Kind;
use crate::reference::written::folded;
use crate::schema::{accounts, heroes, kept_texts, submissions, written_texts};

/// What is matched: regions are chosen from a list and never written.
pub const WRITTEN: [Kind; 3] = [Kind::Unit, Kind::Rank, Kind::Award];

/// All that say the same.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Group {
    pub folded: String,
    /// How it is written, the commonest spelling first.
    pub texts: Vec<String>,
    /// Published lives and undecided stories; one that says it in two spellings counts twice.
    pub lives: i64,
    pub stories: i64,
}

#[derive(QueryableByName)]
struct Said {
    #[diesel(sql_type = Text)]
    text: String,
    #[diesel(sql_type = BigInt)]
    lives: i64,
    #[diesel(sql_type = BigInt)]
    stories: i64,
}

/// Along the primary key: what a withdrawn life says waits until the life is public again.
const SAID: &str = "SELECT text, sum(said_by = 'life') AS lives, sum(said_by = 'story') AS stories FROM written_texts \
     WHERE kind = ? AND (said_by = 'story' OR EXISTS (SELECT 1 FROM heroes WHERE heroes.id = written_texts.id)) \
     GROUP BY text";

/// Every group of a kind, whoever keeps it as written included, the commonest first.
pub fn groups(conn: &mut SqliteConnection, kind: Kind) -> QueryResult<Vec<Group>> {
    let said = sql_query(SAID)
        .bind::<Text, _>(kind.word())
        .load::<Said>(conn)?;
    let mut groups: BTreeMap<String, Vec<Said>> = BTreeMap::new();
    for said in said {
        groups.entry(folded(&said.text)).or_default().push(said);
    }
    let mut groups: Vec<Group> = groups
        .into_iter()
        .map(|(folded, mut said)| {
            said.sort_by_key(|said| -(said.lives + said.stories));
            Group {
                folded,
                lives: said.iter().map(|said| said.lives).sum(),
                stories: said.iter().map(|said| said.stories).sum(),
                texts: said.into_iter().map(|said| said.text).collect(),
            }
        })
        .collect();
    groups.sort_by_key(|group| -(group.lives + group.stories));
    Ok(groups)
}

/// The groups of a kind that nobody decided about.
pub fn unmatched(conn: &mut SqliteConnection, kind: Kind) -> QueryResult<Vec<Group>> {
    let kept: HashSet<String> = kept_texts::table
        .filter(kept_texts::kind.eq(kind.word()))
        .select(kept_texts::folded)
        .load::<String>(conn)?
        .into_iter()
        .collect();
    let mut groups = groups(conn, kind)?;
    groups.retain(|group| !kept.contains(&group.folded));
    Ok(groups)
}

/// How many names of each kind wait for somebody to say what they mean.
pub fn unmatched_counts(conn: &mut SqliteConnection) -> QueryResult<[(Kind, i64); 3]> {
    let mut counts = WRITTEN.map(|kind| (kind, 0));
    for (kind, count) in &mut counts {
        *count = i64::try_from(unmatched(conn, *kind)?.len()).unwrap_or(i64::MAX);
    }
    Ok(counts)
}

/// The same of all kinds together.
pub fn unmatched_count(conn: &mut SqliteConnection) -> QueryResult<i64> {
    let counts = unmatched_counts(conn)?;
    Ok(counts.into_iter().map(|(_, count)| count).sum())
}

/// Who says it: a published life or an undecided story, by number, with a name to show.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Saying {
    /// Else a story.
    pub is_life: bool,
    pub id: i32,
    pub name: String,
}

/// Some who say a group, lives first.
pub fn who_says(
    conn: &mut SqliteConnection,
    kind: Kind,
    texts: &[String],
    most: i64,
) -> QueryResult<Vec<Saying>> {
    let rows = || {
        written_texts::table
            .filter(written_texts::kind.eq(kind.word()))
            .filter(written_texts::text.eq_any(texts))
    };
    let lives = rows()
        .filter(written_texts::said_by.eq("life"))
        .inner_join(heroes::table.on(heroes::id.eq(written_texts::id)))
        .limit(most)
        .select((heroes::id, heroes::family, heroes::given))
        .load::<(i32, String, String)>(conn)?;
    let mut saying: Vec<Saying> = lives
        .into_iter()
        .map(|(id, family, given)| Saying {
            is_life: true,
            id,
            name: format!("{family} {given}"),
        })
        .collect();
    let room = most - i64::try_from(saying.len()).unwrap_or(most);
    let stories = rows()
        .filter(written_texts::said_by.eq("story"))
        .inner_join(submissions::table.on(submissions::id.eq(written_texts::id)))
        .limit(room)
        .select((submissions::id, submissions::record))
        .load::<(i32, Option<String>)>(conn)?;
    saying.extend(stories.into_iter().map(|(id, record)| {
        let record: serde_json::Value =
            serde_json::from_str(&record.unwrap_or_default()).unwrap_or_default();
        let part = |part: &str| record["name"][part].as_str().unwrap_or_default().to_owned();
        Saying {
            is_life: false,
            id,
            name: format!("{} {}", part("family"), part("given")),
        }
    }));
    Ok(saying)
}

/// A group that somebody left as it is written.
#[derive(Debug, Clone)]
pub struct Kept {
    pub folded: String,
    pub text: String,
    pub at: DateTime<Utc>,
    pub by: String,
}

/// The groups of a kind that are kept as written, the last first.
pub fn kept(conn: &mut SqliteConnection, kind: Kind, most: i64) -> QueryResult<Vec<Kept>> {
    let rows = kept_texts::table
        .inner_join(accounts::table.on(accounts::id.eq(kept_texts::kept_by)))
        .filter(kept_texts::kind.eq(kind.word()))
        .order(kept_texts::kept_at.desc())
        .limit(most)
        .select((
            kept_texts::folded,
            kept_texts::text,
            kept_texts::kept_at,
            accounts::name,
        ))
        .load::<(String, String, DateTime<Utc>, String)>(conn)?;
    Ok(rows
        .into_iter()
        .map(|(folded, text, at, by)| Kept {
            folded,
            text,
            at,
            by,
        })
        .collect())
}

/// Leaves a group as it is written, for good; false when nobody says it any more or it is left so already.
pub fn keep(
    conn: &mut SqliteConnection,
    by: &Moderator,
    kind: Kind,
    folded: &str,
    at: DateTime<Utc>,
) -> QueryResult<bool> {
    let groups = unmatched(conn, kind)?;
    let Some(group) = groups.into_iter().find(|group| group.folded == folded) else {
        return Ok(false);
    };
    let text = group.texts.into_iter().next().unwrap_or_default();
    diesel::insert_into(kept_texts::table)
        .values((
            kept_texts::kind.eq(kind.word()),
            kept_texts::folded.eq(folded),
            kept_texts::text.eq(&text),
            kept_texts::kept_at.eq(at),
            kept_texts::kept_by.eq(by.id()),
        ))
        .execute(conn)?;
    noted(conn, by, "text-keep", kind, &text, at)?;
    Ok(true)
}

/// Puts a group that was left as written back on the list.
pub fn ask_again(
    conn: &mut SqliteConnection,
    by: &Moderator,
    kind: Kind,
    folded: &str,
    at: DateTime<Utc>,
) -> QueryResult<bool> {
    let row = kept_texts::table.find((kind.word(), folded));
    let text = row
        .select(kept_texts::text)
        .first::<String>(conn)
        .optional()?;
    let Some(text) = text else { return Ok(false) };
    diesel::delete(row).execute(conn)?;
    noted(conn, by, "text-ask-again", kind, &text, at)?;
    Ok(true)
}

fn noted(
    conn: &mut SqliteConnection,
    by: &Moderator,
    act: &'static str,
    kind: Kind,
    text: &str,
    at: DateTime<Utc>,
) -> QueryResult<()> {
    let subject = Subject {
        detail: Some(json!({"authority": kind.word(), "text": text})),
        ..Subject::default()
    };
    journal::write(conn, Actor::Moderator(by), Act(act), subject, at)
}
