//! One life, as anyone reads it: every fact in its own row, nothing made up, both languages.

use heroes_memorial::heroes::hero::Record;
use heroes_memorial::heroes::queries::{Author, Change, revise};
use reqwest::{Method, StatusCode};

use crate::lives::{LYSIUK, NAME_ONLY, publish_life, published_at};
use crate::site::{Answer, Site};

fn facts(page: &Answer) -> Vec<String> {
    let labels = page.all(".facts dt");
    let values = page.all(".facts > div > dd:last-child");
    labels
        .into_iter()
        .zip(values)
        .map(|(label, value)| format!("{label}: {value}"))
        .collect()
}

#[actix_web::test]
async fn the_life_of_yurii_lysiuk_reads_true_in_ukrainian() {
    let site = Site::open().await;
    publish_life(&site, LYSIUK);
    let page = site.get("/uk/heroes/yurii-lysiuk").await.ok();
    assert_eq!(page.all("h1"), ["Юрій Лисюк"]);
    assert_eq!(page.all(".call-sign"), ["«Лис»"]);
    assert_eq!(
        page.all(".years"),
        ["травень 1996 — 5 березня 2024 27 років"]
    );
    assert_eq!(
        facts(&page),
        [
            "Народився: у травні 1996 року, Буряківка, Житомирська область",
            "Служив: 58-ма окрема мотопіхотна бригада імені гетьмана Івана Виговського, водійвід 24 лютого 2022 року",
            "Загинув: 5 березня 2024 року в бою поблизу Іллінки, Донецька область",
            "Спочиває: Пулини, Житомирська область",
            "Відзнака: Нагрудний знак «Ветеран війни»",
            "Захоплення: футбол",
            "Рідні: батьки, сестра",
        ]
    );
    let line: Vec<String> = page
        .all(".event-when")
        .into_iter()
        .zip(page.all(".event-what"))
        .map(|(when, what)| format!("{when}: {what}"))
        .collect();
    assert_eq!(
        line,
        [
            "травень 1996: Народився в Буряківці на Житомирщині",
            "рік не записано: Пулинський професійний ліцей, тракторист",
            "рік не записано: Пилорамник, «Заповіт»",
            "24 лютого 2022: Став на службу: 58 ОМПБр, водій",
            "травень 2022: Потрапив у полон",
            "між 9 серпня і 8 вересня 2022: Сто днів у полоні; звільнений під час обміну",
            "5 березня 2024: Загинув у бою поблизу Іллінки на Донеччині",
        ]
    );
    assert_eq!(
        page.all(".quote p"),
        ["«Я дуже ним пишаюся, він мій Герой»"]
    );
    assert_eq!(page.all(".quote figcaption"), ["Яна, сестра"]);
    assert_eq!(page.all(".story p").len(), 3);
    assert!(page.says("У травні йому мало б виповнитися 28"));
    assert!(page.says("Оприлюднено 21 листопада 2026 року."));
}

#[actix_web::test]
async fn the_same_life_in_english_says_what_has_no_translation_yet() {
    let site = Site::open().await;
    publish_life(&site, LYSIUK);
    let page = site.get("/en/heroes/yurii-lysiuk").await.ok();
    assert_eq!(page.all("h1"), ["Yurii Lysiuk"]);
    assert_eq!(page.all(".call-sign"), ["“Lys”"]);
    let facts = facts(&page);
    assert_eq!(facts[0], "Born: in May 1996, Buriakivka, Zhytomyr Oblast");
    assert_eq!(
        facts[2],
        "Fell: on 5 March 2024 in combat near Illinka, Donetsk Oblast"
    );
    assert!(page.says("There is no English text yet; here is the Ukrainian one."));
    assert_eq!(
        page.attributes(".story p[lang]", "lang"),
        ["uk", "uk", "uk"]
    );
}

#[actix_web::test]
async fn what_is_not_known_has_no_row_and_no_sex_is_made_up() {
    let site = Site::open().await;
    publish_life(&site, NAME_ONLY);
    let page = site.get("/uk/heroes/orysia-krynychanska").await.ok();
    assert!(page.all(".facts").is_empty());
    assert!(page.all(".years").is_empty());
    assert!(page.all(".timeline").is_empty());
    assert_eq!(page.all(".candle-initials"), ["О. К."]);

    publish_life(
        &site,
        r#"{"name": {"family": "Верба", "given": "Саша"}, "died": "2023", "birth_place": {"region": "UA-51"}}"#,
    );
    let page = site.get("/uk/heroes/sasha-verba").await.ok();
    assert_eq!(
        facts(&page),
        ["Народження: Одеська область", "Загибель: 2023 року"]
    );
}

