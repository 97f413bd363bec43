//! `/{lang}/heroes/{slug}/plain`: one life in large print, one column and no pictures, as a screen reader reads it well and a
//! printer prints it large.

use actix_web::HttpResponse;
use actix_web::web::{Data, Path};
use askama::Template;

use super::found::{self, Read};
use crate::app::State;
use crate::error::AppError;
use crate::heroes::aloud::{Kind, Part};
use crate::i18n::Words;
use crate::web::keep::Keep;
use crate::web::layout::{Here, Layout};
use crate::web::show::show;

#[derive(Template)]
#[template(path = "plain/show.html")]
struct Page {
    w: Words,
    layout: Layout,
    slug: String,
    /// With its stress marks, where they are known.
    name: String,
    parts: Vec<Part>,
}

pub async fn page(
    state: Data<State>,
    w: Words,
    path: Path<(String, String)>,
) -> Result<HttpResponse, AppError> {
    let (_, slug) = path.into_inner();
    let Read {
        id,
        slug,
        name,
        stressed,
        parts,
    } = match found::read(&state, w, slug, "plain").await? {
        Ok(read) => read,
        Err(elsewhere) => return Ok(elsewhere),
    };
    // The life's own page is the one to be found.
    let layout = Layout {
        permanent: Some(format!("/h/{id}")),
        origin: state
            .settings
            .public_url
            .as_str()
            .trim_end_matches('/')
            .to_owned(),
        ..Layout::hidden(w, format!("/heroes/{slug}/plain"), &name)
    };
    let page = Page {
        w,
        layout: layout.here(Here::Find),
        slug,
        name: stressed.unwrap_or(name),
        parts,
    };
    Ok(Keep::life(id).on(show(&page)?))
}
