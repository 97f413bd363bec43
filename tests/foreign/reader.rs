//! A memorial full of invented lives, and whoever reads it from outside.

use std::path::{Path, PathBuf};
use std::process::{Command, Output};
use std::sync::OnceLock;

use chrono::Utc;
use heroes_memorial::archive::demo::fill::fill;
use heroes_memorial::config::Settings;
use heroes_memorial::db::Database;

use crate::lives;
use crate::site::{Site, settle};

/// The variable that names the Python which has the readers' packages.
const READERS: &str = "MEMORIAL_FOREIGN_READERS";

/// A running memorial, and the program that reads it.
pub struct Reader {
    pub site: Site,
    python: PathBuf,
}

impl Reader {
    /// Invented lives, and Yurii Lysiuk's; or nothing, said in a sentence, where no reader is named.
    pub async fn open() -> Option<Self> {
        let Some(python) = std::env::var_os(READERS).filter(|named| !named.is_empty()) else {
            eprintln!("skipped: {READERS} names no Python with the readers' packages");
            return None;
        };
        let site = open_copy(invented());
        lives::publish_life(&site, &known_elsewhere());
        Some(Self {
            site,
            python: python.into(),
        })
    }

    /// Runs `tests/foreign/<name>.py ADDRESS <arguments>`, and fails with all it said where it does not end well. What it
    /// printed.
    pub async fn read(&self, name: &str, arguments: &[&str]) -> String {
        let script = Path::new(env!("CARGO_MANIFEST_DIR"))
            .join("tests/foreign")
            .join(format!("{name}.py"));
        // What a reader writes down for itself goes with this folder.
        let folder = tempfile::tempdir().unwrap();
        let mut command = Command::new(&self.python);
        command
            .arg("-B")
            .arg(&script)
            .arg(&self.site.address)
            .args(arguments)
            .current_dir(folder.path())
            .env("PYTHONIOENCODING", "utf-8")
            .env("PYTHONWARNINGS", "ignore");
        let Output {
            status,
            stdout,
            stderr,
        } = actix_web::web::block(move || command.output())
            .await
            .unwrap()
            .unwrap_or_else(|fault| panic!("{READERS} cannot be run: {fault}"));
        let said = String::from_utf8_lossy(&stdout).into_owned();
        assert!(
            status.success(),
            "{name} is not content:\n{said}\n{}",
            String::from_utf8_lossy(&stderr)
        );
        said
    }
}

/// A copy of the memorial at `file`, whose public address is the one it is served at: what it says of itself (in a feed, a list of
/// pages, a document) leads back to it.
fn open_copy(file: &Path) -> Site {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("memorial.sqlite3");
    std::fs::copy(file, &path).unwrap();
    let listener = std::net::TcpListener::bind("127.0.0.1:0").unwrap();
    let address = format!("http://{}", listener.local_addr().unwrap());
    let settings = Settings {
        public_url: address.parse().unwrap(),
        ..Settings::default()
    };
    Site::serve_on(listener, folder, &path, settings, Utc::now)
}

/// Yurii Lysiuk, as if another catalogue knew him.
fn known_elsewhere() -> String {
    let known = r#""identifiers": [{"scheme": "wikidata", "value": "Q4321"}], "external_id""#;
    lives::LYSIUK.replacen("\"external_id\"", known, 1)
}

/// The demonstration's memorial, filled once: each test copies the file.
fn invented() -> &'static Path {
    static FILLED: OnceLock<(tempfile::TempDir, PathBuf)> = OnceLock::new();
    &FILLED
        .get_or_init(|| {
            let folder = tempfile::tempdir().unwrap();
            let path = folder.path().join("invented.sqlite3");
            let db = Database::open(&path).unwrap();
            fill(&db, lives::published_at()).unwrap();
            drop(db);
            settle(&path);
            (folder, path)
        })
        .1
}
