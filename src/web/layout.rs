//! What `layout.html` needs to know of the page it stands around.

use crate::i18n::{Lang, Words};
use crate::sharing::linked_data::LinkedData;

/// The head of a page: its title, its address in both languages, and whether it may be found.
///
/// A page struct has `w: Words` and `layout: Layout`; its template begins with `{% extends "layout.html" %}`.
#[derive(Clone, Debug)]
pub struct Layout {
    pub w: Words,
    /// The page's own name, without the memorial's. 3–70 characters together with it.
    pub title: String,
    /// One or two sentences for search engines and shared links. 50–170 characters; none on secret pages.
    pub description: Option<String>,
    /// `https://memorial.example`, without a slash at the end.
    pub origin: String,
    /// The address after the language: `""` for the front page, else `"/heroes/yurii-lysiuk"`. The query that belongs to
    /// the page's identity (a page number) included, filters and secrets left out.
    pub path: String,
    /// What follows `path` when the other language is chosen: filters that should not be lost on the way.
    pub query: String,
    /// Secret pages, the desk, errors, filtered lists: no search engine, no canonical address, no twin in the head.
    pub noindex: bool,
    /// `/h/1`, the short address printed in the foot of a life.
    pub permanent: Option<String>,
    /// What the page says of itself to machines.
    pub linked_data: Option<LinkedData>,
    /// The person whom the page tells of, for whoever shares a link to it.
    pub profile: Option<Profile>,
    /// The same for programs: feeds, a card of this page.
    pub alternates: Vec<Alternate>,
    /// Which words of the head's navigation lead here.
    pub here: Here,
}

/// What a shared link shows of a life.
#[derive(Clone, Debug)]
pub struct Profile {
    pub given: String,
    pub family: String,
    /// The address of the share picture, and what it shows in words.
    pub picture: String,
    pub alt: String,
}

/// `<link rel="alternate">`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Alternate {
    pub kind: &'static str,
    pub title: String,
    pub href: String,
}

impl Alternate {
    pub fn atom(title: impl Into<String>, href: impl Into<String>) -> Alternate {
        Alternate {
            kind: "application/atom+xml",
            title: title.into(),
            href: href.into(),
        }
    }
}

/// The room of the head's navigation that a page belongs to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Here {
    Home,
    Find,
    Regions,
    Units,
    Days,
    Tell,
    Elsewhere,
}

impl Layout {
    /// A public page that may be found. `path` is the address after the language.
    pub fn new(
        w: Words,
        origin: &str,
        path: impl Into<String>,
        title: impl Into<String>,
        description: impl Into<String>,
    ) -> Layout {
        Layout {
            w,
            title: title.into(),
            description: Some(description.into()).filter(|words| !words.is_empty()),
            origin: origin.trim_end_matches('/').to_owned(),
            path: path.into(),
            query: String::new(),
            noindex: false,
            permanent: None,
            linked_data: None,
            profile: None,
            alternates: Vec::new(),
            here: Here::Elsewhere,
        }
    }

    /// A page for its reader alone: secret addresses, the desk, errors.
    pub fn hidden(w: Words, path: impl Into<String>, title: impl Into<String>) -> Layout {
        Layout {
            noindex: true,
            ..Layout::new(w, "", path, title, "")
        }
    }

    pub fn here(self, here: Here) -> Layout {
        Layout { here, ..self }
    }

    /// With addresses for programs beside it.
    pub fn with(self, alternates: impl IntoIterator<Item = Alternate>) -> Layout {
        Layout {
            alternates: alternates.into_iter().collect(),
            ..self
        }
    }

    pub fn lang(&self) -> Lang {
        self.w.lang()
    }

    /// The `<title>`: the page's name and the memorial's, shortened where a name alone fills the line.
    pub fn full_title(&self) -> String {
        let memorial = self.w.common_memorial();
        if self.title.is_empty() || self.title == memorial {
            return memorial.to_owned();
        }
        let both = format!("{} — {memorial}", self.title);
        if both.chars().count() <= 70 {
            both
        } else {
            shortened(&self.title, 70)
        }
    }

