//! Why a life is found, when its name as shown does not say it.

use std::ops::Range;

use super::found::{Part, Reason};
use super::people::Match;
use super::query::{Query, Term};
use super::stem::stem;
use super::words::{LONGEST, Word, first_word, words};
use crate::heroes::hero::{PlaceRole, Record, Service};
use crate::names::{APOSTROPHE, Name, fold, folds};
use crate::reference::{Reference, Unit};
use crate::regions::region;

/// Letters of a story that are shown before and after the first word that matched.
const BEFORE: usize = 60;
const AFTER: usize = 120;

/// Divides words as a space does and takes as many bytes as ’, so that what is lit stands where it stood (O’Brien by Brien).
const AS_WIDE: &str = "—";

/// The words that the name, as written and in its official Latin, does not answer: what is left to give a reason for.
pub(super) fn unanswered<'a>(query: &'a Query, name: &Name) -> Vec<Left<'a>> {
    let shown: Vec<(Word, Vec<String>)> = words(
        &[
            name.listed(),
            name.listed().replace(APOSTROPHE, " "),
            name.romanised().listed(),
        ]
        .join(" "),
    )
    .into_iter()
    .map(|word| {
        let heard = folds(&word.text);
        (word, heard)
    })
    .collect();
    let answered = |term: &Term| {
        let mut shown = shown.iter();
        shown.any(|(word, heard)| written(term, &word.text) || sounds(term, heard))
    };
    let mut left = all(query);
    left.retain(|left| !answered(left.term));
    left
}

/// A word to give a reason for.
#[derive(Clone, Copy, Debug)]
pub(super) struct Left<'a> {
    /// Which of the query's.
    pub at: usize,
    pub term: &'a Term,
    /// Whether only the story can tell it, neither a unit nor a place.
    pub only_told: bool,
}

fn all(query: &Query) -> Vec<Left<'_>> {
    let terms = query.terms().iter().enumerate();
    terms
        .map(|(at, term)| Left {
            at,
            term,
            only_told: false,
        })
        .collect()
}

/// The words that are not among these, as bits.
pub(super) fn left_over(query: &Query, explained: u16) -> Vec<Left<'_>> {
    let mut left = all(query);
    left.retain(|left| explained & 1 << left.at == 0 && !left.term.optional);
    left
}

/// How a name that is not the one typed came to be found: by a form of it, or by its likeness.
pub(super) fn likeness(named: Match, name: &Name) -> Option<Reason> {
    if named.guessed != 0 {
        return Some(Reason::Alike);
    }
    (named.formed != 0).then(|| {
        Reason::Form(vec![Part {
            text: name.given.clone(),
            lit: true,
        }])
    })
}

/// Where in the life the first of these words is found. None for what needs no telling, such as a year.
pub(super) fn reason(left: &[Left], record: &Record, reference: &Reference) -> Option<Reason> {
    left.iter().find_map(|left| {
        let term = left.term;
        let known = || {
            let mut services = record.service.iter().rev();
            services
                .find_map(|service| of_service(term, service, reference))
                .or_else(|| of_places(term, record, reference))
        };
        of_names(term, record)
            .or_else(|| if left.only_told { None } else { known() })
            .or_else(|| of_story(term, record, reference))
    })
}

fn of_names(term: &Term, record: &Record) -> Option<Reason> {
    let name = |text: &str| lit(text, |word| named(term, word));
    let call_sign = record
        .call_sign
        .as_deref()
        .and_then(name)
        .map(Reason::CallSign);
    call_sign
        .or_else(|| name(&record.latin.as_ref()?.full()).map(Reason::Latin))
        .or_else(|| {
            record
                .aliases
                .iter()
                .find_map(|alias| name(alias))
                .map(Reason::Alias)
        })
}

fn of_service(term: &Term, service: &Service, reference: &Reference) -> Option<Reason> {
    let about = |word: &str| word == term.word || (!term.is_number() && begins(term, word));
    if let Some(text) = service
        .unit_text
        .as_deref()
        .and_then(|text| lit(text, about))
    {
        return Some(Reason::Unit { slug: None, text });
    }
    let slug = service.unit.as_ref()?;
    let mut unit = reference.unit(slug);
    for _ in 0..5 {
        let named = unit?;
        let answers = words(&names_of(named)).iter().any(|word| about(&word.text));
        if answers {
            return Some(Reason::Unit {
                slug: Some(slug.clone()),
                text: Vec::new(),
            });
        }
        unit = named
            .parent
            .as_deref()
            .and_then(|parent| reference.unit(parent));
    }
    None
}

fn names_of(unit: &Unit) -> String {
    let mut names: Vec<String> = unit.number.iter().map(i32::to_string).collect();
    names.extend(unit.names().map(str::to_owned));
    names.join(" ")
}

