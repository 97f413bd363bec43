//! Whoever counts numbers, guesses addresses or measures answers learns nothing of what is not public: what waits, what was
//! declined and what is hidden answers as what never was, to every method and every condition.

use reqwest::{Method, StatusCode};

use crate::accounts::administrator;
use crate::lives::{LYSIUK, publish_life};
use crate::matrix::{everybodys, face, filled};
use crate::memories::written;
use crate::moderation::told;
use crate::photos::picture;
use crate::site::{Browser, Site};
use crate::submissions::put;

const CONDITIONS: [(&str, &str); 7] = [
    ("if-none-match", "*"),
    ("if-none-match", "\"1-small\", \"2-small\", \"2-medium\""),
    ("if-match", "*"),
    ("if-modified-since", "Sat, 01 Jan 2000 00:00:00 GMT"),
    ("range", "bytes=0-0"),
    ("if-range", "\"1-small\""),
    ("accept-encoding", "gzip, br"),
];

/// Asked in every way, both answer alike.
async fn alike(by: &Browser, one: &str, none: &str, own: (&str, &str)) {
    let mut pairs = Vec::new();
    for method in [Method::GET, Method::HEAD, Method::POST] {
        let ask = |path: &str| {
            by.send(
                by.request(method.clone(), path)
                    .header("sec-fetch-site", "same-origin"),
            )
        };
        pairs.push((method.to_string(), ask(one).await, ask(none).await));
    }
    for (name, value) in CONDITIONS {
        let ask = |path: &str| by.send(by.request(Method::GET, path).header(name, value));
        pairs.push((format!("{name}: {value}"), ask(one).await, ask(none).await));
    }
    for (how, there, never) in pairs {
        assert_eq!(face(&there, own.0), face(&never, own.1), "{how} {one}");
        // The same to the byte, but for the words of the address itself.
        let difference = there.bytes.len().abs_diff(never.bytes.len());
        assert!(
            difference <= 40 * own.0.len().abs_diff(own.1.len()),
            "{how} {one}: {difference} bytes"
        );
        assert!(
            there.status.is_client_error()
                || there.status == StatusCode::SEE_OTHER
                || there.status == StatusCode::OK,
            "{how} {one}: {}",
            there.status
        );
    }
}

/// A memorial with one public life, a story that waits (with a picture, a relative's name and a memory of the public life that
/// waits), one that was refused, a list that waits, a digest that is written.
async fn furnished() -> (Site, String) {
    let site = Site::open().await;
    administrator(&site, &site.browser).await;
    publish_life(
        &site,
        r#"{"name": {"family": "Криничанська", "given": "Орися"}}"#,
    );
    let family = site.visitor();
    let home = told(&family, "Юрій любив ліс.").await;
    let part = reqwest::multipart::Part::bytes(picture([200, 190, 180])).file_name("a.jpg");
    let form = reqwest::multipart::Form::new().part("files", part);
    family
        .post_files(&format!("{home}/photos"), form)
        .await
        .seen_at();
    let refused = told(&family, "Іншого Юрія.").await;
    put(&site, &refused, "refused", Some("Це вже є."));
    let friend = site.visitor();
    written(
        &friend,
        "/uk/heroes/orysia-krynychanska/memories",
        "Вона умiла мовчати.",
        &[],
    )
    .await
    .seen_at();
    let list = format!("{}\n", LYSIUK.replace('\n', " "));
    crate::imports::bring(&site.browser, "list.jsonl", list.into_bytes()).await;
    site.post("/admin/digests", &[("title-uk", "Зозулин дайджест")])
        .await
        .seen_at();
    (site, home)
}

#[actix_web::test]
async fn a_life_that_waits_has_no_address_of_any_kind() {
    let (site, _) = furnished().await;
    let stranger = site.visitor();
    let mut asked = 0;
    for (path, ..) in everybodys() {
        let (one, none) = if path.contains("{slug}")
            && !path.contains("/regions/")
            && !path.contains("/units/")
        {
            (filled(&path, "yurii-lysiuk"), filled(&path, "yurii-nobody"))
        } else if path.starts_with("/h/{number}") {
            let filled = filled(&path, "");
            (
                filled.replacen("/h/1", "/h/2", 1),
                filled.replacen("/h/1", "/h/9", 1),
            )
        } else if path == "/photos/{id}/{file}" {
            (
                "/photos/1/small.webp".to_owned(),
                "/photos/9/small.webp".to_owned(),
            )
        } else {
            continue;
        };
        let own = match one.starts_with("/h/") || one.starts_with("/photos") {
            true => ("—", "—"),
            false => ("yurii-lysiuk", "yurii-nobody"),
        };
        // A page of its own number says nothing of it.
        alike(&stranger, &one, &none, own).await;
        asked += 1;
    }
    assert!(asked > 20, "{asked}");
}

