//! `/{lang}/heroes/{slug}/booklet`: what can be printed of a life, and how.

use actix_web::HttpResponse;
use actix_web::web::{Data, Path};
use askama::Template;

use crate::app::State;
use crate::error::AppError;
use crate::heroes::telling::Telling;
use crate::i18n::Words;
use crate::sharing::below::Below;
use crate::web::keep::Keep;
use crate::web::layout::{Here, Layout};
use crate::web::show::show;

#[derive(Template)]
#[template(path = "sharing/paper/show.html")]
struct Page {
    w: Words,
    layout: Layout,
    name: String,
    /// Where the life is; the files are below it.
    life: String,
}

/// `GET /{lang}/heroes/{slug}/booklet`
pub async fn page(
    state: Data<State>,
    w: Words,
    path: Path<(String, String)>,
) -> Result<HttpResponse, AppError> {
    let (_, slug) = path.into_inner();
    let below = match Below::open(&state, w, &slug, "/booklet").await? {
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
    let page = Page {
        w,
        layout: Layout {
            permanent: Some(format!("/h/{}", below.published.id)),
            ..Layout::new(
                w,
                state.settings.public_url.as_str(),
                format!("/heroes/{slug}/booklet"),
                w.print_title(&name),
                w.print_description(&name),
            )
            .here(Here::Find)
        },
        name,
        life: format!("/{}/heroes/{slug}", w.lang()),
    };
    Ok(Keep::life(below.published.id).on(show(&page)?))
}
