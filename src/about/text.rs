//! A page of plain text, which the pages of this room share.

use actix_web::HttpResponse;
use askama::Template;

use crate::app::State;
use crate::error::AppError;
use crate::i18n::Words;
use crate::web::keep::Keep;
use crate::web::layout::Layout;
use crate::web::show::show;

#[derive(Template)]
#[template(path = "about/text.html")]
struct Page {
    w: Words,
    layout: Layout,
    title: &'static str,
    lead: &'static str,
    parts: Vec<Part>,
}

/// A heading and what stands under it.
pub struct Part {
    pub heading: &'static str,
    /// What an address leads to this part by.
    pub anchor: Option<&'static str>,
    pub paragraphs: Vec<&'static str>,
}

pub fn part(heading: &'static str, paragraphs: impl IntoIterator<Item = &'static str>) -> Part {
    Part {
        heading,
        anchor: None,
        paragraphs: paragraphs.into_iter().collect(),
    }
}

/// The page at an address after the language, such as `/privacy`. Its description is its first paragraph.
pub fn page(
    state: &State,
    w: Words,
    path: &str,
    title: &'static str,
    lead: &'static str,
    parts: Vec<Part>,
) -> Result<HttpResponse, AppError> {
    let layout = Layout::new(w, state.settings.public_url.as_str(), path, title, lead);
    let page = Page {
        w,
        layout,
        title,
        lead,
        parts,
    };
    Ok(Keep::words().on(show(&page)?))
}
