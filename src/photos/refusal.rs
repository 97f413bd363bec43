//! Why a file was not taken, in the family's words: names the file and says what to do.

use super::photo::Fault;
use crate::i18n::Words;

/// One or two sentences in the page's language. `file` is the name on the family's own device, as they know it.
pub fn sentence(fault: Fault, file: &str, w: Words) -> String {
    match fault {
        Fault::Empty => w.photos_empty(file),
        Fault::TooLarge => w.photos_too_large(file),
        Fault::NotAPicture => w.photos_not_a_picture(file),
        Fault::Heic => w.photos_heic(file),
        Fault::Video => w.photos_video(file),
        Fault::OtherFormat => w.photos_other_format(file),
        Fault::CutShort => w.photos_cut_short(file),
        Fault::Broken => w.photos_broken(file),
        Fault::TooManyPixels => w.photos_too_many_pixels(file),
        Fault::TooSmall => w.photos_too_small(file),
    }
}
