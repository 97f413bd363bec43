//! Settlements: proposed where a place is asked, asked once where several are meant, and matched at the desk for all that
//! say the same.

use heroes_memorial::places::queries::{unmatched_count, where_is};
use heroes_memorial::places::settlement::{InRegion, in_region};
use reqwest::StatusCode;
use serde_json::Value;

use crate::accounts::{administrator, colleague};
use crate::lives::{LYSIUK, publish_life};
use crate::moderation::{boxes as record_boxes, post, told};
use crate::site::{Answer, Browser, Site};

async fn asked(browser: &Browser, query: &[(&str, &str)]) -> Vec<Value> {
    let query = url::form_urlencoded::Serializer::new(String::new())
        .extend_pairs(query)
        .finish();
    let answer = browser.get(&format!("/api/v1/places?{query}")).await.ok();
    assert!(answer.header("cache-control").unwrap().contains("public"));
    let json: Value = serde_json::from_slice(&answer.bytes).unwrap();
    json["places"].as_array().unwrap().clone()
}

#[actix_web::test]
async fn a_settlement_is_found_however_it_is_typed() {
    let site = Site::open().await;
    for (typed, settlement, region) in [
        ("Пулини", "Пулини", "UA-18"),
        ("смт Пулини", "Пулини", "UA-18"),
        ("pulyny", "Пулини", "UA-18"),
        ("Пули", "Пулини", "UA-18"),
        ("Пулинни", "Пулини", "UA-18"),
        ("Червоноармійськ, Житомирська обл.", "Пулини", "UA-18"),
        ("Артемівськ", "Бахмут", "UA-14"),
        ("Dnipropetrovsk", "Дніпро", "UA-12"),
        ("Кам'янець подільський", "Кам’янець-Подільський", "UA-68"),
        ("м.Київ", "Київ", "UA-30"),
        ("Іллінка Донецької області", "Іллінка", "UA-14"),
        ("Кропивницкий", "Кропивницький", "UA-35"),
    ] {
        let found = asked(&site.browser, &[("q", typed)]).await;
        assert_eq!(
            (&found[0]["settlement"], &found[0]["region"]),
            (&Value::from(settlement), &Value::from(region)),
            "{typed}"
        );
    }
    let here = asked(
        &site.browser,
        &[("q", "Іллінка"), ("region", "UA-14"), ("lang", "en")],
    )
    .await;
    assert_eq!(here[0]["region"], "UA-14");
    assert_eq!(here[0]["settlement"], "Іллінка", "a record is in Ukrainian");
    assert!(here[0]["label"].as_str().unwrap().starts_with("Illinka, "));
    assert!(here[0]["code"].as_str().unwrap().starts_with("UA14"));
    assert!(
        here.len() > 1 && here.len() <= 8,
        "another region is not hidden"
    );
    let former = asked(&site.browser, &[("q", "Кіровоград")]).await;
    assert!(
        former[0]["detail"]
            .as_str()
            .unwrap()
            .contains("колишня назва: Кіровоград")
    );
}

#[actix_web::test]
async fn whatever_is_asked_of_the_register_has_an_ordinary_answer() {
    let site = Site::open().await;
    for typed in [
        "",
        "ь",
        "'; DROP TABLE settlements;--",
        "%",
        "«»",
        "Ъыъ",
        &"щ".repeat(5_000),
    ] {
        assert!(
            asked(&site.browser, &[("q", typed)]).await.len() <= 8,
            "{typed}"
        );
    }
    for wrong in ["region=UA-99", "lang=xx"] {
        let answer = site.get(&format!("/api/v1/places?q=a&{wrong}")).await;
        assert_eq!(answer.status, StatusCode::BAD_REQUEST, "{wrong}");
    }
}

