//! Why somebody was found, in words and in the letters that matched.

use super::hero::PlaceRole;
use super::person::{Matched, Why};
use super::telling::Telling;
use crate::i18n::Lang;
use crate::regions::region;
use crate::search::{Part, Reason};

/// «Знайдено за позивним: Лис».
pub fn why(telling: Telling<'_>, reason: &Reason) -> Why {
    let w = telling.w;
    let (words, matched) = match reason {
        Reason::Alias(parts) => (w.list_found_alias(), of(parts)),
        Reason::Latin(parts) => (w.list_found_latin(), of(parts)),
        Reason::CallSign(parts) => (w.list_found_call_sign(), of(parts)),
        Reason::Form(parts) => (w.list_found_form(), of(parts)),
        Reason::Alike => (w.list_found_alike(), Vec::new()),
        Reason::Place {
            role,
            settlement,
            region,
        } => {
            let words = match role {
                PlaceRole::Birth => w.list_found_birth(),
                PlaceRole::Home => w.list_found_home(),
                PlaceRole::Death => w.list_found_death(),
                PlaceRole::Burial => w.list_found_burial(),
            };
            let found = region
                .as_deref()
                .and_then(|iso| telling.reference.region(iso));
            let name = found.map(|found| match telling.lang() {
                Lang::Uk => region::plain(&found.name_uk).to_owned(),
                Lang::En => region::plain_en(&found.name_en).to_owned(),
            });
            (
                words,
                if settlement.is_empty() {
                    name.map(plain).into_iter().collect()
                } else {
                    of(settlement)
                },
            )
        }
        Reason::Unit { slug, text } => {
            let known = slug
                .as_deref()
                .and_then(|slug| telling.short_unit(slug))
                .map(plain);
            (
                w.list_found_unit(),
                known.map_or_else(|| of(text), |known| vec![known]),
            )
        }
        Reason::Story(parts) => (w.list_found_story(), of(parts)),
    };
    Why {
        words: words.to_owned(),
        matched,
    }
}

fn of(parts: &[Part]) -> Vec<Matched> {
    parts
        .iter()
        .map(|part| Matched {
            words: part.text.clone(),
            found: part.lit,
        })
        .collect()
}

fn plain(words: String) -> Matched {
    Matched {
        words,
        found: false,
    }
}

/// The name with the beginnings that were typed set apart; none when it shows none of them.
pub fn lit(name: &str, typed: &str) -> Option<Vec<Matched>> {
    let typed: Vec<Vec<char>> = typed
        .split_whitespace()
        .map(small)
        .filter(|word| word.len() > 1)
        .collect();
    let letters: Vec<char> = name.chars().collect();
    let mut parts: Vec<Matched> = Vec::new();
    let mut any = false;
    let mut at = 0;
    while at < letters.len() {
        let begins = at == 0 || !letters[at - 1].is_alphabetic();
        let rest: Vec<char> = small(&letters[at..].iter().collect::<String>());
        let long = typed
            .iter()
            .filter(|word| begins && rest.starts_with(word))
            .map(Vec::len)
            .max()
            .unwrap_or(0);
        let (length, found) = if long > 0 { (long, true) } else { (1, false) };
        let words: String = letters.iter().skip(at).take(length).collect();
        any |= found;
        match parts.last_mut() {
            Some(last) if last.found == found => last.words.push_str(&words),
            _ => parts.push(Matched { words, found }),
        }
        at += length;
    }
    any.then_some(parts)
}

/// Lower case, letter for letter, so that lengths stay.
fn small(text: &str) -> Vec<char> {
    text.chars()
        .map(|letter| letter.to_lowercase().next().unwrap_or(letter))
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_beginnings_that_were_typed_are_set_apart() {
        let shown = |name, typed| {
            let parts = lit(name, typed)?;
            Some(
                parts
                    .iter()
                    .map(|part| {
                        if part.found {
                            format!("[{}]", part.words)
                        } else {
                            part.words.clone()
                        }
                    })
                    .collect::<String>(),
            )
        };
        assert_eq!(shown("Лисюк Юрій", "лис").as_deref(), Some("[Лис]юк Юрій"));
        assert_eq!(
            shown("Лисенко-Гай Роман", "гай РОМАН").as_deref(),
            Some("Лисенко-[Гай] [Роман]")
        );
        assert_eq!(shown("Полісюк", "лис"), None);
        assert_eq!(shown("Лисюк", ""), None);
    }
}
