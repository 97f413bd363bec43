//! All SQL of the keys.

use chrono::{DateTime, Utc};
use diesel::prelude::*;

use super::holder::{Holder, MOST_RELATIVES, Relative, Writing};
use crate::moderation::journal::{self, Act, Actor, Subject};
use crate::schema::{memorial_secrets, relatives, submission_contacts, submissions, writings};
use crate::submissions::key;
use crate::submissions::submission::Step;

/// The name under which the secret of the six words is kept.
const SIX_WORDS: &str = "six-words";

/// Makes the memorial's own secret, once.
pub fn fill(conn: &mut SqliteConnection, chance: [u8; 32]) -> QueryResult<usize> {
    diesel::insert_or_ignore_into(memorial_secrets::table)
        .values((
            memorial_secrets::name.eq(SIX_WORDS),
            memorial_secrets::bytes.eq(chance.as_slice()),
        ))
        .execute(conn)
}

/// The secret that six words are hashed with.
pub fn secret(conn: &mut SqliteConnection) -> QueryResult<Vec<u8>> {
    memorial_secrets::table
        .find(SIX_WORDS)
        .select(memorial_secrets::bytes)
        .first(conn)
}

/// Which story a key opens, and for whom.
pub fn opened(conn: &mut SqliteConnection, key: &str) -> QueryResult<(i32, Holder)> {
    let hash = key::hash(key);
    let hash = hash.as_slice();
    let own = submissions::key_hash
        .eq(hash)
        .or(submissions::words_hash.assume_not_null().eq(hash));
    let found = submissions::table
        .filter(own)
        .select((submissions::id, submissions::key_hash))
        .first::<(i32, Vec<u8>)>(conn)
        .optional()?;
    if let Some((id, key_hash)) = found {
        let by_words = key_hash.as_slice() != hash;
        return Ok((
            id,
            if by_words {
                Holder::Words
            } else {
                Holder::Family
            },
        ));
    }
    let (id, name, submission_id) = relatives::table
        .filter(relatives::key_hash.eq(hash))
        .filter(relatives::parted_at.is_null())
        .select((relatives::id, relatives::name, relatives::submission_id))
        .first(conn)?;
    Ok((submission_id, Holder::Relative { id, name }))
}

/// The story that a key opens for its own family; for a relative's key there is no such thing.
pub fn of_family(conn: &mut SqliteConnection, key: &str) -> QueryResult<i32> {
    match opened(conn, key)? {
        (id, holder) if holder.is_family() => Ok(id),
        _ => Err(diesel::result::Error::NotFound),
    }
}

/// Keeps the hash of the address that a story's six words lead to.
pub fn keep_words(conn: &mut SqliteConnection, id: i32, words_key: &str) -> QueryResult<()> {
    diesel::update(submissions::table.find(id))
        .set(submissions::words_hash.eq(key::hash(words_key).as_slice()))
        .execute(conn)?;
    Ok(())
}

/// Whether six words lead to this story.
pub fn has_words(conn: &mut SqliteConnection, id: i32) -> QueryResult<bool> {
    submissions::table
        .find(id)
        .select(submissions::words_hash.is_not_null())
        .first(conn)
}

/// From now on another key and other words open the story; the old ones open nothing.
pub fn replace(
    conn: &mut SqliteConnection,
    id: i32,
    new: &str,
    words_key: &str,
    by: Actor<'_>,
    detail: Option<serde_json::Value>,
    at: DateTime<Utc>,
) -> QueryResult<()> {
    diesel::update(submissions::table.find(id))
        .set((
            submissions::key_hash.eq(key::hash(new).as_slice()),
            submissions::words_hash.eq(key::hash(words_key).as_slice()),
        ))
        .execute(conn)?;
    noted(conn, by, "replace-key", id, detail, at)
}

/// Everybody the story was ever shared with, in the order they were invited.
pub fn relatives(conn: &mut SqliteConnection, id: i32) -> QueryResult<Vec<Relative>> {
    type Columns = (i32, String, DateTime<Utc>, Option<DateTime<Utc>>);
    let rows = relatives::table
        .filter(relatives::submission_id.eq(id))
        .order(relatives::id)
        .select((
            relatives::id,
            relatives::name,
            relatives::invited_at,
            relatives::parted_at,
        ))
        .load::<Columns>(conn)?;
    let read = |(id, name, invited_at, parted_at)| Relative {
        id,
        name,
        invited_at,
        parted_at,
    };
    Ok(rows.into_iter().map(read).collect())
}

/// Whether a relative has an address that opens the story now.
pub fn is_shared(conn: &mut SqliteConnection, id: i32) -> QueryResult<bool> {
    let holding = relatives::table
        .filter(relatives::submission_id.eq(id))
        .filter(relatives::parted_at.is_null());
    diesel::select(diesel::dsl::exists(holding)).get_result(conn)
}

