//! `/{lang}/submissions/{key}/proof`: the page as others will see it, the name in large letters, and the family's word.

use actix_web::HttpResponse;
use actix_web::web::{Data, Path};
use askama::Template;
use chrono::NaiveDate;

use super::proof::{self, Answer, DayFault, LONGEST, Proof};
use super::queries;
use crate::app::State;
use crate::dates::Edtf;
use crate::dates::kyiv;
use crate::error::AppError;
use crate::heroes::hero::{Photo, Record};
use crate::heroes::life::Life;
use crate::heroes::pictures;
use crate::heroes::sources::Sources;
use crate::heroes::telling::Telling;
use crate::heroes::visibility::{Audience, Visibility, picture_id};
use crate::i18n::{Lang, Words, dates};
use crate::keys;
use crate::moderation::facts::facts;
use crate::moderation::queries::publish_agreed;
use crate::submissions::form::Form;
use crate::submissions::queries as submissions;
use crate::submissions::queries::Sent;
use crate::submissions::step::home;
use crate::submissions::submission::State as Standing;
use crate::web::layout::{Here, Layout};
use crate::web::show::{see, show_judged};

#[derive(Template)]
#[template(path = "proofs/show.html")]
struct ShowPage {
    w: Words,
    layout: Layout,
    home: String,
    life: Life,
    sources: Sources,
    /// Each part of the name, letter by letter, in both scripts.
    spelled: Vec<(Lang, Vec<Vec<String>>)>,
    /// Facts that can be ticked as wrong: field, what it is called, what the page says, whether it is ticked.
    facts: Vec<Said>,
    /// What is not for everyone, in words.
    hidden: String,
    until: String,
    /// That it was answered, or that the time has passed.
    standing: String,
    is_relative: bool,
    may_answer: bool,
    today: NaiveDate,
    day: String,
    words: String,
    fault: Option<Fault>,
}

/// What cannot be taken, and in which field.
struct Fault {
    field: &'static str,
    sentence: String,
}

struct Said {
    field: &'static str,
    lines: Vec<String>,
    ticked: bool,
}

/// What was typed and could not be taken.
#[derive(Default)]
struct Typed {
    day: String,
    words: String,
    facts: Vec<String>,
    fault: Option<Fault>,
}

/// `GET /{lang}/submissions/{key}/proof`
pub async fn page(
    w: Words,
    at: Path<(String, String)>,
    state: Data<State>,
) -> Result<HttpResponse, AppError> {
    let (_, key) = at.into_inner();
    draw(w, &state, &key, Typed::default()).await
}

/// `POST /{lang}/submissions/{key}/proof`
pub async fn answer(
    w: Words,
    at: Path<(String, String)>,
    form: Form,
    state: Data<State>,
) -> Result<HttpResponse, AppError> {
    let (_, key) = at.into_inner();
    let (now, today) = (state.now(), kyiv::today(state.now()));
    let typed = Typed {
        day: form.text("day"),
        words: form.text("words"),
        facts: form.all("fact"),
        fault: None,
    };
    let answer = if form.text("answer") == "yes" {
        match proof::day(&typed.day, today) {
            Ok(publish_on) => Answer::Yes {
                at: now,
                publish_on,
            },
            Err(fault) => {
                let fault = Some(Fault {
                    field: "day",
                    sentence: day_fault(w, fault).to_owned(),
                });
                return draw(w, &state, &key, Typed { fault, ..typed }).await;
            }
        }
    } else {
        let words = typed.words.trim().to_owned();
        let sentence = match words.chars().count() {
            0 => Some(w.proofs_words_missing().to_owned()),
            length => (length > LONGEST).then(|| w.submissions_too_long(LONGEST)),
        };
        if let Some(sentence) = sentence {
            let fault = Some(Fault {
                field: "words",
                sentence,
            });
            return draw(w, &state, &key, Typed { fault, ..typed }).await;
        }
        // Names of fields, and no more of them than there are facts.
        let named = typed.facts.iter().filter(|fact| fact.len() <= 40);
        let facts = named.take(40).cloned().collect();
        Answer::Wrong {
            at: now,
            facts,
            words,
        }
    };
    let secret = key.clone();
    state
        .db
        .write(move |conn| {
            let (id, holder) = keys::queries::opened(conn, &secret)?;
            let shown = shown(conn, id)?.filter(|_| holder.is_family());
            // Pressed twice, or changed meanwhile: the story's own page says where it stands.
            if shown.is_none() {
                return if holder.is_family() {
                    Ok(())
                } else {
                    Err(diesel::result::Error::NotFound)
                };
            }
            queries::answer(conn, id, &answer)?;
            if matches!(
                answer,
                Answer::Yes {
                    publish_on: None,
                    ..
                }
            ) {
                publish_agreed(conn, id, now)?;
            }
            Ok(())
        })
        .await?;
    state.letter_owed.notify_one();
    Ok(see(home(w, &key)))
}

