//! A day on which a nation looks: `cargo bench --bench crowd`.
//!
//! The program itself, with ten thousand invented lives. First one photograph of twelve megapixels is sent, then a hundred at once
//! while people read. Then ten thousand readers are connected at once, each opening a life now and then, while families send stories
//! step by step and a moderator approves them. Printed are what readers waited and the memory of the program; what makes the bench
//! fail is a story that was accepted and is not there, or an answer that was a fault of ours, and nothing about time.
//!
//! `LIVES` (10,000), `READERS` (10,000), `FAMILIES` (20), `SECONDS` (60) and `PAUSE` (10 seconds between two pages of one reader, at
//! most) ask for other numbers. The program and this bench each need more open files than there are readers: `ulimit -n 20000`.

use std::cell::{Cell, RefCell};
use std::io::Cursor;
use std::path::PathBuf;
use std::rc::Rc;
use std::time::{Duration, Instant};

use actix_web::rt::net::TcpStream;
use actix_web::rt::time::{sleep, timeout};
use diesel::prelude::*;
use heroes_memorial::db::Database;
use heroes_memorial::schema::{heroes, submissions};
use heroes_memorial::submissions::consent;
use image::{ImageFormat, Rgb, RgbImage};
use reqwest::multipart::{Form, Part};
use reqwest::redirect::Policy;
use reqwest::{Client, StatusCode};
use tokio::io::{AsyncReadExt, AsyncWriteExt};

mod invented;
#[path = "invented/lives.rs"]
mod lives;
#[path = "invented/program.rs"]
mod program;

use invented::{Chance, GIVEN, family};
use program::{Serving, own_memory};

fn main() -> anyhow::Result<()> {
    let number = |name: &str, usual: usize| {
        std::env::var(name).map_or(Ok(usual), |typed| typed.parse::<usize>())
    };
    let (lives, readers) = (number("LIVES", 10_000)?, number("READERS", 10_000)?);
    let (families, seconds) = (number("FAMILIES", 20)?, number("SECONDS", 60)?);
    let pause = Duration::from_secs(number("PAUSE", 10)? as u64);
    let folder = PathBuf::from(env!("CARGO_TARGET_TMPDIR")).join(format!("crowd-{lives}"));
    std::fs::create_dir_all(&folder)?;
    let file = folder.join("memorial.sqlite3");
    let whole = folder.join("whole");
    if !whole.exists() {
        program::import(&folder, &file, lives)?;
        program::administrator(&file)?;
        std::fs::write(&whole, "")?;
    }
    let slugs: Vec<String> = Database::open(&file)?
        .read_now(|conn| heroes::table.select(heroes::slug).limit(5_000).load(conn))?;
    let before = sent(&file)?;
    // Each family and reader has an address of its own, as ten thousand people have.
    let server = Serving::start(&file, &["--trusted-proxy", "127.0.0.1"])?;
    let seen = actix_web::rt::System::new().block_on(async {
        let day = Day::new(&server, slugs);
        program::ready(&day.client, &day.address).await;
        println!(
            "{lives} lives; {:.0} MB of its own after the start",
            day.megabytes()
        );
        day.photographs().await?;
        day.crowd(
            readers,
            families,
            Duration::from_secs(seconds as u64),
            pause,
        )
        .await?;
        anyhow::Ok((day.accepted.get(), day.faults.take()))
    });
    drop(server);
    let (accepted, faults) = seen?;
    let kept = sent(&file)? - before;
    println!(
        "{accepted} stories were accepted, {kept} are there; {} faults",
        faults.len()
    );
    for fault in faults.iter().take(20) {
        eprintln!("{fault}");
    }
    std::process::exit(i32::from(kept < accepted as i64 || !faults.is_empty()));
}

/// Stories that were sent and are not drafts.
fn sent(file: &std::path::Path) -> anyhow::Result<i64> {
    let db = Database::open(file)?;
    Ok(db.read_now(|conn| {
        submissions::table
            .filter(submissions::sent_at.is_not_null())
            .count()
            .get_result(conn)
    })?)
}

struct Day {
    client: Client,
    address: String,
    process: u32,
    slugs: Vec<String>,
    accepted: Cell<usize>,
    faults: RefCell<Vec<String>>,
}

impl Day {
    fn new(server: &Serving, slugs: Vec<String>) -> Rc<Self> {
        Rc::new(Self {
            client: person(),
            address: server.address.clone(),
            process: server.process.id(),
            slugs,
            accepted: Cell::new(0),
            faults: RefCell::default(),
        })
    }

