//! Stylesheets, letters and drawings: built in, addressed by what they contain, kept by browsers for ever.

use std::collections::HashMap;
use std::sync::LazyLock;

use actix_web::http::header::{
    ACCEPT_ENCODING, CACHE_CONTROL, CONTENT_ENCODING, CONTENT_TYPE, ETAG, HeaderMap, IF_NONE_MATCH,
    LOCATION, VARY,
};
use actix_web::{HttpRequest, HttpResponse, web};
use sha2::{Digest, Sha256};

/// One file of `static/`, with its packed forms where packing made it smaller.
struct Asset {
    path: &'static str,
    content_type: &'static str,
    bytes: &'static [u8],
    brotli: Option<&'static [u8]>,
    gzip: Option<&'static [u8]>,
}

include!(concat!(env!("OUT_DIR"), "/assets.rs"));

/// One fingerprint for all files together, so that a stylesheet can name a font by a plain relative address.
static FINGERPRINT: LazyLock<String> = LazyLock::new(|| {
    let mut hash = Sha256::new();
    for asset in ASSETS {
        hash.update(asset.path.as_bytes());
        hash.update((asset.bytes.len() as u64).to_le_bytes());
        hash.update(asset.bytes);
    }
    hex::encode(&hash.finalize()[..6])
});

static URLS: LazyLock<HashMap<&'static str, String>> = LazyLock::new(|| {
    ASSETS
        .iter()
        .map(|asset| {
            (
                asset.path,
                format!("/static/{}/{}", *FINGERPRINT, asset.path),
            )
        })
        .collect()
});

/// The address of a file of `static/`, such as `css/base.css`.
///
/// A name that does not exist gives an address that answers 404; the test below reads every template for such names.
pub fn url(path: &'static str) -> &'static str {
    URLS.get(path).map_or(path, String::as_str)
}

/// What a file of `static/` contains.
pub fn bytes(path: &str) -> Option<&'static [u8]> {
    let at = ASSETS.binary_search_by(|asset| asset.path.cmp(path)).ok()?;
    Some(ASSETS[at].bytes)
}

/// `GET /static/{fingerprint}/{path}`. An address from before an update leads to today's file.
pub async fn show(request: HttpRequest, address: web::Path<(String, String)>) -> HttpResponse {
    let (fingerprint, path) = address.into_inner();
    let Ok(at) = ASSETS.binary_search_by(|asset| asset.path.cmp(path.as_str())) else {
        return HttpResponse::NotFound()
            .insert_header((CONTENT_TYPE, "text/plain; charset=utf-8"))
            .body("404\n");
    };
    let asset = &ASSETS[at];
    if fingerprint != *FINGERPRINT {
        return HttpResponse::Found()
            .insert_header((LOCATION, url(asset.path)))
            .insert_header((CACHE_CONTROL, "no-cache"))
            .finish();
    }
    let (coding, bytes) = best(asset, request.headers());
    let tag = format!("\"{}-{}\"", *FINGERPRINT, coding.unwrap_or("plain"));
    let mut answer = HttpResponse::Ok();
    answer
        .insert_header((CACHE_CONTROL, "public, max-age=31536000, immutable"))
        .insert_header((ETAG, tag.clone()))
        .insert_header((VARY, "Accept-Encoding"));
    if known(request.headers(), &tag) {
        return answer
            .status(actix_web::http::StatusCode::NOT_MODIFIED)
            .finish();
    }
    answer.insert_header((CONTENT_TYPE, asset.content_type));
    if let Some(coding) = coding {
        answer.insert_header((CONTENT_ENCODING, coding));
    }
    answer.body(bytes)
}

