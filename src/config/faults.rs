//! What is said of a setting that cannot be used: one sentence, by the name that was set, and what would be right.

use std::error::Error;

use clap::Command;
use clap::error::{ContextKind, ContextValue, ErrorKind};

/// The sentence, where the fault is a value of a setting; whatever else is wrong with a command line, clap says.
pub fn said(fault: &clap::Error, command: &Command) -> Option<String> {
    let told = |kind| match fault.get(kind) {
        Some(ContextValue::String(told)) => Some(told.as_str()),
        _ => None,
    };
    let why = match fault.kind() {
        ErrorKind::ValueValidation => fault.source()?.to_string(),
        ErrorKind::InvalidValue => match fault.get(ContextKind::ValidValue) {
            Some(ContextValue::Strings(known)) => format!("write {}", known.join(" or ")),
            _ => return None,
        },
        _ => return None,
    };
    // `--listen <ADDRESS:PORT>`
    let flag = told(ContextKind::InvalidArg)?.split(' ').next()?;
    let long = flag.strip_prefix("--")?;
    let setting = command
        .get_arguments()
        .find(|argument| argument.get_long() == Some(long))?;
    let variable = setting.get_env()?.to_string_lossy();
    let value = told(ContextKind::InvalidValue).unwrap_or_default();
    Some(format!("{variable} ({flag}) cannot be “{value}”: {why}."))
}

/// The setting that a variable of the environment was meant to be, where it is none: a slip of the hand would else be taken in
/// silence.
pub fn misspelt(command: &Command, given: impl Iterator<Item = String>) -> Vec<String> {
    let known: Vec<String> = command
        .get_arguments()
        .filter_map(|argument| Some(argument.get_env()?.to_string_lossy().into_owned()))
        .collect();
    let unknown = given.filter(|name| {
        name.starts_with("MEMORIAL_") && !known.contains(name) && !is_of_tests(name)
    });
    let said = unknown.map(|name| {
        let near = known
            .iter()
            .map(|known| (strsim::osa_distance(known, &name), known))
            .min()
            .filter(|(distance, _)| *distance <= 3);
        match near {
            Some((_, near)) => {
                format!("There is no setting {name}, and nothing comes of it. Is {near} meant?")
            }
            None => format!(
                "There is no setting {name}, and nothing comes of it. `heroes-memorial --help` has them all."
            ),
        }
    });
    said.collect()
}

/// What the tests of this program read, and hand on to it.
fn is_of_tests(name: &str) -> bool {
    name.ends_with("_TESTS") || name == "MEMORIAL_FOREIGN_READERS"
}

#[cfg(test)]
mod tests {
    use clap::Args;

    use super::*;
    use crate::config::Settings;

    #[test]
    fn a_slip_of_the_hand_is_told_from_another_programs_variable() {
        let command = Settings::augment_args(Command::new(""));
        let given = [
            "MEMORIAL_LISTNE",
            "MEMORIAL_LISTEN",
            "MEMORIAL_NGINX_TESTS",
            "MEMORIAL_OF_ANOTHER_KIND",
            "PATH",
        ];
        let said = misspelt(&command, given.iter().map(ToString::to_string));
        assert_eq!(said.len(), 2);
        assert!(said[0].ends_with("Is MEMORIAL_LISTEN meant?"), "{said:?}");
        assert!(said[1].ends_with("has them all."), "{said:?}");
    }
}
