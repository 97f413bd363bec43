//! The desk without a mouse: one story from the queue to its page and on, by keyboard alone. Nothing here is clicked, and
//! nothing is sent for the moderator but by keys; the family and the second person act for themselves, over HTTP.

use std::time::Duration;

use heroes_memorial::accounts::invitation;
use heroes_memorial::app::chance;
use heroes_memorial::submissions::consent;
use thirtyfour::prelude::*;

use crate::chromium::{Chromium, Screen};
use crate::lives::publish_life;
use crate::lysiuk::{STEPS, STORY_UK};
use crate::site::{Answer, Browser, Site, spaced};

const PASSWORD: &str = "вишня потяг сіль ранок";
const MODERATOR: &str = "Олена М.";
const REVIEW: &str = "/admin/submissions/1";
const LIFE: &str = "/uk/heroes/yurii-lysiuk";
/// Where the family lived: nobody's business.
const HOME: &str = "Родина жила в Буряківці на вулиці Садовій, 14, у діда.";
const UNIT: &str = "Лист прийшов із в/ч А1234.";

impl Chromium {
    /// Types wherever the focus is, as a keyboard does.
    async fn types(&self, keys: impl Into<TypingData>) {
        let focused = self.page.active_element().await.unwrap();
        focused.send_keys(keys).await.unwrap();
    }

    /// What a browser says of a key that is still down: no driver's keyboard repeats.
    async fn holds(&self, code: &str) {
        let held = format!(
            "for (let i = 0; i < 5; i++) document.activeElement.dispatchEvent(new KeyboardEvent('keydown', \
             {{ code: '{code}', key: '{key}', repeat: true, bubbles: true, cancelable: true }}))",
            key = code.trim_start_matches("Key").to_lowercase()
        );
        self.page.execute(held, vec![]).await.unwrap();
    }

    async fn has(&self, selector: &str) -> bool {
        let found = self.page.find_all(By::Css(selector)).await;
        found.is_ok_and(|found| !found.is_empty())
    }

    async fn says_all(&self, words: &[&str]) {
        let page = self.words().await;
        for one in words {
            assert!(page.contains(&spaced(one)), "{one} is not said: {page}");
        }
    }

    /// Goes on by Tab until what the selector means has the focus. What no Tab reaches, no keyboard does.
    async fn tab_to(&self, selector: &str) {
        let focused = format!(":is({selector}):focus");
        for _ in 0..250 {
            if self.has(&focused).await {
                return;
            }
            self.types(Key::Tab).await;
        }
        panic!("Tab does not reach {selector}: {}", self.words().await);
    }

    /// Presses keys that lead to another page, and waits until that one is there whole.
    async fn leave_by(&self, keys: impl AsyncFnOnce()) {
        let old = self.page.find(By::Css("html")).await.unwrap();
        keys().await;
        for _ in 0..200 {
            if old.tag_name().await.is_err() {
                let ready = "return document.readyState";
                let state = self.page.execute(ready, vec![]).await;
                if state.is_ok_and(|state| state.json() == "complete") {
                    return;
                }
            }
            actix_web::rt::time::sleep(Duration::from_millis(50)).await;
        }
        panic!("the keys lead nowhere: {}", self.words().await);
    }

    async fn leave_with(&self, key: &str) {
        self.leave_by(async || self.types(key).await).await;
    }

    /// To a link or a button by Tab, and Enter on it.
    async fn enter(&self, selector: &str) {
        self.tab_to(selector).await;
        self.leave_by(async || self.types(Key::Enter).await).await;
    }

    /// J until what the selector means is chosen, and K where it is above.
    async fn go_to(&self, selector: &str) {
        for key in ["j", "k"] {
            for _ in 0..80 {
                if self.has(selector).await {
                    return;
                }
                self.types(key).await;
            }
        }
        panic!("neither J nor K reaches {selector}: {}", self.words().await);
    }
}

/// A memorial, its moderator's browser, and the second person.
struct Desk {
    site: Site,
    moderator: Chromium,
    /// The administrator, who seconds.
    second: Browser,
}

