//! Public pages kept in memory as they are sent: asked again, one is answered before its address is looked at, without the file and
//! without another thread.
//!
//! Only what says of itself that it is the same for everyone ([`Keep`]) is kept, under its address as it was written; of a request
//! nothing but the address and `Accept-Encoding` can change it. It is shown as long as nothing that it shows has changed
//! (`purges/told.rs`): an act has answered only when no page from before it is shown any more. What another process changes is
//! noticed within [`crate::db::NOTICED`].
//!
//! First a page is packed quickly; once it is asked for again, brotli is made of it beside, and whoever comes later is sent less.

use std::collections::HashMap;
use std::sync::atomic::{AtomicBool, AtomicU64, Ordering};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use actix_web::HttpResponse;
use actix_web::body::{BoxBody, MessageBody};
use actix_web::dev::{ServiceRequest, ServiceResponse};
use actix_web::http::header::{
    CACHE_CONTROL, CONTENT_ENCODING, CONTENT_TYPE, DATE, ETAG, HeaderMap, HeaderName, HeaderValue,
    IF_NONE_MATCH, SET_COOKIE, VARY,
};
use actix_web::http::{Method, StatusCode};
use actix_web::middleware::Next;
use actix_web::web::{Bytes, Data, block};
use chrono::{DateTime, Utc};
use moka::sync::Cache;
use sha2::{Digest, Sha256};
use tokio::sync::watch;

use super::held::names;
use super::keep::Keep;
use super::packing::{self, Accepted, Coding, WORTH_IT};
use crate::app::State;
use crate::dates::kyiv;
use crate::purges::tag::Tag;
use crate::purges::told::Told;

/// A longer address is nobody's link.
const LONGEST_ADDRESS: usize = 512;
/// What a page takes beside its bytes, nearly.
const AROUND: usize = 1_500;
/// Whoever comes while a page is being made waits for it so often; then it is made for them alone.
const PATIENCE: usize = 2;
/// The longest `Cache-Tag`, in bytes: caches in front take no header without a bound.
const LONGEST_TAGS: usize = 2_000;
/// The tags of an answer, for a cache in front that can be told what to let go.
const CACHE_TAG: HeaderName = HeaderName::from_static("cache-tag");

/// Headers of one answer alone, and those that are written anew for each.
const OWN: [HeaderName; 5] = [
    ETAG,
    CACHE_CONTROL,
    CACHE_TAG,
    DATE,
    HeaderName::from_static("x-request-id"),
];

/// The pages that are kept.
pub struct PageCache {
    pages: Option<Cache<Box<str>, Arc<Page>>>,
    making: Mutex<HashMap<Box<str>, watch::Receiver<()>>>,
    told: Arc<Told>,
    /// Seconds that a cache in front may keep a page for.
    shared: u32,
    hits: AtomicU64,
    misses: AtomicU64,
}

/// On an answer whose address was not looked at: it was in memory.
pub struct FromMemory;

/// One page, as it is sent.
struct Page {
    headers: Box<[(HeaderName, HeaderValue)]>,
    /// In the order of [`Coding::ALL`].
    forms: [Option<Form>; 3],
    print: Box<str>,
    tags: Box<[Tag]>,
    /// What was told when it was begun ([`Told::moment`]), and the last moment at which it was found to be true.
    moment: u64,
    found_true: AtomicU64,
    made: DateTime<Utc>,
    until: DateTime<Utc>,
    /// Brotli is being made, or was.
    is_packed: AtomicBool,
}

#[derive(Clone)]
struct Form {
    bytes: Bytes,
    tag: HeaderValue,
}

/// How often a page was answered from memory and how often not, and how much is there.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Counts {
    pub hits: u64,
    pub misses: u64,
    pub pages: u64,
    pub bytes: u64,
}

impl PageCache {
    /// `room` in bytes, 0 for none. `shared` is how many seconds a cache in front may keep a page without asking, 0 for one that is
    /// not told what changed.
    pub fn new(room: u64, shared: u32, told: Arc<Told>) -> Self {
        #[allow(clippy::borrowed_box, reason = "the keys are such")]
        let weigh = |address: &Box<str>, page: &Arc<Page>| {
            let bytes = page.forms.iter().flatten().map(|form| form.bytes.len());
            u32::try_from(address.len() + AROUND + bytes.sum::<usize>()).unwrap_or(u32::MAX)
        };
        let pages = Cache::builder().max_capacity(room).weigher(weigh);
        Self {
            pages: (room > 0).then(|| pages.build()),
            making: Mutex::default(),
            told,
            shared,
            hits: AtomicU64::default(),
            misses: AtomicU64::default(),
        }
    }

