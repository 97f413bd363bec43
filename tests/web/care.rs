//! Care for those who read: what is passed on, what is heavy, how much is enough, thanks, and the numbers of the day by mail.

use chrono::{DateTime, TimeDelta, Utc};
use heroes_memorial::care::digest::post_due;
use heroes_memorial::i18n::Lang;
use reqwest::StatusCode;
use serde_json::json;

use crate::accounts::{administrator, moderator};
use crate::contributions::approved;
use crate::letters::Post;
use crate::moderation::{opened, revision};
use crate::queue::sent;
use crate::site::{Browser, Site};

async fn listed(browser: &Browser, path: &str) -> Vec<String> {
    let page = browser.get(path).await.ok();
    let names = page.all("table.queue td:first-child a");
    let family = |name: &String| name.split(' ').next().unwrap().to_owned();
    names.iter().map(family).collect()
}

fn hours_ago(hours: i64) -> DateTime<Utc> {
    Utc::now() - TimeDelta::hours(hours)
}

#[actix_web::test]
async fn what_is_passed_on_is_not_offered_again_and_nobody_sees_who_did_it() {
    let site = Site::open().await;
    administrator(&site, &site.browser).await;
    let taras = moderator(&site, &site.browser, "Тарас").await;
    sent(&site, "Перший", Lang::Uk, hours_ago(9), json!({}));
    sent(&site, "Другий", Lang::Uk, hours_ago(5), json!({}));
    let next = "/admin/queue/next";
    assert_eq!(
        taras.post(next, &[]).await.seen_at(),
        "/admin/submissions/1"
    );
    let back = taras
        .post("/admin/submissions/1/passing", &[])
        .await
        .seen_at();
    assert!(
        taras
            .get(&back)
            .await
            .ok()
            .says("Вам її більше не запропонують")
    );
    assert_eq!(listed(&taras, "/admin").await, ["Другий", "Перший"]);
    assert_eq!(listed(&site.browser, "/admin").await, ["Перший", "Другий"]);
    // Without having been taken, too.
    taras
        .post("/admin/submissions/2/passing", &[])
        .await
        .seen_at();
    assert_eq!(taras.post(next, &[]).await.seen_at(), "/admin?nothing=1");
    for path in [
        "/admin",
        "/admin/journal",
        "/admin/submissions/1",
        "/admin/submissions/2",
    ] {
        let page = site.get(path).await.ok();
        assert!(!page.says("передано далі"), "{path}: {}", page.words());
    }
    assert!(!site.get("/admin/submissions/2").await.ok().says("Тарас"));
    // What is in another's hands is not theirs to pass on.
    site.post("/admin/submissions/1/taking", &[])
        .await
        .seen_at();
    let theirs = taras.post("/admin/submissions/1/passing", &[]).await;
    assert_eq!(theirs.status, StatusCode::CONFLICT);
    // It may still be taken by hand: nothing is forbidden.
    taras
        .post("/admin/submissions/2/taking", &[])
        .await
        .seen_at();
}

#[actix_web::test]
async fn what_is_heavy_is_seen_before_the_story_is_opened() {
    let (site, family, home) = opened("Юрій любив футбол.").await;
    let own = family.get(&home).await.ok();
    assert!(own.says("Чи є тут те, що важко читати або бачити"));
    let marks = format!("{home}/heaviness");
    let ticked = [("heavy", "torture"), ("heavy", "nothing-known")];
    assert_eq!(
        family.post(&marks, &ticked).await.seen_at(),
        format!("{home}?heavy=1")
    );
    assert!(site.get("/admin").await.ok().says("Важке: катування"));
    let review = site.get("/admin/submissions/1").await.ok();
    assert!(review.says("Так позначила родина: катування"));
    let body = [("heavy", "body")];
    site.post("/admin/submissions/1/heaviness", &body)
        .await
        .seen_at();
    let queue = site.get("/admin").await.ok();
    assert!(queue.says("Важке: катування, на світлинах видно тіло або рани"));
    assert!(listed(&site.browser, "/admin?light=1").await.is_empty());
    assert!(
        site.get("/admin/journal")
            .await
            .ok()
            .says("позначено важке")
    );
    // Each takes back its own.
    site.post("/admin/submissions/1/heaviness", &[])
        .await
        .seen_at();
    assert!(site.get("/admin").await.ok().says("Важке: катування"));
    family.post(&marks, &[]).await.seen_at();
    assert_eq!(listed(&site.browser, "/admin?light=1").await, ["Лисюк"]);
    // While somebody reads, the family waits with this as with everything.
    site.post("/admin/submissions/1/taking", &[])
        .await
        .seen_at();
    assert_eq!(family.post(&marks, &ticked).await.seen_at(), home);
    assert!(!site.get("/admin?state=taken").await.ok().says("Важке"));
    let stranger = family
        .post("/uk/submissions/такого-немає/heaviness", &ticked)
        .await;
    assert_eq!(stranger.status, StatusCode::NOT_FOUND);
}

