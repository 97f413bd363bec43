//! Quotation marks that people type around what they quote.

/// Without the one pair of quotation marks around all of it, or a mark that lost its other half; marks that belong to
/// words inside stay: «… слова «не зможу»» keeps the inner two.
pub fn unquoted(text: &str) -> &str {
    const PAIRS: [(char, char); 4] = [('«', '»'), ('“', '”'), ('„', '“'), ('"', '"')];
    let text = text.trim();
    for (opens, closes) in PAIRS {
        if let Some(inner) = text
            .strip_prefix(opens)
            .and_then(|rest| rest.strip_suffix(closes))
            && is_paired(inner)
        {
            return unquoted(inner);
        }
    }
    if is_paired(text) {
        return text;
    }
    let without_first = text.strip_prefix(['«', '“', '„', '"']);
    let without_last = text.strip_suffix(['»', '”', '“', '"']);
    [without_first, without_last]
        .into_iter()
        .flatten()
        .find(|rest| is_paired(rest))
        .map_or(text, str::trim)
}

/// Whether every quotation mark has its other half.
fn is_paired(text: &str) -> bool {
    let mut awaited: Vec<char> = Vec::new();
    let mut before = None;
    for mark in text.chars() {
        let opens_here = before.is_none_or(|c: char| c.is_whitespace() || "([«„“‘—–-/".contains(c));
        match mark {
            '«' => awaited.push('»'),
            '„' => awaited.push('“'),
            '“' if awaited.last() == Some(&'“') => {
                awaited.pop();
            }
            '“' => awaited.push('”'),
            '"' if opens_here => awaited.push('"'),
            '»' | '”' | '"' => match awaited.pop() {
                // „…” is written too.
                Some('“') if mark == '”' => {}
                Some(closes) if closes == mark => {}
                _ => return false,
            },
            _ => {}
        }
        before = Some(mark);
    }
    awaited.is_empty()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_a_pair_around_all_of_it_is_taken_off() {
        for (typed, bare) in [
            ("«Я пишаюся»", "Я пишаюся"),
            ("\"Я пишаюся\"", "Я пишаюся"),
            ("Я пишаюся", "Я пишаюся"),
            (
                "«Він не знав слова «не зможу»»",
                "Він не знав слова «не зможу»",
            ),
            (
                "Він не знав слова «не зможу»",
                "Він не знав слова «не зможу»",
            ),
            ("«Так», — казав «Лис»", "«Так», — казав «Лис»"),
            ("\"Так\" чи \"Ні\"", "\"Так\" чи \"Ні\""),
            ("«Я пишаюся", "Я пишаюся"),
            ("Я пишаюся»", "Я пишаюся"),
            ("„Лис“", "Лис"),
            ("“The “Fox””", "The “Fox”"),
        ] {
            assert_eq!(unquoted(typed), bare, "{typed}");
        }
    }
}
