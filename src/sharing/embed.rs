//! `/{lang}/heroes/{slug}/embed`: a small card of a life that other sites may show in a frame. It loads nothing from
//! anywhere but here, sets no cookie, and is the one page that may be framed.

use actix_web::HttpResponse;
use actix_web::http::header::{CACHE_CONTROL, CONTENT_SECURITY_POLICY};
use actix_web::web::{Data, Path};
use askama::Template;

use crate::app::State;
use crate::error::AppError;
use crate::heroes::elsewhere::elsewhere;
use crate::i18n::Words;
use crate::newsletters::item::{Item, words};
use crate::newsletters::queries;
use crate::newsletters::show::item;
use crate::web::keep::Keep;
use crate::web::portrait::{self, Portrait};

/// How large the frame is when nobody asks for less, in pixels.
pub const WIDTH: u32 = 480;
pub const HEIGHT: u32 = 200;
/// In a narrow frame the words need more lines.
pub const TALL: u32 = 256;
/// From this width on the card is as high as [`HEIGHT`].
pub const WIDE: u32 = 400;

/// `frame-ancestors *`: any page may show it. What is in it is the memorial's own, and no script.
const POLICY: &str = "default-src 'none'; style-src 'self'; img-src 'self'; font-src 'self'; form-action 'none'; \
                      base-uri 'none'; frame-ancestors *";

#[derive(Template)]
#[template(path = "sharing/embed.html")]
struct Card {
    w: Words,
    item: Item,
    about: String,
    portrait: Portrait,
}

/// The code of a frame, to paste.
#[derive(Template)]
#[template(path = "sharing/_frame.html")]
struct Frame<'a> {
    item: &'a Item,
    address: &'a str,
    width: u32,
    height: u32,
}

pub async fn page(
    state: Data<State>,
    w: Words,
    path: Path<(String, String)>,
) -> Result<HttpResponse, AppError> {
    let (_, slug) = path.into_inner();
    let read = state.db.read(move |conn| queries::at(conn, &slug)).await?;
    let read = match read {
        Ok(read) => read,
        Err(address) => return elsewhere(w, address, "/embed"),
    };
    let item = item(&state, w, &read);
    let first = read.published.record.photos.iter().find_map(|photo| {
        let picture = read.pictures.get(&photo.id()?)?;
        Some(portrait::Picture {
            srcset: None,
            ..picture.clone()
        })
    });
    let card = Card {
        w,
        about: {
            let place = words(&item.place);
            let unit = item.unit.as_ref().map(|unit| unit.words.clone());
            let parts = [Some(place).filter(|place| !place.is_empty()), unit];
            parts.into_iter().flatten().collect::<Vec<_>>().join(" · ")
        },
        portrait: Portrait {
            sizes: "115px",
            ..Portrait::small(first, item.initials.clone())
        },
        item,
    };
    let answer = HttpResponse::Ok()
        .insert_header((CACHE_CONTROL, "public, max-age=0, must-revalidate"))
        .insert_header((CONTENT_SECURITY_POLICY, POLICY))
        .insert_header(("Cross-Origin-Resource-Policy", "cross-origin"))
        .insert_header(("X-Robots-Tag", "noindex"))
        .content_type("text/html; charset=utf-8")
        .body(card.render()?);
    Ok(Keep::life(read.published.id).on(answer))
}

/// Where the card of a life is, absolute.
pub fn address(item: &Item) -> String {
    format!("{}/embed", item.url)
}

/// `<iframe …>` with a title, for those who do not see it.
pub fn code(item: &Item, address: &str, width: u32, height: u32) -> String {
    let frame = Frame {
        item,
        address,
        width,
        height,
    };
    frame.render().unwrap_or_default().trim().to_owned()
}

/// How high the card is in a frame of this width.
pub fn height(width: u32) -> u32 {
    if width < WIDE { TALL } else { HEIGHT }
}
