//! In which letters a file is written, and its text. Excel writes UTF-8 with a mark, “Unicode text” (UTF-16), or, in this
//! country, windows-1251 without any.

use std::io::{self, Read, Seek, SeekFrom};

use encoding_rs::{CoderResult, Decoder, Encoding, UTF_8, WINDOWS_1251};

/// Why a file is no table at all. `archive` words say it in a sentence.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum NoTable {
    #[error(
        "this is an Excel workbook; save it as CSV (File, Save as, CSV UTF-8) and give that file"
    )]
    Workbook,
    #[error("this is no table in text; save the list as CSV")]
    Binary,
    #[error("the file is empty")]
    Empty,
}

impl NoTable {
    /// For the sentence of the desk.
    pub fn word(self) -> &'static str {
        match self {
            Self::Workbook => "workbook",
            Self::Binary => "binary",
            Self::Empty => "empty",
        }
    }
}

/// Looks through the file for what it is written in, and leaves it at its first letter.
pub fn encoding(file: &mut (impl Read + Seek)) -> io::Result<Result<&'static Encoding, NoTable>> {
    let mut head = Vec::new();
    file.by_ref().take(4096).read_to_end(&mut head)?;
    let begins = |bytes: &[u8]| head.starts_with(bytes);
    if head.is_empty() {
        return Ok(Err(NoTable::Empty));
    }
    if begins(b"PK\x03\x04") || begins(b"\xD0\xCF\x11\xE0") {
        return Ok(Err(NoTable::Workbook));
    }
    let (found, mark) = match Encoding::for_bom(&head) {
        Some((found, mark)) => (found, mark),
        None if head.contains(&0) || begins(b"%PDF") || begins(b"{\\rtf") => {
            return Ok(Err(NoTable::Binary));
        }
        None => {
            file.rewind()?;
            let sound = is_utf_8(file)?;
            (if sound { UTF_8 } else { WINDOWS_1251 }, 0)
        }
    };
    file.seek(SeekFrom::Start(mark as u64))?;
    Ok(Ok(found))
}

/// Whether all of it is UTF-8; a piece at a time.
fn is_utf_8(file: &mut impl Read) -> io::Result<bool> {
    let mut buffer = vec![0; 64 * 1024];
    let mut kept = 0;
    loop {
        let read = file.read(&mut buffer[kept..])?;
        if read == 0 {
            return Ok(kept == 0);
        }
        let end = kept + read;
        match std::str::from_utf8(&buffer[..end]) {
            Ok(_) => kept = 0,
            // The piece ends within a letter.
            Err(fault) if fault.error_len().is_none() => {
                let sound = fault.valid_up_to();
                buffer.copy_within(sound..end, 0);
                kept = end - sound;
            }
            Err(_) => return Ok(false),
        }
    }
}

/// The file's text as UTF-8. A letter that cannot be read comes as U+FFFD; one that UTF-16 cuts short too.
pub struct Decoded<R> {
    file: R,
    decoder: Decoder,
    raw: Vec<u8>,
    /// Bytes of `raw` that are not decoded yet.
    waiting: std::ops::Range<usize>,
    text: Vec<u8>,
    given: usize,
    ended: bool,
    /// Bytes of the file read so far.
    pub position: u64,
}

impl<R: Read> Decoded<R> {
    pub fn new(file: R, encoding: &'static Encoding) -> Self {
        Self {
            file,
            decoder: encoding.new_decoder_without_bom_handling(),
            raw: vec![0; 16 * 1024],
            waiting: 0..0,
            text: Vec::new(),
            given: 0,
            ended: false,
            position: 0,
        }
    }

    fn decode_more(&mut self) -> io::Result<()> {
        self.text.resize(64 * 1024, 0);
        self.given = 0;
        let mut written = 0;
        while written == 0 && !(self.ended && self.waiting.is_empty()) {
            if self.waiting.is_empty() {
                let read = self.file.read(&mut self.raw)?;
                self.position += read as u64;
                self.ended = read == 0;
                self.waiting = 0..read;
            }
            let (result, read, wrote, _) = self.decoder.decode_to_utf8(
                &self.raw[self.waiting.clone()],
                &mut self.text[written..],
                self.ended,
            );
            self.waiting.start += read;
            written += wrote;
            if self.ended && result == CoderResult::InputEmpty {
                break;
            }
        }
        self.text.truncate(written);
        Ok(())
    }
}

impl<R: Read> Read for Decoded<R> {
    fn read(&mut self, into: &mut [u8]) -> io::Result<usize> {
        if self.given == self.text.len() && !self.ended {
            self.decode_more()?;
        }
        let left = &self.text[self.given..];
        let take = left.len().min(into.len());
        into[..take].copy_from_slice(&left[..take]);
        self.given += take;
        Ok(take)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::io::Cursor;

    fn read(bytes: &[u8]) -> Result<String, NoTable> {
        let mut file = Cursor::new(bytes);
        let found = encoding(&mut file).unwrap()?;
        let mut text = String::new();
        Decoded::new(file, found).read_to_string(&mut text).unwrap();
        Ok(text)
    }

    fn utf_16(text: &str, bytes: fn(u16) -> [u8; 2]) -> Vec<u8> {
        std::iter::once(0xFEFF)
            .chain(text.encode_utf16())
            .flat_map(bytes)
            .collect()
    }

    #[test]
    fn one_text_is_read_from_whatever_excel_writes_it_in() {
        let long = "Прізвище;Ім’я\r\n«Їжакевич»;Єва 🕯\r\n".repeat(4000);
        let text = long.replace('🕯', "Ґ");
        let marked = [b"\xEF\xBB\xBF".as_slice(), text.as_bytes()].concat();
        assert_eq!(read(text.as_bytes()).unwrap(), text);
        assert_eq!(read(&marked).unwrap(), text);
        assert_eq!(read(&utf_16(&long, u16::to_le_bytes)).unwrap(), long);
        assert_eq!(read(&utf_16(&long, u16::to_be_bytes)).unwrap(), long);
        let (cyrillic, _, lost) = WINDOWS_1251.encode(&text);
        assert!(!lost);
        assert_eq!(read(&cyrillic).unwrap(), text);
    }

    #[test]
    fn what_is_no_table_says_what_it_is() {
        assert_eq!(read(b"PK\x03\x04..."), Err(NoTable::Workbook));
        assert_eq!(read(b"%PDF-1.7"), Err(NoTable::Binary));
        assert_eq!(read(b"a\0b\0"), Err(NoTable::Binary));
        assert_eq!(read(b""), Err(NoTable::Empty));
        // Cut within a letter: the last one cannot be read, and that is seen.
        let cut = &utf_16("Лис", u16::to_le_bytes);
        assert_eq!(read(&cut[..cut.len() - 1]).unwrap(), "Ли\u{FFFD}");
    }
}
