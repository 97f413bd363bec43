//! Everything that reads what strangers send, fed with seeds that are kept (`tests/corpus/<parser>/`) and damaged at random: each
//! reads it or says what is wrong, and never panics, and what it read it can write and read again.
//!
//! `PROPTEST_CASES=100000 cargo test --test web fuzz` goes on for longer. What ever failed is kept in `proptest-regressions/`, and
//! is worth a seed.

use std::path::Path;

use chrono::{NaiveDate, Utc};
use heroes_memorial::accounts::account::{AccountName, NewPassword, normal};
use heroes_memorial::accounts::guard;
use heroes_memorial::archive::read;
use heroes_memorial::archive::table::{cell, encoding, line, mapping::Mapping, sheet::Sheet};
use heroes_memorial::dates::Edtf;
use heroes_memorial::i18n::Lang;
use heroes_memorial::keys::six_words;
use heroes_memorial::moderation::seal::Noted;
use heroes_memorial::names::{self, Name, layout, stress};
use heroes_memorial::photos::{header, renditions};
use heroes_memorial::reference::Reference;
use heroes_memorial::search::filters::Filters;
use heroes_memorial::search::query::Query;
use heroes_memorial::search::words;
use heroes_memorial::sharing::oai::{asking, token};
use heroes_memorial::submissions::form::Form;
use heroes_memorial::submissions::photos::file_name;
use heroes_memorial::{places, reader};
use proptest::prelude::*;
use proptest::sample::Index;
use proptest::test_runner::{Config, FileFailurePersistence, TestRunner};

/// What is done to a seed.
#[derive(Debug, Clone)]
enum Damage {
    Flip(Index, u8),
    Insert(Index, Vec<u8>),
    Cut(Index, Index),
    Double(Index, Index),
    Splice(Index, Index),
}

/// Pieces that readers stumble over: marks, signs of formats, letters that are two, the ends of numbers.
const STONES: [&[u8]; 30] = [
    b"\0",
    b"\r\n",
    b"\n\n",
    b"\"",
    b"'",
    b"=",
    b"&",
    b"%",
    b"%00",
    b"%ff",
    b"\\",
    b"../",
    b"--",
    b"/",
    b"..",
    b"~",
    b"X",
    b"{",
    b"[[[[",
    b"9999999999",
    b"-1",
    b"\xff",
    b"\xc0\xaf",
    b"\xed\xa0\x80",
    "\u{feff}".as_bytes(),
    "\u{301}".as_bytes(),
    "\u{202e}".as_bytes(),
    "ʼ".as_bytes(),
    "ї".as_bytes(),
    "🕯".as_bytes(),
];

fn damage() -> impl Strategy<Value = Damage> {
    let piece = prop_oneof![
        proptest::collection::vec(any::<u8>(), 0..12),
        (0..STONES.len()).prop_map(|at| STONES[at].to_vec()),
        ((0..STONES.len()), 1..300_usize).prop_map(|(at, times)| STONES[at].repeat(times)),
        "\\PC{0,12}".prop_map(String::into_bytes),
    ];
    prop_oneof![
        (any::<Index>(), any::<u8>()).prop_map(|(at, byte)| Damage::Flip(at, byte)),
        (any::<Index>(), piece).prop_map(|(at, piece)| Damage::Insert(at, piece)),
        (any::<Index>(), any::<Index>()).prop_map(|(from, to)| Damage::Cut(from, to)),
        (any::<Index>(), any::<Index>()).prop_map(|(from, to)| Damage::Double(from, to)),
        (any::<Index>(), any::<Index>()).prop_map(|(at, of)| Damage::Splice(at, of)),
    ]
}

fn damaged(seeds: &[Vec<u8>], seed: Index, all: &[Damage]) -> Vec<u8> {
    let mut bytes = seed.get(seeds).clone();
    for damage in all {
        let place = |at: &Index, bytes: &[u8]| at.index(bytes.len() + 1);
        match damage {
            Damage::Flip(at, byte) if !bytes.is_empty() => {
                let at = at.index(bytes.len());
                bytes[at] = *byte;
            }
            Damage::Flip(..) => {}
            Damage::Insert(at, piece) => {
                let at = place(at, &bytes);
                bytes.splice(at..at, piece.iter().copied());
            }
            Damage::Cut(from, to) => {
                let (from, to) = (place(from, &bytes), place(to, &bytes));
                bytes.drain(from.min(to)..from.max(to));
            }
            Damage::Double(from, to) => {
                let (from, to) = (place(from, &bytes), place(to, &bytes));
                let piece = bytes[from.min(to)..from.max(to)].to_vec();
                bytes.splice(to..to, piece);
            }
            Damage::Splice(at, of) => {
                let other = of.get(seeds);
                let at = place(at, &bytes);
                bytes.truncate(at);
                bytes.extend_from_slice(&other[at.min(other.len())..]);
            }
        }
        bytes.truncate(200_000);
    }
    bytes
}

