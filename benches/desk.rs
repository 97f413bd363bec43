//! How the desk holds when fifty moderators work on ten thousand waiting stories at once: `cargo bench --bench desk`.
//!
//! A real server, real sessions, requests over HTTP. Each moderator opens the queue, takes the next story, reads it, has a
//! word about every finding, edits, and asks, approves, refuses or puts aside; every fourth time two of them go at the same
//! story on purpose. Then the file is asked: was a story decided twice, is an accepted edit lost, was anything answered by a
//! fault of ours. That, and nothing about time, makes the program fail; times are printed, in milliseconds.
//!
//! `WAITING`, `LIVES`, `MODERATORS`, `STORIES` (for each moderator) and `PAUSE` (milliseconds between two pages, on average)
//! ask for other numbers. `KEEP=1` says where the file is and leaves it there. `ASKED=5` tells of every question to the file that
//! took longer than 5 ms, and how it was answered.

use std::cell::RefCell;
use std::collections::{BTreeMap, HashMap};
use std::path::{Path, PathBuf};
use std::rc::Rc;
use std::sync::{Mutex, PoisonError};
use std::time::{Duration, Instant};

use actix_web::web::Data;
use chrono::{TimeDelta, Utc};
use diesel::connection::{Instrumentation, InstrumentationEvent, SimpleConnection};
use diesel::prelude::*;
use heroes_memorial::accounts::invitation;
use heroes_memorial::app::{State, chance};
use heroes_memorial::db::Database;
use heroes_memorial::heroes::hero::Record;
use heroes_memorial::heroes::queries::{Author, Change, publish};
use heroes_memorial::i18n::Lang;
use heroes_memorial::reference::{self, Reference};
use heroes_memorial::schema::{journal, submissions};
use heroes_memorial::search::index;
use heroes_memorial::submissions::answers::Answers;
use heroes_memorial::submissions::{consent, key, queries};
use reqwest::StatusCode;
use reqwest::header::{HeaderMap, HeaderValue, LOCATION};
use scraper::{ElementRef, Html, Selector};
use serde_json::json;
use tokio::sync::Barrier;

mod invented;
#[path = "invented/served.rs"]
mod served;

use invented::{Chance, GIVEN, PLACES};

const PASSWORD: &str = "вишня потяг сіль ранок";

#[derive(Clone, Copy)]
struct Size {
    waiting: usize,
    lives: usize,
    moderators: usize,
    stories: usize,
    pause: u64,
}

fn main() -> anyhow::Result<()> {
    let number = |name: &str, usual: usize| {
        std::env::var(name).map_or(Ok(usual), |typed| typed.parse::<usize>())
    };
    let size = Size {
        waiting: number("WAITING", 10_000)?,
        lives: number("LIVES", 3_000)?,
        // Two and two go at one story.
        moderators: number("MODERATORS", 50)?.next_multiple_of(2),
        stories: number("STORIES", 20)?,
        pause: number("PAUSE", 1_500)? as u64,
    };
    let lost = actix_web::rt::System::new().block_on(run(size))?;
    for words in &lost {
        eprintln!("{words}");
    }
    std::process::exit(i32::from(!lost.is_empty()));
}

