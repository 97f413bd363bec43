//! A file that is cut short, has a bit turned, is no database at all or belongs to another process: what start-up says, and what
//! `check` finds.

use std::collections::BTreeMap;
use std::fs;
use std::os::unix::fs::FileExt;
use std::path::{Path, PathBuf};

use chrono::Utc;
use heroes_memorial::app::State;
use heroes_memorial::archive::check::check;
use heroes_memorial::config::Settings;
use heroes_memorial::db::Database;

use crate::given;
use crate::memorial::{Running, address, run};
use crate::site::Site;

/// A closed memorial.
fn closed(lives: usize) -> (tempfile::TempDir, PathBuf) {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("memorial.sqlite3");
    given::memorial(&path, lives);
    given::settle(&path);
    (folder, path)
}

/// Said in one line on standard error, with a code that is not zero, and nothing of the file changed.
fn refuses(path: &Path, says: &str) {
    let before = fs::read(path).unwrap();
    for arguments in [&["serve"][..], &["check"], &["export", "/dev/null.jsonl"]] {
        let (well, said) = run(path, arguments);
        assert!(!well && said.contains(says), "{arguments:?}: {said}");
        assert_eq!(said.trim().lines().count(), 1, "{said}");
        assert!(!said.contains("panicked"));
    }
    assert!(fs::read(path).unwrap() == before, "nothing is changed");
}

#[test]
fn a_file_that_is_cut_short_is_refused_with_a_sentence() {
    let (_folder, path) = closed(3);
    let whole = fs::read(&path).unwrap();
    for length in [50, 3000, 4096, 4097, whole.len() / 2, whole.len() - 1] {
        fs::write(&path, &whole[..length]).unwrap();
        refuses(&path, "is cut short");
    }
    fs::write(&path, &whole).unwrap();
    let (well, said) = run(&path, &["check"]);
    assert!(well, "{said}");
}

#[test]
fn what_is_no_database_is_refused_and_an_unreadable_log_does_no_harm() {
    let (_folder, path) = closed(3);
    let whole = fs::read(&path).unwrap();
    fs::write(&path, "family;given\nЛисюк;Юрій\n".repeat(1000)).unwrap();
    refuses(&path, "is no database of SQLite");
    let mut first = whole.clone();
    first[..16].fill(0);
    fs::write(&path, first).unwrap();
    refuses(&path, "is no database of SQLite");
    // Rubbish where the log should be, beside a file that is sound.
    fs::write(&path, &whole).unwrap();
    let log = path.with_file_name("memorial.sqlite3-wal");
    fs::write(&log, "rubbish ".repeat(5000)).unwrap();
    let running = Running::start(&path, address()).unwrap();
    drop(running);
    let (well, said) = run(&path, &["check"]);
    assert!(well, "{said}");
}

/// Every page of a table, or of its indexes, overwritten.
fn without(path: &Path, table: &str) {
    use diesel::prelude::*;
    let roots: Vec<i32> = diesel::dsl::sql::<diesel::sql_types::Integer>(&format!(
        "SELECT rootpage FROM sqlite_schema WHERE tbl_name = '{table}' AND rootpage > 0"
    ))
    .load(&mut given::beside(path))
    .unwrap();
    given::settle(path);
    let file = fs::OpenOptions::new().write(true).open(path).unwrap();
    for root in roots {
        let at = u64::try_from(root - 1).unwrap() * 4096;
        file.write_all_at(&[0xAA; 4096], at).unwrap();
    }
}

#[test]
fn a_damaged_table_is_named_with_its_file_and_what_to_do() {
    for table in ["unit_aliases", "heroes", "renditions", "journal_seals"] {
        let (_folder, path) = closed(3);
        without(&path, table);
        let (well, said) = run(&path, &["check"]);
        assert!(
            !well
                && said.contains(&format!("The table {table} is damaged"))
                && said.contains("Bring back a backup"),
            "{said}"
        );
        if ["unit_aliases", "heroes"].contains(&table) {
            let (well, said) = run(&path, &["serve"]);
            assert!(
                !well
                    && said.contains("memorial.sqlite3 is damaged")
                    && said.contains("docs/backup.md"),
                "{table}: {said}"
            );
        }
    }
}

