//! The queue: its order, what narrows it, hands that hold a story for two hours, and the alarm when a family waits too long.

use std::sync::atomic::{AtomicI64, Ordering};

use chrono::{DateTime, TimeDelta, Utc};
use diesel::prelude::*;
use diesel::sql_types::{Integer, Text};
use heroes_memorial::i18n::Lang;
use heroes_memorial::submissions::answers::Answers;
use heroes_memorial::submissions::{consent, key, queries};
use reqwest::StatusCode;
use serde_json::{Value, json};

use crate::accounts::{administrator, moderator, signed_in};
use crate::contributions;
use crate::lives::{LYSIUK, publish_life};
use crate::moderation::{boxes, opened, post, revision, told};
use crate::site::{Browser, Site};

/// A story that was sent at some time, by the way of a family's own; answers its number.
pub fn sent(site: &Site, family: &str, lang: Lang, at: DateTime<Utc>, told: Value) -> i32 {
    let mut answers = json!({
        "who": {"family": family, "given": "Олег"},
        "relation": {"relation": "sister"},
        "consent": consent::VERSION,
    });
    for (part, said) in told.as_object().unwrap() {
        answers[part] = said.clone();
    }
    let answers: Answers = serde_json::from_value(answers).unwrap();
    let key = key::of(&key::once().unwrap(), family).unwrap();
    let reference = site.state.reference();
    let db = &site.state.db;
    db.write_now(|conn| {
        queries::begin(conn, &key, lang, &answers, None, None, at)?.unwrap();
        queries::send(conn, &key, &reference, lang, at)?.unwrap();
        Ok(queries::by_key(conn, &key)?.id)
    })
    .unwrap()
}

fn hours_ago(hours: i64) -> DateTime<Utc> {
    Utc::now() - TimeDelta::hours(hours)
}

fn unit(site: &Site, slug: &str) -> String {
    site.state.reference().unit(slug).unwrap().name_uk.clone()
}

fn whole(site: &Site, region: &str) -> Value {
    json!({
        "death": {"died": {"year": "2024"}},
        "birth": {"place": {"settlement": "Пулини", "region": region}},
        "service": {"rows": [{"unit": unit(site, "58-motorized")}]},
        "story": {"biography": {"text": "Любив ліс."}},
    })
}

fn named(page: &crate::site::Answer) -> Vec<String> {
    let names = page.all("table.queue td:first-child a");
    let family = |name: &String| name.split(' ').next().unwrap().to_owned();
    names.iter().map(family).collect()
}

async fn listed(browser: &Browser, path: &str) -> Vec<String> {
    named(&browser.get(path).await.ok())
}

#[actix_web::test]
async fn the_fullest_stories_come_first_and_among_equals_whoever_waits_longer() {
    let site = Site::open().await;
    administrator(&site, &site.browser).await;
    sent(&site, "Голий", Lang::Uk, hours_ago(90), json!({}));
    let day = json!({"death": {"died": {"year": "2024"}}});
    sent(&site, "Частковий", Lang::Uk, hours_ago(80), day);
    sent(
        &site,
        "Молодший",
        Lang::Uk,
        hours_ago(1),
        whole(&site, "UA-18"),
    );
    sent(
        &site,
        "Старший",
        Lang::Uk,
        hours_ago(2),
        whole(&site, "UA-18"),
    );
    let mut unknown = whole(&site, "UA-18");
    unknown["death"] = json!({"died": {"unknown": true}});
    sent(&site, "Невідомий", Lang::Uk, hours_ago(3), unknown);
    let page = site.get("/admin").await.ok();
    assert_eq!(
        named(&page),
        ["Невідомий", "Старший", "Молодший", "Частковий", "Голий"]
    );
    assert!(page.says("майже без відомостей") && page.says("неповна"));
    // Each family is told of exactly this order.
    for (id, before) in [(1, 4), (2, 3), (3, 2), (4, 1), (5, 0)] {
        let place = site.state.db.read_now(|conn| {
            let sent = queries::sent(conn, id)?.sent_at.unwrap();
            queries::place(conn, id, sent)
        });
        assert_eq!(place.unwrap().before, before, "{id}");
    }
    let english = site.browser.request(reqwest::Method::GET, "/admin");
    let english = english.header("Accept-Language", "en");
    let english = site.browser.send(english).await.ok();
    assert!(
        english.says("complete") && english.says("bare"),
        "{}",
        english.words()
    );
}

