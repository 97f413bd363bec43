//! `POST /admin/queue/next`: the first story that waits for this moderator, into their hands and onto the screen.

use actix_web::HttpResponse;
use actix_web::web::Data;

use super::queries::{self, Eyes};
use super::wanted::Wanted;
use crate::accounts::guard::Moderator;
use crate::app::State;
use crate::care;
use crate::error::AppError;
use crate::submissions::form::Form;
use crate::web::show::see;

/// What of the queue is wanted comes with the form. When its own limit for the day is reached, nothing is taken: the queue
/// says so, and every story can still be opened there.
pub async fn next(state: Data<State>, by: Moderator, form: Form) -> Result<HttpResponse, AppError> {
    let wanted = Wanted::of(|name| form.text(name));
    let back = wanted.address("waiting");
    let eyes = Eyes {
        account_id: by.id(),
        now: state.now(),
        promised: state.settings.promised(),
    };
    let taken = state
        .db
        .write(move |conn| {
            if care::queries::is_enough(conn, by.id(), eyes.now)? {
                return Ok(None);
            }
            queries::take_next(conn, &by, &wanted, eyes).map(Some)
        })
        .await?;
    let mark = if back.contains('?') { '&' } else { '?' };
    Ok(see(match taken {
        Some(Some(id)) => format!("/admin/submissions/{id}"),
        Some(None) => format!("{back}{mark}nothing=1"),
        None => back,
    }))
}
