//! The build refuses what one language says and the other does not, and names it.

#![allow(clippy::unwrap_used)]

#[path = "../src/i18n/lang.rs"]
#[allow(dead_code)]
mod lang;
#[path = "../build/messages.rs"]
mod messages;
#[path = "../src/i18n/typography.rs"]
mod typography;
#[path = "../build/words.rs"]
mod words;

/// What the build makes of one room's words.
fn made_of(uk: &str, en: &str) -> Result<String, Vec<String>> {
    let folder = tempfile::tempdir().expect("a folder");
    for (lang, text) in [("uk", uk), ("en", en)] {
        std::fs::create_dir(folder.path().join(lang)).expect("a language");
        std::fs::write(folder.path().join(lang).join("heroes.ftl"), text).expect("a file");
    }
    words::generate(folder.path())
}

fn faults(uk: &str, en: &str) -> String {
    made_of(uk, en)
        .expect_err("this should be refused")
        .join("\n")
}

#[test]
fn a_message_becomes_a_method() {
    let source = made_of(
        "born-in = у { $place }\nfound = З ім'ям\n",
        "born-in = in { $place }\nfound = By name\n",
    )
    .unwrap();
    assert!(
        source.contains("pub fn heroes_born_in(self, place: impl Argument) -> String"),
        "{source}"
    );
    assert!(
        source.contains("pub fn heroes_found(self) -> &'static str"),
        "{source}"
    );
    assert!(
        source.contains("З\\u{a0}ім’ям"),
        "the typesetter has been here: {source}"
    );
}

#[test]
fn a_message_of_one_language_is_refused() {
    let said = faults("born = Народився\n", "born = Born\nfell = Fell\n");
    assert_eq!(
        said,
        "words/uk/heroes.ftl: fell is missing; it is in words/en/heroes.ftl"
    );
}

#[test]
fn a_variable_said_in_one_language_is_refused() {
    let said = faults("born = у { $place }\n", "born = somewhere\n");
    assert_eq!(
        said,
        "words/en/heroes.ftl: born does not say $place; words/uk/heroes.ftl does"
    );
}

#[test]
fn a_variable_may_choose_a_form_that_only_one_grammar_has() {
    let uk =
        "fell = { $sex ->\n    [male] загинув\n    [female] загинула\n   *[unknown] полягли\n}\n";
    assert!(
        made_of(uk, "fell = fell\n")
            .unwrap()
            .contains("heroes_fell(self, sex: impl Argument)")
    );
}

#[test]
fn a_plural_needs_every_form() {
    let en = "lives = { $count ->\n    [one] { $count } life\n   *[other] { $count } lives\n}\n";
    let said = faults(
        "lives = { $count ->\n    [one] { $count } життя\n   *[many] { $count } життів\n}\n",
        en,
    );
    assert_eq!(
        said,
        "words/uk/heroes.ftl: lives: $count lacks the form [few]"
    );
}

#[test]
fn what_cannot_be_read_is_refused() {
    assert!(
        faults("born = { $place\n", "born = x\n")
            .contains("words/uk/heroes.ftl: this cannot be read: born = { $place")
    );
    assert!(
        faults("a = x\na = y\n", "a = x\n")
            .contains("words/uk/heroes.ftl: a: it stands there twice")
    );
    assert!(faults("a = x\n    .title = y\n", "a = x\n").contains("attributes are not used"));
    assert!(
        faults("a = { b }\nb = x\n", "a = x\nb = x\n")
            .contains("words/uk/heroes.ftl: a: messages, terms")
    );
    assert!(faults("a = { $type }\n", "a = { $type }\n").contains("$type cannot be the name"));
}