#[actix_web::test]
async fn the_queue_is_narrowed_and_every_choice_is_taken_back() {
    let site = Site::open().await;
    administrator(&site, &site.browser).await;
    publish_life(&site, LYSIUK);
    sent(
        &site,
        "Перший",
        Lang::Uk,
        hours_ago(200),
        whole(&site, "UA-18"),
    );
    sent(
        &site,
        "Другий",
        Lang::En,
        hours_ago(100),
        whole(&site, "UA-14"),
    );
    let fell = json!({"death": {"died": {"year": "2023"}, "place": {"settlement": "Іллінка", "region": "UA-18"}}});
    sent(&site, "Третій", Lang::Uk, hours_ago(10), fell);
    let teacher = site.visitor();
    let home = contributions::begun(&teacher, "Ось що я пам’ятаю.").await;
    let quote: &[(&str, &[(&str, &str)])] = &[(
        "quote",
        &[
            ("quote-0-text", "Він завжди сідав біля вікна."),
            ("quote-0-speaker", "Ольга"),
            ("quote-0-relation", "teacher"),
        ],
    )];
    contributions::sent(&teacher, &home, quote).await.seen_at();
    let wrong = contributions::begun(&teacher, "Рік народження не той.").await;
    contributions::sent(&teacher, &wrong, &[]).await.seen_at();

    let of = |query: &'static str| {
        let browser = site.browser.clone();
        async move { listed(&browser, &format!("/admin?{query}")).await }
    };
    assert_eq!(of("region=UA-18").await, ["Перший", "Третій"]);
    assert_eq!(of("region=UA-14").await, ["Другий"]);
    assert_eq!(of("unit=58-motorized").await, ["Перший", "Другий"]);
    assert_eq!(of("unit=1-tank").await, [""; 0]);
    assert_eq!(of("language=en").await, ["Другий"]);
    assert_eq!(of("days=3").await, ["Перший", "Другий"]);
    assert_eq!(of("kind=life").await, ["Перший", "Другий", "Третій"]);
    assert_eq!(of("kind=memory").await.len(), 1);
    assert_eq!(of("kind=correction").await.len(), 1);
    assert_eq!(of("kind=addition").await.len(), 0);

    let page = site
        .get("/admin?region=UA-18&unit=58-motorized&days=7")
        .await
        .ok();
    assert_eq!(named(&page), ["Перший"]);
    assert!(page.says("1 розповідь"));
    let back = page.attributes("a.chosen", "href");
    assert_eq!(
        back,
        [
            "/admin?unit=58-motorized&days=7",
            "/admin?region=UA-18&days=7",
            "/admin?region=UA-18&unit=58-motorized"
        ]
    );
    // Each says how many there are without it, and that many there are.
    for (address, count) in back.iter().zip(page.all("a.chosen .count")) {
        assert_eq!(
            listed(&site.browser, address).await.len().to_string(),
            count
        );
    }
    // What is no choice chooses nothing.
    assert_eq!(
        of("region=%27--&unit=%25&kind=x&days=2&after=1.2")
            .await
            .len(),
        5
    );
}

#[actix_web::test]
async fn wishes_to_take_down_are_found_in_the_queue_too() {
    let (site, family, home) = opened("Юрій любив футбол.").await;
    contributions::approved(&site, 1, &[]).await.seen_at();
    let wishes = "/admin?kind=withdrawal";
    assert!(listed(&site.browser, wishes).await.is_empty());
    family
        .post(&format!("{home}/withdrawal"), &[("sure", "1")])
        .await
        .seen_at();
    assert_eq!(listed(&site.browser, wishes).await, ["Лисюк"]);
    assert!(listed(&site.browser, "/admin").await.is_empty());
}

#[derive(QueryableByName)]
struct Facet {
    #[diesel(sql_type = Integer)]
    submission_id: i32,
    #[diesel(sql_type = Text)]
    facet: String,
    #[diesel(sql_type = Text)]
    value: String,
}

