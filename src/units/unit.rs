//! How units and their branches are called where there is little room, and in English.

use std::collections::HashSet;

use crate::i18n::Lang;
use crate::names::romanise;
use crate::reference::Unit;

/// «58 ОМПБр»; in English “58th Brigade” where an alias says so and is no other unit's of `all`, else the name without whom
/// it is named after: “118th Separate Mechanized Brigade”.
pub fn short<'a>(lang: Lang, unit: &'a Unit, all: &[Unit]) -> &'a str {
    let is_others = |alias: &str| {
        all.iter().any(|other| {
            other.slug != unit.slug
                && other
                    .aliases
                    .iter()
                    .any(|theirs| theirs.eq_ignore_ascii_case(alias))
        })
    };
    match lang {
        Lang::Uk => unit.short_uk.as_deref().unwrap_or(&unit.name_uk),
        Lang::En => unit
            .aliases
            .iter()
            .map(String::as_str)
            .find(|alias| is_english(alias) && !is_others(alias))
            .unwrap_or_else(|| {
                unit.name_en
                    .split_once(" named after")
                    .map_or(unit.name_en.as_str(), |(name, _)| name)
            }),
    }
}

pub fn name(lang: Lang, unit: &Unit) -> &str {
    match lang {
        Lang::Uk => &unit.name_uk,
        Lang::En => &unit.name_en,
    }
}

/// An abbreviation such as “AFU” says less than the name; a name of words does not.
fn is_english(alias: &str) -> bool {
    alias.is_ascii() && alias.contains(' ')
}

/// The branches in the order in which they are listed, in both languages.
pub const BRANCHES: [(&str, &str); 16] = [
    ("Сухопутні війська", "Ground Forces"),
    ("Десантно-штурмові війська", "Air Assault Forces"),
    ("Штурмові війська", "Assault Forces"),
    ("Морська піхота", "Marine Corps"),
    ("Сили територіальної оборони", "Territorial Defence Forces"),
    ("Повітряні сили", "Air Force"),
    ("Військово-морські сили", "Navy"),
    ("Сили спеціальних операцій", "Special Operations Forces"),
    ("Сили безпілотних систем", "Unmanned Systems Forces"),
    ("Сили підтримки", "Support Forces"),
    ("Збройні сили України", "Armed Forces of Ukraine"),
    ("Національна гвардія", "National Guard"),
    ("Державна прикордонна служба", "State Border Guard Service"),
    (
        "Головне управління розвідки",
        "Main Directorate of Intelligence",
    ),
    ("Національна поліція", "National Police"),
    ("Добровольчі формування", "Volunteer formations"),
];

const OTHER_BRANCHES: [(&str, &str); 3] = [
    ("Служба безпеки України", "Security Service of Ukraine"),
    (
        "Державна спеціальна служба транспорту",
        "State Special Transport Service",
    ),
    ("ДСНС", "State Emergency Service"),
];

/// A branch in the reader's language. One that moderators added stays as they wrote it.
pub fn branch(lang: Lang, uk: &str) -> &str {
    let known = BRANCHES
        .iter()
        .chain(&OTHER_BRANCHES)
        .find(|(known, _)| *known == uk);
    match (lang, known) {
        (Lang::Uk, _) if uk == "ДСНС" => "Державна служба з надзвичайних ситуацій",
        (Lang::En, Some((_, en))) => en,
        _ => uk,
    }
}

/// Where a branch stands among the others.
pub fn branch_order(uk: &str) -> usize {
    BRANCHES
        .iter()
        .chain(&OTHER_BRANCHES)
        .position(|(known, _)| *known == uk)
        .unwrap_or(usize::MAX)
}

/// The anchor of a branch on the page of all: `ground-forces`, in both languages.
pub fn branch_anchor(uk: &str) -> String {
    let name = romanise(branch(Lang::En, uk)).to_lowercase();
    let words: Vec<&str> = name
        .split(|c: char| !c.is_ascii_alphanumeric())
        .filter(|word| !word.is_empty())
        .collect();
    words.join("-")
}

/// A unit, the units that belong to it, those that belong to them: whoever served in one of them served in it.
pub fn with_those_under<'a>(unit: &'a Unit, all: &'a [Unit]) -> Vec<&'a Unit> {
    let mut found = vec![unit];
    let mut seen = HashSet::from([unit.slug.as_str()]);
    let mut at = 0;
    while let Some(above) = found.get(at).map(|unit| unit.slug.as_str()) {
        found.extend(all.iter().filter(|below| {
            below.parent.as_deref() == Some(above) && seen.insert(below.slug.as_str())
        }));
        at += 1;
    }
    found
}

