//! `/admin/submissions/{id}`: one story, whole: what was sent, what readers would see, what to look at twice, and the
//! decision.

use std::collections::BTreeMap;

use actix_web::HttpResponse;
use actix_web::http::StatusCode;
use actix_web::web::{Data, Path, Query};
use askama::Template;
use chrono::{DateTime, Utc};

use super::answer::{choices, questions};
use super::comparing::{Comparison, comparison};
use super::desk::{Desk, Room};
use super::facts::{Fact, facts};
use super::history::{Line, lines};
use super::joining::{Choice, Choices};
use super::journal::{self};
use super::letters;
use super::life::audience_tag;
use super::queries::{self, Story};
use super::reading::{Place, Reading, lights, readings};
use super::sent::{answers, rewritten, writings};
use super::taking;
use super::typed::After;
use super::warnings::{Warning, anchor, warnings};
use crate::accounts::guard::Reader;
use crate::app::State;
use crate::care::heaviness::{Care, care};
use crate::error::AppError;
use crate::heroes::hero::Relation;
use crate::heroes::telling::Telling;
use crate::heroes::visibility::{self, Visibility};
use crate::i18n::dates::life_years;
use crate::i18n::{Lang, Words, dates};
use crate::linter;
use crate::linter::finding::Kind as Found;
use crate::linter::shown::{self, Row as FindingRow};
use crate::namesakes;
use crate::namesakes::section::Section;
use crate::namesakes::who::Who;
use crate::papers::queries::Paper;
use crate::proofs;
use crate::proofs::proof::Answer;
use crate::questions::question::{FACTS, Question, place};
use crate::submissions::answers::Contacts;
use crate::submissions::form::Form;
use crate::submissions::submission::{Kind, State as Standing};
use crate::web::layout::Layout;
use crate::web::show::show_privately;

#[derive(Template)]
#[template(path = "moderation/review.html")]
struct ReviewPage {
    w: Words,
    layout: Layout,
    desk: Desk,
    id: i32,
    revision: i32,
    name: String,
    years: Option<String>,
    sent: String,
    hand: Hand,
    /// Taking its publication back needs a second person.
    undoing_takes_two: bool,
    /// The public page that it adds to; none for a life of its own.
    about: Option<Comparison>,
    /// The undecided story that it follows.
    follows: Option<i32>,
    /// Whether a moderator joined it, and may part it again.
    joined: bool,
    /// A contributor wants back what was added.
    wants_back: bool,
    /// What a contributor wrote in their own words.
    note: String,
    /// What the family is shown, and what it says.
    proof: Option<Proofed>,
    warnings: Vec<Warning>,
    /// Who may be the same person.
    namesakes: Section,
    /// What a moderator says of before anyone sees the story.
    findings: Vec<FindingRow>,
    /// What was hidden and can come back.
    hidden: Vec<shown::Hid>,
    stories: Vec<Reading>,
    facts: Vec<Fact>,
    /// The family's language.
    language: Lang,
    /// Which sentences speak of which field.
    lights: BTreeMap<&'static str, Vec<Place>>,
    /// Who may see what, as the family chose.
    visibility: Visibility,
    /// Facts that can be asked about and are not told.
    untold: Vec<&'static str>,
    /// What the family was asked, and whether it has answered.
    questions: Vec<Question>,
    photos: Vec<i32>,
    papers: Vec<Paper>,
    answers: Vec<(String, Vec<String>)>,
    /// Who wrote which part, where relatives wrote together.
    writings: Vec<(String, String)>,
    /// Fields that a moderator edited and the family wrote anew since.
    rewritten: Vec<String>,
    letters: Vec<letters::Line>,
    /// Whether there is a mail server to hand letters to.
    posts: bool,
    journal: Vec<Line>,
    shown: Shown,
    care: Care,
}

/// Whose turn it is.
enum Hand {
    /// It waits, or this moderator has it.
    Open {
        mine: bool,
    },
    /// A colleague has it: the name, and the number of the account.
    Theirs {
        name: String,
        holder: i32,
    },
    /// The family was asked, or it was refused: what was written to them.
    Answered {
        refused: bool,
        by: String,
        message: String,
    },
    Approved {
        by: String,
        hero_id: i32,
    },
}

/// Where the page stands with its family.
struct Proofed {
    said: String,
    /// What is wrong: the facts that were ticked, and the family's words.
    wrong: Option<(String, String)>,
}

