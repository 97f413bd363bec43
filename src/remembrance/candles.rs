//! `POST /{lang}/heroes/{slug}/candles`: anybody lights a candle. No account, no name, no number; and the part of a life's
//! page where it burns.

use actix_web::HttpResponse;
use actix_web::web::{Data, Path};
use askama::Template;
use chrono::{DateTime, Utc};

use super::burning;
use crate::app::State;
use crate::error::AppError;
use crate::heroes::grave;
use crate::heroes::hero::Sex;
use crate::heroes::queries::{self as heroes, Address};
use crate::i18n::{Words, dates};
use crate::submissions::form::Form;
use crate::web::show::see;

/// Written into a template as `{{ candle }}`.
#[derive(Template)]
#[template(path = "remembrance/candles.html")]
pub struct Candle {
    w: Words,
    action: String,
    /// The token of the grave, for whoever stands there: the page that opens afterwards is the same.
    grave: String,
    sex: Option<Sex>,
    /// «до завтра, 14:05»; none while nothing burns.
    until: Option<String>,
}

/// The template escapes what it shows.
impl askama::filters::HtmlSafe for Candle {}

impl Candle {
    pub fn of(
        w: Words,
        slug: &str,
        grave: &str,
        sex: Option<Sex>,
        until: Option<DateTime<Utc>>,
    ) -> Self {
        Self {
            w,
            action: format!("/{}/heroes/{slug}/candles", w.lang()),
            grave: grave.to_owned(),
            sex,
            until: until.map(|until| dates::moment(w.lang(), until)),
        }
    }
}

/// Answers as the page does where there is none to light it at. One that moved has its candle lit where it is now.
pub async fn light(
    w: Words,
    at: Path<(String, String)>,
    form: Form,
    state: Data<State>,
) -> Result<HttpResponse, AppError> {
    let (_, slug) = at.into_inner();
    let (id, slug) = public(&state, slug).await?;
    if !burning::light(&state, id).await {
        return Err(AppError::unsaved("a candle"));
    }
    let token = form.text("grave");
    let query = if grave::opens(&state.secret, id, &token) {
        format!("?grave={token}")
    } else {
        String::new()
    };
    Ok(see(format!("/{}/heroes/{slug}{query}#candle", w.lang())))
}

/// The life that is public at an address now, and its present slug.
pub async fn public(state: &State, slug: String) -> Result<(i32, String), AppError> {
    let found = state.db.read(move |conn| {
        let mut slug = slug;
        // An address that moved leads to one that did not.
        for _ in 0..2 {
            match heroes::address(conn, &slug)? {
                Address::Here(id) => return Ok(Ok((id, slug))),
                Address::Moved(present) => slug = present,
                elsewhere => return Ok(Err(elsewhere)),
            }
        }
        Ok(Err(Address::Unknown))
    });
    match found.await? {
        Ok(found) => Ok(found),
        Err(Address::Gone) => Err(AppError::Gone),
        Err(_) => Err(AppError::NotFound),
    }
}
