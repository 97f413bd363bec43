//! Found by whoever half-remembers the name.

use reqwest::header::CONTENT_TYPE;

use crate::lives::{LYSIUK, NAME_ONLY, publish_life};
use crate::site::Site;

fn list(typed: &str) -> String {
    let mut address = url::form_urlencoded::Serializer::new("/uk/heroes?".to_owned());
    address.append_pair("q", typed);
    address.finish()
}

#[actix_web::test]
async fn every_way_to_spell_him_finds_him() {
    let site = Site::open().await;
    publish_life(&site, LYSIUK);
    publish_life(&site, NAME_ONLY);
    for typed in [
        "Лисюк",
        "юрій лисюк",
        "ЛИСЮК ЮРІЙ",
        "Lysyuk",
        "Łysiuk Jurij",
        "Lysiouk",
        "Юрий Лысюк",
        "Ю. Лисюк",
        "Юра Лисюк",
        "Юрко Лисюк",
        "George Lysiuk",
        "Лисюка Юрія",
        "kbc.r",
        "Юрий Лсюик",
        "сержант Лисюк",
        "Лисюк Юрій Іванович",
        "«Лис»",
        "58ОМПБр",
        "58th brigade",
        "Буряківка",
        "Buryakivka",
        "з Житомирської області",
        "Zhytomyr",
        "Юрій 58 Житомир 2024",
        "тракторист",
        "футболом",
    ] {
        let page = site.get(&list(typed)).await.ok();
        assert_eq!(page.all(".person-name"), ["Лисюк Юрій"], "{typed}");
    }
    for typed in ["Орися Лисюк", "588", "Одеса"] {
        let page = site.get(&list(typed)).await.ok();
        assert_eq!(page.all(".list-title"), ["Нікого не знайдено"], "{typed}");
    }
}

#[actix_web::test]
async fn a_match_that_is_not_plain_is_explained_and_lit() {
    let site = Site::open().await;
    publish_life(&site, LYSIUK);
    for typed in ["тракторист", "Пулини", "58 бригада"] {
        let page = site.get(&list(typed)).await.ok();
        assert!(page.says("Знайдено"), "{typed}: {}", page.words());
    }
    let page = site.get(&list("Юра Лисюк")).await.ok();
    assert!(page.says("Знайдено за формою імені"), "{}", page.words());
    let page = site.get(&list("Лиаюк")).await.ok();
    assert!(page.says("Схоже ім’я"), "{}", page.words());
    let page = site.get(&list("Лисюк")).await.ok();
    assert!(!page.says("Знайдено"), "a name explains itself");
    let page = site.get(&list("пишаюся")).await;
    assert_eq!(page.all(".person-why b"), ["пишаюся"]);
}

#[actix_web::test]
async fn whatever_is_typed_gets_an_ordinary_page() {
    let site = Site::open().await;
    publish_life(&site, LYSIUK);
    for typed in [
        "\"",
        "лис* OR NEAR(a, b) -c ^d {name} : x",
        "🕯️ \u{1}\u{0}\u{7f}",
        "<script>alert(1)</script>",
        "' OR 1=1 --",
        &"лис ".repeat(300),
        &"а".repeat(2_000),
    ] {
        let page = site.get(&list(typed)).await.ok();
        assert_eq!(
            page.headers[CONTENT_TYPE].to_str().unwrap(),
            "text/html; charset=utf-8"
        );
        assert!(!page.text().contains("<script>alert"));
    }
    let page = site
        .get("/uk/heroes?q=%FF%FE&page=-1&region=&sort=fame&limit=9999999999999")
        .await
        .ok();
    assert_eq!(page.all("h1"), ["Нікого не знайдено"]);
}

#[actix_web::test]
async fn an_answer_given_before_is_not_given_again_once_somebody_is_published() {
    let site = Site::open().await;
    publish_life(&site, NAME_ONLY);
    for _ in 0..2 {
        let page = site.get(&list("Лисюк")).await.ok();
        assert_eq!(page.all(".list-title"), ["Нікого не знайдено"]);
    }
    publish_life(&site, LYSIUK);
    for _ in 0..2 {
        let page = site.get(&list("Лисюк")).await.ok();
        assert_eq!(page.all(".person-name"), ["Лисюк Юрій"]);
        let page = site.get("/uk/heroes").await.ok();
        assert_eq!(page.all(".person-name").len(), 2);
    }
    let english = list("Лисюк").replacen("/uk/", "/en/", 1);
    let page = site.get(&english).await.ok();
    assert_eq!(page.all(".person-name"), ["Lysiuk, Yurii"]);
}
