//! `POST /admin/submissions/{id}/letter`: one kind letter in the family's language, made of what was ticked as unclear or of a
//! ready reason, put into the box for the moderator to read and change. Nothing is sent.

use actix_web::HttpResponse;
use actix_web::http::StatusCode;
use actix_web::web::{Data, Path};

use super::answer::questions;
use super::decision::Undecided;
use super::queries;
use super::review::{self, Shown};
use crate::accounts::guard::Moderator;
use crate::app::State;
use crate::error::AppError;
use crate::i18n::{Lang, Words};
use crate::questions::question;
use crate::submissions::form::Form;

/// Reasons that a refusal may begin from, by their words in the form.
pub const REASONS: [&str; 6] = [
    "not-fallen",
    "already",
    "objects",
    "unproved",
    "hurting",
    "unreached",
];

/// The reason that was chosen, in the family's language.
pub(super) fn refusal(form: &Form, lang: Lang) -> Option<String> {
    let chosen = form.text("ready");
    let reason = REASONS.into_iter().find(|reason| *reason == chosen)?;
    Some(Words::new(lang).asking_refusal(reason))
}

/// What is asked beside the fields: in the moderator's words, else, where a field was ticked as unclear, in ready ones of the
/// family's language.
pub(super) fn asked(form: &Form, lang: Lang) -> Vec<(String, String)> {
    let mut asked = questions(form);
    for fact in form.all("unclear") {
        if question::place(&fact).is_some() && asked.iter().all(|(known, _)| *known != fact) {
            let words = Words::new(lang).asking_ready(&fact);
            asked.push((fact, words));
        }
    }
    let order = |fact: &str| {
        question::FACTS
            .iter()
            .position(|(known, _, _)| *known == fact)
    };
    asked.sort_by_key(|(fact, _)| order(fact));
    asked
}

/// The letter that asks all of it.
pub(super) fn letter(lang: Lang, asked: &[(String, String)]) -> String {
    let w = Words::new(lang);
    let lines = asked.iter().map(|(_, words)| format!("— {words}\n"));
    format!(
        "{}\n\n{}\n{}\n{}",
        w.asking_greeting(),
        w.asking_please(),
        lines.collect::<String>(),
        w.asking_if_unknown()
    )
}

pub async fn compose(
    w: Words,
    state: Data<State>,
    by: Moderator,
    id: Path<i32>,
    form: Form,
) -> Result<HttpResponse, AppError> {
    let id = id.into_inner();
    let story = state.db.read(move |conn| queries::story(conn, id)).await?;
    let lang = story.sent.language;
    let asked = asked(&form, lang);
    let own = form.text("message").trim().to_owned();
    let ready = refusal(&form, lang).or_else(|| (!asked.is_empty()).then(|| letter(lang, &asked)));
    // Nothing that was typed goes: what is ready comes before it, once.
    let message = match ready {
        Some(ready) if own.is_empty() || ready.contains(&own) => ready,
        Some(ready) if own.contains(&ready) => own,
        Some(ready) => format!("{ready}\n\n{own}"),
        None => own,
    };
    // Somebody else has it now, or it is answered: no letter goes out from here. What was typed is shown all the same.
    let late = Undecided::of(&story.sent.state, story.sent.revision, by.id()).is_err();
    let shown = Shown {
        composed: !message.is_empty(),
        message,
        asked,
        ready: form.text("ready"),
        fault: late.then(|| w.moderation_stale_decision()),
        ..Shown::default()
    };
    let status = if late {
        StatusCode::CONFLICT
    } else {
        StatusCode::OK
    };
    review::draw(w, &state, &by, id, status, shown).await
}
