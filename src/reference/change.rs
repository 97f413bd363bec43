//! What is done to an authority record: changed, renamed, merged and parted, put back.

use actix_web::HttpResponse;
use actix_web::web::{Data, Form as Body, Path};

use super::boxes::Form;
use super::queries::{self, Deed, Outcome};
use super::record::{Faults, Fields, Kind, UnitFields};
use super::renewal;
use super::show::{Left, draw, which};
use crate::accounts::guard::Moderator;
use crate::app::State;
use crate::error::AppError;
use crate::i18n::Words;
use crate::web::show::see;

type Pairs = Vec<(String, String)>;

/// `POST /admin/reference/{list}/{slug}`
pub async fn change(
    w: Words,
    state: Data<State>,
    by: Moderator,
    path: Path<(String, String)>,
    Body(pairs): Body<Pairs>,
) -> Result<HttpResponse, AppError> {
    let (kind, slug) = which(path.into_inner())?;
    let mut form = Form::typed(pairs);
    let before = present(&state, kind, &slug).await?;
    let (fields, faults) = Fields::typed(&before, &state.reference(), |key| form.value(key));
    let outcome = if faults.is_empty() {
        write(&state, &by, Deed::Change, &slug, read(&form)?, fields).await?
    } else {
        Outcome::Faulty(faults)
    };
    match outcome {
        Outcome::Done | Outcome::Same => done(&state, kind, &slug, &outcome).await,
        Outcome::Stale => {
            let left = Left {
                form: Some(form),
                stopped: Some(w.reference_stale()),
                ..Left::default()
            };
            draw(w, &state, &by, kind, slug, left, None).await
        }
        Outcome::Faulty(faults) => {
            form.faults = faults;
            let left = Left {
                form: Some(form),
                ..Left::default()
            };
            draw(w, &state, &by, kind, slug, left, None).await
        }
    }
}

/// `POST /admin/reference/units/{slug}/renaming`
pub async fn rename(
    w: Words,
    state: Data<State>,
    by: Moderator,
    slug: Path<String>,
    Body(pairs): Body<Pairs>,
) -> Result<HttpResponse, AppError> {
    let slug = slug.into_inner();
    let form = Form::typed(pairs);
    let before = present_unit(&state, &slug).await?;
    let (renamed, faults) = before.renamed(&state.reference(), |key| form.value(key));
    let outcome = if faults.is_empty() {
        let fields = Fields::Unit(renamed);
        write(&state, &by, Deed::Rename, &slug, read(&form)?, fields).await?
    } else {
        Outcome::Faulty(faults)
    };
    let keyed = |(key, fault): (String, _)| match key.as_str() {
        "name_uk" | "name_en" | "short_uk" => (format!("new_{key}"), fault),
        _ => (key, fault),
    };
    answer(w, &state, &by, slug, form, outcome, keyed).await
}

/// `POST /admin/reference/units/{slug}/merger`: into another, or, with `into` left out, by itself again.
pub async fn merge(
    w: Words,
    state: Data<State>,
    by: Moderator,
    slug: Path<String>,
    Body(pairs): Body<Pairs>,
) -> Result<HttpResponse, AppError> {
    let slug = slug.into_inner();
    let form = Form::typed(pairs);
    let mut unit = present_unit(&state, &slug).await?;
    let deed = if form.value("part").is_empty() {
        let reference = state.reference();
        let typed = form.value("into").trim();
        let found = reference
            .unit(typed)
            .or_else(|| reference.unit_called(typed));
        // A name that is none is told by the check that the file makes.
        unit.merged_into = Some(found.map_or(typed, |unit| &unit.slug).to_owned());
        Deed::Merge
    } else {
        unit.merged_into = None;
        Deed::PutBack
    };
    let outcome = write(&state, &by, deed, &slug, read(&form)?, Fields::Unit(unit)).await?;
    let keyed = |(key, fault): (String, _)| match key.as_str() {
        "merged_into" => ("into".to_owned(), fault),
        _ => (key, fault),
    };
    answer(w, &state, &by, slug, form, outcome, keyed).await
}

/// `POST /admin/reference/{list}/{slug}/changes/{id}/putting-back`
pub async fn put_back(
    w: Words,
    state: Data<State>,
    by: Moderator,
    path: Path<(String, String, i32)>,
    Body(pairs): Body<Pairs>,
) -> Result<HttpResponse, AppError> {
    let (list, slug, id) = path.into_inner();
    let (kind, slug) = which((list, slug))?;
    let form = Form::typed(pairs);
    let read = read(&form)?;
    let (now, moderator, named) = (state.now(), by.clone(), slug.clone());
    let outcome = state
        .db
        .write(move |conn| queries::put_back(conn, &moderator, kind, &named, read, id, now))
        .await?;
    match outcome {
        Outcome::Done | Outcome::Same => done(&state, kind, &slug, &outcome).await,
        Outcome::Stale | Outcome::Faulty(_) => {
            let left = left(w, form, outcome, |fault| fault);
            draw(w, &state, &by, kind, slug, left, None).await
        }
    }
}

async fn answer(
    w: Words,
    state: &Data<State>,
    by: &Moderator,
    slug: String,
    form: Form,
    outcome: Outcome,
    keyed: impl Fn((String, super::record::Fault)) -> (String, super::record::Fault),
) -> Result<HttpResponse, AppError> {
    match outcome {
        Outcome::Done | Outcome::Same => done(state, Kind::Unit, &slug, &outcome).await,
        Outcome::Stale | Outcome::Faulty(_) => {
            let left = left(w, form, outcome, keyed);
            draw(w, state, by, Kind::Unit, slug, left, None).await
        }
    }
}

fn left(
    w: Words,
    mut form: Form,
    outcome: Outcome,
    keyed: impl Fn((String, super::record::Fault)) -> (String, super::record::Fault),
) -> Left {
    let stopped = (outcome == Outcome::Stale).then(|| w.reference_stale());
    if let Outcome::Faulty(faults) = outcome {
        form.faults = faults.into_iter().map(keyed).collect::<Faults>();
    }
    Left {
        acts: form,
        stopped,
        ..Left::default()
    }
}

async fn done(
    state: &Data<State>,
    kind: Kind,
    slug: &str,
    outcome: &Outcome,
) -> Result<HttpResponse, AppError> {
    let said = if *outcome == Outcome::Same {
        "same"
    } else {
        renewal::renew(state).await?;
        "1"
    };
    let list = kind.list();
    Ok(see(format!("/admin/reference/{list}/{slug}?done={said}")))
}

async fn write(
    state: &State,
    by: &Moderator,
    deed: Deed,
    slug: &str,
    read: i32,
    fields: Fields,
) -> Result<Outcome, AppError> {
    let (now, moderator, slug) = (state.now(), by.clone(), slug.to_owned());
    state
        .db
        .write(move |conn| queries::change(conn, &moderator, deed, &slug, read, &fields, now))
        .await
}

async fn present(state: &State, kind: Kind, slug: &str) -> Result<Fields, AppError> {
    let slug = slug.to_owned();
    let found = state
        .db
        .read(move |conn| queries::fields(conn, kind, &slug))
        .await?;
    found.ok_or(AppError::NotFound)
}

async fn present_unit(state: &State, slug: &str) -> Result<UnitFields, AppError> {
    match present(state, Kind::Unit, slug).await? {
        Fields::Unit(unit) => Ok(unit),
        _ => Err(AppError::NotFound),
    }
}

/// The revision that the page was made from.
fn read(form: &Form) -> Result<i32, AppError> {
    form.value("revision")
        .parse()
        .map_err(|_| AppError::BadRequest)
}
