//! The journal: sealed row by row, so that tampering shows; and narrowed to what is sought.

use std::path::{Path, PathBuf};

use chrono::{DateTime, Utc};
use diesel::connection::SimpleConnection;
use diesel::prelude::*;
use heroes_memorial::archive::check;
use heroes_memorial::db::Database;
use heroes_memorial::moderation::journal::{Act, Actor, Subject, write};
use heroes_memorial::moderation::queries::newest_seal;
use heroes_memorial::moderation::seal::Noted;
use serde_json::json;

use crate::accounts::{administrator, moderator};
use crate::lives::{LYSIUK, NAME_ONLY, publish_life};
use crate::site::Site;

fn done(db: &Database, actor: Actor<'_>, act: &'static str, subject: Subject, at: &str) {
    let at: DateTime<Utc> = at.parse().unwrap();
    db.write_now(|conn| write(conn, actor, Act(act), subject, at))
        .unwrap();
}

/// Whoever holds the machine, with nothing in the way.
fn at_the_file(path: &Path, sql: &str) {
    let mut conn = SqliteConnection::establish(path.to_str().unwrap()).unwrap();
    conn.batch_execute("PRAGMA busy_timeout = 5000; PRAGMA foreign_keys = OFF;")
        .unwrap();
    conn.batch_execute(sql)
        .unwrap_or_else(|fault| panic!("{sql}: {fault}"));
}

const WITHOUT_TRIGGERS: &str = "DROP TRIGGER journal_is_never_rewritten; DROP TRIGGER journal_is_never_shortened; \
     DROP TRIGGER journal_seals_are_never_rewritten; DROP TRIGGER journal_seals_are_never_shortened;";

/// A memorial with a journal of eight rows or more, the first an account's, as a file that is copied for every try.
async fn kept() -> (Site, i64) {
    let site = Site::open().await;
    administrator(&site, &site.browser).await;
    site.browser
        .post("/admin/accounts/invitations", &[("role", "reader")])
        .await
        .ok();
    for number in 0..8 {
        let subject = Subject {
            submission_id: Some(number),
            hero_id: None,
            detail: Some(json!({"reason": format!("Причина {number}.")})),
        };
        done(
            &site.state.db,
            Actor::Shell,
            "refuse",
            subject,
            "2026-11-27T10:00:00Z",
        );
    }
    let last = site.state.db.read_now(newest_seal).unwrap().unwrap().number;
    (site, last)
}

/// A copy of the memorial's file, in which this was done.
fn copy(site: &Site, folder: &Path, sql: &str) -> PathBuf {
    let path = folder.join("copy.sqlite3");
    for ending in ["", "-wal", "-shm"] {
        let _ = std::fs::remove_file(folder.join(format!("copy.sqlite3{ending}")));
    }
    at_the_file(
        &site.database(),
        &format!("VACUUM INTO '{}'", path.display()),
    );
    at_the_file(&path, sql);
    path
}

/// What `check` says of the journal in the file.
fn said(path: &Path) -> Vec<String> {
    let db = Database::open(path).unwrap();
    let faults = check::check(&db).unwrap().faults;
    faults
        .into_iter()
        .filter(|fault| fault.starts_with("The journal"))
        .collect()
}

#[actix_web::test]
async fn a_journal_that_nobody_touched_passes() {
    let (site, last) = kept().await;
    let checked = check::check(&site.state.db).unwrap();
    assert_eq!((checked.faults, checked.sealed), (vec![], last));
    let folder = tempfile::tempdir().unwrap();
    let copy = copy(&site, folder.path(), WITHOUT_TRIGGERS);
    assert_eq!(said(&copy), Vec::<String>::new());
}

