//! `/{lang}/privacy`: what we keep, and what we never show.

use actix_web::HttpResponse;
use actix_web::web::Data;

use super::text::{self, part};
use crate::app::State;
use crate::error::AppError;
use crate::i18n::Words;

pub async fn page(state: Data<State>, w: Words) -> Result<HttpResponse, AppError> {
    let parts = vec![
        part(
            w.about_privacy_public(),
            [
                w.about_privacy_public_1(),
                w.about_privacy_public_2(),
                w.about_privacy_public_3(),
                w.about_privacy_public_4(),
            ],
        ),
        part(
            w.about_privacy_desk(),
            [
                w.about_privacy_desk_1(),
                w.about_privacy_desk_2(),
                w.about_privacy_desk_3(),
            ],
        ),
        part(w.about_privacy_key(), [w.about_privacy_key_1()]),
        part(
            w.about_privacy_long(),
            [
                w.about_privacy_long_1(),
                w.about_privacy_long_2(),
                w.about_privacy_long_3(),
                w.about_privacy_long_4(),
            ],
        ),
        part(w.about_privacy_pictures(), [w.about_privacy_pictures_1()]),
        part(
            w.about_privacy_reading(),
            [w.about_privacy_reading_1(), w.about_privacy_reading_2()],
        ),
        part(
            w.about_privacy_ask(),
            [
                w.about_privacy_ask_1(),
                w.about_privacy_ask_2(),
                w.about_privacy_ask_3(),
            ],
        ),
    ];
    text::page(
        &state,
        w,
        "/privacy",
        w.about_privacy_title(),
        w.about_privacy_lead(),
        parts,
    )
}
