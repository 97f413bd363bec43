//! The search as its callers use it, on a memorial of its own.

use chrono::{TimeZone, Utc};
use diesel::prelude::*;

use super::found::Reason;
use super::{Chosen, Filters, Found, Known, RegionRole, Sort, index, queries};
use crate::db::Database;
use crate::heroes::hero::{PlaceRole, Record};
use crate::heroes::queries::{Author, Change, publish};
use crate::heroes::telling::Role;
use crate::i18n::Lang;
use crate::reference::Reference;
use crate::units::unit::slugs_with_those_under;

struct Memorial {
    db: Database,
    reference: Reference,
    names: Known,
    _folder: tempfile::TempDir,
}

impl Memorial {
    fn with(lives: &[&str]) -> Self {
        let folder = tempfile::tempdir().unwrap();
        let db = Database::open(&folder.path().join("memorial.sqlite3")).unwrap();
        let reference = db.read_now(crate::reference::queries::all).unwrap();
        let memorial = Self {
            db,
            reference,
            names: Known::default(),
            _folder: folder,
        };
        for life in lives {
            memorial.publish(life);
        }
        memorial
    }

    fn publish(&self, json: &str) -> i32 {
        let record: Record = serde_json::from_str(json).unwrap();
        self.write(|conn| publish(conn, &record, change()))
    }

    fn write<T>(&self, act: impl FnOnce(&mut SqliteConnection) -> QueryResult<T>) -> T {
        self.db.write_now(act).unwrap()
    }

    fn asked(&self, query_string: &str) -> Found {
        let (filters, notices) = Filters::read(query_string, &self.reference);
        assert_eq!(notices, [], "{query_string}");
        self.find(&filters)
    }

    fn find(&self, filters: &Filters) -> Found {
        self.db
            .read_now(|conn| queries::find(conn, &self.names, filters, &self.reference))
            .unwrap()
    }

    fn typed(&self, words: &str) -> Found {
        let mut filters = Filters::everybody();
        filters.query = super::Query::parse(words);
        assert!(filters.query.is_some(), "{words}");
        self.find(&filters)
    }

    fn names(&self, found: &Found) -> Vec<String> {
        let ids: Vec<i32> = found.hits.iter().map(|hit| hit.id).collect();
        let cards = self
            .db
            .read_now(|conn| crate::heroes::queries::cards(conn, &ids))
            .unwrap();
        cards.into_iter().map(|card| card.name.full()).collect()
    }
}

fn change() -> Change<'static> {
    Change {
        by: Author::Shell,
        at: Utc.with_ymd_and_hms(2026, 11, 23, 9, 0, 0).unwrap(),
        why: "test",
    }
}

const LYSIUK: &str = r#"{
  "name": {"family": "Лисюк", "given": "Юрій"}, "call_sign": "Лис", "sex": "male",
  "aliases": ["Yuriy Lysiuk"], "born": "1996-05", "died": "2024-03-05",
  "birth_place": {"settlement": "Буряківка", "region": "UA-18"},
  "death_place": {"settlement": "Іллінка", "region": "UA-14", "near": true},
  "burial_place": {"settlement": "Пулини", "region": "UA-18"},
  "service": [{"unit": "58-motorized", "position": {"uk": "водій", "en": "driver"}}],
  "events": [{"kind": "education", "text": {"uk": "Пулинський професійний ліцей, тракторист"}}],
  "interests": {"uk": "футбол", "en": "football"},
  "quotes": [{"text": {"uk": "Я дуже ним пишаюся, він мій Герой"}, "speaker": "Яна", "relation": "sister"}],
  "awards": [{"award": "war-veteran-badge"}]}"#;
const LYS: &str = r#"{"name": {"family": "Лис", "given": "Андрій"}, "died": "2022"}"#;
const LYSENKO: &str = r#"{"name": {"family": "Лисенко", "given": "Дем'ян", "patronymic": "Іванович"},
  "home_place": {"settlement": "Житомир", "region": "UA-18"}, "died": "2023-05-01/2023-06-30"}"#;
