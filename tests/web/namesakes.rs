//! Who may be the same person: asked of a person, remembered, and merged without losing anybody's word.

use heroes_memorial::heroes::hero::{Photo, Record};
use heroes_memorial::heroes::queries::{Author, Change, publish, restore, withdraw};
use heroes_memorial::namesakes::{knowing, queries};
use heroes_memorial::photos;
use heroes_memorial::photos::renditions::make;
use image::{DynamicImage, ImageFormat, Rgb, RgbImage, imageops::FilterType};
use reqwest::StatusCode;
use serde_json::{Value, json};

use crate::accounts::{administrator, moderator};
use crate::lives::{LYSIUK, publish_life, published_at};
use crate::moderation::{opened, told};
use crate::site::Site;

const LIST: &str = "/admin/namesakes";

/// A life with these facts beside a name.
fn life(family: &str, given: &str, more: Value) -> String {
    let mut all = json!({"name": {"family": family, "given": given}});
    all.as_object_mut()
        .unwrap()
        .extend(more.as_object().unwrap().clone());
    all.to_string()
}

async fn desk() -> Site {
    let site = Site::open().await;
    administrator(&site, &site.browser).await;
    site
}

fn open_pairs(site: &Site) -> i64 {
    site.state.db.read_now(queries::open_count).unwrap()
}

/// Something with light and shade, told apart by its number, as large as asked.
pub fn portrait(number: u32, (width, height): (u32, u32)) -> Vec<u8> {
    let wave = |x: u32, y: u32| {
        let (x, y) = (f64::from(x + number * 53), f64::from(y + number * 97));
        (x / 61.0).sin() * (y / 83.0).cos() * 60.0 + (x / 29.0).cos() * 30.0 + 128.0
    };
    let drawn = RgbImage::from_fn(600, 800, |x, y| Rgb([wave(x, y) as u8; 3]));
    let picture = DynamicImage::from(drawn).resize_exact(width, height, FilterType::Triangle);
    let mut bytes = std::io::Cursor::new(Vec::new());
    picture.write_to(&mut bytes, ImageFormat::Jpeg).unwrap();
    bytes.into_inner()
}

/// Publishes a life with a picture; answers the numbers of both.
fn pictured(site: &Site, record: &str, picture: &[u8]) -> (i32, i32) {
    let mut record: Record = serde_json::from_str(record).unwrap();
    let made = make(picture).unwrap();
    site.state
        .db
        .write_now(|conn| {
            let photo = photos::queries::store(conn, &made, published_at())?;
            record.photos.push(Photo::kept(photo));
            let change = Change {
                by: Author::Shell,
                at: published_at(),
                why: "test",
            };
            Ok((publish(conn, &record, change)?, photo))
        })
        .unwrap()
}

