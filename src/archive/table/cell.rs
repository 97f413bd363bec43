//! What stands in one cell: a day as people write it, a region by any of its names, a word of a closed list. What is not
//! certain is a fault and never a guess. The error is a word of [`super::fault::WANTED`].

use chrono::{Days, NaiveDate};

use crate::dates::Edtf;
use crate::heroes::hero::{Circumstances, Relation, Sex};
use crate::reference::{Rank, Reference, Region};

/// What a cell cannot be; the word for the sentence that says what would be right.
pub type Wanted = &'static str;

/// Ways in which a list says that nothing is known.
const NOTHING: [&str; 12] = [
    "-",
    "–",
    "—",
    "?",
    "н/д",
    "невідомо",
    "невідома",
    "невідомий",
    "немає даних",
    "unknown",
    "n/a",
    "#n/a",
];

/// Whether a cell of a closed kind (a day, a region, a word) says nothing.
pub fn says_nothing(cell: &str) -> bool {
    let cell = cell.trim().to_lowercase();
    cell.is_empty() || NOTHING.contains(&cell.as_str())
}

/// A day, a month or a year: EDTF, or 05.03.2024, 5.3.2024, 03.2024; a month in words is not read. `today` tells which of
/// Excel's day numbers can only mean one day.
pub fn date(cell: &str, today: NaiveDate) -> Result<Edtf, Wanted> {
    let cell = cell.trim();
    let cell = without_midnight(cell);
    let cell = ["р.", "року", "рік", "г.", "р"]
        .iter()
        .find_map(|year| cell.strip_suffix(year))
        .unwrap_or(cell)
        .trim();
    if let Ok(date) = cell.parse() {
        return Ok(date);
    }
    if cell.bytes().all(|byte| byte.is_ascii_digit()) && cell.len() == 5 {
        return serial(cell, today);
    }
    let parts: Vec<&str> = cell.split('.').map(str::trim).collect();
    if parts.iter().any(|part| {
        part.is_empty() || part.len() > 4 || !part.bytes().all(|byte| byte.is_ascii_digit())
    }) {
        return Err("date");
    }
    let (day, month, year) = match parts[..] {
        // 2024.03.05 is as plain as 05.03.2024.
        [year, month, day] if year.len() == 4 => (day, month, year),
        [day, month, year] => (day, month, year),
        [month, year] => ("", month, year),
        _ => return Err("date"),
    };
    if year.len() <= 2 {
        return Err("year");
    }
    Edtf::from_boxes(day, month, year, NaiveDate::MAX)
        .ok()
        .flatten()
        .ok_or("date")
}

/// As programs write a day that has no hour: 2024-03-05 00:00:00, 05.03.2024 0:00.
fn without_midnight(cell: &str) -> &str {
    let Some((day, hour)) = cell.split_once([' ', 'T']) else {
        return cell;
    };
    let hour = hour.trim_end_matches("Z");
    let midnight = [
        "0:00",
        "00:00",
        "0:00:00",
        "00:00:00",
        "00:00:00.000",
        "12:00:00 AM",
    ];
    if midnight.contains(&hour) { day } else { cell }
}

/// Excel counts days from 1900, or, on older Macs, from 1904: the number is certain only where the other day has not come.
fn serial(cell: &str, today: NaiveDate) -> Result<Edtf, Wanted> {
    let number: u64 = cell.parse().map_err(|_| "date")?;
    let from = NaiveDate::from_ymd_opt(1899, 12, 30).ok_or("date")?;
    let day = from.checked_add_days(Days::new(number)).ok_or("date")?;
    let other = day.checked_add_days(Days::new(1462)).ok_or("date")?;
    if day > today || other <= today {
        return Err("serial");
    }
    Edtf::of_day(day).ok_or("serial")
}

pub fn sex(cell: &str) -> Result<Sex, Wanted> {
    match cell.trim().trim_end_matches('.').to_lowercase().as_str() {
        "male" | "m" | "man" | "чоловіча" | "чоловік" | "чол" | "ч" => {
            Ok(Sex::Male)
        }
        "female" | "f" | "woman" | "жіноча" | "жінка" | "жін" | "ж" => {
            Ok(Sex::Female)
        }
        _ => Err("sex"),
    }
}

pub fn circumstances(cell: &str) -> Result<Circumstances, Wanted> {
    let cell = cell.trim().to_lowercase();
    Circumstances::from_word(&cell)
        .or(match cell.as_str() {
            "бій" | "у бою" | "в бою" | "загинув у бою" | "загинув в бою" | "загинула у бою" => {
                Some(Circumstances::Combat)
            }
            "від ран" | "поранення" | "помер від ран" | "померла від ран" => {
                Some(Circumstances::Wounds)
            }
            "полон" | "у полоні" | "в полоні" => Some(Circumstances::Captivity),
            "нещасний випадок" | "дтп" => Some(Circumstances::Accident),
            "хвороба" | "від хвороби" => Some(Circumstances::Illness),
            "інше" => Some(Circumstances::Other),
            _ => None,
        })
        .ok_or("circumstances")
}

