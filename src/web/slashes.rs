//! An address that nobody answers: with a slash too many at its end it leads to the one without, else it is not found.

use actix_web::http::Method;
use actix_web::http::header::{CACHE_CONTROL, LOCATION};
use actix_web::{HttpRequest, HttpResponse};

use crate::error::AppError;

pub async fn without(request: HttpRequest) -> Result<HttpResponse, AppError> {
    let read = matches!(*request.method(), Method::GET | Method::HEAD);
    let path = Some(request.uri().path())
        .filter(|_| read)
        .and_then(one_less)
        .ok_or(AppError::NotFound)?;
    let query = request.uri().query().map(|query| format!("?{query}"));
    Ok(HttpResponse::MovedPermanently()
        .insert_header((LOCATION, format!("{path}{}", query.unwrap_or_default())))
        .insert_header((CACHE_CONTROL, "no-store"))
        .finish())
}

/// Never an address that a browser could take for another site's: `//host`, `/\host`.
fn one_less(path: &str) -> Option<&str> {
    let shorter = path.strip_suffix('/')?;
    let here = shorter.len() > 1 && shorter.starts_with('/');
    let here = here && !shorter.ends_with('/') && !shorter.contains("//");
    (here && !shorter.contains('\\')).then_some(shorter)
}

#[cfg(test)]
mod tests {
    use super::one_less;

    #[test]
    fn one_slash_goes_and_nobody_is_led_away() {
        assert_eq!(one_less("/uk/heroes/"), Some("/uk/heroes"));
        for path in ["/", "/uk", "//", "//host/", "/uk//", "/\\host/", "host/"] {
            assert_eq!(one_less(path), None, "{path}");
        }
    }
}
