//! What is wrong with a row, or why it is no new one, as a sentence.

use crate::archive::table::fault::Fault;
use crate::heroes::telling::Telling;
use crate::i18n::{Lang, Words};
use crate::namesakes::reasons::from_english;

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
pub fn reason(telling: Telling<'_>, given: &str) -> Option<String> {
    let w = telling.w;
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
    if let Some(rest) = given.strip_prefix("may be the same person as ") {
        let (where_it_is, likeness) = rest.split_once(": ").unwrap_or((rest, ""));
        let mut said = w.imports_maybe(place(where_it_is));
        if !likeness.is_empty() {
            said.push_str(": ");
            said.push_str(&said_again(telling, likeness));
        }
        return Some(said);
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

/// What speaks for a likeness and against it: kept in English beside the row, read in the language of the desk.
fn said_again(telling: Telling<'_>, likeness: &str) -> String {
    let each = |kept: &str| -> String {
        let said: Vec<_> = kept
            .split("; ")
            .map(|one| from_english(telling.w, telling.reference, one))
            .collect();
        said.join("; ")
    };
    match likeness.split_once("; but ") {
        Some((speaks_for, against)) => {
            let but = telling.w.imports_but();
            format!("{}; {but} {}", each(speaks_for), each(against))
        }
        None => each(likeness),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::archive::table::fault::WANTED;
    use crate::reference::Reference;

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
        let reference = Reference::default();
        let telling = Telling {
            w: Words::new(Lang::Uk),
            reference: &reference,
        };
        assert!(
            reason(telling, "may be the same person as list.csv, line 7")
                .unwrap()
                .contains("рядок")
        );
        assert!(
            reason(telling, "may be the same person as ivan-dubyna")
                .unwrap()
                .contains("ivan-dubyna")
        );
        assert_eq!(
            reason(
                telling,
                "may be the same person as ivan-dubyna: the names sound the same; the same unit: 24-mechanized; but \
                 different patronymics"
            )
            .unwrap(),
            "можливо, та сама людина: ivan-dubyna: ім’я та прізвище звучать однаково; та сама частина: 24-mechanized; \
             але різне по батькові"
        );
        assert!(reason(telling, "is public as ivan-dubyna").is_some());
        assert!(reason(telling, "waits at the import desk").is_some());
        assert_eq!(reason(telling, "three points of likeness"), None);
    }
}
