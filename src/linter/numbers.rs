//! Telephones and bank cards: groups of digits with the spaces and signs that people put between them.

use std::ops::Range;

use super::finding::Kind;

/// Groups of digits that stand so close that they may be one number.
struct Run {
    /// Where the + before them is.
    plus: Option<usize>,
    groups: Vec<Range<usize>>,
}

/// The telephones and cards of a text, in order.
pub fn numbers(text: &str) -> Vec<(Kind, Range<usize>)> {
    let mut found = Vec::new();
    for run in runs(text) {
        let mut at = 0;
        while at < run.groups.len() {
            let Some((kind, last)) = number(text, &run, at) else {
                at += 1;
                continue;
            };
            let first = run.groups[at].start;
            let start = run.plus.filter(|_| at == 0).unwrap_or(first);
            let end = run.groups[last].end;
            // «(067) 123…» begins with its bracket; one around the whole number stays.
            let bracket = text[..start].ends_with('(') && text[start..end].contains(')');
            found.push((kind, start - usize::from(bracket)..end));
            at = last + 1;
        }
    }
    found
}

fn runs(text: &str) -> Vec<Run> {
    let mut runs: Vec<Run> = Vec::new();
    let mut plus = None;
    let bytes = text.as_bytes();
    let mut at = 0;
    while at < bytes.len() {
        if !bytes[at].is_ascii_digit() {
            if bytes[at] == b'+' {
                plus = Some(at);
            }
            at += 1;
            continue;
        }
        let end = bytes[at..]
            .iter()
            .position(|byte| !byte.is_ascii_digit())
            .map_or(bytes.len(), |length| at + length);
        let group = at..end;
        let signed = plus
            .take()
            .filter(|plus| text[plus + 1..at].chars().all(|c| matches!(c, ' ' | '(')));
        let last = runs.last_mut().filter(|run| {
            let before = run.groups.last().map_or(0, |group| group.end);
            signed.is_none() && joins(&text[before..at])
        });
        match last {
            Some(run) => run.groups.push(group),
            None => runs.push(Run {
                plus: signed,
                groups: vec![group],
            }),
        }
        at = end;
    }
    runs
}

/// Whether a number may go on after this: spaces, hyphens and brackets, or one point or stroke.
fn joins(gap: &str) -> bool {
    let signs = gap.chars().filter(|c| matches!(c, '.' | '/')).count();
    let open = |c: char| matches!(c, ' ' | '\t' | '-' | '–' | '—' | '(' | ')' | '.' | '/');
    gap.chars().all(open)
        && gap.chars().count() <= 4
        && (signs == 0 || (signs == 1 && !gap.contains([' ', '\t'])))
}

/// What number begins with this group of the run, and with which group it ends.
fn number(text: &str, run: &Run, first: usize) -> Option<(Kind, usize)> {
    /// No number has more digits.
    const LONGEST: usize = 16;
    let mut digits = String::new();
    let mut phone = None;
    for (at, group) in run.groups.iter().enumerate().skip(first) {
        digits.push_str(&text[group.clone()]);
        if digits.len() > LONGEST {
            break;
        }
        if digits.len() == LONGEST && luhn(&digits) {
            return Some((Kind::Card, at));
        }
        let groups = &run.groups[first..=at];
        let signed = run.plus.is_some() && first == 0;
        let foreign = signed
            && (11..=15).contains(&digits.len())
            && !digits.starts_with("380")
            && at + 1 == run.groups.len();
        if phone.is_none() && (foreign || is_phone(text, &digits, groups, first > 0)) {
            phone = Some((Kind::Phone, at));
        }
    }
    phone
}

/// A number of Ukraine: of ten digits, or with 8, 38, 380 or 00380 before them. No day, month and year.
fn is_phone(text: &str, digits: &str, groups: &[Range<usize>], inside: bool) -> bool {
    let own = match digits.len() {
        10 => Some(digits),
        11 => digits.strip_prefix('8'),
        12 => digits.strip_prefix("38"),
        14 => digits.strip_prefix("0038"),
        _ => None,
    };
    let is_own = own.is_some_and(|own| {
        let mut own = own.bytes();
        own.next() == Some(b'0') && own.next().is_some_and(|byte| (b'3'..=b'9').contains(&byte))
    });
    if !is_own || digits.len() != 10 {
        return is_own;
    }
    let plain = || {
        let (from, to) = (groups[0].start, groups[groups.len() - 1].end);
        !text[from..to].contains(['.', '/'])
    };
    match groups[0].len() {
        1 => !inside && plain(),
        2 => !inside && plain() && groups.iter().all(|group| group.len() == 2),
        _ => true,
    }
}

/// The check digit of bank cards (ISO/IEC 7812-1).
fn luhn(digits: &str) -> bool {
    let sum: u32 = digits
        .bytes()
        .rev()
        .zip([1, 2].into_iter().cycle())
        .map(|(digit, weight)| u32::from(digit - b'0') * weight)
        .map(|product| product / 10 + product % 10)
        .sum();
    sum > 0 && sum.is_multiple_of(10)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn found(text: &str) -> Vec<(Kind, &str)> {
        numbers(text)
            .into_iter()
            .map(|(kind, range)| (kind, &text[range]))
            .collect()
    }

    #[test]
    fn telephones_are_found_however_they_are_grouped() {
        for number in [
            "+380 (67) 123-45-67",
            "+380671234567",
            "067 123 45 67",
            "0671234567",
            "(067) 1234567",
            "8 (067) 123-45-67",
            "8 067 123 45 67",
            "8-067-123-45-67",
            "38 067 123 45 67",
            "00380671234567",
            "067.123.45.67",
            "(067) 123.45.67",
            "067/123/45/67",
            "067–123–45–67",
            "0412 34-56-78",
            "0 800 123 456",
            "06 71 23 45 67",
            "+48 601 234 567",
        ] {
            for text in [
                format!("Тел. {number}."),
                number.to_owned(),
                format!("буд. 14 {number}, увечері"),
            ] {
                // A lone 0 or pairs after another number may be anything.
                if text.starts_with("буд")
                    && (number.starts_with("0 ") || number.starts_with("06 "))
                {
                    continue;
                }
                assert_eq!(found(&text), [(Kind::Phone, number)], "{text}");
            }
        }
        assert_eq!(
            found("067 123 45 67 050 765 43 21"),
            [
                (Kind::Phone, "067 123 45 67"),
                (Kind::Phone, "050 765 43 21")
            ]
        );
        assert_eq!(found("(067 123 45 67)"), [(Kind::Phone, "067 123 45 67")]);
        assert_eq!(
            found("картка 4111 1111 1111 1111"),
            [(Kind::Card, "4111 1111 1111 1111")]
        );
    }

    #[test]
    fn dates_years_prices_and_versions_are_no_telephones() {
        for open in [
            "5 березня 2024, 27 років",
            "1996–2024",
            "05.05.1996–05.03.2024",
            "05.05.1996 – 12.03.2024",
            "05/05/1996 12",
            "03.05.1996 24 лютого",
            "2014 2015 2022",
            "4.5.0",
            "192.168.0.12",
            "100 000 000 грн",
            "0,5 і 0.75",
            "58 ОМПБр, 128 ОГШБр, 3 ОШБр",
            "4111 1111 1111 1112",
            "№ 12345678",
            "о 06:30, 07.15",
            "ISBN 978-966-03-1234-5",
            "12/345/2022",
        ] {
            assert_eq!(found(open), [], "{open}");
        }
    }
}
