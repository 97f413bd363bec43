//! What must not get through: each finding has a moderator's word before anyone sees the story, and nothing is ever lost by it.

use reqwest::StatusCode;
use reqwest::multipart::{Form, Part};

use crate::accounts::{administrator, moderator};
use crate::moderation::{boxes, let_all_stand, opened, post, revision, told};
use crate::motions::{gone_back, proposed, seconded};
use crate::photos::picture;
use crate::site::{Answer, Browser, Site};

const ADDRESS: &str = "/admin/submissions/1";
const FINDINGS: &str = "/admin/submissions/1/findings";
const APPROVAL: &str = "/admin/submissions/1/approval";
const LIFE: &str = "/uk/heroes/yurii-lysiuk";
const STORY: &str =
    "Ми жили на вулиці Садовій, 14, у батьків. Служив у в/ч А1234. Виховував сина Максима.";

/// Presses a button of one finding on the page as it is now.
async fn says(by: &Browser, word: &str, mark: &str) -> Answer {
    let read = revision(&by.get(ADDRESS).await.ok());
    by.post(FINDINGS, &[("revision", read.as_str()), (word, mark)])
        .await
}

/// Publishes the first story as it stands now.
pub async fn approved(by: &Browser) -> Answer {
    let read = revision(&by.get(ADDRESS).await.ok());
    by.post(APPROVAL, &[("revision", read.as_str()), ("seen", "1")])
        .await
}

#[actix_web::test]
async fn what_is_hidden_is_nowhere_for_readers_and_whole_for_the_desk() {
    let (site, _, _) = opened(STORY).await;
    let page = site.get(ADDRESS).await.ok();
    assert_eq!(
        page.all(".finding b"),
        [
            "Приватна адреса",
            "Умовне найменування частини",
            "Ім’я дитини"
        ]
    );
    assert!(
        page.says("Якщо сховати: Ми жили у батьків."),
        "{}",
        page.words()
    );
    assert_eq!(
        page.attributes(".finding a[data-sentence]", "href"),
        ["#s-uk-1", "#s-uk-2", "#s-uk-3"]
    );
    assert_eq!(
        approved(&site.browser).await.status,
        StatusCode::UNPROCESSABLE_ENTITY
    );

    for mark in page.attributes("[name=hide]", "value") {
        says(&site.browser, "hide", &mark).await.seen_at();
    }
    approved(&site.browser).await.seen_at();
    let life = site.visitor().get(LIFE).await.ok();
    assert!(
        life.says("Ми жили у батьків. Служив у […]. Виховував сина М."),
        "{}",
        life.words()
    );
    for hidden in ["Садов", "А1234", "Максим"] {
        for path in [
            LIFE,
            "/en/heroes/yurii-lysiuk",
            "/api/v1/heroes/yurii-lysiuk",
            "/uk/heroes?q=Максим",
        ] {
            let seen = site.visitor().get(path).await;
            assert!(
                !seen.all("main").join(" ").contains(hidden) || path.contains("?q="),
                "{hidden}: {path}"
            );
            assert!(!seen.text().contains("Садов"), "{path}");
        }
    }
    // Word for word as it was sent, for the desk.
    assert!(site.get(ADDRESS).await.ok().says("на вулиці Садовій, 14"));
}

#[actix_web::test]
async fn a_telephone_after_a_street_never_reaches_the_page() {
    let story = "Уляна вишивала сорочки всій вулиці. Дзвоніть 050 123 45 67.";
    let (site, _, _) = opened(story).await;
    let page = site.get(ADDRESS).await.ok();
    assert_eq!(page.all(".finding b"), ["Телефон"]);
    let mark = page.attributes("[name=hide]", "value").remove(0);
    says(&site.browser, "hide", &mark).await.seen_at();
    approved(&site.browser).await.seen_at();
    let life = site.visitor().get(LIFE).await.ok();
    let left = "Уляна вишивала сорочки всій вулиці. Дзвоніть […].";
    assert!(life.says(left), "{}", life.words());
    assert!(!life.text().contains("123 45 67"));
}

