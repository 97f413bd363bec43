//! How many pages a second, beside nginx that serves the same bytes from files: `cargo bench --bench pages`.
//!
//! The program itself and nginx (Debian: nginx-light), each with two workers, are asked in turns by the same generator (Debian: wrk,
//! 32 connections), a few seconds each and again; of each the middle run is told, and the ratio, which is what counts: rates depend
//! on the machine, and the generator takes its share of it. nginx has the packed page, with the headers of the memorial's own answer.
//!
//! `LIVES` (20,000), `SECONDS` (4), `TURNS` (3), `CONNECTIONS` (32) and `CODING` (`br, gzip`) ask for other numbers. Where nginx or wrk is
//! not there, it says so and ends. Nothing here fails for being slow; an answer that is not 2xx or 3xx fails.

use std::fmt::Write as _;
use std::fs;
use std::io::Read;
use std::net::TcpListener;
use std::path::Path;
use std::process::{Child, Command, Stdio};
use std::time::{Duration, Instant};

use anyhow::{Context, bail, ensure};
use chrono::Utc;
use diesel::prelude::*;
use heroes_memorial::db::Database;
use heroes_memorial::heroes::hero::{Photo, Record};
use heroes_memorial::heroes::queries::{Author, Change, publish};
use heroes_memorial::photos;
use heroes_memorial::reference::queries as reference;
use heroes_memorial::schema::heroes;
use image::{DynamicImage, ImageFormat, Rgb, RgbImage};
use reqwest::Client;

mod invented;
#[path = "invented/lives.rs"]
mod lives;

use invented::Chance;

const PROGRAM: &str = env!("CARGO_BIN_EXE_heroes-memorial");

/// Ends what was started.
struct Running(Child);

impl Drop for Running {
    fn drop(&mut self) {
        // nginx ends its workers when it is asked, and not when it is killed.
        let _ = Command::new("kill").arg(self.0.id().to_string()).status();
        for _ in 0..100 {
            if matches!(self.0.try_wait(), Ok(Some(_))) {
                return;
            }
            std::thread::sleep(Duration::from_millis(20));
        }
        let _ = self.0.kill();
        let _ = self.0.wait();
    }
}

/// Answers of one run.
#[derive(Clone, Copy)]
struct Run {
    a_second: f64,
    p99: f64,
}

struct Asked {
    seconds: u32,
    turns: usize,
    connections: u32,
    coding: String,
}

/// One line of the table: what is asked of the memorial, what nginx has, and what was promised.
struct Kind<'a> {
    what: &'static str,
    /// Where the memorial is asked.
    at: &'a str,
    /// One address, or many of which each is asked in its turn.
    addresses: &'a [String],
    /// The least ratio, where one is promised.
    promised: Option<f64>,
    is_held: bool,
}

