//! Of whom a sentence speaks: of the hero, of a brother, of whoever writes.

use super::acts;
use super::kinship::kin;
use super::person::{Hero, given_name, pronoun};
use super::text::Sentence;
use crate::heroes::hero::Sex;

/// Of whom one sentence speaks.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct Whose {
    pub is_the_heros: bool,
    /// «Ми одружилися»: of the hero and the one who writes.
    pub is_told_by_the_couple: bool,
    /// Whether those left behind would be the hero's.
    pub kin_may_be_told: bool,
}

/// Of whom each sentence speaks. After a sentence about another person, «він» is that person until the hero is named.
pub(super) fn whose(sentences: &[Sentence], hero: Option<&Hero>) -> Vec<Whose> {
    let mut other: Option<Option<Sex>> = None;
    sentences
        .iter()
        .map(|sentence| one(sentence, hero, &mut other))
        .collect()
}

const HEROES: [&str; 16] = [
    "воїн",
    "захисник",
    "захисниця",
    "боєць",
    "герой",
    "захисника",
    "воїна",
    "героя",
    "бійця",
    "загиблий",
    "defender",
    "fighter",
    "soldier",
    "warrior",
    "загиблого",
    "захисницю",
];

fn one(sentence: &Sentence, hero: Option<&Hero>, other: &mut Option<Option<Sex>>) -> Whose {
    let before = *other;
    let called = |at: usize| {
        sentence.words.get(at).is_some_and(|word| {
            word.capital
                && word.quoted.is_none()
                && hero.is_some_and(|hero| hero.is_called(&word.low))
        })
    };
    let mut someone_else = false;
    let mut named = false;
    for (at, word) in sentence.words.iter().enumerate() {
        if word.quoted.is_some() {
            continue;
        }
        if called(at) {
            named = true;
            *other = None;
        } else if let Some((_, sex)) = kin(&word.low) {
            // «Мій чоловік, Матвій Криничний»: one and the same.
            if !called(at + 1) {
                someone_else = true;
                *other = Some(sex);
            }
        } else if let Some(sex) = word.capital.then(|| given_name(&word.low)).flatten()
            && !is_of_a_name(sentence, at)
        {
            someone_else = true;
            *other = Some(Some(sex));
        }
    }
    let writer = sentence.has(&["i", "я", "ми", "we", "i’m", "i’ve", "i’d", "мене", "нам"]);
    let couple = sentence.has(&["ми", "we"]) && !someone_else;
    if !someone_else && !writer && !named {
        if sentence
            .words
            .iter()
            .any(|word| HEROES.contains(&word.low.as_str()))
        {
            *other = None;
        } else if let (Some(Some(sex)), Some(heros)) = (*other, hero.and_then(|hero| hero.sex))
            && sex != heros
            && (sentence
                .words
                .iter()
                .any(|word| pronoun(&word.low) == Some(heros))
                || acts::acts(sentence, None)
                    .iter()
                    .any(|act| acts::gender(sentence.low(act.from)) == Some(heros)))
        {
            *other = None;
        }
    }
    let is_left_behind = sentence.has(&[
        "залишилися",
        "залишились",
        "залишилась",
        "залишилася",
        "залишився",
        "лишилися",
        "лишились",
        "осиротіли",
        "survived",
        "leaves",
    ]);
    // Those left behind and those who are quoted are not told of any further.
    if is_left_behind || !sentence.speech.is_empty() {
        *other = if named { None } else { before };
    }
    Whose {
        is_the_heros: !someone_else && !writer && other.is_none(),
        is_told_by_the_couple: couple && before.is_none(),
        kin_may_be_told: is_left_behind && !writer && (named || before.is_none()),
    }
}

/// A brigade or a street that bears a name, a village called so, a name with a family name of someone honoured.
fn is_of_a_name(sentence: &Sentence, at: usize) -> bool {
    let near = (at.saturating_sub(3)..at).map(|before| sentence.low(before));
    near.into_iter().any(|low| {
        [
            "імені",
            "ім",
            "after",
            "села",
            "селі",
            "село",
            "місто",
            "місті",
            "міста",
            "village",
            "town",
            "city",
            "prince",
            "князя",
            "гетьмана",
        ]
        .contains(&low)
    })
}
