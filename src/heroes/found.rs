//! Why somebody was found, in words and in the letters that matched.

use super::hero::PlaceRole;
use super::person::{Matched, Why};
use super::telling::Telling;
use crate::i18n::Lang;
use crate::names::is_cyrillic;
use crate::regions::region;
use crate::search::{Part, Reason};

/// «Знайдено за позивним: «Лис»». Names are in the page's letters; what has no translation stays as written and says so.
pub fn why(telling: Telling<'_>, reason: &Reason) -> Why {
    let w = telling.w;
    match reason {
        Reason::Alias(parts) => said(w.list_found_alias(), in_letters(telling, parts)),
        Reason::Latin(parts) => said(w.list_found_latin(), of(parts)),
        Reason::CallSign(parts) => said(
            w.list_found_call_sign(),
            marked(telling, in_letters(telling, parts)),
        ),
        Reason::Form(parts) => said(w.list_found_form(), in_letters(telling, parts)),
        Reason::Alike => said(w.list_found_alike(), Vec::new()),
        Reason::Place {
            role,
            settlement,
            region,
        } => place(telling, *role, settlement, region.as_deref()),
        Reason::Unit { slug, text } => {
            let known = slug.as_deref().and_then(|slug| telling.whole_unit(slug));
            match known {
                Some(known) => said(w.list_found_unit(), vec![plain(known)]),
                None => as_written(telling, w.list_found_unit(), text),
            }
        }
        Reason::Story(parts) => as_written(telling, w.list_found_story(), parts),
    }
}

fn place(telling: Telling<'_>, role: PlaceRole, settlement: &[Part], region: Option<&str>) -> Why {
    let w = telling.w;
    let words = match role {
        PlaceRole::Birth => w.list_found_birth(),
        PlaceRole::Home => w.list_found_home(),
        PlaceRole::Death => w.list_found_death(),
        PlaceRole::Burial => w.list_found_burial(),
    };
    let found = region.and_then(|iso| telling.reference.region(iso));
    match (settlement, found) {
        ([], found) => {
            let name = found.map(|found| match telling.lang() {
                Lang::Uk => region::plain(&found.name_uk),
                Lang::En => region::plain_en(&found.name_en),
            });
            said(words, name.map(plain).into_iter().collect())
        }
        // A town that may lie abroad was never called in Ukrainian letters: what it is in Latin ones is not known.
        (settlement, None) => as_written(telling, words, settlement),
        (settlement, Some(_)) => said(words, in_letters(telling, settlement)),
    }
}

fn said(words: &str, matched: Vec<Matched>) -> Why {
    Why {
        words: words.to_owned(),
        matched,
        lang: None,
    }
}

/// As the record has it, with its language where that is not the page's.
fn as_written(telling: Telling<'_>, words: &str, parts: &[Part]) -> Why {
    let cyrillic = parts.iter().any(|part| part.text.chars().any(is_cyrillic));
    let lang = if cyrillic { Lang::Uk } else { Lang::En };
    let says = parts
        .iter()
        .any(|part| part.text.chars().any(char::is_alphabetic));
    Why {
        lang: (says && lang != telling.lang()).then(|| lang.code()),
        ..said(words, of(parts))
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

/// In English in Latin letters. A part is the stretch that its letters have become: alone, «юк» of «Лисюк» would begin
/// with another letter.
fn in_letters(telling: Telling<'_>, parts: &[Part]) -> Vec<Matched> {
    if telling.lang() == Lang::Uk {
        return of(parts);
    }
    let whole = telling.written(&text_of(parts));
    let mut matched = Vec::new();
    let mut at = 0;
    for (number, part) in parts.iter().enumerate() {
        let end = if number + 1 == parts.len() {
            whole.len()
        } else {
            telling.written(&text_of(&parts[..=number])).len()
        };
        let Some(words) = whole.get(at..end) else {
            return vec![plain(whole)];
        };
        at = end;
        matched.push(Matched {
            words: words.to_owned(),
            found: part.lit,
        });
    }
    matched
}

/// In the quotation marks of the page, unless it brings its own.
fn marked(telling: Telling<'_>, mut matched: Vec<Matched>) -> Vec<Matched> {
    let bare = |part: &Matched| !part.words.contains(['«', '»', '“', '”', '„', '"']);
    if matched.iter().all(bare) {
        let (opens, closes) = match telling.lang() {
            Lang::Uk => ("«", "»"),
            Lang::En => ("“", "”"),
        };
        matched.insert(0, plain(opens));
        matched.push(plain(closes));
    }
    matched
}

fn text_of(parts: &[Part]) -> String {
    parts.iter().map(|part| part.text.as_str()).collect()
}

fn plain(words: impl Into<String>) -> Matched {
    Matched {
        words: words.into(),
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
    if typed.is_empty() {
        return None;
    }
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
    use crate::i18n::Words;
    use crate::reference::Reference;

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

    #[test]
    fn what_was_found_is_said_in_the_letters_of_the_page() {
        let reference = Reference::default();
        let part = |text: &str, lit| Part {
            text: text.to_owned(),
            lit,
        };
        let shown = |lang, reason: &Reason| {
            let w = Words::new(lang);
            let reference = &reference;
            let why = why(Telling { w, reference }, reason);
            let parts = why.matched.iter().map(|part| {
                if part.found {
                    format!("[{}]", part.words)
                } else {
                    part.words.clone()
                }
            });
            (parts.collect::<String>(), why.lang)
        };
        let alias = Reason::Alias(vec![part("Лис", true), part("юк Юлія", false)]);
        assert_eq!(shown(Lang::Uk, &alias), ("[Лис]юк Юлія".into(), None));
        assert_eq!(shown(Lang::En, &alias), ("[Lys]iuk Yuliia".into(), None));
        let call_sign = Reason::CallSign(vec![part("Лис", true)]);
        assert_eq!(shown(Lang::Uk, &call_sign).0, "«[Лис]»");
        assert_eq!(shown(Lang::En, &call_sign).0, "“[Lys]”");
        let story = Reason::Story(vec![part("був ", false), part("пасічником", true)]);
        assert_eq!(
            shown(Lang::En, &story),
            ("був [пасічником]".into(), Some("uk")),
            "a story is not romanised"
        );
        let story = Reason::Story(vec![part("a ", false), part("beekeeper", true)]);
        assert_eq!(shown(Lang::Uk, &story).1, Some("en"));
    }
}
