//! Digests: gathered at the desk, read by anyone, never holding a life that is not public.

use heroes_memorial::heroes::queries::withdraw;
use reqwest::StatusCode;

use crate::accounts::{administrator, colleague, moderator};
use crate::lives::{LYSIUK, NAME_ONLY, publish_life};
use crate::newsletters::read_markdown;
use crate::site::{Answer, Browser, Site};

/// The present version, as a form of the page says it.
async fn version(by: &Browser, id: i32) -> String {
    let page = by.get(&format!("/admin/digests/{id}")).await.ok();
    page.attributes("input[name=version]", "value").remove(0)
}

/// Begins a digest of these lives; answers its number.
pub async fn begun(by: &Browser, title: &str, lives: &[i32]) -> i32 {
    let next = by
        .post("/admin/digests", &[("title-uk", title)])
        .await
        .seen_at();
    let id = next.rsplit('/').next().unwrap().parse().unwrap();
    changed(
        by,
        id,
        &lives
            .iter()
            .map(|life| ("add", life.to_string()))
            .collect::<Vec<_>>(),
    )
    .await
    .seen_at();
    id
}

pub async fn changed(by: &Browser, id: i32, more: &[(&str, String)]) -> Answer {
    let version = version(by, id).await;
    let mut form = vec![("version", version.as_str())];
    form.extend(more.iter().map(|(name, words)| (*name, words.as_str())));
    by.post(&format!("/admin/digests/{id}"), &form).await
}

async fn opened() -> Site {
    let site = Site::open_at(|| "2026-11-28T10:00:00Z".parse().unwrap()).await;
    administrator(&site, &site.browser).await;
    publish_life(&site, LYSIUK);
    publish_life(&site, NAME_ONLY);
    site
}

#[actix_web::test]
async fn a_moderator_gathers_lives_and_anyone_copies_them() {
    let site = opened().await;
    let taras = moderator(&site, &site.browser, "Тарас").await;
    let id = begun(&taras, "Тиждень пам’яті", &[1, 2]).await;
    // A draft is nobody's.
    let address = "/uk/digests/2026-11-28";
    let reader = site.visitor();
    assert_eq!(reader.get(address).await.status, StatusCode::NOT_FOUND);
    let order = [
        ("title-uk", "Тиждень пам’яті".to_owned()),
        ("title-en", "A week of remembrance".to_owned()),
        (
            "intro-uk",
            "Двоє, про кого розповіли.\n\nЧитайте.".to_owned(),
        ),
        ("life", "1".to_owned()),
        ("place-1", "2".to_owned()),
        ("life", "2".to_owned()),
        ("place-2", "1".to_owned()),
    ];
    changed(&taras, id, &order).await.seen_at();
    taras
        .post(&format!("/admin/digests/{id}/publication"), &[])
        .await
        .seen_at();

    let page = reader.get(address).await.ok();
    assert_eq!(page.all("h1"), ["Тиждень пам’яті"]);
    assert_eq!(
        page.all(".item h3"),
        ["Орися Криничанська", "Юрій Лисюк, «Лис»"]
    );
    assert_eq!(
        page.all(".lead")[..2],
        ["Двоє, про кого розповіли.", "Читайте."]
    );
    assert_eq!(page.all(".paste-box").len(), 3);
    // It is not emptied while everyone reads it, and what was typed over a colleague's change comes back with the reason.
    let nobody = ["1", "2"].map(|life| [("life", life.to_owned()), ("drop", life.to_owned())]);
    let refused = changed(&taras, id, nobody.as_flattened()).await;
    assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY);
    let late = [("version", "1"), ("title-uk", "Написано довго")];
    let late = taras.post(&format!("/admin/digests/{id}"), &late).await;
    assert_eq!(late.status, StatusCode::CONFLICT);
    let typed = late.attributes("[name='title-uk']", "value");
    assert_eq!(typed, ["Написано довго"]);
    let list = reader.get("/uk/digests").await.ok();
    assert_eq!(list.all(".digests a"), ["Тиждень пам’яті"]);
    let html = reader.get(&format!("{address}/digest.html")).await.ok();
    assert_eq!(html.all("article").len(), 2);
    let markdown = reader.get(&format!("{address}/digest.md")).await.ok();
    let (words, addresses) = read_markdown(&markdown.text());
    assert!(
        words.starts_with("Тиждень пам’яті Двоє, про кого розповіли. Читайте. Орися Криничанська"),
        "{words}"
    );
    assert_eq!(addresses.len(), 2);
    let text = reader
        .get(&format!("{address}/digest.txt"))
        .await
        .ok()
        .text();
    assert!(text.find("Орися").unwrap() < text.find("Юрій").unwrap());
    // English words where there are some; where not, the Ukrainian ones, marked.
    let english = reader.get("/en/digests/2026-11-28").await.ok();
    assert_eq!(english.all("h1"), ["A week of remembrance"]);
    assert_eq!(english.attributes(".lead[lang]", "lang"), ["uk", "uk"]);

    let feed = reader.get("/uk/digests/feed.atom").await.ok();
    let feed = feed_rs::parser::parse(feed.bytes.as_slice()).unwrap();
    assert_eq!(
        feed.entries[0].title.as_ref().unwrap().content,
        "Тиждень пам’яті"
    );
    assert_eq!(
        feed.entries[0].id,
        "http://127.0.0.1:8080/uk/digests/2026-11-28"
    );

    // A life that is taken down is simply not in it; the desk sees that.
    site.state
        .db
        .write_now(|conn| withdraw(conn, None, 2, chrono::Utc::now(), "test"))
        .unwrap();
    let page = reader.get(address).await.ok();
    assert_eq!(page.all(".item h3"), ["Юрій Лисюк, «Лис»"]);
    assert!(!page.text().contains("Криничанська"));
    let desk = taras.get(&format!("/admin/digests/{id}")).await.ok();
    assert!(desk.says("сторінка не оприлюднена"));

    // Taken down it says so, and comes back where it was.
    taras
        .post(&format!("/admin/digests/{id}/withdrawal"), &[])
        .await
        .seen_at();
    for path in [address.to_owned(), format!("{address}/digest.md")] {
        assert_eq!(reader.get(&path).await.status, StatusCode::GONE, "{path}");
    }
    assert!(
        reader
            .get("/uk/digests")
            .await
            .ok()
            .all(".digests a")
            .is_empty()
    );
    taras
        .post(&format!("/admin/digests/{id}/publication"), &[])
        .await
        .seen_at();
    reader.get(address).await.ok();
    let journal = taras.get("/admin/journal").await.ok();
    for words in [
        "почато добірку",
        "змінено добірку",
        "оприлюднено добірку",
        "прибрано добірку",
        "2026-11-28",
    ] {
        assert!(journal.says(words), "{words}");
    }
}

