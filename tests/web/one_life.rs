//! The way of one life: from the family that tells it, past a moderator, to the stranger who reads it.

use heroes_memorial::heroes::hero::Record;
use heroes_memorial::heroes::queries::load;
use heroes_memorial::submissions::consent;
use reqwest::StatusCode;

use crate::accounts::administrator;
use crate::lysiuk::{CONTACT, FACTS, FOUND_AT, STEPS, STORY_EN, STORY_UK};
use crate::site::{Answer, Site};

/// Tells the story through the family's own pages, up to sending; answers the address of their page.
async fn told(site: &Site) -> String {
    let page = site.get("/uk/submissions/new").await.ok();
    let once = page.attributes("input[name=once]", "value").remove(0);
    let who = [
        ("once", once.as_str()),
        ("family", "Лисюк"),
        ("given", "Юрій"),
        ("call-sign", "Лис"),
        ("sex", "male"),
        ("aliases", "Yuriy Lysiuk"),
    ];
    let next = site.post("/uk/submissions/new", &who).await.seen_at();
    let home = next.strip_suffix("/relation").unwrap().to_owned();
    for (step, form) in STEPS {
        site.post(&format!("{home}/{step}"), form).await.seen_at();
    }
    site.post(&format!("{home}/consent"), &[("consent", consent::VERSION)])
        .await
        .seen_at();
    home
}

async fn sent(site: &Site) -> String {
    let home = told(site).await;
    assert_eq!(
        site.post(&format!("{home}/sending"), &[]).await.seen_at(),
        home
    );
    home
}

/// Takes the only story that waits, reads it, and approves what was read.
async fn approved(site: &Site) {
    let desk = site.visitor();
    administrator(site, &desk).await;
    desk.post("/admin/submissions/1/taking", &[])
        .await
        .seen_at();
    let review = desk.get("/admin/submissions/1").await.ok();
    assert!(review.says("Я дуже ним пишаюся, він мій Герой"));
    let revision = review.attributes("input[name=revision]", "value").remove(0);
    desk.post(
        "/admin/submissions/1/approval",
        &[("revision", &revision), ("seen", "1")],
    )
    .await
    .seen_at();
}

/// Whether a page shows him: his name as a link, which what was typed into the search is not.
fn shows_him(answer: &Answer) -> bool {
    answer
        .attributes("a", "href")
        .iter()
        .any(|path| path.contains("/heroes/yurii-lysiuk"))
}

#[actix_web::test]
async fn a_story_reaches_the_public_only_through_a_moderator() {
    let site = Site::open().await;
    sent(&site).await;
    for path in FOUND_AT {
        assert!(
            !shows_him(&site.get(path).await.ok()),
            "{path} shows a story nobody has read"
        );
    }
    for path in [
        "/uk/heroes/yurii-lysiuk",
        "/en/heroes/yurii-lysiuk",
        "/h/1",
        "/photos/1/medium.webp",
    ] {
        assert_eq!(site.get(path).await.status, StatusCode::NOT_FOUND, "{path}");
    }

    approved(&site).await;
    for path in FOUND_AT {
        assert!(
            shows_him(&site.get(path).await.ok()),
            "{path} does not show him"
        );
    }
    for path in [
        "/uk/heroes?region=donetska",
        "/uk/heroes?q=Шевченко",
        "/uk/heroes?unit=57-motorized",
        "/uk/heroes?died_to=2023",
    ] {
        assert!(!shows_him(&site.get(path).await.ok()), "{path} shows him");
    }
}

#[actix_web::test]
async fn every_fact_of_the_text_stands_in_its_own_field() {
    let site = Site::open().await;
    sent(&site).await;
    approved(&site).await;
    let record = site
        .state
        .db
        .read_now(|conn| load(conn, 1))
        .unwrap()
        .unwrap()
        .record;
    let mut expected: Record = serde_json::from_str(FACTS).unwrap();
    expected.biography.uk = Some(STORY_UK.to_owned());
    expected.biography.en = Some(STORY_EN.to_owned());
    assert_eq!(record, expected);
}

#[actix_web::test]
async fn it_reads_true_in_both_languages() {
    let site = Site::open().await;
    sent(&site).await;
    approved(&site).await;

    let page = site.get("/uk/heroes/yurii-lysiuk").await.ok();
    assert_eq!(page.all("h1"), ["Юрій Лисюк"]);
    for fact in [
        "«Лис»",
        "травень 1996 — 5 березня 2024",
        "27 років",
        "у травні 1996 року",
        "Буряківка, Житомирська область",
        "58-ма окрема мотопіхотна бригада",
        "водій",
        "від 24 лютого 2022 року",
        "5 березня 2024 року в бою поблизу",
        "Донецька область",
        "Пулини, Житомирська область",
        "Ветеран війни",
        "футбол",
        "батьки, сестра",
        "Яна, сестра",
        "Сто днів у полоні",
        "Пулинський професійний ліцей, тракторист",
    ] {
        assert!(page.says(fact), "{fact} is not said: {}", page.words());
    }
    for wrong in ["1 травня", "01.05", "28 років", "невідомо"] {
        assert!(!page.says(wrong), "{wrong} is said");
    }

    let page = site.get("/en/heroes/yurii-lysiuk").await.ok();
    assert_eq!(page.all("h1"), ["Yurii Lysiuk"]);
    for fact in [
        "May 1996",
        "5 March 2024",
        "aged 27",
        "in May 1996",
        "Buriakivka, Zhytomyr Oblast",
        "58th Separate Motorized Brigade",
        "driver",
        "from 24 February 2022",
        "near Illinka, Donetsk Oblast",
        "Pulyny, Zhytomyr Oblast",
        "War Veteran",
        "football",
        "parents, sister",
        "I am very proud of him, he is my Hero",
        "tractor driver",
    ] {
        assert!(page.says(fact), "{fact} is not said: {}", page.words());
    }
    for wrong in ["1 May", "May 1,", "aged 28", "unknown"] {
        assert!(!page.says(wrong), "{wrong} is said");
    }
}

#[actix_web::test]
async fn the_familys_contacts_stand_on_no_page_but_their_own() {
    let site = Site::open().await;
    let home = sent(&site).await;
    approved(&site).await;
    let contact = CONTACT.split('@').next().unwrap();
    for path in FOUND_AT
        .iter()
        .chain(&["/uk/heroes/yurii-lysiuk", "/en/heroes/yurii-lysiuk"])
    {
        assert!(
            !site.get(path).await.ok().text().contains(contact),
            "{path}"
        );
    }
    let own = site.get(&home).await.ok();
    assert!(
        own.attributes("a", "href")
            .iter()
            .any(|path| path.contains("/heroes/yurii-lysiuk"))
    );
    let key = home.rsplit('/').next().unwrap();
    for path in FOUND_AT {
        assert!(
            !site.get(path).await.ok().text().contains(key),
            "{path} tells the key"
        );
    }
}
