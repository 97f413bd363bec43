//! `/robots.txt`: search engines may read everything but the desk and what families are still writing.

use actix_web::HttpResponse;
use actix_web::http::header::CACHE_CONTROL;

/// What is not allowed comes first: some robots go by the first line that fits, and not by the longest.
const ROBOTS: &str = "\
User-agent: *
Disallow: /admin
Disallow: /*/submissions
Allow: /
";

pub async fn page() -> HttpResponse {
    HttpResponse::Ok()
        .insert_header((CACHE_CONTROL, "public, max-age=3600"))
        .content_type("text/plain; charset=utf-8")
        .body(ROBOTS)
}