    fn megabytes(&self) -> f64 {
        own_memory(self.process).unwrap_or(0) as f64 / 1e6
    }

    /// One photograph alone, then a hundred at once beside 32 readers.
    async fn photographs(self: &Rc<Self>) -> anyhow::Result<()> {
        let photo = photograph();
        println!(
            "a photograph of 12 megapixels, {:.1} MB:",
            photo.len() as f64 / 1e6
        );
        let mut chance = Chance(12);
        let mut times = Vec::new();
        for number in 0..5 {
            let home = self.begun(number, &mut chance).await?;
            times.push(self.uploaded(&home, number, &photo).await?);
        }
        told("alone, from sending to ready", &mut times);

        let mut homes = Vec::new();
        for number in 10..110 {
            homes.push(self.begun(number, &mut chance).await?);
        }
        let reading = Rc::new(Cell::new(true));
        let readers: Vec<_> = (0..32)
            .map(|number| {
                let (day, reading) = (self.clone(), reading.clone());
                actix_web::rt::spawn(day.reader(number, Duration::from_millis(50), reading))
            })
            .collect();
        let most = self.watched(reading.clone());
        let sending = homes
            .iter()
            .enumerate()
            .map(|(number, home)| self.uploaded(home, 10 + number, &photo));
        let mut times = Vec::new();
        for took in futures_util::future::join_all(sending).await {
            times.push(took?);
        }
        reading.set(false);
        told("a hundred at once, each", &mut times);
        let mut read = Vec::new();
        for reader in readers {
            read.extend(reader.await?);
        }
        told("a reader meanwhile", &mut read);
        println!("  {:.0} MB of its own at most", most.await? / 1e6);
        Ok(())
    }

    /// The most memory while something lasts.
    fn watched(self: &Rc<Self>, lasts: Rc<Cell<bool>>) -> actix_web::rt::task::JoinHandle<f64> {
        let process = self.process;
        actix_web::rt::spawn(async move {
            let mut most = 0;
            while lasts.get() {
                most = most.max(own_memory(process).unwrap_or(0));
                sleep(Duration::from_millis(20)).await;
            }
            most as f64
        })
    }

    async fn uploaded(&self, home: &str, number: usize, photo: &[u8]) -> anyhow::Result<Duration> {
        let file = Part::bytes(photo.to_vec())
            .file_name("photo.jpg")
            .mime_str("image/jpeg")?;
        let began = Instant::now();
        let asked = self
            .client
            .post(format!("{}{home}/photos", self.address))
            .header("Sec-Fetch-Site", "same-origin")
            .header("X-Forwarded-For", from(number));
        let answer = asked
            .multipart(Form::new().part("files", file))
            .send()
            .await?;
        if answer.status() != StatusCode::SEE_OTHER {
            self.wonder(format!("a photograph: {}", answer.status()));
        }
        Ok(began.elapsed())
    }

    async fn crowd(
        self: &Rc<Self>,
        readers: usize,
        families: usize,
        lasts: Duration,
        pause: Duration,
    ) -> anyhow::Result<()> {
        let open = Rc::new(Cell::new(true));
        let mut reading = Vec::with_capacity(readers);
        for number in 0..readers {
            let (day, open) = (self.clone(), open.clone());
            reading.push(actix_web::rt::spawn(day.reader(number, pause, open)));
            if number % 50 == 0 {
                // As many come in a second as a machine greets.
                sleep(Duration::from_millis(25)).await;
            }
        }
        println!(
            "{readers} readers are connected, {families} families write, one moderator approves:"
        );
        let most = self.watched(open.clone());
        let writing: Vec<_> = (0..families)
            .map(|number| {
                let (day, open) = (self.clone(), open.clone());
                actix_web::rt::spawn(async move { day.family(200 + number, open).await })
            })
            .collect();
        let (day, at_work) = (self.clone(), open.clone());
        let desk = actix_web::rt::spawn(async move { day.moderator(at_work).await });
        sleep(lasts).await;
        open.set(false);
        let mut acts = Vec::new();
        for family in writing {
            acts.extend(family.await??);
        }
        let approved = desk.await??;
        let mut times = Vec::new();
        for reader in reading {
            times.extend(reader.await?);
        }
        println!(
            "  {:.0} pages a second",
            times.len() as f64 / lasts.as_secs_f64()
        );
        told("a reader", &mut times);
        told("a family, each step", &mut acts);
        println!(
            "  {approved} approved; {:.0} MB of its own at most",
            most.await? / 1e6
        );
        Ok(())
    }

