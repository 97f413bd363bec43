//! A year of remembrance as iCalendar (RFC 5545): all-day events that come back every year.
//!
//! A day is remembered on its day, and 29 February on the last day of February in other years. Of whom only the month is
//! known there is a note on the first day of the month, and it says so. Coarser dates are in no calendar.

use std::collections::BTreeMap;

use chrono::{DateTime, Datelike, NaiveDate, Utc};
use icalendar::{Calendar, Component, Event, Parameter, Property};

use crate::dates::{Edtf, Remembered};
use crate::days::day::Day;
use crate::i18n::Words;
use crate::i18n::dates::life_years;

/// The year in which a date without a year begins to come back. It has a 29 February.
const NO_YEAR: i32 = 2000;
/// How many people a day of many names; the rest are counted.
const NAMED: usize = 60;

/// Someone in a calendar.
#[derive(Debug, Clone)]
pub struct Person {
    pub number: i32,
    /// In the letters of the calendar's language.
    pub name: String,
    pub url: String,
    pub born: Option<Edtf>,
    pub died: Option<Edtf>,
    pub version: i32,
    pub changed_at: DateTime<Utc>,
}

/// What happened on a day.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum What {
    Death,
    Birth,
}

/// A calendar that is being written.
pub struct Year {
    w: Words,
    host: String,
    calendar: Calendar,
    events: usize,
}

impl Year {
    /// `name` is what the reader's list of calendars shows; `source` where this very file is, `page` where it is read.
    pub fn new(w: Words, host: &str, name: &str, source: &str, page: &str) -> Year {
        let name = &plain(name);
        let mut calendar = Calendar::empty();
        let text = |key: &str, value: &str| {
            Property::new(key, value)
                .append_parameter(Parameter::new("VALUE", "TEXT"))
                .done()
        };
        let uri = |key: &str, value: &str| {
            Property::new(key, value)
                .append_parameter(Parameter::new("VALUE", "URI"))
                .done()
        };
        let day = Property::new("REFRESH-INTERVAL", "P1D")
            .append_parameter(Parameter::new("VALUE", "DURATION"))
            .done();
        calendar
            .append_property(Property::new("VERSION", "2.0"))
            .append_property(Property::new(
                "PRODID",
                format!(
                    "-//{host}//Heroes Memorial//{}",
                    w.lang().code().to_uppercase()
                ),
            ))
            .append_property(Property::new("CALSCALE", "GREGORIAN"))
            .append_property(Property::new("METHOD", "PUBLISH"))
            .append_property(text("NAME", name))
            .append_property(Property::new("X-WR-CALNAME", name))
            .append_property(day)
            .append_property(Property::new("X-PUBLISHED-TTL", "P1D"))
            .append_property(Property::new("COLOR", "maroon"))
            .append_property(uri("SOURCE", source))
            .append_property(uri("URL", page));
        Year {
            w,
            host: host.to_owned(),
            calendar,
            events: 0,
        }
    }

    /// The days of one person.
    pub fn add(&mut self, person: &Person) {
        for (what, date) in [(What::Death, person.died), (What::Birth, person.born)] {
            let Some((date, remembered)) =
                date.and_then(|date| Some((date, date.remembered_on()?)))
            else {
                continue;
            };
            let years = life_years(
                self.w.lang(),
                person.born.as_ref(),
                person.died.as_ref(),
                None,
                true,
            )
            .filter(|_| person.born.is_some() && person.died.is_some());
            let who = match years {
                Some(years) => format!("{} ({years})", person.name),
                None => person.name.clone(),
            };
            let is_month = matches!(remembered, Remembered::Month { .. });
            let summary = match (what, is_month) {
                (What::Death, false) => self.w.feeds_day_of_death(&who),
                (What::Birth, false) => self.w.feeds_birthday(&who),
                (What::Death, true) => self.w.feeds_month_of_death(&who),
                (What::Birth, true) => self.w.feeds_month_of_birth(&who),
            };
            let note = is_month.then(|| format!("{}\n", self.w.feeds_month_only()));
            let word = match what {
                What::Death => "death",
                What::Birth => "birth",
            };
            let Some((start, rule)) = begins(remembered, year_of(&date)) else {
                continue;
            };
            let mut event = Event::new();
            event
                .uid(&format!("life-{}-{word}@{}", person.number, self.host))
                .summary(&plain(&summary))
                .description(&plain(&format!(
                    "{}{}",
                    note.unwrap_or_default(),
                    person.url
                )))
                .sequence(u32::try_from(person.version - 1).unwrap_or_default());
            self.push(event, start, rule, person.changed_at, &person.url);
        }
    }

