//! What a newsletter prints of a life: only what is published, in three forms, each read by a reader that is not ours.

use heroes_memorial::heroes::hero::{Photo, Record};
use heroes_memorial::heroes::queries::{Author, Change, publish, withdraw};
use heroes_memorial::photos::queries::store;
use heroes_memorial::photos::renditions::make;
use pulldown_cmark::{Event, Parser, Tag};
use reqwest::StatusCode;
use scraper::{Html, Selector};

use crate::lives::{LYSIUK, NAME_ONLY, publish_life, published_at};
use crate::photos::picture;
use crate::site::{Site, spaced};

const ITEM: &str = "/uk/heroes/yurii-lysiuk/item";

/// Yurii Lysiuk with a portrait and its credit.
pub fn with_portrait(site: &Site) -> i32 {
    let mut record: Record = serde_json::from_str(LYSIUK).unwrap();
    let made = make(&picture([90, 80, 70])).unwrap();
    site.state
        .db
        .write_now(|conn| {
            let photo = store(conn, &made, published_at())?;
            record.photos.push(Photo {
                credit: Some("Яна Лисюк".to_owned()),
                year: Some(2023),
                ..Photo::kept(photo)
            });
            let change = Change {
                by: Author::Shell,
                at: published_at(),
                why: "test",
            };
            publish(conn, &record, change)
        })
        .unwrap()
}

/// What a reader of Markdown reads: its words, and the addresses of its links and pictures.
pub fn read_markdown(markdown: &str) -> (String, Vec<String>) {
    let (mut words, mut addresses) = (String::new(), Vec::new());
    for event in Parser::new(markdown) {
        match event {
            Event::Text(text) => words += &text,
            Event::SoftBreak | Event::HardBreak | Event::End(_) => words.push(' '),
            Event::Start(Tag::Link { dest_url, .. } | Tag::Image { dest_url, .. }) => {
                addresses.push(dest_url.to_string());
            }
            Event::Html(html) | Event::InlineHtml(html) => panic!("HTML in Markdown: {html}"),
            _ => {}
        }
    }
    (spaced(&words), addresses)
}

#[actix_web::test]
async fn an_editor_gets_a_short_life_ready_to_paste() {
    let site = Site::open().await;
    with_portrait(&site);
    let page = site.get(ITEM).await.ok();
    let boxes = page.all(".paste-box");
    assert_eq!(boxes.len(), 4);
    for words in [
        "Юрій Лисюк, «Лис»",
        "травень 1996 — 5 березня 2024 · Буряківка, Житомирська обл. · 58 ОМПБр",
        "Народився в травні 1996 року в Буряківці на Житомирщині.",
        "Служив: 58-ма окрема мотопіхотна бригада імені гетьмана Івана Виговського, водій.",
        "Загинув 5 березня 2024 року в бою поблизу Іллінки на Донеччині.",
        "Спочиває: Пулини, Житомирська область.",
        // The story, cut between sentences, without the one that says the birth again.
        "У Пулинському професійному ліцеї вивчився на тракториста, працював пилорамником у «Заповіті». Любив футбол.",
        "«Я дуже ним пишаюся, він мій Герой»",
        "Яна, сестра",
        "Світлина: Яна Лисюк. 2023 рік",
    ] {
        assert!(page.says(words), "{words}: {}", page.words());
    }
    assert!(
        page.attributes("meta[name=robots]", "content")
            .contains(&"noindex".to_owned())
    );

    let html = site.get(&format!("{ITEM}.html")).await.ok();
    assert_eq!(
        html.header("content-type"),
        Some("text/html; charset=utf-8")
    );
    let portrait = "http://127.0.0.1:8080/photos/1/medium.webp";
    assert_eq!(html.attributes("img", "src"), [portrait]);
    assert_eq!(html.attributes("article", "lang"), ["uk"]);
    for (selector, attribute) in [("[href]", "href"), ("[src]", "src")] {
        for address in html.attributes(selector, attribute) {
            assert!(address.starts_with("http://127.0.0.1:8080/"), "{address}");
        }
    }
    for wrong in ["script", "style", "link", "[style]", "[onclick]"] {
        assert!(html.all(wrong).is_empty(), "{wrong}");
    }
    // What is pasted is what is shown.
    let boxed = Html::parse_document(&page.text());
    let of = |id: &str| -> String {
        let selector = Selector::parse(id).unwrap();
        boxed.select(&selector).next().unwrap().text().collect()
    };
    let inside = Html::parse_fragment(of("#html").trim());
    let article = Selector::parse("article").unwrap();
    let words: Vec<&str> = inside.select(&article).next().unwrap().text().collect();
    assert!(html.says(&words.join(" ")));

    let markdown = site.get(&format!("{ITEM}.md")).await.ok();
    assert_eq!(
        markdown.header("content-type"),
        Some("text/markdown; charset=utf-8")
    );
    assert_eq!(of("#markdown").trim(), markdown.text().trim());
    let (read, addresses) = read_markdown(&markdown.text());
    assert!(
        read.contains("Юрій Лисюк, «Лис»") && read.contains("Любив футбол."),
        "{read}"
    );
    assert_eq!(
        addresses,
        [portrait, "http://127.0.0.1:8080/uk/heroes/yurii-lysiuk"]
    );
    let text = site.get(&format!("{ITEM}.txt")).await.ok();
    assert_eq!(
        text.header("content-type"),
        Some("text/plain; charset=utf-8")
    );
    let text = text.text();
    assert!(
        text.ends_with("Уся розповідь: http://127.0.0.1:8080/uk/heroes/yurii-lysiuk\n"),
        "{text}"
    );
    assert!(!text.contains('<') && !text.contains('\u{a0}'));

    // Another site may show the picture.
    let shown = site.get("/photos/1/medium.webp").await.ok();
    assert_eq!(
        shown.header("cross-origin-resource-policy"),
        Some("cross-origin")
    );
    let life = site.get("/uk/heroes/yurii-lysiuk").await.ok();
    assert!(life.attributes("a", "href").contains(&ITEM.to_owned()));
}

