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
    let names = page.all(".row-name");
    assert_eq!(names.len(), 27);
    assert_eq!(names[0], "Автономна Республіка Крим");
    let kyiv = names.iter().position(|name| name == "Київ").unwrap();
    assert_eq!(names[kyiv + 1], "Київська область", "not under «місто»");
    assert_eq!(page.all(".map-list .count"), ["1 людина"]);
    assert_eq!(
        site.get("/uk/regions/UA-18").await.location().as_deref(),
        Some("/uk/regions/zhytomyrska")
    );
    assert_eq!(
        site.get("/uk/regions/nowhere").await.status,
        StatusCode::NOT_FOUND
    );
}

/// The map of a page, as it stands in it.
fn map(html: &str) -> &str {
    let from = html.find("<svg class=\"map\"").unwrap();
    let to = html[from..].find("</svg>").unwrap();
    &html[from..from + to + 6]
}

#[actix_web::test]
async fn the_map_has_all_regions_each_a_link_in_25_kilobytes() {
    let site = Site::open().await;
    publish_life(&site, LYSIUK);
    for lang in ["uk", "en"] {
        let page = site.get(&format!("/{lang}/regions")).await.ok();
        let html = page.text();
        let map = map(&html);
        assert!(map.len() <= 25_000, "{} bytes", map.len());
        let mut drawn = page.attributes(".map a", "href");
        let mut listed = page.attributes(".map-list a", "href");
        assert_eq!(drawn.len(), 27);
        drawn.sort();
        listed.sort();
        assert_eq!(drawn, listed, "the list beside says the same");
        for city in ["sevastopol", "kyiv", "avtonomna-respublika-krym"] {
            assert!(drawn.contains(&format!("/{lang}/regions/{city}")));
        }
        assert_eq!(page.all(".map a > title").len(), 27);
        assert_eq!(page.all(".map a > path").len(), 27);
        assert_eq!(page.all(".map a > circle").len(), 2);
        // The list is read aloud and walked through by keyboard; nobody has to pass the map as well.
        assert_eq!(page.attributes(".map a[tabindex=\"-1\"]", "href").len(), 27);
        assert_eq!(page.attributes(".map", "aria-hidden"), ["true"]);
        for link in drawn {
            site.get(&link).await.ok();
        }
    }
}

#[actix_web::test]
async fn the_map_shows_one_role_at_a_time_in_shades_with_their_numbers() {
    let site = Site::open().await;
    publish_life(&site, LYSIUK);
    let page = site.get("/uk/regions").await.ok();
    assert_eq!(page.all(".sorting [aria-current]"), ["звідки були"]);
    assert_eq!(
        page.all(".map .shade-1 title"),
        ["Житомирська область: 1 людина"]
    );
    assert_eq!(page.all(".map .shade-0").len(), 26);
    assert_eq!(page.all(".legend li"), ["ще нікого", "1"]);
    let page = site.get("/uk/regions?region_role=fell").await.ok();
    assert_eq!(page.all(".sorting [aria-current]"), ["де загинули"]);
    assert_eq!(
        page.all(".map .shade-1 title"),
        ["Донецька область: 1 людина"]
    );
    assert_eq!(
        page.attributes(".map .shade-1", "href"),
        ["/uk/regions/donetska#fell"]
    );
    assert!(
        page.attributes("a.other", "href")[0].ends_with("/en/regions?region_role=fell"),
        "the other language shows the same map"
    );
    for anything in [
        "region_role=",
        "region_role=died",
        "region_role=fell&region_role=x",
        "%FF",
    ] {
        let page = site.get(&format!("/en/regions?{anything}")).await.ok();
        assert_eq!(
            page.all(".sorting [aria-current]"),
            ["where from"],
            "{anything}"
        );
    }
}

#[actix_web::test]
async fn who_was_born_and_lived_in_a_region_counts_once() {
    let site = Site::open().await;
    let life = r#"{"name": {"family": "Верба", "given": "Іван"}, "birth_place": {"settlement": "Пулини", "region": "UA-18"},
                   "home_place": {"settlement": "Житомир", "region": "UA-18"}}"#;
    publish_life(&site, life);
    publish_life(&site, LYSIUK);
    let page = site.get("/uk/regions").await.ok();
    assert_eq!(page.all(".map-list .count"), ["2 людини"]);
    let page = site.get("/uk/regions/zhytomyrska").await.ok();
    assert_eq!(page.all(".section-head .count")[0], "2 людини");
    assert_eq!(page.all("#from .person-name").len(), 2);
}
