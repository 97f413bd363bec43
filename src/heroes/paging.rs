//! The pages of a list: which one this is, and a plain link to every other that is near, to the first and to the last.

use super::list::address;
use super::telling::Telling;
use crate::search::{Filters, Found};

/// Pages on either side that have a link of their own.
const NEAR: u32 = 2;

pub struct Paging {
    /// «Сторінка 500 із 1667».
    pub page: String,
    /// «29 941–30 000 із 100 000».
    pub range: String,
    pub before: Option<String>,
    pub after: Option<String>,
    /// None where pages are left out.
    pub turns: Vec<Option<Turn>>,
}

/// A page by its number.
pub struct Turn {
    pub number: String,
    /// «Сторінка 498».
    pub words: String,
    /// None for the page that this is.
    pub href: Option<String>,
    /// Whether a narrow screen can do without it.
    pub far: bool,
}

impl Paging {
    /// None where one page holds everybody.
    pub fn of(telling: Telling<'_>, filters: &Filters, found: &Found) -> Option<Paging> {
        let (w, page) = (telling.w, found.page);
        let shown = u32::try_from(found.hits.len()).unwrap_or_default();
        if shown == 0 || (page == 1 && !found.more) {
            return None;
        }
        let before = (page - 1) * filters.limit;
        let last = found.total.div_ceil(filters.limit).max(page);
        let href = |page: u32| address(telling, &filters.on_page(page));
        let turn = |number: u32| Turn {
            number: w.list_page_number(number),
            words: w.list_page(number),
            href: (number != page).then(|| href(number)),
            far: number.abs_diff(page) == NEAR && number != 1 && number != last,
        };
        Some(Paging {
            page: w.list_page_of(page, last),
            range: w.list_range(found.total, before + 1, before + shown),
            before: (page > 1).then(|| href(page - 1)),
            after: found.more.then(|| href(page + 1)),
            turns: turns(page, last)
                .into_iter()
                .map(|number| number.map(turn))
                .collect(),
        })
    }
}

/// The pages that have a link, in order; none stands for those left out.
fn turns(page: u32, last: u32) -> Vec<Option<u32>> {
    let mut turns: Vec<Option<u32>> = Vec::new();
    let mut before = 0;
    let near = page.saturating_sub(NEAR).max(1)..=page.saturating_add(NEAR).min(last);
    for number in std::iter::once(1).chain(near).chain([last]) {
        if number <= before {
            continue;
        }
        match number - before {
            1 => {}
            // One page left out takes as much room as its link.
            2 => turns.push(Some(number - 1)),
            _ => turns.push(None),
        }
        turns.push(Some(number));
        before = number;
    }
    turns
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_near_pages_the_first_and_the_last_are_one_step_away() {
        let shown = |page, last| {
            let turns = turns(page, last).into_iter();
            let words = turns.map(|turn| turn.map_or("…".to_owned(), |page| page.to_string()));
            words.collect::<Vec<_>>().join(" ")
        };
        assert_eq!(shown(500, 1667), "1 … 498 499 500 501 502 … 1667");
        assert_eq!(shown(1, 1667), "1 2 3 … 1667");
        assert_eq!(shown(1667, 1667), "1 … 1665 1666 1667");
        assert_eq!(shown(4, 7), "1 2 3 4 5 6 7");
        assert_eq!(shown(5, 9), "1 2 3 4 5 6 7 8 9");
        assert_eq!(shown(2, 2), "1 2");
    }
}
