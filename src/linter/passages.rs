//! Passages that are private by their shape: telephones, mail, bank cards, streets with a house, coordinates, codes of
//! military units, numbers of documents, pages of people elsewhere. They are looked for in a folded text
//! ([`super::folded`]).

use std::ops::Range;
use std::sync::LazyLock;

use regex::Regex;

use super::addresses::addresses;
use super::finding::Kind;
use super::numbers::numbers;

/// The private passages of a text, as ranges of bytes; some may stand inside others.
pub fn passages(text: &str) -> Vec<(Kind, Range<usize>)> {
    let mut found = shaped(text);
    let numbers = numbers(text);
    found.extend(addresses(text, &numbers));
    found.extend(numbers);
    found
}

/// Degrees, minutes, perhaps seconds.
const DEGREES: &str = r#"\d{1,3}\s*°\s*\d{1,2}(?:[.,]\d+)?\s*(?:['′’‘ʹ`]|хв\b\.?)\s*(?:\d{1,2}(?:[.,]\d+)?\s*(?:["″”“]|''|′′|’’)?)?"#;
const NORTH: &str = r"(?:[NnSПп]\.?|пн\b(?:\.?\s*ш\b)?\.?|північн\p{L}*(?:\s+широт\p{L}*)?)";
/// Before its number, and after it.
const EASTERN: &str = r"(?:[EeЕСс]\.?|сх\b(?:\.?\s*д\b)?\.?)";
const EAST: &str = r"(?:[EeЕС]\b|сх\b(?:\.?\s*д\b)?|східн\p{L}*(?:\s+довгот\p{L}*)?)";
/// Ukraine lies between 44 and 53 north, 22 and 41 east.
const LATITUDE: &str = r"(?:4[4-9]|5[0-2])[.,]\d{3,}\s*°?";
const LONGITUDE: &str = r"(?:2[2-9]|3\d|40)[.,]\d{3,}\s*°?";
/// The letter of a unit, Cyrillic or Latin.
const LETTER: &str = r"[АA]";

