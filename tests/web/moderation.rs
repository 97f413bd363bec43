//! The desk: a story becomes public by a moderator's hand only, and every act can be seen and undone.

use heroes_memorial::submissions::consent;
use reqwest::{Method, StatusCode};

use crate::accounts::{administrator, moderator};
use crate::lives::{LYSIUK, publish_life};
use crate::motions::seconded;
use crate::site::{Answer, Browser, Site};

const STORY: &str = "Юрій народився в Буряківці. Ми жили на вулиці Садовій, 14, у батьків.";

/// A family sends a story; answers the address of its own page.
pub async fn told(browser: &Browser, story: &str) -> String {
    let form = [
        ("family", "Лисюк"),
        ("given", "Юрій"),
        ("call-sign", "Лис"),
        ("sex", "male"),
    ];
    let next = browser.begin("/uk/submissions/new", &form).await;
    let home = next.strip_suffix("/relation").unwrap().to_owned();
    for (step, form) in [
        ("relation", &[("relation", "sister")][..]),
        ("birth", &[("born-year", "1996"), ("born-month", "5")]),
        (
            "death",
            &[
                ("died-year", "2024"),
                ("died-month", "3"),
                ("died-day", "5"),
            ],
        ),
        ("story", &[("biography", story)]),
        (
            "contact",
            &[("contact-name", "Яна"), ("contact-phone", "+380671234567")],
        ),
        ("consent", &[("consent", consent::VERSION)]),
    ] {
        browser
            .post(&format!("{home}/{step}"), form)
            .await
            .seen_at();
    }
    assert_eq!(
        browser
            .post(&format!("{home}/sending"), &[])
            .await
            .seen_at(),
        home
    );
    home
}

/// A memorial with an administrator in its first browser, and a family with a story that was sent.
pub async fn opened(story: &str) -> (Site, Browser, String) {
    let site = Site::open().await;
    administrator(&site, &site.browser).await;
    let family = site.visitor();
    let home = told(&family, story).await;
    (site, family, home)
}

/// A moderator lets every finding of a story stand, one after another, as a page offers them.
pub async fn let_all_stand(browser: &Browser, id: i32) {
    loop {
        let page = browser.get(&format!("/admin/submissions/{id}")).await.ok();
        let marks = page.attributes("[name=stands]", "value");
        let Some(mark) = marks.first() else { break };
        let read = revision(&page);
        let form = [("revision", read.as_str()), ("stands", mark)];
        let findings = format!("/admin/submissions/{id}/findings");
        browser.post(&findings, &form).await.seen_at();
    }
}

pub fn revision(page: &Answer) -> String {
    page.attributes("[name=revision]", "value").remove(0)
}

/// Every box of the record form as the browser would send it.
pub fn boxes(page: &Answer) -> Vec<(String, String)> {
    let html = scraper::Html::parse_document(&page.text());
    let all = scraper::Selector::parse("#record input, #record textarea, #record select").unwrap();
    let selected = scraper::Selector::parse("option[selected]").unwrap();
    let mut boxes = Vec::new();
    for element in html.select(&all) {
        let Some(name) = element.value().attr("name") else {
            continue;
        };
        let value = match element.value().name() {
            "textarea" => element.text().collect::<String>(),
            "select" => element
                .select(&selected)
                .next()
                .and_then(|option| option.value().attr("value"))
                .unwrap_or_default()
                .to_owned(),
            _ if element.value().attr("type") == Some("checkbox")
                && element.value().attr("checked").is_none() =>
            {
                continue;
            }
            _ => element.value().attr("value").unwrap_or_default().to_owned(),
        };
        boxes.push((name.to_owned(), value));
    }
    boxes
}

pub async fn post(
    browser: &Browser,
    path: &str,
    boxes: &[(String, String)],
    changes: &[(&str, &str)],
) -> Answer {
    let mut form: Vec<(&str, &str)> = boxes
        .iter()
        .map(|(name, value)| (name.as_str(), value.as_str()))
        .collect();
    form.retain(|(name, _)| !changes.iter().any(|(changed, _)| changed == name));
    form.extend(changes);
    browser.post(path, &form).await
}