fn of_places(term: &Term, record: &Record, reference: &Reference) -> Option<Reason> {
    if term.is_number() || term.is_initial() {
        return None;
    }
    let here = |word: &str| begins(term, word) || term.keys.contains(&fold(word));
    PlaceRole::ALL.into_iter().find_map(|role| {
        let place = record.place(role)?;
        let region = place
            .region
            .as_deref()
            .and_then(|iso| reference.region(iso));
        let text = |text: &Option<String>| text.as_deref().and_then(|text| lit(text, here));
        let settlement = text(&place.settlement).or_else(|| text(&place.cemetery));
        let names = region
            .map(|region| {
                let spoken = region::spoken(&region.name_uk).join(" ");
                format!("{} {} {spoken}", region.name_uk, region.name_en)
            })
            .unwrap_or_default();
        if settlement.is_none() && !words(&names).iter().any(|word| here(&word.text)) {
            return None;
        }
        Some(Reason::Place {
            role,
            settlement: settlement.unwrap_or_default(),
            region: place.region.clone(),
        })
    })
}

fn of_story(term: &Term, record: &Record, reference: &Reference) -> Option<Reason> {
    let told = |word: &str| {
        if term.is_number() {
            word == term.word
        } else {
            begins(term, word)
        }
    };
    // Numbers are met whole, words from their first letter on.
    let letter = term.word.chars().next()?;
    let both = |text: &crate::heroes::hero::Text| [text.uk.clone(), text.en.clone()];
    let mut texts: Vec<Option<String>> = Vec::new();
    texts.extend(both(&record.biography));
    texts.extend(record.events.iter().flat_map(|event| both(&event.text)));
    texts.extend(record.quotes.iter().flat_map(|quote| both(&quote.text)));
    texts.extend(both(&record.interests));
    texts.extend(both(&record.born_note));
    texts.extend(
        record
            .service
            .iter()
            .flat_map(|service| both(&service.position)),
    );
    for service in &record.service {
        let rank = service
            .rank
            .as_deref()
            .and_then(|slug| reference.rank(slug));
        texts.extend(
            rank.map(|rank| [Some(rank.name_uk.clone()), Some(rank.name_en.clone())])
                .into_iter()
                .flatten(),
        );
        texts.push(service.rank_text.clone());
    }
    for award in &record.awards {
        let known = award
            .award
            .as_deref()
            .and_then(|slug| reference.award(slug));
        let names = known.map(|award| [Some(award.name_uk.clone()), Some(award.name_en.clone())]);
        texts.extend(names.into_iter().flatten());
        texts.push(award.award_text.clone());
    }
    texts
        .into_iter()
        .flatten()
        .find_map(|text| excerpt(&text, letter, told))
        .map(Reason::Story)
}

/// Whether a word of a name is what the term means: so written, so begun, or so heard.
fn named(term: &Term, word: &str) -> bool {
    written(term, word) || (!term.keys.is_empty() && sounds(term, &folds(word)))
}

fn written(term: &Term, word: &str) -> bool {
    let begun = word.starts_with(&term.word) && (!term.is_number() || word == term.word);
    begun || term.nominatives.iter().any(|name| name == word)
}

fn sounds(term: &Term, heard: &[String]) -> bool {
    let begins = |heard: &String| term.keys.iter().any(|key| heard.starts_with(key.as_str()));
    heard.iter().any(begins)
}

fn begins(term: &Term, word: &str) -> bool {
    // A stem keeps the first letter.
    let may_be = word.chars().next() == term.word.chars().next();
    may_be && (word.starts_with(&term.begun) || stem(word) == term.stem)
}

/// The text in parts, when a word of it matches.
fn lit(text: &str, matches: impl Fn(&str) -> bool) -> Option<Vec<Part>> {
    let (whole, divided) = (words(text), words(&text.replace(APOSTROPHE, AS_WIDE)));
    let chosen = |words: &[Word]| -> Vec<Word> {
        let lit = words.iter().filter(|word| matches(&word.text));
        lit.cloned().collect()
    };
    let mut lit = chosen(&whole);
    if lit.is_empty() {
        lit = chosen(&divided);
    }
    if lit.is_empty() {
        return None;
    }
    let mut parts = Vec::with_capacity(2 * lit.len() + 1);
    let mut at = 0;
    for word in lit {
        push(&mut parts, &text[at..word.at.start], false);
        push(&mut parts, &text[word.at.clone()], true);
        at = word.at.end;
    }
    push(&mut parts, &text[at..], false);
    Some(parts)
}

