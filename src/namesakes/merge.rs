//! `/admin/namesakes/{kept}/{gone}`: two public lives fact by fact, and how they would become one page. One proposes it;
//! another does it.

use std::collections::{BTreeMap, HashMap};

use actix_web::HttpResponse;
use actix_web::http::StatusCode;
use actix_web::web::{Data, Path, Query};
use askama::Template;

use super::list::{Card, card};
use super::merging::{self, Plan};
use super::queries::{self, Asks, Proposal, Refusal};
use super::reasons::{Said, said};
use super::who::Who;
use crate::accounts::guard::{Moderator, Reader};
use crate::app::State;
use crate::error::AppError;
use crate::heroes;
use crate::heroes::hero::{Photo, Record};
use crate::heroes::telling::Telling;
use crate::heroes::visibility::{Audience, Visibility};
use crate::i18n::{Words, dates};
use crate::moderation;
use crate::moderation::decision::Message;
use crate::moderation::desk::{Desk, Room};
use crate::moderation::facts::facts;
use crate::moderation::joining::Choice;
use crate::moderation::typed::After;
use crate::motions::show::doubted;
use crate::submissions::form::Form;
use crate::web::layout::Layout;
use crate::web::show::{see, show_privately};

#[derive(Template)]
#[template(path = "namesakes/merge.html")]
struct MergePage {
    w: Words,
    layout: Layout,
    desk: Desk,
    kept: Side,
    gone: Side,
    said: Said,
    rows: Vec<Row>,
    two_numbers: bool,
    proposal: Option<Proposed>,
    reason: String,
    fault: Option<String>,
    done: Option<&'static str>,
}

struct Side {
    id: i32,
    version: i32,
    slug: String,
    card: Card,
    stories: Vec<i32>,
}

/// One fact of both.
struct Row {
    field: &'static str,
    kept: Vec<String>,
    gone: Vec<String>,
    photos: [Vec<i32>; 2],
    /// Who will see it, where that is not everyone.
    audience: Option<String>,
    /// What may be chosen; nothing where both say the same or only the page that stays says anything.
    choices: Vec<Choice>,
    chosen: Choice,
}

/// What waits for a second person.
pub struct Proposed {
    pub id: i32,
    /// Who proposes what, and when.
    pub said: String,
    pub reason: String,
    /// Whether it is the reader's own, which another has to second.
    pub own: bool,
}

/// What an act before left to be shown.
#[derive(Default)]
pub struct Shown {
    pub reason: String,
    pub fault: Option<String>,
    pub done: Option<&'static str>,
}

pub async fn page(
    w: Words,
    state: Data<State>,
    by: Reader,
    between: Path<(i32, i32)>,
    after: Query<After>,
) -> Result<HttpResponse, AppError> {
    let done = match after.done.as_str() {
        "proposed" => Some(w.namesakes_proposed()),
        "declined" => Some(w.namesakes_declined()),
        _ => None,
    };
    let shown = Shown {
        done,
        ..Shown::default()
    };
    draw(w, &state, &by, between.into_inner(), StatusCode::OK, shown).await
}

