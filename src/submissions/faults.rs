//! What is wrong, said so that one knows what to do. Never a reproach.

use super::reading::{Fault, Kind};
use super::submission::Step;
use crate::i18n::{Words, dates};
use crate::names;

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
        Kind::TooMany(most) => w.submissions_too_many(*most),
        Kind::TooLong(longest) => w.submissions_too_long(*longest),
        Kind::Date(fault) => dates::box_fault(w.lang(), fault),
        Kind::DiedBeforeBorn => w.submissions_died_before_born().to_owned(),
        Kind::EndsBeforeBegins => w.submissions_ends_before_begins().to_owned(),
        Kind::EventNeedsWords => w.submissions_event_needs_words().to_owned(),
        Kind::QuoteNeedsWords => w.submissions_quote_needs_words().to_owned(),
        Kind::NotAYear => w.submissions_not_a_year().to_owned(),
        Kind::NotAnAddress => w.submissions_not_an_address().to_owned(),
        Kind::NotAnEmail => w.submissions_not_an_email().to_owned(),
    }
}

fn missing(fault: &Fault, w: Words) -> &'static str {
    match (fault.step, fault.field.as_str()) {
        (Step::Who, "given") => w.submissions_given_missing(),
        (Step::Who, _) => w.submissions_family_missing(),
        (Step::Relation, _) => w.submissions_relation_missing(),
        (Step::Consent, _) => w.submissions_consent_missing(),
        _ => w.submissions_award_missing(),
    }
}
