//! What people type around a name, and the ways in which they write words together or apart.

use super::words::Word;
use crate::names::{fold, given, is_cyrillic};

/// Little words and marks that say nothing of a person. «Позивний» says it of the next word, see [`calls`].
const DROPPED: [&str; 49] = [
    "і",
    "й",
    "та",
    "в",
    "у",
    "з",
    "із",
    "зі",
    "на",
    "до",
    "від",
    "під",
    "біля",
    "про",
    "за",
    "для",
    "по",
    "о",
    "об",
    "при",
    "через",
    "року",
    "рік",
    "роки",
    "років",
    "р",
    "н",
    "г",
    "м",
    "с",
    "п",
    "смт",
    "им",
    "імені",
    "ім",
    "the",
    "of",
    "and",
    "in",
    "from",
    "at",
    "near",
    "a",
    "an",
    "for",
    "to",
    "named",
    "after",
    "народження",
];

/// Abbreviations as the words they stand for.
const SHORT: [(&str, &str); 8] = [
    ("бр", "бригада"),
    ("бриг", "бригада"),
    ("бригаді", "бригада"),
    ("бат", "батальйон"),
    ("обл", "область"),
    ("реґіон", "область"),
    ("brig", "brigade"),
    ("bde", "brigade"),
];

/// How words begin that stand around a name: they count where they are found, and nobody is missed for want of them.
const OPTIONAL: [&str; 46] = [
    "захисни",
    "воїн",
    "воин",
    "боєць",
    "бійц",
    "бойц",
    "боец",
    "героїн",
    "герой",
    "героя",
    "герою",
    "героєві",
    "героєм",
    "герої",
    "загину",
    "загиб",
    "погиб",
    "полегл",
    "памят",
    "вічн",
    "вечн",
    "слава",
    "прощан",
    "прощав",
    "шана",
    "шану",
    "меморіал",
    "мемориал",
    "земляк",
    "служив",
    "служил",
    "военнослуж",
    "військовослуж",
    "україн",
    "украин",
    "уродж",
    "родом",
    "мешкан",
    "жител",
    "народи",
    "defender",
    "fallen",
    "hero",
    "killed",
    "memor",
    "soldier",
];
/// The same, whole.
const OPTIONAL_WHOLE: [&str; 35] = [
    "друг",
    "друже",
    "побратим",
    "подвиг",
    "ато",
    "оос",
    "зсу",
    "rip",
    "ріп",
    "наш",
    "наша",
    "нашого",
    "село",
    "села",
    "селі",
    "селище",
    "місто",
    "міста",
    "місті",
    "город",
    "города",
    "района",
    "район",
    "району",
    "районі",
    "область",
    "області",
    "oblast",
    "region",
    "village",
    "city",
    "born",
    "died",
    "brother",
    "late",
];

/// Whether a word is read over. A small letter alone is a preposition or an abbreviation («м. Умань»), a capital an initial.
pub fn is_dropped(word: &Word, typed: &str) -> bool {
    if calls(&word.text) {
        return true;
    }
    let small = typed[word.at.clone()].chars().all(|c| !c.is_uppercase());
    let alone = word.text.chars().nth(1).is_none();
    let is_initial = !small || (typed[word.at.end..].starts_with('.') && is_all_small(typed));
    DROPPED.contains(&word.text.as_str()) && !(alone && is_initial)
}

/// Whoever types no capitals at all types initials small as well: «мельничук м. п.».
fn is_all_small(typed: &str) -> bool {
    !typed.chars().any(char::is_uppercase)
}

/// Whether the next word is a call sign.
pub fn calls(word: &str) -> bool {
    ["позивн", "позывн", "псевдо"]
        .iter()
        .any(|begin| word.starts_with(begin))
        || word == "callsign"
}

pub fn is_optional(word: &str) -> bool {
    OPTIONAL_WHOLE.contains(&word) || OPTIONAL.iter().any(|begin| word.starts_with(begin))
}

/// The word that an abbreviation stands for; any other word itself.
pub fn meant(word: &str) -> &str {
    let known = SHORT.iter().find(|(short, _)| *short == word);
    known.map_or(word, |(_, long)| long)
}