/// What an act before left to be shown.
#[derive(Default)]
pub struct Shown {
    pub contacts: Option<Contacts>,
    /// The words to the family that were typed, kept.
    pub message: String,
    /// The questions beside the fields that were typed, kept: facts and words.
    pub asked: Vec<(String, String)>,
    /// The reason to undo a publication that was typed, kept.
    pub reason: String,
    pub fault: Option<&'static str>,
    /// The ready reason that was chosen.
    pub ready: String,
    /// What was ticked as unclear.
    pub unclear: Vec<String>,
    /// What was chosen for each field of a comparison.
    pub choices: Choices,
    /// The letter was composed just now.
    pub composed: bool,
    /// It was said that a letter is lost when its story is put aside.
    pub letter_left: bool,
    pub done: bool,
}

impl Shown {
    /// What was typed and ticked in the form of the decision, kept while something else is done.
    pub fn of(form: &Form) -> Self {
        Self {
            message: form.text("message"),
            asked: questions(form),
            ready: form.text("ready"),
            unclear: form.all("unclear"),
            choices: choices(form),
            ..Self::default()
        }
    }

    /// Whether a letter to the family was begun in any way.
    pub fn has_letter(&self) -> bool {
        !self.message.trim().is_empty()
            || !self.asked.is_empty()
            || !self.ready.is_empty()
            || !self.unclear.is_empty()
    }
}

/// The keys of this page and what each does, as `static/js/review.js` has them.
pub const KEYS: [(&str, &str); 19] = [
    ("↓ J", "next"),
    ("↑ K", "previous"),
    ("S", "sentence"),
    ("H", "hide"),
    ("L", "stands"),
    ("U", "unclear"),
    ("1", "take"),
    ("2", "keep"),
    ("3", "both"),
    ("P", "picture"),
    ("M", "letter"),
    ("C", "compose"),
    ("V", "seen"),
    ("Ctrl Enter", "primary"),
    ("Ctrl 1", "approve"),
    ("Ctrl 4", "ask"),
    ("Ctrl 0", "refuse"),
    ("5", "aside"),
    ("E", "edit"),
];

pub async fn page(
    w: Words,
    state: Data<State>,
    by: Reader,
    id: Path<i32>,
    after: Query<After>,
) -> Result<HttpResponse, AppError> {
    taking::end_claims(&state).await?;
    let shown = Shown {
        done: after.is_done(),
        ..Shown::default()
    };
    draw(w, &state, &by, *id, StatusCode::OK, shown).await
}

pub(crate) async fn draw(
    w: Words,
    state: &State,
    by: &Reader,
    id: i32,
    status: StatusCode,
    shown: Shown,
) -> Result<HttpResponse, AppError> {
    let reference = state.reference();
    let known = reference.clone();
    let now = state.now();
    let (story, likely, entries, letters, found, stories, wrong, undoing_takes_two) = state
        .db
        .read(move |conn| {
            let story = queries::story(conn, id)?;
            let likely = namesakes::queries::of_story(conn, id)?;
            let letters = crate::letters::queries::of_submission(conn, id)?;
            let found = linter::queries::found(conn, id, &story.record)?;
            // Reading a long story is work: it is done here, where it keeps nobody waiting.
            let stories = readings(&story.record, &known, &shown::standing(&found));
            let wrong = queries::contradicting(conn, &story.record, &stories, &known)?;
            let takes_two = queries::undoing_takes_two(conn, id, now)?.is_some();
            let entries = journal::of_submission(conn, id)?;
            Ok((
                story, likely, entries, letters, found, stories, wrong, takes_two,
            ))
        })
        .await?;
    let telling = Telling {
        w,
        reference: &reference,
    };
    let record = &story.record;
    let told = facts(telling, record);
    let hidden = shown::hid(w, linter::queries::hidings(&entries, record));
    let page = ReviewPage {
        w,
        layout: Layout::hidden(w, format!("/submissions/{id}"), record.name.listed()),
        desk: Desk::around(state, by, Room::Queue).await?,
        id,
        revision: story.sent.revision,
        name: record.name.listed(),
        years: life_years(
            w.lang(),
            record.born.as_ref(),
            record.died.as_ref(),
            record.sex,
            false,
        ),
        sent: sent(w, &story),
        undoing_takes_two,
        about: comparison(telling, &story)?.map(|shown_before| shown_before.with(&shown.choices)),
        follows: story.sent.joined_id,
        joined: story.sent.kind == Kind::Life
            && (story.sent.about_id.is_some() || story.sent.joined_id.is_some()),
        wants_back: story.sent.asks_withdrawal(),
        note: note(&story),
        proof: proofed(w, &story, state.now()),
        hand: hand(&story, by),
        warnings: warnings(telling, &story, &likely, &wrong),
        namesakes: Section::of(telling, Who::Story(id), is_alone(&story), &likely),
        findings: shown::rows(w, record, &found, &stories),
        hidden,
        language: story.sent.language,
        lights: lights(&stories, record),
        stories,
        untold: FACTS
            .iter()
            .map(|(fact, _, _)| *fact)
            .filter(|fact| told.iter().all(|known| known.field != *fact))
            .collect(),
        visibility: story.chosen().clone(),
        questions: story.questions.clone(),
        facts: told
            .into_iter()
            .filter(|fact| !matches!(fact.field, "biography" | "photos"))
            .collect(),
        photos: story.photos.clone(),
        papers: story.papers.clone(),
        answers: answers(w, state, &story),
        writings: writings(w, &story),
        rewritten: rewritten(record, &entries)
            .into_iter()
            .map(|field| w.moderation_field(field))
            .collect(),
        letters: letters::lines(w, letters, state.settings.smtp.is_some()),
        posts: state.settings.smtp.is_some(),
        journal: lines(telling, entries),
        care: care(w, state, by, id).await?,
        shown,
    };
    show_privately(status, &page)
}