#[actix_web::test]
async fn the_list_shows_pairs_of_public_lives_the_likeliest_first_and_why() {
    let site = desk().await;
    assert!(
        site.get(LIST)
            .await
            .ok()
            .says("Немає нікого, хто міг би бути тією самою людиною")
    );
    let lysiuk = publish_life(&site, LYSIUK);
    let alike = publish_life(
        &site,
        &life(
            "Lysiuk",
            "Yurii",
            json!({"born": "1996-05", "died": "2024-03-05",
        "service": [{"unit": "58-motorized"}]}),
        ),
    );
    publish_life(&site, &life("Лисюк", "Юра", json!({})));
    publish_life(&site, &life("Лисюк", "Юрій", json!({"died": "2022-04-01"})));
    publish_life(
        &site,
        &life(
            "Лисюк",
            "Іван",
            json!({"born": "1996-05", "died": "2024-03-05"}),
        ),
    );

    let page = site.get(LIST).await.ok();
    let compare: Vec<String> = page.attributes(".namesake-pairs a.button", "href");
    assert_eq!(compare[0], format!("{LIST}/{lysiuk}/{alike}"));
    assert_eq!(compare.len(), 4, "{compare:?}");
    let reasons = page.all(".namesake-reasons");
    for words in [
        "ім’я та прізвище звучать однаково",
        "той самий місяць народження",
        "той самий день смерті",
        "та сама частина: 58-ма окрема мотопіхотна бригада",
    ] {
        assert!(reasons[0].contains(words), "{words}: {}", reasons[0]);
    }
    assert!(page.says("інша форма або інше написання імені"));
    let card = &page.all(".namesake-card")[0];
    assert!(
        card.contains("Юрій Лисюк") && card.contains("Буряківка"),
        "{card}"
    );
    assert!(site.get("/admin/heroes").await.ok().says("4 пари"));

    // What is not public any more is nobody's namesake, and is again when it comes back.
    let as_shell =
        |act: fn(&mut diesel::SqliteConnection, i32, Change<'_>) -> diesel::QueryResult<()>| {
            let change = Change {
                by: Author::Shell,
                at: published_at(),
                why: "test",
            };
            site.state
                .db
                .write_now(|conn| act(conn, alike, change))
                .unwrap();
        };
    as_shell(|conn, id, change| withdraw(conn, None, id, change.at, change.why));
    assert_eq!(open_pairs(&site), 2);
    as_shell(restore);
    assert_eq!(open_pairs(&site), 4);
}

#[actix_web::test]
async fn pairs_are_paged_and_none_is_left_out() {
    let site = desk().await;
    let syllables = [
        "Ба", "Бо", "Да", "До", "Ка", "Ко", "Ла", "Ло", "Ма", "Мо", "На", "Но", "Па", "По", "Ра",
        "Ро", "Са", "Со", "Та", "То", "Фа", "Фо", "Ша",
    ];
    for syllable in syllables {
        let family = format!("{syllable}женко");
        publish_life(&site, &life(&family, "Остап", json!({"born": "1990"})));
        publish_life(&site, &life(&family, "Остап", json!({"born": "1990"})));
    }
    let first = site.get(LIST).await.ok();
    let more = first
        .attributes(".desk-wrap > .desk-buttons a", "href")
        .remove(0);
    let second = site.get(&more).await.ok();
    let mut seen = first.attributes(".namesake-pairs a.button", "href");
    assert_eq!(seen.len(), 20);
    seen.extend(second.attributes(".namesake-pairs a.button", "href"));
    seen.sort();
    seen.dedup();
    let all = usize::try_from(open_pairs(&site)).unwrap();
    assert!(seen.len() == all && all >= 23, "{} of {all}", seen.len());
}

#[actix_web::test]
async fn the_same_picture_is_known_again_under_another_name() {
    let site = desk().await;
    let (one, _) = pictured(
        &site,
        &life("Лисюк", "Юрій", json!({})),
        &portrait(1, (600, 800)),
    );
    let (other, _) = pictured(
        &site,
        &life("Гайовий", "Степан", json!({})),
        &portrait(1, (300, 400)),
    );
    pictured(
        &site,
        &life("Мельник", "Богдан", json!({})),
        &portrait(7, (600, 800)),
    );
    let page = site.get(LIST).await.ok();
    assert_eq!(
        page.attributes(".namesake-pairs a.button", "href"),
        [format!("{LIST}/{one}/{other}")]
    );
    assert!(page.says("та сама світлина"), "{}", page.words());
}

