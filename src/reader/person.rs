//! Whom the text is about: the name in the nominative, the call sign, the sex that all grammar agrees on.

use std::collections::{HashMap, HashSet};
use std::sync::LazyLock;

use super::acts::{self, gender};
use super::kinship::kin;
use super::proposal::{Fact, Proposal};
use super::text::Sentence;
use super::whose::Whose;
use crate::heroes::hero::Sex;
use crate::names::{self, Name, endings, given, is_cyrillic};

/// The person of the text.
#[derive(Debug)]
pub(super) struct Hero {
    pub name: Name,
    pub sex: Option<Sex>,
    /// The sentence that the name was read from.
    pub sentence: usize,
    given: Vec<String>,
    family: Vec<String>,
}

impl Hero {
    /// Whether a capitalised word is the hero's own name in any case or spelling.
    pub fn is_called(&self, low: &str) -> bool {
        let low = low.strip_suffix("’s").unwrap_or(low);
        let key = names::fold(low);
        let stems = endings::stems_of_any_case(&key);
        self.given
            .iter()
            .chain(&self.family)
            .any(|known| *known == key || stems.contains(known))
    }
}

struct Given {
    cyrillic: HashMap<String, Sex>,
    latin: HashMap<String, Sex>,
    /// Given names of women that are a man's in another case: Олександра.
    doubtful: HashSet<String>,
}

static GIVEN: LazyLock<Given> = LazyLock::new(|| {
    let mut known = Given {
        cyrillic: HashMap::new(),
        latin: HashMap::new(),
        doubtful: HashSet::new(),
    };
    for (name, sex) in given::names() {
        known.cyrillic.insert(name.to_lowercase(), sex);
        known.latin.entry(latin(name)).or_insert(sex);
    }
    for (name, sex) in &known.cyrillic {
        if *sex == Sex::Male {
            known.doubtful.extend(
                names::genitive(name, Sex::Male).filter(|of| known.cyrillic.contains_key(of)),
            );
        }
    }
    known
});

/// The sex of a given name that stands in the nominative.
pub(super) fn given_name(low: &str) -> Option<Sex> {
    if low.starts_with(is_cyrillic) {
        GIVEN.cyrillic.get(low).copied()
    } else if super::when::month_called(low).is_none() {
        GIVEN.latin.get(&latin(low)).copied()
    } else {
        None
    }
}

/// A given name in Latin letters, the common endings as one: Yuriy, Yurij, Yurii.
fn latin(name: &str) -> String {
    let latin = names::romanise(name).to_lowercase();
    ["iy", "ij", "yi"]
        .iter()
        .find_map(|ending| latin.strip_suffix(ending))
        .map(|stem| format!("{stem}ii"))
        .unwrap_or(latin)
}

struct Candidate {
    family: usize,
    given: usize,
    patronymic: Option<usize>,
    sentence: usize,
    sex: Sex,
    told: bool,
}

/// The one person that the text is about; none when several might be.
pub(super) fn hero(sentences: &[Sentence]) -> Option<Hero> {
    let mut found: Vec<Candidate> = Vec::new();
    for (number, sentence) in sentences.iter().enumerate() {
        for at in 0..sentence.words.len() {
            found.extend(candidate(sentence, number, at));
        }
    }
    let key = |one: &Candidate| {
        let sentence = &sentences[one.sentence];
        (sentence.low(one.family), sentence.low(one.given))
    };
    let first = found.iter().find(|one| one.told).or_else(|| {
        let first = found.first()?;
        found
            .iter()
            .all(|one| key(one) == key(first))
            .then_some(first)
    })?;
    // Two people of whom the text tells such things: it is not certain whose it is.
    if found
        .iter()
        .any(|one| one.told && key(one) != key(first) && one.sentence < first.sentence + 3)
    {
        return None;
    }
    let sentence = &sentences[first.sentence];
    let patronymic = first.patronymic.map(|at| sentence.written(at));
    let name = Name::parse(
        sentence.written(first.family),
        sentence.written(first.given),
        patronymic,
    )
    .ok()?;
    let stems = |name: &str| {
        let mut stems = endings::stems(&name.to_lowercase());
        stems.push(names::fold(name));
        stems
    };
    Some(Hero {
        given: stems(&name.given),
        family: stems(&name.family),
        name,
        sex: Some(first.sex),
        sentence: first.sentence,
    })
}

