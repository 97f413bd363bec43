//! How fast the search answers, inside the program: `cargo bench --bench search`.
//!
//! `LIVES=1000000` asks for another number of invented lives than 100,000; the file is made once and kept in the target
//! folder. Each question is asked 200 times over varied words; the figures are milliseconds.

use std::path::PathBuf;
use std::time::Instant;

use chrono::{TimeZone, Utc};
use heroes_memorial::db::Database;
use heroes_memorial::heroes::hero::Record;
use heroes_memorial::heroes::queries::{Author, Change, publish};
use heroes_memorial::reference::{self, Reference};
use heroes_memorial::search::{Filters, Known, index, queries};

mod invented;
#[path = "invented/lives.rs"]
mod lives;

use invented::{Chance, FAMILIES, GIVEN, PLACES, family};
use lives::life;

const RUNS: usize = 200;

fn main() -> anyhow::Result<()> {
    let lives: u32 = std::env::var("LIVES").map_or(Ok(100_000), |typed| typed.parse())?;
    let folder = PathBuf::from(env!("CARGO_TARGET_TMPDIR"));
    let file = folder.join(format!("search-{lives}-names.sqlite3"));
    let names = Known::default();
    let filled = file.exists();
    let db = Database::open(&file)?;
    let reference = db.read_now(reference::queries::all)?;
    if !filled {
        let began = Instant::now();
        fill(&db, &reference, lives)?;
        println!(
            "{lives} lives published in {:.1} s",
            began.elapsed().as_secs_f64()
        );
    }
    let began = Instant::now();
    db.read_now(|conn| names.follow(conn))?;
    let read = began.elapsed();
    db.read_now(|conn| names.warm(conn))?;
    println!(
        "read in {:.2} s, common words in {:.2} s; bytes of memory a life: names {}, filters and orders {}",
        read.as_secs_f64(),
        (began.elapsed() - read).as_secs_f64(),
        names.bytes_of_names() / lives as usize,
        names.bytes_of_choices() / lives as usize
    );
    println!(
        "{:58} {:>9} {:>8} {:>8}",
        "question", "found", "p50 ms", "p99 ms"
    );
    // `cargo bench --bench search -- '{slip}'` asks only what holds these letters.
    let only = std::env::args().nth(1).filter(|only| only != "--bench");
    for question in QUESTIONS {
        if only.as_ref().is_some_and(|only| !question.contains(only)) {
            continue;
        }
        let mut times = Vec::with_capacity(RUNS);
        let mut found = 0;
        for run in 0..RUNS {
            let asked = varied(question, run);
            let began = Instant::now();
            let (filters, _) = Filters::read(&asked, &reference);
            let answer = db.read_now(|conn| queries::find(conn, &names, &filters, &reference))?;
            times.push(began.elapsed());
            found = answer.total;
        }
        times.sort();
        let ms = |at: usize| times[at].as_secs_f64() * 1000.0;
        println!(
            "{question:58} {found:>9} {:>8.2} {:>8.2}",
            ms(RUNS / 2),
            ms(RUNS * 99 / 100)
        );
    }
    Ok(())
}

/// `{family}`, `{given}` and `{place}` stand for another one each time.
const QUESTIONS: [&str; 29] = [
    "",
    "page=500",
    "page=1600",
    "sort=died&page=500",
    "sort=recent",
    "letter=К",
    "region=zhytomyrska",
    "region=zhytomyrska&page=50",
    "region=zhytomyrska&region_role=fell&died_from=2023-05&died_to=2023",
    "unit=58-motorized",
    "died_from=2024-03&died_to=2024-03",
    "died_from=2022",
    "q={family}",
    "q={family} {given}",
    "q={given}",
    "q={latin}",
    "q={slip}",
    "q={slip} {given}",
    "q={family} Саша",
    "q=Ю. {family}",
    "q=К",
    "q={family} {place}",
    "q={given} 58 {place} 2024",
    "q=58 бригада",
    "q=родина школа&region=zhytomyrska&died_from=2022",
    "q=«ріка осінь»",
    "q=загинув {given} {family} герой",
    "q=бригада",
    "q=вулиця дорога&region=zhytomyrska&unit=58-motorized",
];

fn varied(question: &str, run: usize) -> String {
    let family = family(run * 7919 % FAMILIES);
    let slip: String = family
        .chars()
        .take(2)
        .chain(family.chars().skip(3))
        .collect();
    question
        .replace("{slip}", &slip)
        .replace("{latin}", &heroes_memorial::names::romanise(&family))
        .replace("{family}", &family)
        .replace("{given}", GIVEN[run % GIVEN.len()])
        .replace("{place}", PLACES[run % PLACES.len()])
}

fn fill(db: &Database, reference: &Reference, lives: u32) -> anyhow::Result<()> {
    let mut chance = Chance(2026);
    let at = Utc
        .with_ymd_and_hms(2026, 11, 23, 9, 0, 0)
        .single()
        .unwrap_or_default();
    let mut left = lives;
    while left > 0 {
        let batch = left.min(5_000);
        left -= batch;
        let mut records = Vec::with_capacity(batch as usize);
        for _ in 0..batch {
            let record: Record = serde_json::from_value(life(&mut chance, reference))?;
            records.push(record);
        }
        db.write_now(|conn| {
            for record in &records {
                publish(
                    conn,
                    record,
                    Change {
                        by: Author::Shell,
                        at,
                        why: "bench",
                    },
                )?;
            }
            Ok(())
        })?;
    }
    db.write_now(index::settle)?;
    Ok(())
}
