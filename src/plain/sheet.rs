//! Braille on sheets: lines of 40 cells broken between words, pages of 25 lines of which the last is the page's number, each
//! ended by a form feed, as embossers take them.

use super::braille::{Code, ascii, cells};

/// Cells of a line, lines of a page.
pub const CELLS: usize = 40;
pub const LINES: usize = 25;

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Shape {
    /// In the middle of the line.
    Title,
    /// From the fifth cell, after an empty line, never the last line of a page.
    Heading,
    /// From the third cell, going on from the first.
    Paragraph,
    /// From the first cell, going on from the third.
    Fact,
}

/// A stretch of Braille and how it stands.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Block {
    shape: Shape,
    cells: String,
}

impl Block {
    pub fn of(shape: Shape, cells: String) -> Self {
        Self { shape, cells }
    }
}

/// A line, and whether it must not be parted from the next.
struct Line {
    cells: String,
    holds: bool,
}

/// The whole file, in ASCII letters.
pub fn pages(code: Code, blocks: &[Block]) -> String {
    let mut lines: Vec<Line> = Vec::new();
    for block in blocks {
        set(block, &mut lines);
    }
    let mut out = String::new();
    let mut number = 0;
    let mut rest = lines.as_slice();
    while !rest.is_empty() {
        // A page does not begin with nothing.
        let first = rest
            .iter()
            .position(|line| !line.cells.is_empty())
            .unwrap_or(rest.len());
        rest = &rest[first..];
        if rest.is_empty() {
            break;
        }
        let mut end = rest.len().min(LINES - 1);
        while end < rest.len() && end > 1 && rest[end - 1].holds {
            end -= 1;
        }
        let (page, after) = rest.split_at(end);
        rest = after;
        number += 1;
        for line in page {
            out.push_str(ascii(&line.cells).trim_end());
            out.push_str("\r\n");
        }
        for _ in page.len()..LINES - 1 {
            out.push_str("\r\n");
        }
        let number = cells(code, &number.to_string());
        let number = ascii(&number);
        out.push_str(&format!("{number:>CELLS$}\r\n\u{c}"));
    }
    out
}

fn set(block: &Block, lines: &mut Vec<Line>) {
    let (first, next) = match block.shape {
        Shape::Title | Shape::Heading => (4, 4),
        Shape::Paragraph => (2, 0),
        Shape::Fact => (0, 2),
    };
    let holds = matches!(block.shape, Shape::Title | Shape::Heading);
    let follows = lines.last().is_some_and(|line| !line.cells.is_empty());
    if block.shape == Shape::Heading && follows {
        lines.push(Line {
            cells: String::new(),
            holds: true,
        });
    }
    for (at, words) in wrapped(&block.cells, CELLS - first, CELLS - next)
        .into_iter()
        .enumerate()
    {
        let width = words.chars().count();
        let indent = match (block.shape, at) {
            (Shape::Title, _) => (CELLS - width) / 2,
            (_, 0) => first,
            _ => next,
        };
        lines.push(Line {
            cells: format!("{}{words}", " ".repeat(indent)),
            holds,
        });
    }
    if block.shape == Shape::Title {
        lines.push(Line {
            cells: String::new(),
            holds: false,
        });
    }
}

/// Broken between words; a word that fits on no line is parted with a hyphen.
fn wrapped(text: &str, first: usize, next: usize) -> Vec<String> {
    let mut lines: Vec<String> = Vec::new();
    let mut line = String::new();
    let mut width = first;
    for word in text.split(' ').filter(|word| !word.is_empty()) {
        let mut word: Vec<char> = word.chars().collect();
        loop {
            let used = line.chars().count();
            let space = usize::from(used > 0);
            if used + space + word.len() <= width {
                if space > 0 {
                    line.push(' ');
                }
                line.extend(&word);
                break;
            }
            if used > 0 {
                lines.push(std::mem::take(&mut line));
                width = next;
                continue;
            }
            let rest = word.split_off(width - 1);
            line.extend(&word);
            line.push('⠤');
            lines.push(std::mem::take(&mut line));
            width = next;
            word = rest;
        }
    }
    if !line.is_empty() {
        lines.push(line);
    }
    lines
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn of(shape: Shape, text: &str) -> Block {
        Block::of(shape, cells(Code::English, text))
    }

    #[test]
    fn a_page_has_its_lines_its_number_and_a_form_feed() {
        let page = pages(
            Code::English,
            &[
                of(Shape::Title, "yurii lysiuk"),
                of(Shape::Heading, "story"),
                of(
                    Shape::Paragraph,
                    "he was born in may in a village near zhytomyr and loved football",
                ),
                of(
                    Shape::Fact,
                    "born: may 1996 in a village that has a very long name indeed",
                ),
            ],
        );
        let lines: Vec<&str> = page.split("\r\n").collect();
        assert_eq!(
            lines.len(),
            LINES + 1,
            "the last is what follows the form feed"
        );
        assert_eq!(
            &lines[..8],
            [
                "              YURII LYSIUK",
                "",
                "    STORY",
                "  HE WAS BORN IN MAY IN A VILLAGE NEAR",
                "ZHYTOMYR AND LOVED FOOTBALL",
                "BORN3 MAY #AIIF IN A VILLAGE THAT HAS A",
                "  VERY LONG NAME INDEED",
                "",
            ]
        );
        assert_eq!(lines[LINES - 1], format!("{:>40}", "#A"));
        assert_eq!(lines[LINES], "\u{c}");
    }

    #[test]
    fn a_heading_goes_to_the_next_page_with_its_text() {
        let mut blocks = vec![of(Shape::Fact, "a"); LINES - 3];
        blocks.push(of(Shape::Heading, "story"));
        blocks.push(of(Shape::Paragraph, "words"));
        let file = pages(Code::English, &blocks);
        let sheets: Vec<&str> = file.split('\u{c}').collect();
        assert_eq!(sheets.len(), 3);
        assert!(!sheets[0].contains("STORY"));
        assert!(
            sheets[1].starts_with("    STORY\r\n  WORDS\r\n"),
            "{}",
            sheets[1]
        );
        assert!(sheets[1].trim_end().ends_with("#B"));
    }

    proptest! {
        #[test]
        fn no_line_is_longer_than_the_sheet_and_no_letter_is_lost(text in "[a-z]{0,60}( [a-z]{1,90}){0,60}") {
            let file = pages(Code::English, &[of(Shape::Paragraph, &text)]);
            for line in file.replace('\u{c}', "").split("\r\n") {
                prop_assert!(line.chars().count() <= CELLS);
            }
            let letters = |text: &str| text.chars().filter(char::is_ascii_alphabetic).collect::<String>().to_lowercase();
            let lines: Vec<&str> = file.split("\r\n").filter(|line| !line.trim_start().starts_with('#')).collect();
            prop_assert_eq!(letters(&lines.concat()), letters(&text));
        }
    }
}
