//! A text that is written already: pasted, kept as the story, and read for answers. Nothing it says is an answer before the
//! family ticks it.

use actix_web::HttpResponse;
use actix_web::http::StatusCode;
use actix_web::web::{Data, Path};
use askama::Template;

use super::accepting;
use super::answers::Answers;
use super::base;
use super::form::Form;
use super::queries::{self, Refused};
use super::step::{Opened, Steps, WayBack, home, open};
use super::submission::Step;
use super::unsaved::unsaved;
use crate::app;
use crate::error::AppError;
use crate::heroes::telling::Telling;
use crate::i18n::{Lang, Words};
use crate::moderation::facts;
use crate::names::is_cyrillic;
use crate::reader::{self, Proposal};
use crate::reference::Reference;
use crate::web::layout::{Here, Layout};
use crate::web::show::{see, show_privately};

#[derive(Template)]
#[template(path = "submissions/text.html")]
struct TextPage {
    w: Words,
    layout: Layout,
    steps: Steps,
    home: String,
    way_back: WayBack,
    /// What the story step held when the page was made.
    base: String,
    written: String,
    /// The language of the text, which may be another than the page's.
    language: Lang,
    found: Vec<Found>,
    /// Where one goes on without ticking anything.
    next: String,
}

/// Something the text says.
struct Found {
    mark: String,
    title: String,
    lines: Vec<String>,
    sentence: String,
}

/// `GET /{lang}/submissions/{key}/text`
pub async fn page(
    w: Words,
    at: Path<(String, String)>,
    state: Data<app::State>,
) -> Result<HttpResponse, AppError> {
    let (_, key) = at.into_inner();
    let opened = open(&state, &key).await?;
    if !opened.sent.state.is_open() {
        return Ok(see(home(w, &key)));
    }
    let reference = state.reference();
    let (story, answers) = (opened.sent.language, &opened.sent.answers);
    let (language, written) = text_of(answers, story);
    let telling = Telling {
        w,
        reference: &reference,
    };
    let found = offered(answers, story, &reference)
        .into_iter()
        .map(|proposal| found(telling, &proposal, &written))
        .collect();
    let unseen = Step::ALL.into_iter().find(|step| !answers.has_seen(*step));
    let home = home(w, &key);
    let page = TextPage {
        w,
        layout: Layout::hidden(
            w,
            format!("/submissions/{key}/text"),
            w.submissions_text_title(),
        )
        .here(Here::Tell),
        steps: Steps::of(w, &state, &key, &opened, None),
        way_back: WayBack::to(w, &state, &key),
        base: base::mark(answers, &opened.contacts, Step::Story),
        written,
        language,
        found,
        next: format!("{home}/{}", unseen.map_or("check", Step::word)),
        home,
    };
    show_privately(StatusCode::OK, &page)
}

/// `POST /{lang}/submissions/{key}/text`: keeps the text as the story, then shows what was read in it.
pub async fn keep(
    w: Words,
    at: Path<(String, String)>,
    form: Form,
    state: Data<app::State>,
) -> Result<HttpResponse, AppError> {
    let (_, key) = at.into_inner();
    let opened = open(&state, &key).await?;
    if crossed(&opened, &form) {
        return unsaved(w, Some(&key), &Refused::Crossed, &form);
    }
    let written = form.text("text");
    let changed = change(&state, &key, move |answers, story, _| {
        let biography = &mut answers.story.biography;
        if language(&written, story) == story {
            biography.text = written;
        } else {
            biography.other = written;
        }
    })
    .await?;
    match changed {
        Ok(()) => Ok(see(format!("{}/text#found", home(w, &key)))),
        Err(refused) => unsaved(w, Some(&key), &refused, &form),
    }
}

/// `POST /{lang}/submissions/{key}/text/answers`: what was ticked becomes answers, to be looked through with all the others.
pub async fn take(
    w: Words,
    at: Path<(String, String)>,
    form: Form,
    state: Data<app::State>,
) -> Result<HttpResponse, AppError> {
    let (_, key) = at.into_inner();
    let ticked = form.all("found");
    let changed = change(&state, &key, move |answers, story, reference| {
        for proposal in offered(answers, story, reference) {
            if ticked.contains(&accepting::mark(&proposal))
                && let Some(new) = accepting::with(answers, &proposal.fact, story, reference)
            {
                *answers = new;
            }
        }
    })
    .await?;
    match changed {
        Ok(()) => Ok(see(format!("{}/check", home(w, &key)))),
        Err(refused) => unsaved(w, Some(&key), &refused, &form),
    }
}

async fn change(
    state: &Data<app::State>,
    key: &str,
    change: impl FnOnce(&mut Answers, Lang, &Reference) + Send + 'static,
) -> Result<Result<(), Refused>, AppError> {
    let (key, reference, now) = (key.to_owned(), state.reference(), state.now());
    state
        .db
        .write(move |conn| {
            let story = queries::by_key(conn, &key)?.language;
            let changed = queries::change(conn, &key, &reference, now, |answers| {
                change(answers, story, &reference);
            })?;
            Ok(changed.map(|_| ()))
        })
        .await
}

/// Whether somebody else wrote in the story since the page was shown.
fn crossed(opened: &Opened, form: &Form) -> bool {
    let answers = &opened.sent.answers;
    let kept = text_of(answers, opened.sent.language).1;
    let base = form.text("base");
    let now = base::mark(answers, &opened.contacts, Step::Story);
    !base.is_empty() && base != now && !kept.trim().is_empty() && kept != form.text("text")
}

/// What is told, in the language of the story, or else in the other one.
fn text_of(answers: &Answers, story: Lang) -> (Lang, String) {
    let biography = &answers.story.biography;
    if biography.text.trim().is_empty() && !biography.other.trim().is_empty() {
        (story.other(), biography.other.clone())
    } else {
        (story, biography.text.clone())
    }
}

/// By its letters; with none, that of the story.
fn language(text: &str, story: Lang) -> Lang {
    let cyrillic = text.chars().filter(|c| is_cyrillic(*c)).count();
    let latin = text.chars().filter(char::is_ascii_alphabetic).count();
    match cyrillic.cmp(&latin) {
        std::cmp::Ordering::Greater => Lang::Uk,
        std::cmp::Ordering::Less => Lang::En,
        std::cmp::Ordering::Equal => story,
    }
}

/// What the text says and no answer says yet.
fn offered(answers: &Answers, story: Lang, reference: &Reference) -> Vec<Proposal> {
    let (lang, text) = text_of(answers, story);
    let mut read = reader::read(&text, language(&text, lang), reference);
    read.retain(|proposal| accepting::with(answers, &proposal.fact, story, reference).is_some());
    read
}

fn found(telling: Telling<'_>, proposal: &Proposal, text: &str) -> Found {
    let facts = facts::facts(telling, &accepting::alone(&proposal.fact));
    let title = facts
        .first()
        .map(|fact| telling.w.moderation_field(fact.field));
    Found {
        mark: accepting::mark(proposal),
        title: title.unwrap_or_default(),
        lines: facts.into_iter().flat_map(|fact| fact.lines).collect(),
        sentence: text[proposal.sentence.clone()].trim().to_owned(),
    }
}
