//! The distinct words of all names, in memory, and which of them a typed word may mean.
//!
//! A word is kept three ways: as written, in Latin, and folded to its sound. All words are looked through for each
//! typed one: a mask of letters rules out nearly all of them in a nanosecond or two, so that no index of misspellings is
//! needed and every kind of likeness is weighed by the same measure.

use std::collections::HashMap;

use crate::names::distance::{Code, HEARD, WRITTEN, codes, distance, mask};
use crate::names::given::{self, Group};
use crate::names::{endings, fold, is_cyrillic, layout, romanise};

use super::query::Term;

/// What a word is in a name.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[repr(u8)]
pub enum Role {
    Family = 0,
    Given = 1,
    Patronymic = 2,
    /// A call sign, another name, a Latin spelling of one's own.
    Other = 3,
}

pub const ROLES: usize = 4;

/// How far a word of a name may be from the one that was typed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Reach {
    /// Other spellings, forms and cases of it.
    Spellings,
    /// Slips of the hand and of the ear as well.
    Slips,
    /// Whatever is a little like it.
    Far,
}

/// In hundredths of a typing error, by role.
pub type Costs = [u16; ROLES];

pub const NEVER: u16 = u16::MAX;

/// Above this a likeness is a guess and not a spelling.
pub const SURE: u16 = 64;

const SOUNDS: u16 = 5;
const OTHER_HABIT: u16 = 9;
const BEGUN: u16 = 30;
const BEGUN_BY_SOUND: u16 = 34;
const OTHER_CASE: u16 = 38;
/// What [`Reach::Far`] adds to the most that a likeness may cost.
const FARTHER: u16 = 100;
const PLACE_OF_ROLE: Costs = [0, 3, 25, 4];

/// One word: where its three spellings lie, and what rules it out quickly.
#[derive(Clone, Copy, Debug)]
struct Token {
    at: u32,
    written: u8,
    latin: u8,
    heard: u8,
    cyrillic: bool,
    sound: u32,
    stems: [u32; endings::MOST],
    letters: u64,
    latin_letters: u32,
    heard_letters: u32,
}

#[derive(Debug, Default)]
pub struct Tokens {
    all: Vec<Token>,
    /// The spellings of all, one after another.
    letters: Vec<Code>,
    by_word: HashMap<u64, u32>,
    by_group: HashMap<Group, Vec<(u32, u16)>>,
    by_father: HashMap<Group, Vec<u32>>,
}

/// A word that was typed, ready to be compared.
#[derive(Debug)]
pub struct Typed {
    cyrillic: bool,
    written: Vec<Code>,
    letters: u64,
    heard: Vec<Vec<Code>>,
    /// The letters of each, as bits.
    heard_letters: Vec<u32>,
    sounds: Vec<u32>,
    stems: Vec<u32>,
    groups: Vec<(Group, u16)>,
    fathers: Vec<Group>,
    number: bool,
    /// The most that a likeness may cost.
    limit: u16,
}

impl Typed {
    pub fn of(term: &Term) -> Vec<Self> {
        let mut all = vec![Self::word(&term.word, &term.keys)];
        if let Some(meant) = layout::from_russian_keys(&term.word) {
            let key = fold(&meant);
            all.push(Self::word(&meant, &[key]));
        }
        all
    }

    fn word(word: &str, keys: &[String]) -> Self {
        let written = codes(word);
        let keys: Vec<String> = if keys.is_empty() {
            vec![fold(word)]
        } else {
            keys.to_vec()
        };
        let mut groups: Vec<(Group, u16)> = Vec::new();
        let mut fathers: Vec<Group> = Vec::new();
        let mut stems: Vec<u32> = Vec::new();
        for key in &keys {
            for (group, far) in given::groups(key) {
                if !groups.iter().any(|(known, _)| known == group) {
                    groups.push((*group, *far));
                }
            }
            fathers.extend(given::fathers(key));
        }
        if written.len() > 2 {
            stems.extend(
                endings::stems_of_any_case(&keys[0])
                    .iter()
                    .map(|stem| hash(stem)),
            );
        }
        let heard: Vec<Vec<Code>> = keys.iter().map(|key| codes(key)).collect();
        Self {
            cyrillic: word.starts_with(is_cyrillic),
            letters: mask(&written),
            limit: match heard[0].len().min(written.len()) {
                0..=2 => 0,
                3 => 60,
                4 => 110,
                5 => 130,
                6 | 7 => 170,
                _ => 220,
            },
            heard_letters: heard.iter().map(|heard| narrow(mask(heard))).collect(),
            sounds: keys.iter().map(|key| hash(key)).collect(),
            number: word.starts_with(char::is_numeric),
            written,
            heard,
            stems,
            groups,
            fathers,
        }
    }
}