async fn run(size: Size) -> anyhow::Result<Vec<String>> {
    let folder = tempfile::tempdir()?;
    let file = folder.path().join("memorial.sqlite3");
    std::fs::copy(filled(size)?, &file)?;
    if slow().is_some() {
        diesel::connection::set_default_instrumentation(|| Some(Box::new(Watch(Instant::now()))))?;
    }
    let settings = served::settings();
    let workers = settings.workers;
    let state = Data::new(State::new(Database::open(&file)?, settings, Utc::now)?);
    state.db.read_now(|conn| state.names.follow(conn))?;
    let (address, handle) = served::serve(&state)?;

    let (first, desk) = let_in(&state, &address, size.moderators).await?;
    println!(
        "{} stories wait, {} lives are public; {} moderators, {} stories each, {} ms between pages; {workers} threads answer",
        size.waiting, size.lives, size.moderators, size.stories, size.pause
    );
    let told = Rc::new(RefCell::new(Told::default()));
    let pairs: Vec<Rc<Barrier>> = (0..size.moderators / 2)
        .map(|_| Rc::new(Barrier::new(2)))
        .collect();
    let began = Instant::now();
    let work = desk.into_iter().enumerate().map(|(number, browser)| {
        let moderator = Moderator {
            number,
            browser,
            size,
            told: told.clone(),
            pair: pairs[number / 2].clone(),
        };
        actix_web::rt::spawn(moderator.work())
    });
    for done in futures_util::future::join_all(work.collect::<Vec<_>>()).await {
        done??;
    }
    let took = began.elapsed().as_secs_f64();
    look_around(&first).await?;
    handle.stop(true).await;
    let mut told = told.take();
    told.print(took);
    if let Some(slow) = slow() {
        state.db.read_now(|conn| print_asked(conn, slow))?;
    }
    let lost = state.db.read_now(|conn| counted(conn, &told))?;
    drop(state);
    if std::env::var_os("KEEP").is_some() {
        println!("{}", folder.keep().join("memorial.sqlite3").display());
    }
    Ok([told.unexpected, lost].concat())
}

/// What the moderators saw.
#[derive(Default)]
struct Told {
    times: BTreeMap<&'static str, Vec<Duration>>,
    /// Accepted: the story, and the call sign that was written there.
    edits: Vec<(i32, String)>,
    edits_refused: usize,
    /// Accepted: the story, and the act of the journal.
    decisions: Vec<(i32, &'static str)>,
    decisions_refused: usize,
    unexpected: Vec<String>,
}

impl Told {
    fn print(&mut self, took: f64) {
        println!(
            "{:22} {:>7} {:>9} {:>9} {:>9}",
            "page or act", "times", "p50 ms", "p99 ms", "max ms"
        );
        let mut all = 0;
        for (page, times) in &mut self.times {
            times.sort();
            all += times.len();
            let ms = |at: usize| times[at.min(times.len() - 1)].as_secs_f64() * 1000.0;
            println!(
                "{page:22} {:>7} {:>9.1} {:>9.1} {:>9.1}",
                times.len(),
                ms(times.len() / 2),
                ms(times.len() * 99 / 100),
                ms(times.len())
            );
        }
        println!(
            "{all} requests in {took:.0} s ({:.0} a second); {} edits taken, {} answered 409; {} decisions taken, {} answered 409",
            all as f64 / took,
            self.edits.len(),
            self.edits_refused,
            self.decisions.len(),
            self.decisions_refused
        );
    }
}

/// One who works at the desk.
struct Moderator {
    number: usize,
    browser: Browser,
    size: Size,
    told: Rc<RefCell<Told>>,
    pair: Rc<Barrier>,
}

impl Moderator {
    async fn work(self) -> anyhow::Result<()> {
        let mut chance = Chance(self.number as u64 + 1);
        self.pause(&mut chance).await;
        for turn in 0..self.size.stories {
            let queue = QUEUES[(self.number + turn) % QUEUES.len()];
            self.get("queue", queue).await?;
            self.pause(&mut chance).await;
            let id = if turn % 4 == 3 {
                self.disputed(turn)
            } else {
                match self.next().await? {
                    Some(id) => id,
                    None => continue,
                }
            };
            self.pause(&mut chance).await;
            let raced = turn % 4 == 3;
            self.story(id, turn, raced, &mut chance).await?;
        }
        Ok(())
    }

    /// The story that both of a pair go at: from the end of the queue, where no «next» comes.
    fn disputed(&self, turn: usize) -> i32 {
        let pair = (self.number / 2) * self.size.stories.div_ceil(4) + turn / 4;
        i32::try_from(self.size.waiting.saturating_sub(pair)).unwrap_or(1)
    }

    async fn next(&self) -> anyhow::Result<Option<i32>> {
        let answer = self.post("next", "/admin/queue/next", &[]).await?;
        let id = answer
            .location
            .as_deref()
            .and_then(|path| path.strip_prefix("/admin/submissions/"))
            .and_then(|id| id.parse().ok());
        if id.is_none() {
            self.wonder("next", "/admin/queue/next", &answer);
        }
        Ok(id)
    }