#[actix_web::test]
async fn a_search_a_list_and_a_count_know_nobody_who_waits() {
    let (site, home) = furnished().await;
    let stranger = site.visitor();
    let mut searched = 0;
    for lang in ["uk", "en"] {
        for (real, none) in [
            ("Лисюк", "Лисюч"),
            ("Lysiuk", "Lysiuch"),
            ("Буряківка", "Буряківча"),
            ("Лис", "Лич"),
        ] {
            for path in [
                format!("/{lang}/heroes?q="),
                "/api/v1/heroes?q=".to_owned(),
                "/api/v1/suggest?lang=uk&q=".to_owned(),
            ] {
                let encoded = |word: &str| {
                    url::form_urlencoded::byte_serialize(word.as_bytes()).collect::<String>()
                };
                let (one, other) = (encoded(real), encoded(none));
                let there = stranger.get(&format!("{path}{one}")).await;
                let never = stranger.get(&format!("{path}{other}")).await;
                assert_eq!(there.status, never.status, "{path}{real}");
                let plain = |answer: &crate::site::Answer, word: &str, encoded: &str| {
                    answer.text().replace(encoded, "…").replace(word, "…")
                };
                // What the page proposes instead may name the word typed in another alphabet; it names no life.
                for page in [&there, &never] {
                    let text = page.text();
                    assert!(
                        !text.contains("/heroes/yurii") && !text.contains("/h/2"),
                        "{path}{real}"
                    );
                }
                if path.starts_with("/api") {
                    let etag = |text: String| text;
                    assert_eq!(
                        etag(plain(&there, real, &one)),
                        etag(plain(&never, none, &other)),
                        "{path}{real}"
                    );
                }
                searched += 1;
            }
        }
    }
    assert_eq!(searched, 24);
    // Nor do the ways through the dates, the places, the units, the maps of the site, the feeds.
    for path in [
        "/uk",
        "/uk/days",
        "/uk/days/03-05",
        "/uk/days/3",
        "/uk/regions",
        "/uk/regions/zhytomyrska",
        "/uk/units",
        "/uk/units/58-motorized",
        "/feed.atom",
        "/uk/feed.atom",
        "/sitemap.xml",
        "/sitemaps/heroes-uk-1.xml",
        "/data/heroes.jsonl",
        "/data/heroes.csv",
        "/data/datapackage.json",
        "/api/v1/heroes",
        "/api/v1/regions",
        "/api/v1/units",
        "/api/v1/places?q=Буряківка",
        "/api/v1/rotation",
        "/oai?verb=ListRecords&metadataPrefix=oai_dc",
        "/oai?verb=ListIdentifiers&metadataPrefix=oai_dc",
        "/uk/silence",
        "/uk/silence/screen",
        "/uk/digests",
        "/uk/digests/feed.atom",
        "/uk/days/03-05/turns",
        "/uk/regions/zhytomyrska/calendar.ics",
        "/uk/units/58-motorized/feed.atom",
        "/uk/heroes/orysia-krynychanska",
        "/uk/heroes/orysia-krynychanska/memories",
        "/uk/heroes?region=zhytomyrska",
        "/uk/heroes?unit=58-motorized",
        "/uk/data",
    ] {
        let answer = stranger.get(path).await;
        let text = String::from_utf8_lossy(&answer.bytes).into_owned();
        for word in ["Лисюк", "Lysiuk", "yurii", "мовчати", "Зозулин"] {
            assert!(!text.contains(word), "{path} knows {word}");
        }
    }
    // Somebody who tells of the same person is not told that another does.
    let form = [("family", "Лисюк"), ("given", "Юрій"), ("call-sign", "Лис")];
    let next = stranger.begin("/uk/submissions/new", &form).await;
    let page = stranger.open(&next).await;
    let key = home.rsplit('/').next().unwrap();
    assert!(
        !page.text().contains(key) && !page.says("Його вже"),
        "{}",
        page.words()
    );
}

#[actix_web::test]
async fn keys_and_receipts_of_others_cannot_be_counted() {
    let (site, home) = furnished().await;
    let stranger = site.visitor();
    let key = home.rsplit('/').next().unwrap();
    // A key with a letter changed, cut off, longer, in other cases: all are the same nothing.
    let swapped: String = key
        .chars()
        .map(|c| {
            if c.is_ascii_lowercase() {
                c.to_ascii_uppercase()
            } else {
                c.to_ascii_lowercase()
            }
        })
        .collect();
    let never = "A".repeat(24);
    let none = stranger.get(&format!("/uk/submissions/{never}")).await;
    assert_eq!(none.status, StatusCode::NOT_FOUND);
    for wrong in [
        swapped,
        key[..23].to_owned(),
        format!("{key}A"),
        format!("{key}="),
        format!("{key}%20"),
        "1".to_owned(),
        format!("{}A", &key[..23]),
    ] {
        if wrong == key {
            continue;
        }
        let answer = stranger.get(&format!("/uk/submissions/{wrong}")).await;
        assert_eq!(
            face(&answer, &wrong.replace("%20", " ")).0,
            StatusCode::NOT_FOUND,
            "{wrong}"
        );
        assert_eq!(answer.words(), none.words(), "{wrong}");
    }
    // A link of a letter, guessed for a story or an account that is there and for one that is not.
    let guess = "A".repeat(24);
    for path in ["/uk/anniversaries/N/", "/digest/N/"] {
        let address = |number: &str| format!("{}{guess}", path.replace('N', number));
        alike(&stranger, &address("1"), &address("999"), ("—", "—")).await;
    }
    // Numbers are no keys anywhere.
    for path in [
        "/uk/memories/1",
        "/uk/anniversaries/1/x",
        "/digest/1/x",
        "/admin/invitation/1",
        "/h/1/x",
    ] {
        let answer = stranger.get(path).await;
        assert!(!answer.says("мовчати") && !answer.says("Олена"), "{path}");
        assert_ne!(answer.status, StatusCode::INTERNAL_SERVER_ERROR, "{path}");
    }
}
