//! `/{lang}/heroes/{slug}/unfinished/{fact}`: one question about a life, on one page. The answer is a contribution as any
//! other: whoever gives it gets a page of their own, and nothing is public before a moderator has read it.

use actix_web::HttpResponse;
use actix_web::http::StatusCode;
use actix_web::http::header::CACHE_CONTROL;
use actix_web::web::{Data, Path};
use askama::Template;
use diesel::{QueryResult, SqliteConnection};

use super::invitation::asked;
use super::missing::{Missing, askable};
use crate::app::State;
use crate::dates::kyiv;
use crate::error::AppError;
use crate::heroes;
use crate::heroes::hero::Relation;
use crate::heroes::queries::{Address, Published};
use crate::heroes::telling::Telling;
use crate::heroes::visibility::Visibility;
use crate::i18n::Words;
use crate::keys;
use crate::submissions::answers::{Answers, Birth, Contacts};
use crate::submissions::consent;
use crate::submissions::contribution;
use crate::submissions::fields::{Fields, Wrong};
use crate::submissions::form::Form;
use crate::submissions::key;
use crate::submissions::queries::{self, Refused};
use crate::submissions::reading::{Fault, Kind};
use crate::submissions::step::home;
use crate::submissions::submission::{LONGEST_ANSWERS, State as Standing, Step};
use crate::submissions::unsaved::{or_not_now, unsaved};
use crate::web::layout::{Here, Layout};
use crate::web::show::{moved, see};

#[derive(Template)]
#[template(path = "unfinished/answer.html")]
struct AnswerPage {
    w: Words,
    layout: Layout,
    f: Fields,
    once: String,
    slug: String,
    name: String,
    missing: Missing,
    question: String,
    trapped: bool,
}

/// What was typed, and what is wrong with it.
#[derive(Default)]
struct Typed {
    answers: Answers,
    contacts: Contacts,
    faults: Vec<Fault>,
    once: String,
    trapped: bool,
}

/// A public life and who sees what of it.
type Asked = (Published, Visibility);

pub async fn page(
    state: Data<State>,
    w: Words,
    path: Path<(String, String, String)>,
) -> Result<HttpResponse, AppError> {
    let (_, slug, fact) = path.into_inner();
    let missing = Missing::from_word(&fact).ok_or(AppError::NotFound)?;
    let (life, eyes) = match life(&state, slug).await? {
        Ok(found) => found,
        Err(slug) => return Ok(moved(address(w, &slug, missing))),
    };
    // It is told meanwhile, or nobody is asked for it: whoever came by an old link may add what they know in their own words.
    if !askable(&life.record, &eyes, kyiv::today(state.now())).contains(&missing) {
        return Ok(see(contribution::address(w, &life.slug)));
    }
    let typed = Typed {
        once: key::once()?,
        ..Typed::default()
    };
    draw(w, &state, &life, missing, typed)
}

/// Takes the answer whatever was told of the life meanwhile: a moderator reads it.
pub async fn receive(
    state: Data<State>,
    w: Words,
    path: Path<(String, String, String)>,
    form: Form,
) -> Result<HttpResponse, AppError> {
    let (_, slug, fact) = path.into_inner();
    let missing = Missing::from_word(&fact).ok_or(AppError::NotFound)?;
    let found = match life(&state, slug).await? {
        Ok(found) => Ok(found),
        // It was renamed while the answer was written.
        Err(slug) => life(&state, slug).await?,
    };
    let (life, _) = found.map_err(|_| AppError::Conflict)?;
    let mut typed = typed(&life, missing, &form);
    if typed.answers.note.len() + form.everything().len() > LONGEST_ANSWERS {
        return unsaved(w, None, &Refused::TooMuch, &form);
    }
    typed.trapped = form.has("leave-empty");
    typed.faults = faults(w, &state, missing, &typed);
    if typed.trapped || !typed.faults.is_empty() {
        return draw(w, &state, &life, missing, typed);
    }
    let Typed {
        mut answers,
        contacts,
        once,
        ..
    } = typed;
    let said = serde_json::to_string(&answers).map_err(AppError::internal)?;
    let key = key::of(&once, &format!("{} {} {said}", life.id, missing.word()))?;
    if !answers.note.trim().is_empty() {
        answers.note = w.unfinished_note(answers.note.trim());
    }
    let words = keys::words::address_of_key(&state, &key).await.ok();
    let (secret, reference, now) = (key.clone(), state.reference(), state.now());
    let sent = state
        .db
        .write(move |conn| {
            let begun = queries::begin(
                conn,
                &secret,
                w.lang(),
                &answers,
                Some(life.id),
                words.as_deref(),
                now,
            )?;
            if let Err(refused) = begun {
                return Ok(Err(refused));
            }
            let sent = queries::by_key(conn, &secret)?;
            // The same page sent twice is one answer.
            if sent.state != Standing::Draft {
                return Ok(Ok(()));
            }
            queries::keep_contacts(conn, sent.id, &contacts)?;
            queries::send(conn, &secret, &reference, w.lang(), now)
        })
        .await;
    state.letter_owed.notify_one();
    match or_not_now(sent)? {
        // What keeps it from being sent is told on its own page, where it can be put right.
        Ok(()) | Err(Refused::Closed | Refused::Faults(_)) => Ok(see(home(w, &key))),
        Err(refused) => unsaved(w, None, &refused, &form),
    }
}

fn address(w: Words, slug: &str, missing: Missing) -> String {
    format!("/{}/heroes/{slug}/unfinished/{}", w.lang(), missing.word())
}

