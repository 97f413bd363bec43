//! What is made once and handed to thousands: share pictures and printed pages, kept in memory within a bound, and made by
//! few at a time. Whatever is shown is part of the name it is kept under, so nothing is ever stale.

use std::sync::Arc;
use std::time::Duration;

use actix_web::HttpRequest;
use actix_web::HttpResponse;
use actix_web::http::header::{CACHE_CONTROL, CONTENT_DISPOSITION, ETAG, EntityTag};
use actix_web::web::{Bytes, block};
use moka::future::Cache;
use serde::Serialize;
use sha2::{Digest, Sha256};
use tokio::sync::Semaphore;

use crate::error::AppError;
use crate::web::held;

/// Bytes that are kept at most. A share picture has some 300 kB, a booklet with pictures up to two megabytes.
const ROOM: u64 = 24 * 1024 * 1024;
/// One that nobody asked for is not kept for ever.
const IDLE: Duration = Duration::from_secs(60 * 60);
/// How long one waits for one's turn. Longer than that, the machine has more to do than it can.
const PATIENCE: Duration = Duration::from_secs(20);

/// The name of one thing: what it shows, in 16 bytes.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Print([u8; 16]);

impl Print {
    /// `kind` tells a picture from a page that show the same, and one way of drawing them from the next.
    pub fn of(kind: &str, shown: &impl Serialize) -> Result<Print, AppError> {
        let shown = serde_json::to_vec(shown).map_err(AppError::internal)?;
        let hash = Sha256::new()
            .chain_update(kind)
            .chain_update([0])
            .chain_update(shown)
            .finalize();
        let mut print = [0; 16];
        print.copy_from_slice(&hash[..16]);
        Ok(Print(print))
    }

    fn tag(self) -> EntityTag {
        EntityTag::new_strong(hex::encode(self.0))
    }

    /// Whether the browser has it already.
    pub fn is_held(self, request: &HttpRequest) -> bool {
        held::is_held(request, &self.tag().to_string(), None)
    }
}

pub struct Made {
    kept: Cache<Print, Bytes>,
    /// Drawing and printing use both cores already; more at once only use more memory.
    pictures: Semaphore,
    papers: Semaphore,
    keepsakes: Semaphore,
}

/// What is made: each has turns of its own, so that no booklet keeps a share picture waiting.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Work {
    Picture,
    Paper,
    /// A family's own archive, which strangers' booklets must not keep waiting.
    Keepsake,
}

impl Default for Made {
    fn default() -> Self {
        Self {
            kept: Cache::builder()
                .max_capacity(ROOM)
                .weigher(|_, bytes: &Bytes| u32::try_from(bytes.len()).unwrap_or(u32::MAX))
                .time_to_idle(IDLE)
                .build(),
            pictures: Semaphore::new(2),
            papers: Semaphore::new(1),
            keepsakes: Semaphore::new(1),
        }
    }
}

impl Made {
    /// What is kept under this name, else made now, off the async threads. Thousands who ask at once wait for one making.
    pub async fn once<F>(&self, print: Print, work: Work, make: F) -> Result<Bytes, AppError>
    where
        F: FnOnce() -> Result<Vec<u8>, AppError> + Send + 'static,
    {
        let made = self
            .kept
            .try_get_with(print, async { self.now(work, make).await.map(Bytes::from) });
        made.await.map_err(|fault: Arc<AppError>| match &*fault {
            AppError::TooMany => AppError::TooMany,
            AppError::NotFound => AppError::NotFound,
            AppError::Gone => AppError::Gone,
            fault => AppError::internal(fault),
        })
    }

    /// The same of what is for one pair of eyes: it is kept nowhere.
    pub async fn now<F>(&self, work: Work, make: F) -> Result<Vec<u8>, AppError>
    where
        F: FnOnce() -> Result<Vec<u8>, AppError> + Send + 'static,
    {
        let turns = match work {
            Work::Picture => &self.pictures,
            Work::Paper => &self.papers,
            Work::Keepsake => &self.keepsakes,
        };
        let turn = tokio::time::timeout(PATIENCE, turns.acquire()).await;
        let _turn = turn
            .map_err(|_| AppError::TooMany)?
            .map_err(AppError::internal)?;
        block(make).await?
    }

