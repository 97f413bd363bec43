//! All SQL of the wishes.

use chrono::{DateTime, Utc};
use diesel::prelude::*;
use diesel::result::Error;

use crate::accounts::guard::{Moderator, Reader};
use crate::heroes;
use crate::heroes::hero::{Photo, Record};
use crate::heroes::queries::{Author, Change};
use crate::heroes::visibility::{self, Audience, Visibility, picture_id};
use crate::letters;
use crate::moderation;
use crate::moderation::journal::{self, Act, Actor, Subject};
use crate::motions::queries::is_alone;
use crate::namesakes;
use crate::photos;
use crate::schema::{heroes as public, journal as journal_rows, submissions, wishes};

/// The fact that stands for the whole page.
pub const PAGE: &str = "page";

/// A wish that nobody has settled yet.
#[derive(Debug, Clone)]
pub struct Wish {
    pub id: i32,
    pub hero_id: i32,
    pub submission_id: i32,
    pub fact: String,
    pub was: Audience,
    /// None: a picture is to be erased.
    pub audience: Option<Audience>,
    pub words: String,
    pub asked_at: DateTime<Utc>,
}

impl Wish {
    /// It hides the whole page.
    pub fn hides_page(&self) -> bool {
        self.fact == PAGE
    }

    /// Whether it took effect when it was asked for: whatever hides does.
    pub fn is_done(&self) -> bool {
        self.fact == PAGE || self.audience.is_none_or(|audience| audience > self.was)
    }
}

/// A page as its family looks at it.
pub struct Page {
    /// All of it, as it was published.
    pub record: Record,
    /// Who may see what, as the family wished it last.
    pub visibility: Visibility,
    /// Pictures that it asked to be erased, while nobody has answered.
    pub erasing: Vec<String>,
}

/// None when the page is not public.
pub fn page_of(conn: &mut SqliteConnection, hero_id: i32) -> QueryResult<Option<Page>> {
    if !is_public(conn, hero_id)? {
        return Ok(None);
    }
    let record = heroes::queries::whole(conn, hero_id)?;
    let mut visibility = heroes::queries::visibility(conn, hero_id)?;
    // What the family asked for last is what its form shows.
    let asked = wishes::table
        .filter(wishes::hero_id.eq(hero_id))
        .filter(wishes::settled_at.is_null())
        .select((wishes::fact, wishes::audience))
        .load::<(String, String)>(conn)?;
    let mut erasing = Vec::new();
    for (fact, word) in asked {
        match Audience::from_word(&word) {
            Some(audience) => visibility.set(&fact, audience),
            None => erasing.push(fact),
        }
    }
    Ok(Some(Page {
        record,
        visibility,
        erasing,
    }))
}

/// What another family keeps to the moderators on a page that was merged of two: facts that this story does not tell so, and
/// pictures it did not send. The key of one family does not show them.
pub fn anothers(
    conn: &mut SqliteConnection,
    hero_id: i32,
    submission_id: i32,
    record: &Record,
) -> QueryResult<Vec<String>> {
    if !namesakes::queries::is_merged(conn, hero_id)? {
        return Ok(Vec::new());
    }
    let unreadable = |fault| Error::SerializationError(Box::new(fault));
    let story = moderation::queries::story(conn, submission_id)?;
    let own = story.record.fields().map_err(unreadable)?;
    let public = record.fields().map_err(unreadable)?;
    let visibility = heroes::queries::visibility(conn, hero_id)?;
    let kept = visibility
        .narrowed()
        .filter(|(_, audience)| *audience == Audience::Moderators);
    let anothers = kept.filter(|(fact, _)| match picture_id(fact) {
        Some(id) => !story.photos.contains(&id),
        None => own.get(*fact) != public.get(*fact),
    });
    Ok(anothers.map(|(fact, _)| fact.to_owned()).collect())
}

fn is_public(conn: &mut SqliteConnection, hero_id: i32) -> QueryResult<bool> {
    diesel::select(diesel::dsl::exists(public::table.find(hero_id))).get_result(conn)
}

