//! `/admin/account/second-factor`: sets up codes of an authenticator app, and afterwards says how many recovery codes are left.

use actix_web::http::StatusCode;
use actix_web::web::{Data, Form};
use actix_web::{HttpRequest, HttpResponse};
use askama::Template;
use fast_qr::{ECL, QRBuilder};
use serde::Deserialize;
use serde_json::json;
use sha2::{Digest, Sha256};

use super::account::Session;
use super::guard::{self, Oneself, Reader};
use super::second_factor::{Answer, Secret};
use super::sign_in::at_least_a_minute;
use super::{once_more, queries, recovery_codes};
use crate::app::{State, chance};
use crate::error::AppError;
use crate::i18n::{Words, dates};
use crate::moderation::journal::{self, Act, Actor, Subject};
use crate::web::layout::Layout;
use crate::web::show::show_privately;

#[derive(Template)]
#[template(path = "accounts/authenticator.html")]
struct AuthenticatorPage {
    w: Words,
    layout: Layout,
    name: String,
    /// Nothing else of the desk opens before it is set up.
    owed: bool,
    /// What to put into the app; none once there is a second factor.
    offered: Option<Offered>,
    since: String,
    left: i64,
    faults: Faults,
}

struct Offered {
    letters: String,
    address: String,
    square: Square,
}

/// A square code: its side in modules with the margin, and its dark modules as the path of a drawing.
struct Square {
    side: usize,
    path: String,
}

/// What was wrong, by the form it was in.
#[derive(Default)]
pub(super) struct Faults {
    pub password: Option<String>,
    pub code: Option<String>,
    pub renewal: Option<String>,
    pub removal: Option<String>,
}

#[derive(Deserialize, Default)]
#[serde(default)]
pub struct Typed {
    current: String,
    code: String,
}

pub async fn page(w: Words, state: Data<State>, by: Oneself) -> Result<HttpResponse, AppError> {
    draw(
        w,
        &state,
        &by,
        by.owes_second_factor(),
        StatusCode::OK,
        Faults::default(),
    )
    .await
}

pub async fn set_up(
    w: Words,
    req: HttpRequest,
    state: Data<State>,
    by: Oneself,
    Form(typed): Form<Typed>,
) -> Result<HttpResponse, AppError> {
    let (id, now) = (by.id(), state.now());
    let owed = by.owes_second_factor();
    let tried = match once_more::asked(w, &req, &state, &by, typed.current).await? {
        Ok(tried) => tried,
        Err((status, fault)) => {
            let faults = Faults {
                password: Some(fault),
                ..Faults::default()
            };
            return draw(w, &state, &by, owed, status, faults).await;
        }
    };
    let secret = offered(&state, &by);
    let step = match Answer::parse(&typed.code) {
        Some(Answer::Code(code)) => secret.step_of(&code, now, None),
        _ => None,
    };
    let codes = recovery_codes::made()?;
    let hashes = recovery_codes::hashes(&codes);
    let (token, mark): ([u8; 32], [u8; 32]) = (chance()?, chance()?);
    let browser = guard::browser_of(&req);
    let who: Reader = (*by).clone();
    let came = state
        .db
        .write(move |conn| {
            queries::forgive(conn, tried.counted)?;
            if let Err(wait) = queries::try_code(conn, id, now)? {
                return Ok(Came::Slow(wait));
            }
            let Some(step) = step else {
                return Ok(Came::Wrong);
            };
            queries::forgive_codes(conn, id)?;
            if !queries::set_up(conn, id, &secret, step, &hashes, now)? {
                return Ok(Came::There);
            }
            // This session goes on under a new name, and those that only a password opened end.
            let session = Session::begun(guard::hashed(&token), browser, now);
            queries::begin(conn, id, &session)?;
            queries::end_others(conn, id, session.token_hash)?;
            queries::know_browser(conn, id, guard::hashed(&mark), now)?;
            let subject = Subject {
                detail: Some(json!({"account": who.name()})),
                ..Subject::default()
            };
            let act = Act("set-up-second-factor");
            journal::write(conn, Actor::Moderator(&who), act, subject, now)?;
            Ok(Came::Kept)
        })
        .await?;
    let (status, fault) = match came {
        Came::Kept => {
            let mut answer = recovery_codes::draw(w, by.name(), &codes)?;
            guard::give(&mut answer, &state.settings, token, mark)?;
            return Ok(answer);
        }
        Came::There => (StatusCode::CONFLICT, None),
        Came::Wrong => (
            StatusCode::UNPROCESSABLE_ENTITY,
            Some(w.access_code_wrong().to_owned()),
        ),
        Came::Slow(wait) => (
            StatusCode::TOO_MANY_REQUESTS,
            Some(w.accounts_slow_down(dates::waiting(w.lang(), at_least_a_minute(wait)))),
        ),
    };
    let faults = Faults {
        code: fault,
        ..Faults::default()
    };
    draw(w, &state, &by, owed, status, faults).await
}

enum Came {
    Kept,
    There,
    Wrong,
    Slow(chrono::TimeDelta),
}

pub(super) async fn draw(
    w: Words,
    state: &State,
    by: &Reader,
    owed: bool,
    status: StatusCode,
    faults: Faults,
) -> Result<HttpResponse, AppError> {
    let id = by.id();
    let kept = state
        .db
        .read(move |conn| queries::second_factor(conn, id))
        .await?;
    let offered = match kept {
        Some(_) => None,
        None => Some(shown(&offered(state, by), by.name())?),
    };
    let (since, left) = kept.map_or_else(Default::default, |(since, left)| {
        (dates::moment(w.lang(), since), left)
    });
    let page = AuthenticatorPage {
        w,
        layout: Layout::hidden(w, "/account/second-factor", w.access_second_factor()),
        name: by.name().to_owned(),
        owed,
        offered,
        since,
        left,
        faults,
    };
    show_privately(status, &page)
}

/// The secret that this session is offered: made of the memorial's own secret and of the session's name, so that it need not
/// be kept before its first code was right, cannot be told from chance without the file, and is never offered again.
fn offered(state: &State, by: &Reader) -> Secret {
    let mut hash = Sha256::new();
    hash.update(b"second factor offered to ");
    hash.update(by.session());
    hash.update(&state.secret);
    let hash: [u8; 32] = hash.finalize().into();
    let mut bytes = [0; 20];
    bytes.copy_from_slice(&hash[..20]);
    Secret::new(bytes)
}

fn shown(secret: &Secret, name: &str) -> Result<Offered, AppError> {
    let address = secret
        .address(name)
        .ok_or_else(|| AppError::internal("a second factor without an address"))?;
    Ok(Offered {
        letters: secret.letters(),
        square: square(&address)?,
        address,
    })
}

fn square(address: &str) -> Result<Square, AppError> {
    use std::fmt::Write;
    const MARGIN: usize = 4;
    let code = QRBuilder::new(address)
        .ecl(ECL::M)
        .build()
        .map_err(|fault| AppError::internal(format!("{fault:?}")))?;
    let mut path = String::new();
    for y in 0..code.size {
        for x in (0..code.size).filter(|x| code[y][*x].value()) {
            write!(path, "M{} {}h1v1h-1z", x + MARGIN, y + MARGIN).map_err(AppError::internal)?;
        }
    }
    Ok(Square {
        side: code.size + 2 * MARGIN,
        path,
    })
}
