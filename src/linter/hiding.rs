//! A record without what was found in it, which still reads.

use serde_json::{Map, Value};

use super::finding::{Finding, Kind, findings};
use super::texts::{Hand, READ};
use crate::heroes::hero::{Photo, Record};
use crate::names::Name;

/// The record without what was found: a picture is left out, a name becomes its initial, an address goes with the word
/// that leads to it, an address of the web goes whole, and dots in brackets stand for anything else. A text that would say
/// nothing is left out. Only a name of which nothing would be left stays as it is: see [`can_be_hidden`].
///
/// # Errors
/// When the record does not survive it, which no record that [`findings`] was made of does.
pub fn hidden(record: &Record, finding: &Finding) -> Result<Record, serde_json::Error> {
    let mut hidden = record.clone();
    if let Some(id) = finding.photo() {
        hidden.photos.retain(|photo| Photo::id(photo) != Some(id));
        return Ok(hidden);
    }
    let mut left = Some(finding.clone());
    // What stands inside a word after it went as a word goes too.
    for whole in [true, false, false] {
        let Some(finding) = left else { break };
        hidden = once(&hidden, &finding, whole)?;
        left = findings(&hidden)
            .into_iter()
            .find(|known| known.mark == finding.mark);
    }
    Ok(hidden)
}

/// Whether hiding takes these words away; a family name that is nothing but a number has to be written anew.
pub fn can_be_hidden(record: &Record, finding: &Finding) -> bool {
    let in_a_name = |place: &String| Hand::of(place) == Hand::OwnName;
    !finding.places.iter().any(in_a_name)
        || hidden(record, finding).is_ok_and(|hidden| {
            let mut left = findings(&hidden).into_iter();
            !left.any(|known| known.mark == finding.mark)
        })
}

fn once(record: &Record, finding: &Finding, whole: bool) -> Result<Record, serde_json::Error> {
    let mut fields = record.fields()?;
    for place in &finding.places {
        let (field, rest) = place[1..].split_once('/').unwrap_or((&place[1..], ""));
        let Some(value) = fields.get_mut(field) else {
            continue;
        };
        let inside = if rest.is_empty() {
            Some(value)
        } else {
            value.pointer_mut(&place[1 + field.len()..])
        };
        let Some(text) = inside else { continue };
        let words = text.as_str().unwrap_or_default();
        let left = match Hand::of(place) {
            Hand::Whole => String::new(),
            Hand::OwnName => bare(words, finding),
            Hand::Prose => taken(words, finding, whole),
        };
        *text = if left.chars().any(char::is_alphanumeric) {
            left.into()
        } else {
            Value::Null
        };
    }
    settle(&mut fields, record)?;
    serde_json::from_value(Value::Object(fields))
}

/// What is nothing any more is left out, and a name that would be none stays.
fn settle(fields: &mut Map<String, Value>, record: &Record) -> Result<(), serde_json::Error> {
    if let Some(Value::Array(aliases)) = fields.get_mut("aliases") {
        aliases.retain(|alias| !alias.is_null());
    }
    if let Some(Value::Array(sources)) = fields.get_mut("sources") {
        sources.retain(|source| {
            let said = |key: &str| source.get(key).is_some_and(Value::is_string);
            said("title") || said("url")
        });
    }
    // A place of which nothing else was said is none.
    for field in READ.iter().filter(|field| field.ends_with("_place")) {
        let said = fields.get(*field).and_then(Value::as_object);
        if said.is_some_and(|place| place.values().all(|value| !value.is_string())) {
            fields.insert((*field).to_owned(), Value::Null);
        }
    }
    let is_a_name = |value: &Value| serde_json::from_value::<Name>(value.clone()).is_ok();
    if fields.get("name").is_some_and(|name| !is_a_name(name)) {
        fields.insert("name".to_owned(), serde_json::to_value(&record.name)?);
    }
    // A name that was cut is stressed as nobody said.
    if fields.get("name") != serde_json::to_value(&record.name).ok().as_ref() {
        fields.insert("stress".to_owned(), Value::Null);
    }
    // Without a spelling of its own the official one stands.
    let latin = fields.get("latin").filter(|latin| !latin.is_null());
    if latin.is_some_and(|latin| !is_a_name(latin)) {
        fields.insert("latin".to_owned(), Value::Null);
    }
    Ok(())
}