fn main() -> anyhow::Result<()> {
    for tool in ["nginx", "wrk"] {
        let there = Command::new("which")
            .arg(tool)
            .stdout(Stdio::null())
            .status();
        if !there.is_ok_and(|status| status.success()) {
            println!("{tool} is not here: nothing is measured");
            return Ok(());
        }
    }
    let number = |name: &str, usual: u32| {
        std::env::var(name).map_or(Ok(usual), |typed| typed.parse::<u32>())
    };
    let asked = Asked {
        seconds: number("SECONDS", 4)?,
        turns: number("TURNS", 3)? as usize,
        connections: number("CONNECTIONS", 32)?,
        coding: std::env::var("CODING").unwrap_or_else(|_| "br, gzip".to_owned()),
    };
    let folder = tempfile::tempdir()?;
    let file = folder.path().join("memorial.sqlite3");
    let began = Instant::now();
    let slugs = fill(&file, number("LIVES", 20_000)? as usize)?;
    println!(
        "{} lives in {:.0} s",
        slugs.len(),
        began.elapsed().as_secs_f64()
    );

    let runtime = actix_web::rt::System::new();
    let (warm, cold) = (free_port()?, free_port()?);
    let none = free_port()?;
    // One file is served by one process; what was never asked before is not in memory, and 1 MiB of it, of a hundred pages, makes
    // nothing of thousands.
    let copy = |name: &str| -> anyhow::Result<std::path::PathBuf> {
        let copy = folder.path().join(name).join("memorial.sqlite3");
        fs::create_dir_all(folder.path().join(name))?;
        fs::copy(&file, &copy)?;
        Ok(copy)
    };
    let (second, third) = (copy("second")?, copy("third")?);
    let _warm = serve(&file, warm, 32)?;
    let _cold = serve(&second, cold, 1)?;
    let _none = serve(&third, none, 0)?;
    let [warm, cold, none] = [warm, cold, none].map(|port| format!("http://127.0.0.1:{port}"));
    for address in [&warm, &cold, &none] {
        runtime.block_on(ready(address))?;
    }

    let life = vec![format!("/uk/heroes/{}", slugs[0])];
    let both = |lang: &str| {
        slugs
            .iter()
            .map(|slug| format!("/{lang}/heroes/{slug}"))
            .collect::<Vec<_>>()
    };
    let all = [both("uk"), both("en")].concat();
    let lists: Vec<String> = (1..=slugs.len() / 25)
        .map(|page| format!("/uk/heroes?page={page}"))
        .collect();
    let regions: Vec<String> = ["zhytomyrska", "kyivska", "lvivska", "odeska"]
        .iter()
        .map(|region| format!("/uk/regions/{region}"))
        .collect();
    let page = runtime.block_on(fetched(&warm, &life[0], "identity", None))?;
    let html = String::from_utf8_lossy(&page.bytes).into_owned();
    let named = |begins: &str, ends: &str| {
        let from = html.find(begins)?;
        let until = html[from..].find(ends)? + ends.len();
        Some(vec![html[from..from + until].to_owned()])
    };
    let style = named("rel=\"stylesheet\" href=\"", ".css").context("no stylesheet")?;
    let style: Vec<String> = style
        .iter()
        .filter_map(|tag| Some(tag.split_once("href=\"")?.1.to_owned()))
        .collect();
    let picture = named("/photos/", ".webp").context("no picture")?;
    let kinds = [
        Kind {
            what: "a life, asked again",
            at: &warm,
            addresses: &life,
            promised: Some(0.9),
            is_held: false,
        },
        Kind {
            what: "a life that is held (304)",
            at: &warm,
            addresses: &life,
            promised: None,
            is_held: true,
        },
        Kind {
            what: "a life, never asked before",
            at: &cold,
            addresses: &all,
            promised: Some(0.25),
            is_held: false,
        },
        Kind {
            what: "a page of the list, never asked before",
            at: &none,
            addresses: &lists,
            promised: Some(0.1),
            is_held: false,
        },
        Kind {
            what: "a region, never asked before",
            at: &none,
            addresses: &regions,
            promised: Some(0.1),
            is_held: false,
        },
        Kind {
            what: "a picture",
            at: &warm,
            addresses: &picture,
            promised: None,
            is_held: false,
        },
        Kind {
            what: "a stylesheet",
            at: &warm,
            addresses: &style,
            promised: None,
            is_held: false,
        },
    ];
    println!(
        "{} connections, {} s a run, {} turns, Accept-Encoding: {}",
        asked.connections, asked.seconds, asked.turns, asked.coding
    );
    println!(
        "{:<40} {:>7} {:>10} {:>10} {:>6} {:>9} {:>9}",
        "", "bytes", "nginx/s", "memorial/s", "ratio", "nginx p99", "p99, ms"
    );
    for (number, kind) in kinds.iter().enumerate() {
        told(&runtime, folder.path(), number, kind, &asked)?;
    }
    first_view(&runtime, &warm, &life[0], &style[0])?;
    Ok(())
}