#[actix_web::test]
async fn whatever_is_changed_taken_out_or_put_in_is_named_by_its_number() {
    let (site, last) = kept().await;
    let (folder, middle) = (tempfile::tempdir().unwrap(), last - 3);
    let mut tries: Vec<(String, i64)> = [
        "at = at || ' '",
        "actor = 'family'",
        "act = 'approve'",
        "submission_id = 77",
        "submission_id = NULL",
        "hero_id = 1",
        "detail = '{}'",
        "detail = detail || ' '",
    ]
    .into_iter()
    .map(|change| {
        (
            format!("UPDATE journal SET {change} WHERE id = {middle}"),
            middle,
        )
    })
    .collect();
    let after = middle + 1;
    tries.extend([
        // Whose act it was: the first row of an account.
        (
            "UPDATE journal SET account_id = 99 WHERE id = (SELECT min(id) FROM journal WHERE actor = 'account')".into(),
            0,
        ),
        (format!("UPDATE journal SET id = 500 WHERE id = {middle}"), middle),
        (format!("DELETE FROM journal WHERE id = {middle}"), middle),
        (
            format!("DELETE FROM journal WHERE id = {middle}; DELETE FROM journal_seals WHERE journal_id = {middle}"),
            middle,
        ),
        (format!("DELETE FROM journal WHERE id = {last}"), last),
        (
            format!("DELETE FROM journal WHERE id >= {after}; DELETE FROM journal_seals WHERE journal_id >= {after}"),
            after,
        ),
        ("DELETE FROM journal; DELETE FROM journal_seals".into(), 1),
        (format!("DELETE FROM journal_seals WHERE journal_id = {middle}"), middle),
        (
            format!("UPDATE journal_seals SET seal = zeroblob(32) WHERE journal_id = {middle}"),
            middle,
        ),
        // Put in at the end, before the beginning, and between two rows with a seal that was made up.
        (
            "INSERT INTO journal (at, actor, act) VALUES ('2026-11-27 10:00:00+00:00', 'shell', 'refuse')".into(),
            last + 1,
        ),
        (
            "INSERT INTO journal (id, at, actor, act) VALUES (-5, '2026-11-27 10:00:00+00:00', 'shell', 'refuse')".into(),
            -5,
        ),
        (
            format!(
                "UPDATE journal SET id = id + 1000 WHERE id >= {middle}; UPDATE journal_seals SET journal_id = journal_id + 1000 \
                 WHERE journal_id >= {middle}; UPDATE journal SET id = id - 999 WHERE id >= 1000; \
                 UPDATE journal_seals SET journal_id = journal_id - 999 WHERE journal_id >= 1000; \
                 INSERT INTO journal (id, at, actor, act) VALUES ({middle}, '2026-11-27 10:00:00+00:00', 'shell', 'refuse'); \
                 INSERT INTO journal_seals VALUES ({middle}, randomblob(32))"
            ),
            middle,
        ),
        (
            format!("UPDATE sqlite_sequence SET seq = {middle} WHERE name = 'journal'"),
            after,
        ),
    ]);
    for (sql, number) in tries {
        let path = copy(&site, folder.path(), &format!("{WITHOUT_TRIGGERS}{sql};"));
        let said = said(&path);
        assert_eq!(said.len(), 1, "{sql}: {said:?}");
        let first = match number {
            0 => {
                let mut conn = SqliteConnection::establish(path.to_str().unwrap()).unwrap();
                diesel::dsl::sql::<diesel::sql_types::BigInt>(
                    "SELECT min(id) FROM journal WHERE actor = 'account'",
                )
                .get_result::<i64>(&mut conn)
                .unwrap()
            }
            number => number,
        };
        let words = format!("The journal breaks at number {first}:");
        assert!(said[0].starts_with(&words), "{sql}: {said:?}");
    }
}

#[actix_web::test]
async fn seals_are_never_rewritten_or_taken_away() {
    let (site, _) = kept().await;
    for act in [
        "UPDATE journal_seals SET seal = zeroblob(32)",
        "DELETE FROM journal_seals",
    ] {
        let refused = site
            .state
            .db
            .write_now(|conn| diesel::sql_query(act).execute(conn));
        assert!(
            refused.unwrap_err().to_string().contains("are never"),
            "{act}"
        );
    }
}