/// The path of a link that lets a moderator in, made by the administrator in a browser of their own.
async fn let_in(site: &Site) -> (Browser, String) {
    let first = invitation::first(&site.state.db, chance().unwrap(), site.state.now());
    let second = site.visitor();
    let form = [
        ("name", "Ірина"),
        ("password", PASSWORD),
        ("again", PASSWORD),
    ];
    second.post(&first.unwrap().unwrap(), &form).await.seen_at();
    let role = [("role", "moderator")];
    let made = second.post("/admin/accounts/invitations", &role).await.ok();
    let link = made.attributes("#link", "value").remove(0);
    let path = link[link.find("/admin").unwrap()..].to_owned();
    (second, path)
}

impl Desk {
    /// A moderator takes up the link by keyboard and stands at the queue.
    async fn open(moderator: Chromium, site: Site) -> Self {
        let (second, link) = let_in(&site).await;
        let address = format!("{}{link}", site.address);
        moderator.page.goto(address).await.unwrap();
        for (field, words) in [
            ("#name", MODERATOR),
            ("#password", PASSWORD),
            ("#again", PASSWORD),
        ] {
            moderator.tab_to(field).await;
            moderator.types(words).await;
        }
        moderator
            .leave_by(async || moderator.types(Key::Enter).await)
            .await;
        moderator.is_at("/admin").await;
        if moderator.has("html[lang=en]").await {
            moderator.enter(".desk-language button").await;
        }
        assert!(moderator.has("html[lang=uk]").await);
        Self {
            site,
            moderator,
            second,
        }
    }

    async fn public(&self, path: &str) -> Answer {
        self.site.visitor().get(path).await
    }

    /// A second person agrees to what a page of the desk proposes.
    async fn seconds(&self, path: &str) {
        let page = self.second.get(path).await.ok();
        let acts = page.attributes("form", "action");
        let act = acts.iter().find(|act| act.ends_with("/seconding"));
        let act = act.unwrap_or_else(|| panic!("nothing to second: {}", page.words()));
        self.second.post(act, &[]).await.seen_at();
    }
}

/// The family tells the whole story, with two things in it that must not get through.
async fn tells(family: &Browser) -> String {
    let new = "/uk/submissions/new";
    let once = family
        .get(new)
        .await
        .ok()
        .attributes("input[name=once]", "value")
        .remove(0);
    let form = [
        ("once", once.as_str()),
        ("family", "Лисюк"),
        ("given", "Юрій"),
        ("call-sign", "Лис"),
        ("sex", "male"),
        ("aliases", "Yuriy Lysiuk"),
    ];
    let next = family.post(new, &form).await.seen_at();
    let home = next.strip_suffix("/relation").unwrap().to_owned();
    let story = format!("{STORY_UK}\n\n{HOME} {UNIT}");
    for (step, form) in STEPS {
        let told: Vec<(&str, &str)> = form
            .iter()
            .map(|(name, value)| {
                (
                    *name,
                    if *name == "biography" {
                        story.as_str()
                    } else {
                        value
                    },
                )
            })
            .collect();
        family
            .post(&format!("{home}/{step}"), &told)
            .await
            .seen_at();
    }
    let agreed = [("consent", consent::VERSION)];
    family
        .post(&format!("{home}/consent"), &agreed)
        .await
        .seen_at();
    let sent = family.post(&format!("{home}/sending"), &[]).await;
    assert_eq!(sent.seen_at(), home);
    home
}

#[actix_web::test]
async fn by_keyboard_alone_a_story_goes_from_the_queue_to_its_page_and_through_a_merge_and_back() {
    let Some(browser) = Chromium::open(Screen::Desk, true).await else {
        return;
    };
    let site = Site::open().await;
    let family = site.visitor();
    let home = tells(&family).await;
    let desk = Desk::open(browser, site).await;
    takes_it_up(&desk).await;
    says_of_the_findings(&desk).await;
    asks_the_family(&desk, &family, &home).await;
    reads_the_answer_and_publishes(&desk, &family, &home).await;
    joins_what_a_teacher_corrects(&desk).await;
    merges_with_a_second_page(&desk).await;
    undoes_the_merge(&desk).await;
    desk.moderator.close().await;
}

