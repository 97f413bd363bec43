//! Pictures that come piece by piece: they go on from where they were, and only their own family's.

use reqwest::{Method, StatusCode};
use serde_json::{Value, json};

use crate::site::{Answer, Site, spaced};
use crate::submissions::{begun, image_png, is_secret, jpeg, kept, put, sent};

const PIECE: usize = 256 * 1024;

fn json(answer: &Answer) -> Value {
    serde_json::from_slice(&answer.bytes).unwrap_or_else(|_| panic!("{}", answer.words()))
}

fn said(answer: &Answer) -> String {
    spaced(json(answer)["say"].as_str().unwrap())
}

async fn begin(site: &Site, home: &str, name: &str, length: usize) -> Answer {
    let length = length.to_string();
    let form = [("name", name), ("length", length.as_str())];
    site.post(&format!("{home}/photos/uploads"), &form).await
}

/// The address of an upload that has begun.
async fn upload(site: &Site, home: &str, name: &str, length: usize) -> String {
    let answer = begin(site, home, name, length).await;
    assert_eq!(answer.status, StatusCode::CREATED, "{}", answer.words());
    is_secret(&answer);
    let id = json(&answer)["id"].as_str().unwrap().to_owned();
    format!("{home}/photos/uploads/{id}")
}

async fn append(site: &Site, upload: &str, from: usize, piece: &[u8]) -> Answer {
    let request = site
        .browser
        .request(Method::POST, &format!("{upload}?from={from}"))
        .header("Sec-Fetch-Site", "same-origin")
        .body(piece.to_vec());
    site.browser.send(request).await
}

