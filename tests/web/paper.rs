//! A life on paper, looked at with a parser of PDF that is not ours.

use lopdf::{Dictionary, Document, Object};

use crate::cards::with_pictures;
use crate::lives::{LYSIUK, NAME_ONLY, publish_life};
use crate::site::{Answer, Site, spaced};

fn read(answer: &Answer) -> Document {
    assert_eq!(answer.header("content-type"), Some("application/pdf"));
    Document::load_mem(&answer.bytes).unwrap()
}

/// All that is written in it.
pub fn words(answer: &Answer) -> String {
    let paper = read(answer);
    let pages: Vec<u32> = paper.get_pages().keys().copied().collect();
    spaced(&paper.extract_text(&pages).unwrap())
}

/// Width and height in dots of every picture in it.
pub fn pictures(answer: &Answer) -> Vec<(i64, i64)> {
    let paper = read(answer);
    let of = |dictionary: &Dictionary, key: &[u8]| dictionary.get(key).unwrap().as_i64().unwrap();
    let streams = paper.objects.values().filter_map(|object| match object {
        Object::Stream(stream) => Some(&stream.dict),
        _ => None,
    });
    streams
        .filter(|one| {
            one.get(b"Subtype")
                .and_then(Object::as_name)
                .is_ok_and(|name| name == b"Image")
        })
        .map(|one| (of(one, b"Width"), of(one, b"Height")))
        .collect()
}

/// Width and height of each page in millimetres.
fn sizes(paper: &Document) -> Vec<(f64, f64)> {
    let page = |id| {
        let mut page = paper.get_dictionary(id).unwrap();
        while page.get(b"MediaBox").is_err() {
            let parent = page.get(b"Parent").unwrap().as_reference().unwrap();
            page = paper.get_dictionary(parent).unwrap();
        }
        let sides = page.get(b"MediaBox").unwrap().as_array().unwrap();
        let mm = |at: usize| f64::from(sides[at].as_float().unwrap()) / 72.0 * 25.4;
        (mm(2) - mm(0), mm(3) - mm(1))
    };
    paper.get_pages().values().map(|id| page(*id)).collect()
}

fn are(sizes: &[(f64, f64)], count: usize, (width, height): (f64, f64)) -> bool {
    sizes.len() == count
        && sizes
            .iter()
            .all(|(wide, high)| (wide - width).abs() < 0.1 && (high - height).abs() < 0.1)
}

/// Whether there are fonts, and each is in the file.
fn has_its_fonts(paper: &Document) -> bool {
    let mut described = 0;
    for object in paper.objects.values() {
        let Ok(dictionary) = object.as_dict() else {
            continue;
        };
        let kind = dictionary.get(b"Type").and_then(Object::as_name);
        match kind {
            Ok(b"FontDescriptor") => {
                described += 1;
                let keys: [&[u8]; 3] = [b"FontFile", b"FontFile2", b"FontFile3"];
                if !keys.iter().any(|key| dictionary.has(key)) {
                    return false;
                }
            }
            Ok(b"Font")
                if dictionary
                    .get(b"Subtype")
                    .and_then(Object::as_name)
                    .is_ok_and(|kind| kind == b"Type1") =>
            {
                return false;
            }
            _ => (),
        }
    }
    described > 0
}

const LIFE: &str = "/uk/heroes/yurii-lysiuk";

/// A reader of PDF puts spaces where letters stand apart, and lines end in hyphens.
fn bare(text: &str) -> String {
    text.replace([' ', '-'], "")
}

fn told(biography: &str) -> String {
    let mut record: serde_json::Value = serde_json::from_str(LYSIUK).unwrap();
    record["biography"]["uk"] = biography.into();
    record.to_string()
}

