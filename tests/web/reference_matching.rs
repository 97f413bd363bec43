//! What families and archives wrote in their own words is matched to the lists once for all that say the same.

use heroes_memorial::heroes::queries::{versions, whole};
use heroes_memorial::reference::queries::unmatched_count;
use reqwest::StatusCode;

use crate::lives::publish_life;
use crate::moderation::revision;
use crate::motions::withdrawn;
use crate::reference::{change, filled, opened, post};
use crate::site::{Answer, Browser, Site};

const LIST: &str = "/admin/reference/unmatched?list=units";

pub fn life(family: &str, service: &str) -> String {
    format!(r#"{{"name": {{"family": "{family}", "given": "Іван"}}, "service": [{service}]}}"#)
}

pub fn unit(text: &str) -> String {
    format!(r#"{{"unit_text": "{text}"}}"#)
}

/// The form of the group with this number on the page, as the browser would send it.
async fn decide(
    browser: &Browser,
    page: &Answer,
    number: usize,
    act: &str,
    changes: &[(&str, &str)],
) -> Answer {
    let html = page.text();
    let from = html.find(&format!("id=\"group-{number}\"")).unwrap();
    let from = html[..from].rfind("<form").unwrap();
    let to = from + html[from..].find("</form>").unwrap() + 7;
    let one = Answer {
        status: page.status,
        headers: page.headers.clone(),
        bytes: html.as_bytes()[from..to].to_vec(),
    };
    let form = filled(&one, "/admin/reference/matches", changes);
    post(browser, act, &form).await
}

pub async fn make(
    browser: &Browser,
    page: &Answer,
    number: usize,
    changes: &[(&str, &str)],
) -> Answer {
    decide(browser, page, number, "/admin/reference/matches", changes).await
}

fn count(site: &Site) -> i64 {
    site.state.db.read_now(unmatched_count).unwrap()
}

async fn finds(site: &Site, query: &str) -> usize {
    let page = site
        .visitor()
        .get(&format!("/uk/heroes?{query}"))
        .await
        .ok();
    page.all(".person-name").len()
}

/// A family sends a story that says a unit; answers its own address.
async fn told(site: &Site, unit: &str) -> String {
    let family = site.visitor();
    let home = crate::moderation::told(&family, "Розповідь про людину, яку ми пам’ятаємо.").await;
    let form = [("service-0-unit", unit), ("go", "next")];
    family
        .post(&format!("{home}/service"), &form)
        .await
        .seen_at();
    home
}

fn record_of(site: &Site, id: i32) -> heroes_memorial::heroes::hero::Record {
    let story =
        |conn: &mut diesel::SqliteConnection| heroes_memorial::moderation::queries::story(conn, id);
    site.state.db.read_now(story).unwrap().record
}

#[actix_web::test]
async fn all_that_say_the_same_are_matched_at_once_and_parted_again() {
    let site = opened().await;
    let first = publish_life(&site, &life("Верба", &unit("58 Мотопіхотна")));
    let second = publish_life(&site, &life("Дуб", &unit("58-ма мотопіхотна")));
    publish_life(&site, &life("Клен", &unit("Невідома рота")));
    told(&site, "58 мотопіхотна").await;
    assert_eq!(count(&site), 2);

    let page = site.get(LIST).await.ok();
    assert_eq!(
        page.all(".unmatched h2"),
        ["«58 Мотопіхотна»", "«Невідома рота»"]
    );
    assert!(
        page.says("2 життя, 1 нерозглянута розповідь"),
        "{}",
        page.words()
    );
    assert!(page.says("Пишуть і так:"));
    let who = page.attributes("#group-1 ul a", "href");
    assert!(
        who.contains(&format!("/admin/heroes/{first}"))
            && who.contains(&"/admin/submissions/1".to_owned()),
        "{who:?}"
    );
    assert!(
        page.says("58-ма окрема мотопіхотна бригада"),
        "it is proposed"
    );
    assert!(
        page.says("той самий номер"),
        "and says why: {}",
        page.words()
    );

    let none = make(&site.browser, &page, 1, &[]).await;
    assert_eq!(none.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(none.says("Оберіть, що мається на увазі."));
    let both = [("to", "58-motorized"), ("other", "14-mechanized")];
    let both = make(&site.browser, &page, 1, &both).await;
    assert_eq!(both.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(both.says("Обрано одне, а написано інше."));
    let unknown = make(
        &site.browser,
        &page,
        1,
        &[("to", "other"), ("other", "ніщо")],
    )
    .await;
    assert_eq!(unknown.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(unknown.says("Такого у списку немає."));
    assert_eq!(
        unknown.attributes("#group-1 input[name=other]", "value"),
        ["ніщо"]
    );

    let seen = make(&site.browser, &page, 1, &[("to", "58-motorized")])
        .await
        .seen_at();
    let done = site.get(&seen).await.ok();
    assert!(
        done.says("Зведено: 2 життя, 1 нерозглянута розповідь."),
        "{}",
        done.words()
    );
    assert_eq!(done.all(".unmatched h2"), ["«Невідома рота»"]);
    assert_eq!(count(&site), 1);
    assert_eq!(finds(&site, "unit=58-motorized").await, 3, "with Lysiuk");
    for id in [first, second] {
        let (record, versions) = site
            .state
            .db
            .read_now(|conn| Ok((whole(conn, id)?, versions(conn, id)?)))
            .unwrap();
        assert_eq!(record.service[0].unit.as_deref(), Some("58-motorized"));
        assert_eq!(record.service[0].unit_text, None);
        assert_eq!(versions.len(), 2);
        assert!(
            versions[0].why.contains("58 Мотопіхотна"),
            "{}",
            versions[0].why
        );
    }
    assert_eq!(
        record_of(&site, 1).service[0].unit.as_deref(),
        Some("58-motorized")
    );
    let journal = site.get("/admin/journal").await.ok();
    let lines = journal.all("ol.journal").join(" ");
    assert_eq!(lines.matches("зведено написане").count(), 1);
    assert!(
        journal.says("змінено життів: 2, розповідей: 1"),
        "{}",
        journal.words()
    );
    // Whoever pressed the button on an old page is told so.
    let late = make(&site.browser, &page, 1, &[("to", "58-motorized")]).await;
    assert_eq!(late.status, StatusCode::CONFLICT);
    assert!(late.says("Цю назву вже хтось звів"));

    // Later stories match by themselves.
    told(&site, "58-ма Мотопіхотна").await;
    assert_eq!(
        record_of(&site, 2).service[0].unit.as_deref(),
        Some("58-motorized")
    );

    // One of the lives is edited since; the rest goes back.
    let edited =
        r#"{"name": {"family": "Дуб", "given": "Іван"}, "service": [{"unit": "14-mechanized"}]}"#;
    site.state
        .db
        .write_now(|conn| {
            let record = serde_json::from_str(edited).unwrap();
            let change = heroes_memorial::heroes::queries::Change {
                by: heroes_memorial::heroes::queries::Author::Shell,
                at: crate::lives::published_at(),
                why: "test",
            };
            heroes_memorial::heroes::queries::revise(conn, second, &record, change)
        })
        .unwrap();
    let undo = done.attributes("form[action$=undoing]", "action").remove(0);
    let seen = site.post(&undo, &[("list", "units")]).await.seen_at();
    let page = site.get(&seen).await.ok();
    assert!(
        page.says("Повернено, як було написано: 2. Змінено відтоді й не зачеплено: 1."),
        "{}",
        page.words()
    );
    assert!(page.says("скасовано"));
    assert_eq!(page.all(".unmatched h2")[0], "«58 Мотопіхотна»");
    assert_eq!(finds(&site, "unit=58-motorized").await, 1);
    let record = site.state.db.read_now(|conn| whole(conn, first)).unwrap();
    assert_eq!(
        record.service[0].unit_text.as_deref(),
        Some("58 Мотопіхотна")
    );
    assert_eq!(
        record_of(&site, 1).service[0].unit_text.as_deref(),
        Some("58 мотопіхотна")
    );
    let desk = site.get("/admin/reference/units/58-motorized").await.ok();
    assert!(!desk.all("#aliases")[0].contains("58 Мотопіхотна"));
    let again = site.post(&undo, &[("list", "units")]).await;
    assert_eq!(again.status, StatusCode::CONFLICT);
}

#[actix_web::test]
async fn a_name_that_another_unit_has_is_matched_without_becoming_one() {
    let site = opened().await;
    change(
        &site.browser,
        "/admin/reference/units/14-mechanized",
        &[("aliases", "Вепри")],
    )
    .await
    .seen_at();
    publish_life(&site, &life("Верба", &unit("вепри")));
    let page = site.get(LIST).await.ok();
    assert_eq!(
        page.attributes("#group-1 input[checked][type=radio]", "value"),
        ["14-mechanized"],
        "called so"
    );
    let named = [("to", "other"), ("other", "58 ОМПБр")];
    let refused = make(&site.browser, &page, 1, &named).await;
    assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(
        refused.says("Так уже зветься «14-та окрема механізована бригада"),
        "{}",
        refused.words()
    );
    assert_eq!(
        finds(&site, "unit=58-motorized").await,
        1,
        "nothing was changed"
    );
    make(
        &site.browser,
        &refused,
        1,
        &[("to", "other"), ("other", "58 ОМПБр"), ("remember", "")],
    )
    .await
    .seen_at();
    assert_eq!(finds(&site, "unit=58-motorized").await, 2);
    let desk = site.get("/admin/reference/units/58-motorized").await.ok();
    assert!(desk.says("Цього запису ще не змінювали."));
}

#[actix_web::test]
async fn ranks_and_awards_are_matched_too() {
    let site = opened().await;
    let id = publish_life(
        &site,
        r#"{"name": {"family": "Верба", "given": "Іван"},
            "service": [{"rank_text": "ст. солдат"}, {"rank_text": "Ст.солдат", "unit": "58-motorized"}],
            "awards": [{"award_text": "Орден Мужності"}, {"award": "hero-gold-star"}]}"#,
    );
    let page = site.get("/admin/reference/unmatched?list=ranks").await.ok();
    assert_eq!(page.all(".unmatched h2"), ["«Ст.солдат»"]);
    make(
        &site.browser,
        &page,
        1,
        &[("to", "other"), ("other", "senior-soldier")],
    )
    .await
    .seen_at();
    let page = site
        .get("/admin/reference/unmatched?list=awards")
        .await
        .ok();
    make(
        &site.browser,
        &page,
        1,
        &[("to", "other"), ("other", "courage-3")],
    )
    .await
    .seen_at();
    let record = site.state.db.read_now(|conn| whole(conn, id)).unwrap();
    assert!(
        record
            .service
            .iter()
            .all(|row| row.rank.as_deref() == Some("senior-soldier"))
    );
    assert_eq!(record.awards[0].award.as_deref(), Some("courage-3"));
    assert_eq!(finds(&site, "rank=senior-soldier&award=courage-3").await, 1);
    assert_eq!(count(&site), 0);
    let page = site.get("/admin/reference/ranks").await.ok();
    assert!(page.says("Усі назви впізнано"));
    let undo = site.get("/admin/reference/unmatched?list=ranks").await.ok();
    let undo = undo.attributes("form[action$=undoing]", "action").remove(0);
    site.post(&undo, &[("list", "ranks")]).await.seen_at();
    let record = site.state.db.read_now(|conn| whole(conn, id)).unwrap();
    assert_eq!(record.service[0].rank_text.as_deref(), Some("ст. солдат"));
    assert_eq!(record.service[1].rank_text.as_deref(), Some("Ст.солдат"));
    assert_eq!(
        record.awards[0].award.as_deref(),
        Some("courage-3"),
        "another act"
    );
}

#[actix_web::test]
async fn what_is_kept_as_written_is_not_asked_again_until_somebody_does() {
    let site = opened().await;
    publish_life(&site, &life("Верба", &unit("Невідома рота")));
    let page = site.get(LIST).await.ok();
    let keep = "/admin/reference/keeping";
    decide(&site.browser, &page, 1, keep, &[]).await.seen_at();
    assert_eq!(count(&site), 0);
    publish_life(&site, &life("Дуб", &unit("невідома РОТА")));
    assert_eq!(count(&site), 0, "whoever says it later");
    let list = site.get(LIST).await.ok();
    assert!(list.says("Тут усе впізнано.") && list.says("Лишено, як написано (1)"));
    let late = decide(&site.browser, &page, 1, keep, &[]).await;
    assert_eq!(late.status, StatusCode::CONFLICT);
    let form = filled(&list, "/admin/reference/asking-again", &[]);
    post(&site.browser, "/admin/reference/asking-again", &form)
        .await
        .seen_at();
    assert_eq!(count(&site), 1);
    assert!(site.get(LIST).await.ok().says("2 життя"));
    let again = post(&site.browser, "/admin/reference/asking-again", &form).await;
    assert_eq!(again.status, StatusCode::CONFLICT);
}

#[actix_web::test]
async fn what_is_not_public_or_shown_to_a_family_is_left_alone() {
    let site = opened().await;
    let id = publish_life(&site, &life("Верба", &unit("Невідома рота")));
    let hidden = publish_life(&site, &life("Дуб", &unit("Невідома рота")));
    let mut visibility = heroes_memorial::heroes::visibility::Visibility::default();
    visibility.set(
        "service",
        heroes_memorial::heroes::visibility::Audience::Moderators,
    );
    site.state
        .db
        .write_now(|conn| heroes_memorial::heroes::queries::show_to(conn, hidden, &visibility))
        .unwrap();
    withdrawn(&site, id).await;
    told(&site, "невідома рота").await;
    site.post("/admin/submissions/1/taking", &[])
        .await
        .seen_at();
    let review = site.get("/admin/submissions/1").await.ok();
    let read = revision(&review);
    site.post(
        "/admin/submissions/1/proof",
        &[("revision", &read), ("seen", "1")],
    )
    .await
    .seen_at();

    let page = site.get(LIST).await.ok();
    assert!(
        page.says("1 життя, 1 нерозглянута розповідь"),
        "{}",
        page.words()
    );
    let seen = make(
        &site.browser,
        &page,
        1,
        &[("to", "other"), ("other", "58-motorized")],
    )
    .await
    .seen_at();
    let page = site.get(&seen).await.ok();
    assert!(
        page.says("Зведено: 1 життя, 0 нерозглянутих розповідей."),
        "{}",
        page.words()
    );
    assert!(
        page.says("1 нерозглянута розповідь"),
        "it waits until its family has answered"
    );
    let whole_of = |id| site.state.db.read_now(|conn| whole(conn, id)).unwrap();
    assert_eq!(
        whole_of(hidden).service[0].unit.as_deref(),
        Some("58-motorized")
    );
    assert_eq!(
        finds(&site, "unit=58-motorized").await,
        1,
        "and stays hidden"
    );
    assert_eq!(whole_of(id).service[0].unit, None);
    let restoration = format!("/admin/heroes/{id}/restoration");
    site.post(&restoration, &[("reason", "повертаємо")])
        .await
        .seen_at();
    assert!(
        site.get(LIST)
            .await
            .ok()
            .says("1 життя, 1 нерозглянута розповідь")
    );
}

#[actix_web::test]
async fn the_list_of_names_goes_page_by_page() {
    let site = opened().await;
    for number in 0..30 {
        publish_life(
            &site,
            &life("Верба", &unit(&format!("рота {number} невідома"))),
        );
    }
    assert_eq!(count(&site), 30);
    let page = site.get(LIST).await.ok();
    assert_eq!(page.all(".unmatched h2").len(), 25);
    let next = page.attributes("a[rel=next]", "href").remove(0);
    let page = site.get(&next).await.ok();
    assert_eq!(page.all(".unmatched h2").len(), 5);
    assert_eq!(page.attributes("#group-1 input[name=page]", "value"), ["2"]);
    let seen = make(
        &site.browser,
        &page,
        1,
        &[("to", "other"), ("other", "58-motorized"), ("remember", "")],
    )
    .await;
    assert!(
        seen.seen_at().contains("page=2"),
        "one goes on where one was"
    );
    for odd in [
        "page=999",
        "page=0",
        "page=x",
        "list=regions",
        "list=towns",
        "lives=x",
    ] {
        site.get(&format!("/admin/reference/unmatched?{odd}"))
            .await
            .ok();
    }
    let answer = site
        .post("/admin/reference/matches", &[("list", "regions")])
        .await;
    assert_eq!(answer.status, StatusCode::BAD_REQUEST);
}
