//! The minute of silence on a telephone without script, whose network is gone before nine: the names stand one after another
//! all the same, each when the clock in Kyiv says so.

use std::sync::atomic::{AtomicI64, Ordering};
use std::time::Duration;

use chrono::{DateTime, TimeDelta, Utc};
use heroes_memorial::remembrance::minute::{begins, standing};
use thirtyfour::prelude::*;

use crate::chromium::{Chromium, Screen};
use crate::line::Line;
use crate::lives::publish_life;
use crate::site::Site;

/// By how much the memorial's clock differs from this machine's, in milliseconds.
static SHIFT: AtomicI64 = AtomicI64::new(0);

fn clock() -> DateTime<Utc> {
    Utc::now() + TimeDelta::milliseconds(SHIFT.load(Ordering::SeqCst))
}

fn set(utc: &str) {
    let at: DateTime<Utc> = utc.parse().unwrap();
    SHIFT.store((at - Utc::now()).num_milliseconds(), Ordering::SeqCst);
}

/// The number of the name that stands on the stage now; none while none does.
async fn seen(browser: &Chromium) -> Option<usize> {
    let turns = browser.page.find_all(By::Css(".turn")).await.unwrap();
    for (number, turn) in turns.into_iter().enumerate() {
        if turn.css_value("visibility").await.unwrap() == "visible" {
            return Some(number);
        }
    }
    None
}

#[actix_web::test]
async fn the_minute_runs_without_network_and_without_script_and_does_not_drift() {
    let Some(browser) = Chromium::open(Screen::Telephone, false).await else {
        return;
    };
    set("2026-11-28T06:59:50Z");
    let nine = begins("2026-11-28".parse().unwrap());
    let site = Site::open_at(clock).await;
    for number in 0..15 {
        let name = format!(r#"{{"name": {{"family": "Тестовий{number}", "given": "Іван"}}}}"#);
        publish_life(&site, &name);
    }
    let line = Line::to(&site.address);
    set("2026-11-28T06:59:54Z");
    let page = format!("{}/uk/silence", line.address);
    browser.page.goto(&page).await.unwrap();
    line.cut();
    assert_eq!(seen(&browser).await, None);
    assert!(browser.words().await.contains("Щодня о 9:00"));
    let mut right = 0;
    while clock() - nine < TimeDelta::seconds(13) {
        let before = standing(clock() - nine, 15);
        let shown = seen(&browser).await;
        let after = standing(clock() - nine, 15);
        // Looking takes time itself; where the turn did not change meanwhile, the name is the one whose turn it is. A turn that
        // has just begun is still coming over the line.
        let settled = standing(clock() - nine - TimeDelta::milliseconds(1500), 15);
        if before == after && settled == after {
            assert_eq!(shown, after, "at {}", clock() - nine);
            right += usize::from(after.is_some());
        }
        actix_web::rt::time::sleep(Duration::from_millis(200)).await;
    }
    assert!(right > 0, "no name was looked at in its turn");

    // Loaded in its last seconds, it ends in its time, and says who was named.
    line.mend();
    set("2026-11-28T07:00:56Z");
    browser.page.goto(&page).await.unwrap();
    line.cut();
    while clock() - nine < TimeDelta::seconds(63) {
        actix_web::rt::time::sleep(Duration::from_millis(200)).await;
    }
    assert_eq!(seen(&browser).await, None);
    let words = browser.words().await;
    assert!(
        words.contains("Хвилина мовчання минула") && words.contains("Тестовий14"),
        "{words}"
    );
    assert!(
        !words.contains("Щодня о 9:00 за київським часом Україна мовчить"),
        "{words}"
    );
    browser.close().await;
}

#[actix_web::test]
async fn a_screen_goes_on_without_network_and_takes_the_next_people_when_it_is_back() {
    let Some(browser) = Chromium::open(Screen::Desk, true).await else {
        return;
    };
    let site = Site::open().await;
    for number in 0..3 {
        let name = format!(r#"{{"name": {{"family": "Тестовий{number}", "given": "Іван"}}}}"#);
        publish_life(&site, &name);
    }
    let line = Line::to(&site.address);
    let page = format!("{}/uk/silence/screen?speed=8", line.address);
    browser.page.goto(&page).await.unwrap();
    let elements = async || browser.page.find_all(By::Css("*")).await.unwrap().len();
    let size = elements().await;
    publish_life(&site, r#"{"name": {"family": "Пізній", "given": "Петро"}}"#);
    let ask = "dispatchEvent(new Event('online'))";
    line.cut();
    browser.page.execute(ask, vec![]).await.unwrap();
    actix_web::rt::time::sleep(Duration::from_millis(500)).await;
    browser.element(".place").await;
    let text = async || {
        let source = browser.page.source().await.unwrap();
        source.contains("Пізній")
    };
    assert!(!text().await, "what stood goes on standing");
    line.mend();
    for _ in 0..100 {
        browser.page.execute(ask, vec![]).await.unwrap();
        actix_web::rt::time::sleep(Duration::from_millis(100)).await;
        if text().await {
            break;
        }
    }
    assert!(text().await);
    // Replaced, and not added to, however often.
    for _ in 0..20 {
        browser.page.execute(ask, vec![]).await.unwrap();
        actix_web::rt::time::sleep(Duration::from_millis(50)).await;
    }
    let grown = elements().await;
    assert!(grown <= size + 40, "{size} elements became {grown}");
    browser.close().await;
}
