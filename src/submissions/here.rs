//! Whether a person is here already: among what anyone can read, and nowhere else. A story that waits to be read is never
//! hinted at.

use actix_web::HttpResponse;
use actix_web::web::{Data, Path};

use super::contribution;
use super::form::Form;
use super::queries::{self, Sent};
use super::step::{home, next};
use super::submission::{Kind, State as Standing};
use crate::app::State;
use crate::dates::kyiv;
use crate::error::AppError;
use crate::heroes;
use crate::heroes::hero::Record;
use crate::heroes::person::Person;
use crate::heroes::queries::{Address, Card, cards};
use crate::heroes::telling::Telling;
use crate::i18n::Words;
use crate::keys;
use crate::moderation::doubles;
use crate::search;
use crate::search::{Filters, Query};
use crate::web::show::see;

/// So many are shown; whoever has more namesakes is told apart by the search itself.
const MOST: usize = 5;

/// Somebody who may be the one, and the way to add to that page.
pub struct Likely {
    pub person: Person,
    pub slug: String,
    pub add: String,
}

/// What a family's page says of the person being here.
#[derive(Default)]
pub struct Found {
    /// The public page that the story adds to.
    pub about: Option<Named>,
    /// Whether the family may still say that it is somebody else.
    pub can_change: bool,
    /// Namesakes, while it was not said which of them it is, or that it is none.
    pub likely: Vec<Likely>,
}

/// A public page by its name and address.
pub struct Named {
    pub name: String,
    pub slug: String,
}

/// Written among the steps that were seen: none of the namesakes is meant.
const NONE_OF_THEM: &str = "none-of-them";

/// What to say of a story on its family's own pages.
pub async fn found(w: Words, state: &State, sent: &Sent) -> Result<Found, AppError> {
    let decided = matches!(
        sent.state,
        Standing::Approved { .. } | Standing::Refused { .. }
    );
    if decided {
        return Ok(Found::default());
    }
    if let Some(id) = sent.about_id {
        let cards = state.db.read(move |conn| cards(conn, &[id])).await?;
        let reference = state.reference();
        let telling = Telling {
            w,
            reference: &reference,
        };
        return Ok(Found {
            about: cards.first().map(|card| Named {
                name: telling.name(&card.name, card.latin.as_ref()).full(),
                slug: card.slug.clone(),
            }),
            can_change: sent.holder.is_family()
                && sent.kind == Kind::Life
                && sent.state == Standing::Draft,
            likely: Vec::new(),
        });
    }
    let asked = sent.holder.is_family()
        && sent.state == Standing::Draft
        && !sent.answers.seen.contains(NONE_OF_THEM);
    if !asked {
        return Ok(Found::default());
    }
    let today = kyiv::today(state.now());
    let read = sent.answers.read(sent.language, &state.reference(), today);
    let likely = match read.record {
        Some(record) => namesakes(w, state, record).await?,
        None => Vec::new(),
    };
    Ok(Found {
        likely,
        ..Found::default()
    })
}

/// `POST /{lang}/submissions/{key}/here`: the story adds to a page that is here, or tells of somebody else.
pub async fn choose(
    w: Words,
    at: Path<(String, String)>,
    form: Form,
    state: Data<State>,
) -> Result<HttpResponse, AppError> {
    let (_, key) = at.into_inner();
    let (secret, reference, now) = (key.clone(), state.reference(), state.now());
    let slug = form.text("about");
    let chosen = state
        .db
        .write(move |conn| {
            let about = match heroes::queries::address(conn, &slug)? {
                _ if slug.is_empty() => None,
                Address::Here(id) => Some(id),
                _ => return Err(diesel::result::Error::NotFound),
            };
            let id = keys::queries::of_family(conn, &secret)?;
            queries::choose_about(conn, id, about)?;
            queries::change(conn, &secret, &reference, now, |answers| {
                if about.is_none() {
                    answers.seen.insert(NONE_OF_THEM.to_owned());
                }
            })
        })
        .await?;
    let next = match chosen {
        Ok(sent) => next(w, &key, &sent),
        Err(_) => home(w, &key),
    };
    Ok(see(next))
}

/// People that a few words find: a name in any spelling, a call sign, a village.
pub async fn called(w: Words, state: &State, words: &str) -> Result<Vec<Likely>, AppError> {
    let Some(query) = Query::parse(words) else {
        return Ok(Vec::new());
    };
    let filters = Filters {
        query: Some(query),
        limit: u32::try_from(MOST).unwrap_or(u32::MAX),
        ..Filters::everybody()
    };
    let (names, reference) = (state.names.clone(), state.reference());
    let found = state
        .db
        .read(move |conn| {
            let found = search::queries::answer(conn, &names, &filters, &reference)?;
            let ids: Vec<i32> = found.hits.iter().map(|hit| hit.id).collect();
            cards(conn, &ids)
        })
        .await?;
    Ok(likely(w, state, &found))
}

/// People whose name is the same in sound, in whichever alphabet.
async fn namesakes(w: Words, state: &State, record: Record) -> Result<Vec<Likely>, AppError> {
    let (names, reference) = (state.names.clone(), state.reference());
    let found = state
        .db
        .read(move |conn| doubles::public(conn, &names, &record, &reference))
        .await?;
    Ok(likely(w, state, &found))
}

fn likely(w: Words, state: &State, found: &[Card]) -> Vec<Likely> {
    let reference = state.reference();
    let telling = Telling {
        w,
        reference: &reference,
    };
    found
        .iter()
        .take(MOST)
        .map(|card| Likely {
            person: Person::of(telling, card),
            add: contribution::address(w, &card.slug),
            slug: card.slug.clone(),
        })
        .collect()
}
