//! The proof that a request comes from a moderator or an administrator: only this file makes one.

use std::ops::Deref;

use actix_web::cookie::{Cookie, SameSite};
use actix_web::dev::Payload;
use actix_web::error::InternalError;
use actix_web::http::Method;
use actix_web::http::header::{COOKIE, HeaderMap, USER_AGENT};
use actix_web::web::Data;
use actix_web::{FromRequest, HttpRequest, HttpResponse};
use futures_util::FutureExt;
use futures_util::future::LocalBoxFuture;
use sha2::{Digest, Sha256};

use super::account::{Role, Session};
use super::queries::{self, Account, Hash};
use crate::app::State;
use crate::config::Settings;
use crate::error::AppError;
use crate::web::show::see;

/// Somebody signed in, who may see the desk. What only looks asks for no more.
#[derive(Debug, Clone)]
pub struct Reader {
    id: i32,
    name: String,
    role: Role,
    session: Hash,
    /// The memorial asks for a second factor and this account has none yet.
    unproven: bool,
}

impl Reader {
    pub fn id(&self) -> i32 {
        self.id
    }

    pub fn name(&self) -> &str {
        &self.name
    }

    pub fn role(&self) -> Role {
        self.role
    }

    /// The name of the session this request came in.
    pub fn session(&self) -> Hash {
        self.session
    }

    /// For the two acts that prove themselves by a password just typed or an invitation just used.
    pub(super) fn just_signed_in(account: &Account, session: &Session) -> Self {
        Self {
            id: account.id,
            name: account.name.clone(),
            role: account.role,
            session: session.token_hash,
            unproven: false,
        }
    }
}

/// Somebody signed in who may still owe the memorial a second factor: what one does to set it up asks for no more.
#[derive(Debug, Clone)]
pub struct Oneself(Reader);

impl Oneself {
    /// Whether the rest of the desk waits until there is a second factor.
    pub fn owes_second_factor(&self) -> bool {
        self.0.unproven
    }
}

impl Deref for Oneself {
    type Target = Reader;

    fn deref(&self) -> &Reader {
        &self.0
    }
}

/// A reader who may also decide: every act asks for one, but for those on one's own account.
#[derive(Debug, Clone)]
pub struct Moderator(Reader);

impl Deref for Moderator {
    type Target = Reader;

    fn deref(&self) -> &Reader {
        &self.0
    }
}

/// A moderator who also looks after the accounts.
#[derive(Debug, Clone)]
pub struct Administrator(Moderator);

impl Administrator {
    pub fn as_moderator(&self) -> &Moderator {
        &self.0
    }
}

impl FromRequest for Oneself {
    type Error = actix_web::Error;
    type Future = LocalBoxFuture<'static, Result<Self, Self::Error>>;

    fn from_request(req: &HttpRequest, _: &mut Payload) -> Self::Future {
        let req = req.clone();
        async move {
            let reader = proof(&req).await?.ok_or_else(|| sign_in_first(&req))?;
            Ok(Self(reader))
        }
        .boxed_local()
    }
}

impl FromRequest for Reader {
    type Error = actix_web::Error;
    type Future = LocalBoxFuture<'static, Result<Self, Self::Error>>;

    fn from_request(req: &HttpRequest, payload: &mut Payload) -> Self::Future {
        let (oneself, reads) = (Oneself::from_request(req, payload), reads(req));
        async move {
            let Oneself(reader) = oneself.await?;
            match reader.unproven {
                false => Ok(reader),
                true => Err(second_factor_first(reads)),
            }
        }
        .boxed_local()
    }
}

impl FromRequest for Moderator {
    type Error = actix_web::Error;
    type Future = LocalBoxFuture<'static, Result<Self, Self::Error>>;

    fn from_request(req: &HttpRequest, payload: &mut Payload) -> Self::Future {
        let reader = Reader::from_request(req, payload);
        async move {
            let reader = reader.await?;
            if reader.role.may_decide() {
                Ok(Self(reader))
            } else {
                Err(AppError::OnlyReads.into())
            }
        }
        .boxed_local()
    }
}

impl FromRequest for Administrator {
    type Error = actix_web::Error;
    type Future = LocalBoxFuture<'static, Result<Self, Self::Error>>;