/// The life at an address, or the address it has moved to.
async fn life(state: &State, slug: String) -> Result<Result<Asked, String>, AppError> {
    let found = |conn: &mut SqliteConnection, slug: &str| -> QueryResult<Result<Asked, Address>> {
        let id = match heroes::queries::address(conn, slug)? {
            Address::Here(id) => id,
            elsewhere => return Ok(Err(elsewhere)),
        };
        let eyes = heroes::queries::visibility(conn, id)?;
        Ok(heroes::queries::load(conn, id)?
            .map(|life| (life, eyes))
            .ok_or(Address::Gone))
    };
    match state.db.read(move |conn| found(conn, &slug)).await? {
        Ok(asked) => Ok(Ok(asked)),
        Err(Address::Moved(slug)) => Ok(Err(slug)),
        Err(Address::Gone) => Err(AppError::Gone),
        Err(Address::Unknown | Address::Here(_)) => Err(AppError::NotFound),
    }
}

/// The one answer, and what else the page asks. Nothing but the boxes of this question is taken.
fn typed(life: &Published, missing: Missing, form: &Form) -> Typed {
    let mut told = Answers::default();
    told.take(missing.step(), form);
    let mut answers = Answers {
        who: contribution::who(life),
        note: form.text("note"),
        consent: form.text("consent"),
        ..Answers::default()
    };
    answers.relation.relation = Relation::Other.word().to_owned();
    match missing {
        Missing::School | Missing::Work => {
            let mut event = told.life.events.into_iter().next().unwrap_or_default();
            let kind = if missing == Missing::School {
                "education"
            } else {
                "work"
            };
            event.kind = kind.to_owned();
            if !event.text.text.trim().is_empty() {
                answers.life.events = vec![event];
            }
        }
        Missing::BirthPlace => {
            answers.birth = Birth {
                place: told.birth.place,
                ..Birth::default()
            }
        }
        Missing::Born => {
            answers.birth = Birth {
                born: told.birth.born,
                ..Birth::default()
            }
        }
        Missing::Unit => {
            answers.service.rows = told.service.rows.into_iter().take(1).collect();
        }
        Missing::CallSign => answers.who.call_sign = told.who.call_sign,
        Missing::Burial => answers.burial = told.burial,
    }
    for step in [
        missing.step(),
        Step::Note,
        Step::Relation,
        Step::Contact,
        Step::Consent,
    ] {
        answers.seen.insert(step.word().to_owned());
    }
    Typed {
        answers,
        contacts: Contacts::taken(form),
        faults: Vec::new(),
        once: form.text("once"),
        trapped: false,
    }
}

fn faults(w: Words, state: &State, missing: Missing, typed: &Typed) -> Vec<Fault> {
    let today = kyiv::today(state.now());
    let read = typed.answers.read(w.lang(), &state.reference(), today);
    let mut faults = read.faults;
    for fault in faults
        .iter_mut()
        .filter(|fault| fault.step == Step::Consent)
    {
        fault.kind = Kind::NotAgreed;
    }
    // The name is the page's own, and no box of this page.
    faults.retain(|fault| fault.step != Step::Who || fault.field == missing.field());
    let says_something = read.record.as_ref().is_none_or(|record| {
        let fields = record.fields().unwrap_or_default();
        fields.contains_key(missing.fact())
    });
    if !says_something && faults.iter().all(|fault| fault.field != missing.field()) {
        faults.insert(
            0,
            Fault {
                step: missing.step(),
                field: missing.field().to_owned(),
                kind: Kind::Unanswered,
            },
        );
    }
    faults.extend(typed.contacts.faults());
    faults
}

fn draw(
    w: Words,
    state: &State,
    life: &Published,
    missing: Missing,
    typed: Typed,
) -> Result<HttpResponse, AppError> {
    let reference = state.reference();
    let telling = Telling {
        w,
        reference: &reference,
    };
    let record = &life.record;
    let is_wrong = typed.trapped || !typed.faults.is_empty();
    let page = AnswerPage {
        w,
        layout: Layout::hidden(
            w,
            format!("/heroes/{}/unfinished/{}", life.slug, missing.word()),
            w.unfinished_title(),
        )
        .here(Here::Tell),
        name: telling.name(&record.name, record.latin.as_ref()).full(),
        f: Fields {
            w,
            story: w.lang(),
            answers: typed.answers,
            contacts: typed.contacts,
            pictures: Vec::new(),
            faults: typed.faults,
            questions: Vec::new(),
            writes_letters: state.settings.smtp.is_some(),
            reference,
        },
        once: typed.once,
        slug: life.slug.clone(),
        question: asked(w, missing, record.sex),
        missing,
        trapped: typed.trapped,
    };
    let status = if is_wrong {
        StatusCode::UNPROCESSABLE_ENTITY
    } else {
        StatusCode::OK
    };
    // Each page begins one answer: two people must never share a copy of it.
    Ok(HttpResponse::build(status)
        .insert_header((CACHE_CONTROL, "no-store"))
        .content_type("text/html; charset=utf-8")
        .body(page.render()?))
}

impl AnswerPage {
    fn wrong(&self) -> Vec<Wrong> {
        let mut wrong = self.f.wrong();
        if self.trapped {
            wrong.push(Wrong {
                anchor: "leave-empty".to_owned(),
                sentence: self.w.submissions_trapped().to_owned(),
            });
        }
        wrong
    }

    fn asks_a_place(&self) -> bool {
        matches!(self.missing, Missing::BirthPlace | Missing::Burial)
    }

    fn version(&self) -> &'static str {
        consent::VERSION
    }

    /// What was typed into the box of a school or a work.
    fn event(&self) -> &str {
        self.f
            .answers
            .life
            .events
            .first()
            .map_or("", |event| &event.text.text)
    }

    fn unit(&self) -> &str {
        self.f
            .answers
            .service
            .rows
            .first()
            .map_or("", |row| &row.unit)
    }
}
