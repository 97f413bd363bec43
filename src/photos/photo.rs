//! A picture that was sent: how large it may be, what can be wrong with it, the sizes in which it is kept.

use std::fmt;
use std::str::FromStr;

/// The most bytes one file may have: a phone's largest picture with room to spare.
pub const MAX_BYTES: usize = 20 * 1024 * 1024;
/// The most pixels, width × height, read from the header before anything is decoded.
pub const MAX_PIXELS: u64 = 50_000_000;
/// The most bytes that decoding may ask for. With the file itself and the resizing the whole stays under 200 MB.
pub const MAX_DECODE_BYTES: u64 = 3 * MAX_PIXELS;
/// A side shorter than this (pixels) shows nothing of a face.
pub const MIN_SIDE: u32 = 60;
/// The most files with one story.
pub const MAX_FILES: usize = 10;

/// Why a file cannot be taken. Each has its sentence in `words/*/photos.ftl`, which names the file.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, thiserror::Error)]
pub enum Fault {
    #[error("the file is empty")]
    Empty,
    #[error("the file is larger than 20 MB")]
    TooLarge,
    #[error("the file is not a picture")]
    NotAPicture,
    #[error("the file is a HEIC picture: send it as JPEG")]
    Heic,
    #[error("the file is a video")]
    Video,
    #[error("the file is a picture of another kind: send it as JPEG, PNG or WebP")]
    OtherFormat,
    #[error("the file ends before the picture does")]
    CutShort,
    #[error("the file is damaged")]
    Broken,
    #[error("the picture has too many pixels")]
    TooManyPixels,
    #[error("the picture is too small")]
    TooSmall,
}

/// The three sizes in which a picture is kept.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Size {
    /// Beside a name in a list.
    Small,
    /// The portrait on a life's page.
    Medium,
    /// Opened for itself.
    Large,
}

impl Size {
    pub const ALL: [Size; 3] = [Size::Small, Size::Medium, Size::Large];

    /// As in an address: `small`, `medium`, `large`.
    pub fn as_str(self) -> &'static str {
        match self {
            Size::Small => "small",
            Size::Medium => "medium",
            Size::Large => "large",
        }
    }

    /// The box, width × height in pixels, into which a picture of this size fits.
    pub fn bounds(self) -> (u32, u32) {
        match self {
            Size::Small => (240, 360),
            Size::Medium => (800, 1200),
            Size::Large => (1600, 2000),
        }
    }

    /// Width and height inside the box with the same proportions. Nothing is ever made larger.
    pub fn fit(self, width: u32, height: u32) -> (u32, u32) {
        let (most_wide, most_high) = self.bounds();
        if width <= most_wide && height <= most_high {
            return (width, height);
        }
        let (w, h) = (u64::from(width), u64::from(height));
        let (mw, mh) = (u64::from(most_wide), u64::from(most_high));
        let whole = |n: u64| u32::try_from(n.max(1)).unwrap_or(1);
        if w * mh >= h * mw {
            (most_wide, whole((h * mw + w / 2) / w))
        } else {
            (whole((w * mh + h / 2) / h), most_high)
        }
    }
}

impl fmt::Display for Size {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}

impl FromStr for Size {
    type Err = ();

    fn from_str(word: &str) -> Result<Self, ()> {
        Size::ALL
            .into_iter()
            .find(|size| size.as_str() == word)
            .ok_or(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_size_keeps_the_proportions_and_never_grows() {
        assert_eq!(Size::Small.fit(3000, 4000), (240, 320));
        assert_eq!(Size::Medium.fit(4000, 3000), (800, 600));
        assert_eq!(Size::Large.fit(3000, 4000), (1500, 2000));
        assert_eq!(Size::Large.fit(640, 480), (640, 480));
        assert_eq!(Size::Small.fit(50_000, 60), (240, 1));
    }
}