#[actix_web::test]
async fn a_page_says_where_its_twin_is_and_what_it_is_called() {
    let site = Site::open().await;
    publish_life(&site, LYSIUK);
    for (path, twin, count) in [
        ("/uk/heroes/yurii-lysiuk", "/en/heroes/yurii-lysiuk", 1),
        ("/en/heroes/yurii-lysiuk", "/uk/heroes/yurii-lysiuk", 1),
    ] {
        let page = site.get(path).await.ok();
        assert_eq!(page.all("h1").len(), 1);
        let canonical = page.attributes("link[rel=canonical]", "href");
        assert_eq!(canonical, [format!("http://127.0.0.1:8080{path}")]);
        assert_eq!(page.attributes("link[hreflang]", "hreflang"), ["uk", "en"]);
        assert_eq!(page.attributes(".head-wide a[hreflang]", "href"), [twin]);
        let description = page.attributes("meta[name=description]", "content");
        assert_eq!(description.len(), count);
        assert!(
            (50..=170).contains(&description[0].chars().count()),
            "{description:?}"
        );
        let title = page.all("title")[0].chars().count();
        assert!((3..=70).contains(&title));
    }
}

#[actix_web::test]
async fn an_address_once_public_answers_for_ever() {
    let site = Site::open().await;
    let id = publish_life(&site, LYSIUK);
    let short = site.get(&format!("/h/{id}")).await;
    assert_eq!(short.status, StatusCode::MOVED_PERMANENTLY);
    assert_eq!(short.location().as_deref(), Some("/uk/heroes/yurii-lysiuk"));
    assert_eq!(site.get("/h/77").await.status, StatusCode::NOT_FOUND);
    assert_eq!(site.get("/h/x").await.status, StatusCode::NOT_FOUND);

    let mut record: Record = serde_json::from_str(LYSIUK).unwrap();
    record.latin.as_mut().unwrap().given = "Yuriy".into();
    let change = Change {
        by: Author::Shell,
        at: published_at(),
        why: "passport",
    };
    site.state
        .db
        .write_now(|conn| revise(conn, id, &record, change))
        .unwrap();
    let old = site.get("/en/heroes/yurii-lysiuk").await;
    assert_eq!(old.status, StatusCode::MOVED_PERMANENTLY);
    assert_eq!(old.location().as_deref(), Some("/en/heroes/yuriy-lysiuk"));
    let page = site.get("/uk/heroes/yuriy-lysiuk").await.ok();
    assert!(page.says("Збережено 2 редакції сторінки."));
    assert_eq!(
        site.get("/uk/heroes/nobody").await.status,
        StatusCode::NOT_FOUND
    );
    let head = site
        .browser
        .send(
            site.browser
                .request(Method::HEAD, "/uk/heroes/yuriy-lysiuk"),
        )
        .await;
    assert_eq!(head.status, StatusCode::OK);
}

#[actix_web::test]
async fn the_list_finds_by_name_call_sign_region_and_unit() {
    let site = Site::open().await;
    publish_life(&site, LYSIUK);
    publish_life(&site, NAME_ONLY);
    for query in [
        "q=Лисюк",
        "q=lysiuk",
        "q=Лис",
        "q=Житомирська",
        "q=58+бригада",
        "region=zhytomyrska",
        "region=UA-14&region_role=fell",
        "unit=58-motorized",
        "died_from=2024&died_to=2024",
    ] {
        let page = site.get(&format!("/uk/heroes?{query}")).await.ok();
        assert_eq!(page.all(".person-name"), ["Лисюк Юрій"], "{query}");
        assert_eq!(page.all("h1"), ["1 людина"]);
        assert_eq!(page.attributes("meta[name=robots]", "content"), ["noindex"]);
    }
    let all = site.get("/uk/heroes").await.ok();
    assert_eq!(
        all.all(".person-name"),
        ["Криничанська Орися", "Лисюк Юрій"]
    );
    assert!(all.attributes("meta[name=robots]", "content").is_empty());
    let english = site.get("/en/heroes?q=Lys").await.ok();
    assert_eq!(english.all(".person-name"), ["Lysiuk, Yurii"]);
}

#[actix_web::test]
async fn nobody_found_is_not_the_end_of_the_way() {
    let site = Site::open().await;
    let page = site.get("/uk/heroes?q=Ніхто&region=odeska").await.ok();
    assert_eq!(page.all("h1"), ["Нікого не знайдено"]);
    assert!(page.says("Якщо про цю людину ще не розповіли, це можете зробити Ви."));
    let wrong = site.get("/uk/heroes?died_from=колись").await.ok();
    assert!(wrong.says("Цього ми не зрозуміли й пропустили: колись."));
    assert_eq!(
        site.get("/uk/heroes").await.ok().all("h1"),
        ["Перших розповідей ще чекаємо"]
    );
}
