//! A family with an ordinary telephone, script off, and the people who read what it told.

use std::collections::BTreeSet;
use std::time::Duration;

use thirtyfour::prelude::*;

use crate::chromium::{Chromium, Screen};
use crate::lysiuk::{FOUND_AT, STEPS};
use crate::site::Site;

/// The button that saves a step and goes on.
const ON: &str = ".form-buttons .button-primary";

impl Chromium {
    /// Types a step's answers as a person would: opening what is closed, asking for one more row where there is none.
    async fn answer(&self, form: &[(&str, &str)]) {
        self.open_details().await;
        for (name, value) in form {
            if self.page.find(By::Name(*name)).await.is_err() {
                let rows = name.split('-').next().unwrap();
                self.press(&format!("button[name='more'][value='{rows}']"))
                    .await;
                self.field(name).await;
                self.open_details().await;
            }
            let field = self.field(name).await;
            let kind = field.attr("type").await.unwrap().unwrap_or_default();
            match (field.tag_name().await.unwrap().as_str(), kind.as_str()) {
                ("select", _) | (_, "radio" | "checkbox") => self.choose(name, value).await,
                _ => self.write(name, value).await,
            }
        }
    }

    async fn open_details(&self) {
        for summary in self
            .page
            .find_all(By::Css("details.more:not([open]) > summary"))
            .await
            .unwrap()
        {
            summary.click().await.unwrap();
        }
    }

    /// Waits until the address ends so; a slow machine is given ten seconds.
    pub async fn is_at(&self, end: &str) {
        let mut address = self.page.current_url().await.unwrap();
        for _ in 0..100 {
            if address.path().ends_with(end) {
                return;
            }
            actix_web::rt::time::sleep(Duration::from_millis(100)).await;
            address = self.page.current_url().await.unwrap();
        }
        panic!("{} is not …{end}: {}", address.path(), self.words().await);
    }
}

fn shows_him(answer: &crate::site::Answer) -> bool {
    answer
        .attributes("a", "href")
        .iter()
        .any(|path| path.contains("/heroes/yurii-lysiuk"))
}

#[actix_web::test]
async fn the_story_of_yurii_lysiuk_goes_in_through_the_familys_own_pages_and_is_found() {
    let Some(browser) = Chromium::open(Screen::Telephone, false).await else {
        return;
    };
    let site = Site::open().await;
    let page = &browser.page;

    page.goto(format!("{}/uk", site.address)).await.unwrap();
    page.goto(format!("{}/uk/submissions/new", site.address))
        .await
        .unwrap();
    browser
        .answer(&[
            ("family", "Лисюк"),
            ("given", "Юрій"),
            ("call-sign", "Лис"),
            ("sex", "male"),
            ("aliases", "Yuriy Lysiuk"),
        ])
        .await;
    browser.press(ON).await;
    browser.is_at("/relation").await;
    for (step, form) in STEPS {
        if *step == "contact" {
            browser.is_at("/photos").await;
            browser.press(ON).await;
        }
        browser.is_at(step).await;
        browser.answer(form).await;
        browser.press(ON).await;
    }
    browser.is_at("/consent").await;
    browser.press("#consent").await;
    browser.press(ON).await;
    browser.is_at("/check").await;
    let words = browser.words().await;
    for told in [
        "Юрій Лисюк",
        "«Лис»",
        "Буряківка",
        "Іллінка",
        "Пулини",
        "водій",
        "батьки",
        "сестра",
    ] {
        assert!(
            words.contains(told),
            "{told} is not among the answers: {words}"
        );
    }
    browser.press(ON).await;
    let own = page.current_url().await.unwrap();
    for path in FOUND_AT {
        assert!(
            !shows_him(&site.get(path).await.ok()),
            "{path} shows a story nobody has read"
        );
    }

    // The desk, in the same browser: first the link an empty memorial prints.
    let link = heroes_memorial::accounts::invitation::first(
        &site.state.db,
        heroes_memorial::app::chance().unwrap(),
        site.state.now(),
    );
    page.goto(format!("{}{}", site.address, link.unwrap().unwrap()))
        .await
        .unwrap();
    for (name, value) in [
        ("name", "Олена М."),
        ("password", "вишня потяг сіль ранок"),
        ("again", "вишня потяг сіль ранок"),
    ] {
        browser.write(name, value).await;
    }
    browser.press("main button[type='submit']").await;
    browser.is_at("/admin").await;
    page.find(By::PartialLinkText("Лисюк"))
        .await
        .unwrap()
        .click()
        .await
        .unwrap();
    browser.press("button[formaction$='/taking']").await;
    browser.element("button[formaction$='/giving-back']").await;
    browser.press("button[formaction$='/approval']").await;
    browser.is_at("/admin/heroes/1").await;

    for path in FOUND_AT {
        assert!(
            shows_him(&site.get(path).await.ok()),
            "{path} does not show him"
        );
    }
    // The family's own page leads there, and a stranger finds him in the other alphabet.
    page.goto(own.as_str()).await.unwrap();
    browser.press("a[href*='/heroes/yurii-lysiuk']").await;
    browser.is_at("/heroes/yurii-lysiuk").await;
    let words = browser.words().await;
    assert!(
        words.contains("травень 1996 — 5 березня 2024") && words.contains("27 років"),
        "{words}"
    );
    page.goto(format!("{}/en", site.address)).await.unwrap();
    browser.write("q", "Lysyuk").await;
    browser.press(".search-box button").await;
    browser.is_at("/en/heroes").await;
    browser.press("a[href='/en/heroes/yurii-lysiuk']").await;
    browser.is_at("/en/heroes/yurii-lysiuk").await;
    let words = browser.words().await;
    assert!(
        words.contains("Yurii Lysiuk") && words.contains("aged 27"),
        "{words}"
    );
    browser.close().await;
}

#[actix_web::test]
async fn no_page_is_wider_than_its_screen_and_none_asks_elsewhere() {
    let site = Site::open().await;
    for screen in [Screen::Telephone, Screen::Desk] {
        let Some(browser) = Chromium::open(screen, true).await else {
            return;
        };
        for path in [
            "/uk",
            "/uk/heroes",
            "/uk/regions",
            "/uk/units",
            "/uk/submissions/new",
            "/en/privacy",
            "/admin/sign-in",
        ] {
            let page = &browser.page;
            page.goto(format!("{}{path}", site.address)).await.unwrap();
            let script = "return document.documentElement.scrollWidth > innerWidth";
            let wide = page.execute(script, vec![]).await.unwrap();
            assert_eq!(
                wide.json(),
                &serde_json::Value::Bool(false),
                "{path} scrolls sideways"
            );
            let script = "return performance.getEntriesByType('resource').map(entry => new URL(entry.name).origin)";
            let asked = page.execute(script, vec![]).await.unwrap();
            let origins: BTreeSet<String> = serde_json::from_value(asked.json().clone()).unwrap();
            assert!(
                origins.iter().all(|origin| *origin == site.address),
                "{path} asked {origins:?}"
            );
        }
        browser.close().await;
    }
}
