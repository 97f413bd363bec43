//! The picture beside a shared link: drawn once, in both languages, and never of what is not public.

use heroes_memorial::heroes::hero::{Photo, Record};
use heroes_memorial::heroes::queries::{Author, Change, publish, revise, show_to, withdraw};
use heroes_memorial::heroes::visibility::{Audience, Visibility};
use heroes_memorial::photos::queries::store;
use heroes_memorial::photos::renditions::make;
use image::RgbImage;
use reqwest::{Method, StatusCode};

use crate::lives::{LYSIUK, NAME_ONLY, publish_life, published_at};
use crate::photos::picture;
use crate::site::{Answer, Site};

const CARD: &str = "/uk/heroes/yurii-lysiuk/card.png";
const LONG: &str = r#"{"name": {"family": "Добростепський-Переяславський", "given": "Максиміліан-Володимир",
    "patronymic": "Костянтинович"}, "call_sign": "Добрий", "sex": "male", "born": "1996-05", "died": "2024-03-05"}"#;
const PORTRAIT: [u8; 3] = [150, 140, 130];

/// Publishes a life with plain pictures in these colours; its number and theirs.
pub fn with_pictures(site: &Site, json: &str, colours: &[[u8; 3]]) -> (i32, Vec<i32>) {
    let mut record: Record = serde_json::from_str(json).unwrap();
    let change = Change {
        by: Author::Shell,
        at: published_at(),
        why: "test",
    };
    let made: Vec<_> = colours
        .iter()
        .map(|colour| make(&picture(*colour)).unwrap())
        .collect();
    site.state
        .db
        .write_now(|conn| {
            let mut ids = Vec::new();
            for made in &made {
                ids.push(store(conn, made, published_at())?);
            }
            record.photos = ids.iter().map(|id| Photo::kept(*id)).collect();
            Ok((publish(conn, &record, change)?, ids))
        })
        .unwrap()
}

fn drawn(answer: &Answer) -> RgbImage {
    assert_eq!(answer.header("content-type"), Some("image/png"));
    let picture = image::load_from_memory(&answer.bytes).unwrap().to_rgb8();
    assert_eq!((picture.width(), picture.height()), (1200, 630));
    picture
}

/// Dark dots in a part of the picture: left, top, right, bottom.
fn ink(picture: &RgbImage, (left, top, right, bottom): (u32, u32, u32, u32)) -> usize {
    (top..bottom)
        .flat_map(|y| (left..right).map(move |x| (x, y)))
        .filter(|(x, y)| picture.get_pixel(*x, *y).0.iter().all(|part| *part < 110))
        .count()
}

const WORDS: (u32, u32, u32, u32) = (530, 60, 1140, 505);
const MARGINS: [(u32, u32, u32, u32); 4] = [
    (0, 0, 1200, 50),
    (1140, 0, 1200, 630),
    (0, 580, 1200, 630),
    (470, 0, 526, 630),
];

fn has_colour(picture: &RgbImage, colour: [u8; 3]) -> bool {
    let near = |dot: &image::Rgb<u8>| {
        dot.0
            .iter()
            .zip(colour)
            .all(|(one, other)| one.abs_diff(other) < 6)
    };
    picture.pixels().filter(|dot| near(dot)).count() > 1000
}

#[actix_web::test]
async fn the_picture_of_a_life_has_its_portrait_and_its_name_in_both_languages() {
    let site = Site::open().await;
    with_pictures(&site, LYSIUK, &[PORTRAIT]);
    let uk = site.get(CARD).await.ok();
    let picture = drawn(&uk);
    let middle = picture.get_pixel(265, 315).0;
    assert!(
        middle.iter().zip(PORTRAIT).all(|(a, b)| a.abs_diff(b) < 6),
        "{middle:?}"
    );
    assert!(ink(&picture, WORDS) > 4000, "{}", ink(&picture, WORDS));
    for margin in MARGINS {
        assert_eq!(ink(&picture, margin), 0, "{margin:?}");
    }
    assert_eq!(picture.get_pixel(2, 2).0, [0xfa, 0xf8, 0xf4], "paper");
    let en = site.get("/en/heroes/yurii-lysiuk/card.png").await.ok();
    assert!(ink(&drawn(&en), WORDS) > 4000);
    assert_ne!(uk.bytes, en.bytes);
    assert!(uk.bytes.len() < 600_000, "{}", uk.bytes.len());
}

