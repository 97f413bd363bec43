//! What a sent file is and whether it may be opened: told from its own first bytes, never from its name.

use super::jpeg;
use super::photo::{Fault, MAX_BYTES, MAX_DECODE_BYTES, MAX_PIXELS, MIN_SIDE};

/// The kinds that are opened.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    Jpeg,
    Png,
    Webp,
}

/// What a file says of itself before it is decoded: enough to refuse it cheaply.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Header {
    pub kind: Kind,
    /// As stored, in pixels, before the picture is turned upright.
    pub width: u32,
    pub height: u32,
    /// What decoding will ask of memory, in bytes.
    pub decode_bytes: u64,
}

/// Reads the header and checks every bound. Costs one pass over the bytes at most, and no memory.
pub fn inspect(bytes: &[u8]) -> Result<Header, Fault> {
    if bytes.is_empty() {
        return Err(Fault::Empty);
    }
    if bytes.len() > MAX_BYTES {
        return Err(Fault::TooLarge);
    }
    let header = match bytes {
        [0xFF, 0xD8, 0xFF, ..] => jpeg(bytes)?,
        [0x89, b'P', b'N', b'G', b'\r', b'\n', 0x1A, b'\n', ..] => png(bytes)?,
        [
            b'R',
            b'I',
            b'F',
            b'F',
            _,
            _,
            _,
            _,
            b'W',
            b'E',
            b'B',
            b'P',
            ..,
        ] => webp(bytes)?,
        _ => return Err(stranger(bytes)),
    };
    if header.width == 0 || header.height == 0 {
        return Err(Fault::Broken);
    }
    let pixels = u64::from(header.width) * u64::from(header.height);
    if pixels > MAX_PIXELS || header.decode_bytes > MAX_DECODE_BYTES {
        return Err(Fault::TooManyPixels);
    }
    if header.width.min(header.height) < MIN_SIDE {
        return Err(Fault::TooSmall);
    }
    Ok(header)
}

/// Names what phones and people really send instead of a JPEG, so that the sentence can say what to do.
fn stranger(bytes: &[u8]) -> Fault {
    if bytes.get(4..8) == Some(b"ftyp") {
        return match bytes.get(8..12) {
            Some(
                b"heic" | b"heix" | b"heim" | b"heis" | b"hevc" | b"hevx" | b"mif1" | b"msf1"
                | b"avif" | b"avis",
            ) => Fault::Heic,
            _ => Fault::Video,
        };
    }
    let other: [&[u8]; 7] = [
        b"GIF8",
        b"BM",
        b"II*\0",
        b"MM\0*",
        b"<svg",
        b"8BPS",
        b"\0\0\x01\0",
    ];
    let start = bytes.trim_ascii_start();
    let svg = start.starts_with(b"<?xml")
        && bytes[..bytes.len().min(1024)]
            .windows(4)
            .any(|four| four == b"<svg");
    if svg || other.iter().any(|magic| start.starts_with(magic)) {
        Fault::OtherFormat
    } else {
        Fault::NotAPicture
    }
}

fn jpeg(bytes: &[u8]) -> Result<Header, Fault> {
    let outline = jpeg::outline(bytes)?;
    let pixels = u64::from(outline.width) * u64::from(outline.height);
    let drawn = pixels * if outline.samples.len() == 1 { 1 } else { 3 };
    // In several scans the coefficients of the whole picture, two bytes each, wait until the last one.
    let waiting = if outline.in_scans() {
        outline.coefficients() * 2
    } else {
        0
    };
    Ok(Header {
        kind: Kind::Jpeg,
        width: outline.width.into(),
        height: outline.height.into(),
        decode_bytes: drawn + waiting,
    })
}

