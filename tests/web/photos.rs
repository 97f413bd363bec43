//! Pictures: a published life's are everyone's, any other is nobody's.

use chrono::Utc;
use heroes_memorial::config::Settings;
use heroes_memorial::heroes::hero::{Photo, Record};
use heroes_memorial::heroes::queries::{Author, Change, publish};
use heroes_memorial::names::Name;
use heroes_memorial::photos::photo::Size;
use heroes_memorial::photos::queries;
use heroes_memorial::photos::renditions::make;
use image::{DynamicImage, ImageFormat, Rgb, RgbImage};
use reqwest::multipart::{Form, Part};
use reqwest::{Method, StatusCode};

use crate::site::Site;
use crate::submissions::begun;

/// A plain picture, as a phone might send it.
pub fn picture(colour: [u8; 3]) -> Vec<u8> {
    let mut bytes = std::io::Cursor::new(Vec::new());
    let picture = DynamicImage::from(RgbImage::from_pixel(900, 1200, Rgb(colour)));
    picture.write_to(&mut bytes, ImageFormat::Jpeg).unwrap();
    bytes.into_inner()
}

/// A picture that is kept, and one that a published life shows: their numbers.
fn hidden_and_shown(site: &Site) -> (i32, i32) {
    let (hidden, shown) = (
        make(&picture([90, 80, 70])).unwrap(),
        make(&picture([150, 140, 130])).unwrap(),
    );
    let name = Name::parse("Лисюк", "Юрій", None).unwrap();
    site.state
        .db
        .write_now(|conn| {
            let hidden = queries::store(conn, &hidden, Utc::now())?;
            let shown = queries::store(conn, &shown, Utc::now())?;
            let record = Record {
                name,
                photos: vec![Photo::kept(shown)],
                ..Record::default()
            };
            publish(
                conn,
                &record,
                Change {
                    by: Author::Shell,
                    at: Utc::now(),
                    why: "test",
                },
            )?;
            Ok((hidden, shown))
        })
        .unwrap()
}

#[actix_web::test]
async fn a_published_picture_is_kept_for_a_day_and_asked_for_by_who_shares_it() {
    let site = Site::open().await;
    let (_, shown) = hidden_and_shown(&site);
    for size in Size::ALL {
        let path = format!("/photos/{shown}/{size}.webp");
        let answer = site.get(&path).await.ok();
        assert_eq!(answer.header("content-type"), Some("image/webp"));
        assert_eq!(
            answer.header("cache-control"),
            Some("public, max-age=86400, s-maxage=0, immutable")
        );
        let found = image::load_from_memory(&answer.bytes).unwrap();
        assert_eq!((found.width(), found.height()), size.fit(900, 1200));

        let tag = answer.header("etag").unwrap();
        let again = site
            .browser
            .request(Method::GET, &path)
            .header("If-None-Match", tag);
        let again = site.browser.send(again).await;
        assert_eq!(
            (again.status, again.bytes.len()),
            (StatusCode::NOT_MODIFIED, 0)
        );
        let head = site.browser.head(&path).await.ok();
        assert_eq!(
            head.header("content-length"),
            Some(answer.bytes.len().to_string().as_str())
        );
    }
}

#[actix_web::test]
async fn a_hidden_picture_answers_as_one_that_never_was() {
    let site = Site::open().await;
    let (hidden, shown) = hidden_and_shown(&site);
    let never = site.get("/photos/999/small.webp").await;
    assert_eq!(never.status, StatusCode::NOT_FOUND);
    let there = site.get(&format!("/photos/{hidden}/small.webp")).await;
    assert_eq!((there.status, &there.bytes), (never.status, &never.bytes));
    let guessed = site
        .browser
        .request(Method::GET, &format!("/photos/{hidden}/small.webp"));
    let guessed = site
        .browser
        .send(guessed.header("If-None-Match", format!("\"{hidden}-small\"")))
        .await;
    assert_eq!((guessed.status, guessed.bytes), (never.status, never.bytes));
    for wrong in [
        "tiny.webp",
        "small.jpg",
        "small",
        "small.webp.webp",
        "%FF.webp",
    ] {
        assert_eq!(
            site.get(&format!("/photos/{shown}/{wrong}")).await.status,
            StatusCode::NOT_FOUND,
            "{wrong}"
        );
    }
    for wrong in ["0", "-1", "+1", "01", "99999999999999999999", "x"] {
        assert_eq!(
            site.get(&format!("/photos/{wrong}/small.webp"))
                .await
                .status,
            StatusCode::NOT_FOUND,
            "{wrong}"
        );
    }
    let posted = site.post(&format!("/photos/{shown}/small.webp"), &[]).await;
    assert_eq!(
        (posted.status, posted.header("allow")),
        (StatusCode::METHOD_NOT_ALLOWED, Some("GET, HEAD"))
    );
}

