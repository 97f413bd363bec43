//! The state of the memorial: each number is right, and leads to exactly those it counts.

use std::collections::BTreeMap;

use diesel::prelude::*;
use heroes_memorial::i18n::Lang;
use serde_json::json;

use crate::accounts::administrator;
use crate::lives::{LYSIUK, NAME_ONLY, publish_life};
use crate::queue::sent;
use crate::site::Site;

async fn numbers(site: &Site) -> BTreeMap<String, String> {
    let page = site.get("/admin/state").await.ok();
    let names = page.all(".state th");
    names.into_iter().zip(page.all(".state td")).collect()
}

#[actix_web::test]
async fn every_number_leads_to_exactly_those_it_counts() {
    let site = Site::open().await;
    administrator(&site, &site.browser).await;
    publish_life(&site, LYSIUK);
    publish_life(&site, NAME_ONLY);
    publish_life(
        &site,
        r#"{"name": {"family": "Мельник", "given": "Ігор"}, "died": "2023", "biography": {"en": "He loved bees."},
            "service": [{"unit_text": "загін «Вітер»"}, {"unit_text": "загін «Хмара»"}]}"#,
    );
    let expected = [
        ("Без дати смерті", "death", vec!["Криничанська"]),
        (
            "Без дати народження",
            "birth",
            vec!["Криничанська", "Мельник"],
        ),
        (
            "Без світлини",
            "picture",
            vec!["Лисюк", "Криничанська", "Мельник"],
        ),
        (
            "Без тексту англійською",
            "english",
            vec!["Лисюк", "Криничанська"],
        ),
        (
            "Без тексту українською",
            "ukrainian",
            vec!["Криничанська", "Мельник"],
        ),
        (
            "З підрозділом, якого немає в довіднику",
            "unit",
            vec!["Мельник"],
        ),
        (
            "Зі світлиною, якої не можна показати",
            "shown-picture",
            vec![],
        ),
    ];
    let told = numbers(&site).await;
    assert_eq!(told["Оприлюднені життя"], "3");
    for (name, word, names) in &expected {
        assert_eq!(told[*name], names.len().to_string(), "{name}");
        let list = site.get(&format!("/admin/heroes?lacks={word}")).await.ok();
        let found = list.all("table.queue td:first-child a");
        let families: Vec<&str> = found
            .iter()
            .map(|name| name.split(' ').next().unwrap())
            .collect();
        assert_eq!(families, *names, "{word}");
    }
    assert_eq!(told["Чекають на читання"], "0");
    assert_eq!(told["Найдовше чекає"], "нікого");
    sent(
        &site,
        "Довгий",
        Lang::Uk,
        site.state.now() - chrono::TimeDelta::days(20),
        json!({}),
    );
    let told = numbers(&site).await;
    assert_eq!(told["Чекають на читання"], "1");
    assert_eq!(told["Найдовше чекає"], "20 днів");
    assert_eq!(told["Чекають довше, ніж ми обіцяли"], "1");
}

#[actix_web::test]
async fn pictures_are_counted_as_they_come_and_go() {
    let site = Site::open().await;
    administrator(&site, &site.browser).await;
    let (one, other) = (publish_life(&site, LYSIUK), publish_life(&site, NAME_ONLY));
    let written = |sql: String| {
        let done = site
            .state
            .db
            .write_now(|conn| diesel::sql_query(sql).execute(conn));
        done.unwrap();
    };
    let both = |told: &BTreeMap<String, String>| {
        ["Без світлини", "Зі світлиною, якої не можна показати"].map(|name| told[name].clone())
    };
    assert_eq!(both(&numbers(&site).await), ["2", "0"]);
    written(
        "INSERT INTO photos VALUES (7, zeroblob(32), 10, 10, '2026-01-01 00:00:00+00:00')".into(),
    );
    written(format!(
        "INSERT INTO hero_photos (hero_id, sequence, photo_id) VALUES ({one}, 0, 7)"
    ));
    // Its bytes are not there.
    assert_eq!(both(&numbers(&site).await), ["1", "1"]);
    let list = site.get("/admin/heroes?lacks=shown-picture").await.ok();
    assert!(list.says("Лисюк") && !list.says("Криничанська"));
    for size in ["small", "medium", "large"] {
        written(format!(
            "INSERT INTO renditions VALUES (7, '{size}', 10, 10, x'00')"
        ));
    }
    assert_eq!(both(&numbers(&site).await), ["1", "0"]);
    written(format!("DELETE FROM hero_photos WHERE hero_id = {one}"));
    assert_eq!(both(&numbers(&site).await), ["2", "0"]);
    // A life that is taken down lacks nothing any more.
    let reason = [("reason", "Родина просила.")];
    site.post(&format!("/admin/heroes/{other}/withdrawal"), &reason)
        .await
        .seen_at();
    assert_eq!(both(&numbers(&site).await), ["1", "0"]);
}

#[actix_web::test]
async fn a_long_list_goes_on_from_page_to_page() {
    let site = Site::open().await;
    administrator(&site, &site.browser).await;
    for number in 0..120 {
        publish_life(
            &site,
            &format!(r#"{{"name": {{"family": "Ім’я{number}", "given": "Ігор"}}}}"#),
        );
    }
    let (mut all, mut next) = (Vec::new(), Some("/admin/heroes?lacks=death".to_owned()));
    while let Some(path) = next {
        let page = site.get(&path).await.ok();
        all.extend(page.attributes("table.queue td:first-child a", "href"));
        next = page.attributes("a[rel=next]", "href").into_iter().next();
    }
    assert_eq!(all.len(), 120);
    all.sort();
    all.dedup();
    assert_eq!(all.len(), 120);
    assert_eq!(numbers(&site).await["Без дати смерті"], "120");
    // What nobody can lack finds a name as ever.
    site.get("/admin/heroes?lacks=anything&after=x").await.ok();
}
