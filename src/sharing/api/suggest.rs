//! `/api/v1/suggest`: who, which unit, which region may be meant, while somebody types. What is typed is written nowhere.

use actix_web::http::StatusCode;
use actix_web::web::Data;
use actix_web::{HttpRequest, HttpResponse};
use serde::Serialize;
use url::form_urlencoded;

use super::answer::{answer, faulty};
use crate::app::State;
use crate::error::AppError;
use crate::heroes::found::{lit, why};
use crate::heroes::person;
use crate::heroes::queries::Card;
use crate::heroes::telling::{Piece, Telling};
use crate::i18n::dates::life_years;
use crate::i18n::typography::tidy;
use crate::i18n::{Lang, Words};
use crate::names::{is_cyrillic, romanise};
use crate::reference::{Region, Unit};
use crate::regions::region;
use crate::search::suggest::{MOST, Suggestion, USUAL, suggest};
use crate::search::{Filters, Query, Reason};
use crate::units::unit;

#[derive(Serialize)]
struct Suggestions {
    /// What was read of what was typed.
    q: String,
    suggestions: Vec<Suggested>,
}

#[derive(Serialize)]
struct Suggested {
    kind: Kind,
    label: String,
    /// The label in pieces, those apart that were typed.
    parts: Vec<Part>,
    /// Years and unit or place; a unit's name in full; what a region's page holds.
    #[serde(skip_serializing_if = "Option::is_none")]
    detail: Option<String>,
    /// Why this person, when the label does not say it.
    #[serde(skip_serializing_if = "Option::is_none")]
    why: Option<String>,
    /// From the memorial's own address on: `/uk/heroes/yurii-lysiuk`.
    url: String,
}

#[derive(Serialize)]
#[serde(rename_all = "lowercase")]
enum Kind {
    Person,
    Unit,
    Region,
}

#[derive(Serialize)]
struct Part {
    text: String,
    lit: bool,
}

/// What is asked: `q`, `lang` (Ukrainian when it is not said), `limit`. Other parameters are passed over.
struct Asked {
    query: Option<Query>,
    lang: Lang,
    limit: u32,
}

/// Whatever `q` is, the answer is an ordinary one; without a word in it, an empty one.
pub async fn page(state: Data<State>, request: HttpRequest) -> Result<HttpResponse, AppError> {
    let asked = match Asked::read(request.query_string()) {
        Ok(asked) => asked,
        Err(fault) => return Ok(faulty(StatusCode::BAD_REQUEST, &fault)),
    };
    let typed = asked
        .query
        .as_ref()
        .map(|query| query.typed().to_owned())
        .unwrap_or_default();
    let filters = Filters {
        query: asked.query,
        latin: asked.lang == Lang::En,
        limit: asked.limit,
        ..Filters::everybody()
    };
    let reference = state.reference();
    let found = if filters.query.is_some() {
        let (names, titles, reference) =
            (state.names.clone(), state.titles.clone(), reference.clone());
        state
            .db
            .read(move |conn| suggest(conn, &names, &titles, &reference, &filters))
            .await?
    } else {
        Vec::new()
    };
    let telling = Telling {
        w: Words::new(asked.lang),
        reference: &reference,
    };
    let suggestions = found.iter().filter_map(|what| match what {
        Suggestion::Person(card, reason) => Some(of_person(telling, card, reason.as_ref(), &typed)),
        Suggestion::Unit(slug) => Some(of_unit(telling, reference.unit(slug)?, &typed)),
        Suggestion::Region(iso) => Some(of_region(telling, reference.region(iso)?, &typed)),
    });
    Ok(answer(
        &request,
        &Suggestions {
            suggestions: suggestions.collect(),
            q: typed,
        },
    ))
}

impl Asked {
    /// Or what could not be followed: a program would not see that it was passed over.
    fn read(query_string: &str) -> Result<Self, String> {
        let mut asked = Self {
            query: None,
            lang: Lang::Uk,
            limit: USUAL,
        };
        for (name, value) in form_urlencoded::parse(query_string.as_bytes()).take(200) {
            let value = value.trim();
            let followed = match &*name {
                "q" => {
                    asked.query = Query::parse(value);
                    true
                }
                _ if value.is_empty() => true,
                "lang" => value.parse().map(|lang| asked.lang = lang).is_ok(),
                "limit" => {
                    let limit = value.parse::<u32>().ok().filter(|limit| *limit > 0);
                    asked.limit = limit.map_or(asked.limit, |limit| limit.min(MOST));
                    limit.is_some()
                }
                _ => true,
            };
            if !followed {
                let typed: String = value.chars().take(40).collect();
                return Err(format!("{name}: “{typed}” is not known here"));
            }
        }
        Ok(asked)
    }
}

