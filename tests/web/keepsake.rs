//! All that a family gave, in an archive that opens without the memorial.

use std::collections::BTreeMap;
use std::io::{Cursor, Read};

use heroes_memorial::heroes::hero::Record;
use reqwest::StatusCode;
use reqwest::multipart::{Form, Part};
use scraper::{Html, Selector};

use crate::lives::{LYSIUK, publish_life};
use crate::moderation::{opened, revision};
use crate::namesakes::{merged, two_pages};
use crate::photos::picture;
use crate::site::{Answer, Site};

/// The files of an archive by their names.
fn unpacked(answer: &Answer) -> BTreeMap<String, Vec<u8>> {
    assert_eq!(answer.header("content-type"), Some("application/zip"));
    assert_eq!(answer.header("cache-control"), Some("no-store"));
    assert_eq!(answer.header("x-robots-tag"), Some("noindex, nofollow"));
    let mut zip = zip::ZipArchive::new(Cursor::new(&answer.bytes)).unwrap();
    let mut files = BTreeMap::new();
    for number in 0..zip.len() {
        let mut file = zip.by_index(number).unwrap();
        let name = file.name().unwrap().into_owned();
        assert!(file.enclosed_name().is_some(), "{name}");
        let safe = |letter: char| letter.is_ascii_alphanumeric() || "./-".contains(letter);
        assert!(name.chars().all(safe) && !name.contains(".."), "{name}");
        let mut bytes = Vec::new();
        file.read_to_end(&mut bytes).unwrap();
        files.insert(name, bytes);
    }
    files
}

fn text(files: &BTreeMap<String, Vec<u8>>, name: &str) -> String {
    String::from_utf8(files[name].clone()).unwrap()
}

/// Every address in the pages is of a file in the archive.
fn links_resolve(files: &BTreeMap<String, Vec<u8>>) {
    for (name, page) in files.iter().filter(|(name, _)| name.ends_with(".html")) {
        let page = Html::parse_document(std::str::from_utf8(page).unwrap());
        let mut count = 0;
        for (selector, attribute) in [("[href]", "href"), ("[src]", "src")] {
            for element in page.select(&Selector::parse(selector).unwrap()) {
                let link = element.value().attr(attribute).unwrap();
                assert!(files.contains_key(link), "{name} names {link}");
                count += 1;
            }
        }
        assert!(count > 4, "{name}");
        assert!(
            page.select(&Selector::parse("script, style, [style]").unwrap())
                .next()
                .is_none(),
            "nothing runs in {name}"
        );
    }
}

#[actix_web::test]
async fn a_family_keeps_all_that_it_gave_and_it_opens_without_a_network() {
    let (_site, family, home) = opened("Юрій любив ліс.\n\nІ тишу.").await;
    let send = |path: String, name: &'static str, colour| {
        let bytes = Part::bytes(picture(colour)).file_name(name);
        let family = family.clone();
        async move {
            family
                .post_files(&path, Form::new().part("files", bytes))
                .await
                .seen_at()
        }
    };
    send(format!("{home}/photos"), "портрет.jpg", [200, 190, 180]).await;
    send(format!("{home}/papers"), "некролог.jpg", [100, 90, 80]).await;
    let own = family.get(&home).await.ok();
    let zip = format!("{home}/keepsake.zip");
    assert!(own.attributes("a", "href").contains(&zip));
    let answer = family.get(&zip).await.ok();
    assert_eq!(
        answer.header("content-disposition"),
        Some("attachment; filename=\"yurii-lysiuk-keepsake.zip\"")
    );
    let files = unpacked(&answer);
    links_resolve(&files);
    let page = text(&files, "index.html");
    for said in ["Юрій Лисюк", "«Лис»", "Юрій любив ліс.", "травень 1996"]
    {
        assert!(page.contains(said), "{said}");
    }
    assert!(text(&files, "index-en.html").contains("Yurii Lysiuk"));
    assert!(text(&files, "life-uk.txt").contains("Юрій любив ліс."));
    let record: Record = serde_json::from_str(&text(&files, "record.json")).unwrap();
    assert_eq!(record.name.family, "Лисюк");
    let photo = format!("photos/{}", record.photos[0].file.as_deref().unwrap());
    let large = image::load_from_memory(&files[&photo]).unwrap();
    assert_eq!(
        (large.width(), large.height()),
        (900, 1200),
        "as it was sent"
    );
    assert_eq!(
        files
            .keys()
            .filter(|name| name.starts_with("papers/"))
            .count(),
        1
    );
    for paper in ["page-uk.pdf", "page-en.pdf"] {
        assert_eq!(
            lopdf::Document::load_mem(&files[paper])
                .unwrap()
                .get_pages()
                .len(),
            1
        );
    }
    let readme = text(&files, "README.txt");
    for name in files.keys().filter(|name| !name.contains('/')) {
        let told = *name == "README.txt" || *name == "style.css" || readme.contains(name.as_str());
        assert!(told, "README.txt tells of {name}");
    }
    // Contacts are kept apart from all of it.
    for (name, bytes) in &files {
        let bytes = String::from_utf8_lossy(bytes);
        assert!(!bytes.contains("380671234567"), "{name}");
    }
}