/// Beginnings of ordinals up to nineteen, tens and hundreds, each with its number.
const ORDINALS: [(&str, u32); 38] = [
    ("перш", 1),
    ("друг", 2),
    ("трет", 3),
    ("четверт", 4),
    ("пят", 5),
    ("шост", 6),
    ("сьом", 7),
    ("восьм", 8),
    ("девят", 9),
    ("десят", 10),
    ("одинадцят", 11),
    ("дванадцят", 12),
    ("тринадцят", 13),
    ("чотирнадцят", 14),
    ("пятнадцят", 15),
    ("шістнадцят", 16),
    ("сімнадцят", 17),
    ("вісімнадцят", 18),
    ("девятнадцят", 19),
    ("двадцят", 20),
    ("тридцят", 30),
    ("сороков", 40),
    ("пятдесят", 50),
    ("шістдесят", 60),
    ("сімдесят", 70),
    ("вісімдесят", 80),
    ("девяност", 90),
    ("двохсот", 200),
    ("трьохсот", 300),
    ("чотирьохсот", 400),
    ("пятисот", 500),
    ("сот", 100),
    ("first", 1),
    ("second", 2),
    ("third", 3),
    ("tenth", 10),
    ("twentieth", 20),
    ("hundredth", 100),
];
/// What an ordinal ends in, in every gender and case.
const ORDINAL_ENDINGS: [&str; 14] = [
    "а", "у", "ої", "ій", "ою", "ий", "ого", "ому", "им", "я", "ю", "ьої", "ьою", "",
];
/// What stands before the ordinal: сто двадцять восьма.
const CARDINALS: [(&str, u32); 14] = [
    ("двадцять", 20),
    ("тридцять", 30),
    ("сорок", 40),
    ("пятдесят", 50),
    ("шістдесят", 60),
    ("сімдесят", 70),
    ("вісімдесят", 80),
    ("девяносто", 90),
    ("сто", 100),
    ("двісті", 200),
    ("триста", 300),
    ("чотириста", 400),
    ("пятсот", 500),
    ("шістсот", 600),
];

/// «сто двадцять восьма бригада» as «128 бригада»; none without a number in words.
pub fn numbers_in_figures(typed: &str) -> Option<String> {
    let all = super::words::words(typed);
    let mut out: Vec<String> = Vec::new();
    let mut sum = 0;
    let mut spoken: Vec<String> = Vec::new();
    let mut any = false;
    for word in &all {
        if let Some((_, number)) = CARDINALS.iter().find(|(name, _)| *name == word.text) {
            sum += number;
            spoken.push(word.text.clone());
        } else if let Some(number) = ordinal(&word.text) {
            out.push((sum + number).to_string());
            (sum, any) = (0, true);
            spoken.clear();
        } else {
            out.append(&mut spoken);
            sum = 0;
            out.push(typed[word.at.clone()].to_owned());
        }
    }
    out.append(&mut spoken);
    any.then(|| out.join(" "))
}

fn ordinal(word: &str) -> Option<u32> {
    let is_ending = |rest: &str| ORDINAL_ENDINGS.contains(&rest);
    ORDINALS
        .iter()
        .find(|(begin, _)| {
            word.strip_prefix(begin)
                .is_some_and(|rest| is_ending(rest) && (begin.is_ascii() || !rest.is_empty()))
        })
        .map(|(_, number)| *number)
}

/// What may be meant by words that are written together or apart otherwise: «ПетроПедорич», «Левченко БР», «Голо бородько»,
/// «Дерев янко», «hun4enko». Small letters run together («сулимаілля») are taken apart at a given name, when nothing else is
/// `left`.
pub fn run_together(typed: &str, left: bool) -> Vec<String> {
    let mut meant: Vec<String> = Vec::new();
    meant.extend(by_capitals(typed));
    meant.extend(by_sounds_of_figures(typed));
    let words: Vec<&str> = typed.split_whitespace().collect();
    if !left || words.len() > 4 {
        return meant;
    }
    for at in 1..words.len() {
        let joined = [words[at - 1], words[at]].concat();
        let mut all: Vec<&str> = words[..at - 1].to_vec();
        all.push(&joined);
        all.extend(&words[at + 1..]);
        meant.push(all.join(" "));
    }
    for (at, word) in words.iter().enumerate() {
        for (one, other) in at_a_given_name(word) {
            let mut all: Vec<&str> = words.clone();
            all[at] = one;
            all.insert(at + 1, other);
            meant.push(all.join(" "));
        }
    }
    meant
}