fn facets(site: &Site, of: &str) -> Vec<String> {
    let rows: Vec<Facet> = site
        .state
        .db
        .read_now(|conn| {
            diesel::sql_query(format!(
                "SELECT submission_id, facet, value FROM {of} ORDER BY 1, 2, 3"
            ))
            .load(conn)
        })
        .unwrap();
    rows.into_iter()
        .map(|row| format!("{} {} {}", row.submission_id, row.facet, row.value))
        .collect()
}

#[actix_web::test]
async fn regions_and_units_follow_the_record_whoever_writes_it() {
    let site = Site::open().await;
    administrator(&site, &site.browser).await;
    let id = sent(
        &site,
        "Перший",
        Lang::Uk,
        hours_ago(5),
        whole(&site, "UA-18"),
    );
    let same = || {
        let kept = facets(&site, "submission_facets");
        assert_eq!(kept, facets(&site, "facets_of_submissions"));
        kept
    };
    assert_eq!(same(), ["1 region UA-18", "1 unit 58-motorized"]);
    // Edited at the desk.
    site.post("/admin/submissions/1/taking", &[])
        .await
        .seen_at();
    let edit = site.get("/admin/submissions/1/edit").await.ok();
    let form = boxes(&edit);
    let box_of = |word: &str| {
        let named = form.iter().find(|(_, value)| value == word);
        named.map(|(name, _)| name.clone()).unwrap()
    };
    let region = box_of("UA-18");
    post(
        &site.browser,
        "/admin/submissions/1/edit",
        &form,
        &[(&region, "UA-14")],
    )
    .await
    .seen_at();
    assert_eq!(same(), ["1 region UA-14", "1 unit 58-motorized"]);
    // Written past every function, and taken away.
    let written = |sql: &str| {
        let done = site
            .state
            .db
            .write_now(|conn| diesel::sql_query(sql).execute(conn));
        done.unwrap();
    };
    written(
        "UPDATE submissions SET record = json_set(record, '$.death_place', json('{\"region\":\"UA-05\"}'), '$.service', json('[]'))",
    );
    assert_eq!(same(), ["1 region UA-05", "1 region UA-14"]);
    written(&format!(
        "DELETE FROM submission_consents WHERE submission_id = {id}"
    ));
    written(&format!("DELETE FROM submissions WHERE id = {id}"));
    assert!(same().is_empty());
}

#[actix_web::test]
async fn a_long_queue_is_read_page_by_page_and_nobody_is_shown_twice_or_left_out() {
    let site = Site::open().await;
    administrator(&site, &site.browser).await;
    let care = [("region", "UA-18"), ("units", "")];
    site.post("/admin/account/care/scope", &care)
        .await
        .seen_at();
    let at = hours_ago(9);
    for number in 0..120 {
        let told = match number % 3 {
            0 => whole(&site, if number % 2 == 0 { "UA-18" } else { "UA-14" }),
            1 => json!({"death": {"died": {"year": "2024"}}}),
            _ => json!({}),
        };
        // Many at the very same moment.
        sent(&site, &format!("Ім’я{number}"), Lang::Uk, at, told);
    }
    let (mut all, mut next) = (Vec::new(), Some("/admin".to_owned()));
    let mut pages = 0;
    while let Some(path) = next {
        let page = site.get(&path).await.ok();
        all.extend(page.attributes("table.queue td:first-child a", "href"));
        next = page.attributes("a[rel=next]", "href").into_iter().next();
        pages += 1;
    }
    assert_eq!((pages, all.len()), (3, 120));
    // What one cares for is in front: each sixth of them.
    let numbers: Vec<i32> = all
        .iter()
        .map(|address| address.rsplit('/').next().unwrap().parse().unwrap())
        .collect();
    assert!(
        numbers[..20].iter().all(|id| (id - 1) % 6 == 0),
        "{numbers:?}"
    );
    all.sort();
    all.dedup();
    assert_eq!(all.len(), 120);
}

