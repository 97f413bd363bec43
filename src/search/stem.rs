//! What the forms of a word have in common, for looking through stories: пораненого, поранення, поранений; школа, шкіл;
//! працював, працює; served, serving.
//!
//! English goes by the Porter 2 algorithm. For Ukrainian there is no such library: this is a light stemmer in the same
//! spirit, in three steps (ending, suffix of a verb, letters that alternate). It is for comparing, never for showing, and
//! brings a few words together that are not one; stories come last in a search, so that this costs little.

use std::sync::LazyLock;

use rust_stemmers::{Algorithm, Stemmer};

use crate::names::is_cyrillic;

static ENGLISH: LazyLock<Stemmer> = LazyLock::new(|| Stemmer::create(Algorithm::English));

/// Letters that a stem has at least.
const SHORTEST: usize = 3;

/// Endings of nouns, adjectives and verbs in the present, longest first.
const ENDINGS: [&str; 70] = [
    "ського",
    "ському",
    "ськими",
    "уватимуть",
    "атимуть",
    "итимуть",
    "уються",
    "юються",
    "аються",
    "яться",
    "ового",
    "увати",
    "ювати",
    "уючи",
    "юючи",
    "аючи",
    "ують",
    "юють",
    "ають",
    "яють",
    "іють",
    "уємо",
    "юємо",
    "аємо",
    "уєте",
    "аєте",
    "ами",
    "ями",
    "ими",
    "іми",
    "ого",
    "ому",
    "ові",
    "еві",
    "єві",
    "ить",
    "їть",
    "уть",
    "ють",
    "ять",
    "ать",
    "ише",
    "ете",
    "имо",
    "емо",
    "уєш",
    "аєш",
    "иш",
    "еш",
    "ує",
    "ює",
    "ає",
    "іє",
    "ою",
    "ею",
    "єю",
    "ої",
    "ий",
    "их",
    "им",
    "ах",
    "ях",
    "ам",
    "ям",
    "ом",
    "ем",
    "єм",
    "ів",
    "їв",
    "ей",
];

/// One letter, after the longer ones.
const LETTERS: [char; 12] = ['а', 'я', 'у', 'ю', 'и', 'і', 'ї', 'о', 'е', 'є', 'й', 'ь'];

/// What the past, the infinitive and the nouns of verbs put between stem and ending, and what stands instead of it.
const SUFFIXES: [(&str, &str); 30] = [
    ("уванн", ""),
    ("юванн", ""),
    ("увал", ""),
    ("ювал", ""),
    ("уват", ""),
    ("юват", ""),
    ("ував", ""),
    ("ював", ""),
    ("анн", ""),
    ("янн", ""),
    ("енн", "ен"),
    ("єнн", "ен"),
    ("інн", "ін"),
    ("ал", ""),
    ("ат", ""),
    ("ав", ""),
    ("ял", ""),
    ("ят", ""),
    ("яв", ""),
    ("ил", ""),
    ("ит", ""),
    ("ив", ""),
    ("ул", ""),
    ("ув", ""),
    ("ут", ""),
    ("ов", ""),
    ("ев", ""),
    ("єв", ""),
    ("ів", ""),
    ("їв", ""),
];

/// The stem of a word as [`super::words::words`] gives it: lower case, of letters or of digits. Numbers keep all.
#[must_use]
pub fn stem(word: &str) -> String {
    // A soft sign by itself is no word, and stays as it is typed.
    if word.starts_with(is_cyrillic) && word.chars().any(|c| c != 'ь') {
        return ukrainian(word);
    }
    if word.is_ascii() && word.starts_with(|c: char| c.is_ascii_alphabetic()) {
        return ENGLISH.stem(word).into_owned();
    }
    word.to_owned()
}

fn ukrainian(word: &str) -> String {
    let word = ["ся", "сь"]
        .iter()
        .find_map(|own| word.strip_suffix(own).filter(|rest| letters(rest) > 3))
        .unwrap_or(word);
    let bare = without_ending(word);
    alternated(&without_suffix(bare))
}

fn letters(text: &str) -> usize {
    text.chars().count()
}

fn without_ending(word: &str) -> &str {
    let long = ENDINGS.iter().find_map(|ending| {
        word.strip_suffix(ending)
            .filter(|rest| letters(rest) >= SHORTEST)
    });
    long.or_else(|| {
        word.strip_suffix(LETTERS)
            .filter(|rest| letters(rest) >= SHORTEST)
    })
    .map_or(word, |rest| {
        // «Побратим» ends like «добрим», «криголам» like «полям»: what is left of their other forms must lose the same.
        ["им", "ам", "ям", "ом", "ем", "єм"]
            .iter()
            .find_map(|ending| {
                rest.strip_suffix(ending)
                    .filter(|less| letters(less) >= SHORTEST)
            })
            .unwrap_or(rest)
    })
}

fn without_suffix(stem: &str) -> String {
    let short = SUFFIXES.iter().find_map(|(suffix, instead)| {
        let rest = stem.strip_suffix(suffix)?;
        (letters(rest) >= SHORTEST).then(|| format!("{rest}{instead}"))
    });
    short.unwrap_or_else(|| stem.to_owned())
}

