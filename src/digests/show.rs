//! `/{lang}/digests/{slug}`: one digest, as it looks and ready to paste; `digest.html`, `digest.md` and `digest.txt` are the same
//! for programs. A life that is no longer public is simply not in it.

use actix_web::HttpResponse;
use actix_web::web::{Data, Path};
use askama::Template;

use super::desk::titled;
use super::digest::State as Standing;
use super::queries::{self, Digest};
use crate::app::State;
use crate::dates::{Edtf, kyiv};
use crate::error::AppError;
use crate::heroes::hero::Text;
use crate::i18n::typography::tidy;
use crate::i18n::{Lang, Words, dates};
use crate::newsletters::formats::{Html, html_among_others, markdown, marked_down, text};
use crate::newsletters::item::Item;
use crate::newsletters::show::{Pasted, item, origin, pasted};
use crate::web::keep::Keep;
use crate::web::layout::{Layout, shortened};
use crate::web::show::{file as answer, show};

#[derive(Template)]
#[template(path = "digests/show.html")]
struct ShowPage<'a> {
    w: Words,
    layout: Layout,
    told: &'a Told,
    items: Vec<Html<'a>>,
    day: String,
    forms: Vec<Pasted>,
}

/// The whole digest as HTML that stands by itself.
#[derive(Template)]
#[template(path = "digests/_digest.html")]
struct Whole<'a> {
    w: Words,
    told: &'a Told,
    items: Vec<Html<'a>>,
}

#[derive(Template)]
#[template(path = "digests/_file.html")]
struct File<'a> {
    w: Words,
    title: &'a str,
    inside: Whole<'a>,
}

/// The template escapes what it shows, so its text may stand in another template as it is.
impl askama::filters::HtmlSafe for Whole<'_> {}

/// A digest in a language, or in the other where it has no words in this one.
pub struct Told {
    pub title: String,
    pub title_lang: Lang,
    pub intro: Vec<String>,
    pub intro_lang: Lang,
    pub url: String,
    pub items: Vec<Item>,
}

pub async fn page(
    state: Data<State>,
    w: Words,
    path: Path<(String, String)>,
) -> Result<HttpResponse, AppError> {
    let (_, slug) = path.into_inner();
    let (digest, told) = found(&state, w, slug).await?;
    let description = shortened(
        &told.intro.first().map_or_else(
            || w.digests_description().to_owned(),
            |first| format!("{first} {}", w.digests_description()),
        ),
        170,
    );
    let layout = Layout::new(
        w,
        state.settings.public_url.as_str(),
        format!("/digests/{}", digest.slug),
        &told.title,
        description,
    );
    let home = layout.at(&format!("/digests/{}", digest.slug));
    let page = ShowPage {
        w,
        items: told.items.iter().map(html_among_others).collect(),
        day: day(w, &digest),
        forms: pasted(
            w,
            &home,
            "digest",
            whole(w, &told).render()?,
            as_markdown(&told),
            as_text(&told),
        ),
        layout,
        told: &told,
    };
    Ok(Keep::list().on(show(&page)?))
}

pub async fn file(
    state: Data<State>,
    w: Words,
    path: Path<(String, String, String)>,
) -> Result<HttpResponse, AppError> {
    let (_, slug, format) = path.into_inner();
    let (_, told) = found(&state, w, slug).await?;
    let answered = match format.as_str() {
        "html" => {
            let file = File {
                w,
                title: &told.title,
                inside: whole(w, &told),
            };
            answer("text/html; charset=utf-8", file.render()?)
        }
        "md" => answer("text/markdown; charset=utf-8", as_markdown(&told)),
        _ => answer("text/plain; charset=utf-8", as_text(&told)),
    };
    Ok(Keep::list().on(answered))
}

/// 404 of what was never public, 410 of what was.
async fn found(state: &State, w: Words, slug: String) -> Result<(Digest, Told), AppError> {
    let found = state
        .db
        .read(move |conn| {
            let Some(digest) = queries::at(conn, &slug)? else {
                return Ok(None);
            };
            let lives = match digest.state {
                Standing::Public => queries::lives(conn, &digest.content)?,
                Standing::Draft | Standing::Down => Vec::new(),
            };
            Ok(Some((digest, lives)))
        })
        .await?;
    let (digest, lives) = found.ok_or(AppError::NotFound)?;
    match digest.state {
        Standing::Draft => return Err(AppError::NotFound),
        Standing::Down => return Err(AppError::Gone),
        Standing::Public => {}
    }
    let items = lives.iter().map(|read| item(state, w, read)).collect();
    let told = told(state, w, &digest, items);
    Ok((digest, told))
}

/// A digest in words.
pub fn told(state: &State, w: Words, digest: &Digest, items: Vec<Item>) -> Told {
    let (title, title_lang) = titled(w.lang(), &digest.content.title);
    let intro: &Text = &digest.content.intro;
    let (intro, intro_lang) = titled(w.lang(), intro);
    Told {
        title: tidy(title_lang, &title),
        title_lang,
        intro: intro
            .split("\n\n")
            .map(|paragraph| tidy(intro_lang, paragraph.trim()))
            .filter(|paragraph| !paragraph.is_empty())
            .collect(),
        intro_lang,
        url: format!("{}/{}/digests/{}", origin(state), w.lang(), digest.slug),
        items,
    }
}

/// The day it was published.
pub fn day(w: Words, digest: &Digest) -> String {
    digest
        .published_at
        .and_then(|at| Edtf::of_day(kyiv::today(at)))
        .map(|day| dates::day(w.lang(), &day))
        .unwrap_or_default()
}

fn whole(w: Words, told: &Told) -> Whole<'_> {
    Whole {
        w,
        told,
        items: told.items.iter().map(html_among_others).collect(),
    }
}

/// All of it as HTML, for the feed.
pub fn as_html(w: Words, told: &Told) -> Result<String, askama::Error> {
    whole(w, told).render()
}

fn as_markdown(told: &Told) -> String {
    let mut parts = vec![format!("## {}", marked_down(&told.title))];
    parts.extend(told.intro.iter().map(|paragraph| marked_down(paragraph)));
    let items = told.items.iter().map(|item| markdown(item, 3));
    let head = parts.join("\n\n") + "\n";
    std::iter::once(head)
        .chain(items)
        .collect::<Vec<_>>()
        .join("\n")
}

fn as_text(told: &Told) -> String {
    let mut parts = vec![told.title.clone()];
    parts.extend(told.intro.iter().cloned());
    let head = parts.join("\n\n").replace('\u{a0}', " ") + "\n";
    std::iter::once(head)
        .chain(told.items.iter().map(text))
        .collect::<Vec<_>>()
        .join("\n* * *\n\n")
}
