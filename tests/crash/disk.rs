//! A disk that is full, and one that is read-only: a file system of its own, small, in a name space of its own. Where the machine
//! lets nobody make one, the tests say that they were skipped; `MEMORIAL_DISK_TESTS=required` makes that a failure.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use reqwest::{Client, StatusCode};

use crate::given;
use crate::memorial::{PROGRAM, Running, address, said};

/// Runs a script of the shell with a small disk of its own at `at`.
fn with_disk(at: &Path, script: &str) -> Command {
    let mut command = Command::new("unshare");
    command.args(["--map-root-user", "--mount", "sh", "-c", script, "sh"]);
    command.arg(at).arg(PROGRAM);
    command
}

fn can_be_made(at: &Path) -> bool {
    let made = with_disk(at, "mount -t tmpfs -o size=1m none \"$1\"").output();
    if made.is_ok_and(|made| made.status.success()) {
        return true;
    }
    assert!(
        std::env::var("MEMORIAL_DISK_TESTS").as_deref() != Ok("required"),
        "a disk of one's own is needed"
    );
    eprintln!("skipped: no disk of one's own can be made here");
    false
}

fn begun() -> (tempfile::TempDir, PathBuf, PathBuf) {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("begun.sqlite3");
    given::memorial(&path, 3);
    given::settle(&path);
    let disk = folder.path().join("disk");
    fs::create_dir(&disk).unwrap();
    (folder, path, disk)
}

/// Status, page, and where it leads.
async fn post(at: &str, form: &[(&str, &str)]) -> (StatusCode, String, String) {
    let client = Client::builder()
        .redirect(reqwest::redirect::Policy::none())
        .build()
        .unwrap();
    let request = client.post(at).header("Sec-Fetch-Site", "same-origin");
    let answer = request.form(form).send().await.unwrap();
    let led = answer.headers().get("location");
    let led = led.map_or("", |path| path.to_str().unwrap()).to_owned();
    (answer.status(), answer.text().await.unwrap(), led)
}

/// What health says in the end; while the names are read, and while the last answer is good, it says something else.
async fn until(health: &str, words: &str) -> (StatusCode, String) {
    let mut said = (StatusCode::OK, String::new());
    for _ in 0..200 {
        let answer = reqwest::get(health).await.unwrap();
        said = (answer.status(), answer.text().await.unwrap());
        if said.1 == words {
            break;
        }
        tokio::time::sleep(std::time::Duration::from_millis(100)).await;
    }
    said
}