#[actix_web::test]
async fn a_memorial_from_before_there_were_seals_is_sealed_once_when_it_starts() {
    let (site, _) = kept().await;
    let folder = tempfile::tempdir().unwrap();
    // As the file was before: no seals, and more rows than are sealed in one go.
    let before = format!(
        "{} DELETE FROM __diesel_schema_migrations WHERE version = '20261128151000'; \
         WITH RECURSIVE n (n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM n WHERE n < 2500) \
         INSERT INTO journal (at, actor, act) SELECT '2026-11-27 10:00:00+00:00', 'shell', 'refuse' FROM n;",
        include_str!("../../migrations/2026-11-28-151000_chain_the_journal/down.sql")
    );
    let path = copy(&site, folder.path(), &before);
    let db = Database::open(&path).unwrap();
    let checked = check::check(&db).unwrap();
    assert_eq!(checked.faults, Vec::<String>::new());
    assert!(checked.sealed > 2500);
    done(
        &db,
        Actor::Shell,
        "refuse",
        Subject::default(),
        "2026-11-28T10:00:00Z",
    );
    drop(db);
    let again = Database::open(&path).unwrap();
    let later = check::check(&again).unwrap();
    assert_eq!((later.faults, later.sealed), (vec![], checked.sealed + 1));
    drop(again);
    // Only once: what loses its seals later is not sealed again in silence.
    at_the_file(
        &path,
        &format!(
            "{WITHOUT_TRIGGERS}DELETE FROM journal_seals; UPDATE journal SET detail = '{{\"a\":1}}' WHERE id = 2;"
        ),
    );
    assert_eq!(
        said(&path),
        [
            "The journal breaks at number 1: this row has no seal; it was put in, or its seal was taken away."
        ]
    );
}

#[actix_web::test]
async fn seals_that_were_cut_off_are_not_made_anew_by_a_start() {
    let (site, last) = kept().await;
    let folder = tempfile::tempdir().unwrap();
    let forged = format!(
        "{WITHOUT_TRIGGERS}DELETE FROM journal_seals WHERE journal_id >= {last}; \
         UPDATE journal SET detail = '{{\"a\":1}}' WHERE id = {last}; \
         UPDATE journal_sealing SET done = 0, last = {last};"
    );
    let path = copy(&site, folder.path(), &forged);
    assert_eq!(said(&path).len(), 1, "{:?}", said(&path));
}

/// Runs `check` beside the memorial, with these seals.
fn command(path: &Path, seals: &[&str]) -> (bool, String) {
    let output = std::process::Command::new(env!("CARGO_BIN_EXE_heroes-memorial"))
        .arg("check")
        .args(seals.iter().flat_map(|seal| ["--seal", *seal]))
        .env("MEMORIAL_DATABASE", path)
        .output()
        .unwrap();
    let said = [output.stdout, output.stderr].concat();
    (output.status.success(), String::from_utf8(said).unwrap())
}

