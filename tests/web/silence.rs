//! The minute of silence: by Kyiv's clock alone, everybody in their turn, and whether or not the file answers.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::atomic::{AtomicI64, Ordering};

use chrono::{DateTime, NaiveDate, TimeDelta, Utc};
use diesel::connection::SimpleConnection;
use diesel::prelude::*;
use heroes_memorial::heroes::queries::{load, withdraw};
use heroes_memorial::remembrance::kept::make_ready;
use heroes_memorial::remembrance::queries::{Only, name_day, reel};
use heroes_memorial::schema::silence_names;
use reqwest::StatusCode;

use crate::lives::{LYSIUK, publish_life};
use crate::site::Site;

const PAGE: &str = "/uk/silence";
const SCREEN: &str = "/uk/silence/screen";

macro_rules! clock {
    ($at:expr) => {{
        static NOW: AtomicI64 = AtomicI64::new(0);
        fn clock() -> DateTime<Utc> {
            DateTime::from_timestamp_millis(NOW.load(Ordering::SeqCst)).unwrap()
        }
        let at: DateTime<Utc> = $at.parse().unwrap();
        NOW.store(at.timestamp_millis(), Ordering::SeqCst);
        (&NOW, clock as fn() -> DateTime<Utc>)
    }};
}

fn set(now: &AtomicI64, utc: &str) {
    let at: DateTime<Utc> = utc.parse().unwrap();
    now.store(at.timestamp_millis(), Ordering::SeqCst);
}

