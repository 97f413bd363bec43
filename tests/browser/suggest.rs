//! Somebody who types a name, with a keyboard or a finger, with script and without.

use std::time::Duration;

use serde_json::Value;
use thirtyfour::prelude::*;

use crate::chromium::{Chromium, Screen};
use crate::lives::{LYSIUK, NAME_ONLY, publish_life};
use crate::site::Site;

const OPEN: &str = ".suggestions:not([hidden])";

impl Chromium {
    async fn run(&self, script: &str) -> Value {
        self.page
            .execute(script, vec![])
            .await
            .unwrap()
            .json()
            .clone()
    }

    async fn key(&self, key: Key) {
        self.field("q").await.send_keys(key).await.unwrap();
    }

    async fn says(&self, name: &str) -> Option<String> {
        self.field("q").await.attr(name).await.unwrap()
    }

    /// Longer than the script waits and a local answer takes.
    async fn pause(&self) {
        actix_web::rt::time::sleep(Duration::from_millis(600)).await;
    }

    async fn is_closed(&self) -> bool {
        self.page.find_all(By::Css(OPEN)).await.unwrap().is_empty()
            && self.says("aria-expanded").await.as_deref() == Some("false")
            && self.says("aria-activedescendant").await.is_none()
    }
}

async fn two_lives() -> Site {
    let site = Site::open().await;
    publish_life(&site, LYSIUK);
    publish_life(&site, NAME_ONLY);
    site
}

#[actix_web::test]
async fn a_life_is_opened_from_the_keyboard_by_the_beginning_of_a_name() {
    let Some(browser) = Chromium::open(Screen::Desk, true).await else {
        return;
    };
    let site = two_lives().await;
    browser
        .page
        .goto(format!("{}/uk", site.address))
        .await
        .unwrap();
    browser.element("[role='combobox']").await;
    assert_eq!(browser.says("aria-autocomplete").await.unwrap(), "list");
    assert!(browser.is_closed().await);
    let measured =
        "return [document.querySelector('.doors').getBoundingClientRect().top, history.length]";
    let before = browser.run(measured).await;

    browser.write("q", "Лисю").await;
    let option = browser.element(&format!("{OPEN} [role='option']")).await;
    assert_eq!(
        crate::site::spaced(&option.text().await.unwrap()),
        "Лисюк Юрій 1996 — 2024, 58 ОМПБр"
    );
    assert_eq!(
        browser
            .element(".suggestions b")
            .await
            .text()
            .await
            .unwrap(),
        "Лисю"
    );
    assert_eq!(browser.says("aria-expanded").await.unwrap(), "true");
    let list = browser.element("[role='listbox']").await;
    assert_eq!(
        browser.says("aria-controls").await,
        list.id().await.unwrap()
    );
    assert_eq!(list.attr("aria-label").await.unwrap().unwrap(), "Підказки");
    let status = "return document.querySelector('form [role=status]').textContent";
    assert_eq!(browser.run(status).await, "1\u{a0}підказка");
    assert_eq!(browser.says("aria-activedescendant").await, None);
    assert_eq!(browser.run(measured).await, before, "nothing moves");

    browser.key(Key::Down).await;
    assert_eq!(
        browser.says("aria-activedescendant").await,
        option.id().await.unwrap()
    );
    assert_eq!(option.attr("aria-selected").await.unwrap().unwrap(), "true");
    browser.key(Key::Home).await;
    assert_eq!(browser.says("aria-activedescendant").await, None);
    assert_eq!(
        browser
            .run("return document.querySelector('#q').selectionStart")
            .await,
        0,
        "Home is the caret's"
    );
    browser.key(Key::Escape).await;
    assert!(browser.is_closed().await);
    browser.key(Key::Escape).await;
    assert_eq!(
        browser
            .run("return document.querySelector('#q').value")
            .await,
        "Лисю"
    );
    browser.key(Key::Up).await;
    assert_eq!(
        browser.says("aria-activedescendant").await.unwrap(),
        "suggestion-0"
    );
    browser.key(Key::Down).await;
    assert_eq!(
        browser.says("aria-activedescendant").await,
        None,
        "past the end is the field again"
    );
    browser.key(Key::Down).await;
    browser.key(Key::Enter).await;
    browser.is_at("/uk/heroes/yurii-lysiuk").await;
    let length = browser.run("return history.length").await.as_u64().unwrap();
    assert_eq!(length, before[1].as_u64().unwrap() + 1);
    browser.close().await;
}

