//! The application: what all requests share and what each passes through. The same for `serve` and for the tests.

use std::sync::{Arc, PoisonError, RwLock};

use actix_web::body::MessageBody;
use actix_web::dev::{ServiceFactory, ServiceRequest, ServiceResponse};
use actix_web::middleware::from_fn;
use actix_web::web::{Data, FormConfig, PathConfig, PayloadConfig, to};
use actix_web::{App, Error};
use chrono::{DateTime, Utc};

use crate::archive::schedule::Tried;
use crate::caches::telling::Caches;
use crate::config::Settings;
use crate::db::Database;
use crate::error::AppError;
use crate::moderation::queries::Lacks;
use crate::operating::figures::Figures;
use crate::operating::health;
use crate::operating::readiness::Readiness;
use crate::purges::counted::Counted;
use crate::purges::tag::Tag;
use crate::purges::told::Purged;
use crate::reference::Reference;
use crate::remembrance::burning::Burning;
use crate::remembrance::kept::Kept;
use crate::routes::routes;
use crate::search;
use crate::sharing::made::Made;
use crate::sharing::queries::Stretch;
use crate::web::page_cache::PageCache;
use crate::web::rate_limit::Limits;
use crate::web::{
    error_pages, headers, page_cache, patience, rate_limit, requests, same_origin, slashes, wire,
};

/// The longest form, in bytes: a story of 100,000 letters in each language, percent-encoded, six bytes a letter, and all
/// the fields beside them.
const LONGEST_FORM: usize = 2 * 1024 * 1024;

/// What all requests share.
pub struct State {
    pub db: Database,
    pub settings: Settings,
    pub limits: Limits,
    /// Share pictures and printed pages, made once.
    pub made: Made,
    /// Every public name, for the search.
    pub names: Arc<search::Known>,
    /// What units and regions are called, for the suggestions.
    pub titles: Arc<search::suggest::Titles>,
    /// The memorial's own secret, with which six words are hashed.
    pub secret: Vec<u8>,
    /// Rung after an act that may owe a family a letter, so that it need not wait for the next round.
    pub letter_owed: tokio::sync::Notify,
    /// The candles that burn.
    pub burning: Burning,
    /// How many lives there are, and how many of them lack what.
    pub lacks: Counted<Lacks>,
    /// The lists of the sitemap, and when each last changed.
    pub stretches: Counted<Vec<Stretch>>,
    /// Public pages as they were sent.
    pub pages: PageCache,
    /// What the pages of the minute of silence show while the file does not answer.
    pub silence: Kept,
    /// How the last scheduled backup went.
    pub backups: Tried,
    /// Whether visitors may be sent here.
    pub readiness: Readiness,
    /// What the file last answered when its health was asked for.
    pub health: health::Checked,
    /// Caches in front, told what changed.
    pub caches: Arc<Caches>,
    /// What is counted for whoever watches.
    pub figures: Figures,
    reference: RwLock<Arc<Reference>>,
    clock: fn() -> DateTime<Utc>,
}

impl State {
    /// Blocks on the file once, to read the authority records. `clock` is asked at the border of a request only.
    pub fn new(
        db: Database,
        settings: Settings,
        clock: fn() -> DateTime<Utc>,
    ) -> Result<Self, AppError> {
        let secret = db.read_now(crate::keys::queries::secret)?;
        let now = clock();
        let burning = db.read_now(|conn| Burning::load(conn, now))?;
        let reference = RwLock::new(Arc::new(db.read_now(crate::reference::queries::all)?));
        let caches = Caches::begin(&settings.caches, &db.purges, clock);
        let figures = Figures::new(&db, &caches);
        let pages = PageCache::new(
            settings.page_cache_bytes(),
            settings.shared_cache,
            Arc::clone(&db.purges),
        );
        Ok(Self {
            db,
            settings,
            pages,
            limits: Limits::default(),
            made: Made::default(),
            names: Arc::default(),
            titles: Arc::default(),
            secret,
            letter_owed: tokio::sync::Notify::new(),
            burning,
            lacks: Counted::default(),
            stretches: Counted::default(),
            silence: Kept::default(),
            backups: Tried::default(),
            readiness: Readiness::default(),
            health: health::Checked::default(),
            caches,
            figures,
            reference,
            clock,
        })
    }

    /// What the code on a grave leads to: it shows what is only for whoever stands there. It cannot be guessed.
    pub fn grave_address(&self, id: i32) -> String {
        format!("/h/{id}/{}", crate::heroes::grave::token(&self.secret, id))
    }

    pub fn now(&self) -> DateTime<Utc> {
        (self.clock)()
    }

    /// The authority records as they are now.
    pub fn reference(&self) -> Arc<Reference> {
        Arc::clone(
            &self
                .reference
                .read()
                .unwrap_or_else(PoisonError::into_inner),
        )
    }

    /// Puts changed authority records in use, unless later ones are in use already.
    pub fn put_reference(&self, reference: Reference) {
        let mut known = self
            .reference
            .write()
            .unwrap_or_else(PoisonError::into_inner);
        if known.as_of() <= reference.as_of() {
            *known = Arc::new(reference);
        }
        drop(known);
        self.names.forget_answers();
        // What was drawn with the earlier ones after their change was told.
        let tags = vec![Tag::reference(), Tag::public()];
        self.db.purges.tell(&Purged::Tags(tags));
    }
}

/// Sixteen or more random bytes, for whatever must not be guessed.
pub fn chance<const N: usize>() -> Result<[u8; N], AppError> {
    let mut bytes = [0; N];
    getrandom::fill(&mut bytes).map_err(AppError::internal)?;
    Ok(bytes)
}

pub fn app(
    state: Data<State>,
) -> App<
    impl ServiceFactory<
        ServiceRequest,
        Config = (),
        Response = ServiceResponse<impl MessageBody>,
        Error = Error,
        InitError = (),
    >,
> {
    App::new()
        .app_data(state)
        .app_data(
            FormConfig::default()
                .limit(LONGEST_FORM)
                .error_handler(|_, _| AppError::BadRequest.into()),
        )
        .app_data(PayloadConfig::default().limit(LONGEST_FORM))
        // A number that is none is an address that does not exist.
        .app_data(PathConfig::default().error_handler(|_, _| AppError::NotFound.into()))
        .configure(routes)
        .default_service(to(slashes::without))
        .wrap(from_fn(same_origin::same_origin))
        .wrap(from_fn(rate_limit::rate_limit))
        .wrap(from_fn(patience::patience))
        .wrap(from_fn(headers::headers))
        .wrap(from_fn(error_pages::error_pages))
        .wrap(from_fn(wire::wire))
        .wrap(from_fn(page_cache::page_cache))
        .wrap(from_fn(requests::requests))
}
