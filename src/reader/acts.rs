//! The verbs that a life is told with, and which of them a date or a place belongs to.

use super::person::Hero;
use super::text::Sentence;
use crate::heroes::hero::Sex;

/// What somebody did or what was done to them.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Deed {
    Born,
    Died,
    Buried,
    Lived,
    Joined,
    Captured,
    Freed,
    Wounded,
    Married,
    Worked,
    Studied,
    Served,
}

/// A verb in its sentence.
#[derive(Debug, Clone)]
pub(super) struct Act {
    pub deed: Deed,
    /// The first word of the phrase, and the last.
    pub from: usize,
    pub to: usize,
}

use Deed::{
    Born, Buried, Captured, Died, Freed, Joined, Lived, Married, Served, Studied, Worked, Wounded,
};

/// Phrases, longer ones of one beginning first. A Ukrainian verb of the past tells the sex by its ending.
const PHRASES: [(Deed, &[&str]); 17] = [
    (
        Born,
        &[
            "народився",
            "народилася",
            "народилась",
            "уродженець",
            "уродженка",
            "was born",
            "born",
            "native of",
            "місце народження",
            "place of birth",
            "date of birth",
        ],
    ),
    (
        Died,
        &[
            "загинув",
            "загинула",
            "поліг",
            "полягла",
            "помер",
            "померла",
            "was killed",
            "killed in action",
            "died",
            "fell in battle",
            "fell in combat",
            "passed away",
            "місце загибелі",
            "місце смерті",
            "place of death",
            "date of death",
        ],
    ),
    (
        Buried,
        &[
            "поховали",
            "похований",
            "похована",
            "поховано",
            "was buried",
            "buried",
            "місце поховання",
            "place of burial",
        ],
    ),
    (
        Lived,
        &[
            "жив",
            "жила",
            "мешкав",
            "мешкала",
            "проживав",
            "проживала",
            "lived",
        ],
    ),
    (
        Joined,
        &[
            "вступив до лав",
            "вступила до лав",
            "вступив до збройних",
            "вступила до збройних",
            "вступив до зсу",
            "вступила до зсу",
            "долучився до лав",
            "долучилася до лав",
            "долучився до зсу",
            "долучилася до зсу",
        ],
    ),
    (
        Joined,
        &[
            "пішов добровольцем",
            "пішла добровольцем",
            "пішов до війська",
            "пішла до війська",
            "пішов на фронт",
            "пішла на фронт",
            "пішов служити",
            "пішла служити",
            "пішов у військо",
            "приєднався до лав",
            "приєднався до зсу",
        ],
    ),
    (
        Joined,
        &[
            "мобілізований",
            "мобілізована",
            "мобілізувався",
            "призваний",
            "призвана",
            "був мобілізований",
        ],
    ),
    (
        Joined,
        &[
            "joined the armed forces",
            "joined the army",
            "joined the territorial",
            "joined the military",
            "joined the ukrainian army",
            "was mobilised",
            "was mobilized",
            "enlisted",
            "volunteered for the army",
        ],
    ),
    (
        Captured,
        &[
            "потрапив у полон",
            "потрапила у полон",
            "потрапив в полон",
            "потрапила в полон",
            "потрапив до полону",
            "потрапила до полону",
            "was captured",
            "was taken prisoner",
            "was taken captive",
        ],
    ),
    (
        Freed,
        &[
            "звільнений з полону",
            "звільнили з полону",
            "обміняли",
            "повернувся з полону",
            "повернулася з полону",
            "was exchanged",
            "was released from captivity",
        ],
    ),
    (
        Wounded,
        &[
            "поранений",
            "поранена",
            "дістав поранення",
            "дістала поранення",
            "отримав поранення",
            "отримала поранення",
            "зазнав поранення",
            "was wounded",
        ],
    ),
    (
        Married,
        &[
            "одружився",
            "одружилася",
            "одружилися",
            "одружились",
            "вийшла заміж",
            "married",
            "got married",
        ],
    ),
    (Worked, &["працював", "працювала", "worked"]),
    (
        Studied,
        &[
            "навчався",
            "навчалася",
            "закінчив",
            "закінчила",
            "здобув",
            "здобула",
            "вступив до",
            "вступила до",
            "вчився",
            "вчилася",
        ],
    ),
    (
        Studied,
        &["studied", "graduated", "received", "earned", "completed"],
    ),
    (
        Served,
        &[
            "служив",
            "служила",
            "воював",
            "воювала",
            "захищав",
            "захищала",
            "проходив службу",
            "проходила службу",
        ],
    ),
    (Served, &["served", "fought", "had served"]),
];

