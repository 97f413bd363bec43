//! The whole site on one screen: every address and who answers it.

use actix_web::web::{ServiceConfig, scope};

use crate::home;
use crate::web::assets;
use crate::web::methods::page;

pub fn routes(site: &mut ServiceConfig) {
    site.service(page("/", home::language::page))
        .service(page("/healthz", home::health::page));
    site.service(page("/static/{fingerprint}/{path:.*}", assets::show));
    site.service(scope("/{lang:uk|en}"));
}