/// The queue: J and Enter open the story, 5 takes it.
async fn takes_it_up(desk: &Desk) {
    let page = &desk.moderator;
    page.types("j").await;
    assert!(
        page.has("table.queue td:first-child a:focus").await,
        "J goes to the first story"
    );
    page.leave_by(async || page.types(Key::Enter).await).await;
    page.is_at(REVIEW).await;
    page.leave_with("5").await;
    page.says_all(&["Розповідь у Вас"]).await;
}

/// H hides the address; L lets all else stand. A field and the sentences that speak of it light up together.
async fn says_of_the_findings(desk: &Desk) {
    let page = &desk.moderator;
    page.go_to("tr[data-field='died'].chosen").await;
    let lit = page
        .element(".sentences li.spoken")
        .await
        .text()
        .await
        .unwrap();
    assert!(lit.contains("5 березня 2024"), "{lit}");

    // With findings open nothing is published, not by keys either.
    page.types("v").await;
    page.leave_by(async || page.types(Key::Control + "1").await)
        .await;
    assert_eq!(desk.public(LIFE).await.status, 404);

    let found = page
        .page
        .find_all(By::Css("[data-finding]"))
        .await
        .unwrap()
        .len();
    assert!(found >= 2, "{}", page.words().await);
    // From one finding to the next, until it is the address.
    for _ in 0..found {
        page.types("j").await;
        let chosen = page
            .element("[data-finding].chosen")
            .await
            .text()
            .await
            .unwrap();
        if chosen.contains("Садовій") {
            break;
        }
    }
    // A key that is held down moves on and does not act again and again.
    page.holds("KeyH").await;
    page.holds("KeyL").await;
    page.leave_with("h").await;
    page.is_at(REVIEW).await;
    let left = page
        .page
        .find_all(By::Css("[data-finding]"))
        .await
        .unwrap()
        .len();
    assert_eq!(left, found - 1, "one act for one key");
    let hidden = page.element(".sentences").await.text().await.unwrap();
    assert!(!hidden.contains("Садовій"), "{hidden}");
    for left in (0..found - 1).rev() {
        page.leave_with("l").await;
        let open = page.page.find_all(By::Css("[data-finding]")).await.unwrap();
        assert_eq!(open.len(), left);
    }
    page.says_all(&["Про все сказано."]).await;
}

/// U ticks the day of birth as unclear, C composes the letter, words of one's own are added, 4 sends it.
async fn asks_the_family(desk: &Desk, family: &Browser, home: &str) {
    let page = &desk.moderator;
    page.go_to("tr[data-field='born'].chosen").await;
    let born = page.element("#field-born td").await.text().await.unwrap();
    assert!(born.contains("травень 1996"), "{born}");
    page.types("u").await;
    assert!(
        page.has("tr[data-field='born'] [name=unclear]:checked")
            .await
    );
    page.leave_with("c").await;
    assert!(
        page.has("#message:focus").await,
        "the letter is read before it is sent"
    );
    page.types(" З повагою, Олена").await;
    assert!(
        !family.get(home).await.ok().says("З повагою, Олена"),
        "not yet"
    );
    page.types(Key::Escape).await;
    // One key alone sends nothing and refuses nobody.
    page.types("0").await;
    page.types("4").await;
    assert!(page.has("#message").await, "the review is still open");
    page.leave_by(async || page.types(Key::Control + "4").await)
        .await;
    page.is_at("/admin").await;
    let own = family.get(home).await.ok();
    assert!(own.says("З повагою, Олена"), "{}", own.words());
    let asked = own.attributes(".questions a", "href");
    assert_eq!(asked, [format!("{home}/birth#born-asked")]);
}

