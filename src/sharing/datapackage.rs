//! `/data/datapackage.json`: what the files are, column by column, as <https://datapackage.org> wants it said, and under what terms
//! they may be used.

use actix_web::HttpResponse;
use actix_web::http::header::{ACCESS_CONTROL_ALLOW_ORIGIN, CACHE_CONTROL, CONTENT_TYPE};
use actix_web::web::Data;
use serde_json::{Value, json};

use super::{dumps, rights};
use crate::app::State;
use crate::archive::table::written::headers;
use crate::i18n::{Lang, Words};

pub async fn page(state: Data<State>) -> HttpResponse {
    HttpResponse::Ok()
        .insert_header((CONTENT_TYPE, "application/json"))
        .insert_header((CACHE_CONTROL, "public, max-age=3600"))
        .insert_header((ACCESS_CONTROL_ALLOW_ORIGIN, "*"))
        .insert_header(("Cross-Origin-Resource-Policy", "cross-origin"))
        .body(package(&state).to_string())
}

fn package(state: &State) -> Value {
    let w = Words::new(Lang::En);
    let home = state.settings.absolute(&format!("/en{}", rights::PAGE));
    json!({
        "$schema": "https://datapackage.org/profiles/2.0/datapackage.json",
        "name": "heroes-memorial",
        "title": w.common_memorial(),
        "description": format!("{} {}", w.sharing_data_lead(), rights::SAID),
        "homepage": home,
        "version": "1",
        "licenses": [
            {"name": rights::FACTS, "path": rights::FACTS_ADDRESS, "title": "CC0 1.0, for facts alone"},
            {"path": home, "title": rights::SAID},
        ],
        "resources": [
            {
                "name": "heroes",
                "path": "heroes.csv",
                "title": "Every life that is public, one a row",
                "type": "table",
                "format": "csv",
                "mediatype": "text/csv",
                "encoding": "utf-8",
                "dialect": {"delimiter": ",", "lineTerminator": "\r\n", "quoteChar": "\"", "doubleQuote": true, "header": true},
                "schema": {"fields": fields(w), "missingValues": [""]},
            },
            {
                "name": "heroes-lines",
                "path": "heroes.jsonl",
                "title": "The same as JSON, one life a line; /api/openapi.json describes it as Hero",
                "format": "jsonl",
                "mediatype": "application/jsonl",
                "encoding": "utf-8",
            },
        ],
    })
}

/// The columns of the table, in their order. A cell that a program would take for a formula has a quote before it, so every
/// column but the closed ones is a string.
fn fields(w: Words) -> Vec<Value> {
    let columns = headers().map(|name| {
        let mut field =
            json!({"name": name, "type": "string", "description": w.imports_column(name)});
        match name {
            "family" | "given" => field["constraints"] = json!({"required": true}),
            "external_id" => field["constraints"] = json!({"unique": true}),
            "sex" => field["constraints"] = json!({"enum": ["male", "female"]}),
            "death_near" => {
                field["type"] = "boolean".into();
                field["trueValues"] = json!(["1"]);
            }
            "photo_year" => field["type"] = "integer".into(),
            "source_url" => field["format"] = "uri".into(),
            _ => {}
        }
        let is_text = rights::TEXTS
            .iter()
            .any(|text| name.starts_with(text.trim_end_matches('s')));
        field["rights"] = match is_text || name == "rest" {
            true => "of whoever wrote or made it".into(),
            false => rights::FACTS.into(),
        };
        field
    });
    let page = json!({
        "name": dumps::PAGE, "type": "string", "format": "uri", "description": "Where the life is read, for ever",
        "constraints": {"required": true, "unique": true}, "rights": rights::FACTS,
    });
    columns.chain([page]).collect()
}