/// All verbs of a sentence that are said of the hero and not denied.
pub(super) fn acts(sentence: &Sentence, hero: Option<&Hero>) -> Vec<Act> {
    let mut found: Vec<Act> = Vec::new();
    if is_supposed(sentence) {
        return found;
    }
    let mut at = 0;
    while at < sentence.words.len() {
        let best = PHRASES
            .iter()
            .flat_map(|(deed, phrases)| phrases.iter().map(move |phrase| (*deed, *phrase)))
            .filter(|(_, phrase)| sentence.stands(at, phrase) && (at == 0 || !is_label(phrase)))
            .max_by_key(|(_, phrase)| phrase.split(' ').count());
        let Some((deed, phrase)) = best else {
            at += 1;
            continue;
        };
        let to = at + phrase.split(' ').count() - 1;
        let agrees = match (gender(phrase), hero.and_then(|hero| hero.sex)) {
            (Some(told), Some(sex)) => told == sex,
            _ => true,
        };
        if agrees
            && !is_of_another(sentence, hero, at)
            && !sentence.is_denied(at)
            && sentence.words[at].quoted.is_none()
        {
            found.push(Act { deed, from: at, to });
        }
        at = to + 1;
    }
    found
}

/// «Екіпаж потрапив у полон», “His dog died”: the subject is named in the same clause and is not the hero.
fn is_of_another(sentence: &Sentence, hero: Option<&Hero>, act: usize) -> bool {
    const OTHERS: [&str; 34] = [
        "екіпаж",
        "ворог",
        "росіяни",
        "окупанти",
        "снаряд",
        "ракета",
        "хлопці",
        "бійці",
        "воїни",
        "село",
        "школа",
        "пес",
        "кіт",
        "хтось",
        "ніхто",
        "вони",
        "родина",
        "сім’я",
        "люди",
        "багато",
        "хто",
        "they",
        "enemy",
        "russians",
        "crew",
        "comrades",
        "men",
        "soldiers",
        "family",
        "people",
        "many",
        "who",
        "nobody",
        "someone",
    ];
    const OWNERS: [&str; 18] = [
        "його",
        "її",
        "їхній",
        "їхня",
        "наш",
        "наша",
        "мій",
        "моя",
        "твій",
        "свій",
        "his",
        "her",
        "their",
        "our",
        "my",
        "its",
        "whose",
        "чий",
    ];
    let clause = sentence.words[act].clause;
    for at in (0..act)
        .rev()
        .take_while(|at| sentence.words[*at].clause == clause)
    {
        let word = &sentence.words[at];
        let low = word.low.as_str();
        if ["він", "вона", "he", "she"].contains(&low)
            || (word.capital && hero.is_some_and(|hero| hero.is_called(low)))
        {
            return false;
        }
        // «Його поховали» is said of him, «його пес загинув» is not.
        if OTHERS.contains(&low) || (OWNERS.contains(&low) && at + 1 < act) {
            return true;
        }
    }
    false
}

/// «Місце загибелі:» begins a line of a list; in prose it is said of flowers and visitors.
fn is_label(phrase: &str) -> bool {
    ["місце ", "place of", "date of"]
        .iter()
        .any(|begin| phrase.starts_with(begin))
}