/// Takes what a family chose: what hides is hidden at once, what would be shown again waits for a moderator. No audience:
/// the picture is hidden, and asked to be erased. What is no fact or picture of this very page is nobody's to choose.
pub fn ask(
    conn: &mut SqliteConnection,
    hero_id: i32,
    submission_id: i32,
    chosen: &[(String, Option<Audience>)],
    at: DateTime<Utc>,
) -> QueryResult<()> {
    own_page(conn, hero_id, submission_id)?;
    let record = heroes::queries::whole(conn, hero_id)?;
    let own: Vec<String> = visibility::pictures(&record)
        .map(|(fact, _)| fact)
        .collect();
    let mut visibility = heroes::queries::visibility(conn, hero_id)?;
    let mut hides = false;
    for (fact, audience) in chosen {
        if !visibility::is_of_any_page(fact) && !own.contains(fact) {
            continue;
        }
        let was = visibility.of(fact);
        if pending(conn, hero_id, fact)? == Some(*audience) {
            continue;
        }
        // What was asked before and is wished no more is not asked any longer.
        forget(conn, hero_id, fact)?;
        if *audience == Some(was) {
            continue;
        }
        keep(conn, hero_id, submission_id, fact, was, *audience, "", at)?;
        let now = audience.unwrap_or(Audience::Moderators);
        if now > was {
            visibility.set(fact, now);
            hides = true;
        }
    }
    if hides {
        let shown = heroes::queries::show_to(conn, hero_id, &visibility)?;
        noted(conn, Actor::Family, "hide", submission_id, hero_id, at)?;
        let of = (hero_id, Some(submission_id));
        journal::shown_to(conn, Actor::Family, shown, of, at)?;
    }
    Ok(())
}

/// What a family asked about a fact and nobody has settled: an audience, or none for a picture to be erased.
fn pending(
    conn: &mut SqliteConnection,
    hero_id: i32,
    fact: &str,
) -> QueryResult<Option<Option<Audience>>> {
    let asked: Option<String> = wishes::table
        .filter(wishes::hero_id.eq(hero_id))
        .filter(wishes::fact.eq(fact))
        .filter(wishes::settled_at.is_null())
        .select(wishes::audience)
        .first(conn)
        .optional()?;
    Ok(asked.map(|word| Audience::from_word(&word)))
}

/// Takes the whole page down on its family's word. Asked twice, it is done once.
pub fn hide_page(
    conn: &mut SqliteConnection,
    submission_id: i32,
    words: &str,
    at: DateTime<Utc>,
) -> QueryResult<()> {
    let hero_id: Option<i32> = submissions::table
        .find(submission_id)
        .filter(submissions::state.eq("approved"))
        .select(submissions::hero_id)
        .first(conn)?;
    let hero_id = hero_id.ok_or(Error::NotFound)?;
    own_page(conn, hero_id, submission_id)?;
    // What a moderator hid for a time would come back by itself: its family's word keeps it down.
    let down_for_a_time = heroes::queries::hidden_until(conn, hero_id)?.is_some();
    if !down_for_a_time && !is_public(conn, hero_id)? {
        return Ok(());
    }
    let hidden = Some(Audience::Moderators);
    keep(
        conn,
        hero_id,
        submission_id,
        PAGE,
        Audience::Everyone,
        hidden,
        words,
        at,
    )?;
    let reason = if words.is_empty() { "—" } else { words };
    heroes::queries::withdraw(conn, None, hero_id, at, reason)?;
    noted(conn, Actor::Family, "hide-page", submission_id, hero_id, at)
}

/// A page is its family's own when it was made of their story; who added to it asks by another way.
fn own_page(conn: &mut SqliteConnection, hero_id: i32, submission_id: i32) -> QueryResult<()> {
    let own = submissions::table
        .find(submission_id)
        .filter(submissions::state.eq("approved"))
        .filter(submissions::hero_id.eq(hero_id))
        .filter(submissions::about_id.is_null());
    let own: bool = diesel::select(diesel::dsl::exists(own)).get_result(conn)?;
    if own { Ok(()) } else { Err(Error::NotFound) }
}