/// The seeds of one reader.
fn seeds(parser: &str) -> Vec<Vec<u8>> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR"))
        .join("tests/corpus")
        .join(parser);
    let mut seeds = Vec::new();
    for entry in std::fs::read_dir(&folder).unwrap() {
        let path = entry.unwrap().path();
        let bytes = std::fs::read(&path).unwrap();
        // A file of lines is a seed a line.
        if path.extension().is_some_and(|end| end == "lines") {
            seeds.extend(bytes.split(|byte| *byte == b'\n').map(<[u8]>::to_vec));
        } else {
            seeds.push(bytes);
        }
    }
    assert!(!seeds.is_empty(), "{parser} has no seeds");
    seeds
}

/// Feeds a reader its seeds as they are, and then damaged: so many cases, or as many as `PROPTEST_CASES` says.
fn feed(parser: &'static str, cases: u32, read: impl Fn(&[u8]) -> Result<(), TestCaseError>) {
    let seeds = seeds(parser);
    for seed in &seeds {
        if let Err(fault) = read(seed) {
            panic!("{parser}: {fault}: {:?}", String::from_utf8_lossy(seed));
        }
    }
    let cases = std::env::var("PROPTEST_CASES")
        .ok()
        .and_then(|cases| cases.parse().ok())
        .unwrap_or(cases);
    let kept = FileFailurePersistence::WithSource("regressions");
    let mut runner = TestRunner::new(Config {
        cases,
        source_file: Some(file!()),
        failure_persistence: Some(Box::new(kept)),
        ..Config::default()
    });
    let damages = (any::<Index>(), proptest::collection::vec(damage(), 0..8));
    let result = runner.run(&damages, |(seed, all)| read(&damaged(&seeds, seed, &all)));
    if let Err(fault) = result {
        panic!("{parser}: {fault}");
    }
}

fn text(bytes: &[u8]) -> String {
    String::from_utf8_lossy(bytes).into_owned()
}

fn today() -> NaiveDate {
    NaiveDate::from_ymd_opt(2026, 11, 28).unwrap()
}

#[test]
fn fuzz_dates() {
    feed("edtf", 3000, |bytes| {
        let typed = text(bytes);
        if let Ok(date) = typed.parse::<Edtf>() {
            let written = date.to_string();
            prop_assert_eq!(written.parse::<Edtf>().ok(), Some(date), "{}", written);
        }
        let _ = cell::date(&typed, today());
        Ok(())
    });
}

#[test]
fn fuzz_names() {
    feed("names", 1500, |bytes| {
        let typed = text(bytes);
        let tidied = names::tidy(&typed);
        prop_assert_eq!(&names::tidy(&tidied), &tidied, "tidied twice");
        let _ = (
            names::fold(&typed),
            names::folds(&typed),
            names::romanise(&typed),
        );
        let _ = (
            layout::to_ukrainian(&typed),
            layout::to_latin(&typed),
            layout::from_russian_keys(&typed),
        );
        let _ = (names::suggest_case(&typed), stress::unmarked(&typed));
        let mut parts = typed.splitn(3, ' ');
        let (family, given) = (
            parts.next().unwrap_or_default(),
            parts.next().unwrap_or_default(),
        );
        if let Ok(name) = Name::parse(family, given, parts.next()) {
            let slug = names::slug(&name.romanised());
            let plain = slug
                .bytes()
                .all(|byte| byte.is_ascii_lowercase() || byte.is_ascii_digit() || byte == b'-');
            prop_assert!(plain && !slug.is_empty(), "{:?}", slug);
            let _ = (
                name.full(),
                name.listed(),
                name.listed_with_comma(),
                name.initials(),
            );
            let _ = stress::Stress::parse(&typed, &name);
        }
        Ok(())
    });
}

