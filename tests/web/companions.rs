//! Side by side: only what is certain, published and told to everyone joins two lives, on both sides.

use diesel::prelude::*;
use diesel::sql_types::{Integer, Text};
use heroes_memorial::archive::check;
use heroes_memorial::companions::bond::{Bond, Kind};
use heroes_memorial::companions::queries::{around, catch_up, served};
use heroes_memorial::heroes::hero::Record;
use heroes_memorial::heroes::queries::{Author, Change, restore, revise, show_to};
use heroes_memorial::heroes::visibility::{Audience, Visibility};

use crate::lives::{LYSIUK, NAME_ONLY, publish_life, published_at};
use crate::site::{Answer, Site};

/// A life of a few facts.
fn life(site: &Site, family: &str, facts: &str) -> i32 {
    publish_life(
        site,
        &format!(r#"{{"name": {{"family": "{family}", "given": "Іван"}}, {facts}}}"#),
    )
}

/// What stands under the headings that begin so.
fn beside(page: &Answer, heading: &str) -> Vec<String> {
    let headings = page.all(".beside h3");
    let at = headings.iter().position(|said| said.starts_with(heading));
    let Some(at) = at else { return Vec::new() };
    let html = scraper::Html::parse_document(&page.text());
    let lists = scraper::Selector::parse(".beside-people").unwrap();
    let names = scraper::Selector::parse("a").unwrap();
    let list = html.select(&lists).nth(at).unwrap();
    list.select(&names)
        .map(|name| crate::site::spaced(&name.text().collect::<String>()))
        .collect()
}

async fn of(site: &Site, slug: &str) -> Answer {
    site.get(&format!("/uk/heroes/{slug}")).await.ok()
}

#[actix_web::test]
async fn those_who_surely_served_together_find_each_other() {
    let site = Site::open().await;
    publish_life(&site, LYSIUK);
    let unit = |from: &str, to: &str| {
        format!(r#""service": [{{"unit": "58-motorized", "from": "{from}", "to": {to}}}]"#)
    };
    life(&site, "Разом", &unit("2022-03-01", r#""2022-12-31""#));
    life(&site, "Раніше", &unit("2014-08-01", r#""2015-08-01""#));
    life(&site, "Довго", &unit("2014-08-01", r#""2023-08-01""#));
    life(&site, "Згодом", &unit("2024-03-06", r#""2024-12-31""#));
    life(&site, "Бездат", r#""service": [{"unit": "58-motorized"}]"#);
    life(
        &site,
        "Інший",
        r#""service": [{"unit": "14-mechanized", "from": "2022-03-01", "to": "2023"}]"#,
    );
    let page = of(&site, "yurii-lysiuk").await;
    assert_eq!(
        beside(&page, "Служили в один час: 58 ОМПБр"),
        ["Іван Разом", "Іван Довго"]
    );
    // The same from the other side.
    assert!(beside(&of(&site, "ivan-dovho").await, "Служили").contains(&"Юрій Лисюк".to_owned()));
    for nobody in ["ivan-zghodom", "ivan-bezdat", "ivan-ranishe"] {
        let names = beside(&of(&site, nobody).await, "Служили");
        assert!(
            !names.contains(&"Юрій Лисюк".to_owned()),
            "{nobody}: {names:?}"
        );
    }
    let english = site.get("/en/heroes/yurii-lysiuk").await.ok();
    assert_eq!(english.all(".beside h2"), ["Side by side"]);
    assert!(
        english.says("Served at the same time: 58th Brigade"),
        "{}",
        english.words()
    );
}

#[actix_web::test]
async fn a_battalion_serves_in_its_brigade_and_not_in_another_battalion() {
    let site = Site::open().await;
    site.state
        .db
        .write_now(|conn| {
            for (slug, parent) in [("58-first", "58-motorized"), ("58-second", "58-motorized")] {
                diesel::sql_query(
                    "INSERT INTO units (slug, name_uk, name_en, branch, kind, parent) \
                     SELECT ?1, ?1, ?1, branch, 'battalion', ?2 FROM units WHERE slug = ?2",
                )
                .bind::<Text, _>(slug)
                .bind::<Text, _>(parent)
                .execute(conn)?;
            }
            Ok(())
        })
        .unwrap();
    heroes_memorial::reference::renewal::renew(&site.state)
        .await
        .unwrap();
    for (family, unit) in [
        ("Перший", "58-first"),
        ("Другий", "58-second"),
        ("Бригадний", "58-motorized"),
    ] {
        let service = format!(
            r#""service": [{{"unit": "{unit}", "from": "2022-03-01", "to": "2022-12-31"}}]"#
        );
        life(&site, family, &service);
    }
    assert_eq!(
        beside(&of(&site, "ivan-pershyi").await, "Служили"),
        ["Іван Бригадний"]
    );
    assert_eq!(
        beside(&of(&site, "ivan-bryhadnyi").await, "Служили").len(),
        2,
        "both served in the brigade"
    );
}

#[actix_web::test]
async fn one_village_is_one_settlement_of_the_register() {
    let site = Site::open().await;
    publish_life(&site, LYSIUK);
    let born = |name: &str, region: &str| {
        format!(r#""birth_place": {{"settlement": "{name}", "region": "{region}"}}"#)
    };
    life(&site, "Сусід", &born("Буряківка", "UA-18"));
    life(&site, "Тезкин", &born("Буряківка", "UA-05"));
    life(
        &site,
        "Дім",
        r#""home_place": {"settlement": "Буряківка", "region": "UA-18"}, "born": "1990""#,
    );
    life(
        &site,
        "Поруч",
        r#""home_place": {"settlement": "Буряківка", "region": "UA-18", "near": true}"#,
    );
    let page = of(&site, "yurii-lysiuk").await;
    assert_eq!(
        beside(&page, "З одного села: Буряківка"),
        ["Іван Сусід", "Іван Дім"]
    );
    assert!(beside(&of(&site, "ivan-tezkyn").await, "З одного").is_empty());
    // There are several of one name in that region: nobody can tell whether it is the same.
    #[derive(QueryableByName)]
    struct Twice {
        #[diesel(sql_type = Text)]
        name: String,
        #[diesel(sql_type = Text)]
        region: String,
    }
    let Twice { name, region } = site
        .state
        .db
        .read_now(|conn| {
            diesel::sql_query(
                "SELECT name, region FROM settlements GROUP BY name, region HAVING count(*) > 1 ORDER BY count(*) DESC LIMIT 1",
            )
            .get_result(conn)
        })
        .unwrap();
    life(&site, "Один", &born(&name, &region));
    life(&site, "Двійник", &born(&name, &region));
    assert!(beside(&of(&site, "ivan-odyn").await, "З одного").is_empty());
}

#[actix_web::test]
async fn the_same_day_joins_those_who_came_back_and_those_who_fell() {
    let site = Site::open().await;
    publish_life(&site, LYSIUK);
    let freed = r#""events": [{"kind": "captivity", "from": "2022-05", "to": "2022-09-21"}]"#;
    life(&site, "Вільний", freed);
    life(
        &site,
        "Звільнений",
        &format!(
            r#"{freed}, "died": "2024-03-05", "death_place": {{"settlement": "Бахмут", "region": "UA-14"}}"#
        ),
    );
    life(
        &site,
        "Невільний",
        r#""circumstances": "captivity", "died": "2022-09-21", "events": [{"kind": "captivity", "to": "2022-09-21"}]"#,
    );
    life(
        &site,
        "Там",
        r#""died": "2024-03-05", "death_place": {"settlement": "Іллінка", "region": "UA-14"}"#,
    );
    life(&site, "Березень", r#""died": "2024-03""#);
    let page = of(&site, "yurii-lysiuk").await;
    assert_eq!(
        beside(&page, "Того самого дня не стало: 5 березня 2024"),
        ["Іван Там", "Іван Звільнений"],
        "whoever fell in the same place comes first"
    );
    assert_eq!(
        beside(
            &of(&site, "ivan-vilnyi").await,
            "Того самого дня повернулися з полону"
        ),
        ["Іван Звільнений"]
    );
    assert!(of(&site, "ivan-berezen").await.all(".beside").is_empty());
    publish_life(&site, NAME_ONLY);
    assert!(
        of(&site, "orysia-krynychanska")
            .await
            .all(".beside")
            .is_empty(),
        "nothing where there is nobody"
    );
}

/// Every way a page changes: what it shows beside it and what others show of it changes with it.
#[actix_web::test]
async fn what_is_hidden_or_down_takes_no_part_on_either_side() {
    let site = Site::open().await;
    publish_life(&site, LYSIUK);
    let id = life(&site, "Там", r#""died": "2024-03-05", "born": "1990""#);
    let shown = |page: &Answer| !beside(page, "Того самого дня").is_empty();
    let change = |why| Change {
        by: Author::Shell,
        at: published_at(),
        why,
    };
    assert!(shown(&of(&site, "yurii-lysiuk").await));
    // Hidden by its family, for the grave too.
    for audience in [Audience::Moderators, Audience::Grave] {
        let mut eyes = Visibility::default();
        eyes.set("died", audience);
        site.state
            .db
            .write_now(|conn| show_to(conn, id, &eyes))
            .unwrap();
        assert!(!shown(&of(&site, "yurii-lysiuk").await), "{audience:?}");
        assert!(!shown(&of(&site, "ivan-tam").await), "{audience:?}");
    }
    site.state
        .db
        .write_now(|conn| show_to(conn, id, &Visibility::default()))
        .unwrap();
    assert!(shown(&of(&site, "yurii-lysiuk").await));
    // Another day, and back.
    let at = |died: &str| -> Record {
        serde_json::from_str(&format!(
            r#"{{"name": {{"family": "Там", "given": "Іван"}}, "died": "{died}"}}"#
        ))
        .unwrap()
    };
    site.state
        .db
        .write_now(|conn| revise(conn, id, &at("2024-03-06"), change("edit")))
        .unwrap();
    assert!(!shown(&of(&site, "yurii-lysiuk").await));
    site.state
        .db
        .write_now(|conn| revise(conn, id, &at("2024-03-05"), change("edit")))
        .unwrap();
    assert!(shown(&of(&site, "yurii-lysiuk").await));
    // Down, and up again.
    site.state
        .db
        .write_now(|conn| {
            heroes_memorial::heroes::queries::withdraw(conn, None, id, published_at(), "test")
        })
        .unwrap();
    assert!(!shown(&of(&site, "yurii-lysiuk").await));
    site.state
        .db
        .write_now(|conn| restore(conn, id, change("back")))
        .unwrap();
    assert!(shown(&of(&site, "yurii-lysiuk").await));
    // The check finds what other hands changed.
    assert_eq!(check::check(&site.state.db).unwrap().joined, 0);
    site.state
        .db
        .write_now(|conn| {
            diesel::sql_query("DELETE FROM hero_bonds WHERE hero_id = ?")
                .bind::<Integer, _>(id)
                .execute(conn)
        })
        .unwrap();
    assert!(!shown(&of(&site, "yurii-lysiuk").await));
    assert_eq!(check::check(&site.state.db).unwrap().joined, 1);
    assert!(shown(&of(&site, "yurii-lysiuk").await));
    // A file from before there were bonds gets them when it is opened.
    let caught = site.state.db.write_now(|conn| {
        diesel::sql_query("DELETE FROM hero_bonds").execute(conn)?;
        diesel::sql_query("INSERT INTO unbound_lives SELECT id FROM heroes").execute(conn)
    });
    assert_eq!(caught.unwrap(), 2);
    let mut conn = SqliteConnection::establish(site.database().to_str().unwrap()).unwrap();
    assert_eq!(catch_up(&mut conn).unwrap(), 2);
    assert_eq!(catch_up(&mut conn).unwrap(), 0);
    assert!(shown(&of(&site, "yurii-lysiuk").await));
}

/// A unit of thousands who came on one day, a day on which hundreds fell: a few steps along an index, and everybody is shown
/// as often as anybody else.
#[actix_web::test]
async fn in_a_crowd_everybody_is_shown_as_often_as_anybody() {
    let site = Site::open().await;
    let of_many = |bonds: &str, people: i32| {
        site.state
            .db
            .write_now(|conn| {
                diesel::sql_query("INSERT INTO lives (created_at) SELECT '2026-01-01T00:00:00Z' FROM (WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < ?) SELECT i FROM n)")
                    .bind::<Integer, _>(people)
                    .execute(conn)?;
                diesel::sql_query(
                    "INSERT INTO heroes (id, slug, family, given, name_key, name_key_en, version, published_at, changed_at) \
                     SELECT id, 'x-' || id, 'Х', 'Х', x'01', x'01', 1, '2026-01-01 00:00:00+00:00', '2026-01-01 00:00:00+00:00' FROM lives",
                )
                .execute(conn)?;
                diesel::sql_query(bonds).execute(conn)
            })
            .unwrap();
    };
    of_many(
        "INSERT INTO hero_bonds (kind, what, since, hero_id, until) SELECT 'unit', '58-motorized', '2022-02-24', id, '2023-01-01' FROM heroes \
         UNION ALL SELECT 'fell', '2022-02-24', '', id, '' FROM heroes",
        300,
    );
    let own = Bond {
        kind: Kind::Unit,
        what: "58-motorized".into(),
        since: "2022-02-24".into(),
        until: "2023-01-01".into(),
    };
    let (mut comrades, mut fallen) = (vec![0; 301], vec![0; 301]);
    site.state
        .db
        .read_now(|conn| {
            for id in 1..=300 {
                for other in served(conn, id, &["58-motorized".into()], &own, 6)? {
                    comrades[other as usize] += 1;
                }
                for other in around(conn, id, Kind::Fell, "2022-02-24", 6)? {
                    fallen[other as usize] += 1;
                }
            }
            Ok(())
        })
        .unwrap();
    assert!(fallen[1..].iter().all(|shown| *shown == 6), "{fallen:?}");
    // But for the first and the last few, who have nobody on one side.
    assert!(
        comrades[8..293].iter().all(|shown| *shown == 6),
        "{comrades:?}"
    );
    assert!(
        comrades[1..].iter().all(|shown| (3..=9).contains(shown)),
        "{comrades:?}"
    );
    for (question, index) in [
        (
            "SELECT hero_id FROM hero_bonds WHERE kind = 'fell' AND what = 'x' AND since = '' AND hero_id > 7 ORDER BY hero_id LIMIT 7",
            "SEARCH hero_bonds USING PRIMARY KEY (kind=? AND what=? AND since=? AND hero_id>?)",
        ),
        (
            "SELECT since, hero_id, until FROM hero_bonds WHERE kind = 'unit' AND what = 'x' AND since < 'y' AND hero_id <> 7 ORDER BY since DESC, hero_id DESC LIMIT 128",
            "SEARCH hero_bonds USING PRIMARY KEY (kind=? AND what=? AND since<?)",
        ),
        (
            "SELECT since, hero_id FROM hero_bonds WHERE kind = 'unit' AND what = 'x' AND since > 'y' AND since <= 'z' AND hero_id <> 7 ORDER BY since, hero_id LIMIT 7",
            "SEARCH hero_bonds USING PRIMARY KEY (kind=? AND what=? AND since>? AND since<?)",
        ),
        (
            "DELETE FROM hero_bonds WHERE hero_id = 7",
            "SEARCH hero_bonds USING INDEX hero_bonds_by_hero (hero_id=?)",
        ),
    ] {
        #[derive(QueryableByName)]
        struct Plan {
            #[diesel(sql_type = Text)]
            detail: String,
        }
        let plan: Vec<Plan> = site
            .state
            .db
            .read_now(|conn| diesel::sql_query(format!("EXPLAIN QUERY PLAN {question}")).load(conn))
            .unwrap();
        let plan: Vec<&str> = plan.iter().map(|step| step.detail.as_str()).collect();
        assert_eq!(plan, [index]);
    }
}
