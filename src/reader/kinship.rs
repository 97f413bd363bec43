//! Words for people that stand near a person.

use crate::heroes::hero::{Relation, Sex};

/// Relation, the sex it tells, and the forms that can be a subject.
const KIN: [(Relation, Option<Sex>, &str); 24] = [
    (Relation::Parents, None, "батьки parents"),
    (
        Relation::Mother,
        Some(Sex::Female),
        "мама мати матір матуся ненька mother mom mum",
    ),
    (
        Relation::Father,
        Some(Sex::Male),
        "батько тато татусь father dad",
    ),
    (Relation::Wife, Some(Sex::Female), "дружина wife widow"),
    (Relation::Husband, Some(Sex::Male), "чоловік husband"),
    (
        Relation::Partner,
        None,
        "наречена наречений fiancée fiancé girlfriend boyfriend",
    ),
    (Relation::Children, None, "діти дітей дітки children"),
    (
        Relation::Daughter,
        Some(Sex::Female),
        "донька дочка доньки донечка daughter daughters",
    ),
    (
        Relation::Son,
        Some(Sex::Male),
        "син синочок сини синок son sons",
    ),
    (
        Relation::Sister,
        Some(Sex::Female),
        "сестра сестричка сестри sister sisters",
    ),
    (
        Relation::Brother,
        Some(Sex::Male),
        "брат братик брати brother brothers",
    ),
    (
        Relation::Grandmother,
        Some(Sex::Female),
        "бабуся баба grandmother",
    ),
    (
        Relation::Grandfather,
        Some(Sex::Male),
        "дідусь дід grandfather",
    ),
    (
        Relation::Granddaughter,
        Some(Sex::Female),
        "онука внучка granddaughter",
    ),
    (Relation::Grandson, Some(Sex::Male), "онук внук grandson"),
    (Relation::Aunt, Some(Sex::Female), "тітка aunt"),
    (Relation::Uncle, Some(Sex::Male), "дядько uncle"),
    (Relation::Niece, Some(Sex::Female), "племінниця niece"),
    (Relation::Nephew, Some(Sex::Male), "племінник nephew"),
    (Relation::Cousin, None, "cousin"),
    (Relation::Friend, None, "друг друзі подруга friend friends"),
    (
        Relation::Comrade,
        None,
        "побратим побратими посестра товариш comrade comrades",
    ),
    (Relation::Commander, None, "командир commander"),
    (
        Relation::Teacher,
        None,
        "вчителька вчитель учитель учителька teacher",
    ),
];

/// Who is called so.
pub(super) fn kin(low: &str) -> Option<(Relation, Option<Sex>)> {
    let low = low.strip_suffix("’s").unwrap_or(low);
    KIN.iter()
        .find(|(_, _, forms)| forms.split(' ').any(|form| form == low))
        .map(|(relation, sex, _)| (*relation, *sex))
}

/// Whether a relation is of the family, and so among those left behind.
pub(super) fn is_family(relation: Relation) -> bool {
    !matches!(
        relation,
        Relation::Friend | Relation::Comrade | Relation::Commander | Relation::Teacher
    )
}