/// A story that was begun; the address of its own page.
async fn begun(browser: &Browser) -> String {
    let page = browser.get("/uk/submissions/new").await.ok();
    let once = page.attributes("input[name=once]", "value").remove(0);
    let form = [
        ("once", once.as_str()),
        ("family", "Лисюк"),
        ("given", "Юрій"),
    ];
    let next = browser.post("/uk/submissions/new", &form).await.seen_at();
    next.strip_suffix("/relation").unwrap().to_owned()
}

fn boxes(page: &Answer) -> Vec<(String, String)> {
    let names = page.attributes("form[data-keep] input[name]", "name");
    let values = page.attributes("form[data-keep] input[name][value]", "value");
    assert!(names.len() >= values.len());
    ["death-settlement", "death-meant"]
        .map(|name| {
            let value = page
                .attributes(&format!("input[name={name}]"), "value")
                .remove(0);
            (name.to_owned(), value)
        })
        .into()
}

fn region_of(page: &Answer, name: &str) -> Vec<String> {
    page.attributes(&format!("select[name={name}] option[selected]"), "value")
}

#[actix_web::test]
async fn without_script_a_place_that_may_be_several_is_asked_once_and_gently() {
    let site = Site::open().await;
    let family = &site.browser;
    let home = begun(family).await;
    let death = format!("{home}/death");
    let which = family
        .post(
            &death,
            &[("died-year", "2024"), ("death-settlement", "с. Іллінка")],
        )
        .await
        .seen_at();
    assert_eq!(which, format!("{death}/which"));
    let page = family.get(&which).await.ok();
    assert!(
        page.says("Який саме?") && page.says("Жоден із цих, або не знаю"),
        "{}",
        page.words()
    );
    // Whatever the page links to on itself is there.
    for link in page.attributes("main a[href^='#']", "href") {
        assert_eq!(page.attributes(&link, "id").len(), 1, "{link}");
    }
    assert!(!page.attributes("a[href='#way-back']", "href").is_empty());
    assert_eq!(
        page.attributes("input[name=death-which][checked]", "value"),
        [""],
        "nothing is chosen for the family"
    );
    let choices = page.attributes("input[name=death-which]", "value");
    let here = choices
        .iter()
        .find(|code| code.starts_with("UA14"))
        .unwrap()
        .clone();
    let next = family
        .post(&which, &[("death-which", &here)])
        .await
        .seen_at();
    assert_eq!(next, format!("{home}/burial"));
    let page = family.get(&death).await.ok();
    assert_eq!(
        region_of(&page, "death-region"),
        ["UA-14"],
        "what was added is shown"
    );
    let kept = boxes(&page);
    assert_eq!(kept[0].1, "Іллінка");
    assert_eq!(kept[1].1, here);
    // The page is saved again as it is, and with another region, which is the family's own choice: asked about once.
    let again = [
        ("death-settlement", "Іллінка"),
        ("death-meant", here.as_str()),
        ("death-region", "UA-14"),
    ];
    assert_eq!(
        family.post(&death, &again).await.seen_at(),
        format!("{home}/burial")
    );
}

