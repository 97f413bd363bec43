//! `{lang}/search.html` of the copy: a search that a small script does over the index beside it.

use askama::Template;

use crate::i18n::Words;
use crate::web::layout::{Here, Layout};

#[derive(Template)]
#[template(path = "archive/export_static/search.html")]
struct Search {
    w: Words,
    layout: Layout,
}

pub fn page(w: Words) -> askama::Result<String> {
    Search {
        w,
        layout: Layout::hidden(w, "/search", w.copy_search()).here(Here::Find),
    }
    .render()
}
