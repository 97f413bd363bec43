//! How likely two are one person, and why: a score from 0 to 100 that only orders what a person decides.
//!
//! What speaks for it adds, what speaks against it takes away; what is unknown does neither. The weights:
//!
//! | what | for | against |
//! |---|---|---|
//! | name and family name sound the same, in whichever alphabets | 40 | |
//! | a form of the name (Юра, George), another reading, half of a double name | 34 | |
//! | another spelling of one is the name of the other | 32 | |
//! | patronymic | 15 | 40 |
//! | born the same day, month, year; some day that can be the same | 22, 12, 8, 3 | 40 |
//! | died the same day, month, year; some day that can be the same | 23, 12, 8, 3 | 45 |
//! | a day that differs by a slip: one figure, two changed places, day and month swapped | 4 | |
//! | a unit | 10 | |
//! | a place of birth, home, death or rest | 7 each, 14 at most | |
//! | born in another region | | 8 |
//! | call sign | 10 | |
//! | the same picture, a picture that is very like | 45, 25 | |
//!
//! Nobody is named of whom neither a name nor a picture speaks, or with less than [`LEAST`].

use chrono::{Datelike, NaiveDate};

use super::traits::{Spot, Traits};
use crate::dates::compare::certainly_after;
use crate::dates::date::{Calendar, Shape};
use crate::dates::{Edtf, Precision};
use crate::heroes::hero::PlaceRole;
use crate::names::given;
use crate::photos::look::NEAR;

/// With less nobody is named.
pub const LEAST: i32 = 30;
/// Looks that differ in so many bits at most are of the same picture.
const SAME_PICTURE: u32 = 3;
/// Dates that are only about so are years apart before they contradict.
const ABOUT: i32 = 5;

/// How likely two are one person.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Likeness {
    /// 0 to 100.
    pub score: i32,
    pub reasons: Vec<Reason>,
    pub against: Vec<Reason>,
}

/// What speaks for or against it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Reason {
    Name,
    NameForm,
    OtherSpelling,
    Patronymic,
    Born(Dated),
    Died(Dated),
    /// The slug of a unit that both served in.
    Unit(String),
    /// A unit that is in no list.
    UnitText,
    Place(PlaceRole),
    /// Only against: born in another region.
    BirthRegion,
    CallSign,
    Picture,
    LikePicture,
}

/// How far two dates agree.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Dated {
    Day,
    Month,
    Year,
    /// They can be the same, and say little.
    Open,
    /// They differ as a slip of the pen does.
    Slip,
    /// They cannot be the same.
    Other,
}

impl Dated {
    pub const ALL: [Self; 6] = [
        Self::Day,
        Self::Month,
        Self::Year,
        Self::Open,
        Self::Slip,
        Self::Other,
    ];

    pub fn word(self) -> &'static str {
        match self {
            Self::Day => "day",
            Self::Month => "month",
            Self::Year => "year",
            Self::Open => "open",
            Self::Slip => "slip",
            Self::Other => "other",
        }
    }
}

/// Compares two; none when nothing says that they are one.
pub fn compare(one: &Traits, other: &Traits) -> Option<Likeness> {
    let mut sum = Sum::default();
    let name = name(one, other);
    let called = name.is_some();
    match name {
        Some(Reason::Name) => sum.add(40, Reason::Name),
        Some(Reason::NameForm) => sum.add(34, Reason::NameForm),
        Some(reason) => sum.add(32, reason),
        None => {}
    }
    let nearest = one
        .looks
        .iter()
        .flat_map(|a| other.looks.iter().map(|b| a.distance(*b)))
        .min();
    match nearest {
        Some(bits) if bits <= SAME_PICTURE => sum.add(45, Reason::Picture),
        Some(bits) if bits <= NEAR => sum.add(25, Reason::LikePicture),
        _ if !called => return None,
        _ => {}
    }
    match one
        .patronymic
        .as_deref()
        .zip(other.patronymic.as_deref())
        .and_then(|(a, b)| same_father(a, b))
    {
        Some(true) => sum.add(15, Reason::Patronymic),
        Some(false) => sum.take(40, Reason::Patronymic),
        None => {}
    }
    if let Some(dated) = dated(one.born.as_ref(), other.born.as_ref()) {
        sum.date(dated, [22, 12, 8, 3, 4, 40], Reason::Born(dated));
    }
    if let Some(dated) = dated(one.died.as_ref(), other.died.as_ref()) {
        sum.date(dated, [23, 12, 8, 3, 4, 45], Reason::Died(dated));
    }
    if let Some(unit) = one.units.iter().find(|unit| other.units.contains(unit)) {
        sum.add(10, Reason::Unit(unit.clone()));
    } else if one
        .unit_texts
        .iter()
        .any(|unit| other.unit_texts.contains(unit))
    {
        sum.add(10, Reason::UnitText);
    }
    let same = one
        .places
        .iter()
        .filter(|spot| other.places.iter().any(|known| is_same(spot, known)));
    for (count, spot) in same.enumerate() {
        sum.add(if count < 2 { 7 } else { 0 }, Reason::Place(spot.role));
    }
    if birth_region(one)
        .zip(birth_region(other))
        .is_some_and(|(a, b)| a != b)
    {
        sum.take(8, Reason::BirthRegion);
    }
    if one.call_sign.is_some() && one.call_sign == other.call_sign {
        sum.add(10, Reason::CallSign);
    }
    sum.told()
}

