//! The letters of a day, handed to the mail server in the background of `serve`, from eight in the morning in Kyiv.

use std::time::Duration;

use actix_web::web::Data;
use base64::Engine;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use chrono::{DateTime, Datelike, NaiveDate, TimeDelta, Utc};
use diesel::SqliteConnection;
use lettre::message::header::{ContentType, MIME_VERSION_1_0};
use lettre::message::{Mailbox, Message};
use sha2::{Digest, Sha256};

use super::anniversary::day_to_write;
use super::queries::{self, Became, Due};
use crate::app::State;
use crate::care::digest::{OneClick, Unsubscribe};
use crate::error::AppError;
use crate::i18n::Words;
use crate::i18n::dates::day_of_year;
use crate::letters::letter::Fault;
use crate::letters::posting::AutoSubmitted;

/// How often it is looked.
const EVERY: Duration = Duration::from_secs(60);
/// When a letter is tried again that may pass, while its day lasts.
const PAUSE: TimeDelta = TimeDelta::minutes(10);

/// For as long as the memorial serves.
pub async fn watch(state: Data<State>) {
    loop {
        let now = state.now();
        if let Err(fault) = post_due(&state, now).await {
            tracing::error!(%fault, "the letters of the day could not be sent");
        }
        actix_web::rt::time::sleep(EVERY).await;
    }
}

/// Sends what is due at `now`; how many letters went out. Two of these at once send nothing twice.
pub async fn post_due(state: &State, now: DateTime<Utc>) -> Result<usize, AppError> {
    let Some(date) = day_to_write(now) else {
        return Ok(0);
    };
    if state.settings.smtp.is_none() {
        return Ok(0);
    }
    let mut sent = 0;
    loop {
        let take = move |conn: &mut SqliteConnection| {
            queries::forget_old(conn, date)?;
            queries::take(conn, date, now)
        };
        let Some(due) = state.db.write(take).await? else {
            return Ok(sent);
        };
        let id = due.submission_id;
        let became = post(state, &due, date, now).await;
        state
            .db
            .write(move |conn| queries::became(conn, id, date, became, now))
            .await?;
        match became {
            Became::Sent => sent += 1,
            Became::Failed(fault, again) => {
                tracing::warn!(
                    fault = fault.word(),
                    given_up = again.is_none(),
                    "a letter of the day did not go out"
                );
                if fault.meets_all() {
                    return Ok(sent);
                }
            }
        }
    }
}

async fn post(state: &State, due: &Due, date: NaiveDate, now: DateTime<Utc>) -> Became {
    let (Some(server), Some(from)) = (&state.settings.smtp, &state.settings.mail_from) else {
        return Became::Failed(Fault::Closed, None);
    };
    let Some(letter) = letter(state, due, date, from.clone(), now) else {
        return Became::Failed(Fault::Address, None);
    };
    match server.take(state.settings.public_url.host(), letter).await {
        Ok(()) => Became::Sent,
        Err(fault) => Became::Failed(fault, fault.may_pass().then_some(PAUSE)),
    }
}

fn letter(
    state: &State,
    due: &Due,
    date: NaiveDate,
    from: lettre::Address,
    now: DateTime<Utc>,
) -> Option<Message> {
    let w = Words::new(due.language);
    let lang = w.lang();
    let stop = state
        .settings
        .absolute(&stop_address(&state.secret, due.submission_id, &due.to, w));
    let page = state
        .settings
        .absolute(&format!("/{lang}/heroes/{}", due.slug));
    let today = day_of_year(lang, date.month(), date.day());
    let parts = [
        w.anniversaries_letter_today(&today, due.kind.word()),
        format!("{}\n{page}", due.name),
        w.anniversaries_letter_open().to_owned(),
        format!(
            "{}\n{}",
            w.common_memorial(),
            state.settings.absolute(&format!("/{lang}"))
        ),
        w.anniversaries_letter_stop(&stop),
    ];
    let host = state.settings.public_url.host_str().unwrap_or("localhost");
    // The same at every try, so that a mail program can tell that two are one.
    let id = format!(
        "<day-{date}.{}@{host}>",
        &token(&state.secret, due.submission_id, &due.to)[..12],
    );
    Message::builder()
        .from(Mailbox::new(Some(w.common_memorial().to_owned()), from))
        .to(Mailbox::new(None, due.to.parse().ok()?))
        .subject(
            w.anniversaries_subject(due.kind.word(), &due.name)
                .replace('\u{a0}', " "),
        )
        .date(now.into())
        .message_id(Some(id))
        .header(AutoSubmitted)
        .header(Unsubscribe(format!("<{stop}>")))
        .header(OneClick)
        .header(MIME_VERSION_1_0)
        .header(ContentType::TEXT_PLAIN)
        .body(parts.join("\n\n") + "\n")
        .ok()
}

/// Where one page with one button ends these letters, and where a mail program may end them by itself (RFC 8058). It holds
/// for this story and this address alone.
pub fn stop_address(secret: &[u8], id: i32, email: &str, w: Words) -> String {
    format!(
        "/{}/anniversaries/{id}/{}",
        w.lang(),
        token(secret, id, email)
    )
}

/// Made of the memorial's own secret: nothing is kept.
pub fn token(secret: &[u8], id: i32, email: &str) -> String {
    let hash = Sha256::new()
        .chain_update(secret)
        .chain_update(b" the days of story ")
        .chain_update(id.to_be_bytes())
        .chain_update(email)
        .finalize();
    URL_SAFE_NO_PAD.encode(&hash[..18])
}
