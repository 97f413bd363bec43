//! The whole memorial as a file: backed up while people write, brought back, brought up to date, refused where it is not what it
//! says; and what is said when the disk takes no more.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Mutex};

use chrono::{DateTime, TimeDelta, Utc};
use diesel::connection::SimpleConnection;
use diesel::prelude::*;
use diesel::sql_types::Text;
use heroes_memorial::archive::backup::backup;
use heroes_memorial::archive::check::check;
use heroes_memorial::archive::restore::restore;
use heroes_memorial::archive::{rotation, schedule};
use heroes_memorial::config::Settings;
use heroes_memorial::db::{Database, OpenError};
use heroes_memorial::i18n::Lang;
use heroes_memorial::photos::queries::store;
use heroes_memorial::photos::renditions::make;
use heroes_memorial::submissions::answers::Answers;
use heroes_memorial::submissions::queries::begin;
use reqwest::StatusCode;
use sha2::{Digest, Sha256};

use crate::accounts::administrator;
use crate::lives::{LYSIUK, NAME_ONLY, publish_life};
use crate::memories::written;
use crate::site::Site;
use crate::submissions::begun;

const MEMORIES: &str = "/uk/heroes/yurii-lysiuk/memories";

fn at(text: &str) -> DateTime<Utc> {
    text.parse().unwrap()
}

/// A connection beside the memorial's own.
pub fn beside(path: &Path) -> SqliteConnection {
    let mut conn = SqliteConnection::establish(path.to_str().unwrap()).unwrap();
    conn.batch_execute("PRAGMA busy_timeout = 5000;").unwrap();
    conn
}

fn texts(conn: &mut SqliteConnection, sql: &str) -> Vec<String> {
    diesel::dsl::sql::<Text>(sql).load(conn).unwrap()
}

/// SHA-256 of everything in every table, whatever order its rows lie in.
fn contents(path: &Path) -> BTreeMap<String, String> {
    let conn = &mut beside(path);
    let tables = texts(
        conn,
        "SELECT name FROM pragma_table_list WHERE schema = 'main' AND type = 'table' AND name NOT LIKE 'sqlite%'",
    );
    let digest = |conn: &mut SqliteConnection, table: &String| {
        let columns = texts(
            conn,
            &format!("SELECT 'quote(\"' || name || '\")' FROM pragma_table_info('{table}')"),
        );
        let row = columns.join(" || '|' || ");
        let mut rows = texts(conn, &format!("SELECT {row} FROM \"{table}\""));
        rows.sort();
        hex::encode(Sha256::digest(rows.join("\n")))
    };
    tables
        .into_iter()
        .map(|table| {
            let found = digest(conn, &table);
            (table, found)
        })
        .collect()
}

fn picture(site: &Site) {
    let mut jpeg = Vec::new();
    let drawn = image::RgbImage::from_fn(64, 80, |x, y| image::Rgb([x as u8, y as u8, 90]));
    drawn
        .write_to(
            &mut std::io::Cursor::new(&mut jpeg),
            image::ImageFormat::Jpeg,
        )
        .unwrap();
    let made = make(&jpeg).unwrap();
    site.state
        .db
        .write_now(|conn| store(conn, &made, Utc::now()))
        .unwrap();
}

fn mode(path: &Path) -> u32 {
    use std::os::unix::fs::PermissionsExt;
    fs::metadata(path).unwrap().permissions().mode() & 0o777
}

fn left_in(folder: &Path) -> Vec<String> {
    let mut names: Vec<String> = fs::read_dir(folder)
        .unwrap()
        .map(|entry| entry.unwrap().file_name().into_string().unwrap())
        .collect();
    names.sort();
    names
}

