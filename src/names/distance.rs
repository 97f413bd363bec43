//! How far two words are from each other, in hundredths of a typing error: letters that sound alike or lie side by side
//! on a keyboard are nearer than others.

use std::sync::LazyLock;

/// Letters as small numbers: Latin from 1, Cyrillic after them; whatever else is one.
pub type Code = u8;

const CODES: usize = 64;
const OTHER: Code = 27;

/// One whole typing error.
pub const ERROR: u16 = 100;

const SWAPPED: u16 = 80;
const DOUBLED: u16 = 40;

/// Longest word that is compared.
pub const LONGEST: usize = 40;

#[must_use]
pub fn codes(word: &str) -> Vec<Code> {
    word.chars().take(LONGEST).map(code).collect()
}

fn code(c: char) -> Code {
    match c {
        'a'..='z' => c as u8 - b'a' + 1,
        'є' => 60,
        'і' => 61,
        'ї' => 62,
        'ґ' => 63,
        'ё' => code('е'),
        'а'..='я' => u8::try_from(c as u32 - 'а' as u32).unwrap_or(0) + 28,
        _ => OTHER,
    }
}

/// The letters of a word as bits: words with few letters in common need not be compared.
#[must_use]
pub fn mask(word: &[Code]) -> u64 {
    word.iter().fold(0, |mask, code| mask | 1 << (code & 63))
}

/// What each change of one letter costs.
pub struct Costs {
    change: [[u8; CODES]; CODES],
    /// To leave out or to put in.
    loss: [u8; CODES],
}

/// For words as they are written, Cyrillic and Latin.
pub static WRITTEN: LazyLock<Costs> = LazyLock::new(|| {
    let mut costs = Costs::plain();
    for rows in [
        ["йцукенгшщзхї", "фівапролджє", "ячсмитьбю"],
        ["qwertyuiop", "asdfghjkl", "zxcvbnm"],
    ] {
        costs.keyboard(rows);
    }
    costs.alike(
        "и-і-35 и-е-40 е-є-30 е-і-60 і-ї-20 й-і-40 и-й-50 о-а-45 у-в-45 г-ґ-15 г-х-50 х-к-70 з-с-50 ж-ш-50 ж-з-60 ш-щ-30 \
         ч-щ-50 ч-ш-60 ц-с-60 ц-ч-60 т-д-50 б-п-50 ф-в-60 ф-х-60 к-г-60 ю-у-40 я-а-40 ы-и-10 э-е-10 ы-і-25 э-є-20 я-е-50 \
         о-у-60 ь-ъ-10 ъ-ї-25 м-н-80 ї-и-40 ю-і-70 є-і-60",
    );
    costs.alike(
        "i-y-10 j-y-20 j-i-20 e-i-50 a-o-50 u-o-60 v-w-10 k-c-30 h-g-20 h-x-30 k-q-30 s-z-50 c-s-50 c-z-60 t-d-50 b-p-50 \
         f-v-50 u-v-60 u-w-60 a-e-70 e-y-60",
    );
    costs.light("ь-25 ъ-25 й-60 h-60 y-60 i-60 j-50");
    costs
});

/// For folded keys, whose letters are sounds.
pub static HEARD: LazyLock<Costs> = LazyLock::new(|| {
    let mut costs = Costs::plain();
    costs.alike(
        "e-i-40 a-o-45 o-u-60 u-v-45 h-k-60 w-q-45 w-s-45 j-z-45 c-q-45 c-s-60 c-k-50 c-z-60 j-w-50 s-z-50 t-d-50 b-p-50 \
         f-v-60 f-h-60 j-i-50 a-e-70 h-x-20 j-h-70 m-n-80 k-q-70",
    );
    costs.light("i-30 h-70");
    costs
});

impl Costs {
    fn plain() -> Self {
        Self {
            change: [[100; CODES]; CODES],
            loss: [100; CODES],
        }
    }

