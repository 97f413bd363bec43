//! `/{lang}/heroes/{slug}/card.png`: what a messenger shows beside a link to a life; `/{lang}/card.png` beside any other.

use actix_web::web::{Data, Path};
use actix_web::{HttpRequest, HttpResponse};
use serde::Serialize;

use super::below::Below;
use super::drawing;
use super::made::{Print, Work, hand_out, not_changed};
use crate::app::State;
use crate::error::AppError;
use crate::heroes::hero::Record;
use crate::heroes::queries::Published;
use crate::heroes::telling::Telling;
use crate::i18n::{Lang, Words};
use crate::photos;
use crate::photos::photo::Size;

pub const WIDTH: u32 = drawing::WIDTH;
pub const HEIGHT: u32 = drawing::HEIGHT;

/// All that the picture shows. Another way of drawing the same has another number.
#[derive(Serialize)]
pub struct Shown {
    drawing: u32,
    lang: &'static str,
    pub name: String,
    pub call_sign: Option<String>,
    pub years: Option<String>,
    pub initials: Option<String>,
    photo: Option<i32>,
    pub memorial: &'static str,
}

/// `GET /{lang}/heroes/{slug}/card.png`
pub async fn page(
    request: HttpRequest,
    state: Data<State>,
    w: Words,
    path: Path<(String, String)>,
) -> Result<HttpResponse, AppError> {
    let (_, slug) = path.into_inner();
    let below = match Below::open(&state, w, &slug, "/card.png").await? {
        Ok(below) => below,
        Err(elsewhere) => return Ok(elsewhere),
    };
    let reference = state.reference();
    let telling = Telling {
        w,
        reference: &reference,
    };
    let photo = below.photos().first().copied();
    let shown = Shown::of_life(telling, &below.published.record, photo);
    let print = Print::of("card", &shown)?;
    if print.is_held(&request) {
        return Ok(not_changed(print));
    }
    let shared = state.clone();
    let bytes = state.made.once(print, Work::Picture, move || {
        let portrait = match shown.photo {
            Some(id) => shared
                .db
                .read_now(|conn| photos::queries::public_rendition(conn, id, Size::Large))?,
            None => None,
        };
        drawing::card(&shown, portrait.map(|portrait| portrait.bytes))
    });
    Ok(hand_out(
        print,
        "image/png",
        &format!("{slug}.png"),
        bytes.await?,
    ))
}

/// `GET /{lang}/card.png`
pub async fn of_the_memorial(
    request: HttpRequest,
    state: Data<State>,
    w: Words,
) -> Result<HttpResponse, AppError> {
    let shown = Shown::of_the_memorial(w);
    let print = Print::of("card", &shown)?;
    if print.is_held(&request) {
        return Ok(not_changed(print));
    }
    let bytes = state.made.once(print, Work::Picture, move || {
        drawing::memorials_card(&shown)
    });
    Ok(hand_out(print, "image/png", "memorial.png", bytes.await?))
}

/// Where the picture of a life is. The address changes with what is shown, so that a network that kept the old picture asks
/// for the new one.
pub fn address(lang: Lang, published: &Published) -> String {
    let photo = published.record.photos.iter().find_map(|photo| photo.id());
    format!(
        "/{lang}/heroes/{}/card.png?v={}.{}",
        published.slug,
        published.version,
        photo.unwrap_or_default()
    )
}

impl Shown {
    pub fn of_life(telling: Telling<'_>, record: &Record, photo: Option<i32>) -> Shown {
        let name = telling.name(&record.name, record.latin.as_ref());
        Shown {
            drawing: drawing::NUMBER,
            lang: telling.lang().code(),
            name: name.full(),
            call_sign: record
                .call_sign
                .as_deref()
                .map(|call_sign| telling.call_sign(call_sign)),
            years: crate::i18n::dates::life_years(
                telling.lang(),
                record.born.as_ref(),
                record.died.as_ref(),
                record.sex,
                true,
            ),
            initials: Some(name.initials()),
            photo,
            memorial: telling.w.common_memorial(),
        }
    }

    pub fn of_the_memorial(w: Words) -> Shown {
        Shown {
            drawing: drawing::NUMBER,
            lang: w.lang().code(),
            name: w.common_memorial().to_owned(),
            call_sign: Some(w.home_words().to_owned()),
            years: None,
            initials: None,
            photo: None,
            memorial: w.common_memorial(),
        }
    }
}
