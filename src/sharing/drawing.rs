//! The share picture: a portrait, a name in full, a call sign, years, on paper and in ink. Drawn, not photographed from a page.

use askama::Template;
use image::RgbImage;
use resvg::tiny_skia::{Pixmap, PixmapPaint, Transform};
use resvg::usvg::Tree;

use super::card::Shown;
use super::font::{drawable, options, width};
use super::picture;
use crate::error::AppError;

/// Pixels, as every network asks for.
pub const WIDTH: u32 = 1200;
pub const HEIGHT: u32 = 630;
/// Counted up whenever the same words come to be drawn otherwise.
pub const NUMBER: u32 = 1;

/// The frame of the portrait: left, top, width, height.
const FRAME: (u32, u32, u32, u32) = (64, 64, 402, 502);
/// How wide a line may be; where it begins says the template.
const MEASURE: f32 = 606.0;
/// The words end above the line over the memorial's name.
const TOP: f32 = 64.0;
const BOTTOM: f32 = 500.0;
/// From a name of one word to one of seven.
const SIZES: [f32; 11] = [
    88.0, 80.0, 72.0, 66.0, 60.0, 54.0, 48.0, 43.0, 38.0, 34.0, 30.0,
];
const CALL_SIGN: f32 = 38.0;
const YEARS: f32 = 34.0;

#[derive(Template)]
#[template(path = "sharing/card.svg", escape = "html")]
struct Drawing {
    lines: Vec<Line>,
    /// Under the candle, where there is no picture.
    candle: bool,
    initials: String,
    memorial: String,
}

struct Line {
    words: String,
    size: f32,
    y: f32,
    class: &'static str,
}

/// PNG. `portrait`: WebP.
pub fn card(shown: &Shown, portrait: Option<Vec<u8>>) -> Result<Vec<u8>, AppError> {
    let drawing = Drawing {
        lines: lines(shown),
        candle: portrait.is_none(),
        initials: drawable(shown.initials.as_deref().unwrap_or_default()),
        memorial: drawable(shown.memorial),
    };
    let (left, top, wide, high) = FRAME;
    let portrait = portrait
        .map(|webp| picture::framed(&webp, wide, high))
        .transpose()?;
    drawn(&drawing, portrait.map(|portrait| (portrait, left, top)))
}

/// The same of the memorial itself.
pub fn memorials_card(shown: &Shown) -> Result<Vec<u8>, AppError> {
    card(shown, None)
}

fn drawn(drawing: &Drawing, portrait: Option<(RgbImage, u32, u32)>) -> Result<Vec<u8>, AppError> {
    let tree = Tree::from_str(&drawing.render()?, &options()).map_err(AppError::internal)?;
    let mut paper = Pixmap::new(WIDTH, HEIGHT).ok_or_else(|| AppError::internal("no paper"))?;
    resvg::render(&tree, Transform::identity(), &mut paper.as_mut());
    if let Some((portrait, left, top)) = portrait {
        let portrait = pixmap(&portrait).ok_or_else(|| AppError::internal("no portrait"))?;
        let whole = |pixels: u32| i32::try_from(pixels).unwrap_or_default();
        paper.draw_pixmap(
            whole(left),
            whole(top),
            portrait.as_ref(),
            &PixmapPaint::default(),
            Transform::identity(),
            None,
        );
    }
    png(&paper)
}

fn pixmap(picture: &RgbImage) -> Option<Pixmap> {
    let pixels = picture.pixels();
    let bytes = pixels.flat_map(|pixel| [pixel.0[0], pixel.0[1], pixel.0[2], 255]);
    let size = resvg::tiny_skia::IntSize::from_wh(picture.width(), picture.height())?;
    Pixmap::from_vec(bytes.collect(), size)
}

/// The paper covers everything, so no pixel is transparent and none needs its fourth byte.
fn png(paper: &Pixmap) -> Result<Vec<u8>, AppError> {
    let mut bytes = Vec::new();
    let mut encoder = png::Encoder::new(&mut bytes, paper.width(), paper.height());
    encoder.set_color(png::ColorType::Rgb);
    encoder.set_depth(png::BitDepth::Eight);
    encoder.set_compression(png::Compression::Balanced);
    let pixels: Vec<u8> = paper
        .pixels()
        .iter()
        .flat_map(|pixel| [pixel.red(), pixel.green(), pixel.blue()])
        .collect();
    let mut writer = encoder.write_header().map_err(AppError::internal)?;
    writer
        .write_image_data(&pixels)
        .map_err(AppError::internal)?;
    writer.finish().map_err(AppError::internal)?;
    Ok(bytes)
}

