//! `/admin/submissions/{id}/edit` and `/admin/heroes/{id}/edit`: every field of a record, of a story in one's own hands or
//! of a life that is public.

use actix_web::HttpResponse;
use actix_web::http::StatusCode;
use actix_web::web::{Data, Form, Path};
use askama::Template;

use super::answer::message_fault;
use super::boxes::{Boxes, Kind, Section};
use super::changing::{Came, Wanted, change, said};
use super::decision::{Message, Stale};
use super::desk::{Desk, Room};
use super::queries::{self, Life, Story};
use super::record_form::RecordForm;
use crate::accounts::guard::Moderator;
use crate::app::State;
use crate::error::AppError;
use crate::heroes::hero::{Photo, Record};
use crate::i18n::Words;
use crate::linter::shown::{Asked, asked};
use crate::photos;
use crate::submissions::submission::State as Standing;
use crate::web::layout::Layout;
use crate::web::show::{see, show_privately};

#[derive(Template)]
#[template(path = "moderation/edit.html")]
struct EditPage {
    w: Words,
    layout: Layout,
    desk: Desk,
    name: String,
    target: Target,
    sections: Vec<Section>,
    units: Vec<String>,
    /// Where each fault is, and what it says.
    faults: Vec<(String, String)>,
    /// Something else kept it from being written.
    stopped: Option<&'static str>,
    why: String,
    why_fault: Option<&'static str>,
    asked: Vec<Asked>,
}

/// What is edited, and the revision or version that was read.
#[derive(Debug, Clone, Copy)]
pub enum Target {
    Submission {
        id: i32,
        read: i32,
    },
    Hero {
        id: i32,
        read: i32,
    },
    /// A row of a list at the import desk.
    Row {
        id: i32,
        read: i32,
    },
}

/// A browser's fields, in whatever number they come.
type Pairs = Vec<(String, String)>;

pub async fn submission_page(
    w: Words,
    state: Data<State>,
    by: Moderator,
    id: Path<i32>,
) -> Result<HttpResponse, AppError> {
    let id = id.into_inner();
    let story = state.db.read(move |conn| queries::story(conn, id)).await?;
    if !in_hand(&story, &by) {
        return Ok(see(format!("/admin/submissions/{id}")));
    }
    let left_out = left_out(&story.record, &story.photos);
    let form = RecordForm::of(&story.record, &state.reference(), w.lang(), &left_out);
    let target = Target::Submission {
        id,
        read: story.sent.revision,
    };
    Draft {
        name: story.record.name.listed(),
        target,
        form,
        ..Draft::default()
    }
    .draw(w, &state, &by, StatusCode::OK)
    .await
}

pub async fn change_submission(
    w: Words,
    state: Data<State>,
    by: Moderator,
    id: Path<i32>,
    Form(pairs): Form<Pairs>,
) -> Result<HttpResponse, AppError> {
    let id = id.into_inner();
    let story = state.db.read(move |conn| queries::story(conn, id)).await?;
    let mut form = RecordForm::typed(pairs);
    let read = form
        .value("revision")
        .parse()
        .map_err(|_| AppError::BadRequest)?;
    let mut draft = Draft {
        name: story.record.name.listed(),
        target: Target::Submission { id, read },
        ..Draft::default()
    };
    match form.record(&state.reference(), &pictures(&story.record, &story.photos)) {
        Err(faults) => form.faults = faults,
        Ok(record) => {
            let (now, moderator) = (state.now(), by.clone());
            match state
                .db
                .write(move |conn| queries::edit(conn, &moderator, id, read, &record, now))
                .await?
            {
                Ok(()) => return Ok(see(format!("/admin/submissions/{id}?done=1"))),
                Err(Stale) => draft.stopped = Some(w.moderation_stale()),
            }
        }
    }
    let status = if draft.stopped.is_some() {
        StatusCode::CONFLICT
    } else {
        StatusCode::UNPROCESSABLE_ENTITY
    };
    draft.form = form;
    draft.draw(w, &state, &by, status).await
}

pub async fn hero_page(
    w: Words,
    state: Data<State>,
    by: Moderator,
    id: Path<i32>,
) -> Result<HttpResponse, AppError> {
    let id = id.into_inner();
    let (life, sent) = state
        .db
        .read(move |conn| life_and_pictures(conn, id))
        .await?;
    if life.slug.is_none() {
        return Ok(see(format!("/admin/heroes/{id}")));
    }
    let form = RecordForm::of(
        &life.record,
        &state.reference(),
        w.lang(),
        &left_out(&life.record, &sent),
    );
    let target = Target::Hero {
        id,
        read: life.version,
    };
    Draft {
        name: life.record.name.listed(),
        target,
        form,
        ..Draft::default()
    }
    .draw(w, &state, &by, StatusCode::OK)
    .await
}