    async fn story(
        &self,
        id: i32,
        turn: usize,
        raced: bool,
        chance: &mut Chance,
    ) -> anyhow::Result<()> {
        let address = format!("/admin/submissions/{id}");
        let mut page = self.get("review", &address).await?;
        self.pause(chance).await;
        // Whoever comes second to a disputed story is told so, from here on.
        for _ in 0..12 {
            let Some(mark) = value(&page.text, "stands") else {
                break;
            };
            let form = [
                ("revision", page.revision()),
                ("stands", mark),
                ("hide", String::new()),
            ];
            let path = format!("{address}/findings");
            let answer = self.post("finding", &path, &form).await?;
            match answer.status {
                StatusCode::SEE_OTHER => {}
                StatusCode::CONFLICT if raced => break,
                _ => self.wonder("finding", &path, &answer),
            }
            page = self.get("review", &address).await?;
        }
        if raced {
            self.meet().await;
        }
        if raced && self.number % 2 == 1 {
            // A colleague takes over what the other is writing in.
            if let Some(from) = holder(&page.text) {
                let path = format!("{address}/taking");
                let answer = self.post("taking over", &path, &[("from", from)]).await?;
                if ![StatusCode::SEE_OTHER, StatusCode::CONFLICT].contains(&answer.status) {
                    self.wonder("taking over", &path, &answer);
                }
            }
        }
        if turn % 2 == 1 {
            self.edit(id, turn, raced).await?;
            page = self.get("review", &address).await?;
        }
        self.pause(chance).await;
        if raced {
            // Both decide at once.
            self.meet().await;
        }
        self.decide(id, turn + self.number, raced, &page.revision())
            .await
    }

    /// Goes on when the other of the pair is there too. One who broke off keeps nobody waiting for ever.
    async fn meet(&self) {
        let patience = Duration::from_secs(30);
        actix_web::rt::time::timeout(patience, self.pair.wait())
            .await
            .ok();
    }

    async fn edit(&self, id: i32, turn: usize, raced: bool) -> anyhow::Result<()> {
        let path = format!("/admin/submissions/{id}/edit");
        let answer = self.get("edit", &path).await?;
        if answer.status == StatusCode::SEE_OTHER && raced {
            // It is in the other's hands: there is nothing to write in.
            return Ok(());
        }
        let mut boxes = boxes(&answer.text)?;
        let sign = format!("Позивний {}-{turn}", self.number);
        boxes.retain(|(name, _)| name != "call_sign");
        boxes.push(("call_sign".to_owned(), sign.clone()));
        let form: Vec<(&str, String)> = boxes
            .iter()
            .map(|(name, value)| (name.as_str(), value.clone()))
            .collect();
        let answer = self.post("edited", &path, &form).await?;
        match answer.status {
            StatusCode::SEE_OTHER => self.told.borrow_mut().edits.push((id, sign)),
            StatusCode::CONFLICT if raced && answer.text.contains(&sign) => {
                self.told.borrow_mut().edits_refused += 1;
            }
            _ => self.wonder("edited", &path, &answer),
        }
        Ok(())
    }

    async fn decide(&self, id: i32, way: usize, raced: bool, read: &str) -> anyhow::Result<()> {
        const WORDS: &str = "Дякуємо Вам. Ми прочитали кожне слово.";
        let (act, done, form): (_, _, Vec<(&str, &str)>) = match way % 3 {
            0 => ("approval", "approve", vec![("seen", "1")]),
            1 => ("refusal", "refuse", vec![("message", WORDS)]),
            _ => (
                "return",
                "return",
                vec![("message", WORDS), ("ask-born", "Якого року?")],
            ),
        };
        let mut form: Vec<(&str, String)> = form
            .into_iter()
            .map(|(name, value)| (name, value.to_owned()))
            .collect();
        form.push(("revision", read.to_owned()));
        let path = format!("/admin/submissions/{id}/{act}");
        let answer = self.post(done, &path, &form).await?;
        match answer.status {
            StatusCode::SEE_OTHER => self.told.borrow_mut().decisions.push((id, done)),
            // Its letter is kept where it was typed. What is hindered (422) decides nothing either.
            StatusCode::CONFLICT if raced && (done == "approve" || answer.text.contains(WORDS)) => {
                self.told.borrow_mut().decisions_refused += 1;
            }
            StatusCode::UNPROCESSABLE_ENTITY if raced && done == "approve" => {
                self.told.borrow_mut().decisions_refused += 1;
            }
            _ => self.wonder(done, &path, &answer),
        }
        Ok(())
    }