/// The name as large as it stands whole, then what is known beside it.
fn lines(shown: &Shown) -> Vec<Line> {
    let name = drawable(&shown.name);
    let mut beside = Vec::new();
    if let Some(words) = &shown.call_sign {
        beside.push((set(&drawable(words), CALL_SIGN, 3), CALL_SIGN, "second"));
    }
    if let Some(words) = &shown.years {
        beside.push((set(&drawable(words), YEARS, 2), YEARS, "ink"));
    }
    let below: f32 = beside
        .iter()
        .map(|(lines, size, _)| lines.len() as f32 * size * 1.3 + size * 0.35)
        .sum();
    let room = BOTTOM - TOP - below;
    let fits = |size: &&f32| {
        let lines = wrapped(&name, **size);
        let most = if **size > 70.0 { 3 } else { 5 };
        lines.len() <= most
            && lines.len() as f32 * **size * 1.08 <= room
            && lines.iter().all(|line| width(line, **size) <= MEASURE)
    };
    let smallest = SIZES[SIZES.len() - 1];
    let size = *SIZES.iter().find(fits).unwrap_or(&smallest);
    let most = ((room / (size * 1.08)) as usize).max(1);
    let mut all = Vec::new();
    // The tops of its capitals are level with the top of the portrait.
    let mut y = TOP + size * 0.72;
    for words in set(&name, size, most) {
        all.push(Line {
            words,
            size,
            y,
            class: "ink",
        });
        y += size * 1.08;
    }
    y -= size * 1.08;
    for (lines, size, class) in beside {
        y += size * 0.35;
        for words in lines {
            y += size * 1.3;
            all.push(Line {
                words,
                size,
                y,
                class,
            });
        }
    }
    all
}

/// At most this many lines; what does not fit ends in an ellipsis.
fn set(words: &str, size: f32, most: usize) -> Vec<String> {
    let mut lines = wrapped(words, size);
    // A word wider than the line is broken where it must be.
    lines = lines
        .into_iter()
        .flat_map(|line| broken(line, size))
        .collect();
    if lines.len() > most {
        lines.truncate(most);
        if let Some(last) = lines.last_mut() {
            while !last.is_empty() && width(&format!("{last}…"), size) > MEASURE {
                last.pop();
            }
            last.push('…');
        }
    }
    lines
}

/// In lines no wider than the measure, broken at spaces and after hyphens.
fn wrapped(words: &str, size: f32) -> Vec<String> {
    let mut lines = Vec::new();
    let mut line = String::new();
    for part in words.split_inclusive([' ', '\n', '-']) {
        let longer = format!("{line}{part}");
        if !line.is_empty() && width(longer.trim_end(), size) > MEASURE {
            lines.push(std::mem::replace(&mut line, part.to_owned()));
        } else {
            line = longer;
        }
    }
    lines.push(line);
    let lines = lines.iter().map(|line| line.trim().to_owned());
    lines.filter(|line| !line.is_empty()).collect()
}

fn broken(line: String, size: f32) -> Vec<String> {
    if width(&line, size) <= MEASURE {
        return vec![line];
    }
    let mut parts = vec![String::new()];
    for letter in line.chars() {
        let last = parts.last().map(|part| format!("{part}{letter}"));
        let last = last.unwrap_or_default();
        if width(&last, size) > MEASURE {
            parts.push(letter.to_string());
        } else if let Some(part) = parts.last_mut() {
            *part = last;
        }
    }
    parts
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::heroes::hero::Record;
    use crate::heroes::telling::Telling;
    use crate::i18n::{Lang, Words};
    use crate::reference::Reference;

    const LONGEST: &str = r#"{"name": {"family": "Добростепський-Переяславський",
        "given": "Максиміліан-Володимир", "patronymic": "Костянтинович"}, "call_sign": "Добрий",
        "born": "1996-05", "died": "2024-03-05"}"#;

    fn shown(lang: Lang, json: &str) -> Shown {
        let record: Record = serde_json::from_str(json).unwrap();
        let reference = Reference::default();
        let telling = Telling {
            w: Words::new(lang),
            reference: &reference,
        };
        Shown::of_life(telling, &record, None)
    }

    #[test]
    fn a_long_name_stands_whole_and_inside_its_column() {
        for lang in Lang::ALL {
            let shown = shown(lang, LONGEST);
            let lines = lines(&shown);
            let name: Vec<&str> = lines
                .iter()
                .filter(|line| line.size != CALL_SIGN && line.size != YEARS)
                .map(|line| line.words.as_str())
                .collect();
            let joined = name.join(" ").replace("- ", "-");
            assert_eq!(joined, shown.name, "every letter of it");
            for line in &lines {
                assert!(width(&line.words, line.size) <= MEASURE, "{}", line.words);
                assert!(line.y <= BOTTOM, "{} at {}", line.words, line.y);
            }
        }
    }

    #[test]
    fn a_short_name_is_large() {
        let lines = lines(&shown(
            Lang::Uk,
            r#"{"name": {"family": "Лисюк", "given": "Юрій"}}"#,
        ));
        assert_eq!(lines.len(), 1);
        assert_eq!(lines[0].size, 88.0);
    }

    #[test]
    fn a_word_without_end_is_broken_and_nothing_runs_off_the_paper() {
        let name = "Щ".repeat(400);
        let mut shown = shown(
            Lang::Uk,
            r#"{"name": {"family": "Лисюк", "given": "Юрій"}}"#,
        );
        (shown.name, shown.call_sign) = (name.clone(), Some(name));
        let lines = lines(&shown);
        for line in &lines {
            assert!(width(&line.words, line.size) <= MEASURE + 1.0);
            assert!(line.y <= BOTTOM, "{}", line.y);
        }
    }
}
