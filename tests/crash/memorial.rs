//! The program itself, as it is started on a server.

use std::fs::{self, File};
use std::net::{SocketAddr, TcpListener};
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Output, Stdio};
use std::time::{Duration, Instant};

pub const PROGRAM: &str = env!("CARGO_BIN_EXE_heroes-memorial");

/// A process that serves a file; it is killed when this is dropped.
pub struct Running {
    child: Child,
    pub address: String,
    errors: PathBuf,
}

/// An address that is nobody's yet; the same one is used for every start, so that clients find it again.
pub fn address() -> SocketAddr {
    TcpListener::bind("127.0.0.1:0")
        .unwrap()
        .local_addr()
        .unwrap()
}

pub fn command(database: &Path) -> Command {
    let mut command = Command::new(PROGRAM);
    command.env("MEMORIAL_DATABASE", database);
    command
}

/// What a command of the shell says beside, or before, a server: whether it went well, and all its words.
pub fn run(database: &Path, arguments: &[&str]) -> (bool, String) {
    said(&command(database).args(arguments).output().unwrap())
}

pub fn said(output: &Output) -> (bool, String) {
    let words = [output.stdout.as_slice(), output.stderr.as_slice()].concat();
    (
        output.status.success(),
        String::from_utf8_lossy(&words).into_owned(),
    )
}

impl Running {
    /// Starts it and waits until it answers; or, when it ends before that, what it said.
    pub fn start(database: &Path, at: SocketAddr) -> Result<Self, String> {
        Self::start_as(command(database), at, &database.with_extension("errors"))
    }

    pub fn start_as(mut command: Command, at: SocketAddr, errors: &Path) -> Result<Self, String> {
        let child = command
            .env("MEMORIAL_LISTEN", at.to_string())
            .env("MEMORIAL_TRUSTED_PROXY", "127.0.0.1")
            .stdin(Stdio::null())
            .stdout(Stdio::null())
            .stderr(File::create(errors).unwrap())
            .spawn()
            .unwrap();
        let mut running = Self {
            child,
            address: format!("http://{at}"),
            errors: errors.to_owned(),
        };
        let begun = Instant::now();
        loop {
            if running.child.try_wait().unwrap().is_some() {
                return Err(running.errors());
            }
            if std::net::TcpStream::connect_timeout(&at, Duration::from_millis(200)).is_ok() {
                return Ok(running);
            }
            assert!(
                begun.elapsed() < Duration::from_secs(60),
                "it does not start"
            );
            std::thread::sleep(Duration::from_millis(5));
        }
    }

    pub fn errors(&self) -> String {
        fs::read_to_string(&self.errors).unwrap_or_default()
    }

    pub fn id(&self) -> u32 {
        self.child.id()
    }

    /// `kill -9`: nothing in the process has a say in it.
    pub fn kill(&mut self) {
        self.child.kill().unwrap();
        self.child.wait().unwrap();
    }
}

impl Drop for Running {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}
