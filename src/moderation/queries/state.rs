//! What the memorial lacks: how many, and which, each by an index of its own.

use chrono::{DateTime, TimeDelta, Utc};
use diesel::prelude::*;
use diesel::sql_types::{BigInt, Integer};

use super::*;
use crate::reference::record::Kind;

/// What a published life can lack.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Lack {
    Death,
    Birth,
    Picture,
    English,
    Ukrainian,
    /// A unit that was kept as written, for it is not in the list.
    Unit,
    /// A picture whose bytes are not there.
    ShownPicture,
}

impl Lack {
    /// In the order of the page.
    pub const ALL: [Self; 7] = [
        Self::Death,
        Self::Birth,
        Self::Picture,
        Self::English,
        Self::Ukrainian,
        Self::Unit,
        Self::ShownPicture,
    ];

    /// As in `/admin/heroes?lacks=picture`.
    pub fn word(self) -> &'static str {
        match self {
            Self::Death => "death",
            Self::Birth => "birth",
            Self::Picture => "picture",
            Self::English => "english",
            Self::Ukrainian => "ukrainian",
            Self::Unit => "unit",
            Self::ShownPicture => "shown-picture",
        }
    }

    pub fn from_word(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|lack| lack.word() == word)
    }

    /// The numbers of the lives, as `id`: a table or a part of one, and what holds in it.
    fn lives(self) -> (&'static str, &'static str, &'static str) {
        match self {
            Self::Death => ("id", "heroes", "died IS NULL"),
            Self::Birth => ("id", "heroes", "born IS NULL"),
            Self::Picture => ("hero_id", "heroes_without_picture", "1"),
            Self::English => ("id", "heroes", "biography_en IS NULL"),
            Self::Ukrainian => ("id", "heroes", "biography_uk IS NULL"),
            Self::Unit => ("hero_id", "hero_services", "unit_text IS NOT NULL"),
            Self::ShownPicture => (
                "hero_id",
                "hero_photos",
                "NOT EXISTS (SELECT 1 FROM renditions r WHERE r.photo_id = hero_photos.photo_id AND r.size = 'medium')",
            ),
        }
    }
}

#[derive(QueryableByName)]
struct Number {
    #[diesel(sql_type = BigInt)]
    number: i64,
}

/// How many lives lack something.
pub fn lacking_count(conn: &mut SqliteConnection, lack: Lack) -> QueryResult<i64> {
    let (id, table, holds) = lack.lives();
    let many = if id == "id" || lack == Lack::Picture {
        "count(*)".to_owned()
    } else {
        format!("count(DISTINCT {id})")
    };
    let found: Number = diesel::sql_query(format!(
        "SELECT {many} AS number FROM {table} WHERE {holds}"
    ))
    .get_result(conn)?;
    Ok(found.number)
}

/// Which, from after a life's number: the earliest published first.
pub fn lacking(
    conn: &mut SqliteConnection,
    lack: Lack,
    after: i32,
    limit: i64,
) -> QueryResult<Vec<i32>> {
    let (id, table, holds) = lack.lives();
    let found: Vec<Number> = diesel::sql_query(format!(
        "SELECT DISTINCT {id} AS number FROM {table} WHERE {holds} AND {id} > ? ORDER BY {id} LIMIT ?"
    ))
    .bind::<Integer, _>(after)
    .bind::<BigInt, _>(limit)
    .load(conn)?;
    Ok(found
        .into_iter()
        .filter_map(|found| i32::try_from(found.number).ok())
        .collect())
}

/// How many lives are public, and how many of them lack what. A walk over all of them. Not what a picture lacks: its bytes come
/// and go without a word to the public.
#[derive(Debug, Clone)]
pub struct Lacks {
    pub lives: i64,
    pub lacks: Vec<(Lack, i64)>,
}

pub fn lacks(conn: &mut SqliteConnection) -> QueryResult<Lacks> {
    Ok(Lacks {
        lives: crate::schema::heroes::table.count().get_result(conn)?,
        lacks: Lack::ALL
            .into_iter()
            .filter(|lack| *lack != Lack::ShownPicture)
            .map(|lack| Ok((lack, lacking_count(conn, lack)?)))
            .collect::<QueryResult<_>>()?,
    })
}

/// All other numbers of the page.
#[derive(Debug, Clone)]
pub struct Numbers {
    pub waiting: i64,
    pub oldest: Option<DateTime<Utc>>,
    pub late: i64,
    pub imported: i64,
    pub letters: i64,
    /// Memories that wait to be read.
    pub memories: i64,
    /// Lives with a picture that cannot be shown.
    pub unshown: i64,
    /// Names of settlements that the register does not have where they are said to be.
    pub places: i64,
    /// Names of units, ranks and awards that wait to be matched, by kind.
    pub written: [(Kind, i64); 3],
    /// Pairs of lives that may be of one person.
    pub namesakes: i64,
}

pub fn numbers(
    conn: &mut SqliteConnection,
    now: DateTime<Utc>,
    promised: TimeDelta,
) -> QueryResult<Numbers> {
    let (waiting, oldest) = waiting(conn)?;
    Ok(Numbers {
        waiting,
        oldest,
        late: late(conn, now, promised)?,
        imported: crate::archive::runs::queries::open_count(conn)?,
        letters: crate::letters::queries::given_up_count(conn)?,
        memories: crate::remembrance::queries::waiting_memories(conn)?,
        unshown: lacking_count(conn, Lack::ShownPicture)?,
        places: crate::places::queries::unmatched_count(conn)?,
        written: crate::reference::queries::unmatched_counts(conn)?,
        namesakes: crate::namesakes::queries::open_count(conn)?,
    })
}
