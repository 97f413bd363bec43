//! One key for all the spellings of a name: Лисюк, Lysiuk, Lysyuk, Lysiouk, Łysiuk.
//!
//! A token is romanised by the table of 2010 (so that what is Cyrillic and its official Latin meet by
//! construction), then read as Latin by [`LETTERS`], longest first, into sounds. A few [`Habit`]s of
//! writing read the same letter otherwise (a Polish ch is х, a French j is ж): [`fold`] is the reading
//! most people mean, [`folds`] is all of them. Keys are for finding, never for showing: too many
//! meet rather than too few, and ranking sets them right.

use unicode_normalization::{UnicodeNormalization, char::is_combining_mark};

use super::romanise::romanise;
use super::tidy::is_cyrillic;

/// Letters of a token that are read; what is longer is no name.
pub const LONGEST: usize = 64;

/// A way of writing Ukrainian names that reads some Latin letters its own way.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Habit {
    /// Ukrainian, English and most others.
    Common,
    /// Polish and German: ch is х (Michajło, Charkiw), German sch is ж.
    CentralEuropean,
    /// French: j is ж (Jytomyr), ch is ш (Chevtchenko).
    French,
    /// Passports before 2010, English given names: c is к (Pushcar, Victor, Oscar).
    HardC,
    /// Scholarly and ISO 9: x is х (Xarkiv).
    Scholarly,
    /// Crimean Tatar and Turkish: c is дж (Cemilev).
    Tatar,
}

/// Every habit, the common one first.
pub const HABITS: [Habit; 6] = [
    Habit::Common,
    Habit::CentralEuropean,
    Habit::French,
    Habit::HardC,
    Habit::Scholarly,
    Habit::Tatar,
];

/// The key of one token by the commonest reading: ASCII lower case and digits, perhaps empty (ь), at
/// most twice [`LONGEST`].
#[must_use]
pub fn fold(token: &str) -> String {
    sounds(&latin(token), Habit::Common)
}

/// The keys of one token by every habit, the common one first, each once: one to six.
#[must_use]
pub fn folds(token: &str) -> Vec<String> {
    let latin = latin(token);
    let mut keys: Vec<String> = Vec::with_capacity(1);
    let key = sounds(&latin, Habit::Common);
    let is_cyrillic = token.chars().any(is_cyrillic);
    let without_dots = is_cyrillic.then(|| with_dots(&key)).flatten();
    keys.push(key);
    keys.extend(without_dots);
    if is_cyrillic {
        return keys;
    }
    for habit in HABITS {
        let key = sounds(&latin, habit);
        if !keys.contains(&key) {
            keys.push(key);
        }
        // A habit differs only where there is a letter to read otherwise.
        if !latin.contains(['c', 'j', 'x']) {
            break;
        }
    }
    keys
}

/// Russian leaves the dots of ё out: Королев is Корольов, Черный is Чорний. None for what has no such letter.
fn with_dots(key: &str) -> Option<String> {
    let mut out = key
        .replace("qe", "qo")
        .replace("we", "wo")
        .replace("je", "jo");
    for (ending, meant) in [("ev", "ov"), ("eva", "ova")] {
        if let Some(stem) = out.strip_suffix(ending).filter(|stem| stem.len() > 2) {
            out = format!("{stem}{meant}");
        }
    }
    (out != key).then_some(out)
}

/// Lower-case Latin with only the marks that tell sounds apart.
fn latin(token: &str) -> String {
    let token: String = token.chars().take(LONGEST).collect();
    let lower = romanise(&token.to_lowercase());
    let mut out = String::with_capacity(lower.len());
    for c in lower.nfc() {
        match marked(c) {
            Some(plain) => out.push_str(plain),
            None => out.extend(
                c.nfkd()
                    .filter(|&c| !is_combining_mark(c) && c.is_ascii_alphanumeric()),
            ),
        }
    }
    // What looks like mathematics (𝕀) is a capital only once it is plain.
    out.make_ascii_lowercase();
    out
}

