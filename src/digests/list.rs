//! `/{lang}/digests`: the digests that were made for editors, the newest first.

use actix_web::HttpResponse;
use actix_web::web::Data;
use askama::Template;

use super::desk::titled;
use super::queries::{self, Digest};
use super::show::day;
use crate::app::State;
use crate::error::AppError;
use crate::i18n::typography::tidy;
use crate::i18n::{Lang, Words};
use crate::web::keep::Keep;
use crate::web::layout::{Alternate, Layout};
use crate::web::show::show;

/// Some four years of weeks.
const SHOWN: i64 = 200;

#[derive(Template)]
#[template(path = "digests/list.html")]
struct ListPage {
    w: Words,
    layout: Layout,
    rows: Vec<Row>,
}

struct Row {
    href: String,
    title: String,
    lang: Lang,
    day: String,
}

pub async fn page(state: Data<State>, w: Words) -> Result<HttpResponse, AppError> {
    let all = state
        .db
        .read(|conn| queries::published(conn, SHOWN))
        .await?;
    let layout = Layout::new(
        w,
        state.settings.public_url.as_str(),
        "/digests",
        w.digests_public_title(),
        w.digests_description(),
    );
    let feed = Alternate::atom(w.digests_feed_title(), layout.at("/digests/feed.atom"));
    let page = ListPage {
        w,
        layout: layout.with([feed]),
        rows: all.iter().map(|digest| row(w, digest)).collect(),
    };
    Ok(Keep::list().on(show(&page)?))
}

fn row(w: Words, digest: &Digest) -> Row {
    let (title, lang) = titled(w.lang(), &digest.content.title);
    let title = tidy(lang, &title);
    Row {
        href: format!("/{}/digests/{}", w.lang(), digest.slug),
        title,
        lang,
        day: day(w, digest),
    }
}