#[actix_web::test]
async fn a_seal_that_was_written_down_proves_that_the_journal_is_still_the_same() {
    let (site, last) = kept().await;
    let page = site.get("/admin/journal").await.ok();
    let noted = page.all("code.seal").remove(0);
    assert!(noted.starts_with(&format!("{last}:")), "{noted}");
    assert!(page.says(&format!("heroes-memorial check --seal {noted}")));
    assert!(site.get("/admin/journal?who=shell").await.ok().says(&noted));

    // More is written; the noted seal is in the chain all the same.
    done(
        &site.state.db,
        Actor::Shell,
        "refuse",
        Subject::default(),
        "2026-11-28T10:00:00Z",
    );
    let (whole, said) = command(&site.database(), &[&noted]);
    assert!(
        whole && said.contains(&format!("The seal {noted} is in the journal")),
        "{said}"
    );
    let wrong = format!("{}:{}", last, "0".repeat(32));
    let (whole, said) = command(&site.database(), &[&noted, &wrong]);
    assert!(
        !whole && said.contains(&format!("The seal {wrong} is not in the journal")),
        "{said}"
    );
    let (whole, said) = command(&site.database(), &["12:xyz"]);
    assert!(!whole && said.contains("a seal is written as"), "{said}");

    // Somebody makes the whole chain anew over a changed row: without the noted seal nobody could tell.
    let folder = tempfile::tempdir().unwrap();
    let path = copy(
        &site,
        folder.path(),
        &format!(
            "{WITHOUT_TRIGGERS}UPDATE journal SET detail = '{{}}' WHERE id = {last}; DELETE FROM journal_seals; \
             UPDATE journal_sealing SET done = 0, last = 1000000;"
        ),
    );
    let (whole, said) = command(&path, &[]);
    assert!(whole, "{said}");
    let (whole, said) = command(&path, &[&noted]);
    assert!(
        !whole && said.contains(&format!("The seal {noted} is not in the journal")),
        "{said}"
    );
    let read: Noted = noted.parse().unwrap();
    assert_eq!(read.to_string(), noted);
}

#[actix_web::test]
async fn the_journal_is_narrowed_by_person_act_day_life_and_story() {
    let site = Site::open().await;
    administrator(&site, &site.browser).await;
    let ihor = moderator(&site, &site.browser, "Ігор").await;
    let (one, other) = (publish_life(&site, LYSIUK), publish_life(&site, NAME_ONLY));
    for (browser, id) in [(&ihor, one), (&site.browser, other)] {
        let reason = [("reason", "Родина просила."), ("days", "1")];
        browser
            .post(&format!("/admin/heroes/{id}/hiding"), &reason)
            .await
            .seen_at();
    }
    let told = |actor, act, story, at| {
        let subject = Subject {
            submission_id: Some(story),
            ..Subject::default()
        };
        done(&site.state.db, actor, act, subject, at);
    };
    // Half past eleven in the evening, and half past midnight, in Kyiv.
    told(Actor::Family, "send", 41, "2024-03-30T21:30:00Z");
    told(Actor::Shell, "refuse", 42, "2024-03-30T22:30:00Z");
    told(Actor::Family, "thank", 41, "2024-03-31T20:59:59Z");
    told(Actor::Family, "send", 43, "2024-03-31T21:00:00Z");
    let lines = async |query: &str| {
        let page = site.get(&format!("/admin/journal?{query}")).await.ok();
        page.all("ol.journal > li > div > p:first-child")
    };
    let all = lines("").await;
    let found = lines(&format!("life={one}")).await;
    assert_eq!(found.len(), 1);
    assert!(
        found[0].starts_with("Ігор · сторінку сховано на добу"),
        "{found:?}"
    );
    let by_ihor: Vec<String> = all
        .iter()
        .filter(|line| line.starts_with("Ігор"))
        .cloned()
        .collect();
    let page = site.get("/admin/journal").await.ok();
    let values = page.attributes("select[name=who] option", "value");
    let names = page.all("select[name=who] option");
    let at = names.iter().position(|name| name == "Ігор").unwrap();
    assert_eq!(lines(&format!("who={}", values[at])).await, by_ihor);
    assert_eq!(lines("act=hide-now").await.len(), 2);
    assert_eq!(
        lines(&format!("act=hide-now&who={}", values[at]))
            .await
            .len(),
        1
    );
    assert_eq!(lines("who=family").await.len(), 3);
    assert_eq!(lines("who=family&act=send").await.len(), 2);
    assert_eq!(lines("story=41").await.len(), 2);
    assert_eq!(lines("story=№ 41&act=thank").await.len(), 1);
    for (day, number) in [
        ("2024-03-30", 1),
        ("2024-03-31", 2),
        ("01.04.2024", 1),
        ("2024-04-02", 0),
    ] {
        assert_eq!(lines(&format!("day={day}")).await.len(), number, "{day}");
    }
    assert_eq!(lines("day=2024-03-31&who=family").await.len(), 1);
    // What finds nothing says so, and what cannot be read is said and narrows nothing.
    let none = site.get("/admin/journal?story=4242").await.ok();
    assert!(none.says("Таких записів немає."));
    let wrong = site
        .get("/admin/journal?life=дванадцять&day=31.02.2024")
        .await
        .ok();
    assert_eq!(wrong.all("ol.journal > li").len(), all.len());
    assert!(wrong.says("Дещо не вдалося прочитати"));
    assert_eq!(
        wrong.attributes("input[aria-invalid]", "name"),
        ["day", "life"]
    );
    assert_eq!(
        wrong.attributes("input[name=life]", "value"),
        ["дванадцять"]
    );
    // Every act that was done can be chosen, once.
    let acts = page.attributes("select[name=act] option", "value");
    for act in ["", "send", "thank", "refuse", "hide-now"] {
        assert_eq!(
            acts.iter().filter(|found| *found == act).count(),
            1,
            "{act}: {acts:?}"
        );
    }
}

