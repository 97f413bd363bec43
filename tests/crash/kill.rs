//! `kill -9` at any instant under load, counted: families write and send, candles are lit, a moderator approves; whatever was
//! answered as accepted is there with its exact words, and nothing half.

use std::cell::{Cell, RefCell};
use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::path::Path;
use std::rc::Rc;
use std::time::Duration;

use diesel::prelude::*;
use diesel::sql_types::{BigInt, Text};
use heroes_memorial::schema::{candles, heroes, submissions};
use heroes_memorial::submissions::{consent, key};
use reqwest::redirect::Policy;
use reqwest::{Client, StatusCode};

use crate::given::{self, NAME, PASSWORD};
use crate::memorial::{Running, address, run};

/// Families that write at once.
const FAMILIES: usize = 4;
/// Between two acts of one family, so that a moderator on the same two cores comes to a decision as well.
const BREATH: Duration = Duration::from_millis(40);

/// What was answered as accepted, and what was asked and may or may not have been.
#[derive(Default)]
struct Told {
    /// By key: the last text that was accepted, and those that were sent after it.
    stories: HashMap<String, (String, Vec<String>)>,
    sent: BTreeSet<String>,
    candles: BTreeSet<String>,
    approved: BTreeSet<i32>,
    accepted: usize,
    unexpected: Vec<String>,
}

#[derive(Clone)]
struct Caller {
    client: Client,
    address: String,
    from: String,
}

impl Caller {
    fn new(address: &str, number: usize) -> Self {
        let client = Client::builder()
            .cookie_store(true)
            .redirect(Policy::none())
            .pool_max_idle_per_host(0)
            .timeout(Duration::from_secs(20))
            .build()
            .unwrap();
        Self {
            client,
            address: address.to_owned(),
            from: format!("10.1.{}.{}", number / 200, number % 200 + 1),
        }
    }

    /// Status, where it leads, and the page; nothing when the server died before it answered.
    async fn post(
        &self,
        path: &str,
        form: &[(&str, &str)],
    ) -> Option<(StatusCode, String, String)> {
        let request = self
            .client
            .post(format!("{}{path}", self.address))
            .header("Sec-Fetch-Site", "same-origin")
            .header("X-Forwarded-For", &self.from)
            .form(form);
        Self::answer(request).await
    }

    async fn get(&self, path: &str) -> Option<(StatusCode, String, String)> {
        let request = self.client.get(format!("{}{path}", self.address));
        Self::answer(request.header("X-Forwarded-For", &self.from)).await
    }

    async fn answer(request: reqwest::RequestBuilder) -> Option<(StatusCode, String, String)> {
        let answer = request.send().await.ok()?;
        let led = answer
            .headers()
            .get("location")
            .map(|path| path.to_str().unwrap().to_owned());
        let status = answer.status();
        // The headers are what accepts; a page that breaks off is no page.
        let page = match status {
            StatusCode::SEE_OTHER => String::new(),
            _ => answer.text().await.ok()?,
        };
        Some((status, led.unwrap_or_default(), page))
    }
}

/// Numbers that are the same for the same seed.
struct Chance(u64);

impl Chance {
    fn below(&mut self, most: u64) -> u64 {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        self.0 % most
    }
}

/// A family name of its own for every number, unlike those beside it: whoever may be the same person is looked for.
fn family(number: usize) -> String {
    const SYLLABLES: [&str; 10] = [
        "ба", "ве", "гу", "ди", "жо", "зі", "кра", "лем", "мус", "ніж",
    ];
    let digits = number.to_string().into_bytes().into_iter();
    let name: String = digits
        .map(|digit| SYLLABLES[usize::from(digit - b'0')])
        .collect();
    let mut letters = name.chars();
    let first = letters.next().unwrap().to_uppercase();
    format!("{first}{}енко", letters.as_str())
}

/// One family after another, until the server is gone.
async fn families(by: Caller, number: Rc<Cell<usize>>, told: Rc<RefCell<Told>>) {
    loop {
        number.set(number.get() + 1);
        let family = family(number.get());
        let form = [("family", family.as_str()), ("given", "Іван")];
        let Some((status, led, _)) = by.post("/uk/submissions/new", &form).await else {
            return;
        };
        if status != StatusCode::SEE_OTHER {
            return wonder(&told, "new", status);
        }
        let home = led.strip_suffix("/relation").unwrap().to_owned();
        let key = home.rsplit('/').next().unwrap().to_owned();
        told.borrow_mut().accepted += 1;
        told.borrow_mut()
            .stories
            .insert(key.clone(), (String::new(), Vec::new()));
        for turn in 0..3 {
            let text = format!(
                "Він любив ліс. Слово {turn} про {family}. {}",
                "Далі. ".repeat(turn * 900)
            );
            let text = text.trim().to_owned();
            if let Some(story) = told.borrow_mut().stories.get_mut(&key) {
                story.1.push(text.clone());
            }
            let path = format!("{home}/story");
            let Some((status, ..)) = by.post(&path, &[("biography", &text)]).await else {
                return;
            };
            if status != StatusCode::SEE_OTHER {
                return wonder(&told, "story", status);
            }
            {
                let mut told = told.borrow_mut();
                told.accepted += 1;
                told.stories.insert(key.clone(), (text, Vec::new()));
            }
            actix_web::rt::time::sleep(BREATH).await;
        }
        for (step, form) in [
            ("relation", ("relation", "sister")),
            ("consent", ("consent", consent::VERSION)),
            ("sending", ("", "")),
        ] {
            let Some((status, ..)) = by.post(&format!("{home}/{step}"), &[form]).await else {
                return;
            };
            if status != StatusCode::SEE_OTHER {
                return wonder(&told, step, status);
            }
            told.borrow_mut().accepted += 1;
            actix_web::rt::time::sleep(BREATH).await;
        }
        told.borrow_mut().sent.insert(key);
    }
}