impl Tokens {
    pub fn len(&self) -> usize {
        self.all.len()
    }

    /// The number of a word (lower case, without apostrophes), new or known.
    pub fn number(&mut self, word: &str) -> u32 {
        let name = hash_wide(word);
        if let Some(known) = self.by_word.get(&name) {
            return *known;
        }
        let number = u32::try_from(self.all.len()).unwrap_or(u32::MAX);
        let cyrillic = word.starts_with(is_cyrillic);
        let key = fold(word);
        let (written, heard) = (codes(word), codes(&key));
        let latin = if cyrillic {
            codes(&romanise(word))
        } else {
            Vec::new()
        };
        let mut stems = [0; endings::MOST];
        for (place, stem) in stems.iter_mut().zip(endings::stems(word)) {
            *place = hash(&stem);
        }
        let short = |codes: &[Code]| u8::try_from(codes.len()).unwrap_or(u8::MAX);
        self.all.push(Token {
            at: u32::try_from(self.letters.len()).unwrap_or(u32::MAX),
            written: short(&written),
            latin: short(&latin),
            heard: short(&heard),
            cyrillic,
            sound: hash(&key),
            stems,
            letters: mask(&written),
            latin_letters: narrow(mask(if cyrillic { &latin } else { &written })),
            heard_letters: narrow(mask(&heard)),
        });
        for spelling in [&written, &latin, &heard] {
            self.letters.extend(spelling);
        }
        self.by_word.insert(name, number);
        for (group, far) in given::groups(&key) {
            self.by_group
                .entry(*group)
                .or_default()
                .push((number, *far));
        }
        for group in given::fathers(&key) {
            self.by_father.entry(group).or_default().push(number);
        }
        number
    }

    fn written(&self, token: &Token) -> &[Code] {
        &self.letters[token.at as usize..][..usize::from(token.written)]
    }

    fn latin(&self, token: &Token) -> &[Code] {
        if token.cyrillic {
            &self.letters[token.at as usize + usize::from(token.written)..]
                [..usize::from(token.latin)]
        } else {
            self.written(token)
        }
    }

    /// The spelling to compare with what was typed in one of the two alphabets.
    fn own(&self, typed: &Typed, token: &Token) -> &[Code] {
        if typed.cyrillic == token.cyrillic {
            self.written(token)
        } else {
            self.latin(token)
        }
    }

    fn heard(&self, token: &Token) -> &[Code] {
        &self.letters[token.at as usize + usize::from(token.written) + usize::from(token.latin)..]
            [..usize::from(token.heard)]
    }

    /// Every word that this one may mean, with what it costs in each role. `reach` says whether misspellings are weighed as well.
    pub fn meant(&self, typed: &Typed, reach: Reach) -> HashMap<u32, Costs, Quick> {
        let mut found: HashMap<u32, Costs, Quick> = HashMap::default();
        let initial = typed.written.len() == 1 && !typed.number;
        for (number, token) in (0..).zip(&self.all) {
            let costs = if initial {
                self.initial(typed, token)
            } else {
                self.compare(typed, token, reach)
                    .map(|(cost, begun)| in_roles(cost, begun))
            };
            if let Some(costs) = costs {
                found.insert(number, costs);
            }
        }
        if initial || typed.number {
            return found;
        }
        for (group, far) in &typed.groups {
            for (number, own) in self.by_group.get(group).into_iter().flatten() {
                let costs = found.entry(*number).or_insert([NEVER; ROLES]);
                costs[1] = costs[1].min(far + own + PLACE_OF_ROLE[1]);
                costs[3] = costs[3].min(far + own + 30);
            }
        }
        for group in &typed.fathers {
            for number in self.by_father.get(group).into_iter().flatten() {
                let costs = found.entry(*number).or_insert([NEVER; ROLES]);
                costs[2] = costs[2].min(15 + PLACE_OF_ROLE[2]);
            }
        }
        found
    }