/// Letters that come and go between the forms of one word: хлопець, хлопця; рік, року; нога, нозі; життя, життєвий.
fn alternated(stem: &str) -> String {
    let mut letters: Vec<char> = stem.chars().filter(|c| *c != 'ь').collect();
    // A letter that stands three times in a row is no word's double: «яяяя» is not «я», which every story has.
    if letters
        .windows(3)
        .any(|three| three[0] == three[1] && three[1] == three[2])
    {
        return letters.into_iter().collect();
    }
    letters.dedup();
    let comes_and_goes = match letters[..] {
        [.., before, 'о' | 'е' | 'є', 'к' | 'ц'] | [.., before, 'е' | 'є', 'р' | 'н'] => {
            letters.len() > 4 && !is_vowel(before)
        }
        [.., before, 'е' | 'є', 'л'] => letters.len() > 5 && !is_vowel(before),
        _ => false,
    };
    if comes_and_goes {
        letters.remove(letters.len() - 2);
        letters.dedup();
    }
    if let Some(vowel) = letters.iter_mut().rev().find(|c| is_vowel(**c))
        && matches!(vowel, 'і' | 'ї' | 'е' | 'є')
    {
        *vowel = 'о';
    }
    if letters.len() > 2
        && let Some(last) = letters.last_mut()
    {
        *last = match *last {
            'ц' | 'ч' => 'к',
            'з' | 'ж' => 'г',
            same => same,
        };
    }
    letters.into_iter().collect()
}

fn is_vowel(c: char) -> bool {
    matches!(c, 'а' | 'е' | 'є' | 'и' | 'і' | 'ї' | 'о' | 'у' | 'ю' | 'я')
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn a_letter_typed_again_and_again_is_not_the_word_of_one_letter() {
        for junk in ["яяяя", "йййй", "ааа"] {
            assert!(stem(junk).chars().count() > 2, "{junk}: {}", stem(junk));
        }
        assert_eq!(stem("життя"), stem("житті"), "a double is a word's own");
    }

    #[test]
    fn the_forms_of_a_word_meet() {
        for forms in [
            "школа школи школі школу школою шкіл школам школах",
            "будинок будинку будинком будинки будинків",
            "хлопець хлопця хлопцю хлопцем хлопці хлопців",
            "дім дому домом домі",
            "нога ноги нозі ногу",
            "рука руки руці руку рукою",
            "книга книги книзі книгу книгою книг",
            "друг друга другом друзі друзів друже",
            "пісня пісні пісню пісень піснями",
            "вечір вечора вечором вечорами вечорів",
            "осінь осені осінню",
            "робота роботи роботі роботу робіт роботою",
            "життя життю життям",
            "водій водія водієм водіїв водії",
            "командир командира командиром командири",
            "волонтер волонтера волонтери волонтерів волонтером",
            "волонтерка волонтерки волонтерок волонтеркою",
            "учитель учителя учителем учителі учителів",
            "футбол футболу футболом футболі",
            "побратим побратима побратими побратимів побратимам",
            "поранення пораненням поранень",
            "поранений пораненого пораненому пораненим поранена поранені",
            "веселий весела веселого веселі веселою",
            "добрий добра доброго добрими",
            "працював працювала працювали працювати працює працюють",
            "служив служила служити служили служить",
            "загинув загинула загинули загинути",
            "навчався навчалася навчатися навчання навчанням",
            "любив любила любили любити любить",
            "мріяв мріяла мріяли мріяти",
            "народився народилася народилися народитися",
            "згадують згадував згадує згадати згадали",
            "полон полону полоні полоном",
            "міст мосту мостом мости",
            "вітер вітру вітром вітри",
            "гітара гітарі гітару гітарою гітари",
            "риболовля риболовлі риболовлю риболовлею",
            "капітан капітана капітаном капітани",
            "солдат солдата солдатом солдати солдатів",
            "донька доньки доньку донькою доньок",
            "криголам криголама криголами криголамі криголамів",
            "джміль джмеля джмелі джмелів",
            "львів львова львову львовом львові",
            "київ києва києву києвом",
            "поштовий поштового поштові поштових",
            "городковий городкового городковому",
            "played playing plays play",
            "football footballs",
            "cities city",
        ] {
            let stems: Vec<String> = forms.split(' ').map(stem).collect();
            let strays: Vec<&str> = forms
                .split(' ')
                .zip(&stems)
                .filter(|(_, stem)| *stem != &stems[0])
                .map(|(form, _)| form)
                .collect();
            assert!(strays.is_empty(), "{forms}: {strays:?} of {stems:?}");
        }
    }

    #[test]
    fn different_words_stay_apart() {
        for (one, other) in [
            ("школа", "шкода"),
            ("капітан", "капітал"),
            ("мати", "мапа"),
            ("водій", "вода"),
            ("поле", "полон"),
            ("58", "588"),
        ] {
            assert_ne!(stem(one), stem(other), "{one} {other}");
        }
    }

    proptest! {
        #[test]
        fn any_word_has_a_stem(word in "[а-яіїєґ]{1,20}|[a-z]{1,20}|[0-9]{1,9}|\\PC{1,9}") {
            prop_assert!(!stem(&word).is_empty());
        }
    }
}
