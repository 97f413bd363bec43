//! What hurts most takes two people: one proposes, another account does it or does not; administrators included.

use std::sync::atomic::{AtomicI64, Ordering};

use chrono::{DateTime, Utc};
use heroes_memorial::config::Settings;
use heroes_memorial::motions::queries::put_back_due;
use reqwest::StatusCode;

use crate::accounts::{administrator, back_again, moderator, signed_in};
use crate::contributions::{begun, sent};
use crate::linter::approved;
use crate::lives::{LYSIUK, publish_life};
use crate::moderation::{boxes, opened, post, revision};
use crate::site::{Answer, Browser, Site};

const LIFE: &str = "/uk/heroes/yurii-lysiuk";
const WHY: [(&str, &str); 1] = [("reason", "Просить родина")];

/// A page, an administrator in the site's own browser, and a moderator beside.
async fn two(site: &Site) -> Browser {
    administrator(site, &site.browser).await;
    publish_life(site, LYSIUK);
    moderator(site, &site.browser, "Тарас").await
}

/// After a proposal: the address of its page.
#[track_caller]
pub fn proposed(answer: &Answer) -> String {
    let address = answer.seen_at();
    let address = address.strip_suffix("?done=1").unwrap().to_owned();
    assert!(address.starts_with("/admin/motions/"), "{address}");
    address
}

/// A second person does what was proposed.
pub async fn seconded(second: &Browser, proposal: &Answer) {
    let address = proposed(proposal);
    let done = second.post(&format!("{address}/seconding"), &[]).await;
    assert_eq!(done.seen_at(), format!("{address}?done=1"));
}

/// A page is taken down as two people do it.
pub async fn withdrawn(site: &Site, hero: i32) {
    let second = moderator(site, &site.browser, "Друга").await;
    let path = format!("/admin/heroes/{hero}/withdrawal");
    let proposal = site.post(&path, &WHY).await;
    seconded(&second, &proposal).await;
}

/// Presses «go back to this version» on the page of a life as it is now.
pub async fn gone_back(by: &Browser, hero: i32, version: i32, reason: &str) -> Answer {
    let page = by.get(&format!("/admin/heroes/{hero}")).await.ok();
    let read = page
        .attributes("#reason-form [name=version]", "value")
        .remove(0);
    let path = format!("/admin/heroes/{hero}/versions/{version}/restoration");
    by.post(&path, &[("reason", reason), ("version", &read)])
        .await
}

async fn status(site: &Site, path: &str) -> StatusCode {
    site.visitor().get(path).await.status
}

/// Each kind of motion about the page with the number 1, proposed in a browser.
async fn each_kind(by: &Browser) -> Vec<(&'static str, Answer)> {
    let form = boxes(&by.get("/admin/heroes/1/edit").await.ok());
    let edit = "/admin/heroes/1/edit";
    vec![
        (
            "withdrawal",
            by.post("/admin/heroes/1/withdrawal", &WHY).await,
        ),
        (
            "hiding",
            by.post("/admin/heroes/1/hiding", &[WHY[0], ("days", "7")])
                .await,
        ),
        (
            "name",
            post(
                by,
                edit,
                &form,
                &[("name.family", "Лісюк"), ("why", "Так у паспорті")],
            )
            .await,
        ),
        (
            "day",
            post(
                by,
                edit,
                &form,
                &[("died", "2024-03-06"), ("why", "Так у довідці")],
            )
            .await,
        ),
    ]
}