    pub fn counts(&self) -> Counts {
        if let Some(pages) = &self.pages {
            pages.run_pending_tasks();
        }
        Counts {
            hits: self.hits.load(Ordering::Relaxed),
            misses: self.misses.load(Ordering::Relaxed),
            pages: self.pages.as_ref().map_or(0, Cache::entry_count),
            bytes: self.pages.as_ref().map_or(0, Cache::weighted_size),
        }
    }

    /// The page at an address, if it is true still.
    fn find(&self, address: &str, now: DateTime<Utc>) -> Option<Arc<Page>> {
        let pages = self.pages.as_ref()?;
        let page = pages.get(address)?;
        if page.made <= now && now < page.until && self.is_true(&page) {
            return Some(page);
        }
        // What a family hid is not left lying there.
        pages.invalidate(address);
        None
    }

    fn is_true(&self, page: &Page) -> bool {
        let moment = self.told.moment();
        if page.found_true.load(Ordering::Relaxed) == moment {
            return true;
        }
        let is_true = self.told.is_true(page.moment, &page.tags);
        if is_true {
            page.found_true.store(moment, Ordering::Relaxed);
        }
        is_true
    }

    fn put(&self, address: &str, page: Page) -> Arc<Page> {
        let page = Arc::new(page);
        if let Some(pages) = &self.pages {
            pages.insert(address.into(), Arc::clone(&page));
        }
        page
    }

    /// A place to make a page in, or the wait for whoever is making it.
    fn turn(&self, address: &str) -> Result<Making<'_>, watch::Receiver<()>> {
        let mut making = self.making();
        if let Some(made) = making.get(address) {
            return Err(made.clone());
        }
        let (done, made) = watch::channel(());
        making.insert(address.into(), made);
        Ok(Making {
            cache: self,
            address: address.into(),
            _done: done,
        })
    }

    fn making(&self) -> MutexGuard<'_, HashMap<Box<str>, watch::Receiver<()>>> {
        self.making.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// Somebody makes a page. However it ends, those who wait for it go on.
struct Making<'a> {
    cache: &'a PageCache,
    address: Box<str>,
    _done: watch::Sender<()>,
}

impl Drop for Making<'_> {
    fn drop(&mut self) {
        self.cache.making().remove(&self.address);
    }
}

/// What of a request counts.
struct Asked {
    accepted: Accepted,
    held: Option<HeaderValue>,
}

pub async fn page_cache<B: MessageBody + 'static>(
    req: ServiceRequest,
    next: Next<B>,
) -> Result<ServiceResponse<BoxBody>, actix_web::Error> {
    let Some(state) = req.app_data::<Data<State>>().cloned() else {
        return Ok(next.call(req).await?.map_into_boxed_body());
    };
    let cache = &state.pages;
    let asked = Asked {
        accepted: Accepted::of(req.headers()),
        held: req.headers().get(IF_NONE_MATCH).cloned(),
    };
    let address = address(&req).filter(|_| cache.pages.is_some());
    let mut turn = None;
    if let Some(address) = &address {
        for _ in 0..=PATIENCE {
            if let Some(page) = cache.find(address, state.now()) {
                cache.hits.fetch_add(1, Ordering::Relaxed);
                let page = unpacked_for(&state, address, page, asked.accepted);
                let mut answer = page.answer(&asked, cache, state.now());
                answer.extensions_mut().insert(FromMemory);
                return Ok(req.into_response(answer));
            }
            match cache.turn(address) {
                Ok(own) => {
                    turn = Some(own);
                    break;
                }
                // It fails when the page is made, or will not be.
                Err(mut made) => while made.changed().await.is_ok() {},
            }
        }
        cache.misses.fetch_add(1, Ordering::Relaxed);
    }
    // Before the file is read: what changes from now on makes the page untrue.
    let (moment, began) = (cache.told.moment(), state.now());
    let mut answer = next.call(req).await?.map_into_boxed_body();
    let keep = answer.response_mut().extensions_mut().remove::<Keep>();
    let is_public = |headers: &HeaderMap| {
        let kept = headers.get(CACHE_CONTROL);
        kept.is_some_and(|kept| kept.as_bytes().starts_with(b"public"))
    };
    let is_kept = answer.status() == StatusCode::OK && is_public(answer.headers());
    let Some(keep) = keep.filter(|_| is_kept) else {
        return Ok(answer);
    };
    let (req, answer) = answer.into_parts();
    let (answer, body) = answer.into_parts();
    let Ok(bytes) = body.try_into_bytes() else {
        return Ok(ServiceResponse::new(
            req,
            HttpResponse::InternalServerError().finish(),
        ));
    };
    let reads_query = keep.reads_query || req.query_string().is_empty();
    let page = Page::new(answer.headers(), bytes, keep, moment, began, asked.accepted);
    let page = match address {
        Some(address) if page.may_be_kept() && reads_query => cache.put(&address, page),
        _ => Arc::new(page),
    };
    drop(turn);
    Ok(ServiceResponse::new(req, page.answer(&asked, cache, began)))
}

