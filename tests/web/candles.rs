//! A candle: lit by anybody, it burns a day, and nothing is counted.

use std::sync::atomic::{AtomicI64, Ordering};

use chrono::{DateTime, Utc};
use diesel::prelude::*;
use heroes_memorial::remembrance::{burning, queries};
use heroes_memorial::schema::candles;
use reqwest::{Method, StatusCode};

use crate::lives::{LYSIUK, NAME_ONLY, publish_life};
use crate::motions::withdrawn;
use crate::namesakes::{merged, two_pages, undone};
use crate::site::Site;

const LIFE: &str = "/uk/heroes/yurii-lysiuk";
const LIGHT: &str = "/uk/heroes/yurii-lysiuk/candles";

fn rows(site: &Site) -> Vec<(i32, DateTime<Utc>)> {
    site.state
        .db
        .read_now(|conn| candles::table.load(conn))
        .unwrap()
}

#[actix_web::test]
async fn anybody_lights_a_candle_and_it_burns_a_day() {
    static NOW: AtomicI64 = AtomicI64::new(1_795_860_000);
    fn clock() -> DateTime<Utc> {
        DateTime::from_timestamp(NOW.load(Ordering::SeqCst), 0).unwrap()
    }
    let site = Site::open_at(clock).await;
    publish_life(&site, LYSIUK);
    let before = site.get(LIFE).await.ok();
    assert!(before.says("Запалити свічку") && !before.says("горить свічка"));
    assert_eq!(
        before.attributes("#candle form", "action"),
        [LIGHT],
        "a plain form"
    );
    assert!(before.all("#candle .candle-breath").is_empty());

    let lit = site.post(LIGHT, &[]).await;
    assert_eq!(lit.seen_at(), format!("{LIFE}#candle"));
    assert!(lit.header("set-cookie").is_none());
    let burns = site.visitor().get(LIFE).await.ok();
    assert!(
        burns.says("Сьогодні тут горить свічка"),
        "{}",
        burns.words()
    );
    assert_eq!(burns.all("#candle .candle-breath").len(), 1);
    assert!(
        site.get("/en/heroes/yurii-lysiuk")
            .await
            .ok()
            .says("A candle burns here today")
    );

    // As many as like to: the page says the same, and one row is kept.
    for _ in 0..20 {
        site.visitor().post(LIGHT, &[]).await.seen_at();
    }
    let again = site.get(LIFE).await.ok();
    assert_eq!(
        again.all("#candle"),
        burns.all("#candle"),
        "nothing is counted"
    );
    assert_eq!(rows(&site).len(), 1);

    NOW.fetch_add(24 * 3600 - 1, Ordering::SeqCst);
    assert!(site.get(LIFE).await.ok().says("Сьогодні тут горить свічка"));
    NOW.fetch_add(1, Ordering::SeqCst);
    assert!(!site.get(LIFE).await.ok().says("горить свічка"));
}

#[actix_web::test]
async fn lighting_one_that_burns_lets_it_burn_a_day_from_now_and_writes_nothing_within_the_hour() {
    static NOW: AtomicI64 = AtomicI64::new(1_795_860_000);
    fn clock() -> DateTime<Utc> {
        DateTime::from_timestamp(NOW.load(Ordering::SeqCst), 0).unwrap()
    }
    let site = Site::open_at(clock).await;
    publish_life(&site, LYSIUK);
    site.post(LIGHT, &[]).await.seen_at();
    let first = rows(&site)[0].1;
    assert_eq!((first - clock()).num_hours(), 24);
    NOW.fetch_add(59 * 60, Ordering::SeqCst);
    site.post(LIGHT, &[]).await.seen_at();
    assert_eq!(rows(&site)[0].1, first);
    NOW.fetch_add(60, Ordering::SeqCst);
    site.post(LIGHT, &[]).await.seen_at();
    assert_eq!((rows(&site)[0].1 - clock()).num_hours(), 24);

    // A memorial that is started again knows what burns, and forgets what has burnt down.
    let restarted = site.copied();
    assert!(
        restarted
            .get(LIFE)
            .await
            .ok()
            .says("Сьогодні тут горить свічка")
    );
    let other = publish_life(&restarted, NAME_ONLY);
    NOW.fetch_add(25 * 3600, Ordering::SeqCst);
    restarted
        .post("/uk/heroes/orysia-krynychanska/candles", &[])
        .await
        .seen_at();
    let kept = rows(&restarted);
    assert_eq!(kept.len(), 1, "{kept:?}");
    assert_eq!(kept[0].0, other);
}

