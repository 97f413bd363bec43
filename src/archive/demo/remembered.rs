//! Invented memories, some read and some not, and candles: where a newcomer looks for them.

use chrono::{DateTime, Duration, Utc};
use diesel::{QueryResult, SqliteConnection};

use crate::db::Database;
use crate::error::AppError;
use crate::heroes::queries::newest;
use crate::i18n::Lang;
use crate::remembrance::candle;
use crate::remembrance::memory::{Relation, Written};
use crate::remembrance::queries::{light, receive, show_invented};
use crate::submissions::key;

/// Whose memory it is, of what relation, in which language, and whether it was read.
const MEMORIES: [(&str, &str, Relation, Lang, bool); 6] = [
    (
        "Вигаданий друг",
        "Ми виросли на одній вулиці. Він першим ішов у річку навесні й останнім звідти виходив.\n\nКоли я хворів, щодня приносив книжки. (Вигаданий спогад.)",
        Relation::Friend,
        Lang::Uk,
        true,
    ),
    (
        "Вигадана вчителька",
        "За останньою партою, біля вікна. Питав завжди про те, чого в підручнику не було. (Вигаданий спогад.)",
        Relation::Teacher,
        Lang::Uk,
        true,
    ),
    (
        "An invented neighbour",
        "Every autumn our roof was mended before we could ask. (An invented memory.)",
        Relation::Neighbour,
        Lang::En,
        true,
    ),
    (
        "Вигадана колега",
        "На роботі всі знали його сміх. Телефон для зв’язку 067 000 00 00. (Вигаданий спогад: у ньому є що сховати.)",
        Relation::Colleague,
        Lang::Uk,
        false,
    ),
    (
        "Вигаданий однокласник",
        "Сиділи разом вісім років і жодного разу не посварилися. (Вигаданий спогад.)",
        Relation::Classmate,
        Lang::Uk,
        false,
    ),
    (
        "Вигадана сусідка",
        "Носив мені воду, коли не було світла. (Вигаданий спогад.)",
        Relation::Neighbour,
        Lang::Uk,
        false,
    ),
];

/// The newest life has three memories and a candle; three more wait at the desk.
pub fn remember(db: &Database, now: DateTime<Utc>) -> Result<(), AppError> {
    // Random, as everybody's are: whoever knows this program must not know them.
    let keys = MEMORIES
        .iter()
        .map(|_| key::once())
        .collect::<Result<Vec<_>, _>>()?;
    db.write_now(|conn| remember_all(conn, &keys, now))
}

fn remember_all(
    conn: &mut SqliteConnection,
    keys: &[String],
    now: DateTime<Utc>,
) -> QueryResult<()> {
    let lives = newest(conn, 4)?;
    for ((number, memory), key) in MEMORIES.into_iter().enumerate().zip(keys) {
        let (name, words, relation, language, is_read) = memory;
        let life = if is_read { 0 } else { number - 2 };
        let Some(hero_id) = lives.get(life) else {
            continue;
        };
        let written = Written {
            words: words.to_owned(),
            name: name.to_owned(),
            relation,
            contact: None,
        };
        let at = now - Duration::hours(20 - i64::try_from(number).unwrap_or_default());
        receive(conn, *hero_id, key, language, &written, at)?;
        if is_read {
            show_invented(conn, key, at)?;
        }
    }
    let lights: Vec<_> = lives
        .iter()
        .step_by(2)
        .map(|id| (*id, candle::until(now)))
        .collect();
    light(conn, &lights, now)
}