fn push(parts: &mut Vec<Part>, text: &str, lit: bool) {
    if !text.is_empty() {
        parts.push(Part {
            text: text.to_owned(),
            lit,
        });
    }
}

/// The same of a piece of a long text around the first word that matches, cut between words, with … where it is cut.
fn excerpt(text: &str, letter: char, matches: impl Fn(&str) -> bool) -> Option<Vec<Part>> {
    let first = first_word(text, letter, &matches)?;
    let letters = |piece: &str| piece.chars().count();
    // A word more than is shown, so that none is seen in part.
    let from = text[..first.at.start].char_indices().rev();
    let from = from.map(|(at, _)| at).nth(BEFORE + LONGEST).unwrap_or(0);
    let to = text[first.at.end..].char_indices();
    let to = to.map(|(at, _)| first.at.end + at).nth(AFTER + LONGEST);
    let near: Vec<Range<usize>> = words(&text[from..to.unwrap_or(text.len())])
        .into_iter()
        .map(|word| from + word.at.start..from + word.at.end)
        .collect();
    let begin = near
        .iter()
        .map(|word| word.start)
        .find(|start| *start <= first.at.start && letters(&text[*start..first.at.start]) <= BEFORE)
        .filter(|start| text[..*start].chars().any(char::is_alphanumeric))
        .unwrap_or(0);
    let end = near
        .iter()
        .map(|word| word.end)
        .rev()
        .find(|end| *end >= first.at.end && letters(&text[first.at.end..*end]) <= AFTER)
        .filter(|end| text[*end..].chars().any(char::is_alphanumeric))
        .unwrap_or(text.len());
    let mut piece: String = text[begin..end]
        .split_whitespace()
        .collect::<Vec<_>>()
        .join(" ");
    if begin > 0 {
        piece.insert(0, '…');
    }
    if end < text.len() {
        piece.push('…');
    }
    lit(&piece, matches)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn shown(parts: &[Part]) -> String {
        parts
            .iter()
            .map(|part| {
                if part.lit {
                    format!("[{}]", part.text)
                } else {
                    part.text.clone()
                }
            })
            .collect()
    }

    fn reason_of(typed: &str, record: &Record) -> Option<Reason> {
        let query = Query::parse(typed).unwrap();
        reason(
            &unanswered(&query, &record.name),
            record,
            &Reference::default(),
        )
    }

    fn lysiuk() -> Record {
        serde_json::from_str(
            r#"{"name": {"family": "Лисюк", "given": "Юрій"}, "aliases": ["Yuriy Lysyuk"], "call_sign": "Грім",
                "birth_place": {"settlement": "Буряківка", "region": "UA-18"},
                "service": [{"unit_text": "58 ОМПБр"}],
                "biography": {"uk": "Змалечку він захоплювався футболом і <b>не</b> пропускав жодного матчу."}}"#,
        )
        .unwrap()
    }

    #[test]
    fn the_name_itself_needs_no_reason() {
        for typed in ["Лисюк", "лис", "Lysiuk Yurii", "Юрий Лысюк", "Lysiouk", "Ю"]
        {
            assert_eq!(reason_of(typed, &lysiuk()), None, "{typed}");
        }
    }

    #[test]
    fn what_matched_is_lit() {
        let Some(Reason::CallSign(parts)) = reason_of("Лисюк грім", &lysiuk()) else {
            panic!()
        };
        assert_eq!(shown(&parts), "[Грім]");
        let Some(Reason::Unit { slug: None, text }) = reason_of("58", &lysiuk()) else {
            panic!()
        };
        assert_eq!(shown(&text), "[58] ОМПБр");
        let Some(Reason::Place {
            role, settlement, ..
        }) = reason_of("Buriakivka", &lysiuk())
        else {
            panic!()
        };
        assert_eq!(
            (role, shown(&settlement).as_str()),
            (PlaceRole::Birth, "[Буряківка]")
        );
        let Some(Reason::Story(parts)) = reason_of("футбол", &lysiuk()) else {
            panic!()
        };
        assert_eq!(
            shown(&parts),
            "Змалечку він захоплювався [футболом] і <b>не</b> пропускав жодного матчу."
        );
    }

    #[test]
    fn a_long_story_is_cut_between_words() {
        let mut record = lysiuk();
        let long = ["перше слово ".repeat(30), "і ще слово ".repeat(40)].join("любив дерево ");
        record.biography.uk = Some(long);
        let Some(Reason::Story(parts)) = reason_of("дерево", &record) else {
            panic!()
        };
        let shown = shown(&parts);
        assert!(
            shown.starts_with('…') && shown.ends_with('…') && shown.contains(" [дерево] "),
            "{shown}"
        );
        assert!(shown.chars().count() < 200);
    }
}
