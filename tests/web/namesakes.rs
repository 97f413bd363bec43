//! Who may be the same person: asked of a person, remembered, and merged without losing anybody's word.

use heroes_memorial::archive::import;
use heroes_memorial::heroes::hero::{Photo, Record};
use heroes_memorial::heroes::queries::{Author, Change, publish, restore, withdraw};
use heroes_memorial::namesakes::{knowing, queries};
use heroes_memorial::photos;
use heroes_memorial::photos::renditions::make;
use image::{DynamicImage, ImageFormat, Rgb, RgbImage, imageops::FilterType};
use reqwest::StatusCode;
use serde_json::{Value, json};

use crate::accounts::{administrator, colleague, moderator};
use crate::lives::{LYSIUK, publish_life, published_at};
use crate::moderation::{opened, told};
use crate::motions::withdrawn;
use crate::site::{Answer, Browser, Site};

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
    site.post("/admin/submissions/1/approval-undoing", &undo)
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
    let reader = colleague(&site, &site.browser, "Ніна", "reader").await;
    let apart = [("one", "life-1"), ("other", "life-2")];
    site.post(&format!("{LIST}/distinction"), &apart)
        .await
        .seen_at();
    for path in [
        LIST,
        "/admin/namesakes?state=apart",
        "/admin/namesakes/1/2",
        "/admin/submissions/1",
    ] {
        let page = reader.get(path).await.ok();
        assert!(page.says("Лисюк") || path == LIST, "{path}");
        let mut acts = page.attributes("main form[method=post]", "action");
        acts.retain(|act| act.starts_with(LIST));
        assert!(acts.is_empty(), "{path}: {acts:?}");
    }
    for act in [
        format!("{LIST}/distinction"),
        format!("{LIST}/distinction-undoing"),
        format!("{LIST}/1/2"),
        format!("{LIST}/proposals/1/seconding"),
    ] {
        let refused = reader.post(&act, &apart).await;
        assert_eq!(refused.status, StatusCode::FORBIDDEN, "{act}");
    }
}

/// Two stories of one person, both public: the first as Лисюк Юрій, the second as Лисюк Юра, each with its family's own
/// page; and a second moderator.
pub async fn two_pages() -> (Site, Browser, [(Browser, String); 2], [i32; 2]) {
    let (site, family, home) = opened("Юрій любив футбол.").await;
    let colleague = moderator(&site, &site.browser, "Ірина").await;
    let friend = site.visitor();
    let second = told(&friend, "Він вчив мене грати на гітарі.").await;
    let mut lives = [0, 0];
    for (at, life) in lives.iter_mut().enumerate() {
        let address = format!("/admin/submissions/{}", at + 1);
        let read = crate::moderation::revision(&site.get(&address).await.ok());
        let form = [("revision", read.as_str()), ("seen", "1")];
        let next = site
            .post(&format!("{address}/approval"), &form)
            .await
            .seen_at();
        *life = next
            .trim_start_matches("/admin/heroes/")
            .trim_end_matches("?done=1")
            .parse()
            .unwrap();
    }
    (site, colleague, [(family, home), (friend, second)], lives)
}

fn exported(site: &Site) -> Vec<String> {
    let public = |conn: &mut diesel::SqliteConnection| {
        let mut ids = heroes_memorial::heroes::queries::newest(conn, 100)?;
        ids.sort_unstable();
        let mut lines = Vec::new();
        for id in ids {
            let life = heroes_memorial::heroes::queries::load(conn, id)?.unwrap();
            lines.push(format!(
                "{} {} {}",
                life.id,
                life.slug,
                serde_json::to_string(&life.record).unwrap()
            ));
        }
        Ok(lines)
    };
    site.state.db.read_now(public).unwrap()
}