    fn push(
        &mut self,
        mut event: Event,
        start: NaiveDate,
        rule: &str,
        changed_at: DateTime<Utc>,
        url: &str,
    ) {
        let stamp = changed_at.format("%Y%m%dT%H%M%SZ").to_string();
        event
            .add_property("DTSTAMP", &stamp)
            .add_property("LAST-MODIFIED", &stamp)
            .add_property("RRULE", rule)
            .add_property("TRANSP", "TRANSPARENT")
            .add_property("CLASS", "PUBLIC")
            .add_property("URL", url)
            .append_property(
                Property::new("DTSTART", start.format("%Y%m%d").to_string())
                    .append_parameter(Parameter::new("VALUE", "DATE"))
                    .done(),
            );
        self.calendar.push(event.done());
        self.events += 1;
    }

    /// The file; nothing when there is nobody whose day or month is known, for a calendar without events is none.
    pub fn written(self) -> Option<String> {
        (self.events > 0).then(|| self.calendar.to_string())
    }
}

/// People by the day and month on which they are remembered, for calendars with too many to have an event each.
#[derive(Debug, Default)]
pub struct Gathered {
    days: BTreeMap<(u32, Option<u32>), OfDay>,
}

#[derive(Debug)]
struct OfDay {
    first_year: i32,
    people: Vec<String>,
    /// Who fell and was born on one day stands under it once.
    last: i32,
    count: usize,
    changed_at: DateTime<Utc>,
}

impl Gathered {
    pub fn add(&mut self, person: &Person) {
        for date in [person.died, person.born].into_iter().flatten() {
            self.add_on(person, &date);
        }
    }

    /// For one of their dates alone.
    pub fn add_on(&mut self, person: &Person, date: &Edtf) {
        let Some(remembered) = date.remembered_on() else {
            return;
        };
        let key = match remembered {
            Remembered::Day { month, day } => (month, Some(day)),
            Remembered::Month { month } => (month, None),
        };
        let year = year_of(date);
        let of_day = self.days.entry(key).or_insert(OfDay {
            first_year: year,
            people: Vec::new(),
            last: 0,
            count: 0,
            changed_at: person.changed_at,
        });
        of_day.first_year = of_day.first_year.min(year);
        of_day.changed_at = of_day.changed_at.max(person.changed_at);
        if of_day.last == person.number {
            return;
        }
        of_day.last = person.number;
        of_day.count += 1;
        if of_day.people.len() < NAMED {
            of_day.people.push(person.name.clone());
        }
    }

    /// One event a day. `scope` names the list in each event's own name for ever; `day` is where a day or a month is read.
    pub fn into_year(self, year: &mut Year, scope: &str, page: impl Fn(&str) -> String) {
        let w = year.w;
        for ((month, number), of_day) in self.days {
            let (remembered, end) = match number {
                Some(day) => (
                    Remembered::Day { month, day },
                    format!("{month:02}-{day:02}"),
                ),
                None => (Remembered::Month { month }, format!("{month:02}")),
            };
            let Some((start, rule)) = begins(remembered, of_day.first_year) else {
                continue;
            };
            let people = w.common_people(of_day.count);
            let summary = match number {
                Some(_) => w.feeds_day_of_many(people),
                None => w.feeds_month_of_many(people),
            };
            let url = page(&end);
            let mut told = of_day.people.join("\n");
            if of_day.count > of_day.people.len() {
                let more = of_day.count - of_day.people.len();
                told = format!("{told}\n{}", w.feeds_and_more(w.common_people(more)));
            }
            let mut event = Event::new();
            event
                .uid(&format!("{scope}-{end}@{}", year.host))
                .summary(&plain(&summary))
                .description(&plain(&format!("{told}\n{url}")));
            year.push(event, start, rule, of_day.changed_at, &url);
        }
    }
}

/// The first day and the rule by which it comes back (RFC 5545, 3.3.10).
fn begins(remembered: Remembered, year: i32) -> Option<(NaiveDate, &'static str)> {
    const YEARLY: &str = "FREQ=YEARLY";
    // The last day of February: the 29th, or the 28th where there is none.
    const LEAP: &str = "FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=-1";
    match remembered {
        Remembered::Day { month, day } => {
            let rule = if Day::new(month, day)?.is_leap_day() {
                LEAP
            } else {
                YEARLY
            };
            let start = NaiveDate::from_ymd_opt(year, month, day)
                .or_else(|| NaiveDate::from_ymd_opt(NO_YEAR, month, day))?;
            Some((start, rule))
        }
        Remembered::Month { month } => Some((NaiveDate::from_ymd_opt(year, month, 1)?, YEARLY)),
    }
}

fn year_of(date: &Edtf) -> i32 {
    date.first().map_or(NO_YEAR, |first| first.year())
}

/// No-break spaces are the page's; some calendars show them as boxes.
fn plain(text: &str) -> String {
    text.replace('\u{a0}', " ")
}