    async fn get(&self, what: &'static str, path: &str) -> anyhow::Result<Answer> {
        let request = self.browser.client.get(self.browser.url(path));
        let answer = self.timed(what, request).await?;
        let fine = answer.status == StatusCode::OK
            || (what == "edit" && answer.status == StatusCode::SEE_OTHER);
        if !fine {
            self.wonder(what, path, &answer);
        }
        Ok(answer)
    }

    async fn post(
        &self,
        what: &'static str,
        path: &str,
        form: &[(&str, String)],
    ) -> anyhow::Result<Answer> {
        let said: Vec<_> = form.iter().filter(|(_, value)| !value.is_empty()).collect();
        let request = self.browser.client.post(self.browser.url(path));
        let request = request.header("Sec-Fetch-Site", "same-origin").form(&said);
        self.timed(what, request).await
    }

    async fn timed(
        &self,
        what: &'static str,
        request: reqwest::RequestBuilder,
    ) -> anyhow::Result<Answer> {
        let began = Instant::now();
        let answer = Answer::of(request).await?;
        let mut told = self.told.borrow_mut();
        told.times.entry(what).or_default().push(began.elapsed());
        Ok(answer)
    }

    fn wonder(&self, what: &str, path: &str, answer: &Answer) {
        let words = format!("{what} {path}: {}", answer.status);
        self.told.borrow_mut().unexpected.push(words);
    }

    /// As long as asked for, half of it more or less.
    async fn pause(&self, chance: &mut Chance) {
        let usual = self.size.pause as usize;
        let ms = usual / 2 + chance.below(usual.max(1));
        actix_web::rt::time::sleep(Duration::from_millis(ms as u64)).await;
    }
}

const QUEUES: [&str; 12] = [
    "/admin",
    "/admin?region=UA-18",
    "/admin?unit=58-motorized",
    "/admin?language=en",
    "/admin",
    "/admin?days=7&light=1",
    "/admin?kind=life&region=UA-14",
    "/admin?state=taken",
    "/admin?state=decided",
    "/admin?state=late",
    "/admin?mine=1",
    "/admin/state",
];

struct Browser {
    client: reqwest::Client,
    address: String,
}

impl Browser {
    fn new(address: &str, number: usize) -> anyhow::Result<Self> {
        let mut headers = HeaderMap::new();
        let own = format!("10.0.{}.{}", number / 200, number % 200 + 1);
        headers.insert("X-Forwarded-For", HeaderValue::from_str(&own)?);
        let client = reqwest::Client::builder()
            .cookie_store(true)
            .redirect(reqwest::redirect::Policy::none())
            // Well before the server closes what is idle: a form that meets a closing door is sent by nobody again.
            .pool_idle_timeout(Duration::from_secs(2))
            .default_headers(headers)
            .build()?;
        let address = address.to_owned();
        Ok(Self { client, address })
    }

    fn url(&self, path: &str) -> String {
        format!("{}{path}", self.address)
    }

    async fn post(&self, path: &str, form: &[(&str, &str)]) -> anyhow::Result<Answer> {
        let request = self.client.post(self.url(path));
        Answer::of(request.header("Sec-Fetch-Site", "same-origin").form(form)).await
    }
}

struct Answer {
    status: StatusCode,
    location: Option<String>,
    text: String,
}

impl Answer {
    async fn of(request: reqwest::RequestBuilder) -> anyhow::Result<Self> {
        let answer = request.send().await?;
        let location = answer.headers().get(LOCATION);
        Ok(Self {
            status: answer.status(),
            location: location
                .and_then(|path| path.to_str().ok())
                .map(str::to_owned),
            text: String::from_utf8_lossy(&answer.bytes().await?).into_owned(),
        })
    }