/// The family answers; the story is back in the queue, and the page says what the answer changed.
async fn reads_the_answer_and_publishes(desk: &Desk, family: &Browser, home: &str) {
    let (_, birth) = STEPS.iter().find(|(step, _)| *step == "birth").unwrap();
    let mut birth = birth.to_vec();
    birth.push(("born-day", "7"));
    family
        .post(&format!("{home}/birth"), &birth)
        .await
        .seen_at();
    family.post(&format!("{home}/sending"), &[]).await.seen_at();

    let page = &desk.moderator;
    // The queue as it was seen is old: its link, reached by Tab, opens it anew.
    page.enter("nav a[href='/admin']").await;
    page.leave_with("n").await;
    page.is_at(REVIEW).await;
    let born = page.element("#field-born td").await.text().await.unwrap();
    assert!(born.contains("7 травня 1996"), "{born}");
    page.says_all(&["є відповідь", "Розповідь у Вас"]).await;
    let hidden = page.element(".sentences").await.text().await.unwrap();
    assert!(
        !hidden.contains("Садовій"),
        "what was hidden stays so: {hidden}"
    );

    if page.has("[name=seen]").await {
        page.types("v").await;
        assert!(page.has("[name=seen]:checked").await);
    }
    page.leave_by(async || page.types(Key::Control + "1").await)
        .await;
    page.is_at("/admin/heroes/1").await;
    let life = desk.public(LIFE).await.ok();
    assert!(
        life.says("7 травня 1996") && life.says("прийшов із в/ч А1234"),
        "{}",
        life.words()
    );
    assert!(!life.says("Садовій"));
}

/// A teacher's correction is compared and joined by keys: 1 takes the date, 2 keeps the place, 3 keeps both loves of his.
async fn joins_what_a_teacher_corrects(desk: &Desk) {
    let teacher = desk.site.visitor();
    let new = "/uk/submissions/new";
    let begun = teacher.get(&format!("{new}?about=yurii-lysiuk")).await.ok();
    let once = begun.attributes("input[name=once]", "value").remove(0);
    let form = [
        ("once", once.as_str()),
        ("about", "yurii-lysiuk"),
        ("note", "Народився шостого, так у класному журналі."),
    ];
    let next = teacher.post(new, &form).await.seen_at();
    let home = next.strip_suffix("/relation").unwrap();
    let birth = [
        ("born-day", "6"),
        ("born-month", "5"),
        ("born-year", "1996"),
        ("birth-settlement", "Житомир"),
        ("birth-region", "UA-18"),
    ];
    for (step, form) in [
        ("birth", &birth[..]),
        ("story", &[("interests", "рибалка")]),
        ("relation", &[("relation", "teacher")]),
        ("consent", &[("consent", consent::VERSION)]),
    ] {
        teacher
            .post(&format!("{home}/{step}"), form)
            .await
            .seen_at();
    }
    teacher
        .post(&format!("{home}/sending"), &[])
        .await
        .seen_at();

    let page = &desk.moderator;
    page.enter("nav a[href='/admin']").await;
    page.leave_with("n").await;
    page.is_at("/admin/submissions/2").await;
    page.says_all(&["6 травня 1996", "7 травня 1996", "у класному журналі"])
        .await;
    while page.has("[data-finding]").await {
        page.leave_with("l").await;
    }
    for (field, key, word) in [
        ("born", "1", "take"),
        ("birth_place", "2", "keep"),
        ("interests", "3", "both"),
    ] {
        page.go_to(&format!(".comparing tr.chosen:has([name='take-{field}'])"))
            .await;
        page.types(key).await;
        let select = page.field(&format!("take-{field}")).await;
        assert_eq!(
            select.prop("value").await.unwrap().as_deref(),
            Some(word),
            "{field}"
        );
    }
    if page.has("[name=seen]").await {
        page.types("v").await;
    }
    page.leave_by(async || page.types(Key::Control + Key::Enter).await)
        .await;
    page.is_at("/admin/heroes/1").await;
    let life = desk.public(LIFE).await.ok();
    assert!(
        life.says("6 травня 1996") && !life.says("7 травня 1996"),
        "{}",
        life.words()
    );
    assert!(life.says("футбол") && life.says("рибалка") && life.says("Буряківка"));
}

const DOUBLE: &str = r#"{"name": {"family": "Лисюк", "given": "Юра"}, "born": "1996-05", "died": "2024-03-05",
  "service": [{"unit": "58-motorized"}],
  "quotes": [{"text": {"uk": "Він навчив мене плавати"}, "speaker": "Ольга", "relation": "friend"}]}"#;
