//! What may be done with a thing as it stands: every act of the desk on something that has a number, by who does it and by the
//! state it is in. The tables are in `states_of_stories`, `states_of_lives` and `states_of_lists`; here is what a cell means and
//! how it is judged. What is not allowed is answered by a page with a sentence, and leaves everything as it was.

use std::collections::BTreeSet;
use std::sync::{Mutex, OnceLock};

use diesel::prelude::*;
use diesel::sql_types::Text;

use crate::accounts::{administrator, moderator};
use crate::page_cache::Warm;
use crate::roles::{DOORS, desk};
use crate::site::{Answer, Browser, Site};
use crate::{states_of_lists, states_of_lives, states_of_memories, states_of_stories};

/// What comes of an act in a state.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Cell {
    /// It is done, and something has changed.
    Done,
    /// It was so already: nothing is refused, and nothing changes.
    Same,
    /// It is done, and shown at once on a page.
    Page,
    /// A page is shown, and nothing changes.
    Look,
    /// 404: nothing here is to be found by that number.
    Gone,
    /// 409: it is not what it was when the page was shown.
    Late,
    /// 403: it is not theirs to do.
    Bars,
}

impl Cell {
    fn status(self) -> u16 {
        match self {
            Self::Done | Self::Same => 303,
            Self::Page | Self::Look => 200,
            Self::Gone => 404,
            Self::Late => 409,
            Self::Bars => 403,
        }
    }

    pub fn refuses(self) -> bool {
        self.status() >= 400
    }

    fn changes(self) -> bool {
        matches!(self, Self::Done | Self::Page)
    }
}

/// An act in one state, and in every other: its path as `routes.rs` has it, and what is done with it, where that is not one thing.
pub type Row<const STATES: usize> = (&'static str, &'static str, [Cell; STATES]);

/// Acts on something with a number or a name whose state is judged elsewhere, and where.
const ELSEWHERE: [(&str, &str); 7] = [
    ("/admin/letters/{id}/sending", "letters"),
    ("/admin/letters/{id}/putting-away", "letters"),
    // A record of the lists has no state: an act is about the revision that was read.
    (
        "/admin/reference/{list:units|ranks|awards|regions}/new",
        "reference",
    ),
    (
        "/admin/reference/{list:units|ranks|awards|regions}/{slug}",
        "reference",
    ),
    ("/admin/reference/units/{slug}/renaming", "reference"),
    ("/admin/reference/units/{slug}/merger", "reference"),
    (
        "/admin/reference/{list:units|ranks|awards|regions}/{slug}/changes/{id}/putting-back",
        "reference",
    ),
];

#[test]
fn every_act_on_something_stands_in_a_table() {
    let tables = [
        states_of_stories::acts(),
        states_of_lives::acts(),
        states_of_lists::acts(),
        states_of_memories::acts(),
    ]
    .concat();
    let elsewhere: Vec<&str> = ELSEWHERE.iter().map(|(path, _)| *path).collect();
    for (_, tests) in ELSEWHERE {
        assert!(
            include_str!("main.rs").contains(&format!("\nmod {tests};")),
            "{tests}"
        );
    }
    let acts: Vec<&str> = desk()
        .into_iter()
        .filter(|(path, _, acted)| *acted && path.contains('{') && !DOORS.contains(path))
        .map(|(path, ..)| path)
        .collect();
    for act in &acts {
        let times = usize::from(tables.contains(act)) + usize::from(elsewhere.contains(act));
        assert_eq!(times, 1, "{act} stands in no table of states, or in two");
    }
    for act in tables.iter().chain(&elsewhere) {
        assert!(acts.contains(act), "{act} is an act no more");
    }
}

/// A table judges something only where it both allows and refuses: every act, somewhere.
pub fn is_sound<const STATES: usize>(table: &[Row<STATES>]) {
    for (act, ..) in table {
        let of_it = table.iter().filter(|(known, ..)| known == act);
        let cells: Vec<Cell> = of_it.flat_map(|(_, _, cells)| *cells).collect();
        assert!(
            cells.iter().any(|cell| !cell.refuses()),
            "{act}: allowed nowhere"
        );
        assert!(
            cells.iter().any(|cell| cell.refuses()),
            "{act}: refused nowhere"
        );
    }
}

/// A memorial with an administrator (account 1) and a moderator (account 2).
pub async fn staffed(site: Site) -> Scene {
    administrator(&site, &site.browser).await;
    let taras = moderator(&site, &site.browser, "Тарас").await;
    Scene {
        me: site.browser.clone(),
        other: taras,
        ids: [1, 2],
        site,
    }
}

/// A memorial in which somebody acts, and somebody else has.
pub struct Scene {
    pub site: Site,
    pub me: Browser,
    pub other: Browser,
    /// The numbers of their accounts.
    pub ids: [i32; 2],
}

impl Scene {
    /// The same once more, untouched by what is done here.
    pub fn copied(&self) -> Self {
        let site = self.site.copied();
        Self {
            me: self.me.at(&site),
            other: self.other.at(&site),
            ids: self.ids,
            site,
        }
    }

    /// The moderator acts where the administrator did, and the other way round.
    pub fn changed_round(mut self) -> Self {
        std::mem::swap(&mut self.me, &mut self.other);
        self.ids.reverse();
        self
    }

