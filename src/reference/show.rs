//! `/admin/reference/{list}/{slug}`: one authority record, everything that can be done to it, and all that was.

use actix_web::HttpResponse;
use actix_web::http::StatusCode;
use actix_web::web::{Data, Path, Query};
use askama::Template;
use serde::Deserialize;

use super::boxes::{Field, Form, Suggestions};
use super::queries::{self, Made};
use super::record::{Fields, Kind};
use super::telling::{self, Difference};
use crate::accounts::guard::Reader;
use crate::app::State;
use crate::error::AppError;
use crate::i18n::{Words, dates};
use crate::moderation::desk::{Desk, Room};
use crate::web::layout::Layout;
use crate::web::show::show_privately;

#[derive(Template)]
#[template(path = "reference/show.html")]
struct ShowPage {
    w: Words,
    layout: Layout,
    desk: Desk,
    kind: Kind,
    slug: String,
    name: String,
    revision: i32,
    rows: Vec<Vec<Field>>,
    former: Vec<Vec<Field>>,
    renaming: Vec<Field>,
    into: Field,
    suggestions: Suggestions,
    faults: Vec<(String, String)>,
    stopped: Option<&'static str>,
    notice: Option<&'static str>,
    /// Where readers see it, while it is in the list.
    public: Option<String>,
    /// What it was merged into: the slug and the name.
    merged: Option<(String, String)>,
    is_removed: bool,
    may: bool,
    changes: Vec<Change>,
}

struct Change {
    id: i32,
    at: String,
    machine: String,
    by: String,
    deed: String,
    differences: Vec<Difference>,
}

#[derive(Deserialize, Default)]
#[serde(default)]
pub struct Asked {
    done: String,
}

/// What an act that was not done leaves on the page.
#[derive(Default)]
pub(super) struct Left {
    /// The form of the record itself, as typed; else as it is in the file.
    pub form: Option<Form>,
    /// The boxes of renaming and merging, as typed.
    pub acts: Form,
    pub stopped: Option<&'static str>,
}

pub async fn page(
    w: Words,
    state: Data<State>,
    by: Reader,
    path: Path<(String, String)>,
    asked: Query<Asked>,
) -> Result<HttpResponse, AppError> {
    let (kind, slug) = which(path.into_inner())?;
    let notice = match asked.done.as_str() {
        "1" => Some(w.reference_done()),
        "same" => Some(w.reference_same()),
        _ => None,
    };
    draw(w, &state, &by, kind, slug, Left::default(), notice).await
}

pub(super) fn which((list, slug): (String, String)) -> Result<(Kind, String), AppError> {
    let kind = Kind::from_list(&list).ok_or(AppError::NotFound)?;
    Ok((kind, slug))
}

pub(super) async fn draw(
    w: Words,
    state: &State,
    by: &Reader,
    kind: Kind,
    slug: String,
    left: Left,
    notice: Option<&'static str>,
) -> Result<HttpResponse, AppError> {
    let asked = slug.clone();
    let (fields, revision, made) = state
        .db
        .read(move |conn| {
            let fields = queries::fields(conn, kind, &asked)?;
            let revision = queries::revision(conn, kind, &asked)?;
            Ok((fields, revision, queries::changes(conn, kind, &asked)?))
        })
        .await?;
    let fields = fields.ok_or(AppError::NotFound)?;
    let reference = state.reference();
    let is_wrong = left.stopped.is_none()
        && (!left.acts.faults.is_empty()
            || left
                .form
                .as_ref()
                .is_some_and(|form| !form.faults.is_empty()));
    let status = match (left.stopped.is_some(), is_wrong) {
        (true, _) => StatusCode::CONFLICT,
        (false, true) => StatusCode::UNPROCESSABLE_ENTITY,
        (false, false) => StatusCode::OK,
    };
    let form = left.form.unwrap_or_else(|| Form::of(&fields));
    let merged = match &fields {
        Fields::Unit(unit) => unit.merged_into.clone(),
        _ => None,
    };
    let is_removed = fields.is_removed();
    let name = match kind {
        Kind::Region => telling::called(w, &reference, kind, &slug),
        _ => telling::name(w.lang(), &fields),
    };
    let public = match kind {
        Kind::Unit | Kind::Region if !is_removed && merged.is_none() => {
            Some(format!("/{}/{}/{slug}", w.lang(), kind.list()))
        }
        Kind::Rank | Kind::Award if !is_removed => {
            Some(format!("/{}/heroes?{}={slug}", w.lang(), kind.word()))
        }
        _ => None,
    };
    let mut faults = form.said(w);
    faults.extend(left.acts.said(w));
    let page = ShowPage {
        w,
        layout: Layout::hidden(
            w,
            format!("/reference/{}/{slug}", kind.list()),
            name.clone(),
        ),
        desk: Desk::around(state, by, Room::Reference).await?,
        kind,
        revision,
        rows: form.rows(w, kind),
        former: form.former(w, kind),
        renaming: ["new_name_uk", "new_name_en", "new_short_uk", "until"]
            .map(|key| left.acts.field(w, key))
            .into(),
        into: left.acts.field(w, "into"),
        suggestions: Suggestions::of(w, kind, &reference),
        faults,
        stopped: left.stopped,
        notice,
        public,
        merged: merged.map(|into| {
            let name = telling::called(w, &reference, kind, &into);
            (into, name)
        }),
        is_removed,
        may: telling::may_change(by),
        changes: made.into_iter().map(|made| change(w, made)).collect(),
        name,
        slug,
    };
    show_privately(status, &page)
}

fn change(w: Words, made: Made) -> Change {
    Change {
        id: made.id,
        at: dates::moment(w.lang(), made.at),
        machine: made.at.to_rfc3339(),
        by: made.by,
        deed: w.reference_deed(made.act.as_str()),
        differences: match made.before {
            Some(before) => telling::differences(w, Some(&before), &made.after),
            None => Vec::new(),
        },
    }
}
