//! `/{lang}/accessibility`: who can use these pages, and how.

use actix_web::HttpResponse;
use actix_web::web::Data;

use super::text::{self, part};
use crate::app::State;
use crate::error::AppError;
use crate::i18n::Words;

pub async fn page(state: Data<State>, w: Words) -> Result<HttpResponse, AppError> {
    let parts = vec![
        part(
            w.about_access_how(),
            [
                w.about_access_how_1(),
                w.about_access_how_2(),
                w.about_access_how_3(),
                w.plain_access(),
            ],
        ),
        part(
            w.about_access_look(),
            [w.about_access_look_1(), w.about_access_look_2()],
        ),
        part(
            w.about_access_limits(),
            [w.about_access_limits_1(), w.about_access_limits_2()],
        ),
        part(w.about_access_tell(), [w.about_access_tell_1()]),
    ];
    text::page(
        &state,
        w,
        "/accessibility",
        w.about_access_title(),
        w.about_access_lead(),
        parts,
    )
}
