//! Invented stories that wait to be read, sent by the same way as a family's own.

use chrono::{DateTime, Duration, Utc};
use serde::Deserialize;

use super::portrait::{self, Sitter};
use crate::db::Database;
use crate::heroes::hero::Sex;
use crate::i18n::Lang;
use crate::photos::renditions::make;
use crate::reference::Reference;
use crate::submissions::answers::{Answers, Contacts};
use crate::submissions::queries::{self, PictureChange};
use crate::submissions::{consent, key};

const WAITING: &str = include_str!("data/waiting.json");

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Waiting {
    language: String,
    /// How long ago it was begun.
    hours: i64,
    /// Sent to be read, or still being written.
    sent: bool,
    portrait: Option<usize>,
    sex: Option<Sex>,
    age: Option<u32>,
    contacts: Reachable,
    answers: Answers,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Reachable {
    name: String,
    phone: String,
    email: String,
    other: String,
}

/// What waits now: stories in the queue and drafts, and the secret key of one story, to see a family's own page.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Queued {
    pub sent: u32,
    pub drafts: u32,
    pub key: String,
}

/// Keys are random, as they are for families: whoever knows this program must not know them.
pub fn queue(db: &Database, reference: &Reference, now: DateTime<Utc>) -> anyhow::Result<Queued> {
    let mut queued = Queued::default();
    for Waiting {
        language,
        hours,
        sent,
        portrait,
        sex,
        age,
        contacts,
        mut answers,
    } in serde_json::from_str::<Vec<Waiting>>(WAITING)?
    {
        let at = now - Duration::hours(hours);
        let language = if language == "en" { Lang::En } else { Lang::Uk };
        let key = key::of(&key::once()?, &answers.who.family)?;
        let mut pictures = Vec::new();
        if let Some(((face, sex), age)) = portrait.zip(sex).zip(age) {
            let made = make(&portrait::jpeg(Sitter {
                sex,
                age,
                face,
                sitting: face / 2,
            })?)?;
            pictures.push((format!("IMG_{:04}.jpg", 2000 + face), made));
        }
        if sent {
            answers.consent = consent::VERSION.to_owned();
        }
        let refused = db.write_now(|conn| {
            if let Err(refused) = queries::begin(conn, &key, language, &answers, None, None, at)? {
                return Ok(Some(refused));
            }
            let id = queries::by_key(conn, &key)?.id;
            let change = PictureChange {
                say: &|_| (),
                remove: None,
                add: &pictures,
            };
            if let Err(refused) = queries::change_photos(conn, &key, reference, at, change)? {
                return Ok(Some(refused));
            }
            let refused = if sent {
                queries::send(conn, &key, reference, language, at)?.err()
            } else {
                None
            };
            // After the sending, for no letter is owed to an invented address.
            let Reachable {
                name,
                phone,
                email,
                other,
            } = contacts;
            queries::keep_contacts(
                conn,
                id,
                &Contacts {
                    name,
                    phone,
                    email,
                    other,
                },
            )?;
            Ok(refused)
        })?;
        if let Some(refused) = refused {
            anyhow::bail!("an invented story could not be sent: {refused:?}");
        }
        if sent {
            queued.sent += 1;
            queued.key = key;
        } else {
            queued.drafts += 1;
        }
    }
    Ok(queued)
}