    /// Opens lives by one connection that stays, with pauses; what each took.
    async fn reader(
        self: Rc<Self>,
        number: usize,
        pause: Duration,
        open: Rc<Cell<bool>>,
    ) -> Vec<Duration> {
        let mut chance = Chance(number as u64 + 1);
        let mut times = Vec::new();
        let mut connection = None;
        while open.get() {
            let most = pause.as_millis() as usize;
            sleep(Duration::from_millis(chance.below(most.max(1)) as u64)).await;
            if !open.get() {
                break;
            }
            let slug = &self.slugs[chance.below(self.slugs.len())];
            let began = Instant::now();
            let page = self.page(&mut connection, slug, number);
            match timeout(Duration::from_secs(30), page).await {
                Ok(Ok(200)) => times.push(began.elapsed()),
                Ok(Ok(status)) => self.wonder(format!("a reader: {status}")),
                // A connection that was idle too long is closed by the server, as it says: the next is opened.
                Ok(Err(_)) if connection.take().is_some() => {}
                Ok(Err(fault)) => self.wonder(format!("a reader: {fault}")),
                Err(_) => self.wonder("a reader waited for 30 s".into()),
            }
        }
        times
    }

    async fn page(
        &self,
        kept: &mut Option<TcpStream>,
        slug: &str,
        number: usize,
    ) -> anyhow::Result<u16> {
        let host = self.address.trim_start_matches("http://");
        let connection = match kept {
            Some(connection) => connection,
            None => kept.insert(TcpStream::connect(host).await?),
        };
        let asked = format!(
            "GET /uk/heroes/{slug} HTTP/1.1\r\nHost: {host}\r\nAccept-Encoding: gzip\r\nX-Forwarded-For: {}\r\n\r\n",
            from(number)
        );
        connection.write_all(asked.as_bytes()).await?;
        let mut answer = Vec::with_capacity(16 * 1024);
        loop {
            let mut piece = [0; 16 * 1024];
            let read = connection.read(&mut piece).await?;
            anyhow::ensure!(read > 0, "closed");
            answer.extend_from_slice(&piece[..read]);
            let Some(end) = answer.windows(4).position(|four| four == b"\r\n\r\n") else {
                continue;
            };
            let head = String::from_utf8_lossy(&answer[..end]).to_ascii_lowercase();
            let length = head.split("content-length: ").nth(1);
            let length = length.and_then(|rest| rest.split("\r\n").next()?.parse::<usize>().ok());
            let length = length.ok_or_else(|| anyhow::anyhow!("no length: {head}"))?;
            if answer.len() >= end + 4 + length {
                return Ok(head
                    .split(' ')
                    .nth(1)
                    .and_then(|status| status.parse().ok())
                    .unwrap_or(0));
            }
        }
    }

    /// Tells one story after another; what each step took.
    async fn family(&self, number: usize, open: Rc<Cell<bool>>) -> anyhow::Result<Vec<Duration>> {
        let mut chance = Chance(number as u64);
        let mut times = Vec::new();
        while open.get() {
            let home = self.begun(number, &mut chance).await?;
            for (step, field, value) in [
                ("relation", "relation", "sister"),
                ("death", "died-year", "2024"),
                ("story", "biography", "Він любив ліс і ріку, і тишу ранку."),
                ("contact", "contact-name", "Яна"),
                ("consent", "consent", consent::VERSION),
                ("sending", "", ""),
            ] {
                sleep(Duration::from_millis(200 + chance.below(600) as u64)).await;
                let began = Instant::now();
                let (status, _) = self
                    .post(number, &format!("{home}/{step}"), &[(field, value)])
                    .await?;
                times.push(began.elapsed());
                match status {
                    StatusCode::SEE_OTHER if step == "sending" => {
                        self.accepted.set(self.accepted.get() + 1)
                    }
                    StatusCode::SEE_OTHER => {}
                    status => self.wonder(format!("{step}: {status}")),
                }
            }
        }
        Ok(times)
    }