/// What a page is kept under; none for what no page that is kept can answer.
fn address(req: &ServiceRequest) -> Option<Box<str>> {
    let reads = matches!(*req.method(), Method::GET | Method::HEAD);
    let address = req.uri().path_and_query()?.as_str();
    let begins = |with: &str| {
        let rest = address.strip_prefix(with);
        rest.is_some_and(|rest| rest.is_empty() || rest.starts_with(['/', '?']))
    };
    let may_be = begins("/uk") || begins("/en") || begins("/feed.atom");
    // A key is in these addresses: they are not even remembered while they are answered.
    let is_secret = ["/submissions/", "/memories/", "/anniversaries/"]
        .iter()
        .any(|secret| {
            address
                .get(3..)
                .is_some_and(|rest| rest.starts_with(secret))
        });
    (reads && may_be && !is_secret && address.len() <= LONGEST_ADDRESS).then(|| address.into())
}

/// The page with the form that is read, where it was not made yet. Brotli takes long, and is made for whoever comes later.
fn unpacked_for(
    state: &Data<State>,
    address: &str,
    page: Arc<Page>,
    accepted: Accepted,
) -> Arc<Page> {
    if accepted.brotli
        && page.form(Coding::Brotli).is_none()
        && page.is_worth_packing()
        && !page.is_packed.swap(true, Ordering::Relaxed)
    {
        pack_beside(state.clone(), address.into(), Arc::clone(&page));
    }
    let wanted = if accepted.gzip && page.is_worth_packing() {
        Coding::Gzip
    } else {
        Coding::Plain
    };
    let has_brotli = accepted.brotli && page.form(Coding::Brotli).is_some();
    if has_brotli || page.form(wanted).is_some() {
        return page;
    }
    match page.made_in(wanted) {
        Some(bytes) => state.pages.put(address, page.with(wanted, bytes)),
        None => page,
    }
}

fn pack_beside(state: Data<State>, address: Box<str>, page: Arc<Page>) {
    actix_web::rt::spawn(async move {
        let plain = Arc::clone(&page);
        let packed = block(move || packing::brotli(&plain.made_in(Coding::Plain)?)).await;
        // What was made anew meanwhile is not put back.
        let pages = state.pages.pages.as_ref();
        let stands = pages
            .and_then(|pages| pages.get(&*address))
            .filter(|stands| stands.moment == page.moment && stands.print == page.print);
        if let (Ok(Some(packed)), Some(stands)) = (packed, stands) {
            let packed = stands.with(Coding::Brotli, packed.into());
            state.pages.put(&address, packed);
        }
    });
}

impl Page {
    fn new(
        headers: &HeaderMap,
        bytes: Bytes,
        keep: Keep,
        moment: u64,
        began: DateTime<Utc>,
        accepted: Accepted,
    ) -> Self {
        let print = hex::encode(&Sha256::digest(&bytes)[..12]);
        let tomorrow = kyiv::today(began).succ_opt().map(kyiv::start_of);
        let headers = headers
            .iter()
            .filter(|(name, _)| !OWN.contains(name))
            .map(|(name, value)| (name.clone(), value.clone()));
        let may_be_kept = keep.until.is_none_or(|until| began < until);
        let page = Self {
            headers: headers.collect(),
            forms: Default::default(),
            print: print.into(),
            tags: keep.tags.into(),
            moment,
            found_true: AtomicU64::new(moment),
            made: began,
            until: tomorrow
                .into_iter()
                .chain(keep.until)
                .min()
                .filter(|_| may_be_kept)
                .unwrap_or(began),
            is_packed: AtomicBool::new(false),
        };
        let packed = (accepted.gzip && bytes.len() >= WORTH_IT)
            .then(|| packing::gzip(&bytes))
            .flatten();
        match packed {
            Some(packed) => page.with(Coding::Gzip, packed.into()),
            None => page.with(Coding::Plain, bytes),
        }
    }

    /// A cookie is for one pair of eyes, whatever the page says of itself.
    fn may_be_kept(&self) -> bool {
        self.made < self.until && self.headers.iter().all(|(name, _)| *name != SET_COOKIE)
    }

