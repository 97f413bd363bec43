//! The age at death that a sentence says, in figures or in words.

use std::sync::LazyLock;

use regex::Regex;

fn compiled(patterns: &[&str]) -> Vec<Regex> {
    let compiled = patterns.iter().filter_map(|one| Regex::new(one).ok());
    compiled.collect()
}

/// What may be said of an age wherever a sentence tells of the death.
static AGES: LazyLock<Vec<Regex>> = LazyLock::new(|| {
    compiled(&[
        r"(?i)\b[ув] віці (\d{2}) р",
        r"(?i)\b[ув] свої (?:лише |всього )?(\d{2})\b",
        r"(?i)\b(?:йому|їй)(?: тоді| ще)? (?:було|виповнилося|виповнилось)(?: лише| всього| усього| тільки)? (\d{2})\b",
        r"(?i)\b(\d{2})-річн(?:ий|а|ого|ої|им|ою)\b",
        r"(?i)\bна (\d{2})-му році",
        r"(?i)\bпрожи(?:в|ла) (?:лише |всього |усього |тільки )?(\d{2}) (?:рок|рік|літ)",
        // «У 18 років пішов до війська» is of another day: this age stands by its verb.
        r"(?i)(?:\bзагинув|\bзагинула|\bполіг|\bполягла|\bпомер|\bпомерла|не стало)(?:\s+(?:р\.|[^\s,;.!?]+)){0,6}?\s+[ув] (\d{2}) (?:рок|рік|літ)",
        r"(?i)\b[ув] (\d{2}) (?:рок\p{L}+|рік|літ)(?:\s+[^\s,;.!?]+){0,2}?\s+(?:загинув|загинула|поліг|полягла|помер|померла|не стало)",
        r"(?i)\b(?:he|she) was (?:only |just )?(\d{2})\b",
        r"(?i)\b(?:aged|at the age of) (\d{2})\b",
        r"(?i)\b(\d{2})[- ]years?[- ]old\b",
    ])
});
/// What is said of the age at death in the sentence after, and of a whole life.
static AFTER: LazyLock<Vec<Regex>> = LazyLock::new(|| {
    compiled(&[
        r"(?i)^\W*(?:йому|їй)(?: тоді| ще)? (?:було|виповнилося|виповнилось)(?: лише| всього| усього| тільки)? (\d{2})\b",
        r"(?i)^\W*(?:he|she) was (?:only |just )?(\d{2})(?: years old)?\W*$",
    ])
});
static WHOLE: LazyLock<Vec<Regex>> = LazyLock::new(|| {
    compiled(&[
        r"(?i)\bпрожи(?:в|ла) (?:лише |всього |усього |тільки )?(\d{2}) (?:рок\p{L}+|рік|літ)\s*[.!…]*$",
    ])
});
static DEATH: LazyLock<Option<Regex>> = LazyLock::new(|| {
    Regex::new(r"(?i)загину[вл]|\bполіг\b|полягла|помер|(?:його|її) не стало|was killed|killed in action|\bdied\b|\bfell in (?:battle|combat)").ok()
});
/// Whoever else the age may be of. «Донеччина» is no daughter.
static OTHERS: LazyLock<Option<Regex>> = LazyLock::new(|| {
    Regex::new(r"(?i)\b(?:син(?:а|у|ові|ом|и|ів|ам|ами|оч\p{L}+)?|доньк\p{L}+|доньц\p{L}+|доньок|донеч(?:ка|ки|ку|кою|ці|ок)|до(?:ня|ню|ні|нею)|доч(?:к\p{L}+|ц\p{L}+|ок)|дит\p{L}+|діт\p{L}+|онук\p{L}*|внук\p{L}*|брат(?:а|у|ові|ом|и|ів|ам|ами|ик\p{L}*)?|сестр\p{L}+|друж\p{L}+|матер\p{L}+|мати|матір\p{L}*|мам\p{L}+|батьк(?:о|а|ові|у|ом|и|ів|ам|ами)|тат(?:о|а|у|ові|ом)|sons?|daughters?|child\p{L}*|wife|brothers?|sisters?|mother|father)\b").ok()
});
static WORDS: LazyLock<Option<Regex>> = LazyLock::new(|| Regex::new(r"\p{L}[\p{L}’'ʼ]*").ok());

/// The numbers of years that words may say, in the nominative and the genitive.
const TENS: [(u32, &str); 9] = [
    (18, "вісімнадцять вісімнадцяти eighteen"),
    (19, "дев’ятнадцять дев’ятнадцяти nineteen"),
    (20, "двадцять двадцяти twenty"),
    (30, "тридцять тридцяти thirty"),
    (40, "сорок сорока forty"),
    (50, "п’ятдесят п’ятдесяти fifty"),
    (60, "шістдесят шістдесяти sixty"),
    (70, "сімдесят сімдесяти seventy"),
    (80, "вісімдесят вісімдесяти eighty"),
];
const UNITS: [(u32, &str); 9] = [
    (1, "один одна одного одну one"),
    (2, "два дві двох two"),
    (3, "три трьох three"),
    (4, "чотири чотирьох four"),
    (5, "п’ять п’яти five"),
    (6, "шість шести six"),
    (7, "сім семи seven"),
    (8, "вісім восьми eight"),
    (9, "дев’ять дев’яти nine"),
];

