//! Regions always say which: from, fell, rests.

use reqwest::StatusCode;

use crate::lives::{LYSIUK, publish_life};
use crate::site::Site;

#[actix_web::test]
async fn a_region_says_who_was_from_it_fell_in_it_and_rests_in_it() {
    let site = Site::open().await;
    publish_life(&site, LYSIUK);
    let page = site.get("/uk/regions/zhytomyrska").await.ok();
    assert_eq!(page.all("h1"), ["Житомирська область"]);
    assert_eq!(
        page.all("h2"),
        [
            "Люди з Житомирської області",
            "Спочивають у Житомирській області"
        ]
    );
    let page = site.get("/uk/regions/donetska").await.ok();
    assert_eq!(page.all("h2"), ["Загинули в Донецькій області"]);
    let page = site.get("/en/regions/donetska").await.ok();
    assert_eq!(page.all("h2"), ["Fell in Donetsk Oblast"]);
    let empty = site.get("/uk/regions/sevastopol").await.ok();
    assert!(
        empty.says(
            "Про людей, які жили, загинули чи спочивають у Севастополі, тут ще не розповіли."
        )
    );
}

#[actix_web::test]
async fn all_regions_stand_in_the_index() {
    let site = Site::open().await;
    publish_life(&site, LYSIUK);
    let page = site.get("/uk/regions").await.ok();
    assert_eq!(page.all(".row-name").len(), 27);
    assert!(page.says("1 звідси · 1 спочиває тут"));
    assert_eq!(
        site.get("/uk/regions/UA-18").await.location().as_deref(),
        Some("/uk/regions/zhytomyrska")
    );
    assert_eq!(
        site.get("/uk/regions/nowhere").await.status,
        StatusCode::NOT_FOUND
    );
}