#[actix_web::test]
async fn whoever_proposes_cannot_do_it_and_nothing_has_happened_yet() {
    let site = Site::open().await;
    let taras = two(&site).await;
    let before = site.visitor().get(LIFE).await.ok().words();
    for (kind, answer) in each_kind(&site.browser).await {
        let address = proposed(&answer);
        let page = site.get(&address).await.ok();
        assert!(page.says("Погодитися має інша людина"), "{kind}");
        assert!(page.all("form[action$=seconding]").is_empty(), "{kind}");
        for act in ["seconding", "refusal"] {
            let own = site.post(&format!("{address}/{act}"), &WHY).await;
            assert_eq!(own.status, StatusCode::FORBIDDEN, "{kind}: {act}");
        }
        let others = taras.post(&format!("{address}/taking-back"), &WHY).await;
        assert_eq!(others.status, StatusCode::FORBIDDEN, "{kind}");
        let stranger = site.visitor();
        for act in ["seconding", "refusal", "taking-back"] {
            let answer = stranger.post(&format!("{address}/{act}"), &WHY).await;
            assert_eq!(answer.status, StatusCode::UNAUTHORIZED, "{kind}: {act}");
        }
        let nobody = stranger.get(&address).await.seen_at();
        assert!(nobody.starts_with("/admin/sign-in"), "{kind}");
    }
    assert_eq!(site.visitor().get(LIFE).await.ok().words(), before);
    // They wait for a colleague, not for oneself.
    assert!(taras.get("/admin").await.ok().says("Удвох: 4"));
    assert!(!site.get("/admin").await.ok().says("Удвох: 4"));
    let list = taras.get("/admin/motions").await.ok();
    assert_eq!(list.all(".motions a").len(), 4, "{}", list.words());
}

#[actix_web::test]
async fn a_second_person_does_exactly_what_was_proposed_and_both_are_named() {
    for number in 0..4 {
        let site = Site::open().await;
        let taras = two(&site).await;
        let (kind, answer) = each_kind(&site.browser).await.swap_remove(number);
        let address = proposed(&answer);
        let shown = taras.get(&address).await.ok();
        assert!(shown.says("Пропонує Олена М."), "{kind}: {}", shown.words());
        seconded(&taras, &answer).await;
        let public = site.visitor().open(LIFE).await;
        match kind {
            "withdrawal" | "hiding" => assert_eq!(public.status, StatusCode::GONE, "{kind}"),
            "name" => {
                assert!(shown.all("ins").concat().contains("Лісюк"));
                assert!(public.ok().says("Лісюк"));
            }
            _ => {
                assert!(shown.all("ins").concat().contains("6 березня 2024"));
                assert!(public.ok().says("6 березня 2024"));
            }
        }
        let life = site.get("/admin/heroes/1").await.ok();
        assert!(life.says("— Олена М., Тарас"), "{kind}: {}", life.words());
        let list = site.get("/admin/motions").await.ok();
        assert!(list.says("зроблено, погоджує Тарас"), "{}", list.words());
        let journal = site.get("/admin/journal").await.ok();
        for said in ["друга людина погодилася", "пропонує Олена М."]
        {
            assert!(journal.says(said), "{kind}: {}", journal.words());
        }
        // Decided once.
        let again = taras.post(&format!("{address}/seconding"), &[]).await;
        assert_eq!(again.status, StatusCode::CONFLICT, "{kind}");
        let late = site.post(&format!("{address}/taking-back"), &WHY).await;
        assert_eq!(late.status, StatusCode::CONFLICT, "{kind}");
    }
}

#[actix_web::test]
async fn a_motion_is_refused_or_taken_back_with_a_reason_that_is_kept() {
    let site = Site::open().await;
    let taras = two(&site).await;
    for (number, (kind, answer)) in each_kind(&site.browser).await.into_iter().enumerate() {
        let address = proposed(&answer);
        let (by, act) = if number % 2 == 0 {
            (&taras, "refusal")
        } else {
            (&site.browser, "taking-back")
        };
        let path = format!("{address}/{act}");
        let silent = by.post(&path, &[("reason", "  ")]).await;
        assert_eq!(silent.status, StatusCode::UNPROCESSABLE_ENTITY, "{kind}");
        let why = format!("Ні, бо {number}.");
        by.post(&path, &[("reason", &why)]).await.seen_at();
        assert!(site.get(&address).await.ok().says(&why), "{kind}");
        assert!(site.get("/admin/journal").await.ok().says(&why), "{kind}");
        let late = taras.post(&format!("{address}/seconding"), &[]).await;
        assert_eq!(late.status, StatusCode::CONFLICT, "{kind}");
    }
    site.visitor().get(LIFE).await.ok();
    // What was put away can be proposed anew.
    each_kind(&site.browser)
        .await
        .iter()
        .for_each(|(_, answer)| {
            proposed(answer);
        });
}