#[actix_web::test]
async fn what_was_kept_before_is_caught_up_with() {
    use diesel::connection::SimpleConnection;
    let (site, _, _) = opened("Юрій любив футбол.").await;
    pictured(&site, LYSIUK, &portrait(1, (600, 800)));
    pictured(
        &site,
        &life("Гайовий", "Степан", json!({})),
        &portrait(1, (300, 400)),
    );
    assert_eq!(open_pairs(&site), 1);
    let before = "DELETE FROM namesake_traits; DELETE FROM namesake_pairs; DELETE FROM picture_bands; DELETE FROM picture_looks;";
    site.state
        .db
        .write_now(|conn| conn.batch_execute(before))
        .unwrap();
    assert_eq!(
        site.get("/admin/submissions/1")
            .await
            .ok()
            .attributes(".namesakes a", "href"),
        [""; 0]
    );
    knowing::catch_up(&site.state).await.unwrap();
    assert_eq!(open_pairs(&site), 1);
    let review = site.get("/admin/submissions/1").await.ok();
    assert_eq!(
        review.attributes(".namesakes a", "href"),
        ["/admin/heroes/1"]
    );
    // A second story finds the first: it was caught up with too.
    told(&site.visitor(), "Інша розповідь про нього.").await;
    let review = site.get("/admin/submissions/2").await.ok();
    assert_eq!(
        review.attributes(".namesakes a", "href"),
        ["/admin/heroes/1", "/admin/submissions/1"]
    );
}

#[actix_web::test]
async fn not_the_same_is_remembered_for_good_until_it_is_taken_back() {
    let site = desk().await;
    let (one, other) = (
        publish_life(&site, LYSIUK),
        publish_life(&site, &life("Лисюк", "Юрій", json!({}))),
    );
    let (a, b) = (format!("life-{one}"), format!("life-{other}"));
    let form = [("one", a.as_str()), ("other", b.as_str())];
    let say = format!("{LIST}/distinction");
    for wrong in [
        [("one", "life-1"), ("other", "life-1")],
        [("one", "life-1"), ("other", "life-99")],
    ] {
        assert_eq!(site.post(&say, &wrong).await.status, StatusCode::CONFLICT);
    }
    assert_eq!(
        site.post(&say, &[("one", "x"), ("other", "life-1")])
            .await
            .status,
        StatusCode::BAD_REQUEST
    );
    assert_eq!(
        site.visitor().post(&say, &form).await.status,
        StatusCode::UNAUTHORIZED
    );
    assert_eq!(open_pairs(&site), 1);

    let next = site.post(&say, &form).await.seen_at();
    assert!(
        site.get(&next)
            .await
            .ok()
            .says("Запам’ятали: це різні люди")
    );
    assert_eq!(open_pairs(&site), 0);
    assert_eq!(
        site.post(&say, &form).await.status,
        StatusCode::CONFLICT,
        "said once"
    );
    // A change of the page asks nobody again.
    let record: Record = serde_json::from_str(LYSIUK).unwrap();
    let change = Change {
        by: Author::Shell,
        at: published_at(),
        why: "test",
    };
    site.state
        .db
        .write_now(|conn| heroes_memorial::heroes::queries::revise(conn, one, &record, change))
        .unwrap();
    assert_eq!(open_pairs(&site), 0);
    for id in [one, other] {
        assert!(
            site.get(&format!("/admin/heroes/{id}"))
                .await
                .ok()
                .says("розрізнено: це різні люди")
        );
    }

    let told = site.get(&format!("{LIST}?state=apart")).await.ok();
    assert!(
        told.says("Лисюк Юрій") && told.says("Олена М."),
        "{}",
        told.words()
    );
    let back = format!("{LIST}/distinction-undoing");
    let next = site.post(&back, &form).await.seen_at();
    assert!(site.get(&next).await.ok().says("знову порівнюємо"));
    assert_eq!(open_pairs(&site), 1);
    assert_eq!(site.post(&back, &form).await.status, StatusCode::CONFLICT);
    assert!(
        site.get("/admin/journal")
            .await
            .ok()
            .says("знову порівнюються")
    );
}