/// Letters whose mark or shape is a sound of its own, in the spelling of [`LETTERS`].
fn marked(c: char) -> Option<&'static str> {
    Some(match c {
        // ISO 9 and scholarly, Czech, Croatian.
        'š' => "sh",
        'č' | 'ĉ' => "tch",
        'ž' | 'ẑ' => "zh",
        'ŝ' => "shch",
        'â' => "ia",
        'û' => "iu",
        'ê' | 'ě' | 'è' => "ie",
        // Polish. Its ś ź ń are сь зь нь, which the table writes without ь.
        // Crimean Tatar and Turkish.
        'ç' => "tch",
        'ş' => "sh",
        'ğ' => "h",
        'ż' => "zh",
        'ć' => "ts",
        'ł' => "l",
        // German, and other Latin letters without a base.
        'ß' => "s",
        'đ' => "d",
        'ø' => "o",
        'æ' | 'ə' => "e",
        'ı' => "i",
        _ => return None,
    })
}

/// What is not read as it stands, longest first: letters, their sound, and whose habit it is. Sounds
/// have letters of their own: j ж, w ш and щ, q ч, c ц, h г ґ х, i и і ї й.
const LETTERS: [(&str, &str); 31] = [
    // щ and ш are one sound here: people write sch for both, and щ has six spellings.
    ("schtsch", "w"), // German щ
    ("shtsch", "w"),
    ("chtch", "w"), // French щ
    ("szcz", "w"),  // Polish щ
    ("shch", "w"),  // the table, English
    ("stch", "w"),
    ("sch", "w"),   // щ of the hurried, German ш
    ("sh", "w"),    // ш
    ("sz", "w"),    // Polish ш
    ("dsch", "dj"), // German дж
    ("tsch", "q"),  // German ч
    ("tch", "q"),   // French ч, our č
    ("cz", "q"),    // Polish ч
    ("ch", "q"),    // ч
    ("zgh", "zh"),  // зг by the table, which must not be read as z + gh
    ("zh", "j"),    // ж
    ("dj", "dj"),   // French дж
    ("ts", "c"),    // ц, and the тс that sounds like it
    ("tz", "c"),    // German and old French ц
    ("kh", "h"),    // х
    ("gh", "h"),    // Italian and Turkish г
    ("ph", "f"),    // Joseph
    ("th", "t"),    // Theodor
    ("qu", "kv"),
    ("ou", "u"), // French у
    ("g", "h"),  // ґ, and the Russian г
    ("j", "i"),  // German, Polish, scholarly й
    ("q", "k"),
    ("w", "v"), // German, Polish в
    ("x", "ks"),
    ("y", "i"), // и, й, and the y of English
];

/// What a habit reads before [`LETTERS`].
fn own_letters(habit: Habit) -> &'static [(&'static str, &'static str)] {
    match habit {
        Habit::Common => &[],
        Habit::CentralEuropean => &[
            ("schtsch", "w"),
            ("tsch", "q"),
            ("szcz", "w"),
            ("sch", "j"),
            ("cz", "q"),
            ("ch", "h"),
        ],
        Habit::French => &[
            ("chtch", "w"),
            ("tch", "q"),
            ("ch", "w"),
            ("dj", "dj"),
            ("j", "j"),
            ("c", "k"),
        ],
        Habit::HardC => &[
            ("shch", "w"),
            ("sch", "w"),
            ("tch", "q"),
            ("ch", "q"),
            ("ck", "k"),
            ("c", "k"),
        ],
        Habit::Scholarly => &[("x", "h")],
        Habit::Tatar => &[("ch", "q"), ("sh", "w"), ("c", "dj"), ("j", "j")],
    }
}

