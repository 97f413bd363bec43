//! What can be said for certain about dates that are only partly known.

use chrono::NaiveDate;

use super::date::{Calendar, Edtf, Shape};

/// When a date is remembered each year.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Remembered {
    Day { month: u32, day: u32 },
    Month { month: u32 },
}

impl Edtf {
    /// A day is remembered on its day, a month in its month, anything coarser or doubtful on no day.
    pub fn remembered_on(&self) -> Option<Remembered> {
        use chrono::Datelike;
        match self.shape() {
            Shape::Exact(Calendar::Day(day)) => Some(Remembered::Day {
                month: day.month(),
                day: day.day(),
            }),
            Shape::Exact(Calendar::Month { month, .. }) => Some(Remembered::Month { month }),
            Shape::EveryYear {
                month,
                day: Some(day),
            } => Some(Remembered::Day { month, day }),
            Shape::EveryYear { month, day: None } => Some(Remembered::Month { month }),
            _ => None,
        }
    }

    /// Whether some possible day lies in this stretch, its ends among it; an end left out is open. A date of an unknown
    /// year lies only in the stretch that is open at both ends.
    pub fn overlaps(&self, from: Option<NaiveDate>, to: Option<NaiveDate>) -> bool {
        if matches!(self.shape(), Shape::EveryYear { .. }) {
            return from.is_none() && to.is_none();
        }
        let begins_in_time = self.first().zip(to).is_none_or(|(first, to)| first <= to);
        let ends_late_enough = self
            .last()
            .zip(from)
            .is_none_or(|(last, from)| last >= from);
        begins_in_time && ends_late_enough
    }

    /// Whether the days written are meant as written: neither "about" nor "uncertain".
    fn is_firm(&self) -> bool {
        !matches!(self.shape(), Shape::About(_) | Shape::Uncertain(_))
    }
}

/// The age in whole years, only when every possible pair of days gives the same one.
///
/// Who was born on 29 February grows older on 1 March in other years.
pub fn age(born: &Edtf, died: &Edtf) -> Option<u32> {
    if !(born.is_firm() && died.is_firm()) {
        return None;
    }
    let youngest = died.first()?.years_since(born.last()?)?;
    let oldest = died.last()?.years_since(born.first()?)?;
    (youngest == oldest).then_some(youngest)
}

/// Whether `a` lies after `b` however the unknown parts turn out: a birth certainly after the death is a mistake.
pub fn certainly_after(a: &Edtf, b: &Edtf) -> bool {
    a.is_firm()
        && b.is_firm()
        && a.first()
            .zip(b.last())
            .is_some_and(|(first, last)| first > last)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn date(text: &str) -> Edtf {
        text.parse().unwrap()
    }

    fn years(born: &str, died: &str) -> Option<u32> {
        age(&date(born), &date(died))
    }

    #[test]
    fn an_age_is_given_only_when_every_possible_day_agrees() {
        assert_eq!(years("1996-05", "2024-03-05"), Some(27));
        assert_eq!(years("1996-05-20", "2024-05-20"), Some(28));
        assert_eq!(years("1996-05", "2024-05-05"), None);
        assert_eq!(years("1996", "2024-12-31"), Some(28));
        assert_eq!(years("1996", "2024-12-30"), None);
        assert_eq!(years("1996", "2024"), None);
        assert_eq!(years("1996-05/1996-06", "2024-03-05"), Some(27));
        assert_eq!(years("2000-02-29", "2023-02-28"), Some(22));
    }

    #[test]
    fn an_age_is_never_guessed() {
        for (born, died) in [
            ("1996~", "2024-12-31"),
            ("../1996", "2024"),
            ("1996-05-01", "2022/.."),
            ("XXXX-05", "2024"),
        ] {
            assert_eq!(years(born, died), None, "{born} {died}");
        }
        assert_eq!(years("1996-05", "2024-03-05?"), None);
        assert_eq!(
            years("2024-03-05", "1996-05"),
            None,
            "died before being born"
        );
    }

    #[test]
    fn a_birth_after_the_death_is_noticed_only_when_certain() {
        assert!(certainly_after(&date("2024-03-06"), &date("2024-03-05")));
        assert!(certainly_after(&date("2025"), &date("../2024")));
        for (born, died) in [
            ("2024-03", "2024-03-05"),
            ("2024-03-05", "2024-03-05"),
            ("2030~", "2024"),
            ("2030", "2024/.."),
            ("XXXX-03", "2024"),
        ] {
            assert!(!certainly_after(&date(born), &date(died)), "{born} {died}");
        }
    }

    #[test]
    fn a_day_is_remembered_on_its_day_and_a_month_in_its_month() {
        let day = Some(Remembered::Day { month: 3, day: 5 });
        assert_eq!(date("2024-03-05").remembered_on(), day);
        assert_eq!(date("XXXX-03-05").remembered_on(), day);
        assert_eq!(
            date("1996-05").remembered_on(),
            Some(Remembered::Month { month: 5 })
        );
        assert_eq!(
            date("XXXX-05").remembered_on(),
            Some(Remembered::Month { month: 5 })
        );
        for coarse in [
            "1996",
            "1996-05~",
            "2024-03-05?",
            "199X",
            "2022-08-09/2022-08-11",
            "2014/..",
        ] {
            assert_eq!(date(coarse).remembered_on(), None, "{coarse}");
        }
    }

    #[test]
    fn a_date_matches_a_stretch_that_it_touches() {
        let day = |y, m, d| NaiveDate::from_ymd_opt(y, m, d);
        assert!(date("2022").overlaps(day(2022, 12, 31), day(2023, 1, 31)));
        assert!(!date("2022").overlaps(day(2023, 1, 1), None));
        assert!(date("../1990").overlaps(None, day(1900, 1, 1)));
        assert!(!date("../1990").overlaps(day(1991, 1, 1), None));
        assert!(date("2014/..").overlaps(day(2024, 1, 1), None));
        assert!(!date("XXXX-03-05").overlaps(day(1990, 1, 1), None));
        assert!(date("XXXX-03-05").overlaps(None, None));
    }
}