#[actix_web::test]
async fn nobody_is_stopped_by_a_place_and_nobody_is_asked_twice() {
    let site = Site::open().await;
    let family = &site.browser;
    let home = begun(family).await;
    let (death, next) = (format!("{home}/death"), format!("{home}/burial"));
    // What the register does not have, what is abroad, what is clear: nothing is asked.
    for (settlement, region) in [
        ("Хутір на краю світу", ""),
        ("Хутір на краю світу", "UA-14"),
        ("Київ", "PL"),
        ("Іллінка", "UA-14"),
        ("", "UA-14"),
    ] {
        let form = [
            ("death-settlement", settlement),
            ("death-region", region),
            ("death-meant", ""),
        ];
        assert_eq!(
            family.post(&death, &form).await.seen_at(),
            next,
            "{settlement} {region}"
        );
    }
    // Another region than the register has it in: asked, and left as it was written.
    let form = [
        ("death-settlement", "Пулини"),
        ("death-region", "UA-14"),
        ("death-meant", ""),
    ];
    let which = family.post(&death, &form).await.seen_at();
    let page = family.get(&which).await.ok();
    assert!(
        page.says("Донецька область: тут реєстр не має назви «Пулини»"),
        "{}",
        page.words()
    );
    assert_eq!(
        family.post(&which, &[("death-which", "")]).await.seen_at(),
        next
    );
    let page = family.get(&death).await.ok();
    assert_eq!(region_of(&page, "death-region"), ["UA-14"]);
    let kept = boxes(&page);
    assert_eq!(kept[0].1, "Пулини");
    let form = [
        ("death-settlement", "Пулини"),
        ("death-region", "UA-14"),
        ("death-meant", kept[1].1.as_str()),
    ];
    assert_eq!(
        family.post(&death, &form).await.seen_at(),
        next,
        "asked once"
    );
    assert_eq!(
        family.get(&which).await.seen_at(),
        next,
        "nothing is left to ask"
    );
    // A forged answer chooses nothing.
    let form = [
        ("death-settlement", "Буряківка"),
        ("death-region", ""),
        ("death-meant", ""),
    ];
    let which = family.post(&death, &form).await.seen_at();
    assert_eq!(
        family
            .post(&which, &[("death-which", "UA80000000000093317")])
            .await
            .seen_at(),
        next
    );
    assert_eq!(
        region_of(&family.get(&death).await.ok(), "death-region"),
        [""; 0]
    );
}

#[actix_web::test]
async fn of_a_name_that_is_everywhere_only_the_region_is_asked() {
    let site = Site::open().await;
    let family = &site.browser;
    let home = begun(family).await;
    let form = [
        ("birth-settlement", "Миколаївка"),
        ("home-settlement", "Житомир"),
    ];
    let which = family.post(&format!("{home}/birth"), &form).await.seen_at();
    let page = family.get(&which).await.ok();
    let choices = page.attributes("input[name=birth-which]", "value");
    assert!(
        choices.contains(&"UA-14".to_owned()) && choices.len() <= 28,
        "{choices:?}"
    );
    let zhytomyr = page.attributes("input[name=home-which]", "value");
    assert_eq!(
        zhytomyr.len(),
        2,
        "one place, and none of these: {zhytomyr:?}"
    );
    let form = [
        ("birth-which", "UA-14"),
        ("home-which", zhytomyr[0].as_str()),
    ];
    family.post(&which, &form).await.seen_at();
    let page = family.get(&format!("{home}/birth")).await.ok();
    assert_eq!(region_of(&page, "birth-region"), ["UA-14"]);
    assert_eq!(region_of(&page, "home-region"), ["UA-18"]);
    // In English the choices are in English.
    let en = which.replace("/uk/", "/en/");
    family
        .post(
            &format!("{home}/burial"),
            &[("burial-settlement", "Illinka")],
        )
        .await
        .seen_at();
    let page = family.get(&en.replace("/birth/", "/burial/")).await.ok();
    assert!(
        page.says("Which one?") && page.says("Donetsk Oblast"),
        "{}",
        page.words()
    );
}

#[actix_web::test]
async fn the_register_proposes_in_every_form_that_asks_a_place() {
    let site = Site::open().await;
    administrator(&site, &site.browser).await;
    let family = site.visitor();
    let home = begun(&family).await;
    for (step, count) in [("birth", 2), ("death", 1), ("burial", 1), ("life", 0)] {
        let page = family.get(&format!("{home}/{step}")).await.ok();
        assert_eq!(
            page.attributes("input[data-places]", "id").len(),
            count,
            "{step}"
        );
        let scripts = page.attributes("script", "src");
        assert_eq!(
            scripts.iter().any(|src| src.contains("places.js")),
            count > 0,
            "{step}"
        );
    }
    // What is added to a public life goes through the same steps.
    publish_life(&site, LYSIUK);
    let page = family
        .get("/uk/submissions/new?about=yurii-lysiuk")
        .await
        .ok();
    let once = page.attributes("input[name=once]", "value").remove(0);
    let form = [
        ("once", once.as_str()),
        ("about", "yurii-lysiuk"),
        ("note", "Народився деінде"),
    ];
    let next = family
        .post("/uk/submissions/new?about=yurii-lysiuk", &form)
        .await
        .seen_at();
    let page = family.get(&next.replace("/relation", "/birth")).await.ok();
    assert_eq!(page.attributes("input[data-places]", "id").len(), 2);
    let page = site.get("/admin/heroes/1/edit").await.ok();
    assert_eq!(page.attributes("input[data-places]", "id").len(), 4);
}