#[test]
fn an_index_of_words_whose_pages_are_damaged_is_made_again() {
    for table in [
        "hero_words_config",
        "hero_words_data",
        "hero_words_docsize",
        "hero_stories_idx",
    ] {
        let (_folder, path) = closed(3);
        without(&path, table);
        let (well, said) = run(&path, &["check"]);
        assert!(
            well && said.contains("it was made again from 4 lives"),
            "{table}: {said}"
        );
        let (well, said) = run(&path, &["check"]);
        assert!(well && !said.contains("again"), "{table}: {said}");
        use diesel::prelude::*;
        let found: i64 = diesel::dsl::sql::<diesel::sql_types::BigInt>(
            "SELECT count(*) FROM hero_words_docsize AS w JOIN hero_stories_docsize AS s ON s.id = w.id",
        )
        .get_result(&mut given::beside(&path))
        .unwrap();
        assert_eq!(found, 4);
    }
}

#[test]
fn a_second_process_is_refused_and_commands_work_beside_the_first() {
    let (folder, path) = closed(3);
    let first = Running::start(&path, address()).unwrap();
    let refused = Running::start_as(
        crate::memorial::command(&path),
        address(),
        &folder.path().join("second"),
    );
    let said = refused.err().unwrap();
    assert!(
        said.contains("is served by another process already"),
        "{said}"
    );
    assert_eq!(said.trim().lines().count(), 1, "{said}");
    let copy = folder.path().join("copy").display().to_string();
    for arguments in [&["check"][..], &["user", "list"], &["backup", &copy]] {
        let (well, said) = run(&path, arguments);
        assert!(well, "{said}");
    }
    assert!(!first.errors().contains("ERROR"), "{}", first.errors());
    drop(first);
    // It ends with its holder.
    drop(Running::start(&path, address()).unwrap());
}

/// What a visitor sees of a memorial: lives, lists, pictures. Nothing of what the clock says.
async fn seen(path: &Path) -> Option<BTreeMap<String, Vec<u8>>> {
    let database = Database::open(path).ok()?;
    State::new(database, Settings::default(), Utc::now).ok()?;
    let listener = std::net::TcpListener::bind("127.0.0.1:0").unwrap();
    let folder = tempfile::tempdir().unwrap();
    let site = Site::serve_on(listener, folder, path, Settings::default(), Utc::now);
    let mut pages = vec![
        "/uk/heroes?sort=name".to_owned(),
        "/uk/heroes/yurii-lysiuk".to_owned(),
        "/en/heroes/yurii-lysiuk".to_owned(),
        "/api/v1/heroes/yurii-lysiuk".to_owned(),
    ];
    pages.extend((0..8).map(|number| format!("/uk/heroes/ivan-testovyi{number}")));
    pages.extend(["small", "medium", "large"].map(|size| format!("/photos/1/{size}.webp")));
    let mut seen = BTreeMap::new();
    for page in pages {
        let answer = site.get(&page).await;
        if answer.status.as_u16() >= 500 {
            return None;
        }
        let status = answer.status.as_u16().to_string().into_bytes();
        seen.insert(page, [status, answer.bytes].concat());
    }
    Some(seen)
}

#[actix_web::test]
async fn a_byte_that_turned_is_found_wherever_a_visitor_would_see_it() {
    let turns: usize = std::env::var("TURNS").map_or(100, |turns| turns.parse().unwrap());
    let (folder, path) = closed(8);
    let whole = fs::read(&path).unwrap();
    let expected = seen(&path).await.unwrap();
    assert_eq!(expected.len(), 15);
    assert!(expected.values().all(|page| page.starts_with(b"200")));
    let mut number: u64 = 0x9E37_79B9_7F4A_7C15;
    let (mut refused, mut found, mut nothing) = (0, 0, 0);
    for turn in 0..turns {
        number = number
            .wrapping_mul(6_364_136_223_846_793_005)
            .wrapping_add(1_442_695_040_888_963_407);
        // One in every region of the file, the last tenth oftener: lives and pictures are there.
        let part = whole.len() / turns;
        let offset = match turn % 2 {
            0 => turn * part + usize::try_from(number >> 33).unwrap() % part,
            _ => whole.len() - 1 - usize::try_from(number >> 33).unwrap() % (whole.len() / 10),
        };
        let copy = folder.path().join("turned.sqlite3");
        fs::write(&copy, &whole).unwrap();
        let file = fs::OpenOptions::new().write(true).open(&copy).unwrap();
        let bit = 1 << (number >> 61);
        file.write_all_at(&[whole[offset] ^ bit], offset as u64)
            .unwrap();
        drop(file);
        match seen(&copy).await {
            None => refused += 1,
            Some(pages) => {
                let faults = Database::open(&copy)
                    .map(|database| check(&database).map(|checked| checked.faults));
                let is_found = match faults {
                    Ok(Ok(faults)) => !faults.is_empty(),
                    _ => true,
                };
                if pages != expected {
                    let page = pages
                        .iter()
                        .find(|(page, bytes)| expected[*page] != **bytes);
                    assert!(
                        is_found,
                        "byte {offset}, bit {bit}: {:?}",
                        page.map(|(page, _)| page)
                    );
                }
                if is_found {
                    found += 1;
                } else {
                    nothing += 1;
                }
            }
        }
        for ending in ["", "-wal", "-shm", ".lock"] {
            let _ = fs::remove_file(folder.path().join(format!("turned.sqlite3{ending}")));
        }
    }
    println!(
        "{turns} bytes turned: {refused} refused, {found} named by check, {nothing} seen by nobody"
    );
    assert!(found > 0);
}

