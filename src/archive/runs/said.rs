//! What is wrong with a row, or why it is no new one, as a sentence.

use crate::archive::table::fault::Fault;
use crate::i18n::{Lang, Words};

/// A fault in the words of a language. What only the record's own reader knows stays in English.
pub fn fault(w: Words, fault: &Fault) -> String {
    let what = if fault.wanted.is_empty() {
        fault.words.clone()
    } else if fault.found.is_empty() {
        w.imports_wanted(fault.wanted.as_str())
    } else {
        w.imports_stands(
            fault.found.as_str(),
            w.imports_wanted(fault.wanted.as_str()),
        )
    };
    if fault.column.is_empty() {
        what
    } else {
        w.imports_in_column(fault.column.as_str(), what)
    }
}

pub fn in_english(said: &Fault) -> String {
    fault(Words::new(Lang::En), said)
}

/// Whether a fault was said in English alone.
pub fn is_english(fault: &Fault) -> bool {
    fault.wanted.is_empty()
}

/// Why a row is unsure or the same: the reasons that the judge gives, in the words of the desk; none for one it has no words
/// for, which is then shown as it was given.
pub fn reason(w: Words, given: &str) -> Option<String> {
    let plain = match given {
        "waits at the import desk" => "waits",
        "was discarded at the import desk" => "discarded",
        "was imported before" => "before",
        "may be a life that was withdrawn" => "withdrawn",
        "waits at the import desk with its faults" => "faulty",
        "was corrected and waits at the import desk" => "corrected",
        "was corrected at the import desk and is here already" => "corrected-here",
        _ => "",
    };
    if !plain.is_empty() {
        return Some(w.imports_reason(plain));
    }
    let place = |given: &str| match given.rsplit_once(", line ") {
        Some((file, line)) => w.archive_line(file, line),
        None => given.to_owned(),
    };
    if let Some(where_it_is) = given.strip_prefix("may be the same person as ") {
        return Some(w.imports_maybe(place(where_it_is)));
    }
    if let Some(rest) = given.strip_prefix("is public as ") {
        return Some(
            match rest.strip_suffix("; the row differs, and what is public was left as it is") {
                Some(slug) => w.imports_public_differs(slug),
                None => w.imports_public(rest),
            },
        );
    }
    let within = |given: &'_ str, before: &str| {
        Some(given.strip_prefix(before)?.strip_suffix(')')?.to_owned())
    };
    within(given, "the same external_id waits at the import desk (")
        .map(|there| w.imports_same_id(place(&there)))
        .or_else(|| within(given, "is here already (").map(|there| w.imports_here(place(&there))))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::archive::table::fault::WANTED;

    #[test]
    fn every_fault_has_its_sentence_in_both_languages() {
        for lang in Lang::ALL {
            let w = Words::new(lang);
            let other = w.imports_wanted("something else");
            for wanted in WANTED {
                assert_ne!(w.imports_wanted(wanted), other, "{wanted}");
            }
        }
    }

    #[test]
    fn a_reason_is_said_in_the_words_of_the_desk() {
        let w = Words::new(Lang::Uk);
        assert!(
            reason(w, "may be the same person as list.csv, line 7")
                .unwrap()
                .contains("рядок")
        );
        assert!(
            reason(w, "may be the same person as ivan-dubyna")
                .unwrap()
                .contains("ivan-dubyna")
        );
        assert!(reason(w, "is public as ivan-dubyna").is_some());
        assert!(reason(w, "waits at the import desk").is_some());
        assert_eq!(reason(w, "three points of likeness"), None);
    }
}
