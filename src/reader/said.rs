//! What people say of the hero, who is left behind, what was loved.

use super::acts::{gender, is_supposed};
use super::kinship::{is_family, kin as kin_called};
use super::person::{Hero, given_name};
use super::proposal::{Fact, Reading};
use super::text::Sentence;
use crate::heroes::hero::{Kin, Quote, Text};
use crate::i18n::Lang;

const SAID: [&str; 24] = [
    "сказав",
    "сказала",
    "каже",
    "казав",
    "казала",
    "розповідає",
    "розповів",
    "розповіла",
    "згадує",
    "згадував",
    "згадувала",
    "згадала",
    "говорить",
    "говорив",
    "говорила",
    "пригадує",
    "ділиться",
    "said",
    "says",
    "recalls",
    "recalled",
    "remembers",
    "told",
    "added",
];

/// A quotation with a speaker who is something to the hero.
pub(super) fn quotes(sentence: &Sentence, lang: Lang, hero: Option<&Hero>) -> Vec<Fact> {
    let [speech] = &sentence.speech[..] else {
        return Vec::new();
    };
    // “…,” said his mother: the verb comes first after the quotation.
    let Some(said) = sentence
        .words
        .iter()
        .position(|word| word.at.start >= speech.end)
    else {
        return Vec::new();
    };
    if !SAID.contains(&sentence.low(said)) || sentence.is_denied(said) {
        return Vec::new();
    }
    let after = said + 1..sentence.words.len();
    let clause = sentence.words[said].clause;
    let near: Vec<usize> = after
        .take_while(|at| sentence.words[*at].clause <= clause + 1)
        .take(5)
        .collect();
    let mut kin = near.iter().filter_map(|at| kin_called(sentence.low(*at)));
    let (Some((relation, _)), None) = (kin.next(), kin.next()) else {
        return Vec::new();
    };
    let speaker = near.iter().find(|at| {
        sentence.words[**at].capital
            && given_name(sentence.low(**at)).is_some()
            && !sentence.low(**at).ends_with("’s")
            && hero.is_none_or(|hero| !hero.is_called(sentence.low(**at)))
    });
    let words = sentence.whole[speech.clone()]
        .trim()
        .trim_end_matches([',', '.']);
    vec![Fact::Quote(Quote {
        text: Text::told(lang, Some(words.to_owned()), None),
        speaker: speaker.map(|at| sentence.written(*at).to_owned()),
        relation: Some(relation),
    })]
}

/// Those left behind: «залишилися батьки та сестра», “is survived by his parents”.
pub(super) fn kin(sentence: &Sentence) -> Vec<Fact> {
    let Some(at) = (0..sentence.words.len()).find(|at| {
        let low = sentence.low(*at);
        low.starts_with("залиши")
            || low.starts_with("лишили")
            || low == "осиротіли"
            || low == "leaves"
            || sentence.stands(*at, "survived by")
    }) else {
        return Vec::new();
    };
    if sentence.is_denied(at) || is_supposed(sentence) {
        return Vec::new();
    }
    let mut facts = Vec::new();
    for word in at + 1..sentence.words.len() {
        if ["who", "що", "який", "яка", "які", "якого"].contains(&sentence.low(word))
        {
            break;
        }
        // “his brother's wife”, «сестра дружини»
        let of_another = sentence.low(word).ends_with("’s");
        if of_another {
            return Vec::new();
        }
        if let Some((relation, _)) =
            kin_called(sentence.low(word)).filter(|(relation, _)| is_family(*relation))
        {
            facts.push(Fact::Kin(Kin { relation }));
        }
    }
    facts
}

/// As one asks for them, and as they stand after «захоплювався».
const PASTIMES: [(&str, &str); 40] = [
    ("футболом", "футбол"),
    ("волейболом", "волейбол"),
    ("баскетболом", "баскетбол"),
    ("боксом", "бокс"),
    ("спортом", "спорт"),
    ("музикою", "музика"),
    ("риболовлею", "риболовля"),
    ("рибалкою", "рибалка"),
    ("полюванням", "полювання"),
    ("шахами", "шахи"),
    ("історією", "історія"),
    ("літературою", "література"),
    ("малюванням", "малювання"),
    ("фотографією", "фотографія"),
    ("туризмом", "туризм"),
    ("мандрами", "мандри"),
    ("подорожами", "подорожі"),
    ("технікою", "техніка"),
    ("машинами", "машини"),
    ("автомобілями", "автомобілі"),
    ("мотоциклами", "мотоцикли"),
    ("бджільництвом", "бджільництво"),
    ("боротьбою", "боротьба"),
    ("карате", "карате"),
    ("плаванням", "плавання"),
    ("велоспортом", "велоспорт"),
    ("бігом", "біг"),
    ("танцями", "танці"),
    ("співом", "спів"),
    ("кулінарією", "кулінарія"),
    ("садівництвом", "садівництво"),
    ("програмуванням", "програмування"),
    ("поезією", "поезія"),
    ("театром", "театр"),
    ("хокеєм", "хокей"),
    ("тенісом", "теніс"),
    ("легкою атлетикою", "легка атлетика"),
    ("страйкболом", "страйкбол"),
    ("столярством", "столярство"),
    ("гірськими походами", "гірські походи"),
];

