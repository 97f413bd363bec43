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

/// A public page that a reason names.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Page {
    pub id: i32,
    pub name: String,
}

/// A reason as it is read: around the page it names, where it names one.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Reason {
    pub before: String,
    pub page: Option<Page>,
    pub after: String,
}

/// Stands where the name of a page goes until the sentence is cut in two there.
const PAGE: &str = "\u{fffc}";

/// The last word of the address of the page that a reason names; none for a row of a list, which is «file, line 7».
pub fn slug_in(given: &str) -> Option<&str> {
    let place = if let Some(rest) = given.strip_prefix("may be the same person as ") {
        rest.split(": ").next()?
    } else if let Some(rest) = given.strip_prefix("is public as ") {
        rest.split("; ").next()?
    } else {
        given.strip_prefix("is here already (")?.strip_suffix(')')?
    };
    (!place.contains(' ')).then_some(place)
}

/// Why a row is unsure or the same, with the page it is compared with, where that is known.
pub fn reason(telling: Telling<'_>, given: &str, page: Option<Page>) -> Option<Reason> {
    let slug = slug_in(given).filter(|_| page.is_some());
    let said = sentence(telling, given, slug)?;
    Some(match said.split_once(PAGE) {
        Some((before, after)) => Reason {
            before: before.to_owned(),
            page,
            after: after.to_owned(),
        },
        None => Reason {
            before: said,
            page: None,
            after: String::new(),
        },
    })
}

/// Why a row is unsure or the same: the reasons that the judge gives, in the words of the desk; none for one it has no words
/// for, which is then shown as it was given.
fn sentence(telling: Telling<'_>, given: &str, slug: Option<&str>) -> Option<String> {
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
        None if slug == Some(given) => PAGE.to_owned(),
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
                Some(slug) => w.imports_public_differs(place(slug)),
                None => w.imports_public(place(rest)),
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
        let plain = |given: &str| reason(telling, given, None).map(|said| said.before);
        assert!(
            plain("may be the same person as list.csv, line 7")
                .unwrap()
                .contains("рядок")
        );
        assert!(
            plain("may be the same person as ivan-dubyna")
                .unwrap()
                .contains("ivan-dubyna")
        );
        assert_eq!(
            plain(
                "may be the same person as ivan-dubyna: the names sound the same; the same unit: 24-mechanized; but \
                 different patronymics"
            )
            .unwrap(),
            "можливо, та сама людина: ivan-dubyna: ім’я та прізвище звучать однаково; та сама частина: 24-mechanized; \
             але різне по батькові"
        );
        assert!(plain("is public as ivan-dubyna").is_some());
        assert!(plain("waits at the import desk").is_some());
        assert_eq!(plain("three points of likeness"), None);
    }

    #[test]
    fn a_reason_names_the_person_and_not_the_address() {
        let reference = Reference::default();
        let telling = Telling {
            w: Words::new(Lang::Uk),
            reference: &reference,
        };
        let page = Page {
            id: 7,
            name: "Дубина Іван".to_owned(),
        };
        let said = |given: &str| {
            let said = reason(telling, given, Some(page.clone())).unwrap();
            assert_eq!(said.page, Some(page.clone()), "{given}");
            (said.before, said.after)
        };
        assert_eq!(
            said("may be the same person as ivan-dubyna: the names sound the same"),
            (
                "можливо, та сама людина: ".to_owned(),
                ": ім’я та прізвище звучать однаково".to_owned()
            )
        );
        for given in [
            "is public as ivan-dubyna",
            "is public as ivan-dubyna; the row differs, and what is public was left as it is",
            "is here already (ivan-dubyna)",
        ] {
            assert_eq!(slug_in(given), Some("ivan-dubyna"));
            let (before, after) = said(given);
            assert!(!format!("{before}{after}").contains("dubyna"), "{given}");
        }
        for given in [
            "may be the same person as list.csv, line 7: the names sound the same",
            "is here already (list.csv, line 7)",
            "waits at the import desk",
        ] {
            assert_eq!(slug_in(given), None, "{given}");
            let said = reason(telling, given, Some(page.clone())).unwrap();
            assert_eq!(said.page, None, "{given}");
        }
    }
}