/// Proposes as it is offered, with these choices beside.
pub async fn proposed(by: &Browser, (kept, gone): (i32, i32), choices: &[(&str, &str)]) -> Answer {
    let address = format!("{LIST}/{kept}/{gone}");
    let page = by.get(&address).await.ok();
    let versions = ["kept-version", "gone-version"].map(|name| {
        let values = page.attributes(&format!("[name={name}]"), "value");
        (name, values.first().map_or("1".to_owned(), Clone::clone))
    });
    let mut form: Vec<(&str, &str)> = versions
        .iter()
        .map(|(name, value)| (*name, value.as_str()))
        .collect();
    form.push(("reason", "Та сама людина: так каже сестра"));
    form.extend(choices);
    by.post(&address, &form).await
}

pub fn proposal(page: &Answer) -> String {
    let acts = page.attributes("form", "action");
    let seconding = acts
        .into_iter()
        .find(|path| path.ends_with("/seconding") || path.ends_with("/declining"));
    seconding.unwrap().replace("/declining", "/seconding")
}

pub async fn merged(
    site: &Site,
    second: &Browser,
    between: (i32, i32),
    choices: &[(&str, &str)],
) -> i32 {
    let next = proposed(&site.browser, between, choices).await.seen_at();
    let act = proposal(&second.get(&next).await.ok());
    second.post(&act, &[]).await.seen_at();
    site.state
        .db
        .read_now(|conn| queries::merges_of(conn, between.1))
        .unwrap()
        .remove(0)
        .id
}

pub async fn undone(site: &Site, second: &Browser, merge: i32) -> Answer {
    let address = format!("{LIST}/merges/{merge}");
    let form = [("reason", "Це таки двоє різних людей")];
    let next = site
        .post(&format!("{address}/undoing"), &form)
        .await
        .seen_at();
    let act = proposal(&second.get(&next).await.ok());
    second.post(&act, &[]).await
}

#[actix_web::test]
async fn a_merge_takes_two_people_and_keeps_both_families_texts_and_addresses() {
    let (site, colleague, families, [kept, gone]) = two_pages().await;
    let slugs: Vec<String> = exported(&site)
        .iter()
        .map(|line| line.split(' ').nth(1).unwrap().to_owned())
        .collect();
    let page = site.get(&format!("{LIST}/{kept}/{gone}")).await.ok();
    assert!(
        page.says("Юрій любив футбол") && page.says("грати на гітарі"),
        "{}",
        page.words()
    );
    assert_eq!(
        page.all("select[name=take-biography] option[selected]"),
        ["додати до того, що є"]
    );

    let empty = site
        .post(
            &format!("{LIST}/{kept}/{gone}"),
            &[("kept-version", "1"), ("gone-version", "1")],
        )
        .await;
    assert_eq!(empty.status, StatusCode::UNPROCESSABLE_ENTITY);
    let next = proposed(&site.browser, (kept, gone), &[]).await.seen_at();
    let own = site.get(&next).await.ok();
    assert!(own.says("Це Ваша пропозиція: погодити її має хтось інший"));
    assert!(
        site.get(&format!("{LIST}?state=merged"))
            .await
            .ok()
            .says("Чекає на другу людину")
    );
    let act = proposal(&own);
    let alone = site.post(&act, &[]).await;
    assert_eq!(alone.status, StatusCode::FORBIDDEN);
    assert!(alone.says("двоє різних людей"));
    assert_eq!(
        site.visitor().post(&act, &[]).await.status,
        StatusCode::UNAUTHORIZED
    );
    assert_eq!(
        exported(&site).len(),
        2,
        "nothing happens before the second person"
    );
    assert_eq!(
        proposed(&colleague, (kept, gone), &[]).await.status,
        StatusCode::CONFLICT,
        "one proposal at a time"
    );

    let both = colleague.get("/admin/motions").await.ok();
    assert!(
        both.says("об’єднати дві сторінки") && both.says("Удвох: 1"),
        "{}",
        both.words()
    );
    let there = both.attributes(".motions a", "href").remove(0);
    let read = colleague.get(&there).await.ok();
    assert!(read.says("Олена М.") && read.says("так каже сестра"));
    assert_eq!(proposal(&read), act);
    assert_eq!(
        colleague.post(&act, &[]).await.seen_at(),
        format!("/admin/heroes/{kept}?done=1")
    );
    assert_eq!(
        colleague.post(&act, &[]).await.status,
        StatusCode::CONFLICT,
        "done once"
    );

    let reader = site.visitor();
    let here = format!("/uk/heroes/{}", slugs[0]);
    let page = reader.get(&here).await.ok();
    assert!(
        page.says("Юрій любив футбол.") && page.says("Він вчив мене грати на гітарі."),
        "{}",
        page.words()
    );
    for (old, status) in [
        (
            format!("/uk/heroes/{}", slugs[1]),
            StatusCode::MOVED_PERMANENTLY,
        ),
        (format!("/h/{gone}"), StatusCode::MOVED_PERMANENTLY),
    ] {
        let answer = reader.get(&old).await;
        assert_eq!(
            (answer.status, answer.location().unwrap()),
            (status, here.clone()),
            "{old}"
        );
    }
    assert_eq!(exported(&site).len(), 1);
    let list = reader.get("/uk/heroes?q=Лисюк").await.ok();
    assert_eq!(list.attributes("ol.people a", "href"), [here.as_str()]);
    for (family, home) in &families {
        let own = family.get(home).await.ok();
        assert!(
            own.attributes("a", "href").contains(&here),
            "{}",
            own.words()
        );
        // Both may hide what is on their page.
        family.get(&format!("{home}/visibility")).await.ok();
    }
    let life = site.get(&format!("/admin/heroes/{kept}")).await.ok();
    assert!(
        life.says("До цієї сторінки приєднано іншу")
            && life.says("об’єднано дві сторінки")
            && life.says("Версія 2")
    );
    let old = site.get(&format!("/admin/heroes/{gone}")).await.ok();
    assert!(old.says("Цю сторінку об’єднано з іншою"));
    // The code on the grave leads there too, and opens what is kept for whoever stands there.
    let grave = site.state.grave_address(gone);
    let there = reader.get(&grave).await.seen_at();
    assert!(there.starts_with(&here), "{there}");
    reader.get(&there).await.ok();
    // What became of the two stories is undone only after the merge is.
    let undo = site
        .post("/admin/submissions/1/approval-undoing", &[("reason", "ні")])
        .await;
    assert_eq!(undo.status, StatusCode::CONFLICT);
    let restored = site
        .post(
            &format!("/admin/heroes/{gone}/restoration"),
            &[("reason", "ні")],
        )
        .await;
    assert_eq!(restored.status, StatusCode::CONFLICT);
}

