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
    let page = site.get("/en/heroes").await.ok();
    assert_eq!(
        page.all(".person-name"),
        ["Shevchuk, Oleh", "Vovk, Ivan", "Yavornytska, Halyna"]
    );
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
        assert!(page.says("У тому, що Ви написали, немає ні слова, ні числа."));
        assert!(page.all(".person-name").is_empty());
        assert!(!page.attributes(".search input", "value")[0].is_empty());
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
async fn every_page_is_a_plain_link_away() {
    let site = Site::open().await;
    for number in 0..9 {
        let given = ["Олег", "Іван", "Петро"][number % 3];
        publish_life(&site, &named(&format!("Вовк{}", "к".repeat(number)), given));
    }
    let first = site.get("/uk/heroes?limit=1").await.ok();
    assert_eq!(first.all("h1"), ["9 людей"]);
    assert_eq!(first.all(".turns li"), ["1", "2", "3", "…", "9"]);
    assert!(first.attributes("[rel=prev]", "href").is_empty());
    let page = site.get("/uk/heroes?limit=1&page=5").await.ok();
    assert_eq!(page.all("h1"), ["9 людей, сторінка 5"]);
    assert!(page.says("Сторінка 5 із 9"));
    assert_eq!(page.all(".turns [aria-current=page]"), ["5"]);
    assert_eq!(
        page.attributes("[rel=prev]", "href"),
        ["/uk/heroes?limit=1&page=4"]
    );
    let next = page.attributes("[rel=next]", "href");
    let next = site.get(&next[0]).await.ok();
    assert!(next.says("Сторінка 6 із 9"));
    assert_ne!(next.all(".person-name"), page.all(".person-name"));
    for beyond in ["10", "500", "99999999999999"] {
        let last = site.get(&format!("/uk/heroes?limit=1&page={beyond}")).await;
        assert!(last.ok().says("Сторінка 9 із 9"), "{beyond}");
    }
    let english = site.get("/en/heroes?limit=1&page=5").await.ok();
    assert!(english.says("Page 5 of 9"));
}

#[actix_web::test]
async fn only_the_whole_list_may_be_found_by_search_engines() {
    let site = Site::open().await;
    for number in 0..61 {
        publish_life(
            &site,
            &named(&format!("Вовк{}", "а".repeat(number)), "Олег"),
        );
    }
    for plain in [
        "/uk/heroes",
        "/uk/heroes?page=2",
        "/uk/heroes?q=&region_role=from&died_from=",
    ] {
        let page = site.get(plain).await.ok();
        assert!(
            page.attributes("meta[name=robots]", "content").is_empty(),
            "{plain}"
        );
    }
    let second = site.get("/uk/heroes?page=2").await.ok();
    assert!(second.attributes("link[rel=canonical]", "href")[0].ends_with("/uk/heroes?page=2"));
    assert_eq!(second.attributes("[rel=prev]", "href"), ["/uk/heroes"]);
    for asked in [
        "letter=В",
        "sort=died",
        "limit=10",
        "q=Вовк",
        "q=*",
        "died_to=2024",
        "rank=soldier",
    ] {
        let page = site.get(&format!("/uk/heroes?{asked}")).await.ok();
        assert_eq!(
            page.attributes("meta[name=robots]", "content"),
            ["noindex"],
            "{asked}"
        );
    }
}

fn named(family: &str, given: &str) -> String {
    format!(r#"{{"name": {{"family": "{family}", "given": "{given}"}}}}"#)
}