pub fn life(family: &str, settlement: &str, region: &str) -> String {
    let region = if region.is_empty() {
        "null".to_owned()
    } else {
        format!("\"{region}\"")
    };
    format!(
        r#"{{"name": {{"family": "{family}", "given": "Олег"}},
        "birth_place": {{"settlement": "{settlement}", "region": {region}}},
        "burial_place": {{"settlement": "{settlement}", "region": {region}, "cemetery": "старе"}}}}"#
    )
}

/// The buttons of the first group that match it, as settlement and words, with its key and region.
fn first_group(page: &Answer) -> (String, String, Vec<String>) {
    let of = |name: &str| {
        page.attributes(&format!(".place-group input[name={name}]"), "value")
            .remove(0)
    };
    let proposals = page.attributes(".place-group button[name=settlement]", "value");
    (of("key"), of("region"), proposals)
}

pub async fn matched(site: &Site, page: &Answer) -> Answer {
    let (key, region, proposals) = first_group(page);
    let form = [
        ("key", key.as_str()),
        ("region", &region),
        ("settlement", &proposals[0]),
    ];
    site.post("/admin/places/matchings", &form).await
}

#[actix_web::test]
async fn a_spelling_is_matched_once_for_all_that_say_it_and_the_whole_is_undone() {
    let site = Site::open().await;
    administrator(&site, &site.browser).await;
    let (one, two) = (
        publish_life(&site, &life("Перший", "Пулинни", "UA-18")),
        publish_life(&site, &life("Другий", "смт Пулинни", "UA-18")),
    );
    publish_life(&site, &life("Третій", "Пулини", "UA-18"));
    let family = site.visitor();
    let home = told(&family, "Оповідь.").await;
    let form = [("burial-settlement", "Пулинни"), ("burial-region", "UA-18")];
    family
        .post(&format!("{home}/burial"), &form)
        .await
        .seen_at();

    // A family's change waits in the same group.
    assert_eq!(site.state.db.read_now(unmatched_count).unwrap(), 1);
    let page = site.get("/admin/places").await.ok();
    assert_eq!(page.all(".place-group h2").len(), 1, "{}", page.words());
    assert!(page.says("2 сторінки, 1 розповідь"), "{}", page.words());
    assert!(
        page.says("Пулини, Житомирський район, Житомирська область"),
        "{}",
        page.words()
    );
    let done = site
        .browser
        .open(&matched(&site, &page).await.seen_at())
        .await
        .ok();
    assert!(
        done.says("Виправлено: 2 сторінки, 1 розповідь"),
        "{}",
        done.words()
    );
    assert!(done.says("Усі назви впізнано"), "{}", done.words());
    assert_eq!(site.state.db.read_now(unmatched_count).unwrap(), 0);
    for id in [one, two] {
        let page = site.get(&format!("/admin/heroes/{id}")).await.ok();
        assert!(
            page.says("Пулинни (UA-18) → Пулини (UA-18)"),
            "{}",
            page.words()
        );
        assert!(page.says("старе"), "the cemetery stays");
    }
    assert!(
        site.get("/uk/heroes/oleh-pershyi")
            .await
            .ok()
            .says("Пулини")
    );
    assert!(
        !site
            .get("/uk/heroes/oleh-pershyi")
            .await
            .ok()
            .says("Пулинни")
    );
    let review = site.get("/admin/submissions/1").await.ok();
    assert!(review.says("Пулини"), "{}", review.words());
    assert!(
        site.get("/admin/journal")
            .await
            .ok()
            .says("зіставлено назви населеного пункту")
    );

    // It was done; the same again meets nobody.
    assert_eq!(matched(&site, &page).await.status, StatusCode::CONFLICT);

    // Whoever writes the same later is proposed the same, and nothing is changed without a hand.
    publish_life(&site, &life("Пізній", "Пулинни", "UA-18"));
    let later = site.get("/admin/places").await.ok();
    assert!(
        later.says("так уже зіставляли: Пулинни"),
        "{}",
        later.words()
    );

    let undone = site
        .post("/admin/places/matchings/1/undoing", &[])
        .await
        .seen_at();
    let page = site.browser.open(&undone).await.ok();
    assert!(
        page.says("Виправлено: 2 сторінки, 1 розповідь"),
        "{}",
        page.words()
    );
    assert!(page.says("3 сторінки, 1 розповідь"), "{}", page.words());
    assert!(!page.says("так уже зіставляли"), "{}", page.words());
    assert!(site.get("/uk/heroes/oleh-drugyi").await.status != StatusCode::OK);
    assert!(
        site.get("/uk/heroes/oleh-druhyi")
            .await
            .ok()
            .says("смт Пулинни")
    );
    assert_eq!(
        site.post("/admin/places/matchings/1/undoing", &[])
            .await
            .status,
        StatusCode::CONFLICT
    );
}

