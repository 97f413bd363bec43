//! `/{lang}/submissions/{key}/relatives`: with whom a story is shared, who wrote which part, and what to do when an
//! address got into wrong hands. For whoever holds the family's own key.

use actix_web::HttpResponse;
use actix_web::web::{Data, Path};
use askama::Template;

use super::holder::{self, MOST_RELATIVES, Relative};
use super::queries;
use crate::app::State;
use crate::error::AppError;
use crate::i18n::{Words, dates};
use crate::submissions::form::Form;
use crate::submissions::key;
use crate::submissions::step::{WayBack, home, open};
use crate::submissions::telling::{self, Person};
use crate::web::layout::{Here, Layout};
use crate::web::show::{see, show_judged};

#[derive(Template)]
#[template(path = "keys/relatives.html")]
struct RelativesPage {
    w: Words,
    layout: Layout,
    home: String,
    once: String,
    typed: String,
    fault: Option<String>,
    relatives: Vec<Shared>,
    /// The story may be written in now.
    is_open: bool,
    /// The name of whoever was just invited, and their address: shown this once.
    invited: Option<(String, WayBack)>,
    /// The address was to be replaced, and it was not said that this is meant.
    unsure: bool,
    /// The relatives' addresses were to be taken back too.
    all: bool,
}

struct Shared {
    id: i32,
    name: String,
    since: String,
    parted: Option<String>,
    /// The parts they wrote.
    wrote: Vec<String>,
}

/// `GET /{lang}/submissions/{key}/relatives`
pub async fn page(
    w: Words,
    at: Path<(String, String)>,
    state: Data<State>,
) -> Result<HttpResponse, AppError> {
    let (_, key) = at.into_inner();
    draw(w, &state, &key, Drawn::default()).await
}

/// `POST /{lang}/submissions/{key}/relatives`
pub async fn invite(
    w: Words,
    at: Path<(String, String)>,
    form: Form,
    state: Data<State>,
) -> Result<HttpResponse, AppError> {
    let (_, key) = at.into_inner();
    let typed = form.text("name");
    let Some(name) = holder::name(&typed) else {
        let fault = Some(w.keys_name_missing(holder::LONGEST_NAME));
        return draw(
            w,
            &state,
            &key,
            Drawn {
                typed,
                fault,
                ..Drawn::default()
            },
        )
        .await;
    };
    // The same page sent twice invites once.
    let new = key::of(&form.text("once"), &name)?;
    let (secret, invited, called, now) = (key.clone(), new.clone(), name.clone(), state.now());
    let has_room = state
        .db
        .write(move |conn| {
            let id = queries::of_family(conn, &secret)?;
            if queries::opened(conn, &invited).is_ok() {
                return Ok(true);
            }
            queries::invite(conn, id, &called, &invited, now)
        })
        .await?;
    let drawn = if has_room {
        Drawn {
            invited: Some((name, WayBack::to(w, &state, &new))),
            ..Drawn::default()
        }
    } else {
        Drawn {
            typed,
            fault: Some(w.keys_no_room(MOST_RELATIVES)),
            ..Drawn::default()
        }
    };
    draw(w, &state, &key, drawn).await
}

/// `POST /{lang}/submissions/{key}/relatives/{id}/parting`
pub async fn part(
    w: Words,
    at: Path<(String, String, i32)>,
    state: Data<State>,
) -> Result<HttpResponse, AppError> {
    let (_, key, relative_id) = at.into_inner();
    let (secret, now) = (key.clone(), state.now());
    state
        .db
        .write(move |conn| {
            let id = queries::of_family(conn, &secret)?;
            queries::part(conn, id, relative_id, now)
        })
        .await?;
    Ok(see(format!("{}/relatives", home(w, &key))))
}

/// The page again for whoever pressed the button of the replacement and did not say that it is meant.
pub async fn unsure(
    w: Words,
    state: &State,
    key: &str,
    all: bool,
) -> Result<HttpResponse, AppError> {
    let drawn = Drawn {
        unsure: true,
        all,
        ..Drawn::default()
    };
    draw(w, state, key, drawn).await
}

#[derive(Default)]
struct Drawn {
    typed: String,
    fault: Option<String>,
    invited: Option<(String, WayBack)>,
    unsure: bool,
    all: bool,
}

async fn draw(w: Words, state: &State, key: &str, drawn: Drawn) -> Result<HttpResponse, AppError> {
    let opened = open(state, key).await?;
    if !opened.sent.holder.is_family() {
        return Err(AppError::NotFound);
    }
    let id = opened.sent.id;
    let relatives = state
        .db
        .read(move |conn| queries::relatives(conn, id))
        .await?;
    let person = Person::of(&opened.sent.answers, w.lang());
    let wrote = |relative: &Relative| {
        let theirs = |by: &Option<(i32, String)>| {
            let by = by.as_ref();
            by.is_some_and(|(id, _)| *id == relative.id)
        };
        let of = opened.writings.iter().filter(|part| theirs(&part.by));
        of.map(|part| telling::name(part.step, w, &person))
            .collect()
    };
    let day = |at| dates::moment(w.lang(), at);
    let page = RelativesPage {
        w,
        layout: Layout::hidden(
            w,
            format!("/submissions/{key}/relatives"),
            w.keys_relatives_title(),
        )
        .here(Here::Tell),
        home: home(w, key),
        once: key::once()?,
        is_open: opened.sent.state.is_open(),
        relatives: relatives
            .iter()
            .map(|relative| Shared {
                id: relative.id,
                name: relative.name.clone(),
                since: day(relative.invited_at),
                parted: relative.parted_at.map(day),
                wrote: wrote(relative),
            })
            .collect(),
        typed: drawn.typed,
        invited: drawn.invited,
        fault: drawn.fault,
        unsure: drawn.unsure,
        all: drawn.all,
    };
    show_judged(page.fault.is_some() || page.unsure, &page)
}
