//! What is typed, kept while it is typed: nothing judged, nothing written over, nothing passed by it.

use reqwest::StatusCode;
use serde_json::{Value, json};

use crate::site::{Answer, Site};
use crate::submissions::{begun, is_secret, kept, put, sent};

fn json(answer: &Answer) -> Value {
    serde_json::from_slice(&answer.bytes).unwrap_or_else(|_| panic!("{}", answer.words()))
}

async fn base(site: &Site, page: &str) -> String {
    let page = site.get(page).await.ok();
    page.attributes("input[name=base]", "value").remove(0)
}

#[actix_web::test]
async fn words_are_kept_as_they_are_typed_and_the_next_post_crosses_nobody() {
    let site = Site::open().await;
    let home = begun(&site).await;
    let life = format!("{home}/life");
    let from = base(&site, &life).await;
    let form = [
        ("base", from.as_str()),
        ("event-0-kind", "work"),
        ("event-0-text", "Пиляв ліс"),
        ("event-0-from-day", "31"),
        ("event-0-from-month", "2"),
        ("event-1-kind", ""),
        ("event-1-text", ""),
    ];
    let answer = site.post(&format!("{life}/keeping"), &form).await.ok();
    is_secret(&answer);
    let heard = json(&answer);
    assert!(
        heard["saved"]
            .as_str()
            .unwrap()
            .starts_with("Збережено о\u{a0}")
    );
    let answers = kept(&site, &home).answers;
    assert_eq!(
        answers.life.events.len(),
        2,
        "a row that is being filled stays"
    );
    assert!(!answers.seen.contains("life"), "and the step is not passed");
    assert!(!site.get(&life).await.ok().says("Такого дня немає"));

    // The base that was heard is that of the next post; the one before is answered the same again.
    let again = site.post(&format!("{life}/keeping"), &form).await.ok();
    assert_eq!(json(&again), heard);
    let revision = kept(&site, &home).revision;
    site.post(&format!("{life}/keeping"), &form).await.ok();
    assert_eq!(
        kept(&site, &home).revision,
        revision,
        "nothing new, nothing written"
    );
    let form = [
        ("base", heard["base"].as_str().unwrap()),
        ("event-0-text", "Пиляв ліс у Пулинах"),
    ];
    site.post(&life, &form).await.seen_at();
    assert_eq!(
        kept(&site, &home).answers.life.events[0].text.text,
        "Пиляв ліс у Пулинах"
    );
}

#[actix_web::test]
async fn words_that_meet_others_are_not_written_over_them() {
    let site = Site::open().await;
    let home = sent(&site).await;
    let story = format!("{home}/story");
    let keeping = format!("{story}/keeping");
    let old = base(&site, &story).await;
    let mother = [("base", old.as_str()), ("biography", "Слова матері.")];
    site.post(&keeping, &mother).await.ok();
    let sister = [("base", old.as_str()), ("biography", "Слова сестри.")];
    let crossed = site.post(&keeping, &sister).await;
    assert_eq!(crossed.status, StatusCode::CONFLICT);
    let said = json(&crossed)["say"].as_str().unwrap().to_owned();
    assert!(said.starts_with("Тут щойно писав хтось інший"), "{said}");
    // A page that was not written in takes nothing away, and keeps its old base: the next words meet the newer ones.
    let untouched = [("base", old.as_str()), ("biography", "")];
    let heard = site.post(&keeping, &untouched).await.ok();
    assert_eq!(json(&heard)["base"], old.as_str());
    assert_eq!(
        kept(&site, &home).answers.story.biography.text,
        "Слова матері."
    );

    put(&site, &home, "taken", None);
    let closed = site.post(&keeping, &mother).await;
    assert_eq!(closed.status, StatusCode::CONFLICT);
    let said = json(&closed)["say"].as_str().unwrap().to_owned();
    assert!(said.starts_with("Розповідь уже не можна змінити"), "{said}");
}

#[actix_web::test]
async fn contacts_are_kept_apart_and_consent_is_given_by_hand_alone() {
    let site = Site::open().await;
    let home = sent(&site).await;
    let contact = format!("{home}/contact");
    let from = base(&site, &contact).await;
    let form = [("base", from.as_str()), ("contact-phone", "067 123 45 67 ")];
    let heard = json(&site.post(&format!("{contact}/keeping"), &form).await.ok());
    assert_eq!(base(&site, &contact).await, heard["base"].as_str().unwrap());
    // Asked once more with the older base, as after an answer that was not heard: the same words are no quarrel.
    site.post(&format!("{contact}/keeping"), &form).await.ok();
    assert!(
        site.get(&contact)
            .await
            .ok()
            .text()
            .contains("067 123 45 67")
    );

    for (step, form) in [("consent", vec![("consent", "")]), ("nothing", vec![])] {
        let answer = site.post(&format!("{home}/{step}/keeping"), &form).await;
        assert_eq!(answer.status, StatusCode::NOT_FOUND, "{step}");
    }
    assert!(!kept(&site, &home).answers.consent.is_empty());
    let stranger = site.post("/uk/submissions/nobody/who/keeping", &[]).await;
    assert_eq!(stranger.status, StatusCode::NOT_FOUND);
}

#[actix_web::test]
async fn a_pasted_text_is_kept_once_its_language_is_settled() {
    let site = Site::open().await;
    let home = begun(&site).await;
    let keeping = format!("{home}/text/keeping");
    let from = base(&site, &format!("{home}/text")).await;
    let post = async |base: &str, written: &str, text: &str| {
        let form = [("base", base), ("written", written), ("text", text)];
        site.post(&keeping, &form).await
    };
    let early = post(&from, "uk", "Facebook").await;
    assert_eq!(early.status, StatusCode::ACCEPTED);
    let english = "He was born in a village near Zhytomyr and worked at a sawmill all his life, until the war came to his house.";
    let heard = json(&post(&from, "uk", english).await.ok());
    assert_eq!(heard["written"], "en");
    let biography = || kept(&site, &home).answers.story.biography;
    assert_eq!(
        (biography().text.as_str(), biography().other.as_str()),
        ("", english)
    );
    // It is answered the same to who did not hear; another text in a language nobody looks at waits for the button.
    assert_eq!(json(&post(&from, "uk", english).await.ok()), heard);
    let other = post(
        heard["base"].as_str().unwrap(),
        "uk",
        &english.replace("sawmill", "school"),
    )
    .await;
    assert_eq!(other.status, StatusCode::ACCEPTED);
    assert_eq!(biography().other, english);
    assert_eq!(
        json(&other),
        json!({ "say": "Збережено на цьому телефоні." })
    );
}

#[actix_web::test]
async fn words_beside_pictures_are_kept_and_more_than_can_be_kept_is_not() {
    let site = Site::open().await;
    let home = begun(&site).await;
    let long = "я".repeat(300_000);
    let answer = site
        .post(&format!("{home}/story/keeping"), &[("biography", &long)])
        .await;
    assert_eq!(answer.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(
        json(&answer)["say"]
            .as_str()
            .unwrap()
            .contains("більше, ніж")
    );
    let answer = site.post(&format!("{home}/photos/keeping"), &[]).await.ok();
    assert!(json(&answer)["base"].is_string());
}
