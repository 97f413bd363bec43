//! Letters that are due, handed to the mail server one at a time, in the background of `serve`.
//!
//! Nothing is lost: what is owed is on the disk before the act answers, and stays due until the mail server has said that
//! it has the letter. Nothing is sent twice, as far as that can be known: when the process dies, or the line breaks, between
//! the mail server's taking a letter and our hearing of it, nobody can know whether it went out. A letter that may come
//! twice is better than one that never comes, so it is tried again, after an hour where the process died; it has the same
//! Message-ID, by which the family's mail server or program can tell that the two are one.

use std::time::Duration;

use actix_web::rt::task::JoinHandle;
use actix_web::web::Data;
use chrono::{DateTime, Utc};
use lettre::message::header::{ContentType, Header, HeaderName, HeaderValue, MIME_VERSION_1_0};
use lettre::message::{Mailbox, Message};
use tokio::sync::oneshot;
use tokio::time::{sleep, timeout};

use super::letter::{Fault, again_at};
use super::queries::{self, Due, Taken};
use super::writing::{Written, written};
use crate::app::State;
use crate::config::Settings;
use crate::error::AppError;
use crate::i18n::Words;

/// How often the letters that are due are looked for, when nobody rings.
const ROUND: Duration = Duration::from_secs(20);
/// How long a server that stops waits for the letter in hand.
const LAST_LETTER: Duration = Duration::from_secs(10);

/// What came of one look at the letters.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Posted {
    /// None was due.
    Nothing,
    Sent,
    /// It was not wanted any more.
    Dropped,
    Failed(Fault),
}

/// The task that sends letters while the memorial is open.
pub struct Posting {
    task: JoinHandle<()>,
    stop: oneshot::Sender<()>,
}

/// Begins to send letters; nothing begins where no mail server is set.
pub fn begin(state: &Data<State>) -> Option<Posting> {
    state.settings.smtp.as_ref()?;
    let (stop, mut stopped) = oneshot::channel();
    let state = state.clone();
    let task = actix_web::rt::spawn(async move {
        loop {
            let posted = post_one(&state, state.now()).await;
            if let Err(fault) = &posted {
                tracing::error!(%fault, "the letters that are due could not be looked at");
            }
            let rest = match posted {
                Ok(Posted::Sent | Posted::Dropped) => Duration::ZERO,
                Ok(Posted::Failed(fault)) if !fault.meets_all() => Duration::ZERO,
                Ok(Posted::Nothing | Posted::Failed(_)) | Err(_) => ROUND,
            };
            let rang = async {
                if rest.is_zero() {
                    std::future::pending::<()>().await;
                }
                state.letter_owed.notified().await;
            };
            tokio::select! {
                biased;
                _ = &mut stopped => return,
                () = sleep(rest) => {}
                () = rang => {}
            }
        }
    });
    Some(Posting { task, stop })
}

impl Posting {
    /// Ends after the letter in hand. One that takes too long stays as it is, and is tried again as after a fall.
    pub async fn end(self) {
        drop(self.stop);
        if timeout(LAST_LETTER, self.task).await.is_err() {
            tracing::warn!("a letter was still being sent; it is tried again in an hour");
        }
    }
}

/// Sends every letter that is due at `now`, until the mail server is found closed. How many went out.
pub async fn post_due(state: &State, now: DateTime<Utc>) -> Result<usize, AppError> {
    let mut sent = 0;
    loop {
        match post_one(state, now).await? {
            Posted::Sent => sent += 1,
            Posted::Failed(fault) if fault.meets_all() => return Ok(sent),
            Posted::Dropped | Posted::Failed(_) => {}
            Posted::Nothing => return Ok(sent),
        }
    }
}

async fn post_one(state: &State, now: DateTime<Utc>) -> Result<Posted, AppError> {
    let (Some(server), Some(from)) = (&state.settings.smtp, &state.settings.mail_from) else {
        return Ok(Posted::Nothing);
    };
    let due = match state.db.write(move |conn| queries::take(conn, now)).await? {
        None => return Ok(Posted::Nothing),
        Some(Taken::Dropped) => return Ok(Posted::Dropped),
        Some(Taken::Due(due)) => due,
    };
    let (id, tries, written_at) = (due.id, due.tries, due.written_at);
    let handed = match message(&due, from.clone(), &state.settings, now) {
        Some(letter) => server.take(state.settings.public_url.host(), letter).await,
        None => Err(Fault::Address),
    };
    let Err(fault) = handed else {
        state
            .db
            .write(move |conn| queries::sent(conn, id, now))
            .await?;
        return Ok(Posted::Sent);
    };
    let again = again_at(fault, tries, written_at, now);
    tracing::warn!(
        letter = id,
        tries,
        fault = fault.word(),
        given_up = again.is_none(),
        "a letter did not go out"
    );
    state
        .db
        .write(move |conn| queries::failed(conn, id, fault, again))
        .await?;
    Ok(Posted::Failed(fault))
}

/// The letter as it travels; none when it cannot be addressed.
fn message(
    due: &Due,
    from: lettre::Address,
    settings: &Settings,
    now: DateTime<Utc>,
) -> Option<Message> {
    let memorial = Words::new(due.language).common_memorial().to_owned();
    let Written { subject, body } = written(due, settings);
    Message::builder()
        .from(Mailbox::new(Some(memorial), from))
        .to(Mailbox::new(None, due.to.parse().ok()?))
        .subject(subject)
        .date(now.into())
        .message_id(Some(message_id(due, settings)))
        .header(AutoSubmitted)
        // Without it a program may show the body as it travels, packed.
        .header(MIME_VERSION_1_0)
        .header(ContentType::TEXT_PLAIN)
        .body(body)
        .ok()
}

/// The same at every try. The time is in it for a memorial that begins anew and counts its letters from one again.
fn message_id(due: &Due, settings: &Settings) -> String {
    let host = settings.public_url.host_str().unwrap_or("localhost");
    format!(
        "<letter-{}.{}@{host}>",
        due.id,
        due.written_at.timestamp_millis()
    )
}

/// So that no answering machine writes back (RFC 3834, section 5).
#[derive(Clone)]
pub struct AutoSubmitted;

impl Header for AutoSubmitted {
    fn name() -> HeaderName {
        HeaderName::new_from_ascii_str("Auto-Submitted")
    }

    fn parse(_: &str) -> Result<Self, Box<dyn std::error::Error + Send + Sync>> {
        Ok(Self)
    }

    fn display(&self) -> HeaderValue {
        HeaderValue::new(Self::name(), "auto-generated".to_owned())
    }
}
