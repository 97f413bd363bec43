//! The rules of the house, read off the source itself: a word finds its room, and a page its template.

#![allow(clippy::unwrap_used)]

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};

fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

fn files(folder: &Path, ending: &str) -> Vec<PathBuf> {
    let mut found = Vec::new();
    let Ok(entries) = fs::read_dir(folder) else {
        return found;
    };
    for path in entries.map(|entry| entry.unwrap().path()) {
        if path.is_dir() {
            found.extend(files(&path, ending));
        } else if path
            .extension()
            .is_some_and(|extension| extension == ending)
        {
            found.push(path);
        }
    }
    found.sort();
    found
}

fn name(path: &Path) -> String {
    path.strip_prefix(root()).unwrap().display().to_string()
}

#[test]
fn a_rooms_door_has_no_code() {
    for door in files(&root().join("src"), "rs")
        .into_iter()
        .filter(|path| path.ends_with("mod.rs"))
    {
        let text = fs::read_to_string(&door).unwrap();
        assert!(
            text.starts_with("//! "),
            "{} says what the room is for in its first line",
            name(&door)
        );
        for word in ["fn ", "struct ", "enum ", "impl "] {
            assert!(
                !text.contains(&format!("\n{word}")) && !text.contains(&format!("pub {word}")),
                "{}: {word}",
                name(&door)
            );
        }
    }
}

#[test]
fn the_nouns_are_pure() {
    let nouns = [
        "purges/tag.rs",
        "heroes/hero.rs",
        "heroes/identifier.rs",
        "sharing/oai/asking.rs",
        "sharing/oai/token.rs",
        "sharing/xml.rs",
        "caches/cache.rs",
        "operating/readiness.rs",
        "web/forwarded.rs",
        "companions/bond.rs",
        "plain/braille.rs",
        "unfinished/missing.rs",
        "plain/sheet.rs",
        "submissions/submission.rs",
        "questions/question.rs",
        "proofs/proof.rs",
        "keys/holder.rs",
        "keys/six_words.rs",
        "linter/finding.rs",
        "linter/hiding.rs",
        "linter/passages.rs",
        "moderation/joining.rs",
        "moderation/decision.rs",
        "photos/photo.rs",
        "accounts/account.rs",
        "accounts/browser.rs",
        "accounts/second_factor.rs",
        "reference/authority.rs",
        "reference/record.rs",
        "reference/existence.rs",
        "reference/near.rs",
        "names/name.rs",
        "names/stress.rs",
        "dates/date.rs",
        "dates/told.rs",
        "db/header.rs",
        "regions/region.rs",
        "units/unit.rs",
        "days/day.rs",
        "days/turn.rs",
        "anniversaries/anniversary.rs",
        "digests/digest.rs",
        "newsletters/item.rs",
        "heroes/timeline.rs",
        "heroes/visibility.rs",
        "letters/letter.rs",
        "places/settlement.rs",
        "places/written.rs",
        "archive/rotation.rs",
        "archive/runs/run.rs",
        "archive/table/cell.rs",
        "archive/table/column.rs",
        "archive/table/fault.rs",
        "archive/table/line.rs",
        "archive/table/mapping.rs",
        "namesakes/likeness.rs",
        "namesakes/merging.rs",
        "namesakes/traits.rs",
        "namesakes/who.rs",
        "photos/look.rs",
        "moderation/claim.rs",
        "moderation/wanted.rs",
        "moderation/seal.rs",
        "moderation/sought.rs",
        "care/carer.rs",
        "motions/motion.rs",
        "sharing/code.rs",
        "sharing/paper/fit.rs",
        "remembrance/candle.rs",
        "remembrance/memory.rs",
        "remembrance/minute.rs",
        "remembrance/findings.rs",
    ];
    for noun in nouns {
        let path = root().join("src").join(noun);
        let Ok(text) = fs::read_to_string(&path) else {
            panic!("{noun} is named here and not in the house")
        };
        for stranger in ["actix", "diesel", "askama", "Utc::now", "Local::now"] {
            let used = text
                .lines()
                .any(|line| !line.trim_start().starts_with("//") && line.contains(stranger));
            assert!(!used, "{noun} knows {stranger}");
        }
    }
}

#[test]
fn a_template_and_its_page_share_a_name() {
    let shared = ["layouts", "components", "errors"];
    for template in files(&root().join("templates"), "html") {
        let relative = template.strip_prefix(root().join("templates")).unwrap();
        let room = relative.parent().unwrap().display().to_string();
        if room.is_empty() || shared.contains(&room.split('/').next().unwrap()) {
            continue;
        }
        let page = root().join("src").join(relative.with_extension("rs"));
        // A part of pages (its name begins with an underscore) has no page of its own.
        let part = relative
            .file_name()
            .unwrap()
            .to_str()
            .unwrap()
            .starts_with('_');
        assert!(
            part || page.exists(),
            "{} has no page {}",
            name(&template),
            name(&page)
        );
    }
}

#[test]
fn templates_always_escape_and_nothing_is_inline() {
    for template in files(&root().join("templates"), "html") {
        let text = fs::read_to_string(&template).unwrap();
        for wrong in [
            "|safe",
            "| safe",
            " style=\"",
            "<style",
            " onclick",
            " onsubmit",
            "javascript:",
        ] {
            assert!(!text.contains(wrong), "{} has {wrong}", name(&template));
        }
        for opening in text.match_indices("<script").map(|(at, _)| &text[at..]) {
            let tag = &opening[..opening.find('>').unwrap()];
            // What is no script is data: nothing runs.
            assert!(
                tag.contains("src=") || tag == "<script type=\"application/ld+json\"",
                "{}: a script inside a page",
                name(&template)
            );
        }
    }
}

#[test]
fn sql_stays_with_the_queries() {
    // Acts compose queries; only these kinds of file speak to diesel's tables.
    for file in files(&root().join("src"), "rs") {
        let text = fs::read_to_string(&file).unwrap();
        let stem = file.file_stem().unwrap().to_str().unwrap();
        let speaks = text.contains("crate::schema::") || text.contains("sql_query");
        let may = [
            "queries", "rows", "journal", "index", "schema", "store", "health", "db", "tests",
        ]
        .contains(&stem)
            || file.components().any(|part| part.as_os_str() == "queries");
        assert!(!speaks || may, "{} speaks SQL", name(&file));
    }
}

#[test]
fn no_page_asks_a_third_party() {
    let mut sheets = files(&root().join("static"), "css");
    sheets.extend(files(&root().join("static"), "js"));
    sheets.extend(files(&root().join("templates"), "html"));
    for sheet in sheets {
        let text = fs::read_to_string(&sheet).unwrap();
        for tag in ["src=\"http", "url(http", "@import", "href=\"http"] {
            assert!(
                !text.contains(tag),
                "{} asks elsewhere: {tag}",
                name(&sheet)
            );
        }
    }
}

#[test]
fn every_room_is_in_the_tour() {
    let tour = fs::read_to_string(root().join("src/lib.rs")).unwrap();
    let told: BTreeSet<_> = tour
        .lines()
        .filter_map(|line| line.strip_prefix("pub mod ")?.strip_suffix(';'))
        .collect();
    for entry in fs::read_dir(root().join("src"))
        .unwrap()
        .map(Result::unwrap)
        .filter(|entry| entry.path().is_dir())
    {
        let room = entry.file_name().into_string().unwrap();
        assert!(told.contains(room.as_str()), "{room} is not in lib.rs");
    }
}
