//! How units and their branches are called where there is little room, and in English.

use crate::i18n::Lang;
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn short_english_names_tell_units_apart() {
        let unit = |slug: &str, name_en: &str, alias: &str| Unit {
            slug: slug.into(),
            number: None,
            name_uk: slug.into(),
            name_en: name_en.into(),
            short_uk: None,
            branch: String::new(),
            kind: String::new(),
            parent: None,
            aliases: vec![alias.into()],
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
