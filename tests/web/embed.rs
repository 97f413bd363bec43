//! The card that other sites show, and how they find it (oEmbed).

use reqwest::StatusCode;
use scraper::Html;
use serde_json::Value;

use crate::lives::{LYSIUK, publish_life};
use crate::newsletters::with_portrait;
use crate::site::Site;

const CARD: &str = "/uk/heroes/yurii-lysiuk/embed";
const ASKED: &str = "/oembed?url=http%3A%2F%2F127.0.0.1%3A8080%2Fuk%2Fheroes%2Fyurii-lysiuk";

#[actix_web::test]
async fn the_card_may_be_framed_and_loads_nothing_from_elsewhere() {
    let site = Site::open().await;
    with_portrait(&site);
    let card = site.get(CARD).await.ok();
    assert!(card.says("Юрій Лисюк") && card.says("«Лис»") && card.says("58 ОМПБр"));
    let policy = card.header("content-security-policy").unwrap();
    assert!(policy.starts_with("default-src 'none'") && policy.ends_with("frame-ancestors *"));
    assert!(
        !policy.contains("http") && !policy.contains("script-src"),
        "{policy}"
    );
    assert_eq!(card.header("x-frame-options"), None);
    assert_eq!(card.header("set-cookie"), None);
    assert_eq!(card.header("x-robots-tag"), Some("noindex"));
    assert_eq!(
        card.header("cross-origin-resource-policy"),
        Some("cross-origin")
    );
    // Whatever the browser would fetch is an address of ours, down to the letters.
    let mut fetched = card.attributes("link[rel=stylesheet]", "href");
    fetched.extend(card.attributes("[src]", "src"));
    assert_eq!(fetched.len(), 3);
    for path in &fetched {
        assert!(path.starts_with('/') && !path.starts_with("//"), "{path}");
        let file = site.get(path).await.ok();
        if path.ends_with(".css") {
            let css = file.text();
            for address in css.split("url(").skip(1) {
                assert!(!address.contains("//"), "{path}: {address}");
            }
        }
    }
    assert!(card.all("script").is_empty() && card.attributes("[srcset]", "srcset").is_empty());
    assert_eq!(card.attributes("a", "target"), ["_blank"]);
    assert_eq!(card.attributes("a", "rel"), ["noopener"]);
    // No other page may be framed.
    for path in [
        "/uk/heroes/yurii-lysiuk",
        "/uk/heroes/yurii-lysiuk/item",
        "/uk/heroes/nobody/embed",
    ] {
        let page = site.get(path).await;
        assert_eq!(page.header("x-frame-options"), Some("DENY"), "{path}");
        assert!(
            page.header("content-security-policy")
                .unwrap()
                .contains("frame-ancestors 'none'")
        );
    }
}

#[actix_web::test]
async fn a_site_finds_the_card_by_the_address_of_a_life() {
    let site = Site::open().await;
    with_portrait(&site);
    let life = site.get("/uk/heroes/yurii-lysiuk").await.ok();
    let found = life.attributes("link[type='application/json+oembed']", "href");
    assert_eq!(found, [format!("http://127.0.0.1:8080{ASKED}&format=json")]);
    assert_eq!(life.all("link[type='text/xml+oembed']").len(), 1);
    let path = found[0].replace("http://127.0.0.1:8080", "");
    let answer = site.get(&path).await.ok();
    assert_eq!(
        answer.header("content-type"),
        Some("application/json; charset=utf-8")
    );
    assert_eq!(answer.header("access-control-allow-origin"), Some("*"));
    let rich: Value = serde_json::from_slice(&answer.bytes).unwrap();
    assert_eq!(
        (&rich["type"], &rich["version"]),
        (&"rich".into(), &"1.0".into())
    );
    assert_eq!(rich["title"], "Юрій Лисюк, «Лис»");
    assert_eq!(
        (&rich["width"], &rich["height"]),
        (&480.into(), &200.into())
    );
    let frame = Html::parse_fragment(rich["html"].as_str().unwrap());
    let frame = frame
        .select(&scraper::Selector::parse("iframe").unwrap())
        .next()
        .unwrap();
    assert_eq!(
        frame.attr("src"),
        Some("http://127.0.0.1:8080/uk/heroes/yurii-lysiuk/embed")
    );
    assert_eq!(frame.attr("title"), Some("Юрій Лисюк, «Лис»"));
    assert_eq!(
        (frame.attr("width"), frame.attr("height")),
        (Some("480"), Some("200"))
    );
    // Never larger than was asked for.
    let small = site
        .get(&format!("{ASKED}&maxwidth=320&maxheight=150"))
        .await
        .ok();
    let small: Value = serde_json::from_slice(&small.bytes).unwrap();
    assert_eq!(
        (&small["width"], &small["height"]),
        (&320.into(), &150.into())
    );
    assert_eq!(small["thumbnail_url"], Value::Null);
    let xml = site.get(&format!("{ASKED}&format=xml")).await.ok();
    assert_eq!(xml.header("content-type"), Some("text/xml; charset=utf-8"));
    assert!(xml.text().contains("<type>rich</type>"));
    assert!(
        xml.text().contains(
            "&#60;iframe src=&#34;http://127.0.0.1:8080/uk/heroes/yurii-lysiuk/embed&#34;"
        ),
        "{}",
        xml.text()
    );
    let short = site
        .get("/oembed?url=http%3A%2F%2F127.0.0.1%3A8080%2Fh%2F1")
        .await
        .ok();
    assert!(short.text().contains("yurii-lysiuk/embed"));
}

#[actix_web::test]
async fn only_addresses_of_our_own_are_answered_for() {
    let site = Site::open().await;
    publish_life(&site, LYSIUK);
    for url in [
        "https://elsewhere.example/uk/heroes/yurii-lysiuk",
        "http://127.0.0.1:9999/uk/heroes/yurii-lysiuk",
        "http://127.0.0.1:8080/uk/heroes/nobody",
        "http://127.0.0.1:8080/uk/units/58-motorized",
        "http://user@127.0.0.1:8080/uk/heroes/yurii-lysiuk",
        "http://127.0.0.1:8080/h/7",
        "javascript:alert(1)",
        "file:///etc/passwd",
        "x",
    ] {
        let url: String = url::form_urlencoded::byte_serialize(url.as_bytes()).collect();
        let answer = site.get(&format!("/oembed?url={url}")).await;
        assert_eq!(answer.status, StatusCode::NOT_FOUND, "{url}");
    }
    assert_eq!(site.get("/oembed").await.status, StatusCode::BAD_REQUEST);
    assert_eq!(
        site.get(&format!("{ASKED}&maxwidth=x")).await.status,
        StatusCode::BAD_REQUEST
    );
    assert_eq!(
        site.get(&format!("{ASKED}&format=yaml")).await.status,
        StatusCode::NOT_IMPLEMENTED
    );
    assert_eq!(
        site.post("/oembed", &[]).await.status,
        StatusCode::METHOD_NOT_ALLOWED
    );
}
