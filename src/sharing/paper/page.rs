//! A life on one A4 page, always exactly one.

use typst_layout::PagedDocument;

use super::fit::{Copy, How, Story, largest};
use super::press::{Press, Template, pdf, put_away};
use super::told::Told;
use crate::error::AppError;

/// Points; the first that the whole life fits in is taken.
const SIZES: [f64; 4] = [11.0, 10.5, 10.0, 9.5];
/// The size of a life that is shortened.
const SMALL: f64 = 10.0;
/// Letters of a story that is worth more than the line of life, which repeats what the facts say.
const WORTH: usize = 600;

/// The file. `files`: the portrait and the code, by the names that the template knows.
pub fn make(told: &Told, files: Vec<(String, Vec<u8>)>) -> Result<Vec<u8>, AppError> {
    let mut press = Press::new(Template::Page)?;
    for (name, bytes) in files {
        press.lay(&name, bytes)?;
    }
    let made = set(&mut press, told).and_then(|pages| pdf(&pages, Template::Page));
    put_away();
    made
}

fn set(press: &mut Press, told: &Told) -> Result<PagedDocument, AppError> {
    for size in SIZES {
        if let Some(page) = one(press, told, &how(size, false))? {
            return Ok(page);
        }
    }
    let how = how(SMALL, true);
    let mut shorter = told.clone();
    for lets_go in [|_: &mut Told| {}, one_quote, no_line, no_quote] {
        lets_go(&mut shorter);
        let story = Story::of(&told.story);
        let mut cut = shorter.clone();
        let most = largest(story.count(), |sentences| {
            cut.story = story.first(sentences);
            Ok(one(press, &cut, &how)?.is_some())
        })?;
        let Some(most) = most else { continue };
        cut.story = story.first(most);
        let letters = |story: &[String]| story.iter().map(|words| words.chars().count()).sum();
        let (kept, all): (usize, usize) = (letters(&cut.story), letters(&told.story));
        let is_last = shorter.quotes.is_empty() && shorter.line.is_empty();
        if (kept >= WORTH.min(all) || is_last)
            && let Some(page) = one(press, &cut, &how)?
        {
            return Ok(page);
        }
    }
    // So many facts that nothing else fits: as many of them as do.
    shorter.story.clear();
    let facts = shorter.facts.clone();
    let most = largest(facts.len(), |count| {
        shorter.facts.truncate(0);
        shorter.facts.extend_from_slice(&facts[..count]);
        Ok(one(press, &shorter, &how)?.is_some())
    })?;
    shorter.facts = facts[..most.unwrap_or_default()].to_vec();
    one(press, &shorter, &how)?.ok_or_else(|| AppError::internal("a life fits on no page"))
}

fn how(size: f64, is_cut: bool) -> How {
    How {
        size,
        apart: false,
        blank: 0,
        is_cut,
    }
}

fn one_quote(told: &mut Told) {
    told.quotes.truncate(1);
}

fn no_line(told: &mut Told) {
    told.line.clear();
}

fn no_quote(told: &mut Told) {
    told.quotes.clear();
}

fn one(press: &mut Press, told: &Told, how: &How) -> Result<Option<PagedDocument>, AppError> {
    let set = press.set(&Copy { told, how })?;
    Ok((set.pages().len() == 1).then_some(set))
}
