//! Who is found: the words looked for among the names and around them, the filters, the page, the counts.

use std::collections::BTreeMap;
use std::sync::Arc;

use diesel::prelude::*;

use super::answers;
use super::catalogue::{Catalogue, Set};
use super::filters::{Filters, Sort};
use super::found::{Found, Hit, Instead};
use super::known::{Known, Memory};
use super::narrowing::{Kind, Narrowing};
use super::people::{Match, Memo};
use super::query::Query;
use super::ranking::Ranking;
use super::reason::{left_over, likeness, reason, unanswered};
use super::tokens::SURE;
use crate::heroes;
use crate::reference::Reference;

/// Below this nothing else can have been meant.
const PLAIN: u16 = 20;
/// What another keyboard costs.
const WRONG_KEYS: u16 = 15;
/// Names that are offered to whoever found nobody.
const MOST_NEAREST: usize = 6;

/// The same as [`find`], and what was answered a moment ago is not looked for again.
pub fn answer(
    conn: &mut SqliteConnection,
    known: &Known,
    filters: &Filters,
    reference: &Reference,
) -> QueryResult<Arc<Found>> {
    conn.transaction(|conn| {
        let generation = known.follow(conn)?;
        let key = answers::key(filters, reference);
        if let Some(found) = known.answers.get(&key, generation) {
            return Ok(found);
        }
        let found = Arc::new(found(conn, known, filters, reference, generation)?);
        known.answers.keep(key, generation, Arc::clone(&found));
        Ok(found)
    })
}

/// The first lives that filters leave, by name, and how many they are; words are not looked for. From memory: the file has all of
/// them to look through. None while the names are being read, for pages that do not wait for that.
pub fn first_by_name(
    conn: &mut SqliteConnection,
    known: &Known,
    filters: &Filters,
    reference: &Reference,
    most: usize,
) -> QueryResult<Option<(Vec<i32>, i64)>> {
    if !known.is_read() {
        return Ok(None);
    }
    known.follow(conn)?;
    let memory = known.memory();
    let catalogue = &memory.catalogue;
    let all = Narrowing::of(catalogue, filters, reference).all();
    let all = all.unwrap_or_else(|| catalogue.everybody.clone());
    let first = catalogue
        .order(Sort::Name, filters.latin)
        .page(&all, 0, most);
    let count = i64::try_from(all.len()).unwrap_or(i64::MAX);
    Ok(Some((first.into_iter().map(id).collect(), count)))
}

/// One page of the lives asked for, with what they have in common.
pub fn find(
    conn: &mut SqliteConnection,
    known: &Known,
    filters: &Filters,
    reference: &Reference,
) -> QueryResult<Found> {
    // All that is asked sees one state of the file, whatever is published meanwhile.
    conn.transaction(|conn| {
        let generation = known.follow(conn)?;
        found(conn, known, filters, reference, generation)
    })
}

fn found(
    conn: &mut SqliteConnection,
    known: &Known,
    filters: &Filters,
    reference: &Reference,
    generation: i32,
) -> QueryResult<Found> {
    let memo = &mut Memo::default();
    let asked = Asked::of(conn, known, filters, generation, memo)?;
    let page = {
        let memory = known.memory();
        asked.page(&memory, filters, reference)
    };
    let hits = asked.hits(conn, &page, reference)?;
    let instead = if page.total == 0 {
        instead(conn, known, filters, reference, &asked, generation, memo)?
    } else {
        Instead::default()
    };
    Ok(Found {
        total: page.total,
        page: page.number,
        more: page.more,
        hits,
        facets: page.facets,
        ignored: asked.ignored,
        instead,
    })
}

/// What was asked for: words and who may be meant by them, or everybody.
struct Asked {
    /// The words that were meant: on the wrong keyboard, others than were typed.
    words: Option<(Query, Ranking)>,
    /// Words that were left out, because nobody is found with them.
    ignored: Vec<String>,
}

/// Lives on a page, with the costs they were found at.
struct Page {
    total: u32,
    number: u32,
    more: bool,
    lives: Vec<(u32, u16)>,
    facets: super::Facets,
}

