//! Turns on the front page: own day first, everyone once a year, and anyone can check.

use std::collections::BTreeSet;

use chrono::{DateTime, Datelike, NaiveDate, TimeDelta, Utc};
use diesel::prelude::*;
use heroes_memorial::dates::kyiv;
use heroes_memorial::days::queries::{fill_turns, shown_at};
use reqwest::StatusCode;
use serde_json::Value;

use crate::lives::{LYSIUK, NAME_ONLY, publish_life};
use crate::site::Site;

fn life(given: &str, died: &str) -> String {
    format!(r#"{{"name": {{"family": "Верба", "given": "{given}"}}, "died": {died}}}"#)
}

fn shown(site: &Site, at: DateTime<Utc>) -> i32 {
    let ids = site.state.db.read_now(|conn| shown_at(conn, at)).unwrap();
    ids[0]
}

/// Through a whole year, hour by hour, of a small memorial: some on a day of their own, some on one day, some on none.
#[actix_web::test]
async fn in_a_year_everyone_comes_first_once_before_anyone_twice() {
    let site = Site::open().await;
    for (given, died) in [
        ("Перший", r#""2024-03-05""#),
        ("Другий", r#""2023-03-05""#),
        ("Третій", r#""2022-03-05""#),
        ("Четвертий", r#""2024-02-29""#),
        ("Пʼятий", r#""2024-07""#),
        ("Шостий", "null"),
        ("Сьомий", r#""2023""#),
    ] {
        publish_life(&site, &life(given, died));
    }
    let mut order = Vec::new();
    let mut at = kyiv::start_of("2027-01-01".parse().unwrap());
    let end = kyiv::start_of("2028-01-01".parse().unwrap());
    let mut on_fifth = BTreeSet::new();
    while at < end {
        let id = shown(&site, at);
        if order.last() != Some(&id) {
            order.push(id);
        }
        let day = kyiv::today(at);
        if (day.month(), day.day()) == (3, 5) {
            on_fifth.insert(id);
        }
        // 29 February has its turn on the 28th in a common year.
        if (day.month(), day.day()) == (2, 28) {
            assert_eq!(id, 4);
        }
        at += TimeDelta::hours(1);
    }
    // The year begins with whoever was shown last in the year before, who goes on.
    let begun = &order[1..];
    assert_eq!(begun.len(), 7, "{order:?}");
    assert_eq!(begun.iter().collect::<BTreeSet<_>>().len(), 7, "{order:?}");
    assert_eq!(on_fifth, BTreeSet::from([1, 2, 3]));
}

#[actix_web::test]
async fn whose_turn_it_is_stands_large_and_the_day_is_named_only_where_it_is_theirs() {
    let site = Site::open_at(|| "2027-05-14T08:00:00Z".parse().unwrap()).await;
    publish_life(&site, &life("Перший", r#""2024-03-05""#));
    // Born on this day, and fell on another: named, and not first a second time in the year.
    publish_life(
        &site,
        r#"{"name": {"family": "Клен", "given": "Остап"}, "born": "1990-05-14", "died": "2024-01-02"}"#,
    );
    let page = site.get("/uk").await.ok();
    assert_eq!(page.all(".today .name"), ["Перший Верба"]);
    assert_eq!(page.all("#today"), ["Сьогодні пам’ятаємо"]);
    assert!(page.says("Цього дня також: Остап Клен"));
    assert!(
        page.attributes("a", "href")
            .contains(&"/uk/rules#turns".to_owned())
    );
    let rules = site.get("/uk/rules").await.ok();
    assert_eq!(rules.all("#turns"), ["Кого ми показуємо першими і чому"]);
    assert_eq!(
        site.get("/en/rules").await.ok().all("#turns"),
        ["Whom we show first, and why"]
    );
}

#[actix_web::test]
async fn anyone_can_check_whose_turn_is_when() {
    let site = Site::open_at(|| "2027-03-01T08:00:00Z".parse().unwrap()).await;
    let mut three = BTreeSet::new();
    for given in ["Перший", "Другий", "Третій"] {
        three.insert(publish_life(&site, &life(given, r#""2024-03-05""#)));
    }
    let asked = |date: &'static str| {
        let site = &site;
        async move {
            let path = format!("/api/v1/rotation?date={date}");
            let answer = site.get(&path).await.ok();
            serde_json::from_slice::<Value>(&answer.bytes).unwrap()
        }
    };
    let day = asked("2027-03-05").await;
    assert_eq!((&day["total"], &day["goes_on"]), (&3.into(), &Value::Null));
    let turns = day["turns"].as_array().unwrap();
    assert_eq!(turns[0]["from"], "2027-03-04T22:00:00Z");
    assert_eq!(turns[0]["until"], turns[1]["from"]);
    assert_eq!(turns[2]["until"], "2027-03-05T22:00:00Z");
    for turn in turns {
        let at: DateTime<Utc> = turn["from"].as_str().unwrap().parse().unwrap();
        let number = i32::try_from(turn["number"].as_i64().unwrap()).unwrap();
        assert_eq!(shown(&site, at), number);
        assert_eq!(shown(&site, at + TimeDelta::hours(7)), number);
        assert!(three.remove(&number));
    }
    // The hour that is left out in spring is nobody's loss.
    publish_life(&site, &life("Весняний", r#""2024-03-28""#));
    let spring = asked("2027-03-28").await;
    assert_eq!(spring["turns"][0]["until"], "2027-03-28T21:00:00Z");
    let quiet = asked("2027-03-10").await;
    assert_eq!(quiet["total"], 0);
    assert_eq!(quiet["goes_on"]["since"], "2027-03-05");
    assert_eq!(quiet["goes_on"]["number"], turns[2]["number"]);

    let page = site.get("/uk/days/03-05/turns").await.ok();
    assert_eq!(
        page.all(".turn-hours"),
        ["00:00–08:00", "08:00–16:00", "16:00–24:00"]
    );
    assert!(
        site.get("/en/days/03-10/turns")
            .await
            .ok()
            .says("which began on 5 March 2027")
    );
    let day = site.get("/uk/days/03-05").await.ok();
    assert!(
        day.attributes("a", "href")
            .contains(&"/uk/days/03-05/turns".to_owned())
    );
    for (path, status) in [
        ("/uk/days/3-5/turns", StatusCode::MOVED_PERMANENTLY),
        ("/uk/days/02-29/turns", StatusCode::SEE_OTHER),
        ("/uk/days/02-30/turns", StatusCode::NOT_FOUND),
        ("/api/v1/rotation?date=2027-13-01", StatusCode::BAD_REQUEST),
        ("/api/v1/rotation?date=27-1-1", StatusCode::BAD_REQUEST),
        ("/api/v1/rotation?page=0", StatusCode::BAD_REQUEST),
    ] {
        assert_eq!(site.get(path).await.status, status, "{path}");
    }
}

#[actix_web::test]
async fn a_turn_moves_with_a_date_and_goes_with_its_life() {
    let site = Site::open_at(|| "2027-03-05T08:00:00Z".parse().unwrap()).await;
    assert_eq!(
        site.get("/api/v1/rotation")
            .await
            .ok()
            .text()
            .matches("\"total\":0")
            .count(),
        1
    );
    let id = publish_life(&site, LYSIUK);
    let name_only = publish_life(&site, NAME_ONLY);
    assert_eq!(shown(&site, "2027-03-05T08:00:00Z".parse().unwrap()), id);
    // From before there were turns.
    let mut conn = SqliteConnection::establish(site.database().to_str().unwrap()).unwrap();
    diesel::delete(heroes_memorial::schema::turns::table)
        .execute(&mut conn)
        .unwrap();
    assert_eq!(fill_turns(&mut conn).unwrap(), 2);
    assert_eq!(fill_turns(&mut conn).unwrap(), 0);
    drop(conn);
    assert_eq!(shown(&site, "2027-03-05T08:00:00Z".parse().unwrap()), id);
    let day = NaiveDate::from_ymd_opt(2027, 1, 1).unwrap();
    site.state
        .db
        .write_now(|conn| heroes_memorial::heroes::queries::make_way(conn, id))
        .unwrap();
    for at in 0..365 {
        let at = kyiv::start_of(day + TimeDelta::days(at));
        assert_eq!(shown(&site, at), name_only);
    }
}