/// By code, slug or name in either language: UA-18, zhytomyrska, «Житомирська обл.», Zhytomyr Oblast, «м. Київ».
pub fn region<'a>(cell: &str, reference: &'a Reference) -> Result<&'a Region, Wanted> {
    let cell = cell.trim();
    if let Some(region) = reference
        .region(cell)
        .or_else(|| reference.region(&cell.to_lowercase()))
        .or_else(|| reference.region(&cell.to_uppercase()))
    {
        return Ok(region);
    }
    let (is_city, name) = bare_region(cell);
    if matches!(name.as_str(), "крим" | "ар крим" | "арк" | "crimea") {
        return reference.region("UA-43").ok_or("region");
    }
    let mut found = reference.regions.iter().filter(|region| {
        [&region.name_uk, &region.name_en].iter().any(|known| {
            let (known_city, known) = bare_region(known);
            // «Київ» is the city; «Київська» and Kyiv Oblast are not.
            known == name && (known_city == is_city || !is_city && !known_is_shared(&known))
        })
    });
    match (found.next(), found.next()) {
        (Some(region), None) => Ok(region),
        _ => Err("region"),
    }
}

/// Kyiv is both a city and an oblast in English.
fn known_is_shared(name: &str) -> bool {
    name == "kyiv"
}

/// Whether it is said to be a city, and the name alone in small letters.
fn bare_region(name: &str) -> (bool, String) {
    let mut city = false;
    let words: Vec<String> = name
        .to_lowercase()
        .split(|c: char| !c.is_alphanumeric() && c != '-' && c != '’')
        .filter(|word| !word.is_empty())
        .filter(|word| {
            let is_city = matches!(*word, "м" | "місто" | "city");
            city |= is_city;
            !is_city && !matches!(*word, "область" | "обл" | "oblast" | "region")
        })
        .map(str::to_owned)
        .collect();
    (city, words.join(" "))
}

/// A country's code of two letters; Ukraine and its neighbours by name too.
pub fn country(cell: &str) -> Result<String, Wanted> {
    let cell = cell.trim();
    if cell.len() == 2 && cell.bytes().all(|letter| letter.is_ascii_alphabetic()) {
        return Ok(cell.to_ascii_uppercase());
    }
    let code = match cell.to_lowercase().as_str() {
        "україна" | "ukraine" => "UA",
        "польща" | "poland" => "PL",
        "німеччина" | "germany" => "DE",
        "молдова" | "moldova" => "MD",
        "білорусь" | "belarus" => "BY",
        "росія" | "рф" | "russia" => "RU",
        "румунія" | "romania" => "RO",
        "грузія" | "georgia" => "GE",
        _ => return Err("country"),
    };
    Ok(code.to_owned())
}

/// The one rank that is called so in either language; what two services call alike stays as written.
pub fn rank<'a>(cell: &str, reference: &'a Reference) -> Option<&'a Rank> {
    let cell = cell.trim();
    if let Some(rank) = reference.rank(cell) {
        return Some(rank);
    }
    let low = cell.to_lowercase();
    let mut found = reference
        .ranks
        .iter()
        .filter(|rank| rank.name_uk.to_lowercase() == low || rank.name_en.to_lowercase() == low);
    let first = found.next();
    if found.next().is_none() { first } else { None }
}

pub fn relation(cell: &str) -> Result<Relation, Wanted> {
    let cell = cell.trim().to_lowercase();
    Relation::from_word(&cell)
        .or(match cell.as_str() {
            "батьки" => Some(Relation::Parents),
            "мати" | "мама" => Some(Relation::Mother),
            "батько" | "тато" => Some(Relation::Father),
            "дружина" => Some(Relation::Wife),
            "чоловік" => Some(Relation::Husband),
            "діти" => Some(Relation::Children),
            "донька" | "дочка" => Some(Relation::Daughter),
            "син" => Some(Relation::Son),
            "сестра" => Some(Relation::Sister),
            "брат" => Some(Relation::Brother),
            "бабуся" => Some(Relation::Grandmother),
            "дідусь" => Some(Relation::Grandfather),
            _ => None,
        })
        .ok_or("kin")
}

/// «так», 1, yes.
pub fn tick(cell: &str) -> Result<bool, Wanted> {
    match cell.trim().to_lowercase().as_str() {
        "1" | "так" | "yes" | "true" | "+" => Ok(true),
        "0" | "ні" | "no" | "false" => Ok(false),
        _ => Err("near"),
    }
}