impl Asked {
    fn of(
        conn: &mut SqliteConnection,
        known: &Known,
        filters: &Filters,
        generation: i32,
        memo: &mut Memo,
    ) -> QueryResult<Self> {
        let Some(query) = &filters.query else {
            return Ok(Self {
                words: None,
                ignored: Vec::new(),
            });
        };
        let mut meant = query.clone();
        let mut ranking = rank(conn, known, query, generation, memo)?;
        let mut least = ranking.least();
        if least > PLAIN {
            for other in query.other_readings(least >= SURE) {
                let found = rank(conn, known, &other, generation, memo)?;
                let cost = found.least().saturating_add(WRONG_KEYS);
                if cost < least {
                    (least, meant, ranking) = (cost, other, found);
                }
            }
        }
        let mut ignored = Vec::new();
        if least == u16::MAX
            && let Some((fewer, found, words)) = with_less(conn, known, &meant, generation, memo)?
        {
            (meant, ranking, ignored) = (fewer, found, words);
        }
        Ok(Self {
            words: Some((meant, ranking)),
            ignored,
        })
    }

    /// Who is found among the lives of a set, by cost; without words all at no cost.
    fn tiers(
        &self,
        catalogue: &Catalogue,
        filters: &Filters,
        among: Option<&Set>,
    ) -> BTreeMap<u16, Set> {
        match &self.words {
            Some((_, ranking)) => {
                ranking.tiers(among, catalogue.order(Sort::Relevance, filters.latin))
            }
            None => {
                let all = among.unwrap_or(&catalogue.everybody).clone();
                BTreeMap::from([(0, all)])
            }
        }
    }

    fn page(&self, memory: &Memory, filters: &Filters, reference: &Reference) -> Page {
        let catalogue = &memory.catalogue;
        let narrowing = Narrowing::of(catalogue, filters, reference);
        let tiers = self.tiers(catalogue, filters, narrowing.all().as_ref());
        let found = united(&tiers);
        let total = number(found.len());
        let limit = filters.limit.max(1);
        let last = total.div_ceil(limit).max(1);
        let page = filters.page.clamp(1, last);
        let skipped = (page - 1) as usize * limit as usize;
        let sort = filters.order();
        let order = catalogue.order(sort, filters.latin);
        let mut lives: Vec<(u32, u16)> = Vec::with_capacity(limit as usize);
        if sort == Sort::Relevance {
            let mut before = 0;
            for (cost, tier) in &tiers {
                let length = usize::try_from(tier.len()).unwrap_or(usize::MAX);
                let wanted = limit as usize - lives.len();
                if before + length > skipped && wanted > 0 {
                    let page = order.page(tier, skipped.saturating_sub(before), wanted);
                    lives.extend(page.into_iter().map(|life| (life, *cost)));
                }
                before += length;
            }
        } else {
            let cost = |life: u32| {
                let tier = tiers.iter().find(|(_, tier)| tier.contains(life));
                tier.map_or(0, |(cost, _)| *cost)
            };
            let page = order.page(&found, skipped, limit as usize);
            lives.extend(page.into_iter().map(|life| (life, cost(life))));
        }
        let facets = narrowing.facets(catalogue, filters, reference, &found, |kind: Kind| {
            united(&self.tiers(catalogue, filters, narrowing.without(kind).as_ref()))
        });
        Page {
            more: skipped + lives.len() < total as usize,
            total,
            number: page,
            lives,
            facets,
        }
    }

    /// The lives of a page, with why each is there.
    fn hits(
        &self,
        conn: &mut SqliteConnection,
        page: &Page,
        reference: &Reference,
    ) -> QueryResult<Vec<Hit>> {
        let ids: Vec<i32> = page.lives.iter().map(|(life, _)| id(*life)).collect();
        let Some((query, ranking)) = &self.words else {
            let hit = |id| Hit { id, reason: None };
            return Ok(ids.into_iter().map(hit).collect());
        };
        let mut hits = Vec::with_capacity(ids.len());
        for card in heroes::queries::cards(conn, &ids)? {
            let found = page.lives.iter().find(|(life, _)| id(*life) == card.id);
            let cost = found.map_or(0, |(_, cost)| *cost);
            let named: Option<Match> = ranking.named(card.id).filter(|named| named.cost <= cost);
            let mut left = match named {
                Some(named) => left_over(query, named.shown),
                None => unanswered(query, &card.name),
            };
            for left in &mut left {
                left.only_told = !ranking.is_known(left.at, card.id);
            }
            // The whole life is read only where the name is not answer enough.
            let life = if left.is_empty() {
                None
            } else {
                heroes::queries::load(conn, card.id)?
            };
            let told = life.and_then(|life| reason(&left, &life.record, reference));
            let form = || named.and_then(|named| likeness(named, &card.name));
            hits.push(Hit {
                id: card.id,
                reason: told.or_else(form),
            });
        }
        Ok(hits)
    }
}

