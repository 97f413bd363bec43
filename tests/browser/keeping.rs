//! A family whose network goes in the middle of a step, and in the middle of a picture: nothing is lost, and it is said so.

use std::time::Duration;

use diesel::prelude::*;
use heroes_memorial::submissions::answers::Answers;
use heroes_memorial::submissions::queries;
use sha2::{Digest, Sha256};
use thirtyfour::prelude::*;

use crate::chromium::{Chromium, Screen};
use crate::line::Line;
use crate::site::Site;

const ON: &str = ".form-buttons .button-primary";
/// The one that keeps a pasted text and reads it.
const ON_TEXT: &str = "form[data-keep] .form-buttons button";
const AWAY: &str = "Мережі немає. Усе, що Ви написали, збережено на цьому телефоні; надішлемо, коли мережа з’явиться.";

/// Looks again until it is so; a slow machine is given half a minute.
async fn until(what: &str, mut is_so: impl AsyncFnMut() -> bool) {
    for _ in 0..300 {
        if is_so().await {
            return;
        }
        actix_web::rt::time::sleep(Duration::from_millis(100)).await;
    }
    panic!("it never came to this: {what}");
}

/// A story with a name, a telephone with script, and the line between them.
struct Family {
    site: Site,
    line: Line,
    browser: Chromium,
    /// The address of its own page.
    home: String,
}

impl Family {
    async fn begin() -> Option<Self> {
        let browser = Chromium::open(Screen::Telephone, true).await?;
        let site = Site::open().await;
        let form = [("family", "Лисюк"), ("given", "Юрій"), ("sex", "male")];
        let next = site.post("/uk/submissions/new", &form).await.seen_at();
        Some(Self {
            line: Line::to(&site.address),
            browser,
            site,
            home: next.strip_suffix("/relation").unwrap().to_owned(),
        })
    }

    async fn open(&self, path: &str) {
        let address = format!("{}{path}", self.line.address);
        self.browser.page.goto(address).await.unwrap();
    }

    async fn open_step(&self, step: &str) {
        self.open(&format!("{}/{step}", self.home)).await;
    }

    /// The page is closed; what the browser itself keeps stays.
    async fn close_page(&self) {
        self.browser.page.goto("about:blank").await.unwrap();
    }

    fn answers(&self) -> Answers {
        let key = self.home.rsplit('/').next().unwrap();
        let sent = self
            .site
            .state
            .db
            .read_now(|conn| queries::by_key(conn, key));
        sent.unwrap().answers
    }

    fn told(&self) -> String {
        self.answers().story.biography.text
    }

    async fn says(&self, words: &str) {
        // A page that is just going says nothing.
        let seen = "return document.body ? document.body.innerText.replace(/\\s+/g, ' ') : ''";
        until(words, async || {
            let page = self.browser.page.execute(seen, vec![]).await;
            page.is_ok_and(|page| page.json().as_str().unwrap_or_default().contains(words))
        })
        .await;
    }

    async fn value(&self, selector: &str) -> String {
        let element = self.browser.element(selector).await;
        element.prop("value").await.unwrap().unwrap_or_default()
    }

    /// What this browser keeps of what was typed.
    async fn kept_here(&self) -> String {
        let kept = "return Object.keys(localStorage).map((name) => name + localStorage.getItem(name)).join()";
        let kept = self.browser.page.execute(kept, vec![]).await.unwrap();
        kept.json().as_str().unwrap().to_owned()
    }

    /// In place of what stands there, without the keyboard: a story is long.
    async fn append(&self, words: &str) {
        let field = self.browser.field("biography").await;
        field.send_keys(words).await.unwrap();
    }
}

#[actix_web::test]
async fn the_network_goes_in_the_middle_of_a_step_and_not_a_word_is_lost() {
    let Some(family) = Family::begin().await else {
        return;
    };
    family.open_step("story").await;
    family.append("Він любив ліс.").await;
    // While one types, without any button.
    until("the words are on the server", async || {
        family.told() == "Він любив ліс."
    })
    .await;
    family.says("Збережено о").await;
    until("the telephone forgets", async || {
        family.kept_here().await.is_empty()
    })
    .await;
    assert!(
        !family.answers().seen.contains("story"),
        "the step is not passed by typing"
    );

    family.line.cut();
    family.append(" І річку.").await;
    family.browser.press(ON).await;
    family.says(AWAY).await;
    family.browser.is_at("/story").await;
    assert!(family.kept_here().await.contains("І річку."));
    assert_eq!(family.told(), "Він любив ліс.");
    family.close_page().await;

    family.line.mend();
    family.open_step("story").await;
    assert_eq!(
        family.value("[name='biography']").await,
        "Він любив ліс. І річку."
    );
    until("the words are on the server", async || {
        family.told() == "Він любив ліс. І річку."
    })
    .await;
    until("the telephone forgets", async || {
        family.kept_here().await.is_empty()
    })
    .await;

    // With the page still open, what was pressed goes on by itself.
    family.line.cut();
    family.append(" І пісні.").await;
    family.browser.press(ON).await;
    family.says(AWAY).await;
    family.line.mend();
    until("the next step", async || {
        let address = family.browser.page.current_url().await.unwrap();
        address.path().ends_with("/quote")
    })
    .await;
    assert_eq!(family.told(), "Він любив ліс. І річку. І пісні.");
    assert!(family.kept_here().await.is_empty());
    family.browser.close().await;
}