/// `POST /admin/namesakes/{kept}/{gone}`: proposes to make these two one.
pub async fn propose(
    w: Words,
    state: Data<State>,
    by: Moderator,
    between: Path<(i32, i32)>,
    form: Form,
) -> Result<HttpResponse, AppError> {
    let (kept, gone) = between.into_inner();
    let version = |name: &str| form.text(name).parse().map_err(|_| AppError::BadRequest);
    let choices: BTreeMap<String, String> = form
        .pairs()
        .filter_map(|(name, word)| Some((name.strip_prefix("take-")?.to_owned(), word.to_owned())))
        .collect();
    let plan = Plan {
        kept,
        gone,
        kept_version: version("kept-version")?,
        gone_version: version("gone-version")?,
        choices,
    };
    let typed = form.text("reason");
    let Ok(reason) = Message::parse(&typed) else {
        let shown = Shown {
            reason: typed,
            fault: Some(w.namesakes_empty_reason().to_owned()),
            ..Shown::default()
        };
        return draw(
            w,
            &state,
            &by,
            (kept, gone),
            StatusCode::UNPROCESSABLE_ENTITY,
            shown,
        )
        .await;
    };
    let (now, moderator) = (state.now(), by.clone());
    let asks = Asks::Merge(plan);
    let proposed = state
        .db
        .write(move |conn| queries::propose(conn, &moderator, &asks, &reason, now))
        .await?;
    match proposed {
        Ok(()) => Ok(see(format!("/admin/namesakes/{kept}/{gone}?done=proposed"))),
        Err(refusal) => {
            let shown = Shown {
                reason: typed,
                fault: Some(sentence(w, refusal)),
                ..Shown::default()
            };
            draw(w, &state, &by, (kept, gone), StatusCode::CONFLICT, shown).await
        }
    }
}

/// Why nothing was done, and what to do.
pub fn sentence(w: Words, refusal: Refusal) -> String {
    let (why, number) = match refusal {
        Refusal::Stale => ("stale", 0),
        Refusal::OwnProposal => ("own-proposal", 0),
        Refusal::Doubt(doubt) => return doubted(w, doubt).to_owned(),
        Refusal::Apart => ("apart", 0),
        Refusal::Wishes => ("wishes", 0),
        Refusal::Unsound => ("unsound", 0),
        Refusal::Down => ("down", 0),
        Refusal::Changed(version) => ("changed", version),
        Refusal::Later(merge) => ("later", merge),
    };
    w.namesakes_refused(number, why)
}

struct Read {
    record: Record,
    visibility: Visibility,
    slug: String,
    version: i32,
    stories: Vec<i32>,
}

pub async fn draw(
    w: Words,
    state: &State,
    by: &Reader,
    (kept, gone): (i32, i32),
    status: StatusCode,
    shown: Shown,
) -> Result<HttpResponse, AppError> {
    if kept == gone {
        return Err(AppError::NotFound);
    }
    let found = state
        .db
        .read(move |conn| {
            let mut read = |id: i32| {
                let life = moderation::queries::life(conn, id)?;
                let visibility = heroes::queries::visibility(conn, id)?;
                Ok::<_, diesel::result::Error>(life.slug.map(|slug| Read {
                    record: life.record,
                    visibility,
                    slug,
                    version: life.version,
                    stories: life.submissions,
                }))
            };
            let sides = (read(kept)?, read(gone)?);
            let merge = queries::merges_of(conn, gone)?
                .into_iter()
                .find(|merge| [merge.kept_id, merge.gone_id].contains(&kept));
            Ok((
                sides,
                merge.map(|merge| merge.id),
                queries::likeness_of(conn, Who::Life(kept), Who::Life(gone))?,
                queries::proposals(conn, Some((kept, gone)))?,
                moderation::queries::account_names(conn)?,
            ))
        })
        .await?;
    let (sides, merge, likeness, proposals, names) = found;
    // The two cannot be compared any more, and nothing of what was asked has been done.
    let comparable = merge.is_none() && sides.0.is_some() && sides.1.is_some();
    if !comparable && status != StatusCode::OK {
        return Err(AppError::Conflict);
    }
    let (one, other) = match (sides, merge) {
        (_, Some(merge)) => return Ok(see(format!("/admin/namesakes/merges/{merge}"))),
        ((Some(one), Some(other)), None) => (one, other),
        _ => return Err(AppError::NotFound),
    };
    let proposal = proposals.into_iter().next();
    let plan = match proposal.as_ref().map(|proposal| &proposal.asks) {
        // A proposal is read the way round it was made.
        Some(Asks::Merge(plan)) if plan.kept != kept => {
            return Ok(see(format!("/admin/namesakes/{}/{}", plan.kept, plan.gone)));
        }
        Some(Asks::Merge(plan)) => Some(plan.clone()),
        _ => None,
    };
    let reference = state.reference();
    let telling = Telling {
        w,
        reference: &reference,
    };
    let said = likeness
        .map(|likeness| said(w, &reference, &likeness))
        .unwrap_or_default();
    let side = |id: i32, read: &Read| Side {
        id,
        version: read.version,
        slug: read.slug.clone(),
        card: card(telling, id, &read.record),
        stories: read.stories.clone(),
    };
    let numbers = (&one.record.external_id, &other.record.external_id);
    let page = MergePage {
        w,
        layout: Layout::hidden(
            w,
            format!("/namesakes/{kept}/{gone}"),
            w.namesakes_merge_title(),
        ),
        desk: Desk::around(state, by, Room::Lives).await?,
        kept: side(kept, &one),
        gone: side(gone, &other),
        said,
        rows: rows(telling, &one, &other, plan.as_ref())?,
        two_numbers: matches!(numbers, (Some(a), Some(b)) if a != b),
        proposal: proposal.map(|proposal| proposed(w, by, &names, proposal)),
        reason: shown.reason,
        fault: shown.fault,
        done: shown.done,
    };
    show_privately(status, &page)
}