    pub fn canonical(&self) -> String {
        format!("{}/{}{}", self.origin, self.lang(), self.path)
    }

    pub fn in_ukrainian(&self) -> String {
        format!("{}/{}{}", self.origin, Lang::Uk, self.path)
    }

    pub fn in_english(&self) -> String {
        format!("{}/{}{}", self.origin, Lang::En, self.path)
    }

    /// The same page in the other language, for the reader's own link.
    pub fn twin(&self) -> String {
        format!("/{}{}{}", self.lang().other(), self.path, self.query)
    }

    /// The origin as a person would write it down: without `https://`.
    pub fn host(&self) -> &str {
        self.origin
            .split_once("://")
            .map_or(self.origin.as_str(), |(_, host)| host)
    }

    /// What a shared link is called; the front page is the memorial itself.
    pub fn shared_title(&self) -> &str {
        if self.title.is_empty() {
            self.w.common_memorial()
        } else {
            &self.title
        }
    }

    /// The picture that a shared link shows: a life's own, else the memorial's.
    pub fn picture(&self) -> String {
        let own = self.profile.as_ref();
        let path = own.map_or_else(|| self.at("/card.png"), |profile| profile.picture.clone());
        format!("{}{path}", self.origin)
    }

    pub fn picture_in_words(&self) -> String {
        match &self.profile {
            Some(profile) => profile.alt.clone(),
            None => self.w.print_card_alt_memorial(self.w.common_memorial()),
        }
    }

    /// `uk_UA`, `en_GB`: as Open Graph names this language, and the other.
    pub fn locales(&self) -> [&'static str; 2] {
        let locales = ["uk_UA", "en_GB"];
        match self.lang() {
            Lang::Uk => locales,
            Lang::En => [locales[1], locales[0]],
        }
    }

    /// An address of this language: `at("/heroes")`.
    pub fn at(&self, path: &str) -> String {
        format!("/{}{path}", self.lang())
    }

    pub fn is_here(&self, here: &str) -> bool {
        match self.here {
            Here::Home => here == "home",
            Here::Find => here == "find",
            Here::Regions => here == "regions",
            Here::Units => here == "units",
            Here::Days => here == "days",
            Here::Tell => here == "tell",
            Here::Elsewhere => false,
        }
    }
}

/// At most `limit` characters, cut between words, with an ellipsis where something was cut. Line ends become spaces.
pub fn shortened(text: &str, limit: usize) -> String {
    let text = text
        .split([' ', '\n', '\r', '\t'])
        .filter(|word| !word.is_empty())
        .collect::<Vec<_>>()
        .join(" ");
    if text.chars().count() <= limit {
        return text;
    }
    // One letter more than fits: when it is a space, the last word is whole.
    let cut: String = text.chars().take(limit).collect();
    let whole = match cut.rsplit_once([' ', '\u{a0}']) {
        Some((whole, _)) => whole.to_owned(),
        None => cut.chars().take(limit.saturating_sub(1)).collect(),
    };
    format!(
        "{}…",
        whole.trim_end_matches([',', '.', ';', ':', '—', '–', '-', ' ', '\u{a0}'])
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_long_text_is_cut_between_words() {
        assert_eq!(shortened("Юрій Лисюк, водій", 80), "Юрій Лисюк, водій");
        assert_eq!(shortened("Юрій Лисюк, водій", 12), "Юрій Лисюк…");
        assert_eq!(shortened("one\n\ntwo", 20), "one two");
    }

    #[test]
    fn a_title_never_passes_seventy_letters() {
        let long = "Максиміліан-Володимир Костянтинович Добростепський-Переяславський молодший";
        let layout = Layout::new(
            Words::new(Lang::Uk),
            "https://memorial.example/",
            "/heroes/x",
            long,
            "",
        );
        assert!(layout.full_title().chars().count() <= 70);
        assert_eq!(layout.canonical(), "https://memorial.example/uk/heroes/x");
        assert_eq!(layout.twin(), "/en/heroes/x");
    }
}
