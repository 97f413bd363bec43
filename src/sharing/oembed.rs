//! `/oembed?url=…`: what a site needs to show a life by its address alone (oembed.com, type `rich`). Addresses of our own only.

use actix_web::HttpResponse;
use actix_web::http::StatusCode;
use actix_web::http::header::{ACCESS_CONTROL_ALLOW_ORIGIN, CACHE_CONTROL};
use actix_web::web::{Data, Query};
use askama::Template;
use diesel::{QueryResult, SqliteConnection};
use serde::{Deserialize, Serialize};
use url::Url;

use super::api::answer::faulty;
use super::embed;
use crate::app::State;
use crate::error::AppError;
use crate::heroes::queries::{Address, numbered_address};
use crate::i18n::{Lang, Words};
use crate::newsletters::queries::{self, Read};
use crate::newsletters::show::{item, origin};

/// The narrowest and the lowest card that can be read.
const LEAST: u32 = 200;

#[derive(Default, Deserialize)]
#[serde(default)]
pub struct Asked {
    url: String,
    format: String,
    maxwidth: String,
    maxheight: String,
}

#[derive(Serialize, Template)]
#[template(path = "sharing/_oembed.xml")]
struct Rich {
    #[serde(rename = "type")]
    kind: &'static str,
    version: &'static str,
    title: String,
    provider_name: &'static str,
    provider_url: String,
    cache_age: u32,
    html: String,
    width: u32,
    height: u32,
    #[serde(flatten)]
    thumbnail: Option<Thumbnail>,
}

#[derive(Serialize)]
struct Thumbnail {
    thumbnail_url: String,
    thumbnail_width: u32,
    thumbnail_height: u32,
}

/// Which life an address of ours names.
enum Named {
    Slug(String),
    Number(i32),
}

pub async fn page(state: Data<State>, asked: Query<Asked>) -> Result<HttpResponse, AppError> {
    let is_xml = match asked.format.as_str() {
        "" | "json" => false,
        "xml" => true,
        _ => {
            let fault = "format: json and xml are what there is";
            return Ok(faulty(StatusCode::NOT_IMPLEMENTED, fault));
        }
    };
    let most = |typed: &str, usual: u32| match typed {
        "" => Some(usual),
        typed => typed.parse::<u32>().ok().filter(|most| *most >= LEAST / 2),
    };
    if asked.url.is_empty() {
        let fault = "url: the address of a life here is wanted";
        return Ok(faulty(StatusCode::BAD_REQUEST, fault));
    }
    let (Some(width), Some(tallest)) = (
        most(&asked.maxwidth, embed::WIDTH),
        most(&asked.maxheight, u32::MAX),
    ) else {
        let fault = "maxwidth and maxheight: pixels, 100 at least";
        return Ok(faulty(StatusCode::BAD_REQUEST, fault));
    };
    let nobody = || {
        Ok(faulty(
            StatusCode::NOT_FOUND,
            "there is no life at this address",
        ))
    };
    let Some((lang, named)) = named(&asked.url, &state.settings.public_url) else {
        return nobody();
    };
    let found = state.db.read(move |conn| found(conn, &named)).await?;
    let Some(read) = found else {
        return nobody();
    };
    let w = Words::new(lang);
    let item = item(&state, w, &read);
    let width = width.min(embed::WIDTH);
    let height = embed::height(width).min(tallest);
    let rich = Rich {
        kind: "rich",
        version: "1.0",
        title: item.heading(),
        provider_name: w.common_memorial(),
        provider_url: format!("{}/{lang}", origin(&state)),
        cache_age: 3_600,
        html: embed::code(&item, &embed::address(&item), width, height),
        width,
        height,
        // A thumbnail is never larger than what was asked for.
        thumbnail: item
            .portrait
            .filter(|portrait| asked.maxwidth.is_empty() || portrait.width <= width)
            .filter(|portrait| portrait.height <= tallest)
            .map(|portrait| Thumbnail {
                thumbnail_url: portrait.src,
                thumbnail_width: portrait.width,
                thumbnail_height: portrait.height,
            }),
    };
    let (kind, body) = if is_xml {
        ("text/xml; charset=utf-8", rich.render()?)
    } else {
        let json = serde_json::to_string(&rich).map_err(AppError::internal)?;
        ("application/json; charset=utf-8", json)
    };
    Ok(HttpResponse::Ok()
        .insert_header((CACHE_CONTROL, "no-cache"))
        .insert_header((ACCESS_CONTROL_ALLOW_ORIGIN, "*"))
        .insert_header(("Cross-Origin-Resource-Policy", "cross-origin"))
        .content_type(kind)
        .body(body))
}

/// `{origin}/{lang}/heroes/{slug}` and `{origin}/h/{number}`; of another site or another page, none.
fn named(typed: &str, ours: &Url) -> Option<(Lang, Named)> {
    let url = Url::parse(typed).ok()?;
    let is_ours = matches!(url.scheme(), "http" | "https")
        && url.host_str() == ours.host_str()
        && url.port() == ours.port()
        && url.username().is_empty();
    let parts: Vec<&str> = url.path_segments().filter(|_| is_ours)?.collect();
    match parts.as_slice() {
        ["h", number] => {
            let id: i32 = number.parse().ok()?;
            (id.to_string() == *number).then_some((Lang::Uk, Named::Number(id)))
        }
        [lang, "heroes", slug] => Some((lang.parse().ok()?, Named::Slug((*slug).to_owned()))),
        _ => None,
    }
}

/// The life that is there, or where its address leads now.
fn found(conn: &mut SqliteConnection, named: &Named) -> QueryResult<Option<Read>> {
    let slug = match named {
        Named::Slug(slug) => slug.clone(),
        Named::Number(id) => match numbered_address(conn, *id)? {
            Address::Moved(slug) => slug,
            _ => return Ok(None),
        },
    };
    Ok(match queries::at(conn, &slug)? {
        Ok(read) => Some(read),
        Err(Address::Moved(slug)) => queries::at(conn, &slug)?.ok(),
        Err(_) => None,
    })
}