#[actix_web::test]
async fn the_key_of_one_family_does_not_show_what_the_other_kept_to_the_moderators() {
    let (site, colleague, [(family, home), (friend, second)], [kept, gone]) = two_pages().await;
    let chosen = [("who-biography", "moderators")];
    friend
        .post(&format!("{second}/visibility"), &chosen)
        .await
        .seen_at();
    let wish: i32 = site
        .state
        .db
        .read_now(|conn| {
            let waiting = heroes_memorial::wishes::queries::waiting(conn)?;
            Ok(waiting[0].id)
        })
        .unwrap();
    let form = [("stands", "1"), ("outcome", "Так")];
    site.post(&format!("/admin/wishes/{wish}/settling"), &form)
        .await
        .seen_at();
    merged(
        &site,
        &colleague,
        (kept, gone),
        &[("take-biography", "take")],
    )
    .await;
    let page = family.get(&format!("{home}/visibility")).await.ok();
    assert!(!page.says("гітарі"), "{}", page.words());
    let own = friend.get(&format!("{second}/visibility")).await.ok();
    assert!(own.says("гітарі"), "{}", own.words());
}

#[actix_web::test]
async fn what_was_moved_to_take_down_a_page_ends_when_it_is_merged() {
    let (site, colleague, _, [kept, gone]) = two_pages().await;
    let why = [("reason", "Просить родина")];
    let withdrawal = format!("/admin/heroes/{gone}/withdrawal");
    let motion = crate::motions::proposed(&site.post(&withdrawal, &why).await);
    merged(&site, &colleague, (kept, gone), &[]).await;
    let late = colleague.post(&format!("{motion}/seconding"), &[]).await;
    assert_eq!(late.status, StatusCode::CONFLICT);
    let again = site.post(&withdrawal, &why).await;
    assert_eq!(again.status, StatusCode::CONFLICT);
}

