//! `/sitemap.xml`, an index of `/sitemaps/{…}.xml`: every page that may be found, in both languages, with its pictures and when it
//! changed. The lives are listed by their permanent numbers, so that a new one changes one list alone.

use actix_web::web::{Data, Path};
use actix_web::{HttpRequest, HttpResponse};
use diesel::{QueryResult, SqliteConnection};

use super::queries::{self, Listed};
use super::rights;
use super::streaming::{File, stream};
use super::xml::Xml;
use crate::app::State;
use crate::days::day::Day;
use crate::error::AppError;
use crate::i18n::Lang;
use crate::photos::photo::Size;
use crate::photos::show::address;

/// Permanent numbers in one list: two addresses each, about a kilobyte both, a fifth of what a list may hold
/// (<https://www.sitemaps.org/protocol.html>: 50,000 addresses, 50 MB).
const STRETCH: i32 = 5_000;
/// Lives read at once.
const PIECE: i64 = 250;

const HEAD: &str = "urlset xmlns=\"http://www.sitemaps.org/schemas/sitemap/0.9\" xmlns:xhtml=\"http://www.w3.org/1999/xhtml\" \
                    xmlns:image=\"http://www.google.com/schemas/sitemap-image/1.1\"";

const FILE: File<'static> = File {
    content_type: "application/xml; charset=utf-8",
    name: None,
    form: "sitemap",
};

/// Pages of words, after the language. A test opens each list and every page that it names.
const PAGES: [&str; 12] = [
    "",
    "/heroes",
    "/regions",
    "/units",
    "/days",
    "/digests",
    "/silence",
    "/silence/screen",
    "/about",
    "/privacy",
    "/rules",
    "/accessibility",
];

pub async fn index(request: HttpRequest, state: Data<State>) -> Result<HttpResponse, AppError> {
    let moment = state.db.purges.moment();
    stream(state, &request, FILE, false, move |state, conn, is_done| {
        if is_done {
            return Ok(None);
        }
        let mut xml = Xml::document();
        xml.open("sitemapindex xmlns=\"http://www.sitemaps.org/schemas/sitemap/0.9\"");
        let mut list = |name: &str, at: Option<&str>| {
            xml.open("sitemap");
            xml.element(
                "loc",
                &state.settings.absolute(&format!("/sitemaps/{name}.xml")),
            );
            xml.some("lastmod", at);
            xml.close("sitemap");
        };
        list("pages", None);
        let told = &state.db.purges;
        let stretches = || queries::stretches(conn, STRETCH);
        for stretch in state.stretches.get(told, moment, stretches)? {
            list(&stretch.number.to_string(), Some(&stretch.at));
        }
        xml.close("sitemapindex");
        Ok(Some((xml.finish().into_bytes(), true)))
    })
    .await
}

/// A place in a list.
#[derive(Clone, Copy)]
enum Place {
    Begin,
    After(i32),
    End,
}

/// `/sitemaps/pages.xml` and `/sitemaps/{number}.xml`; a list with nobody in it is not there.
pub async fn list(
    request: HttpRequest,
    state: Data<State>,
    name: Path<String>,
) -> Result<HttpResponse, AppError> {
    if *name == "pages" {
        return pages(request, state).await;
    }
    let number: i32 = name
        .parse()
        .ok()
        .filter(|number: &i32| *number > 0 && number.to_string() == *name)
        .ok_or(AppError::NotFound)?;
    let below = (number - 1)
        .checked_mul(STRETCH)
        .ok_or(AppError::NotFound)?;
    let up_to = below.checked_add(STRETCH).ok_or(AppError::NotFound)?;
    let anybody = state
        .db
        .read(move |conn| queries::listed(conn, below, up_to, 1))
        .await?;
    if anybody.is_empty() {
        return Err(AppError::NotFound);
    }
    stream(
        state,
        &request,
        FILE,
        Place::Begin,
        move |state, conn, place| {
            let after = match place {
                Place::Begin => below,
                Place::After(id) => id,
                Place::End => return Ok(None),
            };
            let lives = queries::listed(conn, after, up_to, PIECE)?;
            let mut xml = match place {
                Place::Begin => {
                    let mut xml = Xml::document();
                    xml.open(HEAD);
                    xml
                }
                _ => Xml::default(),
            };
            write(state, conn, &mut xml, &lives)?;
            let next = match lives.last() {
                Some(last) => Place::After(last.id),
                None => {
                    xml.close("urlset");
                    Place::End
                }
            };
            Ok(Some((xml.finish().into_bytes(), next)))
        },
    )
    .await
}

fn write(
    state: &State,
    conn: &mut SqliteConnection,
    xml: &mut Xml,
    lives: &[Listed],
) -> QueryResult<()> {
    let ids: Vec<i32> = lives.iter().map(|life| life.id).collect();
    let pictures = queries::pictures(conn, &ids)?;
    for life in lives {
        let shown = pictures.get(&life.id).map_or(&[][..], Vec::as_slice);
        let shown: Vec<String> = shown
            .iter()
            .map(|id| state.settings.absolute(&address(*id, Size::Large)))
            .collect();
        twins(
            state,
            xml,
            &format!("/heroes/{}", life.slug),
            Some(&life.at),
            &shown,
        );
    }
    Ok(())
}

/// A page in both languages, each of which names the other.
fn twins(state: &State, xml: &mut Xml, path: &str, at: Option<&str>, pictures: &[String]) {
    let here = |lang: Lang| state.settings.absolute(&format!("/{lang}{path}"));
    for lang in Lang::ALL {
        xml.open("url");
        xml.element("loc", &here(lang));
        xml.some("lastmod", at);
        for (code, twin) in [("uk", Lang::Uk), ("en", Lang::En), ("x-default", Lang::Uk)] {
            xml.raw(&format!(
                "<xhtml:link rel=\"alternate\" hreflang=\"{code}\" href=\"{}\"/>",
                super::xml::escaped(&here(twin))
            ));
        }
        for picture in pictures {
            xml.open("image:image");
            xml.element("image:loc", picture);
            xml.close("image:image");
        }
        xml.close("url");
    }
}

async fn pages(request: HttpRequest, state: Data<State>) -> Result<HttpResponse, AppError> {
    stream(state, &request, FILE, false, |state, _, is_done| {
        if is_done {
            return Ok(None);
        }
        let reference = state.reference();
        let mut xml = Xml::document();
        xml.open(HEAD);
        let mut page = |path: &str| twins(state, &mut xml, path, None, &[]);
        for path in PAGES.into_iter().chain([rights::PAGE]) {
            page(path);
        }
        for region in &reference.regions {
            page(&format!("/regions/{}", region.slug));
        }
        for unit in &reference.units {
            page(&format!("/units/{}", unit.slug));
        }
        for month in 1..=12 {
            page(&format!("/days/{month:02}"));
            for day in Day::of_month(month) {
                page(&format!("/days/{day}"));
            }
        }
        xml.close("urlset");
        Ok(Some((xml.finish().into_bytes(), true)))
    })
    .await
}