#[actix_web::test]
async fn what_a_digest_said_before_can_be_brought_back() {
    let site = opened().await;
    let me = site.browser.clone();
    let id = begun(&me, "Перша назва", &[1]).await;
    let other = [
        ("title-uk", "Друга назва".to_owned()),
        ("life", "1".to_owned()),
        ("drop", "1".to_owned()),
    ];
    changed(&me, id, &other).await.seen_at();
    let page = me.get(&format!("/admin/digests/{id}")).await.ok();
    assert!(page.says("Друга назва") && page.says("Ще нікого."));
    // Without anyone it is not made public, and the page says why.
    let refused = me
        .post(&format!("/admin/digests/{id}/publication"), &[])
        .await;
    assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(refused.says("має бути принаймні одна людина"));
    me.post(&format!("/admin/digests/{id}/versions/2/restoration"), &[])
        .await
        .seen_at();
    let page = me.get(&format!("/admin/digests/{id}")).await.ok();
    assert_eq!(page.all("h1"), ["Перша назва"]);
    assert!(page.says("Лисюк Юрій"));
    assert!(
        me.get("/admin/journal")
            .await
            .ok()
            .says("повернено, як добірка була раніше")
    );
    // Someone found by name is offered, and who is in it is not offered again.
    let found = me
        .get(&format!("/admin/digests/{id}?q=криничанська"))
        .await
        .ok();
    assert_eq!(found.attributes("input[name=add]", "value"), ["2"]);
    let newest = me.get(&format!("/admin/digests/{id}")).await.ok();
    assert_eq!(newest.attributes("input[name=add]", "value"), ["2"]);

    for (form, words) in [
        (vec![("title-uk", " ")], "Напишіть назву"),
        (vec![("title-uk", "а"), ("title-en", "")], ""),
    ] {
        let answer = me.post("/admin/digests", &form).await;
        if words.is_empty() {
            answer.seen_at();
        } else {
            assert_eq!(answer.status, StatusCode::UNPROCESSABLE_ENTITY);
            assert!(answer.says(words));
        }
    }
    let long = [("title-uk", "а".repeat(121))];
    let answer = changed(&me, id, &long).await;
    assert_eq!(answer.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(answer.says("Назва довша за 120 знаків."));
    assert_eq!(answer.attributes("#title-uk", "value"), ["а".repeat(121)]);
    // Two digests of one day have addresses of their own.
    let second = begun(&me, "Того самого дня", &[1]).await;
    me.post(&format!("/admin/digests/{second}/publication"), &[])
        .await
        .seen_at();
    let list = site
        .get("/uk/digests")
        .await
        .ok()
        .attributes(".digests a", "href");
    assert_eq!(list, ["/uk/digests/2026-11-28-3"]);
}

#[actix_web::test]
async fn a_reader_looks_and_changes_nothing() {
    let site = opened().await;
    let id = begun(&site.browser, "Тиждень", &[1]).await;
    let reader = colleague(&site, &site.browser, "Ніна", "reader").await;
    let page = reader.get(&format!("/admin/digests/{id}")).await.ok();
    assert!(
        page.all("main button").is_empty(),
        "{:?}",
        page.all("main button")
    );
    assert!(
        reader
            .get("/admin/digests")
            .await
            .ok()
            .all("main button")
            .is_empty()
    );
    for path in ["publication", "withdrawal", "versions/1/restoration"] {
        let answer = reader
            .post(&format!("/admin/digests/{id}/{path}"), &[])
            .await;
        assert_eq!(answer.status, StatusCode::FORBIDDEN, "{path}");
    }
    assert_eq!(
        site.visitor().get("/admin/digests").await.status,
        StatusCode::SEE_OTHER
    );
}
