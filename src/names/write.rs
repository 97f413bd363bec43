//! A name as it is written: in full, in a list, in initials.

use super::Name;

const NO_BREAK_SPACE: char = '\u{a0}';

impl Name {
    /// «Юрій Лисюк», «Юрій Іванович Лисюк»: as one speaks of him.
    #[must_use]
    pub fn full(&self) -> String {
        joined([
            Some(&self.given),
            self.patronymic.as_ref(),
            Some(&self.family),
        ])
    }

    /// «Лисюк Юрій», «Лисюк Юрій Іванович»: as a list is ordered.
    #[must_use]
    pub fn listed(&self) -> String {
        joined([
            Some(&self.family),
            Some(&self.given),
            self.patronymic.as_ref(),
        ])
    }

    /// “Lysiuk, Yurii Ivanovych”: as an English list has it, where the first of two names would be read as the given one.
    #[must_use]
    pub fn listed_with_comma(&self) -> String {
        let rest = joined([Some(&self.given), self.patronymic.as_ref(), None]);
        let parts = [self.family.as_str(), rest.as_str()];
        let parts: Vec<&str> = parts.into_iter().filter(|part| !part.is_empty()).collect();
        parts.join(", ")
    }

    /// «Ю. Л.», «М.-В. Д.»: given and family name, with no-break spaces between.
    #[must_use]
    pub fn initials(&self) -> String {
        let given = self.given.split(' ').map(initial);
        let words: Vec<String> = given
            .chain([initial(&self.family)])
            .filter(|word| !word.is_empty())
            .collect();
        words.join(&NO_BREAK_SPACE.to_string())
    }
}

fn initial(word: &str) -> String {
    let parts = word.split('-').filter_map(|part| {
        let letter = part.chars().find(|c| c.is_alphabetic())?;
        Some(format!("{}.", letter.to_uppercase()))
    });
    parts.collect::<Vec<_>>().join("-")
}

fn joined(parts: [Option<&String>; 3]) -> String {
    let words: Vec<&str> = parts.into_iter().flatten().map(String::as_str).collect();
    words.join(" ")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_is_written_three_ways() {
        let name = Name::parse("Лисюк", "Юрій", Some("Іванович")).unwrap();
        assert_eq!(name.full(), "Юрій Іванович Лисюк");
        assert_eq!(name.listed(), "Лисюк Юрій Іванович");
        assert_eq!(name.initials(), "Ю.\u{a0}Л.");
        assert_eq!(
            name.romanised().listed_with_comma(),
            "Lysiuk, Yurii Ivanovych"
        );
        let name = Name {
            patronymic: None,
            ..name
        };
        assert_eq!(name.full(), "Юрій Лисюк");
        assert_eq!(name.listed(), "Лисюк Юрій");
        assert_eq!(name.listed_with_comma(), "Лисюк, Юрій");
    }

    #[test]
    fn initials_of_double_names() {
        let of = |family, given| Name::parse(family, given, None).unwrap().initials();
        assert_eq!(of("Данилюк", "Максиміліан-Володимир"), "М.-В.\u{a0}Д.");
        assert_eq!(of("ґудзь", "ярина"), "Я.\u{a0}Ґ.");
        assert_eq!(of("Гоголь-Яновський", "Никодим"), "Н.\u{a0}Г.-Я.");
        assert_eq!(of("’т Гоофт", "Ян"), "Я.\u{a0}Т.");
    }
}