/// The tables by which a word is folded, for a program that folds without this one: the search of a copy that opens from a
/// folder. The steps are those of [`folds`].
#[derive(serde::Serialize)]
pub struct Tables {
    longest: usize,
    /// A Cyrillic letter at the beginning of a word and inside it.
    cyrillic: Vec<(char, &'static str, &'static str)>,
    apostrophes: String,
    marked: Vec<(char, &'static str)>,
    letters: &'static [(&'static str, &'static str)],
    /// What each habit but the common one reads first, in order.
    habits: Vec<&'static [(&'static str, &'static str)]>,
}

impl Tables {
    pub fn new() -> Self {
        let cyrillic = ('\u{400}'..='\u{52f}').filter_map(|c| {
            Some((
                c,
                super::romanise::letter(c, true)?,
                super::romanise::letter(c, false)?,
            ))
        });
        let marked = ('\u{80}'..='\u{24f}').chain(['ə']);
        Self {
            longest: LONGEST,
            cyrillic: cyrillic.collect(),
            apostrophes: ('\0'..='\u{ffff}')
                .filter(|&c| super::tidy::is_apostrophe(c))
                .collect(),
            marked: marked.filter_map(|c| Some((c, self::marked(c)?))).collect(),
            letters: &LETTERS,
            habits: HABITS
                .iter()
                .skip(1)
                .map(|&habit| own_letters(habit))
                .collect(),
        }
    }
}

impl Default for Tables {
    fn default() -> Self {
        Self::new()
    }
}

fn sounds(latin: &str, habit: Habit) -> String {
    let mut key = String::with_capacity(latin.len());
    let mut rest = latin;
    // An émigré's -off is -ов.
    let off = rest.strip_suffix("ff").filter(|stem| stem.len() > 2);
    if let Some(stem) = off {
        rest = stem;
    }
    while let Some(c) = rest.chars().next() {
        let read = own_letters(habit)
            .iter()
            .chain(&LETTERS)
            .find(|(letters, _)| rest.starts_with(letters));
        match read {
            Some((letters, sound)) => {
                key.push_str(sound);
                rest = &rest[letters.len()..];
            }
            None => {
                key.push(c);
                rest = &rest[c.len_utf8()..];
            }
        }
    }
    if off.is_some() {
        key.push('v');
    }
    run_together(&key)
}

/// What is heard as one: doubled letters, є and е, йо and о, шч and щ, -ая and -а, -ей and -ій.
fn run_together(key: &str) -> String {
    let mut out = String::with_capacity(key.len());
    for c in key.chars() {
        let last = out.chars().next_back();
        match (last, c) {
            // нн, ії, ий: one letter, whoever doubles it. Digits are numbers.
            (Some(last), c) if last == c && !c.is_ascii_digit() => {}
            // шч is щ.
            (Some('w'), 'q') => {}
            // є is е (Yevhen, Evhen), ьо, йо and ё are о (Соловйов, Solovyov).
            (Some('i'), 'e' | 'o') => {
                out.pop();
                if !out.ends_with(c) {
                    out.push(c);
                }
            }
            _ => out.push(c),
        }
    }
    // Russian endings: Яновская, Яновська; Сергей, Сергій.
    if out.len() > 5 && out.ends_with("aia") {
        out.truncate(out.len() - 2);
    }
    if out.len() > 3 && out.ends_with("ei") {
        out.truncate(out.len() - 2);
        out.push('i');
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn spellings_of_one_name_meet() {
        for spellings in [
            "Лисюк Lysiuk Lysyuk Lysiouk Łysiuk Lisyuk Lysjuk Lisiuk ЛИСЮК Лісюк Лысюк",
            "Юрій Yurii Yuriy Yuri Yury Jurij Iurii Iouri Юрий Юрiй",
            "Сергій Serhii Serhiy Sergii Sergey Sergei Serhij Сергей",
            "Щербак Shcherbak Scherbak Szczerbak Schtscherbak Chtcherbak Ščerbak",
            "Євген Yevhen Ievgen Jewhen Evhen Yevgen",
            "Жанна Zhanna Žanna Żanna Жана",
            "Ірина Iryna Irina Ирина",
            "Ганна Hanna Ганна Hana",
            "Геннадій Hennadii Gennadiy Gennady Геннадий",
            "Гоголь Gogol Hohol Ґоґоль Гоголь",
            "Харків Kharkiv Harkiv",
            "Цимбалюк Tsymbaliuk Cymbaliuk Tzymbaliuk",
            "Чорновіл Chornovil Czornowil Tschornowil Tchornovil Čornovil",
            "Короп’є Короп'є Koropie Коропє Корoпʼє",
            "В’ячеслав Вячеслав Вьячеслав Viacheslav Vyacheslav Wjaczesław Vjačeslav",
            "Яновська Яновская Yanovska Ianovska Janowska Yanovskaya",
            "Яновський Яновский Yanovskyi Yanovsky Janowskyj Yanovskiy",
            "Савицький Sawicki Savytskyi Savitsky Sawyckyj Савицкий",
            "Соловйов Соловьёв Soloviov Solovyov",
            "Наталія Наталья Наталя Nataliia Natalia Natalya Natalja",
            "Згурський Zghurskyi Zgurskyi Згурский",
            "Максим Maksym Maxim Maksim Максім",
            "Андрієнко Andriienko Andrienko Andriyenko Andrijenko Андриенко",
            "Петров Petrov Petroff Petrow",
            "Їжакевич Yizhakevych Izhakevych Jiżakewycz",
            "Михайло Mykhailo Mihajlo",
            "Знам’янка Znamianka Znamyanka Знамянка",
            "Illia Ілля Ilya Ilia Илья",
        ] {
            let mut keys = spellings
                .split(' ')
                .map(|spelling| (spelling, fold(spelling)));
            let (_, first) = keys.next().unwrap();
            for (spelling, key) in keys {
                assert_eq!(key, first, "{spelling} of {spellings}");
            }
        }
    }

    #[test]
    fn other_habits_are_among_the_keys() {
        for (ukrainian, spelling) in [
            ("Михайло", "Mychajło"),
            ("Шевченко", "Chevtchenko"),
            ("Житомир", "Jytomyr"),
            ("Житомир", "Schytomyr"),
            ("Віктор", "Victor"),
            ("Пушкар", "Pushcar"),
            ("Широких", "Šyrokix"),
            ("Мхитарян", "Mchytarjan"),
            ("Корольов", "Королев"),
            ("Чорний", "Черный"),
            ("Джемілєв", "Cemilev"),
            ("Гриценко", "Gricenko"),
        ] {
            let keys = folds(spelling);
            assert!(
                keys.contains(&fold(ukrainian)),
                "{ukrainian} {spelling}: {keys:?}"
            );
        }
        assert_eq!(folds("Лисюк").len(), 1, "Cyrillic is read in one way");
    }

    #[test]
    fn different_names_stay_apart() {
        for (one, other) in [
            ("Лисюк", "Лісник"),
            ("Марія", "Марина"),
            ("Петренко", "Петрук"),
            ("Шевченко", "Шевчук"),
            ("Жук", "Зуб"),
            ("Цар", "Чар"),
            ("58", "588"),
        ] {
            assert_ne!(fold(one), fold(other), "{one} {other}");
        }
    }

    proptest! {
        #[test]
        fn a_name_and_its_official_latin_have_one_key(name in "[А-ЩЮЯҐЄІЇ][а-щьюяґєії’]{1,14}(-[А-ЩЮЯ][а-щьюяґєії]{1,9})?") {
            prop_assert_eq!(fold(&romanise(&name)), fold(&name));
        }

        #[test]
        fn keys_are_ascii_and_bounded(token in any::<String>()) {
            for key in folds(&token) {
                prop_assert!(key.len() <= 4 * LONGEST);
                prop_assert!(key.bytes().all(|b| b.is_ascii_lowercase() || b.is_ascii_digit()));
            }
            prop_assert!(folds(&token).len() <= HABITS.len());
            prop_assert_eq!(&folds(&token)[0], &fold(&token));
        }
    }
}