#[actix_web::test]
async fn on_a_full_disk_readers_read_on_nothing_is_half_written_and_it_heals() {
    let (folder, path, disk) = begun();
    if !can_be_made(&disk) {
        return;
    }
    // Room for the file and for some of its log.
    let size = fs::metadata(&path).unwrap().len() / 1024 + 2500;
    let script = format!(
        "mount -t tmpfs -o size={size}k none \"$1\" && cp '{}' \"$1/memorial.sqlite3\" && MEMORIAL_DATABASE=\"$1/memorial.sqlite3\" exec \"$2\"",
        path.display()
    );
    let errors = folder.path().join("errors");
    let running = Running::start_as(with_disk(&disk, &script), address(), &errors).unwrap();
    let inside = PathBuf::from(format!("/proc/{}/root{}", running.id(), disk.display()));
    let new = format!("{}/uk/submissions/new", running.address);
    let who = |family: &'static str| [("family", family), ("given", "Іван")];
    let (status, _, home) = post(&new, &who("Перша")).await;
    assert_eq!(status, StatusCode::SEE_OTHER);
    let home = home.strip_suffix("/relation").unwrap().to_owned();
    // All that is left is taken by something else.
    let filler = inside.join("filler");
    let _ = fs::write(&filler, vec![0u8; 64 * 1024 * 1024]);
    let story = "Він любив ліс. ".repeat(3000);
    let mut refused = None;
    for turn in 0..40 {
        let text = format!("{story} {turn}");
        let step = format!("{}{home}/story", running.address);
        let (status, page, _) = post(&step, &[("biography", &text)]).await;
        if status != StatusCode::SEE_OTHER {
            refused = Some((status, page));
            break;
        }
    }
    let (status, page) =
        refused.unwrap_or_else(|| panic!("the disk is not full: {}", running.errors()));
    assert_eq!(status, StatusCode::SERVICE_UNAVAILABLE, "{page}");
    assert!(
        page.contains("Збереження не вдалося") && page.contains("Він любив ліс. Він любив ліс."),
        "{page}"
    );
    for page in [
        "/uk",
        "/uk/heroes/yurii-lysiuk",
        "/uk/heroes?q=Лисюк",
        "/photos/1/medium.webp",
    ] {
        let answer = reqwest::get(format!("{}{page}", running.address))
            .await
            .unwrap();
        let (mut status, mut text) = (answer.status(), answer.text().await.unwrap());
        // The names may still be read, which is no matter of the disk.
        for _ in 0..100 {
            if !text.contains("names are being read") {
                break;
            }
            tokio::time::sleep(std::time::Duration::from_millis(100)).await;
            let again = reqwest::get(format!("{}{page}", running.address)).await;
            let again = again.unwrap();
            (status, text) = (again.status(), again.text().await.unwrap());
        }
        assert_eq!(status, StatusCode::OK, "{page}: {text}");
    }
    let health = format!("{}/healthz", running.address);
    let full = (
        StatusCode::OK,
        "ok for readers; the file cannot be written: its disk is full\n",
    );
    assert_eq!(until(&health, full.1).await, (full.0, full.1.to_owned()));
    fs::remove_file(&filler).unwrap();
    assert_eq!(
        until(&health, "ok\n").await,
        (StatusCode::OK, "ok\n".to_owned())
    );
    let (status, page, _) = post(&new, &who("Остання")).await;
    assert_eq!(
        status,
        StatusCode::SEE_OTHER,
        "it does not heal: {page} {}",
        running.errors()
    );
    // What is there is whole, and the first and the last are among it.
    let copy = folder.path().join("copy.sqlite3");
    for ending in ["", "-wal"] {
        let from = inside.join(format!("memorial.sqlite3{ending}"));
        let to = folder.path().join(format!("copy.sqlite3{ending}"));
        fs::copy(from, to).unwrap();
    }
    drop(running);
    let (whole, words) = crate::memorial::run(&copy, &["check"]);
    assert!(whole, "{words}");
    let conn = &mut given::beside(&copy);
    use diesel::prelude::*;
    let answers: Vec<String> = heroes_memorial::schema::submissions::table
        .select(heroes_memorial::schema::submissions::answers)
        .load(conn)
        .unwrap();
    for family in ["Перша", "Остання"] {
        assert!(
            answers.iter().any(|answers| answers.contains(family)),
            "{family}"
        );
    }
}

#[test]
fn a_start_on_a_full_disk_is_one_sentence() {
    let (_folder, path, disk) = begun();
    if !can_be_made(&disk) {
        return;
    }
    for command in ["serve", "check"] {
        let size = fs::metadata(&path).unwrap().len() / 1024 + 8;
        let script = format!(
            "mount -t tmpfs -o size={size}k none \"$1\" && cp '{}' \"$1/memorial.sqlite3\"; \
             cat /dev/zero >\"$1/filler\" 2>/dev/null; MEMORIAL_LISTEN=127.0.0.1:0 MEMORIAL_DATABASE=\"$1/memorial.sqlite3\" \
             exec \"$2\" {command}",
            path.display()
        );
        let (well, words) = said(&with_disk(&disk, &script).output().unwrap());
        assert!(
            !well && words.contains("is full") && words.contains("memorial.sqlite3"),
            "{command}: {words}"
        );
        assert_eq!(words.trim().lines().count(), 1, "{words}");
    }
}

#[test]
fn a_read_only_disk_is_one_sentence() {
    let (_folder, path, disk) = begun();
    if !can_be_made(&disk) {
        return;
    }
    for command in ["serve", "check", "backup copy"] {
        let script = format!(
            "mount -t tmpfs none \"$1\" && cp '{}' \"$1/memorial.sqlite3\" && mount -o remount,ro \"$1\" && \
             MEMORIAL_LISTEN=127.0.0.1:0 MEMORIAL_DATABASE=\"$1/memorial.sqlite3\" exec \"$2\" {command}",
            path.display()
        );
        let (well, words) = said(&with_disk(&disk, &script).output().unwrap());
        assert!(!well && words.contains("read-only"), "{command}: {words}");
        assert_eq!(words.trim().lines().count(), 1, "{words}");
    }
    // And a folder that cannot be made there.
    let script = "mount -t tmpfs none \"$1\" && mount -o remount,ro \"$1\" && MEMORIAL_DATABASE=\"$1/new/memorial.sqlite3\" exec \"$2\"";
    let (well, words) = said(&with_disk(&disk, script).output().unwrap());
    assert!(!well && words.contains("could not be made"), "{words}");
    assert_eq!(words.trim().lines().count(), 1, "{words}");
}
