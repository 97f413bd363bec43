//! `/`: to the front page in the language the browser prefers, Ukrainian when in doubt.

use actix_web::HttpResponse;
use actix_web::http::header::{CACHE_CONTROL, VARY};

use crate::i18n::Words;

pub async fn page(w: Words) -> HttpResponse {
    HttpResponse::Found()
        .insert_header(("Location", format!("/{}", w.lang().code())))
        .insert_header((VARY, "Accept-Language"))
        .insert_header((CACHE_CONTROL, "no-cache"))
        .finish()
}