fn publish_many(site: &Site, many: usize) -> Vec<i32> {
    let life = |number| format!(r#"{{"name": {{"family": "Тестовий{number}", "given": "Іван"}}}}"#);
    (0..many)
        .map(|number| publish_life(site, &life(number)))
        .collect()
}

/// What the stylesheet of a page says: seconds until nine.
async fn until(site: &Site, page: &str) -> f64 {
    let page = site.get(page).await.ok();
    let sheet = page.attributes("link[data-clock]", "href").remove(0);
    let answer = site.get(&sheet).await.ok();
    assert_eq!(
        answer.header("content-type"),
        Some("text/css; charset=utf-8")
    );
    assert_eq!(answer.header("cache-control"), Some("no-store"));
    let said = answer.text();
    let said = said.trim().strip_prefix(":root{--until:").unwrap();
    said.strip_suffix("s}").unwrap().parse().unwrap()
}

#[actix_web::test]
async fn the_page_runs_the_minute_by_itself_from_whenever_it_was_loaded() {
    let (now, clock) = clock!("2026-11-28T04:45:00Z");
    let site = Site::open_at(clock).await;
    publish_life(&site, LYSIUK);
    publish_many(&site, 16);
    let page = site.get(PAGE).await.ok();
    assert!(
        page.says("До наступної хвилини мовчання — 2 години 15 хвилин (відлік від 06:45 за київським часом)."),
        "{}",
        page.words()
    );
    assert_eq!(page.all(".turn").len(), 15);
    assert_eq!(page.all(".turn .turn-name")[0], "Юрій Лисюк");
    assert!(
        page.says("1996–2024") || page.says("1996 — 2024") || page.all(".turn-years").len() == 1
    );
    assert!(
        page.attributes(".turn img", "loading").is_empty(),
        "faces are there before their turn"
    );
    assert!(
        page.attributes("meta[http-equiv]", "content").is_empty(),
        "nothing sends the browser away from it"
    );
    assert_eq!(page.attributes("[data-left]", "data-left"), ["8100000"]);
    assert_eq!(until(&site, PAGE).await, 8100.0);
    set(now, "2026-11-28T06:59:59.250Z");
    assert_eq!(until(&site, PAGE).await, 0.75);
    // Loaded in the midst of it, it goes on where everybody is.
    set(now, "2026-11-28T07:00:20Z");
    assert_eq!(until(&site, PAGE).await, -20.0);
    let during = site.get(PAGE).await.ok();
    assert_eq!(during.all(".turn-name"), page.all(".turn-name"));
    assert_eq!(during.all(".nearer").len(), 0);

    set(now, "2026-11-28T07:01:00Z");
    let after = site.get(PAGE).await.ok();
    assert!(after.says("Хвилина мовчання минула"));
    assert_eq!(
        after.all(".silence-before .people li").len(),
        15,
        "who was named today"
    );
    assert!(after.says("Лисюк Юрій"));
    // The page left on runs tomorrow's too, with others first: everybody comes before anybody comes again.
    assert_eq!(until(&site, PAGE).await, 24.0 * 3600.0 - 60.0);
    assert_eq!(
        after.all(".turn-name")[..2],
        ["Іван Тестовий14", "Іван Тестовий15"]
    );
    assert_eq!(after.all(".turn-name")[2], "Юрій Лисюк");

    let foot = site
        .get("/uk")
        .await
        .ok()
        .attributes(".foot-line a", "href");
    assert_eq!(foot, [PAGE], "every page leads there");
    assert_eq!(site.visitor().head(PAGE).await.status, StatusCode::OK);
}

#[actix_web::test]
async fn a_page_sent_just_before_the_minute_ends_is_timed_by_its_own_day() {
    let (now, clock) = clock!("2026-11-28T07:00:59.9Z");
    let site = Site::open_at(clock).await;
    let page = site.get(PAGE).await.ok();
    let sheet = page.attributes("link[data-clock]", "href").remove(0);
    set(now, "2026-11-28T07:01:00.200Z");
    assert_eq!(
        site.get(&sheet).await.ok().text(),
        ":root{--until:-60.200s}\n"
    );
    for odd in [
        "/silence.css",
        "/silence.css?day=x",
        "/silence.css?day=1999-01-01",
    ] {
        assert_eq!(
            site.get(odd).await.ok().text(),
            ":root{--until:86339.800s}\n",
            "{odd}"
        );
    }
}

#[actix_web::test]
async fn everybody_is_named_once_before_anybody_is_named_twice() {
    let site = Site::open().await;
    let mut public: BTreeSet<i32> = publish_many(&site, 37).into_iter().collect();
    let first: NaiveDate = "2026-11-01".parse().unwrap();
    let mut last: BTreeMap<i32, i64> = BTreeMap::new();
    for number in 0..20 {
        // One who comes later, on the way.
        if number == 4 {
            public.insert(publish_life(&site, LYSIUK));
        }
        let day = first + TimeDelta::days(number);
        let name = || site.state.db.write_now(|conn| name_day(conn, day)).unwrap();
        let ids = name();
        assert_eq!(ids, name(), "a day's names are fixed");
        let chosen: BTreeSet<i32> = ids.iter().copied().collect();
        assert_eq!(chosen.len(), 15);
        // Nobody who was left out had waited longer than anybody who was named.
        let waited = |id: &i32| last.get(id).copied().unwrap_or(-1);
        let longest = public.difference(&chosen).map(waited).min().unwrap();
        let shortest = chosen.iter().map(waited).max().unwrap();
        assert!(shortest <= longest, "day {number}: {ids:?} after {last:?}");
        if number == 2 {
            assert_eq!(last.len() + 7, 37, "all but seven were named in two days");
        }
        last.extend(ids.into_iter().map(|id| (id, number)));
    }
    assert_eq!(last.len(), 38);
    // The rows keep it for whoever wants to see.
    let rows: i64 = site
        .state
        .db
        .read_now(|conn| silence_names::table.count().get_result(conn))
        .unwrap();
    assert_eq!(rows, 20 * 15);
}

#[actix_web::test]
async fn whoever_was_taken_down_since_is_not_shown() {
    let (_, clock) = clock!("2026-11-28T05:00:00Z");
    let site = Site::open_at(clock).await;
    let id = publish_life(&site, LYSIUK);
    publish_many(&site, 2);
    assert!(site.get(PAGE).await.ok().says("Юрій Лисюк"));
    site.state
        .db
        .write_now(|conn| withdraw(conn, None, id, clock(), "test"))
        .unwrap();
    assert!(
        site.state
            .db
            .read_now(|conn| load(conn, id))
            .unwrap()
            .is_none()
    );
    for page in [PAGE, "/uk/silence/screen?speed=12"] {
        assert!(!site.get(page).await.ok().says("Лисюк"), "{page}");
    }
}

#[actix_web::test]
async fn at_nine_the_pages_answer_though_the_file_does_not() {
    let (now, clock) = clock!("2026-11-28T05:00:00Z");
    let site = Site::open_at(clock).await;
    publish_life(&site, LYSIUK);
    publish_many(&site, 3);
    make_ready(&site.state).await;
    let reel = "/uk/silence/screen?speed=12&region=zhytomyrska";
    assert!(site.get(reel).await.ok().says("Юрій Лисюк"));
    // The lives are gone from the file, as after damage.
    let mut conn = SqliteConnection::establish(site.database().to_str().unwrap()).unwrap();
    conn.batch_execute("PRAGMA foreign_keys = OFF; ALTER TABLE heroes RENAME TO lost;")
        .unwrap();
    set(now, "2026-11-28T07:00:05Z");
    assert_eq!(
        site.get("/uk/heroes").await.status,
        StatusCode::INTERNAL_SERVER_ERROR
    );
    for page in [
        PAGE,
        "/en/silence",
        reel,
        "/uk/silence/screen?speed=8",
        SCREEN,
    ] {
        site.get(page).await.ok();
    }
    let during = site.get(PAGE).await.ok();
    assert_eq!(during.all(".turn-name").len(), 4);
    assert!(during.says("Юрій Лисюк"));
    assert!(site.get(reel).await.ok().says("Юрій Лисюк"));
    assert_eq!(until(&site, PAGE).await, -5.0);
    // It is back, and so is what it says.
    conn.batch_execute("ALTER TABLE lost RENAME TO heroes;")
        .unwrap();
}

#[actix_web::test]
async fn a_memorial_that_never_saw_its_file_answer_keeps_silence_all_the_same() {
    let (_, clock) = clock!("2026-11-28T07:00:05Z");
    let site = Site::open_at(clock).await;
    let mut conn = SqliteConnection::establish(site.database().to_str().unwrap()).unwrap();
    conn.batch_execute("PRAGMA foreign_keys = OFF; ALTER TABLE heroes RENAME TO lost;")
        .unwrap();
    let page = site.get(PAGE).await.ok();
    assert!(page.says("Пам’ятаймо."));
    assert_eq!(page.all(".turn").len(), 1);
}

#[actix_web::test]
async fn a_hung_file_is_not_waited_for() {
    let (_, clock) = clock!("2026-11-28T05:00:00Z");
    let site = Site::open_at(clock).await;
    publish_life(&site, LYSIUK);
    make_ready(&site.state).await;
    // Every reading connection is taken and held.
    let (stop, stopped) = std::sync::mpsc::channel::<()>();
    let stopped = std::sync::Arc::new(std::sync::Mutex::new(stopped));
    let mut hung = Vec::new();
    let (taken, all) = std::sync::mpsc::channel();
    for _ in 0..4 {
        let (db, stopped, taken) = (site.state.db.clone(), stopped.clone(), taken.clone());
        hung.push(std::thread::spawn(move || {
            db.read_now(|_| {
                taken.send(()).unwrap();
                let _ = stopped.lock().unwrap().recv();
                Ok(())
            })
        }));
    }
    for _ in 0..4 {
        all.recv().unwrap();
    }
    let page = site.get(PAGE).await.ok();
    assert!(page.says("Юрій Лисюк"));
    assert!(site.state.silence.is_away(), "it was shown from memory");
    drop(stop);
    for thread in hung {
        thread.join().unwrap().unwrap();
    }
}

#[actix_web::test]
async fn a_screen_shows_twenty_at_a_time_and_everybody_in_turn() {
    let (now, clock) = clock!("2026-11-28T12:00:00Z");
    let site = Site::open_at(clock).await;
    publish_life(&site, LYSIUK);
    let all: BTreeSet<i32> = publish_many(&site, 49).into_iter().collect();
    let form = site.get(SCREEN).await.ok();
    assert_eq!(form.attributes("form[method=get]", "action"), [SCREEN]);
    assert!(
        form.attributes("#unit option", "value")
            .contains(&"58-motorized".to_owned())
    );
    let screen = site
        .get("/uk/silence/screen?region=&unit=&speed=12")
        .await
        .ok();
    assert_eq!(screen.all(".place").len(), 20);
    assert_eq!(screen.all("h1").len(), 1);
    assert_eq!(screen.all(".turn").len(), 15, "at nine it keeps the minute");
    assert!(
        screen
            .text()
            .contains(r#"<noscript><meta http-equiv="refresh" content="240"></noscript>"#)
    );
    // From midnight on no browser without script is sent away before the minute is over.
    set(now, "2026-11-27T22:00:00Z");
    let morning = site.get("/uk/silence/screen?speed=12").await.ok();
    assert!(
        morning.text().contains(r#"content="32700""#),
        "{}",
        morning.text()
    );
    let few = site
        .get("/uk/silence/screen?speed=20&unit=58-motorized")
        .await
        .ok();
    assert_eq!(few.all(".place").len(), 20);
    assert!(
        few.all(".place .turn-name")
            .iter()
            .all(|name| name == "Юрій Лисюк")
    );
    assert!(few.all(".screen-title")[0].contains("58"));
    let unknown = site
        .get("/uk/silence/screen?speed=8&region=nowhere")
        .await
        .ok();
    assert_eq!(
        unknown.all(".place").len(),
        20,
        "everybody rather than a fault"
    );

    let seen: BTreeSet<i32> = (0..3)
        .flat_map(|turn| {
            site.state
                .db
                .read_now(|conn| reel(conn, &Only::default(), turn, 20))
                .unwrap()
        })
        .collect();
    assert!(all.is_subset(&seen));
}
