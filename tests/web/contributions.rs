//! He is already being remembered: what others know joins his page, and nobody who comes second is turned away.

use heroes_memorial::submissions::consent;
use reqwest::StatusCode;

use crate::accounts::{administrator, moderator};
use crate::lives::{LYSIUK, publish_life};
use crate::moderation::{opened, revision, told};
use crate::motions::seconded;
use crate::site::{Answer, Browser, Site};

const NEW: &str = "/uk/submissions/new";

/// Begins a contribution to Yurii Lysiuk's page; answers the address of its own page.
pub async fn begun(browser: &Browser, note: &str) -> String {
    let page = browser.get(&format!("{NEW}?about=yurii-lysiuk")).await.ok();
    let once = page.attributes("input[name=once]", "value").remove(0);
    let form = [
        ("once", once.as_str()),
        ("about", "yurii-lysiuk"),
        ("note", note),
    ];
    let next = browser.post(NEW, &form).await.seen_at();
    next.strip_suffix("/relation").unwrap().to_owned()
}

/// Answers steps and sends.
pub async fn sent(browser: &Browser, home: &str, steps: &[(&str, &[(&str, &str)])]) -> Answer {
    for (step, form) in steps {
        let answer = browser.post(&format!("{home}/{step}"), form).await;
        answer.seen_at();
    }
    let agreed = [("consent", consent::VERSION)];
    browser
        .post(&format!("{home}/relation"), &[("relation", "teacher")])
        .await;
    browser.post(&format!("{home}/consent"), &agreed).await;
    browser.post(&format!("{home}/sending"), &[]).await
}

pub async fn approved(site: &Site, id: i32, more: &[(&str, &str)]) -> Answer {
    let address = format!("/admin/submissions/{id}");
    let page = site.get(&address).await.ok();
    let read = revision(&page);
    let mut form = vec![("revision", read.as_str()), ("seen", "1")];
    let version = page.attributes("input[name=page]", "value");
    form.extend(version.iter().map(|version| ("page", version.as_str())));
    form.extend(more);
    site.post(&format!("{address}/approval"), &form).await
}

#[actix_web::test]
async fn an_addition_joins_the_page_fact_by_fact_and_its_writer_gets_a_receipt() {
    let site = Site::open().await;
    administrator(&site, &site.browser).await;
    let hero = publish_life(&site, LYSIUK);
    let life = "/uk/heroes/yurii-lysiuk";
    let links = site.get(life).await.ok().attributes("a", "href");
    assert!(links.contains(&format!("{NEW}?about=yurii-lysiuk")));

    let teacher = site.visitor();
    let home = begun(&teacher, "Народився 6 травня, так у класному журналі.").await;
    let page = teacher.get(&format!("{home}/birth")).await.ok();
    assert!(page.says("Коли і де народився Юрій?"), "{}", page.words());
    let steps: &[(&str, &[(&str, &str)])] = &[
        (
            "birth",
            &[
                ("born-year", "1996"),
                ("born-month", "5"),
                ("born-day", "6"),
            ],
        ),
        (
            "quote",
            &[
                ("quote-0-text", "Він завжди сідав біля вікна."),
                ("quote-0-speaker", "Ольга"),
                ("quote-0-relation", "teacher"),
            ],
        ),
    ];
    assert_eq!(sent(&teacher, &home, steps).await.seen_at(), home);
    assert!(
        !site.get(life).await.ok().says("біля вікна"),
        "the page stands as it is"
    );

    let review = site.get("/admin/submissions/1").await.ok();
    assert!(review.says("так у класному журналі"));
    let chosen = review.attributes(".comparing option[selected]", "value");
    assert_eq!(chosen, ["keep", "both"], "a date is not replaced unasked");
    let take = [("take-born", "take"), ("message", "Щиро дякуємо за дату.")];
    let next = approved(&site, 1, &take).await.seen_at();
    assert_eq!(next, format!("/admin/heroes/{hero}?done=1"));

    let page = site.get(life).await.ok();
    assert!(
        page.says("6 травня 1996") && page.says("біля вікна"),
        "{}",
        page.words()
    );
    assert!(page.says("Я дуже ним пишаюся"), "what was there stays");
    let receipt = teacher.get(&home).await.ok();
    for words in [
        "Ви написали нам.",
        "ми змінили: дату народження, слова близьких.",
        "Щиро дякуємо за дату.",
    ] {
        assert!(receipt.says(words), "{words}: {}", receipt.words());
    }
    // What a contributor takes back is said to the desk; the page itself is not asked away.
    teacher
        .post(&format!("{home}/withdrawal"), &[])
        .await
        .seen_at();
    let queue = site.get("/admin").await.ok();
    assert!(queue.says("забирає те, що додав") && !queue.says("Родина відкликала згоду"));
    let review = site.get("/admin/submissions/1").await.ok();
    assert!(review.says("просять прибрати додане"));
    let unadd = "/admin/submissions/1/unadding";
    site.post(unadd, &[]).await.seen_at();
    assert!(!site.get("/admin").await.ok().says("забирає те, що додав"));
    assert!(
        teacher
            .get(&home)
            .await
            .ok()
            .says("Додане Вами прибрано зі сторінки.")
    );
    assert_eq!(site.post(unadd, &[]).await.status, StatusCode::CONFLICT);
}