#[actix_web::test]
async fn a_story_reaches_the_public_only_through_a_moderator() {
    let (site, _, _) = opened(STORY).await;
    let public = [
        "/uk/heroes",
        "/uk/heroes?q=Лисюк",
        "/en/heroes?q=Lysiuk",
        "/uk",
        "/uk/heroes/yurii-lysiuk",
        "/h/1",
    ];
    let reader = site.visitor();
    for path in public {
        let page = reader.get(path).await;
        assert!(
            !page.says("Буряківці") && page.all("a").iter().all(|words| !words.contains("Лисюк")),
            "{path}"
        );
    }
    let queue = site.get("/admin").await.ok();
    assert!(
        queue.says("Лисюк Юрій") && queue.says("сестра"),
        "{}",
        queue.words()
    );

    let review = site.get("/admin/submissions/1").await.ok();
    assert!(
        review.says("Приватна адреса") && review.says("Ми жили на вулиці Садовій, 14"),
        "{}",
        review.words()
    );
    assert_eq!(review.all(".sentences .private"), ["вулиці Садовій, 14"]);
    assert!(!review.says("+380671234567"), "contacts are closed");
    for lang in ["uk", "en"] {
        let preview = site
            .get(&format!("/admin/submissions/1/preview/{lang}"))
            .await
            .ok();
        assert_eq!(preview.header("cache-control"), Some("no-store"));
        assert!(preview.all("h1")[0].contains(if lang == "uk" { "Лисюк" } else { "Lysiuk" }));
    }
    let read = revision(&review);
    let unsettled = site
        .post(
            "/admin/submissions/1/approval",
            &[("revision", &read), ("seen", "1")],
        )
        .await;
    assert_eq!(
        unsettled.status,
        StatusCode::UNPROCESSABLE_ENTITY,
        "a private place is never let through in silence"
    );
    assert!(unsettled.says("Спершу скажіть про кожне знайдене місце"));
    let_all_stand(&site.browser, 1).await;
    let revision = revision(&site.get("/admin/submissions/1").await.ok());
    let done = site
        .post(
            "/admin/submissions/1/approval",
            &[("revision", &revision), ("seen", "1")],
        )
        .await;
    assert_eq!(done.seen_at(), "/admin/heroes/1?done=1");
    assert!(reader.get("/uk/heroes?q=Лисюк").await.ok().says("Лисюк"));
    reader.get("/uk/heroes/yurii-lysiuk").await.ok();
    let journal = site.get("/admin/journal").await.ok();
    for act in ["розповідь надіслано", "оприлюднено"] {
        assert!(journal.says(act), "{act}: {}", journal.words());
    }
    // Decided once: the same form again changes nothing.
    let again = site
        .post(
            "/admin/submissions/1/refusal",
            &[("revision", &revision), ("message", "ні")],
        )
        .await;
    assert_eq!(again.status, StatusCode::CONFLICT);
    reader.get("/uk/heroes/yurii-lysiuk").await.ok();
}

#[actix_web::test]
async fn a_decision_about_what_has_changed_since_is_not_taken() {
    let (site, family, home) = opened("Юрій любив футбол.").await;
    let read = revision(&site.get("/admin/submissions/1").await.ok());
    family
        .post(
            &format!("{home}/story"),
            &[("biography", "Юрій любив футбол і ліс.")],
        )
        .await
        .seen_at();
    for act in ["approval", "return", "refusal"] {
        let form = [
            ("revision", read.as_str()),
            ("message", "Дякуємо."),
            ("seen", "1"),
        ];
        let answer = site
            .post(&format!("/admin/submissions/1/{act}"), &form)
            .await;
        assert_eq!(answer.status, StatusCode::CONFLICT, "{act}");
    }
    assert_eq!(
        site.visitor().get("/uk/heroes/yurii-lysiuk").await.status,
        StatusCode::NOT_FOUND
    );
    assert!(
        site.get("/admin/submissions/1")
            .await
            .ok()
            .says("футбол і ліс")
    );
    for wrong in ["", "x", "-1", "99999999999999"] {
        let answer = site
            .post(
                "/admin/submissions/1/approval",
                &[("revision", wrong), ("seen", "1")],
            )
            .await;
        assert!(
            answer.status.is_client_error(),
            "{wrong}: {}",
            answer.status
        );
    }
}

#[actix_web::test]
async fn what_is_in_ones_hands_nobody_else_changes() {
    let (site, family, home) = opened("Юрій любив футбол.").await;
    let taras = moderator(&site, &site.browser, "Тарас").await;
    assert_eq!(
        site.post("/admin/submissions/1/taking", &[])
            .await
            .seen_at(),
        "/admin/submissions/1"
    );
    let read = revision(&site.get("/admin/submissions/1").await.ok());
    assert!(
        taras
            .get("/admin/submissions/1")
            .await
            .ok()
            .says("Розповідь читає Олена М.")
    );
    let answer = taras
        .post(
            "/admin/submissions/1/approval",
            &[("revision", &read), ("seen", "1")],
        )
        .await;
    assert_eq!(answer.status, StatusCode::CONFLICT);
    assert_eq!(
        taras.get("/admin/submissions/1/edit").await.seen_at(),
        "/admin/submissions/1"
    );
    let late = family
        .post(&format!("{home}/story"), &[("biography", "Інше")])
        .await;
    assert_ne!(
        late.status,
        StatusCode::SEE_OTHER,
        "the family waits while somebody reads"
    );
    taras
        .post("/admin/submissions/1/taking", &[("from", "1")])
        .await
        .seen_at();
    assert_eq!(
        site.post("/admin/submissions/1/giving-back", &[])
            .await
            .status,
        StatusCode::CONFLICT
    );
    assert_eq!(
        taras
            .post("/admin/submissions/1/giving-back", &[])
            .await
            .seen_at(),
        "/admin?done=1"
    );
    family
        .post(&format!("{home}/story"), &[("biography", "Інше")])
        .await
        .seen_at();
}

