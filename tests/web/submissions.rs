//! The family: no account, nothing lost, nothing seen by anyone else.

use chrono::{DateTime, Utc};
use diesel::prelude::*;
use diesel::sql_types::Text;
use heroes_memorial::submissions::answers::Contacts;
use heroes_memorial::submissions::consent;
use heroes_memorial::submissions::queries::{self, Sent};
use heroes_memorial::submissions::submission::State;
use reqwest::StatusCode;
use reqwest::multipart::{Form, Part};

use crate::accounts::{administrator, moderator};
use crate::lives::{LYSIUK, publish_life};
use crate::motions::seconded;
use crate::site::{Answer, Site};

fn at_five_past_two() -> DateTime<Utc> {
    "2026-11-23T12:05:00Z".parse().unwrap()
}

/// Begins a story as a browser does; answers the address of the family's own page.
pub async fn begun(site: &Site) -> String {
    let page = site.get("/uk/submissions/new").await.ok();
    let once = page.attributes("input[name=once]", "value").remove(0);
    let form = [
        ("once", once.as_str()),
        ("family", "Лисюк"),
        ("given", "Юрій"),
        ("call-sign", "«Лис»"),
        ("sex", "male"),
    ];
    let next = site.post("/uk/submissions/new", &form).await.seen_at();
    next.strip_suffix("/relation").unwrap().to_owned()
}

fn key(home: &str) -> &str {
    home.rsplit('/').next().unwrap()
}

pub fn kept(site: &Site, home: &str) -> Sent {
    site.state
        .db
        .read_now(|conn| queries::by_key(conn, key(home)))
        .unwrap()
}

fn how_many(site: &Site) -> i64 {
    #[derive(QueryableByName)]
    struct Count {
        #[diesel(sql_type = diesel::sql_types::BigInt)]
        count: i64,
    }
    let sql = "SELECT count(*) AS count FROM submissions";
    site.state
        .db
        .read_now(|conn| diesel::sql_query(sql).get_result::<Count>(conn))
        .unwrap()
        .count
}

/// Puts the story in another state, as the desk does.
pub fn put(site: &Site, home: &str, state: &str, message: Option<&str>) {
    let hash = heroes_memorial::submissions::key::hash(key(home));
    let decided = if state == "taken" {
        "NULL"
    } else {
        "'2026-11-23 13:00:00+00:00'"
    };
    let by = if state == "taken" { "NULL" } else { "1" };
    let sql = format!(
        "UPDATE submissions SET state = ?, message = ?, taken_at = '2026-11-23 12:30:00+00:00', taken_by = 1, decided_at = {decided}, \
         decided_by = {by} WHERE key_hash = x'{}'",
        hex::encode(hash)
    );
    site.state
        .db
        .write_now(|conn| {
            diesel::sql_query("INSERT OR IGNORE INTO accounts (id, name, password, role, created_at) VALUES (1, 'Модератор', '$argon2id$x', 'moderator', '2026-11-23 12:00:00+00:00')").execute(conn)?;
            diesel::sql_query(sql)
                .bind::<Text, _>(state)
                .bind::<diesel::sql_types::Nullable<Text>, _>(message)
                .execute(conn)
        })
        .unwrap();
}

async fn answered(site: &Site, home: &str, step: &str, form: &[(&str, &str)]) -> String {
    site.post(&format!("{home}/{step}"), form).await.seen_at()
}

/// Answers what a story cannot do without and sends it.
pub async fn sent(site: &Site) -> String {
    let home = begun(site).await;
    answered(site, &home, "relation", &[("relation", "sister")]).await;
    answered(site, &home, "consent", &[("consent", consent::VERSION)]).await;
    assert_eq!(
        site.post(&format!("{home}/sending"), &[]).await.seen_at(),
        home
    );
    home
}

pub fn is_secret(page: &Answer) {
    assert_eq!(page.header("cache-control"), Some("no-store"));
    assert_eq!(page.header("referrer-policy"), Some("no-referrer"));
    assert!(page.header("x-robots-tag").unwrap().contains("noindex"));
}

#[actix_web::test]
async fn looking_makes_nothing_and_a_wrong_key_is_a_page_that_does_not_exist() {
    let site = Site::open().await;
    for path in ["/uk/submissions/new", "/en/submissions/new"] {
        assert_eq!(
            site.get(path).await.ok().header("cache-control"),
            Some("no-store")
        );
    }
    assert_eq!(how_many(&site), 0);
    for path in ["", "/who", "/check", "/photos", "/photos/1", "/nothing"] {
        for key in ["AAAAAAAAAAAAAAAAAAAAAAAA", "%D1%97", "x"] {
            let answer = site.get(&format!("/uk/submissions/{key}{path}")).await;
            assert_eq!(answer.status, StatusCode::NOT_FOUND, "{key}{path}");
            assert_eq!(answer.all("h1"), ["Такої сторінки немає"]);
        }
    }
    let lost = site
        .post(
            "/uk/submissions/AAAAAAAAAAAAAAAAAAAAAAAA/death",
            &[("died-year", "2024")],
        )
        .await;
    assert_eq!(lost.status, StatusCode::NOT_FOUND);
    assert_eq!(how_many(&site), 0);
}

