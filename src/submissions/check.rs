//! All answers before they are sent, each with the way to change it.

use actix_web::HttpResponse;
use actix_web::http::StatusCode;
use actix_web::web::{Data, Path};
use askama::Template;

use super::base;
use super::faults::named;
use super::fields::anchor;
use super::step::{Opened, Steps, WayBack, home, open};
use super::submission::{State, Step};
use super::telling::{self, Held, Person};
use crate::app;
use crate::dates::kyiv;
use crate::error::AppError;
use crate::i18n::Words;
use crate::names::suggest_case;
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
    recased: Option<Recased>,
    way_back: WayBack,
}

/// One step and all it holds.
struct Answer {
    step: Step,
    name: String,
    lines: Vec<String>,
    address: String,
}

/// The name with capitals where names have them: offered, never done unasked.
struct Recased {
    name: String,
    /// The whole first step as its own page would send it.
    boxes: Vec<(&'static str, String)>,
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
    if !opened.sent.state.is_open() || !opened.sent.holder.is_family() {
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
    let answers = sent.kind.steps().iter().copied().map(|step| Answer {
        step,
        name: telling::name(step, w, &person),
        lines: held.lines(step),
        address: address(step),
    });
    let faults = sent
        .reading(&reference, today)
        .faults
        .into_iter()
        .chain(opened.contacts.faults());
    let faults = faults.map(|fault| Unready {
        address: format!("{}#{}", address(fault.step), anchor(&fault)),
        sentence: named(&fault, w),
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
        recased: recased(&opened),
        waiting: matches!(sent.state, State::Pending { .. }),
        way_back: WayBack::to(w, state, key).with_words(key, sent),
    };
    show_privately(status, &page)
}

fn recased(opened: &Opened) -> Option<Recased> {
    // The name of a life that is public is not the contributor's to write.
    if !opened.sent.kind.has(Step::Who) {
        return None;
    }
    let who = &opened.sent.answers.who;
    let typed = [&who.family, &who.given, &who.patronymic].map(|part| part.trim());
    let offered = typed.map(suggest_case);
    if offered.iter().all(Option::is_none) {
        return None;
    }
    let [family, given, patronymic] = [0, 1, 2].map(|at| {
        let offered = offered[at].clone();
        offered.unwrap_or_else(|| typed[at].to_owned())
    });
    let name = [&given, &patronymic, &family]
        .map(String::as_str)
        .into_iter()
        .filter(|part| !part.is_empty());
    Some(Recased {
        name: name.collect::<Vec<_>>().join(" "),
        boxes: vec![
            (
                "base",
                base::mark(&opened.sent.answers, &opened.contacts, Step::Who),
            ),
            ("from", "check".to_owned()),
            ("family", family),
            ("given", given),
            ("patronymic", patronymic),
            ("latin-family", who.latin_family.clone()),
            ("latin-given", who.latin_given.clone()),
            ("latin-patronymic", who.latin_patronymic.clone()),
            ("stress", who.stress.clone()),
            ("aliases", who.aliases.clone()),
            ("call-sign", who.call_sign.clone()),
            ("sex", who.sex.clone()),
        ],
    })
}
