//! Suggestions while somebody types, asked for as the page's script does.

use reqwest::StatusCode;
use reqwest::header::CONTENT_TYPE;
use serde_json::Value;

use crate::accounts::{administrator, moderator};
use crate::lives::{LYSIUK, NAME_ONLY, publish_life};
use crate::motions::seconded;
use crate::site::Site;

async fn suggested(site: &Site, lang: &str, typed: &str) -> Vec<Value> {
    let mut address = url::form_urlencoded::Serializer::new("/api/v1/suggest?".to_owned());
    address.append_pair("lang", lang).append_pair("q", typed);
    let answer = site.get(&address.finish()).await.ok();
    assert_eq!(answer.headers[CONTENT_TYPE], "application/json");
    let answer: Value = serde_json::from_slice(&answer.bytes).unwrap();
    answer["suggestions"].as_array().unwrap().clone()
}

fn urls(suggestions: &[Value]) -> Vec<&str> {
    suggestions
        .iter()
        .map(|suggestion| suggestion["url"].as_str().unwrap())
        .collect()
}

/// «[Лис]юк Юрій».
fn lit(suggestion: &Value) -> String {
    let parts = suggestion["parts"].as_array().unwrap();
    let mark = |part: &Value| match (part["lit"].as_bool().unwrap(), part["text"].as_str()) {
        (true, Some(text)) => format!("[{text}]"),
        (_, text) => text.unwrap().to_owned(),
    };
    parts.iter().map(mark).collect()
}

#[actix_web::test]
async fn the_beginning_of_a_name_suggests_a_person_in_the_pages_language() {
    let site = Site::open().await;
    publish_life(&site, LYSIUK);
    publish_life(&site, NAME_ONLY);
    let found = suggested(&site, "uk", "Лис").await;
    assert_eq!(urls(&found), ["/uk/heroes/yurii-lysiuk"]);
    assert_eq!(found[0]["kind"], "person");
    assert_eq!(found[0]["label"], "Лисюк Юрій");
    assert_eq!(lit(&found[0]), "[Лис]юк Юрій");
    assert_eq!(found[0]["detail"], "1996\u{a0}—\u{a0}2024, 58\u{a0}ОМПБр");
    assert_eq!(found[0]["why"], "Знайдено за позивним: «Лис»");
    let found = suggested(&site, "uk", "Лисю").await;
    assert_eq!(found[0].get("why"), None, "a name explains itself");

    let found = suggested(&site, "en", "Лис").await;
    assert_eq!(urls(&found), ["/en/heroes/yurii-lysiuk"]);
    assert_eq!(lit(&found[0]), "[Lys]iuk, Yurii");
    assert_eq!(found[0]["detail"], "1996–2024, 58th Brigade");

    let found = suggested(&site, "uk", "Орися").await;
    assert_eq!(urls(&found), ["/uk/heroes/orysia-krynychanska"]);
    assert_eq!(
        found[0].get("detail"),
        None,
        "nothing is known but the name"
    );
}

#[actix_web::test]
async fn a_unit_stands_above_its_people_and_a_region_too() {
    let site = Site::open().await;
    publish_life(&site, LYSIUK);
    let found = suggested(&site, "uk", "58 бр").await;
    assert_eq!(
        urls(&found),
        ["/uk/units/58-motorized", "/uk/heroes/yurii-lysiuk"]
    );
    assert_eq!(found[0]["kind"], "unit");
    assert_eq!(lit(&found[0]), "[58]\u{a0}ОМПБр");
    assert!(found[0]["detail"].as_str().unwrap().contains("мотопіхотна"));
    assert_eq!(found[1].get("why"), None, "the unit stands beside the name");

    let found = suggested(&site, "en", "Zhyto").await;
    let (first, last) = (urls(&found)[0], urls(&found)[found.len() - 1]);
    assert_eq!(
        [first, last],
        ["/en/regions/zhytomyrska", "/en/heroes/yurii-lysiuk"]
    );
    assert_eq!(found[0]["kind"], "region");
    assert_eq!(lit(&found[0]), "[Zhyto]myr Oblast");
    for suggestion in &found {
        let path = suggestion["url"].as_str().unwrap();
        site.get(path).await.ok();
    }
}

