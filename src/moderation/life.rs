//! `/admin/heroes/{id}`: one public life at the desk: its versions and what differs between them, its journal, and the ways
//! to withdraw it and to bring it back.

use std::collections::HashMap;

use actix_web::HttpResponse;
use actix_web::http::StatusCode;
use actix_web::web::{Data, Form, Path, Query};
use askama::Template;
use chrono::{DateTime, Utc};
use diesel::{QueryResult, SqliteConnection};

use super::answer::message_fault;
use super::changing::Came;
use super::decision::Message;
use super::desk::{Desk, Room};
use super::facts::{Difference, Fact, differences, facts, pictures};
use super::history::{Line, lines};
use super::journal;
use super::queries::{self, Approved, Withdrawn};
use super::typed::{After, Reason};
use crate::accounts::guard::{Moderator, Reader};
use crate::app::State;
use crate::error::AppError;
use crate::heroes;
use crate::heroes::queries::Version;
use crate::heroes::telling::Telling;
use crate::heroes::visibility::{Audience, Visibility};
use crate::i18n::dates::life_years;
use crate::i18n::{Words, dates};
use crate::motions::list::{Row, row};
use crate::motions::motion::{Kind, MOST_DAYS};
use crate::motions::performing::stands;
use crate::motions::queries::{is_alone, of_life, propose};
use crate::namesakes;
use crate::namesakes::queries::Merge;
use crate::remembrance;
use crate::web::layout::Layout;
use crate::web::show::{see, show_privately};

#[derive(Template)]
#[template(path = "moderation/life.html")]
struct LifePage {
    w: Words,
    layout: Layout,
    desk: Desk,
    id: i32,
    name: String,
    years: Option<String>,
    /// The number of its last version, as it is read here.
    version: i32,
    /// What the code on the grave leads to.
    grave: String,
    /// The address readers know, while it is public.
    slug: Option<String>,
    /// How and why it is down.
    down: Option<Down>,
    /// The story it was made of is to be decided anew: until then it does not come back.
    undecided: Option<i32>,
    /// What waits for a second person.
    motions: Vec<Row>,
    /// Its own family asked to have it taken down: a moderator's word is the second.
    family_asks: bool,
    alone: bool,
    /// How many memories of this person are kept.
    memories: i64,
    submissions: Vec<i32>,
    facts: Vec<Fact>,
    /// For whom each picture is, where it is not for everyone.
    pictures: Vec<Option<String>>,
    /// Who may see what.
    visibility: Visibility,
    versions: Vec<Past>,
    /// Merges of which it is one of two.
    merges: Vec<Merge>,
    journal: Vec<Line>,
    kept: Kept,
    done: bool,
    /// A cache in front has not let go of it yet.
    behind: bool,
}

/// When, by whom and why a page was taken down; until when, if it comes back by itself.
struct Down {
    said: String,
    reason: String,
    until: bool,
}

/// What was typed, and why nothing was done.
#[derive(Default)]
pub struct Kept {
    pub reason: String,
    pub days: String,
    pub fault: Option<String>,
}

/// One version and how it differs from the one before it.
struct Past {
    number: i32,
    at: String,
    who: String,
    why: String,
    differences: Vec<Difference>,
    current: bool,
}

pub async fn page(
    w: Words,
    state: Data<State>,
    by: Reader,
    id: Path<i32>,
    after: Query<After>,
) -> Result<HttpResponse, AppError> {
    draw(
        w,
        &state,
        &by,
        *id,
        StatusCode::OK,
        Kept::default(),
        after.is_done(),
    )
    .await
}

/// `POST /admin/heroes/{id}/withdrawal`: proposed, for a second person to do; where the family asked for it, done.
pub async fn withdraw(
    w: Words,
    state: Data<State>,
    by: Moderator,
    id: Path<i32>,
    Form(typed): Form<Reason>,
) -> Result<HttpResponse, AppError> {
    let id = id.into_inner();
    done_for(w, &state, by, id, typed, move |conn, by, reason, now| {
        if queries::family_asks_to_withdraw(conn, id)? {
            let withdrawn = queries::withdraw(conn, by, id, reason, now)?;
            return Ok(Came::from(withdrawn.map(|()| Approved::Published(id))));
        }
        let version = queries::life(conn, id)?.version;
        propose(conn, by, id, version, &Kind::Withdraw, reason, now).map(Came::from)
    })
    .await
}

