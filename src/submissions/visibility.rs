//! `/{lang}/submissions/{key}/visibility`: who sees which fact and which picture. While the story is being written the
//! choice is part of it; once its page is public, whatever is hidden is hidden at once, and a moderator confirms it.

use actix_web::HttpResponse;
use actix_web::http::StatusCode;
use actix_web::web::{Data, Path};
use askama::Template;

use super::form::Form;
use super::queries;
use super::step::{home, open};
use super::submission::{Kind, State as Standing};
use super::unsaved::{or_not_now, unsaved};
use crate::app::State;
use crate::error::AppError;
use crate::heroes::hero::Record;
use crate::heroes::telling::Telling;
use crate::heroes::visibility::{self, Audience, QUESTIONS, Visibility, picture_id};
use crate::i18n::Words;
use crate::keys;
use crate::moderation::facts::{Fact, facts};
use crate::web::layout::{Here, Layout, shortened};
use crate::web::show::{see, show_privately};
use crate::wishes;

/// How much of a fact is told beside it, in characters.
const LONGEST: usize = 160;

#[derive(Template)]
#[template(path = "submissions/visibility.html")]
struct VisibilityPage {
    w: Words,
    layout: Layout,
    home: String,
    rows: Vec<Row>,
    /// Whether readers may be asked for what is missing.
    asks: bool,
    /// The page is public: what is hidden is hidden now.
    is_public: bool,
    /// The address for the code on the grave.
    grave: Option<String>,
}

struct Row {
    fact: String,
    name: String,
    /// What it says, shortened.
    says: String,
    /// The picture, of a picture.
    picture: Option<i32>,
    /// None: it is to be erased.
    audience: Option<Audience>,
}

/// What a story's page stands on: the answers, or the public page that was made of them.
struct Stand {
    record: Record,
    visibility: Visibility,
    hero_id: Option<i32>,
    /// Pictures that wait to be erased.
    erasing: Vec<String>,
    /// What another family keeps to itself, on a page that was merged of two.
    anothers: Vec<String>,
}

/// `GET /{lang}/submissions/{key}/visibility`
pub async fn page(
    w: Words,
    at: Path<(String, String)>,
    state: Data<State>,
) -> Result<HttpResponse, AppError> {
    let (_, key) = at.into_inner();
    let Some(stand) = stand(&state, &key).await? else {
        return Ok(see(home(w, &key)));
    };
    let reference = state.reference();
    let telling = Telling {
        w,
        reference: &reference,
    };
    let page = VisibilityPage {
        w,
        layout: Layout::hidden(
            w,
            format!("/submissions/{key}/visibility"),
            w.visibility_title(),
        )
        .here(Here::Tell),
        home: home(w, &key),
        rows: rows(telling, &stand),
        asks: stand.visibility.of(QUESTIONS) == Audience::Everyone,
        is_public: stand.hero_id.is_some(),
        grave: stand
            .hero_id
            .map(|id| state.settings.absolute(&state.grave_address(id))),
    };
    show_privately(StatusCode::OK, &page)
}

/// `POST /{lang}/submissions/{key}/visibility`
pub async fn choose(
    w: Words,
    at: Path<(String, String)>,
    form: Form,
    state: Data<State>,
) -> Result<HttpResponse, AppError> {
    let (_, key) = at.into_inner();
    let Some(stand) = stand(&state, &key).await? else {
        return Ok(see(home(w, &key)));
    };
    let chosen = chosen(&form);
    let (secret, now) = (key.clone(), state.now());
    if let Some(hero_id) = stand.hero_id {
        state
            .db
            .write(move |conn| {
                let id = keys::queries::of_family(conn, &secret)?;
                wishes::queries::ask(conn, hero_id, id, &chosen, now)
            })
            .await?;
        return Ok(see(format!("{}?chosen=1", home(w, &key))));
    }
    let reference = state.reference();
    let done = state
        .db
        .write(move |conn| {
            queries::change(conn, &secret, &reference, now, |answers| {
                let own: Vec<i32> = answers.photos.iter().map(|photo| photo.id).collect();
                for (fact, audience) in &chosen {
                    let is_own = picture_id(fact).is_none_or(|id| own.contains(&id));
                    if let Some(audience) = audience.filter(|_| is_own) {
                        answers.visibility.set(fact, audience);
                    }
                }
            })
        })
        .await;
    match or_not_now(done)? {
        Ok(_) => Ok(see(format!("{}?chosen=1", home(w, &key)))),
        Err(refused) => unsaved(w, Some(&key), &refused, &form),
    }
}