#[actix_web::test]
async fn a_motion_that_the_page_has_outgrown_does_nothing_and_can_be_made_anew() {
    let site = Site::open().await;
    let taras = two(&site).await;
    let motions = each_kind(&site.browser).await;
    let form = boxes(&site.get("/admin/heroes/1/edit").await.ok());
    let small = [("call_sign", "Лисеня"), ("why", "Каже побратим")];
    let alone = post(&site.browser, "/admin/heroes/1/edit", &form, &small).await;
    assert_eq!(alone.seen_at(), "/admin/heroes/1?done=1", "one is enough");
    for (kind, answer) in &motions {
        let address = proposed(answer);
        let shown = taras.get(&address).await.ok();
        assert!(shown.says("Сторінка відтоді змінилася"), "{kind}");
        let stale = taras.post(&format!("{address}/seconding"), &[]).await;
        assert_eq!(stale.status, StatusCode::CONFLICT, "{kind}");
        assert!(stale.says("нічого не зроблено"), "{kind}");
    }
    let public = site.visitor().get(LIFE).await.ok();
    assert!(public.says("Лисеня") && public.says("5 березня 2024"));
    let anew = site.post("/admin/heroes/1/withdrawal", &WHY).await;
    seconded(&taras, &anew).await;
    assert_eq!(status(&site, LIFE).await, StatusCode::GONE);
    assert!(
        site.get("/admin/motions")
            .await
            .ok()
            .says("запропоновано наново")
    );
}

#[actix_web::test]
async fn the_same_waits_once_and_going_back_to_another_name_takes_two() {
    let site = Site::open().await;
    let taras = two(&site).await;
    let first = site.post("/admin/heroes/1/withdrawal", &WHY).await;
    let twice = taras.post("/admin/heroes/1/withdrawal", &WHY).await;
    assert_eq!(twice.status, StatusCode::CONFLICT);
    assert!(twice.says("чекає на другу людину"));
    let back = proposed(&first);
    site.post(&format!("{back}/taking-back"), &WHY)
        .await
        .seen_at();

    let (_, renaming) = each_kind(&site.browser).await.swap_remove(2);
    seconded(&taras, &renaming).await;
    let back = gone_back(&taras, 1, 1, "Паспорт був не той").await;
    assert!(taras.get(&proposed(&back)).await.ok().says("версія 1"));
    assert!(site.visitor().open(LIFE).await.ok().says("Лісюк"));
    seconded(&site.browser, &back).await;
    assert!(!site.visitor().open(LIFE).await.ok().says("Лісюк"));
}

#[actix_web::test]
async fn a_day_of_death_that_a_contribution_tells_is_proposed_apart_and_all_else_joins() {
    let site = Site::open().await;
    administrator(&site, &site.browser).await;
    let taras = moderator(&site, &site.browser, "Тарас").await;
    publish_life(&site, LYSIUK);
    let home = begun(&site.visitor(), "").await;
    let steps: &[(&str, &[(&str, &str)])] = &[
        (
            "death",
            &[
                ("died-year", "2024"),
                ("died-month", "3"),
                ("died-day", "6"),
            ],
        ),
        ("story", &[("interests", "рибалка")]),
    ];
    sent(&site.visitor(), &home, steps).await.seen_at();
    let take = [("take-died", "take"), ("take-interests", "both")];
    let review = site.get("/admin/submissions/1").await.ok();
    assert!(review.says("її запропоновано окремо"), "{}", review.words());
    let joined = crate::contributions::approved(&site, 1, &take).await;
    assert_eq!(joined.seen_at(), "/admin/heroes/1?done=1");
    let public = site.visitor().get(LIFE).await.ok();
    assert!(public.says("5 березня 2024") && public.says("рибалка"));
    let desk = taras.get("/admin/heroes/1").await.ok();
    let motion = desk.attributes(".motions a", "href").remove(0);
    let own = site.post(&format!("{motion}/seconding"), &[]).await;
    assert_eq!(own.status, StatusCode::FORBIDDEN);
    taras
        .post(&format!("{motion}/seconding"), &[])
        .await
        .seen_at();
    assert!(site.visitor().get(LIFE).await.ok().says("6 березня 2024"));
    let receipt = site.visitor().get(&home).await.ok();
    assert!(
        receipt.says("дату смерті") || receipt.says("смерт"),
        "{}",
        receipt.words()
    );
}