#[actix_web::test]
async fn a_long_name_fits_and_where_there_is_no_picture_there_is_a_candle() {
    let site = Site::open().await;
    publish_life(&site, LONG);
    publish_life(&site, NAME_ONLY);
    let slug = "maksymilian-volodymyr-dobrostepskyi-pereiaslavskyi";
    for (lang, path) in [("uk", slug), ("en", slug), ("uk", "orysia-krynychanska")] {
        let card = site
            .get(&format!("/{lang}/heroes/{path}/card.png"))
            .await
            .ok();
        let picture = drawn(&card);
        assert!(ink(&picture, WORDS) > 2500, "{path}");
        for margin in MARGINS {
            assert_eq!(ink(&picture, margin), 0, "{path} {margin:?}");
        }
        assert!(has_colour(&picture, [0xb9, 0x77, 0x0e]), "a flame");
        // The initials under the candle.
        assert!(ink(&picture, (180, 470, 350, 520)) > 60);
    }
}

#[actix_web::test]
async fn a_link_opened_by_thousands_costs_one_drawing_and_no_bytes_twice() {
    let site = Site::open().await;
    with_pictures(&site, LYSIUK, &[PORTRAIT]);
    let browser = site.visitor();
    let asked = (0..40).map(|_| browser.get(CARD));
    let all = futures_util::future::join_all(asked).await;
    let tag = all[0].header("etag").unwrap().to_owned();
    assert!(all.iter().all(|answer| answer.bytes == all[0].bytes));
    assert_eq!(site.state.made.count().await, 1);
    let again = browser
        .request(Method::GET, CARD)
        .header("If-None-Match", &tag);
    let again = browser.send(again).await;
    assert_eq!(again.status, StatusCode::NOT_MODIFIED);
    assert!(again.bytes.is_empty() && again.header("etag") == Some(&tag));
    let head = browser.head(CARD).await.ok();
    assert!(head.bytes.is_empty() && head.header("etag") == Some(&tag));
    let wrong = browser.post(CARD, &[]).await;
    assert_eq!(wrong.status, StatusCode::METHOD_NOT_ALLOWED);
    assert_eq!(wrong.header("allow"), Some("GET, HEAD"));
}

#[actix_web::test]
async fn a_portrait_that_its_family_keeps_to_itself_is_not_in_the_picture() {
    let site = Site::open().await;
    let (life, photos) = with_pictures(&site, LYSIUK, &[PORTRAIT]);
    let before = site.get(CARD).await.ok();
    assert!(has_colour(&drawn(&before), PORTRAIT));
    let mut visibility = Visibility::default();
    visibility.set(&format!("photo-{}", photos[0]), Audience::Grave);
    site.state
        .db
        .write_now(|conn| show_to(conn, life, &visibility))
        .unwrap();
    let browser = site.visitor();
    let held = browser
        .request(Method::GET, CARD)
        .header("If-None-Match", before.header("etag").unwrap());
    let after = browser.send(held).await.ok();
    let picture = drawn(&after);
    assert!(!has_colour(&picture, PORTRAIT), "not the face");
    assert!(has_colour(&picture, [0xb9, 0x77, 0x0e]), "a flame");
    let page = site.get("/uk/heroes/yurii-lysiuk").await.ok();
    assert!(!page.text().contains(&format!("/photos/{}/", photos[0])));
    // Nor is it on paper.
    for file in ["page.pdf", "booklet.pdf"] {
        let paper = site
            .get(&format!("/uk/heroes/yurii-lysiuk/{file}"))
            .await
            .ok();
        assert!(crate::paper::pictures(&paper).is_empty(), "{file}");
    }
}

#[actix_web::test]
async fn below_a_life_everything_answers_as_the_life_itself_does() {
    let site = Site::open().await;
    let id = publish_life(&site, LYSIUK);
    let files = [
        "card.png",
        "qr",
        "qr.svg",
        "qr.png",
        "booklet",
        "page.pdf",
        "booklet.pdf",
        "booklet-sheet.pdf",
    ];
    for file in files {
        let path = format!("/uk/heroes/nobody-at-all/{file}");
        assert_eq!(
            site.get(&path).await.status,
            StatusCode::NOT_FOUND,
            "{path}"
        );
    }
    let change = Change {
        by: Author::Shell,
        at: published_at(),
        why: "a name put right",
    };
    let renamed = LYSIUK.replace("Lysiuk", "Lysyuk");
    let record: Record = serde_json::from_str(&renamed).unwrap();
    site.state
        .db
        .write_now(|conn| revise(conn, id, &record, change))
        .unwrap();
    for file in files {
        let moved = site.get(&format!("/en/heroes/yurii-lysiuk/{file}")).await;
        assert_eq!(moved.status, StatusCode::MOVED_PERMANENTLY, "{file}");
        let there = moved.location().unwrap();
        assert!(
            there.starts_with(&format!("/en/heroes/yurii-lysyuk/{file}")),
            "{there}"
        );
        site.get(&there).await.ok();
    }
    site.state
        .db
        .write_now(|conn| withdraw(conn, None, id, published_at(), "its family asked"))
        .unwrap();
    for file in files {
        let gone = site.get(&format!("/uk/heroes/yurii-lysyuk/{file}")).await;
        assert_eq!(gone.status, StatusCode::GONE, "{file}");
    }
}

