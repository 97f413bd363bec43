//! What nobody has told yet is asked, one thing at a time; the answer is read before anyone sees it.

use chrono::{DateTime, Utc};
use heroes_memorial::heroes::queries::show_to;
use heroes_memorial::heroes::visibility::{Audience, QUESTIONS, Visibility};
use heroes_memorial::submissions::consent;
use reqwest::StatusCode;

use crate::accounts::administrator;
use crate::contributions::approved;
use crate::lives::publish_life;
use crate::moderation::opened;
use crate::site::{Answer, Browser, Site};

const LIFE: &str = "/uk/heroes/ivan-koval";
const KOVAL: &str = r#"{"name": {"family": "Коваль", "given": "Іван"}, "sex": "male", "born": "1990-01-02", "died": "2024-03-05",
    "call_sign": "Коваль", "birth_place": {"settlement": "Пулини", "region": "UA-18"}, "burial_place": {"settlement": "Пулини", "region": "UA-18"},
    "events": [{"kind": "work", "text": {"uk": "столяр"}}], "service": [{"unit": "58-motorized"}]}"#;

fn clock() -> DateTime<Utc> {
    "2026-11-28T10:00:00Z".parse().unwrap()
}

fn line(page: &Answer) -> Option<String> {
    page.all(".unfinished").pop()
}

async fn once(browser: &Browser, address: &str) -> String {
    let page = browser.get(address).await.ok();
    page.attributes("input[name=once]", "value").remove(0)
}

#[actix_web::test]
async fn one_answer_travels_to_the_page_by_a_moderators_hand() {
    let site = Site::open_at(clock).await;
    administrator(&site, &site.browser).await;
    let hero = publish_life(&site, KOVAL);
    let page = site.visitor().get(LIFE).await.ok();
    assert_eq!(
        line(&page).as_deref(),
        Some("Ми ще не знаємо, де він навчався. Ви навчалися разом? Розповісти нам")
    );
    let address = format!("{LIFE}/unfinished/school");
    assert_eq!(page.attributes(".unfinished a", "href"), [address.as_str()]);

    let classmate = site.visitor();
    let once = once(&classmate, &address).await;
    let form = [
        ("once", once.as_str()),
        ("event-0-text", "Пулинська школа, випуск 2007 року"),
        ("note", "Ми сиділи за однією партою"),
        ("contact-name", "Оксана"),
        ("contact-phone", "+380671234567"),
        ("consent", consent::VERSION),
    ];
    let home = classmate.post(&address, &form).await.seen_at();
    // Pressed twice, it is one.
    assert_eq!(classmate.post(&address, &form).await.seen_at(), home);
    let receipt = classmate.get(&home).await.ok();
    assert!(
        receipt.says("Ваша сторінка доповнення"),
        "{}",
        receipt.words()
    );
    for unread in [LIFE, "/en/heroes/ivan-koval", "/uk/heroes?q=Пулинська"] {
        let page = site.visitor().get(unread).await.ok();
        assert!(
            !page.says("випуск 2007") && !page.says("Оксана"),
            "{unread}"
        );
    }
    assert_eq!(
        site.get("/admin/submissions/2").await.status,
        StatusCode::NOT_FOUND
    );
    let review = site.get("/admin/submissions/1").await.ok();
    assert!(
        review.says("Звідки відомо: Ми сиділи за однією партою") && review.says("випуск 2007"),
        "{}",
        review.words()
    );
    assert!(!review.says("+380671234567"), "contacts are apart");
    assert_eq!(
        approved(&site, 1, &[]).await.seen_at(),
        format!("/admin/heroes/{hero}?done=1")
    );
    let page = site.visitor().get(LIFE).await.ok();
    assert!(page.says("Пулинська школа, випуск 2007 року") && page.says("Столяр"));
    assert_eq!(line(&page), None, "nothing is missing any more");
    // An old link leads to where one can say it in one's own words.
    assert_eq!(
        site.visitor().get(&address).await.seen_at(),
        "/uk/submissions/new?about=ivan-koval"
    );
}