/// «Від сестри, 21 листопада, 08:12; згода від 2026-11».
fn sent(w: Words, story: &Story) -> String {
    let sent = dates::moment(w.lang(), story.sent_at);
    match &story.consent {
        Some(consent) => {
            let relation = Relation::from_word(&consent.relation).map_or_else(
                || consent.relation.clone(),
                |relation| w.submissions_relation(relation.word()),
            );
            w.moderation_sent_by(
                dates::moment(w.lang(), consent.at),
                relation,
                sent,
                &consent.version,
            )
        }
        None => w.moderation_sent_at(sent),
    }
}

/// Where the proof stands; none while the family is shown nothing.
fn proofed(w: Words, story: &Story, now: DateTime<Utc>) -> Option<Proofed> {
    let proof = story.proof.as_ref()?;
    let (said, wrong) = match (&story.sent.state, &proof.answer) {
        (Standing::Taken { .. }, None) if proof.awaits(now) => {
            (w.proofs_awaits(dates::moment(w.lang(), proof.until)), None)
        }
        (Standing::Taken { .. }, None) => (w.proofs_overdue().to_owned(), None),
        (Standing::Taken { .. }, Some(Answer::Yes { publish_on, .. })) => match publish_on {
            Some(day) => {
                let day = proofs::show::said(w, *day);
                (format!("{} {day}", w.proofs_agreed()), None)
            }
            None => (w.proofs_not_published().to_owned(), None),
        },
        (Standing::Taken { .. }, Some(Answer::Wrong { facts, words, .. })) => {
            let facts: Vec<String> = facts.iter().map(|fact| w.moderation_field(fact)).collect();
            let wrong = (facts.join(", "), words.clone());
            (w.proofs_disagreed().to_owned(), Some(wrong))
        }
        _ => return None,
    };
    Some(Proofed { said, wrong })
}

/// What a contributor sent in their own words.
fn note(story: &Story) -> String {
    story.sent.told().note.trim().to_owned()
}

fn hand(story: &Story, by: &Reader) -> Hand {
    let decided_by = || story.decided_by.clone().unwrap_or_default();
    match &story.sent.state {
        Standing::Taken { by: holder, .. } if *holder == by.id() => Hand::Open { mine: true },
        Standing::Taken { by: holder, .. } => Hand::Theirs {
            name: story.taken_by.clone().unwrap_or_default(),
            holder: *holder,
        },
        Standing::Returned { message, .. } => Hand::Answered {
            refused: false,
            by: decided_by(),
            message: message.clone(),
        },
        Standing::Refused { reason, .. } => Hand::Answered {
            refused: true,
            by: decided_by(),
            message: reason.clone(),
        },
        Standing::Approved { hero_id, .. } => Hand::Approved {
            by: decided_by(),
            hero_id: *hero_id,
        },
        Standing::Draft | Standing::Pending { .. } => Hand::Open { mine: false },
    }
}

/// What is joined already is parted before it is joined to another.
fn is_alone(story: &Story) -> bool {
    story.about.is_none() && story.sent.joined_id.is_none()
}