#[test]
fn fuzz_searches() {
    let reference = Reference::default();
    feed("queries", 1000, |bytes| {
        let typed = text(bytes);
        if let Some(query) = Query::parse(&typed) {
            let _ = (
                query.is_unlikely(),
                query.required(),
                query.with_a_word_less(),
                query.other_readings(true),
            );
            prop_assert!(query.terms().len() <= 64, "{} terms", query.terms().len());
        }
        let _ = (words::words(&typed), words::plain(&typed));
        let (filters, _) = Filters::read(&typed, &reference);
        let again = filters.query_string(&reference);
        let (read, _) = Filters::read(&again, &reference);
        prop_assert_eq!(
            read.query_string(&reference),
            again,
            "an address of a list leads to itself"
        );
        Ok(())
    });
}

#[test]
fn fuzz_stories() {
    let reference = Reference::default();
    feed("stories", 300, |bytes| {
        let story = text(bytes);
        for lang in [Lang::Uk, Lang::En] {
            let _ = reader::read(&story, lang, &reference);
        }
        let _ = places::written::Written::parse(&story);
        Ok(())
    });
}

#[test]
fn fuzz_lists() {
    let reference = Reference::default();
    feed("lists", 400, |bytes| {
        let mut file = std::io::Cursor::new(bytes);
        let _ = encoding::encoding(&mut file).unwrap();
        let Ok(mut sheet) = Sheet::open(std::io::Cursor::new(bytes)).unwrap() else {
            return Ok(());
        };
        let mapping = Mapping::of(&sheet.headers);
        let context = line::Context {
            mapping: &mapping,
            reference: &reference,
            today: today(),
        };
        for _ in 0..50 {
            let Some(row) = sheet.next_row().unwrap() else {
                break;
            };
            if let Ok(record) = line::record(context, &row.cells) {
                let json = serde_json::to_string(&record).unwrap();
                let _: heroes_memorial::heroes::hero::Record = serde_json::from_str(&json).unwrap();
            }
        }
        Ok(())
    });
}

#[test]
fn fuzz_records() {
    feed("records", 1500, |bytes| {
        let line = text(bytes);
        if let Ok(record) = read::record(&line) {
            let written = serde_json::to_string(&record).unwrap();
            let again = read::record(&written);
            prop_assert_eq!(again.as_ref(), Ok(&record), "{}", written);
        }
        Ok(())
    });
}

#[test]
fn fuzz_pictures() {
    feed("pictures", 150, |bytes| {
        let seen = header::inspect(bytes);
        if let Ok(made) = renditions::make(bytes) {
            prop_assert!(seen.is_ok(), "made of what was no picture");
            for rendition in &made.sizes {
                prop_assert!(image::load_from_memory(&rendition.bytes).is_ok());
            }
        }
        Ok(())
    });
}

#[test]
fn fuzz_forms_keys_and_tokens() {
    feed("forms", 3000, |bytes| {
        let form = Form::new(url::form_urlencoded::parse(bytes).into_owned().collect());
        let _ = (
            form.text("once"),
            form.everything(),
            form.rows("event", 50),
            form.all("add"),
        );
        let typed = text(bytes);
        let _ = six_words::read(&typed);
        let _ = typed.parse::<Noted>();
        let name = file_name(&typed);
        prop_assert!(
            !name.contains(['/', '\\', '\0', '\n']) && name.chars().count() <= 100,
            "{:?}",
            name
        );
        if let Some(there) = guard::local(&typed) {
            let base = url::Url::parse("https://memorial.example/admin").unwrap();
            let led = base.join(&there).unwrap();
            prop_assert_eq!(led.host_str(), Some("memorial.example"), "{}", &there);
            prop_assert!(led.path().starts_with("/admin"), "{}", &there);
        }
        let _ = guard::token_hash(bytes);
        if let Ok(name) = AccountName::parse(&typed) {
            prop_assert!(!name.folded().is_empty());
        }
        let _ = (NewPassword::parse(&typed, &typed, "Олена"), normal(&typed));
        for list in [asking::List::Records, asking::List::Identifiers] {
            prop_assert!(
                token::read(b"another secret", list, &typed, Utc::now()).is_none(),
                "a token that nobody gave"
            );
        }
        let guarded = cell::guarded(typed.clone());
        prop_assert_eq!(cell::unguarded(&guarded), typed.as_str());
        let _ = Lang::from_accept_language(Some(&typed));
        Ok(())
    });
}
