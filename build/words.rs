//! Reads words/{uk,en}/*.ftl, refuses what one language has and the other lacks, and writes one method a message.
//!
//! Kept small on purpose: a message is a value made of text, `{ $variables }`, `{ "literals" }` and choices
//! `{ $count -> … }`. No terms, attributes, functions or messages inside messages.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write as _;
use std::path::Path;

use fluent_syntax::ast::{Entry, Expression, InlineExpression, Message, PatternElement, Resource};
use fluent_syntax::unicode::unescape_unicode_to_string;

use super::lang::Lang;
use super::messages::{Texts, texts};
use super::typography::tidy;

/// The source of `words.rs`, or every fault found, each a sentence that names file and key.
pub fn generate(folder: &Path) -> Result<String, Vec<String>> {
    let mut rooms = BTreeMap::new();
    let mut faults = Vec::new();
    for lang in Lang::ALL {
        let files = std::fs::read_dir(folder.join(lang.code()))
            .map_err(|e| vec![format!("words/{lang}: {e}")])?;
        for file in files
            .flatten()
            .filter(|file| file.path().extension().is_some_and(|end| end == "ftl"))
        {
            let room = file
                .path()
                .file_stem()
                .unwrap_or_default()
                .to_string_lossy()
                .replace('-', "_");
            let source = std::fs::read_to_string(file.path())
                .map_err(|e| vec![format!("words/{lang}/{room}.ftl: {e}")])?;
            rooms
                .entry(room)
                .or_insert_with(BTreeMap::new)
                .insert(lang, source);
        }
    }
    let mut read = BTreeMap::new();
    for (room, sources) in &rooms {
        let texts = |lang, faults: &mut Vec<String>| match sources.get(&lang) {
            Some(source) => texts(lang, room, source, faults),
            None => {
                faults.push(format!(
                    "words/{lang}/{room}.ftl is missing; words/{}/{room}.ftl is there",
                    lang.other()
                ));
                Texts::new()
            }
        };
        let (uk, en) = (texts(Lang::Uk, &mut faults), texts(Lang::En, &mut faults));
        if sources.len() == 2 {
            compare(room, &uk, &en, &mut faults);
        }
        read.insert(room.clone(), (uk, en));
    }
    if faults.is_empty() {
        Ok(source(&read))
    } else {
        Err(faults)
    }
}

/// What one language has and the other lacks. A variable that only chooses a form may be the need of one grammar alone.
fn compare(room: &str, uk: &Texts, en: &Texts, faults: &mut Vec<String>) {
    for (lang, ours, theirs) in [(Lang::Uk, uk, en), (Lang::En, en, uk)] {
        let (there, here) = (
            format!("words/{}/{room}.ftl", lang.other()),
            format!("words/{lang}/{room}.ftl"),
        );
        for (key, text) in ours {
            let Some(twin) = theirs.get(key) else {
                faults.push(format!("{there}: {key} is missing; it is in {here}"));
                continue;
            };
            for name in text
                .printed
                .iter()
                .filter(|name| !twin.printed.contains(*name) && !twin.chosen_by.contains(*name))
            {
                faults.push(format!("{there}: {key} does not say ${name}; {here} does"));
            }
        }
    }
}

fn source(rooms: &BTreeMap<String, (Texts, Texts)>) -> String {
    let mut methods = String::new();
    let mut sources = String::new();
    for (number, (room, (uk, en))) in rooms.iter().enumerate() {
        let mut spoken = (Resource { body: Vec::new() }, Resource { body: Vec::new() });
        for (key, text) in uk {
            let twin = &en[key];
            let variables: BTreeSet<&String> = [
                &text.printed,
                &text.chosen_by,
                &twin.printed,
                &twin.chosen_by,
            ]
            .into_iter()
            .flatten()
            .collect();
            let name = format!("{room}_{}", key.replace('-', "_"));
            if variables.is_empty() {
                let (uk, en) = (plain(&text.message), plain(&twin.message));
                let (uk, en) = (tidy(Lang::Uk, &uk), tidy(Lang::En, &en));
                document(&mut methods, &uk);
                let _ = writeln!(
                    methods,
                    "    pub fn {name}(self) -> &'static str {{\n        match self.0 {{\n            Lang::Uk => {uk:?},\n            Lang::En => {en:?},\n        }}\n    }}\n"
                );
                continue;
            }
            let shown = fluent_syntax::serializer::serialize(&Resource {
                body: vec![Entry::Message(text.message.clone())],
            });
            document(&mut methods, shown.trim());
            let (mut parameters, mut passed) = (String::new(), String::new());
            for variable in variables {
                let argument = variable.replace('-', "_");
                let _ = write!(parameters, ", {argument}: impl Argument");
                let _ = write!(passed, "({variable:?}, {argument}.value()), ");
            }
            let _ = writeln!(
                methods,
                "    pub fn {name}(self{parameters}) -> String {{\n        self.say({number}, {key:?}, &[{passed}])\n    }}\n"
            );
            spoken.0.body.push(Entry::Message(text.message.clone()));
            spoken.1.body.push(Entry::Message(twin.message.clone()));
        }
        let (uk, en) = (
            fluent_syntax::serializer::serialize(&spoken.0),
            fluent_syntax::serializer::serialize(&spoken.1),
        );
        let _ = writeln!(sources, "    ({uk:?}, {en:?}),");
    }
    format!(
        "impl Words {{\n{methods}}}\n\n/// The messages with variables, Ukrainian and English, one pair a room.\nstatic SOURCES: &[(&str, &str)] = &[\n{sources}];\n"
    )
}

/// The text of a message without variables.
fn plain(message: &Message<String>) -> String {
    let mut out = String::new();
    for element in message.value.iter().flat_map(|pattern| &pattern.elements) {
        match element {
            PatternElement::TextElement { value } => out.push_str(value),
            PatternElement::Placeable { expression } => literal(expression, &mut out),
        }
    }
    out
}

fn literal(expression: &Expression<String>, out: &mut String) {
    match expression {
        Expression::Inline(InlineExpression::StringLiteral { value }) => {
            out.push_str(&unescape_unicode_to_string(value))
        }
        Expression::Inline(InlineExpression::NumberLiteral { value }) => out.push_str(value),
        Expression::Inline(InlineExpression::Placeable { expression }) => literal(expression, out),
        _ => {}
    }
}

/// The Ukrainian text as the method's documentation.
fn document(methods: &mut String, text: &str) {
    let _ = writeln!(methods, "    /// ```text");
    for line in text.lines() {
        let _ = writeln!(methods, "    /// {line}");
    }
    let _ = writeln!(methods, "    /// ```");
}
