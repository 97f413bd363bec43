//! What those who knew a person remember: read by a moderator first, hidden or closed by the family at once.

use diesel::prelude::*;
use heroes_memorial::remembrance::queries;
use heroes_memorial::schema::{memories, memory_contacts, memory_wordings};
use reqwest::StatusCode;

use crate::accounts::{administrator, moderator};
use crate::lives::{LYSIUK, publish_life};
use crate::moderation::{let_all_stand, opened, revision};
use crate::motions::withdrawn;
use crate::namesakes::{merged, two_pages, undone};
use crate::site::{Answer, Browser, Site};

const LIFE: &str = "/uk/heroes/yurii-lysiuk";
const WRITE: &str = "/uk/heroes/yurii-lysiuk/memories";
const WORDS: &str = "Він умів мовчати поруч.\n\nІ ділився всім.";

/// Fills in the form of a page of memories and sends it; the address of the receipt.
pub async fn written(by: &Browser, page: &str, words: &str, more: &[(&str, &str)]) -> Answer {
    let form = by.get(page).await.ok();
    let once = form.attributes("input[name=once]", "value").remove(0);
    let mut fields = vec![
        ("once", once.as_str()),
        ("words", words),
        ("name", "Олена Т."),
        ("relation", "friend"),
        ("agree", "1"),
    ];
    fields.retain(|(name, _)| more.iter().all(|(other, _)| other != name));
    fields.extend(more);
    by.post(page, &fields).await
}

/// Does an act of the desk to a memory, of the revision that stands on its page.
pub async fn act(by: &Browser, id: i32, act: &str, more: &[(&str, &str)]) -> Answer {
    let address = format!("/admin/memories/{id}");
    let page = by.get(&address).await.ok();
    let read = page.attributes("input[name=revision]", "value");
    let read = read.first().map_or("0", String::as_str);
    let form = [&[("revision", read)], more].concat();
    by.post(&format!("{address}/{act}"), &form).await
}

async fn desk() -> Site {
    let site = Site::open().await;
    administrator(&site, &site.browser).await;
    publish_life(&site, LYSIUK);
    site
}

fn contacts(site: &Site) -> i64 {
    site.state
        .db
        .read_now(|conn| memory_contacts::table.count().get_result(conn))
        .unwrap()
}

#[actix_web::test]
async fn a_memory_is_read_before_anybody_sees_it() {
    let site = desk().await;
    let friend = site.visitor();
    let empty = friend.get(LIFE).await.ok();
    assert!(empty.says("Ви знали його? Напишіть кілька речень"));
    let receipt = written(&friend, WRITE, WORDS, &[("contact", "olena@example.org")])
        .await
        .seen_at();
    let own = friend.get(&receipt).await.ok();
    assert!(own.says("Ваші слова збережено") && own.says("Він умів мовчати поруч."));
    assert_eq!(own.header("cache-control"), Some("no-store"));
    assert_eq!(own.header("x-robots-tag"), Some("noindex, nofollow"));

    // It leaves no sign anywhere.
    for path in [LIFE, WRITE, "/uk/heroes?q=мовчати", "/api/v1/heroes"] {
        let page = site.visitor().get(path).await.ok();
        assert!(!page.text().contains("мовчати поруч"), "{path}");
    }
    assert_eq!(
        site.visitor().get(LIFE).await.words(),
        empty.words(),
        "not by a number either"
    );

    let queue = site.get("/admin").await.ok();
    assert!(
        queue.says("1 спогад чекає на прочитання"),
        "{}",
        queue.words()
    );
    let state = site.get("/admin/state").await.ok();
    assert_eq!(state.all("a[href='/admin/memories']"), ["1"]);
    let list = site.get("/admin/memories").await.ok();
    assert!(list.says("Лисюк Юрій") && list.says("Олена Т.") && list.says("із друзів"));
    let page = site.get("/admin/memories/1").await.ok();
    assert!(
        page.says("І ділився всім.") && page.says("Буряківка"),
        "the life is beside it"
    );
    assert!(
        !page.says("olena@example.org"),
        "a contact is opened by itself"
    );
    let opened = site.post("/admin/memories/1/contacts", &[]).await.ok();
    assert!(opened.says("olena@example.org"));

    let done = act(&site.browser, 1, "approval", &[]).await;
    assert_eq!(done.seen_at(), "/admin/memories/1");
    let life = site.visitor().get(LIFE).await.ok();
    assert!(life.says("Він умів мовчати поруч.") && life.says("Олена Т. · із друзів"));
    assert_eq!(
        site.visitor()
            .get(WRITE)
            .await
            .ok()
            .all(".memory blockquote p"),
        ["Він умів мовчати поруч.", "І ділився всім."]
    );
    assert!(
        friend
            .get(&receipt)
            .await
            .ok()
            .says("Ваш спогад стоїть на сторінці")
    );
    assert_eq!(
        contacts(&site),
        0,
        "once it is decided nobody need be asked"
    );
    assert!(!life.text().contains("olena@"));
    let english = site.visitor().get("/en/heroes/yurii-lysiuk").await.ok();
    assert_eq!(english.attributes(".memory blockquote", "lang"), ["uk"]);

    let journal = site.get("/admin/journal").await.ok();
    for words in ["спогад показано", "відкрито контакти", "спогад № 1"]
    {
        assert!(journal.says(words), "{words}");
    }
    assert!(!journal.says("мовчати") && !journal.says("olena@"));
}