    fn from_request(req: &HttpRequest, payload: &mut Payload) -> Self::Future {
        let moderator = Moderator::from_request(req, payload);
        async move {
            let moderator = moderator.await?;
            if moderator.role == Role::Admin {
                Ok(Self(moderator))
            } else {
                Err(AppError::NoAdministrator.into())
            }
        }
        .boxed_local()
    }
}

async fn proof(req: &HttpRequest) -> Result<Option<Reader>, AppError> {
    let Some(state) = req.app_data::<Data<State>>().cloned() else {
        return Err(AppError::internal("a guard without a memorial"));
    };
    let Some(token_hash) = presented(req, session_cookie(&state.settings)) else {
        return Ok(None);
    };
    let (now, required) = (state.now(), state.settings.require_second_factor);
    let found = state
        .db
        .read(move |conn| {
            let Some((account, session)) = queries::signed_in(conn, token_hash, now)? else {
                return Ok(None);
            };
            let unproven = required && !queries::has_second_factor(conn, account.id)?;
            Ok(Some((account, session, unproven)))
        })
        .await?;
    let Some((account, session, unproven)) = found else {
        return Ok(None);
    };
    if session.is_stale(now) {
        state
            .db
            .write(move |conn| queries::see(conn, token_hash, now))
            .await?;
    }
    Ok(Some(Reader {
        unproven,
        ..Reader::just_signed_in(&account, &session)
    }))
}

fn reads(req: &HttpRequest) -> bool {
    matches!(*req.method(), Method::GET | Method::HEAD)
}

/// Whoever wants to look is led to where a second factor is set up; an act is not done (403).
fn second_factor_first(reads: bool) -> actix_web::Error {
    let fault = AppError::SecondFactorNeeded;
    if reads {
        InternalError::from_response(fault, see("/admin/account/second-factor")).into()
    } else {
        fault.into()
    }
}

/// Whoever wants to look is asked to sign in and led back; an act that comes without a session is not done (401).
fn sign_in_first(req: &HttpRequest) -> actix_web::Error {
    if !reads(req) {
        return AppError::SignInNeeded.into();
    }
    let next = req
        .uri()
        .path_and_query()
        .and_then(|there| local(there.as_str()))
        .filter(|there| there != "/admin");
    let address = match next {
        Some(next) => sign_in_address(&next),
        None => "/admin/sign-in".to_owned(),
    };
    InternalError::from_response(AppError::SignInNeeded, see(address)).into()
}

/// The sign-in page that leads back to an address.
pub(super) fn sign_in_address(next: &str) -> String {
    let query = url::form_urlencoded::Serializer::new(String::new())
        .append_pair("next", next)
        .finish();
    format!("/admin/sign-in?{query}")
}

/// An address within the desk and nothing else: what `next` may lead to after signing in.
pub fn local(address: &str) -> Option<String> {
    let rest = address.strip_prefix("/admin")?;
    let plain = address.len() <= 500
        && address
            .bytes()
            .all(|byte| byte.is_ascii_graphic() && byte != b'\\')
        && stays(rest.split(['?', '#']).next().unwrap_or_default());
    (plain && (rest.is_empty() || rest.starts_with(['/', '?']))).then(|| address.to_owned())
}

/// Whether a path goes down only: a browser takes `..` away, written `%2e%2e` too, and then the address is another.
fn stays(path: &str) -> bool {
    let steps = path.split('/').map(|step| step.to_ascii_lowercase());
    let mut steps = steps.map(|step| step.replace("%2e", "."));
    !path.contains("//") && steps.all(|step| !matches!(step.as_str(), "." | ".."))
}

// Tokens: 256 random bits in the cookie, their hash in the database.

pub fn hashed(bytes: &[u8]) -> Hash {
    Sha256::digest(bytes).into()
}

/// The hash of the token that the browser sent under this name. Read from the raw header, so that no cookie of whatever
/// bytes, ours or another's, can stop a request.
pub fn presented(req: &HttpRequest, name: &str) -> Option<Hash> {
    token_in(req.headers(), name)
}

/// Whether a browser sent what opens the desk.
pub fn has_session(headers: &HeaderMap) -> bool {
    SESSION_COOKIES
        .into_iter()
        .any(|name| token_in(headers, name).is_some())
}