pub fn proposed(
    w: Words,
    by: &Reader,
    names: &HashMap<i32, String>,
    proposal: Proposal,
) -> Proposed {
    let name = names
        .get(&proposal.proposed_by)
        .cloned()
        .unwrap_or_default();
    let at = dates::moment(w.lang(), proposal.proposed_at);
    Proposed {
        id: proposal.id,
        said: match proposal.asks {
            Asks::Merge(_) => w.namesakes_proposed_by(at, name),
            Asks::Undo(_) => w.namesakes_undo_proposed_by(at, name),
        },
        reason: proposal.reason,
        own: proposal.proposed_by == by.id(),
    }
}

fn rows(
    telling: Telling<'_>,
    one: &Read,
    other: &Read,
    plan: Option<&Plan>,
) -> Result<Vec<Row>, AppError> {
    let (kept, gone) = (facts(telling, &one.record), facts(telling, &other.record));
    let differences =
        merging::differences(&one.record, &other.record).map_err(AppError::internal)?;
    let narrow = merging::narrower(&one.visibility, &other.visibility);
    let mut fields: Vec<&'static str> = Vec::new();
    for fact in kept.iter().chain(&gone) {
        if !fields.contains(&fact.field) {
            fields.push(fact.field);
        }
    }
    let lines = |facts: &[moderation::facts::Fact], field: &str| {
        facts
            .iter()
            .find(|fact| fact.field == field)
            .map(|fact| fact.lines.clone())
            .unwrap_or_default()
    };
    let photos = |record: &Record, field: &str| -> Vec<i32> {
        let photos = record.photos.iter().filter_map(Photo::id);
        photos.filter(|_| field == "photos").collect()
    };
    let row = |field: &'static str| {
        let difference = differences
            .iter()
            .find(|difference| difference.field == field);
        let planned = plan.and_then(|plan| Choice::from_word(plan.choices.get(field)?));
        let audience = narrow.of(field);
        Row {
            field,
            kept: lines(&kept, field),
            gone: lines(&gone, field),
            photos: [photos(&one.record, field), photos(&other.record, field)],
            audience: (audience != Audience::Everyone)
                .then(|| telling.w.visibility_tag(audience.word())),
            choices: difference
                .map(|difference| difference.choices.clone())
                .unwrap_or_default(),
            chosen: planned
                .or_else(|| difference.map(|difference| difference.offered))
                .unwrap_or(Choice::Keep),
        }
    };
    Ok(fields.into_iter().map(row).collect())
}

impl MergePage {
    fn choice(&self, field: &str, choice: &Choice) -> &'static str {
        match choice {
            Choice::Both if field == "name" => self.w.namesakes_name_beside(),
            Choice::Keep => self.w.joining_keep(),
            Choice::Take => self.w.joining_take(),
            Choice::Both => self.w.joining_both(),
        }
    }
}
