//! `/admin/letters`: letters to families that did not arrive, and what a moderator does about them; and the letters about
//! one story, for its page. No address is shown: contacts are opened on purpose, on the story's own page.

use actix_web::HttpResponse;
use actix_web::http::StatusCode;
use actix_web::web::{Data, Path};
use askama::Template;

use super::desk::{Desk, Room};
use crate::accounts::guard::{Moderator, Reader};
use crate::app::State;
use crate::error::AppError;
use crate::i18n::{Words, dates};
use crate::letters::letter::Standing;
use crate::letters::queries::{self, Kept};
use crate::web::layout::Layout;
use crate::web::show::{see, show_privately};

const PAGE: i64 = 200;

#[derive(Template)]
#[template(path = "moderation/letters.html")]
struct LettersPage {
    w: Words,
    layout: Layout,
    desk: Desk,
    letters: Vec<Line>,
    /// Whether there is a mail server.
    posts: bool,
}

/// One letter, in words.
pub struct Line {
    pub id: i32,
    pub submission_id: i32,
    pub kind: String,
    pub written: String,
    /// The same for programs.
    pub machine: String,
    pub tries: i32,
    /// What hindered it last, where something did.
    pub fault: Option<String>,
    /// Where it is, and since when if it was sent.
    pub state: String,
}

pub async fn page(w: Words, state: Data<State>, by: Reader) -> Result<HttpResponse, AppError> {
    let posts = state.settings.smtp.is_some();
    let given_up = state.db.read(|conn| queries::given_up(conn, PAGE)).await?;
    let page = LettersPage {
        w,
        layout: Layout::hidden(w, "/letters", w.letters_given_up()),
        desk: Desk::around(&state, &by, Room::Queue).await?,
        letters: lines(w, given_up, posts),
        posts,
    };
    show_privately(StatusCode::OK, &page)
}

/// `POST /admin/letters/{id}/sending`: what hindered the letter was put right.
pub async fn send_again(
    state: Data<State>,
    by: Moderator,
    id: Path<i32>,
) -> Result<HttpResponse, AppError> {
    let (id, now) = (id.into_inner(), state.now());
    let found = state
        .db
        .write(move |conn| queries::try_again(conn, &by, id, now))
        .await?;
    state.letter_owed.notify_one();
    settled(found)
}

/// `POST /admin/letters/{id}/putting-away`: the family was told in another way.
pub async fn put_away(
    state: Data<State>,
    by: Moderator,
    id: Path<i32>,
) -> Result<HttpResponse, AppError> {
    let (id, now) = (id.into_inner(), state.now());
    let found = state
        .db
        .write(move |conn| queries::put_away(conn, &by, id, now))
        .await?;
    settled(found)
}

fn settled(found: bool) -> Result<HttpResponse, AppError> {
    if found {
        Ok(see("/admin/letters"))
    } else {
        Err(AppError::Conflict)
    }
}

/// `posts`: whether there is a mail server to hand letters to.
pub(super) fn lines(w: Words, letters: Vec<Kept>, posts: bool) -> Vec<Line> {
    let line = |letter| line(w, letter, posts);
    letters.into_iter().map(line).collect()
}

fn line(w: Words, letter: Kept, posts: bool) -> Line {
    // Nothing goes out without a mail server, and what does not go out is not said to be on its way.
    let state = match letter.state {
        Standing::Waiting if !posts => w.letters_not_sent().to_owned(),
        state => w.letters_state(state.word()),
    };
    Line {
        id: letter.id,
        submission_id: letter.submission_id,
        kind: w.letters_kind(letter.kind.word()),
        written: dates::moment(w.lang(), letter.written_at),
        machine: letter.written_at.to_rfc3339(),
        tries: letter.tries,
        fault: letter.last_fault.map(|fault| w.letters_fault(fault)),
        state: match letter.sent_at {
            Some(at) => w.letters_on(dates::moment(w.lang(), at), state),
            None => state,
        },
    }
}
