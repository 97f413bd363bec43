//! What is wrong with the day, month and year boxes, said so that one knows what to do.

use super::grammar::{Case, Year, month, point};
use crate::dates::{BoxFault, Calendar, DateBox, YEARS};
use crate::i18n::typography::tidy;
use crate::i18n::{Lang, Words};

/// The sentence to put beside the box that [`BoxFault::which`] names.
pub fn box_fault(lang: Lang, fault: &BoxFault) -> String {
    let w = Words::new(lang);
    let said = match *fault {
        BoxFault::NotANumber(DateBox::Day) => w.dates_day_not_a_number().to_owned(),
        BoxFault::NotANumber(DateBox::Month) | BoxFault::NoSuchMonth => {
            w.dates_month_not_a_number().to_owned()
        }
        BoxFault::NotANumber(DateBox::Year) => w.dates_year_not_a_number().to_owned(),
        BoxFault::NoSuchDay {
            month: number,
            year: None,
            days_in_month,
        } => w.dates_no_such_day_ever(days_in_month, month(lang, number, Case::Locative)),
        BoxFault::NoSuchDay {
            month: number,
            year: Some(year),
            days_in_month,
        } => {
            let at = Calendar::Month {
                year,
                month: number,
            };
            w.dates_no_such_day(days_in_month, point(lang, at, Case::Locative, Year::Said))
        }
        BoxFault::MonthMissing => w.dates_month_missing().to_owned(),
        BoxFault::TwoDigitYear => w.dates_two_digit_year().to_owned(),
        BoxFault::YearOutOfRange => w.dates_year_out_of_range(YEARS.start(), YEARS.end()),
        BoxFault::InFuture(which) => w.dates_in_future(match which {
            DateBox::Day => "day",
            DateBox::Month => "month",
            DateBox::Year => "year",
        }),
    };
    tidy(lang, &said)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_fault_is_said_with_what_to_do() {
        let said = |lang, fault| box_fault(lang, &fault).replace('\u{a0}', " ");
        let february = BoxFault::NoSuchDay {
            month: 2,
            year: Some(2023),
            days_in_month: 28,
        };
        assert_eq!(
            said(Lang::Uk, february.clone()),
            "У лютому 2023 року 28 днів. Перевірте число."
        );
        assert_eq!(
            said(Lang::En, february),
            "February 2023 has 28 days. Check the day."
        );
        let may = BoxFault::NoSuchDay {
            month: 5,
            year: Some(1996),
            days_in_month: 31,
        };
        assert_eq!(
            said(Lang::Uk, may),
            "У травні 1996 року 31 день. Перевірте число."
        );
        let april = BoxFault::NoSuchDay {
            month: 4,
            year: None,
            days_in_month: 30,
        };
        assert_eq!(
            said(Lang::Uk, april),
            "У квітні не буває більше ніж 30 днів. Перевірте число."
        );
        assert_eq!(
            said(Lang::Uk, BoxFault::InFuture(DateBox::Year)),
            "Цей рік ще не настав. Перевірте дату."
        );
        assert_eq!(
            said(Lang::En, BoxFault::YearOutOfRange),
            "The year must be between 1850 and 2100. Check the digits."
        );
    }
}
