//! A clock that jumps: back an hour, forward ten years, before the last row. Nothing that was accepted is lost, and nobody waits
//! until a day that was never to come.

use std::sync::atomic::{AtomicI64, Ordering};

use chrono::{DateTime, Utc};
use diesel::prelude::*;
use heroes_memorial::archive::check::check;
use heroes_memorial::schema::journal;
use heroes_memorial::submissions::submission::State;
use reqwest::StatusCode;

use crate::accounts::{PASSWORD, administrator, sign_in};
use crate::lives::{LYSIUK, publish_life};
use crate::site::Site;
use crate::submissions::{kept, sent};

const TODAY: i64 = 1_795_867_200;
const HOUR: i64 = 3600;
const TEN_YEARS: i64 = 10 * 365 * 24 * HOUR;

macro_rules! clock {
    () => {{
        static NOW: AtomicI64 = AtomicI64::new(TODAY);
        fn clock() -> DateTime<Utc> {
            DateTime::from_timestamp(NOW.load(Ordering::SeqCst), 0).unwrap()
        }
        (&NOW, clock as fn() -> DateTime<Utc>)
    }};
}

fn acts(site: &Site) -> Vec<(i32, String)> {
    site.state
        .db
        .read_now(|conn| {
            journal::table
                .order(journal::id)
                .select((journal::id, journal::act))
                .load(conn)
        })
        .unwrap()
}

#[actix_web::test]
async fn whatever_the_clock_says_nothing_accepted_is_lost_and_the_journal_keeps_its_order() {
    let (now, clock) = clock!();
    let site = Site::open_at(clock).await;
    administrator(&site, &site.browser).await;
    let family = sent(&site).await;
    let mut homes = vec![family];
    for jump in [-HOUR, TEN_YEARS, -TEN_YEARS, -2 * TEN_YEARS] {
        now.store(TODAY + jump, Ordering::SeqCst);
        homes.push(sent(&site).await);
        now.store(TODAY, Ordering::SeqCst);
    }
    for home in &homes {
        assert_eq!(kept(&site, home).answers.who.family, "Лисюк");
        site.get(home).await.ok();
    }
    let acts = acts(&site);
    let sendings = acts.iter().filter(|(_, act)| act == "send").count();
    assert_eq!(sendings, homes.len(), "{acts:?}");
    let ids: Vec<i32> = acts.iter().map(|(id, _)| *id).collect();
    assert!(ids.is_sorted());
    let checked = check(&site.state.db).unwrap();
    assert!(checked.faults.is_empty(), "{:?}", checked.faults);
    // The desk has them all, and can show each.
    sign_in(&site.browser, "Олена М.", PASSWORD).await.seen_at();
    for id in 1..=homes.len() {
        site.get(&format!("/admin/submissions/{id}")).await.ok();
    }
    site.get("/admin/state").await.ok();
    site.get("/admin/journal").await.ok();
}

#[actix_web::test]
async fn a_stay_at_the_desk_from_a_future_that_never_came_is_over_and_nobody_is_shut_out() {
    let (now, clock) = clock!();
    let site = Site::open_at(clock).await;
    administrator(&site, &site.browser).await;
    now.store(TODAY + TEN_YEARS, Ordering::SeqCst);
    let stranger = site.visitor();
    for _ in 0..8 {
        sign_in(&stranger, "Олена М.", "не той пароль зовсім").await;
    }
    let future = site.visitor();
    sign_in(&future, "Олена М.", PASSWORD).await;
    now.store(TODAY, Ordering::SeqCst);
    let back = future.get("/admin").await;
    assert_ne!(back.status, StatusCode::OK);
    let again = site.visitor();
    assert_eq!(
        sign_in(&again, "Олена М.", PASSWORD).await.seen_at(),
        "/admin/account"
    );
    // An hour is put right without anybody being asked again.
    now.store(TODAY - HOUR, Ordering::SeqCst);
    again.get("/admin").await.ok();
}

#[actix_web::test]
async fn a_story_held_until_a_day_that_never_came_waits_for_everyone_again() {
    let (now, clock) = clock!();
    let site = Site::open_at(clock).await;
    administrator(&site, &site.browser).await;
    let home = sent(&site).await;
    now.store(TODAY + TEN_YEARS, Ordering::SeqCst);
    sign_in(&site.browser, "Олена М.", PASSWORD).await.seen_at();
    site.post("/admin/queue/next", &[]).await.seen_at();
    assert!(matches!(kept(&site, &home).state, State::Taken { .. }));
    now.store(TODAY, Ordering::SeqCst);
    sign_in(&site.browser, "Олена М.", PASSWORD).await.seen_at();
    site.get(&home).await.ok();
    assert!(!matches!(kept(&site, &home).state, State::Taken { .. }));
}

#[actix_web::test]
async fn a_candle_of_a_wrong_clock_burns_no_longer_than_others_and_can_be_lit_again() {
    const LIFE: &str = "/uk/heroes/yurii-lysiuk";
    let (now, clock) = clock!();
    let site = Site::open_at(clock).await;
    publish_life(&site, LYSIUK);
    let light = format!("{LIFE}/candles");
    now.store(TODAY + TEN_YEARS, Ordering::SeqCst);
    site.post(&light, &[]).await.seen_at();
    now.store(TODAY, Ordering::SeqCst);
    let burns = "Сьогодні тут горить свічка";
    assert!(!site.get(LIFE).await.ok().says(burns));
    site.post(&light, &[]).await.seen_at();
    assert!(site.get(LIFE).await.ok().says(burns));
    now.store(TODAY + 25 * HOUR, Ordering::SeqCst);
    assert!(!site.get(LIFE).await.ok().says(burns));
}