    fn with(&self, coding: Coding, bytes: Bytes) -> Page {
        let ending = coding
            .word()
            .map_or(String::new(), |word| format!("-{word}"));
        let tag = format!("\"{}{ending}\"", self.print);
        let mut forms = self.forms.clone();
        if let Ok(tag) = HeaderValue::from_str(&tag) {
            forms[place(coding)] = Some(Form { bytes, tag });
        }
        Page {
            headers: self.headers.clone(),
            forms,
            print: self.print.clone(),
            tags: self.tags.clone(),
            moment: self.moment,
            found_true: AtomicU64::new(self.moment),
            made: self.made,
            until: self.until,
            is_packed: AtomicBool::new(self.is_packed.load(Ordering::Relaxed)),
        }
    }

    fn form(&self, coding: Coding) -> Option<&Form> {
        self.forms[place(coding)].as_ref()
    }

    fn is_worth_packing(&self) -> bool {
        match self.form(Coding::Plain) {
            Some(plain) => plain.bytes.len() >= WORTH_IT,
            None => true,
        }
    }

    /// In another form than those that are there.
    fn made_in(&self, coding: Coding) -> Option<Bytes> {
        let plain = match (self.form(Coding::Plain), self.form(Coding::Gzip)) {
            (Some(plain), _) => plain.bytes.clone(),
            (None, Some(packed)) => packing::unpacked(&packed.bytes)?.into(),
            (None, None) => return None,
        };
        match coding {
            Coding::Plain => Some(plain),
            Coding::Gzip => packing::gzip(&plain).map(Bytes::from),
            Coding::Brotli => packing::brotli(&plain).map(Bytes::from),
        }
    }

    /// As it is sent to whoever asks: the smallest form that is read, or nothing where it is held already (RFC 9110, 13.1.2).
    fn answer(&self, asked: &Asked, cache: &PageCache, now: DateTime<Utc>) -> HttpResponse {
        let mut readable = Coding::ALL
            .into_iter()
            .filter(|coding| asked.accepted.reads(*coding))
            .filter_map(|coding| Some((coding, self.form(coding)?)));
        let held = asked.held.as_ref().and_then(|held| {
            let mut readable = readable.clone();
            readable.find(|(_, form)| form.tag.to_str().is_ok_and(|tag| names(held, tag)))
        });
        let Some((coding, form)) = held.or_else(|| readable.next()) else {
            return HttpResponse::NotAcceptable().finish();
        };
        let mut answer = HttpResponse::new(StatusCode::OK);
        if held.is_some() {
            *answer.status_mut() = StatusCode::NOT_MODIFIED;
        }
        let headers = answer.headers_mut();
        for (name, value) in &self.headers {
            if held.is_none() || *name != CONTENT_TYPE {
                headers.append(name.clone(), value.clone());
            }
        }
        headers.insert(ETAG, form.tag.clone());
        headers.append(VARY, HeaderValue::from_static("Accept-Encoding"));
        headers.insert(CACHE_CONTROL, self.kept_for(cache.shared, now));
        if cache.shared > 0 && !self.tags.is_empty() {
            headers.insert(CACHE_TAG, self.tagged());
        }
        if held.is_some() {
            return answer;
        }
        if let Some(word) = coding.word() {
            headers.insert(CONTENT_ENCODING, HeaderValue::from_static(word));
        }
        answer.set_body(BoxBody::new(form.bytes.clone()))
    }

    /// A browser asks each time. A cache in front that is told what changed may answer by itself, for no longer than the page is
    /// true.
    fn kept_for(&self, shared: u32, now: DateTime<Utc>) -> HeaderValue {
        let asked_each_time = HeaderValue::from_static("public, max-age=0, must-revalidate");
        if shared == 0 {
            return asked_each_time;
        }
        let left = (self.until - now).num_seconds().clamp(0, shared.into());
        HeaderValue::from_str(&format!(
            "public, max-age=0, s-maxage={left}, must-revalidate"
        ))
        .unwrap_or(asked_each_time)
    }

    /// `life-7,reference`. A page that shows more than fits is let go with every list.
    fn tagged(&self) -> HeaderValue {
        let tags: Vec<&str> = self.tags.iter().map(Tag::as_str).collect();
        let tags = tags.join(",");
        Some(tags)
            .filter(|tags| tags.len() <= LONGEST_TAGS)
            .and_then(|tags| HeaderValue::from_str(&tags).ok())
            .unwrap_or(HeaderValue::from_static("public"))
    }
}

fn place(coding: Coding) -> usize {
    match coding {
        Coding::Brotli => 0,
        Coding::Gzip => 1,
        Coding::Plain => 2,
    }
}
