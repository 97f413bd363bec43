//! Calendars, read by a reader of iCalendar that others wrote (calcard).

use calcard::common::timezone::Tz;
use calcard::icalendar::{ICalendar, ICalendarComponentType};
use heroes_memorial::heroes::queries::{make_way, withdraw};
use reqwest::{Method, StatusCode};

use crate::lives::{LYSIUK, NAME_ONLY, publish_life};
use crate::site::{Answer, Site};

const LIFE: &str = "/uk/heroes/yurii-lysiuk/calendar.ics";

/// Reads a calendar strictly; every day between two years on which one of its events is, with the event's number.
fn read(answer: &Answer) -> (ICalendar, Vec<(u32, String)>) {
    let text = answer.text();
    assert_eq!(
        answer.header("content-type"),
        Some("text/calendar; charset=utf-8; method=PUBLISH")
    );
    for line in text.split("\r\n") {
        assert!(line.len() <= 75 && !line.contains('\n'), "{line}");
    }
    let calendar = ICalendar::parse(&text).unwrap();
    let expanded = calendar.expand_dates(Tz::Floating, 200_000);
    assert!(expanded.errors.is_empty(), "{:?}", expanded.errors);
    let days = expanded
        .events
        .iter()
        .map(|event| (event.comp_id, event.start.date_naive().to_string()))
        .collect();
    (calendar, days)
}

/// What a property of the events says, in order.
fn all(answer: &Answer, name: &str) -> Vec<String> {
    let unfolded = answer.text().replace("\r\n ", "");
    let inside = unfolded.split("BEGIN:VEVENT").skip(1);
    inside
        .filter_map(|event| {
            let line = event
                .lines()
                .find(|line| line.split([':', ';']).next() == Some(name))?;
            Some(line[name.len() + 1..].to_owned())
        })
        .collect()
}

#[actix_web::test]
async fn the_days_of_a_life_come_back_every_year_in_anyones_calendar() {
    let site = Site::open().await;
    publish_life(&site, LYSIUK);
    let answer = site.get(LIFE).await.ok();
    let (calendar, days) = read(&answer);
    let events: Vec<_> = calendar
        .components
        .iter()
        .filter(|part| part.component_type == ICalendarComponentType::VEvent)
        .collect();
    assert_eq!(events.len(), 2);
    for year in [2024, 2025, 2028, 2030] {
        assert!(
            days.iter().any(|(_, day)| *day == format!("{year}-03-05")),
            "{year}"
        );
        // Of the birth only the month is known: a note on its first day, which says so.
        assert!(
            days.iter().any(|(_, day)| *day == format!("{year}-05-01")),
            "{year}"
        );
    }
    assert_eq!(
        all(&answer, "SUMMARY"),
        [
            "День пам’яті: Юрій Лисюк (1996 — 2024)",
            "Місяць народження: Юрій Лисюк (1996 — 2024)"
        ]
    );
    assert!(all(&answer, "DESCRIPTION")[1].contains("Відомо лише місяць"));
    assert_eq!(
        all(&answer, "UID"),
        ["life-1-death@127.0.0.1", "life-1-birth@127.0.0.1"]
    );
    assert_eq!(
        all(&answer, "DTSTART"),
        ["VALUE=DATE:20240305", "VALUE=DATE:19960501"]
    );
    assert_eq!(all(&answer, "TRANSP"), ["TRANSPARENT"; 2]);
    // The last change, and not the moment of asking.
    assert_eq!(all(&answer, "DTSTAMP"), ["20261121T100000Z"; 2]);
    assert_eq!(
        all(&answer, "URL"),
        ["http://127.0.0.1:8080/uk/heroes/yurii-lysiuk"; 2]
    );
    for line in [
        "X-WR-CALNAME:Юрій Лисюк — дні пам’яті",
        "REFRESH-INTERVAL;VALUE=DURATION:P1D",
    ] {
        assert!(answer.text().replace("\r\n ", "").contains(line), "{line}");
    }
    let english = site.get("/en/heroes/yurii-lysiuk/calendar.ics").await.ok();
    assert_eq!(
        all(&english, "SUMMARY")[0],
        "Day of remembrance: Yurii Lysiuk (1996–2024)"
    );

    // Asked again, nothing goes over the wire.
    let tag = answer.header("etag").unwrap().to_owned();
    let again = site
        .browser
        .request(Method::GET, LIFE)
        .header("If-None-Match", tag);
    let again = site.browser.send(again).await;
    assert_eq!(again.status, StatusCode::NOT_MODIFIED);
    let head = site.browser.head(LIFE).await;
    assert_eq!((head.status, head.bytes.len()), (StatusCode::OK, 0));
}

#[actix_web::test]
async fn the_leap_day_comes_every_year_and_words_cannot_break_a_calendar() {
    let site = Site::open().await;
    publish_life(
        &site,
        r#"{"name": {"family": "Верба, молодший;", "given": "Остап"}, "died": "2024-02-29", "born": "XXXX-11-03"}"#,
    );
    let found = site.get("/uk/heroes").await.ok();
    let life = found.attributes(".people a", "href").remove(0);
    let answer = site.get(&format!("{life}/calendar.ics")).await.ok();
    let (_, days) = read(&answer);
    for day in [
        "2024-02-29",
        "2025-02-28",
        "2027-02-28",
        "2028-02-29",
        "2030-02-28",
    ] {
        assert!(days.iter().any(|(_, known)| known == day), "{day}");
    }
    let in_2027 = days.iter().filter(|(_, day)| day.starts_with("2027-"));
    assert_eq!(in_2027.count(), 2);
    // A birthday of an unknown year is a birthday all the same.
    assert!(days.iter().any(|(_, day)| day == "2027-11-03"));
    assert!(all(&answer, "SUMMARY")[0].contains(r"Верба\, молодший\;"));
}