#[actix_web::test]
async fn undone_both_pages_are_what_they_were_to_the_last_letter() {
    let (site, colleague, families, [kept, gone]) = two_pages().await;
    let set = |fact: &'static str, id: i32| {
        let act = move |conn: &mut diesel::SqliteConnection| {
            let mut visibility = heroes_memorial::heroes::queries::visibility(conn, id)?;
            visibility.set(fact, heroes_memorial::heroes::visibility::Audience::Grave);
            heroes_memorial::heroes::queries::show_to(conn, id, &visibility)
        };
        site.state.db.write_now(act).unwrap();
    };
    set("born", gone);
    set("call_sign", kept);
    let before = exported(&site);
    let merge = merged(
        &site,
        &colleague,
        (kept, gone),
        &[("take-biography", "take")],
    )
    .await;
    let page = site
        .visitor()
        .get(&format!("/h/{kept}"))
        .await
        .location()
        .unwrap();
    let page = site.visitor().get(&page).await.ok();
    assert!(
        !page.says("1996") && !page.says("«Лис»"),
        "the narrower of both: {}",
        page.words()
    );
    assert!(page.says("гітарі") && !page.says("футбол"));

    let alone = site
        .post(
            &format!("{LIST}/merges/{merge}/undoing"),
            &[("reason", " ")],
        )
        .await;
    assert_eq!(alone.status, StatusCode::UNPROCESSABLE_ENTITY);
    let asks = site.get(&format!("{LIST}/merges/{merge}")).await.ok();
    assert!(
        asks.says("Скасує об’єднання хтось інший"),
        "{}",
        asks.words()
    );
    let next = undone(&site, &colleague, merge).await.seen_at();
    let over = colleague.get(&next).await.ok();
    assert!(over.says("обидві сторінки на своїх місцях"));
    let [proposed, agreed] = [&site.browser, &colleague].map(async |who| {
        let account = who.get("/admin/account").await.ok();
        account.all("h1").remove(0)
    });
    let both = format!(
        "Пропозиція: {}. Погодження: {}.",
        proposed.await,
        agreed.await
    );
    let said = over.all(".flash");
    assert!(
        said.iter()
            .any(|line| line.starts_with("Скасовано ") && line.ends_with(&both)),
        "{both}: {said:?}"
    );
    assert_eq!(exported(&site), before);
    for (at, (family, home)) in families.iter().enumerate() {
        let slug = before[at].split(' ').nth(1).unwrap();
        let own = family.get(home).await.ok();
        assert!(
            own.attributes("a", "href")
                .contains(&format!("/uk/heroes/{slug}")),
            "{}",
            own.words()
        );
        site.visitor().get(&format!("/uk/heroes/{slug}")).await.ok();
    }
    assert_eq!(open_pairs(&site), 1, "they are asked about again");
    for id in [kept, gone] {
        assert!(
            site.get(&format!("/admin/heroes/{id}"))
                .await
                .ok()
                .says("скасовано об’єднання сторінок")
        );
    }
    let again = site
        .post(
            &format!("{LIST}/merges/{merge}/undoing"),
            &[("reason", "ще раз")],
        )
        .await;
    assert_eq!(again.status, StatusCode::CONFLICT);
}

