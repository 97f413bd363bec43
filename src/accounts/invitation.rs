//! `/admin/invitation/{token}`: the one-time link by which an account is made: the first one, printed by an empty
//! memorial, or one that an administrator handed out; or by which a forgotten password is replaced.

use actix_web::http::StatusCode;
use actix_web::web::{Data, Form, Path};
use actix_web::{HttpRequest, HttpResponse};
use askama::Template;
use chrono::{DateTime, Utc};
use diesel::SqliteConnection;
use serde::Deserialize;
use serde_json::json;

use super::account::{AccountName, NameFault, NewPassword, PasswordFault, Role, Session};
use super::guard::{self, Reader};
use super::queries::{self, Hash, Invitation, Inviting};
use super::{password, second_step};
use crate::app::{State, chance};
use crate::db::Database;
use crate::error::AppError;
use crate::i18n::Words;
use crate::moderation::journal::{self, Act, Actor, Subject};
use crate::web::layout::Layout;
use crate::web::show::{see, show_privately};

#[derive(Template)]
#[template(path = "accounts/invitation.html")]
struct InvitationPage {
    w: Words,
    layout: Layout,
    /// `None` once the link opens nothing any more.
    invitation: Option<Invitation>,
    name: String,
    name_fault: Option<&'static str>,
    password_fault: Option<&'static str>,
}

impl InvitationPage {
    /// Whoever comes to read is told beforehand what that is.
    fn only_reads(&self) -> bool {
        let new = self.invitation.iter().find(|one| one.account.is_none());
        new.is_some_and(|invitation| !invitation.role.may_decide())
    }
}

#[derive(Deserialize, Default)]
#[serde(default)]
pub struct Typed {
    name: String,
    password: String,
    again: String,
}

/// The path of a new link for an empty memorial, or nothing when somebody has an account.
pub fn first(
    database: &Database,
    token: [u8; 32],
    now: DateTime<Utc>,
) -> Result<Option<String>, AppError> {
    let made = database.write_now(|conn| {
        if queries::any(conn)? {
            return Ok(false);
        }
        queries::invite(conn, guard::hashed(&token), Inviting::First, now)?;
        Ok(true)
    })?;
    Ok(made.then(|| path(token)))
}

/// The address of an invitation: the only place where its token is written.
pub fn path(token: [u8; 32]) -> String {
    format!("/admin/invitation/{}", hex::encode(token))
}

pub async fn page(
    w: Words,
    state: Data<State>,
    token: Path<String>,
) -> Result<HttpResponse, AppError> {
    match open(&state, &token).await? {
        Some((_, invitation)) => show_privately(
            StatusCode::OK,
            &invitation_page(w, Some(invitation), &token, String::new(), None, None),
        ),
        None => over(w),
    }
}

pub async fn accept(
    w: Words,
    req: HttpRequest,
    state: Data<State>,
    token: Path<String>,
    Form(typed): Form<Typed>,
) -> Result<HttpResponse, AppError> {
    let Some((token_hash, invitation)) = open(&state, &token).await? else {
        return over(w);
    };
    let own = invitation
        .account
        .as_ref()
        .map(|account| account.name.clone());
    let name = AccountName::parse(own.as_ref().unwrap_or(&typed.name));
    let known_as = name
        .as_ref()
        .map(|name| name.as_str().to_owned())
        .unwrap_or_default();
    let password = NewPassword::parse(&typed.password, &typed.again, &known_as);
    let written: String = typed.name.chars().take(80).collect();
    let (name, password) = match (name, password) {
        (Ok(name), Ok(password)) => (name, password),
        (name, password) => {
            let faults = (
                name.err().map(|fault| name_fault(w, fault)),
                password.err().map(|fault| password_fault(w, fault)),
            );
            return show_privately(
                StatusCode::UNPROCESSABLE_ENTITY,
                &invitation_page(w, Some(invitation), &token, written, faults.0, faults.1),
            );
        }
    };
    let hash = password::hash(password).await?;
    let (session, mark): ([u8; 32], [u8; 32]) = (chance()?, chance()?);
    let before = guard::presented(&req, guard::session_cookie(&state.settings));
    let (now, browser) = (state.now(), guard::browser_of(&req));
    let made = state
        .db
        .write(move |conn| {
            // Asked again under the lock: of two who hold the same link, only one finds it still open.
            let Some(invitation) = queries::invitation(conn, token_hash, now)? else {
                return Ok(Made::TooLate);
            };
            let Some(id) = make(conn, &invitation, &name, &hash, now)? else {
                return Ok(Made::NameTaken);
            };
            queries::use_up(conn, token_hash)?;
            let account = queries::find(conn, id)?;
            if let Some(before) = before {
                queries::end_token(conn, before)?;
            }
            let begun = Session::begun(guard::hashed(&session), browser, now);
            // A new password is not a new telephone: the second factor is still asked for.
            let half = queries::has_second_factor(conn, id)?;
            if half {
                queries::begin_half(conn, id, begun.token_hash, now)?;
            } else {
                queries::begin(conn, id, &begun)?;
                queries::know_browser(conn, id, guard::hashed(&mark), now)?;
            }
            let by = Reader::just_signed_in(&account, &begun);
            let act = Act(if invitation.account.is_some() {
                "reset-password"
            } else {
                "add-account"
            });
            let detail = Some(json!({"account": by.name(), "role": by.role().word()}));
            journal::write(
                conn,
                Actor::Moderator(&by),
                act,
                Subject {
                    detail,
                    ..Subject::default()
                },
                now,
            )?;
            Ok(if half { Made::Half } else { Made::Welcome })
        })
        .await?;
    match made {
        Made::TooLate => over(w),
        Made::NameTaken => show_privately(
            StatusCode::UNPROCESSABLE_ENTITY,
            &invitation_page(
                w,
                Some(invitation),
                &token,
                written,
                Some(w.accounts_name_taken()),
                None,
            ),
        ),
        Made::Half => second_step::ask(&state.settings, session, ""),
        Made::Welcome => {
            let mut answer = see("/admin");
            guard::give(&mut answer, &state.settings, session, mark)?;
            Ok(answer)
        }
    }
}

