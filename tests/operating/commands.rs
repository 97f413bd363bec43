//! The commands, by their words alone: what they make, what they refuse, and whether whoever set something wrong is told which.

use std::fs;
use std::os::unix::fs::{MetadataExt, PermissionsExt, chown};
use std::path::{Path, PathBuf};
use std::process::{Command, Output, Stdio};

use crate::lives::LYSIUK;
use crate::process::Place;

/// In a folder of its own, with nothing set that is not named.
fn program(folder: &Path, arguments: &[&str]) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_heroes-memorial"));
    command
        .args(arguments)
        .current_dir(folder)
        .env_remove("RUST_LOG")
        .stdin(Stdio::null());
    command
}

/// Its code, and all its words.
fn said(output: &Output) -> (Option<i32>, String) {
    let words = [output.stdout.as_slice(), output.stderr.as_slice()].concat();
    (
        output.status.code(),
        String::from_utf8_lossy(&words).into_owned(),
    )
}

fn run(folder: &Path, arguments: &[&str]) -> (Option<i32>, String) {
    said(&program(folder, arguments).output().unwrap())
}

fn set(folder: &Path, arguments: &[&str], settings: &[(&str, &str)]) -> (Option<i32>, String) {
    let mut command = program(folder, arguments);
    command.envs(settings.iter().copied());
    said(&command.output().unwrap())
}

fn mode(path: &Path) -> u32 {
    fs::metadata(path).unwrap().permissions().mode() & 0o777
}

#[test]
fn no_command_takes_an_empty_memorial_for_the_one_that_was_meant() {
    let folder = tempfile::tempdir().unwrap();
    let here = folder.path();
    for arguments in [
        &["backup", "before.sqlite3"][..],
        &["check"],
        &["export", "all.jsonl"],
        &["export-static", "copy"],
        &["user", "list"],
        &["user", "disable", "Олена"],
        &["user", "reset", "Олена"],
    ] {
        let (code, words) = run(here, arguments);
        assert_eq!(
            (code, words.as_str()),
            (
                Some(1),
                "There is no memorial at ./data/memorial.sqlite3. Name it with --database or MEMORIAL_DATABASE.\n"
            ),
            "{arguments:?}"
        );
        assert_eq!(fs::read_dir(here).unwrap().count(), 0, "{arguments:?}");
    }
    // A file that was made and never filled is none either.
    fs::write(here.join("empty.sqlite3"), "").unwrap();
    let (code, words) = run(here, &["--database", "empty.sqlite3", "check"]);
    assert!(
        code == Some(1) && words.contains("There is no memorial at empty.sqlite3"),
        "{words}"
    );
    let new = Place::empty();
    assert!(!new.database().exists());
    new.add_administrator("Олена", "вишня потяг сіль ранок");
    let (code, words) = run(
        new.folder.path(),
        &["user", "list", "--database", "memorial.sqlite3"],
    );
    assert!(code == Some(0) && words.contains("Олена"), "{words}");
}

#[test]
fn a_backup_says_what_is_in_it_and_no_folder_is_made_in_passing() {
    let place = Place::new();
    let here = place.folder.path();
    let at = ["--database", "memorial.sqlite3"];
    let with = |more: &[&str]| run(here, &[&at, more].concat());
    let (code, words) = with(&["backup", "copy.sqlite3"]);
    assert!(
        code == Some(0) && words.contains("1 public lives, 0 stories that wait, 0 pictures"),
        "{words}"
    );
    for more in [
        &["backup", "mnt/elsewhere/copy.sqlite3"][..],
        &["export", "mnt/elsewhere/all.csv"],
        &["export", "all.csv", "--photos", "mnt/elsewhere"],
    ] {
        let (code, words) = with(more);
        assert!(
            code == Some(1) && words.contains("The folder mnt/elsewhere is not there"),
            "{words}"
        );
        assert!(!here.join("mnt").exists() && !here.join("all.csv").exists());
    }
    let (code, words) = with(&["export", "all.xml"]);
    assert!(
        code == Some(1) && words.contains(".jsonl") && words.contains(".csv"),
        "{words}"
    );
    assert!(!here.join("all.xml").exists());
    // For its owner alone, unless its owner wished otherwise.
    let list = here.join("all.jsonl");
    assert_eq!(with(&["export", "all.jsonl"]).0, Some(0));
    assert_eq!(mode(&list), 0o600);
    fs::set_permissions(&list, fs::Permissions::from_mode(0o644)).unwrap();
    assert_eq!(with(&["export", "all.jsonl"]).0, Some(0));
    assert_eq!(mode(&list), 0o644);
}