/// Somebody's words, as they stand in a file.
fn written(path: &Path, what: &str) -> String {
    use diesel::prelude::*;
    diesel::dsl::sql::<diesel::sql_types::Text>(what)
        .get_result(&mut given::beside(path))
        .unwrap()
}

#[test]
fn a_bit_that_turned_in_what_nobody_has_published_is_found() {
    use diesel::prelude::*;
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("memorial.sqlite3");
    let (well, said) = run(&path, &["demo"]);
    assert!(well, "{said}");
    // Whoever serves it reads what was sent.
    let running = Running::start(&path, address()).unwrap();
    let begun = std::time::Instant::now();
    loop {
        let (read, left): (i64, i64) =
            diesel::dsl::sql::<(diesel::sql_types::BigInt, diesel::sql_types::BigInt)>(
                "SELECT count(sha256), count(*) - count(sha256) FROM private_digests",
            )
            .get_result(&mut given::beside(&path))
            .unwrap();
        if read > 2 && left == 0 {
            break;
        }
        assert!(begun.elapsed().as_secs() < 60, "{read} read, {left} left");
        std::thread::sleep(std::time::Duration::from_millis(50));
    }
    drop(running);
    given::settle(&path);
    let (well, said) = run(&path, &["check"]);
    assert!(well, "{said}");
    let whole = fs::read(&path).unwrap();
    for (what, says) in [
        (
            "SELECT answers FROM submissions WHERE state = 'pending' ORDER BY id LIMIT 1",
            "The story ",
        ),
        (
            "SELECT coalesce(email, phone, other) FROM submission_contacts ORDER BY submission_id LIMIT 1",
            "The contact of the story ",
        ),
        (
            "SELECT words FROM memories WHERE state = 'waiting' ORDER BY id LIMIT 1",
            "The memory ",
        ),
    ] {
        let words = written(&path, what);
        let places: Vec<usize> = (0..whole.len() - words.len().min(24))
            .filter(|at| whole[*at..].starts_with(&words.as_bytes()[..words.len().min(24)]))
            .collect();
        assert!(!places.is_empty(), "{what}: its words are not in the file");
        let mut turned = whole.clone();
        for at in places {
            turned[at + 10] ^= 1;
        }
        fs::write(&path, &turned).unwrap();
        let (well, said) = run(&path, &["check"]);
        assert!(
            !well && said.contains(says) && said.contains("is not what was kept"),
            "{what}: {said}"
        );
        // Of whom it is, and never what it says.
        assert!(!said.contains(&words[..4]) || words.len() < 4, "{said}");
    }
    // Words that somebody changes are read anew, and those that are erased leave nothing.
    fs::write(&path, &whole).unwrap();
    diesel::sql_query("UPDATE memories SET words = words || '!'")
        .execute(&mut given::beside(&path))
        .unwrap();
    let (well, said) = run(&path, &["check"]);
    assert!(well, "{said}");
    diesel::sql_query("DELETE FROM memories")
        .execute(&mut given::beside(&path))
        .unwrap();
    let kept: i64 = diesel::dsl::sql::<diesel::sql_types::BigInt>(
        "SELECT count(*) FROM private_digests WHERE kind = 'memory'",
    )
    .get_result(&mut given::beside(&path))
    .unwrap();
    assert_eq!(kept, 0);
}