/// Measures one line and prints it.
fn told(
    runtime: &actix_web::rt::SystemRunner,
    folder: &Path,
    number: usize,
    kind: &Kind<'_>,
    asked: &Asked,
) -> anyhow::Result<()> {
    // Twice: brotli is made of what is asked for again.
    for address in kind.addresses.iter().take(2) {
        runtime.block_on(fetched(kind.at, address, &asked.coding, None))?;
    }
    std::thread::sleep(Duration::from_millis(300));
    let page = runtime.block_on(fetched(kind.at, &kind.addresses[0], &asked.coding, None))?;
    let tag = page
        .headers
        .iter()
        .find(|(name, _)| name == "etag")
        .map(|(_, tag)| tag.clone());
    let root = folder.join(format!("nginx-{number}"));
    let (nginx, theirs) = nginx(&root, &page)?;
    runtime.block_on(ready(&theirs))?;
    let same = runtime.block_on(fetched(&theirs, "/page", &asked.coding, None))?;
    ensure!(same.bytes == page.bytes, "nginx serves other bytes");
    let their_tag = same
        .headers
        .iter()
        .find(|(name, _)| name == "etag")
        .map(|(_, tag)| tag.clone());
    let script = root.join("each.lua");
    fs::write(&script, each(kind.addresses)?)?;
    let (mut ours, mut nginxs) = (Vec::new(), Vec::new());
    for _ in 0..asked.turns {
        let held = |tag: &Option<String>| tag.clone().filter(|_| kind.is_held);
        nginxs.push(asked.run(&format!("{theirs}/page"), None, held(&their_tag))?);
        let many = (kind.addresses.len() > 1).then_some(script.as_path());
        ours.push(asked.run(
            &format!("{}{}", kind.at, kind.addresses[0]),
            many,
            held(&tag),
        )?);
    }
    drop(nginx);
    let middle = |mut runs: Vec<Run>| {
        runs.sort_by(|one, other| one.a_second.total_cmp(&other.a_second));
        runs[runs.len() / 2]
    };
    let (ours, nginxs) = (middle(ours), middle(nginxs));
    let ratio = ours.a_second / nginxs.a_second;
    println!(
        "{:<40} {:>7} {:>10.0} {:>10.0} {:>6.2} {:>9.2} {:>9.2}{}",
        kind.what,
        page.bytes.len(),
        nginxs.a_second,
        ours.a_second,
        ratio,
        nginxs.p99,
        ours.p99,
        match kind.promised {
            Some(promised) if ratio < promised => format!("  (promised: {promised})"),
            _ => String::new(),
        }
    );
    Ok(())
}

impl Asked {
    fn run(&self, url: &str, script: Option<&Path>, held: Option<String>) -> anyhow::Result<Run> {
        let mut wrk = Command::new("wrk");
        wrk.args(["-t2", "--latency", "-c"])
            .arg(self.connections.to_string())
            .arg(format!("-d{}s", self.seconds))
            .arg("-H")
            .arg(format!("Accept-Encoding: {}", self.coding));
        if let Some(tag) = held {
            wrk.arg("-H").arg(format!("If-None-Match: {tag}"));
        }
        if let Some(script) = script {
            wrk.arg("-s").arg(script);
        }
        let out = wrk.arg(url).output()?;
        let out = String::from_utf8_lossy(&out.stdout).into_owned();
        if out.contains("Non-2xx") || out.contains("Socket errors") {
            bail!("{url}: {out}");
        }
        let after = |name: &str| {
            let line = out.lines().find_map(|line| line.trim().strip_prefix(name));
            line.map(str::trim)
                .map(str::to_owned)
                .context(format!("wrk said: {out}"))
        };
        Ok(Run {
            a_second: after("Requests/sec:")?.parse()?,
            p99: milliseconds(&after("99%")?)?,
        })
    }
}

fn milliseconds(written: &str) -> anyhow::Result<f64> {
    let unit = written.trim_start_matches(|letter: char| letter.is_ascii_digit() || letter == '.');
    let number: f64 = written.trim_end_matches(unit).parse()?;
    Ok(match unit {
        "us" => number / 1000.0,
        "ms" => number,
        "s" => number * 1000.0,
        _ => bail!("a time that is not known: {written}"),
    })
}