#[actix_web::test]
async fn words_that_met_those_of_a_relative_stand_beside_them() {
    let Some(family) = Family::begin().await else {
        return;
    };
    family.open_step("story").await;
    family.line.cut();
    family.append("Слова матері.").await;
    family.says(AWAY).await;
    family.close_page().await;
    let story = format!("{}/story", family.home);
    let sister = [("biography", "Слова сестри.")];
    family.site.post(&story, &sister).await.seen_at();

    family.line.mend();
    family.open_step("story").await;
    family
        .says("Ваші слова, які лишилися на цьому телефоні")
        .await;
    assert_eq!(family.value(".apart textarea").await, "Слова матері.");
    assert_eq!(family.value("[name='biography']").await, "Слова сестри.");
    assert_eq!(family.told(), "Слова сестри.");
    family.browser.press(".apart button").await;
    assert!(family.kept_here().await.is_empty());

    // And with both pages open: it is said, and the button leads to where both stand.
    family.append(" Ще матері.").await;
    let sister = [("biography", "Слова сестри й брата.")];
    family.site.post(&story, &sister).await.seen_at();
    family
        .says("Тут щойно писав хтось інший; його слова збережено.")
        .await;
    family.browser.press(ON).await;
    family.says("Те, що Ви щойно написали").await;
    assert_eq!(family.value("#written").await, "Слова сестри. Ще матері.");
    assert_eq!(family.told(), "Слова сестри й брата.");
    family.browser.close().await;
}

#[actix_web::test]
async fn what_waits_in_one_step_is_sent_from_the_familys_own_page() {
    let Some(family) = Family::begin().await else {
        return;
    };
    family.open_step("contact").await;
    family.line.cut();
    family.browser.write("contact-name", "Яна ").await;
    family.says(AWAY).await;
    family.line.mend();
    family.open(&family.home).await;
    until("the telephone forgets", async || {
        family.kept_here().await.is_empty()
    })
    .await;
    family.open_step("contact").await;
    assert_eq!(family.value("[name='contact-name']").await, "Яна");
    family.browser.close().await;
}

#[actix_web::test]
async fn a_pasted_text_is_kept_in_its_own_language_and_only_there() {
    let Some(family) = Family::begin().await else {
        return;
    };
    let english = "Yurii was born in a village near Zhytomyr, loved football and worked at a sawmill before the war.";
    family.open_step("text").await;
    family.browser.write("text", english).await;
    until("the text is on the server", async || {
        family.answers().story.biography.other == english
    })
    .await;
    family.line.cut();
    let field = family.browser.field("text").await;
    field.send_keys(" He was a driver.").await.unwrap();
    family.browser.press(ON_TEXT).await;
    family.says(AWAY).await;
    family.line.mend();
    family.says("Що сказано в тексті").await;
    let biography = family.answers().story.biography;
    assert_eq!(biography.other, format!("{english} He was a driver."));
    assert_eq!(biography.text, "");
    assert!(family.kept_here().await.is_empty());
    family.browser.close().await;
}

#[actix_web::test]
async fn a_beginning_waits_on_the_telephone_and_can_be_wiped_out() {
    let Some(family) = Family::begin().await else {
        return;
    };
    let new = "/uk/submissions/new";
    family.open(new).await;
    family.browser.write("given", "Орися").await;
    family.says("Збережено на цьому телефоні.").await;
    family.line.cut();
    family.browser.press(ON).await;
    family.says(AWAY).await;
    family.close_page().await;
    family.line.mend();

    family.open(new).await;
    family.says("Його ще нікуди не надіслано.").await;
    assert_eq!(family.value("[name='given']").await, "Орися");
    family.browser.press(".kept + .button").await;
    assert_eq!(family.value("[name='given']").await, "");
    assert!(family.kept_here().await.is_empty());

    family.browser.write("given", "Орися").await;
    family.browser.write("family", "Коваль").await;
    family.says("Збережено на цьому телефоні.").await;
    family.browser.press(ON).await;
    family.browser.is_at("/relation").await;
    until("the telephone forgets", async || {
        family.kept_here().await.is_empty()
    })
    .await;
    family.browser.close().await;
}

#[actix_web::test]
async fn consent_waits_for_the_network_and_is_never_given_by_the_script() {
    let Some(family) = Family::begin().await else {
        return;
    };
    family.open_step("consent").await;
    family.line.cut();
    family.browser.press("#consent").await;
    family.browser.press(ON).await;
    family
        .says("Мережі немає. Продовжимо, коли вона з’явиться")
        .await;
    assert!(family.kept_here().await.is_empty());
    family.line.mend();
    until("the check of all answers", async || {
        let address = family.browser.page.current_url().await.unwrap();
        address.path().ends_with("/check")
    })
    .await;
    assert!(!family.answers().consent.is_empty());
    family.browser.close().await;
}

