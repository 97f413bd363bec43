//! `index.html` of the copy: which language.

use askama::Template;

use crate::i18n::{Lang, Words};
use crate::web::layout::Layout;

/// Both languages say the same; there is nobody yet whose language is known.
#[derive(Template)]
#[template(path = "archive/export_static/begin.html")]
struct Begin {
    w: Words,
    en: Words,
    layout: Layout,
}

pub fn page() -> askama::Result<String> {
    let w = Words::new(Lang::Uk);
    Begin {
        w,
        en: w.other(),
        layout: Layout::hidden(w, "", w.common_memorial()),
    }
    .render()
}

/// A page that leads on by itself: an address that has changed.
#[derive(Template)]
#[template(
    source = "<!DOCTYPE html><html lang=\"uk\"><head><meta charset=\"utf-8\"><title>{{ to }}</title></head><body><p><a href=\"{{ to }}\">{{ to }}</a></p></body></html>",
    ext = "html"
)]
struct Moved<'a> {
    to: &'a str,
}

pub fn moved(to: &str) -> askama::Result<String> {
    Moved { to }.render()
}