#[actix_web::test]
async fn a_picture_comes_in_pieces_whole_and_once() {
    let site = Site::open().await;
    let home = begun(&site).await;
    let picture = jpeg();
    let (first, rest) = picture.split_at(3000);
    let upload = upload(&site, &home, "C:\\фото\\портрет.jpg", picture.len()).await;
    let length = picture.len();
    assert_eq!(
        json(&site.get(&upload).await.ok()),
        json!({ "have": 0, "length": length })
    );
    let come = append(&site, &upload, 0, first).await.ok();
    assert_eq!(json(&come), json!({ "have": 3000, "length": length }));

    // The answer was lost, the piece comes again, or one too far: it is said how much is here.
    for from in [0, 2999, 3001, usize::MAX] {
        let answer = append(&site, &upload, from, rest).await;
        assert_eq!(answer.status, StatusCode::CONFLICT, "{from}");
        assert_eq!(json(&answer)["have"], 3000);
    }
    let longer = [rest, b"more than was promised"].concat();
    assert_eq!(
        append(&site, &upload, 3000, &longer).await.status,
        StatusCode::CONFLICT
    );
    assert!(kept(&site, &home).answers.photos.is_empty());

    assert_eq!(
        json(&append(&site, &upload, 3000, rest).await.ok()),
        json!({ "done": true })
    );
    for _ in 0..2 {
        assert_eq!(
            json(&append(&site, &upload, length, b"").await.ok()),
            json!({ "done": true })
        );
        assert_eq!(json(&site.get(&upload).await.ok()), json!({ "done": true }));
    }
    assert_eq!(kept(&site, &home).answers.photos.len(), 1);
    let page = site.get(&format!("{home}/photos")).await.ok();
    assert!(page.says("портрет.jpg") && !page.says("фото\\"));
    // The same picture sent anew is the same picture, and it is said.
    let again = self::upload(&site, &home, "знову.jpg", length).await;
    let answer = append(&site, &again, 0, &picture).await;
    assert_eq!(answer.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(
        said(&answer).contains("«знову.jpg» вже є"),
        "{}",
        said(&answer)
    );
    assert_eq!(site.get(&again).await.status, StatusCode::NOT_FOUND);
    assert_eq!(kept(&site, &home).answers.photos.len(), 1);
}

#[actix_web::test]
async fn what_is_no_picture_is_refused_by_its_first_piece() {
    let site = Site::open().await;
    let home = begun(&site).await;
    let mut video = b"\0\0\0\x20ftypisom".to_vec();
    video.resize(PIECE, 0);
    let upload = upload(&site, &home, "відео.mp4", 15_000_000).await;
    let answer = append(&site, &upload, 0, &video).await;
    assert_eq!(answer.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(said(&answer).contains("«відео.mp4» — це відео"));
    assert_eq!(site.get(&upload).await.status, StatusCode::NOT_FOUND);

    // As an iPhone writes it: what to do is said in either language.
    let mut heic = b"\0\0\0\x24ftypheic".to_vec();
    heic.resize(PIECE, 0);
    for (lang, words) in [
        ("uk", "«Параметри» → «Камера» → «Формати»"),
        ("en", "Settings → Camera → Formats"),
    ] {
        let home = home.replace("/uk/", &format!("/{lang}/"));
        let upload = self::upload(&site, &home, "IMG_1.HEIC", 2_000_000).await;
        let answer = append(&site, &upload, 0, &heic).await;
        assert_eq!(answer.status, StatusCode::UNPROCESSABLE_ENTITY);
        assert!(said(&answer).contains(words), "{}", said(&answer));
    }

    let mut cut = jpeg();
    cut.truncate(cut.len() / 2);
    let upload = self::upload(&site, &home, "обірване.jpg", cut.len()).await;
    let answer = append(&site, &upload, 0, &cut).await;
    assert_eq!(answer.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(said(&answer).contains("дійшла не повністю"));
    assert!(kept(&site, &home).answers.photos.is_empty());
}

#[actix_web::test]
async fn sizes_are_bounded_before_anything_comes() {
    let site = Site::open().await;
    let home = begun(&site).await;
    for (length, words) in [(0, "порожній"), (20 * 1024 * 1024 + 1, "більший за 20")]
    {
        let answer = begin(&site, &home, "велика.jpg", length).await;
        assert_eq!(answer.status, StatusCode::UNPROCESSABLE_ENTITY);
        assert!(said(&answer).contains(words), "{}", said(&answer));
    }
    let upload = upload(&site, &home, "велика.jpg", 10 * PIECE).await;
    let large = append(&site, &upload, 0, &vec![0xFF; PIECE + 1]).await;
    assert_eq!(large.status, StatusCode::PAYLOAD_TOO_LARGE);
    let wordless = site.get(&format!("{home}/photos/uploads")).await;
    assert_eq!(wordless.status, StatusCode::METHOD_NOT_ALLOWED);
}

#[actix_web::test]
async fn another_familys_upload_is_none() {
    let site = Site::open().await;
    let (home, stranger) = (begun(&site).await, begun(&site).await);
    let picture = jpeg();
    let upload = upload(&site, &home, "a.jpg", picture.len()).await;
    let theirs = upload.replace(&home, &stranger);
    assert_eq!(site.get(&theirs).await.status, StatusCode::NOT_FOUND);
    assert_eq!(
        append(&site, &theirs, 0, &picture).await.status,
        StatusCode::NOT_FOUND
    );
    for name in [
        "..%2F..%2Fmemorial.sqlite3",
        "AAAAAAAAAAAAAAAAAAAAAAAA",
        "я",
    ] {
        let none = site.get(&format!("{home}/photos/uploads/{name}")).await;
        assert_eq!(none.status, StatusCode::NOT_FOUND, "{name}");
    }
    let nobody = begin(&site, "/uk/submissions/nobody", "a.jpg", 10).await;
    assert_eq!(nobody.status, StatusCode::NOT_FOUND);
    // A form of another site adds nothing.
    let request = site
        .browser
        .request(Method::POST, &format!("{upload}?from=0"))
        .header("Sec-Fetch-Site", "cross-site")
        .body(picture);
    assert_eq!(
        site.browser.send(request).await.status,
        StatusCode::FORBIDDEN
    );
}

#[actix_web::test]
async fn ten_pictures_are_the_most_in_pieces_too() {
    let site = Site::open().await;
    let home = begun(&site).await;
    let eleventh = upload(&site, &home, "остання.png", image_png().len()).await;
    for number in 0..10 {
        let picture = image::RgbImage::from_pixel(80, 80, image::Rgb([number * 20, 90, 60]));
        let mut bytes = std::io::Cursor::new(Vec::new());
        picture
            .write_to(&mut bytes, image::ImageFormat::Png)
            .unwrap();
        let bytes = bytes.into_inner();
        // Nine beside the one that waits: more at once would make it give way.
        let upload = upload(&site, &home, &format!("{number}.png"), bytes.len()).await;
        append(&site, &upload, 0, &bytes).await.ok();
    }
    assert_eq!(kept(&site, &home).answers.photos.len(), 10);
    let answer = append(&site, &eleventh, 0, &image_png()).await;
    assert_eq!(answer.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(said(&answer).starts_with("Для файлу «остання.png» немає місця"));
    let answer = begin(&site, &home, "ще.png", 100).await;
    assert_eq!(answer.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(said(&answer).starts_with("Для файлу «ще.png» немає місця"));
}

#[actix_web::test]
async fn nothing_is_added_to_what_a_moderator_reads() {
    let site = Site::open().await;
    let home = sent(&site).await;
    let picture = jpeg();
    let upload = upload(&site, &home, "a.jpg", picture.len()).await;
    append(&site, &upload, 0, &picture[..2000]).await.ok();
    put(&site, &home, "taken", None);
    for answer in [
        append(&site, &upload, 2000, &picture[2000..]).await,
        begin(&site, &home, "b.jpg", 100).await,
    ] {
        assert_eq!(answer.status, StatusCode::CONFLICT);
        assert!(said(&answer).starts_with("Розповідь уже не можна змінити"));
    }
    assert!(kept(&site, &home).answers.photos.is_empty());
}

#[actix_web::test]
async fn a_family_on_a_fast_line_is_not_stopped_by_the_limit_of_acts() {
    let site = Site::open().await;
    let home = begun(&site).await;
    let upload = upload(&site, &home, "a.jpg", 300).await;
    for from in 0..300 {
        let answer = append(
            &site,
            &upload,
            from,
            if from == 299 { b"" } else { b"\xFF" },
        )
        .await;
        assert_eq!(answer.status, StatusCode::OK, "{from}");
    }
}