fn of_person(telling: Telling<'_>, card: &Card, reason: Option<&Reason>, typed: &str) -> Suggested {
    let lang = telling.lang();
    let years = life_years(lang, card.born.as_ref(), card.died.as_ref(), card.sex, true);
    let unit = telling.any_unit(card.unit.as_deref(), card.unit_text.as_deref());
    let place = card.place.as_ref().map(|place| telling.short_place(place));
    let known = unit
        .and_then(|unit| said(&[unit]))
        .or_else(|| said(&place?));
    let detail: Vec<String> = [years, known].into_iter().flatten().collect();
    let person = Suggested {
        detail: (!detail.is_empty()).then(|| detail.join(", ")),
        ..labelled(
            Kind::Person,
            telling.listed(&card.name, card.latin.as_ref()),
            person::address(telling, card),
            lang,
            typed,
        )
    };
    Suggested {
        why: reason.and_then(|reason| because(telling, reason, &person)),
        ..person
    }
}

fn of_unit(telling: Telling<'_>, found: &Unit, typed: &str) -> Suggested {
    let lang = telling.lang();
    let name = tidy(lang, unit::name(lang, found));
    let label = telling
        .short_unit(&found.slug)
        .unwrap_or_else(|| name.clone());
    let detail = if label == name {
        unit::branch(lang, &found.branch).to_owned()
    } else {
        name
    };
    Suggested {
        detail: Some(detail),
        ..labelled(
            Kind::Unit,
            label,
            format!("/{lang}/units/{}", found.slug),
            lang,
            typed,
        )
    }
}

fn of_region(telling: Telling<'_>, found: &Region, typed: &str) -> Suggested {
    let lang = telling.lang();
    let name = match lang {
        Lang::Uk => region::plain(&found.name_uk),
        Lang::En => region::plain_en(&found.name_en),
    };
    Suggested {
        detail: Some(telling.w.search_region_holds().to_owned()),
        ..labelled(
            Kind::Region,
            name.to_owned(),
            format!("/{lang}/regions/{}", found.slug),
            lang,
            typed,
        )
    }
}

fn labelled(kind: Kind, label: String, url: String, lang: Lang, typed: &str) -> Suggested {
    let typed_in_latin = || match lang {
        Lang::En => lit(&label, &romanise(typed)),
        Lang::Uk => None,
    };
    let parts = match lit(&label, typed).or_else(typed_in_latin) {
        Some(parts) => parts
            .into_iter()
            .map(|part| Part {
                text: part.words,
                lit: part.found,
            })
            .collect(),
        None => vec![Part {
            text: label.clone(),
            lit: false,
        }],
    };
    Suggested {
        kind,
        label,
        parts,
        detail: None,
        why: None,
        url,
    }
}

/// Nothing, when some of it is in another language than the page: a line of JSON cannot say which.
fn said(pieces: &[Piece]) -> Option<String> {
    let own = !pieces.is_empty() && pieces.iter().all(|piece| piece.lang.is_none());
    own.then(|| pieces.iter().map(|piece| piece.words.as_str()).collect())
}

/// «Знайдено за позивним: Лис»; nothing where the suggestion shows it. Without the words that matched where they are a
/// sentence, or not in the page's letters.
fn because(telling: Telling<'_>, reason: &Reason, person: &Suggested) -> Option<String> {
    let why = why(telling, reason);
    let matched: String = why.matched.iter().map(|part| part.words.as_str()).collect();
    let shown = match reason {
        Reason::Form(_) => person.parts.iter().any(|part| part.lit),
        Reason::Unit { slug, .. } => {
            let short = slug.as_deref().and_then(|slug| telling.short_unit(slug));
            let called = short.as_ref().unwrap_or(&matched);
            let detail = person.detail.as_ref();
            detail.is_some_and(|detail| detail.contains(called.as_str()))
        }
        _ => false,
    };
    let foreign = telling.lang() == Lang::En && matched.contains(is_cyrillic);
    let bare = matched.is_empty() || foreign || matches!(reason, Reason::Story(_));
    (!shown).then(|| {
        if bare {
            why.words.trim_end_matches(':').to_owned()
        } else {
            format!("{} {matched}", why.words)
        }
    })
}