#[derive(QueryableByName)]
struct Picture {
    #[diesel(sql_type = diesel::sql_types::Binary)]
    sha256: Vec<u8>,
    #[diesel(sql_type = diesel::sql_types::Integer)]
    width: i32,
    #[diesel(sql_type = diesel::sql_types::Integer)]
    height: i32,
}

fn pictures(site: &Site) -> Vec<Picture> {
    let sql = "SELECT sha256, width, height FROM photos";
    let all = site
        .state
        .db
        .read_now(|conn| diesel::sql_query(sql).load(conn));
    all.unwrap()
}

/// A picture that does not pack well, as a photograph.
fn photograph(width: u32, height: u32) -> Vec<u8> {
    let mut seed = 1_u32;
    let picture = image::RgbImage::from_fn(width, height, |x, y| {
        seed = seed.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
        image::Rgb([(x % 256) as u8, (y % 256) as u8, (seed >> 24) as u8])
    });
    let mut bytes = std::io::Cursor::new(Vec::new());
    picture
        .write_to(&mut bytes, image::ImageFormat::Jpeg)
        .unwrap();
    bytes.into_inner()
}

/// As a telephone held upright writes it: turn me to the right.
fn lying(mut jpeg: Vec<u8>) -> Vec<u8> {
    let exif =
        b"\xFF\xE1\x00\x22Exif\0\0MM\0*\0\0\0\x08\0\x01\x01\x12\0\x03\0\0\0\x01\0\x06\0\0\0\0\0\0";
    jpeg.splice(2..2, *exif);
    jpeg
}

#[actix_web::test]
async fn the_network_goes_in_the_middle_of_a_picture_and_it_arrives_whole_and_once() {
    let Some(family) = Family::begin().await else {
        return;
    };
    let folder = tempfile::tempdir().unwrap();
    let picture = photograph(1500, 1500);
    assert!(
        (1_200_000..3_000_000).contains(&picture.len()),
        "{}",
        picture.len()
    );
    let path = folder.path().join("портрет.jpg");
    std::fs::write(&path, &picture).unwrap();

    family.open_step("photos").await;
    family.line.cut_after(700_000);
    let input = family.browser.element("#files").await;
    input.send_keys(path.to_str().unwrap()).await.unwrap();
    family
        .says("Зв’язок перервався. Те, що дійшло, не пропало")
        .await;
    assert!(pictures(&family.site).is_empty());
    let uploads = family.site.database().with_file_name("uploads");
    let part = std::fs::read_dir(uploads).unwrap().next().unwrap().unwrap();
    let came = part.metadata().unwrap().len() as usize;
    assert!((1..picture.len()).contains(&came), "{came} bytes came");
    // Whoever goes on meanwhile waits for it.
    family.browser.press(ON).await;
    family.says("Світлини ще надсилаються.").await;
    family.line.mend();
    until("the step after", async || {
        let address = family.browser.page.current_url().await.unwrap();
        address.path().ends_with("/contact")
    })
    .await;
    let arrived = pictures(&family.site);
    assert_eq!(arrived.len(), 1);
    assert_eq!(arrived[0].sha256, Sha256::digest(&picture).as_slice());
    assert_eq!(family.answers().photos.len(), 1);
    family.browser.close().await;
}

#[actix_web::test]
async fn pictures_are_made_smaller_stand_upright_and_bad_ones_are_named() {
    let Some(family) = Family::begin().await else {
        return;
    };
    let folder = tempfile::tempdir().unwrap();
    let [first, large, wrong] =
        ["перша.jpg", "велика.jpg", "нотатки.jpg"].map(|name| folder.path().join(name));
    std::fs::write(&first, photograph(300, 300)).unwrap();
    std::fs::write(&large, lying(photograph(4400, 1100))).unwrap();
    std::fs::write(&wrong, "Це не світлина").unwrap();

    family.open_step("photos").await;
    let input = family.browser.element("#files").await;
    input.send_keys(first.to_str().unwrap()).await.unwrap();
    family.browser.element("[name$='-caption']").await;
    let id = family.answers().photos[0].id;
    // Words typed while others go up are there when the page has come anew.
    family
        .browser
        .write(&format!("photo-{id}-caption"), "На риболовлі")
        .await;
    let both = format!("{}\n{}", large.display(), wrong.display());
    let input = family.browser.element("#files").await;
    input.send_keys(&both).await.unwrap();
    family.says("Файл «нотатки.jpg» — не світлина.").await;
    until("both pictures are shown", async || {
        let rows = family.browser.page.find_all(By::Css(".file-row")).await;
        rows.is_ok_and(|rows| rows.len() == 2)
    })
    .await;
    family.says("Ці файли не додано").await;
    let caption = format!("[name='photo-{id}-caption']");
    assert_eq!(family.value(&caption).await, "На риболовлі");
    assert_eq!(family.answers().photos[0].caption.text, "На риболовлі");
    let arrived = pictures(&family.site);
    assert_eq!((arrived[1].width, arrived[1].height), (1000, 4000));
    family.browser.close().await;
}