#[actix_web::test]
async fn the_same_file_sent_twice_with_one_story_is_one_picture() {
    use diesel::prelude::*;
    use heroes_memorial::schema::{photos, submissions};
    let site = Site::open().await;
    let made = make(&picture([10, 20, 30])).unwrap();
    let kept = site.state.db.write_now(|conn| {
        let story: i32 = diesel::insert_into(submissions::table)
            .values((
                submissions::key_hash.eq(vec![1; 32]),
                submissions::language.eq("uk"),
                submissions::state.eq("draft"),
                submissions::answers.eq("{}"),
                submissions::created_at.eq(Utc::now()),
                submissions::changed_at.eq(Utc::now()),
            ))
            .returning(submissions::id)
            .get_result(conn)?;
        let first = queries::add_to_submission(conn, story, &made, "IMG_1.jpg", Utc::now())?;
        let second = queries::add_to_submission(conn, story, &made, "IMG_1 (1).jpg", Utc::now())?;
        assert_eq!(first, second);
        let sent = queries::of_submission(conn, story)?;
        assert_eq!(
            sent.iter()
                .map(|one| one.file_name.as_str())
                .collect::<Vec<_>>(),
            ["IMG_1.jpg"]
        );
        queries::take_from_submission(conn, story, first)?;
        photos::table.count().get_result::<i64>(conn)
    });
    assert_eq!(
        kept.unwrap(),
        0,
        "nothing is left of a picture that was taken out"
    );
}

#[actix_web::test]
async fn a_picture_goes_on_where_it_broke_off() {
    let site = Site::open().await;
    // Noise packs badly: the large size is more than one piece.
    let (_, photos) = noisy(&site);
    let path = format!("/photos/{}/large.webp", photos);
    let whole = site.get(&path).await.ok();
    let length = whole.bytes.len();
    assert!(length > 300_000, "{length}");
    assert_eq!(whole.header("accept-ranges"), Some("bytes"));
    assert_eq!(
        whole.header("content-length"),
        Some(length.to_string().as_str())
    );
    image::load_from_memory(&whole.bytes).unwrap();
    let tag = whole.header("etag").unwrap().to_owned();
    let part = async |range: &str, of: &str| {
        let request = site.browser.request(Method::GET, &path);
        site.browser
            .send(request.header("Range", range).header("If-Range", of))
            .await
    };
    for (range, from, to) in [
        ("bytes=0-0", 0, 1),
        ("bytes=100-", 100, length),
        ("bytes=131000-131200", 131_000, 131_201),
        ("bytes=200000-299999", 200_000, 300_000),
        ("bytes=-500", length - 500, length),
        ("bytes=0-99999999", 0, length),
    ] {
        let answer = part(range, &tag).await;
        assert_eq!(answer.status, StatusCode::PARTIAL_CONTENT, "{range}");
        assert!(answer.bytes == whole.bytes[from..to], "{range}");
        let said = format!("bytes {from}-{}/{length}", to - 1);
        assert_eq!(answer.header("content-range"), Some(said.as_str()));
        assert_eq!(
            answer.header("content-length"),
            Some((to - from).to_string().as_str())
        );
    }
    let beyond = part(&format!("bytes={length}-"), &tag).await;
    assert_eq!(beyond.status, StatusCode::RANGE_NOT_SATISFIABLE);
    assert_eq!(
        beyond.header("content-range"),
        Some(format!("bytes */{length}").as_str())
    );
    // Of another picture, of several parts, of nothing that can be read: the whole.
    for (range, of) in [
        ("bytes=0-9", "\"another\""),
        ("bytes=0-1,5-9", &tag),
        ("lines=1", &tag),
        ("bytes=9-1", &tag),
    ] {
        let answer = part(range, of).await;
        assert_eq!(
            (answer.status, answer.bytes.len()),
            (StatusCode::OK, length),
            "{range}"
        );
    }
}

