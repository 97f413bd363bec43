//! What grows as the memorial grows: `cargo bench --bench growth`.
//!
//! For 10,000, 100,000 and 1,000,000 invented lives (`SIZES=10000,100000` asks for others) the program itself is started as
//! anybody starts it: it imports the list, it opens, it answers every kind of page to one reader who never asks the same twice.
//! Files are made once and kept in the target folder: some 3 kB of list and 10 kB of memorial a life. Figures are printed and, with
//! `WRITE=1`, written to `docs/growth.md` and drawn in `docs/growth.svg`. Nothing here fails for being slow.

use std::path::{Path, PathBuf};
use std::time::{Duration, Instant};

use diesel::prelude::*;
use heroes_memorial::db::Database;
use heroes_memorial::names;
use heroes_memorial::reference::{self, Reference};
use heroes_memorial::schema::heroes;
use reqwest::{Client, StatusCode};

#[path = "growth/drawing.rs"]
mod drawing;
mod invented;
#[path = "invented/lives.rs"]
mod lives;
#[path = "invented/program.rs"]
mod program;

use invented::{GIVEN, PLACES, family};
use program::{Serving, own_memory};

/// Questions of each kind.
const RUNS: usize = 200;

/// A kind of page, and how the address of the n-th one of it is made.
type Kind = (&'static str, fn(&Sample, usize) -> String);

const KINDS: [Kind; 24] = [
    ("front page", |_, _| "/uk".into()),
    ("a life", |all, n| format!("/uk/heroes/{}", all.slug(n))),
    ("a life, plain", |all, n| {
        format!("/uk/heroes/{}/plain", all.slug(n))
    }),
    ("the list, first page", |_, n| {
        format!("/uk/heroes?letter={}", letter(n))
    }),
    ("the list, a page in its middle", |all, n| {
        format!(
            "/uk/heroes?page={}",
            1 + (all.size / 100 + n) % (all.size / 20)
        )
    }),
    ("a region", |all, n| {
        format!("/uk/regions/{}", all.region(n))
    }),
    ("a unit", |all, n| format!("/uk/units/{}", all.unit(n))),
    ("a day", |_, n| {
        format!("/uk/days/{:02}-{:02}", 1 + n % 12, 1 + n % 28)
    }),
    ("the silence", |_, _| "/uk/silence".into()),
    ("search: a family name", |_, n| {
        format!("/uk/heroes?q={}", family(n * 7))
    }),
    ("search: name and slip", |_, n| {
        let name = family(n * 11);
        let slip: String = name.chars().take(2).chain(name.chars().skip(3)).collect();
        format!("/uk/heroes?q={slip} {}", GIVEN[n % GIVEN.len()])
    }),
    ("search: in Latin letters", |_, n| {
        format!("/en/heroes?q={}", names::romanise(&family(n * 13)))
    }),
    ("search: words of stories", |_, n| {
        format!("/uk/heroes?q=родина {}", PLACES[n % PLACES.len()])
    }),
    ("the API, a region", |all, n| {
        format!("/api/v1/heroes?region={}", all.region(n))
    }),
    ("feed", |_, _| "/feed.atom".into()),
    ("calendar of a life", |all, n| {
        format!("/uk/heroes/{}/calendar.ics", all.slug(n))
    }),
    ("OAI-PMH, a list", |_, n| {
        format!(
            "/oai?verb=ListRecords&metadataPrefix=oai_dc&set=from-UA-{:02}",
            [18, 5, 7, 12][n % 4]
        )
    }),
    ("sitemap, a file", |_, _| "/sitemap.xml".into()),
    ("desk: queue", |_, _| "/admin".into()),
    ("desk: lives", |_, n| {
        format!("/admin/heroes?q={}", family(n * 17))
    }),
    ("desk: a life", |all, n| {
        format!("/admin/heroes/{}", all.id(n))
    }),
    ("desk: lacking an English story", |_, _| {
        "/admin/heroes?lacks=english".into()
    }),
    ("desk: journal", |_, _| "/admin/journal".into()),
    ("desk: state", |_, _| "/admin/state".into()),
];

fn letter(n: usize) -> char {
    ['К', 'Б', 'С', 'М', 'Л', 'Г', 'П', 'Т'][n % 8]
}

/// Who is asked for.
struct Sample {
    size: usize,
    lives: Vec<(i32, String)>,
    reference: Reference,
}

impl Sample {
    fn at(&self, n: usize) -> Option<&(i32, String)> {
        self.lives.get(n % self.lives.len().max(1))
    }

    fn id(&self, n: usize) -> i32 {
        self.at(n).map_or(1, |(id, _)| *id)
    }

    fn slug(&self, n: usize) -> &str {
        self.at(n).map_or("", |(_, slug)| slug)
    }

    fn region(&self, n: usize) -> &str {
        &self.reference.regions[n % self.reference.regions.len()].slug
    }

    fn unit(&self, n: usize) -> &str {
        &self.reference.units[n % self.reference.units.len()].slug
    }
}

/// What was seen at one size.
pub struct Seen {
    pub size: usize,
    /// Seconds, and the most memory of its own, in bytes, when the file was made; none when that is not known.
    pub import: Option<(f64, u64)>,
    pub file: u64,
    /// From the start until a life was shown, and until the search knew every name.
    pub first: Duration,
    pub start: Duration,
    /// Memory of its own after all was asked, in bytes.
    pub memory: u64,
    /// Half of the answers came within, and 99 of a hundred.
    pub pages: Vec<(&'static str, Duration, Duration)>,
}

fn main() -> anyhow::Result<()> {
    let sizes = std::env::var("SIZES").unwrap_or_else(|_| "10000,100000,1000000".into());
    let mut all = Vec::new();
    for size in sizes.split(',') {
        let seen = at_size(size.trim().parse()?)?;
        println!("{}", drawing::table(std::slice::from_ref(&seen)));
        all.push(seen);
    }
    println!("{}", drawing::table(&all));
    if std::env::var_os("WRITE").is_some() {
        let docs = Path::new(env!("CARGO_MANIFEST_DIR")).join("docs");
        std::fs::create_dir_all(&docs)?;
        std::fs::write(docs.join("growth.md"), drawing::page(&all))?;
        std::fs::write(docs.join("growth.svg"), drawing::plot(&all))?;
    }
    Ok(())
}

fn at_size(size: usize) -> anyhow::Result<Seen> {
    let folder = PathBuf::from(env!("CARGO_TARGET_TMPDIR")).join(format!("growth-{size}"));
    std::fs::create_dir_all(&folder)?;
    let file = folder.join("memorial.sqlite3");
    // A list that was cut off is read again from its beginning: the program knows what it has taken.
    let whole = folder.join("whole");
    let import = match std::fs::read_to_string(&whole) {
        Ok(told) => imported(&told),
        Err(_) => {
            let (seconds, bytes) = program::import(&folder, &file, size)?;
            std::fs::write(&whole, format!("{seconds} {bytes}"))?;
            Some((seconds, bytes))
        }
    };
    let sample = sample(&file, size)?;
    program::administrator(&file)?;
    let began = Instant::now();
    let server = Serving::start(&file, &[])?;
    let address = server.address.clone();
    let runtime = actix_web::rt::Runtime::new()?;
    let (first, start, pages) = runtime.block_on(async {
        let client = Client::builder().cookie_store(true).build()?;
        let life = format!("{address}/en/heroes/{}", sample.slug(0));
        client.get(life).send().await?.error_for_status()?;
        let first = began.elapsed();
        program::ready(&client, &address).await;
        let start = began.elapsed();
        program::sign_in(&client, &address).await?;
        let mut pages = Vec::new();
        for (kind, path) in KINDS {
            pages.push(asked(&client, &address, &sample, kind, path).await?);
        }
        anyhow::Ok((first, start, pages))
    })?;
    let memory = own_memory(server.process.id()).unwrap_or(0);
    drop(server);
    Ok(Seen {
        size,
        import,
        file: file.metadata()?.len(),
        first,
        start,
        memory,
        pages,
    })
}

/// What was written down when the file was made.
fn imported(told: &str) -> Option<(f64, u64)> {
    let (seconds, bytes) = told.trim().split_once(' ')?;
    Some((seconds.parse().ok()?, bytes.parse().ok()?))
}

async fn asked(
    client: &Client,
    address: &str,
    sample: &Sample,
    kind: &'static str,
    path: fn(&Sample, usize) -> String,
) -> anyhow::Result<(&'static str, Duration, Duration)> {
    let mut times = Vec::with_capacity(RUNS);
    for run in 0..RUNS {
        let path = path(sample, run);
        let began = Instant::now();
        let answer = client.get(format!("{address}{path}")).send().await?;
        let status = answer.status();
        answer.bytes().await?;
        times.push(began.elapsed());
        anyhow::ensure!(status == StatusCode::OK, "{kind}: {path}: {status}");
    }
    times.sort();
    Ok((kind, times[RUNS / 2], times[RUNS * 99 / 100]))
}

fn sample(file: &Path, size: usize) -> anyhow::Result<Sample> {
    let db = Database::open(file)?;
    let reference = db.read_now(reference::queries::all)?;
    let step = i32::try_from(size / RUNS)?.max(1);
    let wanted: Vec<i32> = (0..RUNS)
        .map(|n| 1 + step * i32::try_from(n).unwrap_or(0))
        .collect();
    let lives = db.read_now(|conn| {
        heroes::table
            .filter(heroes::id.eq_any(&wanted))
            .select((heroes::id, heroes::slug))
            .load(conn)
    })?;
    Ok(Sample {
        size,
        lives,
        reference,
    })
}