#[actix_web::test]
async fn the_next_story_is_the_first_that_waits_and_opens_in_ones_hands() {
    let site = Site::open().await;
    administrator(&site, &site.browser).await;
    let taras = moderator(&site, &site.browser, "Тарас").await;
    sent(
        &site,
        "Перший",
        Lang::Uk,
        hours_ago(9),
        whole(&site, "UA-14"),
    );
    sent(
        &site,
        "Другий",
        Lang::En,
        hours_ago(5),
        whole(&site, "UA-14"),
    );
    let next =
        |browser: Browser| async move { browser.post("/admin/queue/next", &[]).await.seen_at() };
    assert_eq!(next(taras.clone()).await, "/admin/submissions/1");
    assert!(
        taras
            .get("/admin/submissions/1")
            .await
            .ok()
            .says("У Ваших руках до")
    );
    assert_eq!(next(site.browser.clone()).await, "/admin/submissions/2");
    let nothing = next(site.browser.clone()).await;
    assert_eq!(nothing, "/admin?nothing=1");
    assert!(
        site.get(&nothing)
            .await
            .ok()
            .says("уже прочитано або в чиїхось руках")
    );
    // Narrowed, it is the first of those.
    for id in [1, 2] {
        let holder = if id == 1 { &taras } else { &site.browser };
        holder
            .post(&format!("/admin/submissions/{id}/giving-back"), &[])
            .await
            .seen_at();
    }
    let english = [("language", "en")];
    let taken = taras.post("/admin/queue/next", &english).await.seen_at();
    assert_eq!(taken, "/admin/submissions/2");
    let none = taras.post("/admin/queue/next", &english).await.seen_at();
    assert_eq!(none, "/admin?language=en&nothing=1");
}

static HELD: AtomicI64 = AtomicI64::new(0);

fn while_held() -> DateTime<Utc> {
    let begun: DateTime<Utc> = "2026-11-25T12:00:00Z".parse().unwrap();
    begun + TimeDelta::minutes(HELD.load(Ordering::SeqCst))
}

#[actix_web::test]
async fn a_story_left_lying_waits_again_for_everyone_and_each_act_holds_it_longer() {
    let site = Site::open_at(while_held).await;
    administrator(&site, &site.browser).await;
    let taras = moderator(&site, &site.browser, "Тарас").await;
    let family = site.visitor();
    let home = told(&family, "Юрій любив футбол.").await;
    site.post("/admin/submissions/1/taking", &[])
        .await
        .seen_at();
    let mine = site.get("/admin/submissions/1").await.ok();
    assert!(mine.says("У Ваших руках до 16:00"), "{}", mine.words());
    let theirs = taras.get("/admin/submissions/1").await.ok();
    assert!(theirs.says("о 16:00 розповідь повернеться в чергу"));
    assert!(taras.get("/admin?state=taken").await.ok().says("до 16:00"));

    // Contacts opened after an hour and a half: two hours from then.
    HELD.store(90, Ordering::SeqCst);
    site.post("/admin/submissions/1/contacts", &[]).await.ok();
    HELD.store(209, Ordering::SeqCst);
    assert!(listed(&taras, "/admin").await.is_empty());
    assert_eq!(listed(&taras, "/admin?state=taken").await, ["Лисюк"]);
    let closed = family
        .post(&format!("{home}/story"), &[("biography", "Ліс.")])
        .await;
    assert_eq!(closed.status, StatusCode::CONFLICT, "{}", closed.words());

    HELD.store(211, Ordering::SeqCst);
    let own = family.get(&home).await.ok();
    assert!(
        own.says("Попереду в черзі немає нікого."),
        "{}",
        own.words()
    );
    family
        .post(
            &format!("{home}/story"),
            &[("biography", "Юрій любив ліс.")],
        )
        .await
        .seen_at();
    assert_eq!(listed(&taras, "/admin").await, ["Лисюк"]);
    // Whoever held it is told, and loses no word.
    let read = revision(&mine);
    let late = [("revision", read.as_str()), ("message", "Де він служив?")];
    let told = site.post("/admin/submissions/1/return", &late).await;
    assert_eq!(told.status, StatusCode::CONFLICT);
    assert_eq!(told.all("#message"), ["Де він служив?"]);
    assert_eq!(
        taras.post("/admin/queue/next", &[]).await.seen_at(),
        "/admin/submissions/1"
    );
    let mut both = vec![("revision", read.as_str()), ("message", "Дякуємо, ні.")];
    both.push(("seen", "1"));
    for act in ["approval", "refusal", "proof"] {
        let answer = site
            .post(&format!("/admin/submissions/1/{act}"), &both)
            .await;
        assert_eq!(answer.status, StatusCode::CONFLICT, "{act}");
    }
}