#[actix_web::test]
async fn on_a_page_merged_of_two_each_family_keeps_its_own_words_alone() {
    let (site, colleague, families, between) = two_pages().await;
    merged(&site, &colleague, (between[0], between[1]), &[]).await;
    let page = site.get("/uk/heroes/yurii-lysiuk").await.ok();
    assert!(page.says("Юрій любив футбол") && page.says("грати на гітарі"));
    let own = ["Юрій любив футбол", "грати на гітарі"];
    for (at, (family, home)) in families.iter().enumerate() {
        let files = unpacked(&family.get(&format!("{home}/keepsake.zip")).await.ok());
        links_resolve(&files);
        assert!(text(&files, "index.html").contains(own[at]));
        for (name, bytes) in files.iter().filter(|(name, _)| !name.ends_with(".pdf")) {
            assert!(
                !String::from_utf8_lossy(bytes).contains(own[1 - at]),
                "{name}"
            );
        }
    }
}

#[actix_web::test]
async fn nobody_but_the_family_has_it() {
    let (site, family, home) = opened("Юрій любив ліс.").await;
    let relatives = format!("{home}/relatives");
    let page = family.get(&relatives).await.ok();
    let once = page.attributes("input[name=once]", "value").remove(0);
    let form = [("once", once.as_str()), ("name", "тітка Оля")];
    let invited = family.post(&relatives, &form).await.ok();
    let address = invited.attributes(".own-address a", "href").remove(0);
    let hers = address.strip_prefix("http://127.0.0.1:8080").unwrap();
    let aunt = site.visitor();
    // Her own address opens the story, and neither what its family keeps nor, once it is public, the code of the grave.
    let own = aunt.get(hers).await.ok();
    assert!(!own.text().contains("keepsake.zip"));
    let read = revision(&site.get("/admin/submissions/1").await.ok());
    let form = [("revision", read.as_str()), ("seen", "1")];
    site.post("/admin/submissions/1/approval", &form)
        .await
        .seen_at();
    for file in ["keepsake.zip", "qr", "qr.svg", "qr.png"] {
        family.get(&format!("{home}/{file}")).await.ok();
        let refused = aunt.get(&format!("{hers}/{file}")).await;
        assert_eq!(refused.status, StatusCode::NOT_FOUND, "{file}");
    }
    let own = aunt.get(hers).await.ok();
    for file in ["keepsake.zip", "/qr\""] {
        assert!(!own.text().contains(file), "{file}");
    }
    let stranger = format!("/uk/submissions/{}/keepsake.zip", "A".repeat(24));
    assert_eq!(
        site.visitor().get(&stranger).await.status,
        StatusCode::NOT_FOUND
    );
    let english = home.replace("/uk/", "/en/");
    let files = unpacked(&family.get(&format!("{english}/keepsake.zip")).await.ok());
    assert!(files.contains_key("index.html") && files.contains_key("index-en.html"));
}

#[actix_web::test]
async fn what_is_still_being_written_can_be_kept_too_and_a_note_to_a_page_is_no_life() {
    let site = Site::open().await;
    let home = crate::submissions::begun(&site).await;
    let files = unpacked(&site.get(&format!("{home}/keepsake.zip")).await.ok());
    links_resolve(&files);
    assert!(text(&files, "index.html").contains("Юрій Лисюк"));
    publish_life(&site, LYSIUK);
    let page = site
        .get("/uk/submissions/new?about=yurii-lysiuk")
        .await
        .ok();
    let once = page.attributes("input[name=once]", "value").remove(0);
    let form = [
        ("once", once.as_str()),
        ("about", "yurii-lysiuk"),
        ("note", "Він грав на гітарі."),
    ];
    let next = site.post("/uk/submissions/new", &form).await.seen_at();
    let note = next.rsplit_once('/').unwrap().0.to_owned();
    let own = site.get(&note).await.ok();
    assert!(!own.text().contains("keepsake.zip"));
    assert_eq!(
        site.get(&format!("{note}/keepsake.zip")).await.status,
        StatusCode::NOT_FOUND
    );
}