#[actix_web::test]
async fn a_proposal_that_was_overtaken_does_nothing_and_says_so() {
    let (site, colleague, _, [kept, gone]) = two_pages().await;
    let next = proposed(&site.browser, (kept, gone), &[]).await.seen_at();
    let act = proposal(&colleague.get(&next).await.ok());
    let record: Record = serde_json::from_str(LYSIUK).unwrap();
    let change = Change {
        by: Author::Shell,
        at: published_at(),
        why: "test",
    };
    site.state
        .db
        .write_now(|conn| heroes_memorial::heroes::queries::revise(conn, gone, &record, change))
        .unwrap();
    let before = exported(&site);
    let stale = colleague.post(&act, &[]).await;
    assert_eq!(stale.status, StatusCode::CONFLICT);
    assert!(stale.says("Відхиліть пропозицію"), "{}", stale.words());
    assert_eq!(exported(&site), before);
    let declined = act.replace("/seconding", "/declining");
    let next = site.post(&declined, &[]).await.seen_at();
    assert!(site.get(&next).await.ok().says("Пропозицію відхилено"));
    assert_eq!(site.post(&declined, &[]).await.status, StatusCode::CONFLICT);
    // Told apart, they are not merged; nor are a page and itself, or one that is not there.
    let form = [
        ("one", format!("life-{kept}")),
        ("other", format!("life-{gone}")),
    ];
    let form: Vec<(&str, &str)> = form
        .iter()
        .map(|(name, value)| (*name, value.as_str()))
        .collect();
    site.post(&format!("{LIST}/distinction"), &form)
        .await
        .seen_at();
    let apart = proposed(&site.browser, (kept, gone), &[]).await;
    assert_eq!(apart.status, StatusCode::CONFLICT);
    assert!(apart.says("назвали різними людьми"));
    for wrong in [format!("{LIST}/{kept}/{kept}"), format!("{LIST}/{kept}/99")] {
        assert_eq!(
            site.get(&wrong).await.status,
            StatusCode::NOT_FOUND,
            "{wrong}"
        );
    }
}

#[actix_web::test]
async fn what_was_written_since_is_not_lost_by_an_undoing() {
    let (site, colleague, _, [kept, gone]) = two_pages().await;
    let merge = merged(&site, &colleague, (kept, gone), &[]).await;
    let mut record = site
        .state
        .db
        .read_now(|conn| heroes_memorial::heroes::queries::whole(conn, kept))
        .unwrap();
    record.interests.uk = Some("риболовля".to_owned());
    let change = Change {
        by: Author::Shell,
        at: published_at(),
        why: "test",
    };
    site.state
        .db
        .write_now(|conn| heroes_memorial::heroes::queries::revise(conn, kept, &record, change))
        .unwrap();
    let address = format!("{LIST}/merges/{merge}");
    let page = site.get(&address).await.ok();
    assert!(
        page.says("Спершу поверніть на ній версію 2"),
        "{}",
        page.words()
    );
    let refused = site
        .post(&format!("{address}/undoing"), &[("reason", "Різні люди")])
        .await;
    assert_eq!(refused.status, StatusCode::CONFLICT);
    // As the sentence says: the version before comes back, then the pages part.
    crate::motions::gone_back(&site.browser, kept, 2, "Щоб розділити")
        .await
        .seen_at();
    undone(&site, &colleague, merge).await.seen_at();
    assert_eq!(exported(&site).len(), 2);
    assert!(
        site.get(&format!("/admin/heroes/{kept}"))
            .await
            .ok()
            .says("риболовля"),
        "it stays among the versions"
    );

    // A page that was taken down is brought back first.
    let merge = merged(&site, &colleague, (gone, kept), &[]).await;
    withdrawn(&site, gone).await;
    assert!(
        site.get(&format!("{LIST}/merges/{merge}"))
            .await
            .ok()
            .says("Спершу поверніть її")
    );
    let slug = site.visitor().get(&format!("/h/{kept}")).await;
    assert_eq!(slug.status, StatusCode::GONE);
}