fn forget(conn: &mut SqliteConnection, hero_id: i32, fact: &str) -> QueryResult<usize> {
    let unsettled = wishes::table
        .filter(wishes::hero_id.eq(hero_id))
        .filter(wishes::fact.eq(fact))
        .filter(wishes::settled_at.is_null());
    diesel::delete(unsettled).execute(conn)
}

/// A moderator took the page down, or brought it back, by an act of their own: a wish about the whole page is settled by it.
pub fn settled_by_hand(
    conn: &mut SqliteConnection,
    by: &Moderator,
    hero_id: i32,
    stands: bool,
    reason: &str,
    at: DateTime<Utc>,
) -> QueryResult<()> {
    let open = wishes::table
        .filter(wishes::hero_id.eq(hero_id))
        .filter(wishes::fact.eq(PAGE))
        .filter(wishes::settled_at.is_null());
    diesel::update(open)
        .set((
            wishes::settled_at.eq(at),
            wishes::settled_by.eq(by.id()),
            wishes::stands.eq(stands),
            wishes::outcome.eq(reason),
        ))
        .execute(conn)?;
    if stands {
        parts_stay_hidden(conn, by, hero_id, at)?;
    }
    Ok(())
}

/// A page that is gone has nothing left to hide: what its family hid of it is settled with it. A picture that is to be erased
/// waits on.
fn parts_stay_hidden(
    conn: &mut SqliteConnection,
    by: &Moderator,
    hero_id: i32,
    at: DateTime<Utc>,
) -> QueryResult<()> {
    let hiding = [Audience::Grave, Audience::Moderators].map(Audience::word);
    let open = wishes::table
        .filter(wishes::hero_id.eq(hero_id))
        .filter(wishes::fact.ne(PAGE))
        .filter(wishes::audience.eq_any(hiding))
        .filter(wishes::settled_at.is_null())
        .select((wishes::id, wishes::was, wishes::audience))
        .load::<(i32, String, String)>(conn)?;
    for (id, was, audience) in open {
        // To show more than before is not to hide.
        if Audience::from_word(&audience) <= Audience::from_word(&was) {
            continue;
        }
        diesel::update(wishes::table.find(id))
            .set((
                wishes::settled_at.eq(at),
                wishes::settled_by.eq(by.id()),
                wishes::stands.eq(true),
            ))
            .execute(conn)?;
    }
    Ok(())
}

/// Whether the last word of a family about its whole page was to hide it, and a moderator let that stand.
pub fn hides_for_good(conn: &mut SqliteConnection, hero_id: i32) -> QueryResult<bool> {
    let last = wishes::table
        .filter(wishes::hero_id.eq(hero_id))
        .filter(wishes::fact.eq(PAGE))
        .order(wishes::id.desc())
        .select((wishes::audience, wishes::stands))
        .first::<(String, Option<bool>)>(conn)
        .optional()?;
    Ok(last.is_some_and(|(audience, stands)| {
        audience != Audience::Everyone.word() && stands == Some(true)
    }))
}

#[allow(clippy::too_many_arguments)]
fn keep(
    conn: &mut SqliteConnection,
    hero_id: i32,
    submission_id: i32,
    fact: &str,
    was: Audience,
    audience: Option<Audience>,
    words: &str,
    at: DateTime<Utc>,
) -> QueryResult<()> {
    // A newer word about the same fact takes the place of one that nobody has settled.
    forget(conn, hero_id, fact)?;
    diesel::insert_into(wishes::table)
        .values((
            wishes::hero_id.eq(hero_id),
            wishes::submission_id.eq(submission_id),
            wishes::fact.eq(fact),
            wishes::was.eq(was.word()),
            wishes::audience.eq(audience.map_or("nobody", Audience::word)),
            wishes::words.eq(words),
            wishes::asked_at.eq(at),
        ))
        .execute(conn)?;
    Ok(())
}

type Columns = (i32, i32, i32, String, String, String, String, DateTime<Utc>);

