//! Unit, position, rank, the beginning of the service, and awards: by the reference or not at all.

use std::collections::HashSet;

use super::acts::{Deed, is_supposed};
use super::deeds::date_of;
use super::person::Hero;
use super::proposal::{Fact, Reading};
use super::text::Sentence;
use crate::heroes::hero::{Award, Service, Text};
use crate::reference::{Rank, Unit};

/// Words between a number and its brigade.
const REACH: usize = 7;

/// What the sentence says of the service, if anything.
pub(super) fn service(reading: &Reading, hero: Option<&Hero>) -> Vec<Fact> {
    let sentence = reading.sentence;
    if is_supposed(sentence) {
        return Vec::new();
    }
    let served = reading.acts.iter().find(|act| act.deed == Deed::Served);
    let position = position(reading);
    let is_in_service = served.is_some()
        || position.is_some()
        || sentence.has(&[
            "боєць",
            "військовослужбовець",
            "військовослужбовиця",
            "підрозділ",
        ]);
    let since = served.and(since(reading));
    let service = Service {
        unit: unit(reading).filter(|_| is_in_service),
        position: position.map_or_else(Text::default, |said| reading.said(said)),
        from: date_of(reading, Deed::Joined).or(since),
        ..rank(reading, hero)
    };
    let told = service != Service::default();
    told.then_some(Fact::Service(service)).into_iter().collect()
}

fn since(reading: &Reading) -> Option<crate::dates::Edtf> {
    let [when] = &reading.dates[..] else {
        return None;
    };
    let before = when.from.checked_sub(1)?;
    (reading.sentence.low(before) == "since").then_some(when.date)
}

/// The one unit of the list that the sentence names by number.
fn unit(reading: &Reading) -> Option<String> {
    let sentence = reading.sentence;
    let mut found: Vec<&Unit> = Vec::new();
    for at in 0..sentence.words.len() {
        let Some(number) = number(sentence.low(at)) else {
            continue;
        };
        found.push(unit_at(reading, at, number)?);
    }
    found.dedup();
    match found[..] {
        [one] => Some(one.slug.clone()),
        _ => None,
    }
}

/// «58-ї», “58th”: a number that has its ending, or stands before an abbreviation.
fn number(low: &str) -> Option<i32> {
    let digits = low.trim_end_matches(|c: char| !c.is_ascii_digit());
    let ending = &low[digits.len()..];
    let ordinal = ending.starts_with('-') || ["th", "st", "nd", "rd"].contains(&ending);
    (ordinal && digits.len() <= 3)
        .then(|| digits.parse().ok())
        .flatten()
}

/// None where the number is of something else: then the unit is not certain either, as with a battalion of a brigade.
fn unit_at<'a>(reading: &'a Reading, at: usize, number: i32) -> Option<&'a Unit> {
    let sentence = reading.sentence;
    let kind = (at + 1..at + REACH).find_map(|word| Some((word, kind(sentence.low(word))?)))?;
    let (end, kind) = kind;
    let said: Vec<String> = (at + 1..end)
        .chain(following(sentence, end))
        .map(|word| sentence.low(word))
        .filter(|low| !is_filler(low))
        .map(bare)
        .collect();
    let fits = |unit: &&Unit| {
        let names = format!(
            "{} {} {}",
            unit.name_uk,
            unit.name_en,
            unit.short_uk.as_deref().unwrap_or_default()
        );
        let known: HashSet<String> = names
            .to_lowercase()
            .split(|c: char| !(c.is_alphanumeric() || c == '-'))
            .flat_map(|word| [bare(word), word.to_owned()])
            .collect();
        let is_kind = known.contains(&bare(kind));
        unit.number == Some(number) && is_kind && said.iter().all(|word| known.contains(word))
    };
    let mut units = reading.reference.units.iter().filter(fits);
    let first = units.next()?;
    units.next().is_none().then_some(first)
}

/// Words of the name that follow its kind: «бригада морської піхоти», «бригада територіальної оборони».
fn following(sentence: &Sentence, end: usize) -> std::ops::Range<usize> {
    let known = ["морської", "територіальної", "тактичної"];
    if known.contains(&sentence.low(end + 1)) && sentence.words.len() > end + 2 {
        end + 1..end + 3
    } else {
        end + 1..end + 1
    }
}