static WRITTEN: AtomicI64 = AtomicI64::new(0);

fn while_written() -> DateTime<Utc> {
    let begun: DateTime<Utc> = "2026-11-25T12:00:00Z".parse().unwrap();
    begun + TimeDelta::hours(WRITTEN.load(Ordering::SeqCst))
}

#[actix_web::test]
async fn fields_edited_for_too_long_are_saved_if_nobody_touched_the_story_and_kept_if_somebody_did()
{
    let site = Site::open_at(while_written).await;
    administrator(&site, &site.browser).await;
    let taras = moderator(&site, &site.browser, "Тарас").await;
    told(&site.visitor(), "Юрій любив футбол.").await;
    site.post("/admin/submissions/1/taking", &[])
        .await
        .seen_at();
    let form = boxes(&site.get("/admin/submissions/1/edit").await.ok());
    WRITTEN.store(3, Ordering::SeqCst);
    assert_eq!(listed(&taras, "/admin").await, ["Лисюк"]);
    let changed = [("call_sign", "Лисеня")];
    let path = "/admin/submissions/1/edit";
    post(&site.browser, path, &form, &changed).await.seen_at();
    assert!(site.get("/admin/submissions/1").await.ok().says("Лисеня"));
    assert!(
        listed(&taras, "/admin").await.is_empty(),
        "it is held again"
    );

    let form = boxes(&site.get(path).await.ok());
    WRITTEN.store(6, Ordering::SeqCst);
    taras.post("/admin/queue/next", &[]).await.seen_at();
    let late = post(&site.browser, path, &form, &[("call_sign", "Лисовий")]).await;
    assert_eq!(late.status, StatusCode::CONFLICT);
    assert!(
        late.attributes("input", "value")
            .contains(&"Лисовий".to_owned())
    );
    assert!(!site.get("/admin/submissions/1").await.ok().says("Лисовий"));
}

#[actix_web::test]
async fn two_who_decide_at_once_decide_once_and_two_who_take_the_next_take_two() {
    let (site, _, _) = opened("Юрій любив футбол.").await;
    let taras = moderator(&site, &site.browser, "Тарас").await;
    let read = revision(&site.get("/admin/submissions/1").await.ok());
    let yes = [("revision", read.as_str()), ("seen", "1")];
    let no = [("revision", read.as_str()), ("message", "Дякуємо, ні.")];
    let (approved, refused) = tokio::join!(
        site.post("/admin/submissions/1/approval", &yes),
        taras.post("/admin/submissions/1/refusal", &no)
    );
    let mut came = [approved.status, refused.status];
    came.sort();
    assert_eq!(came, [StatusCode::SEE_OTHER, StatusCode::CONFLICT]);
    for _ in 0..4 {
        sent(&site, "Ще", Lang::Uk, hours_ago(2), json!({}));
    }
    let taken = tokio::join!(
        site.post("/admin/queue/next", &[]),
        taras.post("/admin/queue/next", &[]),
        site.post("/admin/queue/next", &[]),
        taras.post("/admin/queue/next", &[])
    );
    let mut taken = [taken.0, taken.1, taken.2, taken.3].map(|answer| answer.seen_at());
    taken.sort();
    assert_eq!(
        taken,
        [2, 3, 4, 5].map(|id| format!("/admin/submissions/{id}"))
    );
}

#[actix_web::test]
async fn every_tab_is_narrowed_by_every_kind() {
    let site = Site::open().await;
    administrator(&site, &site.browser).await;
    for family in ["Перший", "Другий"] {
        sent(&site, family, Lang::Uk, hours_ago(400), json!({}));
    }
    site.post("/admin/submissions/2/taking", &[])
        .await
        .seen_at();
    for tab in ["waiting", "taken", "returned", "decided", "late"] {
        for kind in ["life", "addition", "correction", "memory", "withdrawal"] {
            let path = format!("/admin?state={tab}&kind={kind}&language=uk&light=1");
            let names = match (tab, kind) {
                ("waiting", "life") => vec!["Перший"],
                ("taken", "life") => vec!["Другий"],
                ("late", "life") => vec!["Перший", "Другий"],
                _ => vec![],
            };
            let page = site.get(&path).await.ok();
            let mut told = named(&page);
            told.sort_by_key(|name| names.iter().position(|known| known == name));
            assert_eq!(told, names, "{path}");
        }
    }
}