#[actix_web::test]
async fn what_changed_since_is_not_undone() {
    let site = Site::open().await;
    administrator(&site, &site.browser).await;
    let id = publish_life(&site, &life("Перший", "Пулинни", "UA-18"));
    let page = site.get("/admin/places").await.ok();
    matched(&site, &page).await.seen_at();
    let edit = site.get(&format!("/admin/heroes/{id}/edit")).await.ok();
    let revision = edit.attributes("[name=revision]", "value").remove(0);
    let form = [
        ("revision", revision.as_str()),
        ("name.family", "Перший"),
        ("name.given", "Олег"),
        ("birth_place.settlement", "Любар"),
        ("birth_place.region", "UA-18"),
        ("burial_place.settlement", "Пулини"),
        ("burial_place.region", "UA-18"),
        ("why", "Родина уточнила"),
    ];
    site.post(&format!("/admin/heroes/{id}/edit"), &form)
        .await
        .seen_at();
    site.post("/admin/places/matchings/1/undoing", &[])
        .await
        .seen_at();
    let page = site.get("/uk/heroes/oleh-pershyi").await.ok();
    assert!(
        page.says("Любар") && page.says("Пулинни"),
        "{}",
        page.words()
    );
}

#[actix_web::test]
async fn a_place_in_another_region_is_on_the_list_and_one_without_region_is_known() {
    let site = Site::open().await;
    administrator(&site, &site.browser).await;
    publish_life(&site, &life("Перший", "Пулини", "UA-14"));
    publish_life(&site, &life("Другий", "Пулини", ""));
    publish_life(&site, &life("Третій", "Артемівськ", "UA-14"));
    let page = site.get("/admin/places").await.ok();
    assert_eq!(page.all(".place-group h2"), ["Пулини"]);
    assert!(
        page.says("у реєстрі є, але в іншому регіоні"),
        "{}",
        page.words()
    );
    let (regions, unknown) = site
        .state
        .db
        .read_now(|conn| {
            Ok((
                where_is(conn, "с. Пулини")?,
                where_is(conn, "Хутір на краю світу")?,
            ))
        })
        .unwrap();
    assert_eq!(
        in_region(&regions, Some("UA-14")),
        InRegion::No(vec!["UA-18".to_owned()])
    );
    assert_eq!(in_region(&regions, Some("UA-18")), InRegion::Yes);
    assert_eq!(in_region(&unknown, Some("UA-18")), InRegion::Unknown);
}

