//! What a file says of itself in its first hundred bytes (sqlite.org/fileformat2.html), and whether that can be true of a file
//! of this length: the cheapest look there is, before SQLite touches anything.

use std::collections::BTreeSet;

/// Bytes of the header.
pub const LENGTH: usize = 100;
const MAGIC: &[u8] = b"SQLite format 3\0";
/// Bytes before the first frame of a write-ahead log, and before the page of each.
const LOG_HEADER: usize = 32;
const FRAME_HEADER: usize = 24;

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Header {
    /// Bytes of one page.
    pub page: u64,
    /// How many pages the file has, by its own word; 0 when an old program left that open.
    pub pages: u64,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum Wrong {
    #[error("is no database of SQLite")]
    NoDatabase,
    #[error("has a damaged first page")]
    Damaged,
    #[error("is cut short: {missing} of its {pages} pages are missing")]
    CutShort { missing: u64, pages: u64 },
}

impl Header {
    pub fn read(bytes: &[u8]) -> Result<Self, Wrong> {
        if !bytes.starts_with(MAGIC) {
            return Err(Wrong::NoDatabase);
        }
        let Some(bytes) = bytes.first_chunk::<LENGTH>() else {
            return Err(Wrong::CutShort {
                missing: 1,
                pages: 1,
            });
        };
        let page = match u16::from_be_bytes([bytes[16], bytes[17]]) {
            1 => 65536,
            page if page >= 512 && page.is_power_of_two() => u64::from(page),
            _ => return Err(Wrong::Damaged),
        };
        // These four are the same in every file that is read by today's SQLite.
        if bytes[21..24] != [64, 32, 32] || !(1..=4).contains(&four(bytes, 44)) {
            return Err(Wrong::Damaged);
        }
        // The count of pages is current only where the count of changes beside it is.
        let current = four(bytes, 24) == four(bytes, 92);
        Ok(Self {
            page,
            pages: if current { four(bytes, 28).into() } else { 0 },
        })
    }

    /// Whether a file of so many bytes has all its pages; those in the log count as well, for they come into the file later.
    pub fn fits(&self, length: u64, logged: &BTreeSet<u64>) -> Result<(), Wrong> {
        let here = length / self.page;
        let absent = self.pages.saturating_sub(here);
        let coming = match absent {
            0 => 0,
            _ => logged.range(here + 1..=self.pages).count() as u64,
        };
        let missing = absent - coming;
        match missing {
            0 => Ok(()),
            missing => Err(Wrong::CutShort {
                missing,
                pages: self.pages,
            }),
        }
    }

    /// Where in a log the headers of its frames are, so that only these are read.
    pub fn frames(&self, log_length: u64) -> impl Iterator<Item = u64> + use<> {
        let step = self.page + FRAME_HEADER as u64;
        let count = log_length.saturating_sub(LOG_HEADER as u64) / step;
        (0..count).map(move |number| LOG_HEADER as u64 + number * step)
    }
}

/// The page that a frame of the log holds, by the first four bytes of the frame.
pub fn page_of_frame(frame: [u8; 4]) -> u64 {
    u32::from_be_bytes(frame).into()
}

fn four(bytes: &[u8; LENGTH], at: usize) -> u32 {
    bytes[at..at + 4]
        .iter()
        .fold(0, |number, byte| number << 8 | u32::from(*byte))
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn sound(pages: u32) -> Vec<u8> {
        let mut bytes = vec![0; LENGTH];
        bytes[..16].copy_from_slice(MAGIC);
        bytes[16..18].copy_from_slice(&4096u16.to_be_bytes());
        bytes[21..24].copy_from_slice(&[64, 32, 32]);
        bytes[28..32].copy_from_slice(&pages.to_be_bytes());
        bytes[47] = 4;
        bytes
    }

    #[test]
    fn a_file_has_as_many_pages_as_it_says() {
        let header = Header::read(&sound(10)).unwrap();
        let none = BTreeSet::new();
        assert_eq!(
            header,
            Header {
                page: 4096,
                pages: 10
            }
        );
        assert_eq!(header.fits(40960, &none), Ok(()));
        assert_eq!(header.fits(40960 + 4096, &none), Ok(()));
        let short = Wrong::CutShort {
            missing: 2,
            pages: 10,
        };
        assert_eq!(header.fits(40960 - 4097, &none), Err(short));
        // A checkpoint that was killed in the middle: the rest is in the log still.
        assert_eq!(header.fits(40960 - 4097, &BTreeSet::from([9, 10])), Ok(()));
    }

    #[test]
    fn what_is_no_database_is_told_from_a_damaged_one() {
        assert_eq!(Header::read(b"family;given\n"), Err(Wrong::NoDatabase));
        assert_eq!(Header::read(&[0; LENGTH]), Err(Wrong::NoDatabase));
        for (at, byte) in [(17, 3), (21, 0), (47, 200)] {
            let mut bytes = sound(10);
            bytes[at] = byte;
            assert_eq!(Header::read(&bytes), Err(Wrong::Damaged), "{at}");
        }
        assert!(matches!(
            Header::read(&sound(10)[..50]),
            Err(Wrong::CutShort { .. })
        ));
    }

    proptest! {
        #[test]
        fn no_bytes_are_too_much(bytes in proptest::collection::vec(any::<u8>(), 0..120), length: u32) {
            let mut with_magic = MAGIC.to_vec();
            with_magic.extend(&bytes);
            for bytes in [bytes, with_magic] {
                if let Ok(header) = Header::read(&bytes) {
                    let _ = header.frames(length.into()).take(3).count();
                }
            }
        }
    }
}
