//! `/{lang}/heroes/{slug}/qr`: the code of a life for plaques and paper, in the sizes that plaques have.

use actix_web::web::{Bytes, Data, Path, Query, block};
use actix_web::{HttpRequest, HttpResponse};
use askama::Template;
use resvg::tiny_skia::{Pixmap, Transform};
use resvg::usvg::{Options, Tree};
use serde::Deserialize;

use super::below::Below;
use super::code::{Code, SIZES, Sheet, WIDTHS};
use super::made::{Print, hand_out, not_changed};
use crate::app::State;
use crate::error::AppError;
use crate::heroes::telling::Telling;
use crate::i18n::{Lang, Words};
use crate::web::keep::Keep;
use crate::web::layout::{Here, Layout};
use crate::web::show::show;

#[derive(Template)]
#[template(path = "sharing/qr.html")]
struct Page {
    w: Words,
    layout: Layout,
    name: String,
    life: String,
    sheet: Sizes,
}

/// The same on the page of a life and on a family's own.
#[derive(Template)]
#[template(path = "sharing/_sizes.html")]
pub struct Sizes {
    w: Words,
    /// Where the files are: `/uk/heroes/yurii-lysiuk`.
    base: String,
    /// What the file is called where it is kept.
    file: String,
    address: String,
    smallest: u32,
    rows: Vec<Row>,
}

impl askama::filters::HtmlSafe for Sizes {}

struct Row {
    mm: u32,
    module: String,
    can_be_engraved: bool,
}

#[derive(Deserialize)]
pub struct Asked {
    /// How wide, in millimetres.
    #[serde(default = "usual")]
    mm: u32,
}

fn usual() -> u32 {
    50
}

impl Asked {
    pub fn width(&self) -> Result<u32, AppError> {
        Some(self.mm)
            .filter(|mm| WIDTHS.contains(mm))
            .ok_or(AppError::BadRequest)
    }
}

/// `GET /{lang}/heroes/{slug}/qr`
pub async fn page(
    state: Data<State>,
    w: Words,
    path: Path<(String, String)>,
) -> Result<HttpResponse, AppError> {
    let (_, slug) = path.into_inner();
    let below = match Below::open(&state, w, &slug, "/qr").await? {
        Ok(below) => below,
        Err(elsewhere) => return Ok(elsewhere),
    };
    let reference = state.reference();
    let telling = Telling {
        w,
        reference: &reference,
    };
    let record = &below.published.record;
    let name = telling.name(&record.name, record.latin.as_ref()).full();
    let id = below.published.id;
    let life = format!("/{}/heroes/{slug}", w.lang());
    let sizes = Sizes::of(
        w,
        life.clone(),
        slug.clone(),
        &state.settings.absolute(&format!("/h/{id}")),
        &short(&state, id),
    )?;
    let page = Page {
        w,
        layout: Layout {
            permanent: Some(format!("/h/{id}")),
            ..Layout::new(
                w,
                state.settings.public_url.as_str(),
                format!("/heroes/{slug}/qr"),
                w.print_qr_title(&name),
                w.print_qr_description(&name),
            )
            .here(Here::Find)
        },
        name,
        life,
        sheet: sizes,
    };
    Ok(Keep::life(id).on(show(&page)?))
}

/// `GET /{lang}/heroes/{slug}/qr.svg?mm=50`
pub async fn svg(
    request: HttpRequest,
    state: Data<State>,
    w: Words,
    path: Path<(String, String)>,
    asked: Query<Asked>,
) -> Result<HttpResponse, AppError> {
    file(request, &state, w, path.into_inner().1, &asked, Kind::Svg).await
}

/// `GET /{lang}/heroes/{slug}/qr.png?mm=50`
pub async fn png(
    request: HttpRequest,
    state: Data<State>,
    w: Words,
    path: Path<(String, String)>,
    asked: Query<Asked>,
) -> Result<HttpResponse, AppError> {
    file(request, &state, w, path.into_inner().1, &asked, Kind::Png).await
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    Svg,
    Png,
}

impl Kind {
    pub fn content_type(self) -> &'static str {
        match self {
            Kind::Svg => "image/svg+xml; charset=utf-8",
            Kind::Png => "image/png",
        }
    }

    pub fn ending(self) -> &'static str {
        match self {
            Kind::Svg => "svg",
            Kind::Png => "png",
        }
    }
}

