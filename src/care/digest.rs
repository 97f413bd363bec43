//! The numbers of the day, by mail, to whoever at the desk wants them: once a day in Kyiv, from eight to nine. Numbers only:
//! mail is read on its way.

use std::time::Duration;

use actix_web::web::Data;
use base64::Engine;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use chrono::{DateTime, TimeDelta, Utc};
use diesel::{QueryResult, SqliteConnection};
use lettre::message::header::{ContentType, Header, HeaderName, HeaderValue, MIME_VERSION_1_0};
use lettre::message::{Mailbox, Message};
use sha2::{Digest, Sha256};

use super::carer::day_to_tell;
use super::queries::{self, Became, Due};
use crate::app::State;
use crate::error::AppError;
use crate::i18n::{Words, dates};
use crate::letters::letter::Fault;
use crate::moderation::queries::{self as desk, Eyes, Tab};
use crate::moderation::wanted::Wanted;

/// How often it is looked.
const EVERY: Duration = Duration::from_secs(60);
/// When a letter is tried again that may pass.
const PAUSE: TimeDelta = TimeDelta::minutes(10);

/// For as long as the memorial serves.
pub async fn watch(state: Data<State>) {
    loop {
        let now = state.now();
        if let Err(fault) = post_due(&state, now).await {
            tracing::error!(%fault, "the numbers of the day could not be sent");
        }
        actix_web::rt::time::sleep(EVERY).await;
    }
}

/// Sends what is due at `now`; how many letters went out. Two of these at once send nothing twice.
pub async fn post_due(state: &State, now: DateTime<Utc>) -> Result<usize, AppError> {
    let Some(day) = day_to_tell(now) else {
        return Ok(0);
    };
    if state.settings.smtp.is_none() {
        return Ok(0);
    }
    let mut sent = 0;
    loop {
        let take = move |conn: &mut SqliteConnection| {
            queries::forget_old_digests(conn, now)?;
            queries::take_digest(conn, day, now)
        };
        let Some(due) = state.db.write(take).await? else {
            return Ok(sent);
        };
        let (account_id, promised) = (due.account_id, state.settings.promised());
        let eyes = Eyes {
            account_id,
            now,
            promised,
        };
        let numbers = state.db.read(move |conn| numbers(conn, eyes)).await?;
        let became = if numbers.waiting == 0 {
            Became::Quiet
        } else {
            post(state, &due, &numbers, now).await
        };
        state
            .db
            .write(move |conn| queries::digest_became(conn, account_id, day, became, now))
            .await?;
        match became {
            Became::Sent => sent += 1,
            Became::Quiet => {}
            Became::Failed(fault, again) => {
                tracing::warn!(
                    fault = fault.word(),
                    given_up = again.is_none(),
                    "the numbers of the day did not go out"
                );
                if fault.meets_all() {
                    return Ok(sent);
                }
            }
        }
    }
}

/// All that is told.
struct Numbers {
    waiting: i64,
    longest: Option<TimeDelta>,
    late: i64,
    mine: Option<i64>,
    letters: i64,
}

fn numbers(conn: &mut SqliteConnection, eyes: Eyes) -> QueryResult<Numbers> {
    let (waiting, oldest) = desk::waiting(conn)?;
    let mine = Wanted {
        mine: true,
        ..Wanted::default()
    };
    let cares = queries::scope(conn, eyes.account_id)? != queries::Scope::default();
    Ok(Numbers {
        waiting,
        longest: oldest.map(|since| eyes.now - since),
        late: desk::late(conn, eyes.now, eyes.promised)?,
        mine: cares
            .then(|| desk::count(conn, &mine, Tab::Waiting, eyes))
            .transpose()?,
        letters: crate::letters::queries::given_up_count(conn)?,
    })
}

async fn post(state: &State, due: &Due, numbers: &Numbers, now: DateTime<Utc>) -> Became {
    let (Some(server), Some(from)) = (&state.settings.smtp, &state.settings.mail_from) else {
        return Became::Failed(Fault::Closed, None);
    };
    let Some(letter) = letter(state, due, numbers, from.clone(), now) else {
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
    numbers: &Numbers,
    from: lettre::Address,
    now: DateTime<Utc>,
) -> Option<Message> {
    let w = Words::new(due.language);
    let stop = state
        .settings
        .absolute(&stop_address(&state.secret, due.account_id, &due.to));
    let mut said = vec![w.care_digest_subject(numbers.waiting) + "."];
    said.extend(
        numbers
            .longest
            .map(|time| w.care_digest_longest(dates::waiting(w.lang(), time))),
    );
    said.extend((numbers.late > 0).then(|| w.care_digest_late(numbers.late)));
    said.extend(numbers.mine.map(|mine| w.care_digest_mine(mine)));
    said.extend((numbers.letters > 0).then(|| w.care_digest_letters(numbers.letters)));
    let body = format!(
        "{}\n\n{}\n\n{}\n",
        said.join("\n"),
        w.care_digest_desk(state.settings.absolute("/admin")),
        w.care_digest_stop(&stop),
    );
    let host = state.settings.public_url.host_str().unwrap_or("localhost");
    // The same at every try, so that a mail program can tell that two are one.
    let id = format!(
        "<numbers-{}.{}@{host}>",
        day_to_tell(now)?,
        &token(&state.secret, due.account_id, &due.to)[..12],
    );
    Message::builder()
        .from(Mailbox::new(Some(w.common_memorial().to_owned()), from))
        .to(Mailbox::new(None, due.to.parse().ok()?))
        .subject(w.care_digest_subject(numbers.waiting))
        .date(now.into())
        .message_id(Some(id))
        .header(Unsubscribe(format!("<{stop}>")))
        .header(OneClick)
        .header(MIME_VERSION_1_0)
        .header(ContentType::TEXT_PLAIN)
        .body(body)
        .ok()
}

/// Where one page with one button ends these letters, and where a mail program may end them by itself (RFC 8058). It holds
/// for this address alone.
pub fn stop_address(secret: &[u8], account_id: i32, email: &str) -> String {
    format!("/digest/{account_id}/{}", token(secret, account_id, email))
}

/// Made of the memorial's own secret: nothing is kept.
pub fn token(secret: &[u8], account_id: i32, email: &str) -> String {
    let hash = Sha256::new()
        .chain_update(secret)
        .chain_update(b" the numbers of the day for ")
        .chain_update(account_id.to_be_bytes())
        .chain_update(email)
        .finalize();
    URL_SAFE_NO_PAD.encode(&hash[..18])
}

#[derive(Clone)]
pub struct Unsubscribe(pub String);

impl Header for Unsubscribe {
    fn name() -> HeaderName {
        HeaderName::new_from_ascii_str("List-Unsubscribe")
    }

    fn parse(_: &str) -> Result<Self, Box<dyn std::error::Error + Send + Sync>> {
        Err("it is only written".into())
    }

    fn display(&self) -> HeaderValue {
        HeaderValue::new(Self::name(), self.0.clone())
    }
}

#[derive(Clone)]
pub struct OneClick;

impl Header for OneClick {
    fn name() -> HeaderName {
        HeaderName::new_from_ascii_str("List-Unsubscribe-Post")
    }

    fn parse(_: &str) -> Result<Self, Box<dyn std::error::Error + Send + Sync>> {
        Ok(Self)
    }

    fn display(&self) -> HeaderValue {
        HeaderValue::new(Self::name(), "List-Unsubscribe=One-Click".to_owned())
    }
}