const OBRIEN: &str = r#"{"name": {"family": "О'Браєн-Коваленко", "given": "Патрик"},
  "latin": {"family": "O'Brien-Kovalenko", "given": "Patrick"}, "call_sign": "Грім", "died": "2025-01-10"}"#;

fn memorial() -> Memorial {
    Memorial::with(&[LYSENKO, LYSIUK, OBRIEN, LYS])
}

#[test]
fn a_life_is_found_by_every_spelling_of_the_name() {
    let memorial = memorial();
    for words in [
        "Лисюк",
        "лисюк",
        "ЛИСЮК",
        "Лисюк Юрій",
        "юрій лисюк",
        "Lysiuk",
        "Lysyuk",
        "Lysiouk",
        "Łysiuk",
        "Yuriy Lysiuk",
        "Юрий Лысюк",
        "Ю. Лисюк",
        "Jurij Lysjuk",
        "Юрiй Лисюк",
        "Лисюка Юрія",
        "Лисюком",
    ] {
        let found = memorial.typed(words);
        assert_eq!(memorial.names(&found), ["Юрій Лисюк"], "{words}");
        assert_eq!(found.total, 1);
    }
    for words in [
        "Дем'ян",
        "Демян",
        "Дем*ян Лисенко",
        "Demian Lysenko",
        "Demyan",
        "Лисенко Дем’ян Іванович",
    ] {
        assert_eq!(
            memorial.names(&memorial.typed(words)),
            ["Дем’ян Іванович Лисенко"],
            "{words}"
        );
    }
}

#[test]
fn a_life_is_found_by_what_is_around_the_name() {
    let memorial = memorial();
    for words in [
        "58 бригада",
        "58-ма бригада",
        "58 ОМПБр",
        "58ОМПБр",
        "58th brigade",
        "58",
        "Буряківка",
        "Buriakivka",
        "Buryakivka",
        "Іллінка",
        "Донецька область",
        "донецької області",
        "Donetsk oblast",
        "футболом",
        "football",
        "тракторист",
        "пишаюся",
        "водій",
        "Юрій 58 Житомир 2024",
        "1996 Лисюк",
    ] {
        assert_eq!(
            memorial.names(&memorial.typed(words)),
            ["Юрій Лисюк"],
            "{words}"
        );
    }
    for words in [
        "Житомир",
        "Zhytomyr",
        "Житомирська",
        "Житомирської області",
        "з Житомира",
    ] {
        let found = memorial.names(&memorial.typed(words));
        assert_eq!(found, ["Дем’ян Іванович Лисенко", "Юрій Лисюк"], "{words}");
    }
    assert_eq!(memorial.typed("588").total, 0, "a number is whole");
    assert_eq!(memorial.typed("Лисюк Грім").total, 0, "every word counts");
}

#[test]
fn the_nearest_come_first() {
    let memorial = memorial();
    let begun = memorial.names(&memorial.typed("Лисю"));
    assert_eq!(
        begun[0], "Юрій Лисюк",
        "a beginning comes before Лис in another case"
    );
    let found = memorial.typed("Лис");
    assert_eq!(
        memorial.names(&found),
        ["Андрій Лис", "Юрій Лисюк", "Дем’ян Іванович Лисенко"]
    );
}

#[test]
fn why_a_life_is_found_is_said_when_the_name_does_not() {
    let memorial = memorial();
    let reason = |words: &str| memorial.typed(words).hits.remove(0).reason;
    assert_eq!(reason("Лисюк"), None);
    assert_eq!(reason("Lysiuk"), None);
    assert!(matches!(reason("грім"), Some(Reason::CallSign(_))));
    assert!(matches!(reason("Patrick Brien"), Some(Reason::Latin(_))));
    assert!(
        matches!(reason("58 бригада"), Some(Reason::Unit { slug: Some(slug), .. }) if slug == "58-motorized")
    );
    assert!(matches!(
        reason("Іллінка"),
        Some(Reason::Place {
            role: PlaceRole::Death,
            ..
        })
    ));
    assert!(matches!(
        reason("Пулини"),
        Some(Reason::Place {
            role: PlaceRole::Burial,
            ..
        })
    ));
    let Some(Reason::Story(parts)) = reason("пишаюся") else {
        panic!()
    };
    assert!(parts.iter().any(|part| part.lit && part.text == "пишаюся"));
}

