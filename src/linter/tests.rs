//! What a record says after what was found in it was hidden.

use super::finding::{Kind, all, findings, hidden};
use super::hiding::can_be_hidden;
use super::people::Own;
use crate::heroes::hero::{Photo, Place, Quote, Record, Relation, Source, Text};
use crate::names::Name;

fn record(biography: &str) -> Record {
    Record {
        name: Name {
            family: "Лисюк".to_owned(),
            given: "Юрій".to_owned(),
            patronymic: None,
        },
        biography: Text::uk(biography),
        ..Record::default()
    }
}

/// The record after everything that is found was hidden.
fn clean(mut record: Record) -> Record {
    while let Some(finding) = findings(&record)
        .into_iter()
        .find(|finding| can_be_hidden(&record, finding))
    {
        record = hidden(&record, &finding).unwrap();
    }
    record
}

fn cleaned(text: &str) -> String {
    clean(record(text)).biography.uk.unwrap_or_default()
}

#[test]
fn hiding_leaves_a_sentence_that_reads() {
    for (text, left) in [
        (
            "До війни ми жили на вулиці Садовій, 14, у його батьків.",
            "До війни ми жили у його батьків.",
        ),
        (
            "Ми жили на вулиці Садовій, 14. Було добре.",
            "Ми жили. Було добре.",
        ),
        (
            "Ми живемо на вулиці Садовій, 14, кв. 3. Тут тихо.",
            "Ми живемо. Тут тихо.",
        ),
        (
            "Жили за адресою Острог, Татарська 5, увосьмох.",
            "Жили увосьмох.",
        ),
        ("Дзвоніть 067 123 45 67 увечері.", "Дзвоніть […] увечері."),
        ("Тел. (067) 1234567", "Тел. […]"),
        (
            "Уляна вишивала сорочки всій вулиці. Дзвоніть 050 123 45 67.",
            "Уляна вишивала сорочки всій вулиці. Дзвоніть […].",
        ),
        ("Тут: 48°35'42\"N 38°00'01\"E, у лісі.", "Тут: […], у лісі."),
        ("Він виховував сина Максима.", "Він виховував сина М."),
        (
            "Лишилися діти: Марія й Андрій, його радість.",
            "Лишилися діти: М. й А., його радість.",
        ),
    ] {
        assert_eq!(cleaned(text), left);
    }
}

#[test]
fn hiding_the_wider_or_the_narrower_leaves_none_of_it() {
    let text = "Він мав посвідчення УБД № 0671234567 при собі.";
    let found = findings(&record(text));
    assert_eq!(found.len(), 2);
    for first in &found {
        let left = clean(hidden(&record(text), first).unwrap());
        assert!(!left.biography.uk.unwrap().contains(char::is_numeric));
    }
}

#[test]
fn an_address_in_the_field_of_a_place_is_found_too() {
    let mut record = record("Юрій любив ліс.");
    let home = |settlement: &str| {
        Some(Place {
            settlement: Some(settlement.to_owned()),
            ..Place::default()
        })
    };
    record.home_place = home("Полтава, вул. Садова, 14");
    let found = findings(&record);
    assert_eq!(found.len(), 1);
    assert_eq!(
        (found[0].kind, found[0].field()),
        (Kind::Address, "home_place")
    );
    let left = hidden(&record, &found[0]).unwrap();
    assert_eq!(left.home_place, home("Полтава"));
    record.home_place = home("вул. Садова, 14");
    let found = findings(&record);
    assert_eq!(hidden(&record, &found[0]).unwrap().home_place, None);
}

#[test]
fn the_same_words_go_everywhere() {
    let mut record = record("Телефон 067 123 45 67. Ще раз: 067 123 45 67.");
    record.quotes.push(Quote {
        text: Text::uk("067 123 45 67 — наш номер"),
        ..Quote::default()
    });
    let hidden = hidden(&record, &findings(&record)[0]).unwrap();
    assert_eq!(findings(&hidden), []);
    assert_eq!(
        hidden.biography.uk.as_deref(),
        Some("Телефон […]. Ще раз: […].")
    );
}

#[test]
fn hiding_a_picture_leaves_it_out_and_the_word_about_the_other_holds() {
    let mut record = record("Був.");
    record.photos = vec![Photo::kept(7), Photo::kept(8)];
    let found = findings(&record);
    let hidden = hidden(&record, &found[0]).unwrap();
    assert_eq!(hidden.photos, [Photo::kept(8)]);
    assert_eq!(findings(&hidden)[0].mark, found[1].mark);
}

#[test]
fn a_text_that_says_nothing_else_is_left_out() {
    let mut record = record("Було.");
    record.born_note = Text::uk("067 123 45 67");
    record.aliases = vec!["yura@example.org".to_owned(), "Yurko".to_owned()];
    let record = clean(record);
    assert!(record.born_note.is_empty());
    assert_eq!(record.aliases, ["Yurko"]);
}