#[actix_web::test]
async fn nothing_is_said_that_is_not_known() {
    let site = Site::open().await;
    publish_life(&site, NAME_ONLY);
    let bare = site
        .get("/uk/heroes/orysia-krynychanska/item.txt")
        .await
        .ok();
    assert_eq!(
        bare.text(),
        "Орися Криничанська\n\nУся розповідь: http://127.0.0.1:8080/uk/heroes/orysia-krynychanska\n"
    );
    // Where the sex is not told, no verb tells it.
    publish_life(
        &site,
        r#"{"name": {"family": "Верба", "given": "Саша"}, "born": "1990", "died": "2024-03-05", "circumstances": "combat",
            "birth_place": {"settlement": "Пулини", "region": "UA-18"}, "burial_place": {"settlement": "Пулини", "region": "UA-18"}}"#,
    );
    let unknown = site
        .get("/uk/heroes/sasha-verba/item.txt")
        .await
        .ok()
        .text();
    for words in [
        "Народження: 1990, Пулини, Житомирська область.",
        "Загибель: 5 березня 2024, у бою.",
    ] {
        assert!(unknown.contains(words), "{unknown}");
    }
    assert!(!unknown.contains("Народився") && !unknown.contains("Загинув"));
    let her = r#"{"name": {"family": "Верба", "given": "Олена"}, "sex": "female", "died": "2024-03-05", "circumstances": "wounds"}"#;
    publish_life(&site, her);
    let her = site
        .get("/uk/heroes/olena-verba/item.txt")
        .await
        .ok()
        .text();
    assert!(
        her.contains("Померла 5 березня 2024 року від ран."),
        "{her}"
    );

    // A story that is only in Ukrainian is no English item's; that it is so is said on the page.
    publish_life(&site, LYSIUK);
    let page = site.get("/en/heroes/yurii-lysiuk/item").await.ok();
    assert!(page.says("The story is not told in English yet"));
    let text = site
        .get("/en/heroes/yurii-lysiuk/item.txt")
        .await
        .ok()
        .text();
    assert!(
        text.contains("Fell on 5 March 2024 in combat near Illinka, Donetsk Oblast."),
        "{text}"
    );
    assert!(!text.contains("тракториста"));
}

#[actix_web::test]
async fn what_a_family_wrote_is_words_in_every_form() {
    let site = Site::open().await;
    publish_life(
        &site,
        r#"{"name": {"family": "Верба", "given": "Остап"}, "call_sign": "*<i>_Лис_[x](y)",
            "biography": {"uk": "1. Любив <script>alert(1)</script> & \"ліс\". # Не заголовок."}}"#,
    );
    let (read, addresses) =
        read_markdown(&site.get("/uk/heroes/ostap-verba/item.md").await.ok().text());
    assert!(read.contains("«*<i>_Лис_[x](y)»"), "{read}");
    assert!(
        read.contains("1. Любив <script>alert(1)</script> &"),
        "{read}"
    );
    assert_eq!(addresses, ["http://127.0.0.1:8080/uk/heroes/ostap-verba"]);
    let html = site.get("/uk/heroes/ostap-verba/item.html").await.ok();
    assert!(html.all("script").is_empty() && html.all("i").is_empty());
    assert!(html.says("Любив <script>alert(1)</script> &"));
    let page = site.get("/uk/heroes/ostap-verba/item").await.ok();
    assert_eq!(
        page.attributes("script", "src").len(),
        page.all("script").len()
    );
}

#[actix_web::test]
async fn an_item_is_there_as_long_as_its_life() {
    let site = Site::open().await;
    let id = publish_life(&site, LYSIUK);
    let under = ["item", "item.html", "item.md", "item.txt", "embed"];
    for path in under {
        let answer = site.get(&format!("/uk/heroes/nobody/{path}")).await;
        assert_eq!(answer.status, StatusCode::NOT_FOUND, "{path}");
    }
    assert_eq!(
        site.get(&format!("{ITEM}.pdf")).await.status,
        StatusCode::NOT_FOUND
    );
    site.state
        .db
        .write_now(|conn| withdraw(conn, None, id, chrono::Utc::now(), "test"))
        .unwrap();
    for path in under {
        let answer = site.get(&format!("/uk/heroes/yurii-lysiuk/{path}")).await;
        assert_eq!(answer.status, StatusCode::GONE, "{path}");
    }
}