    fn keyboard(&mut self, rows: [&str; 3]) {
        let rows = rows.map(codes);
        for (at, row) in rows.iter().enumerate() {
            for (place, key) in row.iter().enumerate() {
                let below = rows.get(at + 1).into_iter().flat_map(|below| {
                    [place.checked_sub(1), Some(place)]
                        .into_iter()
                        .flatten()
                        .filter_map(|place| below.get(place))
                });
                for near in row.get(place + 1).into_iter().chain(below) {
                    self.set(*key, *near, 80);
                }
            }
        }
    }

    /// «и-і-35»: two letters and the cost of one for the other.
    fn alike(&mut self, list: &str) {
        for entry in list.split_whitespace() {
            let mut parts = entry.split('-');
            if let (Some(one), Some(other), Some(Ok(cost))) =
                (parts.next(), parts.next(), parts.next().map(str::parse))
            {
                self.set(codes(one)[0], codes(other)[0], cost);
            }
        }
    }

    fn light(&mut self, list: &str) {
        for entry in list.split_whitespace() {
            if let Some((letter, Ok(cost))) = entry
                .split_once('-')
                .map(|(letter, cost)| (letter, cost.parse()))
            {
                self.loss[usize::from(codes(letter)[0])] = cost;
            }
        }
    }

    fn set(&mut self, one: Code, other: Code, cost: u8) {
        self.change[usize::from(one)][usize::from(other)] = cost;
        self.change[usize::from(other)][usize::from(one)] = cost;
    }

    fn lost(&self, word: &[Code], at: usize) -> u16 {
        let loss = u16::from(self.loss[usize::from(word[at] & 63)]);
        if at > 0 && word[at - 1] == word[at] {
            loss.min(DOUBLED)
        } else {
            loss
        }
    }
}

/// A word to compare many others with, letter by letter and all at once.
///
/// Source: H. Hyyrö, A Bit-Vector Algorithm for Computing Levenshtein and Damerau Edit Distances (2003), after G. Myers
/// (JACM 46, 1999).
pub struct Pattern {
    /// By letter: where the word has it.
    places: [u64; CODES],
    length: usize,
}

impl Pattern {
    #[must_use]
    pub fn of(word: &[Code]) -> Self {
        let mut places = [0; CODES];
        for (at, code) in word.iter().take(64).enumerate() {
            places[usize::from(code & 63)] |= 1 << at;
        }
        Self {
            places,
            length: word.len().min(64),
        }
    }

    /// Whether the other word is at most so many letters away that are changed, put in or left out, or two neighbours that
    /// change places.
    #[must_use]
    pub fn within(&self, other: &[Code], edits: u32) -> bool {
        if self.length == 0 {
            return other.len() <= edits as usize;
        }
        let (mut more, mut less) = (u64::MAX, 0_u64);
        let last = 1_u64 << (self.length - 1);
        let mut apart = u32::try_from(self.length).unwrap_or(u32::MAX);
        let (mut same_before, mut across) = (0_u64, 0_u64);
        for code in other {
            let same = self.places[usize::from(code & 63)];
            let swapped = ((!across & same) << 1) & same_before;
            across = (((same & more).wrapping_add(more)) ^ more) | same | less | swapped;
            same_before = same;
            let mut up = less | !(across | more);
            let mut down = more & across;
            if up & last != 0 {
                apart += 1;
            }
            if down & last != 0 {
                apart -= 1;
            }
            up = up << 1 | 1;
            down <<= 1;
            more = down | !(across | up);
            less = up & across;
        }
        apart <= edits
    }
}