/// What the family is shown now: while a moderator holds exactly that.
pub fn shown(
    conn: &mut diesel::SqliteConnection,
    id: i32,
) -> diesel::QueryResult<Option<(Sent, Proof)>> {
    let sent = submissions::sent(conn, id)?;
    if !matches!(sent.state, Standing::Taken { .. }) {
        return Ok(None);
    }
    let proof = queries::of_revision(conn, id, sent.revision)?;
    Ok(proof.map(|proof| (sent, proof)))
}

async fn draw(w: Words, state: &State, key: &str, typed: Typed) -> Result<HttpResponse, AppError> {
    let (secret, address) = (key.to_owned(), home(w, key));
    let here = address.clone();
    let found = state
        .db
        .read(move |conn| {
            let (id, holder) = keys::queries::opened(conn, &secret)?;
            let Some((sent, proof)) = shown(conn, id)? else {
                return Ok(None);
            };
            let chosen = sent.told().visibility.clone();
            let whole = sent.record.unwrap_or_default();
            let record = chosen
                .shown_to(&whole, Audience::Everyone)
                .map_err(|fault| diesel::result::Error::SerializationError(Box::new(fault)))?;
            let address = |photo| format!("{here}/photos/{photo}?size=medium");
            let pictures = pictures::at(conn, &record, address)?;
            Ok(Some((record, pictures, proof, holder, chosen)))
        })
        .await?;
    // Nothing is shown now: the story's own page says where it stands.
    let Some((record, pictures, proof, holder, chosen)) = found else {
        return Ok(see(address));
    };
    let reference = state.reference();
    let telling = Telling {
        w,
        reference: &reference,
    };
    let told = facts(telling, &record).into_iter();
    let page = ShowPage {
        w,
        layout: Layout::hidden(w, format!("/submissions/{key}/proof"), w.proofs_title())
            .here(Here::Tell),
        home: address,
        life: Life::of(telling, &record, |photo: &Photo| {
            pictures.get(&photo.id()?).cloned()
        }),
        sources: Sources::of(telling, &record),
        spelled: spelled(&record),
        facts: told
            .map(|fact| Said {
                ticked: typed.facts.iter().any(|ticked| ticked == fact.field),
                field: fact.field,
                lines: fact.lines,
            })
            .collect(),
        hidden: hidden(w, &chosen),
        until: dates::moment(w.lang(), proof.until),
        standing: standing(w, &proof, state.now()),
        is_relative: !holder.is_family(),
        // A day that is still to come can be chosen anew, and a mistake that was seen late marked.
        may_answer: holder.is_family() && !matches!(proof.answer, Some(Answer::Wrong { .. })),
        today: kyiv::today(state.now()),
        day: typed.day,
        words: typed.words,
        fault: typed.fault,
    };
    show_judged(page.fault.is_some(), &page)
}

impl ShowPage {
    fn fault_of(&self, field: &str) -> Option<&str> {
        let fault = self.fault.as_ref().filter(|fault| fault.field == field)?;
        Some(&fault.sentence)
    }
}

/// «місце народження (лише модератори), слова близьких (лише біля могили)»
fn hidden(w: Words, chosen: &Visibility) -> String {
    let said = |(fact, audience): (&str, Audience)| {
        let name = match picture_id(fact) {
            Some(_) => w.visibility_a_picture().to_owned(),
            None => w.moderation_field(fact).to_lowercase(),
        };
        format!("{name} ({})", w.visibility_tag(audience.word()))
    };
    chosen.narrowed().map(said).collect::<Vec<_>>().join(", ")
}

/// What the family has said already, or that it may say it no longer alone; empty while it is waited for.
fn standing(w: Words, proof: &Proof, now: chrono::DateTime<chrono::Utc>) -> String {
    match &proof.answer {
        Some(Answer::Yes { at, publish_on }) => {
            let day = publish_on.map(|day| said(w, day)).unwrap_or_default();
            w.proofs_answered(dates::moment(w.lang(), *at), day)
        }
        Some(Answer::Wrong { .. }) => w.proofs_lead_wrong().to_owned(),
        None if proof.is_overdue(now) => w.proofs_lead_overdue().to_owned(),
        None => String::new(),
    }
}

/// The parts of the name letter by letter, as it will stand, in Ukrainian and in Latin letters.
fn spelled(record: &Record) -> Vec<(Lang, Vec<Vec<String>>)> {
    let letters = |name: &crate::names::Name| {
        [
            Some(&name.family),
            Some(&name.given),
            name.patronymic.as_ref(),
        ]
        .into_iter()
        .flatten()
        .map(|part| part.chars().map(String::from).collect())
        .collect()
    };
    vec![
        (Lang::Uk, letters(&record.name)),
        (Lang::En, letters(&record.latin())),
    ]
}

fn day_fault(w: Words, fault: DayFault) -> &'static str {
    match fault {
        DayFault::NoDate => w.proofs_no_date(),
        DayFault::Past => w.proofs_past(),
        DayFault::TooFar => w.proofs_too_far(),
    }
}

/// «Сторінка з’явиться 5 грудня.»
pub fn said(w: Words, day: NaiveDate) -> String {
    let day = Edtf::of_day(day).map(|day| dates::when(w.lang(), &day));
    w.proofs_will_appear(day.unwrap_or_default())
}