#[actix_web::test]
async fn a_name_is_asked_for_and_the_rest_is_shown_again() {
    let site = Site::open().await;
    let form = [
        ("once", ""),
        ("family", " "),
        ("given", "Юрій"),
        ("call-sign", "Лис"),
    ];
    let answer = site.post("/uk/submissions/new", &form).await;
    assert_eq!(answer.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(answer.says("Усе, що Ви написали, лишилося на цій сторінці"));
    assert_eq!(answer.attributes(".error-summary a", "href"), ["#family"]);
    assert_eq!(
        answer.attributes("#family", "aria-describedby"),
        ["family-error"]
    );
    assert_eq!(answer.attributes("#given", "value"), ["Юрій"]);
    assert_eq!(how_many(&site), 0);
    let trapped = site
        .post(
            "/uk/submissions/new",
            &[("family", "Лисюк"), ("given", "Юрій"), ("leave-empty", "x")],
        )
        .await;
    assert_eq!(trapped.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert_eq!(how_many(&site), 0);
}

#[actix_web::test]
async fn the_same_page_sent_twice_begins_one_story() {
    let site = Site::open().await;
    let page = site.get("/uk/submissions/new").await;
    let once = page.attributes("input[name=once]", "value").remove(0);
    let form = [
        ("once", once.as_str()),
        ("family", "Лисюк"),
        ("given", "Юрій"),
    ];
    let first = site.post("/uk/submissions/new", &form).await.seen_at();
    assert_eq!(
        site.post("/uk/submissions/new", &form).await.seen_at(),
        first
    );
    assert_eq!(how_many(&site), 1);
    let another = [
        ("once", once.as_str()),
        ("family", "Коваль"),
        ("given", "Олена"),
    ];
    assert_ne!(
        site.post("/uk/submissions/new", &another).await.seen_at(),
        first
    );
}

#[actix_web::test]
async fn a_thirtieth_of_february_is_kept_and_explained() {
    let site = Site::open_at(at_five_past_two).await;
    let home = begun(&site).await;
    let form = [
        ("died-day", "30"),
        ("died-month", "2"),
        ("died-year", "2024"),
        ("death-settlement", "Іллінка"),
        ("death-region", "UA-14"),
        ("death-near", "1"),
    ];
    let answer = site.post(&format!("{home}/death"), &form).await;
    assert_eq!(answer.status, StatusCode::UNPROCESSABLE_ENTITY);
    is_secret(&answer);
    assert_eq!(answer.all("h1"), ["Коли і де загинув Юрій?"]);
    assert_eq!(
        answer.all(".error-summary h2"),
        ["Одне місце варто перевірити"]
    );
    assert!(answer.says("Усе, що Ви написали, збережено"));
    assert!(answer.says("29 днів"));
    assert!(answer.says("Збережено о 14:05"));
    assert_eq!(answer.attributes(".error-summary a", "href"), ["#died-day"]);
    // Next time as well.
    let again = site.get(&format!("{home}/death")).await.ok();
    assert_eq!(again.attributes("#died-day", "value"), ["30"]);
    assert_eq!(again.attributes("#death-settlement", "value"), ["Іллінка"]);
    assert!(again.says("29 днів"));
    // It cannot be sent so, and the check leads there.
    let check = site.post(&format!("{home}/sending"), &[]).await;
    assert_eq!(check.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(
        check
            .attributes(".error-summary a", "href")
            .contains(&format!("{home}/death?from=check#died-day"))
    );
    // Put right, one is led back to the check.
    let next = answered(
        &site,
        &home,
        "death",
        &[
            ("from", "check"),
            ("died-month", "2"),
            ("died-year", "2024"),
        ],
    )
    .await;
    assert_eq!(next, format!("{home}/check"));
    assert!(site.get(&next).await.says("лютий 2024"));
}

#[actix_web::test]
async fn steps_may_be_skipped_and_not_knowing_is_an_answer() {
    let site = Site::open().await;
    let home = begun(&site).await;
    let relation = site
        .post(&format!("{home}/relation"), &[("skip", "1")])
        .await;
    assert_eq!(
        relation.status,
        StatusCode::UNPROCESSABLE_ENTITY,
        "the relation is needed"
    );
    assert_eq!(
        answered(&site, &home, "birth", &[("skip", "1"), ("born-year", "96")]).await,
        format!("{home}/death")
    );
    assert_eq!(
        answered(
            &site,
            &home,
            "death",
            &[("died-unknown", "1"), ("death-unknown", "1")]
        )
        .await,
        format!("{home}/burial")
    );
    // What was typed before skipping is not lost.
    assert_eq!(
        site.get(&format!("{home}/birth"))
            .await
            .attributes("#born-year", "value"),
        ["96"]
    );
    answered(
        &site,
        &home,
        "birth",
        &[("born-month", "5"), ("born-year", "1996")],
    )
    .await;
    answered(&site, &home, "relation", &[("relation", "mother")]).await;
    answered(&site, &home, "consent", &[("consent", consent::VERSION)]).await;
    site.post(&format!("{home}/sending"), &[]).await.seen_at();
    let record = kept(&site, &home).record.unwrap();
    assert_eq!(record.born.unwrap().to_string(), "1996-05");
    assert_eq!(record.died, None);
    assert_eq!(record.death_place, None);
}

#[actix_web::test]
async fn one_more_row_is_an_ordinary_button() {
    let site = Site::open().await;
    let home = begun(&site).await;
    let form = [("service-0-unit", "58 ОМПБр"), ("more", "service")];
    assert_eq!(
        answered(&site, &home, "service", &form).await,
        format!("{home}/service#service-1")
    );
    let page = site.get(&format!("{home}/service")).await.ok();
    assert_eq!(page.attributes("#service-0-unit", "value"), ["58 ОМПБр"]);
    assert_eq!(page.attributes("#service-1-unit", "value"), [""]);
    let form = [
        ("service-0-unit", "58 ОМПБр"),
        ("service-1-unit", "рота вогневої підтримки"),
        ("remove", "service-0"),
    ];
    answered(&site, &home, "service", &form).await;
    let rows = kept(&site, &home).answers.service.rows;
    assert_eq!(rows.len(), 1);
    assert_eq!(rows[0].unit, "рота вогневої підтримки");
}

#[actix_web::test]
async fn the_whole_life_of_yurii_lysiuk_goes_in_without_an_account() {
    let site = Site::open().await;
    let home = begun(&site).await;
    let next = answered(
        &site,
        &home,
        "who",
        &[
            ("family", "Лисюк"),
            ("given", "Юрій"),
            ("call-sign", "Лис"),
            ("sex", "male"),
            ("latin-family", "Lysiuk"),
            ("latin-given", "Yurii"),
            ("aliases", "Yuriy Lysiuk"),
        ],
    )
    .await;
    assert_eq!(next, format!("{home}/relation"));
    answered(&site, &home, "relation", &[("relation", "sister")]).await;
    answered(
        &site,
        &home,
        "birth",
        &[
            ("born-month", "5"),
            ("born-year", "1996"),
            ("born-note", "У травні йому мало б виповнитися 28"),
            ("birth-settlement", "Буряківка"),
            ("birth-region", "UA-18"),
        ],
    )
    .await;
    answered(
        &site,
        &home,
        "death",
        &[
            ("died-day", "5"),
            ("died-month", "3"),
            ("died-year", "2024"),
            ("death-settlement", "Іллінка"),
            ("death-region", "UA-14"),
            ("death-near", "1"),
            ("circumstances", "combat"),
        ],
    )
    .await;
    answered(
        &site,
        &home,
        "burial",
        &[("burial-settlement", "Пулини"), ("burial-region", "UA-18")],
    )
    .await;
    answered(
        &site,
        &home,
        "service",
        &[
            ("service-0-unit", "58-ма окрема мотопіхотна бригада"),
            ("service-0-position", "водій"),
            ("service-0-position-other", "driver"),
            ("service-0-from-day", "24"),
            ("service-0-from-month", "2"),
            ("service-0-from-year", "2022"),
            ("award-0-name", "Нагрудний знак «Ветеран війни»"),
        ],
    )
    .await;
    answered(
        &site,
        &home,
        "life",
        &[
            ("event-0-kind", "captivity"),
            ("event-0-from-month", "5"),
            ("event-0-from-year", "2022"),
            (
                "event-0-text",
                "Сто днів у полоні; звільнений під час обміну",
            ),
            ("event-1-kind", "education"),
            ("event-1-text", "Пулинський професійний ліцей, тракторист"),
            ("event-2-kind", "work"),
            ("event-2-text", "пилорамник, «Заповіт»"),
        ],
    )
    .await;
    answered(
        &site,
        &home,
        "story",
        &[
            ("biography", "Перший абзац.\r\n\r\n\r\nДругий абзац."),
            ("biography-other", "In English."),
            ("interests", "футбол"),
            ("interests-other", "football"),
            ("source-0-title", "Стаття"),
            ("source-0-url", "example.org/lysiuk"),
        ],
    )
    .await;
    answered(
        &site,
        &home,
        "quote",
        &[
            ("quote-0-text", "«Я дуже ним пишаюся, він мій Герой»"),
            ("quote-0-speaker", "Яна"),
            ("quote-0-named", "1"),
            ("quote-0-relation", "sister"),
            ("kin", "parents"),
            ("kin", "sister"),
        ],
    )
    .await;
    answered(
        &site,
        &home,
        "contact",
        &[
            ("contact-name", "Яна Таємна"),
            ("contact-phone", "+380 67 000 11 22"),
        ],
    )
    .await;
    let next = answered(&site, &home, "consent", &[("consent", consent::VERSION)]).await;
    assert_eq!(next, format!("{home}/check"));

    let check = site.get(&next).await.ok();
    assert!(check.all(".error-summary").is_empty());
    for said in [
        "Юрій Лисюк",
        "«Лис»",
        "травень 1996",
        "5 березня 2024",
        "поблизу: Іллінка",
        "58 ОМПБр",
        "сестра",
        "Яна Таємна",
    ] {
        assert!(check.says(said), "{said}");
    }
    assert_eq!(
        site.post(&format!("{home}/sending"), &[]).await.seen_at(),
        home
    );
    assert!(site.get(&home).await.ok().says("чекає на читання"));

    let record = kept(&site, &home).record.unwrap();
    let expected = serde_json::json!({
        "name": {"family": "Лисюк", "given": "Юрій", "patronymic": null},
        "latin": {"family": "Lysiuk", "given": "Yurii", "patronymic": null},
        "aliases": ["Yuriy Lysiuk"], "call_sign": "Лис", "sex": "male",
        "born": "1996-05", "born_note": "У травні йому мало б виповнитися 28", "died": "2024-03-05",
        "birth_place": {"settlement": "Буряківка", "region": "UA-18"},
        "death_place": {"settlement": "Іллінка", "region": "UA-14", "near": true},
        "burial_place": {"settlement": "Пулини", "region": "UA-18"},
        "circumstances": "combat",
        "service": [{"unit": "58-motorized", "position": {"uk": "водій", "en": "driver"}, "from": "2022-02-24"}],
        "events": [
            {"kind": "captivity", "from": "2022-05", "text": {"uk": "Сто днів у полоні; звільнений під час обміну"}},
            {"kind": "education", "text": {"uk": "Пулинський професійний ліцей, тракторист"}},
            {"kind": "work", "text": {"uk": "пилорамник, «Заповіт»"}}],
        "interests": {"uk": "футбол", "en": "football"},
        "biography": {"uk": "Перший абзац.\n\nДругий абзац.", "en": "In English."},
        "awards": [{"award": "war-veteran-badge"}],
        "quotes": [{"text": {"uk": "Я дуже ним пишаюся, він мій Герой"}, "speaker": "Яна", "relation": "sister"}],
        "kin": [{"relation": "parents"}, {"relation": "sister"}],
        "sources": [{"title": "Стаття", "url": "https://example.org/lysiuk"}],
    });
    assert_eq!(serde_json::to_value(record).unwrap(), expected);

    // Nothing of it is public, and contacts are nowhere but in their own table.
    let visitor = site.visitor();
    for path in [
        "/uk",
        "/en",
        "/uk/heroes",
        "/uk/heroes?q=Лисюк",
        "/uk/regions/zhytomyrska",
        "/uk/units/58-motorized",
        "/uk/heroes/lysiuk-yurii",
    ] {
        let page = visitor.get(path).await;
        assert!(
            !page.text().contains("Буряківка") && !page.text().contains(key(&home)),
            "{path}"
        );
        assert!(
            page.all("h1, h2, h3, li")
                .iter()
                .all(|words| !words.contains("Юрій Лисюк")),
            "{path}"
        );
    }
    let id = kept(&site, &home).id;
    let contacts = site
        .state
        .db
        .read_now(|conn| queries::contacts(conn, id))
        .unwrap();
    assert_eq!(
        contacts,
        Contacts {
            name: "Яна Таємна".into(),
            phone: "+380 67 000 11 22".into(),
            ..Contacts::default()
        }
    );
    assert!(
        !serde_json::to_string(&kept(&site, &home).answers)
            .unwrap()
            .contains("Таємна")
    );
}

#[actix_web::test]
async fn english_pages_ask_the_same_and_the_story_keeps_its_language() {
    let site = Site::open().await;
    let form = [("family", "Лисюк"), ("given", "Юрій"), ("sex", "male")];
    let next = site.post("/en/submissions/new", &form).await.seen_at();
    let home = next.strip_suffix("/relation").unwrap().to_owned();
    assert_eq!(
        site.get(&format!("{home}/death")).await.ok().all("h1"),
        ["When and where did Yurii die?"]
    );
    let ukrainian = home.replace("/en/", "/uk/");
    answered(
        &site,
        &ukrainian,
        "story",
        &[
            ("biography", "He loved football."),
            ("biography-other", "Любив футбол."),
        ],
    )
    .await;
    answered(&site, &home, "relation", &[("relation", "friend")]).await;
    answered(&site, &home, "consent", &[("consent", consent::VERSION)]).await;
    site.post(&format!("{home}/sending"), &[]).await.seen_at();
    let story = kept(&site, &home).record.unwrap().biography;
    assert_eq!(
        (story.en.as_deref(), story.uk.as_deref()),
        (Some("He loved football."), Some("Любив футбол."))
    );
}

#[actix_web::test]
async fn what_waits_may_still_be_written_and_keeps_its_place() {
    let site = Site::open().await;
    let home = sent(&site).await;
    let before = kept(&site, &home);
    answered(&site, &home, "birth", &[("born-year", "1996")]).await;
    let after = kept(&site, &home);
    assert_eq!(after.record.unwrap().born.unwrap().to_string(), "1996");
    assert!(after.revision > before.revision);
    assert_eq!(after.state, before.state);
    // A name taken out leaves the last sound record, and says so.
    let answer = site
        .post(&format!("{home}/who"), &[("family", ""), ("given", "Юрій")])
        .await;
    assert_eq!(answer.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert_eq!(kept(&site, &home).record.unwrap().name.family, "Лисюк");
}

#[actix_web::test]
async fn what_is_being_read_is_not_written_and_no_word_is_lost() {
    let site = Site::open().await;
    let home = sent(&site).await;
    put(&site, &home, "taken", None);
    let before = kept(&site, &home);
    let own = site.get(&home).await.ok();
    assert!(
        own.says("Ми обіцяємо прочитати й відповісти до"),
        "{}",
        own.words()
    );
    assert_eq!(site.get(&format!("{home}/story")).await.seen_at(), home);
    assert!(
        site.get(&home)
            .await
            .ok()
            .says("Розповідь зараз читає модератор")
    );
    let answer = site
        .post(
            &format!("{home}/story"),
            &[("biography", "Слова, написані тієї миті.")],
        )
        .await;
    assert_eq!(answer.status, StatusCode::CONFLICT);
    is_secret(&answer);
    assert_eq!(answer.all("textarea"), ["Слова, написані тієї миті."]);
    assert_eq!(kept(&site, &home).answers, before.answers);
    assert_eq!(kept(&site, &home).revision, before.revision);
}

#[actix_web::test]
async fn a_returned_story_shows_the_letter_and_takes_its_old_place() {
    let site = Site::open().await;
    let home = sent(&site).await;
    let State::Pending { sent_at } = kept(&site, &home).state else {
        panic!("it waits")
    };
    put(&site, &home, "returned", Some("Де саме служив Юрій?"));
    let page = site.get(&home).await.ok();
    assert!(page.says("Дякуємо за розповідь") && page.says("Де саме служив Юрій?"));
    answered(&site, &home, "service", &[("service-0-unit", "58 ОМПБр")]).await;
    site.post(&format!("{home}/sending"), &[]).await.seen_at();
    let own = site.get(&home).await.ok();
    assert!(
        own.says("Ми обіцяємо прочитати й відповісти до"),
        "{}",
        own.words()
    );
    let again = kept(&site, &home);
    assert_eq!(again.state, State::Pending { sent_at });
    assert_eq!(
        again.record.unwrap().service[0].unit.as_deref(),
        Some("58-motorized")
    );
    put(
        &site,
        &home,
        "refused",
        Some("Про цю людину вже є сторінка."),
    );
    let page = site.get(&home).await.ok();
    assert!(page.says("Дякуємо, що написали нам") && page.says("Про цю людину вже є сторінка."));
}

pub fn jpeg() -> Vec<u8> {
    let picture = image::RgbImage::from_fn(400, 500, |x, y| {
        image::Rgb([(x % 256) as u8, (y % 256) as u8, 90])
    });
    let mut bytes = std::io::Cursor::new(Vec::new());
    picture
        .write_to(&mut bytes, image::ImageFormat::Jpeg)
        .unwrap();
    bytes.into_inner()
}

/// As telephones send it, with a place inside.
fn jpeg_with_a_place() -> Vec<u8> {
    let mut bytes = jpeg();
    let words = b"http://ns.adobe.com/xap/1.0/\0<GPSLatitude>48,22.5N</GPSLatitude>";
    let length = u16::try_from(words.len() + 2).unwrap().to_be_bytes();
    let mut segment = vec![0xFF, 0xE1, length[0], length[1]];
    segment.extend_from_slice(words);
    bytes.splice(2..2, segment);
    bytes
}

fn file(name: &str, bytes: Vec<u8>) -> Part {
    Part::bytes(bytes)
        .file_name(name.to_owned())
        .mime_str("image/jpeg")
        .unwrap()
}

#[actix_web::test]
async fn good_pictures_are_kept_and_bad_ones_are_named_in_one_post() {
    let site = Site::open().await;
    let home = begun(&site).await;
    let photos = format!("{home}/photos");
    let first = Form::new().part("files", file("портрет.jpg", jpeg_with_a_place()));
    assert_eq!(
        site.browser.post_files(&photos, first).await.seen_at(),
        format!("{photos}#pictures")
    );
    let id = kept(&site, &home).answers.photos[0].id;

    let mut cut = jpeg();
    cut.truncate(cut.len() / 2);
    let second = Form::new()
        .text(format!("photo-{id}-caption"), "На риболовлі")
        .text(format!("photo-{id}-credit"), "Яна")
        .text(format!("photo-{id}-year"), "двадцятий")
        .part("files", file("вірус.jpg", b"MZ this is a program".to_vec()))
        .part("files", file("обірване.jpg", cut))
        .part("files", Part::bytes(image_png()).file_name("друга.png"))
        .part("files", file("", Vec::new()));
    let answer = site.browser.post_files(&photos, second).await;
    assert_eq!(answer.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(
        answer.says("«вірус.jpg»")
            && answer.says("«обірване.jpg»")
            && answer.says("Усе, що Ви написали, збережено")
    );
    assert!(answer.says("друга.png") && answer.says("портрет.jpg"));
    let answers = kept(&site, &home).answers;
    assert_eq!(answers.photos.len(), 2);
    assert_eq!(
        (
            answers.photos[0].caption.text.as_str(),
            answers.photos[0].year.as_str()
        ),
        ("На риболовлі", "двадцятий")
    );

    // The family sees its picture; nobody else does; where it was taken is gone.
    let own = site.get(&format!("{photos}/{id}")).await.ok();
    assert_eq!(own.header("content-type"), Some("image/webp"));
    assert_eq!(own.header("cache-control"), Some("no-store"));
    assert!(!own.bytes.windows(3).any(|bytes| bytes == b"GPS"));
    assert_eq!(
        site.get(&format!("/photos/{id}/medium.webp")).await.status,
        StatusCode::NOT_FOUND
    );
    let stranger = begun(&site).await;
    assert_eq!(
        site.get(&format!("{stranger}/photos/{id}")).await.status,
        StatusCode::NOT_FOUND
    );

    let removal = Form::new()
        .text(format!("photo-{id}-credit"), "Яна")
        .text("remove", id.to_string());
    site.browser.post_files(&photos, removal).await.seen_at();
    assert_eq!(kept(&site, &home).answers.photos.len(), 1);
    assert_eq!(
        site.get(&format!("{photos}/{id}")).await.status,
        StatusCode::NOT_FOUND
    );
}

pub fn image_png() -> Vec<u8> {
    let picture = image::RgbImage::from_pixel(300, 300, image::Rgb([120, 90, 60]));
    let mut bytes = std::io::Cursor::new(Vec::new());
    picture
        .write_to(&mut bytes, image::ImageFormat::Png)
        .unwrap();
    bytes.into_inner()
}

#[actix_web::test]
async fn too_large_a_file_is_answered_with_a_page() {
    let site = Site::open().await;
    let home = begun(&site).await;
    let mut large = jpeg();
    large.resize(21 * 1024 * 1024, 0);
    let form = Form::new()
        .part("files", file("велика.jpg", large))
        .part("files", file("добра.jpg", jpeg()));
    let answer = site
        .browser
        .post_files(&format!("{home}/photos"), form)
        .await;
    assert_eq!(answer.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(answer.says("«велика.jpg»") && answer.says("20 МБ"));
    assert_eq!(kept(&site, &home).answers.photos.len(), 1);
}

#[actix_web::test]
async fn ten_pictures_are_the_most() {
    let site = Site::open().await;
    let home = begun(&site).await;
    let mut form = Form::new();
    for number in 0..11 {
        let picture = image::RgbImage::from_pixel(80, 80, image::Rgb([number * 20, 90, 60]));
        let mut bytes = std::io::Cursor::new(Vec::new());
        picture
            .write_to(&mut bytes, image::ImageFormat::Png)
            .unwrap();
        form = form.part(
            "files",
            Part::bytes(bytes.into_inner()).file_name(format!("{number}.png")),
        );
    }
    let answer = site
        .browser
        .post_files(&format!("{home}/photos"), form)
        .await;
    assert_eq!(answer.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(answer.says("Для файлу «10.png» немає місця"));
    assert_eq!(kept(&site, &home).answers.photos.len(), 10);
}

#[actix_web::test]
async fn more_than_can_be_kept_comes_back_to_the_family() {
    let site = Site::open().await;
    let home = begun(&site).await;
    let long = "ї".repeat(300_000);
    let answer = site
        .post(&format!("{home}/story"), &[("biography", &long)])
        .await;
    // Six bytes a letter: 1.8 MB on the way, 600 kB to keep.
    assert_eq!(answer.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(answer.says("Нові слова не збереглися") && answer.text().contains(&long));
    let endless = "ї".repeat(600_000);
    let answer = site
        .post(&format!("{home}/story"), &[("biography", &endless)])
        .await;
    assert_eq!(answer.status, StatusCode::PAYLOAD_TOO_LARGE);
    assert_eq!(answer.all("h1"), ["Завелике"]);
    assert!(
        answer.says("воно лишилося у формі. Поверніться назад у браузері"),
        "{}",
        answer.words()
    );
    // Longer than a story may be and still kept, for the family to shorten.
    let answer = site
        .post(
            &format!("{home}/story"),
            &[("biography", &"ї".repeat(100_001))],
        )
        .await;
    assert_eq!(answer.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(answer.says("Усе, що Ви написали, збережено"));
    assert_eq!(
        kept(&site, &home)
            .answers
            .story
            .biography
            .text
            .chars()
            .count(),
        100_001
    );
}

#[actix_web::test]
async fn a_published_story_leads_its_family_to_the_page() {
    use heroes_memorial::heroes::queries::{Author, Change, publish};
    let site = Site::open().await;
    let home = sent(&site).await;
    let record = kept(&site, &home).record.unwrap();
    let change = Change {
        by: Author::Shell,
        at: site.state.now(),
        why: "перша",
    };
    let id = site
        .state
        .db
        .write_now(|conn| publish(conn, &record, change))
        .unwrap();
    let sql = format!("UPDATE submissions SET hero_id = {id}");
    site.state
        .db
        .write_now(|conn| diesel::sql_query(sql).execute(conn))
        .unwrap();
    put(&site, &home, "approved", None);
    let page = site.get(&home).await.ok();
    assert!(page.says("може прочитати кожен"));
    let leads = page.attributes(".form-buttons a", "href").remove(0);
    assert!(site.get(&leads).await.ok().says("Юрій Лисюк"), "{leads}");
    assert_eq!(site.get(&format!("{home}/check")).await.seen_at(), home);
}

#[actix_web::test]
async fn what_is_no_text_beside_pictures_is_counted_as_it_came() {
    let site = Site::open().await;
    let home = begun(&site).await;
    // Made text, each of these bytes is three: more than all the words there may be.
    let no_text = || Part::bytes(vec![0xFF_u8; 200 * 1024]);
    let form = Form::new()
        .part("one", no_text())
        .part("two", no_text())
        .part("three", no_text())
        .part("files", file("портрет.jpg", jpeg()));
    site.browser
        .post_files(&format!("{home}/photos"), form)
        .await
        .seen_at();
    assert_eq!(kept(&site, &home).answers.photos.len(), 1);
}

#[actix_web::test]
async fn an_empty_file_is_named_and_an_unchosen_one_is_not() {
    let site = Site::open().await;
    let home = begun(&site).await;
    let photos = format!("{home}/photos");
    let form = Form::new().part("files", file("порожня.jpg", Vec::new()));
    let answer = site.browser.post_files(&photos, form).await;
    assert_eq!(answer.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(answer.says("«порожня.jpg»"));
    let form = Form::new().part("files", file("", Vec::new()));
    let next = site.browser.post_files(&photos, form).await.seen_at();
    assert_eq!(next, format!("{home}/contact"));
}

#[actix_web::test]
async fn a_beginning_that_is_too_long_comes_back_whole() {
    let site = Site::open().await;
    let long = "ї".repeat(300_000);
    let form = [("family", "Лисюк"), ("given", "Юрій"), ("aliases", &*long)];
    let answer = site.post("/uk/submissions/new", &form).await;
    assert_eq!(answer.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert_eq!(answer.all("h1"), ["Це більше, ніж ми можемо зберегти"]);
    assert!(answer.text().contains(&long) && answer.says("Лисюк"));
    assert!(!answer.says("лишилося на цій сторінці"));
    assert_eq!(how_many(&site), 0);
}

#[actix_web::test]
async fn without_consent_nothing_waits_and_nothing_is_published() {
    let site = Site::open().await;
    let home = sent(&site).await;
    let first = kept(&site, &home).sent_at;
    let desk = site.visitor();
    administrator(&site, &desk).await;
    let review = desk.get("/admin/submissions/1").await.ok();
    let revision = review.attributes("input[name=revision]", "value").remove(0);

    let answer = site.post(&format!("{home}/consent"), &[("base", "")]).await;
    assert_eq!(answer.status, StatusCode::UNPROCESSABLE_ENTITY);
    let taken_back = kept(&site, &home);
    assert_eq!(taken_back.state, State::Draft);
    assert_eq!(
        (
            taken_back.record,
            taken_back.sent_answers,
            taken_back.sent_at
        ),
        (None, None, first)
    );
    let page = site.get(&home).await.ok();
    assert!(page.says("Без Вашої згоди розповідь більше не чекає на читання"));
    assert!(!page.says("Розповідь надіслано"));
    for revision in [revision, taken_back.revision.to_string()] {
        let answer = desk
            .post(
                "/admin/submissions/1/approval",
                &[("revision", &revision), ("seen", "1")],
            )
            .await;
        assert!(!answer.status.is_success());
        assert_eq!(site.get("/h/1").await.status, StatusCode::NOT_FOUND);
    }
    assert!(
        desk.get("/admin/journal")
            .await
            .ok()
            .says("згоду відкликано")
    );

    // Agreed anew, it stands where it stood.
    answered(&site, &home, "consent", &[("consent", consent::VERSION)]).await;
    site.post(&format!("{home}/sending"), &[]).await.seen_at();
    let again = kept(&site, &home);
    assert_eq!((again.sent_at, again.record.is_some()), (first, true));
    assert!(matches!(again.state, State::Pending { .. }));
}

#[actix_web::test]
async fn consent_taken_back_while_returned_is_not_approved_past() {
    let site = Site::open().await;
    let home = sent(&site).await;
    let desk = site.visitor();
    administrator(&site, &desk).await;
    put(&site, &home, "returned", Some("Де саме служив Юрій?"));
    site.post(&format!("{home}/consent"), &[("base", "")]).await;
    desk.post("/admin/submissions/1/reopening", &[])
        .await
        .seen_at();
    let review = desk.get("/admin/submissions/1").await.ok();
    let revision = review.attributes("input[name=revision]", "value").remove(0);
    desk.post(
        "/admin/submissions/1/approval",
        &[("revision", &revision), ("seen", "1")],
    )
    .await;
    assert_eq!(site.get("/h/1").await.status, StatusCode::NOT_FOUND);
}

#[actix_web::test]
async fn a_picture_taken_back_while_returned_is_in_no_record() {
    let site = Site::open().await;
    let home = begun(&site).await;
    let photos = format!("{home}/photos");
    let form = Form::new().part("files", file("портрет.jpg", jpeg()));
    site.browser.post_files(&photos, form).await.seen_at();
    answered(&site, &home, "relation", &[("relation", "sister")]).await;
    answered(&site, &home, "consent", &[("consent", consent::VERSION)]).await;
    site.post(&format!("{home}/sending"), &[]).await.seen_at();
    put(&site, &home, "returned", Some("Хто на світлині?"));
    assert_eq!(kept(&site, &home).record.unwrap().photos.len(), 1);
    let id = kept(&site, &home).answers.photos[0].id;
    let form = Form::new().text("remove", id.to_string());
    site.browser.post_files(&photos, form).await.seen_at();
    assert!(kept(&site, &home).record.unwrap().photos.is_empty());
}

#[actix_web::test]
async fn the_desk_reads_what_was_sent_and_not_what_is_being_written() {
    let site = Site::open().await;
    let home = sent(&site).await;
    let desk = site.visitor();
    administrator(&site, &desk).await;
    answered(&site, &home, "story", &[("biography", "Надіслані слова.")]).await;
    put(&site, &home, "returned", Some("Де саме служив Юрій?"));
    answered(&site, &home, "story", &[("biography", "Ще не надіслані.")]).await;
    let review = desk.get("/admin/submissions/1").await.ok();
    assert!(review.says("Надіслані слова.") && !review.says("Ще не надіслані."));
    site.post(&format!("{home}/sending"), &[]).await.seen_at();
    assert!(
        desk.get("/admin/submissions/1")
            .await
            .ok()
            .says("Ще не надіслані.")
    );
}

#[actix_web::test]
async fn a_page_that_was_taken_down_is_not_said_to_be_read_by_everyone() {
    let site = Site::open().await;
    let home = sent(&site).await;
    let desk = site.visitor();
    administrator(&site, &desk).await;
    let review = desk.get("/admin/submissions/1").await.ok();
    let revision = review.attributes("input[name=revision]", "value").remove(0);
    desk.post(
        "/admin/submissions/1/approval",
        &[("revision", &revision), ("seen", "1")],
    )
    .await
    .seen_at();
    assert!(site.get(&home).await.ok().says("може прочитати кожен"));
    let second = moderator(&site, &desk, "Тарас").await;
    let reason = [("reason", "Прохання родини")];
    seconded(
        &second,
        &desk.post("/admin/heroes/1/withdrawal", &reason).await,
    )
    .await;
    assert_eq!(site.get("/h/1").await.status, StatusCode::GONE);
    let page = site.get(&home).await.ok();
    assert!(page.says("Сторінку прибрано з Меморіалу") && !page.says("може прочитати кожен"));
    assert!(page.all(".button-primary").is_empty());
}

#[actix_web::test]
async fn two_browsers_in_one_story_do_not_write_over_each_other() {
    let site = Site::open().await;
    let home = begun(&site).await;
    let story = format!("{home}/story");
    let base = async || {
        let page = site.get(&story).await.ok();
        page.attributes("input[name=base]", "value").remove(0)
    };
    let (mother, sister) = (base().await, base().await);
    let form = [("base", mother.as_str()), ("biography", "Слова матері.")];
    answered(&site, &home, "story", &form).await;
    let form = [("base", sister.as_str()), ("biography", "Слова сестри.")];
    let crossed = site.post(&story, &form).await;
    assert_eq!(crossed.status, StatusCode::CONFLICT);
    assert!(crossed.says("Тут щойно писав хтось інший"));
    assert_eq!(crossed.all("textarea"), ["Слова сестри."]);
    let biography = || kept(&site, &home).answers.story.biography.text;
    assert_eq!(biography(), "Слова матері.");
    // Sent as it was shown, an older page takes nothing away either.
    answered(
        &site,
        &home,
        "story",
        &[("base", sister.as_str()), ("biography", "")],
    )
    .await;
    assert_eq!(biography(), "Слова матері.");
    // The same words twice are no quarrel; a page that was looked at anew may write.
    let form = [("base", sister.as_str()), ("biography", "Слова матері.")];
    answered(&site, &home, "story", &form).await;
    let now = base().await;
    let form = [
        ("base", now.as_str()),
        ("biography", "Слова матері й сестри."),
    ];
    answered(&site, &home, "story", &form).await;
    assert_eq!(biography(), "Слова матері й сестри.");
}

/// Takes back the consent by the page's own form.
async fn withdrawn(site: &Site, home: &str) {
    let own = site.get(home).await.ok();
    let path = format!("{home}/withdrawal");
    assert!(own.attributes("a", "href").contains(&path));
    let question = site.get(&path).await.ok();
    is_secret(&question);
    assert_eq!(question.all("h1"), ["Відкликати згоду?"]);
    assert_eq!(question.attributes("main form", "action"), [path.as_str()]);
    assert_eq!(site.post(&path, &[]).await.seen_at(), home);
}

#[actix_web::test]
async fn consent_is_withdrawn_even_while_a_moderator_reads() {
    for state in ["pending", "taken", "returned", "refused"] {
        let site = Site::open().await;
        let home = begun(&site).await;
        answered(&site, &home, "relation", &[("relation", "sister")]).await;
        answered(&site, &home, "contact", &[("contact-name", "Яна")]).await;
        answered(&site, &home, "consent", &[("consent", consent::VERSION)]).await;
        site.post(&format!("{home}/sending"), &[]).await.seen_at();
        match state {
            "pending" => {}
            "taken" => put(&site, &home, "taken", None),
            other => put(&site, &home, other, Some("Дякуємо.")),
        }
        withdrawn(&site, &home).await;
        let sent = kept(&site, &home);
        assert_eq!((sent.state, sent.record), (State::Draft, None), "{state}");
        assert!(sent.answers.consent.is_empty());
        assert_eq!(sent.answers.who.family, "Лисюк");
        let contacts = site
            .state
            .db
            .read_now(|conn| queries::contacts(conn, sent.id));
        assert!(contacts.unwrap().is_empty());
    }
}

#[actix_web::test]
async fn withdrawn_consent_hides_the_page_at_once_and_the_desk_hears_of_it() {
    let site = Site::open().await;
    let home = sent(&site).await;
    answered(&site, &home, "contact", &[("contact-name", "Яна")]).await;
    let desk = site.visitor();
    administrator(&site, &desk).await;
    let review = desk.get("/admin/submissions/1").await.ok();
    let revision = review.attributes("input[name=revision]", "value").remove(0);
    desk.post(
        "/admin/submissions/1/approval",
        &[("revision", &revision), ("seen", "1")],
    )
    .await
    .seen_at();
    assert!(
        !desk
            .get("/admin")
            .await
            .ok()
            .says("Родина відкликала згоду")
    );
    let said = site.get(&format!("{home}/withdrawal")).await.ok();
    assert!(said.says("Сторінку буде сховано відразу"));
    withdrawn(&site, &home).await;
    let life = site.get("/uk/heroes/yurii-lysiuk").await;
    assert_eq!(life.status, StatusCode::GONE);
    let queue = desk.get("/admin").await.ok();
    assert_eq!(queue.attributes(".desk-note a", "href"), ["/admin/wishes"]);
    let wishes = desk.get("/admin/wishes").await.ok();
    assert!(wishes.says("Родина відкликала згоду"));
    assert!(
        desk.get("/admin/journal")
            .await
            .ok()
            .says("родина просить прибрати сторінку")
    );
    assert!(
        site.get(&home)
            .await
            .ok()
            .says("Ви відкликали згоду. Сторінку вже сховано")
    );
    let id = kept(&site, &home).id;
    let contacts = site.state.db.read_now(|conn| queries::contacts(conn, id));
    assert!(contacts.unwrap().is_empty());
    desk.post("/admin/wishes/1/settling", &[("stands", "1")])
        .await
        .seen_at();
    let queue = desk.get("/admin").await.ok();
    assert!(queue.all(".desk-note").is_empty());
    assert!(
        site.get(&home)
            .await
            .ok()
            .says("Сторінку прибрано з Меморіалу")
    );
}

#[actix_web::test]
async fn sending_what_is_being_read_leads_home() {
    let site = Site::open().await;
    let home = sent(&site).await;
    put(&site, &home, "taken", None);
    let sending = site.post(&format!("{home}/sending"), &[]).await;
    assert_eq!(sending.seen_at(), home);
}

#[actix_web::test]
async fn what_one_might_not_know_may_be_said() {
    let site = Site::open().await;
    let home = begun(&site).await;
    for (step, list) in [("death", "circumstances"), ("service", "service-0-rank")] {
        let page = site.get(&format!("{home}/{step}")).await.ok();
        assert_eq!(
            page.all(&format!("#{list} > option")).first().unwrap(),
            "Не знаю"
        );
    }
}

#[actix_web::test]
async fn where_home_was_and_when_service_was_may_be_unknown() {
    let site = Site::open().await;
    let home = begun(&site).await;
    for (step, boxes) in [
        ("birth", &["home-unknown"][..]),
        (
            "service",
            &["service-0-from-unknown", "service-0-to-unknown"],
        ),
    ] {
        let form: Vec<_> = boxes.iter().map(|name| (*name, "1")).collect();
        answered(&site, &home, step, &form).await;
        let page = site.get(&format!("{home}/{step}")).await.ok();
        for name in boxes {
            let ticked = page.attributes(&format!("input[name={name}][checked]"), "value");
            assert_eq!(ticked, ["1"], "{name}");
        }
    }
}

#[actix_web::test]
async fn a_little_picture_is_no_name_and_the_summary_says_where_it_is() {
    let site = Site::open().await;
    let form = [("family", "Лисюк 🦊"), ("given", "Юрій")];
    let answer = site.post("/uk/submissions/new", &form).await;
    assert_eq!(answer.status, StatusCode::UNPROCESSABLE_ENTITY);
    let said = answer.all(".error-summary a").remove(0);
    assert!(said.starts_with("Прізвище. Тут є"), "{said}");
    let form = [
        ("family", "О’Браєн-Коваленко (Лисю́к)"),
        ("given", "Анна-Марія"),
    ];
    site.post("/uk/submissions/new", &form).await.seen_at();
}

#[actix_web::test]
async fn a_name_all_in_capitals_is_offered_as_names_are_written() {
    let site = Site::open().await;
    let home = begun(&site).await;
    let check = format!("{home}/check");
    let offer = format!("form[action='{home}/who']");
    assert!(site.get(&check).await.ok().all(&offer).is_empty());
    let who = [("family", "ЛИСЮК"), ("given", "юрій"), ("call-sign", "ЛИС")];
    answered(&site, &home, "who", &who).await;
    let page = site.get(&check).await.ok();
    assert!(page.says("Записати як «Юрій Лисюк»"));
    let boxes = format!("{offer} input");
    let names = page.attributes(&boxes, "name");
    let values = page.attributes(&boxes, "value");
    let form: Vec<_> = names
        .iter()
        .map(String::as_str)
        .zip(values.iter().map(String::as_str))
        .collect();
    assert_eq!(answered(&site, &home, "who", &form).await, check);
    let who = kept(&site, &home).answers.who;
    assert_eq!(
        (
            who.family.as_str(),
            who.given.as_str(),
            who.call_sign.as_str()
        ),
        ("Лисюк", "Юрій", "ЛИС")
    );
}

#[actix_web::test]
async fn a_form_that_brings_none_of_its_fields_takes_nothing_away() {
    let site = Site::open().await;
    let home = begun(&site).await;
    let story = [("biography", "Любив ліс."), ("interests", "футбол")];
    answered(&site, &home, "story", &story).await;
    answered(&site, &home, "contact", &[("contact-phone", "0671234567")]).await;
    answered(
        &site,
        &home,
        "consent",
        &[("consent", consent::VERSION), ("base", "")],
    )
    .await;
    let before = kept(&site, &home).answers;
    let send = async |step: &str, kind: &str, body: &str| {
        let request = site
            .browser
            .request(reqwest::Method::POST, &format!("{home}/{step}"));
        let request = request.header("Sec-Fetch-Site", "same-origin");
        let request = request.header("content-type", kind.to_owned());
        site.browser.send(request.body(body.to_owned())).await
    };
    let part = "--x\r\ncontent-disposition: form-data; name=\"a\"\r\n\r\nb\r\n--x--\r\n";
    for step in [
        "story",
        "contact",
        "consent",
        "who",
        "text",
        "story/keeping",
        "text/keeping",
    ] {
        for (kind, body) in [
            ("application/x-www-form-urlencoded", ""),
            ("application/x-www-form-urlencoded", "a=b"),
            ("application/json", r#"{"biography": "x"}"#),
            ("text/plain", "Любив ліс."),
            ("multipart/form-data; boundary=x", part),
        ] {
            let answer = send(step, kind, body).await;
            assert_eq!(
                answer.status,
                StatusCode::BAD_REQUEST,
                "{step} {kind} {body}"
            );
            assert!(answer.says("ми нічого не змінили"), "{}", answer.words());
        }
    }
    assert_eq!(kept(&site, &home).answers, before);
    let contact = site.get(&format!("{home}/contact")).await.ok();
    assert_eq!(
        contact.attributes("#contact-phone", "value"),
        ["0671234567"]
    );
    // A box that is emptied by hand is empty, and an unticked consent is taken back: the page itself always comes.
    answered(
        &site,
        &home,
        "story",
        &[("biography", ""), ("interests", "")],
    )
    .await;
    assert_eq!(kept(&site, &home).answers.story, Default::default());
    let page = site.get(&format!("{home}/consent")).await.ok();
    let base = page.attributes("input[name=base]", "value").remove(0);
    let unticked = site
        .post(&format!("{home}/consent"), &[("base", &base)])
        .await;
    assert_eq!(unticked.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(kept(&site, &home).answers.consent.is_empty());
}

#[actix_web::test]
async fn what_is_written_and_marked_as_unknown_is_asked_about_and_both_are_kept() {
    let site = Site::open().await;
    let home = begun(&site).await;
    let death = format!("{home}/death");
    let both = [
        ("died-day", "5"),
        ("died-month", "3"),
        ("died-year", "2035"),
        ("died-unknown", "1"),
        ("death-settlement", "Буряківка"),
        ("death-region", "UA-23"),
        ("death-unknown", "1"),
    ];
    let asked = site.post(&death, &both).await;
    assert_eq!(asked.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(asked.says("Ви вказали дату і позначили, що її не знаєте. Що правильно?"));
    assert!(asked.says("Ви вказали місце і позначили, що його не знаєте. Що правильно?"));
    assert_eq!(asked.attributes("#died-year", "value"), ["2035"]);
    let ticked = |page: &Answer| page.attributes("main input[type=checkbox][checked]", "name");
    assert_eq!(ticked(&asked), ["died-unknown", "death-unknown"]);
    for link in asked.attributes("#errors a", "href") {
        assert_eq!(asked.attributes(&link, "id").len(), 1, "{link}");
    }
    let check = site.get(&format!("{home}/check")).await.ok();
    assert!(check.says("Ви вказали дату і позначили") && check.says("Буряківка"));
    let english = site.get(&death.replace("/uk/", "/en/")).await.ok();
    assert!(english.says("You gave a date and marked that you do not know it."));
    // One of the two is put right: a wrong year is judged, an unknown one is an answer.
    let dated = [&both[..3], &[("death-unknown", "1")]].concat();
    let judged = site.post(&death, &dated).await;
    assert_eq!(judged.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(!judged.says("Що правильно?"), "{}", judged.words());
    let unknown = [
        ("died-year", ""),
        ("died-unknown", "1"),
        ("death-unknown", "1"),
    ];
    answered(&site, &home, "death", &unknown).await;
}

#[actix_web::test]
async fn a_picture_that_is_there_already_is_named_and_not_added_twice() {
    let site = Site::open().await;
    let home = begun(&site).await;
    let photos = format!("{home}/photos");
    let first = Form::new()
        .part("files", file("портрет.jpg", jpeg()))
        .part("files", file("портрет (1).jpg", jpeg()));
    let answer = site.browser.post_files(&photos, first).await;
    assert_eq!(answer.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(
        answer.says("Світлина «портрет (1).jpg» вже є в цій розповіді"),
        "{}",
        answer.words()
    );
    assert_eq!(kept(&site, &home).answers.photos.len(), 1);
    let again = Form::new().part("files", file("знову.jpg", jpeg()));
    let answer = site.browser.post_files(&photos, again).await;
    assert!(answer.says("Світлина «знову.jpg» вже є в цій розповіді"));
    assert_eq!(kept(&site, &home).answers.photos.len(), 1);
}

#[actix_web::test]
async fn a_date_that_is_known_roughly_is_kept_so() {
    let site = Site::open().await;
    let home = begun(&site).await;
    let birth = |year| [("born-year", year)];
    answered(&site, &home, "birth", &birth("близько 1985")).await;
    let record = |site: &Site| {
        let sent = kept(site, &home);
        let today = heroes_memorial::dates::kyiv::today(Utc::now());
        sent.reading(&site.state.reference(), today).record.unwrap()
    };
    assert_eq!(record(&site).born.unwrap().to_string(), "1985~");
    let page = site.get(&home).await.ok();
    assert!(page.says("близько 1985"), "{}", page.words());
    answered(&site, &home, "birth", &birth("1985?")).await;
    assert_eq!(record(&site).born.unwrap().to_string(), "1985?");
    // On a telephone, whose keys for a number have no letters, a tick says the same.
    let ticked = [("died-year", "2022"), ("died-about", "1")];
    answered(&site, &home, "death", &ticked).await;
    assert_eq!(record(&site).died.unwrap().to_string(), "2022~");
    let page = site.get(&format!("{home}/death")).await.ok();
    assert_eq!(
        page.attributes("input[name=died-about][checked]", "value"),
        ["1"]
    );
    // What cannot be read leads to where it can be told.
    for (lang, leads) in [
        ("uk", "напишіть це нижче, у «Що ще відомо про дату»"),
        (
            "en",
            "write it below, under “What else is known of the date”",
        ),
    ] {
        let path = format!("{}/birth", home.replace("/uk/", &format!("/{lang}/")));
        let vague = site.post(&path, &birth("наприкінці 80-х")).await;
        assert_eq!(vague.status, StatusCode::UNPROCESSABLE_ENTITY);
        assert!(vague.says(leads), "{}", vague.words());
        let typed = vague.attributes("input[name=born-year]", "value");
        assert_eq!(typed, ["наприкінці 80-х"]);
    }
    let vague = site
        .post(&format!("{home}/death"), &[("died-year", "весна 2023")])
        .await;
    assert!(vague.says("напишіть це в самій розповіді"));
    let future = site.post(&format!("{home}/birth"), &birth("2099")).await;
    assert!(future.says("Цей рік ще не настав"), "{}", future.words());
}

#[actix_web::test]
async fn examples_speak_of_him_or_of_her() {
    let site = Site::open().await;
    let page = site.get("/uk/submissions/new").await.ok();
    let once = page.attributes("input[name=once]", "value").remove(0);
    let form = [
        ("once", once.as_str()),
        ("family", "Коваль"),
        ("given", "Олена"),
        ("sex", "female"),
    ];
    let next = site.post("/uk/submissions/new", &form).await.seen_at();
    let home = next.strip_suffix("/relation").unwrap();
    let birth = site.get(&format!("{home}/birth")).await.ok();
    assert!(birth.says("їй мало б виповнитися"));
    let quote = site.get(&format!("{home}/quote")).await.ok();
    assert!(quote.says("про неї або її власні слова"));
    assert!(quote.says("те, що Ви напишете вище"));
}

#[actix_web::test]
async fn looking_for_somebody_loses_nothing_and_carries_the_name() {
    let site = Site::open().await;
    publish_life(&site, LYSIUK);
    let page = site.get("/uk/submissions/new").await.ok();
    let form = page.attributes("form:has(#family)", "action");
    let button = page.attributes("#here button", "formaction");
    assert_eq!(page.all("form:has(#family) #q").len(), 1, "{form:?}");
    assert_eq!(button, ["/uk/submissions/new#here"]);
    let once = page.attributes("input[name=once]", "value").remove(0);
    let look = |q, family| {
        [
            ("once", once.as_str()),
            ("q", q),
            ("look", "1"),
            ("family", family),
            ("given", ""),
            ("call-sign", "Грім"),
        ]
    };
    let value = |page: &Answer, name: &str| {
        page.attributes(&format!("main input[name={name}]"), "value")
            .remove(0)
    };
    let new = "/uk/submissions/new";
    let found = site.post(new, &look("Юрій Лисюк", "")).await.ok();
    assert!(found.says("Лисюк Юрій"), "{}", found.words());
    assert_eq!(value(&found, "family"), "Лисюк");
    assert_eq!(value(&found, "given"), "Юрій");
    assert_eq!(value(&found, "call-sign"), "Грім", "what was typed stays");
    assert_eq!(value(&found, "once"), once, "it is still one story");
    let own = site.post(new, &look("Юрій Лисюк", "Коваль")).await.ok();
    assert_eq!(value(&own, "family"), "Коваль", "and is never written over");
    // Enter in a box of the story presses the first button: with nothing to look for it begins the story.
    let begun = [
        ("once", once.as_str()),
        ("q", ""),
        ("look", "1"),
        ("family", "Коваль"),
        ("given", "Іван"),
    ];
    let next = site.post(new, &begun).await.seen_at();
    assert!(next.ends_with("/relation"), "{next}");
}

#[actix_web::test]
async fn what_is_sent_to_no_story_is_shown_back() {
    let site = Site::open().await;
    let home = begun(&site).await;
    let words = [("biography", "Він любив ліс і тишу.")];
    let lost = site.post("/uk/submissions/nosuchkey/story", &words).await;
    assert_eq!(lost.status, StatusCode::NOT_FOUND);
    is_secret(&lost);
    assert_eq!(lost.all("#written"), ["Він любив ліс і тишу."]);
    assert!(lost.says("шістьма словами"), "{}", lost.words());
    assert!(!lost.text().contains("nosuchkey"));
    let empty = site
        .post("/uk/submissions/nosuchkey/story", &[("biography", "")])
        .await;
    assert_eq!(empty.status, StatusCode::NOT_FOUND);
    assert_eq!(empty.all("h1"), ["Такої сторінки немає"]);
    let text = site
        .post(
            "/uk/submissions/nosuchkey/text",
            &[("text", "Ціла розповідь.")],
        )
        .await;
    assert_eq!(text.status, StatusCode::NOT_FOUND);
    assert_eq!(text.all("#written"), ["Ціла розповідь."]);
    // A story that is there says no more of a question that it has not.
    let none = site.post(&format!("{home}/nosuchstep"), &words).await;
    assert_eq!(none.status, StatusCode::NOT_FOUND);
}