/// The cheapest way from one word to the other (optimal string alignment), when it costs no more than `limit`.
#[must_use]
pub fn distance(one: &[Code], other: &[Code], costs: &Costs, limit: u16) -> Option<u16> {
    if one.len() > LONGEST || other.len() > LONGEST {
        return None;
    }
    let width = other.len() + 1;
    let mut rows = [[0_u16; LONGEST + 1]; 3];
    for at in 0..other.len() {
        rows[0][at + 1] = rows[0][at] + costs.lost(other, at);
    }
    for i in 1..=one.len() {
        let (now, before, twice) = (i % 3, (i + 2) % 3, (i + 1) % 3);
        let lost = costs.lost(one, i - 1);
        rows[now][0] = rows[before][0] + lost;
        let mut least = rows[now][0];
        let letter = usize::from(one[i - 1] & 63);
        for j in 1..width {
            let same = one[i - 1] == other[j - 1];
            let change = if same {
                0
            } else {
                u16::from(costs.change[letter][usize::from(other[j - 1] & 63)])
            };
            let mut best = rows[before][j - 1] + change;
            best = best.min(rows[before][j] + lost);
            best = best.min(rows[now][j - 1] + costs.lost(other, j - 1));
            if !same && i > 1 && j > 1 && one[i - 1] == other[j - 2] && one[i - 2] == other[j - 1] {
                best = best.min(rows[twice][j - 2] + SWAPPED);
            }
            rows[now][j] = best;
            least = least.min(best);
        }
        // A swap looks two rows back and costs less than two errors: give it the benefit.
        if least > limit + ERROR {
            return None;
        }
    }
    let found = rows[one.len() % 3][other.len()];
    (found <= limit).then_some(found)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn written(one: &str, other: &str) -> u16 {
        distance(&codes(one), &codes(other), &WRITTEN, 5_000).unwrap()
    }

    #[test]
    fn slips_of_hand_and_ear() {
        assert_eq!(written("лисюк", "лисюк"), 0);
        assert_eq!(written("лисук", "лисюк"), 40);
        assert_eq!(written("лсиюк", "лисюк"), 80);
        assert_eq!(written("лисбк", "лисюк"), 80, "б lies beside ю");
        assert_eq!(written("лисэк", "лисюк"), 100);
        assert_eq!(written("лиссюк", "лисюк"), 40);
        assert_eq!(written("лисюк", "лисенко"), 300);
        assert_eq!(
            distance(&codes("лисюк"), &codes("бондаренко"), &WRITTEN, 200),
            None
        );
    }

    /// The textbook's table, optimal string alignment.
    fn plain(one: &[Code], other: &[Code]) -> usize {
        let mut rows: Vec<Vec<usize>> = vec![(0..=other.len()).collect()];
        for i in 1..=one.len() {
            let mut row = vec![i];
            for j in 1..=other.len() {
                let changed = rows[i - 1][j - 1] + usize::from(one[i - 1] != other[j - 1]);
                let mut least = changed.min(rows[i - 1][j] + 1).min(row[j - 1] + 1);
                if i > 1 && j > 1 && one[i - 1] == other[j - 2] && one[i - 2] == other[j - 1] {
                    least = least.min(rows[i - 2][j - 2] + 1);
                }
                row.push(least);
            }
            rows.push(row);
        }
        rows[one.len()][other.len()]
    }

    proptest! {
        #[test]
        fn a_pattern_counts_as_the_table_does(one in "[а-г]{0,12}", other in "[а-г]{0,12}", edits in 0_u32..5) {
            let (a, b) = (codes(&one), codes(&other));
            prop_assert_eq!(Pattern::of(&a).within(&b, edits), plain(&a, &b) <= edits as usize);
        }

        #[test]
        fn it_is_a_distance(one in "[а-яєіїґa-z]{0,12}", other in "[а-яєіїґa-z]{0,12}") {
            let (a, b) = (codes(&one), codes(&other));
            for costs in [&*WRITTEN, &*HEARD] {
                let there = distance(&a, &b, costs, 10_000);
                prop_assert_eq!(there, distance(&b, &a, costs, 10_000));
                prop_assert_eq!(there == Some(0), a == b);
                if let Some(cost) = there {
                    prop_assert_eq!(distance(&a, &b, costs, cost), Some(cost));
                }
            }
        }
    }
}
