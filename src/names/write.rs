//! A name as it is written: in full, in a list, in initials.

use super::Name;

const NO_BREAK_SPACE: char = '\u{a0}';

/// «Юрій Лисюк», «Юрій Іванович Лисюк»: as one speaks of him.
#[must_use]
pub fn full(name: &Name) -> String {
    join([
        Some(&name.given),
        name.patronymic.as_ref(),
        Some(&name.family),
    ])
}

/// «Лисюк Юрій», «Лисюк Юрій Іванович»: as a list is ordered.
#[must_use]
pub fn listed(name: &Name) -> String {
    join([
        Some(&name.family),
        Some(&name.given),
        name.patronymic.as_ref(),
    ])
}

/// «Ю. Л.», «М.-В. Д.»: given and family name, with no-break spaces between.
#[must_use]
pub fn initials(name: &Name) -> String {
    let words = name
        .given
        .split(' ')
        .map(initial)
        .chain([initial(&name.family)]);
    let words: Vec<String> = words.filter(|word| !word.is_empty()).collect();
    words.join(&NO_BREAK_SPACE.to_string())
}

fn initial(word: &str) -> String {
    let parts = word.split('-').filter_map(|part| {
        let letter = part.chars().find(|c| c.is_alphabetic())?;
        Some(format!("{}.", letter.to_uppercase()))
    });
    parts.collect::<Vec<_>>().join("-")
}

fn join(parts: [Option<&String>; 3]) -> String {
    let words: Vec<&str> = parts.into_iter().flatten().map(String::as_str).collect();
    words.join(" ")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_is_written_three_ways() {
        let name = Name::parse("Лисюк", "Юрій", Some("Іванович")).unwrap();
        assert_eq!(full(&name), "Юрій Іванович Лисюк");
        assert_eq!(listed(&name), "Лисюк Юрій Іванович");
        assert_eq!(initials(&name), "Ю.\u{a0}Л.");
        let name = Name {
            patronymic: None,
            ..name
        };
        assert_eq!(full(&name), "Юрій Лисюк");
        assert_eq!(listed(&name), "Лисюк Юрій");
    }

    #[test]
    fn initials_of_double_names() {
        let of = |family, given| initials(&Name::parse(family, given, None).unwrap());
        assert_eq!(of("Данилюк", "Максиміліан-Володимир"), "М.-В.\u{a0}Д.");
        assert_eq!(of("ґудзь", "ярина"), "Я.\u{a0}Ґ.");
        assert_eq!(of("Гоголь-Яновський", "Никодим"), "Н.\u{a0}Г.-Я.");
        assert_eq!(of("’т Гоофт", "Ян"), "Я.\u{a0}Т.");
    }
}
