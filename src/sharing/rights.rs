//! Under what terms anything may be taken from here: said once, for pages, files and machines alike. Families agreed that a story
//! is published here and said nothing of what others may do with it, so nothing more is given away than was theirs to give:
//! facts are free (the memorial claims nothing in their collection), words and pictures stay with whoever wrote or made them.

/// Of the facts: <https://creativecommons.org/publicdomain/zero/1.0/>.
pub const FACTS: &str = "CC0-1.0";
pub const FACTS_ADDRESS: &str = "https://creativecommons.org/publicdomain/zero/1.0/";

/// The whole of it in one English sentence, for machines that show it to people.
pub const SAID: &str = "Facts (names, dates, places, service, awards, sources, identifiers): CC0 1.0. Biographies, quotes, notes, \
                        captions and pictures: rights stay with those who wrote or made them; quote with credit and a link, ask for more.";

/// The texts of a record: what is theirs who wrote it.
pub const TEXTS: [&str; 5] = ["biography", "interests", "quotes", "born_note", "photos"];

/// The page that says it to people, after the language.
pub const PAGE: &str = "/data";
