//! `/admin/submissions/{id}/preview/{lang}`: the page as readers would see it, in either language, before anyone may.

use actix_web::HttpResponse;
use actix_web::http::StatusCode;
use actix_web::web::{Data, Path};
use askama::Template;

use super::{picture, queries};
use crate::accounts::guard::Reader;
use crate::app::State;
use crate::error::AppError;
use crate::heroes::hero::Photo;
use crate::heroes::life::Life;
use crate::heroes::pictures;
use crate::heroes::sources::Sources;
use crate::heroes::telling::Telling;
use crate::i18n::{Lang, Words};
use crate::photos::photo::Size;
use crate::web::layout::Layout;
use crate::web::show::show_privately;

#[derive(Template)]
#[template(path = "moderation/preview.html")]
struct PreviewPage {
    w: Words,
    layout: Layout,
    id: i32,
    life: Life,
    sources: Sources,
}

pub async fn page(
    state: Data<State>,
    _by: Reader,
    path: Path<(i32, String)>,
) -> Result<HttpResponse, AppError> {
    let (id, lang) = path.into_inner();
    let lang: Lang = lang.parse().map_err(|_| AppError::NotFound)?;
    let (record, pictures) = state
        .db
        .read(move |conn| {
            let record = queries::story(conn, id)?.as_published()?;
            let address = |photo| picture::address(photo, Size::Medium);
            let pictures = pictures::at(conn, &record, address)?;
            Ok((record, pictures))
        })
        .await?;
    let (w, reference) = (Words::new(lang), state.reference());
    let telling = Telling {
        w,
        reference: &reference,
    };
    let life = Life::of(telling, &record, |photo: &Photo| {
        pictures.get(&photo.id()?).cloned()
    });
    let layout = Layout::hidden(w, "", life.name.clone());
    show_privately(
        StatusCode::OK,
        &PreviewPage {
            w,
            layout,
            id,
            life,
            sources: Sources::of(telling, &record),
        },
    )
}
