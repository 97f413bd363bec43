//! How many lines are open, and how many requests are being answered: what a gentle stop waits for.

use std::pin::Pin;
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::task::{Context, Poll};

use actix_web::body::{BodySize, MessageBody};
use actix_web::web::Bytes;

/// Bytes that lie in a socket's own buffer at once: an answer of fewer is as good as sent when it is made.
const AT_ONCE: u64 = 64 * 1024;

/// Counts of what is open now. Clones count together.
#[derive(Debug, Clone, Default)]
pub struct Open {
    lines: Arc<AtomicUsize>,
    requests: Arc<AtomicUsize>,
}

/// One that is open, until it is dropped.
#[derive(Debug)]
pub struct One(Arc<AtomicUsize>);

impl One {
    fn of(count: &Arc<AtomicUsize>) -> Self {
        count.fetch_add(1, Ordering::Relaxed);
        Self(count.clone())
    }
}

impl Drop for One {
    fn drop(&mut self) {
        self.0.fetch_sub(1, Ordering::Relaxed);
    }
}

impl Open {
    pub fn line(&self) -> One {
        One::of(&self.lines)
    }

    pub fn request(&self) -> One {
        One::of(&self.requests)
    }

    pub fn lines(&self) -> usize {
        self.lines.load(Ordering::Relaxed)
    }

    pub fn requests(&self) -> usize {
        self.requests.load(Ordering::Relaxed)
    }
}

/// A body, and the request that is open until the last of it is taken.
pub struct Sent<B> {
    body: B,
    _request: One,
}

impl<B: MessageBody> Sent<B> {
    pub fn new(body: B, request: One) -> Self {
        Self {
            body,
            _request: request,
        }
    }

    /// Whether it is not as good as sent once it is made.
    pub fn takes_long(body: &B) -> bool {
        match body.size() {
            BodySize::None => false,
            BodySize::Sized(bytes) => bytes > AT_ONCE,
            BodySize::Stream => true,
        }
    }
}

impl<B: MessageBody + Unpin> MessageBody for Sent<B> {
    type Error = B::Error;

    fn size(&self) -> BodySize {
        self.body.size()
    }

    fn poll_next(
        self: Pin<&mut Self>,
        context: &mut Context<'_>,
    ) -> Poll<Option<Result<Bytes, Self::Error>>> {
        Pin::new(&mut self.get_mut().body).poll_next(context)
    }

    fn try_into_bytes(self) -> Result<Bytes, Self> {
        let Self { body, _request } = self;
        body.try_into_bytes()
            .map_err(|body| Self { body, _request })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_long_answer_is_open_until_its_end_and_a_short_one_is_as_good_as_sent() {
        let open = Open::default();
        assert!(!Sent::takes_long(&Bytes::from_static(b"short")));
        let long = Bytes::from(vec![0; 100_000]);
        assert!(Sent::takes_long(&long));
        let long = Sent::new(long, open.request());
        assert_eq!(open.requests(), 1);
        drop(long);
        assert_eq!(open.requests(), 0);
        let line = open.line();
        assert_eq!(open.lines(), 1);
        drop(line);
        assert_eq!(open.lines(), 0);
    }
}