    /// How many things are kept, for the tests.
    pub async fn count(&self) -> u64 {
        self.kept.run_pending_tasks().await;
        self.kept.entry_count()
    }
}

/// A file that anyone may have: asked again, nothing is sent. Like the page it belongs to it is asked for anew each time, so
/// that what a family hides is hidden now.
pub fn hand_out(print: Print, kind: &'static str, file: &str, bytes: Bytes) -> HttpResponse {
    HttpResponse::Ok()
        .insert_header((CACHE_CONTROL, "public, max-age=0, must-revalidate"))
        .insert_header((ETAG, print.tag()))
        .insert_header((CONTENT_DISPOSITION, format!("inline; filename=\"{file}\"")))
        // Others show it: a messenger beside a link, a school's site on its page.
        .insert_header(("Cross-Origin-Resource-Policy", "cross-origin"))
        .content_type(kind)
        .body(bytes)
}

pub fn not_changed(print: Print) -> HttpResponse {
    HttpResponse::NotModified()
        .insert_header((CACHE_CONTROL, "public, max-age=0, must-revalidate"))
        .insert_header((ETAG, print.tag()))
        .finish()
}

/// A file for one pair of eyes: kept by nobody, found by nobody, named to nobody.
pub fn hand_out_privately(kind: &'static str, file: &str, bytes: Vec<u8>) -> HttpResponse {
    HttpResponse::Ok()
        .insert_header((CACHE_CONTROL, "no-store"))
        .insert_header(("Referrer-Policy", "no-referrer"))
        .insert_header(("X-Robots-Tag", "noindex, nofollow"))
        .insert_header((
            CONTENT_DISPOSITION,
            format!("attachment; filename=\"{file}\""),
        ))
        .content_type(kind)
        .body(bytes)
}

#[cfg(test)]
mod tests {
    use std::sync::atomic::{AtomicU32, Ordering};

    use super::*;

    #[actix_web::test]
    async fn thousands_who_ask_at_once_cost_one_making() {
        let made = Made::default();
        let print = Print::of("test", &"one").unwrap();
        let count = Arc::new(AtomicU32::new(0));
        let ask = |count: Arc<AtomicU32>| {
            made.once(print, Work::Picture, move || {
                count.fetch_add(1, Ordering::SeqCst);
                Ok(vec![7])
            })
        };
        let all = (0..2000).map(|_| ask(Arc::clone(&count)));
        for answer in futures_util::future::join_all(all).await {
            assert_eq!(answer.unwrap(), Bytes::from_static(&[7]));
        }
        assert_eq!(count.load(Ordering::SeqCst), 1);
    }

    #[actix_web::test]
    async fn what_could_not_be_made_is_not_kept() {
        let made = Made::default();
        let print = Print::of("test", &"two").unwrap();
        let fails = made.once(print, Work::Paper, || Err(AppError::NotFound));
        assert!(matches!(fails.await, Err(AppError::NotFound)));
        let works = made.once(print, Work::Paper, || Ok(vec![1])).await.unwrap();
        assert_eq!(works, Bytes::from_static(&[1]));
    }

    #[actix_web::test]
    async fn no_more_is_kept_than_there_is_room_for() {
        let made = Made::default();
        for number in 0..60 {
            let print = Print::of("test", &number).unwrap();
            made.once(print, Work::Paper, || Ok(vec![0; 1024 * 1024]))
                .await
                .unwrap();
        }
        assert!(made.count().await <= 24);
    }

    #[test]
    fn the_same_words_in_another_kind_have_another_name() {
        let print = |kind: &str, shown: &str| Print::of(kind, &shown).unwrap();
        assert_eq!(print("card", "Лис"), print("card", "Лис"));
        assert_ne!(print("card", "Лис"), print("page", "Лис"));
        assert_ne!(print("card", "Лис"), print("card", "Лиса"));
    }
}
