//! `/{lang}/submissions/{key}/{step}/which`: the place that was written may be several, or lies in another region than the one
//! beside it. It is asked once, and nobody has to answer: what was written is kept as it is.

use actix_web::HttpResponse;
use actix_web::http::StatusCode;
use actix_web::web::{Data, Path, Query};
use askama::Template;
use diesel::{QueryResult, SqliteConnection};
use serde::Deserialize;

use super::answers::{Answers, TypedPlace};
use super::form::Form;
use super::queries;
use super::reading::ABROAD;
use super::step::{self, Address, Opened, Steps, WayBack, home, open};
use super::submission::Step;
use super::unsaved::{or_not_now, unsaved};
use crate::app;
use crate::error::AppError;
use crate::i18n::Words;
use crate::places;
use crate::places::settlement::{Found, InRegion, Why, in_region, region_name};
use crate::places::written;
use crate::reference::Reference;
use crate::web::layout::{Here, Layout};
use crate::web::show::{see, show_privately};

/// More settlements of one name than anyone reads: then only the region is asked, which is all that a record holds.
const MOST: usize = 12;

#[derive(Template)]
#[template(path = "submissions/which.html")]
struct WhichPage {
    w: Words,
    layout: Layout,
    title: &'static str,
    lead: &'static str,
    steps: Steps,
    home: String,
    step: Step,
    questions: Vec<Question>,
    from_check: bool,
    way_back: WayBack,
}

/// One place that is asked about.
pub struct Question {
    /// The name of its boxes: `birth`.
    name: &'static str,
    written: String,
    /// The region that stands beside it, when there is none of that name in it.
    not_in: Option<String>,
    /// Settlements of that name in the register.
    found: usize,
    choices: Vec<Choice>,
}

impl Question {
    /// Whether the register has just one of that name.
    fn is_of_one(&self) -> bool {
        self.choices.len() == 1
    }
}

pub struct Choice {
    /// A code of the register, or a region.
    value: String,
    label: String,
    detail: String,
}

#[derive(Debug, Default, Deserialize)]
pub struct From {
    #[serde(default)]
    from: String,
}

