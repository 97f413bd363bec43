//! The desk of authority records: each change is seen by everyone at once, is in the journal, and can be put back.

use reqwest::StatusCode;
use scraper::{Html, Selector};

use crate::accounts::{administrator, moderator};
use crate::lives::{LYSIUK, publish_life};
use crate::site::{Answer, Browser, Site};

const UNIT: &str = "/admin/reference/units/58-motorized";

/// A memorial with an administrator in its first browser, and Yurii Lysiuk.
pub async fn opened() -> Site {
    let site = Site::open().await;
    administrator(&site, &site.browser).await;
    publish_life(&site, LYSIUK);
    site
}

/// Every box of the form that goes to this address, as the browser would send it, some of them changed.
pub fn filled(page: &Answer, action: &str, changes: &[(&str, &str)]) -> Vec<(String, String)> {
    let html = Html::parse_document(&page.text());
    let forms = Selector::parse("form").unwrap();
    let form = html
        .select(&forms)
        .find(|form| form.value().attr("action") == Some(action))
        .or_else(|| {
            html.select(&forms)
                .find(|form| form.value().attr("action").is_none())
        })
        .unwrap();
    let mut boxes = Vec::new();
    for element in form.select(&Selector::parse("input, textarea").unwrap()) {
        let name = element.value().attr("name").unwrap().to_owned();
        let kind = element.value().attr("type").unwrap_or_default();
        if matches!(kind, "radio" | "checkbox") && element.value().attr("checked").is_none() {
            continue;
        }
        let value = match element.value().name() {
            "textarea" => element
                .text()
                .collect::<String>()
                .trim_start_matches('\n')
                .to_owned(),
            _ => element.value().attr("value").unwrap_or_default().to_owned(),
        };
        boxes.push((name, value));
    }
    boxes.retain(|(name, _)| !changes.iter().any(|(changed, _)| changed == name));
    boxes.extend(
        changes
            .iter()
            .map(|(name, value)| ((*name).to_owned(), (*value).to_owned())),
    );
    boxes
}

pub async fn post(browser: &Browser, path: &str, form: &[(String, String)]) -> Answer {
    let form: Vec<(&str, &str)> = form
        .iter()
        .map(|(name, value)| (name.as_str(), value.as_str()))
        .collect();
    browser.post(path, &form).await
}

/// Opens a record, changes some boxes, and saves it.
pub async fn change(browser: &Browser, path: &str, changes: &[(&str, &str)]) -> Answer {
    let page = browser.get(path).await.ok();
    post(browser, path, &filled(&page, path, changes)).await
}

/// One of the other acts of a record's page.
async fn act(browser: &Browser, path: &str, act: &str, changes: &[(&str, &str)]) -> Answer {
    let page = browser.get(path).await.ok();
    let action = format!("{path}/{act}");
    post(browser, &action, &filled(&page, &action, changes)).await
}

/// Puts back the change that was made last.
async fn put_back_last(browser: &Browser, path: &str) -> Answer {
    let page = browser.get(path).await.ok();
    let action = page
        .attributes("form[action$=putting-back]", "action")
        .remove(0);
    post(browser, &action, &filled(&page, &action, &[])).await
}

async fn finds(browser: &Browser, query: &str) -> Vec<String> {
    let page = browser.get(&format!("/uk/heroes?{query}")).await.ok();
    page.all(".person-name")
}

