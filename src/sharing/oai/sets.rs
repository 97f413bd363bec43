//! The parts by which all records can be had: by region in each of its roles, by unit. A unit has one set whatever it was called
//! before.

use crate::heroes::telling::Role;
use crate::reference::Reference;

/// The name of a set as the database has it, as the protocol has it, and in words.
pub struct Set {
    pub spec: String,
    pub name: String,
}

/// Every set, regions first.
pub fn all(reference: &Reference) -> Vec<Set> {
    let mut sets = Vec::new();
    for role in Role::ALL {
        let words = match role {
            Role::From => ("народилися або жили", "born or lived there"),
            Role::Fell => ("загинули", "fell there"),
            Role::Rests => ("поховані", "rest there"),
        };
        sets.extend(reference.regions.iter().map(|region| Set {
            spec: format!("{}-{}", role.word(), region.iso),
            name: format!(
                "{}: {} / {}: {}",
                region.name_uk, words.0, region.name_en, words.1
            ),
        }));
    }
    sets.extend(reference.units.iter().map(|unit| Set {
        spec: format!("unit-{}", unit.slug),
        name: format!("{} / {}", unit.name_uk, unit.name_en),
    }));
    sets
}

/// The names by which the database has what is in a set; none where there is no such set.
pub fn names(reference: &Reference, spec: &str) -> Vec<String> {
    if let Some(unit) = spec
        .strip_prefix("unit-")
        .and_then(|slug| reference.unit(slug))
    {
        return unit.slugs().map(|slug| format!("unit-{slug}")).collect();
    }
    let is_region = Role::ALL.into_iter().any(|role| {
        let iso = spec
            .strip_prefix(role.word())
            .and_then(|rest| rest.strip_prefix('-'));
        iso.is_some_and(|iso| {
            reference
                .region(iso)
                .is_some_and(|region| region.iso == iso)
        })
    });
    if is_region {
        vec![spec.to_owned()]
    } else {
        Vec::new()
    }
}

/// What the sets of a life are called now; what is in no list any more is left out.
pub fn specs(reference: &Reference, names: &[String]) -> Vec<String> {
    let mut specs: Vec<String> = Vec::new();
    for name in names {
        let spec = match name.strip_prefix("unit-") {
            Some(slug) => reference
                .unit(slug)
                .map(|unit| format!("unit-{}", unit.slug)),
            None => Some(name.clone()),
        };
        specs.extend(spec.filter(|spec| !specs.contains(spec)));
    }
    specs
}
