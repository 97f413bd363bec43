//! Whose name it may be: the words of every public name in memory, and the lives that bear them.

use std::collections::HashMap;
use std::sync::Arc;

use super::index::Called;
use super::query::{Query, Term};
use super::tokens::{Costs, NEVER, Quick, ROLES, Role, SURE, Tokens, Typed, is_other_case};
use super::told::Answered;

pub use super::tokens::Reach;
use super::words::words;
use crate::names::{APOSTROPHE, given};

/// A word of a life is one number: the token, whether it is of a Latin spelling of one's own or
/// only a piece of a name, and the role.
const SHARES: u32 = 16;
const LATIN: u32 = 4;
const PIECE: u32 = 8;
/// For a piece of a name that an apostrophe divides (Brien of O’Brien).
const ONLY_A_PIECE: u16 = 30;
/// Lives that are weighed for one question, at most, when a word is as common as Олександр.
const MOST_WEIGHED: usize = 30_000;
/// Bearers of a name that nobody looks through.
const ENDLESS: usize = 20_000;
/// For a second word that means what another word already meant.
const TWICE: u16 = 40;
/// For a name remembered without its family name.
const NO_FAMILY: u16 = 12;
/// For a patronymic, or the initial of one, that the record does not know.
const UNKNOWN_PATRONYMIC: u16 = 45;
const UNKNOWN_INITIAL: u16 = 25;
/// For a word that no name is like, where the nearest are looked for.
const WHOLLY_OTHER: u16 = 200;
/// For a number that is a part of a call sign, when other words were typed: «5 бригада» is not «Оса-5».
const NUMBER: u16 = 45;
/// Bearers of a name that is hardly a slip of another.
const COMMON: usize = 30;
/// What each word costs less when more than one stands in another case.
const ONE_CASE: u16 = 12;
/// For a word around a name (загинув, герой) that this life does not hold.
const NOT_SAID: u16 = 3;
/// For words in «quotes» that are no call sign.
const NO_CALL_SIGN: u16 = 25;

/// The names of everyone who is public.
#[derive(Debug, Default)]
pub struct People {
    tokens: Tokens,
    /// By token: the lives that bear it.
    bearers: Vec<Vec<u32>>,
    /// The words of lives, one life after another, see [`SHARES`].
    borne: Vec<u32>,
    /// By the life's number: where its words begin and how many they are.
    lives: Vec<(u32, u8)>,
    /// Words of lives that changed since and are not read any more.
    idle: usize,
}

/// A life that some of the words may mean.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Match {
    pub id: i32,
    /// In hundredths of a typing error; of the words that are not missing.
    pub cost: u16,
    /// The words, as bits, that no name of this life explains.
    pub missing: u16,
    /// The words that are explained by the name as it is shown.
    pub shown: u16,
    /// The words that are explained by a form of the name, or by a guess.
    pub formed: u16,
    pub guessed: u16,
    /// Whether both the family and the given name are among what explains them.
    pub whole: bool,
}

impl People {
    /// Reads a life, anew or again.
    pub fn put(&mut self, called: &Called, aliases: &[&str]) {
        self.forget(called.id);
        let mut own: Vec<u32> = Vec::with_capacity(6);
        let mut take = |text: &str, role: Role, own_latin: u32, tokens: &mut Tokens| {
            let parts = text.replace(APOSTROPHE, " ");
            let divided = text.contains(APOSTROPHE).then_some(parts.as_str());
            // Some leave the hyphen of a double name out.
            let joined = text.replace('-', "");
            let run_together = text.contains('-').then_some(joined.as_str());
            for (text, shortest) in [(Some(text), 1), (divided, 3), (run_together, 3)] {
                for word in words(text.unwrap_or_default()) {
                    if word.text.chars().count() < shortest {
                        continue;
                    }
                    let piece = if shortest > 1 { PIECE } else { 0 };
                    let entry = tokens.number(&word.text) * SHARES
                        + own_latin * LATIN
                        + piece
                        + role as u32;
                    if !own.contains(&entry) && own.len() < usize::from(u8::MAX) {
                        own.push(entry);
                    }
                }
            }
        };
        let latin = [
            &called.latin_family,
            &called.latin_given,
            &called.latin_patronymic,
        ];
        let names = [
            Some(&called.family),
            Some(&called.given),
            called.patronymic.as_ref(),
        ];
        for (at, role) in [Role::Family, Role::Given, Role::Patronymic]
            .into_iter()
            .enumerate()
        {
            for (name, own_latin) in [(names[at], 0), (latin[at].as_ref(), 1)] {
                take(
                    name.map_or("", String::as_str),
                    role,
                    own_latin,
                    &mut self.tokens,
                );
            }
        }
        for name in called
            .call_sign
            .iter()
            .map(String::as_str)
            .chain(aliases.iter().copied())
        {
            take(name, Role::Other, 0, &mut self.tokens);
        }
        let Ok(id) = u32::try_from(called.id) else {
            return;
        };
        self.bearers.resize_with(self.tokens.len(), Vec::new);
        for (at, entry) in own.iter().enumerate() {
            if own[..at]
                .iter()
                .all(|before| before / SHARES != entry / SHARES)
            {
                self.bearers[(entry / SHARES) as usize].push(id);
            }
        }
        if self.lives.len() <= id as usize {
            self.lives.resize(id as usize + 1, (0, 0));
        }
        let at = u32::try_from(self.borne.len()).unwrap_or(u32::MAX);
        self.lives[id as usize] = (at, u8::try_from(own.len()).unwrap_or(u8::MAX));
        self.borne.extend(own);
    }

