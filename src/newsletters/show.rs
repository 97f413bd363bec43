//! `/{lang}/heroes/{slug}/item`: a life as a newsletter prints it, as it looks and ready to paste; `item.html`, `item.md` and
//! `item.txt` are the same for programs.

use actix_web::HttpResponse;
use actix_web::web::{Data, Path};
use askama::Template;

use super::formats::{self, Html};
use super::item::{Item, Kept};
use super::queries::{self, Read};
use crate::app::State;
use crate::error::AppError;
use crate::heroes::elsewhere::elsewhere;
use crate::heroes::hero::Photo;
use crate::heroes::queries::Address;
use crate::heroes::telling::Telling;
use crate::i18n::Words;
use crate::sharing::embed;
use crate::web::keep::Keep;
use crate::web::layout::{Here, Layout};
use crate::web::show::{file as answer, show};

#[derive(Template)]
#[template(path = "newsletters/show.html")]
struct Page<'a> {
    w: Words,
    layout: Layout,
    title: String,
    life: String,
    name: String,
    shown: Html<'a>,
    /// The story is not told in this language.
    untold: bool,
    forms: Vec<Pasted>,
    /// The code of the card that other sites show.
    frame: String,
    card: String,
}

/// One form, to be selected and copied.
pub struct Pasted {
    pub id: &'static str,
    pub label: &'static str,
    pub rows: usize,
    pub text: String,
    pub href: String,
}

/// A whole file of HTML around items.
#[derive(Template)]
#[template(path = "newsletters/_file.html")]
struct File<'a> {
    w: Words,
    title: &'a str,
    inside: Html<'a>,
}

pub async fn page(
    state: Data<State>,
    w: Words,
    path: Path<(String, String)>,
) -> Result<HttpResponse, AppError> {
    let (_, slug) = path.into_inner();
    let read = match read(&state, slug).await? {
        Ok(read) => read,
        Err(address) => return elsewhere(w, address, "/item"),
    };
    let item = item(&state, w, &read);
    let life = format!("/{}/heroes/{}", w.lang(), read.published.slug);
    let title = w.newsletters_title(&item.name);
    let layout = Layout {
        noindex: true,
        ..Layout::new(
            w,
            state.settings.public_url.as_str(),
            format!("/heroes/{}/item", read.published.slug),
            &title,
            "",
        )
        .here(Here::Find)
    };
    let page = Page {
        w,
        layout,
        title,
        name: item.name.clone(),
        untold: item.excerpt.is_empty() && item.story_lang != item.lang && !item.story.is_empty(),
        forms: pasted(
            w,
            &life,
            "item",
            formats::html(&item).render()?,
            formats::markdown(&item, 2),
            formats::text(&item),
        ),
        shown: formats::html(&item),
        frame: embed::code(&item, &embed::address(&item), embed::WIDTH, embed::HEIGHT),
        card: format!("{life}/embed"),
        life,
    };
    Ok(Keep::life(read.published.id).on(show(&page)?))
}

/// The three forms with where each is read by itself.
pub fn pasted(
    w: Words,
    home: &str,
    file: &str,
    html: String,
    markdown: String,
    text: String,
) -> Vec<Pasted> {
    let form = |id, label, ending: &str, text: String| Pasted {
        id,
        label,
        rows: 10,
        text,
        href: format!("{home}/{file}.{ending}"),
    };
    vec![
        form("html", w.newsletters_as_html(), "html", html),
        form("markdown", w.newsletters_as_markdown(), "md", markdown),
        form("text", w.newsletters_as_text(), "txt", text),
    ]
}

/// `item.html`, `item.md`, `item.txt`.
pub async fn file(
    state: Data<State>,
    w: Words,
    path: Path<(String, String, String)>,
) -> Result<HttpResponse, AppError> {
    let (_, slug, format) = path.into_inner();
    let read = match read(&state, slug).await? {
        Ok(read) => read,
        Err(address) => return elsewhere(w, address, &format!("/item.{format}")),
    };
    let item = item(&state, w, &read);
    let answered = match format.as_str() {
        "html" => {
            let file = File {
                w,
                title: &item.name,
                inside: formats::html(&item),
            };
            answer("text/html; charset=utf-8", file.render()?)
        }
        "md" => answer("text/markdown; charset=utf-8", formats::markdown(&item, 2)),
        _ => answer("text/plain; charset=utf-8", formats::text(&item)),
    };
    Ok(Keep::life(read.published.id).on(answered))
}

async fn read(state: &State, slug: String) -> Result<Result<Read, Address>, AppError> {
    state.db.read(move |conn| queries::at(conn, &slug)).await
}

/// An item of a life that was read.
pub fn item(state: &State, w: Words, read: &Read) -> Item {
    let reference = state.reference();
    let telling = Telling {
        w,
        reference: &reference,
    };
    let published = &read.published;
    let kept = Kept {
        number: published.id,
        slug: &published.slug,
        record: &published.record,
        published_at: published.published_at,
        changed_at: published.changed_at,
    };
    let picture = |photo: &Photo| {
        let picture = read.pictures.get(&photo.id()?)?;
        Some((picture.src.clone(), picture.width, picture.height))
    };
    Item::of(telling, &origin(state), kept, picture)
}

/// `https://memorial.example`, without a slash at the end.
pub fn origin(state: &State) -> String {
    state.settings.absolute("")
}