fn token_in(headers: &HeaderMap, name: &str) -> Option<Hash> {
    headers
        .get_all(COOKIE)
        .flat_map(|header| header.as_bytes().split(|byte| *byte == b';'))
        .filter_map(|pair| {
            pair.trim_ascii()
                .strip_prefix(name.as_bytes())?
                .strip_prefix(b"=")
        })
        .find_map(token_hash)
}

/// The hash of a token as it is written in a cookie or an address: 64 hexadecimal digits.
pub fn token_hash(written: &[u8]) -> Option<Hash> {
    let mut token = [0; 32];
    hex::decode_to_slice(written, &mut token).ok()?;
    Some(hashed(&token))
}

/// Where the memorial is served over TLS, and where it is not.
const SESSION_COOKIES: [&str; 2] = ["__Host-session", "session"];

pub fn session_cookie(settings: &Settings) -> &'static str {
    let [secure, plain] = SESSION_COOKIES;
    if settings.is_secure() { secure } else { plain }
}

/// Between the password and the code of a second factor.
pub(super) fn half_cookie(settings: &Settings) -> &'static str {
    if settings.is_secure() {
        "__Host-half"
    } else {
        "half"
    }
}

/// What the browser that sent this is called.
pub(super) fn browser_of(req: &HttpRequest) -> String {
    let header = req.headers().get(USER_AGENT);
    let said = header.and_then(|value| value.to_str().ok());
    super::browser::called(said.unwrap_or_default())
}

/// The mark of a browser that once signed in, see the migration that keeps `known_browsers`.
pub fn browser_cookie(settings: &Settings) -> &'static str {
    if settings.is_secure() {
        "__Host-browser"
    } else {
        "browser"
    }
}

/// A cookie that no script reads, no other site sends and, over TLS, no other host can set.
pub fn cookie(settings: &Settings, name: &'static str, value: String) -> Cookie<'static> {
    Cookie::build(name, value)
        .path("/")
        .http_only(true)
        .same_site(SameSite::Lax)
        .secure(settings.is_secure())
        .finish()
}

/// Lets a browser in: the session's token, and the mark by which it is known from now on.
pub(super) fn give(
    answer: &mut HttpResponse,
    settings: &Settings,
    token: [u8; 32],
    mark: [u8; 32],
) -> Result<(), AppError> {
    let mut mark = cookie(settings, browser_cookie(settings), hex::encode(mark));
    mark.set_max_age(actix_web::cookie::time::Duration::days(365));
    answer.add_cookie(&mark).map_err(AppError::internal)?;
    answer
        .add_cookie(&cookie(
            settings,
            session_cookie(settings),
            hex::encode(token),
        ))
        .map_err(AppError::internal)
}

#[cfg(test)]
mod tests {
    use actix_web::test::TestRequest;

    use super::*;

    #[test]
    fn only_addresses_of_the_desk_are_led_back_to() {
        for good in [
            "/admin",
            "/admin/submissions/7?x=1",
            "/admin?state=taken",
            "/admin/heroes?q=a..b//c",
            "/admin/reference/units/a.b",
        ] {
            assert_eq!(local(good).as_deref(), Some(good));
        }
        for bad in [
            "",
            "//evil.example",
            "/administrator",
            "/admin\\..",
            "/admin/../..//evil.example",
            "/admin/..",
            "/admin/./heroes",
            "/admin/%2e%2E/uk",
            "/admin/.%2e",
            "/admin//evil.example",
            "/admin/heroes//7?x=1",
            "https://evil.example/admin",
            "/admin/\r\nSet-Cookie: a=b",
            "/admin/я",
            "/uk",
        ] {
            assert_eq!(local(bad), None, "{bad}");
        }
    }

    #[test]
    fn a_token_is_found_among_cookies_of_any_bytes() {
        let token = "ab".repeat(32);
        let value = actix_web::http::header::HeaderValue::from_bytes(
            [
                b"x=\xff\xfe; ; =; session=\xd1\x8f; session = 1;".as_slice(),
                format!("session={token}").as_bytes(),
            ]
            .concat()
            .as_slice(),
        );
        let req = TestRequest::get()
            .insert_header((COOKIE, value.unwrap()))
            .to_http_request();
        assert_eq!(presented(&req, "session"), token_hash(token.as_bytes()));
        assert!(presented(&req, "session").is_some());
        assert_eq!(presented(&req, "__Host-session"), None);
    }
}