#[actix_web::test]
async fn a_slip_keeps_everything_and_says_what_is_wrong() {
    let site = Site::open_at(clock).await;
    publish_life(&site, r#"{"name": {"family": "Коваль", "given": "Іван"}}"#);
    let someone = site.visitor();
    for (fact, boxes, wrong) in [
        (
            "school",
            &[("event-0-text", " ")][..],
            "Напишіть відповідь на запитання.",
        ),
        (
            "born",
            &[
                ("born-day", "30"),
                ("born-month", "2"),
                ("born-year", "1990"),
            ],
            "У лютому 1990 року 28 днів.",
        ),
        ("unit", &[], "Напишіть відповідь на запитання."),
        (
            "birth-place",
            &[("birth-settlement", "")],
            "Напишіть відповідь на запитання.",
        ),
        (
            "call-sign",
            &[("call-sign", "")],
            "Напишіть відповідь на запитання.",
        ),
    ] {
        let address = format!("{LIFE}/unfinished/{fact}");
        let once = once(&someone, &address).await;
        let mut form = vec![
            ("once", once.as_str()),
            ("note", "так казала мати"),
            ("contact-name", "Петро"),
            ("contact-email", "не пошта"),
        ];
        form.extend(boxes);
        let answer = someone.post(&address, &form).await;
        assert_eq!(answer.status, StatusCode::UNPROCESSABLE_ENTITY, "{fact}");
        for words in [wrong, "Електронна пошта", "Петро", "так казала мати"]
        {
            assert!(
                answer.says(words) || answer.text().contains(words),
                "{fact}: {words}: {}",
                answer.words()
            );
        }
        let summary = answer.attributes(".error-summary a", "href");
        assert_eq!(
            summary.len(),
            3,
            "the answer, the consent, the mail: {summary:?}"
        );
        for anchor in summary {
            assert_eq!(
                answer.attributes(&anchor, "id").len(),
                1,
                "{fact}: {anchor}"
            );
        }
        assert_eq!(answer.attributes("input[name=once]", "value"), [once]);
    }
    let trapped = someone
        .post(
            &format!("{LIFE}/unfinished/unit"),
            &[
                ("leave-empty", "x"),
                ("service-0-unit", "58 ОМПБр"),
                ("consent", consent::VERSION),
            ],
        )
        .await;
    assert_eq!(trapped.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(trapped.text().contains("58 ОМПБр"));
    // Nothing was begun by any of these.
    administrator(&site, &site.browser).await;
    assert_eq!(
        site.get("/admin/submissions/1").await.status,
        StatusCode::NOT_FOUND
    );
}

#[actix_web::test]
async fn each_fact_has_its_box_and_reaches_the_desk_as_that_fact() {
    let site = Site::open_at(clock).await;
    administrator(&site, &site.browser).await;
    publish_life(
        &site,
        r#"{"name": {"family": "Коваль", "given": "Іван"}, "died": "2024"}"#,
    );
    let someone = site.visitor();
    for (number, (fact, boxes, said)) in [
        (
            "school",
            &[("event-0-text", "Пулинська школа")][..],
            "Пулинська школа",
        ),
        ("work", &[("event-0-text", "лісоруб")], "лісоруб"),
        (
            "birth-place",
            &[("birth-settlement", "Буряківка"), ("birth-region", "UA-18")],
            "Буряківка",
        ),
        (
            "unit",
            &[("service-0-unit", "58 ОМПБр")],
            "58-ма окрема мотопіхотна бригада",
        ),
        ("call-sign", &[("call-sign", "«Лис»")], "Лис"),
        (
            "born",
            &[
                ("born-day", "2"),
                ("born-month", "5"),
                ("born-year", "1990"),
            ],
            "2 травня 1990",
        ),
        (
            "burial",
            &[
                ("burial-settlement", "Пулини"),
                ("burial-region", "UA-18"),
                ("burial-cemetery", "старе"),
            ],
            "старе",
        ),
    ]
    .into_iter()
    .enumerate()
    {
        let address = format!("{LIFE}/unfinished/{fact}");
        let once = once(&someone, &address).await;
        let mut form = vec![
            ("once", once.as_str()),
            ("consent", consent::VERSION),
            ("biography", "чуже поле"),
        ];
        form.extend(boxes);
        someone.post(&address, &form).await.seen_at();
        let review = site
            .get(&format!("/admin/submissions/{}", number + 1))
            .await
            .ok();
        assert!(
            review.says(said) && !review.says("чуже поле"),
            "{fact}: {}",
            review.words()
        );
    }
    let english = site
        .visitor()
        .get("/en/heroes/ivan-koval/unfinished/burial")
        .await
        .ok();
    assert!(
        english.says("We do not yet know where this person is buried."),
        "{}",
        english.words()
    );
}

#[actix_web::test]
async fn what_a_family_keeps_to_itself_is_never_asked() {
    let site = Site::open_at(clock).await;
    let hero = publish_life(&site, KOVAL);
    let eyes = |fact: &str, audience| {
        let mut eyes = Visibility::default();
        eyes.set(fact, audience);
        site.state
            .db
            .write_now(|conn| show_to(conn, hero, &eyes))
            .unwrap();
    };
    let known = site.visitor().get(&format!("{LIFE}/unfinished/work")).await;
    for (fact, audience, asked) in [
        ("events", Audience::Moderators, "school"),
        ("events", Audience::Grave, "work"),
        ("call_sign", Audience::Moderators, "call-sign"),
        ("burial_place", Audience::Grave, "burial"),
    ] {
        eyes(fact, audience);
        let page = site.visitor().get(LIFE).await.ok();
        if fact == "events" {
            assert_eq!(line(&page), None, "{fact}");
        }
        assert!(line(&page).is_none_or(|line| line.contains("навчався")));
        let hidden = site
            .visitor()
            .get(&format!("{LIFE}/unfinished/{asked}"))
            .await;
        // A fact that is hidden and one that is told answer alike.
        assert_eq!(
            (hidden.status, hidden.location()),
            (known.status, known.location())
        );
    }
    eyes(QUESTIONS, Audience::Moderators);
    assert_eq!(line(&site.visitor().get(LIFE).await.ok()), None);
    for (address, status) in [
        ("/uk/heroes/nobody/unfinished/school", StatusCode::NOT_FOUND),
        (&format!("{LIFE}/unfinished/death"), StatusCode::NOT_FOUND),
    ] {
        assert_eq!(
            site.visitor().get(address).await.status,
            status,
            "{address}"
        );
    }
    site.state
        .db
        .write_now(|conn| {
            heroes_memorial::heroes::queries::withdraw(conn, None, hero, clock(), "test")
        })
        .unwrap();
    assert_eq!(
        site.visitor()
            .get(&format!("{LIFE}/unfinished/school"))
            .await
            .status,
        StatusCode::GONE
    );
    let late = site
        .visitor()
        .post(
            &format!("{LIFE}/unfinished/school"),
            &[("event-0-text", "школа")],
        )
        .await;
    assert_eq!(late.status, StatusCode::GONE);
}

#[actix_web::test]
async fn a_family_can_say_do_not_ask_and_may_be_asked_again() {
    let (site, family, home) = opened("Юрій любив ліс.").await;
    let visibility = format!("{home}/visibility");
    let page = family.get(&visibility).await.ok();
    assert_eq!(
        page.attributes("input[name=who-questions][checked]", "value"),
        ["everyone"]
    );
    family
        .post(&visibility, &[("who-questions", "moderators")])
        .await
        .seen_at();
    let page = family.get(&visibility).await.ok();
    assert_eq!(
        page.attributes("input[name=who-questions][checked]", "value"),
        ["moderators"]
    );
    crate::moderation::let_all_stand(&site.browser, 1).await;
    approved(&site, 1, &[]).await.seen_at();
    let life = "/uk/heroes/yurii-lysiuk";
    assert_eq!(line(&site.visitor().get(life).await.ok()), None);
    // Shown again it is once a moderator has agreed, as everything that a family hid.
    family
        .post(&visibility, &[("who-questions", "everyone")])
        .await
        .seen_at();
    assert_eq!(line(&site.visitor().get(life).await.ok()), None);
    let wishes = site.get("/admin/wishes").await.ok();
    assert!(wishes.says("Запитання до читачів"), "{}", wishes.words());
    let settle = wishes
        .attributes("form[action$=settling]", "action")
        .remove(0);
    site.post(&settle, &[("stands", "1")]).await.seen_at();
    assert!(line(&site.visitor().get(life).await.ok()).is_some());
}
