//! The list in both languages: its order, its letters, and what it says of a question it cannot follow.

use crate::lives::{LYSIUK, NAME_ONLY, publish_life};
use crate::site::Site;

#[actix_web::test]
async fn the_english_list_stands_in_the_order_of_latin_names() {
    let site = Site::open().await;
    for (family, given) in [
        ("Яворницька", "Галина"),
        ("Шевчук", "Олег"),
        ("Вовк", "Іван"),
    ] {
        let life = format!(r#"{{"name": {{"family": "{family}", "given": "{given}"}}}}"#);
        publish_life(&site, &life);
    }
    let page = site.get("/uk/heroes").await.ok();
    assert_eq!(
        page.all(".person-name"),
        ["Вовк Іван", "Шевчук Олег", "Яворницька Галина"]
    );
    assert_eq!(page.all(".letters a"), ["В", "Ш", "Я"]);
    assert_eq!(page.all(".letters span").len(), 29);
    let page = site.get("/en/heroes").await.ok();
    assert_eq!(
        page.all(".person-name"),
        ["Shevchuk Oleh", "Vovk Ivan", "Yavornytska Halyna"]
    );
    assert_eq!(page.all(".letters a"), ["S", "V", "Y"]);
    assert_eq!(page.all(".letters span").len(), 23);
    for address in [
        "/en/heroes?letter=S",
        "/uk/heroes?letter=S",
        "/en/heroes?letter=%D0%A8",
    ] {
        let page = site.get(address).await.ok();
        assert_eq!(page.all(".person-name").len(), 1, "{address}");
    }
}

#[actix_web::test]
async fn a_search_without_a_word_is_said_and_finds_nobody() {
    let site = Site::open().await;
    publish_life(&site, LYSIUK);
    publish_life(&site, NAME_ONLY);
    for typed in ["%F0%9F%98%80", "*"] {
        let page = site.get(&format!("/uk/heroes?q={typed}")).await.ok();
        assert_eq!(page.all("h1"), ["Нікого не знайдено"]);
        assert!(page.says("Цього ми не зрозуміли"));
        assert!(page.all(".person-name").is_empty());
    }
    let page = site.get("/uk/heroes?q=").await.ok();
    assert_eq!(page.all(".person-name").len(), 2);
}

#[actix_web::test]
async fn years_the_wrong_way_round_are_turned() {
    let site = Site::open().await;
    publish_life(&site, LYSIUK);
    let page = site
        .get("/uk/heroes?died_from=2025&died_to=2023")
        .await
        .ok();
    assert_eq!(page.all(".person-name"), ["Лисюк Юрій"]);
    assert_eq!(
        page.attributes("[name=died_from]", "value"),
        ["2023"],
        "the form shows what was followed"
    );
}

#[actix_web::test]
async fn a_later_page_says_which_it_is() {
    let site = Site::open().await;
    publish_life(&site, LYSIUK);
    publish_life(&site, NAME_ONLY);
    let page = site.get("/uk/heroes?limit=1").await.ok();
    assert_eq!(page.all("h1"), ["2 людини"]);
    let page = site.get("/uk/heroes?limit=1&page=2").await.ok();
    assert_eq!(page.all("h1"), ["2 людини, сторінка 2"]);
}
