//! Whether a unit existed at the time somebody is said to have served in it.

use super::Unit;
use crate::dates::{Edtf, certainly_after};

/// Whether the service, as far as its ends are known, certainly began or ended on a day on which there was no such unit:
/// before it was formed, or after it was dissolved. What is unknown on either side is no contradiction.
pub fn did_not_exist_then(unit: &Unit, from: Option<&Edtf>, to: Option<&Edtf>) -> bool {
    [from, to].into_iter().flatten().any(|day| {
        let not_yet = |formed: &Edtf| certainly_after(formed, day);
        let no_more = |dissolved: &Edtf| certainly_after(day, dissolved);
        unit.existed_from.as_ref().is_some_and(not_yet)
            || unit.existed_to.as_ref().is_some_and(no_more)
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn absent(existed: [&str; 2], served: [&str; 2]) -> bool {
        let unit = Unit {
            existed_from: existed[0].parse().ok(),
            existed_to: existed[1].parse().ok(),
            ..Unit::default()
        };
        let [from, to] = served.map(|date| date.parse::<Edtf>().ok());
        did_not_exist_then(&unit, from.as_ref(), to.as_ref())
    }

    #[test]
    fn only_what_is_certain_is_a_contradiction() {
        for (existed, served) in [
            (["2022-03", ""], ["2022-02-24", ""]),
            (["2022-03", ""], ["2014", "2021"]),
            (["2022-03", ""], ["", "2021"]),
            (["2022-03", ""], ["2014", "2024"]),
            (["", "2018"], ["2019-01", ""]),
            (["", "2018"], ["2015", "2019"]),
        ] {
            assert!(absent(existed, served), "{existed:?} {served:?}");
        }
        for (existed, served) in [
            (["", ""], ["1919", "2024"]),
            (["2022-03", ""], ["", ""]),
            (["2022-03", ""], ["2022", ""]),
            (["2022~", ""], ["2014", ""]),
            (["2022-03", ""], ["2014~", ""]),
            (["2022-03", "2024"], ["2022-03-01", "2024-12-31"]),
            (["../2022", ""], ["2014", ""]),
            (["", "2018/.."], ["2022", ""]),
        ] {
            assert!(!absent(existed, served), "{existed:?} {served:?}");
        }
    }
}