fn read(
    (id, hero_id, submission_id, fact, was, audience, words, asked_at): Columns,
) -> QueryResult<Wish> {
    let wrong = || Error::DeserializationError(format!("wish {id}").into());
    Ok(Wish {
        id,
        hero_id,
        submission_id,
        fact,
        was: Audience::from_word(&was).ok_or_else(wrong)?,
        audience: match audience.as_str() {
            "nobody" => None,
            word => Some(Audience::from_word(word).ok_or_else(wrong)?),
        },
        words,
        asked_at,
    })
}

/// Whatever waits to be settled, the oldest first.
pub fn waiting(conn: &mut SqliteConnection) -> QueryResult<Vec<Wish>> {
    wishes::table
        .filter(wishes::settled_at.is_null())
        .order((wishes::asked_at, wishes::id))
        .limit(200)
        .select(COLUMNS)
        .load::<Columns>(conn)?
        .into_iter()
        .map(read)
        .collect()
}

const COLUMNS: (
    wishes::id,
    wishes::hero_id,
    wishes::submission_id,
    wishes::fact,
    wishes::was,
    wishes::audience,
    wishes::words,
    wishes::asked_at,
) = (
    wishes::id,
    wishes::hero_id,
    wishes::submission_id,
    wishes::fact,
    wishes::was,
    wishes::audience,
    wishes::words,
    wishes::asked_at,
);

/// A wish as its family sees it: when it was asked, what about, and what a moderator did and said.
pub struct Receipt {
    pub fact: String,
    /// None: to be erased.
    pub audience: Option<Audience>,
    pub asked_at: DateTime<Utc>,
    pub settled: Option<(DateTime<Utc>, bool, String)>,
}

impl Receipt {
    /// Whether the whole page is hidden and nobody has settled that yet.
    pub fn hides_page(&self) -> bool {
        self.fact == PAGE && self.settled.is_none()
    }
}

/// All that a family ever asked of its page, the oldest first.
pub fn receipts(conn: &mut SqliteConnection, submission_id: i32) -> QueryResult<Vec<Receipt>> {
    type Columns = (
        String,
        String,
        DateTime<Utc>,
        Option<DateTime<Utc>>,
        Option<bool>,
        Option<String>,
    );
    let rows = wishes::table
        .filter(wishes::submission_id.eq(submission_id))
        .order(wishes::id)
        .select((
            wishes::fact,
            wishes::audience,
            wishes::asked_at,
            wishes::settled_at,
            wishes::stands,
            wishes::outcome,
        ))
        .load::<Columns>(conn)?;
    let read = |(fact, audience, asked_at, at, stands, outcome): Columns| Receipt {
        fact,
        audience: Audience::from_word(&audience),
        asked_at,
        settled: at
            .zip(stands)
            .map(|(at, stands)| (at, stands, outcome.unwrap_or_default())),
    };
    Ok(rows.into_iter().map(read).collect())
}

/// How many wait to be settled.
pub fn count(conn: &mut SqliteConnection) -> QueryResult<i64> {
    wishes::table
        .filter(wishes::settled_at.is_null())
        .count()
        .get_result(conn)
}

/// Who of the desk gave the family the key that it holds now, and when; none while it is the family's own.
pub fn key_given(
    conn: &mut SqliteConnection,
    submission_id: i32,
) -> QueryResult<Option<(i32, DateTime<Utc>)>> {
    let given: Option<(Option<i32>, DateTime<Utc>)> = journal_rows::table
        .filter(journal_rows::submission_id.eq(submission_id))
        .filter(journal_rows::act.eq("replace-key"))
        .order(journal_rows::id.desc())
        .select((journal_rows::account_id, journal_rows::at))
        .first(conn)
        .optional()?;
    Ok(given.and_then(|(by, at)| Some((by?, at))))
}

/// Whether the wish may be this person's to settle: who gave out the key could have wished it, so another looks at it.
/// Whoever is alone at the desk settles all.
pub fn may_settle(
    conn: &mut SqliteConnection,
    by: &Reader,
    submission_id: i32,
) -> QueryResult<bool> {
    let given = key_given(conn, submission_id)?;
    Ok(given.is_none_or(|(giver, _)| giver != by.id()) || is_alone(conn, by)?)
}