#[actix_web::test]
async fn contacts_are_opened_on_purpose_and_it_is_written_down_without_them() {
    let (site, _, _) = opened("Юрій любив футбол.").await;
    assert_eq!(
        site.get("/admin/submissions/1/contacts").await.status,
        StatusCode::METHOD_NOT_ALLOWED
    );
    let opened = site.post("/admin/submissions/1/contacts", &[]).await.ok();
    assert!(opened.says("+380671234567") && opened.says("Яна"));
    assert_eq!(opened.header("cache-control"), Some("no-store"));
    for path in ["/admin/submissions/1", "/admin/journal", "/admin"] {
        let page = site.get(path).await.ok();
        assert!(!page.says("+380671234567"), "{path}");
    }
    assert!(
        site.get("/admin/journal")
            .await
            .ok()
            .says("відкрито контакти")
    );
}

#[actix_web::test]
async fn a_family_reads_what_it_is_asked_and_a_refusal_is_undone() {
    let (site, family, home) = opened("Юрій любив футбол.").await;
    let read = revision(&site.get("/admin/submissions/1").await.ok());
    for act in ["return", "refusal"] {
        let empty = site
            .post(
                &format!("/admin/submissions/1/{act}"),
                &[("revision", &read), ("message", "  ")],
            )
            .await;
        assert_eq!(empty.status, StatusCode::UNPROCESSABLE_ENTITY);
    }
    let question = "Дякуємо. У якому селі це було?";
    site.post(
        "/admin/submissions/1/return",
        &[("revision", &read), ("message", question)],
    )
    .await
    .seen_at();
    assert!(family.get(&home).await.ok().says(question));
    assert!(
        site.get("/admin?state=returned")
            .await
            .ok()
            .says("Лисюк Юрій")
    );

    site.post("/admin/submissions/1/reopening", &[])
        .await
        .seen_at();
    assert!(!family.get(&home).await.ok().says(question));
    let read = revision(&site.get("/admin/submissions/1").await.ok());
    let reason = "Дякуємо, але про цю людину вже розповіли.";
    site.post(
        "/admin/submissions/1/refusal",
        &[("revision", &read), ("message", reason)],
    )
    .await
    .seen_at();
    assert!(family.get(&home).await.ok().says(reason));
    assert!(
        site.get("/admin?state=decided")
            .await
            .ok()
            .says("відхилено")
    );
    site.post("/admin/submissions/1/reopening", &[])
        .await
        .seen_at();
    assert_eq!(
        site.post("/admin/submissions/1/reopening", &[])
            .await
            .status,
        StatusCode::CONFLICT
    );
    let read = revision(&site.get("/admin/submissions/1").await.ok());
    site.post(
        "/admin/submissions/1/approval",
        &[("revision", &read), ("seen", "1")],
    )
    .await
    .seen_at();

    // And the approval too: the life goes, its address says so, the story comes back, and goes out again as the same life.
    assert_eq!(
        site.post("/admin/submissions/1/approval-undoing", &[])
            .await
            .status,
        StatusCode::UNPROCESSABLE_ENTITY
    );
    site.post(
        "/admin/submissions/1/approval-undoing",
        &[("reason", "Не та світлина")],
    )
    .await
    .seen_at();
    assert_eq!(
        site.get("/uk/heroes/yurii-lysiuk").await.status,
        StatusCode::GONE
    );
    let read = revision(&site.get("/admin/submissions/1").await.ok());
    let again = site
        .post(
            "/admin/submissions/1/approval",
            &[("revision", &read), ("seen", "1")],
        )
        .await;
    assert_eq!(again.seen_at(), "/admin/heroes/1?done=1");
    site.get("/uk/heroes/yurii-lysiuk").await.ok();
}