#[actix_web::test]
async fn an_approval_of_today_is_taken_back_by_one_and_an_older_one_by_two() {
    static NOW: AtomicI64 = AtomicI64::new(1_800_000_000);
    fn clock() -> DateTime<Utc> {
        DateTime::from_timestamp(NOW.load(Ordering::SeqCst), 0).unwrap()
    }
    let site = Site::open_at(clock).await;
    administrator(&site, &site.browser).await;
    let taras = moderator(&site, &site.browser, "Тарас").await;
    crate::moderation::told(&site.visitor(), "Юрій любив ліс.").await;
    let undo = "/admin/submissions/1/approval-undoing";
    approved(&site.browser).await.seen_at();
    let young = site.post(undo, &WHY).await;
    assert_eq!(young.seen_at(), "/admin/submissions/1?done=1");
    assert_eq!(status(&site, LIFE).await, StatusCode::GONE);
    approved(&site.browser).await.seen_at();
    NOW.fetch_add(24 * 3600 + 1, Ordering::SeqCst);
    signed_in(&site.browser).await;
    back_again(&taras, "Тарас").await;
    let page = site.get("/admin/submissions/1").await.ok();
    assert!(page.says("Запропонувати скасування"), "{}", page.words());
    let old = site.post(undo, &WHY).await;
    let address = proposed(&old);
    site.visitor().get(LIFE).await.ok();
    let own = site.post(&format!("{address}/seconding"), &[]).await;
    assert_eq!(own.status, StatusCode::FORBIDDEN);
    seconded(&taras, &old).await;
    assert_eq!(status(&site, LIFE).await, StatusCode::GONE);
    assert!(
        taras
            .get("/admin/submissions/1")
            .await
            .ok()
            .says("Розповідь у Вас")
    );
}

#[actix_web::test]
async fn a_page_known_for_longer_than_a_day_changes_its_name_by_two_even_if_it_was_down() {
    static NOW: AtomicI64 = AtomicI64::new(1_800_000_000);
    fn clock() -> DateTime<Utc> {
        DateTime::from_timestamp(NOW.load(Ordering::SeqCst), 0).unwrap()
    }
    let site = Site::open_at(clock).await;
    administrator(&site, &site.browser).await;
    let taras = moderator(&site, &site.browser, "Тарас").await;
    crate::moderation::told(&site.visitor(), "Юрій любив ліс.").await;
    let undo = "/admin/submissions/1/approval-undoing";
    let rename = async |family: &str, call_sign: &str| {
        let path = "/admin/submissions/1/edit";
        let form = boxes(&site.get(path).await.ok());
        let changes = [("name.family", family), ("call_sign", call_sign)];
        post(&site.browser, path, &form, &changes).await.seen_at();
    };
    approved(&site.browser).await.seen_at();
    // Known for less than a day: one person puts it right.
    site.post(undo, &WHY).await.seen_at();
    rename("Лісюк", "Лис").await;
    approved(&site.browser).await.seen_at();
    assert!(site.visitor().open(LIFE).await.ok().says("Лісюк"));

    NOW.fetch_add(24 * 3600 + 1, Ordering::SeqCst);
    signed_in(&site.browser).await;
    back_again(&taras, "Тарас").await;
    seconded(&site.browser, &taras.post(undo, &WHY).await).await;
    rename("Лосюк", "Лось").await;
    approved(&site.browser).await.seen_at();
    let life = site.visitor().open(LIFE).await.ok();
    assert!(life.says("Лісюк") && life.says("Лось"), "{}", life.words());
    assert!(!life.says("Лосюк"));
    let desk = taras.get("/admin/heroes/1").await.ok();
    let motion = desk.attributes(".motions a", "href").remove(0);
    let own = site.post(&format!("{motion}/seconding"), &[]).await;
    assert_eq!(own.status, StatusCode::FORBIDDEN);
    taras
        .post(&format!("{motion}/seconding"), &[])
        .await
        .seen_at();
    assert!(site.visitor().open(LIFE).await.ok().says("Лосюк"));

    // Approved a moment ago, but known for longer: to take it down takes two, too.
    let again = site.post(undo, &WHY).await;
    proposed(&again);
    site.visitor().open(LIFE).await.ok();
}

