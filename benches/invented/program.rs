//! The program itself, as anybody starts it: it takes a list, and it serves until the bench ends.

use std::io::{BufRead, BufReader, Write};
use std::net::TcpListener;
use std::path::Path;
use std::process::{Child, Command, Stdio};
use std::time::{Duration, Instant};

use heroes_memorial::db::Database;
use heroes_memorial::reference;
use reqwest::Client;

use crate::invented::Chance;
use crate::lives;

const PROGRAM: &str = env!("CARGO_BIN_EXE_heroes-memorial");
const NAME: &str = "Лічильник";
const PASSWORD: &str = "вишня потяг сіль ранок";

/// A list of so many invented lives is written, read by the program and removed: the seconds that took, and the most memory of its
/// own that the program had, in bytes.
pub fn import(folder: &Path, file: &Path, size: usize) -> anyhow::Result<(f64, u64)> {
    let list = folder.join("lives.jsonl");
    let empty = Database::open(&folder.join("reference.sqlite3"))?;
    let reference = empty.read_now(reference::queries::all)?;
    let mut chance = Chance(2026);
    let mut out = std::io::BufWriter::new(std::fs::File::create(&list)?);
    for number in 0..size {
        let mut life = lives::life(&mut chance, &reference);
        life["external_id"] = format!("invented-{number}").into();
        writeln!(out, "{life}")?;
    }
    out.flush()?;
    let began = Instant::now();
    let mut reading = Command::new(PROGRAM)
        .arg("--database")
        .arg(file)
        .arg("import")
        .arg(&list)
        .arg("--publish")
        .stdout(Stdio::null())
        .stderr(Stdio::inherit())
        .spawn()?;
    let mut most = 0;
    let status = loop {
        if let Some(status) = reading.try_wait()? {
            break status;
        }
        most = most.max(own_memory(reading.id()).unwrap_or(0));
        std::thread::sleep(Duration::from_millis(50));
    };
    anyhow::ensure!(status.success(), "the list was not taken: {status}");
    let took = began.elapsed().as_secs_f64();
    std::fs::remove_file(&list)?;
    Ok((took, most))
}

/// Somebody who may see the desk. One who is there from an earlier run is not added again.
pub fn administrator(file: &Path) -> anyhow::Result<()> {
    let mut adding = Command::new(PROGRAM)
        .arg("--database")
        .arg(file)
        .args(["user", "add", NAME, "--role", "admin"])
        .stdin(Stdio::piped())
        .stdout(Stdio::null())
        .stderr(Stdio::null())
        .spawn()?;
    if let Some(mut stdin) = adding.stdin.take() {
        writeln!(stdin, "{PASSWORD}")?;
    }
    adding.wait()?;
    Ok(())
}

pub async fn sign_in(client: &Client, address: &str) -> anyhow::Result<()> {
    let form = [("name", NAME), ("password", PASSWORD)];
    let asked = client
        .post(format!("{address}/admin/sign-in"))
        .header("Sec-Fetch-Site", "same-origin");
    asked.form(&form).send().await?.error_for_status()?;
    Ok(())
}

/// The program while it serves; it stops with the bench.
pub struct Serving {
    pub process: Child,
    pub address: String,
}

impl Serving {
    /// Comes back once it says that it is open.
    pub fn start(file: &Path, arguments: &[&str]) -> anyhow::Result<Self> {
        let port = TcpListener::bind("127.0.0.1:0")?.local_addr()?.port();
        let mut process = Command::new(PROGRAM)
            .arg("--database")
            .arg(file)
            .args(["--listen", &format!("127.0.0.1:{port}")])
            .args(arguments)
            .stdout(Stdio::piped())
            .stderr(Stdio::null())
            .spawn()?;
        let mut line = String::new();
        if let Some(out) = process.stdout.take() {
            BufReader::new(out).read_line(&mut line)?;
        }
        Ok(Self {
            process,
            address: format!("http://127.0.0.1:{port}"),
        })
    }
}

/// Waits until it says of itself that it is ready.
pub async fn ready(client: &Client, address: &str) {
    loop {
        let asked = client.get(format!("{address}/healthz")).send().await;
        if asked.is_ok_and(|answer| answer.status().is_success()) {
            return;
        }
        actix_web::rt::time::sleep(Duration::from_millis(2)).await;
    }
}

impl Drop for Serving {
    fn drop(&mut self) {
        self.process.kill().ok();
        self.process.wait().ok();
    }
}

/// Anonymous memory of a process in bytes: what is its own, mapped pages of files apart. None where there is no /proc.
pub fn own_memory(process: u32) -> Option<u64> {
    let status = std::fs::read_to_string(format!("/proc/{process}/status")).ok()?;
    let line = status.lines().find(|line| line.starts_with("RssAnon:"))?;
    let kilobytes: u64 = line.split_whitespace().nth(1)?.parse().ok()?;
    Some(kilobytes * 1024)
}
