//! The names of regions in the cases that sentences need. Source: regions.csv; adjectives decline by one pattern.

/// «Житомирської області»: of the region, from it.
pub fn genitive(name_uk: &str) -> String {
    match name_uk {
        "Автономна Республіка Крим" => "Автономної Республіки Крим".into(),
        "місто Київ" => "Києва".into(),
        "місто Севастополь" => "Севастополя".into(),
        oblast => oblast.replace("ька область", "ької області"),
    }
}

/// «з Житомирської області», «зі Львівської», «із Сумської»: where somebody is from.
pub fn out_of(name_uk: &str) -> String {
    let name = genitive(name_uk);
    let preposition = match name.chars().next() {
        _ if name.starts_with("Льв") => "зі",
        Some('З' | 'С' | 'Ш' | 'Ч') => "із",
        _ => "з",
    };
    format!("{preposition}\u{a0}{name}")
}

/// «у Житомирській області», «в Одеській області», with its preposition and a no-break space.
pub fn inside(name_uk: &str) -> String {
    let name = match name_uk {
        "Автономна Республіка Крим" => "Автономній Республіці Крим".into(),
        "місто Київ" => "Києві".into(),
        "місто Севастополь" => "Севастополі".into(),
        oblast => oblast.replace("ька область", "ькій області"),
    };
    with_in(&name)
}

/// «на Житомирщині», «на Донеччині», «у Києві»: after the name of a town or a village.
pub fn around(name_uk: &str) -> String {
    let land = match name_uk {
        "Вінницька область" => "Вінниччині",
        "Волинська область" => "Волині",
        "Донецька область" => "Донеччині",
        "Закарпатська область" => "Закарпатті",
        "Запорізька область" => "Запоріжжі",
        "Одеська область" => "Одещині",
        "Хмельницька область" => "Хмельниччині",
        "Черкаська область" => "Черкащині",
        "Чернівецька область" => "Буковині",
        "Рівненська область" => "Рівненщині",
        "Луганська область" => "Луганщині",
        "Полтавська область" => "Полтавщині",
        "Автономна Республіка Крим" => return "у\u{a0}Криму".into(),
        city if city.starts_with("місто ") => return inside(city),
        oblast => return format!("на\u{a0}{}щині", oblast.trim_end_matches("ська область")),
    };
    format!("на\u{a0}{land}")
}

/// As people call a region besides, in the nominative: «Житомирщина». Empty for cities.
pub fn spoken(name_uk: &str) -> Vec<String> {
    let names: &[&str] = match name_uk {
        "Вінницька область" => &["Вінниччина", "Поділля"],
        "Волинська область" => &["Волинь"],
        "Донецька область" => &["Донеччина", "Донбас"],
        "Закарпатська область" => &["Закарпаття"],
        "Запорізька область" => &["Запоріжжя"],
        "Івано-Франківська область" => &["Івано-Франківщина", "Прикарпаття"],
        "Одеська область" => &["Одещина"],
        "Хмельницька область" => &["Хмельниччина", "Поділля"],
        "Харківська область" => &["Харківщина", "Слобожанщина"],
        "Черкаська область" => &["Черкащина"],
        "Чернівецька область" => &["Буковина", "Чернівеччина"],
        "Рівненська область" => &["Рівненщина"],
        "Луганська область" => &["Луганщина", "Донбас"],
        "Полтавська область" => &["Полтавщина"],
        "Автономна Республіка Крим" => &["Крим", "Crimea"],
        city if city.starts_with("місто ") => &[],
        oblast => return vec![format!("{}щина", oblast.trim_end_matches("ська область"))],
    };
    names.iter().map(|name| (*name).to_owned()).collect()
}

/// «у Львові», «в Одесі»: «у» before a consonant, «в» before a vowel.
pub fn with_in(name: &str) -> String {
    let vowel = name
        .chars()
        .next()
        .is_some_and(|first| "АЕЄИІЇОУЮЯаеєиіїоуюя".contains(first));
    format!("{}\u{a0}{name}", if vowel { "в" } else { "у" })
}

/// «Житомирська обл.», «Київ», «АР Крим»: for lists.
pub fn short(name_uk: &str) -> String {
    match name_uk {
        "Автономна Республіка Крим" => "АР\u{a0}Крим".into(),
        "місто Київ" => "Київ".into(),
        "місто Севастополь" => "Севастополь".into(),
        oblast => oblast.replace(" область", "\u{a0}обл."),
    }
}

/// «Житомирська»: for an index of them by name.
pub fn bare(name_uk: &str) -> &str {
    name_uk
        .trim_start_matches("місто ")
        .trim_end_matches(" область")
}

/// The two cities as one says them; the rest as they are.
pub fn plain(name_uk: &str) -> &str {
    name_uk.trim_start_matches("місто ")
}

/// "Kyiv (city)" is how the list tells the city from the oblast; in a sentence it is Kyiv.
pub fn plain_en(name_en: &str) -> &str {
    name_en.trim_end_matches(" (city)")
}

/// "the Autonomous Republic of Crimea": inside a sentence.
pub fn inside_en(name_en: &str) -> String {
    let name = plain_en(name_en);
    if name.starts_with("Autonomous") {
        format!("the {name}")
    } else {
        name.to_owned()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_region_declines() {
        let regions = include_str!("../reference/data/regions.csv");
        for name in regions
            .lines()
            .skip(1)
            .filter_map(|line| line.split(',').nth(1))
        {
            assert_ne!(genitive(name), name, "{name}");
            assert!(!inside(name).ends_with(name), "{name}");
        }
        assert_eq!(genitive("Житомирська область"), "Житомирської області");
        assert_eq!(out_of("Житомирська область"), "з\u{a0}Житомирської області");
        assert_eq!(out_of("Львівська область"), "зі\u{a0}Львівської області");
        assert_eq!(out_of("Сумська область"), "із\u{a0}Сумської області");
        assert_eq!(out_of("місто Київ"), "з\u{a0}Києва");
        assert_eq!(inside("Житомирська область"), "у\u{a0}Житомирській області");
        assert_eq!(inside("Одеська область"), "в\u{a0}Одеській області");
        assert_eq!(inside("місто Київ"), "у\u{a0}Києві");
        assert_eq!(around("Житомирська область"), "на\u{a0}Житомирщині");
        assert_eq!(around("Сумська область"), "на\u{a0}Сумщині");
        assert_eq!(around("Тернопільська область"), "на\u{a0}Тернопільщині");
        assert_eq!(short("Запорізька область"), "Запорізька\u{a0}обл.");
    }
}
