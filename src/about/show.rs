//! `/{lang}/about`: who we are.

use actix_web::HttpResponse;
use actix_web::web::Data;

use super::text::{self, part};
use crate::app::State;
use crate::error::AppError;
use crate::i18n::Words;

pub async fn page(state: Data<State>, w: Words) -> Result<HttpResponse, AppError> {
    let parts = vec![
        part(w.about_who_tell(), [w.about_who_tell_1()]),
        part(
            w.about_who_read(),
            [w.about_who_read_1(), w.about_who_read_2()],
        ),
        part(w.about_who_not(), [w.about_who_not_1()]),
        part(w.about_who_languages(), [w.about_who_languages_1()]),
        part(w.about_who_wrong(), [w.about_who_wrong_1()]),
    ];
    text::page(
        &state,
        w,
        "/about",
        w.about_who_title(),
        w.about_who_lead(),
        parts,
    )
}