const SWIMS: &str = "Він навчив мене плавати";

/// A second page about the same man joins the first: proposed by keys, agreed to by another person.
async fn merges_with_a_second_page(desk: &Desk) {
    let gone = publish_life(&desk.site, DOUBLE);
    assert!(!desk.public(LIFE).await.ok().says(SWIMS));
    let page = &desk.moderator;
    page.enter("nav a[href='/admin/heroes']").await;
    page.enter("a[href='/admin/namesakes']").await;
    page.is_at("/admin/namesakes").await;
    let pair = format!("/admin/namesakes/1/{gone}");
    page.enter(&format!("a[href='{pair}']")).await;
    page.is_at(&pair).await;
    page.tab_to("select[name=take-quotes]").await;
    let quotes = page.field("take-quotes").await;
    page.types(Key::Up).await;
    page.types(Key::Down).await;
    assert_eq!(quotes.prop("value").await.unwrap().as_deref(), Some("both"));
    page.tab_to("#reason").await;
    page.types("Та сама людина: так каже сестра").await;
    page.enter("#merge button").await;
    page.says_all(&["Це Ваша пропозиція: погодити її має хтось інший."])
        .await;
    assert!(!page.has("form[action$='/seconding']").await);
    assert!(
        !desk.public(LIFE).await.ok().says(SWIMS),
        "one person merges nothing"
    );

    desk.seconds(&pair).await;
    let life = desk.public(LIFE).await.ok();
    assert!(
        life.says(SWIMS) && life.says("Я дуже ним пишаюся"),
        "{}",
        life.words()
    );
    let old = desk.site.visitor().open(&format!("/h/{gone}")).await.ok();
    assert!(
        old.says("Юрій Лисюк"),
        "the old address leads to the page that stayed"
    );
}

/// They were two after all: proposed by keys, agreed to by another person, and both pages are what they were.
async fn undoes_the_merge(desk: &Desk) {
    let page = &desk.moderator;
    page.enter("nav a[href='/admin/heroes']").await;
    page.enter("a[href='/admin/namesakes']").await;
    page.enter("a[href='/admin/namesakes?state=merged']").await;
    page.enter("a[href='/admin/namesakes/merges/1']").await;
    page.tab_to("#reason").await;
    page.types("Це двоє двоюрідних братів").await;
    page.enter("form[action$='/undoing'] button").await;
    page.says_all(&["Це Ваша пропозиція: погодити її має хтось інший."])
        .await;
    assert!(
        desk.public(LIFE).await.ok().says(SWIMS),
        "one person undoes nothing"
    );

    desk.seconds("/admin/namesakes/merges/1").await;
    let life = desk.public(LIFE).await.ok();
    assert!(life.says("6 травня 1996") && life.says("рибалка") && !life.says(SWIMS));
    let other = desk.site.visitor().open("/h/2").await.ok();
    assert!(
        other.says("Юра Лисюк") && other.says(SWIMS),
        "{}",
        other.words()
    );
    page.enter("nav a[href='/admin/journal']").await;
    page.says_all(&["Ірина", "скасовано об’єднання сторінок"])
        .await;
}

#[actix_web::test]
async fn without_script_the_same_review_works_by_tab_and_enter() {
    let Some(browser) = Chromium::open(Screen::Desk, false).await else {
        return;
    };
    let site = Site::open().await;
    tells(&site.visitor()).await;
    let desk = Desk::open(browser, site).await;
    let page = &desk.moderator;
    page.enter(&format!("a[href='{REVIEW}']")).await;
    page.types("l").await;
    let open = async || {
        page.page
            .find_all(By::Css("[data-finding]"))
            .await
            .unwrap()
            .len()
    };
    let before = open().await;
    assert!(
        before >= 2 && !page.has("body.keyed").await,
        "no key acts by itself"
    );
    page.enter("button[name=stands]").await;
    page.is_at(REVIEW).await;
    assert_eq!(open().await, before - 1);
    page.says_all(&["Лишено", "Розповідь у Вас"]).await;
    desk.moderator.close().await;
}