async fn file(
    request: HttpRequest,
    state: &State,
    w: Words,
    slug: String,
    asked: &Asked,
    kind: Kind,
) -> Result<HttpResponse, AppError> {
    let mm = asked.width()?;
    let ending = kind.ending();
    let id = match Below::open(state, w, &slug, &format!("/qr.{ending}?mm={mm}")).await? {
        Ok(below) => below.published.id,
        Err(elsewhere) => return Ok(elsewhere),
    };
    let address = state.settings.absolute(&format!("/h/{id}"));
    let print = Print::of(&format!("qr.{ending}"), &(&address, mm))?;
    if print.is_held(&request) {
        return Ok(not_changed(print));
    }
    let bytes = drawn(address, short(state, id), mm, kind).await?;
    let name = format!("{slug}-qr-{mm}mm.{ending}");
    Ok(hand_out(
        print,
        kind.content_type(),
        &name,
        Bytes::from(bytes),
    ))
}

/// The code of an address, with the letters that stand under it.
pub async fn drawn(
    address: String,
    words: String,
    mm: u32,
    kind: Kind,
) -> Result<Vec<u8>, AppError> {
    block(move || {
        let code = Code::of(&address).map_err(AppError::internal)?;
        let sheet = code.sheet(mm, &words);
        match kind {
            Kind::Svg => Ok(sheet.svg.into_bytes()),
            Kind::Png => dotted(&sheet),
        }
    })
    .await?
}

/// What one would type: without `https://`.
pub fn short(state: &State, id: i32) -> String {
    let address = state.settings.absolute(&format!("/h/{id}"));
    let bare = address.split_once("://").map(|(_, rest)| rest.to_owned());
    bare.unwrap_or(address)
}

/// PNG in greys, that a printer sets at exactly its size.
fn dotted(sheet: &Sheet) -> Result<Vec<u8>, AppError> {
    let scale = f64::from(sheet.dots) / sheet.module;
    let across = (sheet.width * scale).round() as u32;
    let down = (sheet.height * scale).ceil() as u32;
    let tree = Tree::from_str(&sheet.svg, &Options::default()).map_err(AppError::internal)?;
    // The drawing's own size is in millimetres; its squares are set on whole dots.
    let scale = across as f32 / tree.size().width();
    let mut paper = Pixmap::new(across, down).ok_or_else(|| AppError::internal("no paper"))?;
    paper.fill(resvg::tiny_skia::Color::WHITE);
    resvg::render(
        &tree,
        Transform::from_scale(scale, scale),
        &mut paper.as_mut(),
    );
    let greys: Vec<u8> = paper.pixels().iter().map(|pixel| pixel.red()).collect();
    let mut bytes = Vec::new();
    let mut encoder = png::Encoder::new(&mut bytes, across, down);
    encoder.set_color(png::ColorType::Grayscale);
    encoder.set_depth(png::BitDepth::Eight);
    let a_metre = (f64::from(across) / sheet.width * 1000.0).round() as u32;
    encoder.set_pixel_dims(Some(png::PixelDimensions {
        xppu: a_metre,
        yppu: a_metre,
        unit: png::Unit::Meter,
    }));
    let mut writer = encoder.write_header().map_err(AppError::internal)?;
    writer
        .write_image_data(&greys)
        .map_err(AppError::internal)?;
    writer.finish().map_err(AppError::internal)?;
    Ok(bytes)
}

impl Sizes {
    /// `base`: the address below which the files are. `address`: what the code leads to. `words`: the letters beneath it.
    pub fn of(
        w: Words,
        base: String,
        file: String,
        address: &str,
        words: &str,
    ) -> Result<Sizes, AppError> {
        let code = Code::of(address).map_err(AppError::internal)?;
        Ok(Sizes {
            w,
            base,
            file,
            address: words.to_owned(),
            smallest: code.smallest(),
            rows: SIZES
                .into_iter()
                .map(|mm| Row {
                    mm,
                    module: decimal(w.lang(), code.module(mm)),
                    can_be_engraved: code.can_be_engraved(mm),
                })
                .collect(),
        })
    }
}

/// «0,54», “0.54”.
fn decimal(lang: Lang, number: f64) -> String {
    let written = format!("{number:.2}");
    match lang {
        Lang::Uk => written.replace('.', ","),
        Lang::En => written,
    }
}
