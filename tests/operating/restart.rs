//! A restart that nobody notices: processes take turns at one socket while readers read and families write.

use std::io::{BufRead, BufReader, Read, Write};
use std::net::{SocketAddr, TcpStream};
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::thread::JoinHandle;
use std::time::{Duration, Instant};

use diesel::prelude::*;
use heroes_memorial::schema::submissions;
use reqwest::Method;

use crate::process::Place;
use crate::site::Browser;

/// How often the memorial is replaced while everything goes on.
const RESTARTS: usize = 4;

const BEGIN: &str = "POST /uk/submissions/new";

/// What one who reads or writes met.
#[derive(Debug, Default)]
struct Met {
    answered: usize,
    lines: usize,
    /// Stories that were answered as begun.
    begun: i64,
    failed: Vec<String>,
}

/// A visitor who tries nothing twice: whatever is not answered has failed.
struct Visitor {
    to: SocketAddr,
    line: Option<BufReader<TcpStream>>,
    /// Whether a line is used again, as browsers do.
    keeps: bool,
    met: Met,
}

impl Visitor {
    fn ask(&mut self, expected: u16, head: &str, parts: &[&[u8]], pause: Duration) {
        match self.answered(head, parts, pause) {
            Ok(status) if status == expected => {
                self.met.answered += 1;
                self.met.begun += i64::from(head == BEGIN);
            }
            Ok(status) => self.met.failed.push(format!("{head}: {status}")),
            Err(fault) => {
                self.line = None;
                self.met.failed.push(format!("{head}: {fault}"));
            }
        }
    }

    fn answered(&mut self, head: &str, parts: &[&[u8]], pause: Duration) -> std::io::Result<u16> {
        let mut line = match self.line.take() {
            Some(line) => line,
            None => {
                self.met.lines += 1;
                let line = TcpStream::connect(self.to)?;
                line.set_nodelay(true)?;
                line.set_read_timeout(Some(Duration::from_secs(40)))?;
                BufReader::new(line)
            }
        };
        let length: usize = parts.iter().map(|part| part.len()).sum();
        let kept = if self.keeps { "keep-alive" } else { "close" };
        let head = format!(
            "{head} HTTP/1.1\r\nHost: {}\r\nSec-Fetch-Site: same-origin\r\nConnection: {kept}\r\n\
             Content-Type: application/x-www-form-urlencoded\r\nContent-Length: {length}\r\n\r\n",
            self.to
        );
        line.get_mut().write_all(head.as_bytes())?;
        for part in parts {
            line.get_mut().write_all(part)?;
            std::thread::sleep(pause);
        }
        let mut words = String::new();
        line.read_line(&mut words)?;
        let status = words
            .split(' ')
            .nth(1)
            .and_then(|status| status.parse().ok())
            .ok_or_else(|| std::io::Error::other(format!("no answer: {words:?}")))?;
        let (mut bytes, mut closes) = (0, !self.keeps);
        loop {
            let mut header = String::new();
            line.read_line(&mut header)?;
            let header = header.trim().to_ascii_lowercase();
            if header.is_empty() {
                break;
            }
            if let Some(length) = header.strip_prefix("content-length:") {
                bytes = length.trim().parse().unwrap();
            }
            closes |= header == "connection: close";
        }
        let mut body = vec![0; bytes];
        line.read_exact(&mut body)?;
        if !closes {
            self.line = Some(line);
        }
        Ok(status)
    }
}

/// Goes on until it is stopped; what it met.
fn goes_on(
    stop: &Arc<AtomicBool>,
    to: SocketAddr,
    keeps: bool,
    act: impl Fn(&mut Visitor) + Send + 'static,
) -> JoinHandle<Met> {
    let stop = stop.clone();
    std::thread::spawn(move || {
        let mut visitor = Visitor {
            to,
            line: None,
            keeps,
            met: Met::default(),
        };
        while !stop.load(Ordering::Relaxed) {
            act(&mut visitor);
        }
        visitor.met
    })
}