async fn lights(by: Caller, slugs: Rc<RefCell<Vec<String>>>, told: Rc<RefCell<Told>>) {
    loop {
        let Some(slug) = slugs.borrow_mut().pop() else {
            return;
        };
        let path = format!("/uk/heroes/{slug}/candles");
        match by.post(&path, &[]).await {
            None => return,
            Some((StatusCode::SEE_OTHER, ..)) => {
                let mut told = told.borrow_mut();
                told.accepted += 1;
                told.candles.insert(slug);
            }
            Some((status, ..)) => return wonder(&told, "candle", status),
        }
        actix_web::rt::time::sleep(Duration::from_millis(30)).await;
    }
}

/// One story after another; the one that was in hand when the server died is taken up again.
async fn moderator(by: Caller, in_hand: Rc<RefCell<Option<String>>>, told: Rc<RefCell<Told>>) {
    loop {
        let again = in_hand.borrow().clone();
        let led = match &again {
            Some(led) => led.clone(),
            None => match by.post("/admin/queue/next", &[]).await {
                Some((_, led, _)) => led,
                None => return,
            },
        };
        let Some(id) = led.strip_prefix("/admin/submissions/") else {
            if !led.starts_with("/admin?") {
                return wonder(&told, &format!("next {led}"), StatusCode::OK);
            }
            actix_web::rt::time::sleep(Duration::from_millis(20)).await;
            continue;
        };
        *in_hand.borrow_mut() = Some(led.clone());
        let Some((_, _, page)) = by.get(&led).await else {
            return;
        };
        let revision = match value(&page, "revision") {
            Some(revision) => revision,
            // Its approval was written, and the answer died with the server: there is nothing left to decide.
            None if again.is_some() => {
                *in_hand.borrow_mut() = None;
                continue;
            }
            None => return wonder(&told, "review", StatusCode::OK),
        };
        let form = [("revision", revision.as_str()), ("seen", "1")];
        match by.post(&format!("{led}/approval"), &form).await {
            None => return,
            Some((StatusCode::SEE_OTHER, ..)) => {
                let mut told = told.borrow_mut();
                told.accepted += 1;
                told.approved.insert(id.parse().unwrap());
            }
            // Its approval was written, and the answer died with the server.
            Some((StatusCode::CONFLICT, ..)) if again.is_some() => {}
            Some((status, ..)) => return wonder(&told, "approval", status),
        }
        *in_hand.borrow_mut() = None;
    }
}