#[actix_web::test]
async fn what_was_said_of_a_story_holds_for_the_life_it_becomes() {
    let (site, family, home) = opened("Юрій любив футбол.").await;
    let stranger = publish_life(&site, &life("Лисюк", "Юра", json!({"call_sign": "Лис"})));
    told(&site.visitor(), "Інша розповідь про нього.").await;
    let review = site.get("/admin/submissions/1").await.ok();
    assert!(
        review.says("той самий позивний") && review.says("розповідь, ще не вирішено"),
        "{}",
        review.words()
    );
    let apart = |other: String| {
        let site = &site;
        async move {
            let form = [
                ("one", "story-1"),
                ("other", other.as_str()),
                ("from", "story-1"),
            ];
            let next = site
                .post(&format!("{LIST}/distinction"), &form)
                .await
                .seen_at();
            assert_eq!(next, "/admin/submissions/1?done=1");
        }
    };
    apart(format!("life-{stranger}")).await;
    apart("story-2".to_owned()).await;
    let review = site.get("/admin/submissions/1").await.ok();
    assert_eq!(review.attributes(".namesakes a", "href"), [""; 0]);
    let other = site.get("/admin/submissions/2").await.ok();
    assert_eq!(
        other.attributes(".namesakes a", "href"),
        [format!("/admin/heroes/{stranger}")]
    );

    let read = crate::moderation::revision(&review);
    let form = [("revision", read.as_str())];
    let next = site
        .post("/admin/submissions/1/approval", &form)
        .await
        .seen_at();
    let life: i32 = next
        .trim_start_matches("/admin/heroes/")
        .trim_end_matches("?done=1")
        .parse()
        .unwrap();
    assert_eq!(
        open_pairs(&site),
        0,
        "what was said of the story is known of the life"
    );
    let other = site.get("/admin/submissions/2").await.ok();
    assert_eq!(
        other.attributes(".namesakes a", "href"),
        [format!("/admin/heroes/{stranger}")]
    );
    let words = family.get(&home).await.ok().words();
    assert!(!words.contains("та сама людина") && !words.contains("Та сама людина"));

    // Undone, the life is parted from nobody by what was said of the story; the story still is.
    let undo = [("reason", "Зарано")];
    site.post(&format!("/admin/submissions/1/approval-undoing"), &undo)
        .await
        .seen_at();
    let carried = site.state.db.read_now(|conn| {
        queries::apart_from(conn, &[heroes_memorial::namesakes::who::Who::Life(life)])
    });
    assert!(carried.unwrap().is_empty());
    let review = site.get("/admin/submissions/1").await.ok();
    assert_eq!(review.attributes(".namesakes a", "href"), [""; 0]);
}

#[actix_web::test]
async fn nobody_but_the_desk_learns_who_may_be_the_same() {
    let (site, _, _) = opened("Юрій любив футбол.").await;
    publish_life(&site, LYSIUK);
    publish_life(&site, &life("Лисюк", "Юрій", json!({})));
    let visitor = site.visitor();
    for path in [LIST, "/admin/namesakes?state=apart"] {
        let answer = visitor.get(path).await;
        assert!(
            answer.location().unwrap().starts_with("/admin/sign-in"),
            "{path}"
        );
    }
    for path in [
        "/uk/heroes",
        "/uk/heroes?q=Лисюк",
        "/uk/heroes/yurii-lysiuk",
        "/api/v1/heroes",
        "/uk/submissions/new",
    ] {
        let text = visitor.get(path).await.ok().text();
        for word in [
            "namesake",
            "Та сама людина",
            "розповідь, ще не вирішено",
            "/admin",
        ] {
            assert!(!text.contains(word), "{path} tells {word}");
        }
    }
    // Whoever looks at the desk may see it; deciding is a moderator's.
    let colleague = moderator(&site, &site.browser, "Ірина").await;
    assert!(colleague.get(LIST).await.ok().says("Лисюк"));
    let english = site
        .browser
        .post("/admin/language", &[("lang", "en"), ("next", LIST)])
        .await;
    assert!(english.status.is_redirection() || english.status.is_success());
}