    /// A story that was begun: the address of its page.
    async fn begun(&self, number: usize, chance: &mut Chance) -> anyhow::Result<String> {
        let page = self
            .client
            .get(format!("{}/uk/submissions/new", self.address))
            .send()
            .await?;
        let once = value(&page.text().await?, "once").unwrap_or_default();
        let (family, given) = (family(chance.below(100_000)), chance.of(&GIVEN));
        let form = [
            ("once", once.as_str()),
            ("family", &family),
            ("given", given),
        ];
        let (status, at) = self.post(number, "/uk/submissions/new", &form).await?;
        let home = at.and_then(|at| at.strip_suffix("/relation").map(str::to_owned));
        home.ok_or_else(|| anyhow::anyhow!("a story was not begun: {status}"))
    }

    /// Takes story after story from the queue and approves it; how many.
    async fn moderator(&self, open: Rc<Cell<bool>>) -> anyhow::Result<usize> {
        let desk = person();
        program::sign_in(&desk, &self.address).await.ok();
        let mut approved = 0;
        while open.get() {
            sleep(Duration::from_millis(500)).await;
            let post = |path: String| {
                desk.post(format!("{}{path}", self.address))
                    .header("Sec-Fetch-Site", "same-origin")
            };
            let next = post("/admin/queue/next".into())
                .form(&[("", "")])
                .send()
                .await?;
            let Some(story) = location(&next).filter(|at| at.starts_with("/admin/submissions/"))
            else {
                continue;
            };
            let page = desk
                .get(format!("{}{story}", self.address))
                .send()
                .await?
                .text()
                .await?;
            let read = value(&page, "revision").unwrap_or_default();
            let form = [("revision", read.as_str()), ("seen", "1")];
            let answer = post(format!("{story}/approval")).form(&form).send().await?;
            match answer.status() {
                StatusCode::SEE_OTHER => approved += 1,
                status if status.is_server_error() => self.wonder(format!("approval: {status}")),
                // A finding wants a word, or a namesake: put aside, as a moderator does.
                _ => {
                    let form = [
                        ("revision", read.as_str()),
                        ("message", "Дякуємо. Спитаємо Вас."),
                    ];
                    post(format!("{story}/return")).form(&form).send().await?;
                }
            }
        }
        Ok(approved)
    }

    async fn post(
        &self,
        number: usize,
        path: &str,
        form: &[(&str, &str)],
    ) -> anyhow::Result<(StatusCode, Option<String>)> {
        let asked = self
            .client
            .post(format!("{}{path}", self.address))
            .header("Sec-Fetch-Site", "same-origin")
            .header("X-Forwarded-For", from(number));
        let answer = asked.form(form).send().await?;
        Ok((answer.status(), location(&answer)))
    }

    fn wonder(&self, words: String) {
        self.faults.borrow_mut().push(words);
    }
}

fn person() -> Client {
    Client::builder()
        .cookie_store(true)
        .redirect(Policy::none())
        .pool_idle_timeout(Duration::from_secs(2))
        .build()
        .unwrap_or_default()
}

/// An address of one's own.
fn from(number: usize) -> String {
    format!(
        "10.{}.{}.{}",
        number / 40_000,
        number / 200 % 200,
        number % 200 + 1
    )
}

fn location(answer: &reqwest::Response) -> Option<String> {
    Some(answer.headers().get("location")?.to_str().ok()?.to_owned())
}

/// The value of the first box of this name.
fn value(page: &str, name: &str) -> Option<String> {
    let (_, rest) = page.split_once(&format!(r#"name="{name}" value=""#))?;
    Some(rest.split_once('"')?.0.to_owned())
}

/// As a telephone makes it: 4,032 × 3,024, with enough in it that it does not pack to nothing.
fn photograph() -> Vec<u8> {
    let picture = RgbImage::from_fn(4032, 3024, |x, y| {
        let grain = (x.wrapping_mul(2_654_435_761) ^ y.wrapping_mul(40_503)) >> 27;
        let shade = |of: u32| ((of / 16 + grain) % 256) as u8;
        Rgb([shade(x), shade(y), shade(x + y)])
    });
    let mut bytes = Cursor::new(Vec::new());
    picture.write_to(&mut bytes, ImageFormat::Jpeg).ok();
    bytes.into_inner()
}

fn told(what: &str, times: &mut [Duration]) {
    times.sort();
    let ms = |at: usize| {
        times
            .get(at)
            .map_or(0.0, |time| time.as_secs_f64() * 1000.0)
    };
    println!(
        "  {what:32} {:>7} times, p50 {:>8.1} ms, p99 {:>8.1} ms, longest {:>8.1} ms",
        times.len(),
        ms(times.len() / 2),
        ms(times.len() * 99 / 100),
        ms(times.len().saturating_sub(1))
    );
}
