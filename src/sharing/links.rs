//! The last quiet line of a life: print, the code, the picture beside a link, the address to pass on. No buttons of others.

use askama::Template;

use super::{card, qr};
use crate::app::State;
use crate::heroes::queries::Published;
use crate::i18n::Words;

/// Written into the page of a life as `{{ links }}`.
#[derive(Template)]
#[template(path = "sharing/links.html")]
pub struct Links {
    w: Words,
    /// Where the life is.
    life: String,
    card: String,
    /// As one would type it.
    address: String,
    permanent: String,
}

impl askama::filters::HtmlSafe for Links {}

impl Links {
    pub fn of(state: &State, w: Words, published: &Published) -> Links {
        Links {
            w,
            life: format!("/{}/heroes/{}", w.lang(), published.slug),
            card: card::address(w.lang(), published),
            address: qr::short(state, published.id),
            permanent: format!("/h/{}", published.id),
        }
    }
}