/// `POST /admin/heroes/{id}/restoration`: done; where its family asked for the page to be gone, proposed.
pub async fn restore(
    w: Words,
    state: Data<State>,
    by: Moderator,
    id: Path<i32>,
    Form(typed): Form<Reason>,
) -> Result<HttpResponse, AppError> {
    let id = id.into_inner();
    done_for(w, &state, by, id, typed, move |conn, by, reason, now| {
        if let Some(story) = queries::undecided_story(conn, id)? {
            return Ok(Came::Undecided(story));
        }
        if queries::is_down_for_its_family(conn, id)? {
            let version = queries::life(conn, id)?.version;
            return propose(conn, by, id, version, &Kind::Restore, reason, now).map(Came::from);
        }
        queries::restore(conn, by, id, reason, now).map(Came::from)
    })
    .await
}

/// Does an act that needs a reason and says where it leads; when it was not done, the page as it is now, with the reason
/// that was typed.
async fn done_for<F>(
    w: Words,
    state: &State,
    by: Moderator,
    id: i32,
    typed: Reason,
    act: F,
) -> Result<HttpResponse, AppError>
where
    F: FnOnce(&mut SqliteConnection, &Moderator, &Message, DateTime<Utc>) -> QueryResult<Came>
        + Send
        + 'static,
{
    let again = |status, fault: &str| {
        let kept = Kept {
            reason: typed.reason.clone(),
            fault: Some(fault.to_owned()),
            ..Kept::default()
        };
        draw(w, state, &by, id, status, kept, false)
    };
    let reason = match Message::parse(&typed.reason) {
        Ok(reason) => reason,
        Err(fault) => {
            return again(StatusCode::UNPROCESSABLE_ENTITY, message_fault(w, fault)).await;
        }
    };
    let (now, moderator) = (state.now(), by.clone());
    let came = state
        .db
        .write(move |conn| act(conn, &moderator, &reason, now))
        .await?;
    match came {
        Came::Done => Ok(see(format!("/admin/heroes/{id}?done=1"))),
        Came::Proposed(motion) => Ok(see(format!("/admin/motions/{motion}?done=1"))),
        Came::Unsound => again(StatusCode::UNPROCESSABLE_ENTITY, w.moderation_unsound()).await,
        Came::Undecided(_) => again(StatusCode::CONFLICT, w.moderation_story_first()).await,
        Came::Waits => again(StatusCode::CONFLICT, w.motions_waits_already()).await,
        // Taking down and bringing back show nothing that was not public.
        Came::Stale | Came::Asks(_) => {
            again(StatusCode::CONFLICT, w.moderation_stale_decision()).await
        }
    }
}

/// The page of a life, as it is now.
pub async fn draw(
    w: Words,
    state: &State,
    by: &Reader,
    id: i32,
    status: StatusCode,
    kept: Kept,
    done: bool,
) -> Result<HttpResponse, AppError> {
    let (now, viewer) = (state.now(), by.clone());
    let (life, visibility, versions, names, entries, merges) = state
        .db
        .read(move |conn| {
            let life = queries::life(conn, id)?;
            Ok((
                life,
                heroes::queries::visibility(conn, id)?,
                heroes::queries::versions(conn, id)?,
                queries::account_names(conn)?,
                journal::of_hero(conn, id)?,
                namesakes::queries::merges_of(conn, id)?,
            ))
        })
        .await?;
    let (motions, family_asks, undecided, alone, memories) = state
        .db
        .read(move |conn| {
            let mut motions = Vec::new();
            for motion in of_life(conn, id)? {
                let stands = stands(conn, &motion, now)?;
                motions.push((motion, stands));
            }
            let asks = queries::family_asks_to_withdraw(conn, id)?;
            let undecided = queries::undecided_story(conn, id)?;
            let memories = remembrance::queries::memories_of(conn, id)?;
            Ok((motions, asks, undecided, is_alone(conn, &viewer)?, memories))
        })
        .await?;
    let reference = state.reference();
    let telling = Telling {
        w,
        reference: &reference,
    };
    let record = &life.record;
    let page = LifePage {
        w,
        layout: Layout::hidden(w, format!("/heroes/{id}"), record.name.listed()),
        desk: Desk::around(state, by, Room::Lives).await?,
        visibility: visibility.clone(),
        grave: state.settings.absolute(&state.grave_address(id)),
        id,
        name: record.name.listed(),
        years: life_years(
            w.lang(),
            record.born.as_ref(),
            record.died.as_ref(),
            record.sex,
            false,
        ),
        pictures: record
            .photos
            .iter()
            .map(|photo| {
                let id = photo.id()?;
                audience_tag(w, &visibility, &heroes::visibility::picture(id))
            })
            .collect(),
        facts: facts(telling, record)
            .into_iter()
            .map(|fact| match fact.field {
                "photos" => Fact {
                    lines: pictures(w, record),
                    ..fact
                },
                _ => fact,
            })
            .collect(),
        version: life.version,
        undecided: undecided.filter(|_| life.withdrawn.is_some()),
        down: life.withdrawn.map(|gone| down(w, gone)),
        motions: motions
            .into_iter()
            .map(|(motion, stands)| row(w, motion, record.name.listed(), stands, by.id()))
            .collect(),
        family_asks,
        alone,
        memories,
        versions: past(telling, versions, &names, life.slug.is_some()),
        slug: life.slug,
        submissions: life.submissions,
        merges,
        journal: lines(telling, entries),
        kept,
        done,
        behind: done && state.caches.is_any_behind(),
    };
    show_privately(status, &page)
}

