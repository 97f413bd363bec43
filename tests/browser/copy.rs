//! A copy of the memorial in a folder, opened without a server, and its search.

use heroes_memorial::archive::export_static::write::{Arguments, export_static};
use heroes_memorial::config::Settings;
use heroes_memorial::db::Database;
use heroes_memorial::names::folds;
use serde_json::Value;

use crate::chromium::{Chromium, Screen};
use crate::lives::{LYSIUK, NAME_ONLY, publish_life, published_at};
use crate::site::Site;

/// Names as people write them, in every habit that the search knows.
const WRITTEN: &str = "Лисюк Lysiuk Lysyuk Łysiuk Лысюк Юрій Jurij Iouri Щербак Schtscherbak Ščerbak Євген Їжакевич Згурський \
    Знам’янка Прокоп'єв Корольов Королев Черный Chevtchenko Jytomyr Mychajło Pushcar Šyrokix Cemilev Petroff Яновская Сергей \
    58 588 ОМПБр Ґоґоль Ёлкин Ꞵ ß 𝕀van";

#[actix_web::test]
async fn a_name_in_other_letters_is_found_in_a_folder_without_a_server() {
    let Some(browser) = Chromium::open(Screen::Telephone, true).await else {
        return;
    };
    let site = Site::open().await;
    publish_life(&site, LYSIUK);
    publish_life(&site, NAME_ONLY);
    let folder = tempfile::tempdir().unwrap();
    let to = folder.path().join("stick");
    let (file, arguments) = (site.database(), Arguments { folder: to.clone() });
    let made = std::thread::spawn(move || {
        let db = Database::open(&file).unwrap();
        export_static(db, Settings::default(), &arguments, published_at)
    });
    made.join().unwrap().unwrap();

    let at = |file: &str| format!("file://{}/{file}", to.display());
    browser.page.goto(at("uk/index.html")).await.unwrap();
    browser.write("q", "Lysyuk").await;
    browser.press("form.search button").await;
    let found = browser.element("#found .person-name a").await;
    assert_eq!(found.text().await.unwrap(), "Лисюк Юрій");
    found.click().await.unwrap();
    assert_eq!(
        browser.element("h1.name").await.text().await.unwrap(),
        "Юрій Лисюк"
    );

    for (typed, wanted) in [
        ("Лисюк Юра", "Знайдено: 1. Лисюк Юрій"),
        ("лис", "Знайдено: 1. Лисюк Юрій"),
        ("58 омпбр", "Знайдено: 1. Лисюк Юрій"),
        ("Пулини", "Знайдено: 1. Лисюк Юрій"),
        ("Лесюк", "Знайдено: 1. Лисюк Юрій"),
        ("Krynychanska", "Знайдено: 1. Криничанська Орися"),
        ("Заярний", "Нікого не знайдено."),
    ] {
        let query: String = url::form_urlencoded::byte_serialize(typed.as_bytes()).collect();
        browser
            .page
            .goto(at(&format!("uk/search.html?q={query}")))
            .await
            .unwrap();
        let mut words = String::new();
        for _ in 0..100 {
            words = browser.words().await;
            if words.contains(wanted) {
                break;
            }
            actix_web::rt::time::sleep(std::time::Duration::from_millis(100)).await;
        }
        assert!(words.contains(wanted), "{typed}: {words}");
    }

    let said: Value = browser
        .page
        .execute(
            "return arguments[0].split(/\\s+/).map((word) => [word, window.memorialFolds(word).sort()])",
            vec![serde_json::json!(WRITTEN)],
        )
        .await
        .unwrap()
        .json()
        .clone();
    for pair in said.as_array().unwrap() {
        let word = pair[0].as_str().unwrap();
        let mut keys: Vec<String> = folds(word)
            .into_iter()
            .filter(|key| !key.is_empty())
            .collect();
        keys.sort();
        keys.dedup();
        assert_eq!(pair[1], serde_json::json!(keys), "{word}");
    }
    browser.close().await;
}