#[test]
fn filters_say_which_region_and_which_time() {
    let memorial = memorial();
    let names = |query_string: &str| memorial.names(&memorial.asked(query_string));
    let (lysiuk, lysenko) = ("Юрій Лисюк", "Дем’ян Іванович Лисенко");
    assert_eq!(names("region=zhytomyrska"), [lysenko, lysiuk]);
    assert_eq!(names("region=UA-18&region_role=rests"), [lysiuk]);
    assert_eq!(names("region=donetska"), [] as [String; 0]);
    assert_eq!(names("region=donetska&region_role=fell"), [lysiuk]);
    assert_eq!(names("unit=58-motorized"), [lysiuk]);
    assert_eq!(names("award=war-veteran-badge&q=лис"), [lysiuk]);
    assert_eq!(
        names("died_from=2023-06&died_to=2023-07"),
        [lysenko],
        "some possible day lies in June"
    );
    assert_eq!(
        names("died_to=2022-03"),
        ["Андрій Лис"],
        "a year meets every month of it"
    );
    assert_eq!(
        names("born_from=1996&born_to=1996"),
        [lysiuk],
        "an unknown date is in no stretch"
    );
    assert_eq!(names("letter=Л").len(), 3);
    assert_eq!(
        names("q=Lys&region=zhytomyrska&sort=died"),
        [lysiuk, lysenko]
    );
}

#[test]
fn what_is_not_understood_is_said_and_the_rest_is_followed() {
    let memorial = memorial();
    let (filters, notices) = Filters::read(
        "q=%22%2A%28&region=narnia&unit=58-motorized&died_from=soon&letter=%D0%81&sort=fame&page=0&utm=1&page=-3&limit=5000&rank=",
        &memorial.reference,
    );
    let said: Vec<_> = notices.iter().map(|notice| notice.parameter).collect();
    assert_eq!(
        said,
        ["region", "died_from", "letter", "sort", "page", "page"]
    );
    assert_eq!((filters.query.as_ref(), filters.limit), (None, 100));
    assert_eq!(memorial.names(&memorial.find(&filters)), ["Юрій Лисюк"]);
}

#[test]
fn filters_are_written_back_and_taken_back() {
    let reference = memorial().reference;
    let address = "q=%D0%9B%D0%B8%D1%81&region=zhytomyrska&region=donetska&region_role=rests&unit=58-motorized&died_from=2023-05&letter=%D0%9B&sort=died&page=3";
    let (filters, notices) = Filters::read(address, &reference);
    assert_eq!(notices, []);
    assert_eq!(filters.query_string(&reference), address);
    assert_eq!(filters.order(), Sort::Died);
    assert_eq!(filters.chosen().len(), 6);
    let less = filters
        .chosen()
        .iter()
        .fold(filters.clone(), |filters, chosen| filters.without(chosen));
    assert_eq!(less.chosen(), []);
    assert_eq!(
        filters.without(&Chosen::Region("UA-18".into())).regions,
        ["UA-14"]
    );
    assert_eq!(Filters::everybody().query_string(&reference), "");
}

