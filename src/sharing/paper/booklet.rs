//! A life in a booklet of eight A6 pages, always exactly eight: a cover, six pages, the back.

use serde_json::json;
use typst_layout::PagedDocument;

use super::fit::{Copy, How, Story, largest};
use super::press::{Press, Template, pdf, put_away};
use super::told::Told;
use crate::error::AppError;

/// Pages, the cover and the back too.
pub const PAGES: usize = 8;

/// The file in reading order. `files`: the portrait, the code and the pictures, by the names that the template knows.
pub fn make(told: &Told, files: Vec<(String, Vec<u8>)>) -> Result<Vec<u8>, AppError> {
    let mut press = Press::new(Template::Booklet)?;
    for (name, bytes) in files {
        press.lay(&name, bytes)?;
    }
    let made = set(&mut press, told).and_then(|pages| pdf(&pages, Template::Booklet));
    put_away();
    made
}

/// The eight pages on the two sides of one A4 sheet.
pub fn impose(told: &Told, booklet: Vec<u8>) -> Result<Vec<u8>, AppError> {
    let mut press = Press::new(Template::Sheet)?;
    press.lay("booklet.pdf", booklet)?;
    let words = json!({"lang": told.lang, "title": told.title, "memorial": told.memorial});
    let made = press
        .set(&words)
        .and_then(|pages| pdf(&pages, Template::Sheet));
    put_away();
    made
}

fn set(press: &mut Press, told: &Told) -> Result<PagedDocument, AppError> {
    // First as it is most beautiful, then closer, then with fewer pictures.
    for (size, apart) in [(9.5, true), (9.5, false), (9.0, false), (8.5, false)] {
        if let Some(pages) = eight(press, told, &how(size, apart, false))? {
            return Ok(pages);
        }
    }
    let mut shorter = told.clone();
    let pictures = told.pictures.clone();
    let most = largest(pictures.len(), |count| {
        shorter.pictures = pictures[..count].to_vec();
        Ok(eight(press, &shorter, &how(8.5, false, false))?.is_some())
    })?;
    if let Some(most) = most {
        shorter.pictures = pictures[..most].to_vec();
        if let Some(pages) = eight(press, &shorter, &how(8.5, false, false))? {
            return Ok(pages);
        }
    }
    // A story longer than six pages: shortened, which is said. A picture stays beside it.
    shorter.pictures = pictures.iter().take(1).cloned().collect();
    let how = how(9.0, false, true);
    let story = Story::of(&told.story);
    for lets_go in [|_: &mut Told| {}, no_line, few_facts] {
        lets_go(&mut shorter);
        let most = largest(story.count(), |sentences| {
            shorter.story = story.first(sentences);
            Ok(eight(press, &shorter, &how)?.is_some())
        })?;
        if let Some(most) = most {
            shorter.story = story.first(most);
            if let Some(pages) = eight(press, &shorter, &how)? {
                return Ok(pages);
            }
        }
    }
    Err(AppError::internal("a life fits in no booklet"))
}

fn how(size: f64, apart: bool, is_cut: bool) -> How {
    How {
        size,
        apart,
        blank: 0,
        is_cut,
    }
}

fn no_line(told: &mut Told) {
    told.line.clear();
}

fn few_facts(told: &mut Told) {
    told.quotes.truncate(1);
    told.facts.truncate(12);
    told.pictures.clear();
}

/// Eight pages, those that stay empty for one's own words; none where there would be more.
fn eight(press: &mut Press, told: &Told, how: &How) -> Result<Option<PagedDocument>, AppError> {
    let set = press.set(&Copy { told, how })?;
    let count = set.pages().len();
    if count == PAGES {
        return Ok(Some(set));
    }
    if count > PAGES {
        return Ok(None);
    }
    let padded = How {
        blank: PAGES - count,
        ..how.clone()
    };
    let set = press.set(&Copy { told, how: &padded })?;
    Ok((set.pages().len() == PAGES).then_some(set))
}
