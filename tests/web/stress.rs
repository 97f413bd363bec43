//! How a name is stressed: given by its family, checked, kept with every version, found without its marks.

use heroes_memorial::archive::export;
use heroes_memorial::heroes::hero::Record;
use reqwest::StatusCode;

use crate::accounts::administrator;
use crate::lives::{LYSIUK, publish_life};
use crate::moderation::{let_all_stand, revision, told};
use crate::site::Site;

const SAID: &str = "Юрі\u{301}й Лисю\u{301}к";
const LIFE: &str = "/uk/heroes/yurii-lysiuk";

fn stressed() -> Record {
    let json = LYSIUK.replace(
        r#""latin":"#,
        "\"stress\": {\"family\": \"Лисю\u{301}к\", \"given\": \"Юрі\u{301}й\"}, \"latin\":",
    );
    serde_json::from_str(&json).unwrap()
}

#[actix_web::test]
async fn a_family_gives_it_and_readers_hear_it() {
    let site = Site::open().await;
    administrator(&site, &site.browser).await;
    let family = site.visitor();
    let home = told(&family, "Юрій любив ліс.").await;
    let who = format!("{home}/who");
    let form = |stress| {
        [
            ("family", "Лисюк"),
            ("given", "Юрій"),
            ("call-sign", "Лис"),
            ("sex", "male"),
            ("stress", stress),
        ]
    };
    // What is not the name is kept as it was typed, and said.
    let wrong = family.post(&who, &form("ЛисЕнко")).await;
    assert_eq!(wrong.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(
        wrong.says("саме те ім’я, що вище") && wrong.text().contains("ЛисЕнко"),
        "{}",
        wrong.words()
    );
    family.post(&who, &form("ЮрІй ЛисЮк")).await.seen_at();
    let check = family.get(&format!("{home}/check")).await.ok();
    assert!(check.says(&format!("Наголос: {SAID}")), "{}", check.words());
    let review = site.get("/admin/submissions/1").await.ok();
    assert!(review.says(SAID), "{}", review.words());
    let_all_stand(&site.browser, 1).await;
    let read = revision(&site.get("/admin/submissions/1").await.ok());
    let form = [("revision", read.as_str()), ("seen", "1")];
    site.post("/admin/submissions/1/approval", &form)
        .await
        .seen_at();
    let page = site.get(LIFE).await.ok();
    assert!(page.says(&format!("наголос: {SAID}")));
    assert_eq!(
        site.get(&format!("{LIFE}/plain")).await.ok().all("h1"),
        [SAID]
    );
    // The address and the search know only the letters.
    for typed in ["Лисюк", "Лисю\u{301}к", "Юрі\u{301}й Лисю\u{301}к"] {
        let found = site.get(&format!("/uk/heroes?q={typed}")).await.ok();
        assert_eq!(found.all(".person-name"), ["Лисюк Юрій"], "{typed}");
    }
}

#[actix_web::test]
async fn marks_typed_into_the_name_itself_are_its_stress() {
    let site = Site::open().await;
    administrator(&site, &site.browser).await;
    let family = site.visitor();
    let home = told(&family, "Юрій любив ліс.").await;
    let form = [
        ("family", "Лисю\u{301}к"),
        ("given", "Юрій"),
        ("sex", "male"),
    ];
    family.post(&format!("{home}/who"), &form).await.seen_at();
    let check = family.get(&format!("{home}/check")).await.ok();
    assert!(
        check.says("Наголос: Юрій Лисю\u{301}к"),
        "{}",
        check.words()
    );
}

#[actix_web::test]
async fn the_desk_corrects_it_and_goes_back() {
    let site = Site::open().await;
    administrator(&site, &site.browser).await;
    let id = publish_life(&site, LYSIUK);
    let edit = format!("/admin/heroes/{id}/edit");
    let filled = |page: &crate::site::Answer| -> Vec<(String, String)> {
        let html = scraper::Html::parse_document(&page.text());
        let inputs =
            scraper::Selector::parse("#record input, #record textarea, #record select").unwrap();
        let chosen = scraper::Selector::parse("option[selected]").unwrap();
        html.select(&inputs)
            .filter(|input| {
                !matches!(input.value().attr("type"), Some("checkbox" | "radio"))
                    || input.value().attr("checked").is_some()
            })
            .filter_map(|input| {
                let name = input.value().attr("name")?.to_owned();
                let value = match input.value().name() {
                    "textarea" => input
                        .text()
                        .collect::<String>()
                        .trim_start_matches('\n')
                        .to_owned(),
                    "select" => input
                        .select(&chosen)
                        .next()
                        .and_then(|option| option.value().attr("value"))
                        .unwrap_or_default()
                        .to_owned(),
                    _ => input.value().attr("value").unwrap_or_default().to_owned(),
                };
                Some((name, value))
            })
            .collect()
    };
    let with = |pairs: &[(String, String)], stress: &str| -> Vec<(String, String)> {
        let mut pairs = pairs.to_vec();
        for (name, value) in &mut pairs {
            match name.as_str() {
                "stress" => *value = stress.to_owned(),
                "why" | "reason" | "message" => *value = "так у родині".to_owned(),
                _ => {}
            }
        }
        pairs
    };
    let pairs = filled(&site.get(&edit).await.ok());
    assert!(pairs.iter().any(|(name, _)| name == "stress"), "{pairs:?}");
    let post = async |stress: &str| {
        let pairs = with(&filled(&site.get(&edit).await.ok()), stress);
        let form: Vec<(&str, &str)> = pairs
            .iter()
            .map(|(name, value)| (name.as_str(), value.as_str()))
            .collect();
        site.post(&edit, &form).await
    };
    let wrong = post("ЛисЕнко").await;
    assert_eq!(wrong.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(
        wrong.says("без наголосів тут має бути саме ім’я"),
        "{}",
        wrong.words()
    );
    post("ЮрІй ЛисЮк").await.seen_at();
    assert!(site.get(LIFE).await.ok().says(SAID));
    let history = site.get(&format!("/admin/heroes/{id}")).await.ok();
    assert!(history.says("Наголос"), "{}", history.words());
    let journal = site.get("/admin/journal").await.ok();
    assert!(
        journal.says("Юрі\u{301}й Лисю\u{301}к"),
        "{}",
        journal.words()
    );
    let form = [
        ("reason", "помилка"),
        ("message", "помилка"),
        ("why", "помилка"),
    ];
    let version = history
        .attributes("input[name=version]", "value")
        .pop()
        .unwrap_or_else(|| "2".into());
    let mut form = form.to_vec();
    form.push(("version", version.as_str()));
    site.post(&format!("/admin/heroes/{id}/versions/1/restoration"), &form)
        .await
        .seen_at();
    assert!(!site.get(LIFE).await.ok().says(SAID));
}

#[actix_web::test]
async fn an_export_and_a_table_carry_it() {
    let site = Site::open().await;
    publish_life(&site, &serde_json::to_string(&stressed()).unwrap());
    let folder = tempfile::tempdir().unwrap();
    for name in ["all.jsonl", "all.csv"] {
        let file = folder.path().join(name);
        let arguments = export::Arguments {
            file: file.clone(),
            photos: None,
        };
        export::export(&site.state.db, &arguments, chrono::Utc::now()).unwrap();
        let text = std::fs::read_to_string(&file).unwrap();
        assert!(text.contains("Лисю\u{301}к"), "{text}");
        assert!(
            name != "all.csv" || text.contains("Лисю\u{301}к Юрі\u{301}й"),
            "{text}"
        );
    }
    let api = site.get("/api/v1/heroes/yurii-lysiuk").await.ok();
    assert!(api.text().contains("Лисю\u{301}к"), "{}", api.text());
}