/// What a pattern tells: each with the kind it is of. `(?x)` patterns; the first group, if there is one, is what is found.
static PATTERNS: LazyLock<Vec<(Kind, Regex)>> = LazyLock::new(|| {
    let patterns = [
        // 48.6208, 37.9987; N 49.1234 E 38.5678; 48.5958° N, 38.0003° E
        (
            Kind::Coordinates,
            format!(
                r"(?:\b{NORTH}\s*:?\s*|\b){LATITUDE}\s*{NORTH}?[,;]?\s+(?:{EASTERN}\s*:?\s*)?{LONGITUDE}(?:\s*{EAST})?"
            ),
        ),
        (
            Kind::Coordinates,
            r"\b(?:4[4-9]|5[0-2])\.\d{3,}°?,(?:2[2-9]|3\d|40)\.\d{3,}°?".to_owned(),
        ),
        // 48°35′42″N 38°00′01″E
        (
            Kind::Coordinates,
            format!(
                r"(?:\b{NORTH}\s*|\b){DEGREES}\s*{NORTH}?[\s,;]*(?:{EASTERN}\s*)?{DEGREES}(?:\s*{EAST})?"
            ),
        ),
        // A square of the military grid (MGRS): 37U CQ 12345 67890.
        (
            Kind::Coordinates,
            r"\b3[4-7]\s?[TU]\s?[A-HJ-NP-Z]{2}\s?\d{2,5}\s?\d{2,5}\b".to_owned(),
        ),
        // A plus code: 8GV5FWX2+X4.
        (
            Kind::Coordinates,
            r"\b[2-9CFGHJMPQRVWX]{4,8}\+[2-9CFGHJMPQRVWX]{2,3}\b".to_owned(),
        ),
        (
            Kind::Coordinates,
            r"(?i)\b(?:https?://)?(?:(?:www\.)?google\.[a-z.]{2,6}/maps|maps\.google\.[a-z.]{2,6}|maps\.app\.goo\.gl|goo\.gl/maps|maps\.apple\.com|(?:www\.)?openstreetmap\.org)(?:[^\s<>«»]*[\p{L}\p{N}/])?|\bgeo:[\d.,-]*\d".to_owned(),
        ),
        (
            Kind::UnitCode,
            r"(?i)\b(?:в\s?[/\\.]\s?ч\b\.?|вч|військов\p{L}+ частин\p{L}+|польов\p{L}+ пошт\p{L}+|military unit)\s*№?\s*(?:[АAВB]\s?-?\s?)?\d{4,5}\b".to_owned(),
        ),
        (Kind::UnitCode, format!(r"\b{LETTER}-?\d{{4}}\b")),
        // A passport of the old kind; the number of the register of people; an account.
        (
            Kind::Document,
            r"\b[А-ЯҐЄІЇ]{2}\s?№?\s?\d{6}\b".to_owned(),
        ),
        (Kind::Document, r"\b\d{8}-\d{5}\b".to_owned()),
        (Kind::Card, r"\bUA\d{2}(?:\s?\d){25}\b".to_owned()),
        (
            Kind::Document,
            r"(?i)\b(?:паспорт|посвідченн|військов\p{L}+ квит|жетон|ІПН|РНОКПП|свідоцтв|УБД|passport|dog tag|tax number|ID)\p{L}*(?:\s+\p{L}+){0,2}[\s№:#-]*(?:[\p{Lu}]{1,3}[\s№-]*)?\d{5,}\b".to_owned(),
        ),
        // A number of a town, with a word for a telephone before it: тел. 2-34-56.
        (
            Kind::Phone,
            r"(?i)\b(?:тел|телефон\p{L}*|моб|tel|phone)\b[.:]?\s*((?:\d{1,3}-\d{2}-\d{2}|\d{3}-\d{3,4}|\d{5,7})\b)".to_owned(),
        ),
        (
            Kind::Phone,
            r"(?i)\b(?:(?:https?://)?(?:wa\.me|api\.whatsapp\.com|chat\.whatsapp\.com|(?:www\.)?viber\.com|viber\.me)/|viber://|whatsapp://|tel:)[^\s<>«»]*[\p{L}\p{N}/]".to_owned(),
        ),
        (
            Kind::Mail,
            r"[\p{L}\p{N}._%+-]*[\p{L}\p{N}]@[\p{L}\p{N}-]+(?:\.[\p{L}\p{N}-]+)+".to_owned(),
        ),
        // Written so that machines do not find it: name (at) example.org, name собака example.org.
        (
            Kind::Mail,
            r"(?i)[\p{L}\p{N}][\p{L}\p{N}._%+-]*\s*[(\[{]\s*(?:at|ет|эт|собака|равлик|@)\s*[)\]}]\s*[\p{L}\p{N}-]+(?:\s*(?:\.|[(\[{]\s*(?:dot|крапка)\s*[)\]}])\s*[\p{L}\p{N}-]+)+".to_owned(),
        ),
        (
            Kind::Mail,
            r"(?i)\b[a-z0-9][a-z0-9._%+-]*\s+(?:собака|равлик)\s+[a-z0-9-]+(?:\.[a-z0-9-]+)+".to_owned(),
        ),
        (
            Kind::Profile,
            r"(?i)\b(?:https?://)?(?:[a-z]{1,3}(?:-[a-z]{2})?\.|www\.|mobile\.)?(?:facebook\.com|fb\.com|fb\.me|m\.me|instagram\.com|t\.me|telegram\.me|tiktok\.com|vk\.com|ok\.ru|linkedin\.com/in|threads\.net)/[^\s<>«»]*[\p{L}\p{N}/]|\btg://[^\s<>«»]*".to_owned(),
        ),
        (
            Kind::Profile,
            r"(?:^|[^\p{L}\p{N}._%+@/-])(@[A-Za-z][A-Za-z0-9_.]+[A-Za-z0-9_])".to_owned(),
        ),
    ];
    let compiled = patterns
        .into_iter()
        .filter_map(|(kind, pattern)| Some((kind, Regex::new(&pattern).ok()?)));
    compiled.collect()
});