#[test]
fn pages_follow_one_another_and_the_last_is_the_last() {
    let lives: Vec<String> = (0..25)
        .map(|n| format!(r#"{{"name": {{"family": "Коваль", "given": "Іван {n:02}"}}, "died": "2024-01-{:02}"}}"#, n + 1))
        .collect();
    let memorial = Memorial::with(&lives.iter().map(String::as_str).collect::<Vec<_>>());
    for words in ["", "&q=коваль"] {
        let mut all = Vec::new();
        for page in 1..=3 {
            let found = memorial.asked(&format!("limit=10&page={page}{words}"));
            assert_eq!((found.total, found.page, found.more), (25, page, page < 3));
            all.extend(memorial.names(&found));
        }
        let mut sorted = all.clone();
        sorted.sort();
        sorted.dedup();
        assert_eq!((sorted.len(), &sorted), (25, &all));
        let past = memorial.asked(&format!("limit=10&page=900{words}"));
        assert_eq!((past.page, past.hits.len()), (3, 5));
    }
}

#[test]
fn every_choice_is_counted_in_what_is_found() {
    let memorial = memorial();
    let facets = memorial.asked("q=лис").facets;
    assert_eq!(facets.regions, [("UA-18".to_owned(), 2)]);
    assert_eq!(facets.units, [("58-motorized".to_owned(), 1)]);
    assert_eq!(facets.years, [(2024, 1), (2023, 1), (2022, 1)]);
    assert_eq!(
        memorial.asked("region_role=fell").facets.regions,
        [("UA-14".to_owned(), 1)]
    );
}

#[test]
fn whatever_is_typed_gets_an_ordinary_answer() {
    let memorial = memorial();
    for typed in [
        "\"",
        "\"лис",
        "лис*",
        "name:лис",
        "лис OR андрій",
        "NEAR(лис, 2)",
        "лис AND",
        "NOT лис",
        "-лис",
        "^лис",
        "{name} : лис",
        "🕯🕯🕯",
        "лис\0юк",
        "' OR 1=1 --",
        "%",
        "_",
        "1e9",
        "٣٤",
        "ก็",
        "ªº²",
        "\u{301}\u{301}",
        "ﬁ ﬀ",
        "İ",
        "ẞ",
        "𝕷𝖎𝖘",
    ] {
        let mut filters = Filters::everybody();
        filters.query = super::Query::parse(typed);
        let _ = memorial.find(&filters);
    }
    for typed in [
        "лис ".repeat(2_500),
        "🕯".repeat(10_000),
        "\"*()".repeat(2_500),
        "а".repeat(10_000),
    ] {
        let mut filters = Filters::everybody();
        filters.query = super::Query::parse(&typed);
        let _ = memorial.find(&filters);
    }
}

#[test]
fn the_index_follows_the_lives() {
    let memorial = memorial();
    let id = memorial.typed("Лисюк").hits[0].id;
    let mut record: Record = serde_json::from_str(LYSIUK).unwrap();
    record.call_sign = Some("Вовк".into());
    memorial.write(|conn| crate::heroes::queries::revise(conn, id, &record, change()));
    assert_eq!(memorial.typed("вовк").total, 1);
    assert_eq!(
        memorial.names(&memorial.typed("Лис")),
        ["Андрій Лис", "Дем’ян Іванович Лисенко", "Юрій Лисюк"]
    );
    memorial.write(|conn| index::forget(conn, id));
    assert_eq!(memorial.typed("вовк").total, 0);
    assert_eq!(memorial.write(index::rebuild), 4);
    assert_eq!(memorial.typed("вовк").total, 1);
    assert_eq!(memorial.typed("лис").total, 3);
}

#[test]
fn every_question_goes_by_an_index() {
    #[derive(QueryableByName)]
    struct Step {
        #[diesel(sql_type = diesel::sql_types::Text)]
        detail: String,
    }
    let memorial = memorial();
    for (sql, index) in [
        (
            "SELECT hero_id FROM hero_places WHERE region = 'x' AND role = 'x' ORDER BY hero_id",
            "COVERING INDEX hero_places_by_region",
        ),
        (
            "SELECT hero_id FROM hero_services WHERE unit = 'x' ORDER BY hero_id",
            "COVERING INDEX hero_services_by_unit",
        ),
        (
            "SELECT hero_id FROM hero_services WHERE rank = 'x' ORDER BY hero_id",
            "COVERING INDEX hero_services_by_rank",
        ),
        (
            "SELECT hero_id FROM hero_awards WHERE award = 'x' ORDER BY hero_id",
            "COVERING INDEX hero_awards_by_award",
        ),
        (
            "SELECT id FROM heroes ORDER BY name_key, id",
            "COVERING INDEX heroes_by_name",
        ),
        (
            "SELECT id FROM heroes ORDER BY name_key_en, id",
            "COVERING INDEX heroes_by_name_en",
        ),
        (
            "SELECT id FROM heroes ORDER BY published_at DESC, id DESC",
            "COVERING INDEX heroes_by_publication",
        ),
        (
            "SELECT hero_id FROM name_changes WHERE generation > 1",
            "INDEX name_changes_in_order",
        ),
        (
            "SELECT max(generation) FROM name_changes",
            "COVERING INDEX name_changes_in_order",
        ),
        (
            "SELECT rowid FROM hero_words WHERE hero_words MATCH 'x' AND rowid = 1",
            "VIRTUAL TABLE INDEX",
        ),
        (
            "SELECT rowid FROM hero_stories WHERE hero_stories MATCH 'x' AND rowid = 1",
            "VIRTUAL TABLE INDEX",
        ),
    ] {
        let plan = memorial
            .db
            .read_now(|conn| {
                diesel::sql_query(format!("EXPLAIN QUERY PLAN {sql}")).load::<Step>(conn)
            })
            .unwrap();
        let steps: Vec<&str> = plan.iter().map(|step| step.detail.as_str()).collect();
        assert!(
            steps.len() == 1 && steps[0].contains(index),
            "{sql}: {steps:?}"
        );
    }
}

#[test]
fn words_around_a_name_hide_nobody() {
    let memorial = memorial();
    for words in [
        "загинув Юрій Лисюк",
        "пам’яті Юрія Лисюка",
        "Вічна пам’ять Юрію Лисюку",
        "про Юрія Лисюка",
        "герой України Юрій Лисюк",
        "Лисюк, 1996 року народження",
        "Лисюк Юрій 1996 р.н.",
        "Лисюк село Буряківка",
        "Лисюк с. Буряківка",
        "Лисюк Житомирщина",
        "Лисюк 58 бр.",
        "Лисюк служив у 58 бригаді",
        "п’ятдесят восьма бригада",
        "ЮрійЛисюк",
        "лисюкюрій",
        "Юрій Лисюк веселий пекар",
    ] {
        let found = memorial.typed(words);
        assert_eq!(memorial.names(&found), ["Юрій Лисюк"], "{words}");
    }
    let found = memorial.typed("Юрій Лисюк веселий пекар");
    assert_eq!(found.ignored, ["веселий", "пекар"]);
    assert_eq!(
        memorial.typed("Орися Лисюк 58").total,
        0,
        "another given name is another person"
    );
}

#[test]
fn a_phrase_in_quotes_stands_together() {
    let told = |id: u32, story: &str| {
        format!(
            r#"{{"name": {{"family": "Коваль", "given": "Іван {id}"}}, "biography": {{"uk": "{story}"}}}}"#
        )
    };
    let memorial = Memorial::with(&[
        &told(1, "Мріяв про великий дім. Садив сад."),
        &told(2, "Дім стояв над річкою. Про що мріяв, не казав."),
        &told(3, "Мріяли про дім"),
    ]);
    let names = |words: &str| memorial.names(&memorial.typed(words));
    assert_eq!(names("мріяв дім").len(), 3);
    assert_eq!(names("«мріяв про дім»"), ["Іван 3 Коваль"]);
    assert_eq!(names("\"сад мріяв\""), [""; 0]);
    assert_eq!(names("Іван «садив сад»"), ["Іван 1 Коваль"]);
}

#[test]
fn a_number_and_a_word_name_one_unit() {
    let serving = |family: &str, units: &str| {
        format!(r#"{{"name": {{"family": "{family}", "given": "Іван"}}, "service": [{units}]}}"#)
    };
    let memorial = Memorial::with(&[
        &serving("Мороз", r#"{"unit": "58-motorized"}"#),
        &serving(
            "Сова",
            r#"{"unit": "14-mechanized"}, {"unit_text": "58 полк"}"#,
        ),
    ]);
    assert_eq!(
        memorial.names(&memorial.typed("58 бригада")),
        ["Іван Мороз"]
    );
    assert_eq!(memorial.typed("58").total, 2);
}

#[test]
fn whoever_finds_nobody_is_offered_ways_on() {
    let memorial = memorial();
    let found = memorial.asked("q=%D0%9B%D0%B8%D1%81%D1%8E%D0%BA&region=odeska");
    assert_eq!(found.total, 0);
    assert_eq!(found.instead.without, [(Chosen::Region("UA-51".into()), 1)]);
    let found = memorial.typed("Лисюк Грім");
    assert_eq!(found.instead.fewer_words.len(), 2);
    assert!(found.instead.fewer_words.contains(&("Лисюк".to_owned(), 1)));
    let found = memorial.typed("Лимсуск");
    assert!(!found.instead.nearest.is_empty());
    let somebody = memorial.typed("Лисюк");
    assert_eq!(somebody.instead, super::Instead::default());
}

#[test]
fn who_stands_on_a_page_of_a_region_or_unit_is_the_same_from_memory_and_from_the_file() {
    let life = |family: &str, home: &str, died: &str, unit: &str| {
        format!(
            r#"{{"name": {{"family": "{family}", "given": "Юрій"}}, "home_place": {{"region": "{home}"}},
            "birth_place": {{"region": "UA-18"}}, "death_place": {{"region": "{died}"}}, "service": [{{"unit": "{unit}"}}]}}"#
        )
    };
    let lives = [
        life("Щур", "UA-18", "UA-14", "58-motorized"),
        life("Гай", "UA-05", "UA-14", "95-air-assault"),
        life("Ялинка", "UA-18", "UA-63", "58-motorized"),
        life("Ґудзь", "UA-05", "UA-63", "45-airmobile"),
    ];
    let lives: Vec<&str> = lives.iter().map(String::as_str).collect();
    let memorial = Memorial::with(&lives);
    let from_memory = |filters: &Filters| {
        let (names, reference) = (&memorial.names, &memorial.reference);
        let ask = |conn: &mut SqliteConnection| {
            queries::first_by_name(conn, names, filters, reference, 2)
        };
        memorial.db.read_now(ask).unwrap()
    };
    assert_eq!(
        from_memory(&Filters::everybody()),
        None,
        "nothing is read yet, and nobody waits for it"
    );
    memorial.find(&Filters::everybody());
    for lang in Lang::ALL {
        for (role, region_role) in Role::ALL.into_iter().zip(RegionRole::ALL) {
            for region in ["UA-18", "UA-05", "UA-14", "UA-63"] {
                let filters = Filters {
                    regions: vec![region.to_owned()],
                    region_role,
                    latin: lang == Lang::En,
                    ..Filters::everybody()
                };
                let ask = |conn: &mut SqliteConnection| {
                    crate::regions::queries::people(conn, region, role, lang, 2)
                };
                let from_file = memorial.db.read_now(ask).unwrap();
                assert_eq!(from_memory(&filters), Some(from_file), "{region} {role:?}");
            }
        }
        for unit in &memorial.reference.units {
            let filters = Filters {
                units: vec![unit.slug.clone()],
                latin: lang == Lang::En,
                ..Filters::everybody()
            };
            let slugs = slugs_with_those_under(unit, &memorial.reference.units);
            let ask =
                |conn: &mut SqliteConnection| crate::units::queries::people(conn, &slugs, lang, 2);
            let from_file = memorial.db.read_now(ask).unwrap();
            assert_eq!(from_memory(&filters), Some(from_file), "{}", unit.slug);
        }
    }
}