#[actix_web::test]
async fn the_register_is_the_memorials_own() {
    let site = Site::open().await;
    administrator(&site, &site.browser).await;
    publish_life(&site, &life("Перший", "Зникле Село", "UA-18"));
    let page = site.get("/admin/places").await.ok();
    assert_eq!(page.all(".place-group h2"), ["Зникле Село"]);

    let form = [
        ("name", "Зникле Село"),
        ("kind", "village"),
        ("region", "UA-18"),
    ];
    let seen = site
        .post("/admin/places/settlements", &form)
        .await
        .seen_at();
    let page = site.browser.open(&seen).await.ok();
    assert!(
        page.says("Збережено.") && page.says("додано модератором"),
        "{}",
        page.words()
    );
    assert!(
        site.get("/admin/places")
            .await
            .ok()
            .says("Усі назви впізнано")
    );
    let again = site
        .post("/admin/places/settlements", &form)
        .await
        .seen_at();
    assert!(site.browser.open(&again).await.says("Це в реєстрі вже є"));
    let removal = page
        .attributes(".place-group form[action$=removal]", "action")
        .remove(0);
    site.post(&removal, &[]).await.seen_at();
    assert_eq!(
        site.get("/admin/places").await.ok().all(".place-group h2"),
        ["Зникле Село"]
    );

    // A former name makes a place known; taken out, it is not known again.
    let page = site.get("/admin/places/register?q=Пулини").await.ok();
    let names = page
        .attributes(".place-group form[action$=names]", "action")
        .remove(0);
    let seen = site
        .post(&names, &[("name", "Зникле Село"), ("q", "Пулини")])
        .await
        .seen_at();
    let page = site.browser.open(&seen).await.ok();
    assert!(page.says("колишня назва: Зникле Село"), "{}", page.words());
    assert!(
        site.get("/admin/places")
            .await
            .ok()
            .says("Усі назви впізнано")
    );
    let removals = page.attributes(".place-group form[action$=removal]", "action");
    site.post(removals.last().unwrap(), &[("q", "Пулини")])
        .await
        .seen_at();
    assert!(
        !site
            .get("/admin/places")
            .await
            .ok()
            .says("Усі назви впізнано")
    );
    let journal = site.get("/admin/journal").await.ok();
    for act in [
        "додано населений пункт",
        "прибрано населений пункт",
        "додано колишню назву",
        "прибрано колишню назву",
    ] {
        assert!(journal.says(act), "{act}");
    }

    // What the codifier has stays, and nonsense is not added.
    assert_eq!(
        site.post("/admin/places/settlements/1/removal", &[])
            .await
            .status,
        StatusCode::NOT_FOUND
    );
    for form in [
        [("name", "…"), ("kind", "village"), ("region", "UA-18")],
        [("name", "Село"), ("kind", "city"), ("region", "UA-99")],
    ] {
        let seen = site
            .post("/admin/places/settlements", &form)
            .await
            .seen_at();
        assert!(site.browser.open(&seen).await.says("Напишіть назву"));
    }
}

#[actix_web::test]
async fn the_desk_of_places_is_for_moderators() {
    let site = Site::open().await;
    administrator(&site, &site.browser).await;
    publish_life(&site, &life("Перший", "Пулинни", "UA-18"));
    let page = site.get("/admin/places").await.ok();
    let (key, region, proposals) = first_group(&page);
    let stranger = site.visitor();
    for path in ["/admin/places", "/admin/places/register?q=Пулини"] {
        assert_ne!(stranger.get(path).await.status, StatusCode::OK, "{path}");
    }
    let form = [
        ("key", key.as_str()),
        ("region", &region),
        ("settlement", &proposals[0]),
        ("name", "Село"),
    ];
    for path in [
        "/admin/places/matchings",
        "/admin/places/matchings/1/undoing",
        "/admin/places/settlements",
        "/admin/places/settlements/1/removal",
        "/admin/places/settlements/1/names",
        "/admin/places/names/1/removal",
    ] {
        let answer = stranger.post(path, &form).await;
        assert!(!answer.status.is_success(), "{path}");
        assert!(
            answer.location().is_none_or(|to| to.contains("sign-in")),
            "{path}"
        );
    }
    assert_eq!(
        site.get("/admin/places").await.ok().all(".place-group h2"),
        ["Пулинни"]
    );
}

