//! What a typesetter does to a text before it is read: no-break spaces, quotation marks, apostrophes, dashes.
//! Plain std only: `build.rs` sets the interface's own words with it. It never changes a letter or a digit.

use super::lang::Lang;

const NO_BREAK: char = '\u{a0}';

/// The text as it should stand on the page. Line ends stay where they are; a second pass changes nothing.
pub fn tidy(lang: Lang, text: &str) -> String {
    let mut tidied = String::with_capacity(text.len() + 16);
    for (number, line) in text.split('\n').enumerate() {
        if number > 0 {
            tidied.push('\n');
        }
        if may_have_marks(line) && line.contains(is_mark) {
            let line: Vec<char> = line.chars().collect();
            let line: String = with_marks(lang, &line).into_iter().collect();
            with_spaces(lang, &line, &mut tidied);
        } else {
            with_spaces(lang, line, &mut tidied);
        }
    }
    tidied
}

/// Whether a byte is there that a mark is, or begins with: quicker than letter by letter.
fn may_have_marks(line: &str) -> bool {
    line.bytes()
        .any(|byte| matches!(byte, b'"' | b'-' | b'\'' | b'`' | 0xc2 | 0xca | 0xe2))
}

/// What [`with_marks`] may set otherwise: a line without any stays as it is, and most are such.
fn is_mark(c: char) -> bool {
    matches!(c, '"' | '-' | '–') || (is_apostrophe(c) && c != '’')
}

/// Quotation marks in pairs, apostrophes inside words, dashes between words.
fn with_marks(lang: Lang, line: &[char]) -> Vec<char> {
    let mut set = line.to_vec();
    pair_quotes(lang, line, &mut set);
    let mut out = Vec::with_capacity(set.len());
    let mut at = 0;
    while at < set.len() {
        let before = at.checked_sub(1).map(|i| set[i]);
        let dash = match set[at..] {
            ['-', '-', ..] => 2,
            ['-', ..] => 1,
            ['–', ..] if lang == Lang::Uk => 1,
            _ => 0,
        };
        if dash > 0
            && before.is_none_or(is_space)
            && set.get(at + dash).is_some_and(|c| is_space(*c))
        {
            out.push('—');
            at += dash;
        } else if is_apostrophe(set[at]) && letter(before) && letter(set.get(at + 1).copied()) {
            out.push('’');
            at += 1;
        } else {
            out.push(set[at]);
            at += 1;
        }
    }
    out
}

/// Straight quotes become «…» and „…“ inside them, in English “…” and ‘…’. One without its pair stays as it was typed.
fn pair_quotes(lang: Lang, line: &[char], set: &mut [char]) {
    let marks = match lang {
        Lang::Uk => [['«', '»'], ['„', '“']],
        Lang::En => [['“', '”'], ['‘', '’']],
    };
    let (outer_open, outer_close) = (marks[0][0], marks[0][1]);
    let mut depth = 0_usize;
    let mut open: Vec<(usize, usize)> = Vec::new();
    let mut opens_here = true;
    for (at, &mark) in line.iter().enumerate() {
        if mark == '"' {
            if opens_here {
                open.push((at, depth));
                depth += 1;
            } else if let Some((start, level)) = open.pop() {
                let pair = marks[level.min(1)];
                (set[start], set[at]) = (pair[0], pair[1]);
                depth = level;
            }
        } else {
            if mark == outer_open {
                depth += 1;
            } else if mark == outer_close {
                depth = depth.saturating_sub(1);
            }
            // “ closes in Ukrainian what „ opened, and opens in English.
            opens_here = is_space(mark)
                || matches!(mark, '(' | '[' | '—' | '–' | '-' | '/')
                || marks.iter().any(|[opening, _]| mark == *opening);
        }
    }
}

/// Spaces that must not break: «у травні», «5 березня», «58 ОМПБр», «Ю. Л.», and before a dash.
fn with_spaces(lang: Lang, line: &str, out: &mut String) {
    let mut done = 0;
    for (at, _) in line.match_indices(' ') {
        let (before, after) = (&line[..at], &line[at + 1..]);
        if after.starts_with('—') || holds_on(lang, before, after) {
            out.push_str(&line[done..at]);
            out.push(NO_BREAK);
            done = at + 1;
        }
    }
    out.push_str(&line[done..]);
}

/// Whether the word before a space and the word after it belong on one line.
fn holds_on(lang: Lang, before: &str, after: &str) -> bool {
    let word = before.rsplit(is_space).next().unwrap_or(before);
    let word = word.trim_start_matches(['(', '[', '«', '„', '“', '"']);
    let Some(last) = word.chars().next_back() else {
        return false;
    };
    let next = after.chars().next();
    let mut letters = word.chars();
    match (letters.next(), letters.next(), letters.next()) {
        (Some('№' | '§'), None, _) => next.is_some_and(|c| c.is_ascii_digit()),
        (Some(one), None, _) if lang == Lang::Uk && is_one_letter_word(one) => true,
        // Initials and the short words м., с., р., вул. has more letters and stays free.
        (Some(one), Some('.'), None) if one.is_alphabetic() => next.is_some_and(char::is_uppercase),
        _ => last.is_ascii_digit() && is_counted(lang, word, after),
    }
}

