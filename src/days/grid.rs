//! A month of the calendar: a square for each day, whatever day of the week it falls on this year.

use std::collections::HashMap;

use super::day::Day;
use crate::heroes::telling::capitalised;
use crate::i18n::Words;
use crate::i18n::dates::{Case, day_of_year, month};

pub struct Month {
    pub number: u32,
    pub name: String,
    pub href: String,
    pub days: Vec<Square>,
    /// «Відомо лише місяць: 2 людини».
    pub month_only: Option<String>,
}

pub struct Square {
    pub href: String,
    pub number: u32,
    pub count: Option<i64>,
    /// What a screen reader says: «5 березня: 3 людини».
    pub label: String,
    pub today: bool,
}

impl Month {
    /// `counts` by the end of a date, as queries::calendar gives them.
    pub fn of(w: Words, number: u32, counts: &HashMap<String, i64>, today: Day) -> Month {
        let count = |end: String| counts.get(&end).copied().filter(|count| *count > 0);
        Month {
            name: capitalised(month(w.lang(), number, Case::Nominative)),
            days: Day::of_month(number)
                .map(|day| square(w, day, count(day.to_string()), day == today))
                .collect(),
            month_only: count(format!("{number:02}"))
                .map(|count| w.days_month_only(w.common_people(count))),
            href: address(w, number),
            number,
        }
    }
}

fn square(w: Words, day: Day, count: Option<i64>, today: bool) -> Square {
    let date = day_of_year(w.lang(), day.month(), day.number());
    let date = if today { w.days_today(date) } else { date };
    Square {
        href: format!("/{}/days/{day}", w.lang()),
        number: day.number(),
        label: match count {
            Some(count) => w.days_day_people(date, w.common_people(count)),
            None => date,
        },
        count,
        today,
    }
}

/// Where a month of the calendar leads.
pub fn address(w: Words, number: u32) -> String {
    format!("/{}/days/{number:02}", w.lang())
}
