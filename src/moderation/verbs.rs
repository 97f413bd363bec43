//! Whether a story tells of its person as of one of the other sex: by the verb after the given name, and by the pronoun that
//! begins a sentence. Where somebody else may be meant, nothing is said.

use std::sync::LazyLock;

use regex::Regex;

use crate::heroes::hero::{Record, Sex};
use crate::linter::people::{Own, is_given};
use crate::names::{self, given};

static WORD: LazyLock<Option<Regex>> = LazyLock::new(|| Regex::new(r"\p{L}[\p{L}’'ʼ-]*").ok());

/// What may stand between a name and its verb.
const BETWEEN: [&str; 18] = [
    "завжди",
    "дуже",
    "не",
    "ніколи",
    "теж",
    "також",
    "ще",
    "вже",
    "тоді",
    "так",
    "часто",
    "добре",
    "щиро",
    "змалку",
    "просто",
    "сам",
    "сама",
    "потім",
];
/// Nouns and adjectives with the ending of a verb.
const NO_VERBS: [&str; 25] = [
    "школа",
    "сила",
    "села",
    "мала",
    "ціла",
    "стріла",
    "скала",
    "скла",
    "тіла",
    "діла",
    "могила",
    "крила",
    "бджола",
    "смола",
    "зала",
    "мила",
    "гола",
    "кола",
    "похила",
    "весела",
    "світла",
    "тепла",
    "зла",
    "шкала",
    "спів",
];
/// Verbs whose masculine ending other words have too.
const VERBS: [&str; 26] = [
    "хотів",
    "умів",
    "вмів",
    "сидів",
    "летів",
    "горів",
    "болів",
    "володів",
    "радів",
    "терпів",
    "жалів",
    "глядів",
    "зрозумів",
    "розумів",
    "їхав",
    "пішов",
    "прийшов",
    "знайшов",
    "йшов",
    "перейшов",
    "вів",
    "ріс",
    "виріс",
    "міг",
    "допоміг",
    "поліг",
];
/// What people do and things do not, by how it begins.
const OF_PEOPLE: [&str; 48] = [
    "люби",
    "полюби",
    "діли",
    "захоплюва",
    "мрія",
    "працюва",
    "служи",
    "воюва",
    "навча",
    "народи",
    "закінчи",
    "допомага",
    "допом",
    "каза",
    "говори",
    "вмі",
    "умі",
    "хоті",
    "жив",
    "жила",
    "мешка",
    "вихову",
    "обожнюва",
    "писа",
    "чита",
    "співа",
    "малюва",
    "усміха",
    "посміха",
    "смія",
    "телефонува",
    "дзвони",
    "захища",
    "рятува",
    "готува",
    "віри",
    "дума",
    "дба",
    "піклува",
    "турбува",
    "цінува",
    "поважа",
    "загину",
    "поїха",
    "приїха",
    "вступи",
    "одружи",
    "рибали",
];
/// Whoever a «вона» may be, by how the word begins.
const WOMEN: [&str; 30] = [
    "мати",
    "матер",
    "матір",
    "мам",
    "матус",
    "неньк",
    "дружин",
    "сестр",
    "доньк",
    "доньц",
    "доч",
    "донеч",
    "доня",
    "доню",
    "бабус",
    "баб",
    "наречен",
    "кохан",
    "дівчин",
    "жінк",
    "тітк",
    "подруг",
    "вчительк",
    "учительк",
    "медсестр",
    "лікарк",
    "внучк",
    "вдов",
    "посестр",
    "дитин",
];
const MEN: [&str; 37] = [
    "чоловік",
    "син",
    "брат",
    "батьк",
    "тат",
    "дід",
    "дядьк",
    "друг",
    "друз",
    "побратим",
    "командир",
    "комбат",
    "хлоп",
    "учень",
    "учня",
    "учні",
    "кохан",
    "наречен",
    "онук",
    "внук",
    "вчител",
    "учител",
    "тренер",
    "лікар",
    "боєць",
    "бійц",
    "воїн",
    "солдат",
    "сусід",
    "племінник",
    "кум",
    "зят",
    "пес",
    "кіт",
    "кінь",
    "собак",
    "командувач",
];
/// What is many people and one word; only right before.
const MANY: [&str; 14] = [
    "родин",
    "сім’",
    "бригад",
    "рот",
    "людин",
    "команд",
    "груп",
    "країн",
    "україн",
    "загін",
    "батальйон",
    "полк",
    "взвод",
    "екіпаж",
];

