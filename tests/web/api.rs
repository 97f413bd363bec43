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