    pub fn forget(&mut self, id: i32) {
        let Ok(id) = u32::try_from(id) else { return };
        let Some(life) = self.lives.get_mut(id as usize) else {
            return;
        };
        let (at, length) = std::mem::take(life);
        for entry in &self.borne[at as usize..at as usize + usize::from(length)] {
            self.bearers[(entry / SHARES) as usize].retain(|bearer| *bearer != id);
        }
        self.idle += usize::from(length);
    }

    /// Gives back what was taken for growing; after a first reading.
    pub fn settle(&mut self) {
        self.tokens.shrink();
        self.bearers.iter_mut().for_each(Vec::shrink_to_fit);
        self.bearers.shrink_to_fit();
        self.borne.shrink_to_fit();
        self.lives.shrink_to_fit();
    }

    /// Whether so much changed that all should be read anew.
    pub fn is_worn(&self) -> bool {
        self.idle > 10_000 && self.idle * 2 > self.borne.len()
    }

    /// Bytes that are held, nearly; what an allocation costs beside its own is counted as 8.
    pub fn bytes(&self) -> usize {
        let bearers: usize = self
            .bearers
            .iter()
            .map(|lives| 24 + 8 + 4 * lives.capacity())
            .sum();
        self.tokens.bytes() + bearers + 4 * self.borne.capacity() + 8 * self.lives.capacity()
    }

    /// Everyone some words may mean, by number: those whose name explains all, and those for whom the words left over are
    /// told in their lives.
    pub fn meant(
        &self,
        query: &Query,
        reach: Reach,
        answered: &Answered,
        memo: &mut Memo,
    ) -> Vec<Match> {
        let asked = self.asked(query, reach, memo);
        let ids = self.answering(query, &asked, answered);
        self.weighed(ids, &asked)
    }

    /// The same with those for whom words are left over that nothing tells; not all of whom one word is as true as of many.
    pub fn partly_meant(&self, query: &Query, reach: Reach, memo: &mut Memo) -> Vec<Match> {
        let asked = self.asked(query, reach, memo);
        self.weighed(self.bearing_the_rarer(&asked), &asked)
    }

    /// Whether every word is the name of more people than anybody looks through.
    pub fn is_endless(&self, query: &Query, memo: &mut Memo) -> bool {
        let asked = self.asked(query, Reach::Spellings, memo);
        asked.iter().all(|asked| asked.bearers > ENDLESS)
    }