#[derive(Default)]
struct Sum {
    score: i32,
    reasons: Vec<Reason>,
    against: Vec<Reason>,
}

impl Sum {
    fn add(&mut self, weight: i32, reason: Reason) {
        self.score += weight;
        self.reasons.push(reason);
    }

    fn take(&mut self, weight: i32, reason: Reason) {
        self.score -= weight;
        self.against.push(reason);
    }

    /// The weights of day, month, year, open, slip, and the one against.
    fn date(
        &mut self,
        dated: Dated,
        [day, month, year, open, slip, other]: [i32; 6],
        reason: Reason,
    ) {
        match dated {
            Dated::Day => self.add(day, reason),
            Dated::Month => self.add(month, reason),
            Dated::Year => self.add(year, reason),
            Dated::Open => self.add(open, reason),
            Dated::Slip => self.add(slip, reason),
            Dated::Other => self.take(other, reason),
        }
    }

    fn told(self) -> Option<Likeness> {
        (self.score >= LEAST).then(|| Likeness {
            score: self.score.min(100),
            reasons: self.reasons,
            against: self.against,
        })
    }
}

/// The strongest way in which two are called the same.
fn name(one: &Traits, other: &Traits) -> Option<Reason> {
    let mut found = None;
    for a in &one.names {
        for b in &other.names {
            let spelled = a.alias || b.alias;
            let reason = if a.sound == b.sound && !spelled {
                return Some(Reason::Name);
            } else if a.keys.iter().any(|key| b.keys.contains(key)) {
                if spelled {
                    Reason::OtherSpelling
                } else {
                    Reason::NameForm
                }
            } else {
                continue;
            };
            if found.is_none() || reason == Reason::NameForm {
                found = Some(reason);
            }
        }
    }
    found
}

/// Whether two patronymics, as they sound, are of one father's name; none for an initial.
fn same_father(one: &str, other: &str) -> Option<bool> {
    if one == other {
        return Some(true);
    }
    if one.len() < 4 || other.len() < 4 {
        return None;
    }
    let (a, b) = (given::fathers(one), given::fathers(other));
    Some(a.iter().any(|father| b.contains(father)))
}

fn is_same(one: &Spot, other: &Spot) -> bool {
    let settlements = one.settlement.as_deref().zip(other.settlement.as_deref());
    let regions = one.region.as_deref().zip(other.region.as_deref());
    one.role == other.role
        && settlements.is_some_and(|(a, b)| !a.is_empty() && a == b)
        && regions.is_none_or(|(a, b)| a == b)
}

fn birth_region(of: &Traits) -> Option<&str> {
    let birth = of
        .places
        .iter()
        .find(|spot| spot.role == PlaceRole::Birth)?;
    birth.region.as_deref()
}