#[actix_web::test]
async fn a_calendar_is_there_as_long_as_its_life() {
    let site = Site::open().await;
    let id = publish_life(&site, LYSIUK);
    publish_life(&site, NAME_ONLY);
    for path in [
        // No day is known, and nobody is there.
        "/uk/heroes/orysia-krynychanska/calendar.ics",
        "/uk/heroes/nobody/calendar.ics",
        "/uk/regions/lvivska/calendar.ics",
        "/uk/regions/nowhere/calendar.ics",
        "/uk/regions/zhytomyrska/calendar.ics?region_role=loved",
        "/uk/units/no-such-unit/calendar.ics",
    ] {
        assert_eq!(site.get(path).await.status, StatusCode::NOT_FOUND, "{path}");
    }
    let page = site.get("/uk/heroes/yurii-lysiuk").await.ok();
    let links = page.attributes(".keeping a", "href");
    assert!(
        links.contains(&"webcal://127.0.0.1:8080/uk/heroes/yurii-lysiuk/calendar.ics".to_owned())
    );
    assert!(links.contains(&LIFE.to_owned()));
    let nothing = site.get("/uk/heroes/orysia-krynychanska").await.ok();
    assert!(
        !nothing
            .attributes("a", "href")
            .iter()
            .any(|href| href.ends_with(".ics"))
    );
    site.state
        .db
        .write_now(|conn| withdraw(conn, None, id, chrono::Utc::now(), "test"))
        .unwrap();
    assert_eq!(site.get(LIFE).await.status, StatusCode::GONE);
    assert_eq!(
        site.get("/uk/units/58-motorized/calendar.ics").await.status,
        StatusCode::NOT_FOUND
    );
}

#[actix_web::test]
async fn a_unit_and_a_region_have_calendars_of_their_people() {
    let site = Site::open().await;
    publish_life(&site, LYSIUK);
    for path in [
        "/uk/units/58-motorized/calendar.ics",
        "/uk/regions/zhytomyrska/calendar.ics",
        "/uk/regions/donetska/calendar.ics?region_role=fell",
    ] {
        let answer = site.get(path).await.ok();
        let (_, days) = read(&answer);
        assert!(days.iter().any(|(_, day)| day == "2027-03-05"), "{path}");
    }
    let day = site.get("/uk/days/03-05/calendar.ics").await.ok();
    let (_, days) = read(&day);
    assert!(days.iter().any(|(_, day)| day == "2027-03-05"));
    assert_eq!(all(&day, "UID"), ["day-03-05@127.0.0.1"]);
    assert!(all(&day, "DESCRIPTION")[0].contains("Юрій Лисюк"));
    let page = site.get("/uk/days/03-05").await.ok();
    assert!(
        page.attributes(".keeping a", "href")
            .contains(&"/uk/days/03-05/calendar.ics".to_owned())
    );
    let empty = site.get("/uk/days/03-06/calendar.ics").await;
    assert_eq!(empty.status, StatusCode::NOT_FOUND);
    let iso = site
        .get("/uk/regions/UA-14/calendar.ics?region_role=fell")
        .await;
    assert_eq!(
        iso.location().unwrap(),
        "/uk/regions/donetska/calendar.ics?region_role=fell"
    );
    for page in ["/uk/units/58-motorized", "/uk/regions/zhytomyrska"] {
        let links = site.get(page).await.ok().attributes(".keeping a", "href");
        assert!(links.contains(&format!("{page}/calendar.ics")), "{page}");
    }
    assert!(
        site.get("/uk/regions/lvivska")
            .await
            .ok()
            .all(".keeping")
            .is_empty()
    );
}

/// More than a thousand people: an event a day, the names in it.
#[actix_web::test]
async fn a_long_list_has_one_event_a_day() {
    let site = Site::open().await;
    let person = |number: u32| {
        format!(
            r#"{{"name": {{"family": "Верба", "given": "Остап{}"}}, "died": "202{}-0{}-05", "birth_place": {{"region": "UA-18"}}}}"#,
            "а".repeat(usize::try_from(number % 40).unwrap() + 1),
            number % 5,
            number % 7 + 1,
        )
    };
    site.state
        .db
        .write_now(|conn| {
            for number in 0..1_001 {
                let record = serde_json::from_str(&person(number)).unwrap();
                let change = heroes_memorial::heroes::queries::Change {
                    by: heroes_memorial::heroes::queries::Author::Shell,
                    at: crate::lives::published_at(),
                    why: "test",
                };
                heroes_memorial::heroes::queries::publish(conn, &record, change)?;
            }
            Ok(())
        })
        .unwrap();
    let path = "/uk/regions/zhytomyrska/calendar.ics";
    let long = site.get(path).await.ok();
    let (_, days) = read(&long);
    assert_eq!(
        days.iter()
            .filter(|(_, day)| day.starts_with("2027-"))
            .count(),
        7
    );
    assert_eq!(all(&long, "SUMMARY")[0], "Пам’ятаємо: 143 людини");
    assert!(all(&long, "DESCRIPTION")[0].contains("і ще 83 людини"));
    assert_eq!(
        all(&long, "UID")[0],
        "region-zhytomyrska-from-01-05@127.0.0.1"
    );
    assert!(all(&long, "URL")[0].ends_with("/uk/days/01-05"));
    assert!(long.bytes.len() < 40_000, "{}", long.bytes.len());
    // One fewer, and each has their own.
    site.state.db.write_now(|conn| make_way(conn, 1)).unwrap();
    let each = site.get(path).await.ok();
    assert_eq!(all(&each, "UID").len(), 1_000);
}