struct Word<'a> {
    text: &'a str,
    low: String,
    /// Only a space stands before it.
    follows: bool,
}

fn words(sentence: &str) -> Vec<Word<'_>> {
    let Some(word) = WORD.as_ref() else {
        return Vec::new();
    };
    let mut from = 0;
    word.find_iter(sentence)
        .map(|one| {
            let between = &sentence[from..one.start()];
            from = one.end();
            Word {
                text: one.as_str(),
                low: one.as_str().to_lowercase(),
                follows: !between.is_empty() && between.trim().is_empty(),
            }
        })
        .collect()
}

/// The sex that a verb of the past tells.
fn told_by(word: &Word<'_>) -> Option<Sex> {
    let low = word.low.as_str();
    if NO_VERBS.contains(&low) || word.text.starts_with(char::is_uppercase) {
        return None;
    }
    let ends = |endings: &[&str]| endings.iter().any(|ending| low.ends_with(ending));
    let letters = low.chars().count();
    if VERBS.contains(&low) || (letters > 2 && ends(&["ав", "яв", "ив", "їв", "ув", "вся"]))
    {
        Some(Sex::Male)
    } else if letters > 3 && ends(&["ла", "лася", "лась"]) {
        Some(Sex::Female)
    } else {
        None
    }
}

/// The numbers, from one, of the sentences whose verbs are of the other sex.
pub fn of_the_other_sex(record: &Record, sentences: &[String]) -> Vec<usize> {
    let Some(sex) = record.sex else {
        return Vec::new();
    };
    let own = Own::of(record);
    let mut found = Vec::new();
    let mut known: Vec<Vec<Word<'_>>> = Vec::new();
    for (number, sentence) in (1..).zip(sentences) {
        let words = words(sentence);
        let by_name = verb_after_the_name(record, &own, &words).is_some_and(|told| told != sex);
        let by_pronoun = pronoun(sentence, &words)
            .is_some_and(|told| told != sex && !is_of_another(told, &own, &known));
        if by_name || by_pronoun {
            found.push(number);
        }
        known.push(words);
    }
    found
}

/// «Юрій приїхала»: the name in the nominative, perhaps the family name, and the verb.
fn verb_after_the_name(record: &Record, own: &Own, words: &[Word<'_>]) -> Option<Sex> {
    let groups = |name: &str| -> Vec<given::Group> {
        let groups = given::groups(&names::fold(name)).iter();
        groups.map(|(group, _)| *group).collect()
    };
    let mine = groups(&record.name.given);
    let given = record.name.given.to_lowercase();
    let is_own = |word: &Word<'_>| {
        word.text.starts_with(char::is_uppercase)
            && (word.low == given || groups(word.text).iter().any(|group| mine.contains(group)))
    };
    words.iter().enumerate().find_map(|(at, word)| {
        let somebodys = at.checked_sub(1).is_some_and(|before| {
            words[at].follows && (begins(&words[before], &MEN) || begins(&words[before], &WOMEN))
        });
        if !is_own(word) || somebodys {
            return None;
        }
        let mut rest = words[at + 1..].iter().take_while(|word| word.follows);
        let mut between = 0;
        loop {
            let next = rest.next()?;
            if let Some(told) = told_by(next) {
                return Some(told);
            }
            let family = next.text.starts_with(char::is_uppercase) && own.has(next.text);
            between += 1;
            if between > 2 || !(family || BETWEEN.contains(&next.low.as_str())) {
                return None;
            }
        }
    })
}