#[actix_web::test]
async fn a_reader_sees_the_places_and_has_nothing_to_press() {
    let site = Site::open().await;
    administrator(&site, &site.browser).await;
    publish_life(&site, &life("Перший", "Пулинни", "UA-18"));
    let page = site.get("/admin/places").await.ok();
    matched(&site, &page).await.seen_at();
    publish_life(&site, &life("Пізній", "Пулинни", "UA-18"));
    let reader = colleague(&site, &site.browser, "Ніна", "reader").await;
    for path in ["/admin/places", "/admin/places/register?q=Бахмут"] {
        let page = reader.get(path).await.ok();
        assert!(!page.all(".place-group").is_empty(), "{path}");
        assert!(
            page.all("main form[method=post], main .place-group button")
                .is_empty(),
            "{path}"
        );
    }
}

#[actix_web::test]
async fn pages_are_counted_as_they_come_and_go_and_each_of_them_once() {
    let site = Site::open().await;
    administrator(&site, &site.browser).await;
    publish_life(&site, &life("Перший", "Пулинни", "UA-18"));
    publish_life(&site, &life("Другий", "Пулинни", "UA-18"));
    let counted = async || site.get("/admin/places").await.ok();
    assert!(counted().await.says("2 сторінки"));
    let path = "/admin/heroes/1/edit";
    let form = record_boxes(&site.get(path).await.ok());
    let one_place = [
        ("birth_place.settlement", "Пулини"),
        ("why", "Так у довідці"),
    ];
    post(&site.browser, path, &form, &one_place).await.seen_at();
    assert!(counted().await.says("2 сторінки"));
    let form = record_boxes(&site.get(path).await.ok());
    let other = [("burial_place.settlement", "Пулини"), ("why", "І тут")];
    post(&site.browser, path, &form, &other).await.seen_at();
    assert!(counted().await.says("1 сторінка"));
    crate::motions::withdrawn(&site, 2).await;
    assert!(counted().await.says("Усі назви впізнано"));
    let back = [("reason", "Родина передумала")];
    site.post("/admin/heroes/2/restoration", &back)
        .await
        .seen_at();
    assert!(counted().await.says("1 сторінка"));
}

#[actix_web::test]
async fn of_a_name_that_is_there_once_it_is_asked_whether_this_is_the_place() {
    let site = Site::open().await;
    let family = &site.browser;
    let home = begun(family).await;
    let death = format!("{home}/death");
    let form = [("died-year", "2023"), ("death-settlement", "Часів Яр")];
    let which = family.post(&death, &form).await.seen_at();
    let page = family.get(&which).await.ok();
    assert_eq!(page.all("h1"), ["Це те саме місце?"]);
    assert!(page.says("У реєстрі є 1 такий населений пункт"));
    assert!(page.says("Ні, інше, або не знаю") && !page.says("Жоден із цих"));
    let english = family.get(&which.replace("/uk/", "/en/")).await.ok();
    assert_eq!(english.all("h1"), ["Is this the place?"]);
    let choices = page.attributes("input[name=death-which]", "value");
    assert_eq!(choices.len(), 2, "the one, and no answer");
    let this = [("death-which", choices[0].as_str())];
    family.post(&which, &this).await.seen_at();
    let page = family.get(&death).await.ok();
    assert_eq!(region_of(&page, "death-region"), ["UA-14"]);
}
