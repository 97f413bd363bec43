//! One story, with all that a moderator needs to read of it.

use std::collections::HashMap;

use chrono::{DateTime, Utc};
use diesel::prelude::*;
use diesel::result::Error;

use super::super::decision::Stale;
use super::super::joining;
use super::super::journal::{self, Act, Actor, Subject};
use super::hold_on;
use crate::accounts::guard::Moderator;
use crate::heroes;
use crate::heroes::hero::Record;
use crate::heroes::visibility::{Audience, Visibility};
use crate::keys;
use crate::keys::holder::Writing;
use crate::papers;
use crate::papers::queries::Paper;
use crate::proofs;
use crate::proofs::proof::Proof;
use crate::questions;
use crate::questions::question::Question;
use crate::schema::{accounts, submission_consents, submissions};
use crate::submissions::answers::Contacts;
use crate::submissions::queries as sent;
use crate::submissions::queries::Sent;

/// An act that was done, or was not because the story is not where it was when it was read.
pub type Done<T> = QueryResult<Result<T, Stale>>;

pub(super) fn names(conn: &mut SqliteConnection) -> QueryResult<HashMap<i32, String>> {
    Ok(accounts::table
        .select((accounts::id, accounts::name))
        .load::<(i32, String)>(conn)?
        .into_iter()
        .collect())
}

pub(super) fn unreadable(id: i32, what: &str) -> Error {
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
    /// Who may see what, as its family sent it.
    pub fn chosen(&self) -> &Visibility {
        &self.sent.told().visibility
    }

    /// As readers would see it: a contribution as part of the page it is about.
    pub fn as_published(self) -> QueryResult<Record> {
        let chosen = self.chosen().clone();
        let fault = |fault| Error::SerializationError(Box::new(fault));
        match self.about.and_then(|about| about.page) {
            Some(page) => joining::joined(
                &page.record,
                &self.record,
                &chosen,
                &joining::Choices::new(),
            )
            .map_err(fault),
            None => chosen
                .shown_to(&self.record, Audience::Everyone)
                .map_err(fault),
        }
    }

    /// Whether what the family agreed to when it sent the story stands.
    pub(super) fn has_consent(&self) -> bool {
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

/// Names of accounts by their numbers, for the versions of a life.
pub fn account_names(conn: &mut SqliteConnection) -> QueryResult<HashMap<i32, String>> {
    names(conn)
}

pub(super) fn noted(
    conn: &mut SqliteConnection,
    by: &Moderator,
    act: &'static str,
    subject: Subject,
    at: DateTime<Utc>,
) -> QueryResult<()> {
    if let Some(id) = subject.submission_id {
        hold_on(conn, by, id, at)?;
    }
    journal::write(conn, Actor::Moderator(by), Act(act), subject, at)
}