/// IHDR comes first by the standard: width, height, bit depth, colour type.
fn png(bytes: &[u8]) -> Result<Header, Fault> {
    if bytes.get(12..16).is_some_and(|name| name != b"IHDR") {
        return Err(Fault::Broken);
    }
    let width = big_endian(bytes, 16).ok_or(Fault::CutShort)?;
    let height = big_endian(bytes, 20).ok_or(Fault::CutShort)?;
    let (&depth, &colour) = bytes.get(24).zip(bytes.get(25)).ok_or(Fault::CutShort)?;
    let channels = match colour {
        0 => 1,
        2 => 3,
        4 => 2,
        _ => 4,
    };
    let decode_bytes = u64::from(width)
        .saturating_mul(height.into())
        .saturating_mul(if depth == 16 { 2 * channels } else { channels });
    Ok(Header {
        kind: Kind::Png,
        width,
        height,
        decode_bytes,
    })
}

/// A simple file begins with its one frame (`VP8 ` or `VP8L`), an extended one with the canvas (`VP8X`).
fn webp(bytes: &[u8]) -> Result<Header, Fault> {
    let promised = u64::from(little_endian(bytes, 4, 4).ok_or(Fault::CutShort)?) + 8;
    if (bytes.len() as u64) < promised {
        return Err(Fault::CutShort);
    }
    let number = |at, length| little_endian(bytes, at, length).ok_or(Fault::CutShort);
    let (width, height, bytes_a_pixel) = match bytes.get(12..16) {
        Some(b"VP8 ") => (number(26, 2)? & 0x3FFF, number(28, 2)? & 0x3FFF, 5),
        Some(b"VP8L") => {
            let packed = number(21, 4)?;
            ((packed & 0x3FFF) + 1, ((packed >> 14) & 0x3FFF) + 1, 8)
        }
        Some(b"VP8X") => {
            let animated = number(20, 1)? & 0x02 != 0;
            (
                number(24, 3)? + 1,
                number(27, 3)? + 1,
                if animated { 12 } else { 8 },
            )
        }
        _ => return Err(Fault::Broken),
    };
    let pixels = u64::from(width) * u64::from(height);
    Ok(Header {
        kind: Kind::Webp,
        width,
        height,
        decode_bytes: pixels * bytes_a_pixel,
    })
}

fn big_endian(bytes: &[u8], at: usize) -> Option<u32> {
    bytes
        .get(at..at + 4)
        .map(|four| four.iter().fold(0, |sum, &byte| sum << 8 | u32::from(byte)))
}

fn little_endian(bytes: &[u8], at: usize, length: usize) -> Option<u32> {
    bytes.get(at..at + length).map(|some| {
        some.iter()
            .rev()
            .fold(0, |sum, &byte| sum << 8 | u32::from(byte))
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_people_send_by_mistake_is_named() {
        assert_eq!(inspect(b""), Err(Fault::Empty));
        assert_eq!(
            inspect("Він любив футбол".as_bytes()),
            Err(Fault::NotAPicture)
        );
        assert_eq!(inspect(b"%PDF-1.7\n"), Err(Fault::NotAPicture));
        assert_eq!(inspect(b"\0\0\0\x24ftypheic\0\0\0\0"), Err(Fault::Heic));
        assert_eq!(inspect(b"\0\0\0\x24ftypavif\0\0\0\0"), Err(Fault::Heic));
        assert_eq!(inspect(b"\0\0\0\x24ftypqt  \0\0\0\0"), Err(Fault::Video));
        assert_eq!(inspect(b"GIF89a\x10\0\x10\0"), Err(Fault::OtherFormat));
        assert_eq!(
            inspect(b"<?xml version=\"1.0\"?>\n<svg xmlns=\"x\"/>"),
            Err(Fault::OtherFormat)
        );
        assert_eq!(inspect(&vec![0xFF; MAX_BYTES + 1]), Err(Fault::TooLarge));
    }

    #[test]
    fn a_header_that_stops_early_is_cut_short() {
        assert_eq!(inspect(b"\xFF\xD8\xFF"), Err(Fault::CutShort));
        assert_eq!(inspect(b"\x89PNG\r\n\x1A\n"), Err(Fault::CutShort));
        assert_eq!(inspect(b"RIFF\x10\0\0\0WEBPVP8 "), Err(Fault::CutShort));
    }
}