#[test]
fn what_root_brings_back_belongs_to_the_account_whose_folder_it_is() {
    let place = Place::new();
    let here = place.folder.path();
    let (code, _) = run(
        here,
        &["--database", "memorial.sqlite3", "backup", "copy.sqlite3"],
    );
    assert_eq!(code, Some(0));
    let own = here.join("own");
    fs::create_dir(&own).unwrap();
    if chown(&own, Some(10_001), Some(10_001)).is_err() {
        eprintln!("skipped: only root gives files away");
        return;
    }
    let (code, words) = run(
        here,
        &["--database", "own/m.sqlite3", "restore", "copy.sqlite3"],
    );
    assert!(
        code == Some(0) && words.contains("belongs to the owner of the folder own"),
        "{words}"
    );
    // A command of root's beside it leaves nothing that its account cannot open.
    assert_eq!(
        run(here, &["--database", "own/m.sqlite3", "check"]).0,
        Some(0)
    );
    for entry in fs::read_dir(&own).unwrap() {
        let entry = entry.unwrap();
        let about = entry.metadata().unwrap();
        assert_eq!(
            (about.uid(), about.gid()),
            (10_001, 10_001),
            "{:?}",
            entry.path()
        );
    }
}

#[test]
fn a_backup_that_is_none_is_named_as_it_was_given() {
    let place = Place::new();
    let here = place.folder.path();
    let at = ["--database", "memorial.sqlite3"];
    assert_eq!(
        run(here, &[&at[..], &["backup", "copy"]].concat()).0,
        Some(0)
    );
    {
        use diesel::connection::SimpleConnection;
        use diesel::{Connection, SqliteConnection};
        let mut conn =
            SqliteConnection::establish(&here.join("copy").display().to_string()).unwrap();
        conn.batch_execute(
            "INSERT INTO __diesel_schema_migrations (version) VALUES ('29990101000000');",
        )
        .unwrap();
    }
    let (code, words) = run(here, &["--database", "back.sqlite3", "restore", "copy"]);
    assert!(
        code == Some(1) && words.contains("The database copy is of a newer program"),
        "{words}"
    );
    assert!(!here.join("back.sqlite3").exists());
}

#[test]
fn what_is_no_list_is_not_taken_and_a_list_without_one_sound_row_is_a_failure() {
    let place = Place::new();
    let here = place.folder.path();
    let import = |file: &str| run(here, &["--database", "memorial.sqlite3", "import", file]);
    fs::write(
        here.join("passwd"),
        "root:x:0:0::/root:/bin/bash\n".repeat(30),
    )
    .unwrap();
    fs::write(here.join("picture.jsonl"), [0xFF; 5000]).unwrap();
    for file in ["passwd", "picture.jsonl", "memorial.sqlite3"] {
        let (code, words) = import(file);
        assert!(
            code == Some(1)
                && words.contains(&format!("{file} is no list of records (JSON Lines)")),
            "{words}"
        );
        assert_eq!(words.lines().count(), 1, "{words}");
    }
    fs::write(here.join("all.jsonl"), "{\"nom\": 1}\n{\"nom\": 2}\n").unwrap();
    let (code, words) = import("all.jsonl");
    assert!(
        code == Some(1)
            && words.contains("2 faulty")
            && words.contains("No row of all.jsonl could be read.")
            && words.contains("The faulty ones stand at the import desk")
            && !words.contains("unsure ones"),
        "{words}"
    );
    let one = r#"{"name":{"family":"Новий","given":"Іван"}}"#;
    fs::write(here.join("some.jsonl"), format!("{one}\n{{\"nom\": 1}}\n")).unwrap();
    let (code, words) = import("some.jsonl");
    assert!(
        code == Some(0) && words.contains("The new ones wait at the import desk."),
        "{words}"
    );
    let (code, words) = import("some.jsonl");
    assert!(
        code == Some(0) && words.contains("There was nothing new in the list."),
        "{words}"
    );
    // The names of these are not plain, and they are tables.
    fs::write(here.join("empty.jsonl"), "\n").unwrap();
    assert_eq!(import("empty.jsonl").0, Some(0));
}

#[test]
fn a_setting_that_cannot_be_used_is_named_as_it_was_set_and_what_would_be_right() {
    let folder = tempfile::tempdir().unwrap();
    for (name, value, says) in [
        ("MEMORIAL_LISTEN", "8080", "such as 127.0.0.1:8080"),
        (
            "MEMORIAL_LISTEN",
            "localhost:8080",
            "such as 127.0.0.1:8080",
        ),
        ("MEMORIAL_METRICS_LISTEN", ":9180", "such as 127.0.0.1:8080"),
        ("MEMORIAL_WORKERS", "many", "a whole number from 1 to 256"),
        (
            "MEMORIAL_PROMISED_DAYS",
            "0",
            "a whole number from 1 to 365",
        ),
        ("MEMORIAL_REQUIRE_SECOND_FACTOR", "maybe", "true or false"),
        ("MEMORIAL_HSTS_SUBDOMAINS", "так", "true or false"),
        ("MEMORIAL_MAIL_FROM", "memorial", "memorial@mail.example"),
        ("MEMORIAL_LOG_FORMAT", "xml", "text or json"),
        (
            "MEMORIAL_PUBLIC_URL",
            "memorial.example",
            "https://memorial.example",
        ),
    ] {
        let (code, words) = set(folder.path(), &["serve"], &[(name, value)]);
        assert!(
            code == Some(1) && words.starts_with(name) && words.contains(says),
            "{words}"
        );
        assert!(words.contains(&format!("“{value}”")), "{words}");
        assert_eq!(words.lines().count(), 1, "{words}");
    }
    let mail = [("MEMORIAL_SMTP", "smtps://memorial:secret@mail.example")];
    let (code, words) = set(folder.path(), &["serve"], &mail);
    assert!(
        code == Some(1) && words.contains("MEMORIAL_MAIL_FROM") && !words.contains("secret"),
        "{words}"
    );
    assert_eq!(fs::read_dir(folder.path()).unwrap().count(), 0);
}

