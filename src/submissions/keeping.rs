//! What is being typed, kept while it is typed, for the script on a step's page. Nothing is judged, no row goes, and no
//! step counts as passed by it; what the ordinary button does stays with `step.rs` and `text.rs`.

use actix_web::HttpResponse;
use actix_web::http::StatusCode;
use actix_web::web::{Data, Path};
use chrono::{DateTime, Utc};
use serde::Serialize;

use super::answers::{Answers, Contacts, brings};
use super::base::{self, Meeting};
use super::form::Form;
use super::queries::{self, PictureChange, Refused, Sent};
use super::step::{Address, saved};
use super::submission::Step;
use super::text::language;
use crate::app;
use crate::error::AppError;
use crate::i18n::Words;
use crate::web::show::answer_privately;

/// Letters from which on the language of a pasted text is settled. A shorter one waits for the button: kept under the
/// wrong language it would stay there beside the right one.
const SETTLED: usize = 40;

/// What the script hears.
#[derive(Serialize)]
struct Heard {
    /// «Збережено о 14:05»
    saved: String,
    /// What the boxes count as filled from now.
    base: String,
    /// The language that a pasted text was kept in.
    #[serde(skip_serializing_if = "Option::is_none")]
    written: Option<&'static str>,
}

/// What was kept: the new base, when, and in which language where that is a question.
struct Kept {
    base: String,
    at: DateTime<Utc>,
    written: Option<&'static str>,
}

/// Why nothing was.
enum Unkept {
    Refused(Refused),
    /// It is too early to say where it belongs; nothing is wrong.
    Waits,
}

/// `POST /{lang}/submissions/{key}/{step}/keeping`
pub async fn step(
    w: Words,
    at: Path<Address>,
    form: Form,
    state: Data<app::State>,
) -> Result<HttpResponse, AppError> {
    // Consent is given with the button and by nothing else.
    let step = Step::from_word(&at.step)
        .filter(|step| *step != Step::Consent)
        .ok_or(AppError::NotFound)?;
    let (key, reference, now) = (at.key.clone(), state.reference(), state.now());
    let kept = state.db.write(move |conn| {
        let sent = queries::by_key(conn, &key)?;
        if !sent.kind.has(step) || !sent.holder.may(step) {
            return Err(diesel::result::Error::NotFound);
        }
        let contacts = queries::contacts(conn, sent.id)?;
        let marked = |sent: &Sent, contacts: &Contacts| base::mark(&sent.answers, contacts, step);
        if !sent.state.is_open() {
            return Ok(Err(Unkept::Refused(Refused::Closed)));
        }
        if !brings(&form, step) {
            return Ok(Err(Unkept::Refused(Refused::Nothing)));
        }
        match base::meeting(&sent.answers, &contacts, step, &form) {
            Meeting::Crossed => return Ok(Err(Unkept::Refused(Refused::Crossed))),
            // The boxes still show the older words: whatever is typed into them next meets the newer ones.
            Meeting::Untouched => return Ok(Ok(Kept::of(&sent, form.text("base")))),
            Meeting::Clear => {}
        }
        let new = taken(&sent.answers, step, &form);
        let ways = Contacts::taken(&form);
        let unchanged = if step == Step::Contact {
            ways == contacts
        } else {
            new == sent.answers
        };
        if unchanged {
            let base = marked(&sent, &contacts);
            return Ok(Ok(Kept::of(&sent, base)));
        }
        let changed = if step == Step::Photos {
            let change = PictureChange {
                say: &|answers| *answers = taken(answers, step, &form),
                remove: None,
                add: &[],
            };
            queries::change_photos(conn, &key, &reference, now, change)?.map(|_| ())
        } else {
            queries::change(conn, &key, &reference, now, |answers| *answers = new)?.map(|_| ())
        };
        if let Err(refused) = changed {
            return Ok(Err(Unkept::Refused(refused)));
        }
        if step == Step::Contact {
            queries::keep_contacts(conn, sent.id, &ways)?;
        }
        let sent = queries::by_key(conn, &key)?;
        let base = marked(&sent, &queries::contacts(conn, sent.id)?);
        Ok(Ok(Kept::of(&sent, base)))
    });
    heard(w, kept.await?, state.now())
}

