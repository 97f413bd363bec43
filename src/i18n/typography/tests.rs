use super::*;
use proptest::prelude::*;

/// No-break spaces made visible.
fn uk(text: &str) -> String {
    tidy(Lang::Uk, text).replace(NO_BREAK, "_")
}

fn en(text: &str) -> String {
    tidy(Lang::En, text).replace(NO_BREAK, "_")
}

#[test]
fn one_letter_words_hold_on_to_the_next() {
    assert_eq!(
        uk("У травні, і я з ним (в полоні)"),
        "У_травні, і_я_з_ним (в_полоні)"
    );
    assert_eq!(uk("батьки й сестра"), "батьки й_сестра");
    assert_eq!(uk("у 58-й окремій бригаді"), "у_58-й окремій бригаді");
}

#[test]
fn numbers_hold_on_to_what_they_count() {
    assert_eq!(
        uk("58 ОМПБр, 5 березня 1996 року, 27 років"),
        "58_ОМПБр, 5_березня 1996_року, 27_років"
    );
    assert_eq!(
        uk("1996 р. народження; у 2014 пішов; 1990 роком"),
        "1996_р. народження; у_2014 пішов; 1990_роком"
    );
    assert_eq!(uk("№ 5, 40 %"), "№_5, 40_%");
    assert_eq!(
        en("5 March 2024, the 58 Brigade, in 2014 he"),
        "5_March 2024, the 58_Brigade, in 2014 he"
    );
}

#[test]
fn initials_hold_on_to_the_name() {
    assert_eq!(uk("Ю. Л. Лисюк, с. Буряківка"), "Ю._Л._Лисюк, с._Буряківка");
    assert_eq!(en("Yu. L. Lysiuk"), "Yu. L._Lysiuk");
}

#[test]
fn quotes_come_in_pairs() {
    assert_eq!(uk("\"Заповіт\", (\"Лис\")"), "«Заповіт», («Лис»)");
    assert_eq!(uk("\"Книга \"Лис\" тут\""), "«Книга „Лис“ тут»");
    assert_eq!(uk("«Книга \"Лис\" тут»"), "«Книга „Лис“ тут»");
    assert_eq!(en("the \"War Veteran\" badge"), "the “War Veteran” badge");
    assert_eq!(uk("одна \"лапка"), "одна \"лапка");
    assert_eq!(uk("одна\" лапка"), "одна\" лапка");
}

#[test]
fn apostrophes_stand_inside_words() {
    assert_eq!(
        uk("пам'ять, з`явиться, Прокопʼєв"),
        "пам’ять, з’явиться, Прокоп’єв"
    );
    assert_eq!(en("Yana's 'own' words"), "Yana’s 'own' words");
}

#[test]
fn a_lone_hyphen_is_a_dash() {
    assert_eq!(uk("Лис - це він, 1996 – 2024"), "Лис_— це він, 1996_— 2024");
    assert_eq!(uk("- Так"), "— Так");
    assert_eq!(en("the fox -- that is he"), "the fox_— that is he");
    assert_eq!(uk("Івано-Франківськ"), "Івано-Франківськ");
}

/// Everything that is said, without what a typesetter may set.
fn letters(text: &str) -> String {
    text.chars()
        .filter(|c| c.is_alphanumeric() && !is_apostrophe(*c))
        .collect()
}

proptest! {
    #[test]
    fn a_second_pass_changes_nothing(text in "[уУя5рЛ\"'«»„“”‘’ʼ. \u{a0}()№—–a\n-]{0,24}|\\PC*") {
        for lang in Lang::ALL {
            let once = tidy(lang, &text);
            prop_assert_eq!(tidy(lang, &once), once);
        }
    }

    #[test]
    fn not_a_letter_is_changed(text in "[уУя5рЛ\"'«»„“”‘’ʼ. \u{a0}()№—–a\n-]{0,24}|\\PC*") {
        for lang in Lang::ALL {
            prop_assert_eq!(letters(&tidy(lang, &text)), letters(&text));
        }
    }
}
