//! `/robots.txt`: search engines may read everything but the desk and what families are still writing.

use actix_web::HttpResponse;
use actix_web::http::header::CACHE_CONTROL;
use actix_web::web::Data;

use crate::app::State;

/// What is not allowed comes first: some robots go by the first line that fits, and not by the longest.
const ROBOTS: &str = "\
User-agent: *
Disallow: /admin
Disallow: /*/submissions
Allow: /
";

pub async fn page(state: Data<State>) -> HttpResponse {
    HttpResponse::Ok()
        .insert_header((CACHE_CONTROL, "public, max-age=3600"))
        .content_type("text/plain; charset=utf-8")
        .body(format!(
            "{ROBOTS}\nSitemap: {}\n",
            state.settings.absolute("/sitemap.xml")
        ))
}
