//! A copy of the whole public memorial that opens from a folder: read here file by file, as a browser would without a server.

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};
use std::sync::OnceLock;

use chrono::{DateTime, Utc};
use heroes_memorial::archive::demo::fill::fill;
use heroes_memorial::archive::export_static::write::{Arguments, Made, export_static};
use heroes_memorial::config::Settings;
use heroes_memorial::db::Database;
use heroes_memorial::heroes::hero::Record;
use heroes_memorial::heroes::queries::{Author, Change, publish};
use scraper::{Html, Selector};
use serde_json::Value;

use crate::lives::{LYSIUK, NAME_ONLY, published_at};

fn settings() -> Settings {
    Settings {
        public_url: url::Url::parse("https://memorial.example").unwrap(),
        ..Settings::default()
    }
}

fn now() -> DateTime<Utc> {
    "2026-11-28T10:00:00Z".parse().unwrap()
}

/// The demonstration's memorial, with stories under review and drafts, and Yurii Lysiuk's life.
fn memorial(path: &Path) -> Database {
    let db = Database::open(path).unwrap();
    fill(&db, published_at()).unwrap();
    let record: Record = serde_json::from_str(LYSIUK).unwrap();
    let change = Change {
        by: Author::Shell,
        at: published_at(),
        why: "test",
    };
    db.write_now(|conn| publish(conn, &record, change)).unwrap();
    db
}

/// Made once for all the tests that only read it.
fn copy() -> &'static (tempfile::TempDir, PathBuf, Made) {
    static COPY: OnceLock<(tempfile::TempDir, PathBuf, Made)> = OnceLock::new();
    COPY.get_or_init(|| {
        let folder = tempfile::tempdir().unwrap();
        let db = memorial(&folder.path().join("memorial.sqlite3"));
        let to = folder.path().join("stick");
        let made = export_static(db, settings(), &Arguments { folder: to.clone() }, now).unwrap();
        (folder, to, made)
    })
}

fn files(folder: &Path) -> Vec<PathBuf> {
    let mut found = Vec::new();
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        match path.is_dir() {
            true => found.extend(files(&path)),
            false => found.push(path),
        }
    }
    found
}

fn pages() -> impl Iterator<Item = (PathBuf, String)> {
    let (_, to, _) = copy();
    let pages = files(to)
        .into_iter()
        .filter(|path| path.extension().is_some_and(|kind| kind == "html"));
    pages.map(|path| {
        let text = fs::read_to_string(&path).unwrap();
        (path, text)
    })
}

fn page(file: &str) -> String {
    fs::read_to_string(copy().1.join(file)).unwrap()
}

fn attributes(html: &str, selector: &str, name: &str) -> Vec<String> {
    Html::parse_document(html)
        .select(&Selector::parse(selector).unwrap())
        .filter_map(|element| element.value().attr(name).map(str::to_owned))
        .collect()
}

#[test]
fn every_link_inside_the_copy_leads_to_a_file_that_is_there() {
    let mut reached = BTreeSet::from([copy().1.join("index.html")]);
    let mut followed = 0;
    for (path, html) in pages() {
        let sets = attributes(&html, "img[srcset]", "srcset");
        let sets = sets
            .iter()
            .flat_map(|set| set.split(", "))
            .map(|one| one.split(' ').next().unwrap().to_owned());
        let links = [
            ("a[href], link[href]", "href"),
            ("img[src], script[src]", "src"),
            ("form", "action"),
        ];
        let links = links
            .iter()
            .flat_map(|(selector, name)| attributes(&html, selector, name));
        for link in links.chain(sets) {
            if link.contains("://") || link.starts_with('#') {
                assert!(
                    !link.starts_with("http://127"),
                    "{link} in {}",
                    path.display()
                );
                continue;
            }
            assert!(!link.starts_with('/'), "{link} in {}", path.display());
            let to = path
                .parent()
                .unwrap()
                .join(link.split(['#', '?']).next().unwrap());
            let there =
                fs::canonicalize(&to).unwrap_or_else(|_| panic!("{link} in {}", path.display()));
            assert!(there.is_file());
            reached.insert(there);
            followed += 1;
        }
    }
    assert!(followed > 10_000, "{followed}");
    // And nothing lies there that nobody comes to, but what is read by the search and by people.
    let (_, to, _) = copy();
    let to = fs::canonicalize(to).unwrap();
    for file in files(&to) {
        let name = file.strip_prefix(&to).unwrap().display().to_string();
        let read_otherwise = name.starts_with("search/")
            || name == "heroes-memorial.txt"
            || name.ends_with(".woff2")
            || name.starts_with("static/");
        assert!(
            reached.contains(&file) || read_otherwise || name == "index.html",
            "nobody comes to {name}"
        );
    }
}

