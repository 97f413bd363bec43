//! The state of the memorial: each number is right, and leads to exactly those it counts.

use std::collections::BTreeMap;

use diesel::prelude::*;
use heroes_memorial::i18n::Lang;
use serde_json::json;

use crate::accounts::administrator;
use crate::lives::{LYSIUK, NAME_ONLY, publish_life};
use crate::motions::withdrawn;
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
    let page = site.get("/admin/state").await.ok();
    assert_eq!(
        page.all(".state-note"),
        [
            "Листи не надсилаються: поштового сервера не налаштовано",
            "Сервер не робить резервних копій сам: це вмикає той, хто його доглядає."
        ]
    );
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
    withdrawn(&site, other).await;
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

#[actix_web::test]
async fn what_waits_to_be_matched_is_counted_as_its_own_desk_counts_it() {
    let site = Site::open().await;
    administrator(&site, &site.browser).await;
    let names = [
        "Назви місць, яких немає в реєстрі",
        "Назви підрозділів, які не зіставлено",
        "Назви звань, які не зіставлено",
        "Назви нагород, які не зіставлено",
        "Пари сторінок, можливо, про одну людину",
        "Рядки списків, які чекають",
    ];
    let told = |numbers: BTreeMap<String, String>| names.map(|name| numbers[name].clone());
    assert_eq!(told(numbers(&site).await), ["0"; 6]);
    let twin = r#"{"name": {"family": "Мельник", "given": "Ігор", "patronymic": "Олегович"}, "born": "1990-04-07", "died": "2023-05-06",
        "birth_place": {"settlement": "Невідоме Селище", "region": "UA-18"},
        "death_place": {"settlement": "Ще Невідоміше", "region": "UA-14"},
        "service": [{"unit_text": "загін «Вітер»", "rank_text": "старшина роти"}, {"unit_text": "загін «Хмара»"},
            {"unit_text": "загін «Дощ»"}],
        "awards": [{"award_text": "Відзнака громади"}, {"award_text": "Грамота"}, {"award_text": "Подяка"},
            {"award_text": "Орден міста"}]}"#;
    publish_life(&site, twin);
    publish_life(&site, twin);
    let list = site.database().with_file_name("list.jsonl");
    let rows: Vec<String> = ["Перший", "Другий", "Третій", "Четвертий", "П’ятий"]
        .into_iter()
        .map(|family| json!({"name": {"family": family, "given": "Іван"}}).to_string())
        .collect();
    std::fs::write(&list, rows.join("\n")).unwrap();
    let arguments = heroes_memorial::archive::import::Arguments {
        file: list,
        ..Default::default()
    };
    heroes_memorial::archive::import::import(
        &site.state.db,
        &arguments,
        site.state.now(),
        &mut |_| (),
    )
    .unwrap();
    assert_eq!(
        told(numbers(&site).await),
        ["2", "3", "1", "4", "1", "5"],
        "each another number, so that none stands in another's place"
    );
    // And each leads to a list of exactly so many.
    let page = site.get("/admin/state").await.ok();
    let addresses = page.attributes(".state td a", "href");
    for (selector, address, number) in [
        (".place-group", "/admin/places", 2),
        (".unmatched", "/admin/reference/unmatched?list=units", 3),
        (".unmatched", "/admin/reference/unmatched?list=ranks", 1),
        (".unmatched", "/admin/reference/unmatched?list=awards", 4),
        (".namesake-pairs > li", "/admin/namesakes", 1),
    ] {
        assert!(addresses.iter().any(|found| found == address), "{address}");
        let list = site.get(address).await.ok();
        assert_eq!(list.all(selector).len(), number, "{address}");
    }
    let imports = site.get("/admin/imports").await.ok();
    let run = imports.attributes("table.queue td:first-child a", "href");
    let rows = site.get(&format!("{}?state=new", run[0])).await.ok();
    assert_eq!(rows.all("tr[id^='row-']").len(), 5);
}