#[actix_web::test]
async fn a_hiding_says_that_a_cache_in_front_has_not_let_go_and_where_to_look() {
    // Nobody listens there.
    let nobody = {
        let free = std::net::TcpListener::bind("127.0.0.1:0").unwrap();
        format!("http://{}", free.local_addr().unwrap())
    };
    let settings = Settings {
        caches: vec![url::Url::parse(&nobody).unwrap()],
        ..Settings::default()
    };
    let site = Site::open_with(settings).await;
    let taras = two(&site).await;
    let path = "/admin/heroes/1/hiding";
    let hidden = taras.post(path, &[WHY[0], ("days", "1")]).await;
    let page = taras.get(&hidden.seen_at()).await.ok();
    assert!(
        page.says("Зроблено.") && page.says("кеш попереду ще не відпустив цієї сторінки"),
        "{}",
        page.words()
    );
    let where_to_look = page.attributes(".flash a[href='/admin/state']", "href");
    assert_eq!(where_to_look.len(), 1);
    assert!(!taras.get("/admin/heroes/1").await.ok().says("кеш попереду"));
    // Where there is no cache, nobody hears of one.
    let site = Site::open().await;
    let taras = two(&site).await;
    let hidden = taras.post(path, &[WHY[0], ("days", "1")]).await;
    let page = taras.get(&hidden.seen_at()).await.ok();
    assert!(page.says("Зроблено.") && !page.says("кеш попереду"));
}

