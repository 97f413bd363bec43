//! A real process of the memorial, with a file of its own.

use std::fs::File;
use std::net::TcpListener;
use std::os::fd::OwnedFd;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, ExitStatus, Stdio};
use std::sync::atomic::{AtomicU32, Ordering};
use std::time::{Duration, Instant};

use chrono::Utc;
use heroes_memorial::db::Database;
use heroes_memorial::heroes::hero::Record;
use heroes_memorial::heroes::queries::{Author, Change, publish};
use reqwest::StatusCode;

use crate::lives::LYSIUK;
use crate::site::Browser;

/// What stays when processes come and go: the folder with the file, and the socket.
pub struct Place {
    pub folder: tempfile::TempDir,
    pub socket: TcpListener,
    /// Where health and figures are told.
    pub watch: u16,
    pub settings: Vec<(&'static str, String)>,
}

/// A process; it is ended when it is dropped.
pub struct Process {
    child: Child,
    pub said: PathBuf,
    pub printed: PathBuf,
}

impl Place {
    /// With one published life.
    pub fn new() -> Self {
        let place = Self::empty();
        place.publish(LYSIUK);
        place
    }

    /// Publishes a life from the shell, whether or not the memorial is open.
    pub fn publish(&self, json: &str) {
        let db = Database::open(&self.database()).unwrap();
        let record: Record = serde_json::from_str(json).unwrap();
        let change = Change {
            by: Author::Shell,
            at: Utc::now(),
            why: "test",
        };
        db.write_now(|conn| publish(conn, &record, change)).unwrap();
    }

    /// From the shell, beside the memorial.
    pub fn add_administrator(&self, name: &str, password: &str) {
        let mut child = Command::new(env!("CARGO_BIN_EXE_heroes-memorial"))
            .args(["user", "add", name, "--role", "admin"])
            .env("MEMORIAL_DATABASE", self.database())
            .stdin(Stdio::piped())
            .stdout(Stdio::null())
            .spawn()
            .unwrap();
        let mut line = child.stdin.take().unwrap();
        std::io::Write::write_all(&mut line, format!("{password}\n").as_bytes()).unwrap();
        drop(line);
        assert!(child.wait().unwrap().success());
    }

    pub fn empty() -> Self {
        let free = TcpListener::bind("127.0.0.1:0").unwrap();
        Self {
            folder: tempfile::tempdir().unwrap(),
            socket: TcpListener::bind("127.0.0.1:0").unwrap(),
            watch: free.local_addr().unwrap().port(),
            settings: Vec::new(),
        }
    }

    pub fn database(&self) -> PathBuf {
        self.folder.path().join("memorial.sqlite3")
    }

    pub fn address(&self) -> String {
        format!("http://{}", self.socket.local_addr().unwrap())
    }

    pub fn watch_address(&self) -> String {
        format!("http://127.0.0.1:{}", self.watch)
    }

    /// Starts a process as systemd would: it is handed the socket that is open already.
    pub fn start(&self) -> Process {
        let socket: OwnedFd = self.socket.try_clone().unwrap().into();
        let file = |name| self.folder.path().join(name);
        let open = |path: &Path| {
            File::options()
                .create(true)
                .append(true)
                .open(path)
                .unwrap()
        };
        let (said, printed) = (file("said.log"), file("printed.log"));
        let child = Command::new("sh")
            .args([
                "-c",
                r#"exec 3<&0 </dev/null; LISTEN_FDS=1 LISTEN_PID=$$ exec "$0" serve"#,
            ])
            .arg(env!("CARGO_BIN_EXE_heroes-memorial"))
            .env("MEMORIAL_DATABASE", self.database())
            .env(
                "MEMORIAL_METRICS_LISTEN",
                format!("127.0.0.1:{}", self.watch),
            )
            .env("MEMORIAL_WORKERS", "2")
            .envs(self.settings.iter().map(|(name, value)| (name, value)))
            .stdin(Stdio::from(socket))
            .stdout(open(&printed))
            .stderr(open(&said))
            .spawn()
            .unwrap();
        Process {
            child,
            said,
            printed,
        }
    }

    /// Stops one and starts the next.
    pub async fn replaced(&self, process: Process) -> Process {
        process.order("-TERM");
        let ended = actix_web::web::block(move || process.ended());
        assert!(ended.await.unwrap().success());
        let next = self.start();
        self.ready().await;
        next
    }

    /// Until it says that visitors may be sent to it.
    pub async fn ready(&self) {
        let watch = Browser::new(&self.watch_address());
        for _ in 0..600 {
            let asked = watch.request(reqwest::Method::GET, "/healthz").send().await;
            if asked.is_ok_and(|answer| answer.status() == StatusCode::OK) {
                return;
            }
            actix_web::rt::time::sleep(Duration::from_millis(50)).await;
        }
        let said = std::fs::read_to_string(self.folder.path().join("said.log")).unwrap();
        panic!("the memorial did not open: {said}");
    }
}

impl Process {
    /// The path that an empty memorial prints when it starts.
    pub fn first_link(&self) -> String {
        let printed = std::fs::read_to_string(&self.printed).unwrap();
        let link = printed.lines().last().unwrap();
        link[link.find("/admin").unwrap()..].to_owned()
    }

    /// Asks it to stop, as systemd does.
    pub fn order(&self, signal: &str) {
        let sent = Command::new("kill")
            .args([signal, &self.child.id().to_string()])
            .status();
        assert!(sent.unwrap().success());
    }

    /// Until it has ended, and ended well; others go on meanwhile.
    pub async fn ended_well(self) {
        let status = actix_web::web::block(move || self.ended()).await.unwrap();
        assert!(status.success(), "{status}");
    }

    /// Until it has ended.
    pub fn ended(mut self) -> ExitStatus {
        let asked = Instant::now();
        loop {
            if let Some(status) = self.child.try_wait().unwrap() {
                return status;
            }
            assert!(asked.elapsed() < Duration::from_secs(40), "it does not end");
            std::thread::sleep(Duration::from_millis(20));
        }
    }
}

impl Drop for Process {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

/// Whether a program that a test needs is here. Where it is not, the test is skipped and says so, unless this variable says
/// that it is required.
pub fn is_there(program: &str, asked: &str, variable: &str) -> bool {
    let output = Command::new(program).arg(asked).output();
    if output.is_ok_and(|output| output.status.success()) {
        return true;
    }
    let required = std::env::var(variable).is_ok_and(|word| word == "required");
    assert!(!required, "{program} is required and could not be started");
    eprintln!("skipped: there is no {program} on this machine");
    false
}

/// Ports that nobody listens on, for programs that open them a moment later: below those that the system gives to whoever asks for
/// any, as each connection of the other tests does.
pub fn free_ports<const N: usize>() -> [u16; N] {
    const FIRST: u32 = 12_000;
    const MANY: u32 = 20_000;
    static NEXT: AtomicU32 = AtomicU32::new(0);
    [(); N].map(|()| {
        let own = std::process::id() * 100;
        let mut tried = (0..MANY).map(|_| {
            let at = own.wrapping_add(NEXT.fetch_add(1, Ordering::Relaxed)) % MANY;
            u16::try_from(FIRST + at).unwrap()
        });
        let is_free = |port: &u16| TcpListener::bind(("127.0.0.1", *port)).is_ok();
        tried.find(is_free).expect("no port is free")
    })
}

/// A file of the documentation with one place of its own; what is not there was not documented.
pub fn changed(text: &str, from: &str, to: &str) -> String {
    assert!(text.contains(from), "{from} is not in the file");
    text.replace(from, to)
}
