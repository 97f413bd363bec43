//! Reading and printing dates: by example, by property, and beside another reader.

use chrono::NaiveDate;
use proptest::prelude::*;

use super::{Edtf, EdtfError, Precision};

fn days(text: &str) -> (String, String) {
    let date: Edtf = text.parse().unwrap();
    let text = |day: Option<NaiveDate>| day.map_or("open".to_owned(), |day| day.to_string());
    (text(date.first()), text(date.last()))
}

#[test]
fn each_form_gives_its_first_and_last_possible_day() {
    for (text, first, last) in [
        ("2024-03-05", "2024-03-05", "2024-03-05"),
        ("1996-05", "1996-05-01", "1996-05-31"),
        ("2024-02", "2024-02-01", "2024-02-29"),
        ("2023-12", "2023-12-01", "2023-12-31"),
        ("1996", "1996-01-01", "1996-12-31"),
        ("1996~", "1996-01-01", "1996-12-31"),
        ("1996-05?", "1996-05-01", "1996-05-31"),
        ("199X", "1990-01-01", "1999-12-31"),
        ("19XX", "1900-01-01", "1999-12-31"),
        ("2022-08-09/2022-09-08", "2022-08-09", "2022-09-08"),
        ("1990/1995-05", "1990-01-01", "1995-05-31"),
        ("../1990", "open", "1990-12-31"),
        ("2014/..", "2014-01-01", "open"),
        ("XXXX-03-05", "open", "open"),
    ] {
        assert_eq!(days(text), (first.to_owned(), last.to_owned()), "{text}");
    }
}

#[test]
fn what_is_no_date_is_refused_with_its_reason() {
    let fault = |text: &str| text.parse::<Edtf>().unwrap_err();
    assert_eq!(fault(""), EdtfError::Empty);
    assert_eq!(fault("1996-13"), EdtfError::NoSuchMonth(13));
    assert_eq!(
        fault("2023-02-29"),
        EdtfError::NoSuchDay {
            day: 29,
            days_in_month: 28
        }
    );
    assert_eq!(
        fault("XXXX-02-30"),
        EdtfError::NoSuchDay {
            day: 30,
            days_in_month: 29
        }
    );
    assert_eq!(fault("1849"), EdtfError::YearOutOfRange(1849));
    assert_eq!(fault("17XX"), EdtfError::YearOutOfRange(1700));
    assert_eq!(fault("199X~"), EdtfError::MisplacedMark);
    assert_eq!(fault("1996~?"), EdtfError::MisplacedMark);
    assert_eq!(fault("199X/2005"), EdtfError::VagueEnd);
    assert_eq!(fault("2024/2023"), EdtfError::EndsBeforeItBegins);
    assert_eq!(fault("2024/2024"), EdtfError::SameEnds);
    for text in [
        " 1996",
        "96",
        "1996-5",
        "1996-05-1",
        "05.03.2024",
        "1996%",
        "../..",
        "1996/",
        "/1996",
        "x",
        "1996-05-01T10:00",
        "-1996",
        "١٩٩٦",
        "XXXX",
        "1990/1991/1992",
    ] {
        assert_eq!(fault(text), EdtfError::NotADate, "{text}");
    }
}

#[test]
fn json_holds_a_date_as_its_text() {
    let date: Edtf = serde_json::from_str("\"1996-05\"").unwrap();
    assert_eq!(serde_json::to_string(&date).unwrap(), "\"1996-05\"");
    let fault = serde_json::from_str::<Edtf>("\"2023-02-29\"")
        .unwrap_err()
        .to_string();
    assert!(
        fault.contains("2023-02-29") && fault.contains("no day 29"),
        "{fault}"
    );
}

/// Text that is a date, or nearly.
fn nearly() -> impl Strategy<Value = String> {
    let end = "(1[89]|20)[0-9]{2}(-(0[1-9]|1[0-2])(-([0-2][0-9]|3[01]))?)?";
    let like = |pattern: String| proptest::string::string_regex(&pattern).unwrap();
    prop_oneof![
        5 => like(format!("{end}[~?]?")),
        5 => like(format!("{end}/{end}")),
        2 => like(format!("\\.\\./{end}|{end}/\\.\\.")),
        2 => "(1[89]|20)([0-9]X|XX)|XXXX-[01][0-9](-[0-3][0-9])?",
        2 => "[0-9X~?/.-]{0,12}",
        1 => "\\PC*",
    ]
}

proptest! {
    #[test]
    fn what_is_read_prints_as_it_was_written(text in nearly()) {
        if let Ok(date) = text.parse::<Edtf>() {
            prop_assert_eq!(date.to_string(), text);
            if let (Some(first), Some(last)) = (date.first(), date.last()) {
                prop_assert!(first <= last);
            }
            if let Some(years) = date.to_years() {
                prop_assert_eq!(years.to_string().parse(), Ok(years));
            }
        }
    }

    /// Whatever we read, the strict reader of level 1 reads too. (It knows no XXXX-03-05: that is level 2.)
    #[test]
    fn another_reader_agrees(text in nearly()) {
        use edtf::level_1::Edtf as Theirs;
        let theirs = Theirs::parse(&text);
        match text.parse::<Edtf>() {
            Ok(ours) if ours.precision() != Precision::YearUnknown => prop_assert!(theirs.is_ok(), "{text}"),
            Ok(_) => {}
            Err(EdtfError::NoSuchDay { .. } | EdtfError::NoSuchMonth(_)) => prop_assert!(theirs.is_err(), "{text}"),
            Err(_) => {}
        }
    }
}