#[actix_web::test]
async fn a_backup_made_while_a_family_writes_comes_back_with_every_story_that_was_accepted_before()
{
    let site = Site::open().await;
    publish_life(&site, LYSIUK);
    picture(&site);
    administrator(&site, &site.browser).await;
    let folder = tempfile::tempdir().unwrap();
    let (file, quiet) = (folder.path().join("one"), folder.path().join("two"));
    let (db, stop, written) = (
        site.state.db.clone(),
        Arc::new(AtomicBool::new(false)),
        Arc::new(Mutex::new(Vec::new())),
    );
    let (ended, told) = (stop.clone(), written.clone());
    let writer = std::thread::spawn(move || {
        let mut number = 0;
        while !ended.load(Ordering::SeqCst) {
            let key = format!("{number:024}");
            db.write_now(|conn| {
                begin(
                    conn,
                    &key,
                    Lang::Uk,
                    &Answers::default(),
                    None,
                    None,
                    Utc::now(),
                )
            })
            .unwrap()
            .unwrap();
            told.lock().unwrap().push(key);
            number += 1;
        }
    });
    while written.lock().unwrap().len() < 20 {
        std::thread::sleep(std::time::Duration::from_millis(5));
    }
    let before = written.lock().unwrap().clone();
    let made = backup(&site.state.db, &file).unwrap();
    let during = written.lock().unwrap().len();
    stop.store(true, Ordering::SeqCst);
    writer.join().unwrap();
    assert!(during > before.len(), "whoever writes is not kept waiting");
    assert_eq!(made.bytes, fs::metadata(&file).unwrap().len());
    assert_eq!(
        left_in(folder.path()),
        ["one"],
        "one file, and nothing beside it"
    );
    assert_eq!(mode(&file), 0o600);

    let place = folder.path().join("elsewhere/memorial.sqlite3");
    let told = restore(&file, &place).unwrap();
    let told = told.contents;
    assert_eq!((told.lives, told.pictures, told.accounts), (1, 1, 1));
    assert_eq!(told, made.contents);
    assert_eq!(mode(place.parent().unwrap()), 0o700);
    assert_eq!(mode(&place), 0o600);
    let restored = Database::open(&place).unwrap();
    assert!(check(&restored).unwrap().faults.is_empty());
    for key in &before {
        restored
            .read_now(|conn| heroes_memorial::submissions::queries::by_key(conn, key))
            .unwrap();
    }
    drop(restored);
    // And now that nobody writes: the same to the last byte of the last row.
    // Opened once more, so that nothing is left that opening catches up with.
    drop(Database::open(&site.database()).unwrap());
    backup(&site.state.db, &quiet).unwrap();
    let again = folder.path().join("again.sqlite3");
    restore(&quiet, &again).unwrap();
    let (here, there) = (contents(&site.database()), contents(&again));
    assert!(here.len() > 60 && here.len() == there.len());
    let other = here.iter().filter(|(table, rows)| there[*table] != **rows);
    assert_eq!(other.collect::<Vec<_>>(), []);
}

#[actix_web::test]
async fn a_backup_replaces_nothing_and_is_brought_back_only_where_nothing_is() {
    let site = Site::open().await;
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("memorial.backup");
    fs::write(&file, "a letter").unwrap();
    let refused = backup(&site.state.db, &file).unwrap_err().to_string();
    assert!(refused.contains("is there already"), "{refused}");
    assert_eq!(fs::read(&file).unwrap(), b"a letter");
    let good = folder.path().join("good");
    backup(&site.state.db, &good).unwrap();
    let refused = restore(&good, &site.database()).unwrap_err().to_string();
    assert!(refused.contains("is there already"), "{refused}");

    // What is no backup makes no memorial.
    let place = folder.path().join("new.sqlite3");
    let bytes = fs::read(&good).unwrap();
    let half = folder.path().join("half");
    fs::write(&half, &bytes[..bytes.len() / 2]).unwrap();
    let mut flipped = bytes.clone();
    // In the middle of a page of the register of settlements.
    let middle = bytes.len() / 2 / 4096 * 4096 + 3;
    flipped[middle] ^= 0x55;
    flipped[middle + 1] ^= 0x55;
    let damaged = folder.path().join("damaged");
    fs::write(&damaged, flipped).unwrap();
    let empty = folder.path().join("empty");
    fs::write(&empty, "").unwrap();
    for (wrong, says) in [
        (&file, "is no database of SQLite"),
        (&half, "is cut short"),
        (&damaged, "not whole"),
        (&empty, "is empty"),
    ] {
        let refused = format!("{:#}", restore(wrong, &place).unwrap_err());
        assert!(refused.contains(says), "{refused}");
        assert!(!place.exists());
    }
    let names = ["damaged", "empty", "good", "half", "memorial.backup"];
    assert_eq!(
        left_in(folder.path()),
        names,
        "nothing is left of the tries"
    );
    // A memorial's own file with its log is no backup either.
    let live = site.database();
    assert!(fs::metadata(live.with_file_name("memorial.sqlite3-wal")).is_ok());
    publish_life(&site, NAME_ONLY);
    let refused = restore(&live, &place).unwrap_err().to_string();
    assert!(
        refused.contains("no backup but a memorial's own file"),
        "{refused}"
    );
}

