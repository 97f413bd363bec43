//! What somebody wrote for a settlement, read: the name by its sound, what kind of place it was said to be, and what was
//! said beside it. «с. Пулини», “Illinka village”, «м.Київ», «Іллінка, Покровський р-н, Донецька обл.».

use super::settlement::Kind;
use crate::names::{fold, folds, tidy};

/// Letters that are read; what is longer is no name of a place.
const LONGEST: usize = 200;
/// Words of one name: «Чернігівсько-Замосковський Перший».
const MOST_WORDS: usize = 6;
/// Keys of one name in all the habits of Latin spelling.
const MOST_KEYS: usize = 8;

#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Written {
    /// The name as it sounds, by the commonest reading first; never empty, and no key is.
    pub keys: Vec<String>,
    /// «с.», «м.», “village”.
    pub kind: Option<Kind>,
    /// Keys of words beside the name, such as an oblast or a raion.
    pub beside: Vec<String>,
}

/// The key by which a name of the register is found: its words as they sound, with nothing between them, for one writes
/// Ново-Богданівка and another Новобогданівка.
pub fn key(name: &str) -> String {
    words(&tidy(name)).map(fold).collect()
}

impl Written {
    /// Nothing, when there is no letter in it.
    pub fn parse(typed: &str) -> Option<Self> {
        let typed: String = typed.chars().take(LONGEST).collect();
        let typed = tidy(&typed).to_lowercase();
        let parts: Vec<Vec<&str>> = typed
            .split([',', ';', '(', ')', '/'])
            .map(|part| words(part).collect::<Vec<_>>())
            .filter(|part| !part.is_empty())
            .collect();
        // The oblast may come first: the name is what says that it is one, else what does not say that it is a district.
        let name = parts
            .iter()
            .position(|part| part.len() > 1 && kind(part[0]).is_some())
            .or_else(|| {
                let district = |part: &Vec<&str>| part.iter().any(|word| is_district(word));
                parts.iter().position(|part| !district(part))
            })
            .unwrap_or(0);
        let mut said = None;
        let mut beside = Vec::new();
        let mut own = Vec::new();
        for (at, part) in parts.iter().enumerate() {
            if at == name {
                own = own_words(part, &mut said, &mut beside);
            } else {
                beside.extend(part.iter().copied());
            }
        }
        let mut keys = vec![String::new()];
        for word in own.iter().take(MOST_WORDS) {
            let sounds = folds(word);
            keys = keys
                .iter()
                .flat_map(|before| sounds.iter().map(move |sound| format!("{before}{sound}")))
                .take(MOST_KEYS)
                .collect();
        }
        keys.retain(|key| !key.is_empty());
        keys.dedup();
        let beside = beside
            .into_iter()
            .filter(|word| !is_district(word) && word.chars().count() > 3)
            .map(fold)
            .filter(|key| !key.is_empty());
        let beside = beside.take(MOST_WORDS).collect();
        (!keys.is_empty()).then_some(Self {
            keys,
            kind: said,
            beside,
        })
    }
}

/// The words of the name itself: without what kind of place it is, before it or after it, and without a district that
/// follows it with no comma.
fn own_words<'a>(
    part: &[&'a str],
    said: &mut Option<Kind>,
    beside: &mut Vec<&'a str>,
) -> Vec<&'a str> {
    let mut words = part.to_vec();
    if let Some(district) = words
        .iter()
        .position(|word| is_district(word))
        .filter(|at| *at > 1)
    {
        beside.extend(words.drain(district - 1..));
    }
    while words.len() > 1 && (kind(words[0]).is_some() || is_little(words[0])) {
        *said = said.or(kind(words[0]));
        words.remove(0);
    }
    while words.len() > 1 {
        let Some(found) = words.last().copied().and_then(kind_after) else {
            break;
        };
        *said = said.or(Some(found));
        words.pop();
    }
    words
}

/// A name without the short word for its kind: «с. Іванівка» is «Іванівка», «смт Пулини» is «Пулини».
pub fn without_kind(name: &str) -> &str {
    let Some((before, rest)) = name.trim().split_once([' ', '\u{a0}', '.']) else {
        return name;
    };
    let rest = rest.trim_start_matches(['.', ' ', '\u{a0}']);
    if kind(&before.to_lowercase()).is_some() && rest.starts_with(char::is_uppercase) {
        rest
    } else {
        name
    }
}

fn words(text: &str) -> impl Iterator<Item = &str> {
    let between =
        |c: char| c.is_whitespace() || matches!(c, '.' | '-' | '«' | '»' | '"' | '“' | '”' | '„');
    text.split(between)
        .map(|word| word.trim_matches(|c: char| !c.is_alphanumeric()))
        .filter(|word| !word.is_empty())
}