fn candidate(sentence: &Sentence, number: usize, at: usize) -> Option<Candidate> {
    let word = |at: usize| {
        sentence
            .words
            .get(at)
            .filter(|word| word.capital && word.quoted.is_none())
    };
    word(at)?;
    let sex = given_name(sentence.low(at))?;
    let joined = |from: usize| sentence.between(from, from + 1) == " ";
    let is_patronymic = |at: usize| {
        word(at).is_some()
            && given::is_patronymic(&names::fold(sentence.low(at)))
            && (sentence.low(at).ends_with("ич")
                || sentence.low(at).ends_with("вна")
                || sentence.low(at).is_ascii())
    };
    let is_family = |at: usize| {
        word(at).is_some()
            && sentence.low(at).chars().count() > 2
            && !sentence.low(at).chars().any(|c| c.is_ascii_digit())
            && (given_name(sentence.low(at)).is_none() || sentence.low(at).is_ascii())
            && !is_patronymic(at)
            && kin(sentence.low(at)).is_none()
            && !sentence.low(at).ends_with("вся")
            && !sentence.low(at).ends_with("лася")
            && !sentence.low(at).ends_with("’s")
            && super::when::month_called(sentence.low(at)).is_none()
    };
    let patronymic_next = joined(at) && is_patronymic(at + 1);
    let before = at.checked_sub(1).filter(|before| joined(*before));
    let (family, patronymic) = if patronymic_next {
        match before.filter(|before| is_family(*before)) {
            Some(before) => (before, Some(at + 1)),
            None if joined(at + 1) && is_family(at + 2) => (at + 2, Some(at + 1)),
            None => return None,
        }
    } else if joined(at) && is_family(at + 1) {
        (at + 1, None)
    } else {
        return None;
    };
    // Somebody's mother or commander, a street or a brigade that bears a name; the last letters of another case.
    let start = family.min(at);
    let named_after = start.checked_sub(1).is_some_and(|before| {
        let low = sentence.low(before);
        [
            "імені",
            "ім",
            "вул",
            "вулиці",
            "after",
            "street",
            "hetman",
            "гетьмана",
        ]
        .contains(&low)
    });
    if named_after || is_a_place(sentence, start) || is_bent(sentence.low(family)) {
        return None;
    }
    let low = sentence.low(family);
    if GIVEN.doubtful.contains(sentence.low(at)) && patronymic.is_none() && !low.ends_with("ька")
    {
        return None;
    }
    let told = sentence.tells(&[
        "загинув",
        "загинула",
        "поліг",
        "помер",
        "померла",
        "народився",
        "народилася",
        "народження",
        "позивний",
        "позивним",
        "call sign",
        "callsign",
        "was killed",
        "died",
        "was born",
        "ім’я",
    ]) && !sentence.has(&["i", "я", "ми", "we"]);
    Some(Candidate {
        family,
        given: at,
        patronymic,
        sentence: number,
        sex,
        told: told && !is_somebodys(sentence, start),
    })
}

/// «У місті Ізмаїл», «у селі Іванівка»: a settlement may be called like a person.
fn is_a_place(sentence: &Sentence, at: usize) -> bool {
    at.checked_sub(1).is_some_and(|before| {
        [
            "місто",
            "місті",
            "міста",
            "село",
            "селі",
            "села",
            "селище",
            "селищі",
            "селища",
            "м",
            "с",
            "смт",
            "у",
            "в",
            "біля",
            "поблизу",
            "in",
            "near",
            "of",
            "village",
            "town",
            "city",
        ]
        .contains(&sentence.low(before))
    })
}

/// A family name that shows another case, or a region: «Одеської».
fn is_bent(low: &str) -> bool {
    [
        "ої",
        "ого",
        "ому",
        "ій",
        "ою",
        "ими",
        "ського",
        "енка",
        "енку",
        "ком",
        "юку",
        "юка",
        "щині",
        "щина",
    ]
    .iter()
    .any(|ending| low.ends_with(ending))
        && !low.ends_with("ський")
}

/// «Його брат Семен Дуб»: another person, unless it is the writer's own: «мій брат», “my husband”.
fn is_somebodys(sentence: &Sentence, at: usize) -> bool {
    let Some(before) = at.checked_sub(1) else {
        return false;
    };
    if kin(sentence.low(before)).is_none() {
        return false;
    }
    let own = ["мій", "моя", "наш", "наша", "my", "our"];
    !(before.saturating_sub(2)..before).any(|word| own.contains(&sentence.low(word)))
}

/// «з позивним «Лис»», “with the call sign Lys”.
pub(super) fn call_sign(sentence: &Sentence) -> Vec<Fact> {
    for at in 0..sentence.words.len() {
        let after = match sentence.low(at) {
            "позивний" | "позивним" | "callsign" | "call-sign" => at + 1,
            "call" if sentence.low(at + 1) == "sign" => at + 2,
            _ => continue,
        };
        if sentence.is_denied(at) {
            continue;
        }
        let after = (after..sentence.words.len()).find(|next| {
            !["мав", "мала", "був", "was", "of", "його", "її"].contains(&sentence.low(*next))
        });
        let Some(word) = after.and_then(|next| sentence.words.get(next)) else {
            continue;
        };
        let quoted = word
            .quoted
            .and_then(|number| sentence.quotes.get(number))
            .map(|quote| sentence.whole[quote.clone()].trim());
        let sign = match quoted {
            Some(quoted) => quoted,
            None if word.capital && word.clause <= sentence.words[at].clause + 1 => {
                &sentence.whole[word.at.clone()]
            }
            None => continue,
        };
        let sign = sign.trim_end_matches([',', '.']);
        if !sign.is_empty() && sign.chars().count() <= 40 {
            return vec![Fact::CallSign(sign.to_owned())];
        }
    }
    Vec::new()
}

/// The sex, when every verb and pronoun said of the hero agrees, and the name too.
pub(super) fn sex(
    sentences: &[Sentence],
    whose: &[Whose],
    hero: Option<&Hero>,
) -> Option<Proposal> {
    let hero = hero?;
    let mut told: Option<(Sex, &Sentence)> = None;
    for (sentence, whose) in sentences.iter().zip(whose) {
        if !whose.is_the_heros {
            continue;
        }
        let of_verbs = acts::acts(sentence, None)
            .into_iter()
            .filter_map(|act| gender(sentence.low(act.from)));
        let of_pronouns = sentence.words.iter().filter_map(|word| pronoun(&word.low));
        for sex in of_verbs.chain(of_pronouns) {
            match told {
                Some((known, _)) if known != sex => return None,
                Some(_) => {}
                None => told = Some((sex, sentence)),
            }
        }
    }
    let (sex, sentence) = told?;
    (hero.sex == Some(sex)).then(|| Proposal {
        fact: Fact::Sex(sex),
        sentence: sentence.range.clone(),
    })
}

/// “he”, «вона».
pub(super) fn pronoun(low: &str) -> Option<Sex> {
    match low {
        "він" | "he" => Some(Sex::Male),
        "вона" | "she" => Some(Sex::Female),
        _ => None,
    }
}
