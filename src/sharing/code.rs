//! A QR code for stone, metal and paper: the code in black, a quiet zone around it, the address in letters beneath.

use std::fmt::Write;

use fast_qr::{ECL, QRBuilder};

use super::font::{outline, width};

/// Light modules around the code, as ISO/IEC 18004 wants them.
pub const QUIET: usize = 4;
/// Millimetres below which a module (the smallest square) is lost to an engraver's tool, to weather and to a phone's camera.
const FINEST: f64 = 0.5;
/// Widths that plaques have, in millimetres.
pub const SIZES: [u32; 4] = [20, 30, 50, 80];
/// Any other width may be asked for, within reason.
pub const WIDTHS: std::ops::RangeInclusive<u32> = 15..=200;
/// Dots an inch of the picture.
const DPI: f64 = 300.0;
const MM_IN_AN_INCH: f64 = 25.4;

#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("the address is too long for a code")]
pub struct TooLong;

/// The squares of one address.
pub struct Code {
    /// Modules a side, without the quiet zone.
    side: usize,
    dark: Vec<bool>,
}

/// A code ready to be drawn at one size.
pub struct Sheet {
    /// Millimetres.
    pub width: f64,
    pub height: f64,
    pub svg: String,
    /// Dots a module, so that every module is a whole number of them and the whole has at least 300 an inch.
    pub dots: u32,
    /// Millimetres a module.
    pub module: f64,
}

impl Code {
    /// A quarter of the code may be damaged and it is read still; a third, where that costs no larger code.
    pub fn of(address: &str) -> Result<Code, TooLong> {
        let build = |level| QRBuilder::new(address).ecl(level).build().ok();
        let quarter = build(ECL::Q).ok_or(TooLong)?;
        let code = build(ECL::H)
            .filter(|third| third.size == quarter.size)
            .unwrap_or(quarter);
        let side = code.size;
        let dark = (0..side).flat_map(|y| (0..side).map(move |x| (x, y)));
        Ok(Code {
            side,
            dark: dark.map(|(x, y)| code[y][x].value()).collect(),
        })
    }

    /// Modules a side, the quiet zone too.
    fn modules(&self) -> usize {
        self.side + 2 * QUIET
    }

    /// Millimetres a module of a code that is `mm` wide.
    pub fn module(&self, mm: u32) -> f64 {
        f64::from(mm) / self.modules() as f64
    }

    /// The smallest width, in whole millimetres, at which it can be engraved.
    pub fn smallest(&self) -> u32 {
        (self.modules() as f64 * FINEST).ceil() as u32
    }

    pub fn can_be_engraved(&self, mm: u32) -> bool {
        self.module(mm) >= FINEST
    }

    /// The code alone, with its quiet zone, `side` wide in whatever unit.
    pub fn path(&self, side: f64) -> String {
        let module = side / self.modules() as f64;
        let mut path = String::new();
        for y in 0..self.side {
            let row = &self.dark[y * self.side..(y + 1) * self.side];
            let mut x = 0;
            while x < self.side {
                if !row[x] {
                    x += 1;
                    continue;
                }
                let run = row[x..].iter().take_while(|dark| **dark).count();
                let at = |module_number: usize| (module_number + QUIET) as f64 * module;
                // Writing to a string cannot fail.
                let _ = write!(
                    path,
                    "M{:.4} {:.4}h{:.4}v{module:.4}h-{:.4}z",
                    at(x),
                    at(y),
                    run as f64 * module,
                    run as f64 * module,
                );
                x += run;
            }
        }
        path
    }

    /// A drawing of nothing but the code, in no size of its own.
    pub fn alone(&self) -> String {
        let code = self.path(100.0);
        format!(
            "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"100\" height=\"100\" viewBox=\"0 0 100 100\"><path d=\"{code}\"/></svg>"
        )
    }

    /// `mm` wide, with `words` (the address as one would type it) in letters beneath.
    pub fn sheet(&self, mm: u32, words: &str) -> Sheet {
        let side = f64::from(mm);
        let module = self.module(mm);
        let (lines, size) = beneath(words, side as f32);
        // The quiet zone below the code is also the space above the letters.
        let step = f64::from(size) * 1.25;
        let height = side + step * lines.len() as f64 + f64::from(size) * 0.5;
        let mut letters = String::new();
        for (number, line) in lines.iter().enumerate() {
            let y = side + f64::from(size) * 0.75 + step * number as f64;
            letters.push_str(&outline(line, size, (side as f32 / 2.0, y as f32)));
        }
        let code = self.path(side);
        let svg = format!(
            "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"{mm}mm\" height=\"{height:.2}mm\" viewBox=\"0 0 {mm} {height:.2}\">\
             <rect width=\"{mm}\" height=\"{height:.2}\" fill=\"#fff\"/>\
             <path shape-rendering=\"crispEdges\" d=\"{code}\"/><path d=\"{letters}\"/></svg>\n"
        );
        let dots = (module / MM_IN_AN_INCH * DPI).ceil().max(1.0) as u32;
        Sheet {
            width: side,
            height,
            svg,
            dots,
            module,
        }
    }
}

/// The address in one line as large as it may be; in two where one would be too fine to read.
fn beneath(words: &str, side: f32) -> (Vec<String>, f32) {
    let most = side * 0.085;
    let fits = |line: &str| (most * side * 0.92 / width(line, most)).min(most);
    let whole = fits(words);
    match words.split_once('/') {
        Some((host, path)) if whole < side * 0.07 => {
            let lines = vec![host.to_owned(), format!("/{path}")];
            let size = lines.iter().map(|line| fits(line)).fold(most, f32::min);
            (lines, size)
        }
        _ => (vec![words.to_owned()], whole),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_short_address_can_be_engraved_small() {
        let code = Code::of("https://memorial.example/h/12345").unwrap();
        assert!(code.smallest() <= 20, "{}", code.smallest());
        assert!(code.can_be_engraved(code.smallest()));
        assert!(!code.can_be_engraved(code.smallest() - 1));
    }

    #[test]
    fn a_longer_one_says_honestly_that_it_needs_more_room() {
        let short = Code::of("https://memorial.example/h/1").unwrap();
        let grave = format!("https://memorial.example/h/1/{}", "A".repeat(22));
        let grave = Code::of(&grave).unwrap();
        assert!(grave.smallest() > short.smallest());
        assert!(Code::of(&"A".repeat(5000)).is_err());
    }

    #[test]
    fn letters_stay_under_their_code_and_a_long_host_takes_two_lines() {
        for words in [
            "memorial.example/h/1",
            "heroes-memorial-of-ukraine.example.org/h/123456",
        ] {
            let (lines, size) = beneath(words, 20.0);
            assert_eq!(lines.concat(), words);
            for line in &lines {
                assert!(width(line, size) <= 20.0, "{line}");
            }
        }
        assert_eq!(beneath("memorial.example/h/1", 20.0).0.len(), 1);
    }
}