    /// Of the page that was read; what has none can be decided by nobody.
    fn revision(&self) -> String {
        value(&self.text, "revision").unwrap_or_else(|| "0".to_owned())
    }
}

/// The value of the first box of this name. Found by its letters: a whole page is not parsed while others wait.
fn value(page: &str, name: &str) -> Option<String> {
    let (_, rest) = page.split_once(&format!(r#"name="{name}" value=""#))?;
    Some(rest.split_once('"')?.0.to_owned())
}

/// Whose hands a story is in, as the button that takes it over says.
fn holder(page: &str) -> Option<String> {
    let (_, rest) = page.split_once(r#"type="hidden" name="from" value=""#)?;
    Some(rest.split_once('"')?.0.to_owned())
}

/// Every box of the record form as a browser would send it.
fn boxes(page: &str) -> anyhow::Result<Vec<(String, String)>> {
    let selector = |css: &str| Selector::parse(css).map_err(|fault| anyhow::anyhow!("{fault}"));
    let all = selector("#record input, #record textarea, #record select")?;
    let selected = selector("option[selected]")?;
    let html = Html::parse_document(page);
    let said = |element: ElementRef<'_>| {
        let attribute = |name| element.value().attr(name);
        let name = attribute("name")?;
        let ticks = attribute("type") == Some("checkbox");
        let value = match element.value().name() {
            "textarea" => element.text().collect(),
            "select" => {
                let chosen = element.select(&selected).next();
                let chosen = chosen.and_then(|option| option.value().attr("value"));
                chosen.unwrap_or_default().to_owned()
            }
            _ if ticks && attribute("checked").is_none() => return None,
            _ => attribute("value").unwrap_or_default().to_owned(),
        };
        Some((name.to_owned(), value))
    };
    Ok(html.select(&all).filter_map(said).collect())
}

fn account(name: &str) -> [(&str, &str); 3] {
    [("name", name), ("password", PASSWORD), ("again", PASSWORD)]
}

/// The first administrator invites all others; each chooses a password and is in.
async fn let_in(
    state: &State,
    address: &str,
    moderators: usize,
) -> anyhow::Result<(Browser, Vec<Browser>)> {
    let link = invitation::first(&state.db, chance()?, state.now())?
        .ok_or_else(|| anyhow::anyhow!("no link for the first administrator"))?;
    let first = Browser::new(address, 9_999)?;
    first.post(&link, &account("Олена")).await?;
    let mut desk = Vec::with_capacity(moderators);
    for number in 0..moderators {
        let role = [("role", "moderator")];
        let page = first.post("/admin/accounts/invitations", &role).await?;
        let at = page.text.find("/admin/invitation/");
        let link = at.and_then(|at| page.text[at..].split('"').next());
        let link = link.ok_or_else(|| anyhow::anyhow!("no invitation: {}", page.status))?;
        let browser = Browser::new(address, number)?;
        let name = format!("Модератор {number}");
        let answer = browser.post(link, &account(&name)).await?;
        anyhow::ensure!(answer.status == StatusCode::SEE_OTHER, "{}", answer.status);
        desk.push(browser);
    }
    Ok((first, desk))
}

/// Pages that are opened less often, when nobody else is there: the best of three.
async fn look_around(browser: &Browser) -> anyhow::Result<()> {
    println!("{:50} {:>9}", "alone", "best ms");
    for path in ELSEWHERE {
        let mut best = Duration::MAX;
        for _ in 0..3 {
            let began = Instant::now();
            let answer = Answer::of(browser.client.get(browser.url(path))).await?;
            anyhow::ensure!(answer.status == StatusCode::OK, "{path}: {}", answer.status);
            best = best.min(began.elapsed());
        }
        println!("{path:50} {:>9.1}", best.as_secs_f64() * 1000.0);
    }
    Ok(())
}

const ELSEWHERE: [&str; 25] = [
    "/admin",
    "/admin?region=UA-18&unit=58-motorized&language=uk&days=3&kind=life&light=1",
    "/admin?kind=withdrawal",
    "/admin?state=late",
    "/admin?state=decided",
    "/admin/submissions/9",
    "/admin/submissions/9/preview/uk",
    "/admin/state",
    "/admin/heroes",
    "/admin/heroes?lacks=death",
    "/admin/heroes?lacks=birth",
    "/admin/heroes?lacks=picture",
    "/admin/heroes?lacks=english",
    "/admin/heroes?lacks=ukrainian",
    "/admin/heroes?lacks=unit",
    "/admin/heroes?lacks=shown-picture",
    "/admin/heroes/9",
    "/admin/namesakes",
    "/admin/motions",
    "/admin/journal",
    "/admin/places",
    "/admin/reference/unmatched",
    "/admin/letters",
    "/admin/thanks",
    "/admin/imports",
];

fn slow() -> Option<u128> {
    std::env::var("ASKED").ok()?.parse().ok()
}

/// Questions to the file, how often each was asked, and the longest it took.
static QUESTIONS: Mutex<BTreeMap<String, (usize, Duration)>> = Mutex::new(BTreeMap::new());

/// Looks on as one connection is asked.
struct Watch(Instant);

impl Instrumentation for Watch {
    fn on_connection_event(&mut self, event: InstrumentationEvent<'_>) {
        match event {
            InstrumentationEvent::StartQuery { .. } => self.0 = Instant::now(),
            InstrumentationEvent::FinishQuery { query, .. } => {
                let took = self.0.elapsed();
                let whole = query.to_string();
                let sql = whole.split(" -- binds").next().unwrap_or_default();
                let mut all = QUESTIONS.lock().unwrap_or_else(PoisonError::into_inner);
                let (times, longest) = all.entry(sql.to_owned()).or_default();
                *times += 1;
                *longest = took.max(*longest);
            }
            _ => {}
        }
    }
}

#[derive(QueryableByName)]
struct Plan {
    #[diesel(sql_type = diesel::sql_types::Text)]
    detail: String,
}

/// What took longer than this many milliseconds, and the plan it was answered by.
fn print_asked(conn: &mut SqliteConnection, slow: u128) -> QueryResult<()> {
    let all = QUESTIONS
        .lock()
        .unwrap_or_else(PoisonError::into_inner)
        .clone();
    let mut all: Vec<_> = all
        .into_iter()
        .filter(|(_, (_, longest))| longest.as_millis() >= slow)
        .collect();
    all.sort_by_key(|(_, (_, longest))| std::cmp::Reverse(*longest));
    for (sql, (times, longest)) in all {
        println!(
            "\n{:.1} ms at most, {times} times: {sql}",
            longest.as_secs_f64() * 1000.0
        );
        if sql.starts_with(['S', 'U', 'D', 'W']) {
            let plan = diesel::sql_query(format!("EXPLAIN QUERY PLAN {sql}"));
            for step in plan.load::<Plan>(conn).unwrap_or_default() {
                println!("    {}", step.detail);
            }
        }
    }
    Ok(())
}

/// What the file tells otherwise than the moderators were told: nothing, if all is well.
fn counted(conn: &mut SqliteConnection, told: &Told) -> QueryResult<Vec<String>> {
    let mut lost = Vec::new();
    let entries: Vec<(i32, String, String)> = journal::table
        .filter(journal::act.eq_any(["approve", "refuse", "return", "edit"]))
        .filter(journal::submission_id.is_not_null())
        .order(journal::id)
        .select((
            journal::submission_id.assume_not_null(),
            journal::act,
            journal::detail,
        ))
        .load(conn)?;
    let mut decided: HashMap<i32, Vec<&str>> = HashMap::new();
    let mut written: HashMap<i32, Vec<String>> = HashMap::new();
    for (id, act, detail) in &entries {
        if act == "edit" {
            let detail: serde_json::Value = serde_json::from_str(detail).unwrap_or_default();
            let sign = &detail["changed"]["call_sign"]["after"];
            let sign = sign.as_str().unwrap_or_default().to_owned();
            written.entry(*id).or_default().push(sign);
        } else {
            decided.entry(*id).or_default().push(act);
        }
    }
    let states: HashMap<i32, (String, Option<String>)> = submissions::table
        .select((submissions::id, (submissions::state, submissions::record)))
        .load::<(i32, (String, Option<String>))>(conn)?
        .into_iter()
        .collect();
    for (id, acts) in &decided {
        if acts.len() > 1 {
            lost.push(format!("{id} was decided more than once: {acts:?}"));
        }
    }
    for (id, (state, _)) in &states {
        let is = match decided.get(id).and_then(|acts| acts.last()) {
            Some(&"approve") => "approved",
            Some(&"refuse") => "refused",
            Some(&"return") => "returned",
            _ => "undecided",
        };
        let stands = match state.as_str() {
            "pending" | "taken" => "undecided",
            decided => decided,
        };
        if is != stands {
            lost.push(format!("{id} is {state}, and its journal says {is}"));
        }
    }
    for (id, act) in &told.decisions {
        if decided.get(id).is_none_or(|acts| !acts.contains(act)) {
            lost.push(format!(
                "{id}: somebody was told of {act}, and it is not in the journal"
            ));
        }
    }
    let (all, accepted) = (decided.len(), told.decisions.len());
    if all != accepted {
        lost.push(format!(
            "{all} stories are decided, and {accepted} decisions were taken"
        ));
    }
    for (id, sign) in &told.edits {
        if written.get(id).is_none_or(|signs| !signs.contains(sign)) {
            lost.push(format!("{id}: the edit «{sign}» is not in the journal"));
        }
    }
    for (id, signs) in &written {
        let record = states.get(id).and_then(|(_, record)| record.as_deref());
        let record: serde_json::Value =
            serde_json::from_str(record.unwrap_or_default()).unwrap_or_default();
        if record["call_sign"].as_str() != signs.last().map(String::as_str) {
            lost.push(format!("{id}: its record is not as it was last edited"));
        }
    }
    println!(
        "{all} stories decided, each once; {} edited, each as it was last edited",
        written.len()
    );
    Ok(lost)
}

/// The file with all that waits, made once and kept in the target folder.
fn filled(size: Size) -> anyhow::Result<PathBuf> {
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR"));
    let file = folder.join(format!("desk-{}-{}.sqlite3", size.waiting, size.lives));
    if file.exists() {
        return Ok(file);
    }
    let making = file.with_extension("making");
    for end in ["", "-wal", "-shm"] {
        let mut old = making.clone().into_os_string();
        old.push(end);
        std::fs::remove_file(old).ok();
    }
    let began = Instant::now();
    let db = Database::open(&making)?;
    fill(&db, size)?;
    drop(db);
    let mut conn = SqliteConnection::establish(&making.display().to_string())?;
    conn.batch_execute("PRAGMA wal_checkpoint(TRUNCATE); PRAGMA journal_mode = DELETE;")?;
    drop(conn);
    std::fs::rename(&making, &file)?;
    println!("filled in {:.0} s", began.elapsed().as_secs_f64());
    Ok(file)
}

fn fill(db: &Database, size: Size) -> anyhow::Result<()> {
    let reference = db.read_now(reference::queries::all)?;
    let mut chance = Chance(2026);
    let now = Utc::now();
    for batch in batches(size.lives) {
        let records = batch
            .map(|_| record(&mut chance, &reference))
            .collect::<anyhow::Result<Vec<_>>>()?;
        db.write_now(|conn| {
            for record in &records {
                let change = Change {
                    by: Author::Shell,
                    at: now - TimeDelta::days(30),
                    why: "bench",
                };
                publish(conn, record, change)?;
            }
            Ok(())
        })?;
    }
    db.write_now(index::settle)?;
    for batch in batches(size.waiting) {
        let mut stories = Vec::new();
        for number in batch {
            let key = key::of(&key::once()?, &number.to_string())?;
            let lang = if chance.below(8) == 0 {
                Lang::En
            } else {
                Lang::Uk
            };
            let at = now - TimeDelta::minutes(chance.below(25_000) as i64);
            stories.push((key, lang, answers(&mut chance, &reference)?, at));
        }
        let sent = db.write_now(|conn| {
            let mut sent = 0;
            for (key, lang, answers, at) in &stories {
                let begun = queries::begin(conn, key, *lang, answers, None, None, *at)?;
                let done = queries::send(conn, key, &reference, *lang, *at)?;
                sent += usize::from(begun.is_ok() && done.is_ok());
            }
            Ok(sent)
        })?;
        anyhow::ensure!(sent == stories.len(), "a story could not be sent");
    }
    Ok(())
}

fn batches(all: usize) -> impl Iterator<Item = std::ops::Range<usize>> {
    (0..all)
        .step_by(500)
        .map(move |from| from..(from + 500).min(all))
}

/// What stories are made of; a few have what a moderator must have a word about.
const SENTENCES: [&str; 16] = [
    "Він народився й виріс у родині вчителів.",
    "Закінчив школу, потім ліцей, працював на заводі механіком.",
    "Любив рибалку, футбол і книжки, грав на гітарі.",
    "Мріяв про дім, сад і велику родину.",
    "Пішов добровольцем у перші дні.",
    "Служив водієм, потім навідником і командиром відділення.",
    "Побратими згадують його щирим, веселим і надійним.",
    "Після поранення лежав у шпиталі й повернувся до своїх.",
    "Загинув у бою, прикриваючи інших.",
    "Поховали його вдома, на початку весни.",
    "Щоранку він писав додому кілька слів.",
    "Умів полагодити все: від годинника до трактора.",
    "Восени саджав дерева вздовж річки.",
    "Його чекали мама й сестра.",
    "Ніколи не підвищував голосу.",
    "Пам’ятаємо його світлим.",
];
const PRIVATE: [&str; 4] = [
    "Наш телефон 067 123 45 67.",
    "Писати на rodyna@example.com.",
    "Військова частина А1234.",
    "Координати 48.5123, 37.9876.",
];

/// One to three kilobytes.
fn story(chance: &mut Chance) -> String {
    let long = 1_000 + chance.below(2_000);
    let mut story = String::new();
    while story.len() < long {
        story.push_str(chance.of(&SENTENCES));
        story.push_str(if chance.below(5) == 0 { "\n\n" } else { " " });
    }
    if chance.below(4) == 0 {
        story.push_str(chance.of(&PRIVATE));
    }
    story
}

fn region(chance: &mut Chance, reference: &Reference) -> String {
    let at = chance.below(reference.regions.len());
    reference.regions[at].iso.clone()
}

fn answers(chance: &mut Chance, reference: &Reference) -> anyhow::Result<Answers> {
    let unit = &reference.units[chance.below(reference.units.len())];
    let mut told = json!({
        "who": {"family": chance.family(), "given": chance.of(&GIVEN)},
        "relation": {"relation": "sister"},
        "birth": {"place": {"settlement": chance.of(&PLACES), "region": region(chance, reference)}},
        "death": {"died": {"year": (2022 + chance.below(4)).to_string()},
            "place": {"settlement": chance.of(&PLACES), "region": region(chance, reference)}},
        "service": {"rows": [{"unit": unit.name_uk}]},
        "story": {"biography": {"text": story(chance)}},
        "consent": consent::VERSION,
    });
    // Not all are complete.
    if chance.below(5) == 0 {
        told["death"] = json!({});
    }
    Ok(serde_json::from_value(told)?)
}

fn record(chance: &mut Chance, reference: &Reference) -> anyhow::Result<Record> {
    let place = |chance: &mut Chance| json!({"settlement": chance.of(&PLACES), "region": region(chance, reference)});
    let unit = &reference.units[chance.below(reference.units.len())];
    Ok(serde_json::from_value(json!({
        "name": {"family": chance.family(), "given": chance.of(&GIVEN)},
        "born": format!("{}-{:02}", 1965 + chance.below(40), 1 + chance.below(12)),
        "died": format!("{}-{:02}-{:02}", 2022 + chance.below(4), 1 + chance.below(12), 1 + chance.below(28)),
        "birth_place": place(chance), "death_place": place(chance), "burial_place": place(chance),
        "service": [{"unit": unit.slug}],
        "biography": {"uk": story(chance)},
    }))?)
}