    /// Does one act and says what was wrong about it, if anything was. What is allowed is done to a copy, so that all that the
    /// memorial holds stays as it was `before`.
    async fn judged(
        &self,
        act: (&'static str, &'static str),
        path: &str,
        form: &[(&str, &str)],
        cell: Cell,
        before: &BTreeSet<String>,
    ) -> Option<String> {
        let (answer, after) = if cell.refuses() {
            (self.me.post(path, form).await, contents(&self.site))
        } else {
            let copy = self.copied();
            // Of each act once: no page that anyone reads is older than it.
            let warm = match is_first(act) && cell.changes() {
                true => Some(Warm::up(&copy.site).await),
                false => None,
            };
            let done = (copy.me.post(path, form).await, contents(&copy.site));
            if let Some(warm) = warm
                && let Err(fault) = warm.is_true(&copy.site).await
            {
                return Some(format!("pages from before are shown: {fault}"));
            }
            done
        };
        let table = |line: &String| line.split('|').next().unwrap_or_default().to_owned();
        let changed: BTreeSet<_> = before.symmetric_difference(&after).map(table).collect();
        let got = answer.status.as_u16();
        if got != cell.status() {
            return Some(format!("{got}, wrote {changed:?}"));
        }
        if cell.refuses() && !is_explained(&answer) {
            return Some(format!("{got} without a sentence: {}", answer.words()));
        }
        (changed.is_empty() == cell.changes()).then(|| format!("{got}, wrote {changed:?}"))
    }
}

/// Judges a whole column; what is wrong is said all at once.
pub async fn column<const STATES: usize>(
    scene: &Scene,
    table: &[Row<STATES>],
    state: (usize, &str),
    asked: impl Fn(&'static str, &'static str) -> (String, Vec<(&'static str, String)>),
) {
    let (mut before, mut wrong) = (contents(&scene.site), Vec::new());
    for (act, how, cells) in table {
        let (path, form) = asked(act, how);
        let form: Vec<(&str, &str)> = form.iter().map(|(k, v)| (*k, v.as_str())).collect();
        let cell = cells[state.0];
        if let Some(fault) = scene.judged((act, how), &path, &form, cell, &before).await {
            wrong.push(format!("{act} {how}: {cell:?} expected, and not {fault}"));
            before = contents(&scene.site);
        }
    }
    let by = if scene.ids[0] == 1 {
        "an administrator"
    } else {
        "a moderator"
    };
    assert!(
        wrong.is_empty(),
        "«{}», by {by}:\n{}",
        state.1,
        wrong.join("\n")
    );
}

/// Whether this was not asked before, by anybody and in any state.
fn is_first(act: (&'static str, &'static str)) -> bool {
    static ASKED: Mutex<BTreeSet<(&str, &str)>> = Mutex::new(BTreeSet::new());
    ASKED.lock().unwrap().insert(act)
}

/// An ordinary page that says in words why nothing was done.
fn is_explained(answer: &Answer) -> bool {
    let is_page = answer
        .header("content-type")
        .is_some_and(|kind| kind.starts_with("text/html"));
    let told = answer.all(".error-page p, .desk-note, [role=alert]");
    is_page && answer.all("h1").len() == 1 && told.iter().any(|words| words.contains(' '))
}

#[derive(QueryableByName)]
struct Line {
    #[diesel(sql_type = Text)]
    line: String,
}

fn lines(conn: &mut SqliteConnection, sql: &str) -> Vec<String> {
    let lines: Vec<Line> = diesel::sql_query(sql).load(conn).unwrap();
    lines.into_iter().map(|found| found.line).collect()
}

/// All that the memorial holds, each line behind the name of its table: of the register of places, which is long, only how
/// much.
fn contents(site: &Site) -> BTreeSet<String> {
    static EVERYTHING: OnceLock<String> = OnceLock::new();
    let mut conn = SqliteConnection::establish(site.database().to_str().unwrap()).unwrap();
    let sql = EVERYTHING.get_or_init(|| {
        let tables = lines(
            &mut conn,
            "SELECT name AS line FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite%' AND name <> 'purges'
             AND name NOT LIKE 'hero_words%' AND name NOT LIKE 'hero_stories%'",
        );
        let each = tables.into_iter().map(|table| match table.as_str() {
            "settlements" | "settlement_names" | "spellings" | "districts" => {
                format!("SELECT '{table}|' || count(*) AS line FROM {table}")
            }
            _ => {
                let columns = format!(
                    "SELECT 'quote(\"' || name || '\")' AS line FROM pragma_table_info('{table}')"
                );
                let columns = lines(&mut conn, &columns).join(" || '|' || ");
                format!("SELECT '{table}|' || {columns} AS line FROM {table}")
            }
        });
        each.collect::<Vec<_>>().join(" UNION ALL ")
    });
    lines(&mut conn, sql).into_iter().collect()
}

/// One number that the memorial knows.
pub fn number(site: &Site, sql: &str) -> String {
    let mut conn = SqliteConnection::establish(site.database().to_str().unwrap()).unwrap();
    lines(&mut conn, &format!("SELECT ({sql}) || '' AS line")).remove(0)
}