/// A name without what is none of it, and without the word that led there: «Іванович тел 0671234567».
fn bare(name: &str, finding: &Finding) -> String {
    const LEADING: [&str; 10] = [
        "тел",
        "телефон",
        "моб",
        "номер",
        "пошта",
        "адреса",
        "tel",
        "phone",
        "mail",
        "email",
    ];
    let mut left = String::new();
    let mut rest = name;
    while let Some((before, after)) = rest.split_once(&finding.words) {
        left.push_str(before);
        loop {
            let shorter =
                left.trim_end_matches([' ', '\u{a0}', '.', ',', ':', ';', '(', '-', '—', '№']);
            let word = shorter
                .rsplit([' ', '\u{a0}', ',', '('])
                .next()
                .unwrap_or_default();
            let led = LEADING.contains(&word.to_lowercase().as_str());
            let end = shorter.len() - if led { word.len() } else { 0 };
            left.truncate(end);
            if !led {
                break;
            }
        }
        rest = after.trim_start_matches([')', ',', '.', ';']);
    }
    left.push_str(rest);
    left.trim().to_owned()
}

/// A text without the words that were found, everywhere in it.
pub fn without(text: &str, finding: &Finding) -> String {
    let left = taken(text, finding, true);
    if left == text {
        taken(text, finding, false)
    } else {
        left
    }
}

fn taken(text: &str, finding: &Finding, whole: bool) -> String {
    let mut out = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(at) = rest.find(&finding.words) {
        let (before, after) = (&rest[..at], &rest[at + finding.words.len()..]);
        let stands = |c: Option<char>| c.is_none_or(|c| !c.is_alphanumeric());
        out.push_str(before);
        rest = after;
        if whole && !(stands(out.chars().next_back()) && stands(after.chars().next())) {
            out.push_str(&finding.words);
        } else if finding.kind.is_a_name() {
            out.push_str(&initials(&finding.words));
            // «М..» at the end of a sentence is one full stop.
            if out.ends_with('.') && rest.starts_with('.') {
                rest = &rest[1..];
            }
        } else if finding.kind == Kind::Address {
            led(&mut out);
            if let Some(comma) = rest.strip_prefix(',') {
                rest = comma;
            }
            if out.is_empty() || out.ends_with(' ') {
                rest = rest.trim_start_matches(' ');
            }
            if rest.starts_with(['.', ';', '!', '?', ')']) || rest.is_empty() {
                let end = out.trim_end_matches([' ', ',']).len();
                out.truncate(end);
            }
        } else {
            out.push_str("[…]");
        }
    }
    out.push_str(rest);
    out
}

/// Takes the preposition off that led to what is not there any more: «жили на» becomes «жили».
fn led(out: &mut String) {
    const LEAD: [&str; 16] = [
        "на",
        "у",
        "в",
        "по",
        "з",
        "за",
        "із",
        "до",
        "біля",
        "адресою",
        "адреса",
        "адресу",
        "at",
        "on",
        "in",
        "from",
    ];
    loop {
        let trimmed = out.trim_end_matches([' ', '\u{a0}']);
        let word = trimmed
            .rsplit([' ', '\u{a0}', '\n'])
            .next()
            .unwrap_or_default();
        if !LEAD.contains(&word.trim_end_matches(':').to_lowercase().as_str()) {
            break;
        }
        let end = trimmed.len() - word.len();
        out.truncate(end);
    }
}

/// «Максима Коваля» is «М. К.»; a call sign in quotation marks, and what is no name, is dots.
fn initials(words: &str) -> String {
    let is_a_name = |word: &str| word.starts_with(char::is_uppercase);
    let letters = words.split_whitespace().filter_map(|word| {
        let first = word.chars().next()?;
        Some(format!("{first}."))
    });
    let initials = letters.collect::<Vec<_>>().join("\u{a0}");
    if words.split_whitespace().all(is_a_name) && initials != words {
        initials
    } else {
        "[…]".to_owned()
    }
}