#[actix_web::test]
async fn enter_without_an_option_and_a_form_without_script_ask_for_the_list() {
    let site = two_lives().await;
    for script in [true, false] {
        let Some(browser) = Chromium::open(Screen::Desk, script).await else {
            return;
        };
        browser
            .page
            .goto(format!("{}/uk", site.address))
            .await
            .unwrap();
        browser.write("q", "Лис").await;
        if script {
            browser.element(&format!("{OPEN} [role='option']")).await;
        } else {
            browser.pause().await;
            let made = browser
                .page
                .find_all(By::Css(".suggestions"))
                .await
                .unwrap();
            assert!(made.is_empty());
            assert_eq!(browser.says("role").await, None);
        }
        browser.key(Key::Enter).await;
        browser.is_at("/uk/heroes").await;
        browser.element("a[href='/uk/heroes/yurii-lysiuk']").await;
        browser.close().await;
    }
}

#[actix_web::test]
async fn a_finger_opens_a_unit_and_leaving_the_field_closes_the_list() {
    let Some(browser) = Chromium::open(Screen::Telephone, true).await else {
        return;
    };
    let site = two_lives().await;
    browser
        .page
        .goto(format!("{}/en/heroes", site.address))
        .await
        .unwrap();
    browser.element("[role='combobox']").await;
    browser.write("q", "58th").await;
    let unit = format!("{OPEN} [role='option'][href='/en/units/58-motorized']");
    let height = browser.element(&unit).await.rect().await.unwrap().height;
    assert!(height >= 44.0, "{height}");
    let wide = "return document.documentElement.scrollWidth > innerWidth";
    assert_eq!(browser.run(wide).await, false);
    browser.key(Key::Tab).await;
    assert!(browser.is_closed().await);
    browser.write("q", "58 brigade").await;
    browser.press(&unit).await;
    browser.is_at("/en/units/58-motorized").await;
    browser.close().await;
}

#[actix_web::test]
async fn late_and_lost_answers_change_nothing() {
    let Some(browser) = Chromium::open(Screen::Desk, true).await else {
        return;
    };
    let site = two_lives().await;
    browser
        .page
        .goto(format!("{}/uk", site.address))
        .await
        .unwrap();
    browser.element("[role='combobox']").await;
    // The first answer comes long after the second, as if nothing could call it back.
    browser
        .run(
            "const asked = window.fetch; window.questions = 0; window.faults = 0;
             addEventListener('error', () => faults++); addEventListener('unhandledrejection', () => faults++);
             window.fetch = async (address) => {
               questions++;
               const answer = await asked(address);
               if (address.endsWith(encodeURIComponent('Ли'))) await new Promise((done) => setTimeout(done, 900));
               return answer;
             };",
        )
        .await;
    let field = browser.field("q").await;
    field.send_keys("Ли").await.unwrap();
    actix_web::rt::time::sleep(Duration::from_millis(250)).await;
    field.send_keys("сюк Орися").await.unwrap();
    browser.pause().await;
    browser.pause().await;
    assert!(browser.is_closed().await, "nobody is called so");
    assert_eq!(
        browser.run("return questions").await,
        2,
        "a pause is waited for"
    );

    browser
        .run("window.fetch = () => { questions++; return Promise.reject(new TypeError()) }")
        .await;
    browser.write("q", "Лисюк").await;
    browser.pause().await;
    assert!(browser.is_closed().await);
    assert_eq!(browser.run("return faults").await, 0);
    browser.key(Key::Enter).await;
    browser.is_at("/uk/heroes").await;
    browser.close().await;
}

#[actix_web::test]
async fn whoever_saves_data_is_asked_for_none() {
    let Some(browser) = Chromium::open(Screen::Telephone, true).await else {
        return;
    };
    let site = two_lives().await;
    browser
        .page
        .goto(format!("{}/uk", site.address))
        .await
        .unwrap();
    browser.element("[role='combobox']").await;
    browser
        .run(
            "Object.defineProperty(navigator, 'connection', { value: { saveData: true } });
             window.questions = 0; window.fetch = () => { questions++; return Promise.reject(new TypeError()) }",
        )
        .await;
    browser.write("q", "Лис").await;
    browser.pause().await;
    browser.key(Key::Down).await;
    assert_eq!(browser.run("return questions").await, 0);
    assert!(browser.is_closed().await);
    browser.close().await;
}