/// Eight moderators, each with a browser of their own.
async fn eight(site: &Site) -> Vec<Browser> {
    let mut desk = Vec::new();
    for number in 0..8 {
        desk.push(moderator(site, &site.browser, &format!("Модератор {number}")).await);
    }
    desk
}

/// What came when all of them sent the same form about one story at once, each with a letter of their own; the first is
/// whoever won.
async fn at_once(
    desk: &[Browser],
    id: i32,
    act: &str,
    read: &str,
) -> (usize, Vec<crate::site::Answer>) {
    let path = format!("/admin/submissions/{id}/{act}");
    let sending = desk.iter().enumerate().map(|(number, browser)| {
        let (path, letter) = (path.clone(), letter(number));
        async move {
            let form = [("revision", read), ("seen", "1"), ("message", &letter)];
            browser.post(&path, &form).await
        }
    });
    let answers = futures_util::future::join_all(sending).await;
    let won: Vec<usize> = (0..answers.len())
        .filter(|number| answers[*number].status != StatusCode::CONFLICT)
        .collect();
    assert_eq!(won.len(), 1, "{act}: {won:?}");
    (won[0], answers)
}

fn letter(number: usize) -> String {
    format!("Ми прочитали. Пише Вам модератор {number}.")
}

#[actix_web::test]
async fn of_eight_who_reach_for_one_story_one_has_it_and_the_others_keep_their_words() {
    let site = Site::open().await;
    administrator(&site, &site.browser).await;
    let desk = eight(&site).await;
    for act in ["approval", "refusal", "return", "taking"] {
        let id = sent(&site, "Один", Lang::Uk, hours_ago(2), json!({}));
        let address = format!("/admin/submissions/{id}");
        let read = revision(&site.get(&address).await.ok());
        let (won, answers) = at_once(&desk, id, act, &read).await;
        for (number, answer) in answers.iter().enumerate() {
            if number == won {
                let taken = act == "taking" && answer.all("#message") == [letter(won)];
                let decided = act != "taking" && answer.status == StatusCode::SEE_OTHER;
                assert!(taken || decided, "{act}: {}", answer.words());
            } else {
                let kept = answer.says(&letter(number)) && answer.says("Тим часом тут щось");
                assert!(kept, "{act} {number}: {}", answer.words());
            }
        }
        // The journal knows of one act, by whoever won.
        let word = match act {
            "approval" => "approve",
            "refusal" => "refuse",
            "return" => "return",
            _ => "take",
        };
        assert_eq!(acts(&site, id, word), [format!("Модератор {won}")], "{act}");
        // Nobody after them undoes it from the page that was read before.
        for (number, browser) in desk.iter().enumerate() {
            if number != won {
                let form = [("revision", read.as_str()), ("message", "Дякуємо, ні.")];
                let late = browser.post(&format!("{address}/refusal"), &form).await;
                assert_eq!(late.status, StatusCode::CONFLICT, "{act} {number}");
                assert!(late.says("Дякуємо, ні."));
            }
        }
    }
}