fn value(page: &str, name: &str) -> Option<String> {
    let (_, rest) = page.split_once(&format!(r#"name="{name}" value=""#))?;
    Some(rest.split_once('"')?.0.to_owned())
}

fn wonder(told: &Rc<RefCell<Told>>, what: &str, status: StatusCode) {
    told.borrow_mut()
        .unexpected
        .push(format!("{what}: {status}"));
}

fn count(conn: &mut SqliteConnection, sql: &str) -> i64 {
    diesel::dsl::sql::<BigInt>(sql).get_result(conn).unwrap()
}

/// Everything that was accepted is in the file, and nothing of it half.
fn looked_for(path: &Path, told: &Told) {
    let conn = &mut given::beside(path);
    let sound: String = diesel::dsl::sql::<Text>("PRAGMA quick_check(1)")
        .get_result(conn)
        .unwrap();
    assert_eq!(sound, "ok");
    let rows: Vec<(Vec<u8>, String, String)> = submissions::table
        .select((
            submissions::key_hash,
            submissions::answers,
            submissions::state,
        ))
        .load(conn)
        .unwrap();
    let rows: BTreeMap<_, _> = rows
        .into_iter()
        .map(|(hash, answers, state)| (hash, (answers, state)))
        .collect();
    for (story, (accepted, after)) in &told.stories {
        let (answers, state) = rows
            .get(key::hash(story).as_slice())
            .unwrap_or_else(|| panic!("the story {story} was accepted and is lost"));
        let answers: serde_json::Value = serde_json::from_str(answers).unwrap();
        let text = answers["story"]["biography"]["text"].as_str().unwrap_or("");
        assert!(
            text == accepted || after.iter().any(|after| after == text),
            "{story}: {} letters were accepted, and {} are there",
            accepted.len(),
            text.len()
        );
        assert!(
            !told.sent.contains(story) || state != "draft",
            "{story} was sent"
        );
    }
    let lit: Vec<String> = candles::table
        .inner_join(heroes::table.on(heroes::id.eq(candles::hero_id)))
        .select(heroes::slug)
        .load(conn)
        .unwrap();
    assert!(told.candles.iter().all(|slug| lit.contains(slug)));
    let approved: Vec<i32> = submissions::table
        .filter(submissions::state.eq("approved"))
        .select(submissions::id)
        .load(conn)
        .unwrap();
    assert!(told.approved.iter().all(|id| approved.contains(id)));
    // An approval is a life, its version, its address, its words in the index and a row of the journal, or none of them.
    let lives = count(conn, "SELECT count(*) FROM heroes");
    for (what, sql) in [
        (
            "versions",
            "SELECT count(*) FROM hero_versions WHERE number = 1",
        ),
        ("addresses", "SELECT count(*) FROM hero_addresses"),
        ("words", "SELECT count(*) FROM hero_words_docsize"),
        ("turns", "SELECT count(*) FROM turns"),
    ] {
        assert_eq!(count(conn, sql), lives, "{what}");
    }
    let written = "SELECT count(*) FROM journal WHERE act = 'approve'";
    assert_eq!(count(conn, written), approved.len() as i64);
    let sent = "SELECT count(*) FROM submissions WHERE state <> 'draft'";
    let noted = "SELECT count(*) FROM journal WHERE act = 'send'";
    assert_eq!(count(conn, sent), count(conn, noted));
}

#[actix_web::test]
async fn nothing_accepted_is_lost_however_often_it_is_killed() {
    let kills: usize = std::env::var("KILLS").map_or(30, |kills| kills.parse().unwrap());
    let seed: u64 = std::env::var("SEED")
        .map_or_else(|_| std::process::id().into(), |seed| seed.parse().unwrap());
    let mut chance = Chance(seed + 1);
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("memorial.sqlite3");
    let slugs = given::memorial(&path, 400);
    let at = address();
    let told = Rc::new(RefCell::new(Told::default()));
    let (number, slugs) = (Rc::new(Cell::new(0)), Rc::new(RefCell::new(slugs)));
    let in_hand = Rc::new(RefCell::new(None));
    let desk = Caller::new(&format!("http://{at}"), 9000);
    for kill in 0..kills {
        let mut running = Running::start(&path, at)
            .unwrap_or_else(|said| panic!("seed {seed}, after {kill} kills: {said}"));
        if kill == 0 {
            let form = [("name", NAME), ("password", PASSWORD)];
            let (status, ..) = desk.post("/admin/sign-in", &form).await.unwrap();
            assert_eq!(status, StatusCode::SEE_OTHER);
        }
        let mut clients = Vec::new();
        for client in 0..FAMILIES {
            let by = Caller::new(&running.address, kill * FAMILIES + client);
            clients.push(actix_web::rt::spawn(families(
                by,
                number.clone(),
                told.clone(),
            )));
        }
        let by = Caller::new(&running.address, 9001);
        clients.push(actix_web::rt::spawn(lights(
            by,
            slugs.clone(),
            told.clone(),
        )));
        clients.push(actix_web::rt::spawn(moderator(
            desk.clone(),
            in_hand.clone(),
            told.clone(),
        )));
        // One in three dies as it starts; the others have time for whole acts.
        let time = match kill % 3 {
            0 => chance.below(300),
            _ => 300 + chance.below(1500),
        };
        actix_web::rt::time::sleep(Duration::from_millis(time)).await;
        running.kill();
        for client in clients {
            client.await.unwrap();
        }
        looked_for(&path, &told.borrow());
    }
    // And once in the very instant after an approval was answered, however slow the machine.
    let mut running = Running::start(&path, at).unwrap();
    let before = told.borrow().approved.len();
    let approving = actix_web::rt::spawn(moderator(desk, in_hand, told.clone()));
    while told.borrow().approved.len() == before && !approving.is_finished() {
        actix_web::rt::time::sleep(Duration::from_millis(1)).await;
    }
    running.kill();
    approving.await.unwrap();
    looked_for(&path, &told.borrow());
    let (whole, said) = run(&path, &["check"]);
    assert!(whole && said.contains("The file is whole"), "{said}");
    assert!(
        !said.contains("it does again"),
        "the index was behind: {said}"
    );
    let told = told.borrow();
    assert!(
        told.unexpected.is_empty(),
        "seed {seed}: {:?}",
        told.unexpected
    );
    println!(
        "killed {kills} times (seed {seed}): {} acts were accepted and are there: {} stories, {} sent, {} approved, {} candles",
        told.accepted,
        told.stories.len(),
        told.sent.len(),
        told.approved.len(),
        told.candles.len()
    );
    assert!(!told.approved.is_empty() && !told.candles.is_empty() && !told.sent.is_empty());
}
