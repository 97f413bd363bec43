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
        let line: Vec<char> = line.chars().collect();
        let line = with_marks(lang, &line);
        with_spaces(lang, &line, &mut tidied);
    }
    tidied
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
            opens_here = is_space(mark)
                || matches!(
                    mark,
                    '(' | '[' | '«' | '„' | '“' | '‘' | '—' | '–' | '-' | '/'
                );
        }
    }
}

/// Spaces that must not break: «у травні», «5 березня», «58 ОМПБр», «Ю. Л.», and before a dash.
fn with_spaces(lang: Lang, line: &[char], out: &mut String) {
    for (at, &c) in line.iter().enumerate() {
        let keeps = c == ' '
            && (holds_on(lang, &line[..at], &line[at + 1..]) || line.get(at + 1) == Some(&'—'));
        out.push(if keeps { NO_BREAK } else { c });
    }
}

/// Whether the word before a space and the word after it belong on one line.
fn holds_on(lang: Lang, before: &[char], after: &[char]) -> bool {
    let start = before
        .iter()
        .rposition(|c| is_space(*c))
        .map_or(0, |i| i + 1);
    let mut word = &before[start..];
    while let [first, rest @ ..] = word
        && matches!(first, '(' | '[' | '«' | '„' | '“' | '"')
    {
        word = rest;
    }
    let next = after.first().copied();
    match word {
        [one] if lang == Lang::Uk && is_one_letter_word(*one) => true,
        // Initials and the short words м., с., р., вул. has more letters and stays free.
        [one, '.'] if one.is_alphabetic() => next.is_some_and(char::is_uppercase),
        ['№' | '§'] => next.is_some_and(|c| c.is_ascii_digit()),
        _ => word.last().is_some_and(char::is_ascii_digit) && is_counted(lang, word, after),
    }
}

/// A short number holds on to the word after it; a year only to «року» and its forms.
fn is_counted(lang: Lang, number: &[char], after: &[char]) -> bool {
    let digits = number
        .iter()
        .rev()
        .take_while(|c| c.is_ascii_digit())
        .count();
    match after.first() {
        Some('%' | '°' | '₴') => true,
        Some(c) if c.is_alphabetic() => {
            let next: String = after.iter().take_while(|c| c.is_alphabetic()).collect();
            digits < 4
                || (lang == Lang::Uk
                    && matches!(
                        next.as_str(),
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
mod tests;
