//! The quiet line at the end of a page: into the reader's calendar, into a newsletter, into a reader of feeds.

use askama::Template;

use super::calendar::Links;
use crate::days::day::Day;
use crate::days::turn;
use crate::heroes::hero::Record;
use crate::i18n::Words;
use crate::web::layout::{Alternate, Layout};

/// Written into a template as `{{ keeping }}`.
#[derive(Template)]
#[template(path = "sharing/_keeping.html")]
pub struct Keeping {
    w: Words,
    /// Nothing where nobody's days are known.
    calendar: Option<Links>,
    /// Where editors find it ready to paste.
    item: Option<String>,
    feed: Option<String>,
}

/// The template escapes what it shows, so its text may stand in another template as it is.
impl askama::filters::HtmlSafe for Keeping {}

impl Keeping {
    /// Under a life.
    pub fn of_life(w: Words, layout: &Layout, slug: &str, record: &Record) -> Keeping {
        Keeping {
            w,
            calendar: turn::is_remembered(record.died.as_ref(), record.born.as_ref())
                .then(|| Links::to(layout, &format!("/heroes/{slug}/calendar.ics"))),
            item: Some(layout.at(&format!("/heroes/{slug}/item"))),
            feed: None,
        }
    }

    /// Under a day of the year.
    pub fn of_day(w: Words, layout: &Layout, day: Day) -> Keeping {
        Keeping {
            w,
            calendar: Some(Links::to(layout, &format!("/days/{day}/calendar.ics"))),
            item: None,
            feed: None,
        }
    }

    /// Under a list of people: a unit, a region. `path` after the language.
    pub fn of_list(w: Words, layout: &Layout, path: &str) -> Keeping {
        Keeping {
            w,
            calendar: Some(Links::to(layout, &format!("{path}/calendar.ics"))),
            item: None,
            feed: Some(layout.at(&format!("{path}/feed.atom"))),
        }
    }
}

/// What a life's head tells programs: its card by oEmbed, in both forms.
pub fn card(w: Words, layout: &Layout) -> [Alternate; 2] {
    let url: String = url::form_urlencoded::byte_serialize(layout.canonical().as_bytes()).collect();
    [
        ("application/json+oembed", "json"),
        ("text/xml+oembed", "xml"),
    ]
    .map(|(kind, format)| Alternate {
        kind,
        title: w.feeds_card(&layout.title),
        href: format!("{}/oembed?url={url}&format={format}", layout.origin),
    })
}