pub async fn change_hero(
    w: Words,
    state: Data<State>,
    by: Moderator,
    id: Path<i32>,
    Form(mut pairs): Form<Pairs>,
) -> Result<HttpResponse, AppError> {
    let id = id.into_inner();
    let words = said(&mut pairs);
    let (life, sent) = state
        .db
        .read(move |conn| life_and_pictures(conn, id))
        .await?;
    let mut form = RecordForm::typed(pairs);
    let read = form
        .value("revision")
        .parse()
        .map_err(|_| AppError::BadRequest)?;
    let why = Message::parse(form.value("why"));
    let mut draft = Draft {
        name: life.record.name.listed(),
        target: Target::Hero { id, read },
        why: form.value("why").to_owned(),
        ..Draft::default()
    };
    match (
        form.record(&state.reference(), &pictures(&life.record, &sent)),
        why,
    ) {
        (Ok(record), Ok(why)) => {
            let (now, moderator) = (state.now(), by.clone());
            let (wanted, said) = (record.clone(), words.clone());
            let came = state
                .db
                .write(move |conn| {
                    let wanted = Wanted {
                        record: wanted,
                        back_to: None,
                        said,
                    };
                    change(conn, &moderator, id, read, wanted, &why, now)
                })
                .await?;
            match came {
                Came::Done => return Ok(see(format!("/admin/heroes/{id}?done=1"))),
                Came::Proposed(motion) => {
                    return Ok(see(format!("/admin/motions/{motion}?done=1")));
                }
                Came::Unsound => draft.stopped = Some(w.moderation_unsound()),
                Came::Waits => draft.stopped = Some(w.motions_waits_already()),
                Came::Stale | Came::Undecided(_) => draft.stopped = Some(w.moderation_stale()),
                Came::Asks(found) => draft.asked = asked(w, &record, found, &words),
            }
        }
        (record, why) => {
            form.faults = record.err().unwrap_or_default();
            draft.why_fault = why.err().map(|fault| message_fault(w, fault));
        }
    }
    let stale = draft.stopped == Some(w.moderation_stale());
    draft.form = form;
    draft
        .draw(
            w,
            &state,
            &by,
            if stale {
                StatusCode::CONFLICT
            } else {
                StatusCode::UNPROCESSABLE_ENTITY
            },
        )
        .await
}

/// What the page is made of.
pub struct Draft {
    pub name: String,
    pub target: Target,
    pub form: RecordForm,
    pub stopped: Option<&'static str>,
    pub why: String,
    pub why_fault: Option<&'static str>,
    /// What everyone would read from now on, and a word is needed about.
    pub asked: Vec<Asked>,
}

impl Default for Draft {
    fn default() -> Self {
        let target = Target::Submission { id: 0, read: 0 };
        Self {
            name: String::new(),
            target,
            form: RecordForm::default(),
            stopped: None,
            why: String::new(),
            why_fault: None,
            asked: Vec::new(),
        }
    }
}

impl Draft {
    pub async fn draw(
        self,
        w: Words,
        state: &State,
        by: &Moderator,
        status: StatusCode,
    ) -> Result<HttpResponse, AppError> {
        let reference = state.reference();
        let boxes = Boxes {
            w,
            reference: &reference,
            form: &self.form,
        };
        let (sections, units) = (boxes.sections(), boxes.units());
        let fields = sections
            .iter()
            .flat_map(|section| &section.rows)
            .flat_map(|row| &row.fields);
        let mut faults: Vec<_> = fields
            .filter_map(|field| {
                Some((
                    field.key.clone(),
                    format!("{}: {}", field.label, field.fault.as_ref()?),
                ))
            })
            .collect();
        faults.extend(
            self.why_fault
                .map(|fault| ("why".to_owned(), fault.to_owned())),
        );
        let room = match self.target {
            Target::Submission { .. } => Room::Queue,
            Target::Hero { .. } => Room::Lives,
            Target::Row { .. } => Room::Imports,
        };
        let page = EditPage {
            w,
            layout: Layout::hidden(w, format!("{}/edit", self.target.path()), self.name.clone()),
            desk: Desk::around(state, by, room).await?,
            name: self.name,
            target: self.target,
            sections,
            units,
            faults,
            stopped: self.stopped,
            why: self.why,
            why_fault: self.why_fault,
            asked: self.asked,
        };
        show_privately(status, &page)
    }
}

impl Target {
    /// After `/admin`.
    fn path(self) -> String {
        match self {
            Self::Submission { id, .. } => format!("/submissions/{id}"),
            Self::Hero { id, .. } => format!("/heroes/{id}"),
            Self::Row { id, .. } => format!("/imports/{id}"),
        }
    }

    fn read(self) -> i32 {
        match self {
            Self::Submission { read, .. } | Self::Hero { read, .. } | Self::Row { read, .. } => {
                read
            }
        }
    }

    fn is_public(self) -> bool {
        matches!(self, Self::Hero { .. })
    }
}

fn in_hand(story: &Story, by: &Moderator) -> bool {
    matches!(story.sent.state, Standing::Taken { by: holder, .. } if holder == by.id())
}

/// Pictures that may stand in a record: its own and those that were sent.
pub fn pictures(record: &Record, sent: &[i32]) -> Vec<i32> {
    record
        .photos
        .iter()
        .filter_map(Photo::id)
        .chain(sent.iter().copied())
        .collect()
}

fn left_out(record: &Record, sent: &[i32]) -> Vec<i32> {
    let own: Vec<i32> = record.photos.iter().filter_map(Photo::id).collect();
    sent.iter()
        .copied()
        .filter(|id| !own.contains(id))
        .collect()
}

fn life_and_pictures(
    conn: &mut diesel::SqliteConnection,
    id: i32,
) -> diesel::QueryResult<(Life, Vec<i32>)> {
    let life = queries::life(conn, id)?;
    let mut sent = Vec::new();
    for submission in &life.submissions {
        sent.extend(
            photos::queries::of_submission(conn, *submission)?
                .into_iter()
                .map(|photo| photo.photo_id),
        );
    }
    Ok((life, sent))
}