/// A short number holds on to the word after it; a year only to «року» and its forms.
fn is_counted(lang: Lang, number: &str, after: &str) -> bool {
    let digits = number.bytes().rev().take_while(u8::is_ascii_digit).count();
    match after.chars().next() {
        Some('%' | '°' | '₴') => true,
        Some(c) if c.is_alphabetic() => {
            let next = after.split(|c: char| !c.is_alphabetic()).next();
            digits < 4
                || (lang == Lang::Uk
                    && matches!(
                        next.unwrap_or_default(),
                        "р" | "рр"
                            | "рік"
                            | "року"
                            | "році"
                            | "роком"
                            | "роки"
                            | "років"
                            | "роках"
                            | "роками"
                    ))
        }
        _ => false,
    }
}

fn is_one_letter_word(c: char) -> bool {
    matches!(
        c,
        'у' | 'в'
            | 'і'
            | 'з'
            | 'о'
            | 'а'
            | 'й'
            | 'я'
            | 'є'
            | 'У'
            | 'В'
            | 'І'
            | 'З'
            | 'О'
            | 'А'
            | 'Й'
            | 'Я'
            | 'Є'
    )
}

fn is_apostrophe(c: char) -> bool {
    matches!(c, '\'' | '`' | '´' | '\u{2bc}' | '‘' | '’')
}

fn is_space(c: char) -> bool {
    c == ' ' || c == NO_BREAK
}

fn letter(c: Option<char>) -> bool {
    c.is_some_and(|c| c.is_alphabetic() && !is_apostrophe(c))
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    /// No-break spaces made visible.
    fn uk(text: &str) -> String {
        tidy(Lang::Uk, text).replace(NO_BREAK, "_")
    }

    fn en(text: &str) -> String {
        tidy(Lang::En, text).replace(NO_BREAK, "_")
    }

    #[test]
    fn one_letter_words_hold_on_to_the_next() {
        assert_eq!(
            uk("У травні, і я з ним (в полоні)"),
            "У_травні, і_я_з_ним (в_полоні)"
        );
        assert_eq!(uk("батьки й сестра"), "батьки й_сестра");
        assert_eq!(uk("у 58-й окремій бригаді"), "у_58-й окремій бригаді");
    }

    #[test]
    fn numbers_hold_on_to_what_they_count() {
        assert_eq!(
            uk("58 ОМПБр, 5 березня 1996 року, 27 років"),
            "58_ОМПБр, 5_березня 1996_року, 27_років"
        );
        assert_eq!(
            uk("1996 р. народження; у 2014 пішов; 1990 роком"),
            "1996_р. народження; у_2014 пішов; 1990_роком"
        );
        assert_eq!(uk("№ 5, 40 %"), "№_5, 40_%");
        assert_eq!(
            en("5 March 2024, the 58 Brigade, in 2014 he"),
            "5_March 2024, the 58_Brigade, in 2014 he"
        );
    }

    #[test]
    fn initials_hold_on_to_the_name() {
        assert_eq!(uk("Ю. Л. Лисюк, с. Буряківка"), "Ю._Л._Лисюк, с._Буряківка");
        assert_eq!(en("Yu. L. Lysiuk"), "Yu. L._Lysiuk");
    }

    #[test]
    fn quotes_come_in_pairs() {
        assert_eq!(uk("\"Заповіт\", (\"Лис\")"), "«Заповіт», («Лис»)");
        assert_eq!(uk("\"Книга \"Лис\" тут\""), "«Книга „Лис“ тут»");
        assert_eq!(uk("«Книга \"Лис\" тут»"), "«Книга „Лис“ тут»");
        assert_eq!(en("the \"War Veteran\" badge"), "the “War Veteran” badge");
        assert_eq!(uk("одна \"лапка"), "одна \"лапка");
        assert_eq!(uk("одна\" лапка"), "одна\" лапка");
        // Nothing is opened by what has just been closed.
        assert_eq!(uk("«„№“\"ʼ\""), "«„№“\"ʼ\"");
    }

    #[test]
    fn apostrophes_stand_inside_words() {
        assert_eq!(
            uk("пам'ять, з`явиться, Прокопʼєв"),
            "пам’ять, з’явиться, Прокоп’єв"
        );
        assert_eq!(en("Yana's 'own' words"), "Yana’s 'own' words");
    }

    #[test]
    fn a_lone_hyphen_is_a_dash() {
        assert_eq!(uk("Лис - це він, 1996 – 2024"), "Лис_— це він, 1996_— 2024");
        assert_eq!(uk("- Так"), "— Так");
        assert_eq!(en("the fox -- that is he"), "the fox_— that is he");
        assert_eq!(uk("Івано-Франківськ"), "Івано-Франківськ");
    }

    /// Everything that is said, without what a typesetter may set.
    fn letters(text: &str) -> String {
        text.chars()
            .filter(|c| c.is_alphanumeric() && !is_apostrophe(*c))
            .collect()
    }

    proptest! {
        #[test]
        fn a_second_pass_changes_nothing(text in "[уУя5рЛ\"'«»„“”‘’ʼ. \u{a0}()№—–a\n-]{0,24}|\\PC*") {
            for lang in Lang::ALL {
                let once = tidy(lang, &text);
                prop_assert_eq!(tidy(lang, &once), once);
            }
        }

        #[test]
        fn not_a_letter_is_changed(text in "[уУя5рЛ\"'«»„“”‘’ʼ. \u{a0}()№—–a\n-]{0,24}|\\PC*") {
            for lang in Lang::ALL {
                prop_assert_eq!(letters(&tidy(lang, &text)), letters(&text));
            }
        }
    }
}
