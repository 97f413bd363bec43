//! Somebody who types a place: the register proposes, choosing fills in the region in sight, and nothing more is asked.

use thirtyfour::prelude::*;

use crate::chromium::{Chromium, Screen};
use crate::site::Site;

#[actix_web::test]
async fn a_settlement_is_chosen_from_the_keyboard_and_its_region_is_filled_in_sight() {
    let Some(browser) = Chromium::open(Screen::Desk, true).await else {
        return;
    };
    let site = Site::open().await;
    let family = &site.browser;
    let form = [("family", "Лисюк"), ("given", "Юрій")];
    let next = family.begin("/uk/submissions/new", &form).await;
    let death = next.replace("/relation", "/death");
    browser
        .page
        .goto(format!("{}{death}", site.address))
        .await
        .unwrap();
    browser.element("#death-settlement[role=combobox]").await;
    browser.write("death-settlement", "пулини").await;
    let option = browser
        .element(".place-list:not([hidden]) [role=option]")
        .await;
    let said = crate::site::spaced(&option.text().await.unwrap());
    assert!(
        said.starts_with("Пулини, Житомирський район, Житомирська область"),
        "{said}"
    );
    let field = browser.field("death-settlement").await;
    field.send_keys(Key::Down).await.unwrap();
    assert!(
        field
            .attr("aria-activedescendant")
            .await
            .unwrap()
            .is_some_and(|id| !id.is_empty())
    );
    field.send_keys(Key::Enter).await.unwrap();
    assert_eq!(field.prop("value").await.unwrap().unwrap(), "Пулини");
    let region = browser.field("death-region").await;
    assert_eq!(region.prop("value").await.unwrap().unwrap(), "UA-18");
    assert!(
        browser
            .words()
            .await
            .contains("Вибрано: Пулини, Житомирський район"),
        "what was filled in is said"
    );
    // It can be changed: the family's word stands over the register's.
    browser.choose("death-region", "UA-14").await;
    assert_eq!(region.prop("value").await.unwrap().unwrap(), "UA-14");
    browser.close().await;
}