#[actix_web::test]
async fn scheduled_backups_are_thinned_out_and_what_is_not_ours_stays() {
    let site = Site::open().await;
    let folder = tempfile::tempdir().unwrap();
    let own = folder.path().join("backups");
    let every = TimeDelta::hours(24);
    let begun = at("2026-11-01T03:00:00Z");
    let make = |now| schedule::make_if_due(&site.state.db, &own, now, every).unwrap();
    assert!(make(begun).is_some());
    assert!(
        make(begun + TimeDelta::hours(23)).is_none(),
        "it is not time yet"
    );
    assert_eq!(mode(&own), 0o700);
    let first = own.join(rotation::name(begun));
    assert_eq!(mode(&first), 0o600);
    // As after many days, without making each.
    for day in 1..40 {
        let name = rotation::name(begun + TimeDelta::days(day));
        fs::copy(&first, own.join(name)).unwrap();
    }
    let others = [
        "memorial.sqlite3",
        "memorial-2026-11-05.sqlite3",
        "letter.txt",
    ];
    for name in others {
        fs::write(own.join(name), "somebody's").unwrap();
    }
    let now = begun + TimeDelta::days(40);
    assert!(make(now).is_some());
    let left = left_in(&own);
    assert!(others.iter().all(|name| left.contains(&(*name).to_owned())));
    let made: Vec<_> = (0..=40).map(|day| begun + TimeDelta::days(day)).collect();
    let mut kept: Vec<String> = rotation::kept(&made)
        .into_iter()
        .map(rotation::name)
        .collect();
    kept.extend(others.map(str::to_owned));
    kept.sort();
    assert_eq!(left, kept);
    // The newest is a memorial.
    let place = folder.path().join("back.sqlite3");
    restore(&own.join(rotation::name(now)), &place).unwrap();
}

#[actix_web::test]
async fn the_desk_says_when_the_last_backup_was_made_and_when_none_could_be() {
    let folder = tempfile::tempdir().unwrap();
    let own = folder.path().join("backups");
    let settings = Settings {
        backups: Some(own.clone()),
        ..Settings::default()
    };
    let clock = || at("2026-11-28T12:05:00Z");
    let site = Site::open_with_clock(settings, clock).await;
    administrator(&site, &site.browser).await;
    let state = || async { site.get("/admin/state").await.ok().words() };
    assert!(state().await.contains("Остання резервна копія ще немає"));
    // A file stands where the folder should be.
    fs::write(&own, "").unwrap();
    let watching = actix_web::rt::spawn(schedule::watch(site.state.clone()));
    let mut said = String::new();
    for _ in 0..200 {
        said = state().await;
        if said.contains("копію зробити не вдалося") {
            break;
        }
        actix_web::rt::time::sleep(std::time::Duration::from_millis(20)).await;
    }
    watching.abort();
    let _ = watching.await;
    assert!(
        said.contains("28 листопада, 14:05 копію зробити не вдалося, попередні на місці"),
        "{said}"
    );
    fs::remove_file(&own).unwrap();
    let every = TimeDelta::hours(24);
    schedule::make_if_due(&site.state.db, &own, clock(), every).unwrap();
    let said = state().await;
    assert!(
        said.contains("Остання резервна копія: 28 листопада, 14:05") && said.contains(" МБ"),
        "{said}"
    );
}