#[test]
fn a_name_stays_a_name_and_a_source_keeps_its_title() {
    let mut told = record("Був.");
    told.name.patronymic = Some("Іванович тел. 0671234567".to_owned());
    told.latin = Some(Name {
        family: "Lysiuk".to_owned(),
        given: "yura@example.org".to_owned(),
        patronymic: None,
    });
    told.call_sign = Some("067 123 45 67".to_owned());
    told.external_id = Some("+380671234567".to_owned());
    told.sources = vec![
        Source {
            title: Some("Розповідь".to_owned()),
            url: Some("https://wa.me/380671234567".to_owned()),
        },
        Source {
            title: None,
            url: Some("https://t.me/vdova_haiova".to_owned()),
        },
    ];
    let left = clean(told);
    assert_eq!(left.name.patronymic.as_deref(), Some("Іванович"));
    assert_eq!(
        (&left.latin, &left.call_sign, &left.external_id),
        (&None, &None, &None)
    );
    assert_eq!(
        left.sources,
        [Source {
            title: Some("Розповідь".to_owned()),
            url: None,
        }]
    );

    let mut told = record("Був.");
    told.name.patronymic = Some("067 123 45 67".to_owned());
    assert_eq!(clean(told).name.patronymic, None);
    // A family name that is an address: nothing would be left, so it has to be written anew.
    let mut told = record("Жили на вул. Садова, 14.");
    told.name.family = "вул. Садова, 14".to_owned();
    let found = findings(&told);
    assert!(!can_be_hidden(&told, &found[0]));
    let left = hidden(&told, &found[0]).unwrap();
    assert_eq!(left.name, told.name);
    assert_eq!(left.biography.uk.as_deref(), Some("Жили."));
}

#[test]
fn a_hidden_comrade_is_not_asked_about_again() {
    let mut told = record("Був.");
    told.quotes.push(Quote {
        text: Text::uk("Він жартував"),
        speaker: Some("Іван Мельник".to_owned()),
        relation: Some(Relation::Comrade),
    });
    let left = hidden(&told, &findings(&told)[0]).unwrap();
    assert_eq!(left.quotes[0].speaker.as_deref(), Some("І.\u{a0}М."));
    assert_eq!(findings(&left), []);
}

/// Words that rules look for, joined at random.
fn story() -> impl proptest::strategy::Strategy<Value = String> {
    use proptest::prelude::*;
    let word = prop_oneof![
        proptest::sample::select(vec![
            "вул.",
            "вулиці",
            "Садовій",
            "14",
            "кв. 3",
            "14а",
            "Дзвоніть",
            "050 123 45 67",
            "(067)",
            "1234567",
            "+380671234567",
            "8 (067) 123-45-67",
            "067.123.45.67",
            "48°35'42\"N 38°00'01\"E",
            "48.6208, 37.9987",
            "N 49.1234 E 38.5678",
            "в/ч",
            "А1234",
            "А 1234",
            "сина",
            "Максима",
            "Донечці",
            "Марійці",
            "побратим",
            "«Сокіл»",
            "Іван Мельник",
            "зник безвісти",
            "брат",
            "досі",
            "паспорт",
            "СО 123456",
            "a@example.org",
            "vdova (at) example.org",
            "@vdova_haiova",
            "t.me/yana",
            "за адресою",
            "Острог,",
            "8GV5FWX2+X4",
            "4111 1111 1111 1111",
            ".",
            ". ",
            ",",
            ", ",
            " ",
            "\n",
            "\u{200b}",
            "[…]",
            "«",
            "»",
            "М.",
            "і",
            "та",
            "5",
            "2014",
            "року",
            "на",
        ])
        .prop_map(str::to_owned),
        "[ -~а-яА-ЯіїєґІ«»—.,0-9]{0,4}",
        "\\PC{0,3}",
    ];
    let gap = proptest::sample::select(vec![" ", "", ", ", ". "]);
    proptest::collection::vec((word, gap), 0..14).prop_map(|words| {
        words
            .into_iter()
            .flat_map(|(word, gap)| [word, gap.to_owned()])
            .collect()
    })
}

proptest::proptest! {
    #[test]
    fn hiding_takes_what_was_found_and_ends(text in story(), sign in story()) {
        let mut record = record(&text);
        record.call_sign = (!sign.trim().is_empty()).then_some(sign);
        // As it would be kept.
        let kept = serde_json::to_value(&record).unwrap();
        let mut record: Record = serde_json::from_value(kept).unwrap();
        for (kind, range) in all(&text, &Own::default()) {
            proptest::prop_assert!(text.get(range.clone()).is_some_and(|words| !words.is_empty()), "{kind:?} {range:?}");
        }
        for finding in findings(&record) {
            let left = hidden(&record, &finding).unwrap();
            proptest::prop_assert_ne!(&left, &record, "nothing changed: {:?}", &finding);
            proptest::prop_assert!(
                findings(&left).iter().all(|known| known.mark != finding.mark),
                "still there: {:?} in {:?}", &finding, &left.biography
            );
        }
        // All of it, one after another, comes to an end.
        let mut presses = 0;
        while let Some(finding) = findings(&record).into_iter().next() {
            record = hidden(&record, &finding).unwrap();
            presses += 1;
            proptest::prop_assert!(presses < 200, "no end: {:?}", &record.biography);
        }
    }
}
