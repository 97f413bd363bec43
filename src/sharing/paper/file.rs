//! `/{lang}/heroes/{slug}/page.pdf`, `/booklet.pdf`, `/booklet-sheet.pdf`: a life on paper, for anyone to print.

use actix_web::web::{Data, Path};
use actix_web::{HttpRequest, HttpResponse};

use super::press::Template;
use super::told::{Imprint, Picture, Told};
use super::{booklet, page};
use crate::app::State;
use crate::dates::{Edtf, kyiv};
use crate::error::AppError;
use crate::heroes::life::Life;
use crate::heroes::telling::Telling;
use crate::i18n::Words;
use crate::i18n::dates::when;
use crate::photos;
use crate::photos::photo::Size;
use crate::sharing::below::Below;
use crate::sharing::code::Code;
use crate::sharing::made::{Print, Work, hand_out, not_changed};
use crate::sharing::{picture, qr};

/// Millimetres: the width of the portrait on the page and on the cover, of a picture in the booklet and its height.
const ON_THE_PAGE: f64 = 46.0;
const ON_THE_COVER: f64 = 66.0;
const IN_THE_BOOKLET: (f64, f64) = (81.0, 58.0);
/// Pictures of a booklet beside the portrait.
const MOST_PICTURES: usize = 4;

/// `GET /{lang}/heroes/{slug}/page.pdf`
pub async fn page(
    request: HttpRequest,
    state: Data<State>,
    w: Words,
    path: Path<(String, String)>,
) -> Result<HttpResponse, AppError> {
    printed(request, state, w, path.into_inner().1, Template::Page).await
}

/// `GET /{lang}/heroes/{slug}/booklet.pdf`
pub async fn booklet(
    request: HttpRequest,
    state: Data<State>,
    w: Words,
    path: Path<(String, String)>,
) -> Result<HttpResponse, AppError> {
    printed(request, state, w, path.into_inner().1, Template::Booklet).await
}

/// `GET /{lang}/heroes/{slug}/booklet-sheet.pdf`
pub async fn sheet(
    request: HttpRequest,
    state: Data<State>,
    w: Words,
    path: Path<(String, String)>,
) -> Result<HttpResponse, AppError> {
    printed(request, state, w, path.into_inner().1, Template::Sheet).await
}

async fn printed(
    request: HttpRequest,
    state: Data<State>,
    w: Words,
    slug: String,
    template: Template,
) -> Result<HttpResponse, AppError> {
    let file = match template {
        Template::Page => "page.pdf",
        Template::Booklet => "booklet.pdf",
        Template::Sheet => "booklet-sheet.pdf",
    };
    let below = match Below::open(&state, w, &slug, &format!("/{file}")).await? {
        Ok(below) => below,
        Err(elsewhere) => return Ok(elsewhere),
    };
    let reference = state.reference();
    let telling = Telling {
        w,
        reference: &reference,
    };
    let life = below.life(telling);
    let photos = below.photos();
    let (id, day) = (below.published.id, today(&state, w));
    let address = qr::short(&state, id);
    let imprint = Imprint {
        whole: &address,
        address: Some((
            address.clone(),
            state.settings.absolute(&format!("/h/{id}")),
        )),
        printed: &day,
    };
    let told = Told::of(w, &life, imprint);
    let print = Print::of(
        file,
        &(template.source(), &told, &below.published.record, &photos),
    )?;
    if print.is_held(&request) {
        return Ok(not_changed(print));
    }
    let shared = state.clone();
    let bytes = state.made.once(print, Work::Paper, move || {
        let read = |id| {
            let found = shared
                .db
                .read_now(|conn| photos::queries::public_rendition(conn, id, Size::Large))?;
            found
                .map(|rendition| rendition.bytes)
                .ok_or(AppError::NotFound)
        };
        make(template, told, &life, &photos, read)
    });
    let name = format!("{slug}-{file}");
    Ok(hand_out(print, "application/pdf", &name, bytes.await?))
}

/// «28 листопада 2026 року», in Kyiv.
pub fn today(state: &State, w: Words) -> String {
    Edtf::of_day(kyiv::today(state.now()))
        .map(|day| when(w.lang(), &day))
        .unwrap_or_default()
}

/// Sets and prints. `photos`: the pictures of the life in its order, the portrait first; `read` gives one as WebP.
pub fn make(
    template: Template,
    mut told: Told,
    life: &Life,
    photos: &[i32],
    read: impl Fn(i32) -> Result<Vec<u8>, AppError>,
) -> Result<Vec<u8>, AppError> {
    let mut files = Vec::new();
    if let Some(link) = &told.link {
        let code = Code::of(link).map_err(AppError::internal)?;
        files.push(("code.svg".to_owned(), code.alone().into_bytes()));
    }
    if let Some(portrait) = photos.first() {
        let wide = match template {
            Template::Page => ON_THE_PAGE,
            Template::Booklet | Template::Sheet => ON_THE_COVER,
        };
        let bytes = picture::portrait(&read(*portrait)?, wide)?;
        files.push(("portrait.jpg".to_owned(), bytes));
    }
    if template != Template::Page {
        let others = photos.iter().skip(1).zip(&life.pictures).zip(1..);
        for ((id, shown), number) in others.take(MOST_PICTURES) {
            let (wide, high) = IN_THE_BOOKLET;
            let (bytes, width, height) = picture::printed(&read(*id)?, wide, high)?;
            let file = format!("picture-{number}.jpg");
            told.pictures
                .push(Picture::of(shown, file.clone(), (width, height)));
            files.push((file, bytes));
        }
    }
    match template {
        Template::Page => page::make(&told, files),
        Template::Booklet => booklet::make(&told, files),
        Template::Sheet => booklet::impose(&told, booklet::make(&told, files)?),
    }
}