    fn initial(&self, typed: &Typed, token: &Token) -> Option<Costs> {
        let begins = |own: &[Code], letter: &[Code]| own.first() == letter.first();
        let first = if typed.cyrillic == token.cyrillic {
            begins(self.written(token), &typed.written)
        } else {
            begins(self.latin(token), &typed.written) || begins(self.heard(token), &typed.heard[0])
        };
        let alone = token.written == 1;
        (first || (!typed.cyrillic && begins(self.latin(token), &typed.written))).then_some(
            if alone {
                [0, 3, 25, 4]
            } else {
                [60, 10, 20, NEVER]
            },
        )
    }

    /// The cost, and whether the word only begins so.
    fn compare(&self, typed: &Typed, token: &Token, reach: Reach) -> Option<(u16, bool)> {
        if typed.number {
            return (self.written(token) == typed.written.as_slice()
                && self.is_number(token, typed))
            .then_some((0, false));
        }
        if let Some(at) = typed.sounds.iter().position(|sound| *sound == token.sound) {
            let exact = self.written(token) == typed.written.as_slice()
                || (!typed.cyrillic && self.latin(token) == typed.written.as_slice());
            return Some((
                if exact {
                    0
                } else if at == 0 {
                    SOUNDS
                } else {
                    OTHER_HABIT
                },
                false,
            ));
        }
        let mut best: Option<(u16, bool)> = None;
        // A beginning has no letter that the whole has not.
        let own_script = typed.cyrillic == token.cyrillic;
        let may_begin = if own_script {
            typed.letters & !token.letters == 0
        } else {
            narrow(typed.letters) & !token.latin_letters == 0
        };
        if may_begin && self.own(typed, token).starts_with(&typed.written) {
            best = Some((BEGUN, true));
        } else if typed
            .heard
            .iter()
            .zip(&typed.heard_letters)
            .any(|(heard, letters)| {
                letters & !token.heard_letters == 0
                    && heard.len() > 1
                    && self.heard(token).starts_with(heard)
            })
        {
            best = Some((BEGUN_BY_SOUND, true));
        }
        if typed.stems.iter().any(|stem| token.stems.contains(stem)) {
            best = best
                .filter(|(cost, _)| *cost <= OTHER_CASE)
                .or(Some((OTHER_CASE, false)));
        }
        if best.is_some() || reach == Reach::Spellings || typed.limit == 0 {
            return best;
        }
        let more = if reach == Reach::Far { FARTHER } else { 0 };
        self.guessed(typed, token, typed.limit + more)
            .map(|cost| (cost, false))
    }

    fn is_number(&self, token: &Token, typed: &Typed) -> bool {
        token.sound == typed.sounds[0]
    }

    /// By the letters as they are typed, and by their sounds.
    fn guessed(&self, typed: &Typed, token: &Token, limit: u16) -> Option<u16> {
        // A changed letter is two letters apart, a lost one is one.
        let most = if limit > 130 { 5 } else { 4 };
        let mut best: Option<u16> = None;
        let near = |one: usize, other: u8| one.abs_diff(usize::from(other)) <= 3;
        let (own, apart) = if typed.cyrillic == token.cyrillic {
            (token.written, (typed.letters ^ token.letters).count_ones())
        } else {
            (
                token.latin,
                (narrow(typed.letters) ^ token.latin_letters).count_ones(),
            )
        };
        if (typed.cyrillic == token.cyrillic || !typed.cyrillic)
            && apart <= most
            && near(typed.written.len(), own)
        {
            best = distance(&typed.written, self.own(typed, token), &WRITTEN, limit);
        }
        for (heard, letters) in typed.heard.iter().zip(&typed.heard_letters).take(2) {
            let apart = (letters ^ token.heard_letters).count_ones();
            if apart <= most && near(heard.len(), token.heard) {
                let limit = best.map_or(limit, |best| best.min(limit));
                if let Some(cost) = distance(heard, self.heard(token), &HEARD, limit) {
                    best = Some(best.map_or(cost + 10, |best| best.min(cost + 10)));
                }
            }
        }
        best.map(|cost| cost.max(12))
    }

    /// Bytes that are held, nearly.
    pub fn bytes(&self) -> usize {
        let groups: usize = self
            .by_group
            .values()
            .map(|numbers| 24 + 8 * numbers.capacity())
            .sum();
        let fathers: usize = self
            .by_father
            .values()
            .map(|numbers| 24 + 4 * numbers.capacity())
            .sum();
        self.all.capacity() * size_of::<Token>()
            + self.letters.capacity()
            + self.by_word.capacity() * 17
            + groups
            + fathers
    }