#[actix_web::test]
async fn a_life_stands_on_one_a4_page_with_all_its_letters() {
    let site = Site::open().await;
    let id = publish_life(&site, LYSIUK);
    let page = site.get(&format!("{LIFE}/page.pdf")).await.ok();
    let paper = read(&page);
    assert!(
        are(&sizes(&paper), 1, (210.0, 297.0)),
        "{:?}",
        sizes(&paper)
    );
    assert!(has_its_fonts(&paper));
    let words = words(&page);
    for said in [
        "Юрій Лисюк",
        "«Лис»",
        "травень 1996 — 5 березня 2024",
        "Буряківка, Житомирська область",
        "Пулини",
        "Я дуже ним пишаюся, він мій Герой",
        "Меморіал Героїв",
        "Надруковано",
    ] {
        assert!(words.contains(said), "{said}: {words}");
    }
    assert!(words.contains(&format!("127.0.0.1:8080/h/{id}")));
    assert!(!words.contains("Тут не вся розповідь"), "it is whole");
    let en = site.get("/en/heroes/yurii-lysiuk/page.pdf").await.ok();
    let said = self::words(&en);
    assert!(said.contains("Yurii Lysiuk") && said.contains("There is no English text yet"));
}

#[actix_web::test]
async fn a_page_says_its_title_and_language_to_a_reader_that_reads_aloud() {
    let site = Site::open().await;
    with_pictures(&site, LYSIUK, &[[150, 140, 130]]);
    for (file, lang) in [("page.pdf", "uk"), ("booklet.pdf", "en")] {
        let answer = site
            .get(&format!("/{lang}/heroes/yurii-lysiuk/{file}"))
            .await
            .ok();
        let paper = read(&answer);
        let catalog = paper.catalog().unwrap();
        assert_eq!(
            catalog.get(b"Lang").unwrap().as_str().unwrap(),
            lang.as_bytes()
        );
        let marks = catalog.get(b"MarkInfo").unwrap();
        let marks = match marks {
            Object::Reference(id) => paper.get_dictionary(*id).unwrap(),
            marks => marks.as_dict().unwrap(),
        };
        assert!(marks.get(b"Marked").unwrap().as_bool().unwrap(), "tagged");
        assert!(catalog.has(b"StructTreeRoot"));
        let whole = String::from_utf8_lossy(&answer.bytes);
        assert!(whole.contains("pdfuaid:part"), "PDF/UA");
    }
}

#[actix_web::test]
async fn pictures_are_as_fine_as_paper_shows_them() {
    let site = Site::open().await;
    let colours = [[150, 140, 130], [90, 100, 110], [60, 70, 80]];
    with_pictures(&site, LYSIUK, &colours);
    let page = site.get(&format!("{LIFE}/page.pdf")).await.ok();
    // 46 mm at 300 dots an inch.
    assert_eq!(pictures(&page), [(543, 678)]);
    let booklet = site.get(&format!("{LIFE}/booklet.pdf")).await.ok();
    let mut all = pictures(&booklet);
    all.sort_unstable();
    assert_eq!(all.len(), 3, "{all:?}");
    assert!(all.iter().all(|(width, _)| *width >= 500), "{all:?}");
    assert!(booklet.bytes.len() < 2_000_000);
}

#[actix_web::test]
async fn a_long_story_is_shortened_honestly_and_the_page_stays_one() {
    let site = Site::open().await;
    let paragraph = "Він прокидався раніше за всіх і йшов до лісу, бо любив тишу понад усе на світі. \
                     Товариші згадують, що найскладніші дороги він долав спокійно. ";
    let long: Vec<String> = (1..=60)
        .map(|number| format!("Розділ {number}. {}", paragraph.repeat(3).trim()))
        .collect();
    let id = publish_life(&site, &told(&long.join("\n\n")));
    let address = format!("127.0.0.1:8080/h/{id}");
    let page = site.get(&format!("{LIFE}/page.pdf")).await.ok();
    assert!(are(&sizes(&read(&page)), 1, (210.0, 297.0)));
    let said = words(&page);
    assert!(said.contains("Розділ 1.") && !said.contains("Розділ 60."));
    let honest = format!("Тут не вся розповідь. Уся вона за адресою {address}");
    assert!(bare(&said).contains(&bare(&honest)), "{said}");
    let booklet = site.get(&format!("{LIFE}/booklet.pdf")).await.ok();
    assert!(are(&sizes(&read(&booklet)), 8, (105.0, 148.0)));
    let more = words(&booklet);
    assert!(bare(&more).contains("Тутневсярозповідь") && more.len() > said.len());
}

