//! Reads the messages of one words file, sets their text, and finds what is wrong with each by itself.

use std::collections::{BTreeMap, BTreeSet};

use fluent_syntax::ast::{
    Entry, Expression, InlineExpression, Message, Pattern, PatternElement, Variant, VariantKey,
};

use super::lang::Lang;
use super::typography::tidy;

/// One message in one language, after the typesetter.
pub struct Text {
    pub message: Message<String>,
    /// Variables that are printed, and variables that only choose a form.
    pub printed: BTreeSet<String>,
    pub chosen_by: BTreeSet<String>,
}

pub type Texts = BTreeMap<String, Text>;

/// The messages of one file, by key.
pub fn texts(lang: Lang, room: &str, source: &str, faults: &mut Vec<String>) -> Texts {
    let file = format!("words/{lang}/{room}.ftl");
    let resource =
        fluent_syntax::parser::parse(source.to_owned()).unwrap_or_else(|(resource, _)| resource);
    let mut texts = Texts::new();
    for entry in resource.body {
        let mut message = match entry {
            Entry::Message(message) => message,
            Entry::Comment(_) | Entry::GroupComment(_) | Entry::ResourceComment(_) => continue,
            Entry::Term(term) => {
                faults.push(format!(
                    "{file}: -{}: terms are not used here, write the words out",
                    term.id.name
                ));
                continue;
            }
            Entry::Junk { content } => {
                faults.push(format!(
                    "{file}: this cannot be read: {}",
                    content.trim().lines().next().unwrap_or_default()
                ));
                continue;
            }
        };
        let key = message.id.name.clone();
        message.comment = None;
        if !message.attributes.is_empty() {
            faults.push(format!(
                "{file}: {key}: attributes are not used here, make it a message of its own"
            ));
        }
        let (mut printed, mut chosen_by) = (BTreeSet::new(), BTreeSet::new());
        match &mut message.value {
            Some(pattern) => {
                let mut reading = Reading {
                    lang,
                    place: format!("{file}: {key}"),
                    printed: &mut printed,
                    chosen_by: &mut chosen_by,
                    faults,
                };
                reading.pattern(pattern, None);
            }
            None => faults.push(format!("{file}: {key}: it has no text")),
        }
        if texts
            .insert(
                key.clone(),
                Text {
                    message,
                    printed,
                    chosen_by,
                },
            )
            .is_some()
        {
            faults.push(format!("{file}: {key}: it stands there twice"));
        }
    }
    texts
}

/// Walks through one message: sets its text, notes its variables, finds its faults.
struct Reading<'a> {
    lang: Lang,
    place: String,
    printed: &'a mut BTreeSet<String>,
    chosen_by: &'a mut BTreeSet<String>,
    faults: &'a mut Vec<String>,
}

impl Reading<'_> {
    /// `counted` is the variable whose plural form is being chosen around this pattern.
    fn pattern(&mut self, pattern: &mut Pattern<String>, counted: Option<&str>) {
        let mut after_count = false;
        for element in &mut pattern.elements {
            match element {
                PatternElement::TextElement { value } => {
                    *value = tidy(self.lang, value);
                    if after_count && value.starts_with(' ') {
                        value.replace_range(..1, "\u{a0}");
                    }
                    after_count = false;
                }
                PatternElement::Placeable { expression } => {
                    after_count = matches!(expression, Expression::Inline(InlineExpression::VariableReference { id }) if Some(id.name.as_str()) == counted);
                    self.expression(expression);
                }
            }
        }
    }

    fn expression(&mut self, expression: &mut Expression<String>) {
        match expression {
            Expression::Inline(InlineExpression::VariableReference { id }) => {
                self.variable(&id.name);
                self.printed.insert(id.name.clone());
            }
            Expression::Inline(
                InlineExpression::StringLiteral { .. } | InlineExpression::NumberLiteral { .. },
            ) => {}
            Expression::Inline(InlineExpression::Placeable { expression }) => {
                self.expression(expression)
            }
            Expression::Inline(_) => {
                self.fault("messages, terms and functions inside a message are not used here")
            }
            Expression::Select {
                selector: InlineExpression::VariableReference { id },
                variants,
            } => {
                self.variable(&id.name);
                self.chosen_by.insert(id.name.clone());
                let plural = self.forms(&id.name, variants);
                for variant in variants {
                    self.pattern(&mut variant.value, plural.then_some(id.name.as_str()));
                }
            }
            Expression::Select { .. } => self.fault("only a variable can choose"),
        }
    }

    /// Whether these forms are a plural's; a plural, and a choice by sex, must have all the forms of the language.
    fn forms(&mut self, variable: &str, variants: &[Variant<String>]) -> bool {
        let name = |variant: &Variant<String>| match &variant.key {
            VariantKey::Identifier { name } => Some(name.clone()),
            VariantKey::NumberLiteral { .. } => None,
        };
        let names: BTreeSet<String> = variants.iter().filter_map(name).collect();
        let any = |forms: &[&str]| forms.iter().any(|form| names.contains(*form));
        let plural = any(&["one", "few", "many"]);
        let needed: &[&str] = match self.lang {
            _ if any(&["male", "female"]) => &["male", "female", "unknown"],
            Lang::Uk if plural => &["one", "few", "many"],
            Lang::En if plural => &["one", "other"],
            _ => &[],
        };
        for form in needed.iter().filter(|form| !names.contains(**form)) {
            self.fault(&format!("${variable} lacks the form [{form}]"));
        }
        plural
    }

    fn variable(&mut self, name: &str) {
        let plain = name
            .chars()
            .all(|c| c.is_ascii_lowercase() || c.is_ascii_digit() || matches!(c, '_' | '-'));
        if !plain
            || matches!(
                name,
                "type" | "in" | "for" | "where" | "self" | "use" | "move" | "ref" | "match" | "as"
            )
        {
            self.fault(&format!(
                "${name} cannot be the name of an argument in Rust"
            ));
        }
    }

    fn fault(&mut self, what: &str) {
        self.faults.push(format!("{}: {what}", self.place));
    }
}
