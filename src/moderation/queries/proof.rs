//! The page shown to its family, and published on its word.

use chrono::{DateTime, Utc};
use diesel::prelude::*;
use serde_json::json;

use super::super::decision::{Stale, Undecided};
use super::super::journal::{self, Act, Actor, Subject};
use super::*;
use crate::accounts::guard::Moderator;
use crate::heroes::queries::Author;
use crate::letters::letter;
use crate::letters::queries as letters;
use crate::linter;
use crate::proofs;
use crate::proofs::proof::Answer as Agreed;
use crate::submissions::submission::State;

/// Shows a story to its family as it would be published. It is in this moderator's hands then, and nobody changes it.
pub fn show_proof(
    conn: &mut SqliteConnection,
    by: &Moderator,
    id: i32,
    read: i32,
    at: DateTime<Utc>,
) -> Done<()> {
    end_claims(conn, Some(id), at)?;
    let story = story(conn, id)?;
    let alone = story.about.is_none() && story.sent.joined_id.is_none();
    let undecided = Undecided::of(&story.sent.state, story.sent.revision, by.id());
    if undecided.is_err() || story.sent.revision != read || !alone || !story.has_consent() {
        return Ok(Err(Stale));
    }
    if linter::queries::unsettled(conn, id, &story.record)? > 0 {
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
    // It is in the very hands that showed it, and still a life of its own.
    let held = matches!(story.sent.state, State::Taken { by, .. } if by == proof.shown_by);
    let alone = story.about.is_none() && story.sent.joined_id.is_none();
    if !held || !alone || !story.has_consent() || hidden_by_family(conn, &story)? {
        return Ok(None);
    }
    if linter::queries::unsettled(conn, id, &story.record)? > 0 {
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
