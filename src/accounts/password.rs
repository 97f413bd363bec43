//! Passwords are hashed with argon2id (19 MiB, two passes, one lane: OWASP's first choice), away from the async threads,
//! two at a time and with few waiting, so that nobody can use up memory or processor by signing in.

use std::sync::LazyLock;

use argon2::password_hash::{PasswordHasher, PasswordVerifier};
use argon2::{Algorithm, Argon2, Params, Version};
use tokio::sync::Semaphore;

use super::account::{LONGEST_PASSWORD, NewPassword, normal};
use crate::error::AppError;

/// Hashes made at once: 19 MiB and a core each.
static AT_ONCE: Semaphore = Semaphore::const_new(2);
/// Those who work or wait; whoever comes after them is told to try again (429).
static WAITING: Semaphore = Semaphore::const_new(24);

/// Checked when there is no such account, so that an unknown name takes as long as a known one. Opens nothing.
const NOBODY: &str = "$argon2id$v=19$m=19456,t=2,p=1$bm9ib2R5IGlzIGhlcmU$AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA";

static ARGON2: LazyLock<Argon2<'static>> = LazyLock::new(|| {
    let params = Params::new(19 * 1024, 2, 1, None).unwrap_or_default();
    Argon2::new(Algorithm::Argon2id, Version::V0x13, params)
});

/// The string that is kept of a password.
pub async fn hash(password: NewPassword) -> Result<String, AppError> {
    in_turn(move || hash_now(&password)).await?
}

/// [`hash`] for the command line, where nothing waits.
pub fn hash_now(password: &NewPassword) -> Result<String, AppError> {
    ARGON2
        .hash_password(password.as_str().as_bytes())
        .map(|hash| hash.to_string())
        .map_err(AppError::internal)
}

/// Whether this is the password. Without a `kept` one it takes as long, and is not. One that was chosen before passwords
/// were normalised is known as it was typed.
pub async fn is_right(typed: String, kept: Option<String>) -> Result<bool, AppError> {
    let Some(normal) = normal(&typed).filter(|normal| normal.chars().count() <= LONGEST_PASSWORD)
    else {
        return Ok(false);
    };
    in_turn(move || {
        is_kept(&typed, &normal, kept.as_deref(), |typed, hash| {
            ARGON2.verify_password(typed.as_bytes(), hash).is_ok()
        })
    })
    .await
}

/// Whether one of the two spellings opens what is kept. `opens` is asked as often when nothing is kept as when it is something
/// else: how long it takes tells nobody whether there is such an account.
fn is_kept(
    typed: &str,
    normal: &str,
    kept: Option<&str>,
    opens: impl Fn(&str, &str) -> bool,
) -> bool {
    let hash = kept.unwrap_or(NOBODY);
    (opens(normal, hash) || (typed != normal && opens(typed, hash))) && kept.is_some()
}

/// Eighteen bytes made of a secret as slowly as a password is checked: the same secret and salt give the same bytes.
pub async fn stretched(secret: String, salt: Vec<u8>) -> Result<[u8; 18], AppError> {
    in_turn(move || {
        let mut bytes = [0; 18];
        ARGON2
            .hash_password_into(secret.as_bytes(), &salt, &mut bytes)
            .map(|()| bytes)
            .map_err(AppError::internal)
    })
    .await?
}

async fn in_turn<T: Send + 'static>(
    work: impl FnOnce() -> T + Send + 'static,
) -> Result<T, AppError> {
    let _place = WAITING.try_acquire().map_err(|_| AppError::TooMany)?;
    let turn = AT_ONCE.acquire().await.map_err(AppError::internal)?;
    // The turn goes along with the work: a visitor who leaves does not make room for a third at once.
    actix_web::web::block(move || {
        let _turn = turn;
        work()
    })
    .await
    .map_err(AppError::from)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[actix_web::test]
    async fn a_password_is_known_again_and_nobody_has_none() {
        let password = NewPassword::parse("вишня потяг сіль", "вишня потяг сіль", "Олена").unwrap();
        let kept = hash(password).await.unwrap();
        assert!(
            kept.starts_with("$argon2id$v=19$m=19456,t=2,p=1$"),
            "{kept}"
        );
        assert!(
            is_right("вишня потяг сіль".to_owned(), Some(kept.clone()))
                .await
                .unwrap()
        );
        assert!(
            !is_right("вишня потяг сіл".to_owned(), Some(kept))
                .await
                .unwrap()
        );
        assert!(!is_right("вишня потяг сіль".to_owned(), None).await.unwrap());
    }

    #[actix_web::test]
    async fn a_password_from_before_opens_as_it_was_typed_and_a_new_one_from_every_keyboard() {
        let (composed, decomposed) = ("йод і їжак у лісі", "и\u{306}од і і\u{308}жак у лісі");
        let new = hash(NewPassword::parse(decomposed, composed, "О").unwrap())
            .await
            .unwrap();
        let before = ARGON2
            .hash_password(decomposed.as_bytes())
            .unwrap()
            .to_string();
        for (kept, typed, opens) in [
            (&new, composed, true),
            (&new, decomposed, true),
            (&before, decomposed, true),
            (&before, composed, false),
        ] {
            assert_eq!(
                is_right(typed.to_owned(), Some(kept.clone()))
                    .await
                    .unwrap(),
                opens
            );
        }
    }

    #[test]
    fn a_name_that_nobody_has_is_hashed_as_often_as_a_wrong_password() {
        use std::cell::Cell;
        for (typed, normal) in [("слово", "слово"), ("и\u{306}од", "йод")] {
            let hashings = |kept: Option<&str>| {
                let made = Cell::new(0);
                let right = is_kept(typed, normal, kept, |_, _| {
                    made.set(made.get() + 1);
                    false
                });
                assert!(!right);
                made.get()
            };
            assert!(hashings(None) >= 1);
            assert_eq!(hashings(None), hashings(Some("$argon2id$of another")));
        }
        // Nobody's own hash opens no account, whatever is typed.
        assert!(!is_kept("a", "a", None, |_, _| true));
    }

    #[test]
    fn nobody_is_checked_as_slowly_as_somebody() {
        let fault = ARGON2.verify_password(b"whatever", NOBODY).unwrap_err();
        assert!(
            matches!(fault, argon2::password_hash::Error::PasswordInvalid),
            "{fault}"
        );
    }
}