#[actix_web::test]
async fn coordinates_with_seconds_are_hidden_with_one_press() {
    let story = "Юрій любив ліс. Стояли тут: 48°35'42\"N 38°00'01\"E, у лісі.";
    let (site, _, _) = opened(story).await;
    let page = site.get(ADDRESS).await.ok();
    let marks = page.attributes("[name=hide]", "value");
    assert_eq!(marks.len(), 1);
    says(&site.browser, "hide", &marks[0]).await.seen_at();
    let hidden = site.get(ADDRESS).await.ok();
    assert!(hidden.attributes("[name=hide]", "value").is_empty());
    assert!(hidden.says("Стояли тут: […], у лісі."));
    // The same press again finds nothing to hide, and says so.
    let again = says(&site.browser, "hide", &marks[0]).await;
    assert_eq!(again.status, StatusCode::CONFLICT);
}

#[actix_web::test]
async fn each_hiding_says_what_it_was_and_the_earlier_waits_for_the_later() {
    let (site, _, _) = opened(STORY).await;
    let marks = site
        .get(ADDRESS)
        .await
        .ok()
        .attributes("[name=hide]", "value");
    says(&site.browser, "hide", &marks[0]).await.seen_at();
    says(&site.browser, "hide", &marks[2]).await.seen_at();
    let page = site.get(ADDRESS).await.ok();
    assert_eq!(
        page.all(".finding b"),
        [
            "Умовне найменування частини",
            "Ім’я дитини",
            "Приватна адреса"
        ]
    );
    let words = page.all(".finding-words");
    assert_eq!(words[1..], ["Максима", "вулиці Садовій, 14"]);
    assert!(page.says("Повернеться після того, що сховано пізніше"));
    let later = page.attributes("[name=show-again]", "value");
    assert_eq!(later.len(), 1, "the earlier one waits");

    says(&site.browser, "show-again", &later[0]).await.seen_at();
    let page = site.get(ADDRESS).await.ok();
    let earlier = page.attributes("[name=show-again]", "value");
    assert_eq!(earlier.len(), 1);
    assert_ne!(earlier, later);
    says(&site.browser, "show-again", &earlier[0])
        .await
        .seen_at();
    let back = site.get(ADDRESS).await.ok();
    assert_eq!(back.attributes("[name=hide]", "value"), marks);
    assert!(back.attributes("[name=show-again]", "value").is_empty());
}

#[actix_web::test]
async fn what_was_hidden_comes_back_and_a_word_can_be_taken_back() {
    let (site, _, _) = opened(STORY).await;
    let page = site.get(ADDRESS).await.ok();
    let marks = page.attributes("[name=hide]", "value");
    says(&site.browser, "hide", &marks[0]).await.seen_at();
    let hidden = site.get(ADDRESS).await.ok();
    assert!(
        hidden
            .all(".sentences")
            .join(" ")
            .contains("Ми жили у батьків.")
    );
    let entry = hidden.attributes("[name=show-again]", "value").remove(0);
    says(&site.browser, "show-again", &entry).await.seen_at();
    let back = site.get(ADDRESS).await.ok();
    assert_eq!(
        back.all(".private").first().map(String::as_str),
        Some("вулиці Садовій, 14")
    );
    assert_eq!(back.attributes("[name=hide]", "value"), marks);

    let_all_stand(&site.browser, 1).await;
    let settled = site.get(ADDRESS).await.ok();
    assert!(settled.says("Про все сказано.") && settled.says("Лишено"));
    says(&site.browser, "ask-again", &marks[1]).await.seen_at();
    let refused = approved(&site.browser).await;
    assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY);
    let journal = site.get("/admin/journal").await.ok();
    for act in [
        "сховано знайдене місце",
        "сховане повернено",
        "знайдене місце лишено",
        "переглядається знову",
    ] {
        assert!(journal.says(act), "{act}");
    }
}