#[test]
fn a_life_is_there_whole_in_both_languages() {
    let ukrainian = page("uk/heroes/yu/yurii-lysiuk.html");
    assert!(ukrainian.contains("Полон тривав сто днів"));
    assert!(ukrainian.contains("../../../static/css/base.css"));
    assert!(
        ukrainian.contains("Це копія меморіалу станом на 28"),
        "says what it is"
    );
    assert!(ukrainian.contains("<a href=\"https://memorial.example\">memorial.example</a>"));
    let english = page("en/heroes/yu/yurii-lysiuk.html");
    assert!(english.contains("Yurii") && english.contains("This is a copy of the memorial as of"));
    assert!(
        attributes(&ukrainian, "a[hreflang=en]", "href")
            .contains(&"../../../en/heroes/yu/yurii-lysiuk.html".to_owned())
    );
    assert_eq!(
        attributes(&ukrainian, "link[rel=canonical]", "href"),
        ["https://memorial.example/uk/heroes/yurii-lysiuk"]
    );
    let (_, _, made) = copy();
    assert!(
        made.lives > 20 && made.pages > 2 * made.lives && made.pictures > 0,
        "{made:?}"
    );
}

#[test]
fn what_needs_a_server_is_not_pretended() {
    for (path, html) in pages() {
        for form in attributes(&html, "form", "action") {
            assert!(
                form.ends_with("search.html"),
                "{form} in {}",
                path.display()
            );
        }
        assert!(attributes(&html, "[data-suggest]", "data-suggest").is_empty());
    }
    assert!(page("uk/index.html").contains("https://memorial.example/uk/submissions/new"));
}

/// What the demonstration's families have sent and nobody has approved: their contacts, and each long sentence.
fn under_review() -> Vec<String> {
    fn all(value: &Value, texts: &mut Vec<String>) {
        match value {
            Value::String(text) => texts.push(text.clone()),
            Value::Array(values) => values.iter().for_each(|value| all(value, texts)),
            Value::Object(fields) => fields.values().for_each(|value| all(value, texts)),
            _ => {}
        }
    }
    let waiting: Value =
        serde_json::from_str(include_str!("../../src/archive/demo/data/waiting.json")).unwrap();
    let mut texts = Vec::new();
    all(&waiting, &mut texts);
    texts.retain(|text| text.chars().count() > 40 || text.contains('@') || text.starts_with('+'));
    assert!(texts.len() > 10);
    texts
}

#[test]
fn nothing_that_is_not_public_comes_along() {
    let (folder, to, _) = copy();
    let secrets = under_review();
    for file in files(to) {
        let text = String::from_utf8_lossy(&fs::read(&file).unwrap()).into_owned();
        for secret in secrets
            .iter()
            .map(String::as_str)
            .chain(["/admin", "SQLite format"])
        {
            assert!(!text.contains(secret), "{secret} in {}", file.display());
        }
    }
    let beside: Vec<String> = fs::read_dir(folder.path())
        .unwrap()
        .map(|entry| entry.unwrap().file_name().into_string().unwrap())
        .collect();
    assert!(
        !beside.iter().any(|name| name.starts_with(".export-static")),
        "{beside:?}"
    );
}

#[test]
fn a_folder_that_is_somebodys_stays_as_it_is_and_an_earlier_copy_is_replaced() {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("memorial.sqlite3");
    let db = Database::open(&file).unwrap();
    let record: Record = serde_json::from_str(NAME_ONLY).unwrap();
    let change = Change {
        by: Author::Shell,
        at: published_at(),
        why: "test",
    };
    let id = db.write_now(|conn| publish(conn, &record, change)).unwrap();
    let theirs = folder.path().join("photos");
    fs::create_dir(&theirs).unwrap();
    fs::write(theirs.join("holiday.jpg"), b"x").unwrap();
    let refused = export_static(
        db.clone(),
        settings(),
        &Arguments {
            folder: theirs.clone(),
        },
        now,
    );
    assert!(
        refused
            .unwrap_err()
            .to_string()
            .contains("is not empty and no copy of a memorial")
    );
    assert_eq!(fs::read(theirs.join("holiday.jpg")).unwrap(), b"x");

    let to = folder.path().join("stick");
    let first = export_static(
        db.clone(),
        settings(),
        &Arguments { folder: to.clone() },
        now,
    )
    .unwrap();
    assert_eq!(first.lives, 1);
    let life = "uk/heroes/or/orysia-krynychanska.html";
    assert!(to.join(life).is_file());
    db.write_now(|conn| heroes_memorial::heroes::queries::withdraw(conn, None, id, now(), "test"))
        .unwrap();
    let second = export_static(db, settings(), &Arguments { folder: to.clone() }, now).unwrap();
    assert_eq!(second.lives, 0);
    assert!(
        !to.join(life).exists(),
        "what is not public any more is not in the new copy"
    );
    assert!(to.join("uk/index.html").is_file());
}