#[actix_web::test]
async fn only_who_is_signed_in_sees_the_desk_of_names() {
    let site = opened().await;
    let stranger = site.visitor();
    for path in ["/admin/reference/units", UNIT, "/admin/reference/unmatched"] {
        let answer = stranger.get(path).await;
        assert!(answer.seen_at().starts_with("/admin/sign-in"), "{path}");
    }
    for path in [
        UNIT,
        "/admin/reference/units/new",
        "/admin/reference/units/58-motorized/renaming",
        "/admin/reference/units/58-motorized/merger",
        "/admin/reference/units/58-motorized/changes/1/putting-back",
        "/admin/reference/matches",
        "/admin/reference/matches/1/undoing",
        "/admin/reference/keeping",
        "/admin/reference/asking-again",
    ] {
        let answer = stranger.post(path, &[("revision", "0")]).await;
        assert_eq!(answer.status, StatusCode::UNAUTHORIZED, "{path}");
    }
    assert_eq!(
        site.get("/admin/reference").await.seen_at(),
        "/admin/reference/units"
    );
    let list = site.get("/admin/reference/units?q=58").await.ok();
    assert!(list.says("58-motorized") && list.says("58 ОМПБр"));
    assert!(!list.says("14-mechanized"));
    for list in ["ranks", "awards", "regions"] {
        site.get(&format!("/admin/reference/{list}")).await.ok();
    }
    for nowhere in [
        "/admin/reference/towns",
        "/admin/reference/units/nowhere",
        "/admin/reference/regions/new",
    ] {
        assert_eq!(
            site.get(nowhere).await.status,
            StatusCode::NOT_FOUND,
            "{nowhere}"
        );
    }
}

#[actix_web::test]
async fn a_changed_unit_is_seen_and_found_at_once() {
    let site = opened().await;
    let reader = site.visitor();
    assert!(finds(&reader, "q=Сизокрилі").await.is_empty());
    let aliases = "58 бригада\nСизокрилі\n58th Brigade";
    let changes = [
        ("aliases", aliases),
        (
            "name_uk",
            "58-ма окрема мотопіхотна бригада імені гетьмана Івана Сірка",
        ),
        ("existed_from", "2014"),
        (
            "parent",
            "14-та окрема механізована бригада імені князя Романа Великого",
        ),
    ];
    let seen = change(&site.browser, UNIT, &changes).await.seen_at();
    assert_eq!(seen, format!("{UNIT}?done=1"));
    let page = site.get(&seen).await.ok();
    assert!(page.says("Зроблено."));
    assert_eq!(
        page.attributes("#parent", "value"),
        ["14-mechanized"],
        "by its slug"
    );
    assert!(
        page.all("ol.journal ins").contains(&"Сизокрилі".to_owned()),
        "{:?}",
        page.all("ins")
    );
    let page = reader.get("/uk/units/58-motorized").await.ok();
    assert_eq!(
        page.all("h1"),
        ["58-ма окрема мотопіхотна бригада імені гетьмана Івана Сірка"]
    );
    assert!(page.says("Сформовано 2014 року."), "{}", page.words());
    assert!(page.says("У складі: 14-та"));
    assert_eq!(finds(&reader, "q=Сизокрилі").await, ["Лисюк Юрій"]);
    assert_eq!(finds(&reader, "q=Сірка").await, ["Лисюк Юрій"]);
    assert_eq!(finds(&reader, "unit=14-mechanized").await, ["Лисюк Юрій"]);
    let found = reader.get("/api/v1/suggest?q=Сизокри").await.ok();
    assert!(found.text().contains("58-motorized"), "{}", found.text());
    let life = reader.get("/uk/heroes/yurii-lysiuk").await.ok();
    assert!(life.says("імені гетьмана Івана Сірка"));

    let journal = site.get("/admin/journal").await.ok();
    assert!(journal.says("змінено в довіднику"));
    assert!(journal.says("Сформовано: — → 2014"), "{}", journal.words());

    assert_eq!(
        put_back_last(&site.browser, UNIT).await.seen_at(),
        format!("{UNIT}?done=1")
    );
    assert!(finds(&reader, "q=Сизокрилі").await.is_empty());
    assert!(finds(&reader, "q=Сірка").await.is_empty());
    assert!(finds(&reader, "unit=14-mechanized").await.is_empty());
    assert!(
        !reader
            .get("/uk/units/58-motorized")
            .await
            .ok()
            .says("Сформовано")
    );
    let again = change(&site.browser, UNIT, &[]).await.seen_at();
    assert!(
        again.ends_with("?done=same"),
        "what changes nothing is no change"
    );
    assert_eq!(site.get(UNIT).await.ok().all("ol.journal li").len(), 2);
}

