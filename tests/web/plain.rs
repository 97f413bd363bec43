//! A life is read in large print, as text, and in Braille, and its name aloud as it is stressed.

use heroes_memorial::heroes::queries::{Author, Change, revise, show_to, withdraw};
use heroes_memorial::heroes::visibility::{Audience, Visibility};
use reqwest::{Method, StatusCode};

use crate::lives::{LYSIUK, NAME_ONLY, publish_life, published_at};
use crate::site::Site;

const LIFE: &str = "/uk/heroes/yurii-lysiuk";

fn stressed() -> String {
    LYSIUK.replace(
        r#""latin":"#,
        "\"stress\": {\"family\": \"Лисю\u{301}к\", \"given\": \"Юрі\u{301}й\"}, \"latin\":",
    )
}

#[actix_web::test]
async fn the_plain_page_tells_the_same_life_without_pictures() {
    let site = Site::open().await;
    publish_life(&site, &stressed());
    let life = site.get(LIFE).await.ok();
    assert!(
        life.attributes("a", "href")
            .contains(&format!("{LIFE}/plain"))
    );
    assert_eq!(life.all("h1.name"), ["Юрій Лисюк"]);
    assert_eq!(life.all(".stressed"), ["наголос: Юрі\u{301}й Лисю\u{301}к"]);
    let page = site.get(&format!("{LIFE}/plain")).await.ok();
    assert_eq!(page.all("h1"), ["Юрі\u{301}й Лисю\u{301}к"]);
    assert!(page.all("main img").is_empty());
    // All that the page says of the life, it says too.
    for told in life.all(".facts dd, .story p, .quote p, .event-what, .call-sign, .years") {
        let told = told.split("від 24 лютого").next().unwrap().to_owned();
        let told = told.split(" (").next().unwrap().trim().to_owned();
        assert!(page.says(&told), "{told}: {}", page.words());
    }
    assert!(page.text().contains("<b>"), "facts are named");
    let english = site.get("/en/heroes/yurii-lysiuk/plain").await.ok();
    assert_eq!(
        english.all("h1"),
        ["Yurii Lysiuk"],
        "in Latin letters there is nothing to stress"
    );
    assert!(
        english
            .text()
            .contains("<p class=\"plain-words\" lang=\"uk\">")
    );
    publish_life(&site, NAME_ONLY);
    let nothing = site.get("/uk/heroes/orysia-krynychanska/plain").await.ok();
    assert_eq!(nothing.all("h1"), ["Орися Криничанська"]);
    assert!(nothing.all("main h2").is_empty());
}

#[actix_web::test]
async fn text_and_braille_are_files_that_are_not_sent_twice() {
    let site = Site::open().await;
    publish_life(&site, &stressed());
    let text = site.get(&format!("{LIFE}/text.txt")).await.ok();
    assert_eq!(
        text.header("content-type"),
        Some("text/plain; charset=utf-8")
    );
    assert!(
        text.text().starts_with("Юрі\u{301}й Лисю\u{301}к\n"),
        "{}",
        text.text()
    );
    assert!(
        text.text()
            .contains("Він загинув у\u{a0}бою 5\u{a0}березня 2024\u{a0}року")
            || text.says("Він загинув у бою 5 березня 2024 року")
    );
    let braille = site.get(&format!("{LIFE}/text.brf")).await.ok();
    assert_eq!(
        braille.header("content-type"),
        Some("text/plain; charset=us-ascii")
    );
    assert_eq!(
        braille.header("content-disposition"),
        Some("attachment; filename=\"yurii-lysiuk-uk.brf\"")
    );
    assert!(braille.bytes.is_ascii() && braille.bytes.ends_with(b"\x0c"));
    let sheets = braille.text();
    for sheet in sheets.trim_end_matches('\u{c}').split('\u{c}') {
        let lines: Vec<&str> = sheet.trim_end_matches("\r\n").split("\r\n").collect();
        assert_eq!(lines.len(), 25);
        assert!(lines.iter().all(|line| line.len() <= 40));
    }
    // «Юрій Лисюк», in the middle of the first line.
    assert!(
        sheets.trim_start().starts_with("^\\RY& ^LIS\\K\r\n"),
        "{}",
        &sheets[..60]
    );
    for file in ["text.txt", "text.brf"] {
        let address = format!("{LIFE}/{file}");
        let tag = site.get(&address).await.header("etag").unwrap().to_owned();
        let again = site
            .browser
            .request(Method::GET, &address)
            .header("If-None-Match", &tag);
        assert_eq!(
            site.browser.send(again).await.status,
            StatusCode::NOT_MODIFIED
        );
        let head = site.browser.head(&address).await;
        assert_eq!(
            (head.status, head.header("etag")),
            (StatusCode::OK, Some(tag.as_str()))
        );
        assert_eq!(
            site.post(&address, &[]).await.status,
            StatusCode::METHOD_NOT_ALLOWED
        );
    }
}

#[actix_web::test]
async fn plain_pages_answer_as_the_page_itself() {
    let site = Site::open().await;
    let id = publish_life(&site, LYSIUK);
    let mut eyes = Visibility::default();
    eyes.set("burial_place", Audience::Grave);
    site.state
        .db
        .write_now(|conn| show_to(conn, id, &eyes))
        .unwrap();
    for under in ["plain", "text.txt"] {
        let page = site.get(&format!("{LIFE}/{under}")).await.ok();
        assert!(
            page.text().contains("Буряківка") && !page.text().contains("Пулини,"),
            "{under}"
        );
    }
    let renamed = LYSIUK
        .replace("Лисюк\"", "Лисенко\"")
        .replace("Lysiuk\"", "Lysenko\"");
    let change = Change {
        by: Author::Shell,
        at: published_at(),
        why: "test",
    };
    let renamed = serde_json::from_str(&renamed).unwrap();
    site.state
        .db
        .write_now(|conn| revise(conn, id, &renamed, change))
        .unwrap();
    for under in ["plain", "text.txt", "text.brf", "unfinished/born"] {
        let moved = site.get(&format!("{LIFE}/{under}")).await;
        assert_eq!(moved.status, StatusCode::MOVED_PERMANENTLY, "{under}");
        assert_eq!(
            moved.location().unwrap(),
            format!("/uk/heroes/yurii-lysenko/{under}")
        );
        let unknown = site.get(&format!("/uk/heroes/nobody/{under}")).await;
        assert_eq!(unknown.status, StatusCode::NOT_FOUND, "{under}");
    }
    site.state
        .db
        .write_now(|conn| withdraw(conn, None, id, published_at(), "test"))
        .unwrap();
    for under in ["plain", "text.txt", "text.brf", "unfinished/born"] {
        let gone = site.get(&format!("/uk/heroes/yurii-lysenko/{under}")).await;
        assert_eq!(gone.status, StatusCode::GONE, "{under}");
    }
}