enum Made {
    Welcome,
    /// The code of a second factor is still to come.
    Half,
    NameTaken,
    TooLate,
}

fn make(
    conn: &mut SqliteConnection,
    invitation: &Invitation,
    name: &AccountName,
    hash: &str,
    now: DateTime<Utc>,
) -> diesel::QueryResult<Option<i32>> {
    match &invitation.account {
        Some(account) => {
            queries::reset(conn, account.id, hash)?;
            if let Some(by) = invitation.invited_by {
                queries::opened(conn, account.id, by, now)?;
            }
            Ok(Some(account.id))
        }
        None => queries::add(conn, name, hash, invitation.role, now),
    }
}

async fn open(state: &State, token: &str) -> Result<Option<(Hash, Invitation)>, AppError> {
    let Some(token_hash) = guard::token_hash(token.as_bytes()) else {
        return Ok(None);
    };
    let now = state.now();
    let found = state
        .db
        .read(move |conn| queries::invitation(conn, token_hash, now))
        .await?;
    Ok(found.map(|invitation| (token_hash, invitation)))
}

/// Used, too old, or never made: 410, and what to do now.
fn over(w: Words) -> Result<HttpResponse, AppError> {
    show_privately(
        StatusCode::GONE,
        &invitation_page(w, None, "", String::new(), None, None),
    )
}

fn invitation_page(
    w: Words,
    invitation: Option<Invitation>,
    token: &str,
    name: String,
    name_fault: Option<&'static str>,
    password_fault: Option<&'static str>,
) -> InvitationPage {
    let title = match &invitation {
        None => w.accounts_invitation_over().to_owned(),
        Some(Invitation {
            account: Some(_), ..
        }) => w.accounts_invitation_back().to_owned(),
        Some(Invitation {
            role: Role::Admin,
            first: true,
            ..
        }) => w.accounts_invitation_first().to_owned(),
        Some(invitation) => w.accounts_invitation(invitation.role.word()),
    };
    InvitationPage {
        w,
        layout: Layout::hidden(w, format!("/invitation/{token}"), title),
        invitation,
        name,
        name_fault,
        password_fault,
    }
}

pub(super) fn name_fault(w: Words, fault: NameFault) -> &'static str {
    match fault {
        NameFault::Empty => w.accounts_name_empty(),
        NameFault::TooLong => w.accounts_name_too_long(),
        NameFault::Unprintable => w.accounts_name_unprintable(),
    }
}

pub(super) fn password_fault(w: Words, fault: PasswordFault) -> &'static str {
    match fault {
        PasswordFault::TooShort => w.accounts_password_too_short(),
        PasswordFault::TooLong => w.accounts_password_too_long(),
        PasswordFault::Common => w.accounts_password_common(),
        PasswordFault::Different => w.accounts_password_different(),
    }
}