/// The tables as they were before the newest migration, with what is in them.
fn made_older(path: &Path) {
    let conn = &mut beside(path);
    conn.batch_execute(include_str!(
        "../../migrations/2026-11-28-212000_know_when_bytes_change/down.sql"
    ))
    .unwrap();
    conn.batch_execute(
        "DELETE FROM __diesel_schema_migrations WHERE version = '20261128212000'; PRAGMA wal_checkpoint(TRUNCATE);",
    )
    .unwrap();
}

/// A closed copy of a memorial, in a folder of its own.
fn closed(site: &Site) -> (tempfile::TempDir, PathBuf) {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("memorial.sqlite3");
    site.state.db.copy_to(&path).unwrap();
    (folder, path)
}

#[actix_web::test]
async fn tables_go_forward_on_a_copy_first_and_the_file_from_before_is_kept() {
    let site = Site::open().await;
    publish_life(&site, LYSIUK);
    picture(&site);
    let (folder, path) = closed(&site);
    made_older(&path);
    let before = contents(&path);
    let database = Database::open(&path).unwrap();
    assert!(check(&database).unwrap().faults.is_empty());
    drop(database);
    let names = left_in(folder.path());
    let kept = names
        .iter()
        .find(|name| name.starts_with("memorial.before-"))
        .unwrap();
    assert!(
        !kept.contains("20261128212000") && kept.ends_with(".sqlite3"),
        "{kept}"
    );
    let kept = folder.path().join(kept);
    assert_eq!(mode(&kept), 0o600);
    assert_eq!(contents(&kept), before);
    assert!(
        !names.iter().any(|name| name.contains("trial")),
        "{names:?}"
    );
    // It is done once.
    drop(Database::open(&path).unwrap());
    let copies = left_in(folder.path()).into_iter();
    assert_eq!(copies.filter(|name| name.contains("before")).count(), 1);
}

#[actix_web::test]
async fn a_way_forward_that_fails_leaves_the_file_as_it_was_byte_for_byte() {
    let site = Site::open().await;
    publish_life(&site, LYSIUK);
    let (folder, path) = closed(&site);
    made_older(&path);
    // Somebody has put a column there by hand: the migration cannot be done.
    beside(&path)
        .batch_execute(
            "ALTER TABLE hero_versions ADD COLUMN sha256 BLOB; PRAGMA wal_checkpoint(TRUNCATE);",
        )
        .unwrap();
    let before = fs::read(&path).unwrap();
    let refused = Database::open(&path).err().unwrap().to_string();
    assert!(
        refused.contains("on a copy, so that it stays as it was"),
        "{refused}"
    );
    assert!(!refused.contains('\n'));
    assert!(fs::read(&path).unwrap() == before);
    let own = ["memorial.sqlite3", "memorial.sqlite3.lock"];
    assert_eq!(left_in(folder.path()), own);
}