/// A capital after a small letter begins a word; two capitals beside words with small letters are initials.
fn by_capitals(typed: &str) -> Option<String> {
    let has_small = typed.chars().any(char::is_lowercase);
    let mut out: Vec<String> = Vec::new();
    let mut any = false;
    for word in typed.split_whitespace() {
        let letters: Vec<char> = word.chars().collect();
        let initials = letters.len() == 2 && letters.iter().all(|c| c.is_uppercase());
        let mut own = String::new();
        for (at, c) in letters.iter().enumerate() {
            let after_small = at > 0 && letters[at - 1].is_lowercase() && c.is_uppercase();
            if after_small || (initials && has_small && at == 1) {
                own.push(' ');
                any = true;
            }
            own.push(*c);
        }
        out.push(own);
    }
    any.then(|| out.join(" "))
}

/// 4 for ч and 6 for ш, as in chats.
fn by_sounds_of_figures(typed: &str) -> Option<String> {
    let letters: Vec<char> = typed.chars().collect();
    let beside = |at: Option<usize>| {
        at.and_then(|at| letters.get(at))
            .is_some_and(char::is_ascii_alphabetic)
    };
    let mut out = String::new();
    for (at, c) in letters.iter().enumerate() {
        match c {
            '4' if beside(at.checked_sub(1)) || beside(Some(at + 1)) => out.push_str("ch"),
            '6' if beside(at.checked_sub(1)) || beside(Some(at + 1)) => out.push_str("sh"),
            c => out.push(*c),
        }
    }
    (out != typed).then_some(out)
}

/// A word in two, one of which is a given name as it stands in the table.
fn at_a_given_name(word: &str) -> Vec<(&str, &str)> {
    const SHORTEST: usize = 4;
    if word.chars().count() < 2 * SHORTEST - 1 || !word.starts_with(is_cyrillic) {
        return Vec::new();
    }
    let is_given = |part: &str| {
        part.chars().count() >= SHORTEST
            && given::groups(&fold(&part.to_lowercase()))
                .iter()
                .any(|(_, far)| *far == 0)
    };
    word.char_indices()
        .map(|(at, _)| word.split_at(at))
        .filter(|(one, other)| {
            let long = |part: &str| part.chars().count() >= 3;
            (is_given(one) && long(other)) || (is_given(other) && long(one))
        })
        .take(3)
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_in_words_are_figures() {
        for (typed, meant) in [
            ("сто двадцять восьма бригада", "128 бригада"),
            ("сорок сьома бригада", "47 бригада"),
            ("десята бригада", "10 бригада"),
            ("сто п’ятдесят друга бригада", "152 бригада"),
            ("у вісімдесятій бригаді", "у 80 бригаді"),
            ("сорокова бригада", "40 бригада"),
        ] {
            assert_eq!(numbers_in_figures(typed).as_deref(), Some(meant), "{typed}");
        }
        for typed in ["Лисюк Юрій", "Сорок Іван", "сто"] {
            assert_eq!(numbers_in_figures(typed), None, "{typed}");
        }
    }

    #[test]
    fn words_are_taken_apart_and_put_together() {
        for (typed, meant) in [
            ("ПетроПедорич", "Петро Педорич"),
            ("Левченко БР", "Левченко Б Р"),
            ("hun4enko", "hunchenko"),
            ("6ev4enko Zorian", "shevchenko Zorian"),
            ("Голо бородько Зіновій", "Голобородько Зіновій"),
            ("Дерев янко", "Деревянко"),
            ("сулимаілля", "сулима ілля"),
            ("назарбратковський", "назар братковський"),
        ] {
            let all = run_together(typed, true);
            assert!(all.iter().any(|one| one == meant), "{typed}: {all:?}");
        }
        assert!(run_together("Лисюк Юрій", false).is_empty());
        assert!(run_together("ЛЕВЧЕНКО БР", false).is_empty());
    }
}