#[actix_web::test]
async fn one_person_hides_a_page_for_a_day_and_not_again_and_again() {
    static NOW: AtomicI64 = AtomicI64::new(1_800_000_000);
    fn clock() -> DateTime<Utc> {
        DateTime::from_timestamp(NOW.load(Ordering::SeqCst), 0).unwrap()
    }
    let due = |site: &Site| {
        let back = site.state.db.write_now(|conn| put_back_due(conn, clock()));
        back.unwrap()
    };
    let site = Site::open_at(clock).await;
    let taras = two(&site).await;
    let path = "/admin/heroes/1/hiding";
    for wrong in ["0", "91", "x", "-1", "1.5"] {
        let answer = site.post(path, &[WHY[0], ("days", wrong)]).await;
        assert_eq!(answer.status, StatusCode::UNPROCESSABLE_ENTITY, "{wrong}");
        assert_eq!(answer.attributes("#days", "value"), [wrong]);
    }
    let silent = site.post(path, &[("days", "1")]).await;
    assert_eq!(silent.status, StatusCode::UNPROCESSABLE_ENTITY);
    site.visitor().get(LIFE).await.ok();

    let hidden = site.post(path, &[WHY[0], ("days", "1")]).await;
    assert_eq!(hidden.seen_at(), "/admin/heroes/1?done=1");
    for gone in [LIFE, "/h/1", "/en/heroes/yurii-lysiuk"] {
        assert_eq!(status(&site, gone).await, StatusCode::GONE, "{gone}");
    }
    assert!(
        site.get("/admin/heroes/1")
            .await
            .ok()
            .says("Вона повернеться сама")
    );
    NOW.fetch_add(24 * 3600 - 1, Ordering::SeqCst);
    assert_eq!(
        (due(&site), status(&site, LIFE).await),
        (0, StatusCode::GONE)
    );
    NOW.fetch_add(1, Ordering::SeqCst);
    assert_eq!((due(&site), status(&site, LIFE).await), (1, StatusCode::OK));
    signed_in(&site.browser).await;
    let desk = site.get("/admin/heroes/1").await.ok();
    assert!(desk.says("сторінка повернулася сама") && !desk.says("Версія 2"));

    // Not again by the same person within a week of that; another may, and brings it back early.
    NOW.fetch_add(7 * 24 * 3600 - 1, Ordering::SeqCst);
    signed_in(&site.browser).await;
    back_again(&taras, "Тарас").await;
    let again = site.post(path, &[WHY[0], ("days", "1")]).await;
    assert_eq!(again.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(again.says("Ви вже ховали цю сторінку"));
    taras.post(path, &WHY).await.seen_at();
    let twice = site.post(path, &WHY).await;
    assert_eq!(twice.status, StatusCode::CONFLICT, "it is hidden already");
    site.post("/admin/heroes/1/restoration", &WHY)
        .await
        .seen_at();
    site.visitor().get(LIFE).await.ok();
    assert_eq!(due(&site), 0);
    NOW.fetch_add(1, Ordering::SeqCst);
    site.post(path, &WHY).await.seen_at();

    // Withdrawn by two meanwhile, it does not come back by itself.
    let withdrawal = taras.post("/admin/heroes/1/withdrawal", &WHY).await;
    seconded(&site.browser, &withdrawal).await;
    NOW.fetch_add(90 * 24 * 3600, Ordering::SeqCst);
    assert_eq!(
        (due(&site), status(&site, LIFE).await),
        (0, StatusCode::GONE)
    );
}

#[actix_web::test]
async fn a_page_hidden_for_a_time_stays_down_when_its_family_says_so() {
    let (site, family, home) = opened("Юрій любив ліс.").await;
    let read = revision(&site.get("/admin/submissions/1").await.ok());
    let form = [("revision", read.as_str()), ("seen", "1")];
    site.post("/admin/submissions/1/approval", &form)
        .await
        .seen_at();
    site.post("/admin/heroes/1/hiding", &WHY).await.seen_at();
    family.post(&format!("{home}/hiding"), &[]).await.seen_at();
    let later = Utc::now() + chrono::TimeDelta::days(2);
    let back = site.state.db.write_now(|conn| put_back_due(conn, later));
    assert_eq!(back.unwrap(), 0);
    assert_eq!(status(&site, LIFE).await, StatusCode::GONE);
    assert!(
        site.get("/admin/wishes")
            .await
            .ok()
            .says("Родина сховала всю сторінку")
    );
}

#[actix_web::test]
async fn what_a_family_took_back_comes_again_by_two_people_only() {
    let site = Site::open().await;
    administrator(&site, &site.browser).await;
    let taras = moderator(&site, &site.browser, "Тарас").await;
    let family = site.visitor();
    let home = crate::moderation::told(&family, "Юрій любив ліс.").await;
    approved(&site.browser).await.seen_at();
    family
        .post(&format!("{home}/withdrawal"), &[])
        .await
        .seen_at();
    assert_eq!(status(&site, LIFE).await, StatusCode::GONE, "at once");
    let own = family.get(&home).await.ok();
    assert!(own.says("Ви відкликали згоду. Сторінку вже сховано"));
    let wishes = site.get("/admin/wishes").await.ok();
    assert!(wishes.says("Родина відкликала згоду, сторінку вже сховано"));
    assert_eq!(
        wishes.attributes("button[name=stands]", "value"),
        ["1"],
        "nobody puts it back alone"
    );
    let settling = "/admin/wishes/1/settling";
    let back = [("stands", "0"), ("outcome", "Помилка.")];
    let alone = site.post(settling, &back).await;
    assert_eq!(alone.status, StatusCode::CONFLICT);
    assert_eq!(status(&site, LIFE).await, StatusCode::GONE);
    site.post(settling, &[("stands", "1")]).await.seen_at();
    let own = family.get(&home).await.ok();
    assert!(own.says("Сторінку прибрано з Меморіалу"));

    let hint = site.get("/admin/heroes/1").await.ok();
    assert!(hint.says("читачі знову побачать сторінку"));
    assert!(!hint.says("сторінки більше немає"), "{}", hint.words());
    let back = site.post("/admin/heroes/1/restoration", &WHY).await;
    let motion = site.get(&proposed(&back)).await.ok();
    assert!(
        motion.says("хоча родина просила її прибрати"),
        "{}",
        motion.words()
    );
    assert_eq!(status(&site, LIFE).await, StatusCode::GONE);
    let alone = site
        .post(&format!("{}/seconding", proposed(&back)), &[])
        .await;
    assert_ne!(alone.status, StatusCode::SEE_OTHER);
    assert_eq!(status(&site, LIFE).await, StatusCode::GONE);
    seconded(&taras, &back).await;
    assert_eq!(status(&site, LIFE).await, StatusCode::OK);

    // The wish is settled by it: nobody is asked to take the page down, and to do so takes two again.
    assert!(
        !site
            .get("/admin")
            .await
            .ok()
            .says("Родина відкликала згоду")
    );
    let withdrawn = site.get("/admin?kind=withdrawal").await.ok();
    assert!(!withdrawn.says("Лисюк"), "{}", withdrawn.words());
    let own = family.get(&home).await.ok();
    assert!(own.says("двоє модераторів вирішили її повернути"));
    assert!(own.says("Сторінку повернуто"), "{}", own.words());
    assert!(!own.says("доти її ще видно"));
    let again = site.post("/admin/heroes/1/withdrawal", &WHY).await;
    proposed(&again);
    assert_eq!(status(&site, LIFE).await, StatusCode::OK);

    // And its family can want it gone once more.
    let path = format!("{home}/withdrawal");
    assert!(own.attributes("a", "href").contains(&path));
    family.post(&path, &[]).await.seen_at();
    assert_eq!(status(&site, LIFE).await, StatusCode::GONE);
}

#[actix_web::test]
async fn one_who_is_alone_is_told_what_they_can_do() {
    let site = Site::open().await;
    administrator(&site, &site.browser).await;
    publish_life(&site, LYSIUK);
    let answer = site.post("/admin/heroes/1/withdrawal", &WHY).await;
    for path in [
        proposed(&answer).as_str(),
        "/admin/motions",
        "/admin/heroes/1",
    ] {
        let page = site.get(path).await.ok();
        assert!(
            page.says("Тут більше немає нікого"),
            "{path}: {}",
            page.words()
        );
    }
    let taras = moderator(&site, &site.browser, "Тарас").await;
    assert!(
        !site
            .get("/admin/motions")
            .await
            .ok()
            .says("Тут більше немає нікого")
    );
    seconded(&taras, &answer).await;
}

#[actix_web::test]
async fn going_back_does_not_write_over_what_a_colleague_changed_meanwhile() {
    let site = Site::open().await;
    let taras = two(&site).await;
    let edit = "/admin/heroes/1/edit";
    let change = async |call_sign: &str| {
        let form = boxes(&taras.get(edit).await.ok());
        let changes = [("call_sign", call_sign), ("why", "Каже побратим")];
        post(&taras, edit, &form, &changes).await.seen_at();
    };
    change("Лис").await;
    let read = site.get("/admin/heroes/1").await.ok();
    let version = read
        .attributes("#reason-form [name=version]", "value")
        .remove(0);
    change("Лисеня").await;
    let path = "/admin/heroes/1/versions/1/restoration";
    let form = [("reason", "Так було краще"), ("version", version.as_str())];
    let late = site.post(path, &form).await;
    assert_eq!(late.status, StatusCode::CONFLICT);
    assert!(late.says("Так було краще"));
    assert!(site.visitor().get(LIFE).await.ok().says("Лисеня"));
}

#[actix_web::test]
async fn a_page_waits_for_its_story_and_its_family_is_no_second_person_at_the_desk() {
    static NOW: AtomicI64 = AtomicI64::new(1_800_000_000);
    fn clock() -> DateTime<Utc> {
        DateTime::from_timestamp(NOW.load(Ordering::SeqCst), 0).unwrap()
    }
    let site = Site::open_at(clock).await;
    administrator(&site, &site.browser).await;
    let taras = moderator(&site, &site.browser, "Тарас").await;
    let family = site.visitor();
    let home = crate::moderation::told(&family, "Юрій любив ліс.").await;
    let form = async || {
        let read = revision(&site.get("/admin/submissions/1").await.ok());
        [("revision", read), ("seen", "1".to_owned())]
    };
    let press = async |act: &str| {
        let form = form().await;
        let form = [("revision", form[0].1.as_str()), ("seen", "1")];
        let path = format!("/admin/submissions/1/{act}");
        site.post(&path, &form).await.seen_at()
    };
    press("approval").await;
    NOW.fetch_add(24 * 3600 + 1, Ordering::SeqCst);
    signed_in(&site.browser).await;
    back_again(&taras, "Тарас").await;

    // Down by the word of its family: to take the approval back takes two all the same.
    let hide = [("words", "")];
    family
        .post(&format!("{home}/hiding"), &hide)
        .await
        .seen_at();
    assert_eq!(status(&site, LIFE).await, StatusCode::GONE);
    let undo = "/admin/submissions/1/approval-undoing";
    seconded(&site.browser, &taras.post(undo, &WHY).await).await;

    // While its story is on the desk the page does not come back by itself.
    let back = site.post("/admin/heroes/1/restoration", &WHY).await;
    assert_eq!(back.status, StatusCode::CONFLICT);
    assert!(back.says("спершу вирішіть її"), "{}", back.words());
    assert_eq!(status(&site, LIFE).await, StatusCode::GONE);
    let settle = site
        .get("/admin/wishes")
        .await
        .ok()
        .attributes("form[action$=settling]", "action");
    let no = [("stands", "0"), ("outcome", "Поговорили.")];
    site.post(&settle[0], &no).await.seen_at();
    assert_eq!(status(&site, LIFE).await, StatusCode::GONE);

    // Another name, shown to the family; it agrees; the name waits for a second person at the desk.
    let path = "/admin/submissions/1/edit";
    let edit = boxes(&site.get(path).await.ok());
    post(&site.browser, path, &edit, &[("name.family", "Лосюк")])
        .await
        .seen_at();
    press("proof").await;
    family
        .post(&format!("{home}/proof"), &[("answer", "yes")])
        .await
        .seen_at();
    let life = site.visitor().open(LIFE).await.ok();
    assert!(
        life.says("Лисюк") && !life.says("Лосюк"),
        "{}",
        life.words()
    );
    let desk = taras.get("/admin/heroes/1").await.ok();
    let motion = desk.attributes(".motions a", "href").remove(0);
    let own = site.post(&format!("{motion}/seconding"), &[]).await;
    assert_eq!(own.status, StatusCode::FORBIDDEN);
    taras
        .post(&format!("{motion}/seconding"), &[])
        .await
        .seen_at();
    assert!(site.visitor().open(LIFE).await.ok().says("Лосюк"));
}

#[actix_web::test]
async fn who_opened_the_account_of_another_is_not_two_people_with_it() {
    let site = Site::open().await;
    let taras = two(&site).await;
    let proposal = site.post("/admin/heroes/1/withdrawal", &WHY).await;
    let second = format!("{}/seconding", proposed(&proposal));
    let page = site.post("/admin/accounts/2/invitation", &[]).await.ok();
    let link = page.attributes("#link", "value").remove(0);
    let link = link[link.find("/admin/invitation/").unwrap()..].to_owned();
    let as_taras = site.visitor();
    let passwords = [
        ("name", "Тарас"),
        ("password", crate::accounts::PASSWORD),
        ("again", crate::accounts::PASSWORD),
    ];
    as_taras.post(&link, &passwords).await.seen_at();
    let refused = as_taras.post(&second, &[]).await;
    assert_eq!(refused.status, StatusCode::FORBIDDEN);
    assert!(refused.says("дав йому новий пароль"), "{}", refused.words());
    let ended = taras.get("/admin").await.seen_at();
    assert!(ended.starts_with("/admin/sign-in"), "{ended}");

    // A third agrees, if whoever proposed it is still at the desk.
    let third = moderator(&site, &site.browser, "Третя").await;
    let theirs = third
        .post("/admin/heroes/1/hiding", &[WHY[0], ("days", "7")])
        .await;
    site.post("/admin/accounts/3/disabling", &[])
        .await
        .seen_at();
    let gone = site
        .post(&format!("{}/seconding", proposed(&theirs)), &[])
        .await;
    assert_eq!(gone.status, StatusCode::FORBIDDEN);
    assert!(gone.says("за столом більше не вирішує"), "{}", gone.words());
    let fourth = moderator(&site, &site.browser, "Четверта").await;
    fourth.post(&second, &[]).await.seen_at();
    assert_eq!(status(&site, LIFE).await, StatusCode::GONE);
}

#[actix_web::test]
async fn the_number_of_an_archive_stays_with_a_page_that_is_hidden() {
    let site = Site::open().await;
    let _taras = two(&site).await;
    publish_life(
        &site,
        r#"{"name": {"family": "Коваль", "given": "Олег"}, "external_id": "ua:7"}"#,
    );
    site.post("/admin/heroes/2/hiding", &[WHY[0], ("days", "1")])
        .await
        .seen_at();
    let path = "/admin/heroes/1/edit";
    let form = boxes(&site.get(path).await.ok());
    let taken = [("external_id", "ua:7"), ("why", "Так у списку")];
    let refused = post(&site.browser, path, &form, &taken).await;
    assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY);
    let later = Utc::now() + chrono::TimeDelta::days(2);
    let back = site.state.db.write_now(|conn| put_back_due(conn, later));
    assert_eq!(back.unwrap(), 1);
}
