//! The letters that the program draws and prints itself: Literata, in the binary.

use std::fmt::Write;
use std::sync::{Arc, LazyLock};

use resvg::usvg::{Options, fontdb};
use rustybuzz::ttf_parser::{GlyphId, OutlineBuilder};
use rustybuzz::{Face, UnicodeBuffer};
use unicode_normalization::UnicodeNormalization;

/// See `static/fonts/print.py`.
pub const BYTES: &[u8] = include_bytes!("../../static/fonts/Literata-Regular.ttf");

static FACE: LazyLock<Face<'static>> =
    LazyLock::new(|| Face::from_slice(BYTES, 0).expect("the font in the binary is sound"));

static SHELF: LazyLock<Arc<fontdb::Database>> = LazyLock::new(|| {
    let mut shelf = fontdb::Database::new();
    shelf.load_font_data(BYTES.to_vec());
    Arc::new(shelf)
});

/// For a drawing whose text is set in this font and no other.
pub fn options() -> Options<'static> {
    Options {
        font_family: "Literata".to_owned(),
        fontdb: Arc::clone(&SHELF),
        ..Options::default()
    }
}

/// Text as it can be drawn: composed, without the letters that the font does not have (they would be empty boxes), without
/// what is no letter. Ends of lines stay.
pub fn drawable(text: &str) -> String {
    let known = |letter: &char| {
        *letter == '\n' || (!letter.is_control() && FACE.glyph_index(*letter).is_some())
    };
    text.nfc().filter(known).collect()
}

/// How wide a line is, in the units of `size`.
pub fn width(text: &str, size: f32) -> f32 {
    let mut wide = 0.0;
    place(text, |_, _, advance| wide += advance);
    wide * size / FACE.units_per_em() as f32
}

/// A line as an outline that needs no font: the `d` of an SVG path, its baseline at `y`, its middle at `x`.
pub fn outline(text: &str, size: f32, (x, y): (f32, f32)) -> String {
    let scale = size / FACE.units_per_em() as f32;
    let mut pen = Pen {
        path: String::new(),
        x: x - width(text, size) / 2.0,
        y,
        scale,
    };
    let start = pen.x;
    let mut walked = 0.0;
    place(text, |glyph, (dx, dy), advance| {
        pen.x = start + (walked + dx) * scale;
        pen.y = y - dy * scale;
        FACE.outline_glyph(glyph, &mut pen);
        walked += advance;
    });
    pen.path
}

/// Each glyph of a line, how far it stands from where it would, and how far the next one is; in units of the font.
fn place(text: &str, mut glyph: impl FnMut(GlyphId, (f32, f32), f32)) {
    let mut line = UnicodeBuffer::new();
    line.push_str(text);
    line.guess_segment_properties();
    let set = rustybuzz::shape(&FACE, &[], line);
    for (info, at) in set.glyph_infos().iter().zip(set.glyph_positions()) {
        // Glyph numbers of a font are 16 bits.
        let id = GlyphId(u16::try_from(info.glyph_id).unwrap_or_default());
        glyph(
            id,
            (at.x_offset as f32, at.y_offset as f32),
            at.x_advance as f32,
        );
    }
}

struct Pen {
    path: String,
    x: f32,
    y: f32,
    scale: f32,
}

impl Pen {
    fn put(&mut self, order: char, points: &[(f32, f32)]) {
        self.path.push(order);
        for (number, (x, y)) in points.iter().enumerate() {
            let between = if number == 0 { "" } else { " " };
            let (x, y) = (self.x + x * self.scale, self.y - y * self.scale);
            // Writing to a string cannot fail.
            let _ = write!(self.path, "{between}{x:.3} {y:.3}");
        }
    }
}

impl OutlineBuilder for Pen {
    fn move_to(&mut self, x: f32, y: f32) {
        self.put('M', &[(x, y)]);
    }

    fn line_to(&mut self, x: f32, y: f32) {
        self.put('L', &[(x, y)]);
    }

    fn quad_to(&mut self, x1: f32, y1: f32, x: f32, y: f32) {
        self.put('Q', &[(x1, y1), (x, y)]);
    }

    fn curve_to(&mut self, x1: f32, y1: f32, x2: f32, y2: f32, x: f32, y: f32) {
        self.put('C', &[(x1, y1), (x2, y2), (x, y)]);
    }

    fn close(&mut self) {
        self.path.push('Z');
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_letter_of_ukrainian_and_english_print_can_be_drawn() {
        let all = "АаБбВвГгҐґДдЕеЄєЖжЗзИиІіЇїЙйКкЛлМмНнОоПпРрСсТтУуФфХхЦцЧчШшЩщЬьЮюЯя\
                   abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789\
                   .,:;!?-–—«»„“”‘’…()[]/@&%№§°+=*'\"\u{a0}\u{202f}\u{2011}łŁěšžčřśćńźżąęőűțșß";
        assert_eq!(drawable(all), all);
    }

    #[test]
    fn what_the_font_lacks_leaves_no_box() {
        assert_eq!(drawable("Лис 🕯\u{fe0f}\u{200d} ❤"), "Лис  ");
        assert_eq!(
            drawable("й\u{0}"),
            "й",
            "composed, and nothing that is no letter"
        );
        // A stressed vowel has no letter of its own: its mark is drawn over it.
        assert_eq!(drawable("Ли\u{301}сюк"), "Ли\u{301}сюк");
    }

    #[test]
    fn a_line_is_as_wide_as_its_letters_and_a_stress_mark_adds_nothing() {
        let plain = width("Лисюк", 100.0);
        assert!((200.0..400.0).contains(&plain), "{plain}");
        assert!((width("Ли\u{301}сюк", 100.0) - plain).abs() < 1.0);
        assert!((width("Лисюк", 50.0) * 2.0 - plain).abs() < 0.1);
    }

    #[test]
    fn an_outline_stands_in_the_middle() {
        let path = outline("h", 10.0, (50.0, 20.0));
        assert!(path.starts_with('M') && path.ends_with('Z'), "{path}");
        assert_eq!(outline(" ", 10.0, (0.0, 0.0)), "");
    }
}
