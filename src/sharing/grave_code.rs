//! `/{lang}/submissions/{key}/qr`: for its family, the code of a grave, which opens what is only for whoever stands there.

use actix_web::HttpResponse;
use actix_web::http::StatusCode;
use actix_web::web::{Data, Path, Query};
use askama::Template;

use super::made::hand_out_privately;
use super::own;
use super::qr::{Asked, Kind, Sizes, drawn, short};
use crate::app::State;
use crate::error::AppError;
use crate::i18n::Words;
use crate::submissions::step::home;
use crate::web::layout::{Here, Layout};
use crate::web::show::show_privately;

#[derive(Template)]
#[template(path = "sharing/grave_code.html")]
struct Page {
    w: Words,
    layout: Layout,
    home: String,
    /// What the code opens.
    grave: String,
    sheet: Sizes,
}

/// `GET /{lang}/submissions/{key}/qr`
pub async fn page(
    state: Data<State>,
    w: Words,
    at: Path<(String, String)>,
) -> Result<HttpResponse, AppError> {
    let (_, key) = at.into_inner();
    let id = own::number(&state, &key).await?;
    let home = home(w, &key);
    let grave = state.settings.absolute(&state.grave_address(id));
    let page = Page {
        w,
        layout: Layout::hidden(w, format!("/submissions/{key}/qr"), w.print_grave())
            .here(Here::Tell),
        sheet: Sizes::of(
            w,
            home.clone(),
            format!("grave-{id}"),
            &grave,
            &short(&state, id),
        )?,
        home,
        grave,
    };
    show_privately(StatusCode::OK, &page)
}

/// `GET /{lang}/submissions/{key}/qr.svg?mm=50`
pub async fn svg(
    state: Data<State>,
    at: Path<(String, String)>,
    asked: Query<Asked>,
) -> Result<HttpResponse, AppError> {
    file(&state, &at.1, &asked, Kind::Svg).await
}

/// `GET /{lang}/submissions/{key}/qr.png?mm=50`
pub async fn png(
    state: Data<State>,
    at: Path<(String, String)>,
    asked: Query<Asked>,
) -> Result<HttpResponse, AppError> {
    file(&state, &at.1, &asked, Kind::Png).await
}

async fn file(
    state: &State,
    key: &str,
    asked: &Asked,
    kind: Kind,
) -> Result<HttpResponse, AppError> {
    let mm = asked.width()?;
    let id = own::number(state, key).await?;
    let grave = state.settings.absolute(&state.grave_address(id));
    let bytes = drawn(grave, short(state, id), mm, kind).await?;
    let name = format!("grave-{id}-qr-{mm}mm.{}", kind.ending());
    Ok(hand_out_privately(kind.content_type(), &name, bytes))
}