#[actix_web::test]
async fn of_eight_who_take_one_story_over_one_has_it_from_whom_they_saw_holding_it() {
    let site = Site::open().await;
    administrator(&site, &site.browser).await;
    let desk = eight(&site).await;
    sent(&site, "Один", Lang::Uk, hours_ago(2), json!({}));
    let path = "/admin/submissions/1/taking";
    site.post(path, &[]).await.seen_at();
    let page = desk[0].get("/admin/submissions/1").await.ok();
    let holder = page.attributes("[name=from]", "value").remove(0);
    // Without a word about whose hands it is in, it is taken from nobody.
    assert_eq!(desk[0].post(path, &[]).await.status, StatusCode::CONFLICT);
    let nonsense = desk[0].post(path, &[("from", "Олена")]).await;
    assert_eq!(nonsense.status, StatusCode::BAD_REQUEST);
    let form = [("from", holder.as_str())];
    let sending = desk.iter().map(|browser| browser.post(path, &form));
    let came = futures_util::future::join_all(sending).await;
    let won: Vec<usize> = (0..came.len())
        .filter(|number| came[*number].status == StatusCode::SEE_OTHER)
        .collect();
    assert_eq!(won.len(), 1);
    for answer in &came {
        assert!([StatusCode::SEE_OTHER, StatusCode::CONFLICT].contains(&answer.status));
    }
    let name = format!("Модератор {}", won[0]);
    assert_eq!(
        acts(&site, 1, "take"),
        ["Олена М.".to_owned(), name.clone()]
    );
    assert!(
        site.get("/admin/submissions/1")
            .await
            .ok()
            .says(&format!("Розповідь читає {name}"))
    );
}

/// Who did this with a story, one after another.
fn acts(site: &Site, id: i32, act: &str) -> Vec<String> {
    use heroes_memorial::schema::{accounts, journal};
    let names = |conn: &mut SqliteConnection| {
        journal::table
            .inner_join(accounts::table.on(accounts::id.nullable().eq(journal::account_id)))
            .filter(journal::submission_id.eq(id))
            .filter(journal::act.eq(act))
            .order(journal::id)
            .select(accounts::name)
            .load(conn)
    };
    site.state.db.read_now(names).unwrap()
}