#[actix_web::test]
async fn an_addition_of_nothing_is_not_sent_and_one_to_nobody_not_begun() {
    let site = Site::open().await;
    administrator(&site, &site.browser).await;
    let hero = publish_life(&site, LYSIUK);
    let home = begun(&site.visitor(), " ").await;
    let refused = sent(&site.visitor(), &home, &[]).await;
    assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(refused.says("Напишіть кілька слів"));
    assert_eq!(
        refused.attributes(".error-summary a", "href"),
        [format!("{home}/note?from=check#note")]
    );
    // Its questions are its own: a name is not among them.
    for step in ["who", "nothing"] {
        assert_eq!(
            site.get(&format!("{home}/{step}")).await.status,
            StatusCode::NOT_FOUND
        );
        let posted = site
            .post(&format!("{home}/{step}"), &[("family", "Інший")])
            .await;
        assert_eq!(posted.status, StatusCode::NOT_FOUND);
    }
    let words = [("note", "Ось що.")];
    assert_eq!(
        sent(&site.visitor(), &home, &[("note", &words)])
            .await
            .seen_at(),
        home
    );

    assert_eq!(
        site.get(&format!("{NEW}?about=nobody")).await.status,
        StatusCode::NOT_FOUND
    );
    let reason = [("reason", "Так просить родина.")];
    let taras = moderator(&site, &site.browser, "Тарас").await;
    let path = format!("/admin/heroes/{hero}/withdrawal");
    seconded(&taras, &site.post(&path, &reason).await).await;
    let gone = site.get(&format!("{NEW}?about=yurii-lysiuk")).await;
    assert_eq!(gone.status, StatusCode::GONE);
    let review = site.get("/admin/submissions/1").await.ok();
    assert!(review.says("Сторінку прибрано"));
    assert_eq!(review.all("[formaction$=approval]"), Vec::<String>::new());
}

#[actix_web::test]
async fn a_page_that_changed_while_it_was_compared_is_compared_again() {
    let site = Site::open().await;
    administrator(&site, &site.browser).await;
    publish_life(&site, LYSIUK);
    for note in ["Перше.", "Друге."] {
        let home = begun(&site.visitor(), note).await;
        let born: &[(&str, &str)] = &[("interests", note)];
        sent(&site.visitor(), &home, &[("story", born)])
            .await
            .seen_at();
    }
    let page = site.get("/admin/submissions/2").await.ok();
    let (read, version) = (
        revision(&page),
        page.attributes("input[name=page]", "value"),
    );
    approved(&site, 1, &[("take-interests", "both")])
        .await
        .seen_at();
    let form = [
        ("revision", read.as_str()),
        ("seen", "1"),
        ("page", version[0].as_str()),
        ("take-interests", "take"),
    ];
    let stale = site.post("/admin/submissions/2/approval", &form).await;
    assert_eq!(stale.status, StatusCode::CONFLICT);
    assert!(
        site.get("/uk/heroes/yurii-lysiuk")
            .await
            .ok()
            .says("Перше.")
    );
}

#[actix_web::test]
async fn whoever_begins_is_asked_whether_the_person_is_here_and_loses_nothing() {
    let site = Site::open().await;
    publish_life(&site, LYSIUK);
    let asked = site.get(&format!("{NEW}?q=Lysyuk+Yuriy")).await.ok();
    assert!(asked.says("Лисюк Юрій"));
    let add = format!("{NEW}?about=yurii-lysiuk");
    assert!(asked.attributes("a", "href").contains(&add));
    let nobody = site.get(&format!("{NEW}?q=Криничанська")).await.ok();
    assert!(nobody.says("Сторінки з таким іменем ми не знайшли"));

    let page = site.get(NEW).await.ok();
    let once = page.attributes("input[name=once]", "value").remove(0);
    let form = [
        ("once", once.as_str()),
        ("family", "Лисюк"),
        ("given", "Юрій"),
        ("call-sign", "Грім"),
    ];
    let next = site.post(NEW, &form).await.seen_at();
    let home = next.strip_suffix("/relation").unwrap();
    let who = site.get(&next).await.ok();
    assert!(who.says("Тут уже є люди з таким ім’ям"), "{}", who.words());
    assert_eq!(who.attributes("[name=about]", "value"), ["yurii-lysiuk"]);
    // It is somebody else: it is not asked again.
    let here = format!("{home}/here");
    assert_eq!(site.post(&here, &[("not", "1")]).await.seen_at(), next);
    assert!(!site.get(&next).await.ok().says("Тут уже є люди"));
    // No, it is he after all.
    assert_eq!(
        site.post(&here, &[("about", "nobody")]).await.status,
        StatusCode::NOT_FOUND
    );
    site.post(&here, &[("about", "yurii-lysiuk")])
        .await
        .seen_at();
    assert!(
        site.get(home)
            .await
            .ok()
            .says("доповнить сторінку, яка вже є: Юрій Лисюк")
    );
    assert_eq!(
        site.get(&format!("{home}/who"))
            .await
            .ok()
            .attributes("#call-sign", "value"),
        ["Грім"]
    );
}