#[actix_web::test]
async fn a_candle_at_a_page_that_is_not_public_is_answered_as_the_page_is() {
    let site = Site::open().await;
    let id = publish_life(&site, LYSIUK);
    crate::accounts::administrator(&site, &site.browser).await;
    let nobody = site.visitor().post("/uk/heroes/nobody/candles", &[]).await;
    assert_eq!(nobody.status, StatusCode::NOT_FOUND);
    site.visitor().post(LIGHT, &[]).await.seen_at();
    withdrawn(&site, id).await;
    let visitor = site.visitor();
    let (page, candle) = (visitor.get(LIFE).await, visitor.post(LIGHT, &[]).await);
    assert_eq!(
        (page.status, candle.status),
        (StatusCode::GONE, StatusCode::GONE)
    );
    assert_eq!(page.words(), candle.words());
    assert_eq!(rows(&site).len(), 1, "it is kept, and tells nothing");

    let looked = visitor.get(LIGHT).await;
    assert_eq!(looked.status, StatusCode::METHOD_NOT_ALLOWED);
    assert_eq!(looked.header("allow"), Some("POST"));
    let foreign = visitor
        .request(Method::POST, LIGHT)
        .header("Sec-Fetch-Site", "cross-site");
    assert_eq!(
        visitor.send(foreign).await.status,
        StatusCode::FORBIDDEN,
        "other sites light nothing"
    );
}

#[actix_web::test]
async fn many_candles_lit_at_once_are_all_on_the_disk_when_they_are_answered() {
    let site = Site::open().await;
    let mut ids = Vec::new();
    for number in 0..60 {
        let life = format!(r#"{{"name": {{"family": "Сотий{number}", "given": "Іван"}}}}"#);
        ids.push(publish_life(&site, &life));
    }
    let all = ids.iter().map(|id| burning::light(&site.state, *id));
    let lit = futures_util::future::join_all(all).await;
    assert!(lit.into_iter().all(|lit| lit));
    assert_eq!(rows(&site).len(), 60);
    // What is answered is in the file itself: another connection sees it.
    let other = heroes_memorial::db::Database::open(&site.database()).unwrap();
    let burning = other
        .read_now(|conn| queries::burning(conn, Utc::now()))
        .unwrap();
    assert_eq!(burning.len(), 60);
}

#[actix_web::test]
async fn whoever_stands_at_the_grave_comes_back_to_the_page_that_is_opened_there() {
    let site = Site::open().await;
    let id = publish_life(&site, LYSIUK);
    let next = site.get(&site.state.grave_address(id)).await.seen_at();
    let there = site.get(&next).await.ok();
    let token = there
        .attributes("#candle input[name=grave]", "value")
        .remove(0);
    let back = site.post(LIGHT, &[("grave", &token)]).await.seen_at();
    assert_eq!(back, format!("{LIFE}?grave={token}#candle"));
    assert!(
        site.get(&back)
            .await
            .ok()
            .says("Сьогодні тут горить свічка")
    );
    let guessed = site.post(LIGHT, &[("grave", "x\r\nSet-Cookie: a=b")]).await;
    assert_eq!(guessed.seen_at(), format!("{LIFE}#candle"));
}

#[actix_web::test]
async fn the_candle_of_a_merged_page_goes_along_and_stays_when_they_are_parted() {
    let (site, colleague, _, [kept, gone]) = two_pages().await;
    let slug = |id: i32| {
        site.state
            .db
            .read_now(|conn| heroes_memorial::heroes::queries::load(conn, id))
            .unwrap()
            .unwrap()
            .slug
    };
    let (stays, goes) = (slug(kept), slug(gone));
    let light = format!("/uk/heroes/{goes}/candles");
    site.visitor().post(&light, &[]).await.seen_at();
    let merge = merged(&site, &colleague, (kept, gone), &[]).await;
    let page = site
        .visitor()
        .get(&format!("/uk/heroes/{stays}"))
        .await
        .ok();
    assert!(page.says("Сьогодні тут горить свічка"));
    // Whoever had the other page open lights it where it is now.
    let lit = site.visitor().post(&light, &[]).await.seen_at();
    assert_eq!(lit, format!("/uk/heroes/{stays}#candle"));
    undone(&site, &colleague, merge).await.seen_at();
    for slug in [stays, goes] {
        let page = site.visitor().get(&format!("/uk/heroes/{slug}")).await.ok();
        assert!(page.says("Сьогодні тут горить свічка"), "{slug}");
    }
}