#[actix_web::test]
async fn a_newer_memorial_and_another_programs_file_are_refused_and_left_alone() {
    let site = Site::open().await;
    let (_folder, path) = closed(&site);
    beside(&path)
        .batch_execute("INSERT INTO __diesel_schema_migrations (version) VALUES ('29990101000000'); PRAGMA wal_checkpoint(TRUNCATE);")
        .unwrap();
    let before = fs::read(&path).unwrap();
    match Database::open(&path) {
        Err(fault @ OpenError::Newer(..)) => {
            let said = fault.to_string();
            assert!(
                said.contains("29990101000000") && !said.contains('\n'),
                "{said}"
            );
        }
        other => panic!("{:?}", other.err()),
    }
    assert!(fs::read(&path).unwrap() == before);
    let place = path.with_file_name("back.sqlite3");
    let refused = format!("{:#}", restore(&path, &place).unwrap_err());
    assert!(
        refused.contains("newer program") && !place.exists(),
        "{refused}"
    );

    let other = path.with_file_name("cookies.sqlite");
    beside(&other)
        .batch_execute("CREATE TABLE moz_cookies (id INTEGER PRIMARY KEY);")
        .unwrap();
    let before = fs::read(&other).unwrap();
    let refused = Database::open(&other).err().unwrap();
    assert!(matches!(refused, OpenError::Foreign(_)), "{refused}");
    assert!(fs::read(&other).unwrap() == before);
}

#[actix_web::test]
async fn one_file_is_served_once_and_commands_work_beside_it() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("new/memorial.sqlite3");
    let serving = Database::open_to_serve(&path).unwrap();
    assert_eq!(mode(path.parent().unwrap()), 0o700);
    assert_eq!(mode(&path), 0o600);
    assert_eq!(mode(&path.with_file_name("memorial.sqlite3-wal")), 0o600);
    let refused = Database::open_to_serve(&path).err().unwrap();
    assert!(matches!(refused, OpenError::Served(_)), "{refused}");
    let command = Database::open(&path).unwrap();
    backup(&command, &folder.path().join("copy")).unwrap();
    drop(command);
    drop(serving);
    Database::open_to_serve(&path).unwrap();
}

/// The disk takes no more than the file has now.
fn full(site: &Site) {
    site.state
        .db
        .write_now(|conn| conn.batch_execute("PRAGMA max_page_count = 1;"))
        .unwrap();
}

fn free(site: &Site) {
    site.state
        .db
        .write_now(|conn| conn.batch_execute("PRAGMA max_page_count = 4294967294;"))
        .unwrap();
}

#[actix_web::test]
async fn on_a_full_disk_readers_read_on_and_a_familys_words_come_back_to_it() {
    let site = Site::open().await;
    publish_life(&site, LYSIUK);
    administrator(&site, &site.browser).await;
    let home = begun(&site).await;
    full(&site);
    let story = "Він любив ліс. ".repeat(4000);
    let step = format!("{home}/story");
    let refused = site.post(&step, &[("biography", &story)]).await;
    assert_eq!(refused.status, StatusCode::SERVICE_UNAVAILABLE);
    assert_eq!(refused.header("retry-after"), Some("60"));
    assert_eq!(refused.header("cache-control"), Some("no-store"));
    assert!(refused.says("Збереження не вдалося"));
    assert!(refused.says("ще не збережено, але й не втрачено"));
    assert_eq!(refused.all("#written")[0], crate::site::spaced(&story));
    let english = site
        .post(&step.replace("/uk/", "/en/"), &[("biography", &story)])
        .await;
    assert!(english.says("This could not be saved"));
    for page in [
        "/uk/heroes/yurii-lysiuk",
        "/uk/heroes",
        &home,
        &step,
        "/admin",
        "/healthz",
    ] {
        site.get(page).await.ok();
    }
    let kept = crate::submissions::kept(&site, &home);
    assert_eq!(kept.answers.story.biography.text, "", "nothing half there");
    free(&site);
    site.post(&step, &[("biography", &story)]).await.seen_at();
    let kept = crate::submissions::kept(&site, &home);
    assert_eq!(kept.answers.story.biography.text.trim(), story.trim());
    assert!(check(&site.state.db).unwrap().faults.is_empty());
}