/// The smallest form that the browser says it reads. `q=0` is a refusal.
fn best(asset: &Asset, headers: &HeaderMap) -> (Option<&'static str>, &'static [u8]) {
    let accepted = headers
        .get(ACCEPT_ENCODING)
        .and_then(|value| value.to_str().ok())
        .unwrap_or_default();
    let reads = |coding: &str| {
        accepted.split(',').any(|one| {
            let mut parts = one.split(';').map(str::trim);
            parts.next() == Some(coding)
                && !parts.any(|part| matches!(part, "q=0" | "q=0.0" | "q=0.00" | "q=0.000"))
        })
    };
    match (asset.brotli, asset.gzip) {
        (Some(packed), _) if reads("br") => (Some("br"), packed),
        (_, Some(packed)) if reads("gzip") => (Some("gzip"), packed),
        _ => (None, asset.bytes),
    }
}

fn known(headers: &HeaderMap, tag: &str) -> bool {
    headers
        .get(IF_NONE_MATCH)
        .and_then(|value| value.to_str().ok())
        .is_some_and(|known| {
            known
                .split(',')
                .any(|one| one.trim().trim_start_matches("W/") == tag || one.trim() == "*")
        })
}

#[cfg(test)]
mod tests {
    use std::fs;
    use std::path::Path;

    use super::*;

    fn templates(folder: &Path, read: &mut Vec<(String, String)>) {
        for entry in fs::read_dir(folder).unwrap() {
            let path = entry.unwrap().path();
            if path.is_dir() {
                templates(&path, read)
            } else {
                read.push((
                    path.display().to_string(),
                    fs::read_to_string(&path).unwrap(),
                ))
            }
        }
    }

    #[test]
    fn every_asset_that_a_template_names_exists() {
        let mut read = Vec::new();
        templates(
            &Path::new(env!("CARGO_MANIFEST_DIR")).join("templates"),
            &mut read,
        );
        for (template, text) in read {
            for part in text.split("assets::url(\"").skip(1) {
                let path = part.split('"').next().unwrap();
                assert!(
                    URLS.contains_key(path),
                    "{template} names {path}, which is not in static/"
                );
            }
        }
    }

    #[test]
    fn fonts_of_one_page_stay_within_sixty_kilobytes() {
        let size = |name: &str| {
            ASSETS
                .iter()
                .find(|asset| asset.path == format!("fonts/literata-{name}.woff2"))
                .unwrap()
                .bytes
                .len()
        };
        assert!(size("cyrillic") + size("common") <= 44_000);
        assert!(size("latin") + size("common") <= 36_000);
    }

    #[test]
    fn files_are_found_by_binary_search() {
        assert!(ASSETS.is_sorted_by_key(|asset| asset.path));
    }

    #[actix_web::test]
    async fn a_browser_gets_brotli_once_and_then_not_again() {
        use actix_web::{App, test};
        let app = test::init_service(
            App::new().route("/static/{fingerprint}/{path:.*}", web::get().to(show)),
        )
        .await;
        let css = url("css/base.css");
        let answer = test::call_service(
            &app,
            test::TestRequest::get()
                .uri(css)
                .insert_header(("accept-encoding", "gzip, br"))
                .to_request(),
        )
        .await;
        assert_eq!(answer.headers().get(CONTENT_ENCODING).unwrap(), "br");
        assert_eq!(
            answer.headers().get(CONTENT_TYPE).unwrap(),
            "text/css; charset=utf-8"
        );
        let tag = answer.headers().get(ETAG).unwrap().clone();
        let again = test::TestRequest::get()
            .uri(css)
            .insert_header(("accept-encoding", "gzip, br"))
            .insert_header((IF_NONE_MATCH, tag));
        assert_eq!(
            test::call_service(&app, again.to_request()).await.status(),
            304
        );
        let old = test::call_service(
            &app,
            test::TestRequest::get()
                .uri("/static/000000000000/css/base.css")
                .to_request(),
        )
        .await;
        assert_eq!(old.headers().get(LOCATION).unwrap(), css);
        let none = test::call_service(
            &app,
            test::TestRequest::get()
                .uri("/static/000000000000/fonts/OFL.txt")
                .to_request(),
        )
        .await;
        assert_eq!(none.status(), 404);
    }
}
