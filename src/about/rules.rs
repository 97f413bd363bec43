//! `/{lang}/rules`: how stories are read before anyone sees them.

use actix_web::HttpResponse;
use actix_web::web::Data;

use super::text::{self, part};
use crate::app::State;
use crate::error::AppError;
use crate::i18n::Words;

pub async fn page(state: Data<State>, w: Words) -> Result<HttpResponse, AppError> {
    let parts = vec![
        part(
            w.about_rules_before(),
            [w.about_rules_before_1(), w.about_rules_before_2()],
        ),
        part(
            w.about_rules_check(),
            [w.about_rules_check_1(), w.about_rules_check_2()],
        ),
        part(
            w.about_rules_hidden(),
            [w.about_rules_hidden_1(), w.about_rules_hidden_2()],
        ),
        part(
            w.about_rules_back(),
            [w.about_rules_back_1(), w.about_rules_back_2()],
        ),
        part(
            w.about_rules_after(),
            [w.about_rules_after_1(), w.about_rules_after_2()],
        ),
        text::Part {
            anchor: Some("turns"),
            ..part(
                w.turns_rule(),
                [
                    w.turns_rule_1(),
                    w.turns_rule_2(),
                    w.turns_rule_3(),
                    w.turns_rule_4(),
                    w.turns_rule_5(),
                ],
            )
        },
    ];
    text::page(
        &state,
        w,
        "/rules",
        w.about_rules_title(),
        w.about_rules_lead(),
        parts,
    )
}
