//! The quiet way from a life's page to plain reading.

use askama::Template;

use crate::i18n::Words;

/// Written into a template as `{{ plain }}`.
#[derive(Template)]
#[template(path = "plain/link.html")]
pub struct Link {
    w: Words,
    slug: String,
}

/// The template escapes what it shows, so its text may stand in another template as it is.
impl askama::filters::HtmlSafe for Link {}

impl Link {
    pub fn to(w: Words, slug: &str) -> Self {
        Self {
            w,
            slug: slug.to_owned(),
        }
    }
}
