//! What is wrong, said so that one knows what to do. Never a reproach.

use super::reading::{Fault, Kind};
use super::submission::Step;
use crate::dates::{BoxFault, DateBox};
use crate::i18n::{Words, dates};
use crate::names::{self, stress};

/// The sentence beside the field and in the summary.
pub fn sentence(fault: &Fault, w: Words) -> String {
    match &fault.kind {
        Kind::Missing => missing(fault, w).to_owned(),
        Kind::Name(names::Fault::Empty) => missing(fault, w).to_owned(),
        Kind::Name(names::Fault::TooLong) => w.submissions_too_long(names::LONGEST),
        Kind::Name(names::Fault::Address) => w.submissions_name_is_address().to_owned(),
        Kind::Name(_) => w.submissions_name_is_no_name().to_owned(),
        Kind::LatinHalf => w.submissions_latin_half().to_owned(),
        Kind::NotLatin => w.submissions_not_latin().to_owned(),
        Kind::Stress(fault) => match fault {
            stress::Fault::NotTheName => w.stress_not_the_name(),
            stress::Fault::Unmarked => w.stress_unmarked(),
            stress::Fault::Twice => w.stress_twice(),
            stress::Fault::NotAVowel => w.stress_not_a_vowel(),
        }
        .to_owned(),
        Kind::TooMany(most) => w.submissions_too_many(*most),
        Kind::TooLong(longest) => w.submissions_too_long(*longest),
        Kind::Date(BoxFault::NotANumber(DateBox::Year)) => match fault.field.as_str() {
            "born" => w.submissions_year_or_about_born(),
            "died" => w.submissions_year_or_about_died(),
            _ => w.submissions_year_or_about(),
        }
        .to_owned(),
        Kind::Date(fault) => dates::box_fault(w.lang(), fault),
        Kind::DateAndUnknown => w.submissions_date_and_unknown().to_owned(),
        Kind::PlaceAndUnknown => w.submissions_place_and_unknown().to_owned(),
        Kind::DiedBeforeBorn => w.submissions_died_before_born().to_owned(),
        Kind::EndsBeforeBegins => w.submissions_ends_before_begins().to_owned(),
        Kind::EventNeedsWords => w.submissions_event_needs_words().to_owned(),
        Kind::QuoteNeedsWords => w.submissions_quote_needs_words().to_owned(),
        Kind::NotAYear => w.submissions_not_a_year().to_owned(),
        Kind::NotAnAddress => w.submissions_not_an_address().to_owned(),
        Kind::NotAgreed => w.unfinished_not_agreed().to_owned(),
        Kind::Unanswered => w.unfinished_nothing().to_owned(),
        Kind::NotAnEmail => w.submissions_not_an_email().to_owned(),
    }
}

/// The sentence as it stands in a list, away from its field: names the field where the sentence itself does not.
pub fn named(fault: &Fault, w: Words) -> String {
    let said = sentence(fault, w);
    match label(fault, w) {
        Some(label) => format!("{label}. {said}"),
        None => said,
    }
}

fn label(fault: &Fault, w: Words) -> Option<&'static str> {
    if matches!(
        fault.kind,
        Kind::Missing
            | Kind::Name(names::Fault::Empty)
            | Kind::LatinHalf
            | Kind::PlaceAndUnknown
            | Kind::Unanswered
    ) {
        return None;
    }
    Some(match fault.field.as_str() {
        "family" => w.submissions_family(),
        "given" => w.submissions_given(),
        "patronymic" => w.submissions_patronymic(),
        "call-sign" => w.submissions_call_sign(),
        "latin-family" => w.submissions_latin_family(),
        "latin-given" => w.submissions_latin_given(),
        "latin-patronymic" => w.submissions_latin_patronymic(),
        "stress" => w.stress_label(),
        "aliases" => w.submissions_aliases(),
        "note" => w.contribution_note(),
        "relation-words" => w.submissions_relation_words(),
        "born-note" => w.submissions_born_note(),
        "burial-cemetery" => w.submissions_cemetery(),
        "birth-settlement" | "home-settlement" | "death-settlement" | "burial-settlement" => {
            w.submissions_settlement()
        }
        "biography" => w.submissions_biography(),
        "interests" => w.submissions_interests(),
        "contact-name" => w.submissions_contact_name(),
        "contact-phone" => w.submissions_contact_phone(),
        "contact-email" => w.submissions_contact_email(),
        "contact-other" => w.submissions_contact_other(),
        _ => return None,
    })
}

fn missing(fault: &Fault, w: Words) -> &'static str {
    match (fault.step, fault.field.as_str()) {
        (Step::Who, "given") => w.submissions_given_missing(),
        (Step::Who, _) => w.submissions_family_missing(),
        (Step::Note, _) => w.contribution_nothing_said(),
        (Step::Relation, _) => w.submissions_relation_missing(),
        (Step::Consent, _) => w.submissions_consent_missing(),
        _ => w.submissions_award_missing(),
    }
}