#[test]
fn a_setting_may_stand_after_the_command_as_well() {
    let place = Place::new();
    let here = place.folder.path();
    let (code, words) = run(
        here,
        &[
            "export-static",
            "copy",
            "--public-url",
            "https://memorial.example",
            "--database",
            "memorial.sqlite3",
        ],
    );
    assert!(code == Some(0) && !words.contains("127.0.0.1"), "{words}");
    let (code, words) = run(here, &["serve", "--listen", "nowhere"]);
    assert!(
        code == Some(1) && words.contains("MEMORIAL_LISTEN"),
        "{words}"
    );
    let (code, words) = run(here, &["serve", "--help"]);
    assert!(
        code == Some(0) && words.contains("MEMORIAL_BACKUPS") && words.contains("--listen"),
        "{words}"
    );
}

#[test]
fn what_is_set_and_comes_to_nothing_is_said() {
    let place = Place::new();
    let here = place.folder.path();
    let misspelt = [("MEMORIAL_DATABSE", "/srv/memorial.sqlite3")];
    let (_, words) = set(here, &["check"], &misspelt);
    assert!(
        words.contains("no setting MEMORIAL_DATABSE")
            && words.contains("Is MEMORIAL_DATABASE meant?"),
        "{words}"
    );
    for wrong in ["debgu", "info,heroes_memorial=loud"] {
        let (_, words) = set(here, &["check"], &[("RUST_LOG", wrong)]);
        assert!(
            words.contains("RUST_LOG") && words.contains(&format!("“{wrong}”")),
            "{words}"
        );
    }
    for right in [
        "debug",
        "",
        "info,heroes_memorial::web::requests=debug",
        "off",
    ] {
        let (_, words) = set(here, &["check"], &[("RUST_LOG", right)]);
        assert!(!words.contains("RUST_LOG"), "{words}");
    }
}

#[actix_web::test]
async fn a_log_of_objects_holds_nothing_else_and_nobodys_link() {
    let mut place = Place::empty();
    place.settings = vec![
        ("MEMORIAL_LOG_FORMAT", "json".to_owned()),
        ("MEMORIAL_HSTS_SUBDOMAINS", "true".to_owned()),
    ];
    let process = place.start();
    place.ready().await;
    let (said, printed): (PathBuf, PathBuf) = (process.said.clone(), process.printed.clone());
    process.order("-TERM");
    process.ended_well().await;
    assert_eq!(fs::read_to_string(printed).unwrap(), "");
    let said = fs::read_to_string(said).unwrap();
    for line in said.lines() {
        serde_json::from_str::<serde_json::Value>(line).unwrap();
    }
    assert!(
        said.contains("Heroes Memorial is open") && said.contains("user add NAME --role admin")
    );
    assert!(said.contains("MEMORIAL_HSTS_SUBDOMAINS"), "{said}");
    assert!(!said.contains("/admin/invitation/"));
}

#[actix_web::test]
async fn a_folder_for_backups_that_cannot_be_written_is_said_at_once_and_readers_read() {
    let mut place = Place::empty();
    place.publish(LYSIUK);
    let wrong = place.folder.path().join("backups");
    fs::write(&wrong, "somebody's").unwrap();
    place.settings = vec![("MEMORIAL_BACKUPS", wrong.display().to_string())];
    let process = place.start();
    place.ready().await;
    let watch = crate::site::Browser::new(&place.watch_address());
    let mut health = String::new();
    for _ in 0..100 {
        health = watch.get("/healthz").await.ok().text();
        if health != "ok\n" {
            break;
        }
        actix_web::rt::time::sleep(std::time::Duration::from_millis(50)).await;
    }
    assert!(health.contains("no backup could be made"), "{health}");
    let said = fs::read_to_string(&process.said).unwrap();
    assert!(said.contains(&wrong.display().to_string()), "{said}");
    let reader = crate::site::Browser::new(&place.address());
    reader.get("/uk/heroes/yurii-lysiuk").await.ok();
}