#[actix_web::test]
async fn what_is_missing_is_said_and_nothing_typed_is_lost() {
    let site = desk().await;
    let friend = site.visitor();
    let kept = [
        ("name", ""),
        ("relation", ""),
        ("agree", ""),
        ("contact", "067"),
    ];
    let wrong = written(&friend, WRITE, WORDS, &kept).await;
    assert_eq!(wrong.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert_eq!(
        wrong.attributes(".error-summary a", "href"),
        ["#name", "#relation", "#agree"]
    );
    assert!(wrong.says("І ділився всім."));
    assert_eq!(wrong.attributes("#contact", "value"), ["067"]);
    assert_eq!(wrong.attributes("[aria-invalid]", "id"), ["name", "agree"]);
    let long = "я".repeat(1501);
    let wrong = written(&friend, WRITE, &long, &[]).await;
    assert!(wrong.says("щонайбільше 1500") && wrong.says(&long));
    // A browser that fills in the hidden box is asked to empty it.
    let trapped = written(&friend, WRITE, WORDS, &[("leave-empty", "x")]).await;
    assert_eq!(trapped.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(trapped.says("І ділився всім."));
    let nobody = friend.post("/uk/heroes/nobody/memories", &[]).await;
    assert_eq!(nobody.status, StatusCode::NOT_FOUND);
    let all: i64 = site
        .state
        .db
        .read_now(|conn| memories::table.count().get_result(conn))
        .unwrap();
    assert_eq!(all, 0);

    // The same page sent twice is one memory.
    let once = ("once", "AAAAAAAAAAAAAAAAAAAAAAAA");
    let first = written(&friend, WRITE, WORDS, &[once]).await.seen_at();
    let second = written(&friend, WRITE, WORDS, &[once]).await.seen_at();
    assert_eq!(first, second);
    let all: i64 = site.state.db.read_now(queries::waiting_memories).unwrap();
    assert_eq!(all, 1);
}

#[actix_web::test]
async fn nothing_is_shown_while_a_finding_has_no_word() {
    let site = desk().await;
    let words = "Він ділився всім. Телефонуйте мені: 067 123 45 67.";
    written(&site.visitor(), WRITE, words, &[]).await.seen_at();
    let page = site.get("/admin/memories/1").await.ok();
    assert_eq!(page.all(".finding .private"), ["067 123 45 67"]);
    let early = act(&site.browser, 1, "approval", &[]).await;
    assert_eq!(early.status, StatusCode::CONFLICT);
    assert!(early.says("Спершу скажіть слово про 1 знайдене місце"));
    assert!(!site.visitor().get(LIFE).await.ok().says("ділився всім"));

    let mark = page.attributes("button[name=hide]", "value").remove(0);
    act(&site.browser, 1, "findings", &[("hide", &mark)])
        .await
        .seen_at();
    act(&site.browser, 1, "approval", &[]).await.seen_at();
    let life = site.visitor().get(WRITE).await.ok();
    assert!(life.says("Він ділився всім.") && !life.text().contains("123 45"));
    let journal = site.get("/admin/journal").await.ok();
    assert!(journal.says("у спогаді сховано знайдене місце"));
    assert!(
        !journal.text().contains("123 45"),
        "what was cut is not kept for ever"
    );

    // Taken back to the desk it is not public, and the words as they came can be brought back.
    act(&site.browser, 1, "reopening", &[]).await.seen_at();
    assert!(!site.visitor().get(WRITE).await.ok().says("ділився всім"));
    act(&site.browser, 1, "wordings/1/restoration", &[])
        .await
        .seen_at();
    let page = site.get("/admin/memories/1").await.ok();
    assert_eq!(page.all(".finding .private"), ["067 123 45 67"]);
    // Or a moderator says that it stands.
    act(&site.browser, 1, "findings", &[("stands", &mark)])
        .await
        .seen_at();
    act(&site.browser, 1, "approval", &[]).await.seen_at();
    assert!(site.visitor().get(WRITE).await.ok().says("123 45 67"));
}

#[actix_web::test]
async fn a_refusal_says_why_and_every_decision_is_taken_back() {
    let site = desk().await;
    let friend = site.visitor();
    let receipt = written(&friend, WRITE, WORDS, &[]).await.seen_at();
    let silent = act(&site.browser, 1, "refusal", &[("reason", " ")]).await;
    assert_eq!(silent.status, StatusCode::UNPROCESSABLE_ENTITY);
    let why = [("reason", "Це про іншу людину: він служив деінде.")];
    act(&site.browser, 1, "refusal", &why).await.seen_at();
    let own = friend.get(&receipt).await.ok();
    assert!(own.says("Дякуємо, що написали") && own.says("Це про іншу людину"));
    act(&site.browser, 1, "reopening", &[]).await.seen_at();
    assert!(friend.get(&receipt).await.ok().says("Ваші слова збережено"));

    let more = [("words", "Він умів мовчати."), ("name", "Олена")];
    act(&site.browser, 1, "wording", &more).await.seen_at();
    act(&site.browser, 1, "approval", &[]).await.seen_at();
    assert!(
        site.visitor()
            .get(WRITE)
            .await
            .ok()
            .says("Олена · із друзів")
    );
    let why = [("reason", "Просять перевірити.")];
    act(&site.browser, 1, "hiding", &why).await.seen_at();
    let told = async || site.visitor().get(WRITE).await.ok().all(".memory").len();
    assert_eq!(told().await, 0);
    assert!(
        friend
            .get(&receipt)
            .await
            .ok()
            .says("зараз його на сторінці не видно")
    );
    act(&site.browser, 1, "showing", &[]).await.seen_at();
    assert_eq!(told().await, 1);

    // Two at once: the second hears that it is not what was read.
    let taras = moderator(&site, &site.browser, "Тарас").await;
    let read = revision(&site.get("/admin/memories/1").await.ok());
    act(&taras, 1, "reopening", &[]).await.seen_at();
    let late = site
        .post("/admin/memories/1/reopening", &[("revision", &read)])
        .await;
    assert_eq!(late.status, StatusCode::CONFLICT);
    assert!(late.says("Поки Ви читали, спогад змінився"));
}

#[actix_web::test]
async fn its_writer_takes_a_memory_back_and_nothing_of_it_is_kept() {
    let site = desk().await;
    let friend = site.visitor();
    let receipt = written(&friend, WRITE, WORDS, &[("contact", "067 111 22 33")])
        .await
        .seen_at();
    act(
        &site.browser,
        1,
        "wording",
        &[("words", "Він умів мовчати."), ("name", "О.")],
    )
    .await
    .seen_at();
    act(&site.browser, 1, "approval", &[]).await.seen_at();
    friend
        .post(&format!("{receipt}/withdrawal"), &[])
        .await
        .seen_at();
    assert!(
        friend
            .get(&receipt)
            .await
            .ok()
            .says("Ви забрали цей спогад")
    );
    assert!(!site.visitor().get(WRITE).await.ok().says("мовчати"));
    let page = site.get("/admin/memories/1").await.ok();
    assert!(page.says("Автор забрав цей спогад") && !page.says("мовчати"));
    let wordings: i64 = site
        .state
        .db
        .read_now(|conn| memory_wordings::table.count().get_result(conn))
        .unwrap();
    assert_eq!((wordings, contacts(&site)), (0, 0));
    let left = act(&site.browser, 1, "approval", &[]).await;
    assert_eq!(left.status, StatusCode::CONFLICT);
    let wrong = friend.get("/uk/memories/AAAAAAAAAAAAAAAAAAAAAAAA").await;
    assert_eq!(wrong.status, StatusCode::NOT_FOUND);
}

/// A published page of a family, with one memory on it; the family and its own page.
async fn with_a_memory() -> (Site, Browser, String) {
    let (site, family, home) = opened("Юрій любив ліс.").await;
    let_all_stand(&site.browser, 1).await;
    let read = revision(&site.get("/admin/submissions/1").await.ok());
    let form = [("revision", read.as_str()), ("seen", "1")];
    site.post("/admin/submissions/1/approval", &form)
        .await
        .seen_at();
    written(&site.visitor(), WRITE, WORDS, &[]).await.seen_at();
    act(&site.browser, 1, "approval", &[]).await.seen_at();
    (site, family, home)
}

#[actix_web::test]
async fn a_family_hides_a_memory_at_once_and_closes_its_page_to_more() {
    let (site, family, home) = with_a_memory().await;
    assert!(
        family
            .get(&home)
            .await
            .ok()
            .attributes("a", "href")
            .contains(&format!("{home}/memories"))
    );
    let reader = site.visitor();
    let sees = async || reader.get(LIFE).await.ok().says("Він умів мовчати поруч.");
    assert!(sees().await);
    let acts = async |act: &str, form: &[(&str, &str)]| {
        let done = family.post(&format!("{home}/memories/{act}"), form).await;
        assert_eq!(done.seen_at(), format!("{home}/memories"), "{act}");
    };
    acts("1/hiding", &[]).await;
    assert!(!sees().await);
    // A moderator does not show what a family hid.
    let shown = site.post("/admin/memories/1/showing", &[]).await;
    assert_eq!(shown.status, StatusCode::CONFLICT);
    assert!(
        site.get("/admin/memories/1")
            .await
            .ok()
            .says("сховано родиною")
    );
    acts("1/showing", &[]).await;
    assert!(sees().await);

    let page = reader.get(WRITE).await.ok();
    let once = page.attributes("input[name=once]", "value").remove(0);
    acts("closing", &[("keep", "1")]).await;
    assert!(sees().await, "those that were there are kept");
    let closed = reader.get(WRITE).await.ok();
    assert!(closed.says("Родина просить не писати тут спогадів") && closed.all("form").is_empty());
    assert!(reader.get(LIFE).await.ok().all("#memories a").is_empty());
    let late = [
        ("once", once.as_str()),
        ("words", "Ми разом училися."),
        ("name", "Петро"),
        ("relation", "classmate"),
        ("agree", "1"),
    ];
    let late = reader.post(WRITE, &late).await;
    assert_eq!(late.status, StatusCode::CONFLICT);
    assert!(late.says("Ми разом училися."), "the words come back");

    acts("closing", &[("keep", "0")]).await;
    assert!(!sees().await);
    acts("opening", &[]).await;
    assert!(sees().await);
    assert_eq!(reader.get(WRITE).await.ok().all("#write form").len(), 1);
    let journal = site.get("/admin/journal").await.ok();
    for words in [
        "родина закрила спогади",
        "родина відкрила спогади знову",
        "сховано спогад",
    ] {
        assert!(journal.says(words), "{words}");
    }

    // Another's key does nothing here, nor does this one elsewhere.
    let another = crate::moderation::told(&site.visitor(), "Він любив річку.").await;
    let foreign = family
        .post(&format!("{another}/memories/1/hiding"), &[])
        .await;
    assert_eq!(foreign.status, StatusCode::NOT_FOUND);
    assert!(sees().await);
}

#[actix_web::test]
async fn memories_go_along_with_their_page_when_it_moves_goes_down_and_comes_back() {
    let (site, colleague, [_, (family, home)], [kept, gone]) = two_pages().await;
    let slug = |id: i32| {
        site.state
            .db
            .read_now(|conn| heroes_memorial::heroes::queries::load(conn, id))
            .unwrap()
            .unwrap()
            .slug
    };
    let (stays, goes) = (slug(kept), slug(gone));
    let (at_stays, at_goes) = (
        format!("/uk/heroes/{stays}/memories"),
        format!("/uk/heroes/{goes}/memories"),
    );
    let words = "Він грав на гітарі.";
    written(&site.visitor(), &at_goes, words, &[])
        .await
        .seen_at();
    act(&site.browser, 1, "approval", &[]).await.seen_at();
    let merge = merged(&site, &colleague, (kept, gone), &[]).await;
    let reader = site.visitor();
    assert!(reader.get(&at_stays).await.ok().says(words));
    let moved = reader.get(&at_goes).await;
    assert_eq!(moved.status, StatusCode::MOVED_PERMANENTLY);
    assert_eq!(moved.location().as_deref(), Some(at_stays.as_str()));
    // Whichever of the two families closes them, they are closed.
    family
        .post(&format!("{home}/memories/closing"), &[("keep", "0")])
        .await
        .seen_at();
    assert!(!reader.get(&at_stays).await.ok().says(words));

    undone(&site, &colleague, merge).await.seen_at();
    let parted = reader.get(&at_goes).await.ok();
    assert!(parted.says("Родина просить не писати") && !parted.says(words));
    let other = reader.get(&at_stays).await.ok();
    assert!(!other.says("Родина просить не писати") && !other.says(words));
    family
        .post(&format!("{home}/memories/opening"), &[])
        .await
        .seen_at();
    assert!(reader.get(&at_goes).await.ok().says(words));

    // A page that is down shows nothing, and nothing is approved to it.
    written(&site.visitor(), &at_goes, "Він чекав весни.", &[])
        .await
        .seen_at();
    withdrawn(&site, gone).await;
    assert_eq!(reader.get(&at_goes).await.status, StatusCode::GONE);
    let early = act(&site.browser, 2, "approval", &[]).await;
    assert_eq!(early.status, StatusCode::CONFLICT);
    assert!(early.says("Сторінки людини зараз немає"));
}

#[actix_web::test]
async fn a_life_shows_the_newest_three_and_the_list_has_pages() {
    let site = desk().await;
    for number in 1..=21 {
        let words = format!("Спогад номер {number} про нього.");
        written(&site.visitor(), WRITE, &words, &[]).await.seen_at();
        act(&site.browser, number, "approval", &[]).await.seen_at();
    }
    let life = site.visitor().get(LIFE).await.ok();
    assert_eq!(
        life.all("#memories blockquote"),
        [21, 20, 19].map(|number| format!("Спогад номер {number} про нього."))
    );
    assert!(life.says("Усі спогади: 21"));
    let first = site.visitor().get(WRITE).await.ok();
    assert_eq!(first.all(".memory").len(), 20);
    let second = site.visitor().get(&format!("{WRITE}?page=2")).await.ok();
    assert_eq!(
        second.all(".memory blockquote"),
        ["Спогад номер 1 про нього."]
    );
    assert_eq!(
        second.attributes("link[rel=canonical]", "href"),
        [format!("http://127.0.0.1:8080{WRITE}?page=2")]
    );
}

#[actix_web::test]
async fn one_address_cannot_bury_the_desk_in_memories_and_still_lights_a_candle() {
    let site = desk().await;
    let noise = site.visitor();
    for _ in 0..60 {
        let faulty = noise.post(WRITE, &[("words", "")]).await;
        assert_eq!(faulty.status, StatusCode::UNPROCESSABLE_ENTITY);
    }
    let answer = noise.post(WRITE, &[("words", "")]).await;
    assert_eq!(answer.status, StatusCode::TOO_MANY_REQUESTS);
    noise
        .post("/uk/heroes/yurii-lysiuk/candles", &[])
        .await
        .seen_at();
    noise.get("/uk/submissions/new").await.ok();
}