/// The content of a tag of the head.
fn meta(page: &Answer, name: &str) -> Option<String> {
    let found = page.attributes(&format!("meta[property='{name}']"), "content");
    let named = page.attributes(&format!("meta[name='{name}']"), "content");
    found.into_iter().chain(named).next()
}

#[actix_web::test]
async fn a_shared_link_says_who_it_is_in_the_language_of_the_page() {
    let site = Site::open().await;
    let (_, photos) = with_pictures(&site, LYSIUK, &[PORTRAIT]);
    let uk = site.get("/uk/heroes/yurii-lysiuk").await.ok();
    let card = format!("http://127.0.0.1:8080{CARD}?v=1.{}", photos[0]);
    for (name, value) in [
        ("og:type", "profile"),
        ("profile:first_name", "Юрій"),
        ("profile:last_name", "Лисюк"),
        ("og:title", "Юрій Лисюк, 1996 — 2024"),
        ("og:site_name", "Меморіал Героїв"),
        ("og:locale", "uk_UA"),
        ("og:locale:alternate", "en_GB"),
        ("og:image", card.as_str()),
        ("og:image:type", "image/png"),
        ("og:image:width", "1200"),
        ("og:image:height", "630"),
        (
            "og:image:alt",
            "Юрій Лисюк, 1996 — 2024. Картинка до посилання.",
        ),
        ("twitter:card", "summary_large_image"),
        ("og:url", "http://127.0.0.1:8080/uk/heroes/yurii-lysiuk"),
    ] {
        let said = meta(&uk, name).map(|said| crate::site::spaced(&said));
        assert!(
            said.as_deref().is_some_and(|said| said.starts_with(value)),
            "{name}: {said:?}"
        );
    }
    let said = crate::site::spaced(&meta(&uk, "og:description").unwrap());
    assert!(said.contains("Юрій Лисюк народився у травні"), "{said}");
    drawn(&site.get(&format!("{CARD}?v=1.1")).await.ok());
    let en = site.get("/en/heroes/yurii-lysiuk").await.ok();
    assert_eq!(meta(&en, "profile:last_name").as_deref(), Some("Lysiuk"));
    assert_eq!(meta(&en, "og:locale").as_deref(), Some("en_GB"));
    assert!(meta(&en, "og:image").unwrap().contains("/en/heroes/"));
}

#[actix_web::test]
async fn every_other_public_page_has_the_picture_of_the_memorial_and_a_secret_one_none() {
    let site = Site::open().await;
    let id = publish_life(&site, LYSIUK);
    for lang in ["uk", "en"] {
        for page in ["", "/about", "/regions", "/heroes/yurii-lysiuk/booklet"] {
            let page = site.get(&format!("/{lang}{page}")).await.ok();
            let image = meta(&page, "og:image").unwrap();
            assert_eq!(image, format!("http://127.0.0.1:8080/{lang}/card.png"));
            assert_eq!(meta(&page, "og:type").as_deref(), Some("website"));
            assert!(!meta(&page, "og:title").unwrap().is_empty());
        }
        let card = site.get(&format!("/{lang}/card.png")).await.ok();
        assert!(ink(&drawn(&card), WORDS) > 4000);
    }
    let grave = site.state.grave_address(id);
    let next = site.get(&grave).await.seen_at();
    let there = site.get(&next).await.ok();
    let new = site.get("/uk/submissions/new").await.ok();
    let once = new.attributes("input[name=once]", "value").remove(0);
    let form = [
        ("once", once.as_str()),
        ("family", "Лисюк"),
        ("given", "Юрій"),
    ];
    let own = site.post("/uk/submissions/new", &form).await.seen_at();
    for secret in [there, site.get(&own).await.ok()] {
        assert_eq!(meta(&secret, "og:image"), None);
        assert_eq!(meta(&secret, "og:title"), None);
    }
}
