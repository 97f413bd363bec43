//! What readers wait while ten thousand candles are lit in a minute: `cargo bench --bench candles`.
//!
//! A real server and requests over HTTP, all on this machine. Readers open lives' pages one after another, first in peace, then
//! while candles are lit evenly, each from an address of its own; the times of both are printed, in milliseconds, and those of the
//! candles. Then the file is asked whether every candle that was answered burns: that, and nothing about time, makes the program
//! fail.
//!
//! `LIVES` (1,000), `CANDLES` (10,000), `SECONDS` (60) and `READERS` (4) ask for other numbers.

use std::net::Ipv4Addr;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::{Duration, Instant};

use actix_web::web::Data;
use chrono::Utc;
use heroes_memorial::app::State;
use heroes_memorial::db::Database;
use heroes_memorial::heroes::hero::Record;
use heroes_memorial::heroes::queries::{Author, Change, load, publish};
use heroes_memorial::remembrance::queries::burning;
use reqwest::redirect::Policy;
use reqwest::{Client, StatusCode};
use serde_json::json;

#[path = "invented/served.rs"]
mod served;

fn main() -> anyhow::Result<()> {
    let number = |name: &str, usual: u32| {
        std::env::var(name).map_or(Ok(usual), |typed| typed.parse::<u32>())
    };
    let (lives, candles) = (number("LIVES", 1_000)?, number("CANDLES", 10_000)?);
    let (seconds, readers) = (number("SECONDS", 60)?, number("READERS", 4)?);
    let lost = actix_web::rt::System::new().block_on(run(lives, candles, seconds, readers))?;
    if lost > 0 {
        eprintln!("{lost} candles that were answered do not burn");
    }
    std::process::exit(i32::from(lost > 0));
}

async fn run(lives: u32, candles: u32, seconds: u32, readers: u32) -> anyhow::Result<usize> {
    let folder = tempfile::tempdir()?;
    let settings = served::settings();
    let workers = settings.workers;
    let db = Database::open(&folder.path().join("memorial.sqlite3"))?;
    let slugs = publish_all(&db, lives)?;
    let state = Data::new(State::new(db, settings, Utc::now)?);
    let (address, handle) = served::serve(&state)?;
    println!(
        "{lives} lives, {candles} candles in {seconds} s, {readers} readers; {workers} threads answer"
    );

    let slugs = Arc::new(slugs);
    let time = Duration::from_secs(seconds.into());
    let peace = read(&address, &slugs, readers, Some(time / 4)).await;
    told("a life, in peace", &peace.await_all().await);
    let reading = read(&address, &slugs, readers, None).await;
    let lit = light(&address, &slugs, candles, time).await?;
    told("a life, while candles are lit", &reading.await_all().await);
    told("a candle", &lit);

    let burn = state.db.read_now(|conn| burning(conn, Utc::now()))?.len();
    handle.stop(false).await;
    Ok(slugs.len().min(candles as usize).saturating_sub(burn))
}

fn publish_all(db: &Database, lives: u32) -> anyhow::Result<Vec<String>> {
    let slugs = db.write_now(|conn| {
        let mut slugs = Vec::new();
        for number in 0..lives {
            let record: Record = serde_json::from_value(json!({
                "name": {"family": format!("Вигаданий{number}"), "given": "Іван"},
                "born": "1990-04", "died": "2023-07-01",
                "biography": {"uk": "Вигадане життя для виміру. ".repeat(60)},
            }))
            .map_err(|fault| diesel::result::Error::DeserializationError(Box::new(fault)))?;
            let change = Change {
                by: Author::Shell,
                at: Utc::now(),
                why: "bench",
            };
            let id = publish(conn, &record, change)?;
            slugs.extend(load(conn, id)?.map(|life| life.slug));
        }
        Ok(slugs)
    })?;
    Ok(slugs)
}

/// Readers at work.
struct Reading {
    readers: Vec<actix_web::rt::task::JoinHandle<Vec<Duration>>>,
    stop: Arc<AtomicBool>,
}

impl Reading {
    async fn await_all(self) -> Vec<Duration> {
        self.stop.store(true, Ordering::Relaxed);
        let mut all = Vec::new();
        for reader in self.readers {
            all.extend(reader.await.unwrap_or_default());
        }
        all
    }
}

/// Each reader opens a page, looks at it for a moment, and opens the next. With a time, answers when it is over.
async fn read(
    address: &str,
    slugs: &Arc<Vec<String>>,
    readers: u32,
    time: Option<Duration>,
) -> Reading {
    let stop = Arc::new(AtomicBool::new(false));
    let one = |number: u32| {
        let (address, slugs, stop) = (address.to_owned(), slugs.clone(), stop.clone());
        actix_web::rt::spawn(async move {
            let (client, mut times, mut at) = (Client::new(), Vec::new(), number as usize * 37);
            while !stop.load(Ordering::Relaxed) {
                at = (at + 1) % slugs.len();
                let asked = Instant::now();
                let page = client
                    .get(format!("{address}/uk/heroes/{}", slugs[at]))
                    .send();
                if let Ok(page) = page.await {
                    let whole = page.status() == StatusCode::OK && page.bytes().await.is_ok();
                    assert!(whole, "a life was not shown");
                    times.push(asked.elapsed());
                }
                actix_web::rt::time::sleep(Duration::from_millis(10)).await;
            }
            times
        })
    };
    let readers = (0..readers).map(one).collect();
    if let Some(time) = time {
        actix_web::rt::time::sleep(time).await;
    }
    Reading { readers, stop }
}

/// Lights candles evenly over a time, whether or not those before have been answered.
async fn light(
    address: &str,
    slugs: &Arc<Vec<String>>,
    candles: u32,
    time: Duration,
) -> anyhow::Result<Vec<Duration>> {
    let client = Client::builder().redirect(Policy::none()).build()?;
    let (began, mut lights) = (Instant::now(), Vec::new());
    for number in 0..candles {
        let due = time * number / candles;
        if let Some(wait) = due.checked_sub(began.elapsed()) {
            actix_web::rt::time::sleep(wait).await;
        }
        let slug = &slugs[number as usize % slugs.len()];
        let from = Ipv4Addr::from(0x0a00_0001 + number);
        let act = client
            .post(format!("{address}/uk/heroes/{slug}/candles"))
            .header("X-Forwarded-For", from.to_string())
            .header("Sec-Fetch-Site", "same-origin")
            .send();
        lights.push(actix_web::rt::spawn(async move {
            let asked = Instant::now();
            let answer = act.await.map(|answer| answer.status());
            (answer, asked.elapsed())
        }));
    }
    let mut times = Vec::new();
    for light in lights {
        let (answer, took) = light.await?;
        anyhow::ensure!(answer? == StatusCode::SEE_OTHER, "a candle was not lit");
        times.push(took);
    }
    Ok(times)
}

fn told(what: &str, times: &[Duration]) {
    let mut times = times.to_vec();
    times.sort_unstable();
    let at = |share: usize| {
        let place = (times.len() * share / 1000).min(times.len().saturating_sub(1));
        times
            .get(place)
            .map_or(0.0, |time| time.as_secs_f64() * 1000.0)
    };
    println!(
        "{what:32} {:6} times, half within {:.1} ms, 99 of 100 within {:.1} ms, all within {:.1} ms",
        times.len(),
        at(500),
        at(990),
        at(1000)
    );
}
