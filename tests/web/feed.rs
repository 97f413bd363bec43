//! Feeds, read by a reader of feeds that others wrote (feed-rs).

use chrono::TimeDelta;
use feed_rs::model::Feed;
use heroes_memorial::heroes::queries::{Author, Change, publish, withdraw};
use reqwest::{Method, StatusCode};

use crate::lives::{LYSIUK, publish_life, published_at};
use crate::site::{Answer, Site};

fn read(answer: &Answer) -> Feed {
    assert_eq!(
        answer.header("content-type"),
        Some("application/atom+xml; charset=utf-8")
    );
    feed_rs::parser::parse(answer.bytes.as_slice()).unwrap()
}

fn link(feed: &Feed, rel: &str) -> Option<String> {
    let found = feed
        .links
        .iter()
        .find(|link| link.rel.as_deref() == Some(rel));
    found.map(|link| link.href.clone())
}

#[actix_web::test]
async fn a_new_life_is_in_the_feed_in_full() {
    let site = Site::open().await;
    publish_life(&site, LYSIUK);
    let answer = site.get("/uk/feed.atom").await.ok();
    let feed = read(&answer);
    assert_eq!(
        feed.title.unwrap().content,
        "Меморіал Героїв: нові сторінки"
    );
    assert_eq!(feed.language.as_deref(), Some("uk"));
    assert_eq!(feed.authors[0].name.as_deref(), Some("Меморіал Героїв"));
    assert_eq!(feed.updated, Some(published_at()));
    assert!(
        feed.rights
            .unwrap()
            .content
            .replace('\u{a0}', " ")
            .contains("Розповідь і світлини належать родинам")
    );
    let entry = &feed.entries[0];
    assert_eq!(entry.id, "http://127.0.0.1:8080/h/1");
    assert_eq!(entry.title.as_ref().unwrap().content, "Юрій Лисюк, «Лис»");
    assert_eq!(
        (entry.published, entry.updated),
        (Some(published_at()), Some(published_at()))
    );
    assert_eq!(
        entry.links[0].href,
        "http://127.0.0.1:8080/uk/heroes/yurii-lysiuk"
    );
    let content = entry.content.as_ref().unwrap();
    assert_eq!(content.content_type.to_string(), "text/html");
    let body = content.body.as_deref().unwrap().replace('\u{a0}', " ");
    // The first paragraph and the last.
    assert!(
        body.contains("вивчився на тракториста") && body.contains("залишилися батьки й сестра")
    );
    assert!(body.contains("Загинув 5 березня 2024 року в бою поблизу Іллінки на Донеччині."));
    // Anyone without a language gets the Ukrainian one, whatever the program prefers.
    let asked = site
        .browser
        .request(Method::GET, "/feed.atom")
        .header("Accept-Language", "en");
    let plain = site.browser.send(asked).await.ok();
    assert_eq!(plain.bytes, answer.bytes);
    let english = read(&site.get("/en/feed.atom").await.ok());
    let body = english.entries[0]
        .content
        .as_ref()
        .unwrap()
        .body
        .clone()
        .unwrap();
    assert!(
        body.contains("<p lang=\"uk\">") && body.contains("Fell on"),
        "{body}"
    );

    let tag = answer.header("etag").unwrap().to_owned();
    let again = site
        .browser
        .request(Method::GET, "/uk/feed.atom")
        .header("If-None-Match", tag);
    assert_eq!(
        site.browser.send(again).await.status,
        StatusCode::NOT_MODIFIED
    );
    let found = site.get("/uk").await.ok();
    assert_eq!(
        found.attributes("link[type='application/atom+xml']", "href"),
        ["/uk/feed.atom"]
    );
}

#[actix_web::test]
async fn a_region_and_a_unit_have_feeds_of_their_own() {
    let site = Site::open().await;
    publish_life(&site, LYSIUK);
    publish_life(
        &site,
        r#"{"name": {"family": "Верба", "given": "Остап"}, "birth_place": {"region": "UA-46"}}"#,
    );
    for (path, names) in [
        (
            "/uk/regions/zhytomyrska/feed.atom",
            vec!["Юрій Лисюк, «Лис»"],
        ),
        ("/uk/regions/lvivska/feed.atom", vec!["Остап Верба"]),
        ("/uk/regions/donetska/feed.atom", vec![]),
        (
            "/uk/regions/donetska/feed.atom?region_role=fell",
            vec!["Юрій Лисюк, «Лис»"],
        ),
        (
            "/uk/units/58-motorized/feed.atom",
            vec!["Юрій Лисюк, «Лис»"],
        ),
    ] {
        let feed = read(&site.get(path).await.ok());
        let told: Vec<String> = feed
            .entries
            .iter()
            .map(|entry| entry.title.clone().unwrap().content)
            .collect();
        assert_eq!(told, names, "{path}");
    }
    for path in [
        "/uk/regions/nowhere/feed.atom",
        "/uk/units/nothing/feed.atom",
        "/uk/feed.atom?after=x",
    ] {
        assert_eq!(site.get(path).await.status, StatusCode::NOT_FOUND, "{path}");
    }
    let page = site.get("/uk/units/58-motorized").await.ok();
    assert_eq!(
        page.attributes("link[type='application/atom+xml']", "href"),
        ["/uk/units/58-motorized/feed.atom"]
    );
}

/// Page after page, everybody once, the newest first; whoever was taken down is not there.
#[actix_web::test]
async fn a_feed_goes_on_page_after_page() {
    let site = Site::open().await;
    site.state
        .db
        .write_now(|conn| {
            for number in 0..65 {
                let json = format!(
                    r#"{{"name": {{"family": "Верба", "given": "Остап"}}, "biography": {{"uk": "Номер {number} <b>&\u000b"}}}}"#
                );
                let change = Change {
                    by: Author::Shell,
                    // Some were published in one moment.
                    at: published_at() + TimeDelta::seconds(number / 4),
                    why: "test",
                };
                publish(conn, &serde_json::from_str(&json).unwrap(), change)?;
            }
            withdraw(conn, None, 40, published_at(), "test")
        })
        .unwrap();
    let mut ids = Vec::new();
    let mut next = Some("/uk/feed.atom".to_owned());
    let mut pages = 0;
    while let Some(path) = next {
        let feed = read(&site.get(&path).await.ok());
        ids.extend(feed.entries.iter().map(|entry| entry.id.clone()));
        assert_eq!(
            link(&feed, "first").unwrap(),
            "http://127.0.0.1:8080/uk/feed.atom"
        );
        next = link(&feed, "next").map(|href| href.replace("http://127.0.0.1:8080", ""));
        pages += 1;
    }
    let expected: Vec<String> = (1..=65)
        .rev()
        .filter(|number| *number != 40)
        .map(|number| format!("http://127.0.0.1:8080/h/{number}"))
        .collect();
    assert_eq!((ids, pages), (expected, 3));
}

#[actix_web::test]
async fn the_feed_of_a_region_by_another_of_its_names_still_asks_for_the_same_people() {
    let site = Site::open().await;
    for (asked, there) in [
        ("feed.atom", "feed.atom"),
        ("feed.atom?region_role=fell", "feed.atom?region_role=fell"),
        (
            "calendar.ics?region_role=rests",
            "calendar.ics?region_role=rests",
        ),
    ] {
        let answer = site.get(&format!("/uk/regions/UA-18/{asked}")).await;
        assert_eq!(answer.status, StatusCode::MOVED_PERMANENTLY);
        let to = format!("/uk/regions/zhytomyrska/{there}");
        assert_eq!(answer.location(), Some(to));
    }
}