#[actix_web::test]
async fn a_narrowed_journal_goes_on_from_page_to_page() {
    let site = Site::open().await;
    administrator(&site, &site.browser).await;
    for number in 0..250 {
        let (actor, act) = match number % 2 {
            0 => (Actor::Family, "send"),
            _ => (Actor::Shell, "refuse"),
        };
        let subject = Subject {
            submission_id: Some(number),
            ..Subject::default()
        };
        done(&site.state.db, actor, act, subject, "2024-03-30T12:00:00Z");
    }
    let first = "/admin/journal?who=family&act=refuse&day=2024-03-30";
    assert!(site.get(first).await.ok().says("Таких записів немає."));
    let (mut all, mut pages) = (Vec::new(), 0);
    let mut next = Some("/admin/journal?who=family&day=2024-03-30".to_owned());
    while let Some(path) = next {
        let page = site.get(&path).await.ok();
        all.extend(page.attributes("ol.journal a[href^='/admin/submissions/']", "href"));
        next = page.attributes("a[rel=next]", "href").into_iter().next();
        pages += 1;
    }
    let expected: Vec<String> = (0..250)
        .rev()
        .filter(|number| number % 2 == 0)
        .map(|number| format!("/admin/submissions/{number}"))
        .collect();
    assert_eq!((all, pages), (expected, 2));
}

#[actix_web::test]
async fn each_narrowing_goes_along_an_index() {
    #[derive(QueryableByName)]
    struct Step {
        #[diesel(sql_type = diesel::sql_types::Text)]
        detail: String,
    }
    let site = Site::open().await;
    for (narrowed, index) in [
        ("account_id = ?", "journal_by_person"),
        ("actor = ?", "journal_by_actor"),
        ("act = ?", "journal_by_act"),
        ("hero_id = ?", "journal_by_hero"),
        ("submission_id = ?", "journal_by_submission"),
        ("id BETWEEN ? AND ?", "PRIMARY KEY"),
    ] {
        let steps: Vec<Step> = site
            .state
            .db
            .read_now(|conn| {
                diesel::sql_query(format!(
                    "EXPLAIN QUERY PLAN SELECT * FROM journal WHERE {narrowed} AND id < ? ORDER BY id DESC LIMIT 101"
                ))
                .load(conn)
            })
            .unwrap();
        let plan: Vec<&str> = steps.iter().map(|step| step.detail.as_str()).collect();
        assert!(
            plan.len() == 1 && plan[0].contains(index),
            "{narrowed}: {plan:?}"
        );
    }
}
