//! Where a life is known from, as readers see it under the life: on its page and in the family's proof, always the same.

use askama::Template;

use super::hero::{Record, Source};
use super::identifier::Identifier;
use super::telling::{Piece, Telling};
use crate::i18n::{Lang, Words};
use crate::names::is_cyrillic;

/// Written into a template as `{{ sources }}`, inside its section; the page brings css/heroes.css.
#[derive(Template)]
#[template(path = "heroes/sources.html")]
pub struct Sources {
    w: Words,
    pub(super) origins: Vec<Origin>,
    pub(super) born_note: Option<(String, Lang)>,
    pub(super) spellings: Option<String>,
    catalogues: Vec<Catalogue>,
}

/// Another catalogue that knows this person: its name, the number there, and the page of it.
struct Catalogue {
    name: &'static str,
    value: String,
    url: String,
}

/// Its title, else the address as one reads it.
pub(super) struct Origin {
    pub(super) said: Piece,
    url: Option<String>,
}

/// The template escapes what it shows, so its text may stand in another template as it is.
impl askama::filters::HtmlSafe for Sources {}

impl Sources {
    pub fn of(telling: Telling<'_>, record: &Record) -> Self {
        let origins = record.sources.iter();
        Self {
            w: telling.w,
            origins: origins.map(|source| Origin::of(telling, source)).collect(),
            born_note: telling.text(&record.born_note),
            spellings: spellings(telling, record),
            catalogues: record.identifiers.iter().map(Catalogue::of).collect(),
        }
    }

    /// Whether nothing is said but the heading.
    pub fn is_empty(&self) -> bool {
        self.origins.is_empty()
            && self.born_note.is_none()
            && self.spellings.is_none()
            && self.catalogues.is_empty()
    }
}

impl Catalogue {
    fn of(identifier: &Identifier) -> Self {
        Self {
            name: identifier.scheme().name(),
            value: identifier.value().to_owned(),
            url: identifier.address(),
        }
    }
}

impl Origin {
    fn of(telling: Telling<'_>, source: &Source) -> Self {
        let said = match (&source.title, &source.url) {
            (Some(title), _) => telling.as_written(title),
            (None, Some(url)) => Piece::plain(readable(url)),
            (None, None) => Piece::plain(""),
        };
        Self {
            said,
            url: source.url.clone(),
        }
    }
}

/// «uk.wikipedia.org/wiki/Лис»: the host and the path, with their letters.
fn readable(address: &str) -> String {
    let Ok(url) = url::Url::parse(address) else {
        return address.to_owned();
    };
    let host = url.host_str().unwrap_or_default();
    let host = host.strip_prefix("www.").unwrap_or(host);
    // A plus is a plus in a path.
    let path = format!("_={}", url.path().replace('+', "%2B").replace('&', "%26"));
    let path: String = url::form_urlencoded::parse(path.as_bytes())
        .map(|(_, value)| value.into_owned())
        .collect();
    format!("{host}{}", path.trim_end_matches('/'))
}

/// Other spellings, in the letters of the page.
fn spellings(telling: Telling<'_>, record: &Record) -> Option<String> {
    let own = |alias: &&String| alias.chars().any(is_cyrillic) == (telling.lang() == Lang::Uk);
    let names: Vec<&str> = record
        .aliases
        .iter()
        .filter(own)
        .map(String::as_str)
        .collect();
    (!names.is_empty()).then(|| telling.w.heroes_other_spellings(names.join(", ")))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_address_is_shown_in_letters() {
        for (address, shown) in [
            ("https://www.victims.memorial/", "victims.memorial"),
            (
                "https://uk.wikipedia.org/wiki/%D0%9B%D0%B8%D1%81?x=1",
                "uk.wikipedia.org/wiki/Лис",
            ),
            ("https://a.ua/b+c&d=e", "a.ua/b+c&d=e"),
            ("nowhere", "nowhere"),
        ] {
            assert_eq!(readable(address), shown);
        }
    }
}
