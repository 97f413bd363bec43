//! The distinct words of all names, in memory, and which of them a typed word may mean.
//!
//! A word is kept three ways: as written, in Latin, and folded to its sound. Words that sound the same or are another case
//! are looked up; whatever is like a word shares pairs of letters with it, and of those that do a mask of letters and a
//! pattern of bits rule out nearly all, so that no index of misspellings is needed and every kind of likeness is weighed by
//! the same measure.

use std::collections::HashMap;

use crate::names::distance::{Code, HEARD, Pattern, WRITTEN, codes, distance, mask};
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
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Reach {
    /// Other spellings, forms and cases of it.
    Spellings,
    /// Slips of the hand and of the ear as well, but for a word that is the name of many as it is typed.
    Rare,
    /// Slips of all words.
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

/// One word: where its three spellings lie.
#[derive(Clone, Copy, Debug)]
struct Token {
    at: u32,
    written: u8,
    latin: u8,
    heard: u8,
    cyrillic: bool,
}

/// The letters of a word's spellings as bits: what rules it out quickly. In a row of their own, to be run through fast.
#[derive(Clone, Copy, Debug)]
struct Letters {
    written: u64,
    latin: u32,
    heard: u32,
}

#[derive(Debug, Default)]
pub struct Tokens {
    all: Vec<Token>,
    masks: Vec<Letters>,
    /// The spellings of all, one after another.
    letters: Vec<Code>,
    by_word: HashMap<u64, u32>,
    by_sound: ByHash,
    by_stem: ByHash,
    by_pairs: ByPairs,
    by_group: HashMap<Group, Vec<(u32, u16)>>,
    by_father: HashMap<Group, Vec<u32>>,
}

/// Tokens by the hash of something they have in common.
#[derive(Debug, Default)]
struct ByHash {
    sorted: Vec<(u32, u32)>,
    /// Those that came since, in no order.
    fresh: Vec<(u32, u32)>,
}

/// Tokens by the pairs of letters in their sound, the edges of the word included: whatever is like a word has some of its
/// pairs. Read through from end to end, which is faster than lists of the tokens of each pair, and takes a third of the memory.
#[derive(Debug, Default)]
struct ByPairs {
    /// By token: a bit for each pair; some pairs share a bit.
    pairs: Vec<u128>,
    /// By first letter of the sound.
    begun: Vec<Vec<u32>>,
}

/// Letters of a sound as [`ByPairs`] knows them: the edge, 26 letters, anything else.
const PAIR_LETTERS: usize = 28;

impl ByPairs {
    fn letter(code: &Code) -> usize {
        usize::from(*code).min(PAIR_LETTERS - 1)
    }

    fn pairs(heard: &[Code]) -> u128 {
        let letters = heard.iter().map(Self::letter).chain([0]);
        let (mut before, mut pairs) = (0, 0_u128);
        for letter in letters {
            let pair = (before * PAIR_LETTERS + letter) as u64;
            // Spread evenly over the bits (Fibonacci hashing).
            pairs |= 1 << (pair.wrapping_mul(0x9e37_79b9_7f4a_7c15) >> 57);
            before = letter;
        }
        pairs
    }

    fn put(&mut self, heard: &[Code], token: u32) {
        self.pairs.push(Self::pairs(heard));
        self.begun.resize_with(PAIR_LETTERS, Vec::new);
        self.begun[heard.first().map_or(0, Self::letter)].push(token);
    }

    /// Those that begin with the same letter.
    fn begun(&self, heard: &[Code]) -> &[u32] {
        let first = heard.first().map_or(0, Self::letter);
        self.begun.get(first).map_or(&[], Vec::as_slice)
    }

    /// Those that share pairs enough to be so many letters away.
    fn like(&self, heard: &[Code], edits: u32) -> impl Iterator<Item = u32> {
        let typed = Self::pairs(heard);
        // A changed letter spoils two pairs, two letters that change places three; both twice is not met.
        let spoilt = 2 * edits + 1;
        let enough = typed.count_ones().saturating_sub(spoilt).max(1);
        let all = (0..).zip(&self.pairs);
        let like = all.filter(move |(_, pairs)| (*pairs & typed).count_ones() >= enough);
        like.map(|(token, _)| token)
    }

    fn settle(&mut self) {
        self.pairs.shrink_to_fit();
        self.begun.iter_mut().for_each(Vec::shrink_to_fit);
    }

    fn bytes(&self) -> usize {
        let begun: usize = self.begun.iter().map(|list| 24 + 4 * list.capacity()).sum();
        size_of::<u128>() * self.pairs.capacity() + begun
    }
}

/// Newcomers that are looked through one by one before they are sorted in.
const MOST_FRESH: usize = 256;

impl ByHash {
    fn put(&mut self, hash: u32, token: u32) {
        self.fresh.push((hash, token));
    }

    /// Sorts newcomers in when they are many, in proportion to those that are sorted.
    fn tidy(&mut self) {
        if self.fresh.len() > MOST_FRESH + self.sorted.len() / 8 {
            self.settle();
        }
    }

    fn settle(&mut self) {
        self.sorted.append(&mut self.fresh);
        self.sorted.sort_unstable();
        self.sorted.shrink_to_fit();
        self.fresh.shrink_to_fit();
    }

    fn of(&self, hash: u32) -> impl Iterator<Item = u32> {
        let from = self.sorted.partition_point(|(other, _)| *other < hash);
        let same = move |(other, _): &&(u32, u32)| *other == hash;
        let sorted = self.sorted[from..].iter().take_while(same);
        let fresh = self.fresh.iter().filter(same);
        sorted.chain(fresh).map(|(_, token)| *token)
    }

    fn bytes(&self) -> usize {
        8 * (self.sorted.capacity() + self.fresh.capacity())
    }
}

/// A word that was typed, ready to be compared.
#[derive(Debug)]
pub struct Typed {
    cyrillic: bool,
    written: Vec<Code>,
    letters: u64,
    narrow_letters: u32,
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
    /// What [`Tokens`] knows the word by.
    name: u64,
}

/// A typed word made ready for being compared with many that are only like it.
struct Guess {
    /// The most that a likeness may cost.
    limit: u16,
    /// Letters that only one of the two has: a changed letter is two letters apart, a lost one is one.
    apart: u32,
    /// Letters to change, put in or leave out, at most.
    edits: u32,
    written: Pattern,
    heard: Vec<Pattern>,
}

impl Guess {
    fn of(typed: &Typed, limit: u16) -> Self {
        Self {
            limit,
            apart: if limit > 130 { 5 } else { 4 },
            edits: match limit {
                0..=220 => 2,
                _ => 3,
            },
            written: Pattern::of(&typed.written),
            heard: typed
                .heard
                .iter()
                .take(2)
                .map(|heard| Pattern::of(heard))
                .collect(),
        }
    }
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
            narrow_letters: narrow(mask(&written)),
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
            name: hash_wide(word),
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
        self.by_sound.put(hash(&key), number);
        self.by_sound.tidy();
        self.by_pairs.put(&heard, number);
        for stem in endings::stems(word) {
            self.by_stem.put(hash(&stem), number);
        }
        self.by_stem.tidy();
        let short = |codes: &[Code]| u8::try_from(codes.len()).unwrap_or(u8::MAX);
        self.all.push(Token {
            at: u32::try_from(self.letters.len()).unwrap_or(u32::MAX),
            written: short(&written),
            latin: short(&latin),
            heard: short(&heard),
            cyrillic,
        });
        self.masks.push(Letters {
            written: mask(&written),
            latin: narrow(mask(if cyrillic { &latin } else { &written })),
            heard: narrow(mask(&heard)),
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

    /// The number of a word, if some name has it.
    pub fn known(&self, word: &str) -> Option<u32> {
        self.by_word.get(&hash_wide(word)).copied()
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
        if typed.number {
            if let Some(token) = self.by_word.get(&typed.name) {
                found.insert(*token, in_roles(0, false));
            }
            return found;
        }
        if typed.written.len() == 1 {
            for (number, token) in (0..).zip(&self.all) {
                if let Some(costs) = self.initial(typed, token) {
                    found.insert(number, costs);
                }
            }
            return found;
        }
        self.spellings(typed, &mut found);
        self.begun(typed, &mut found);
        if typed.limit > 0 && reach != Reach::Spellings {
            let more = if reach == Reach::Far { FARTHER } else { 0 };
            self.like(typed, typed.limit + more, &mut found);
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

    /// Words that sound the same or are the same in another case.
    fn spellings(&self, typed: &Typed, found: &mut HashMap<u32, Costs, Quick>) {
        for (at, sound) in typed.sounds.iter().enumerate() {
            for number in self.by_sound.of(*sound) {
                let token = &self.all[number as usize];
                let exact = self.written(token) == typed.written.as_slice()
                    || (!typed.cyrillic && self.latin(token) == typed.written.as_slice());
                let cost = match (exact, at) {
                    (true, _) => 0,
                    (false, 0) => SOUNDS,
                    (false, _) => OTHER_HABIT,
                };
                let costs = found.entry(number).or_insert([NEVER; ROLES]);
                cheaper(costs, in_roles(cost, false));
            }
        }
        for stem in &typed.stems {
            for number in self.by_stem.of(*stem) {
                let costs = found.entry(number).or_insert([NEVER; ROLES]);
                cheaper(costs, in_roles(OTHER_CASE, false));
            }
        }
    }

    /// Words that begin so.
    fn begun(&self, typed: &Typed, found: &mut HashMap<u32, Costs, Quick>) {
        for (heard, letters) in typed.heard.iter().zip(&typed.heard_letters) {
            for number in self.by_pairs.begun(heard) {
                let (token, masks) = (&self.all[*number as usize], &self.masks[*number as usize]);
                // A beginning has no letter that the whole has not.
                let own_script = typed.cyrillic == token.cyrillic;
                let may_be = if own_script {
                    typed.letters & !masks.written == 0
                } else {
                    typed.narrow_letters & !masks.latin == 0
                };
                let cost = if may_be && self.own(typed, token).starts_with(&typed.written) {
                    BEGUN
                } else if letters & !masks.heard == 0
                    && heard.len() > 1
                    && self.heard(token).starts_with(heard)
                {
                    BEGUN_BY_SOUND
                } else {
                    continue;
                };
                let costs = found.entry(*number).or_insert([NEVER; ROLES]);
                cheaper(costs, in_roles(cost, true));
            }
        }
    }

    /// Words that are written or heard almost so.
    fn like(&self, typed: &Typed, limit: u16, found: &mut HashMap<u32, Costs, Quick>) {
        let guess = Guess::of(typed, limit);
        for heard in typed.heard.iter().take(2) {
            for number in self.by_pairs.like(heard, guess.edits) {
                let (token, masks) = (&self.all[number as usize], &self.masks[number as usize]);
                if let Some(cost) = self.guessed(&guess, typed, token, masks) {
                    // What is surer is known already.
                    found.entry(number).or_insert(in_roles(cost, false));
                }
            }
        }
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

    /// By the letters as they are typed, and by their sounds.
    fn guessed(&self, guess: &Guess, typed: &Typed, token: &Token, masks: &Letters) -> Option<u16> {
        let mut best: Option<u16> = None;
        let longer = guess.edits as usize;
        let near = |one: usize, other: u8| one.abs_diff(usize::from(other)) <= longer;
        let own_script = typed.cyrillic == token.cyrillic;
        let (own, apart) = if own_script {
            (token.written, typed.letters ^ masks.written)
        } else {
            (token.latin, u64::from(typed.narrow_letters ^ masks.latin))
        };
        if (own_script || !typed.cyrillic)
            && near(typed.written.len(), own)
            && apart.count_ones() <= guess.apart
        {
            let own = self.own(typed, token);
            if guess.written.within(own, guess.edits) {
                best = distance(&typed.written, own, &WRITTEN, guess.limit);
            }
        }
        for (at, heard) in typed.heard.iter().enumerate().take(2) {
            let apart = typed.heard_letters[at] ^ masks.heard;
            if near(heard.len(), token.heard) && apart.count_ones() <= guess.apart {
                let own = self.heard(token);
                let limit = best.map_or(guess.limit, |best| best.min(guess.limit));
                if guess.heard[at].within(own, guess.edits)
                    && let Some(cost) = distance(heard, own, &HEARD, limit)
                {
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
            + self.masks.capacity() * size_of::<Letters>()
            + self.by_sound.bytes()
            + self.by_stem.bytes()
            + self.by_pairs.bytes()
            + self.letters.capacity()
            + self.by_word.capacity() * 17
            + groups
            + fathers
    }

    pub fn shrink(&mut self) {
        self.all.shrink_to_fit();
        self.masks.shrink_to_fit();
        self.by_sound.settle();
        self.by_stem.settle();
        self.by_pairs.settle();
        self.letters.shrink_to_fit();
        self.by_word.shrink_to_fit();
    }
}

/// Whether a cost in a role is that of the same name in another case.
pub fn is_other_case(cost: u16, role: usize) -> bool {
    cost == OTHER_CASE + PLACE_OF_ROLE[role]
}

fn cheaper(costs: &mut Costs, others: Costs) {
    for (cost, other) in costs.iter_mut().zip(others) {
        *cost = (*cost).min(other);
    }
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