/// For wrk: each connection asks for the next address, and each of its two threads for those that the other does not.
fn each(addresses: &[String]) -> anyhow::Result<String> {
    let mut script = String::from("local all = {\n");
    for address in addresses {
        writeln!(script, "  \"{address}\",")?;
    }
    script.push_str(
        "}\nlocal threads, at = 0, 0\nfunction setup(thread)\n  thread:set(\"first\", threads)\n  threads = threads + 1\nend\n\
         function init()\n  at = first\nend\n\
         function request()\n  at = at + 2\n  return wrk.format(\"GET\", all[at % #all + 1])\nend\n",
    );
    Ok(script)
}

/// A published memorial of invented people; the first of them has a portrait.
fn fill(file: &Path, lives: usize) -> anyhow::Result<Vec<String>> {
    let db = Database::open(file)?;
    let known = db.read_now(reference::all)?;
    let mut chance = Chance(2026);
    let portrait = RgbImage::from_fn(900, 1200, |x, y| {
        Rgb([(x / 5) as u8, (y / 7) as u8, (x ^ y) as u8])
    });
    let mut sent = std::io::Cursor::new(Vec::new());
    DynamicImage::from(portrait).write_to(&mut sent, ImageFormat::Jpeg)?;
    let made = photos::renditions::make(&sent.into_inner())
        .map_err(|fault| anyhow::anyhow!("{fault:?}"))?;
    let photo = db.write_now(|conn| photos::queries::store(conn, &made, Utc::now()))?;
    for begun in (0..lives).step_by(1000) {
        db.write_now(|conn| {
            for number in begun..lives.min(begun + 1000) {
                let mut record: Record = serde_json::from_value(lives::life(&mut chance, &known))
                    .map_err(|fault| {
                    diesel::result::Error::DeserializationError(Box::new(fault))
                })?;
                if number == 0 {
                    record.photos.push(Photo::kept(photo));
                }
                let change = Change {
                    by: Author::Shell,
                    at: Utc::now(),
                    why: "bench",
                };
                publish(conn, &record, change)?;
            }
            Ok(())
        })?;
    }
    Ok(db.read_now(|conn| {
        heroes::table
            .order(heroes::id)
            .select(heroes::slug)
            .load(conn)
    })?)
}

fn free_port() -> anyhow::Result<u16> {
    Ok(TcpListener::bind("127.0.0.1:0")?.local_addr()?.port())
}

fn serve(file: &Path, port: u16, page_cache: u16) -> anyhow::Result<Running> {
    let program = Command::new(PROGRAM)
        .arg("serve")
        .env("MEMORIAL_DATABASE", file)
        .env("MEMORIAL_LISTEN", format!("127.0.0.1:{port}"))
        .env("MEMORIAL_WORKERS", "2")
        .env("MEMORIAL_PAGE_CACHE", page_cache.to_string())
        .stdout(Stdio::null())
        .stderr(Stdio::null())
        .spawn()?;
    Ok(Running(program))
}