/// Excel would take a cell that begins so for a formula: an export puts a quote before it.
pub fn guarded(cell: String) -> String {
    if is_formula(&cell) {
        format!("'{cell}")
    } else {
        cell
    }
}

/// The quote that a guarded cell came with is taken off again.
pub fn unguarded(cell: &str) -> &str {
    cell.strip_prefix('\'')
        .filter(|rest| is_formula(rest))
        .unwrap_or(cell)
}

/// Full-width signs are signs too: a program set to Chinese or Japanese takes ＝1+1 for =1+1.
fn is_formula(cell: &str) -> bool {
    cell.trim_start_matches('\'').starts_with(FORMULAS)
}

const FORMULAS: [char; 11] = ['=', '+', '-', '@', '\t', '\r', '\n', '＝', '＋', '－', '＠'];

#[cfg(test)]
mod tests {
    use super::*;

    fn read(cell: &str) -> Result<String, Wanted> {
        let today = NaiveDate::from_ymd_opt(2026, 11, 28).unwrap();
        date(cell, today).map(|date| date.to_string())
    }

    #[test]
    fn a_day_is_read_as_people_write_it() {
        for (cell, day) in [
            ("05.03.2024", "2024-03-05"),
            ("5.3.2024", "2024-03-05"),
            (" 5.3.2024 р.", "2024-03-05"),
            ("2024.03.05", "2024-03-05"),
            ("2024-03-05", "2024-03-05"),
            ("2024-03-05 00:00:00", "2024-03-05"),
            ("05.03.2024 0:00", "2024-03-05"),
            ("03.2024", "2024-03"),
            ("1996", "1996"),
            ("1996 рік", "1996"),
            ("1996~", "1996~"),
            ("2022-08-09/2022-09-08", "2022-08-09/2022-09-08"),
            // In 1904's counting it would be 2028.
            ("45356", "2024-03-05"),
        ] {
            assert_eq!(read(cell), Ok(day.to_owned()), "{cell}");
        }
    }

    #[test]
    fn a_day_that_is_not_certain_is_not_guessed() {
        for (cell, wanted) in [
            ("5.3.24", "year"),
            ("03.24", "year"),
            ("31.02.2024", "date"),
            ("05/03/2024", "date"),
            ("13.13.2024", "date"),
            ("навесні", "date"),
            ("5.3.2024 14:30", "date"),
            ("35191", "serial"),
            ("99999", "serial"),
            ("05.03.1024", "date"),
            ("1.2.3.4", "date"),
            ("", "date"),
        ] {
            assert_eq!(read(cell), Err(wanted), "{cell}");
        }
    }

    #[test]
    fn a_region_is_known_by_any_of_its_names() {
        let region_of = |iso: &str, slug: &str, name_uk: &str, name_en: &str| Region {
            iso: iso.into(),
            slug: slug.into(),
            name_uk: name_uk.into(),
            name_en: name_en.into(),
            katottg: String::new(),
            text_uk: None,
            text_en: None,
        };
        let reference = Reference::new(
            vec![
                region_of(
                    "UA-18",
                    "zhytomyrska",
                    "Житомирська область",
                    "Zhytomyr Oblast",
                ),
                region_of("UA-32", "kyivska", "Київська область", "Kyiv Oblast"),
                region_of("UA-30", "kyiv", "місто Київ", "Kyiv (city)"),
            ],
            vec![],
            vec![],
            vec![],
        );
        for (cell, iso) in [
            ("UA-18", "UA-18"),
            ("ua-18", "UA-18"),
            ("zhytomyrska", "UA-18"),
            ("Житомирська обл.", "UA-18"),
            ("ЖИТОМИРСЬКА", "UA-18"),
            ("Zhytomyr", "UA-18"),
            ("Zhytomyr region", "UA-18"),
            ("Київська", "UA-32"),
            ("м. Київ", "UA-30"),
            ("Київ", "UA-30"),
            ("Kyiv", "UA-30"),
        ] {
            assert_eq!(region(cell, &reference).unwrap().iso, iso, "{cell}");
        }
        for unknown in ["Житомир", "Галичина", "область", ""] {
            assert_eq!(
                region(unknown, &reference).unwrap_err(),
                "region",
                "{unknown}"
            );
        }
    }

    #[test]
    fn a_guard_is_put_on_and_taken_off() {
        for cell in [
            "=1+1", "+380", "-1", "@SUM", "'=x", "''-", "\tx", "O'Neil", "'н", "",
        ] {
            let guarded = guarded(cell.to_owned());
            assert!(!guarded.starts_with(FORMULAS));
            assert_eq!(unguarded(&guarded), cell);
        }
    }
}