/// What a word before a name says of it.
fn kind(word: &str) -> Option<Kind> {
    match word {
        "м" | "m" | "місто" | "город" | "city" | "town" => Some(Kind::City),
        "смт" | "сщ" | "селище" | "settlement" | "пгт" => Some(Kind::Settlement),
        "с" | "c" | "s" | "село" | "сел" | "хутір" | "х" | "village" => {
            Some(Kind::Village)
        }
        _ => None,
    }
}

fn kind_after(word: &str) -> Option<Kind> {
    match word {
        "city" | "town" => Some(Kind::City),
        "settlement" => Some(Kind::Settlement),
        "village" => Some(Kind::Village),
        _ => None,
    }
}

fn is_little(word: &str) -> bool {
    matches!(word, "міського" | "типу" | "of" | "the" | "urban" | "type")
}

fn is_district(word: &str) -> bool {
    matches!(
        word,
        "область"
            | "області"
            | "обл"
            | "район"
            | "району"
            | "р"
            | "н"
            | "громада"
            | "громади"
            | "отг"
            | "oblast"
            | "region"
            | "raion"
            | "rayon"
            | "district"
            | "hromada"
            | "україна"
            | "ukraine"
    )
}

#[cfg(test)]
mod tests {
    #[test]
    fn a_short_word_for_the_kind_is_told_from_the_name() {
        for (written, name) in [
            ("с. Іванівка", "Іванівка"),
            ("с.Іванівка", "Іванівка"),
            ("смт Пулини", "Пулини"),
            ("м. Нова Каховка", "Нова Каховка"),
            ("село Нова Воля", "Нова Воля"),
            ("Нова Воля", "Нова Воля"),
            ("Село", "Село"),
            ("С", "С"),
            ("", ""),
        ] {
            assert_eq!(super::without_kind(written), name, "{written}");
        }
    }

    use super::*;
    use proptest::prelude::*;

    #[test]
    fn spellings_of_one_place_meet() {
        for (name, spellings) in [
            (
                "Іллінка",
                "Іллінка|Illinka|Ilinka|с. Іллінка|с.Іллінка|село Ілінка|Illinka village|ИЛЛИНКА",
            ),
            (
                "Пулини",
                "Пулини|смт Пулини|селище міського типу Пулини|Pulyny|Пулини, Житомирська область|Житомирська обл., смт Пулини",
            ),
            (
                "Кам’янець-Подільський",
                "Кам'янець-Подільський|Камʼянець Подільський|Kamianets-Podilskyi|м.Кам’янець-Подільський",
            ),
            ("Новобогданівка", "Ново-Богданівка|Novobohdanivka"),
            ("Київ", "м. Київ|Kyiv|city of Kyiv|місто Київ"),
            ("Іллінка", "Іллінка Донецької обл.|Illinka Donetsk oblast"),
        ] {
            for spelling in spellings.split('|') {
                let read = Written::parse(spelling).unwrap();
                assert!(read.keys.contains(&key(name)), "{spelling}: {read:?}");
            }
        }
    }

    #[test]
    fn what_is_said_beside_a_name_is_kept() {
        let read = Written::parse("с. Іллінка, Покровський р-н, Донецька обл.").unwrap();
        assert_eq!(read.kind, Some(Kind::Village));
        assert_eq!(read.beside, [fold("покровський"), fold("донецька")]);
        let read = Written::parse("Пулини").unwrap();
        assert_eq!((read.kind, read.beside), (None, vec![]));
        // What looks like a kind and is the whole name stays the name.
        assert_eq!(Written::parse("Місто").unwrap().keys, [key("Місто")]);
        for nothing in ["", "  ", ".", "«»", "—", "ь"] {
            assert_eq!(Written::parse(nothing), None, "{nothing}");
        }
    }

    proptest! {
        #[test]
        fn whatever_is_typed_is_read_within_bounds(typed in any::<String>()) {
            if let Some(read) = Written::parse(&typed) {
                prop_assert!(!read.keys.is_empty() && read.keys.len() <= MOST_KEYS);
                prop_assert!(read.beside.len() <= MOST_WORDS);
                for key in read.keys.iter().chain(&read.beside) {
                    prop_assert!(!key.is_empty());
                    prop_assert!(key.bytes().all(|b| b.is_ascii_lowercase() || b.is_ascii_digit()));
                }
            }
        }

        #[test]
        fn a_name_and_its_official_latin_are_one_place(name in "[А-ЩЮЯҐЄІЇ][а-щьюяґєії’]{3,12}(-[А-ЩЮЯ][а-щьюяґєії]{3,9})?") {
            let latin = Written::parse(&crate::names::romanise(&name)).unwrap();
            prop_assert!(latin.keys.contains(&key(&name)), "{latin:?}");
        }
    }
}