fn rank(
    conn: &mut SqliteConnection,
    known: &Known,
    query: &Query,
    generation: i32,
    memo: &mut Memo,
) -> QueryResult<Ranking> {
    // The file is asked before the names are held, so that nobody who publishes waits for it.
    let answered = known.told.answered(conn, query, generation)?;
    Ok(Ranking::of(&known.memory().people, query, answered, memo))
}

/// Nobody is found with all the words: whom some words were meant for all the same, and the words left out. A whole name is
/// enough; of three words and more, one may be wrong that is nobody's name.
fn with_less(
    conn: &mut SqliteConnection,
    known: &Known,
    query: &Query,
    generation: i32,
    memo: &mut Memo,
) -> QueryResult<Option<(Query, Ranking, Vec<String>)>> {
    let said = |words: u16| {
        let terms = (0..).zip(query.terms());
        let left_out = terms.filter(|(at, _)| words & 1 << at != 0);
        left_out
            .map(|(_, term)| term.word.clone())
            .collect::<Vec<_>>()
    };
    let nothing_said = known.memory().people.left_over(query, memo);
    if let Some(words) = nothing_said
        && let Some(fewer) = query.without(words)
    {
        let found = rank(conn, known, &fewer, generation, memo)?;
        return Ok(Some((fewer, found, said(words))));
    }
    if query.required().count_ones() < 3 {
        return Ok(None);
    }
    let mut best: Option<(Query, Ranking, Vec<String>)> = None;
    for (left_out, fewer) in query.with_a_word_less() {
        if left_out.is_a_name() {
            continue;
        }
        let found = rank(conn, known, &fewer, generation, memo)?;
        let least = best
            .as_ref()
            .map_or(u16::MAX, |(_, ranking, _)| ranking.least());
        if found.least() < least {
            best = Some((fewer, found, vec![left_out.word]));
        }
    }
    Ok(best)
}

/// Ways on for whoever found nobody.
fn instead(
    conn: &mut SqliteConnection,
    known: &Known,
    filters: &Filters,
    reference: &Reference,
    asked: &Asked,
    generation: i32,
    memo: &mut Memo,
) -> QueryResult<Instead> {
    let count = |memory: &Memory, asked: &Asked, filters: &Filters| {
        let narrowing = Narrowing::of(&memory.catalogue, filters, reference);
        let tiers = asked.tiers(&memory.catalogue, filters, narrowing.all().as_ref());
        number(united(&tiers).len())
    };
    let mut instead = Instead::default();
    {
        let memory = known.memory();
        for chosen in filters.chosen() {
            let without = filters.without(&chosen);
            if filters.query.is_some() == without.query.is_some() {
                let found = count(&memory, asked, &without);
                if found > 0 {
                    instead.without.push((chosen, found));
                }
            }
        }
    }
    let Some((query, _)) = &asked.words else {
        return Ok(instead);
    };
    for (_, fewer) in query.with_a_word_less() {
        if known.memory().people.is_endless(&fewer, memo) {
            continue;
        }
        let asked = Asked {
            words: Some((fewer.clone(), rank(conn, known, &fewer, generation, memo)?)),
            ignored: Vec::new(),
        };
        let found = count(&known.memory(), &asked, filters);
        if found > 0 {
            instead.fewer_words.push((fewer.typed().to_owned(), found));
        }
    }
    instead.fewer_words.sort_by_key(|(_, found)| *found);
    instead.nearest = known.memory().people.nearest(query, MOST_NEAREST, memo);
    Ok(instead)
}

fn united(tiers: &BTreeMap<u16, Set>) -> Set {
    let mut tiers = tiers.values();
    let Some(first) = tiers.next() else {
        return Set::new();
    };
    tiers.fold(first.clone(), |all, tier| all | tier)
}

fn id(number: u32) -> i32 {
    i32::try_from(number).unwrap_or_default()
}

fn number(lives: u64) -> u32 {
    u32::try_from(lives).unwrap_or(u32::MAX)
}
