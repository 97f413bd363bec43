//! Where the sentences of a story end.

use std::ops::Range;

/// Short words that lead to a name or a number: no sentence ends after them.
const LEADING: [&str; 25] = [
    "вул",
    "пров",
    "провул",
    "просп",
    "бул",
    "бульв",
    "б-р",
    "пл",
    "ім",
    "смт",
    "сел",
    "гр",
    "тов",
    "проф",
    "св",
    "див",
    "mr",
    "mrs",
    "ms",
    "dr",
    "lt",
    "sgt",
    "col",
    "capt",
    "gen",
];
/// Short words after which a number goes on, and a capital begins anew.
const COUNTING: [&str; 15] = [
    "кв", "буд", "корп", "тел", "моб", "обл", "р-н", "грн", "тис", "млн", "млрд", "ст", "стор",
    "no", "tel",
];

/// The ranges of the sentences, one after another, with all that stands between them. A sentence ends after a full stop and
/// its closing marks where a space and a capital, a digit or a quotation mark follow; and at every line end. A single letter
/// before the stop (Ю. Лис, с. Верхівня) and a short word that leads on (вул. Садова, кв. 3) are no end.
pub fn cut(story: &str) -> Vec<Range<usize>> {
    let mut cuts = Vec::new();
    let mut start = 0;
    let letters: Vec<(usize, char)> = story.char_indices().collect();
    for (at, (begins, c)) in letters.iter().enumerate() {
        let next = letters.get(at + 1).map(|(_, next)| *next);
        let end = begins + c.len_utf8();
        let closes = matches!(c, '.' | '!' | '?' | '…')
            || (matches!(c, '»' | '”' | '"' | ')')
                && before(&letters, at).is_some_and(|c| matches!(c, '.' | '!' | '?' | '…')));
        let ends = || {
            let after = letters[at + 1..]
                .iter()
                .map(|(_, c)| *c)
                .find(|c| !c.is_whitespace());
            after.is_some_and(|after| {
                let opens = after.is_uppercase()
                    || after.is_ascii_digit()
                    || matches!(after, '«' | '“' | '"' | '—' | '–');
                opens && !(*c == '.' && leads_on(&letters, at, after))
            })
        };
        if *c == '\n'
            || (closes && next.is_some_and(char::is_whitespace) && next != Some('\n') && ends())
        {
            cuts.push(start..end);
            start = end;
        }
    }
    cuts.push(start..story.len());
    cuts
}

/// Whether the word before this stop is a short one that leads to what comes after.
fn leads_on(letters: &[(usize, char)], stop: usize, after: char) -> bool {
    /// No short word has more letters.
    const LONGEST: usize = 6;
    let mut word: Vec<char> = letters[..stop]
        .iter()
        .rev()
        .map(|(_, c)| *c)
        .take_while(|c| c.is_alphabetic() || *c == '-')
        .take(LONGEST + 1)
        .collect();
    word.reverse();
    let word: String = word.into_iter().flat_map(char::to_lowercase).collect();
    let is_initial = word.chars().count() == 1 && word != "-";
    is_initial
        || LEADING.contains(&word.as_str())
        || (after.is_ascii_digit() && COUNTING.contains(&word.as_str()))
}

fn before(letters: &[(usize, char)], at: usize) -> Option<char> {
    at.checked_sub(1)
        .and_then(|at| letters.get(at))
        .map(|(_, c)| *c)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn told(story: &str) -> Vec<&str> {
        cut(story).into_iter().map(|at| story[at].trim()).collect()
    }

    #[test]
    fn a_short_word_that_leads_on_is_no_end() {
        for whole in [
            "Ми живемо на вулиці Садовій, 14, кв. 3.",
            "Жили на вул. Садовій, буд. 5, у м. Острог.",
            "Народився у смт. Пулини, виріс на просп. Миру.",
            "Школа ім. Шевченка, ст. 5, див. Додаток, о. Іван і проф. Лис.",
            "Вартість 5 тис. 200 грн. 50 копійок, тел. 067 123 45 67.",
            "Місто з V ст. до н. е. 40 разів відбудували.",
        ] {
            assert_eq!(told(whole), [whole]);
        }
    }

    #[test]
    fn a_sentence_ends_before_the_next() {
        for (story, ends) in [
            (
                "Уляна вишивала сорочки всій вулиці. Дзвоніть 050 123 45 67.",
                2,
            ),
            ("Родом із Житомирської обл. Там і виріс.", 2),
            ("Загинув навесні. 24 лютого пішов.", 2),
            ("Це було у XX ст. Він пам’ятав.", 2),
            ("Перший рядок\nДругий рядок", 2),
        ] {
            assert_eq!(told(story).len(), ends, "{story}");
        }
    }

    proptest::proptest! {
        #[test]
        fn nothing_is_lost(story in "\\PC{0,80}") {
            let joined: String = cut(&story).into_iter().map(|at| &story[at]).collect();
            proptest::prop_assert_eq!(joined, story);
        }
    }
}
