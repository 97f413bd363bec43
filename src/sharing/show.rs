//! `/{lang}/data`: what may be taken from here, on what terms, and how to name where it is from.

use actix_web::HttpResponse;
use actix_web::web::Data;
use askama::Template;

use super::rights;
use crate::app::State;
use crate::dates::{Edtf, kyiv};
use crate::error::AppError;
use crate::i18n::Words;
use crate::i18n::dates::when;
use crate::web::keep::Keep;
use crate::web::layout::Layout;
use crate::web::show::show;

#[derive(Template)]
#[template(path = "sharing/show.html")]
struct Page {
    w: Words,
    layout: Layout,
    offers: Vec<Offer>,
    /// For those who write newspapers and newsletters.
    editors: Vec<Offer>,
    examples: Vec<Example>,
    cite: String,
}

/// Something that can be taken: its name, its address, what it is.
struct Offer {
    name: &'static str,
    address: String,
    text: &'static str,
}

/// An address to try, and what it answers.
struct Example {
    text: &'static str,
    line: String,
}

pub async fn page(state: Data<State>, w: Words) -> Result<HttpResponse, AppError> {
    let layout = Layout::new(
        w,
        state.settings.public_url.as_str(),
        rights::PAGE,
        w.sharing_data_title(),
        w.sharing_data_lead(),
    );
    let offer = |name, address: &str, text| Offer {
        name,
        address: address.to_owned(),
        text,
    };
    let here = |path: &str| layout.at(path);
    let example = |text, path: &str| Example {
        text,
        line: format!("curl '{}'", state.settings.absolute(path)),
    };
    let today = Edtf::of_day(kyiv::today(state.now())).map(|day| when(w.lang(), &day));
    let page = Page {
        w,
        offers: vec![
            offer(
                w.sharing_data_table(),
                "/data/heroes.csv",
                w.sharing_data_table_text(),
            ),
            offer(
                w.sharing_data_lines(),
                "/data/heroes.jsonl",
                w.sharing_data_lines_text(),
            ),
            offer(
                w.sharing_data_package(),
                "/data/datapackage.json",
                w.sharing_data_package_text(),
            ),
            offer(
                w.sharing_data_api(),
                "/api/openapi.json",
                w.sharing_data_api_text(),
            ),
            offer(
                w.sharing_data_oai(),
                "/oai?verb=Identify",
                w.sharing_data_oai_text(),
            ),
            offer(
                w.sharing_data_sitemap(),
                "/sitemap.xml",
                w.sharing_data_sitemap_text(),
            ),
        ],
        editors: vec![
            offer(
                w.sharing_data_digests(),
                &here("/digests"),
                w.sharing_data_digests_text(),
            ),
            offer(
                w.sharing_data_feed(),
                &here("/feed.atom"),
                w.sharing_data_feed_text(),
            ),
            offer(
                w.sharing_data_days(),
                &here("/days"),
                w.sharing_data_days_text(),
            ),
            offer(
                w.sharing_data_screen(),
                &here("/silence/screen"),
                w.sharing_data_screen_text(),
            ),
        ],
        examples: vec![
            example(
                w.sharing_data_example_find(),
                "/api/v1/heroes?region=zhytomyrska&limit=10",
            ),
            example(
                w.sharing_data_example_unit(),
                "/api/v1/heroes?unit=58-motorized&died_from=2022-02-24",
            ),
            example(w.sharing_data_example_all(), "/data/heroes.jsonl"),
            example(
                w.sharing_data_example_oai(),
                "/oai?verb=ListRecords&metadataPrefix=oai_dc&from=2026-11-01",
            ),
        ],
        cite: w
            .sharing_data_cite_example(format!("{}/h/1", layout.host()), today.unwrap_or_default()),
        layout,
    };
    Ok(Keep::words().on(show(&page)?))
}
