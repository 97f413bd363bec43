//! The columns of a list: what each is called, in the format's own words and in those that communities use.

use unicode_normalization::UnicodeNormalization;

pub struct Column {
    /// The format's own name.
    pub name: &'static str,
    /// Other headers that are understood, without regard to case, spaces and apostrophes.
    pub also: &'static [&'static str],
}

/// Every column, in the order in which an export writes them.
pub const COLUMNS: [Column; 52] = [
    column("external_id", &["ідентифікатор", "номер запису", "id"]),
    column(
        "family",
        &["прізвище", "фамілія", "surname", "family name", "last name"],
    ),
    column("given", &["ім’я", "given name", "first name"]),
    column("patronymic", &["по батькові", "по-батькові", "middle name"]),
    column(
        "whole_name",
        &[
            "піб",
            "п.і.б.",
            "прізвище ім’я по батькові",
            "прізвище, ім’я, по батькові",
            "прізвище та ім’я",
            "прізвище ім’я",
            "імена",
            "name",
            "full name",
        ],
    ),
    column(
        "latin_family",
        &["прізвище латиницею", "прізвище англійською"],
    ),
    column("latin_given", &["ім’я латиницею", "ім’я англійською"]),
    column("latin_patronymic", &["по батькові латиницею"]),
    column("stress", &["наголос", "ім’я з наголосом"]),
    column("aliases", &["інші написання", "інші імена", "other names"]),
    column("call_sign", &["позивний", "псевдо", "callsign"]),
    column("sex", &["стать", "gender"]),
    column(
        "born",
        &[
            "дата народження",
            "народився",
            "народилася",
            "народився/народилася",
            "рік народження",
            "д.н.",
            "дн",
            "date of birth",
            "birth date",
            "birthday",
        ],
    ),
    column("born_note_uk", &["примітка про народження", "born_note"]),
    column("born_note_en", &[]),
    column(
        "died",
        &[
            "дата загибелі",
            "дата смерті",
            "загинув",
            "загинула",
            "загинув/загинула",
            "день загибелі",
            "date of death",
            "death date",
            "fell",
        ],
    ),
    column(
        "birth_settlement",
        &[
            "місце народження",
            "народився в",
            "населений пункт народження",
            "birthplace",
            "place of birth",
        ],
    ),
    column("birth_region", &["область народження"]),
    column("birth_country", &["країна народження"]),
    column(
        "home_settlement",
        &[
            "населений пункт",
            "місце проживання",
            "проживав",
            "місто",
            "село",
            "громада",
            "звідки",
            "місце проживання (населений пункт)",
            "place",
            "settlement",
        ],
    ),
    column(
        "home_region",
        &[
            "область",
            "область проживання",
            "регіон",
            "region",
            "oblast",
        ],
    ),
    column("home_country", &["країна", "країна проживання", "country"]),
    column(
        "death_settlement",
        &[
            "місце загибелі",
            "місце смерті",
            "населений пункт загибелі",
            "де загинув",
            "place of death",
        ],
    ),
    column("death_region", &["область загибелі"]),
    column("death_country", &["країна загибелі"]),
    column("death_near", &["поблизу"]),
    column(
        "burial_settlement",
        &[
            "місце поховання",
            "населений пункт поховання",
            "похований",
            "похована",
            "похований у",
            "place of burial",
        ],
    ),
    column("burial_region", &["область поховання"]),
    column("burial_country", &["країна поховання"]),
    column("cemetery", &["кладовище", "цвинтар", "burial_cemetery"]),
    column(
        "circumstances",
        &["причина загибелі", "обставини", "обставини загибелі"],
    ),
    column(
        "unit",
        &[
            "підрозділ",
            "військова частина",
            "частина",
            "бригада",
            "місце служби",
            "brigade",
        ],
    ),
    column("rank", &["звання", "військове звання"]),
    column("position_uk", &["посада", "position"]),
    column("position_en", &["посада англійською"]),
    column("service_from", &["початок служби", "служив з"]),
    column("service_to", &["кінець служби", "служив до"]),
    column("interests_uk", &["захоплення", "interests"]),
    column("interests_en", &["захоплення англійською"]),
    column(
        "biography_uk",
        &[
            "біографія",
            "життєпис",
            "історія",
            "розповідь",
            "про людину",
            "biography",
            "story",
        ],
    ),
    column("biography_en", &["біографія англійською"]),
    column("awards", &["нагороди", "нагорода", "відзнаки", "award"]),
    column("kin", &["рідні", "залишилися", "family left"]),
    column("photo", &["фото", "світлина", "файл світлини"]),
    column("photo_caption_uk", &["підпис до світлини", "photo_caption"]),
    column("photo_caption_en", &[]),
    column("photo_credit", &["автор світлини"]),
    column("photo_year", &["рік світлини"]),
    column("source_title", &["джерело", "назва джерела", "source"]),
    column(
        "source_url",
        &["посилання", "адреса джерела", "url", "link"],
    ),
    column(
        "identifiers",
        &["інші каталоги", "вікідані", "wikidata", "ідентифікатори"],
    ),
    column("rest", &["решта"]),
];

const fn column(name: &'static str, also: &'static [&'static str]) -> Column {
    Column { name, also }
}

/// The column that a header means, if any.
pub fn called(header: &str) -> Option<&'static str> {
    let header = folded(header);
    if header.is_empty() {
        return None;
    }
    COLUMNS
        .iter()
        .find(|column| {
            folded(column.name) == header || column.also.iter().any(|other| folded(other) == header)
        })
        .map(|column| column.name)
}

/// By its own name.
pub fn named(name: &str) -> Option<&'static str> {
    COLUMNS
        .iter()
        .find(|column| column.name == name)
        .map(|column| column.name)
}

/// Small letters and digits alone: «Ім'я:» and «імя» are one header.
fn folded(header: &str) -> String {
    header
        .nfc()
        .flat_map(char::to_lowercase)
        .filter(|c| c.is_alphanumeric())
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::collections::HashMap;

    #[test]
    fn no_header_means_two_columns() {
        let mut seen = HashMap::new();
        for column in &COLUMNS {
            for header in std::iter::once(&column.name).chain(column.also) {
                let before = seen.insert(folded(header), column.name);
                assert!(
                    before.is_none_or(|before| before == column.name),
                    "«{header}» means {before:?} and {}",
                    column.name
                );
            }
        }
    }

    #[test]
    fn a_header_is_known_however_it_is_written() {
        for (header, name) in [
            ("Прізвище", "family"),
            ("ІМ'Я", "given"),
            (" Ім’я: ", "given"),
            ("по батькові", "patronymic"),
            ("П.І.Б.", "whole_name"),
            ("Дата загибелі", "died"),
            ("Latin_Family", "latin_family"),
            ("населений пункт", "home_settlement"),
        ] {
            assert_eq!(called(header), Some(name), "{header}");
        }
        for unknown in ["", "№", "Примітки", "телефон"] {
            assert_eq!(called(unknown), None, "{unknown}");
        }
    }
}
