//! `/healthz`: whether the memorial can be read, asked of the file itself.

use actix_web::HttpResponse;
use actix_web::http::header::CACHE_CONTROL;
use actix_web::web::Data;
use diesel::prelude::*;

use crate::app::State;
use crate::schema::regions;

pub async fn page(state: Data<State>) -> HttpResponse {
    let sound = state
        .db
        .read(|conn| regions::table.count().get_result::<i64>(conn))
        .await
        .is_ok_and(|count| count > 0)
        && state.db.damage().is_none();
    let mut answer = if sound {
        HttpResponse::Ok()
    } else {
        HttpResponse::ServiceUnavailable()
    };
    answer
        .insert_header((CACHE_CONTROL, "no-store"))
        .content_type("text/plain; charset=utf-8")
        .body(if sound {
            "ok\n"
        } else {
            "the database cannot be read\n"
        })
}
