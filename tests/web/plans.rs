//! No page reads a table through that grows with the memorial: every question that pages ask of the file is answered by an index.
//!
//! Connections tell what they are asked only when a process wants so before it opens them, so the pages are opened in a
//! process of its own: this very program, started again for the one test that is otherwise left out.

use std::collections::BTreeMap;
use std::process::Command;
use std::sync::{Mutex, PoisonError};

use diesel::connection::{Instrumentation, InstrumentationEvent, set_default_instrumentation};
use diesel::prelude::*;
use diesel::sql_types::Text;

use crate::accounts::administrator;
use crate::lives::{LYSIUK, publish_life};
use crate::site::Site;

/// What stays as small as the lists of a country are, or as the work is that waits for the people of the desk.
const SMALL: [&str; 21] = [
    "regions",
    "units",
    "unit_names",
    "ranks",
    "awards",
    "districts",
    "accounts",
    "sessions",
    "invitations",
    "digests",
    "digest_items",
    "motions",
    "wishes",
    "calls",
    "import_runs",
    // Decided by two people, one by one.
    "merge_proposals",
    "merges",
    // Worked off at the desk.
    "namesake_pairs",
    // Steps of a recursive question, each of which is found in an index.
    "done",
    "json_each",
    "sqlite_schema",
];

#[derive(QueryableByName)]
struct Step {
    #[diesel(sql_type = Text)]
    detail: String,
}

static ASKED: Mutex<BTreeMap<String, String>> = Mutex::new(BTreeMap::new());
static OPENED: Mutex<String> = Mutex::new(String::new());

struct Watch;

impl Instrumentation for Watch {
    fn on_connection_event(&mut self, event: InstrumentationEvent<'_>) {
        if let InstrumentationEvent::StartQuery { query, .. } = event {
            let page = OPENED.lock().unwrap_or_else(PoisonError::into_inner);
            if page.is_empty() {
                return;
            }
            let whole = query.to_string();
            let sql = whole.split(" -- binds").next().unwrap_or_default().trim();
            if sql.starts_with("SELECT") || sql.starts_with("WITH") {
                let mut asked = ASKED.lock().unwrap_or_else(PoisonError::into_inner);
                asked.entry(sql.to_owned()).or_insert_with(|| page.clone());
            }
        }
    }
}

const PAGES: [&str; 66] = [
    "/uk",
    "/uk/heroes",
    "/uk/heroes?page=2",
    "/uk/heroes?q=Лисюк",
    "/uk/heroes?q=Лсиюк Юра",
    "/uk/heroes?q=Ю. Лисюк",
    "/uk/heroes?q=ліс",
    "/uk/heroes?q=«любив ліс»&region=zhytomyrska",
    "/uk/heroes?region=zhytomyrska&region_role=fell&died_from=2023&sort=died",
    "/uk/heroes?unit=58-motorized&rank=soldier&award=order-courage-3&born_from=1990&sort=recent",
    "/uk/heroes?letter=Л",
    "/en/heroes?letter=L&sort=name",
    "/uk/heroes/yurii-lysiuk",
    "/en/heroes/yurii-lysiuk",
    "/h/1",
    "/uk/heroes/yurii-lysiuk/plain",
    "/uk/heroes/yurii-lysiuk/text.txt",
    "/uk/heroes/yurii-lysiuk/card.png",
    "/uk/heroes/yurii-lysiuk/qr",
    "/uk/heroes/yurii-lysiuk/booklet",
    "/uk/heroes/yurii-lysiuk/memories",
    "/uk/heroes/yurii-lysiuk/calendar.ics",
    "/uk/heroes/yurii-lysiuk/embed",
    "/uk/heroes/yurii-lysiuk/item",
    "/uk/heroes/nobody-at-all",
    "/uk/regions",
    "/uk/regions/zhytomyrska",
    "/uk/regions/zhytomyrska/calendar.ics",
    "/uk/regions/zhytomyrska/feed.atom",
    "/uk/units",
    "/uk/units/58-motorized",
    "/uk/units/58-motorized/calendar.ics",
    "/uk/units/58-motorized/feed.atom",
    "/feed.atom",
    "/uk/digests",
    "/uk/days",
    "/uk/days/03",
    "/uk/days/03-05",
    "/uk/days/03-05/turns",
    "/uk/days/03-05/calendar.ics",
    "/uk/silence",
    "/uk/silence/screen",
    "/uk/data",
    "/api/v1/heroes?limit=5",
    "/api/v1/heroes/yurii-lysiuk",
    "/api/v1/identifiers/wikidata/Q1",
    "/api/v1/suggest?q=Лис",
    "/api/v1/places?q=Жит",
    "/api/v1/rotation",
    "/api/v1/regions",
    "/api/v1/units",
    "/oai?verb=ListRecords&metadataPrefix=oai_dc",
    "/oai?verb=ListIdentifiers&metadataPrefix=oai_dc&set=from-UA-18&from=2024-01-01",
    "/oai?verb=ListSets",
    "/healthz",
    "/admin",
    "/admin?region=UA-18&unit=58-motorized&language=uk&days=3&kind=life&light=1",
    "/admin?state=late",
    "/admin?state=decided",
    "/admin/heroes",
    "/admin/heroes/1",
    "/admin/heroes/1/edit",
    "/admin/journal",
    "/admin/namesakes",
    "/admin/memories",
    "/admin/letters",
];

