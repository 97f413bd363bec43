//! The whole site on one screen: every address and who answers it.

use actix_web::web::{ServiceConfig, scope};

use crate::web::assets;
use crate::web::methods::page;
use crate::{home, photos};

pub fn routes(site: &mut ServiceConfig) {
    site.service(page("/", home::language::page))
        .service(page("/healthz", home::health::page));
    site.service(page("/static/{fingerprint}/{path:.*}", assets::show));
    site.service(page("/photos/{id}/{file}", photos::show::page));
    site.service(scope("/{lang:uk|en}"));
}
