//! Names of towns and villages in the cases that sentences need, where a rule surely applies.
//!
//! Source: the Ukrainian Orthography of 2019, the declension of geographical names. What is not sure (Пулини, Мости,
//! Суми) answers None, and the sentence is worded so that it needs no case.

/// «поблизу Іллінки».
pub fn genitive(name: &str) -> Option<String> {
    declined(name, ["ки", "ої", "ого", "а", "ці"])
}

/// «у Буряківці», without the preposition.
pub fn locative(name: &str) -> Option<String> {
    declined(name, ["ці", "ій", "ому", "у", "ці"])
}

/// Cities whose stem changes or that everyone names.
const KNOWN: [(&str, &str, &str); 16] = [
    ("Київ", "Києва", "Києві"),
    ("Харків", "Харкова", "Харкові"),
    ("Львів", "Львова", "Львові"),
    ("Чернігів", "Чернігова", "Чернігові"),
    ("Миколаїв", "Миколаєва", "Миколаєві"),
    ("Дніпро", "Дніпра", "Дніпрі"),
    ("Одеса", "Одеси", "Одесі"),
    ("Полтава", "Полтави", "Полтаві"),
    ("Маріуполь", "Маріуполя", "Маріуполі"),
    ("Тернопіль", "Тернополя", "Тернополі"),
    ("Житомир", "Житомира", "Житомирі"),
    ("Херсон", "Херсона", "Херсоні"),
    ("Бахмут", "Бахмута", "Бахмуті"),
    ("Ужгород", "Ужгорода", "Ужгороді"),
    ("Ізюм", "Ізюма", "Ізюмі"),
    ("Севастополь", "Севастополя", "Севастополі"),
];

/// First words of two-word names that are feminine adjectives: Нова Каховка, Велика Новосілка.
const ADJECTIVES: [&str; 9] = [
    "Нова",
    "Стара",
    "Велика",
    "Мала",
    "Біла",
    "Червона",
    "Зелена",
    "Верхня",
    "Нижня",
];

fn declined(name: &str, endings: [&str; 5]) -> Option<String> {
    let genitive = endings[0] == "ки";
    if let Some((_, of, inside)) = KNOWN.iter().find(|(known, ..)| *known == name) {
        return Some((if genitive { *of } else { *inside }).to_owned());
    }
    if let Some((first, second)) = name.split_once(' ') {
        if !ADJECTIVES.contains(&first) || second.contains(' ') {
            return None;
        }
        let soft = first
            .strip_suffix("ня")
            .map(|stem| format!("{stem}{}", if genitive { "ньої" } else { "ній" }));
        let first = soft.or_else(|| Some(format!("{}{}", first.strip_suffix('а')?, endings[1])))?;
        // The second word is a noun of the same gender, or the whole is something else.
        return second
            .ends_with('а')
            .then(|| declined(second, endings))
            .flatten()
            .map(|second| format!("{first} {second}"));
    }
    if name.contains('-') || !name.chars().all(|c| c.is_alphabetic() || c == '’') {
        return None;
    }
    let ending = |of: &str, becomes: &str| {
        name.strip_suffix(of)
            .filter(|stem| stem.chars().count() > 1)
            .map(|stem| format!("{stem}{becomes}"))
    };
    ending("ка", endings[0])
        .or_else(|| ending("ське", &format!("ськ{}", endings[2])))
        .or_else(|| ending("цьке", &format!("цьк{}", endings[2])))
        .or_else(|| ending("ове", &format!("ов{}", endings[2])))
        .or_else(|| ending("еве", &format!("ев{}", endings[2])))
        .or_else(|| ending("не", &format!("н{}", endings[2])))
        .or_else(|| ending("ськ", &format!("ськ{}", endings[3])))
        .or_else(|| ending("цьк", &format!("цьк{}", endings[3])))
        .or_else(|| ending("ниця", &format!("ни{}", endings[4])))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_sure_declines() {
        for (name, near, inside) in [
            ("Іллінка", "Іллінки", "Іллінці"),
            ("Буряківка", "Буряківки", "Буряківці"),
            ("Авдіївка", "Авдіївки", "Авдіївці"),
            ("Зайцеве", "Зайцевого", "Зайцевому"),
            ("Роботине", "Роботиного", "Роботиному"),
            ("Торське", "Торського", "Торському"),
            ("Донецьк", "Донецька", "Донецьку"),
            ("Вінниця", "Вінниці", "Вінниці"),
            ("Нова Каховка", "Нової Каховки", "Новій Каховці"),
            ("Київ", "Києва", "Києві"),
        ] {
            assert_eq!(genitive(name).as_deref(), Some(near));
            assert_eq!(locative(name).as_deref(), Some(inside));
        }
    }

    #[test]
    fn what_is_not_sure_has_no_case() {
        for name in [
            "Пулини",
            "Суми",
            "Чорнобаївка-2",
            "Часів Яр",
            "Illinka",
            "Біла",
            "смт",
            "Поле",
        ] {
            assert_eq!(genitive(name), None, "{name}");
        }
    }
}