/// Settles a wish: lets it stand, or puts back what was. False when somebody had settled it already.
pub fn settle(
    conn: &mut SqliteConnection,
    by: &Moderator,
    id: i32,
    stands: bool,
    outcome: &str,
    at: DateTime<Utc>,
) -> QueryResult<bool> {
    let found = wishes::table
        .find(id)
        .filter(wishes::settled_at.is_null())
        .select(COLUMNS)
        .first::<Columns>(conn)
        .optional()?;
    let Some(wish) = found.map(read).transpose()? else {
        return Ok(false);
    };
    if !may_settle(conn, by, wish.submission_id)? {
        return Ok(false);
    }
    let change = Change {
        by: Author::Moderator(by),
        at,
        why: &format!("submission {}", wish.submission_id),
    };
    if wish.hides_page() {
        // Where the consent was taken back too, the page comes back by two people or not at all.
        if !stands && moderation::queries::family_asks_to_withdraw(conn, wish.hero_id)? {
            return Ok(false);
        }
        if !stands && heroes::queries::is_hidden_by_family(conn, wish.hero_id)? {
            // While its story is on the desk again, it is that decision that brings the page back.
            if moderation::queries::undecided_story(conn, wish.hero_id)?.is_some() {
                heroes::queries::is_down_by(conn, wish.hero_id, by)?;
            } else {
                heroes::queries::restore(conn, wish.hero_id, change)?;
            }
        }
        if stands {
            parts_stay_hidden(conn, by, wish.hero_id, at)?;
        }
    } else if let (None, true, Some(photo)) = (wish.audience, stands, picture_id(&wish.fact)) {
        erase(conn, &wish, photo, change)?;
    } else if wish.is_done() != stands {
        // What was hidden is shown again; or what was asked to be shown is.
        let audience = match wish.audience {
            Some(audience) if stands => audience,
            _ => wish.was,
        };
        let mut visibility = heroes::queries::visibility(conn, wish.hero_id)?;
        visibility.set(&wish.fact, audience);
        let shown = heroes::queries::show_to(conn, wish.hero_id, &visibility)?;
        let of = (wish.hero_id, Some(wish.submission_id));
        journal::shown_to(conn, Actor::Moderator(by), shown, of, at)?;
    }
    diesel::update(wishes::table.find(id))
        .set((
            wishes::settled_at.eq(at),
            wishes::settled_by.eq(by.id()),
            wishes::stands.eq(stands),
            wishes::outcome.eq(Some(outcome).filter(|words| !words.is_empty())),
        ))
        .execute(conn)?;
    let kind = letters::letter::Kind::Hidden;
    letters::queries::owe(conn, wish.submission_id, kind, &format!("wish {id}"), at)?;
    let act = if stands { "let-stand" } else { "put-back" };
    noted(
        conn,
        Actor::Moderator(by),
        act,
        wish.submission_id,
        wish.hero_id,
        at,
    )?;
    Ok(true)
}

/// Takes a picture out of the page and out of the file, for good. A picture that is not of this page is left alone.
fn erase(
    conn: &mut SqliteConnection,
    wish: &Wish,
    photo: i32,
    change: Change<'_>,
) -> QueryResult<()> {
    let mut record = heroes::queries::whole(conn, wish.hero_id)?;
    if !record
        .photos
        .iter()
        .any(|kept| Photo::id(kept) == Some(photo))
    {
        return Ok(());
    }
    if is_public(conn, wish.hero_id)? {
        record.photos.retain(|kept| Photo::id(kept) != Some(photo));
        heroes::queries::revise(conn, wish.hero_id, &record, change)?;
    }
    photos::queries::erase(conn, photo)
}

fn noted(
    conn: &mut SqliteConnection,
    by: Actor<'_>,
    act: &'static str,
    submission_id: i32,
    hero_id: i32,
    at: DateTime<Utc>,
) -> QueryResult<()> {
    let subject = Subject {
        submission_id: Some(submission_id),
        hero_id: Some(hero_id),
        ..Subject::default()
    };
    journal::write(conn, by, Act(act), subject, at)
}
