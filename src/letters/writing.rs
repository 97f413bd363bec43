//! The words of each letter, made when it is sent, in the language of the story. Mail is read on its way: a letter names the
//! person only once the page is public, and never holds the family's key, which the memorial does not know.

use super::letter::Kind;
use super::queries::{Due, Page};
use crate::config::Settings;
use crate::dates::{Edtf, kyiv};
use crate::i18n::{Words, dates};

/// A letter in words.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Written {
    pub subject: String,
    /// Plain text; paragraphs stand apart by an empty line.
    pub body: String,
}

pub fn written(due: &Due, settings: &Settings) -> Written {
    let w = Words::new(due.language);
    let begun = Edtf::of_day(kyiv::today(due.begun_at));
    let begun = begun.map_or_else(String::new, |day| dates::when(w.lang(), &day));
    let here = |path: &str| settings.absolute(&format!("/{}{path}", w.lang()));
    let (subject, told, next) = words(w, due.kind, &begun);
    let mut said = vec![told];
    if let Some(Page { name, slug }) = &due.page {
        said.push(format!("{name}\n{}", here(&format!("/heroes/{slug}"))));
    }
    said.push(next.to_owned());
    if due.page.is_none() {
        said.push(w.letters_own_page(here("/submissions/words")));
    }
    said.push(format!("{}\n{}", w.common_memorial(), here("")));
    said.push(w.letters_why().to_owned());
    Written {
        subject: subject.to_owned(),
        body: said.join("\n\n") + "\n",
    }
}

/// What it is about, what happened, and what to do now.
fn words(w: Words, kind: Kind, begun: &str) -> (&'static str, String, &'static str) {
    match kind {
        Kind::Received => (
            w.letters_received_subject(),
            w.letters_received_told(begun),
            w.letters_received_next(),
        ),
        Kind::Asked => (
            w.letters_asked_subject(),
            w.letters_asked_told(begun),
            w.letters_asked_next(),
        ),
        Kind::Proof => (
            w.letters_proof_subject(),
            w.letters_proof_told(begun),
            w.letters_proof_next(),
        ),
        Kind::Published => (
            w.letters_published_subject(),
            w.letters_published_told().to_owned(),
            w.letters_published_next(),
        ),
        Kind::Refused => (
            w.letters_refused_subject(),
            w.letters_refused_told(begun),
            w.letters_refused_next(),
        ),
        Kind::Changed => (
            w.letters_changed_subject(),
            w.letters_changed_told(begun),
            w.letters_changed_next(),
        ),
        Kind::Hidden => (
            w.letters_hidden_subject(),
            w.letters_hidden_told(begun),
            w.letters_hidden_next(),
        ),
        Kind::Called => (
            w.letters_called_subject(),
            w.letters_called_told(begun),
            w.letters_called_next(),
        ),
    }
}