#[actix_web::test]
async fn what_one_cares_for_stands_first_and_an_administrator_may_choose_it() {
    let site = Site::open().await;
    administrator(&site, &site.browser).await;
    let taras = moderator(&site, &site.browser, "Тарас").await;
    sent(
        &site,
        "Чужий",
        Lang::Uk,
        hours_ago(50),
        whole(&site, "UA-14"),
    );
    sent(&site, "Свій", Lang::Uk, hours_ago(5), whole(&site, "UA-18"));
    sent(
        &site,
        "Голий",
        Lang::Uk,
        hours_ago(70),
        json!({"birth": {"home": {"region": "UA-18", "settlement": "Пулини"}}}),
    );
    assert_eq!(listed(&taras, "/admin").await, ["Чужий", "Свій", "Голий"]);
    let scope = [("region", "UA-18"), ("units", "")];
    let answer = site.post("/admin/accounts/2/scope", &scope).await;
    assert_eq!(answer.seen_at(), "/admin/accounts/2/scope?done=1");
    assert_eq!(listed(&taras, "/admin").await, ["Свій", "Голий", "Чужий"]);
    assert_eq!(listed(&taras, "/admin?mine=1").await, ["Свій", "Голий"]);
    assert_eq!(
        taras.post("/admin/queue/next", &[]).await.seen_at(),
        "/admin/submissions/2"
    );
    assert!(
        site.get("/admin/journal")
            .await
            .ok()
            .says("про що дбає модератор Тарас")
    );
    // Others see their own order; nobody but an administrator chooses for others.
    assert_eq!(listed(&site.browser, "/admin").await, ["Чужий", "Голий"]);
    let refused = taras.post("/admin/accounts/1/scope", &scope).await;
    assert_eq!(refused.status, StatusCode::FORBIDDEN);
    // A unit by its name, short or whole, one a line.
    let named = format!("{}\n1-tank", unit(&site, "58-motorized"));
    let units = [("units", named.as_str())];
    taras
        .post("/admin/account/care/scope", &units)
        .await
        .seen_at();
    assert_eq!(listed(&taras, "/admin?mine=1").await, ["Чужий"]);
    let wrong = taras
        .post("/admin/account/care/scope", &[("units", "полк вітру")])
        .await;
    assert_eq!(wrong.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(wrong.says("Такого підрозділу немає в довіднику: полк вітру"));
    assert_eq!(wrong.all("#units"), ["полк вітру"]);
}

static LATE: AtomicI64 = AtomicI64::new(0);

fn too_long() -> DateTime<Utc> {
    let begun: DateTime<Utc> = "2026-11-01T12:00:00Z".parse().unwrap();
    begun + TimeDelta::hours(LATE.load(Ordering::SeqCst))
}

#[actix_web::test]
async fn whoever_waits_longer_than_promised_is_told_of_on_every_page_of_the_desk() {
    let site = Site::open_at(too_long).await;
    administrator(&site, &site.browser).await;
    let family = site.visitor();
    let home = told(&family, "Юрій любив футбол.").await;
    assert!(
        family
            .get(&home)
            .await
            .ok()
            .says("Ми обіцяємо прочитати й відповісти до 15 листопада 2026")
    );
    assert!(!site.get("/admin").await.ok().says("ніж ми обіцяли"));
    LATE.store(14 * 24 + 1, Ordering::SeqCst);
    signed_in(&site.browser).await;
    sent(
        &site,
        "Новий",
        Lang::Uk,
        too_long() - TimeDelta::days(1),
        json!({}),
    );
    for path in [
        "/admin",
        "/admin/journal",
        "/admin/heroes",
        "/admin/state",
        "/admin/account",
        "/admin/imports",
    ] {
        let page = site.get(path).await.ok();
        assert!(page.says("1 родина чекає довше, ніж ми обіцяли."), "{path}");
        assert!(page.attributes(".desk-late a", "href") == ["/admin?state=late"]);
    }
    assert_eq!(listed(&site.browser, "/admin?state=late").await, ["Лисюк"]);
    assert!(family.get(&home).await.ok().says("не встигли"));
    // In somebody's hands it waits as well; asked, it does not.
    site.post("/admin/submissions/1/taking", &[])
        .await
        .seen_at();
    assert_eq!(listed(&site.browser, "/admin?state=late").await, ["Лисюк"]);
    let page = site.get("/admin/submissions/1").await.ok();
    let read = revision(&page);
    let shown = [("revision", read.as_str()), ("seen", "1")];
    site.post("/admin/submissions/1/proof", &shown)
        .await
        .seen_at();
    assert!(listed(&site.browser, "/admin?state=late").await.is_empty());
    assert!(!site.get("/admin").await.ok().says("ніж ми обіцяли"));
}

#[actix_web::test]
async fn the_desk_sees_the_numbers_that_families_see() {
    let site = Site::open().await;
    administrator(&site, &site.browser).await;
    assert!(
        site.get("/admin")
            .await
            .ok()
            .says("Обіцяно родинам: 14 днів.")
    );
    for (id, hours) in [(1, 10), (2, 30), (3, 50)] {
        sent(&site, "Давній", Lang::Uk, hours_ago(hours), json!({}));
        let read = revision(&site.get(&format!("/admin/submissions/{id}")).await.ok());
        let no = [("revision", read.as_str()), ("message", "Дякуємо, ні.")];
        site.post(&format!("/admin/submissions/{id}/refusal"), &no)
            .await
            .seen_at();
    }
    let family = site.visitor();
    let home = told(&family, "Юрій любив футбол.").await;
    let words = "здебільшого 1 день 6 годин, найдовше 2 дні 2 години";
    assert!(family.get(&home).await.ok().says(words));
    assert!(site.get("/admin").await.ok().says(words));
}

#[actix_web::test]
async fn nobody_who_is_not_signed_in_takes_passes_or_marks_anything() {
    let (site, family, _) = opened("Юрій любив футбол.").await;
    for path in [
        "/admin/queue/next",
        "/admin/submissions/1/passing",
        "/admin/submissions/1/heaviness",
        "/admin/account/care/scope",
        "/admin/account/care/limit",
        "/admin/account/care/digest",
        "/admin/accounts/1/scope",
    ] {
        let answer = family.post(path, &[("heavy", "child")]).await;
        assert_eq!(answer.status, StatusCode::UNAUTHORIZED, "{path}");
    }
    for path in [
        "/admin/state",
        "/admin/thanks",
        "/admin/account/care",
        "/admin/heroes?lacks=death",
    ] {
        let answer = family.get(path).await;
        assert!(answer.seen_at().starts_with("/admin/sign-in"), "{path}");
    }
    assert_eq!(listed(&site.browser, "/admin").await, ["Лисюк"]);
}