/// Gives a relative an address of their own; false when the story is shared with as many as can be.
pub fn invite(
    conn: &mut SqliteConnection,
    id: i32,
    name: &str,
    new: &str,
    at: DateTime<Utc>,
) -> QueryResult<bool> {
    let known = relatives(conn, id)?;
    if known
        .iter()
        .filter(|known| known.parted_at.is_none())
        .count()
        >= MOST_RELATIVES
    {
        return Ok(false);
    }
    diesel::insert_into(relatives::table)
        .values((
            relatives::submission_id.eq(id),
            relatives::name.eq(name),
            relatives::key_hash.eq(key::hash(new).as_slice()),
            relatives::invited_at.eq(at),
        ))
        .execute(conn)?;
    noted(conn, Actor::Family, "invite-relative", id, None, at)?;
    Ok(true)
}

/// Takes a relative's address back. What they wrote stays.
pub fn part(
    conn: &mut SqliteConnection,
    id: i32,
    relative_id: i32,
    at: DateTime<Utc>,
) -> QueryResult<()> {
    let shared = relatives::table
        .find(relative_id)
        .filter(relatives::submission_id.eq(id))
        .filter(relatives::parted_at.is_null());
    let parted = diesel::update(shared)
        .set(relatives::parted_at.eq(at))
        .execute(conn)?;
    if parted > 0 {
        noted(conn, Actor::Family, "part-relative", id, None, at)?;
    }
    Ok(())
}

/// Remembers who wrote a part.
pub fn wrote(
    conn: &mut SqliteConnection,
    id: i32,
    step: Step,
    by: &Holder,
    at: DateTime<Utc>,
) -> QueryResult<()> {
    let same = writings::table
        .filter(writings::submission_id.eq(id))
        .filter(writings::step.eq(step.word()))
        .filter(writings::relative_id.is(by.relative_id()));
    diesel::delete(same).execute(conn)?;
    diesel::insert_into(writings::table)
        .values((
            writings::submission_id.eq(id),
            writings::step.eq(step.word()),
            writings::relative_id.eq(by.relative_id()),
            writings::at.eq(at),
        ))
        .execute(conn)?;
    Ok(())
}

/// Who wrote which part, the last first; nobody while the story is its family's alone.
pub fn writings(conn: &mut SqliteConnection, id: i32) -> QueryResult<Vec<Writing>> {
    type Columns = (String, Option<i32>, Option<String>, DateTime<Utc>);
    let rows = writings::table
        .left_join(relatives::table.on(relatives::id.nullable().eq(writings::relative_id)))
        .filter(writings::submission_id.eq(id))
        .order(writings::id.desc())
        .select((
            writings::step,
            writings::relative_id,
            relatives::name.nullable(),
            writings::at,
        ))
        .load::<Columns>(conn)?;
    if rows.iter().all(|(_, by, _, _)| by.is_none()) {
        return Ok(Vec::new());
    }
    let read = |(step, by, name, at): Columns| {
        let step = Step::from_word(&step)?;
        // What is the sender's own has one writer.
        let shared = !matches!(step, Step::Relation | Step::Contact | Step::Consent);
        shared.then(|| Writing {
            step,
            by: by.zip(name),
            at,
        })
    };
    Ok(rows.into_iter().filter_map(read).collect())
}

/// Stories with this contact on file, by telephone or mail, the newest first.
pub fn with_contact(conn: &mut SqliteConnection, contact: &str) -> QueryResult<Vec<i32>> {
    let by_mail = submission_contacts::table
        .filter(submission_contacts::email_key.eq(email_key(contact)))
        .select(submission_contacts::submission_id);
    let by_phone = submission_contacts::table
        .filter(submission_contacts::phone_key.eq(phone_key(contact)))
        .select(submission_contacts::submission_id);
    let mut found: Vec<i32> = by_mail.limit(50).load(conn)?;
    found.extend(by_phone.limit(50).load::<i32>(conn)?);
    found.sort_unstable();
    found.dedup();
    found.reverse();
    Ok(found)
}

/// The last nine digits: the same with and without +380, spaces and brackets. None for what is no telephone.
pub fn phone_key(typed: &str) -> Option<String> {
    let digits: Vec<char> = typed.chars().filter(char::is_ascii_digit).collect();
    let from = digits.len().checked_sub(9)?;
    Some(digits[from..].iter().collect())
}

/// In small letters. None for what is no address.
pub fn email_key(typed: &str) -> Option<String> {
    let address = typed.trim().to_lowercase();
    address.contains('@').then_some(address)
}

fn noted(
    conn: &mut SqliteConnection,
    by: Actor<'_>,
    act: &'static str,
    id: i32,
    detail: Option<serde_json::Value>,
    at: DateTime<Utc>,
) -> QueryResult<()> {
    let subject = Subject {
        submission_id: Some(id),
        detail,
        ..Subject::default()
    };
    journal::write(conn, by, Act(act), subject, at)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_telephone_is_the_same_however_it_is_written() {
        let key = Some("671234567".to_owned());
        for typed in [
            "+380671234567",
            "067 123-45-67",
            "(067) 123 45 67",
            "8 067 1234567",
        ] {
            assert_eq!(phone_key(typed), key, "{typed}");
        }
        assert_eq!(phone_key("яна"), None);
        assert_eq!(
            email_key(" Yana@Example.ORG "),
            Some("yana@example.org".to_owned())
        );
        assert_eq!(email_key("Яна"), None);
    }
}