    fn asked<'a>(&self, query: &'a Query, reach: Reach, memo: &mut Memo) -> Vec<Asked<'a>> {
        let terms = query.terms().iter().take(16);
        terms.map(|term| self.ask(term, reach, memo)).collect()
    }

    fn weighed(&self, mut ids: Vec<u32>, asked: &[Asked<'_>]) -> Vec<Match> {
        // Runs of sorted numbers, one a token: a stable sort merges them.
        ids.sort();
        ids.dedup();
        ids.into_iter()
            .filter_map(|id| self.weigh(id, asked))
            .collect()
    }

    /// The words to leave out, as bits, so that somebody is found whose whole name was typed: the fewest. None when nobody's
    /// was, or only by guessing.
    pub fn left_over(&self, query: &Query, memo: &mut Memo) -> Option<u16> {
        let says_nothing = |missing: u16| {
            (0..)
                .zip(query.terms())
                .filter(|(at, _)| missing & 1 << at != 0)
                .all(|(_, term)| !term.is_a_name())
        };
        self.partly_meant(query, Reach::Spellings, memo)
            .into_iter()
            .filter(|found| found.whole && found.guessed == 0 && found.missing != 0)
            .map(|found| found.missing)
            .filter(|missing| says_nothing(*missing))
            .min_by_key(|missing| (missing.count_ones(), *missing))
    }

    /// Lives whose names are the most like some words, the nearest first: for whoever found nobody.
    pub fn nearest(&self, query: &Query, most: usize, memo: &mut Memo) -> Vec<i32> {
        let mut all: Vec<(u16, i32)> = self
            .partly_meant(query, Reach::Far, memo)
            .into_iter()
            .map(|found| {
                let missing = u16::try_from(found.missing.count_ones()).unwrap_or(16);
                (found.cost.saturating_add(WHOLLY_OTHER * missing), found.id)
            })
            .collect();
        all.sort_unstable();
        all.truncate(most);
        all.into_iter().map(|(_, id)| id).collect()
    }

    fn ask<'a>(&self, term: &'a Term, reach: Reach, memo: &mut Memo) -> Asked<'a> {
        let reach = match reach {
            Reach::Rare if self.is_common(term) => Reach::Spellings,
            Reach::Rare => Reach::Slips,
            reach => reach,
        };
        let meant = match memo.0.get(&(term.word.clone(), reach)) {
            Some(meant) => Arc::clone(meant),
            None => {
                let meant = Arc::new(self.readings(term, reach));
                memo.0
                    .insert((term.word.clone(), reach), Arc::clone(&meant));
                meant
            }
        };
        let bearers = meant
            .keys()
            .map(|token| self.bearers[*token as usize].len())
            .sum();
        Asked {
            term,
            initial: term.is_initial(),
            number: term.is_number(),
            patronymic: term.keys.iter().any(|key| given::is_patronymic(key)),
            meant,
            bearers,
        }
    }

    /// Every word of a name that this one may mean, however it was typed.
    fn readings(&self, term: &Term, reach: Reach) -> Meant {
        let mut readings = Typed::of(term)
            .into_iter()
            .map(|typed| self.tokens.meant(&typed, reach));
        let mut meant = readings.next().unwrap_or_default();
        for other in readings {
            for (token, costs) in other {
                let known = meant.entry(token).or_insert([NEVER; ROLES]);
                for (known, cost) in known.iter_mut().zip(costs) {
                    *known = (*known).min(cost);
                }
            }
        }
        meant
    }

    /// Whether many are called exactly so.
    fn is_common(&self, term: &Term) -> bool {
        let token = self.tokens.known(&term.word);
        token.is_some_and(|token| self.bearers[token as usize].len() >= COMMON)
    }

    fn bearers_of<'a>(&'a self, asked: &'a Asked<'_>) -> impl Iterator<Item = u32> + 'a {
        let tokens = asked.meant.keys();
        tokens.flat_map(|token| self.bearers[*token as usize].iter().copied())
    }

    /// Whoever may answer everything, by the word that fewest answer: by name, or by what is told of them.
    fn answering(&self, query: &Query, asked: &[Asked<'_>], answered: &Answered) -> Vec<u32> {
        let told_of = |at: usize| {
            answered
                .anywhere(at)
                .map(|set| set.len() as usize)
                .sum::<usize>()
        };
        let must_be_met = |(at, asked): &(usize, &Asked<'_>)| {
            !asked.initial && !asked.patronymic && !asked.term.optional && !query.is_title(1 << *at)
        };
        let rarest = (0..)
            .zip(asked)
            .filter(must_be_met)
            .map(|(at, asked)| (at, asked, told_of(at)))
            .min_by_key(|(_, asked, told)| asked.bearers + told);
        let Some((at, rarest, told)) = rarest else {
            return self.bearing_the_rarer(asked);
        };
        let mut ids: Vec<u32> = self.bearers_of(rarest).collect();
        let others = || (0..).zip(asked).filter(|(other, _)| *other != at);
        if told <= others().map(|(_, other)| other.bearers).sum::<usize>() {
            ids.extend(answered.anywhere(at).flatten());
        } else {
            let is_told = |id: &u32| answered.anywhere(at).any(|set| set.contains(*id));
            for (_, other) in others() {
                ids.extend(self.bearers_of(other).filter(is_told));
            }
        }
        ids
    }

    /// From the rarest word on, as long as they are few enough to be weighed. Whom two words name is always among them.
    fn bearing_the_rarer(&self, asked: &[Asked<'_>]) -> Vec<u32> {
        let mut order: Vec<&Asked<'_>> = asked.iter().filter(|asked| asked.bearers > 0).collect();
        order.sort_by_key(|asked| (asked.initial, asked.bearers));
        let mut ids: Vec<u32> = Vec::new();
        for (at, asked) in order.into_iter().enumerate() {
            if at > 0 && (ids.len() + asked.bearers > MOST_WEIGHED || asked.initial) {
                break;
            }
            ids.extend(self.bearers_of(asked));
        }
        ids
    }

    fn weigh(&self, id: u32, asked: &[Asked<'_>]) -> Option<Match> {
        let (at, length) = *self.lives.get(id as usize)?;
        let own = &self.borne[at as usize..at as usize + usize::from(length)];
        let has_patronymic = || {
            own.iter()
                .any(|entry| role(*entry) == Role::Patronymic as usize)
        };
        let asked_more = asked.len() > 1;
        let mut used: u64 = 0;
        let mut found = Match {
            id: i32::try_from(id).ok()?,
            cost: 0,
            missing: 0,
            shown: 0,
            formed: 0,
            guessed: 0,
            whole: false,
        };
        let mut explained = 0;
        let mut in_other_cases = 0;
        let mut initials = [false; ROLES];
        let (mut family, mut given) = (false, false);
        for (number, asked) in asked.iter().enumerate() {
            let bit = 1_u16 << number;
            let mut best: Option<(u16, usize)> = None;
            for (place, entry) in own.iter().enumerate() {
                let Some(costs) = asked.meant.get(&(entry / SHARES)) else {
                    continue;
                };
                let role = role(*entry);
                let mut cost = costs[role];
                if cost == NEVER || (asked.initial && initials[role]) {
                    continue;
                }
                if asked_more && asked.number {
                    cost += NUMBER;
                }
                if entry & PIECE != 0 {
                    cost += ONLY_A_PIECE;
                }
                if asked.term.quoted {
                    cost += if role == Role::Other as usize {
                        0
                    } else {
                        NO_CALL_SIGN
                    };
                }
                if used & 1 << place.min(63) != 0 {
                    cost += TWICE;
                }
                if best.is_none_or(|(least, _)| cost < least) {
                    best = Some((cost, place));
                }
            }
            match best {
                Some((cost, place)) => {
                    used |= 1 << place.min(63);
                    explained += 1;
                    found.cost = found.cost.saturating_add(cost);
                    let role = role(own[place]);
                    initials[role] |= asked.initial;
                    in_other_cases += u16::from(is_other_case(cost, role));
                    family |= role == Role::Family as usize;
                    given |= role == Role::Given as usize && !asked.initial;
                    if role != Role::Other as usize && own[place] & LATIN == 0 {
                        found.shown |= bit;
                    }
                    if cost >= SURE {
                        found.guessed |= bit;
                    }
                    if role == Role::Given as usize && cost > 10 && !asked.initial {
                        found.formed |= bit;
                    }
                }
                None if explained > 0 && asked.initial && !has_patronymic() => {
                    found.cost = found.cost.saturating_add(UNKNOWN_INITIAL);
                    found.shown |= bit;
                }
                None if asked.patronymic && !has_patronymic() => {
                    found.cost = found.cost.saturating_add(UNKNOWN_PATRONYMIC);
                    found.shown |= bit;
                }
                None if asked.term.optional => {
                    found.cost = found.cost.saturating_add(NOT_SAID);
                    found.shown |= bit;
                }
                None => found.missing |= bit,
            }
        }
        if explained == 0 {
            return None;
        }
        found.whole = family && given;
        if in_other_cases > 1 {
            // «Уса Валерія»: one word in the genitive makes it likely for the others.
            found.cost = found.cost.saturating_sub(ONE_CASE * in_other_cases);
        }
        if !family && explained > 1 {
            found.cost = found.cost.saturating_add(NO_FAMILY);
        }
        // Of two, the one who is named so twice comes first, and the one whose whole name it is: Якір before Якір-13.
        let of = |role_of: Role| {
            let mine =
                move |entry: &u32| role(*entry) == role_of as usize && entry & (PIECE | LATIN) == 0;
            own.iter().enumerate().filter(move |(_, entry)| mine(entry))
        };
        let left = |role_of: Role| {
            let left = of(role_of).filter(|(place, _)| used & 1 << place.min(&63) == 0);
            u16::try_from(left.count().min(3)).unwrap_or(0)
        };
        if family {
            let twice = asked.len() == 1
                && of(Role::Other).any(|(_, entry)| {
                    let costs = asked[0].meant.get(&(entry / SHARES));
                    costs.is_some_and(|costs| costs[Role::Other as usize] < found.cost + 10)
                });
            found.cost = found
                .cost
                .saturating_add(left(Role::Family) + u16::from(!twice && found.cost < 10));
        } else if found.shown == 0 {
            found.cost = found.cost.saturating_add(left(Role::Other));
        }
        Some(found)
    }
}

fn role(entry: u32) -> usize {
    (entry & 3) as usize
}

/// Words of names that a typed word may mean, each with what it costs to mean it in each role.
type Meant = HashMap<u32, Costs, Quick>;

/// What the words of one question may mean, found out once: they are asked for again with a word less, or farther.
#[derive(Debug, Default)]
pub struct Memo(HashMap<(String, Reach), Arc<Meant>>);

/// A word that was typed, and every word of a name that it may mean.
struct Asked<'a> {
    term: &'a Term,
    initial: bool,
    number: bool,
    patronymic: bool,
    meant: Arc<Meant>,
    /// Lives that bear one of them, some counted twice.
    bearers: usize,
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn called(id: i32, family: &str, given: &str, patronymic: Option<&str>) -> Called {
        Called {
            id,
            family: family.into(),
            given: given.into(),
            patronymic: patronymic.map(Into::into),
            ..Called::default()
        }
    }

    fn people() -> People {
        let mut people = People::default();
        people.put(&called(1, "Лисюк", "Юрій", None), &["Yuriy Lysyuk"]);
        people.put(&called(2, "Лисенко", "Дем’ян", Some("Іванович")), &[]);
        people.put(&called(3, "Лисик", "Юрій", Some("Сергійович")), &[]);
        people
    }

    fn first(people: &People, typed: &str) -> Option<i32> {
        let mut all = people.meant(
            &Query::parse(typed).unwrap(),
            Reach::Slips,
            &Answered::default(),
            &mut Memo::default(),
        );
        all.retain(|found| found.missing == 0);
        all.sort_by_key(|found| (found.cost, found.id));
        all.first().map(|found| found.id)
    }

    #[test]
    fn a_name_that_half_the_country_bears_is_offered_to_nobody() {
        let mut people = people();
        let many = i32::try_from(ENDLESS).unwrap();
        for id in 10..11 + many {
            people.put(&called(id, "Лисенко", "Микола", None), &[]);
        }
        let is_endless =
            |typed: &str| people.is_endless(&Query::parse(typed).unwrap(), &mut Memo::default());
        assert!(is_endless("Микола"));
        assert!(!is_endless("Юрій"));
        assert!(!is_endless("Микола Лисюк"), "one word is rare");
    }

    #[test]
    fn the_nearest_name_is_the_cheapest() {
        let people = people();
        for (typed, id) in [
            ("Лисюк Юра", 1),
            ("Юрієві Лисюку", 1),
            ("Лисюк Юрій Іванович", 1),
            ("Ю. С. Лисик", 3),
            ("Lysyk Yuri Sergeevich", 3),
            ("Лиснко", 2),
            ("Demyan", 2),
        ] {
            assert_eq!(first(&people, typed), Some(id), "{typed}");
        }
        assert_eq!(first(&people, "Лисенко Сергійович"), None);
    }

    #[test]
    fn what_is_forgotten_is_not_found() {
        let mut people = people();
        people.forget(1);
        assert_eq!(
            first(&people, "Лисюк"),
            Some(3),
            "only somebody like him is left"
        );
        people.put(&called(1, "Гай", "Юрій", None), &[]);
        assert_eq!(first(&people, "Гай"), Some(1));
        people.forget(77);
    }

    proptest! {
        #[test]
        fn whoever_is_put_is_found(family in "[А-ЩЮЯҐЄІЇ][а-щьюяґєії]{1,14}", given in "[А-ЩЮЯҐЄІЇ][а-щьюяґєії]{1,10}") {
            let mut people = people();
            people.put(&called(9, &family, &given, None), &[]);
            let query = Query::parse(&format!("{given} {family}")).unwrap();
            prop_assert!(people.meant(&query, Reach::Slips, &Answered::default(), &mut Memo::default()).iter().any(|found| found.id == 9 && found.missing == 0));
        }

        #[test]
        fn anything_may_be_asked(typed in any::<String>()) {
            if let Some(query) = Query::parse(&typed) {
                let _ = people().meant(&query, Reach::Slips, &Answered::default(), &mut Memo::default());
            }
        }
    }
}
