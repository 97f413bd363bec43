//! `/admin/reference/{list}/new`: a record that the list does not have yet.

use actix_web::HttpResponse;
use actix_web::web::{Data, Form as Body, Path};
use askama::Template;

use super::boxes::{Field, Form, Suggestions};
use super::queries::{self, Outcome};
use super::record::{self, Fields, Kind};
use super::renewal;
use crate::accounts::guard::{Moderator, Reader};
use crate::app::State;
use crate::error::AppError;
use crate::i18n::Words;
use crate::moderation::desk::{Desk, Room};
use crate::web::layout::Layout;
use crate::web::show::{see, show_judged};

#[derive(Template)]
#[template(path = "reference/new.html")]
struct NewPage {
    w: Words,
    layout: Layout,
    desk: Desk,
    kind: Kind,
    slug: Field,
    rows: Vec<Vec<Field>>,
    former: Vec<Vec<Field>>,
    suggestions: Suggestions,
    faults: Vec<(String, String)>,
}

pub async fn page(
    w: Words,
    state: Data<State>,
    by: Moderator,
    list: Path<String>,
) -> Result<HttpResponse, AppError> {
    draw(w, &state, &by, addable(&list)?, &Form::default()).await
}

pub async fn add(
    w: Words,
    state: Data<State>,
    by: Moderator,
    list: Path<String>,
    Body(pairs): Body<Vec<(String, String)>>,
) -> Result<HttpResponse, AppError> {
    let kind = addable(&list)?;
    let mut form = Form::typed(pairs);
    let slug = record::slug(form.value("slug"));
    let (fields, mut faults) = Fields::typed(&Fields::empty(kind), &state.reference(), |key| {
        form.value(key)
    });
    match slug {
        Err(fault) => faults.insert(0, ("slug".to_owned(), fault)),
        Ok(slug) if faults.is_empty() => {
            let (now, moderator, address) = (state.now(), by.clone(), slug.clone());
            let outcome = state
                .db
                .write(move |conn| queries::add(conn, &moderator, &slug, &fields, now))
                .await?;
            match outcome {
                Outcome::Faulty(found) => faults = found,
                _ => {
                    renewal::renew(&state).await?;
                    let list = kind.list();
                    return Ok(see(format!("/admin/reference/{list}/{address}?done=1")));
                }
            }
        }
        Ok(_) => {}
    }
    form.faults = faults;
    draw(w, &state, &by, kind, &form).await
}

/// The regions are those of the country.
fn addable(list: &str) -> Result<Kind, AppError> {
    Kind::from_list(list)
        .filter(|kind| *kind != Kind::Region)
        .ok_or(AppError::NotFound)
}

async fn draw(
    w: Words,
    state: &State,
    by: &Reader,
    kind: Kind,
    form: &Form,
) -> Result<HttpResponse, AppError> {
    let path = format!("/reference/{}/new", kind.list());
    let page = NewPage {
        w,
        layout: Layout::hidden(w, path, w.reference_add(kind.list())),
        desk: Desk::around(state, by, Room::Reference).await?,
        kind,
        slug: form.field(w, "slug"),
        rows: form.rows(w, kind),
        former: form.former(w, kind),
        suggestions: Suggestions::of(w, kind, &state.reference()),
        faults: form.said(w),
    };
    show_judged(!page.faults.is_empty(), &page)
}
