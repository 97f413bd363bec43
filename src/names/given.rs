//! Given names and their forms: Russian, Latin, short and tender ones (Юра, George and Yuri are Юрій).
//!
//! The table `given.csv` was gathered for this memorial from common knowledge of Ukrainian names. A form may belong
//! to several names (Слава, Леся, Саша): all of them are meant.

use std::collections::HashMap;
use std::sync::LazyLock;

use super::fold::{fold, folds};
use crate::heroes::hero::Sex;

/// One name of the table with all its forms, by its place in the table.
pub type Group = u16;

/// How far a form is from the name itself, in hundredths of a typing error.
pub type Distance = u16;

const FOREIGN: Distance = 8;
const SHORT: Distance = 16;

struct Forms {
    by_key: HashMap<String, Vec<(Group, Distance)>>,
    /// By what a patronymic keeps of the father's name.
    fathers: HashMap<String, Vec<Group>>,
}

/// The rows of the table: the name, whose it is, and its Russian, Latin and short forms.
fn rows() -> impl Iterator<Item = [&'static str; 5]> {
    let lines = include_str!("given.csv").lines().skip(1);
    lines.filter_map(|line| line.split(',').collect::<Vec<_>>().try_into().ok())
}

/// Every name of the table, in the nominative, and whose it is.
pub fn names() -> impl Iterator<Item = (&'static str, Sex)> {
    rows().map(|[name, sex, ..]| (name, if sex == "m" { Sex::Male } else { Sex::Female }))
}

/// Every name of the table and its short forms, in the nominative.
pub fn forms() -> impl Iterator<Item = &'static str> {
    rows().flat_map(|[name, _, _, _, short]| {
        let short = short.split(' ').filter(|form| !form.is_empty());
        std::iter::once(name).chain(short)
    })
}

static FORMS: LazyLock<Forms> = LazyLock::new(|| {
    let mut forms = Forms {
        by_key: HashMap::new(),
        fathers: HashMap::new(),
    };
    for (group, [name, sex, russian, latin, short]) in (0..).zip(rows()) {
        forms.take(group, name, 0);
        for (list, distance) in [(russian, FOREIGN), (latin, FOREIGN), (short, SHORT)] {
            for form in list.split(' ').filter(|form| !form.is_empty()) {
                forms.take(group, form, distance);
            }
        }
        if sex == "m" {
            for father in [name].into_iter().chain(russian.split(' ')) {
                let key = fold(father);
                let kept = forms.fathers.entry(root(&key).to_owned()).or_default();
                if !kept.contains(&group) {
                    kept.push(group);
                }
            }
        }
    }
    forms
});

impl Forms {
    fn take(&mut self, group: Group, form: &str, distance: Distance) {
        for key in folds(form) {
            let kept = self.by_key.entry(key).or_default();
            if !kept.iter().any(|(known, _)| *known == group) {
                kept.push((group, distance));
            }
        }
    }
}

/// The names that a form, folded, may stand for; empty for what is no given name of the table.
#[must_use]
pub fn groups(key: &str) -> &'static [(Group, Distance)] {
    FORMS.by_key.get(key).map_or(&[], Vec::as_slice)
}

/// Every form of the table, folded, and the names it stands for, folded too: what a search elsewhere needs to know.
pub fn keys() -> impl Iterator<Item = (&'static str, Vec<String>)> {
    static NAMES: LazyLock<Vec<String>> =
        LazyLock::new(|| rows().map(|[name, ..]| fold(name)).collect());
    FORMS.by_key.iter().map(|(key, groups)| {
        let names = groups
            .iter()
            .filter_map(|(group, _)| NAMES.get(usize::from(*group)));
        (key.as_str(), names.cloned().collect())
    })
}

/// Endings of patronymics, folded: Ukrainian, Russian, feminine, Latin of every habit.
const PATRONYMIC: [&str; 17] = [
    "iniqna", "oviq", "eviq", "iviq", "ovic", "evic", "ivic", "ovik", "evik", "ivna", "ovna",
    "evna", "iqna", "icna", "iq", "vna", "ih",
];

/// Whether a folded word looks like a patronymic and nothing else.
#[must_use]
pub fn is_patronymic(key: &str) -> bool {
    key.len() > 6 && PATRONYMIC[..14].iter().any(|ending| key.ends_with(ending))
}

/// The fathers' names that a patronymic, folded, is made of: Сергійович and Сергеевна of Сергій. Empty for other words.
#[must_use]
pub fn fathers(key: &str) -> Vec<Group> {
    let mut found: Vec<Group> = Vec::new();
    for ending in PATRONYMIC {
        let Some(stem) = key.strip_suffix(ending) else {
            continue;
        };
        let stem = root(stem);
        // Яковлевич is of Яков.
        let short = stem.strip_suffix("vl").map(|rest| format!("{rest}v"));
        for stem in [Some(stem.to_owned()), short].into_iter().flatten() {
            for group in FORMS.fathers.get(&stem).into_iter().flatten() {
                if !found.contains(group) {
                    found.push(*group);
                }
            }
        }
    }
    found
}

/// What a name keeps before its endings.
fn root(key: &str) -> &str {
    let stem = key.trim_end_matches(['a', 'e', 'i', 'o', 'u']);
    if stem.len() < 2 { key } else { stem }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn meet(one: &str, other: &str) -> bool {
        groups(&fold(one))
            .iter()
            .any(|(group, _)| groups(&fold(other)).iter().any(|(known, _)| known == group))
    }

    #[test]
    fn the_table_is_whole() {
        let mut names = 0;
        for line in include_str!("given.csv").lines().skip(1) {
            assert_eq!(line.split(',').count(), 5, "{line}");
            names += 1;
        }
        assert!(names >= 250);
    }

    #[test]
    fn forms_of_one_name_meet() {
        for (name, forms) in [
            ("Юрій", "Юра Юрко Юрий Yuri George Jurij"),
            ("Олександр", "Саша Сашко Александр Alexander Aleksandr Шура"),
            ("Микола", "Коля Николай Nikolay Nicholas Николка"),
            ("Сергій", "Серьожа Сергей Sergei Serge"),
            ("Катерина", "Катя Екатерина Catherine Ekaterina"),
            ("Дмитро", "Діма Дмитрий Dmitry"),
        ] {
            for form in forms.split(' ') {
                assert!(meet(name, form), "{name} {form}");
            }
        }
        assert!(!meet("Юрій", "Іван"));
        assert!(groups(&fold("Лисюк")).is_empty());
    }

    #[test]
    fn patronymics_lead_to_the_father() {
        for (ukrainian, other) in [
            ("Сергійович", "Сергеевич"),
            ("Миколайович", "Николаевич"),
            ("Григорович", "Григорьевич"),
            ("Олександрівна", "Александровна"),
            ("Дмитрович", "Dmitrievich"),
            ("Володимирович", "Владимирович"),
            ("Іллівна", "Ильинична"),
            ("Якович", "Яковлевич"),
            ("Михайлович", "Mikhailovich"),
        ] {
            let (one, two) = (fathers(&fold(ukrainian)), fathers(&fold(other)));
            assert!(
                one.iter().any(|group| two.contains(group)),
                "{ukrainian} {other}: {one:?} {two:?}"
            );
        }
        assert!(fathers(&fold("Лисюк")).is_empty());
    }
}
