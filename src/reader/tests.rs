//! Stories of invented people, each with the facts that are right to propose, and one that a newspaper published.

use std::sync::LazyLock;

use proptest::prelude::*;

use super::{Fact, Proposal, read};
use crate::heroes::hero::{Place, Text};
use crate::i18n::Lang;
use crate::reference::Reference;

static REFERENCE: LazyLock<Reference> = LazyLock::new(|| {
    use diesel::prelude::*;
    use diesel_migrations::{EmbeddedMigrations, MigrationHarness, embed_migrations};
    const MIGRATIONS: EmbeddedMigrations = embed_migrations!("migrations");
    let mut file = SqliteConnection::establish(":memory:").unwrap();
    file.run_pending_migrations(MIGRATIONS).unwrap();
    crate::reference::queries::fill(&mut file).unwrap();
    crate::reference::queries::all(&mut file).unwrap()
});

struct Story {
    lang: Lang,
    text: &'static str,
    right: Vec<&'static str>,
}

fn story(file: &'static str) -> Story {
    let (head, rest) = file.split_once("== story\n").unwrap();
    let (text, facts) = rest.split_once("== facts\n").unwrap();
    Story {
        lang: if head.starts_with("uk") {
            Lang::Uk
        } else {
            Lang::En
        },
        text,
        right: facts.lines().collect(),
    }
}

fn one(text: &Text) -> &str {
    text.uk
        .as_deref()
        .or(text.en.as_deref())
        .unwrap_or_default()
}

fn place(place: &Place) -> String {
    let mut parts: Vec<&str> = Vec::new();
    parts.extend(place.settlement.as_deref());
    parts.extend(place.region.as_deref());
    if place.near {
        parts.push("near");
    }
    parts.extend(place.cemetery.as_deref());
    parts.join(", ")
}

/// A fact as the stories' tables write it.
fn line(fact: &Fact) -> String {
    match fact {
        Fact::Name(name) => ["name ", &name.family, " / ", &name.given]
            .into_iter()
            .map(str::to_owned)
            .chain(name.patronymic.as_ref().map(|name| format!(" / {name}")))
            .collect(),
        Fact::CallSign(sign) => format!("call sign {sign}"),
        Fact::Sex(sex) => format!("sex {}", sex.word()),
        Fact::Born(date) => format!("born {date}"),
        Fact::BornNote(note) => format!("born note {}", one(note)),
        Fact::Died(date) => format!("died {date}"),
        Fact::Place(role, at) => format!("place {}: {}", role.word(), place(at)),
        Fact::Circumstances(what) => format!("circumstances {}", what.word()),
        Fact::Service(service) => {
            let mut said = String::from("service");
            let mut tell = |what: &str, value: Option<String>| {
                if let Some(value) = value {
                    said += &format!(" {what}={value}");
                }
            };
            tell("unit", service.unit.clone());
            tell("unit_text", service.unit_text.clone());
            tell("rank", service.rank.clone());
            tell("rank_text", service.rank_text.clone());
            let position = one(&service.position).to_owned();
            tell("position", Some(position).filter(|said| !said.is_empty()));
            tell("from", service.from.map(|date| date.to_string()));
            tell("to", service.to.map(|date| date.to_string()));
            said
        }
        Fact::Event(event) => {
            let date = |date: Option<crate::dates::Edtf>| date.map(|date| date.to_string());
            let from = date(event.from)
                .map(|from| format!(" {from}"))
                .unwrap_or_default();
            let to = date(event.to)
                .map(|to| format!("..{to}"))
                .unwrap_or_default();
            format!(
                "event {}{from}{to}: {}",
                event.kind.word(),
                one(&event.text)
            )
        }
        Fact::Award(award) => {
            let name = award.award.as_deref().or(award.award_text.as_deref());
            let posthumous = if award.posthumous == Some(true) {
                " posthumous"
            } else {
                ""
            };
            format!("award {}{posthumous}", name.unwrap_or_default())
        }
        Fact::Quote(quote) => {
            let relation = quote.relation.map(|relation| relation.word());
            let who: Vec<&str> = quote
                .speaker
                .as_deref()
                .into_iter()
                .chain(relation)
                .collect();
            format!("quote: {} — {}", one(&quote.text), who.join(", "))
        }
        Fact::Kin(kin) => format!("kin {}", kin.relation.word()),
        Fact::Interests(text) => format!("interests {}", one(text)),
    }
}

