//! A text as rules read it: one kind of digit, of space and of hyphen, and nothing that the eye does not see. Each place
//! leads back to the letters that were written.

use std::ops::Range;

use unicode_normalization::UnicodeNormalization;

/// A text in one way of writing.
#[derive(Debug)]
pub struct Folded {
    text: String,
    /// Of each byte, the letter of the written text that it came from.
    from: Vec<Range<usize>>,
}

impl Folded {
    pub fn of(written: &str) -> Self {
        let mut folded = Self {
            text: String::with_capacity(written.len()),
            from: Vec::with_capacity(written.len()),
        };
        for (at, c) in written.char_indices().filter(|(_, c)| !is_unseen(*c)) {
            folded.text.push(plain(c));
            let came = at..at + c.len_utf8();
            folded.from.resize(folded.text.len(), came);
        }
        folded
    }

    pub fn text(&self) -> &str {
        &self.text
    }

    /// Where a place of this text was written.
    pub fn written(&self, place: &Range<usize>) -> Range<usize> {
        let first = self.from.get(place.start).map_or(0, |from| from.start);
        let last = place.end.checked_sub(1).and_then(|at| self.from.get(at));
        first..last.map_or(first, |from| from.end.max(first))
    }
}

/// Joiners, direction marks, soft hyphens, variation selectors: between two digits they hide a number from a rule, never
/// from a reader.
fn is_unseen(c: char) -> bool {
    matches!(c,
        '\u{ad}' | '\u{34f}' | '\u{61c}' | '\u{115f}' | '\u{1160}' | '\u{17b4}' | '\u{17b5}' | '\u{20e3}' | '\u{3164}'
        | '\u{feff}' | '\u{ffa0}' | '\u{180b}'..='\u{180f}' | '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}'
        | '\u{2060}'..='\u{206f}' | '\u{fe00}'..='\u{fe0f}' | '\u{e0000}'..='\u{e0fff}')
}

fn plain(c: char) -> char {
    match c {
        _ if c.is_ascii() => c,
        '\u{2010}' | '\u{2011}' | '\u{2012}' | '\u{2212}' | '\u{fe63}' | '\u{ff0d}' => '-',
        '\u{2044}' | '\u{2215}' => '/',
        'º' | '˚' => '°',
        // «м²» has no number in it.
        '²' | '³' | '¹' | '\u{2070}'..='\u{2089}' => c,
        _ => {
            let mut folded = std::iter::once(c).nfkc();
            match (folded.next(), folded.next()) {
                (Some(one), None) => one,
                _ => c,
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_way_of_writing_leads_back_to_what_was_written() {
        let written = "т. ０６７\u{200b}1\u{ad}2\u{a0}3‑4…";
        let folded = Folded::of(written);
        assert_eq!(folded.text(), "т. 06712 3-4…");
        let at = folded.text().find("06712").unwrap();
        let place = folded.written(&(at..at + 5));
        assert_eq!(&written[place], "０６７\u{200b}1\u{ad}2");
        assert_eq!(Folded::of("").written(&(0..0)), 0..0);
        assert_eq!(Folded::of("№ ½ 5 м² 48º").text(), "№ ½ 5 м² 48°");
    }

    proptest::proptest! {
        #[test]
        fn every_place_stands_between_letters(written in "\\PC{0,60}", a in 0usize..80, b in 0usize..80) {
            let folded = Folded::of(&written);
            let (a, b) = (a.min(b), a.max(b));
            if folded.text().get(a..b).is_some() {
                proptest::prop_assert!(written.get(folded.written(&(a..b))).is_some());
            }
        }
    }
}