#[actix_web::test]
async fn on_a_read_only_disk_every_act_says_that_nothing_was_saved() {
    let site = Site::open().await;
    publish_life(&site, LYSIUK);
    administrator(&site, &site.browser).await;
    let home = begun(&site).await;
    let before = contents(&site.database());
    site.state
        .db
        .write_now(|conn| conn.batch_execute("PRAGMA query_only = ON;"))
        .unwrap();
    let new = [("family", "Мельник"), ("given", "Ігор")];
    let relation = [("relation", "sister")];
    let step = format!("{home}/relation");
    let refused = [
        site.post("/uk/submissions/new", &new).await,
        site.post(&step, &relation).await,
        site.post("/uk/heroes/yurii-lysiuk/candles", &[]).await,
        written(&site.browser, MEMORIES, "Памʼятаю його усмішку.", &[]).await,
    ];
    for answer in &refused {
        assert!(
            answer.status == StatusCode::SERVICE_UNAVAILABLE
                && answer.says("Збереження не вдалося"),
            "{} {}",
            answer.status,
            answer.words()
        );
        assert_eq!(answer.header("retry-after"), Some("60"));
    }
    assert!(refused[0].says("Мельник"), "{}", refused[0].words());
    site.get("/uk/heroes/yurii-lysiuk").await.ok();
    assert_eq!(before, contents(&site.database()));
    // Started again where it can be written, it goes on.
    site.copied().post(&step, &relation).await.seen_at();
}

#[actix_web::test]
async fn once_the_file_is_known_to_be_damaged_nothing_is_written_to_it_any_more() {
    let site = Site::open().await;
    administrator(&site, &site.browser).await;
    let home = begun(&site).await;
    let path = site.database();
    crate::site::settle(&path);
    // The page that holds the table of wishes, broken in the file itself.
    let root: i32 = diesel::dsl::sql::<diesel::sql_types::Integer>(
        "SELECT rootpage FROM sqlite_schema WHERE name = 'wishes'",
    )
    .get_result(&mut beside(&path))
    .unwrap();
    let file = fs::OpenOptions::new().write(true).open(&path).unwrap();
    let offset = u64::try_from(root - 1).unwrap() * 4096;
    std::os::unix::fs::FileExt::write_all_at(&file, &[0xAA; 4096], offset).unwrap();
    site.state.db.look_through().unwrap();
    assert!(site.state.db.damage().is_some());
    let refused = site
        .post(&format!("{home}/relation"), &[("relation", "sister")])
        .await;
    assert_eq!(refused.status, StatusCode::SERVICE_UNAVAILABLE);
    assert_eq!(
        site.get("/healthz").await.status,
        StatusCode::SERVICE_UNAVAILABLE
    );
    let state = site.get("/admin/state").await.ok();
    assert!(
        state.says("Файл Меморіалу") && state.says("пошкоджений"),
        "{}",
        state.words()
    );
    let faults = check(&site.state.db).unwrap().faults;
    assert!(!faults.is_empty());
}

#[actix_web::test]
async fn a_bit_that_turned_in_a_picture_or_in_a_story_is_found_though_sqlite_sees_nothing() {
    let site = Site::open().await;
    publish_life(&site, LYSIUK);
    picture(&site);
    let sound = check(&site.state.db).unwrap();
    assert!(sound.faults.is_empty(), "{:?}", sound.faults);
    for (turned, says) in [
        (
            "UPDATE renditions SET bytes = CAST(substr(bytes, 1, 60) || x'5A' || substr(bytes, 62) AS BLOB) WHERE size = 'large'",
            "has other bytes than were kept in the size “large”",
        ),
        (
            "UPDATE hero_versions SET record = replace(record, 'футбол', 'футбог')",
            "Version 1 of the life 1 is not what was kept",
        ),
        (
            "UPDATE heroes SET biography_uk = replace(biography_uk, 'народився', 'нарадився')",
            "The public life 1 says something else",
        ),
    ] {
        let (_folder, path) = closed(&site);
        beside(&path).batch_execute(turned).unwrap();
        let faults = check(&Database::open(&path).unwrap()).unwrap().faults;
        assert!(
            faults.iter().any(|fault| fault.contains(says)),
            "{faults:?}"
        );
    }
}