/// What was wished, feared or only might have been.
pub(super) fn is_supposed(sentence: &Sentence) -> bool {
    sentence.has(&[
        "якби",
        "якщо",
        "би",
        "б",
        "мріяв",
        "мріяла",
        "хотів",
        "хотіла",
        "планував",
        "планувала",
        "збирався",
        "збиралася",
        "ледь",
        "мало",
        "if",
        "would",
        "wanted",
        "dreamed",
        "dreamt",
        "planned",
        "hoped",
        "nearly",
        "almost",
        "could",
        "might",
    ])
}

/// The sex that the first word of a Ukrainian phrase tells.
pub(super) fn gender(phrase: &str) -> Option<Sex> {
    let verb = phrase.split(' ').next()?;
    let ends = |endings: &[&str]| endings.iter().any(|ending| verb.ends_with(ending));
    if verb.is_ascii() || ends(&["ли", "лися", "лись", "но"]) {
        None
    } else if ends(&["ла", "лася", "лась", "на", "нка"]) {
        Some(Sex::Female)
    } else if ends(&["в", "вся", "ий", "ець", "мер", "ліг"]) {
        Some(Sex::Male)
    } else {
        None
    }
}

/// Whether a word looks like another verb, after which a date or a place belongs to that.
pub(super) fn is_verb(sentence: &Sentence, at: usize) -> bool {
    const NOT_VERBS: [&str; 14] = [
        "сила",
        "школа",
        "села",
        "місцевого",
        "була",
        "було",
        "були",
        "united",
        "armed",
        "motorized",
        "mechanized",
        "красива",
        "мала",
        "ціла",
    ];
    const IRREGULAR: [&str; 30] = [
        "went", "fell", "came", "left", "took", "found", "met", "began", "gave", "got", "held",
        "grew", "fought", "wrote", "said", "says", "opened", "hit", "became", "returned", "is",
        "was", "were", "had", "has", "brought", "taught", "spent", "died", "born",
    ];
    let word = &sentence.words[at];
    let low = word.low.as_str();
    if NOT_VERBS.contains(&low) {
        return false;
    }
    if low.is_ascii() {
        return IRREGULAR.contains(&low) || (!word.capital && low.len() > 3 && low.ends_with("ed"));
    }
    if word.capital && at > 0 {
        return false;
    }
    let letters = low.chars().count();
    let reflexive = ["вся", "лася", "лося", "лися", "лись", "лась", "ться"];
    letters > 3
        && (reflexive.iter().any(|ending| low.ends_with(ending))
            || ["ав", "ив", "яв", "ув", "ює", "ає"]
                .iter()
                .any(|ending| low.ends_with(ending))
            || (letters > 4
                && ["ла", "ли", "ло"]
                    .iter()
                    .any(|ending| low.ends_with(ending))))
}

/// The act that what stands here belongs to: one of its own clause, the nearest before it rather than after; else, in a
/// clause without a verb, one of another clause. No other verb stands between.
pub(super) fn owner<'a>(
    sentence: &Sentence,
    acts: &'a [Act],
    from: usize,
    to: usize,
) -> Option<&'a Act> {
    let clause = sentence.words[from].clause;
    let own = |act: &&Act| sentence.words[act.from].clause == clause;
    let is_free = |mut words: std::ops::Range<usize>| !words.any(|at| is_verb(sentence, at));
    let before = |act: &&Act| act.to < from && is_free(act.to + 1..from);
    let after = |act: &&Act| act.from > to && is_free(to + 1..act.from);
    if let Some(act) = acts.iter().rev().filter(own).find(before) {
        return Some(act);
    }
    // «Прийшов 2011 року й одружився»: the date belongs to the verb before it.
    let begin = (0..from)
        .rev()
        .take_while(|at| sentence.words[*at].clause == clause)
        .last()
        .unwrap_or(from);
    if !is_free(begin..from) {
        return None;
    }
    if let Some(act) = acts.iter().filter(own).find(after) {
        return Some(act);
    }
    let has_a_verb = acts.iter().any(|act| own(&act))
        || (0..sentence.words.len())
            .any(|at| sentence.words[at].clause == clause && is_verb(sentence, at));
    if has_a_verb {
        return None;
    }
    let nearest = acts.iter().rev().find(before);
    nearest.or_else(|| acts.iter().find(after))
}
