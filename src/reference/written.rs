//! Which authority record a family means when it writes a unit, a rank or an award in its own way.

use super::{Award, Rank, Reference, Unit};

/// Fewer letters than this are no beginning of a name.
const SHORTEST_BEGINNING: usize = 8;

impl Reference {
    /// The one unit that is called so: by name in either language, by short name, by alias, or by the beginning of a
    /// name. None when several are, or none is: then the words are kept as written.
    pub fn unit_called(&self, written: &str) -> Option<&Unit> {
        only(&self.units, written, |unit| unit.names().collect())
    }

    /// The one rank that is called so: whole, for the beginning of a rank is another rank.
    pub fn rank_called(&self, written: &str) -> Option<&Rank> {
        let written = Some(bare(written)).filter(|written| !written.is_empty())?;
        let mut found = self
            .ranks
            .iter()
            .filter(|rank| rank.names().any(|name| bare(name) == written));
        let first = found.next();
        if found.next().is_none() { first } else { None }
    }

    /// The one award that is called so, in the same way.
    pub fn award_called(&self, written: &str) -> Option<&Award> {
        only(&self.awards, written, |award| award.names().collect())
    }
}

fn only<'a, T>(records: &'a [T], written: &str, names: impl Fn(&T) -> Vec<&str>) -> Option<&'a T> {
    let written = bare(written);
    if written.is_empty() {
        return None;
    }
    let one = |matches: &dyn Fn(&str) -> bool| {
        let mut found = records
            .iter()
            .filter(|record| names(record).iter().any(|name| matches(&bare(name))));
        let first = found.next();
        if found.next().is_none() { first } else { None }
    };
    let long = written.chars().count() >= SHORTEST_BEGINNING;
    one(&|name| name == written).or_else(|| {
        if long {
            one(&|name| name.starts_with(&written))
        } else {
            None
        }
    })
}

/// What all spellings of one name have in common; the name itself where it has neither letters nor digits.
pub fn folded(name: &str) -> String {
    Some(bare(name))
        .filter(|bare| !bare.is_empty())
        .unwrap_or_else(|| name.trim().to_owned())
}

/// Only letters and digits, small; a number without its ending: «58-ма ОМПБр» and “58th” both begin with 58.
pub(super) fn bare(name: &str) -> String {
    const ENDINGS: [&str; 14] = [
        "й", "ий", "ма", "та", "га", "тя", "ша", "а", "я", "th", "st", "nd", "rd", "о",
    ];
    let small = name.to_lowercase();
    let mut out = String::with_capacity(small.len());
    for word in small
        .split(|c: char| !c.is_alphanumeric())
        .filter(|word| !word.is_empty())
    {
        let letters = word.trim_start_matches(|c: char| c.is_ascii_digit());
        let after_number =
            letters.len() < word.len() || out.ends_with(|c: char| c.is_ascii_digit());
        let kept = if after_number && ENDINGS.contains(&letters) {
            &word[..word.len() - letters.len()]
        } else {
            word
        };
        out.push_str(kept);
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    fn unit(slug: &str, number: i32, name_uk: &str, name_en: &str, alias: &str) -> Unit {
        Unit {
            slug: slug.into(),
            number: Some(number),
            name_uk: name_uk.into(),
            name_en: name_en.into(),
            aliases: vec![alias.into()],
            ..Unit::default()
        }
    }

    #[test]
    fn a_unit_is_known_by_any_of_its_names_and_only_when_it_is_the_one() {
        let units = vec![
            unit(
                "58",
                58,
                "58-ма окрема мотопіхотна бригада імені гетьмана",
                "58th Separate Motorized Brigade",
                "58 ОМПБр",
            ),
            unit(
                "5",
                5,
                "5-та окрема штурмова бригада",
                "5th Separate Assault Brigade",
                "штурмова бригада",
            ),
            unit(
                "3",
                3,
                "3-тя окрема штурмова бригада",
                "3rd Separate Assault Brigade",
                "штурмова бригада",
            ),
        ];
        let reference = Reference::new(vec![], units, vec![], vec![]);
        let slug = |written| {
            reference
                .unit_called(written)
                .map(|unit| unit.slug.as_str())
        };
        for written in [
            "58 ОМПБр",
            "58ОМПБр",
            "58-ма ОМПБр",
            "58-ма окрема мотопіхотна бригада",
            "58th separate motorized brigade",
        ] {
            assert_eq!(slug(written), Some("58"), "{written}");
        }
        assert_eq!(slug("3 окрема штурмова бригада"), Some("3"));
        assert_eq!(slug("штурмова бригада"), None, "two are called so");
        for unknown in ["", "  — ", "58", "тероборона"] {
            assert_eq!(slug(unknown), None, "{unknown}");
        }
    }

    #[test]
    fn a_rank_is_known_by_its_whole_name_and_only_when_it_is_the_one() {
        let rank = |slug: &str, name_uk: &str, alias: &str| Rank {
            slug: slug.into(),
            name_uk: name_uk.into(),
            name_en: slug.into(),
            aliases: vec![alias.into()],
            ..Rank::default()
        };
        let ranks = vec![
            rank("soldier", "солдат", "рядовий"),
            rank("senior-soldier", "старший солдат", "ст. солдат"),
            rank("lieutenant", "лейтенант", "лейт."),
            rank("navy-lieutenant", "лейтенант", "лейтенант флоту"),
        ];
        let reference = Reference::new(vec![], vec![], ranks, vec![]);
        let slug = |written| {
            let found = reference.rank_called(written);
            found.map(|rank| rank.slug.as_str())
        };
        assert_eq!(slug("Рядовий"), Some("soldier"));
        assert_eq!(slug("СТ.СОЛДАТ"), Some("senior-soldier"));
        assert_eq!(slug("лейт"), Some("lieutenant"));
        assert_eq!(slug("лейтенант"), None, "two are called so");
        assert_eq!(slug("старший"), None);
        assert_eq!(slug("…"), None);
    }

    #[test]
    fn what_is_written_alike_folds_alike() {
        assert_eq!(folded("58-ма ОМПБр"), folded("58 омпбр"));
        assert_ne!(folded("58 ОМПБр"), folded("59 ОМПБр"));
        assert_eq!(folded(" … "), "…");
    }
}