/// `who-born=grave`; none for a picture that is to be erased.
fn chosen(form: &Form) -> Vec<(String, Option<Audience>)> {
    let chosen = form.pairs().filter_map(|(name, word)| {
        let fact = name.strip_prefix("who-")?;
        let audience = match word {
            "nobody" if picture_id(fact).is_some() => None,
            // Readers are asked or they are not.
            "grave" if fact == QUESTIONS => return None,
            word => Some(Audience::from_word(word)?),
        };
        visibility::can_be_hidden(fact).then(|| (fact.to_owned(), audience))
    });
    chosen.collect()
}

/// None where nothing can be chosen: it is being read, was refused, is somebody else's page, or a relative asks.
async fn stand(state: &State, key: &str) -> Result<Option<Stand>, AppError> {
    let opened = open(state, key).await?;
    let sent = opened.sent;
    if !sent.holder.is_family() {
        return Err(AppError::NotFound);
    }
    match sent.state {
        Standing::Approved { hero_id, .. }
            if sent.kind == Kind::Life && sent.about_id.is_none() =>
        {
            let id = sent.id;
            let found = state.db.read(move |conn| {
                let Some(page) = wishes::queries::page_of(conn, hero_id)? else {
                    return Ok(None);
                };
                let anothers = wishes::queries::anothers(conn, hero_id, id, &page.record)?;
                Ok(Some(Stand {
                    record: page.record,
                    visibility: page.visibility,
                    erasing: page.erasing,
                    hero_id: Some(hero_id),
                    anothers,
                }))
            });
            Ok(found.await?)
        }
        _ if sent.state.is_open() => {
            let today = crate::dates::kyiv::today(state.now());
            let read = sent.answers.read(sent.language, &state.reference(), today);
            Ok(Some(Stand {
                record: read.record.unwrap_or_default(),
                visibility: sent.answers.visibility,
                hero_id: None,
                erasing: Vec::new(),
                anothers: Vec::new(),
            }))
        }
        _ => Ok(None),
    }
}

fn rows(telling: Telling<'_>, stand: &Stand) -> Vec<Row> {
    let w = telling.w;
    let told = facts(telling, &stand.record).into_iter();
    let mut rows: Vec<Row> = told
        .filter(|fact| visibility::can_be_hidden(fact.field) && fact.field != "born_note")
        .map(|fact| Row {
            name: w.moderation_field(fact.field),
            says: match stand.anothers.iter().any(|known| known == fact.field) {
                true => String::new(),
                false => in_short(&fact),
            },
            picture: None,
            audience: Some(stand.visibility.of(fact.field)),
            fact: fact.field.to_owned(),
        })
        .collect();
    let pictures = visibility::pictures(&stand.record).zip(1..);
    let pictures = pictures.filter(|((fact, _), _)| !stand.anothers.contains(fact));
    rows.extend(pictures.map(|((fact, id), number)| Row {
        name: w.submissions_picture(number),
        says: String::new(),
        picture: Some(id),
        audience: (!stand.erasing.contains(&fact)).then(|| stand.visibility.of(&fact)),
        fact,
    }));
    rows
}

/// «мати, донька»; of a long one, as much as tells which it is.
fn in_short(fact: &Fact) -> String {
    let between = match fact.field {
        "biography" | "interests" => " ",
        "aliases" | "kin" => ", ",
        _ => "; ",
    };
    shortened(&fact.lines.join(between), LONGEST)
}

impl VisibilityPage {
    fn is_chosen(&self, row: &Row, audience: &Audience) -> bool {
        row.audience == Some(*audience)
    }

    fn who(&self, audience: &Audience) -> &'static str {
        match audience {
            Audience::Everyone => self.w.visibility_everyone(),
            Audience::Grave => self.w.visibility_grave(),
            Audience::Moderators => self.w.visibility_moderators(),
        }
    }
}