/// Whether a step of a plan reads a whole table or index that grows. A walk along an index, or along the table's own order, that
/// ends after a page's worth says so by LIMIT and by sorting nothing; a question whether there is any ends at the first; and one that
/// can find nothing (`1=0`) is not asked of the file.
fn reads_through(sql: &str, plan: &[Step], detail: &str) -> bool {
    let Some(rest) = detail.strip_prefix("SCAN ") else {
        return false;
    };
    let table = rest.split(' ').next().unwrap_or_default();
    let nothing_to_read = table.starts_with('(')
        || ["CONSTANT ROW", "VIRTUAL TABLE", "_that_wait"]
            .iter()
            .any(|kind| rest.contains(kind));
    let sorts = plan
        .iter()
        .any(|step| step.detail.contains("TEMP B-TREE FOR ORDER BY"));
    let ends =
        sql.contains("LIMIT") && !sorts && (rest.contains("USING") || !sql.contains("WHERE"));
    // Who is named in a minute is settled once a day, from all who were not named for longest.
    let once_a_day = sql.contains("FROM silence_names n");
    let ends = ends || once_a_day || sql.starts_with("SELECT EXISTS") || sql.contains("(1=0)");
    let real = real_name(sql, table);
    !nothing_to_read && !ends && !SMALL.contains(&real.as_str())
}

/// What a name in a plan stands for: `FROM heroes AS h` or `FROM heroes h`.
fn real_name(sql: &str, alias: &str) -> String {
    let words: Vec<&str> = sql
        .split(|c: char| c.is_whitespace() || matches!(c, ',' | '(' | ')' | '`'))
        .filter(|word| !word.is_empty())
        .collect();
    let at = words.iter().enumerate().position(|(at, word)| {
        *word == alias
            && at > 0
            && (words[at - 1].eq_ignore_ascii_case("as")
                || (at > 1
                    && matches!(words[at - 2].to_ascii_uppercase().as_str(), "FROM" | "JOIN")))
    });
    match at {
        Some(at) if words[at - 1].eq_ignore_ascii_case("as") => words[at - 2].to_owned(),
        Some(at) => words[at - 1].to_owned(),
        None => alias.to_owned(),
    }
}

#[actix_web::test]
#[ignore = "no_page_reads_through_what_grows starts it in a process of its own"]
async fn questions_of_all_pages() {
    set_default_instrumentation(|| Some(Box::new(Watch))).unwrap();
    let site = Site::open().await;
    administrator(&site, &site.browser).await;
    publish_life(&site, LYSIUK);
    site.state
        .db
        .read_now(|conn| site.state.names.follow(conn))
        .unwrap();
    for page in PAGES {
        page.clone_into(&mut OPENED.lock().unwrap());
        let answer = site.get(page).await;
        assert!(
            !answer.status.is_server_error(),
            "{page}: {}",
            answer.status
        );
    }
    OPENED.lock().unwrap().clear();
    let asked = ASKED.lock().unwrap().clone();
    assert!(asked.len() > 100, "only {} questions", asked.len());
    let mut faults = Vec::new();
    for (sql, page) in &asked {
        let plan = diesel::sql_query(format!("EXPLAIN QUERY PLAN {sql}"));
        let steps = site.state.db.read_now(|conn| plan.load::<Step>(conn));
        let steps = steps.unwrap();
        for Step { detail } in &steps {
            if reads_through(sql, &steps, detail) {
                faults.push(format!("{page}: {detail}: {sql}"));
            }
        }
    }
    assert!(faults.is_empty(), "{}", faults.join("\n\n"));
}

#[test]
fn no_page_reads_through_what_grows() {
    let asked = Command::new(std::env::current_exe().unwrap())
        .args(["--exact", "plans::questions_of_all_pages", "--ignored"])
        .output()
        .unwrap();
    let out = String::from_utf8_lossy(&asked.stdout);
    assert!(
        asked.status.success() && out.contains("1 passed"),
        "{out}{}",
        String::from_utf8_lossy(&asked.stderr)
    );
}