#[actix_web::test]
async fn pictures_of_both_stay_and_one_archives_number_is_remembered() {
    let site = desk().await;
    let colleague = moderator(&site, &site.browser, "Ірина").await;
    let (kept, one) = pictured(&site, LYSIUK, &portrait(1, (600, 800)));
    let other = life(
        "Лисюк",
        "Юра",
        json!({"external_id": "b2", "died": "2024-03-05"}),
    );
    let (gone, two) = pictured(&site, &other, &portrait(2, (600, 800)));
    let page = site.get(&format!("{LIST}/{kept}/{gone}")).await.ok();
    assert!(page.says("В обох є номер в архіві"));
    let merge = merged(&site, &colleague, (kept, gone), &[]).await;
    let record = site
        .state
        .db
        .read_now(|conn| heroes_memorial::heroes::queries::whole(conn, kept))
        .unwrap();
    let photos: Vec<i32> = record.photos.iter().filter_map(Photo::id).collect();
    assert_eq!(
        (photos, record.external_id.as_deref()),
        (vec![one, two], Some("p000001"))
    );
    assert!(record.aliases.contains(&"Юра Лисюк".to_owned()));
    for photo in [one, two] {
        site.visitor()
            .get(&format!("/photos/{photo}/small.webp"))
            .await
            .ok();
    }
    assert!(
        site.get(&format!("{LIST}/merges/{merge}"))
            .await
            .ok()
            .says("лишився в історії: b2")
    );
    // The archive's list knows the page by either number.
    let known = |id: &str| {
        let record = json!({"external_id": id, "name": {"family": "Лисюк", "given": "Юрій"}, "born": "1996"});
        let folder = tempfile::tempdir().unwrap();
        let file = folder.path().join("list.jsonl");
        std::fs::write(&file, record.to_string()).unwrap();
        let arguments = import::Arguments {
            file,
            dry_run: true,
            ..import::Arguments::default()
        };
        let mut said = Vec::new();
        import::import(&site.state.db, &arguments, published_at(), &mut |row| {
            said.push(row.to_string())
        })
        .unwrap();
        said.remove(0)
    };
    let page = "is public as yurii-lysiuk;";
    assert!(
        known("b2").contains(page) && known("p000001").contains(page),
        "{}",
        known("b2")
    );
    undone(&site, &colleague, merge).await.seen_at();
    assert!(
        !known("b2").contains(page) && known("b2").contains("is public as"),
        "{}",
        known("b2")
    );
}

#[actix_web::test]
async fn what_waits_for_a_page_follows_it_and_is_read_anew() {
    let (site, colleague, _, [kept, gone]) = two_pages().await;
    // An addition to the page that goes.
    let writer = site.visitor();
    let slug = exported(&site)[1].split(' ').nth(1).unwrap().to_owned();
    let page = writer
        .get(&format!("/uk/submissions/new?about={slug}"))
        .await
        .ok();
    let once = page.attributes("input[name=once]", "value").remove(0);
    let form = [
        ("once", once.as_str()),
        ("about", slug.as_str()),
        ("note", "Він грав на гітарі."),
    ];
    let next = writer.post("/uk/submissions/new", &form).await.seen_at();
    let home = next.strip_suffix("/relation").unwrap().to_owned();
    let steps: &[(&str, &[(&str, &str)])] = &[(
        "quote",
        &[
            ("quote-0-text", "Добрий був."),
            ("quote-0-speaker", "Ольга"),
            ("quote-0-relation", "teacher"),
        ],
    )];
    crate::contributions::sent(&writer, &home, steps)
        .await
        .seen_at();
    let review = site.get("/admin/submissions/3").await.ok();
    let (read, version) = (
        crate::moderation::revision(&review),
        review.attributes("input[name=page]", "value").remove(0),
    );

    let merge = merged(&site, &colleague, (kept, gone), &[]).await;
    let form = [
        ("revision", read.as_str()),
        ("seen", "1"),
        ("page", version.as_str()),
    ];
    let stale = site.post("/admin/submissions/3/approval", &form).await;
    assert_eq!(
        stale.status,
        StatusCode::CONFLICT,
        "it was read beside another page"
    );
    let next = crate::contributions::approved(&site, 3, &[])
        .await
        .seen_at();
    assert_eq!(next, format!("/admin/heroes/{kept}?done=1"));
    let page = site.visitor().open(&format!("/h/{gone}")).await.ok();
    assert!(page.says("Добрий був"), "{}", page.words());
    // It is on the page that stayed now: the undoing says what to do about it.
    assert!(
        site.get(&format!("{LIST}/merges/{merge}"))
            .await
            .ok()
            .says("Спершу поверніть на ній версію")
    );
}