/// Whether something is to be asked after a step; that it was asked is kept, so that it is asked once.
pub async fn asks(
    state: &app::State,
    key: &str,
    opened: &Opened,
    step: Step,
) -> Result<bool, AppError> {
    let places: Vec<(&'static str, TypedPlace)> = named(&opened.sent.answers, step)
        .into_iter()
        .filter(|(_, place)| !was_asked(place))
        .map(|(name, place)| (name, place.clone()))
        .collect();
    if places.is_empty() {
        return Ok(false);
    }
    let unclear = state
        .db
        .read(move |conn| {
            let mut unclear = Vec::new();
            for (name, place) in places {
                if is_unclear(conn, &place)? {
                    unclear.push((name, format!("?{}", written::key(&place.settlement))));
                }
            }
            Ok(unclear)
        })
        .await?;
    if unclear.is_empty() {
        return Ok(false);
    }
    let (key, reference, now) = (key.to_owned(), state.reference(), state.now());
    let kept = state
        .db
        .write(move |conn| {
            queries::change(conn, &key, &reference, now, |answers| {
                for (name, meant) in unclear {
                    if let Some(place) = answers.place_mut(name) {
                        place.meant = meant;
                    }
                }
            })
        })
        .await?;
    Ok(kept.is_ok())
}

/// The places of a step that name a settlement in Ukraine.
fn named(answers: &Answers, step: Step) -> Vec<(&'static str, &TypedPlace)> {
    let mut places = answers.places(step);
    places.retain(|(_, place)| {
        !place.unknown
            && !place.settlement.trim().is_empty()
            && !ABROAD.contains(&place.region.as_str())
    });
    places
}

/// Whether it was asked about this very name before, answered or not.
fn was_asked(place: &TypedPlace) -> bool {
    let asked = place.meant.strip_prefix(['?', '-']);
    asked.is_some_and(|key| key == written::key(&place.settlement))
}

/// A name that the register has, and not just once where it is said to be. One that was chosen is clear.
fn is_unclear(conn: &mut SqliteConnection, place: &TypedPlace) -> QueryResult<bool> {
    let found = places::queries::called(conn, &place.settlement)?;
    let regions: Vec<String> = found
        .iter()
        .map(|found| found.settlement.region.clone())
        .collect();
    let chosen = found.iter().any(|found| {
        let same = found.settlement.code.as_deref() == Some(place.meant.as_str());
        same && (place.region.is_empty() || found.settlement.region == place.region)
    });
    let region = Some(place.region.as_str()).filter(|region| !region.is_empty());
    Ok(!chosen
        && match in_region(&regions, region) {
            InRegion::No(_) => true,
            InRegion::Yes => region.is_none(),
            InRegion::Unknown => false,
        })
}

/// `GET /{lang}/submissions/{key}/{step}/which`
pub async fn page(
    w: Words,
    at: Path<Address>,
    from: Query<From>,
    state: Data<app::State>,
) -> Result<HttpResponse, AppError> {
    let (step, opened) = opened(&state, &at).await?;
    if !opened.sent.state.is_open() || !opened.sent.holder.may(step) {
        return Ok(see(home(w, &at.key)));
    }
    let from_check = from.from == "check";
    let asked: Vec<(&'static str, TypedPlace)> = named(&opened.sent.answers, step)
        .into_iter()
        .filter(|(_, place)| place.meant.starts_with('?') && was_asked(place))
        .map(|(name, place)| (name, place.clone()))
        .collect();
    let reference = state.reference();
    let questions = state
        .db
        .read(move |conn| {
            let mut questions = Vec::new();
            for (name, place) in asked {
                let found = places::queries::called(conn, &place.settlement)?;
                if !found.is_empty() {
                    questions.push(question(w, &reference, name, &place, &found));
                }
            }
            Ok(questions)
        })
        .await?;
    if questions.is_empty() {
        return Ok(see(step::leads_to(w, &at.key, &opened, step, from_check)));
    }
    let (title, lead) = if questions.iter().all(Question::is_of_one) {
        (w.places_is_it(), w.places_is_it_lead())
    } else {
        (w.places_which(), w.places_which_lead())
    };
    let page = WhichPage {
        w,
        layout: Layout::hidden(
            w,
            format!("/submissions/{}/{}/which", at.key, step.word()),
            title,
        )
        .here(Here::Tell),
        title,
        lead,
        steps: Steps::of(w, &state, &at.key, &opened, Some(step)),
        home: home(w, &at.key),
        step,
        questions,
        from_check,
        way_back: WayBack::to(w, &state, &at.key).with_words(&at.key, &opened.sent),
    };
    show_privately(StatusCode::OK, &page)
}

/// `POST /{lang}/submissions/{key}/{step}/which`: no answer is an answer too.
pub async fn answer(
    w: Words,
    at: Path<Address>,
    form: Form,
    state: Data<app::State>,
) -> Result<HttpResponse, AppError> {
    let (step, before) = opened(&state, &at).await?;
    if !before.sent.holder.may(step) {
        return Err(AppError::NotFound);
    }
    let (key, reference, now, answers) =
        (at.key.clone(), state.reference(), state.now(), form.clone());
    let kept = state
        .db
        .write(move |conn| {
            let sent = queries::by_key(conn, &key)?;
            let mut chosen = Vec::new();
            for (name, place) in named(&sent.answers, step) {
                if place.meant.starts_with('?') && was_asked(place) {
                    let value = answers.text(&format!("{name}-which"));
                    chosen.push((name, choose(conn, place, &value)?));
                }
            }
            if chosen.is_empty() {
                return Ok(Ok(sent));
            }
            queries::change(conn, &key, &reference, now, |answers| {
                for (name, place) in chosen {
                    if let Some(kept) = answers.place_mut(name) {
                        *kept = place;
                    }
                }
            })
        })
        .await;
    if let Err(refused) = or_not_now(kept)? {
        return unsaved(w, Some(&at.key), &refused, &form);
    }
    let opened = open(&state, &at.key).await?;
    let from_check = form.text("from") == "check";
    Ok(see(step::leads_to(w, &at.key, &opened, step, from_check)))
}

async fn opened(state: &app::State, at: &Address) -> Result<(Step, Opened), AppError> {
    let step = Step::from_word(&at.step).ok_or(AppError::NotFound)?;
    let opened = open(state, &at.key).await?;
    if opened.sent.kind.has(step) {
        Ok((step, opened))
    } else {
        Err(AppError::NotFound)
    }
}

/// The place with what was chosen. A former name stays as the family wrote it; «с. Пулини» becomes the name alone.
fn choose(conn: &mut SqliteConnection, place: &TypedPlace, value: &str) -> QueryResult<TypedPlace> {
    let found = places::queries::called(conn, &place.settlement)?;
    let mut chosen = place.clone();
    chosen.meant = format!("-{}", written::key(&place.settlement));
    if let Some(found) = found.iter().find(|found| id(found) == value) {
        chosen.region.clone_from(&found.settlement.region);
        chosen.meant.clone_from(&id(found));
        if found.why == Why::Name {
            chosen.settlement.clone_from(&found.settlement.name);
        }
    } else if found.iter().any(|found| found.settlement.region == value) {
        chosen.region = value.to_owned();
    }
    Ok(chosen)
}

/// By its code; by its number, where a moderator added it.
fn id(found: &Found) -> String {
    let own = || format!("own-{}", found.settlement.id);
    found.settlement.code.clone().unwrap_or_else(own)
}

fn question(
    w: Words,
    reference: &Reference,
    name: &'static str,
    place: &TypedPlace,
    found: &[Found],
) -> Question {
    let lang = w.lang();
    let region_of = |iso: &str| {
        reference
            .region(iso)
            .map(|region| region_name(lang, region).to_owned())
    };
    let choices = if found.len() <= MOST {
        found
            .iter()
            .map(|found| each(w, reference, found))
            .collect()
    } else {
        reference
            .regions
            .iter()
            .filter_map(|region| {
                let here = found
                    .iter()
                    .filter(|found| found.settlement.region == region.iso);
                let count = here.count();
                (count > 0).then(|| Choice {
                    value: region.iso.clone(),
                    label: region_name(lang, region).to_owned(),
                    detail: w.places_so_many(count),
                })
            })
            .collect()
    };
    Question {
        name,
        written: place.settlement.trim().to_owned(),
        not_in: region_of(&place.region),
        found: found.len(),
        choices,
    }
}

fn each(w: Words, reference: &Reference, found: &Found) -> Choice {
    let settlement = &found.settlement;
    let region = reference.region(&settlement.region);
    let region = region.map(|region| region_name(w.lang(), region));
    let kind = w.places_kind(settlement.kind.word());
    let former = match &found.why {
        Why::Former(name) => Some(w.places_formerly(name)),
        _ => None,
    };
    let detail = [Some(kind), settlement.hromada(w.lang()), former];
    Choice {
        value: id(found),
        label: settlement.label(w.lang(), region.unwrap_or_default()),
        detail: detail.into_iter().flatten().collect::<Vec<_>>().join(", "),
    }
}
