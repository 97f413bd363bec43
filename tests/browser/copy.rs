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

    let begin = format!("file://{}/uk/index.html", to.display());
    browser.page.goto(&begin).await.unwrap();
    for (typed, wanted) in [
        ("Lysyuk", "Лисюк Юрій"),
        ("Лисюк Юра", "Лисюк Юрій"),
        ("лис", "Лисюк Юрій"),
        ("58 омпбр", "Лисюк Юрій"),
        ("Пулини", "Лисюк Юрій"),
        ("Лесюк", "Лисюк Юрій"),
        ("Krynychanska", "Криничанська Орися"),
    ] {
        browser.write("q", typed).await;
        browser.press("form.search button").await;
        let found = browser.element("#found .person-name a").await;
        assert_eq!(found.text().await.unwrap(), wanted, "{typed}");
    }
    browser.press("#found .person-name a").await;
    assert_eq!(
        browser.element("h1.name").await.text().await.unwrap(),
        "Криничанська Орися"
    );

    browser
        .page
        .goto(format!(
            "file://{}/en/search.html?q=%D0%97%D0%B0%D1%8F%D1%80%D0%BD%D0%B8%D0%B9",
            to.display()
        ))
        .await
        .unwrap();
    actix_web::rt::time::sleep(std::time::Duration::from_millis(500)).await;
    assert!(browser.words().await.contains("Nobody was found"));

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
}