fn kind(low: &str) -> Option<&'static str> {
    const KINDS: [(&str, &str); 6] = [
        ("бригад", "бригада"),
        ("полк", "полк"),
        ("батальйон", "батальйон"),
        ("brigade", "brigade"),
        ("regiment", "regiment"),
        ("battalion", "battalion"),
    ];
    let (_, kind) = KINDS.iter().find(|(begin, _)| low.starts_with(begin))?;
    // «полковник» is no regiment.
    (low.chars().count() <= kind.chars().count() + 2).then_some(*kind)
}

fn is_filler(low: &str) -> bool {
    low.starts_with("окрем") || ["separate", "infantry", "the"].contains(&low)
}

/// What the cases of a word have in common: мотопіхотній and мотопіхотна.
fn bare(low: &str) -> String {
    if low.is_ascii() {
        return low.to_owned();
    }
    low.trim_end_matches(|c| "аеєиіїоуюяйхмгь".contains(c))
        .to_owned()
}

/// Position in the nominative, and in the instrumental as after «служив».
const POSITIONS: [(&str, &str); 34] = [
    ("водій", "водієм"),
    ("навідник", "навідником"),
    ("кулеметник", "кулеметником"),
    ("стрілець", "стрільцем"),
    ("старший стрілець", "старшим стрільцем"),
    ("гранатометник", "гранатометником"),
    ("снайпер", "снайпером"),
    ("сапер", "сапером"),
    ("розвідник", "розвідником"),
    ("зв’язківець", "зв’язківцем"),
    ("медик", "медиком"),
    ("бойовий медик", "бойовим медиком"),
    ("санітар", "санітаром"),
    ("штурмовик", "штурмовиком"),
    ("піхотинець", "піхотинцем"),
    ("артилерист", "артилеристом"),
    ("мінометник", "мінометником"),
    ("танкіст", "танкістом"),
    ("механік-водій", "механіком-водієм"),
    ("оператор дронів", "оператором дронів"),
    ("оператор бпла", "оператором бпла"),
    ("командир відділення", "командиром відділення"),
    ("командир взводу", "командиром взводу"),
    ("командир роти", "командиром роти"),
    ("командир гармати", "командиром гармати"),
    ("командир танка", "командиром танка"),
    ("командир батальйону", "командиром батальйону"),
    ("помічник гранатометника", "помічником гранатометника"),
    ("старший навідник", "старшим навідником"),
    ("старший водій", "старшим водієм"),
    ("головний сержант", "головним сержантом"),
    ("кухар", "кухарем"),
    ("пілот", "пілотом"),
    ("льотчик", "льотчиком"),
];

fn position(reading: &Reading) -> Option<String> {
    let sentence = reading.sentence;
    let served = reading.acts.iter().any(|act| act.deed == Deed::Served);
    let mut found: Vec<(usize, &str)> = Vec::new();
    for at in 0..sentence.words.len() {
        let best = POSITIONS
            .iter()
            .filter(|(name, by)| {
                (served && sentence.stands(at, by))
                    || (is_title(sentence, at) && sentence.stands(at, name))
            })
            .max_by_key(|(name, _)| name.len());
        found.extend(best.map(|(name, _)| (name.len(), *name)));
    }
    if let Some((_, name)) = found.iter().max_by_key(|(length, _)| *length) {
        // «старшим стрільцем» holds «стрільцем»; two different ones are two services.
        let one = found.iter().all(|(_, other)| name.contains(other));
        return one.then(|| (*name).to_owned());
    }
    served.then(|| as_a(sentence)).flatten()
}

/// Where a position stands for the person: it begins the line, or follows its label.
fn is_title(sentence: &Sentence, at: usize) -> bool {
    at == 0 || (sentence.low(at - 1) == "посада" && at == 1)
}

/// “as a machine gunner”
fn as_a(sentence: &Sentence) -> Option<String> {
    let at = (0..sentence.words.len()).find(|at| {
        sentence.low(*at) == "as" && ["a", "an", "the"].contains(&sentence.low(at + 1))
    })?;
    let from = at + 2;
    let little = [
        "in", "with", "since", "at", "for", "and", "from", "of", "until", "on", "who", "during",
        "near", "under",
    ];
    let clause = sentence.words.get(from)?.clause;
    let to = (from..sentence.words.len())
        .take_while(|at| {
            let word = &sentence.words[*at];
            word.clause == clause && !word.capital && !little.contains(&word.low.as_str())
        })
        .last()?;
    let plain = ![
        "volunteer",
        "soldier",
        "member",
        "result",
        "part",
        "man",
        "hero",
        "child",
        "student",
    ]
    .contains(&sentence.low(to));
    (plain && to - from < 4).then(|| sentence.span(from, to).to_owned())
}