#[actix_web::test]
async fn a_life_of_which_only_the_name_is_known_has_a_page_and_a_booklet_too() {
    let site = Site::open().await;
    publish_life(&site, NAME_ONLY);
    let life = "/uk/heroes/orysia-krynychanska";
    let page = site.get(&format!("{life}/page.pdf")).await.ok();
    assert!(are(&sizes(&read(&page)), 1, (210.0, 297.0)));
    assert!(words(&page).contains("Орися Криничанська"));
    let booklet = site.get(&format!("{life}/booklet.pdf")).await.ok();
    assert!(are(&sizes(&read(&booklet)), 8, (105.0, 148.0)));
    assert!(words(&booklet).contains("Для Ваших слів"));
    assert!(has_its_fonts(&read(&booklet)));
}

#[actix_web::test]
async fn the_booklet_has_eight_a6_pages_and_its_sheet_two_sides_of_a4() {
    let site = Site::open().await;
    with_pictures(&site, LYSIUK, &[[150, 140, 130], [90, 100, 110]]);
    let booklet = site.get(&format!("{LIFE}/booklet.pdf")).await.ok();
    let paper = read(&booklet);
    assert!(
        are(&sizes(&paper), 8, (105.0, 148.0)),
        "{:?}",
        sizes(&paper)
    );
    let cover = spaced(&paper.extract_text(&[1]).unwrap());
    assert!(cover.contains("Юрій Лисюк") && cover.contains("Меморіал Героїв"));
    let back = spaced(&paper.extract_text(&[8]).unwrap());
    assert!(back.contains("/h/1") && back.contains("Надруковано"));
    let sheet = site.get(&format!("{LIFE}/booklet-sheet.pdf")).await.ok();
    let paper = read(&sheet);
    assert!(
        are(&sizes(&paper), 2, (210.0, 297.0)),
        "{:?}",
        sizes(&paper)
    );
    assert!(has_its_fonts(&paper));
    let shown = site.get(&format!("{LIFE}/booklet")).await.ok();
    let files = shown.attributes(".paper-kinds a", "href");
    assert_eq!(files.len(), 3);
    assert!(shown.says("Розріжте аркуш навпіл"));
}

#[actix_web::test]
async fn what_a_family_wrote_is_never_read_as_markup() {
    let site = Site::open().await;
    let wild = "#read(\"/etc/passwd\") #import \"@preview/x:0.1.0\" *товсто* _криво_ $x^2$ = Заголовок \
                @посилання <мітка> \\ // не коментар /* і не це */ ~ `код` {дужки} 🕯 кінець";
    publish_life(&site, &told(wild));
    let page = site.get(&format!("{LIFE}/page.pdf")).await.ok();
    let said = bare(&words(&page));
    for written in [
        "#read(«/etc/passwd»)",
        "*товсто* _криво_ $x^2$ = Заголовок",
        "@посилання <мітка>",
        "// не коментар /* і не це */",
        "`код` {дужки}",
        "кінець",
    ] {
        let written = bare(written);
        assert!(said.contains(&written), "{written}: {said}");
    }
    let quoted = site.get(&format!("{LIFE}/card.png")).await.ok();
    assert_eq!(quoted.header("content-type"), Some("image/png"));
}

#[actix_web::test]
async fn the_same_life_on_the_same_day_gives_the_same_file_made_once() {
    let noon = || "2026-11-28T10:00:00Z".parse().unwrap();
    let site = Site::open_at(noon).await;
    publish_life(&site, LYSIUK);
    let path = format!("{LIFE}/booklet.pdf");
    let first = site.get(&path).await.ok();
    assert!(words(&first).contains("Надруковано 28 листопада 2026 року"));
    let again = site.get(&path).await.ok();
    assert_eq!(first.bytes, again.bytes);
    assert_eq!(site.state.made.count().await, 1);
    let elsewhere = site.copied();
    let there = elsewhere.get(&path).await.ok();
    assert_eq!(
        first.bytes, there.bytes,
        "without a clock and without chance"
    );
    assert_eq!(first.header("etag"), there.header("etag"));
    let held = site
        .browser
        .request(reqwest::Method::GET, &path)
        .header("If-None-Match", first.header("etag").unwrap());
    assert_eq!(site.browser.send(held).await.status, 304);
    let tomorrow = site.copied_at(|| "2026-11-29T10:00:00Z".parse().unwrap());
    assert_ne!(first.bytes, tomorrow.get(&path).await.ok().bytes);
}
