//! A name typed in one case, as it is usually written: a suggestion, never done unasked.

use super::tidy::APOSTROPHE;

/// Particles that stay small inside a name.
const SMALL: [&str; 16] = [
    "огли", "оглу", "кизи", "гизи", "де", "да", "ді", "фон", "ван", "дер", "ogly", "oglu", "kyzy",
    "von", "van", "de",
];

/// «ЛИСЮК» or «лисюк» → «Лисюк», «О’БРАЄН-КОВАЛЕНКО» → «О’Браєн-Коваленко». None when the name is
/// already written as names are, or mixes its case in a way that may be meant (МакДональд).
#[must_use]
pub fn suggest_case(name: &str) -> Option<String> {
    let letters = || name.chars().filter(|c| c.is_alphabetic());
    let one_case = letters().all(char::is_uppercase) || letters().all(char::is_lowercase);
    let capitals_inside = name.split([' ', '-']).any(starts_small_and_grows);
    if letters().count() < 2 || !(one_case || capitals_inside) {
        return None;
    }
    let words = name.split(' ').enumerate().map(|(at, word)| {
        let lower = word.to_lowercase();
        if at > 0 && SMALL.contains(&lower.as_str()) {
            return lower;
        }
        let parts: Vec<String> = lower.split('-').map(capitalised).collect();
        parts.join("-")
    });
    let suggested = words.collect::<Vec<_>>().join(" ");
    (suggested != name).then_some(suggested)
}

/// «аНтОшЕвСьКиЙ»: small first, capitals after.
fn starts_small_and_grows(word: &str) -> bool {
    word.chars().next().is_some_and(char::is_lowercase)
        && word.chars().skip(1).any(char::is_uppercase)
}

fn capitalised(part: &str) -> String {
    let foreign_prefix = part
        .split_once(APOSTROPHE)
        .is_some_and(|(before, _)| matches!(before, "о" | "д" | "o" | "d" | "л" | "l"));
    let mut raise = true;
    let mut out = String::with_capacity(part.len());
    for c in part.chars() {
        if raise && c.is_alphabetic() {
            out.extend(c.to_uppercase());
            raise = false;
        } else {
            out.push(c);
            raise = raise || (c == APOSTROPHE && foreign_prefix);
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::suggest_case;

    #[test]
    fn a_name_in_one_case_gets_a_suggestion() {
        for (typed, suggested) in [
            ("ЛИСЮК", "Лисюк"),
            ("лисюк", "Лисюк"),
            ("ДЕМ’ЯН", "Дем’ян"),
            ("О’БРАЄН-КОВАЛЕНКО", "О’Браєн-Коваленко"),
            ("аНтОшЕвСьКиЙ", "Антошевський"),
            ("МАМЕД ОГЛИ", "Мамед огли"),
            ("максиміліан-володимир", "Максиміліан-Володимир"),
        ] {
            assert_eq!(suggest_case(typed).as_deref(), Some(suggested), "{typed}");
        }
    }

    #[test]
    fn a_name_that_is_well_written_gets_none() {
        for name in [
            "Лисюк",
            "МакДональд",
            "О’Браєн",
            "Є",
            "Фон дер Льон",
            "Мамед огли",
        ] {
            assert_eq!(suggest_case(name), None, "{name}");
        }
    }
}