/// `POST /{lang}/submissions/{key}/text/keeping`
pub async fn text(
    w: Words,
    at: Path<(String, String)>,
    form: Form,
    state: Data<app::State>,
) -> Result<HttpResponse, AppError> {
    let (_, key) = at.into_inner();
    let (reference, now) = (state.reference(), state.now());
    let kept = state.db.write(move |conn| {
        let sent = queries::by_key(conn, &key)?;
        if !sent.state.is_open() {
            return Ok(Err(Unkept::Refused(Refused::Closed)));
        }
        if !form.knows("text") {
            return Ok(Err(Unkept::Refused(Refused::Nothing)));
        }
        let written = form.text("text");
        let shown = form.text("written").parse().unwrap_or(w.lang());
        let lang = language(&written, shown);
        let mut new = sent.answers.clone();
        let biography = &mut new.story.biography;
        let place = if lang == sent.language {
            &mut biography.text
        } else {
            &mut biography.other
        };
        // A text of the other language, on which nobody is looking, is changed by the button alone.
        let settled = written.chars().filter(|c| c.is_alphabetic()).count() >= SETTLED;
        let of_others = lang != shown && !place.trim().is_empty() && *place != written;
        if of_others || !written.is_empty() && !settled {
            return Ok(Err(Unkept::Waits));
        }
        *place = written;
        let mark = base::text_mark;
        let (before, after) = (mark(&sent.answers), mark(&new));
        let changed = match base::met(&form.text("base"), &before, &after) {
            Meeting::Crossed => Err(Refused::Crossed),
            Meeting::Untouched => return Ok(Ok(Kept::of(&sent, form.text("base")))),
            Meeting::Clear if before == after => Ok(sent),
            Meeting::Clear => {
                queries::change(conn, &key, &reference, now, |answers| *answers = new)?
            }
        };
        let in_language = |sent: Sent| Kept {
            written: Some(lang.code()),
            ..Kept::of(&sent, after)
        };
        Ok(changed.map(in_language).map_err(Unkept::Refused))
    });
    heard(w, kept.await?, state.now())
}

/// The answers with what is in the boxes now.
fn taken(answers: &Answers, step: Step, form: &Form) -> Answers {
    let mut new = answers.clone();
    new.take(step, form);
    new.seen.clone_from(&answers.seen);
    new
}

impl Kept {
    fn of(sent: &Sent, base: String) -> Self {
        Self {
            base,
            at: sent.changed_at,
            written: None,
        }
    }
}

fn heard(
    w: Words,
    kept: Result<Kept, Unkept>,
    now: DateTime<Utc>,
) -> Result<HttpResponse, AppError> {
    let (status, sentence) = match kept {
        Ok(Kept { base, at, written }) => {
            let saved = saved(w, at, now);
            let heard = Heard {
                saved,
                base,
                written,
            };
            return answer_privately(StatusCode::OK, &heard);
        }
        Err(Unkept::Waits) => (StatusCode::ACCEPTED, w.submissions_keep_here()),
        Err(Unkept::Refused(Refused::TooMuch)) => (
            StatusCode::UNPROCESSABLE_ENTITY,
            w.submissions_keep_too_much(),
        ),
        Err(Unkept::Refused(Refused::Crossed)) => {
            (StatusCode::CONFLICT, w.submissions_keep_crossed())
        }
        Err(Unkept::Refused(Refused::Nothing)) => {
            (StatusCode::BAD_REQUEST, w.submissions_nothing_came_text())
        }
        Err(Unkept::Refused(_)) => (StatusCode::CONFLICT, w.submissions_keep_closed()),
    };
    answer_privately(status, &serde_json::json!({ "say": sentence }))
}