fn shaped(text: &str) -> Vec<(Kind, Range<usize>)> {
    let found = PATTERNS.iter().flat_map(|(kind, pattern)| {
        let found = pattern
            .captures_iter(text)
            .filter_map(|found| found.get(1).or_else(|| found.get(0)));
        found.map(move |found| (*kind, found.range()))
    });
    found
        .filter(|(kind, range)| is_meant(*kind, text, range))
        .collect()
}

/// What has the shape and is something else: the year of «у військовій частині 2022 року», the sum 2345+67.
fn is_meant(kind: Kind, text: &str, range: &Range<usize>) -> bool {
    let words = &text[range.clone()];
    match kind {
        Kind::UnitCode => {
            let year = words
                .get(words.len().saturating_sub(5)..)
                .is_some_and(|end| {
                    let digits = end.trim_start();
                    digits.len() == 4 && (digits.starts_with("19") || digits.starts_with("20"))
                });
            let follows = text[range.end..].trim_start();
            let by_preposition = words.contains(" в ") || words.contains(" В ");
            !(year && (follows.starts_with('р') || by_preposition))
        }
        Kind::Coordinates if words.contains('+') => words.chars().any(char::is_alphabetic),
        _ => true,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn found(text: &str) -> Vec<(Kind, &str)> {
        super::super::finding::all(text, &super::super::people::Own::default())
            .into_iter()
            .map(|(kind, range)| (kind, &text[range]))
            .collect()
    }

    #[test]
    fn every_pattern_is_one() {
        assert_eq!(PATTERNS.len(), 19);
    }

    #[test]
    fn places_on_the_map_are_private() {
        for coordinates in [
            "48.6208, 37.9987",
            "48.6208,37.9987",
            "N 49.1234 E 38.5678",
            "N49.1234, E38.5678",
            "48.5958° N, 38.0003° E",
            "48°37′15″N 37°59′55″E",
            "48°35'42\"N 38°00'01\"E",
            "48º35'42'' пн.ш., 38º00'01'' сх.д",
            "48°30′44″ пн. ш. 37°54′44″ сх. д",
            "48°30.5′ 37°54.7′",
            "37U CQ 12345 67890",
            "8GV5FWX2+X4",
            "https://www.google.com/maps/@48.5,37.9,15z",
            "https://maps.app.goo.gl/abcDEF123",
        ] {
            for text in [
                format!("Позиція {coordinates}, під селом."),
                format!("Стояли тут: {coordinates}"),
            ] {
                assert_eq!(found(&text), [(Kind::Coordinates, coordinates)], "{text}");
            }
        }
        for open in [
            "2345+67",
            "висота 48.6, 37.9",
            "версія 4.5.0",
            "+40° у тіні, 30′ тиші",
        ] {
            assert_eq!(found(open), [], "{open}");
        }
    }

    #[test]
    fn units_and_documents_are_private() {
        for (text, kind, words) in [
            ("служив у в/ч А1234.", Kind::UnitCode, "в/ч А1234"),
            ("служив у в/ч А 1234.", Kind::UnitCode, "в/ч А 1234"),
            (
                "у в/ч\u{a0}А\u{a0}1234",
                Kind::UnitCode,
                "в/ч\u{a0}А\u{a0}1234",
            ),
            ("у в/ч А-1234", Kind::UnitCode, "в/ч А-1234"),
            ("у в/ч а1234", Kind::UnitCode, "в/ч а1234"),
            ("до А-1234 прибув", Kind::UnitCode, "А-1234"),
            ("прибув до А4007 навесні", Kind::UnitCode, "А4007"),
            ("Польова пошта В0123", Kind::UnitCode, "Польова пошта В0123"),
            (
                "військова частина 3027",
                Kind::UnitCode,
                "військова частина 3027",
            ),
            ("паспорт СО 123456", Kind::Document, "паспорт СО 123456"),
            (
                "посвідчення УБД № 123456",
                Kind::Document,
                "посвідчення УБД № 123456",
            ),
            ("РНОКПП 2345678901", Kind::Document, "РНОКПП 2345678901"),
            ("запис 19960505-01234", Kind::Document, "19960505-01234"),
            (
                "рахунок UA21 3223 1300 0002 6007 2335 6600 1",
                Kind::Card,
                "UA21 3223 1300 0002 6007 2335 6600 1",
            ),
        ] {
            assert_eq!(found(text), [(kind, words)], "{text}");
        }
        for open in [
            "58 ОМПБр, 24 лютого 2022 року",
            "у військовій частині 2022 року",
            "у військовій частині в 2022",
            "висота 1234 метри",
            "а 1234 людини прийшли",
            "народився 05.05.1996, загинув 05.03.2024",
            "траса М04, дім 7",
            "120 мм",
        ] {
            assert_eq!(found(open), [], "{open}");
        }
    }

    #[test]
    fn telephones_mail_and_pages_of_people_are_private() {
        for (text, kind, words) in [
            ("Тел. (067) 1234567", Kind::Phone, "(067) 1234567"),
            ("тел. 2-34-56, увечері", Kind::Phone, "2-34-56"),
            (
                "0\u{200b}67\u{200d}1234567",
                Kind::Phone,
                "0\u{200b}67\u{200d}1234567",
            ),
            (
                "０６７ １２３ ４５ ６７",
                Kind::Phone,
                "０６７ １２３ ４５ ６７",
            ),
            (
                "див. https://wa.me/380671234567.",
                Kind::Phone,
                "https://wa.me/380671234567",
            ),
            (
                "пишіть на yana.lysiuk@example.org, будь ласка",
                Kind::Mail,
                "yana.lysiuk@example.org",
            ),
            (
                "пишіть: vdova (at) example.org.",
                Kind::Mail,
                "vdova (at) example.org",
            ),
            (
                "vdova собака example.org",
                Kind::Mail,
                "vdova собака example.org",
            ),
            ("Я тут: @vdova_haiova.", Kind::Profile, "@vdova_haiova"),
            (
                "(facebook.com/yana.lysiuk)",
                Kind::Profile,
                "facebook.com/yana.lysiuk",
            ),
            (
                "https://www.instagram.com/yana_lys/?hl=uk, мама",
                Kind::Profile,
                "https://www.instagram.com/yana_lys/?hl=uk",
            ),
            ("t.me/yanalys", Kind::Profile, "t.me/yanalys"),
        ] {
            assert_eq!(found(text), [(kind, words)], "{text}");
        }
        for open in [
            "@лис",
            "a@b",
            "сайт example.org",
            "о 5 @ 6",
            "instagram.com",
        ] {
            assert_eq!(found(open), [], "{open}");
        }
    }

    #[test]
    fn a_number_after_a_street_is_found_by_itself() {
        assert_eq!(
            found("Уляна вишивала сорочки всій вулиці. Дзвоніть 050 123 45 67."),
            [(Kind::Phone, "050 123 45 67")]
        );
        assert_eq!(
            found("Ми на вулиці Садовій, 14, тел. 050 123 45 67."),
            [
                (Kind::Address, "вулиці Садовій, 14"),
                (Kind::Phone, "050 123 45 67")
            ]
        );
    }

    #[test]
    fn what_stands_inside_another_find_is_asked_about_too() {
        assert_eq!(
            found("посвідчення УБД № 0671234567"),
            [
                (Kind::Document, "посвідчення УБД № 0671234567"),
                (Kind::Phone, "0671234567")
            ]
        );
    }
}