impl ReviewPage {
    /// How to reach the family, once it was asked for.
    fn contact_lines(&self) -> Vec<(&'static str, String)> {
        let w = self.w;
        let Some(contacts) = self.shown.contacts.clone() else {
            return Vec::new();
        };
        [
            (w.moderation_contact_name(), contacts.name),
            (w.moderation_contact_phone(), contacts.phone),
            (w.moderation_contact_email(), contacts.email),
            (w.moderation_contact_other(), contacts.other),
        ]
        .into_iter()
        .filter(|(_, value)| !value.is_empty())
        .collect()
    }

    fn warned(&self) -> bool {
        self.warnings
            .iter()
            .any(|warning| !warning.found.is_empty())
    }

    /// Whether it can become public as it stands: what follows an undecided story waits for that one.
    fn can_be_published(&self) -> bool {
        self.follows.is_none() && self.about.as_ref().is_none_or(|about| about.page.is_some())
    }

    /// The words to ask with that were typed beside a fact.
    fn typed(&self, fact: &str) -> &str {
        let mut asked = self.shown.asked.iter();
        let found = asked.find(|(known, _)| known == fact);
        found.map_or("", |(_, words)| words)
    }

    /// The form that a button beside the decision belongs to: with the decision's own, what was typed there comes along.
    fn decides_by(&self, own: &'static str) -> &'static str {
        if self.open() { "decision" } else { own }
    }

    fn is_unclear(&self, fact: &str) -> bool {
        self.shown.unclear.iter().any(|known| known == fact)
    }

    /// For whom a fact is, where it is not for everyone.
    fn audience(&self, fact: &str) -> Option<String> {
        audience_tag(self.w, &self.visibility, fact)
    }

    fn audience_of_picture(&self, id: &i32) -> Option<String> {
        self.audience(&visibility::picture(*id))
    }

    /// «Світлина 1»: by its place among the pictures of this story.
    fn picture(&self, photo: &i32) -> String {
        let place = self.photos.iter().position(|known| known == photo);
        match place {
            Some(at) => self.w.moderation_picture(at + 1),
            None => self.w.moderation_picture(*photo),
        }
    }

    fn can_be_asked(&self, fact: &str) -> bool {
        place(fact).is_some()
    }

    fn choice(&self, choice: &Choice) -> &'static str {
        match choice {
            Choice::Keep => self.w.joining_keep(),
            Choice::Take => self.w.joining_take(),
            Choice::Both => self.w.joining_both(),
        }
    }

    fn open(&self) -> bool {
        self.desk.may_decide && matches!(self.hand, Hand::Open { .. })
    }

    /// Words that were typed into a box the page has no more: the story is somewhere else now.
    fn left_over(&self) -> Option<&str> {
        let (has_letter, has_reason) = (self.open(), matches!(self.hand, Hand::Approved { .. }));
        let shown = &self.shown;
        [(has_letter, &shown.message), (has_reason, &shown.reason)]
            .into_iter()
            .find(|(has_box, words)| !has_box && !words.is_empty())
            .map(|(_, words)| words.as_str())
    }

    /// Why nothing was done, when no form is left on the page that would say it.
    fn unplaced_fault(&self) -> bool {
        let has_form = match self.hand {
            Hand::Open { .. } => true,
            Hand::Approved { .. } => self.about.is_none(),
            Hand::Theirs { .. } | Hand::Answered { .. } => false,
        };
        self.shown.fault.is_some() && !has_form
    }

    fn mine(&self) -> bool {
        self.desk.may_decide && matches!(self.hand, Hand::Open { mine: true })
    }

    fn why(&self, kinds: &[Found]) -> String {
        let names: Vec<_> = kinds
            .iter()
            .map(|kind| self.w.linter_kind(kind.word()))
            .collect();
        names.join(", ")
    }

    /// Findings that wait for a word.
    fn unsettled(&self) -> usize {
        let open = self.findings.iter().filter(|row| row.stands.is_none());
        open.count()
    }

    /// The sentences that speak of a field: where each is on the page, and its number.
    fn told_in(&self, field: &str) -> Vec<(String, usize)> {
        let places = self.lights.get(field).into_iter().flatten();
        places.map(|place| (anchor(*place), place.1)).collect()
    }

    /// The fields that a sentence speaks of, as the script reads them.
    fn speaks_of(&self, lang: &Lang, number: &usize) -> String {
        let spoken = self
            .lights
            .iter()
            .filter(|(_, places)| places.contains(&(*lang, *number)));
        spoken
            .map(|(field, _)| *field)
            .collect::<Vec<_>>()
            .join(" ")
    }
}
