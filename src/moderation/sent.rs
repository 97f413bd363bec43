//! What a family sent and who wrote it, in words; and what of a moderator's edits it has written over since.

use serde_json::Value;

use super::journal::Entry;
use super::queries::Story;
use crate::app::State;
use crate::dates::kyiv;
use crate::heroes::hero::Record;
use crate::i18n::{Words, dates};
use crate::keys::holder::Writing;
use crate::submissions::answers::Contacts;
use crate::submissions::submission::Step;
use crate::submissions::telling::{self, Held, Person};

/// What the family sent, step by step, as it was written, and not what it writes since; how to reach them is not part of it.
pub fn answers(w: Words, state: &State, story: &Story) -> Vec<(String, Vec<String>)> {
    let (reference, nobody) = (state.reference(), Contacts::default());
    let sent = story.sent.told();
    let held = Held {
        w,
        answers: sent,
        contacts: &nobody,
        reference: &reference,
        today: kyiv::today(state.now()),
    };
    let person = Person::of(sent, w.lang());
    let steps = story.sent.kind.all().filter(|step| *step != Step::Contact);
    steps
        .map(|step| (telling::name(step, w, &person), held.lines(step)))
        .filter(|(_, lines)| !lines.is_empty())
        .collect()
}

/// «Світлини: тітка Оля · 21 листопада, 08:12»
pub fn writings(w: Words, story: &Story) -> Vec<(String, String)> {
    let person = Person::of(&story.sent.answers, w.lang());
    let said = |part: &Writing| {
        let name = part
            .by
            .as_ref()
            .map_or(w.moderation_family(), |(_, name)| name);
        let when = dates::moment(w.lang(), part.at);
        (telling::name(part.step, w, &person), w.keys_by(name, when))
    };
    story.writings.iter().map(said).collect()
}

/// The fields that moderators edited, where what stands there now is not what they left.
pub fn rewritten<'a>(record: &Record, entries: &'a [Entry]) -> Vec<&'a str> {
    let Ok(now) = serde_json::to_value(record) else {
        return Vec::new();
    };
    let mut seen = Vec::new();
    let mut rewritten = Vec::new();
    // The newest first; what was public meanwhile was changed by moderators.
    for entry in entries
        .iter()
        .take_while(|entry| entry.act != "undo-approval")
    {
        let changed = entry.detail.get("changed").and_then(Value::as_object);
        for (field, both) in changed.into_iter().flatten() {
            if seen.contains(&field) {
                continue;
            }
            seen.push(field);
            if now.get(field).unwrap_or(&Value::Null) != both.get("after").unwrap_or(&Value::Null) {
                rewritten.push(field.as_str());
            }
        }
    }
    rewritten
}
