//! Everyone some words may mean, the best first.

use std::collections::{BTreeMap, HashMap};

use super::catalogue::Set;
use super::order::Order;
use super::people::{Match, Memo, People, Reach};
use super::query::Query;
use super::told::{Answered, Where};

/// Names that are only like what was typed: shown while so few are found, and no farther than this from the best.
const MOST_GUESSED: usize = 10;
const FAR: u16 = 120;
const NEAR: u16 = 25;
/// Kinds of mixture of names and other words that are looked for.
const MOST_MIXTURES: usize = 12;
/// What a word costs that no name explains: one that is known of the life (unit, year, place), one of its story.
const KNOWN: u16 = 50;
const AROUND: u16 = 58;
/// A rank before a name that the record does not know, a word.
const OTHER_RANK: u16 = 12;
/// What it costs that all that was typed is what a unit or a place is called.
const CALLED: u16 = 25;

/// Everyone whose names and surroundings answer every word, by the cost of the best explanation.
#[derive(Debug, Default)]
pub struct Ranking {
    /// By cost. Each life stands at its least.
    sure: BTreeMap<u16, Set>,
    /// Lives whose name is only like what was typed: cost and number.
    guesses: Vec<(u16, u32)>,
    /// What of each life is a name, by number.
    named: Vec<Match>,
    answered: Answered,
}

impl Ranking {
    pub fn of(people: &People, query: &Query, answered: Answered, memo: &mut Memo) -> Self {
        let is_sure = |found: &&Match| found.missing == 0 && found.guessed == 0;
        let mut named = people.meant(query, Reach::Spellings, &answered, memo);
        if !query.is_unlikely() && named.iter().filter(is_sure).count() < MOST_GUESSED {
            named = people.meant(query, Reach::Rare, &answered, memo);
            if named.iter().all(|found| found.missing != 0) {
                named = people.meant(query, Reach::Slips, &answered, memo);
            }
        }
        let mut costs: Vec<(u16, u32, bool)> = Vec::new();
        let mut left: HashMap<u16, Vec<&Match>> = HashMap::new();
        for found in &named {
            if found.missing == 0 {
                costs.push((found.cost, number(found), found.guessed == 0));
            } else {
                left.entry(found.missing).or_default().push(found);
            }
        }
        // What names leave over must be told around them. The fewest words left over are tried first.
        let mut left: Vec<(u16, Vec<&Match>)> = left.into_iter().collect();
        left.sort_by_key(|(missing, lives)| {
            (
                missing.count_ones(),
                std::cmp::Reverse(lives.len()),
                *missing,
            )
        });
        for (missing, lives) in left.into_iter().take(MOST_MIXTURES) {
            let words = u16::try_from(missing.count_ones()).unwrap_or(16);
            let told = answered.all(missing);
            // People put a rank before a name, whatever the record says.
            let title = query.is_title(missing);
            if told.anywhere.is_empty() && !title {
                continue;
            }
            for found in lives {
                let number = number(found);
                let more = if title {
                    let is_said = told.anywhere.contains(number);
                    if is_said { 0 } else { OTHER_RANK * words }
                } else if told.known.contains(number) {
                    KNOWN * words
                } else if told.anywhere.contains(number) {
                    AROUND * words
                } else {
                    continue;
                };
                costs.push((found.cost.saturating_add(more), number, found.guessed == 0));
            }
        }
        let mut ranking = Self::default();
        let mut sure_at: BTreeMap<u16, Vec<u32>> = BTreeMap::new();
        for (cost, number, sure) in costs {
            if sure {
                sure_at.entry(cost).or_default().push(number);
            } else {
                ranking.guesses.push((cost, number));
            }
        }
        // All at once, which is much faster where hundreds of thousands bear a name.
        ranking.sure.extend(
            sure_at
                .into_iter()
                .map(|(cost, lives)| (cost, lives.into_iter().collect())),
        );
        ranking.take_told(query, &answered);
        ranking.keep_the_best();
        ranking.named = named;
        ranking.answered = answered;
        ranking
    }

    /// Lives of which every word is told, whatever they are called.
    fn take_told(&mut self, query: &Query, answered: &Answered) {
        let required = query.required();
        let words = u16::try_from(required.count_ones()).unwrap_or(16);
        let Where { known, anywhere } = answered.all(required);
        let called = answered.called().clone();
        for (cost, set) in [
            (CALLED, called),
            (KNOWN * words, known),
            (AROUND * words, anywhere),
        ] {
            *self.sure.entry(cost).or_default() |= set;
        }
    }

    /// Each life once, where it costs the least.
    fn keep_the_best(&mut self) {
        let mut seen = Set::new();
        for tier in self.sure.values_mut() {
            *tier -= &seen;
            seen |= &*tier;
        }
        self.sure.retain(|_, tier| !tier.is_empty());
        self.guesses.sort_unstable();
        let mut guessed = Set::new();
        self.guesses
            .retain(|(_, number)| !seen.contains(*number) && guessed.insert(*number));
    }

    /// The cost of the best; the largest when there is nobody.
    pub fn least(&self) -> u16 {
        let sure = self.sure.keys().next().copied();
        let guess = self.guesses.first().map(|(cost, _)| *cost);
        sure.into_iter().chain(guess).min().unwrap_or(u16::MAX)
    }

    /// Those of a set, by cost. Guesses are for where there is little else.
    pub fn tiers(&self, among: Option<&Set>, order: &Order) -> BTreeMap<u16, Set> {
        let mut tiers: BTreeMap<u16, Set> = BTreeMap::new();
        for (cost, tier) in &self.sure {
            let met = among.map_or_else(|| tier.clone(), |among| tier & among);
            if !met.is_empty() {
                tiers.insert(*cost, met);
            }
        }
        let is_met = |number: u32| among.is_none_or(|among| among.contains(number));
        let mut guesses: Vec<(u16, u32)> = self
            .guesses
            .iter()
            .copied()
            .filter(|(_, number)| is_met(*number))
            .collect();
        guesses.sort_unstable_by_key(|(cost, number)| (*cost, order.place(*number)));
        let Some((nearest, _)) = guesses.first().copied() else {
            return tiers;
        };
        let surest = tiers.keys().next().copied().unwrap_or(u16::MAX);
        let first = nearest.min(surest);
        let before: Vec<(u16, usize)> = tiers
            .iter()
            .map(|(cost, tier)| (*cost, usize::try_from(tier.len()).unwrap_or(usize::MAX)))
            .collect();
        for (at, (cost, number)) in guesses.into_iter().enumerate() {
            let ahead: usize = before
                .iter()
                .filter(|(sure, _)| *sure <= cost)
                .map(|(_, lives)| lives)
                .sum();
            let is_seen = ahead + at < MOST_GUESSED && cost <= first.saturating_add(FAR);
            let is_near = nearest < surest && cost <= first.saturating_add(NEAR);
            if is_seen || is_near {
                tiers.entry(cost).or_default().insert(number);
            }
        }
        tiers
    }

    /// Whether a word, by its place, is told of a life's unit or places, and not of its story only.
    pub fn is_known(&self, at: usize, id: i32) -> bool {
        u32::try_from(id).is_ok_and(|id| self.answered.known(at).any(|set| set.contains(id)))
    }

    /// What of a life is a name.
    pub fn named(&self, id: i32) -> Option<Match> {
        let at = self
            .named
            .binary_search_by_key(&id, |found| found.id)
            .ok()?;
        Some(self.named[at])
    }
}

fn number(found: &Match) -> u32 {
    u32::try_from(found.id).unwrap_or_default()
}