#[actix_web::test]
async fn a_day_at_the_desk_has_an_end_for_whoever_wants_one() {
    let site = Site::open().await;
    administrator(&site, &site.browser).await;
    for family in ["Перший", "Другий", "Третій"] {
        sent(&site, family, Lang::Uk, hours_ago(5), json!({}));
    }
    let limit = "/admin/account/care/limit";
    let wrong = site.post(limit, &[("limit", "багато")]).await;
    assert_eq!(wrong.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert_eq!(wrong.attributes("#limit", "value"), ["багато"]);
    site.post(limit, &[("limit", "2")]).await.seen_at();
    for id in [1, 2] {
        let taken = site.post("/admin/queue/next", &[]).await.seen_at();
        assert_eq!(taken, format!("/admin/submissions/{id}"));
        assert_eq!(
            site.get("/admin").await.ok().says("На сьогодні досить"),
            id == 2
        );
    }
    assert_eq!(
        site.post("/admin/queue/next", &[]).await.seen_at(),
        "/admin"
    );
    // Nothing is forbidden.
    site.post("/admin/submissions/3/taking", &[])
        .await
        .seen_at();
    site.post(limit, &[("limit", "")]).await.seen_at();
    assert!(!site.get("/admin").await.ok().says("На сьогодні досить"));
    assert!(!site.get("/admin/journal").await.ok().says("досить"));
}

#[actix_web::test]
async fn a_familys_thanks_reach_those_who_worked_on_its_story_and_nobody_else() {
    let (site, family, home) = opened("Юрій любив футбол.").await;
    let taras = moderator(&site, &site.browser, "Тарас").await;
    let thanks = format!("{home}/thanks");
    // What folds away folds with the house's own mark.
    let own = family.get(&home).await.ok();
    assert_eq!(own.all("details.why summary").len(), 1, "{}", own.words());
    let early = family.post(&thanks, &[("words", "Дякуємо.")]).await;
    assert_eq!(early.status, StatusCode::NOT_FOUND, "it is not public yet");
    assert!(
        !family
            .get(&home)
            .await
            .ok()
            .says("Подякувати тим, хто читав")
    );
    approved(&site, 1, &[]).await.seen_at();
    assert!(
        family
            .get(&home)
            .await
            .ok()
            .says("Подякувати тим, хто читав")
    );
    let long = "я".repeat(1001);
    let too_long = family.post(&thanks, &[("words", &long)]).await;
    assert_eq!(too_long.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(too_long.says("Щонайбільше 1000 знаків"));
    assert_eq!(too_long.all("#thank"), [long.as_str()], "no word is lost");
    let claim = "Ваші слова побачать ті, хто працював над розповіддю.";
    assert!(!too_long.says(claim), "nothing was kept");
    let unseen = [("words", "\u{1}\u{7}\u{200b}")];
    family.post(&thanks, &unseen).await.seen_at();
    assert!(!family.get(&home).await.ok().says(claim));
    family
        .post(&thanks, &[("words", "Ви знайшли для брата слова.")])
        .await
        .seen_at();
    let words = "Ви знайшли для брата слова.";
    assert!(site.get("/admin/thanks").await.ok().says(words));
    assert!(!taras.get("/admin/thanks").await.ok().says(words));
    let own = family.get(&home).await.ok();
    assert!(own.says(words) && own.says(claim));
    assert_eq!(own.all("#thanks button"), ["Зберегти"], "as the hint says");
    let too_long = family.post(&thanks, &[("words", &long)]).await;
    assert_eq!(too_long.status, StatusCode::UNPROCESSABLE_ENTITY);
    for nothing in [&[][..], &[("a", "b")]] {
        let empty = family.post(&thanks, nothing).await;
        assert_eq!(empty.status, StatusCode::BAD_REQUEST);
    }
    assert!(site.get("/admin/thanks").await.ok().says(words), "kept");
    let journal = site.get("/admin/journal").await.ok();
    assert!(journal.says("родина подякувала") && !journal.says(words));
    for public in ["/uk/heroes/yurii-lysiuk", "/uk", "/api/v1/heroes"] {
        assert!(!site.get(public).await.text().contains(words), "{public}");
    }
    family.post(&thanks, &[("words", " ")]).await.seen_at();
    assert!(!site.get("/admin/thanks").await.ok().says(words));
}

#[actix_web::test]
async fn no_page_of_the_desk_counts_what_anyone_did() {
    let site = Site::open().await;
    administrator(&site, &site.browser).await;
    let taras = moderator(&site, &site.browser, "Тарас").await;
    let iryna = moderator(&site, &site.browser, "Ірина").await;
    // What an administrator sees of the others is the same before one has decided seven stories and after it.
    let cells = |browser: Browser| async move {
        let mut cells = Vec::new();
        for path in [
            "/admin/accounts",
            "/admin/accounts/2/scope",
            "/admin/accounts/3/scope",
        ] {
            cells.extend(browser.get(path).await.ok().all("main"));
        }
        cells
    };
    for number in 0..7 {
        sent(
            &site,
            &format!("Ім’я{number}"),
            Lang::Uk,
            hours_ago(5),
            json!({}),
        );
    }
    let before = cells(site.browser.clone()).await;
    for id in 1..=7 {
        let read = revision(&taras.get(&format!("/admin/submissions/{id}")).await.ok());
        let no = [("revision", read.as_str()), ("message", "Дякуємо, ні.")];
        taras
            .post(&format!("/admin/submissions/{id}/refusal"), &no)
            .await
            .seen_at();
    }
    assert_eq!(before, cells(site.browser.clone()).await);
    // And who decided seven sees of the work what who decided none sees.
    assert_eq!(shown_own(&taras).await, shown_own(&iryna).await);
    // The journal names whoever acted, act by act, and adds nothing up; the state of the memorial names nobody.
    assert!(!site.get("/admin/state").await.ok().all("main")[0].contains("Тарас"));
}

async fn shown_own(browser: &Browser) -> Vec<String> {
    let mut shown = Vec::new();
    for path in [
        "/admin",
        "/admin/account/care",
        "/admin/state",
        "/admin/thanks",
    ] {
        shown.extend(browser.get(path).await.ok().all("main"));
    }
    shown
}

fn morning() -> DateTime<Utc> {
    "2026-11-28T06:10:00Z".parse().unwrap()
}

const OLENA: &str = "olena@example.org";

#[actix_web::test]
async fn the_numbers_of_the_day_come_once_in_the_morning_and_say_no_name() {
    let post = Post::open();
    let site = post.memorial().await;
    administrator(&site, &site.browser).await;
    let address = "/admin/account/care/digest";
    let wrong = site.post(address, &[("email", "не адреса")]).await;
    assert_eq!(wrong.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(wrong.says("На таку адресу лист не надіслати."));
    site.post(address, &[("email", OLENA)]).await.seen_at();
    let scope = [("region", "UA-18"), ("units", "")];
    site.post("/admin/account/care/scope", &scope)
        .await
        .seen_at();
    // Nobody waits: nothing is sent, that day.
    assert_eq!(post_due(&site.state, morning()).await.unwrap(), 0);
    let home = json!({"birth": {"home": {"region": "UA-18", "settlement": "Пулини"}}});
    sent(
        &site,
        "Лисюк",
        Lang::Uk,
        morning() - TimeDelta::days(20),
        home,
    );
    sent(
        &site,
        "Другий",
        Lang::Uk,
        morning() - TimeDelta::days(2),
        json!({}),
    );
    assert_eq!(post_due(&site.state, morning()).await.unwrap(), 0);
    assert!(post.taken().is_empty());

    let day = TimeDelta::days(1);
    for (at, letters) in [
        (morning() + day - TimeDelta::minutes(11), 0),
        (morning() + day, 1),
        (morning() + day + TimeDelta::minutes(5), 0),
        (morning() + day + TimeDelta::hours(1), 0),
        (morning() + day + day, 1),
    ] {
        let sent = post_due(&site.state, at).await.unwrap();
        assert_eq!(sent, letters, "{at}");
    }
    let letter = post.taken().remove(0);
    assert_eq!(letter.to, OLENA);
    assert_eq!(letter.subject(), "Чекають 2 розповіді");
    for words in [
        "Чекають 2 розповіді.",
        "Найдовше: 21 день.",
        "Довше, ніж обіцяно: 1 родина.",
        "З того, про що дбаєте Ви: 1.",
        "https://memorial.example/admin",
    ] {
        assert!(letter.says(words), "{words}: {}", letter.body);
    }
    for name in ["Лисюк", "Другий", "Олег", "Олена", "Пулини"] {
        assert!(!letter.says(name), "{name}");
    }
    assert_eq!(
        letter.header("List-Unsubscribe-Post"),
        "List-Unsubscribe=One-Click"
    );

    // The address is on one page, for one person.
    let taras = moderator(&site, &site.browser, "Тарас").await;
    for path in [
        "/admin",
        "/admin/journal",
        "/admin/accounts",
        "/admin/account",
        "/admin/state",
    ] {
        assert!(!site.get(path).await.ok().text().contains(OLENA), "{path}");
    }
    let own = site.get("/admin/account/care").await.ok();
    assert_eq!(own.attributes("#email", "value"), [OLENA]);
    assert_eq!(
        taras
            .get("/admin/account/care")
            .await
            .ok()
            .attributes("#email", "value"),
        [""]
    );

    // The link in it ends it, by a press and not by a look.
    let link = letter
        .body
        .lines()
        .last()
        .unwrap()
        .rsplit(' ')
        .next()
        .unwrap()
        .to_owned();
    let path = link.strip_prefix("https://memorial.example").unwrap();
    assert!(letter.header("List-Unsubscribe").contains(path));
    let stranger = site.visitor();
    assert!(stranger.get(path).await.ok().says("Більше не надсилати"));
    let guessed = stranger
        .post("/digest/1/AAAAAAAAAAAAAAAAAAAAAAAA", &[])
        .await;
    assert_eq!(guessed.status, StatusCode::GONE);
    assert_eq!(post_due(&site.state, morning() + day * 3).await.unwrap(), 1);
    assert!(
        stranger
            .post(path, &[])
            .await
            .ok()
            .says("Таких листів більше не буде.")
    );
    assert_eq!(post_due(&site.state, morning() + day * 4).await.unwrap(), 0);
    assert_eq!(stranger.get(path).await.status, StatusCode::GONE);
}

#[actix_web::test]
async fn numbers_that_do_not_go_out_are_tried_again_within_the_hour_and_not_the_next_day() {
    let post = Post::open();
    let site = post.memorial().await;
    administrator(&site, &site.browser).await;
    site.post("/admin/account/care/digest", &[("email", OLENA)])
        .await
        .seen_at();
    sent(
        &site,
        "Лисюк",
        Lang::Uk,
        morning() - TimeDelta::days(2),
        json!({}),
    );
    post.answers("RCPT", "451 later");
    assert_eq!(post_due(&site.state, morning()).await.unwrap(), 0);
    let minutes = |minutes| morning() + TimeDelta::minutes(minutes);
    assert_eq!(post_due(&site.state, minutes(5)).await.unwrap(), 0);
    assert_eq!(post_due(&site.state, minutes(11)).await.unwrap(), 1);
    assert_eq!(post_due(&site.state, minutes(25)).await.unwrap(), 0);
    // What is declined is not tried again that day.
    let next = TimeDelta::days(1);
    post.answers("RCPT", "550 no such mailbox");
    assert_eq!(post_due(&site.state, morning() + next).await.unwrap(), 0);
    assert_eq!(post_due(&site.state, minutes(20) + next).await.unwrap(), 0);
    assert_eq!(post.taken().len(), 1);
}

#[actix_web::test]
async fn pictures_at_the_desk_are_shown_when_asked_for() {
    let sheet = include_str!("../../static/css/desk.css");
    assert!(sheet.contains(".grey-picture { filter: grayscale(1) blur(5px)"));
    // Wherever a picture of a story stands on a page of the desk, it is veiled or inside something that is opened.
    for page in [
        include_str!("../../templates/moderation/edit.html"),
        include_str!("../../templates/wishes/list.html"),
        include_str!("../../templates/archive/runs/show.html"),
        include_str!("../../templates/moderation/review.html"),
    ] {
        for (at, _) in page.match_indices("<img ") {
            let before = &page[..at];
            let picture = &page[at..at + page[at..].find('>').unwrap()];
            let opened = before.matches("<details").count() > before.matches("</details>").count();
            assert!(opened || picture.contains("grey-picture"), "{picture}");
        }
    }
}