#[actix_web::test]
async fn every_field_of_a_story_can_be_edited_and_nothing_typed_is_lost() {
    let (site, _, _) = opened(STORY).await;
    site.post("/admin/submissions/1/taking", &[])
        .await
        .seen_at();
    let form = site.get("/admin/submissions/1/edit").await.ok();
    let boxes = boxes(&form);
    let path = "/admin/submissions/1/edit";
    let faulty = post(
        &site.browser,
        path,
        &boxes,
        &[
            ("born", "травень"),
            ("birth_place.settlement", "Буряківка"),
            ("kin.0.relation", "parents"),
        ],
    )
    .await;
    assert_eq!(faulty.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(faulty.says("такої дати немає"), "{}", faulty.words());
    assert_eq!(
        faulty.attributes("[name='birth_place.settlement']", "value"),
        ["Буряківка"]
    );
    assert_eq!(faulty.attributes("[name=born]", "value"), ["травень"]);
    assert_eq!(
        faulty.attributes("[name=born]", "aria-describedby"),
        ["born-fault"]
    );

    let changes = [
        ("biography.uk", "Юрій народився в Буряківці."),
        ("biography.en", "Yurii was born in Buriakivka."),
        ("birth_place.settlement", "Буряківка"),
        ("birth_place.region", "UA-18"),
        ("service.0.unit", "58 ОМПБр"),
        ("kin.0.relation", "parents"),
        ("identifiers.0.scheme", "wikidata"),
        ("identifiers.0.value", "https://www.wikidata.org/wiki/Q4321"),
    ];
    post(&site.browser, path, &boxes, &changes).await.seen_at();
    let stale = post(&site.browser, path, &boxes, &[("call_sign", "Лисеня")]).await;
    assert_eq!(
        stale.status,
        StatusCode::CONFLICT,
        "another window saved meanwhile"
    );
    assert_eq!(
        stale.attributes("[name=call_sign]", "value"),
        ["Лисеня"],
        "and what was typed here is kept"
    );
    let review = site.get("/admin/submissions/1").await.ok();
    assert!(
        review.says("58-ма окрема мотопіхотна бригада")
            || review.says("58-а окрема мотопіхотна бригада"),
        "{}",
        review.words()
    );
    assert!(
        review.says("відредаговано поля")
            && review
                .all("del")
                .iter()
                .any(|line| line.contains("Садовій"))
    );
    assert!(review.all(".sentences .private").is_empty());
    assert!(
        review
            .all(".desk-answers")
            .iter()
            .any(|words| words.contains("Садовій, 14")),
        "what was sent stays as it was sent"
    );

    let read = revision(&review);
    site.post("/admin/submissions/1/approval", &[("revision", &read)])
        .await
        .seen_at();
    let life = site.visitor().get("/uk/heroes/yurii-lysiuk").await.ok();
    assert!(life.says("Юрій народився в Буряківці.") && !life.says("Садовій"));
    assert!(life.says("Wikidata Q4321"));
}

#[actix_web::test]
async fn a_public_life_is_edited_moved_withdrawn_and_restored_and_every_version_is_kept() {
    let site = Site::open().await;
    administrator(&site, &site.browser).await;
    let taras = moderator(&site, &site.browser, "Тарас").await;
    let id = publish_life(&site, LYSIUK);
    let path = format!("/admin/heroes/{id}/edit");
    let read = boxes(&site.get(&path).await.ok());
    let silent = post(&site.browser, &path, &read, &[("call_sign", "Лисеня")]).await;
    assert_eq!(
        silent.status,
        StatusCode::UNPROCESSABLE_ENTITY,
        "a reason is needed"
    );
    let renamed = [
        ("latin.family", "Lysyuk"),
        ("latin.given", "Yuriy"),
        ("why", "Так у паспорті"),
    ];
    seconded(&taras, &post(&site.browser, &path, &read, &renamed).await).await;
    let reader = site.visitor();
    assert_eq!(
        reader.get("/uk/heroes/yurii-lysiuk").await.status,
        StatusCode::MOVED_PERMANENTLY
    );
    assert!(
        reader
            .open("/en/heroes/yurii-lysiuk")
            .await
            .ok()
            .says("Lysyuk")
    );
    assert_eq!(
        post(&site.browser, &path, &read, &renamed).await.status,
        StatusCode::CONFLICT,
        "the version that was read is public no more"
    );

    let desk = site.get(&format!("/admin/heroes/{id}")).await.ok();
    assert!(
        desk.says("Так у паспорті") && desk.says("Версія 2") && desk.says("Версія 1"),
        "{}",
        desk.words()
    );
    assert!(
        desk.all("ins")
            .iter()
            .any(|line| line.contains("Lysyuk Yuriy"))
    );
    // What changes nothing makes no version.
    let now = boxes(&site.get(&path).await.ok());
    post(&site.browser, &path, &now, &[("why", "Нічого")])
        .await
        .seen_at();
    let desk = site.get(&format!("/admin/heroes/{id}")).await.ok();
    assert!(!desk.says("Версія 3") && !desk.says("Нічого"));
    let back = crate::motions::gone_back(&site.browser, id, 1, "Паспорт був не той").await;
    seconded(&taras, &back).await;
    let back = reader.open("/en/heroes/yuriy-lysyuk").await.ok();
    assert!(back.says("Lysiuk"), "{}", back.words());

    let address = format!("/admin/heroes/{id}");
    assert_eq!(
        site.post(&format!("{address}/withdrawal"), &[("reason", " ")])
            .await
            .status,
        StatusCode::UNPROCESSABLE_ENTITY
    );
    let withdrawal = site
        .post(
            &format!("{address}/withdrawal"),
            &[("reason", "Просить родина")],
        )
        .await;
    seconded(&taras, &withdrawal).await;
    for gone in [
        "/uk/heroes/yurii-lysiuk",
        "/en/heroes/yuriy-lysyuk",
        &format!("/h/{id}"),
    ] {
        assert_eq!(reader.get(gone).await.status, StatusCode::GONE, "{gone}");
    }
    assert!(
        !reader
            .get("/uk/heroes?q=Лисюк")
            .await
            .ok()
            .all("a")
            .iter()
            .any(|words| words.contains("Лисюк"))
    );
    assert!(site.get("/admin/heroes").await.ok().says("Просить родина"));
    assert_eq!(
        site.post(&format!("{address}/withdrawal"), &[("reason", "ще раз")])
            .await
            .status,
        StatusCode::CONFLICT
    );
    assert_eq!(
        site.get(&path).await.seen_at(),
        address,
        "what is withdrawn is not edited"
    );
    site.post(
        &format!("{address}/restoration"),
        &[("reason", "Родина передумала")],
    )
    .await
    .seen_at();
    assert!(
        reader
            .get("/uk/heroes/yurii-lysiuk")
            .await
            .ok()
            .says("Лисюк")
    );
    assert!(site.get(&address).await.ok().says("Версія 4"));
    assert!(
        site.get("/admin/heroes?q=Лис")
            .await
            .ok()
            .says("Лисюк Юрій")
    );
}

#[actix_web::test]
async fn somebody_who_may_be_here_already_is_pointed_out_to_moderators_alone() {
    let (site, family, home) = opened("Юрій любив футбол.").await;
    let id = publish_life(&site, LYSIUK);
    told(&site.visitor(), "Інша розповідь про нього.").await;
    let review = site.get("/admin/submissions/1").await.ok();
    assert_eq!(review.attributes(".checks a", "href"), ["#namesakes"]);
    let doubles = review.attributes(".namesakes a", "href");
    assert_eq!(
        doubles,
        [
            format!("/admin/heroes/{id}"),
            "/admin/submissions/2".to_owned()
        ]
    );
    assert!(!family.get(&home).await.ok().says("двійник"));
}

#[actix_web::test]
async fn every_page_and_act_of_the_desk_refuses_strangers() {
    let (mut site, _, _) = opened(STORY).await;
    publish_life(&site, LYSIUK);
    let routes = include_str!("../../src/routes.rs");
    let mut seen = 0;
    for (at, _) in routes.match_indices("\"/admin") {
        let path = routes[at + 1..].split('"').next().unwrap();
        if [
            "/admin/sign-in",
            "/admin/sign-in/second-factor",
            "/admin/sign-out",
            "/admin/language",
            "/admin/invitation/{token}",
        ]
        .contains(&path)
        {
            continue;
        }
        let kind = routes[..at]
            .trim_end()
            .trim_end_matches('(')
            .rsplit(|c: char| !(c.is_alphanumeric() || c == '_'))
            .next()
            .unwrap();
        let path = path
            .replace("{lang}", "uk")
            .replace("{size}", "small.webp")
            .replace("{id}", "1")
            .replace("{number}", "1")
            .replace("{photo}", "1")
            .replace("{one}", "1")
            .replace("{other}", "2")
            .replace("{list:units|ranks|awards|regions}", "units")
            .replace("{slug}", "58-motorized");
        assert!(!path.contains('{'), "{path}");
        // One address may send only so much in a minute: another memorial has counted nothing yet.
        if seen > 0 && seen % 50 == 0 {
            site = site.copied();
        }
        let stranger = site.visitor();
        if kind.starts_with("page") {
            let answer = stranger.get(&path).await;
            assert_eq!(answer.status, StatusCode::SEE_OTHER, "{path}");
            assert!(
                answer.location().unwrap().starts_with("/admin/sign-in"),
                "{path}"
            );
            assert_eq!(
                stranger.head(&path).await.status,
                StatusCode::SEE_OTHER,
                "{path}"
            );
        }
        if kind != "page" {
            let form = [
                ("revision", "1"),
                ("reason", "ні"),
                ("message", "ні"),
                ("seen", "1"),
                ("role", "admin"),
                ("session", "others"),
                ("why", "ні"),
            ];
            assert_eq!(
                stranger.post(&path, &form).await.status,
                StatusCode::UNAUTHORIZED,
                "{path}"
            );
            // And from another site, even with a moderator's cookie.
            let foreign = site
                .browser
                .request(Method::POST, &path)
                .header("sec-fetch-site", "cross-site")
                .form(&form);
            assert_eq!(
                site.browser.send(foreign).await.status,
                StatusCode::FORBIDDEN,
                "{path}"
            );
            let silent = site.browser.request(Method::POST, &path).form(&form);
            assert_eq!(
                site.browser.send(silent).await.status,
                StatusCode::FORBIDDEN,
                "{path}"
            );
        }
        seen += 1;
    }
    assert!(seen > 25, "{seen} addresses were found in routes.rs");
    assert!(
        site.get("/admin").await.ok().says("Лисюк Юрій"),
        "nothing was done"
    );
}

#[actix_web::test]
async fn an_address_of_the_desk_that_leads_nowhere_is_not_found() {
    let (site, family, _) = opened(STORY).await;
    // A draft is nobody's but the family's.
    let page = family.get("/uk/submissions/new").await.ok();
    let once = page.attributes("input[name=once]", "value").remove(0);
    family
        .post(
            "/uk/submissions/new",
            &[("once", &once), ("family", "Тихий"), ("given", "Іван")],
        )
        .await
        .seen_at();
    for path in [
        "/admin/submissions/2",
        "/admin/submissions/99",
        "/admin/submissions/x",
        "/admin/heroes/99",
        "/admin/photos/9/small.webp",
        "/admin/photos/9/huge.webp",
        "/admin/submissions/1/preview/de",
        "/admin/nothing",
    ] {
        assert_eq!(site.get(path).await.status, StatusCode::NOT_FOUND, "{path}");
    }
    assert!(!site.get("/admin").await.ok().says("Тихий"));
    for after in ["x", "1.2.3", "-9999999999999999999.1", "9.9", "%00"] {
        site.get(&format!("/admin?after={after}&state=nothing"))
            .await
            .ok();
    }
    site.get("/admin/journal?before=x").await.ok();
}

#[actix_web::test]
async fn what_the_tables_refuse_is_said_and_leaves_nothing_behind() {
    let (site, _, _) = opened("Юрій любив футбол.").await;
    publish_life(&site, LYSIUK);
    site.post("/admin/submissions/1/taking", &[])
        .await
        .seen_at();
    let boxes = boxes(&site.get("/admin/submissions/1/edit").await.ok());
    post(
        &site.browser,
        "/admin/submissions/1/edit",
        &boxes,
        &[("external_id", "p000001")],
    )
    .await
    .seen_at();
    let read = revision(&site.get("/admin/submissions/1").await.ok());
    let refused = site
        .post(
            "/admin/submissions/1/approval",
            &[("revision", &read), ("seen", "1")],
        )
        .await;
    assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(
        refused.says("Цього не можна оприлюднити"),
        "{}",
        refused.words()
    );
    assert_eq!(site.get("/h/2").await.status, StatusCode::NOT_FOUND);
    assert!(site.get("/admin?state=taken").await.ok().says("Лисюк Юрій"));
}

#[actix_web::test]
async fn a_letter_that_was_begun_is_not_lost_when_its_story_is_put_aside() {
    let (site, _, _) = opened(STORY).await;
    let path = "/admin/submissions/1/giving-back";
    let letter = [("message", "Пані Яно, у якому році він закінчив школу?")];
    site.get("/admin/submissions/1").await.ok();
    site.post("/admin/submissions/1/taking", &[])
        .await
        .seen_at();
    let in_hand = async || site.get("/admin?state=taken").await.ok().says("Лисюк Юрій");
    let said = site.post(path, &letter).await;
    assert_eq!(said.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(said.says("відкладена історія його не збереже"));
    assert_eq!(said.all("#message").join(" ").trim(), letter[0].1);
    assert!(in_hand().await);
    // Said once: whoever presses again on that page has read it.
    let pressed = said.attributes("#decision [name=without-letter]", "value");
    assert_eq!(pressed, ["1"]);
    let again = [letter[0], ("without-letter", "1")];
    site.post(path, &again).await.seen_at();
    assert!(!in_hand().await);
    // Nothing is asked where no letter was begun.
    site.post("/admin/submissions/1/taking", &[])
        .await
        .seen_at();
    site.post(path, &[("message", "  ")]).await.seen_at();
    assert!(!in_hand().await);
}

/// Takes a story up and changes these boxes of its record.
async fn edited(site: &Site, changes: &[(&str, &str)]) {
    site.post("/admin/submissions/1/taking", &[])
        .await
        .seen_at();
    let path = "/admin/submissions/1/edit";
    let boxes = boxes(&site.get(path).await.ok());
    post(&site.browser, path, &boxes, changes).await.seen_at();
}

#[actix_web::test]
async fn what_a_moderator_redacted_stays_redacted_when_the_family_writes_on() {
    let (site, family, home) = opened(STORY).await;
    edited(
        &site,
        &[
            ("biography.uk", "Юрій народився в Буряківці."),
            ("birth_place.settlement", "Буряківка"),
        ],
    )
    .await;
    site.post("/admin/submissions/1/giving-back", &[])
        .await
        .seen_at();
    // The family puts one field right.
    let died = [
        ("died-year", "2024"),
        ("died-month", "3"),
        ("died-day", "6"),
    ];
    family.post(&format!("{home}/death"), &died).await.seen_at();
    let public = |page: &Answer| {
        let shown = page.all(".columns .fields, .sentences").join(" ");
        (
            shown.contains("Садовій"),
            shown.contains("Буряківка"),
            shown.contains("6 березня 2024"),
        )
    };
    let review = site.get("/admin/submissions/1").await.ok();
    assert_eq!(public(&review), (false, true, true), "{}", review.words());
    assert!(!review.says("Після редагування родина змінила"));

    // Asked, the family writes on and sends it again.
    let read = revision(&review);
    site.post(
        "/admin/submissions/1/return",
        &[("revision", &read), ("message", "Який був позивний?")],
    )
    .await
    .seen_at();
    let who = [
        ("family", ""),
        ("given", "Юрій"),
        ("call-sign", "Лисеня"),
        ("sex", "male"),
    ];
    family.post(&format!("{home}/who"), &who).await;
    let who = [("family", "Лисюк"), who[1], who[2], who[3]];
    family.post(&format!("{home}/who"), &who).await.seen_at();
    family.post(&format!("{home}/sending"), &[]).await.seen_at();
    let review = site.get("/admin/submissions/1").await.ok();
    assert_eq!(public(&review), (false, true, true), "{}", review.words());
    assert!(review.says("Лисеня"));

    // What the family writes anew is theirs, and the desk says so.
    let story = "Юрій народився в Буряківці, на Садовій, 14.";
    family
        .post(&format!("{home}/story"), &[("biography", story)])
        .await
        .seen_at();
    let review = site.get("/admin/submissions/1").await.ok();
    assert_eq!(public(&review), (true, true, true), "{}", review.words());
    assert!(
        review.says("Після редагування родина змінила: Розповідь."),
        "{}",
        review.words()
    );
}

#[actix_web::test]
async fn a_publication_undone_and_done_again_keeps_what_was_corrected_meanwhile() {
    let (site, _, _) = opened("Юрій любив футбол.").await;
    let read = revision(&site.get("/admin/submissions/1").await.ok());
    site.post(
        "/admin/submissions/1/approval",
        &[("revision", &read), ("seen", "1")],
    )
    .await
    .seen_at();
    let desk = site.get("/admin/heroes/1").await.ok();
    assert!(!desk.says("submission 1"), "{}", desk.words());
    let path = "/admin/heroes/1/edit";
    let boxes = boxes(&site.get(path).await.ok());
    let corrected = [("call_sign", "Лисеня"), ("why", "Каже побратим")];
    post(&site.browser, path, &boxes, &corrected)
        .await
        .seen_at();
    site.post(
        "/admin/submissions/1/approval-undoing",
        &[("reason", "Не та світлина")],
    )
    .await
    .seen_at();
    let again = |read: String| {
        let site = &site;
        async move {
            site.post(
                "/admin/submissions/1/approval",
                &[("revision", &read), ("seen", "1")],
            )
            .await
        }
    };
    assert_eq!(again(read).await.status, StatusCode::CONFLICT);
    let review = site.get("/admin/submissions/1").await.ok();
    assert!(review.says("Лисеня"), "{}", review.words());
    again(revision(&review)).await.seen_at();
    let life = site.get("/uk/heroes/yurii-lysiuk").await.ok();
    assert!(life.says("Лисеня"), "{}", life.words());
}

#[actix_web::test]
async fn nothing_a_moderator_typed_is_lost_when_the_story_has_moved_on() {
    let (site, family, home) = opened("Юрій любив футбол.").await;
    let taras = moderator(&site, &site.browser, "Тарас").await;
    let letter = "Дякуємо. У якому селі це було?";
    let read = revision(&site.get("/admin/submissions/1").await.ok());
    family
        .post(
            &format!("{home}/story"),
            &[("biography", "Юрій любив футбол і ліс.")],
        )
        .await
        .seen_at();
    for act in ["return", "refusal"] {
        let stale = site
            .post(
                &format!("/admin/submissions/1/{act}"),
                &[("revision", &read), ("message", letter)],
            )
            .await;
        assert_eq!(stale.status, StatusCode::CONFLICT);
        assert_eq!(stale.all("#message"), [letter], "{act}");
        assert!(stale.says("Ваші слова лишилися тут") && stale.says("футбол і ліс"));
    }
    // Taking it up keeps the letter that was begun.
    let taken = site
        .post(
            "/admin/submissions/1/taking",
            &[("revision", &read), ("message", letter)],
        )
        .await
        .ok();
    assert_eq!(taken.all("#message"), [letter]);
    assert!(taken.says("Розповідь у Вас"));
    // In a colleague's hands there is no box: the words are shown all the same.
    let read = revision(&taken);
    taras
        .post("/admin/submissions/1/taking", &[("from", "1")])
        .await
        .seen_at();
    let stale = site
        .post(
            "/admin/submissions/1/return",
            &[("revision", &read), ("message", letter)],
        )
        .await;
    assert_eq!(stale.status, StatusCode::CONFLICT);
    assert!(stale.says(letter) && stale.all("#message").is_empty());

    let id = publish_life(&site, LYSIUK);
    let path = format!("/admin/heroes/{id}/withdrawal");
    let reason = [("reason", "Просить родина")];
    seconded(&site.browser, &taras.post(&path, &reason).await).await;
    let late = site.post(&path, &[("reason", "Помилка в імені")]).await;
    assert_eq!(late.status, StatusCode::CONFLICT);
    assert_eq!(late.all("#reason"), ["Помилка в імені"]);

    // Signed out meanwhile: the way in is on the page.
    let stranger = site.visitor().post(&path, &reason).await;
    assert_eq!(stranger.status, StatusCode::UNAUTHORIZED);
    assert!(
        stranger
            .attributes("main a", "href")
            .contains(&"/admin/sign-in".to_owned())
    );
}

#[actix_web::test]
async fn two_of_the_longest_stories_can_be_saved() {
    let (site, _, _) = opened("Юрій любив футбол.").await;
    let story = "ліс їжа ".repeat(99_000 / 8);
    edited(&site, &[("biography.uk", &story), ("biography.en", &story)]).await;
    let form = site.get("/admin/submissions/1/edit").await.ok();
    let kept = form.all("textarea").concat();
    assert_eq!(kept.matches("їжа").count(), 2 * (99_000 / 8));
}

#[actix_web::test]
async fn what_was_done_is_said_with_the_way_back() {
    let (site, _, _) = opened("Юрій любив футбол.").await;
    for (act, letter, said) in [
        ("return", "Дякуємо.", "Родину запитано: Лисюк Юрій"),
        ("refusal", "Дякуємо.", "Відхилено: Лисюк Юрій"),
        ("giving-back", "", "Відкладено: Лисюк Юрій"),
    ] {
        let read = revision(&site.get("/admin/submissions/1").await.ok());
        let next = site
            .post(
                &format!("/admin/submissions/1/{act}"),
                &[("revision", &read), ("message", letter)],
            )
            .await
            .seen_at();
        let queue = site.get(&next).await.ok();
        assert!(queue.says(said), "{act}: {}", queue.words());
        assert_eq!(
            queue.attributes(".flash a", "href"),
            ["/admin/submissions/1"]
        );
        // What is told is where the story is, not what the address says.
        let _ = site.post("/admin/submissions/1/reopening", &[]).await;
    }
    for nobody in ["x", "99", "-1", ""] {
        let queue = site.get(&format!("/admin?done={nobody}")).await.ok();
        assert!(queue.all(".flash").is_empty());
    }
}

#[actix_web::test]
async fn a_letter_that_was_begun_outlives_every_button_beside_it() {
    let (site, _, _) = opened("Юрій любив футбол.").await;
    let address = "/admin/submissions/1";
    let page = site.get(address).await.ok();
    for act in ["contacts", "heaviness", "passing"] {
        let button = format!("button[formaction='{address}/{act}']");
        assert_eq!(page.attributes(&button, "form"), ["decision"], "{act}");
    }
    let read = revision(&page);
    let letter = [
        ("revision", read.as_str()),
        ("message", "Дякуємо за розповідь."),
        ("ask-born", "Який це був день?"),
        ("unclear", "died"),
        ("ready", "unproved"),
        ("heavy", "torture"),
    ];
    for act in ["contacts", "heaviness", "passing"] {
        let answer = site.post(&format!("{address}/{act}"), &letter).await;
        assert_eq!(answer.all("#message"), ["Дякуємо за розповідь."], "{act}");
        assert_eq!(
            answer.attributes("input[name=ask-born]", "value"),
            ["Який це був день?"]
        );
        assert_eq!(
            answer.attributes("input[name=unclear][checked]", "value"),
            ["died"]
        );
        assert_eq!(
            answer.attributes("#ready option[selected]", "value"),
            ["unproved"]
        );
        match act {
            "contacts" => assert!(answer.ok().says("+380671234567")),
            "heaviness" => assert_eq!(
                answer
                    .ok()
                    .attributes("input[name=heavy][checked]", "value"),
                ["torture"]
            ),
            _ => {
                assert_eq!(answer.status, StatusCode::CONFLICT);
                assert!(answer.says("якого ніхто не отримає"));
            }
        }
    }
    // With nothing begun, passing on leads away.
    let passed = site.post(&format!("{address}/passing"), &[]).await;
    assert_eq!(passed.seen_at(), "/admin?passed=1");
}