#[actix_web::test]
async fn a_person_who_is_called_so_stands_above_a_region_that_is() {
    let site = Site::open().await;
    publish_life(&site, r#"{"name": {"family": "Житник", "given": "Олесь"}}"#);
    let found = suggested(&site, "uk", "Жит").await;
    assert_eq!(
        urls(&found)[..2],
        ["/uk/heroes/oles-zhytnyk", "/uk/regions/zhytomyrska"]
    );
}

#[actix_web::test]
async fn nobody_is_suggested_who_is_not_public() {
    let site = Site::open().await;
    let id = publish_life(&site, LYSIUK);
    assert_eq!(suggested(&site, "uk", "Лисюк").await.len(), 1);
    administrator(&site, &site.browser).await;
    let path = format!("/admin/heroes/{id}/withdrawal");
    let second = moderator(&site, &site.browser, "Тарас").await;
    let withdrawal = site.post(&path, &[("reason", "Просить родина")]).await;
    seconded(&second, &withdrawal).await;
    for typed in ["Лисюк", "Лис", "Буряківка", "тракторист"] {
        let found = suggested(&site, "uk", typed).await;
        assert!(
            found
                .iter()
                .all(|suggestion| suggestion["kind"] != "person")
        );
    }
}

#[actix_web::test]
async fn whatever_is_typed_gets_an_ordinary_answer() {
    let site = Site::open().await;
    publish_life(&site, LYSIUK);
    for typed in [
        "",
        "   ",
        "\"",
        "*",
        "лис* OR NEAR(a, b) -c ^d {name} : x",
        "🕯️ \u{1}\u{0}\u{7f}",
        "<img src=x onerror=alert(1)>",
        "' OR 1=1 --",
        &"лис ".repeat(300),
        &"а".repeat(10_000),
    ] {
        suggested(&site, "uk", typed).await;
    }
    assert!(suggested(&site, "uk", "").await.is_empty());
    for path in [
        "/api/v1/suggest",
        "/api/v1/suggest?q=",
        "/api/v1/suggest?q=%FF%FE%00",
        "/api/v1/suggest?lang=&limit=&page=7",
    ] {
        let answer: Value = serde_json::from_slice(&site.get(path).await.ok().bytes).unwrap();
        assert_eq!(answer["suggestions"], Value::Array(Vec::new()), "{path}");
    }
}

#[actix_web::test]
async fn a_program_is_told_what_could_not_be_followed_and_may_ask_for_fewer() {
    let site = Site::open().await;
    for number in 0..12 {
        let life = format!(
            r#"{{"name": {{"family": "Лисенко", "given": "{}"}}}}"#,
            ["Іван", "Петро", "Юрій"][number % 3]
        );
        publish_life(&site, &life);
    }
    for (limit, number) in [
        ("", 8),
        ("&limit=1", 1),
        ("&limit=10", 10),
        ("&limit=99", 10),
    ] {
        let path = format!("/api/v1/suggest?q=%D0%9B%D0%B8%D1%81%D0%B5%D0%BD%D0%BA%D0%BE{limit}");
        let answer = site.get(&path).await.ok();
        assert_eq!(answer.header("access-control-allow-origin"), Some("*"));
        assert_eq!(answer.header("cache-control"), Some("no-cache"));
        assert_eq!(answer.header("set-cookie"), None);
        let answer: Value = serde_json::from_slice(&answer.bytes).unwrap();
        assert_eq!(answer["suggestions"].as_array().unwrap().len(), number);
    }
    for (wrong, named) in [
        ("lang=ru", "lang"),
        ("limit=0", "limit"),
        ("limit=x", "limit"),
    ] {
        let answer = site.get(&format!("/api/v1/suggest?q=a&{wrong}")).await;
        assert_eq!(answer.status, StatusCode::BAD_REQUEST);
        let fault: Value = serde_json::from_slice(&answer.bytes).unwrap();
        assert!(fault["error"].as_str().unwrap().starts_with(named));
    }
}

#[actix_web::test]
async fn whoever_types_for_long_is_never_turned_away() {
    let site = Site::open().await;
    publish_life(&site, LYSIUK);
    for _ in 0..300 {
        assert_eq!(suggested(&site, "uk", "Лис").await.len(), 1);
    }
}

#[actix_web::test]
async fn the_field_brings_the_words_of_its_page_and_the_form_stays_a_form() {
    let site = Site::open().await;
    for (path, lang, said) in [
        ("/uk", "uk", "Підказок немає|1 підказка|2 підказки"),
        (
            "/en/heroes",
            "en",
            "No suggestions|1 suggestion|2 suggestions",
        ),
    ] {
        let page = site.get(path).await.ok();
        let asks = page.attributes("input#q", "data-suggest");
        assert_eq!(asks, [format!("/api/v1/suggest?lang={lang}")]);
        let counts = &page.attributes("input#q", "data-suggest-said")[0];
        assert!(counts.replace('\u{a0}', " ").starts_with(said), "{counts}");
        assert_eq!(counts.split('|').count(), 11);
        assert!(page.attributes("input#q", "role").is_empty());
        let script = &page.attributes("script[defer]", "src")[0];
        let answer = site.get(script).await.ok();
        assert_eq!(
            answer.headers[CONTENT_TYPE],
            "text/javascript; charset=utf-8"
        );
    }
    let page = site.get("/uk/regions").await.ok();
    assert!(page.attributes("script", "src").is_empty());
}