/// «Сержант Вербицький», “Junior Sergeant Oksana”, «Звання: старший сержант».
fn rank(reading: &Reading, hero: Option<&Hero>) -> Service {
    let sentence = reading.sentence;
    let mut best: Vec<(&Rank, &str)> = Vec::new();
    for rank in &reading.reference.ranks {
        for name in rank.names() {
            let low = name.to_lowercase();
            let words = low.split(' ').count();
            let stands = (0..sentence.words.len()).any(|at| {
                let next = sentence.low(at + words);
                let before = at.checked_sub(1).map_or("", |before| sentence.low(before));
                let capital = sentence
                    .words
                    .get(at + words)
                    .is_some_and(|word| word.capital);
                let is_whole = ![
                    "старший",
                    "молодший",
                    "головний",
                    "senior",
                    "junior",
                    "chief",
                    "master",
                ]
                .contains(&before);
                is_whole
                    && sentence.stands(at, &low)
                    && (["звання", "rank"].contains(&before)
                        || (capital && hero.is_some_and(|hero| hero.is_called(next))))
            });
            if stands {
                best.push((rank, name));
            }
        }
    }
    best.dedup_by_key(|(rank, _)| rank.slug.clone());
    match best[..] {
        [(rank, _)] => Service {
            rank: Some(rank.slug.clone()),
            ..Service::default()
        },
        // A lieutenant of the army or of the navy: it stays as written.
        [(_, name), (_, other), ..]
            if best.iter().all(|(_, same)| *same == name) && name == other =>
        {
            Service {
                rank_text: Some(name.to_lowercase()),
                ..Service::default()
            }
        }
        _ => Service::default(),
    }
}

/// Awards that the sentence says were given.
pub(super) fn awards(reading: &Reading) -> Vec<Fact> {
    let sentence = reading.sentence;
    let given = (0..sentence.words.len()).any(|at| {
        let low = sentence.low(at);
        ["нагород", "відзначен", "удостоєн", "awarded", "decorated"]
            .iter()
            .any(|begin| low.starts_with(begin))
            && !sentence.is_denied(at)
    });
    if !given
        || is_supposed(sentence)
        || sentence.has(&["подано", "подали", "представлений", "nominated", "петиція"])
    {
        return Vec::new();
    }
    let said: HashSet<String> = sentence
        .words
        .iter()
        .map(|word| award_word(&word.low))
        .collect();
    let mut fitting: Vec<(Vec<String>, &str)> = Vec::new();
    for award in &reading.reference.awards {
        let names = [&award.name_uk, &award.name_en]
            .into_iter()
            .chain(&award.aliases);
        let best = names
            .map(|name| {
                name.to_lowercase()
                    .split(|c: char| !c.is_alphanumeric())
                    .filter(|word| !word.is_empty() && !["of", "the"].contains(word))
                    .map(award_word)
                    .collect::<Vec<String>>()
            })
            .filter(|words| words.len() > 1 && words.iter().all(|word| said.contains(word)))
            .max_by_key(Vec::len);
        fitting.extend(best.map(|words| (words, award.slug.as_str())));
    }
    let holds =
        |words: &[String], others: &[String]| others.iter().all(|word| words.contains(word));
    let posthumous = sentence.has(&["посмертно", "posthumously"]).then_some(true);
    fitting
        .iter()
        .filter(|(words, slug)| {
            // A shorter name inside a longer one is not meant; the same name of two classes is not certain.
            !fitting
                .iter()
                .any(|(others, other)| other != slug && holds(others, words))
        })
        .map(|(_, slug)| {
            Fact::Award(Award {
                award: Some((*slug).to_owned()),
                posthumous,
                ..Award::default()
            })
        })
        .collect()
}

/// Classes are told apart by their number, other words by what their cases share.
fn award_word(low: &str) -> String {
    let class = low.chars().all(|c| "ivіx".contains(c));
    if class {
        low.replace('і', "i")
    } else if low.is_ascii() {
        low.to_owned()
    } else {
        bare(low)
    }
}