/// What was loved, where every word of it is certain.
pub(super) fn interests(reading: &Reading) -> Vec<Fact> {
    let sentence = reading.sentence;
    if is_supposed(sentence) {
        return Vec::new();
    }
    let mut facts = Vec::new();
    for at in 0..sentence.words.len() {
        let low = sentence.low(at);
        let found = match low {
            "захоплювався" | "захоплювалася" | "захоплювалась" => {
                pastimes(sentence, at + 1)
            }
            "любив" | "любила" => pleasures(sentence, at + 1),
            "fond" if sentence.low(at + 1) == "of" => english(sentence, at + 2),
            "loved" | "liked" | "enjoyed" if !is_passive(sentence, at) => english(sentence, at + 1),
            _ => None,
        };
        let agrees = gender(low).is_none_or(|_| !sentence.is_denied(at));
        if let Some(found) = found.filter(|_| agrees && !sentence.is_denied(at)) {
            facts.push(Fact::Interests(reading.said(found)));
        }
    }
    facts
}

/// The things of a list, divided by commas and «та».
fn things(sentence: &Sentence, from: usize) -> Vec<Vec<usize>> {
    let mut things: Vec<Vec<usize>> = vec![Vec::new()];
    for at in from..sentence.words.len() {
        let joins = ["і", "й", "та"].contains(&sentence.low(at));
        let comma = at > from && sentence.between(at - 1, at).contains(',');
        if (joins || comma) && things.last().is_some_and(|last| !last.is_empty()) {
            things.push(Vec::new());
        }
        if let Some(last) = things.last_mut().filter(|_| !joins) {
            last.push(at);
        }
    }
    things
}

fn pastimes(sentence: &Sentence, from: usize) -> Option<String> {
    let named: Option<Vec<&str>> = things(sentence, from)
        .iter()
        .map(|words| {
            let said = sentence
                .span(*words.first()?, *words.last()?)
                .to_lowercase();
            PASTIMES
                .iter()
                .find(|(form, _)| *form == said)
                .map(|(_, name)| *name)
        })
        .collect();
    named.map(|named| named.join(", "))
}

fn pleasures(sentence: &Sentence, from: usize) -> Option<String> {
    let named: Option<Vec<&str>> = things(sentence, from)
        .iter()
        .map(|words| {
            let (first, last) = (*words.first()?, *words.last()?);
            let verb = sentence.low(first);
            let plain = words.iter().all(|at| !sentence.words[*at].capital) && words.len() < 5;
            (plain
                && (verb.ends_with("ти") || verb.ends_with("тися"))
                && !is_of_people(sentence, words))
            .then(|| sentence.span(first, last))
        })
        .collect();
    named.map(|named| named.join(", "))
}

fn is_of_people(sentence: &Sentence, words: &[usize]) -> bool {
    words.iter().any(|at| {
        let low = sentence.low(*at);
        kin_called(low).is_some()
            || [
                "мене",
                "нас",
                "її",
                "його",
                "свою",
                "свого",
                "своїх",
                "синові",
                "доньку",
                "дружину",
                "his",
                "her",
                "my",
                "our",
                "me",
                "us",
                "him",
                "them",
                "their",
                "your",
                "you",
                "it",
                "this",
                "that",
                "everyone",
                "people",
                "life",
                "home",
                "by",
                "to",
                "being",
                "when",
                "how",
                "what",
                "so",
                "idea",
                "fact",
                "freedom",
                "country",
            ]
            .contains(&low)
    })
}

/// “He was loved and respected”
fn is_passive(sentence: &Sentence, at: usize) -> bool {
    (at.saturating_sub(2)..at).any(|before| {
        ["was", "were", "is", "be", "been", "being", "and"].contains(&sentence.low(before))
    })
}

fn english(sentence: &Sentence, from: usize) -> Option<String> {
    let clause = sentence.words.get(from)?.clause;
    let to = (from..sentence.words.len())
        .take_while(|at| sentence.words[*at].clause == clause)
        .last()?;
    let words: Vec<usize> = (from..=to).collect();
    let rest = sentence.words.get(to + 1).is_some();
    let plain = words
        .iter()
        .all(|at| !sentence.words[*at].capital && sentence.low(*at).is_ascii());
    (plain && !rest && words.len() < 8 && !is_of_people(sentence, &words))
        .then(|| sentence.span(from, to).to_owned())
}
