//! `/admin/state`: the state of the memorial at a glance; each number leads to the list of exactly those.

use actix_web::HttpResponse;
use actix_web::http::StatusCode;
use actix_web::web::Data;
use askama::Template;
use chrono::{DateTime, Utc};

use super::desk::{Desk, Room};
use super::queries::{self, Lack, Lacks, Numbers};
use crate::accounts::guard::Reader;
use crate::app::State;
use crate::archive::schedule::{self, Standing};
use crate::caches::telling;
use crate::error::AppError;
use crate::i18n::{Words, dates};
use crate::web::layout::Layout;
use crate::web::show::show_privately;

#[derive(Template)]
#[template(path = "moderation/state.html")]
struct StatePage {
    w: Words,
    layout: Layout,
    desk: Desk,
    /// What is counted, how many, and where they are.
    tables: [Vec<Line>; 4],
}

struct Line {
    name: String,
    number: String,
    address: Option<String>,
    /// What must be known to read the number.
    note: Option<String>,
}

pub async fn page(w: Words, state: Data<State>, by: Reader) -> Result<HttpResponse, AppError> {
    let (now, promised) = (state.now(), state.settings.promised());
    let posts = state.settings.smtp.is_some();
    let desk = Desk::around(&state, &by, Room::State).await?;
    let (moment, shared) = (state.db.purges.moment(), state.clone());
    let (numbers, lacks) = state
        .db
        .read(move |conn| {
            let told = &shared.db.purges;
            let lacks = shared.lacks.get(told, moment, || queries::lacks(conn))?;
            Ok((queries::numbers(conn, now, promised)?, lacks))
        })
        .await?;
    let mut waits = waiting(w, &numbers, now, posts);
    waits.extend(caches(w, &state.caches.standings(), now));
    let backups = schedule::standing(&state).await;
    let page = StatePage {
        w,
        layout: Layout::hidden(w, "/state", w.state_state()),
        desk,
        tables: [
            waits,
            lives(w, &lacks, numbers.unshown),
            unmatched(w, &numbers),
            safety(w, backups.as_ref(), state.db.damage().is_some()),
        ],
    };
    show_privately(StatusCode::OK, &page)
}

fn line(name: impl Into<String>, number: i64, address: impl Into<String>) -> Line {
    Line {
        name: name.into(),
        number: number.to_string(),
        address: Some(address.into()),
        note: None,
    }
}

fn waiting(w: Words, numbers: &Numbers, now: DateTime<Utc>, posts: bool) -> Vec<Line> {
    let longest = numbers.oldest.map_or_else(
        || w.state_nothing().to_owned(),
        |since| dates::waiting(w.lang(), now - since),
    );
    vec![
        line(w.state_waiting(), numbers.waiting, "/admin"),
        Line {
            name: w.state_longest().to_owned(),
            number: longest,
            address: Some("/admin".to_owned()),
            note: None,
        },
        line(w.state_late(), numbers.late, "/admin?state=late"),
        line(w.memories_desk(), numbers.memories, "/admin/memories"),
        line(w.state_imported(), numbers.imported, "/admin/imports"),
        Line {
            note: (!posts).then(|| w.letters_not_set_up().to_owned()),
            ..line(w.state_letters(), numbers.letters, "/admin/letters")
        },
    ]
}

/// Caches in front, where there are any: one that does not answer may still show what is not public any more.
fn caches(w: Words, standings: &[telling::Standing], now: DateTime<Utc>) -> Option<Line> {
    let behind = standings.iter().filter_map(|cache| cache.behind_since);
    let longest = behind
        .clone()
        .min()
        .map(|since| dates::waiting(w.lang(), now - since));
    (!standings.is_empty()).then(|| Line {
        name: w.operating_caches().to_owned(),
        number: behind.count().to_string(),
        address: None,
        note: longest.map(|longest| w.operating_caches_behind(longest)),
    })
}

fn lives(w: Words, lacks: &Lacks, unshown: i64) -> Vec<Line> {
    let all = Line {
        name: w.state_lives().to_owned(),
        number: lacks.lives.to_string(),
        address: None,
        note: None,
    };
    let lack = |(lack, number): &(Lack, i64)| {
        let address = format!("/admin/heroes?lacks={}", lack.word());
        line(w.state_lacks(lack.word()), *number, address)
    };
    std::iter::once(all)
        .chain(lacks.lacks.iter().map(lack))
        .chain(std::iter::once(lack(&(Lack::ShownPicture, unshown))))
        .collect()
}

/// What waits for somebody to say what, or who, is meant; each as its own desk counts it.
fn unmatched(w: Words, numbers: &Numbers) -> Vec<Line> {
    let written = numbers.written.iter().map(|(kind, number)| {
        let list = kind.list();
        let address = format!("/admin/reference/unmatched?list={list}");
        line(w.state_unmatched(list), *number, address)
    });
    std::iter::once(line(w.state_places(), numbers.places, "/admin/places"))
        .chain(written)
        .chain([line(
            w.state_namesakes(),
            numbers.namesakes,
            "/admin/namesakes",
        )])
        .collect()
}

/// Whether all this would outlive its disk.
fn safety(w: Words, backups: Option<&Standing>, is_damaged: bool) -> Vec<Line> {
    let told = |name: &str, number: String, note: Option<String>| Line {
        name: name.to_owned(),
        number,
        address: None,
        note,
    };
    let newest = match backups {
        None => told(
            w.backups_newest(),
            w.backups_off().to_owned(),
            Some(w.backups_off_note().to_owned()),
        ),
        Some(standing) => {
            let failure = standing.failure.as_ref();
            let failure = failure.map(|one| w.backups_failed(dates::moment(w.lang(), one.at)));
            match standing.newest {
                None => told(w.backups_newest(), w.backups_none().to_owned(), failure),
                Some((at, bytes)) => {
                    let name = w.backups_newest_at(dates::moment(w.lang(), at));
                    let size = w.backups_of(bytes.div_ceil(1_000_000).to_string());
                    told(&name, size, failure)
                }
            }
        }
    };
    let damage = is_damaged.then(|| {
        told(
            w.backups_file(),
            w.backups_damaged().to_owned(),
            Some(w.backups_damaged_note().to_owned()),
        )
    });
    std::iter::once(newest).chain(damage).collect()
}
