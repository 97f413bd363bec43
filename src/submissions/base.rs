//! What a page was filled from, so that words written meanwhile from elsewhere are not written over.

use serde::Serialize;
use sha2::{Digest, Sha256};

use super::answers::{Answers, Contacts, TypedPhoto};
use super::form::Form;
use super::submission::Step;

/// A mark of what one step holds. Rows in which nothing is written count for nothing.
pub fn mark(answers: &Answers, contacts: &Contacts, step: Step) -> String {
    let mut answers = answers.clone();
    answers.drop_empty_rows();
    match step {
        Step::Who => hashed(&answers.who),
        Step::Note => hashed(&answers.note),
        Step::Relation => hashed(&answers.relation),
        Step::Birth => hashed(&answers.birth),
        Step::Death => hashed(&answers.death),
        Step::Burial => hashed(&answers.burial),
        Step::Service => hashed(&answers.service),
        Step::Life => hashed(&answers.life),
        Step::Story => hashed(&answers.story),
        Step::Quote => hashed(&answers.quote),
        Step::Photos => hashed(&said_of_pictures(&answers)),
        // As they are kept: spaces at an end are nobody's words.
        Step::Contact => hashed(&contacts.tidied()),
        Step::Consent => hashed(&answers.consent),
    }
}

/// The parts in which something else is written now; how to reach the family is kept apart and is none of them. Who saves a
/// part as it was has not written it, and a row in which nothing is written is no words.
pub fn changed(before: &Answers, after: &Answers) -> Vec<Step> {
    let (mut before, mut after) = (before.clone(), after.clone());
    before.drop_empty_rows();
    after.drop_empty_rows();
    let parts = [
        (Step::Who, before.who != after.who),
        (Step::Note, before.note != after.note),
        (Step::Relation, before.relation != after.relation),
        (Step::Birth, before.birth != after.birth),
        (Step::Death, before.death != after.death),
        (Step::Burial, before.burial != after.burial),
        (Step::Service, before.service != after.service),
        (Step::Life, before.life != after.life),
        (Step::Story, before.story != after.story),
        (Step::Quote, before.quote != after.quote),
        (Step::Photos, before.photos != after.photos),
        (Step::Consent, before.consent != after.consent),
    ];
    let changed = parts.into_iter().filter(|(_, other)| *other);
    changed.map(|(step, _)| step).collect()
}

/// A picture of which nothing is said counts for nothing: one that comes meanwhile crosses nobody's words.
fn said_of_pictures(answers: &Answers) -> Vec<&TypedPhoto> {
    let silent = |photo: &TypedPhoto| TypedPhoto {
        id: photo.id,
        ..TypedPhoto::default()
    };
    let photos = answers.photos.iter();
    photos.filter(|photo| **photo != silent(photo)).collect()
}

/// A mark of the story's text alone, in both languages.
pub fn text_mark(answers: &Answers) -> String {
    hashed(&answers.story.biography)
}

fn hashed(held: &impl Serialize) -> String {
    let json = serde_json::to_vec(held).unwrap_or_default();
    hex::encode(&Sha256::digest(json)[..8])
}

/// How what came stands to what is kept.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Meeting {
    /// Nobody else has written here since the page was shown, or both wrote the same.
    Clear,
    /// Somebody else has written; this page was sent as it was shown.
    Untouched,
    /// Both have written, and not the same.
    Crossed,
}

/// A form that does not say what it was filled from meets nobody.
pub fn meeting(answers: &Answers, contacts: &Contacts, step: Step, form: &Form) -> Meeting {
    let (base, kept) = (form.text("base"), mark(answers, contacts, step));
    if base.is_empty() || base == kept {
        return Meeting::Clear;
    }
    let mut new = answers.clone();
    new.take(step, form);
    let new = match step {
        Step::Contact => mark(&new, &Contacts::taken(form), step),
        _ => mark(&new, contacts, step),
    };
    met(&base, &kept, &new)
}

/// The same of marks: what the page was filled from, what is kept, and what would be.
pub fn met(base: &str, kept: &str, new: &str) -> Meeting {
    if base.is_empty() || base == kept || new == kept {
        Meeting::Clear
    } else if new == base {
        Meeting::Untouched
    } else {
        Meeting::Crossed
    }
}