#[actix_web::test]
async fn a_word_holds_while_other_things_are_edited_and_ends_with_its_own_words() {
    let (site, family, home) = opened("Ми жили на вулиці Садовій, 14.").await;
    let_all_stand(&site.browser, 1).await;
    site.post(&format!("{ADDRESS}/giving-back"), &[])
        .await
        .seen_at();
    let rewrite = |words: &'static str| {
        let (family, address) = (family.clone(), format!("{home}/story"));
        async move {
            family
                .post(&address, &[("biography", words)])
                .await
                .seen_at()
        }
    };
    rewrite("Ми довго жили на вулиці Садовій, 14.").await;
    family.post(&format!("{home}/sending"), &[]).await.seen_at();
    assert!(
        site.get(ADDRESS)
            .await
            .ok()
            .attributes("[name=hide]", "value")
            .is_empty()
    );
    rewrite("Ми довго жили на вулиці Садовій, 16.").await;
    family.post(&format!("{home}/sending"), &[]).await.seen_at();
    assert_eq!(
        site.get(ADDRESS)
            .await
            .ok()
            .attributes("[name=hide]", "value")
            .len(),
        1
    );
}

#[actix_web::test]
async fn every_picture_is_asked_about_before_anyone_sees_it() {
    let site = Site::open().await;
    administrator(&site, &site.browser).await;
    let family = site.visitor();
    let home = told(&family, "Юрій любив ліс.").await;
    let bytes = Part::bytes(picture([200, 190, 180])).file_name("удвох.jpg");
    let form = Form::new().part("files", bytes);
    family
        .post_files(&format!("{home}/photos"), form)
        .await
        .seen_at();
    family.post(&format!("{home}/sending"), &[]).await.seen_at();
    let page = site.get(ADDRESS).await.ok();
    assert_eq!(page.all(".finding b"), ["Чи є на світлині інші люди"]);
    assert_eq!(
        approved(&site.browser).await.status,
        StatusCode::UNPROCESSABLE_ENTITY
    );
    let mark = page.attributes("[name=hide]", "value").remove(0);
    says(&site.browser, "hide", &mark).await.seen_at();
    approved(&site.browser).await.seen_at();
    let life = site.visitor().get(LIFE).await.ok();
    assert!(
        life.attributes("main img", "src")
            .iter()
            .all(|src| !src.starts_with("/photos/"))
    );
}

#[actix_web::test]
async fn only_whoever_has_the_story_says_and_only_of_what_they_read() {
    let (site, _, _) = opened(STORY).await;
    let mark = site
        .get(ADDRESS)
        .await
        .ok()
        .attributes("[name=hide]", "value")
        .remove(0);
    // Without an account, nothing.
    let stranger = site.visitor();
    let form = [("revision", "1"), ("hide", mark.as_str())];
    assert_eq!(
        stranger.post(FINDINGS, &form).await.status,
        StatusCode::UNAUTHORIZED
    );
    // An old revision, an unknown mark, nothing pressed.
    for (form, status) in [
        (
            vec![("revision", "99"), ("hide", mark.as_str())],
            StatusCode::CONFLICT,
        ),
        (
            vec![("revision", "1"), ("hide", "0000000000000000")],
            StatusCode::CONFLICT,
        ),
        (vec![("revision", "1")], StatusCode::BAD_REQUEST),
        (vec![("hide", mark.as_str())], StatusCode::BAD_REQUEST),
    ] {
        assert_eq!(site.post(FINDINGS, &form).await.status, status, "{form:?}");
    }
    // The first word takes the story up; a colleague then has none.
    let colleague = moderator(&site, &site.browser, "Ірина").await;
    says(&site.browser, "stands", &mark).await.seen_at();
    let page = colleague.get(ADDRESS).await.ok();
    assert!(page.says("Олена М.") && page.attributes("[name=hide]", "value").is_empty());
    let read = revision(&site.get(ADDRESS).await.ok());
    let form = [
        ("revision", read.as_str()),
        ("ask-again", mark.as_str()),
        ("message", "мої слова"),
    ];
    let refused = colleague.post(FINDINGS, &form).await;
    assert_eq!(refused.status, StatusCode::CONFLICT);
    assert!(refused.says("мої слова"), "what was typed stays");
}