/// How far two dates agree; none when one is unknown, or nothing can be said.
fn dated(one: Option<&Edtf>, other: Option<&Edtf>) -> Option<Dated> {
    let (one, other) = one.zip(other)?;
    if let (Shape::Exact(Calendar::Day(a)), Shape::Exact(Calendar::Day(b))) =
        (one.shape(), other.shape())
    {
        return Some(match a == b {
            true => Dated::Day,
            false if is_slip(a, b) => Dated::Slip,
            false => Dated::Other,
        });
    }
    if certainly_after(one, other) || certainly_after(other, one) {
        return Some(Dated::Other);
    }
    if !one.overlaps(other.first(), other.last()) {
        // Only about then: some years more or less contradict nothing.
        let apart = years_between(one, other).max(years_between(other, one));
        return (apart > ABOUT).then_some(Dated::Other);
    }
    let firm = |date: &Edtf| matches!(date.shape(), Shape::Exact(_));
    let fine = |date: &Edtf| match date.precision() {
        Precision::Day => 0,
        Precision::Month => 1,
        Precision::Year => 2,
        _ => 3,
    };
    Some(match fine(one).max(fine(other)) {
        _ if !firm(one) || !firm(other) => Dated::Open,
        0 | 1 => Dated::Month,
        2 => Dated::Year,
        _ => Dated::Open,
    })
}

/// Years from the end of one to the beginning of the other.
fn years_between(one: &Edtf, other: &Edtf) -> i32 {
    one.last()
        .zip(other.first())
        .map_or(0, |(end, begin)| begin.year() - end.year())
}

/// One figure is another, two beside each other changed places, or day and month did.
fn is_slip(one: NaiveDate, other: NaiveDate) -> bool {
    let swapped =
        one.year() == other.year() && (one.day(), one.month()) == (other.month(), other.day());
    let (a, b) = (
        one.format("%Y%m%d").to_string(),
        other.format("%Y%m%d").to_string(),
    );
    let (a, b) = (a.as_bytes(), b.as_bytes());
    let differ: Vec<usize> = (0..a.len().min(b.len()))
        .filter(|at| a[*at] != b[*at])
        .collect();
    swapped
        || match differ[..] {
            [_] => true,
            [first, second] => {
                first + 1 == second && a[first] == b[second] && a[second] == b[first]
            }
            _ => false,
        }
}

#[cfg(test)]
mod tests {
    use serde_json::{Value, json};

    use super::*;
    use crate::heroes::hero::Record;
    use crate::photos::look::Look;

    fn traits(facts: Value) -> Traits {
        let mut all = json!({"name": {"family": "Лисюк", "given": "Юрій"}});
        all.as_object_mut()
            .unwrap()
            .extend(facts.as_object().unwrap().clone());
        Traits::of(&serde_json::from_value::<Record>(all).unwrap())
    }

    fn named(family: &str, given: &str) -> Traits {
        traits(json!({"name": {"family": family, "given": given}}))
    }

    fn score(one: &Traits, other: &Traits) -> i32 {
        let both = (compare(one, other), compare(other, one));
        assert_eq!(
            both.0.as_ref().map(|like| like.score),
            both.1.map(|like| like.score)
        );
        both.0.map_or(0, |like| like.score)
    }

    #[test]
    fn a_name_is_known_in_either_alphabet_and_in_its_forms() {
        let lysiuk = named("Лисюк", "Юрій");
        for (family, given, reason) in [
            ("Lysiuk", "Yurii", Reason::Name),
            ("Лисюк", "Юра", Reason::NameForm),
            ("Lysyuk", "George", Reason::NameForm),
            ("Лисюк-Гай", "Юрій", Reason::NameForm),
        ] {
            let like = compare(&lysiuk, &named(family, given)).unwrap();
            assert_eq!(like.reasons, [reason], "{family} {given}");
        }
        let other = traits(
            json!({"name": {"family": "Лис", "given": "Георгій"}, "aliases": ["Yuriy Lysiuk"]}),
        );
        assert_eq!(
            compare(&lysiuk, &other).unwrap().reasons,
            [Reason::OtherSpelling]
        );
        assert_eq!(score(&lysiuk, &named("Лисюк", "Іван")), 0);
        assert_eq!(score(&lysiuk, &named("Лисенко", "Юрій")), 0);
    }

    #[test]
    fn dates_that_cannot_be_the_same_rule_out() {
        let one = |born: &str, died: &str| traits(json!({"born": born, "died": died}));
        assert_eq!(
            score(&one("1996-05", "2024-03-05"), &one("1996", "2024-03")),
            40 + 8 + 12
        );
        assert_eq!(
            score(&one("1996-05", "2024-03-05"), &one("1996-05", "2024-03-05")),
            40 + 12 + 23
        );
        assert_eq!(
            score(&one("1996-05", "2024-03-05"), &one("1997", "2024-03-05")),
            0
        );
        assert_eq!(score(&one("1996", "2024-03-05"), &one("1996", "2023")), 0);
        // About then contradicts only when it is far.
        assert_eq!(score(&one("1996~", "2024"), &one("1999", "2024")), 48);
        assert_eq!(score(&one("1996~", "2024"), &one("1986", "2024")), 0);
    }

