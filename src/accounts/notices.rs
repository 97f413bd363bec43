//! `POST /admin/account/notices/putting-away`: what others did to one's account has been read.

use actix_web::HttpResponse;
use actix_web::web::Data;

use super::guard::Reader;
use super::queries;
use crate::app::State;
use crate::error::AppError;
use crate::web::show::see;

pub async fn put_away(state: Data<State>, by: Reader) -> Result<HttpResponse, AppError> {
    state
        .db
        .write(move |conn| queries::put_notices_away(conn, by.id()))
        .await?;
    Ok(see("/admin/account"))
}