#[actix_web::test]
async fn nobody_notices_that_the_memorial_was_replaced() {
    let place = Place::new();
    let mut process = place.start();
    place.ready().await;
    let to = place.socket.local_addr().unwrap();
    let stop = Arc::new(AtomicBool::new(false));
    let read = |visitor: &mut Visitor| {
        for page in [
            "/uk",
            "/uk/heroes/yurii-lysiuk",
            "/en/heroes",
            "/uk/regions",
        ] {
            visitor.ask(200, &format!("GET {page}"), &[], Duration::ZERO);
        }
    };
    let write = |visitor: &mut Visitor| {
        visitor.ask(
            303,
            "POST /uk/heroes/yurii-lysiuk/candles",
            &[b"x=1"],
            Duration::ZERO,
        );
        std::thread::sleep(Duration::from_millis(20));
    };
    // A family on a bad line: its words take longer than it takes to order a stop.
    let slow = |visitor: &mut Visitor| {
        let half = Duration::from_millis(700);
        visitor.ask(303, BEGIN, &[b"family=Some", b"body&given=x"], half);
    };
    let mut all = Vec::new();
    for keeps in [true, true, false, false] {
        all.push(goes_on(&stop, to, keeps, read));
    }
    all.push(goes_on(&stop, to, true, write));
    all.push(goes_on(&stop, to, false, write));
    all.push(goes_on(&stop, to, true, slow));
    all.push(goes_on(&stop, to, false, slow));

    let (mut longest, watch) = (Duration::ZERO, Browser::new(&place.watch_address()));
    for turn in 0..RESTARTS {
        actix_web::rt::time::sleep(Duration::from_millis(900)).await;
        let ordered = Instant::now();
        // At times the next is there before the one has ended, and waits for the file.
        let early = (turn % 2 == 1).then(|| place.start());
        if early.is_some() {
            actix_web::rt::time::sleep(Duration::from_millis(400)).await;
        }
        process.order("-TERM");
        actix_web::rt::time::sleep(Duration::from_millis(100)).await;
        // It is alive and takes nobody new any more.
        let ready = watch.request(Method::GET, "/healthz").send().await;
        if let Ok(answer) = ready {
            assert_eq!(answer.status(), 503);
        }
        let status = actix_web::web::block(move || process.ended())
            .await
            .unwrap();
        assert!(status.success(), "{status}");
        process = early.unwrap_or_else(|| place.start());
        place.ready().await;
        longest = longest.max(ordered.elapsed());
    }
    stop.store(true, Ordering::Relaxed);
    let (mut met, mut begun) = (Met::default(), 0);
    for one in all {
        let one = one.join().unwrap();
        begun += one.begun;
        met.answered += one.answered;
        met.lines += one.lines;
        met.failed.extend(one.failed);
    }
    eprintln!(
        "{RESTARTS} restarts: {} requests answered on {} lines, {} failed; from the order to ready again at most {longest:?}",
        met.answered,
        met.lines,
        met.failed.len()
    );
    assert!(met.failed.is_empty(), "{:#?}", met.failed);
    assert!(met.answered > 200 && met.lines > 20, "{met:?}");
    process.order("-TERM");
    process.ended_well().await;
    // Every story that was answered as begun is there, and what was written stands in the file itself.
    let mut file = SqliteConnection::establish(place.database().to_str().unwrap()).unwrap();
    let kept: i64 = submissions::table.count().get_result(&mut file).unwrap();
    assert!(begun > 5 && kept == begun, "{begun} begun, {kept} kept");
    drop(file);
    let mut log = place.database().into_os_string();
    log.push("-wal");
    assert_eq!(std::fs::metadata(log).map_or(0, |file| file.len()), 0);
}

#[actix_web::test]
async fn an_idle_memorial_stops_at_once_and_a_second_order_hurries_it() {
    let place = Place::new();
    let process = place.start();
    place.ready().await;
    let asked = Instant::now();
    process.order("-TERM");
    process.ended_well().await;
    assert!(
        asked.elapsed() < Duration::from_secs(3),
        "{:?}",
        asked.elapsed()
    );
    // One who never ends his sentence keeps nobody from a second order.
    let process = place.start();
    place.ready().await;
    let mut line = TcpStream::connect(place.socket.local_addr().unwrap()).unwrap();
    line.write_all(
        b"POST /uk/submissions/new HTTP/1.1\r\nHost: x\r\nContent-Length: 100\r\n\r\nfamily=",
    )
    .unwrap();
    actix_web::rt::time::sleep(Duration::from_millis(300)).await;
    let asked = Instant::now();
    process.order("-TERM");
    actix_web::rt::time::sleep(Duration::from_millis(500)).await;
    process.order("-TERM");
    process.ended_well().await;
    assert!(
        asked.elapsed() < Duration::from_secs(5),
        "{:?}",
        asked.elapsed()
    );
}
