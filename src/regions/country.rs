//! Names of the countries that lives touch besides Ukraine, by ISO 3166-1 alpha-2. Another code is shown as it is.

use crate::i18n::Lang;

pub fn name(lang: Lang, code: &str) -> &str {
    let known = COUNTRIES.iter().find(|(known, ..)| *known == code);
    known.map_or(code, |(_, uk, en)| match lang {
        Lang::Uk => uk,
        Lang::En => en,
    })
}

const COUNTRIES: [(&str, &str, &str); 34] = [
    ("AR", "Аргентина", "Argentina"),
    ("AU", "Австралія", "Australia"),
    ("AZ", "Азербайджан", "Azerbaijan"),
    ("BR", "Бразилія", "Brazil"),
    ("BY", "Білорусь", "Belarus"),
    ("CA", "Канада", "Canada"),
    ("CO", "Колумбія", "Colombia"),
    ("CZ", "Чехія", "Czechia"),
    ("DE", "Німеччина", "Germany"),
    ("EE", "Естонія", "Estonia"),
    ("ES", "Іспанія", "Spain"),
    ("FR", "Франція", "France"),
    ("GB", "Велика Британія", "United Kingdom"),
    ("GE", "Грузія", "Georgia"),
    ("HU", "Угорщина", "Hungary"),
    ("IE", "Ірландія", "Ireland"),
    ("IL", "Ізраїль", "Israel"),
    ("IT", "Італія", "Italy"),
    ("JP", "Японія", "Japan"),
    ("KZ", "Казахстан", "Kazakhstan"),
    ("LT", "Литва", "Lithuania"),
    ("LV", "Латвія", "Latvia"),
    ("MD", "Молдова", "Moldova"),
    ("NL", "Нідерланди", "Netherlands"),
    ("NO", "Норвегія", "Norway"),
    ("PL", "Польща", "Poland"),
    ("PT", "Португалія", "Portugal"),
    ("RO", "Румунія", "Romania"),
    ("RU", "Росія", "Russia"),
    ("SE", "Швеція", "Sweden"),
    ("SK", "Словаччина", "Slovakia"),
    ("TR", "Туреччина", "Türkiye"),
    ("UA", "Україна", "Ukraine"),
    ("US", "США", "United States"),
];
