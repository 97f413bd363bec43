//! `/api/openapi.json`: the API as OpenAPI 3.1 describes one. The document lies beside this file; what changes (the memorial's
//! address, the lists of regions, units, ranks and awards) is put into it when it is asked for. Written by hand: the shapes are
//! the record's own, which knows nothing of HTTP, and a tester that believes nothing holds the two against each other.

use std::sync::LazyLock;

use actix_web::web::Data;
use actix_web::{HttpRequest, HttpResponse};
use serde_json::{Value, json};

use super::answer::{answer, faulty};
use crate::app::State;
use crate::reference::Reference;
use crate::sharing::rights;

pub const DOCUMENT: &str = include_str!("openapi.json");

static READ: LazyLock<Option<Value>> = LazyLock::new(|| serde_json::from_str(DOCUMENT).ok());

pub async fn page(state: Data<State>, request: HttpRequest) -> HttpResponse {
    let Some(mut document) = READ.clone() else {
        let fault = "the description cannot be read";
        return faulty(actix_web::http::StatusCode::INTERNAL_SERVER_ERROR, fault);
    };
    document["servers"][0]["url"] = state.settings.absolute("").into();
    document["info"]["license"] = json!({
        "name": rights::SAID,
        "url": state.settings.absolute(&format!("/en{}", rights::PAGE)),
    });
    let reference = state.reference();
    for (name, words) in lists(&reference) {
        document["components"]["schemas"][name] = json!({"type": "string", "enum": words});
    }
    answer(&request, &document)
}

/// What may stand for a region, a unit, a rank and an award; nothing stands for any.
fn lists(reference: &Reference) -> [(&'static str, Vec<&str>); 4] {
    let regions = reference
        .regions
        .iter()
        .flat_map(|region| [region.iso.as_str(), region.slug.as_str()]);
    let units = reference
        .units
        .iter()
        .flat_map(|unit| unit.slugs().map(String::as_str));
    let ranks = reference.ranks.iter().map(|rank| rank.slug.as_str());
    let awards = reference.awards.iter().map(|award| award.slug.as_str());
    let none = || std::iter::once("");
    [
        ("RegionName", none().chain(regions).collect()),
        ("UnitName", none().chain(units).collect()),
        ("RankName", none().chain(ranks).collect()),
        ("AwardName", none().chain(awards).collect()),
    ]
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::*;
    use crate::heroes::hero::Record;

    /// The keys of a record, as its own reader names them when it meets one that it does not know.
    fn keys() -> BTreeSet<String> {
        let fault = serde_json::from_str::<Record>(r#"{"no such key": 1}"#).unwrap_err();
        let fault = fault.to_string();
        let (_, named) = fault.split_once("expected one of ").unwrap();
        let names = named.split('`').skip(1).step_by(2);
        names.map(str::to_owned).collect()
    }

    #[test]
    fn every_key_of_a_record_is_described_and_no_other() {
        let document: Value = serde_json::from_str(DOCUMENT).unwrap();
        let hero = document["components"]["schemas"]["Hero"]["properties"]
            .as_object()
            .unwrap();
        let mut described: BTreeSet<String> = hero.keys().cloned().collect();
        assert!(described.remove("slug") && described.remove("url"));
        assert_eq!(described, keys());
        let schema = crate::sharing::oai::record::SCHEMA;
        for key in keys() {
            assert!(
                schema.contains(&format!("<xs:element name=\"{key}\"")),
                "record.xsd: {key}"
            );
        }
    }

    #[test]
    fn every_address_of_the_api_is_described_and_no_other() {
        let document: Value = serde_json::from_str(DOCUMENT).unwrap();
        let described: BTreeSet<String> = document["paths"]
            .as_object()
            .unwrap()
            .keys()
            .cloned()
            .collect();
        let routes = include_str!("../../routes.rs");
        let (_, api) = routes.split_once("scope(\"/api/v1\")").unwrap();
        let (api, _) = api.split_once(");\n    site").unwrap();
        let answered: BTreeSet<String> = api
            .split('"')
            .filter(|word| word.starts_with('/'))
            .map(|path| format!("/api/v1{path}"))
            .collect();
        assert_eq!(described, answered);
    }
}