fn value(table: &[(u32, &str)], word: &str) -> Option<u32> {
    let low = word.to_lowercase().replace(['\'', 'ʼ'], "’");
    let (number, _) = table
        .iter()
        .find(|(_, forms)| forms.split(' ').any(|form| form == low))?;
    Some(*number)
}

/// «Тридцять чотири» as 34.
fn in_figures(words: &str) -> String {
    let Some(word) = WORDS.as_ref() else {
        return words.to_owned();
    };
    let mut out = String::with_capacity(words.len());
    let mut from = 0;
    let mut found = word.find_iter(words).peekable();
    while let Some(one) = found.next() {
        let Some(tens) = value(&TENS, one.as_str()) else {
            continue;
        };
        let unit = found
            .peek()
            .filter(|next| matches!(&words[one.end()..next.start()], " " | "-" | "\u{a0}"))
            .and_then(|next| Some((next.end(), value(&UNITS, next.as_str())?)))
            .filter(|_| tens >= 20);
        out.push_str(&words[from..one.start()]);
        out.push_str(&(tens + unit.map_or(0, |(_, unit)| unit)).to_string());
        from = one.end();
        if let Some((end, _)) = unit {
            from = end;
            found.next();
        }
    }
    out.push_str(&words[from..]);
    out
}

/// Whether a sentence tells of the death, and of nobody else.
pub fn tells_of_death(words: &str) -> bool {
    let is = |pattern: &Option<Regex>| pattern.as_ref().is_some_and(|one| one.is_match(words));
    is(&DEATH) && !is(&OTHERS)
}

/// The ages at death that a sentence says, the one nearest to the verb first; `after` says that the sentence before told of
/// the death.
pub fn ages(words: &str, after: bool) -> Vec<u32> {
    let words = in_figures(words);
    if OTHERS.as_ref().is_none_or(|others| others.is_match(&words)) {
        return Vec::new();
    }
    let death = DEATH.as_ref().and_then(|death| death.find(&words));
    let mut patterns: Vec<&Regex> = Vec::new();
    if death.is_some() {
        patterns.extend(AGES.iter());
    } else {
        patterns.extend(WHOLE.iter());
        let of_another_day = [" коли ", " як ", " when "];
        if after && !of_another_day.iter().any(|word| words.contains(word)) {
            patterns.extend(AFTER.iter());
        }
    }
    let verb = death.map_or(0, |death| death.start());
    let mut found: Vec<(usize, u32)> = patterns
        .into_iter()
        .flat_map(|pattern| pattern.captures_iter(&words))
        .filter_map(|found| {
            let age = found.get(1)?;
            let years: u32 = age.as_str().parse().ok()?;
            // «На 28-му році життя»: twenty-seven years are over.
            let over = u32::from(found[0].contains("-му році"));
            Some((age.start().abs_diff(verb), years.saturating_sub(over)))
        })
        .collect();
    found.sort_unstable();
    found.dedup();
    found.into_iter().map(|(_, years)| years).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_pattern_is_one() {
        assert_eq!((AGES.len(), AFTER.len(), WHOLE.len()), (11, 2, 1));
        assert!(OTHERS.is_some() && DEATH.is_some());
    }

    #[test]
    fn ages_at_death_are_read_in_figures_and_in_words() {
        for (words, age) in [
            ("Тарас загинув у 34 роки.", 34),
            ("Загинув 5 березня 2024 р. під Авдіївкою у 34 роки.", 34),
            ("У 34 роки він загинув.", 34),
            ("Поліг у свої 34.", 34),
            ("Загинув, проживши мало: прожив 34 роки.", 34),
            ("Прожив 34 роки.", 34),
            ("Він загинув, йому було тридцять чотири.", 34),
            ("Помер у віці тридцяти чотирьох років.", 34),
            ("Їй було дев’ятнадцять, загинула навесні.", 19),
            ("Тарас загинув на Донеччині у віці 34 років.", 34),
            ("Загинув під Донецьком у 34 роки.", 34),
            (
                "Загинув за Батьківщину у 34 роки, похований у братській могилі.",
                34,
            ),
            ("У 18 років пішов до війська, загинув у 34 роки.", 34),
            ("Загинув на 28-му році життя.", 27),
            ("He died at the age of thirty-four.", 34),
        ] {
            assert_eq!(ages(words, false).first(), Some(&age), "{words}");
        }
        assert_eq!(ages("Йому було 34.", true), [34]);
        assert_eq!(ages("Їй було сорок два роки.", true), [42]);
        for words in [
            "Йому було 34.",
            "У 18 років пішов до війська і 5 березня загинув.",
            "Прожив 10 років у Києві.",
            "Загинув, коли його доні було 12 років.",
            "Загинув у 2024 році.",
            "Загинув у 34-й бригаді.",
            "На полігоні у 34 роки він учив інших.",
        ] {
            assert_eq!(ages(words, false), Vec::<u32>::new(), "{words}");
        }
        assert_eq!(
            ages("Йому було 18, коли він пішов до війська.", true),
            Vec::<u32>::new()
        );
    }

    proptest::proptest! {
        #[test]
        fn any_words_are_read(words in "[ -~а-яА-ЯіїєґІ«»—.,0-9’]{0,80}") {
            ages(&words, true);
        }
    }
}