/// An event is right when it holds the words of the table; everything else when it is the same.
fn agrees(right: &str, found: &str) -> bool {
    let right = right.trim_start_matches('~');
    match (right.split_once(": "), found.split_once(": ")) {
        (Some((kind, words)), Some((found_kind, text))) if kind.starts_with("event ") => {
            kind == found_kind && text.to_lowercase().contains(&words.to_lowercase())
        }
        _ => right == found,
    }
}

/// Right, wrong and missing ones; `~` in the table marks what is right as well and not asked for.
fn marks(story: &Story) -> (usize, Vec<String>, Vec<&'static str>) {
    let found: Vec<String> = read(story.text, story.lang, &REFERENCE)
        .iter()
        .map(|one: &Proposal| line(&one.fact))
        .collect();
    let wrong: Vec<String> = found
        .iter()
        .filter(|found| !story.right.iter().any(|right| agrees(right, found)))
        .cloned()
        .collect();
    let missing = story
        .right
        .iter()
        .filter(|right| !right.starts_with('~') && !found.iter().any(|found| agrees(right, found)))
        .copied()
        .collect();
    (found.len() - wrong.len(), wrong, missing)
}

#[track_caller]
fn reads(file: &'static str, least: usize) {
    let (right, wrong, missing) = marks(&story(file));
    println!("right {right}, wrong {wrong:#?}, missing {missing:#?}");
    assert!(wrong.is_empty(), "{wrong:#?}");
    assert!(right >= least, "{right} right, missing {missing:#?}");
}

macro_rules! stories {
    ($($name:ident: $file:literal, $least:literal;)+) => {$(
        #[test]
        fn $name() {
            reads(include_str!(concat!("stories/", $file, ".txt")), $least);
        }
    )+};
}

stories! {
    a_published_life_in_english: "lysiuk_en", 20;
    a_published_life_in_ukrainian: "lysiuk_uk", 20;
    story_01: "01", 17;
    story_02: "02", 8;
    story_03: "03", 12;
    story_04: "04", 13;
    story_05: "05", 12;
    story_06: "06", 16;
    story_07: "07", 8;
    story_08: "08", 15;
    story_09: "09", 13;
    story_10: "10", 12;
    story_11: "11", 13;
    story_12: "12", 12;
}

fn sound(text: &str, lang: Lang) -> Result<(), TestCaseError> {
    for proposal in read(text, lang, &REFERENCE) {
        let sentence = text.get(proposal.sentence);
        prop_assert!(sentence.is_some_and(|sentence| !sentence.is_empty()));
    }
    Ok(())
}

proptest! {
    #[test]
    fn anything_may_be_pasted(text in "\\PC{0,200}") {
        sound(&text, Lang::Uk)?;
        sound(&text, Lang::En)?;
    }

    #[test]
    fn words_of_a_life_in_any_order(words in prop::collection::vec(prop::sample::select(WORDS), 0..60)) {
        let text = words.join(" ");
        sound(&text, Lang::Uk)?;
        sound(&text, Lang::En)?;
    }
}

const WORDS: &[&str] = &[
    "Юрій",
    "Лисюк",
    "народився",
    "загинув",
    "5",
    "березня",
    "2024",
    "року",
    "у",
    "селі",
    "Буряківка",
    "«",
    "»",
    "“",
    "”",
    ",",
    ".",
    "—",
    "позивний",
    "Лис",
    "був",
    "не",
    "служив",
    "водієм",
    "58-й",
    "бригаді",
    "мати",
    "залишилися",
    "Yurii",
    "Lysiuk",
    "was",
    "born",
    "in",
    "May",
    "died",
    "on",
    "March",
    "the",
    "village",
    "of",
    "near",
    "Kyiv",
    "region",
    "He",
    "would",
    "have",
    "turned",
    "28",
    "captured",
    "100",
    "days",
    "awarded",
    "said",
    "sister",
    "\n",
    "’",
    "обл.",
    "м.",
    "as",
    "a",
    "driver",
    "fond",
    "любив",
    "грати",
    "і",
    "2024-03-05",
    "01.01.1990",
];