fn down(w: Words, gone: Withdrawn) -> Down {
    let at = dates::moment(w.lang(), gone.at);
    let by = gone.by.unwrap_or_else(|| w.moderation_family().to_owned());
    let until = gone.until.map(|until| dates::moment(w.lang(), until));
    Down {
        said: match &until {
            Some(until) => w.motions_hidden_until(at, by, until.as_str()),
            None => w.moderation_withdrawn_by(at, by),
        },
        reason: why(w, gone.reason),
        until: until.is_some(),
    }
}

/// What a moderator wrote, or what the machine noted, in words; after it, the names of two people who stand behind it.
pub fn why(w: Words, noted: String) -> String {
    let listed = noted.strip_prefix("imported from ");
    if let Some((file, line)) = listed.and_then(|place| place.rsplit_once(", line ")) {
        return w.imports_came(w.archive_line(file, line));
    }
    if noted == crate::archive::demo::WHY {
        return w.imports_invented().to_owned();
    }
    let Some(rest) = noted.strip_prefix("submission ") else {
        return noted;
    };
    let digits = rest.len() - rest.trim_start_matches(|c: char| c.is_ascii_digit()).len();
    match rest[..digits].parse::<i32>() {
        Ok(number) => format!(
            "{}{}",
            w.moderation_submission_number(number),
            &rest[digits..]
        ),
        Err(_) => noted,
    }
}

/// The versions, the newest first, each compared with the one before it.
fn past(
    telling: Telling<'_>,
    versions: Vec<Version>,
    names: &HashMap<i32, String>,
    public: bool,
) -> Vec<Past> {
    let told: Vec<Vec<Fact>> = versions
        .iter()
        .map(|version| facts(telling, &version.record))
        .collect();
    let past = versions.into_iter().enumerate().map(|(at, version)| Past {
        number: version.number,
        at: dates::moment(telling.lang(), version.made_at),
        who: version
            .account_id
            .and_then(|id| names.get(&id).cloned())
            .unwrap_or_else(|| telling.w.moderation_shell().to_owned()),
        why: why(telling.w, version.why),
        differences: told
            .get(at + 1)
            .map(|before| differences(before, &told[at]))
            .unwrap_or_default(),
        current: public && at == 0,
    });
    past.collect()
}

impl LifePage {
    /// Whether its addresses lead to another page: what was merged is parted, not restored.
    fn leads_elsewhere(&self) -> bool {
        self.merges.iter().any(|merge| merge.gone_id == self.id)
    }

    /// A page that is public, or is down for a time only.
    fn can_be_withdrawn(&self) -> bool {
        self.down.as_ref().is_none_or(|down| down.until)
    }

    fn audience_of_line(&self, fact: &str, line: &usize) -> Option<&str> {
        self.pictures
            .get(*line)
            .filter(|_| fact == "photos")?
            .as_deref()
    }

    /// For whom a fact is, where it is not for everyone.
    fn audience(&self, fact: &str) -> Option<String> {
        audience_tag(self.w, &self.visibility, fact)
    }
}

/// «лише модератори»; none for what everyone sees.
pub(super) fn audience_tag(w: Words, visibility: &Visibility, fact: &str) -> Option<String> {
    let audience = visibility.of(fact);
    (audience != Audience::Everyone).then(|| w.visibility_tag(audience.word()))
}
