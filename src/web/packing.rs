//! Pages packed for bad connections: which packings a visitor's program reads, and the packing itself.

use std::cell::RefCell;
use std::io::Read;

use actix_web::http::header::{ACCEPT_ENCODING, HeaderMap};
use flate2::read::GzDecoder;
use flate2::{Compress, Compression, FlushCompress, Status};

/// Bytes below which packing saves nothing.
pub const WORTH_IT: usize = 600;
/// Of gzip, for a page that may never be asked for again: quickly made, a tenth more than could be.
const GZIP: u32 = 2;
/// Of brotli, for a page that is asked for again: some milliseconds for a fifth less than gzip.
const BROTLI: i32 = 9;

/// How a page is sent.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Coding {
    Plain,
    Gzip,
    Brotli,
}

impl Coding {
    pub const ALL: [Coding; 3] = [Coding::Brotli, Coding::Gzip, Coding::Plain];

    /// For `Content-Encoding`.
    pub fn word(self) -> Option<&'static str> {
        match self {
            Coding::Plain => None,
            Coding::Gzip => Some("gzip"),
            Coding::Brotli => Some("br"),
        }
    }
}

/// What `Accept-Encoding` says that is read.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Accepted {
    pub gzip: bool,
    pub brotli: bool,
}

impl Accepted {
    pub fn of(headers: &HeaderMap) -> Accepted {
        let mut accepted = Accepted::default();
        let Some(written) = headers
            .get(ACCEPT_ENCODING)
            .and_then(|value| value.to_str().ok())
        else {
            return accepted;
        };
        for coding in written.split(',') {
            let (name, weight) = coding.split_once(';').unwrap_or((coding, ""));
            let is_read = weight
                .trim()
                .strip_prefix("q=")
                .and_then(|weight| weight.parse::<f32>().ok())
                != Some(0.0);
            match name.trim() {
                "gzip" => accepted.gzip = is_read,
                "br" => accepted.brotli = is_read,
                "*" if is_read && !written.contains("gzip") => accepted.gzip = true,
                _ => {}
            }
        }
        accepted
    }

    pub fn reads(self, coding: Coding) -> bool {
        match coding {
            Coding::Plain => true,
            Coding::Gzip => self.gzip,
            Coding::Brotli => self.brotli,
        }
    }
}

/// The window of gzip, in bits: 32 kB, the most that it has.
const WINDOW: u8 = 15;

thread_local! {
    /// A packer is a quarter of a megabyte of tables: made once a thread, not for each page.
    static PACKER: RefCell<Compress> = RefCell::new(Compress::new_gzip(Compression::new(GZIP), WINDOW));
}

pub fn gzip(page: &[u8]) -> Option<Vec<u8>> {
    PACKER.with_borrow_mut(|packer| {
        packer.reset();
        let mut packed = Vec::with_capacity(page.len() / 3 + 64);
        loop {
            let read = usize::try_from(packer.total_in()).ok()?;
            let rest = page.get(read..)?;
            match packer.compress_vec(rest, &mut packed, FlushCompress::Finish) {
                Ok(Status::StreamEnd) => return Some(packed),
                // What could not be packed small has no room yet.
                Ok(Status::Ok | Status::BufError) => packed.reserve(rest.len() + 64),
                Err(_) => return None,
            }
        }
    })
}

/// Takes some milliseconds: not for an async thread.
pub fn brotli(page: &[u8]) -> Option<Vec<u8>> {
    let mut packed = Vec::with_capacity(page.len() / 4);
    let how = brotli::enc::BrotliEncoderParams {
        quality: BROTLI,
        lgwin: 18,
        mode: brotli::enc::backward_references::BrotliEncoderMode::BROTLI_MODE_TEXT,
        size_hint: page.len(),
        ..Default::default()
    };
    brotli::BrotliCompress(&mut &*page, &mut packed, &how).ok()?;
    Some(packed)
}

/// What [`gzip`] packed.
pub fn unpacked(packed: &[u8]) -> Option<Vec<u8>> {
    let mut page = Vec::with_capacity(packed.len() * 5);
    GzDecoder::new(packed).read_to_end(&mut page).ok()?;
    Some(page)
}

#[cfg(test)]
mod tests {
    use actix_web::http::header::HeaderValue;
    use proptest::prelude::*;

    use super::*;

    fn asked(value: &'static str) -> (bool, bool) {
        let mut headers = HeaderMap::new();
        headers.insert(ACCEPT_ENCODING, HeaderValue::from_static(value));
        let accepted = Accepted::of(&headers);
        (accepted.gzip, accepted.brotli)
    }

    #[test]
    fn what_the_browser_refuses_is_not_sent() {
        assert_eq!(asked("gzip, deflate, br, zstd"), (true, true));
        assert_eq!(asked("br;q=1.0, gzip;q=0.5"), (true, true));
        assert_eq!(asked("*"), (true, false));
        assert_eq!(asked("br"), (false, true));
        assert_eq!(asked("gzip;q=0, br;q=0.0, *"), (false, false));
        assert_eq!(asked("identity"), (false, false));
        assert_eq!(asked("gzip;q=zero"), (true, false));
        assert_eq!(Accepted::of(&HeaderMap::new()), Accepted::default());
    }

    proptest! {
        #[test]
        fn a_page_is_the_same_after_the_way(page in prop::collection::vec(any::<u8>(), 0..5000)) {
            prop_assert_eq!(&unpacked(&gzip(&page).unwrap()).unwrap(), &page);
            let mut back = Vec::new();
            brotli::BrotliDecompress(&mut brotli(&page).unwrap().as_slice(), &mut back).unwrap();
            prop_assert_eq!(back, page);
        }

        #[test]
        fn what_was_packed_before_leaves_no_trace(before in prop::collection::vec(any::<u8>(), 0..5000), page in "\\PC{0,2000}") {
            let alone = std::thread::spawn({ let page = page.clone(); move || gzip(page.as_bytes()) }).join().unwrap();
            gzip(&before);
            prop_assert_eq!(gzip(page.as_bytes()), alone);
        }

        #[test]
        fn nothing_that_is_accepted_is_a_fault(value in "[ -~]{0,60}") {
            let mut headers = HeaderMap::new();
            headers.insert(ACCEPT_ENCODING, HeaderValue::from_str(&value).unwrap());
            Accepted::of(&headers);
        }
    }
}
