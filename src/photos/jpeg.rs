//! The skeleton of a JPEG file: its markers, walked without decoding anything (ITU T.81, annex B).

use super::photo::Fault;

/// A picture of honest origin has some ten scans; each more costs a pass over the whole picture.
const MAX_SCANS: usize = 40;

/// What the markers tell.
#[derive(Debug, PartialEq, Eq)]
pub struct Outline {
    pub width: u16,
    pub height: u16,
    /// Horizontal and vertical sampling of each component, 1 to 4.
    pub samples: Vec<(u8, u8)>,
    progressive: bool,
    scans: usize,
}

impl Outline {
    /// Whether the picture comes in several passes, all of which wait in memory for the last.
    pub fn in_scans(&self) -> bool {
        self.progressive || self.scans > 1
    }

    /// How many coefficients the whole picture has, over all components.
    pub fn coefficients(&self) -> u64 {
        let most =
            |pick: fn(&(u8, u8)) -> u8| self.samples.iter().map(pick).max().unwrap_or(1).max(1);
        let whole = u64::from(most(|s| s.0)) * u64::from(most(|s| s.1));
        let all: u64 = self
            .samples
            .iter()
            .map(|&(h, v)| u64::from(h) * u64::from(v))
            .sum();
        (u64::from(self.width) * u64::from(self.height)).saturating_mul(all) / whole
    }
}

/// Walks from marker to marker up to the end marker. Phones append more after it (a second picture, a short film): that
/// is not looked at. A decoder would draw a file cut off in the middle without a word, half of it grey: here it is found.
pub fn outline(bytes: &[u8]) -> Result<Outline, Fault> {
    let mut found: Option<Outline> = None;
    let mut at = 2;
    loop {
        at = next_marker(bytes, at).ok_or(Fault::CutShort)?;
        let marker = bytes[at + 1];
        at += 2;
        match marker {
            0xD9 => break,
            0x01 | 0xD0..=0xD8 => continue,
            _ => {}
        }
        let length = bytes
            .get(at..at + 2)
            .map(|two| usize::from(two[0]) << 8 | usize::from(two[1]))
            .ok_or(Fault::CutShort)?;
        if length < 2 {
            return Err(Fault::Broken);
        }
        let body = bytes.get(at + 2..at + length).ok_or(Fault::CutShort)?;
        match marker {
            0xC0..=0xC2 => {
                if found.is_some() {
                    return Err(Fault::Broken);
                }
                found = Some(frame(body, marker == 0xC2)?);
            }
            // Lossless, hierarchical and arithmetic pictures: no phone makes them, no browser shows them.
            0xC3 | 0xC5..=0xC7 | 0xC9..=0xCB | 0xCD..=0xCF => return Err(Fault::OtherFormat),
            0xDA => {
                let outline = found.as_mut().ok_or(Fault::Broken)?;
                outline.scans += 1;
                if outline.scans > MAX_SCANS {
                    return Err(Fault::Broken);
                }
            }
            _ => {}
        }
        at += length;
    }
    found
        .filter(|outline| outline.scans > 0)
        .ok_or(Fault::Broken)
}

/// The next `FF xx` that is a marker: neither stuffing (`FF 00`) nor fill (`FF FF`).
fn next_marker(bytes: &[u8], from: usize) -> Option<usize> {
    let mut at = from;
    loop {
        at += bytes.get(at..)?.iter().position(|&byte| byte == 0xFF)?;
        match bytes.get(at + 1)? {
            0x00 => at += 2,
            0xFF => at += 1,
            _ => return Some(at),
        }
    }
}

fn frame(body: &[u8], progressive: bool) -> Result<Outline, Fault> {
    let &[_, h1, h0, w1, w0, count, ref components @ ..] = body else {
        return Err(Fault::Broken);
    };
    let samples: Vec<(u8, u8)> = components
        .chunks_exact(3)
        .take(count.into())
        .map(|c| (c[1] >> 4, c[1] & 0x0F))
        .collect();
    let sound = samples.len() == usize::from(count)
        && samples
            .iter()
            .all(|&(h, v)| (1..=4).contains(&h) && (1..=4).contains(&v));
    if !sound || !(1..=4).contains(&count) {
        return Err(Fault::Broken);
    }
    Ok(Outline {
        width: u16::from_be_bytes([w1, w0]),
        height: u16::from_be_bytes([h1, h0]),
        samples,
        progressive,
        scans: 0,
    })
}