#[actix_web::test]
async fn words_against_fields_lead_to_their_sentence() {
    let (site, _, _) = opened("Юрій любив ліс. Йому було 29, коли він загинув.").await;
    let page = site.get(ADDRESS).await.ok();
    let checks = page.all(".checks li.wrong").join(" ");
    let said = "у тексті 29 років, за датами інакше (речення 2)";
    assert!(checks.contains(said), "{checks}");

    let (site, _, _) = opened("Юрій Лисюк загинув 6 березня 2024 року.").await;
    let page = site.get(ADDRESS).await.ok();
    let checks = page.all(".checks li.wrong").join(" ");
    let said = "Дата смерті: у тексті інакше (речення 1)";
    assert!(checks.contains(said), "{checks}");
    assert_eq!(page.attributes(".checks a", "href"), ["#s-uk-1"]);
    // A field knows the sentence that speaks of it, and the sentence its fields.
    assert_eq!(
        page.attributes("#field-died a[data-sentence]", "href"),
        ["#s-uk-1"]
    );
    assert_eq!(page.attributes("#s-uk-1", "data-fields"), ["died name sex"]);
    let read = revision(&page);
    let unseen = site.post(APPROVAL, &[("revision", read.as_str())]).await;
    assert_eq!(unseen.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(unseen.says("Є застереження"));
}

#[actix_web::test]
async fn what_is_ticked_becomes_one_letter_in_the_familys_language_and_nothing_is_sent() {
    let (site, family, home) = opened("Юрій любив ліс.").await;
    site.post("/admin/language", &[("lang", "en"), ("next", "/admin")])
        .await
        .seen_at();
    let read = revision(&site.get(ADDRESS).await.ok());
    let form = [
        ("revision", read.as_str()),
        ("unclear", "born"),
        ("unclear", "burial_place"),
        ("unclear", "nothing"),
        ("ask-burial_place", "Чи є на могилі хрест?"),
        ("message", "З повагою, Олена"),
    ];
    let composed = site.post(&format!("{ADDRESS}/letter"), &form).await.ok();
    let letter = composed.all("#message").remove(0);
    for words in [
        "Дякуємо, що довірили нам",
        "Яка дата народження?",
        "Чи є на могилі хрест?",
        "З повагою, Олена",
    ] {
        assert!(letter.contains(words), "{words}: {letter}");
    }
    assert_eq!(composed.attributes("#message", "lang"), ["uk"]);
    assert_eq!(
        composed.attributes("[name=ask-burial_place]", "value"),
        ["Чи є на могилі хрест?"]
    );
    assert!(
        !family.get(&home).await.ok().says("Яка дата народження?"),
        "nothing is sent yet"
    );

    let form = [
        ("revision", read.as_str()),
        ("unclear", "born"),
        ("message", letter.as_str()),
    ];
    site.post(&format!("{ADDRESS}/return"), &form)
        .await
        .seen_at();
    let own = family.get(&home).await.ok();
    assert!(own.says("З повагою, Олена"));
    assert_eq!(
        own.attributes(".questions a", "href"),
        [format!("{home}/birth#born-asked")]
    );
}

#[actix_web::test]
async fn a_ready_reason_is_read_before_it_is_sent_and_a_refusal_is_never_empty() {
    let (site, family, home) = opened("Юрій любив ліс.").await;
    let read = revision(&site.get(ADDRESS).await.ok());
    let refusal = format!("{ADDRESS}/refusal");
    let form = [
        ("revision", read.as_str()),
        ("ready", "unproved"),
        ("message", " "),
    ];
    let first = site.post(&refusal, &form).await;
    assert_eq!(first.status, StatusCode::UNPROCESSABLE_ENTITY);
    let letter = first.all("#message").remove(0);
    assert!(letter.contains("не вдалося підтвердити"), "{letter}");
    assert!(first.says("Лист складено"));
    let form = [
        ("revision", read.as_str()),
        ("ready", "no-such"),
        ("message", ""),
    ];
    assert_eq!(
        site.post(&refusal, &form).await.status,
        StatusCode::UNPROCESSABLE_ENTITY
    );
    assert!(!family.get(&home).await.ok().says("не вдалося підтвердити"));
    let edited = format!("{letter} Ми чекатимемо.");
    let form = [("revision", read.as_str()), ("message", edited.as_str())];
    site.post(&refusal, &form).await.seen_at();
    assert!(family.get(&home).await.ok().says("Ми чекатимемо."));
}

#[actix_web::test]
async fn what_the_lists_know_contradicts_too() {
    use heroes_memorial::moderation::contradictions::Contradiction;
    use heroes_memorial::moderation::queries::contradicting;

    let site = Site::open().await;
    let found = |json: &str| {
        let record = serde_json::from_str(json).unwrap();
        let reference = site.state.reference();
        let found = site
            .state
            .db
            .read_now(|conn| contradicting(conn, &record, &[], &reference));
        found.unwrap()
    };
    let named = |rest: &str| {
        found(&format!(
            r#"{{"name": {{"family": "Лисюк", "given": "Юрій"}}, {rest}}}"#
        ))
    };
    let right = r#""burial_place": {"settlement": "Пулини", "region": "UA-18"}"#;
    assert_eq!(named(right), []);
    let wrong = r#""burial_place": {"settlement": "Пулини", "region": "UA-21"}"#;
    assert_eq!(
        named(wrong),
        [Contradiction::PlaceElsewhere {
            field: "burial_place",
            settlement: "Пулини".to_owned(),
            regions: vec!["UA-18".to_owned()],
        }]
    );
    let twice = r#""home_place": {"settlement": "Пулини", "region": "UA-18"},
        "burial_place": {"settlement": "Пуліни", "region": "UA-18"}"#;
    assert!(
        named(twice)
            .iter()
            .any(|one| matches!(one, Contradiction::TwoSpellings { .. })),
        "{:?}",
        named(twice)
    );
}

const EDIT: &str = "/admin/heroes/1/edit";

/// A page of a story in which nothing was found.
async fn public(site: &Site) {
    told(&site.visitor(), "Юрій любив ліс.").await;
    approved(&site.browser).await.seen_at();
}

/// Presses the button of the record form of the public page, with these boxes changed.
async fn changed(by: &Browser, changes: &[(&str, &str)]) -> Answer {
    let form = boxes(&by.get(EDIT).await.ok());
    post(by, EDIT, &form, changes).await
}

#[actix_web::test]
async fn a_change_of_a_public_page_is_asked_about_before_anyone_reads_it() {
    let site = Site::open().await;
    administrator(&site, &site.browser).await;
    public(&site).await;
    let private = "Юрій любив ліс. Телефон матері 067 123 45 67. Виховував сина Максима.";
    let change = [("biography.uk", private), ("why", "Додає мати")];
    let asks = changed(&site.browser, &change).await;
    assert_eq!(asks.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert_eq!(asks.all(".finding b"), ["Телефон", "Ім’я дитини"]);
    assert!(asks.says("Телефон матері 067 123 45 67"));
    assert!(!site.visitor().get(LIFE).await.ok().says("067"));
    let words = asks.attributes(".finding [value=hide]", "name");

    // A word about one of them is not enough, and is not lost.
    let form = boxes_without_radios(&asks);
    let one = post(&site.browser, EDIT, &form, &[(&words[0], "hide")]).await;
    assert_eq!(one.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert_eq!(one.attributes(".finding [checked]", "name"), words[..1]);
    assert_eq!(one.all(".finding b").len(), 2);

    let both = [(words[0].as_str(), "hide"), (words[1].as_str(), "stands")];
    let done = post(&site.browser, EDIT, &form, &both).await;
    assert_eq!(done.seen_at(), "/admin/heroes/1?done=1");
    let life = site.visitor().get(LIFE).await.ok();
    assert!(
        life.says("Телефон матері […]. Виховував сина Максима."),
        "{}",
        life.words()
    );
    assert!(
        site.get("/admin/heroes/1")
            .await
            .ok()
            .says("знайдене місце лишено")
    );
    // What everyone reads already is not asked about again.
    let other = [("call_sign", "Лис"), ("why", "Каже побратим")];
    changed(&site.browser, &other).await.seen_at();
}

/// The boxes as typed, with no radio button pressed.
fn boxes_without_radios(page: &Answer) -> Vec<(String, String)> {
    let mut form = boxes(page);
    form.retain(|(name, _)| !name.starts_with("word."));
    form
}

#[actix_web::test]
async fn going_back_does_not_bring_back_what_was_taken_out_without_a_word() {
    let site = Site::open().await;
    administrator(&site, &site.browser).await;
    told(
        &site.visitor(),
        "Ми жили на вулиці Садовій, 14. Юрій любив ліс.",
    )
    .await;
    let_all_stand(&site.browser, 1).await;
    approved(&site.browser).await.seen_at();
    let without = [("biography.uk", "Юрій любив ліс."), ("why", "Просить мати")];
    changed(&site.browser, &without).await.seen_at();

    let path = "/admin/heroes/1/versions/1/restoration";
    let asks = gone_back(&site.browser, 1, 1, "Так було краще").await;
    assert_eq!(asks.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert_eq!(asks.all(".finding b"), ["Приватна адреса"]);
    assert!(asks.says("Так було краще"));
    assert!(!site.visitor().get(LIFE).await.ok().says("Садов"));
    let word = asks.attributes(".finding [value=stands]", "name").remove(0);
    let version = asks.attributes("[name=version]", "value").remove(0);
    let form = [
        ("reason", "Так було краще"),
        ("version", version.as_str()),
        (word.as_str(), "hide"),
    ];
    site.post(path, &form).await.seen_at();
    let life = site.visitor().get(LIFE).await.ok();
    assert!(life.says("Ми жили. Юрій любив ліс."), "{}", life.words());
}

#[actix_web::test]
async fn a_second_person_reads_what_would_be_shown_and_who_let_it_stand() {
    let site = Site::open().await;
    administrator(&site, &site.browser).await;
    let taras = moderator(&site, &site.browser, "Тарас").await;
    public(&site).await;
    let change = [
        ("name.family", "Лісюк"),
        ("biography.uk", "Юрій Лісюк любив ліс. Служив у в/ч А1234."),
        ("why", "Так у паспорті"),
    ];
    let asks = changed(&site.browser, &change).await;
    assert_eq!(asks.all(".finding b"), ["Умовне найменування частини"]);
    let word = asks.attributes(".finding [value=stands]", "name").remove(0);
    let form = boxes_without_radios(&asks);
    let proposal = post(&site.browser, EDIT, &form, &[(&word, "stands")]).await;
    let motion = taras.get(&proposed(&proposal)).await.ok();
    assert!(motion.says("Що з’явиться для всіх"), "{}", motion.words());
    assert_eq!(motion.all(".finding b"), ["Умовне найменування частини"]);
    assert!(motion.says("Лишено"));
    assert!(!site.visitor().get(LIFE).await.ok().says("А1234"));
    seconded(&taras, &proposal).await;
    assert!(site.visitor().open(LIFE).await.ok().says("А1234"));
}

#[actix_web::test]
async fn what_a_family_keeps_from_readers_is_asked_about_when_it_would_stand_elsewhere() {
    let site = Site::open().await;
    administrator(&site, &site.browser).await;
    let family = site.visitor();
    let home = told(&family, "Телефон матері 067 123 45 67.").await;
    let hidden = [("who-biography", "moderators")];
    family
        .post(&format!("{home}/visibility"), &hidden)
        .await
        .seen_at();
    let_all_stand(&site.browser, 1).await;
    approved(&site.browser).await.seen_at();
    let copy = [
        ("interests.uk", "Телефон матері 067 123 45 67."),
        ("why", "Так зручніше"),
    ];
    let asks = changed(&site.browser, &copy).await;
    assert_eq!(asks.all(".finding b"), ["Телефон"], "{}", asks.words());
    assert!(!site.visitor().get(LIFE).await.ok().says("067"));
}