#[test]
fn a_long_text_is_read() {
    for piece in [
        "а",
        "а ",
        "Юрій Лисюк загинув 5 березня 2024 року. ",
        "«",
        "Слово, ",
        "1.",
        "a’b-",
    ] {
        let text: String = piece.chars().cycle().take(100_000).collect();
        let read = read(&text, Lang::Uk, &REFERENCE);
        assert!(read.len() < 10);
    }
}

#[test]
fn what_is_not_said_of_the_hero_is_not_proposed() {
    let begin = "Юрій Лисюк загинув 5 березня 2024 року.";
    for more in [
        "Його батько народився 1 травня 1970 року в селі Гаї.",
        "Він не служив у 58-й окремій мотопіхотній бригаді.",
        "Брат Петро служив водієм. Народився 2 травня 1990 року.",
        "Прощання з Юрієм відбудеться 10 березня 2024 року.",
        "Я народився 3 травня 1960 року.",
        "Екіпаж потрапив у полон у травні 2022 року.",
        "Його пес загинув 3 травня 2020 року.",
        "Чи народився він 3 травня 1996 року?",
        "Він мріяв служити у 58-й бригаді водієм.",
        "«Я народився 3 травня 1960 року в Києві», — сказав очільник громади.",
    ] {
        let found: Vec<String> = read(&format!("{begin} {more}"), Lang::Uk, &REFERENCE)
            .iter()
            .map(|one| line(&one.fact))
            .collect();
        assert_eq!(
            found,
            ["name Лисюк / Юрій", "sex male", "died 2024-03-05"],
            "{more}"
        );
    }
}

#[test]
fn what_english_says_of_others_is_not_proposed() {
    let begin = "Yurii Lysiuk died on March 5, 2024.";
    for more in [
        "His brother Petro was killed on 3 May 2014 near Ilovaisk. He served in the 58th separate motorized infantry brigade.",
        "The funeral took place on March 10, 2024 in the city of Kyiv.",
        "His wife was born in 1999.",
        "I joined the army on 3 March 2022.",
        "Yurii never worked as a driver.",
        "Yurii would have been awarded the “War Veteran” badge.",
        "His commander, who served as a sniper, said nothing.",
        "The enemy shell was fired on 6 May 2023 and he died a day later.",
        "Yurii was loved and respected.",
        "Yurii was buried next to his father, who died on 3 May 2010.",
        "His dog died on 3 May 2020.",
        "They were fond of him and he was captured by the sea.",
        "Published on March 12, 2024.",
    ] {
        let found: Vec<String> = read(&format!("{begin} {more}"), Lang::En, &REFERENCE)
            .iter()
            .map(|one| line(&one.fact))
            .filter(|one| one != "sex male")
            .collect();
        assert_eq!(found, ["name Lysiuk / Yurii", "died 2024-03-05"], "{more}");
    }
}

#[test]
fn each_place_belongs_to_its_own_verb() {
    let text = "Юрій Лисюк загинув 5 березня 2024 року біля Бахмута, а 12 березня 2024 року його поховали в селі Пулини.";
    let found: Vec<String> = read(text, Lang::Uk, &REFERENCE)
        .iter()
        .map(|one| line(&one.fact))
        .collect();
    assert_eq!(
        found,
        [
            "name Лисюк / Юрій",
            "sex male",
            "died 2024-03-05",
            "place death: Бахмут, near",
            "place burial: Пулини"
        ]
    );
}

#[test]
fn an_age_at_death_leaves_a_year_of_days() {
    let text = "Юрій Лисюк загинув 5 березня 2024 року. Йому було 27 років.";
    let born = read(text, Lang::Uk, &REFERENCE)
        .iter()
        .map(|one| line(&one.fact))
        .find(|one| one.starts_with("born 1"));
    assert_eq!(born.as_deref(), Some("born 1996-03-06/1997-03-05"));
}

#[test]
fn a_town_is_no_person_and_a_siege_no_captivity() {
    for (text, lang, wrong) in [
        (
            "Помер 9 травня 2023 року. Похований у місті Ізмаїл Одеської області.",
            Lang::Uk,
            "name ",
        ),
        (
            "Ihor Bondar was taken prisoner in May 2022 after 86 days of siege.",
            Lang::En,
            "event captivity 2022-05..",
        ),
    ] {
        let found = read(text, lang, &REFERENCE);
        assert!(!found.is_empty());
        assert!(
            !found.iter().any(|one| line(&one.fact).starts_with(wrong)),
            "{text}"
        );
    }
}
