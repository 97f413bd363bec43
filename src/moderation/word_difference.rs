//! What differs between two texts, word by word.

use similar::{ChangeTag, TextDiff};

use super::facts::Change;

/// Texts of more words than this together are compared no closer than as a whole: it would keep the page waiting.
const MOST_WORDS: usize = 6_000;

/// The text in order, in runs that went, that came, or (`None`) that were kept. Two texts with little in common are told
/// whole, one and then the other: scattered words are harder to read than both.
pub fn words(before: &str, after: &str) -> Vec<(Option<Change>, String)> {
    let many = before.split_whitespace().count() + after.split_whitespace().count() > MOST_WORDS;
    if many && before != after {
        return whole(before, after);
    }
    let difference = TextDiff::from_words(before, after);
    let mut runs: Vec<(Option<Change>, String)> = Vec::new();
    let mut kept = 0;
    for change in difference.iter_all_changes() {
        let kind = match change.tag() {
            ChangeTag::Delete => Some(Change::Removed),
            ChangeTag::Insert => Some(Change::Added),
            ChangeTag::Equal => None,
        };
        let words = change.value();
        if kind.is_none() && !words.trim().is_empty() {
            kept += words.chars().count();
        }
        match runs.last_mut() {
            Some((last, text)) if *last == kind => text.push_str(words),
            _ => runs.push((kind, words.to_owned())),
        }
    }
    let longest = before.chars().count().max(after.chars().count());
    if kept * 4 < longest {
        return whole(before, after);
    }
    joined(runs)
}

fn whole(before: &str, after: &str) -> Vec<(Option<Change>, String)> {
    let both = [(Change::Removed, before), (Change::Added, after)];
    let told = both.into_iter().filter(|(_, text)| !text.is_empty());
    told.map(|(change, text)| (Some(change), text.to_owned()))
        .collect()
}

/// A space alone that was kept between two changes belongs to both, so that «one two» for «three four» is one change.
fn joined(runs: Vec<(Option<Change>, String)>) -> Vec<(Option<Change>, String)> {
    let mut told = Vec::new();
    let (mut went, mut came) = (String::new(), String::new());
    let mut runs = runs.into_iter().peekable();
    while let Some((kind, text)) = runs.next() {
        match kind {
            Some(Change::Removed) => went.push_str(&text),
            Some(Change::Added) => came.push_str(&text),
            None if text.trim().is_empty()
                && !(went.is_empty() && came.is_empty())
                && runs.peek().is_some() =>
            {
                went.push_str(&text);
                came.push_str(&text);
            }
            None => {
                flush(&mut told, &mut went, &mut came);
                told.push((None, text));
            }
        }
    }
    flush(&mut told, &mut went, &mut came);
    told
}

fn flush(told: &mut Vec<(Option<Change>, String)>, went: &mut String, came: &mut String) {
    for (change, text) in [(Change::Removed, went), (Change::Added, came)] {
        if !text.is_empty() {
            told.push((Some(change), std::mem::take(text)));
        }
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn told(before: &str, after: &str) -> String {
        let run = |(change, text): (Option<Change>, String)| match change {
            None => text,
            Some(Change::Removed) => format!("[-{text}-]"),
            Some(Change::Added) => format!("[+{text}+]"),
        };
        words(before, after).into_iter().map(run).collect()
    }

    #[test]
    fn a_corrected_word_stands_alone_among_the_kept_ones() {
        assert_eq!(
            told("Юрій любив футбол і ліс.", "Юрій любив волейбол і ліс."),
            "Юрій любив [-футбол-][+волейбол+] і ліс."
        );
        assert_eq!(
            told("Служив у Пулинах водієм.", "Служив водієм."),
            "Служив [-у Пулинах -]водієм."
        );
        assert_eq!(told("те саме", "те саме"), "те саме");
        assert_eq!(told("", "нове"), "[+нове+]");
        assert_eq!(told("", ""), "");
    }

    #[test]
    fn what_has_little_in_common_is_told_whole() {
        assert_eq!(
            told(
                "Народився і виріс у селі.",
                "Працював і загинув на Донеччині."
            ),
            "[-Народився і виріс у селі.-][+Працював і загинув на Донеччині.+]"
        );
    }

    proptest! {
        #[test]
        fn both_texts_can_be_read_out_of_the_difference(before in "[а-д ,.\n]{0,60}", after in "[а-д ,.\n]{0,60}") {
            let runs = words(&before, &after);
            let side = |not: Change| runs.iter().filter(|(change, _)| *change != Some(not))
                .map(|(_, text)| text.as_str()).collect::<String>();
            prop_assert_eq!(side(Change::Added), before.clone());
            prop_assert_eq!(side(Change::Removed), after.clone());
        }
    }
}
