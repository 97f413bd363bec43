//! How much one writer takes: `cargo bench --bench writer`.
//!
//! A real server and requests over HTTP, all on this machine, the file as it always is (WAL, `synchronous=FULL`: what was answered
//! is on the disk). Families, each from an address of its own, tell story after story, four acts each, as fast as they are
//! answered; then as many people light candles. What a second takes is printed, and how long an act waited; then the file is
//! asked whether every story that was answered as sent is there: that, and nothing about time, makes the program fail.
//!
//! `FAMILIES` (32) and `SECONDS` (20) ask for other numbers; `LIVES` (1,000) are published before.

use std::time::{Duration, Instant};

use actix_web::web::Data;
use anyhow::{Context, ensure};
use chrono::Utc;
use diesel::prelude::*;
use heroes_memorial::app::State;
use heroes_memorial::db::Database;
use heroes_memorial::heroes::hero::Record;
use heroes_memorial::heroes::queries::{Author, Change, load, publish};
use heroes_memorial::schema::submissions;
use heroes_memorial::submissions::consent;
use reqwest::header::LOCATION;
use reqwest::redirect::Policy;
use reqwest::{Client, StatusCode};
use serde_json::json;

#[path = "invented/served.rs"]
mod served;

fn main() -> anyhow::Result<()> {
    let number = |name: &str, usual: u32| {
        std::env::var(name).map_or(Ok(usual), |typed| typed.parse::<u32>())
    };
    let (lives, families) = (number("LIVES", 1_000)?, number("FAMILIES", 32)?);
    let time = Duration::from_secs(number("SECONDS", 20)?.into());
    actix_web::rt::System::new().block_on(run(lives, families, time))
}

async fn run(lives: u32, families: u32, time: Duration) -> anyhow::Result<()> {
    let folder = tempfile::tempdir()?;
    let settings = served::settings();
    let workers = settings.workers;
    let db = Database::open(&folder.path().join("memorial.sqlite3"))?;
    let slugs = publish_all(&db, lives)?;
    let state = Data::new(State::new(db, settings, Utc::now)?);
    let (address, handle) = served::serve(&state)?;
    println!("{lives} lives, {families} families at once for {time:?}; {workers} threads answer");

    let until = Instant::now() + time;
    let telling = (0..families).map(|number| {
        let visitor = Visitor::new(&address, number);
        actix_web::rt::spawn(async move {
            let mut acts = Vec::new();
            let mut stories = 0_u32;
            while Instant::now() < until {
                visitor.tell(&mut acts).await?;
                stories += 1;
            }
            anyhow::Ok((stories, acts))
        })
    });
    let (mut sent, mut acts) = (0, Vec::new());
    for family in telling.collect::<Vec<_>>() {
        let (stories, own) = family.await??;
        sent += stories;
        acts.extend(own);
    }
    told(
        "stories told and sent",
        sent as usize,
        "an act of a family",
        &mut acts,
        time,
    );

    let until = Instant::now() + time;
    let slugs = std::sync::Arc::new(slugs);
    let lighting = (0..families).map(|number| {
        let (visitor, slugs) = (Visitor::new(&address, number), slugs.clone());
        actix_web::rt::spawn(async move {
            let (mut acts, mut at) = (Vec::new(), number as usize * 37);
            while Instant::now() < until {
                at += 1;
                let path = format!("/uk/heroes/{}/candles", slugs[at % slugs.len()]);
                visitor.act(&path, &[], &mut acts).await?;
            }
            anyhow::Ok(acts)
        })
    });
    let mut acts = Vec::new();
    for visitor in lighting.collect::<Vec<_>>() {
        acts.extend(visitor.await??);
    }
    told("candles", acts.len(), "a candle", &mut acts, time);

    let kept: i64 = state.db.read_now(|conn| {
        let pending = submissions::table.filter(submissions::state.eq("pending"));
        pending.count().get_result(conn)
    })?;
    handle.stop(false).await;
    ensure!(
        kept == i64::from(sent),
        "{sent} stories were answered as sent, {kept} are there"
    );
    Ok(())
}

/// Somebody with an address of their own; each act comes from another, as of one family after another.
struct Visitor {
    client: Client,
    address: String,
    number: u32,
}

impl Visitor {
    fn new(address: &str, number: u32) -> Self {
        let client = Client::builder().redirect(Policy::none()).build();
        Self {
            client: client.unwrap_or_default(),
            address: address.to_owned(),
            number,
        }
    }

    async fn tell(&self, acts: &mut Vec<Duration>) -> anyhow::Result<()> {
        let name = [("family", "Вигаданий"), ("given", "Іван"), ("sex", "male")];
        let next = self.act("/uk/submissions/new", &name, acts).await?;
        let home = next
            .strip_suffix("/relation")
            .context("no story was begun")?;
        for (step, form) in [
            ("relation", &[("relation", "sister")][..]),
            ("consent", &[("consent", consent::VERSION)]),
            ("sending", &[]),
        ] {
            self.act(&format!("{home}/{step}"), form, acts).await?;
        }
        Ok(())
    }

    /// Where it leads.
    async fn act(
        &self,
        path: &str,
        form: &[(&str, &str)],
        acts: &mut Vec<Duration>,
    ) -> anyhow::Result<String> {
        let asked = Instant::now();
        let [_, high, middle, low] =
            (self.number * 1_000_003 + u32::try_from(acts.len())?).to_be_bytes();
        let answer = self
            .client
            .post(format!("{}{path}", self.address))
            .header("Sec-Fetch-Site", "same-origin")
            .header("X-Forwarded-For", format!("10.{high}.{middle}.{low}"))
            .form(form)
            .send()
            .await?;
        acts.push(asked.elapsed());
        ensure!(
            answer.status() == StatusCode::SEE_OTHER,
            "{path}: {}",
            answer.status()
        );
        let next = answer.headers().get(LOCATION).context("it leads nowhere")?;
        Ok(next.to_str()?.to_owned())
    }
}

fn told(what: &str, number: usize, act: &str, acts: &mut [Duration], time: Duration) {
    acts.sort_unstable();
    let at = |part: usize| acts.get((acts.len() * part / 100).min(acts.len().saturating_sub(1)));
    let milliseconds = |part| at(part).map_or(0.0, |time| time.as_secs_f64() * 1e3);
    println!(
        "{what}: {number}, {:.0} a second; {act}: half within {:.1} ms, 99 of a hundred within {:.1} ms",
        number as f64 / time.as_secs_f64(),
        milliseconds(50),
        milliseconds(99)
    );
}

fn publish_all(db: &Database, lives: u32) -> anyhow::Result<Vec<String>> {
    let slugs = db.write_now(|conn| {
        let mut slugs = Vec::new();
        for number in 0..lives {
            let record: Record = serde_json::from_value(json!({
                "name": {"family": format!("Вигаданий{number}"), "given": "Іван"},
                "born": "1990-04", "died": "2023-07-01",
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