#[actix_web::test]
async fn what_may_not_stand_in_a_record_is_refused_and_kept_in_its_box() {
    let site = opened().await;
    change(
        &site.browser,
        "/admin/reference/units/14-mechanized",
        &[("parent", "58-motorized")],
    )
    .await
    .seen_at();
    for (key, typed, words) in [
        ("name_uk", "", "Назва українською: тут має щось бути"),
        ("number", "нуль", "Номер: тут має бути число від 1"),
        ("kind", "Механізована", "Вид: лише малі латинські літери"),
        (
            "parent",
            "невідомо що",
            "У складі: такої частини у списку немає",
        ),
        ("parent", "58-motorized", "У складі: це вона сама"),
        (
            "parent",
            "14-mechanized",
            "У складі: тоді вона була б у складі самої себе",
        ),
        ("existed_from", "колись", "Сформовано: такої дати немає"),
        (
            "aliases",
            "58 бригада\n14 ОМБр",
            "так уже зветься «14-та окрема механізована бригада",
        ),
        (
            "short_uk",
            "14ОМБр",
            "Скорочено українською: так уже зветься",
        ),
    ] {
        let answer = change(&site.browser, UNIT, &[(key, typed)]).await;
        assert_eq!(
            answer.status,
            StatusCode::UNPROCESSABLE_ENTITY,
            "{key} {typed}"
        );
        assert!(answer.says(words), "{key} {typed}: {}", answer.words());
        let kept = match key {
            "aliases" => answer.all("#aliases").remove(0).replace(' ', "\n"),
            _ => answer.attributes(&format!("#{key}"), "value").remove(0),
        };
        assert!(key == "aliases" || kept == typed, "{kept}");
        assert_eq!(
            answer.attributes(&format!("#{key}"), "aria-invalid"),
            ["true"]
        );
    }
    let order = [("existed_from", "2022"), ("existed_to", "2021")];
    let answer = change(&site.browser, UNIT, &order).await;
    assert!(answer.says("Розформовано: це раніше за початок"));
    assert_eq!(site.get(UNIT).await.ok().all("ol.journal li").len(), 0);
}

#[actix_web::test]
async fn an_edit_of_what_somebody_changed_meanwhile_keeps_what_was_typed() {
    let site = opened().await;
    let other = moderator(&site, &site.browser, "Тарас").await;
    let page = site.get(UNIT).await.ok();
    let form = filled(&page, UNIT, &[("short_uk", "58 Бр")]);
    change(&other, UNIT, &[("aliases", "58 бригада\nЗміна")])
        .await
        .seen_at();
    let answer = post(&site.browser, UNIT, &form).await;
    assert_eq!(answer.status, StatusCode::CONFLICT);
    assert!(answer.says("хтось змінив цей запис"));
    assert_eq!(answer.attributes("#short_uk", "value"), ["58 Бр"]);
    assert!(
        answer.all("ol.journal ins").contains(&"Зміна".to_owned()),
        "what changed is shown"
    );
    // Sent once more, the page knows what it was made from.
    let again = filled(&answer, UNIT, &[]);
    post(&site.browser, UNIT, &again).await.seen_at();
    for act in ["renaming", "merger"] {
        let action = format!("{UNIT}/{act}");
        let mut form = filled(
            &page,
            &action,
            &[
                ("into", "14-mechanized"),
                ("new_name_uk", "Б"),
                ("new_name_en", "B"),
            ],
        );
        form.retain(|(name, _)| name != "part");
        let answer = post(&site.browser, &action, &form).await;
        assert_eq!(answer.status, StatusCode::CONFLICT, "{act}");
    }
}

