//! The same memorial, asked by a program.

use reqwest::StatusCode;
use reqwest::header::CONTENT_TYPE;
use serde_json::Value;

use crate::lives::{LYSIUK, NAME_ONLY, publish_life};
use crate::site::Site;

async fn json(site: &Site, path: &str) -> (StatusCode, Value) {
    let answer = site.get(path).await;
    assert_eq!(answer.headers[CONTENT_TYPE], "application/json", "{path}");
    (
        answer.status,
        serde_json::from_slice(&answer.bytes).unwrap(),
    )
}

#[actix_web::test]
async fn a_program_finds_the_lives_that_a_visitor_finds() {
    let site = Site::open().await;
    publish_life(&site, LYSIUK);
    publish_life(&site, NAME_ONLY);
    let (status, all) = json(&site, "/api/v1/heroes").await;
    assert_eq!((status, &all["total"]), (StatusCode::OK, &2.into()));
    let (_, found) = json(
        &site,
        "/api/v1/heroes?q=Lysiouk&unit=58-motorized&region=zhytomyrska&limit=10",
    )
    .await;
    let life = &found["heroes"][0];
    assert_eq!(found["total"], 1);
    assert_eq!(life["external_id"], "p000001");
    assert_eq!(life["slug"], "yurii-lysiuk");
    assert_eq!(life["born"], "1996-05");
    assert!(
        life["url"]
            .as_str()
            .unwrap()
            .ends_with("/uk/heroes/yurii-lysiuk")
    );
    let (_, one) = json(&site, "/api/v1/heroes/yurii-lysiuk").await;
    assert_eq!(&one, life);
}

#[actix_web::test]
async fn what_a_program_asks_wrongly_is_said() {
    let site = Site::open().await;
    publish_life(&site, LYSIUK);
    let (status, fault) = json(&site, "/api/v1/heroes?region=narnia").await;
    assert_eq!(status, StatusCode::BAD_REQUEST);
    assert!(fault["error"].as_str().unwrap().contains("region"));
    let (status, _) = json(&site, "/api/v1/heroes/nobody").await;
    assert_eq!(status, StatusCode::NOT_FOUND);
}

#[actix_web::test]
async fn the_lists_of_regions_and_units_are_given() {
    let site = Site::open().await;
    let (_, regions) = json(&site, "/api/v1/regions").await;
    assert_eq!(regions["regions"].as_array().unwrap().len(), 27);
    let (_, units) = json(&site, "/api/v1/units").await;
    let units = units["units"].as_array().unwrap();
    assert!(units.iter().any(|unit| unit["slug"] == "58-motorized"));
}

#[actix_web::test]
async fn another_catalogues_number_leads_to_the_life() {
    let site = Site::open().await;
    publish_life(
        &site,
        r#"{"name": {"family": "Криничанська", "given": "Орися"}, "identifiers": [{"scheme": "isni", "value": "0000000121032683"}]}"#,
    );
    let (status, found) = json(&site, "/api/v1/identifiers/isni/0000000121032683").await;
    assert_eq!((status, &found["total"]), (StatusCode::OK, &1.into()));
    assert_eq!(found["heroes"][0]["identifiers"][0]["scheme"], "isni");
    for path in [
        "isni/0000000121032684",
        "isni/x",
        "wikidata/Q1",
        "facebook/x",
    ] {
        let (status, fault) = json(&site, &format!("/api/v1/identifiers/{path}")).await;
        assert_eq!(status, StatusCode::NOT_FOUND, "{path}");
        assert!(fault["error"].is_string());
    }
}

#[actix_web::test]
async fn whatever_goes_wrong_is_said_in_json() {
    let site = Site::open().await;
    for path in [
        "/api",
        "/api/v1",
        "/api/v1/nothing",
        "/api/v1/heroes/a/b",
        "/api/v1/heroes/%FF",
    ] {
        let (status, fault) = json(&site, path).await;
        assert_eq!(status, StatusCode::NOT_FOUND, "{path}");
        assert!(fault["error"].is_string(), "{path}");
    }
    for path in ["/api/v1/heroes", "/api/v1/units", "/api/openapi.json"] {
        let request = site.browser.request(reqwest::Method::DELETE, path);
        let answer = site.browser.send(request).await;
        assert_eq!(answer.status, StatusCode::METHOD_NOT_ALLOWED);
        assert_eq!(answer.header("allow"), Some("GET, HEAD"));
        let fault: Value = serde_json::from_slice(&answer.bytes).unwrap();
        assert!(fault["error"].is_string(), "{path}");
    }
}

#[actix_web::test]
async fn the_description_knows_the_lists_as_they_are() {
    let site = Site::open().await;
    let (_, document) = json(&site, "/api/openapi.json").await;
    assert_eq!(document["openapi"], "3.1.0");
    assert_eq!(document["servers"][0]["url"], "http://127.0.0.1:8080");
    let units = document["components"]["schemas"]["UnitName"]["enum"]
        .as_array()
        .unwrap();
    assert!(units.contains(&"58-motorized".into()));
}