/// Publishes a picture of which each point is another; answers the numbers of the life and of the picture.
fn noisy(site: &Site) -> (i32, i32) {
    let mut seed = 1u32;
    let noise = RgbImage::from_fn(2000, 2400, |_, _| {
        seed = seed.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
        Rgb([(seed >> 24) as u8, (seed >> 16) as u8, (seed >> 8) as u8])
    });
    let mut bytes = std::io::Cursor::new(Vec::new());
    image::DynamicImage::from(noise)
        .write_to(&mut bytes, image::ImageFormat::Jpeg)
        .unwrap();
    let made = make(&bytes.into_inner()).unwrap();
    site.state
        .db
        .write_now(|conn| {
            let photo = queries::store(conn, &made, Utc::now())?;
            let mut record: Record = serde_json::from_str(crate::lives::NAME_ONLY).unwrap();
            record.photos.push(Photo::kept(photo));
            let change = Change {
                by: Author::Shell,
                at: Utc::now(),
                why: "test",
            };
            Ok((publish(conn, &record, change)?, photo))
        })
        .unwrap()
}

#[actix_web::test]
async fn a_cache_in_front_is_told_of_which_picture_it_is() {
    let settings = Settings {
        shared_cache: 600,
        ..Settings::default()
    };
    let site = Site::open_with(settings).await;
    let (_, shown) = hidden_and_shown(&site);
    let answer = site.get(&format!("/photos/{shown}/small.webp")).await.ok();
    assert_eq!(
        answer.header("cache-control"),
        Some("public, max-age=86400, s-maxage=600, immutable")
    );
    assert_eq!(
        answer.header("cache-tag"),
        Some(format!("photo-{shown}").as_str())
    );
    let heard = std::sync::Arc::new(std::sync::Mutex::new(Vec::new()));
    let ear = heard.clone();
    site.state
        .db
        .purges
        .listen(move |purged| ear.lock().unwrap().push(format!("{purged:?}")));
    let gone = |conn: &mut diesel::SqliteConnection| {
        heroes_memorial::heroes::queries::withdraw(conn, None, 1, Utc::now(), "так")
    };
    site.state.db.write(gone).await.unwrap();
    let heard = heard.lock().unwrap().join(" ");
    assert!(
        heard.contains(&format!("photo-{shown}")) && heard.contains("life-1"),
        "{heard}"
    );
    assert_eq!(
        site.get(&format!("/photos/{shown}/small.webp"))
            .await
            .status,
        StatusCode::NOT_FOUND
    );
}

#[actix_web::test]
async fn when_the_disk_takes_no_picture_the_page_says_so_and_keeps_the_words() {
    let site = Site::open().await;
    let home = begun(&site).await;
    let picture = Part::bytes(picture([90, 120, 150])).file_name("портрет.jpg");
    let form = Form::new().part("files", picture);
    // Nothing new can be made in the folder of the memorial while it is somewhere else.
    let folder = site.database().parent().unwrap().to_owned();
    let away = folder.with_extension("away");
    std::fs::rename(&folder, &away).unwrap();
    let answer = site
        .browser
        .post_files(&format!("{home}/photos"), form)
        .await;
    std::fs::rename(&away, &folder).unwrap();
    assert_eq!(answer.status, StatusCode::SERVICE_UNAVAILABLE);
    assert_eq!(answer.all("#errors h2"), ["Файли не збережено"]);
    assert!(!answer.says("Усе, що Ви написали, збережено"));
    assert!(answer.says("«портрет.jpg» не вдалося зберегти"));
}