    #[test]
    fn a_slip_of_the_pen_is_no_contradiction() {
        let born = |born: &str| traits(json!({"born": born}));
        for other in ["1996-05-07", "1986-05-06", "1996-06-05", "1996-05-60"] {
            let Ok(_) = other.parse::<Edtf>() else {
                continue;
            };
            let like = compare(&born("1996-05-06"), &born(other)).unwrap();
            assert_eq!(
                (like.score, &like.reasons[1]),
                (44, &Reason::Born(Dated::Slip)),
                "{other}"
            );
        }
        assert!(is_slip(
            NaiveDate::from_ymd_opt(1996, 5, 12).unwrap(),
            NaiveDate::from_ymd_opt(1996, 5, 21).unwrap()
        ));
        assert_eq!(score(&born("1996-05-06"), &born("1997-05-07")), 0);
    }

    #[test]
    fn everything_that_agrees_is_said_and_adds() {
        let whole = json!({
            "name": {"family": "Лисюк", "given": "Юрій", "patronymic": "Сергійович"}, "call_sign": "Лис",
            "born": "1996-05-06", "died": "2024-03-05", "service": [{"unit": "58-motorized"}],
            "birth_place": {"settlement": "Буряківка", "region": "UA-18"},
            "burial_place": {"settlement": "Пулини"},
        });
        let like = compare(&traits(whole.clone()), &traits(whole)).unwrap();
        assert_eq!(like.score, 100);
        assert_eq!(
            like.reasons,
            [
                Reason::Name,
                Reason::Patronymic,
                Reason::Born(Dated::Day),
                Reason::Died(Dated::Day),
                Reason::Unit("58-motorized".to_owned()),
                Reason::Place(PlaceRole::Birth),
                Reason::Place(PlaceRole::Burial),
                Reason::CallSign,
            ]
        );
        assert_eq!(like.against, []);
    }

    #[test]
    fn another_father_speaks_against_it_and_an_initial_says_nothing() {
        let of = |patronymic: &str| {
            traits(json!({"name": {"family": "Лисюк", "given": "Юрій", "patronymic": patronymic}}))
        };
        assert_eq!(score(&of("Сергійович"), &of("Сергеевич")), 55);
        assert_eq!(score(&of("Сергійович"), &of("С.")), 40);
        assert_eq!(score(&of("Сергійович"), &of("Іванович")), 0);
        let dated = |patronymic: &str| {
            traits(json!({
                "name": {"family": "Лисюк", "given": "Юрій", "patronymic": patronymic},
                "born": "1996-05-06", "died": "2024-03-05",
            }))
        };
        let like = compare(&dated("Сергійович"), &dated("Іванович")).unwrap();
        assert_eq!((like.score, like.against), (45, vec![Reason::Patronymic]));
    }

    #[test]
    fn a_picture_is_enough_to_be_asked() {
        let pictured = |family: &str, bits: u64| Traits {
            looks: vec![Look(bits)],
            ..named(family, "Юрій")
        };
        let bits = 0x0123_4567_89ab_cdef;
        let like = compare(&pictured("Лисюк", bits), &pictured("Гай", bits ^ 3)).unwrap();
        assert_eq!((like.score, like.reasons), (45, vec![Reason::Picture]));
        assert_eq!(
            score(&pictured("Лисюк", bits), &pictured("Гай", bits ^ 0x3f)),
            0,
            "very like is too little alone"
        );
        assert_eq!(
            score(&pictured("Лисюк", bits), &pictured("Лисюк", bits ^ 0x3f)),
            65
        );
        assert_eq!(score(&pictured("Лисюк", bits), &pictured("Гай", !bits)), 0);
    }

    #[test]
    fn what_is_kept_of_a_person_can_be_read_again() {
        let one = traits(
            json!({"born": "1996-05", "birth_place": {"settlement": "Пулини"}, "photos": [{"file": "7.webp"}]}),
        );
        let again: Traits = serde_json::from_str(&serde_json::to_string(&one).unwrap()).unwrap();
        assert_eq!(again, one);
        assert_eq!(one.photos, [7]);
        assert!(one.keys().contains(&"lisiuk #0".to_owned()) || one.keys().len() > 1);
    }
}