/// Of whom a sentence is that begins with «Він» or «Вона» and says what people do.
fn pronoun(sentence: &str, words: &[Word<'_>]) -> Option<Sex> {
    let (first, rest) = words.split_first()?;
    let told = match first.low.as_str() {
        "він" => Sex::Male,
        "вона" => Sex::Female,
        _ => return None,
    };
    let verb = rest
        .iter()
        .take(3)
        .take_while(|word| word.follows)
        .find(|word| told_by(word).is_some())?;
    let stands = sentence.trim_start().starts_with(first.text);
    (stands && told_by(verb) == Some(told) && begins(verb, &OF_PEOPLE)).then_some(told)
}

/// Whether the text before speaks of anybody else who may be meant.
fn is_of_another(sex: Sex, own: &Own, before: &[Vec<Word<'_>>]) -> bool {
    let others: &[&str] = match sex {
        Sex::Male => &MEN,
        Sex::Female => &WOMEN,
    };
    let named = |word: &Word<'_>| {
        begins(word, others)
            || (word.text.starts_with(char::is_uppercase)
                && !own.has(word.text)
                && is_given(word.text))
    };
    before.iter().flatten().any(named)
        || before
            .last()
            .is_some_and(|last| last.iter().any(|word| begins(word, &MANY)))
}

fn begins(word: &Word<'_>, stems: &[&str]) -> bool {
    stems.iter().any(|stem| word.low.starts_with(stem))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::names::Name;

    fn found(sex: Sex, story: &[&str]) -> Vec<usize> {
        let (family, given) = match sex {
            Sex::Male => ("Лисюк", "Юрій"),
            Sex::Female => ("Гай", "Олена"),
        };
        let record = Record {
            name: Name {
                family: family.to_owned(),
                given: given.to_owned(),
                patronymic: None,
            },
            sex: Some(sex),
            ..Record::default()
        };
        let sentences: Vec<String> = story.iter().map(|one| (*one).to_owned()).collect();
        of_the_other_sex(&record, &sentences)
    }

    #[test]
    fn verbs_and_pronouns_of_the_other_sex_are_found() {
        for story in [
            &["Юрій приїхала додому."][..],
            &["Юрій Лисюк завжди любила ліс."],
            &["Юра ділилася всім."],
            &["Вона любила рибалку."],
            &["Юрій ріс у Пулинах.", "Вона любила рибалку."],
        ] {
            assert_eq!(found(Sex::Male, story), [story.len()], "{story:?}");
        }
        for story in [
            &["Олена приїхав додому."][..],
            &["Він завжди ділився."],
            &["Олена Гай народилася в Пулинах.", "Він завжди ділився."],
        ] {
            assert_eq!(found(Sex::Female, story), [story.len()], "{story:?}");
        }
    }

    #[test]
    fn where_others_are_spoken_of_nothing_is_said() {
        for story in [
            &["Юрій приїхав додому.", "Він любив рибалку."][..],
            &["Його чекала мати.", "Вона любила його понад усе."],
            &["Удома лишилася Ірина.", "Вона чекала і вірила."],
            &["Юрій воював у бригаді.", "Вона захищала Бахмут."],
            &["Війна прийшла навесні.", "Вона змінила все."],
            &["Коли приїхав Юрій, приїхала й сестра."],
            &["Юрій, казала мама, любив ліс."],
            &["«Вона любила рибалку», — казав він."],
            &["Юрій школа села."],
            &["Юрія любила вся вулиця."],
        ] {
            assert!(found(Sex::Male, story).is_empty(), "{story:?}");
        }
        for story in [
            &["Олена вийшла заміж, її чоловік чекав.", "Він любив її."][..],
            &["Батько Олени працював у полі."],
            &["Олена приїхала.", "Вона ділилася всім."],
            &["Олена братів любила."],
        ] {
            assert!(found(Sex::Female, story).is_empty(), "{story:?}");
        }
    }
}