/// The slugs that lives say of a unit and of those that belong to it, and of whatever was merged into one of them.
pub fn slugs_with_those_under(unit: &Unit, all: &[Unit]) -> Vec<String> {
    with_those_under(unit, all)
        .into_iter()
        .flat_map(Unit::slugs)
        .cloned()
        .collect()
}

/// The unit under which this one is listed: the one it belongs to, where that is of the same branch. None where following
/// the owners leads back to where one began: what is wrong in the list must not hide a unit.
pub fn listed_under<'a>(unit: &Unit, all: &'a [Unit]) -> Option<&'a Unit> {
    let owner = |unit: &Unit| {
        let slug = unit.parent.as_deref()?;
        all.iter()
            .find(|above| above.slug == slug && above.branch == unit.branch)
    };
    let mut seen = HashSet::from([unit.slug.as_str()]);
    let mut above = owner(unit);
    while let Some(next) = above {
        if !seen.insert(next.slug.as_str()) {
            return None;
        }
        above = owner(next);
    }
    owner(unit)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn under(slug: &str, parent: Option<&str>, branch: &str) -> Unit {
        Unit {
            slug: slug.into(),
            name_uk: slug.into(),
            name_en: slug.into(),
            branch: branch.into(),
            parent: parent.map(str::to_owned),
            ..Unit::default()
        }
    }

    #[test]
    fn units_stand_under_the_one_they_belong_to() {
        let all = [
            under("brigade", None, "land"),
            under("battalion", Some("brigade"), "land"),
            under("company", Some("battalion"), "land"),
            under("wing", Some("brigade"), "air"),
            under("round", Some("about"), "land"),
            under("about", Some("round"), "land"),
            under("inside", Some("round"), "land"),
        ];
        let above = |at: usize| listed_under(&all[at], &all).map(|unit| unit.slug.as_str());
        assert_eq!(above(0), None);
        assert_eq!(above(1), Some("brigade"));
        assert_eq!(above(2), Some("battalion"));
        assert_eq!(above(3), None, "another branch");
        assert_eq!(above(4), None, "in a circle");
        assert_eq!(above(6), None, "above it is a circle");
        let below = |at: usize| -> Vec<&str> {
            let units = with_those_under(&all[at], &all);
            units.iter().map(|unit| unit.slug.as_str()).collect()
        };
        assert_eq!(below(0), ["brigade", "battalion", "wing", "company"]);
        assert_eq!(below(4), ["round", "about", "inside"]);
        assert_eq!(below(2), ["company"]);
    }

    #[test]
    fn a_branch_has_one_anchor_in_both_languages() {
        assert_eq!(branch_anchor("Сухопутні війська"), "ground-forces");
        assert_eq!(branch_anchor("Нові сили"), "novi-syly");
    }

    #[test]
    fn short_english_names_tell_units_apart() {
        let unit = |slug: &str, name_en: &str, alias: &str| Unit {
            slug: slug.into(),
            name_uk: slug.into(),
            name_en: name_en.into(),
            aliases: vec![alias.into()],
            ..Unit::default()
        };
        let all = [
            unit(
                "118-a",
                "118th Separate Mechanized Brigade",
                "118th Brigade",
            ),
            unit(
                "118-b",
                "118th Territorial Defence Brigade named after Somebody",
                "118th brigade",
            ),
            unit("58", "58th Separate Motorized Brigade", "58th Brigade"),
        ];
        let names: Vec<_> = all.iter().map(|unit| short(Lang::En, unit, &all)).collect();
        assert_eq!(
            names,
            [
                "118th Separate Mechanized Brigade",
                "118th Territorial Defence Brigade",
                "58th Brigade"
            ]
        );
    }

    #[test]
    fn every_shipped_branch_has_an_english_name() {
        let units = include_str!("../reference/data/units.csv");
        let mut rows = csv::Reader::from_reader(units.as_bytes());
        for row in rows.records() {
            let row = row.unwrap();
            let uk = row.get(6).unwrap();
            assert_ne!(branch(Lang::En, uk), uk, "{uk}");
        }
    }
}