/// nginx with this answer in a file, as it came.
fn nginx(root: &Path, page: &Page) -> anyhow::Result<(Running, String)> {
    fs::create_dir_all(root)?;
    fs::write(root.join("page"), &page.bytes)?;
    let port = free_port()?;
    let own = [
        "content-length",
        "connection",
        "date",
        "etag",
        "content-type",
        "accept-ranges",
    ];
    let mut headers = String::new();
    for (name, value) in page
        .headers
        .iter()
        .filter(|(name, _)| !own.contains(&name.as_str()))
    {
        writeln!(
            headers,
            "      add_header {name} '{}' always;",
            value.replace('\'', "\\'")
        )?;
    }
    let kind = page.headers.iter().find(|(name, _)| name == "content-type");
    let kind = kind.map_or("text/html", |(_, kind)| kind.as_str());
    let root = root.display();
    let settings = root.to_string() + "/nginx.conf";
    // As whoever serves files would have it: no log, files kept open, connections kept.
    fs::write(
        &settings,
        format!(
            "worker_processes 2;\ndaemon off;\npid {root}/nginx.pid;\nerror_log {root}/error.log;\nevents {{ worker_connections 1024; }}\n\
             http {{\n  access_log off;\n  sendfile on;\n  tcp_nopush on;\n  tcp_nodelay on;\n  keepalive_requests 100000000;\n  \
             open_file_cache max=100;\n  client_body_temp_path {root}/body;\n  proxy_temp_path {root}/proxy;\n  \
             fastcgi_temp_path {root}/fastcgi;\n  uwsgi_temp_path {root}/uwsgi;\n  scgi_temp_path {root}/scgi;\n  \
             server {{\n    listen 127.0.0.1:{port};\n    root {root};\n    location / {{\n      types {{}}\n      default_type '{kind}';\n\
             {headers}    }}\n  }}\n}}\n"
        ),
    )?;
    let program = Command::new("nginx")
        .args(["-p", &root.to_string(), "-c", &settings])
        .stdout(Stdio::null())
        .stderr(Stdio::null())
        .spawn()?;
    Ok((Running(program), format!("http://127.0.0.1:{port}")))
}

struct Page {
    headers: Vec<(String, String)>,
    bytes: Vec<u8>,
}

async fn fetched(
    at: &str,
    address: &str,
    coding: &str,
    held: Option<&str>,
) -> anyhow::Result<Page> {
    let mut request = Client::new()
        .get(format!("{at}{address}"))
        .header("Accept-Encoding", coding);
    if let Some(tag) = held {
        request = request.header("If-None-Match", tag);
    }
    let answer = request.send().await?.error_for_status()?;
    let headers = answer.headers().iter().map(|(name, value)| {
        (
            name.to_string(),
            String::from_utf8_lossy(value.as_bytes()).into_owned(),
        )
    });
    Ok(Page {
        headers: headers.collect(),
        bytes: answer.bytes().await?.to_vec(),
    })
}

async fn ready(at: &str) -> anyhow::Result<()> {
    for _ in 0..600 {
        if Client::new()
            .get(format!("{at}/healthz"))
            .send()
            .await
            .is_ok()
        {
            return Ok(());
        }
        actix_web::rt::time::sleep(Duration::from_millis(100)).await;
    }
    bail!("{at} does not answer")
}

/// What a page and its styles take on the wire, as sent at first (gzip) and asked again.
fn first_view(
    runtime: &actix_web::rt::SystemRunner,
    at: &str,
    life: &str,
    style: &str,
) -> anyhow::Result<()> {
    for coding in ["gzip", "br, gzip"] {
        let page = runtime.block_on(fetched(at, life, coding, None))?;
        let mut html = Vec::new();
        match page
            .headers
            .iter()
            .find(|(name, _)| name == "content-encoding")
        {
            Some((_, coding)) if coding == "gzip" => {
                flate2::read::GzDecoder::new(&*page.bytes).read_to_end(&mut html)?;
            }
            Some(_) => brotli::BrotliDecompress(&mut &*page.bytes, &mut html)?,
            None => html.clone_from(&page.bytes),
        }
        let html = String::from_utf8_lossy(&html).into_owned();
        let before = style.rsplit_once('/').map_or(style, |(folder, _)| folder);
        let mut sum = page.bytes.len();
        for part in html.split("rel=\"stylesheet\"").skip(1) {
            let from = part.find(before).context("no stylesheet")?;
            let until = from + part[from..].find('"').context("no stylesheet")?;
            sum += runtime
                .block_on(fetched(at, &part[from..until], coding, None))?
                .bytes
                .len();
        }
        println!(
            "first view, HTML and CSS, {coding}: {} and {} bytes: {sum}",
            page.bytes.len(),
            sum - page.bytes.len()
        );
    }
    Ok(())
}