#[actix_web::test]
async fn nobody_learns_of_a_story_that_waits_and_both_relatives_stay() {
    let (site, sister, first) = opened("Юрій любив ліс.").await;
    // A brother writes of the same person: no page hints at the sister's story.
    let brother = site.visitor();
    let asked = brother.get(&format!("{NEW}?q=Лисюк+Юрій")).await.ok();
    assert!(asked.says("Сторінки з таким іменем ми не знайшли"));
    let second = told(&brother, "Юрій умів мовчати.").await;

    let review = site.get("/admin/submissions/2").await.ok();
    let with = review.attributes("[name=with]", "value");
    assert_eq!(with, ["story-1"]);
    let join = "/admin/submissions/2/companion";
    site.post(join, &[("with", "story-1")]).await.seen_at();
    let waits = site.get("/admin/submissions/2").await.ok();
    assert!(waits.says("Спершу вирішіть її"));
    assert_eq!(approved(&site, 2, &[]).await.status, StatusCode::CONFLICT);
    // Nothing follows what follows, nor itself.
    for with in ["story-2", "story-7"] {
        let answer = site
            .post("/admin/submissions/1/companion", &[("with", with)])
            .await;
        assert!(answer.status.is_client_error(), "{with}");
    }

    approved(&site, 1, &[]).await.seen_at();
    let compared = site.get("/admin/submissions/2").await.ok();
    assert!(compared.says("Доповнення до сторінки"));
    approved(&site, 2, &[("take-biography", "both")])
        .await
        .seen_at();
    let page = site.get("/uk/heroes/yurii-lysiuk").await.ok();
    assert!(page.says("Юрій любив ліс.") && page.says("Юрій умів мовчати."));
    let own = sister.get(&first).await.ok();
    assert!(
        own.says("Тепер цю розповідь може прочитати кожен"),
        "{}",
        own.words()
    );
    let own = brother.get(&second).await.ok();
    assert!(own.says("ми змінили: розповідь."), "{}", own.words());
    let undo = site
        .post(
            "/admin/submissions/2/approval-undoing",
            &[("reason", "Помилка.")],
        )
        .await;
    assert_eq!(undo.status, StatusCode::CONFLICT);
}

#[actix_web::test]
async fn a_story_joined_by_mistake_is_parted_again() {
    let (site, _, _) = opened("Юрій любив ліс.").await;
    publish_life(&site, LYSIUK);
    let review = site.get("/admin/submissions/1").await.ok();
    let with = review.attributes("[name=with]", "value").remove(0);
    let join = "/admin/submissions/1/companion";
    site.post(join, &[("with", &with)]).await.seen_at();
    assert!(
        site.get("/admin/submissions/1")
            .await
            .ok()
            .says("Доповнення до сторінки")
    );
    site.post(join, &[("with", "")]).await.seen_at();
    let next = approved(&site, 1, &[]).await.seen_at();
    assert_eq!(next, "/admin/heroes/2?done=1", "a page of its own");
}

#[actix_web::test]
async fn what_is_told_for_few_eyes_is_not_shown_to_more() {
    let site = Site::open().await;
    administrator(&site, &site.browser).await;
    publish_life(
        &site,
        r#"{"name": {"family": "Лисюк", "given": "Юрій"}, "born": "1996"}"#,
    );
    let friend = site.visitor();
    let home = begun(&friend, "").await;
    friend
        .post(
            &format!("{home}/burial"),
            &[("burial-settlement", "Пулини")],
        )
        .await
        .seen_at();
    friend
        .post(
            &format!("{home}/visibility"),
            &[("who-burial_place", "moderators")],
        )
        .await
        .seen_at();
    sent(&friend, &home, &[]).await.seen_at();
    let review = site.get("/admin/submissions/1").await.ok();
    assert_eq!(
        review.attributes(".comparing option[selected]", "value"),
        ["keep"]
    );
    assert!(review.says("Місце поховання лише модератори"));
    approved(&site, 1, &[("take-burial_place", "take")])
        .await
        .seen_at();
    assert!(
        !site
            .visitor()
            .get("/uk/heroes/yurii-lysiuk")
            .await
            .ok()
            .says("Пулини")
    );
    assert!(site.get("/admin/heroes/1").await.ok().says("Пулини"));
}