#[actix_web::test]
async fn a_renamed_unit_is_found_by_both_names_and_says_until_when() {
    let site = opened().await;
    let reader = site.visitor();
    let missing = act(
        &site.browser,
        UNIT,
        "renaming",
        &[("new_name_uk", "Полк Б")],
    )
    .await;
    assert_eq!(missing.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(missing.says("Нова назва англійською: тут має щось бути"));
    assert_eq!(missing.attributes("#new_name_uk", "value"), ["Полк Б"]);
    let taken = [
        (
            "new_name_uk",
            "14-та окрема механізована бригада імені князя Романа Великого",
        ),
        ("new_name_en", "X"),
    ];
    let answer = act(&site.browser, UNIT, "renaming", &taken).await;
    assert_eq!(answer.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(answer.says("Нова назва українською: так уже зветься"));

    let new = [
        ("new_name_uk", "58-й важкий механізований полк «Верболіз»"),
        ("new_name_en", "58th Heavy Mechanized Regiment"),
        ("new_short_uk", "58 ВМП"),
        ("until", "2025"),
    ];
    act(&site.browser, UNIT, "renaming", &new).await.seen_at();
    let page = reader.get("/uk/units/58-motorized").await.ok();
    assert_eq!(
        page.all("h1"),
        ["58-й важкий механізований полк «Верболіз»"]
    );
    assert!(
        page.says("Колишні назви: до 2025 року — 58-ма окрема мотопіхотна бригада"),
        "{}",
        page.words()
    );
    let page = reader.get("/en/units/58-motorized").await.ok();
    assert!(
        page.says("Formerly: until 2025 — 58th Separate Motorized Brigade"),
        "{}",
        page.words()
    );
    for query in ["q=Верболіз", "q=58 ОМПБр", "q=58 мотопіхотна", "q=58 ВМП"]
    {
        assert_eq!(finds(&reader, query).await, ["Лисюк Юрій"], "{query}");
    }
    let api = reader.get("/api/v1/units").await.ok();
    let units: serde_json::Value = serde_json::from_slice(&api.bytes).unwrap();
    let units = units["units"].as_array().unwrap();
    let unit = units
        .iter()
        .find(|unit| unit["slug"] == "58-motorized")
        .unwrap();
    assert_eq!(unit["former"][0]["to"], "2025");
    put_back_last(&site.browser, UNIT).await.seen_at();
    assert!(finds(&reader, "q=Верболіз").await.is_empty());
    assert!(
        !reader
            .get("/uk/units/58-motorized")
            .await
            .ok()
            .says("Колишні назви")
    );
}

#[actix_web::test]
async fn a_merged_unit_leads_to_the_other_and_its_people_are_there() {
    let site = opened().await;
    let reader = site.visitor();
    publish_life(
        &site,
        r#"{"name": {"family": "Верба", "given": "Іван"}, "service": [{"unit": "14-mechanized"}]}"#,
    );
    let under = "/admin/reference/units/21-mechanized";
    change(&site.browser, under, &[("parent", "58-motorized")])
        .await
        .seen_at();
    for (typed, words) in [
        ("", "такої частини у списку немає"),
        ("невідомо", "такої частини у списку немає"),
        ("58-motorized", "це вона сама"),
    ] {
        let answer = act(&site.browser, UNIT, "merger", &[("into", typed)]).await;
        assert_eq!(answer.status, StatusCode::UNPROCESSABLE_ENTITY, "{typed}");
        assert!(answer.says(words), "{typed}: {}", answer.words());
        assert_eq!(answer.attributes("#into", "value"), [typed]);
    }
    act(&site.browser, UNIT, "merger", &[("into", "14 ОМБр")])
        .await
        .seen_at();

    let moved = reader.get("/uk/units/58-motorized").await;
    assert_eq!(moved.status, StatusCode::MOVED_PERMANENTLY);
    assert_eq!(moved.location().as_deref(), Some("/uk/units/14-mechanized"));
    let page = reader.get("/uk/units/14-mechanized").await.ok();
    assert_eq!(page.all(".person-name"), ["Верба Іван", "Лисюк Юрій"]);
    assert!(page.says("2 людини"));
    assert!(page.says("До складу входять: 21-ша"), "{}", page.words());
    let both = ["Верба Іван", "Лисюк Юрій"];
    for unit in ["58-motorized", "14-mechanized"] {
        let page = reader
            .get(&format!("/uk/heroes?unit={unit}&sort=name"))
            .await
            .ok();
        assert_eq!(page.all(".person-name"), both, "{unit}");
        assert_eq!(
            page.attributes("input[name=unit][checked]", "value"),
            ["14-mechanized"],
            "{unit}"
        );
    }
    assert_eq!(
        finds(&reader, "q=58 ОМПБр&sort=name").await,
        both,
        "one unit has all names"
    );
    assert_eq!(finds(&reader, "q=14 ОМБр&sort=name").await, both);
    let index = reader.get("/uk/units").await.ok();
    assert!(
        index
            .attributes("a[href$='58-motorized']", "href")
            .is_empty()
    );
    let life = reader.get("/uk/heroes/yurii-lysiuk").await.ok();
    assert!(
        !life
            .attributes("a[href='/uk/units/14-mechanized']", "href")
            .is_empty()
    );
    let api = reader.get("/api/v1/heroes/yurii-lysiuk").await.ok().text();
    assert!(api.contains(r#""unit":"14-mechanized""#), "{api}");
    assert_eq!(
        site.get("/admin/heroes/1")
            .await
            .ok()
            .all("ol.journal")
            .len(),
        1,
        "no version of a life was touched"
    );
    let again = act(
        &site.browser,
        "/admin/reference/units/14-mechanized",
        "merger",
        &[("into", "58-motorized")],
    )
    .await;
    assert_eq!(
        again.status,
        StatusCode::UNPROCESSABLE_ENTITY,
        "there and back is a circle"
    );

    let page = site.get(UNIT).await.ok();
    assert!(page.says("Цю частину об’єднано з 14-та окрема"));
    let action = format!("{UNIT}/merger");
    let form = filled(&page, &action, &[("part", "1")]);
    post(&site.browser, &action, &form).await.seen_at();
    reader.get("/uk/units/58-motorized").await.ok();
    assert_eq!(finds(&reader, "unit=58-motorized").await, ["Лисюк Юрій"]);
    assert_eq!(finds(&reader, "q=14 ОМБр").await, ["Верба Іван"]);
    assert!(
        reader
            .get("/uk/units/58-motorized")
            .await
            .ok()
            .says("До складу входять: 21-ша")
    );
}

#[actix_web::test]
async fn a_new_unit_has_an_address_for_ever() {
    let site = opened().await;
    let path = "/admin/reference/units/new";
    let whole = [
        ("slug", "999-testers"),
        ("name_uk", "999-й окремий батальйон перевіряльників"),
        ("name_en", "999th Separate Battalion of Testers"),
        ("number", "999"),
        ("branch", "Сухопутні війська"),
        ("kind", "mechanized"),
        ("aliases", "Перевіряльники"),
        ("former.0.name_uk", "998-ма рота"),
        ("former.0.to", "2021"),
    ];
    for (key, typed, words) in [
        ("slug", "999 тестери", "Адреса: лише малі латинські літери"),
        ("slug", "new", "Адреса: лише малі латинські літери"),
        ("slug", "", "Адреса: тут має щось бути"),
        ("slug", "58-motorized", "Адреса: ця адреса вже є або була"),
        ("name_uk", "58 ОМПБр", "Назва українською: так уже зветься"),
        ("branch", " ", "Рід військ: тут має щось бути"),
    ] {
        let mut form = whole.to_vec();
        form.retain(|(known, _)| *known != key);
        form.push((key, typed));
        let answer = site.post(path, &form).await;
        assert_eq!(
            answer.status,
            StatusCode::UNPROCESSABLE_ENTITY,
            "{key} {typed}"
        );
        assert!(answer.says(words), "{key} {typed}: {}", answer.words());
        assert_eq!(
            answer.attributes("#number", "value"),
            ["999"],
            "what was typed stays"
        );
    }
    site.get(path).await.ok();
    let seen = site.post(path, &whole).await.seen_at();
    assert_eq!(seen, "/admin/reference/units/999-testers?done=1");
    let page = site.visitor().get("/uk/units/999-testers").await.ok();
    assert!(page.says("до 2021 року — 998-ма рота"));
    let unit = "/admin/reference/units/999-testers";
    // Somebody served in it: it cannot be taken out of the list.
    publish_life(
        &site,
        r#"{"name": {"family": "Верба", "given": "Іван"}, "service": [{"unit": "999-testers"}]}"#,
    );
    assert_eq!(
        finds(&site.visitor(), "q=Перевіряльники").await,
        ["Верба Іван"]
    );
    let refused = put_back_last(&site.browser, unit).await;
    assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(refused.says("її називають розповіді, життя або інші частини"));

    let site = opened().await;
    site.post(path, &whole).await.seen_at();
    put_back_last(&site.browser, unit).await.seen_at();
    let gone = site.visitor().get("/uk/units/999-testers").await;
    assert_eq!(gone.status, StatusCode::GONE);
    let taken = site.post(path, &whole).await;
    assert!(taken.says("ця адреса вже є або була"), "{}", taken.words());
    assert!(
        site.get("/admin/reference/units")
            .await
            .ok()
            .says("прибрано зі списку")
    );
    put_back_last(&site.browser, unit).await.seen_at();
    site.visitor().get("/uk/units/999-testers").await.ok();
}

#[actix_web::test]
async fn ranks_and_awards_have_other_names_and_an_order() {
    let site = opened().await;
    let reader = site.visitor();
    publish_life(
        &site,
        r#"{"name": {"family": "Верба", "given": "Іван"}, "service": [{"rank": "soldier"}],
            "awards": [{"award": "hero-gold-star"}]}"#,
    );
    let rank = "/admin/reference/ranks/soldier";
    change(
        &site.browser,
        rank,
        &[("aliases", "рядовий"), ("sequence", "9900")],
    )
    .await
    .seen_at();
    assert_eq!(finds(&reader, "q=рядовий").await, ["Верба Іван"]);
    let ranks = site.get("/admin/reference/ranks").await.ok();
    let slugs = ranks.attributes("table a", "href");
    assert_eq!(
        slugs.last().map(String::as_str),
        Some(rank),
        "the last by its number"
    );
    put_back_last(&site.browser, rank).await.seen_at();
    assert!(finds(&reader, "q=рядовий").await.is_empty());
    let taken = change(&site.browser, rank, &[("aliases", "Матрос")]).await;
    assert_eq!(taken.status, StatusCode::UNPROCESSABLE_ENTITY);

    let award = "/admin/reference/awards/hero-gold-star";
    change(
        &site.browser,
        award,
        &[("aliases", "Герой України\nЗоря найвищої проби")],
    )
    .await
    .seen_at();
    assert_eq!(finds(&reader, "q=найвищої проби").await, ["Верба Іван"]);
    let new = [
        ("slug", "village-medal"),
        ("name_uk", "Медаль громади"),
        ("name_en", "Medal of the Community"),
        ("class", "local"),
        ("sequence", "150"),
    ];
    site.post("/admin/reference/awards/new", &new)
        .await
        .seen_at();
    let awards = site.get("/admin/reference/awards").await.ok();
    let at = |end: &str| {
        let slugs = awards.attributes("table a", "href");
        slugs.iter().position(|slug| slug.ends_with(end)).unwrap()
    };
    assert_eq!(
        at("/village-medal"),
        at("/hero-gold-star") + 1,
        "between two others"
    );
    let refused = put_back_last(&site.browser, award).await.seen_at();
    assert!(refused.ends_with("done=1"));
    let new = [
        ("slug", "scout"),
        ("name_uk", "розвідник"),
        ("name_en", "Scout"),
        ("service", "army"),
        ("tier", "enlisted"),
        ("sequence", "x"),
    ];
    let answer = site.post("/admin/reference/ranks/new", &new).await;
    assert!(answer.says("Порядок: тут має бути число від 1"));
}

#[actix_web::test]
async fn a_region_has_a_few_sentences_in_both_languages() {
    let site = opened().await;
    let reader = site.visitor();
    let region = "/admin/reference/regions/zhytomyrska";
    assert!(
        !reader
            .get("/uk/regions/zhytomyrska")
            .await
            .ok()
            .says("Полісся")
    );
    let text = "Край на півночі, Полісся.\r\n\r\n\r\nДругий абзац <b>сміливий</b>.";
    change(&site.browser, region, &[("text_uk", text)])
        .await
        .seen_at();
    let page = reader.get("/uk/regions/zhytomyrska").await.ok();
    assert_eq!(
        page.all(".about-region p"),
        ["Край на півночі, Полісся.", "Другий абзац <b>сміливий</b>."]
    );
    let page = reader.get("/en/regions/zhytomyrska").await.ok();
    assert_eq!(page.attributes(".about-region", "lang"), ["uk"]);
    assert!(page.says("Nothing is written of this region in English yet."));
    change(
        &site.browser,
        region,
        &[("text_en", "A land in the north.")],
    )
    .await
    .seen_at();
    let page = reader.get("/en/regions/zhytomyrska").await.ok();
    assert_eq!(page.all(".about-region p"), ["A land in the north."]);
    let long = "а".repeat(4_001);
    let answer = change(&site.browser, region, &[("text_uk", &long)]).await;
    assert_eq!(answer.status, StatusCode::UNPROCESSABLE_ENTITY);
    put_back_last(&site.browser, region).await.seen_at();
    put_back_last(&site.browser, region).await.seen_at();
    let page = reader.get("/uk/regions/zhytomyrska").await.ok();
    assert_eq!(
        page.all(".about-region p"),
        ["Край на півночі, Полісся.", "Другий абзац <b>сміливий</b>."]
    );
}

#[actix_web::test]
async fn however_many_served_in_a_renamed_unit_all_are_found_by_its_name() {
    use heroes_memorial::heroes::hero::Record;
    use heroes_memorial::heroes::queries::{Author, Change, publish};
    use heroes_memorial::reference::queries::waiting;
    let site = opened().await;
    let many = 260;
    site.state
        .db
        .write_now(|conn| {
            for number in 0..many {
                let json = format!(
                    r#"{{"name": {{"family": "Верба", "given": "Іван"}}, "external_id": "x{number}", "service": [{{"unit": "14-mechanized"}}]}}"#
                );
                let record: Record = serde_json::from_str(&json).unwrap();
                let change = Change {
                    by: Author::Shell,
                    at: crate::lives::published_at(),
                    why: "test",
                };
                publish(conn, &record, change)?;
            }
            Ok(())
        })
        .unwrap();
    let unit = "/admin/reference/units/14-mechanized";
    change(&site.browser, unit, &[("aliases", "Характерники")])
        .await
        .seen_at();
    // The last of them are read again while the answer is on its way.
    while site.state.db.read_now(waiting).unwrap() > 0 {
        actix_web::rt::time::sleep(std::time::Duration::from_millis(20)).await;
    }
    let found = site
        .visitor()
        .get("/api/v1/heroes?q=Характерники&limit=1")
        .await
        .ok();
    let found: serde_json::Value = serde_json::from_slice(&found.bytes).unwrap();
    assert_eq!(found["total"], many);
}

#[actix_web::test]
async fn no_record_of_the_lists_says_what_no_page_may_show() {
    let site = opened().await;
    for (field, words) in [
        ("name_uk", "Військова частина А1234"),
        ("short_uk", "в/ч А1234"),
        ("aliases", "58 бригада\nтел. 067 123 45 67"),
    ] {
        let refused = change(&site.browser, UNIT, &[(field, words)]).await;
        assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY, "{words}");
        assert!(
            refused.says("чого не можна показувати всім"),
            "{words}: {}",
            refused.words()
        );
    }
}
