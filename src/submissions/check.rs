//! All answers before they are sent, each with the way to change it.

use actix_web::HttpResponse;
use actix_web::http::StatusCode;
use actix_web::web::{Data, Path};
use askama::Template;

use super::faults::sentence;
use super::fields::anchor;
use super::step::{Opened, Steps, WayBack, home, open};
use super::submission::{State, Step};
use super::telling::{self, Held, Person};
use crate::app;
use crate::dates::kyiv;
use crate::error::AppError;
use crate::i18n::Words;
use crate::web::layout::{Here, Layout};
use crate::web::show::{see, show_privately};

#[derive(Template)]
#[template(path = "submissions/check.html")]
struct CheckPage {
    w: Words,
    layout: Layout,
    answers: Vec<Answer>,
    faults: Vec<Unready>,
    steps: Steps,
    home: String,
    waiting: bool,
    way_back: WayBack,
}

/// One step and all it holds.
struct Answer {
    step: Step,
    name: String,
    lines: Vec<String>,
    address: String,
}

/// What keeps the story from being sent, and where to put it right.
struct Unready {
    address: String,
    sentence: String,
}

/// `GET /{lang}/submissions/{key}/check`
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
    draw(w, &state, &key, opened, StatusCode::OK)
}

/// The page as a refused sending shows it again.
pub fn draw(
    w: Words,
    state: &app::State,
    key: &str,
    opened: Opened,
    status: StatusCode,
) -> Result<HttpResponse, AppError> {
    let sent = &opened.sent;
    let (reference, today) = (state.reference(), kyiv::today(state.now()));
    let person = Person::of(&sent.answers, w.lang());
    let held = Held {
        w,
        answers: &sent.answers,
        contacts: &opened.contacts,
        reference: &reference,
        today,
    };
    let address = |step: Step| format!("{}/{}?from=check", home(w, key), step.word());
    let answers = Step::ALL.into_iter().map(|step| Answer {
        step,
        name: telling::name(step, w, &person),
        lines: held.lines(step),
        address: address(step),
    });
    let faults = sent
        .answers
        .read(sent.language, &reference, today)
        .faults
        .into_iter()
        .chain(opened.contacts.faults());
    let faults = faults.map(|fault| Unready {
        address: format!("{}#{}", address(fault.step), anchor(&fault)),
        sentence: sentence(&fault, w),
    });
    let page = CheckPage {
        w,
        layout: Layout::hidden(
            w,
            format!("/submissions/{key}/check"),
            w.submissions_title_check(),
        )
        .here(Here::Tell),
        answers: answers.collect(),
        faults: faults.collect(),
        steps: Steps::of(w, state, key, &opened, None),
        home: home(w, key),
        waiting: matches!(sent.state, State::Pending { .. }),
        way_back: WayBack::to(w, state, key),
    };
    show_privately(status, &page)
}