    pub fn shrink(&mut self) {
        self.all.shrink_to_fit();
        self.letters.shrink_to_fit();
        self.by_word.shrink_to_fit();
    }
}

/// Whether a cost in a role is that of the same name in another case.
pub fn is_other_case(cost: u16, role: usize) -> bool {
    cost == OTHER_CASE + PLACE_OF_ROLE[role]
}

fn in_roles(cost: u16, begun: bool) -> Costs {
    let mut costs = PLACE_OF_ROLE.map(|place| cost + place);
    if begun {
        costs[2] += 20;
    }
    costs
}

/// Latin letters and the rest of [`mask`], in half the bits.
fn narrow(mask: u64) -> u32 {
    u32::try_from((mask ^ (mask >> 32)) & 0xffff_ffff).unwrap_or(0)
}

fn hash(word: &str) -> u32 {
    u32::try_from(hash_wide(word) >> 32).unwrap_or(0)
}

/// FNV-1a, then mixed: the same in every run.
fn hash_wide(word: &str) -> u64 {
    let mut hash = word.bytes().fold(0xcbf2_9ce4_8422_2325_u64, |hash, byte| {
        (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3)
    });
    hash ^= hash >> 33;
    hash = hash.wrapping_mul(0xff51_afd7_ed55_8ccd);
    hash ^ (hash >> 29)
}

/// Numbers are their own names: nothing is gained by hashing them well.
#[derive(Clone, Copy, Debug, Default)]
pub struct Quick;

#[derive(Clone, Copy, Debug, Default)]
pub struct QuickHasher(u64);

impl std::hash::BuildHasher for Quick {
    type Hasher = QuickHasher;

    fn build_hasher(&self) -> QuickHasher {
        QuickHasher(0)
    }
}

impl std::hash::Hasher for QuickHasher {
    fn finish(&self) -> u64 {
        self.0
    }

    fn write(&mut self, bytes: &[u8]) {
        for byte in bytes {
            self.write_u32(u32::from(*byte));
        }
    }

    fn write_u32(&mut self, number: u32) {
        self.0 = (self.0 ^ u64::from(number)).wrapping_mul(0x9e37_79b9_7f4a_7c15);
        self.0 ^= self.0 >> 32;
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::search::Query;

    fn cost(typed: &str, name: &str, role: Role) -> Option<u16> {
        let mut tokens = Tokens::default();
        let number = tokens.number(&name.to_lowercase());
        let query = Query::parse(typed).unwrap();
        let readings = Typed::of(&query.terms()[0]);
        let costs = readings.iter().filter_map(|typed| {
            tokens
                .meant(typed, Reach::Slips)
                .get(&number)
                .map(|costs| costs[role as usize])
        });
        costs.min().filter(|cost| *cost != NEVER)
    }

    #[test]
    fn spellings_are_sure_and_slips_are_guesses() {
        for (typed, name) in [
            ("Лисюк", "Лисюк"),
            ("Lysiouk", "Лисюк"),
            ("Лысюк", "Лисюк"),
            ("Лисюкові", "Лисюк"),
            ("Яновська", "Яновський"),
            ("Лис", "Лисенко"),
        ] {
            assert!(cost(typed, name, Role::Family).unwrap() < SURE, "{typed}");
        }
        for (typed, name) in [("Лдшук", "Лашук"), ("Архипено", "Архипенко")]
        {
            assert!(cost(typed, name, Role::Family).unwrap() >= SURE, "{typed}");
        }
        for (typed, name) in [
            ("Лисюк", "Лис"),
            ("Орися", "Одеса"),
            ("588", "58"),
            ("Юр", "Яр"),
        ] {
            assert_eq!(cost(typed, name, Role::Family), None, "{typed}");
        }
    }

    #[test]
    fn a_role_says_what_a_form_may_be() {
        assert!(cost("Юра", "Юрій", Role::Given).unwrap() < SURE);
        assert!(cost("Саша", "Олександр", Role::Given).unwrap() < SURE);
        assert_eq!(cost("Саша", "Олександр", Role::Family), None);
        assert!(cost("Сергеевич", "Сергійович", Role::Patronymic).unwrap() < SURE);
        assert!(cost("Ю", "Юрій", Role::Given) < cost("Ю", "Юрій", Role::Family));
        assert_eq!(cost("Ы", "Юрій", Role::Given), None);
    }
}
