//! The proof: the family sees the page as others will, before they do, and has the word.

use std::sync::atomic::{AtomicI64, Ordering};

use chrono::{DateTime, TimeDelta, Utc};
use heroes_memorial::proofs::appearing::publish_due;
use reqwest::StatusCode;

use crate::accounts::{administrator, moderator, signed_in};
use crate::moderation::{boxes, let_all_stand, opened, post, revision, told};
use crate::site::{Answer, Site};

const ADDRESS: &str = "/admin/submissions/1";
const LIFE: &str = "/uk/heroes/yurii-lysiuk";

/// The moderator shows the page to its family.
async fn shown(site: &Site) -> Answer {
    let read = revision(&site.get(ADDRESS).await.ok());
    let form = [("revision", read.as_str()), ("seen", "1")];
    site.post(&format!("{ADDRESS}/proof"), &form).await
}

#[actix_web::test]
async fn a_family_sees_its_page_first_and_its_yes_makes_exactly_that_public() {
    let (site, family, home) = opened("Юрій любив ліс.").await;
    let proof = format!("{home}/proof");
    assert_eq!(
        family.get(&proof).await.seen_at(),
        home,
        "nothing is shown yet"
    );
    assert_eq!(
        family.post(&proof, &[("answer", "yes")]).await.seen_at(),
        home
    );
    shown(&site).await.seen_at();
    assert!(
        site.get("/admin?state=taken")
            .await
            .ok()
            .says("родина дивиться")
    );

    assert!(family.get(&home).await.ok().says("Сторінка готова"));
    let page = family.get(&proof).await.ok();
    assert_eq!(page.header("cache-control"), Some("no-store"));
    assert_eq!(page.all("h1.name"), ["Юрій Лисюк"]);
    let letters = page.all(".spelled[lang=uk] .spelled-part span").concat();
    assert_eq!(letters, "ЛисюкЮрій", "letter by letter");
    assert_eq!(
        page.all(".spelled[lang=en] .spelled-part span").concat(),
        "LysiukYurii"
    );
    assert!(page.says("5 березня 2024") && page.says("Юрій любив ліс."));
    assert_eq!(
        site.get(LIFE).await.status,
        StatusCode::NOT_FOUND,
        "others see nothing"
    );

    assert_eq!(
        family.post(&proof, &[("answer", "yes")]).await.seen_at(),
        home
    );
    assert!(site.get(LIFE).await.ok().says("Юрій любив ліс."));
    let own = family.get(&home).await.ok();
    assert!(
        own.says("Ви сказали, що все правильно")
            && own.says("Тепер цю розповідь може прочитати кожен")
    );
    assert!(
        site.get("/admin/journal")
            .await
            .ok()
            .says("оприлюднено, бо родина погодилася")
    );
}

#[actix_web::test]
async fn what_is_wrong_is_marked_and_the_page_is_shown_again() {
    let (site, family, home) = opened("Юрій любив ліс.").await;
    let proof = format!("{home}/proof");
    shown(&site).await.seen_at();
    let silent = family
        .post(
            &proof,
            &[("answer", "wrong"), ("fact", "born"), ("words", " ")],
        )
        .await;
    assert_eq!(silent.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert_eq!(silent.attributes("#errors a", "href"), ["#words"]);
    let missing = "Напишіть, що саме не так і як має бути.";
    assert_eq!(silent.all("#words-error"), [missing]);
    assert_eq!(
        silent.attributes("#words[aria-invalid]", "aria-describedby"),
        ["words-error"]
    );
    assert_eq!(
        silent.attributes("input[name=fact][checked]", "value"),
        ["born"]
    );
    let wrong = [
        ("answer", "wrong"),
        ("fact", "born"),
        ("words", "Не травень, а червень."),
    ];
    family.post(&proof, &wrong).await.seen_at();
    assert!(
        family
            .get(&home)
            .await
            .ok()
            .says("Модератор виправляє те, що Ви позначили")
    );
    let review = site.get(ADDRESS).await.ok();
    assert!(
        review.says("Родина позначила помилку: Дата народження"),
        "{}",
        review.words()
    );
    assert!(review.says("Не травень, а червень."));
    assert!(
        site.get("/admin?state=taken")
            .await
            .ok()
            .says("родина позначила помилку")
    );
    // It was answered; a second answer needs the page to be shown again.
    assert_eq!(site.get(LIFE).await.status, StatusCode::NOT_FOUND);
    shown(&site).await.seen_at();
    assert!(family.get(&home).await.ok().says("Сторінка готова"));
}

#[actix_web::test]
async fn a_yes_to_what_was_changed_since_publishes_nothing() {
    let (site, family, home) = opened("Юрій любив ліс.").await;
    shown(&site).await.seen_at();
    // Given back to the queue, the story may be written on: what was shown is not what it is.
    site.post(&format!("{ADDRESS}/giving-back"), &[])
        .await
        .seen_at();
    family
        .post(&format!("{home}/story"), &[("biography", "Інше.")])
        .await
        .seen_at();
    site.post(&format!("{ADDRESS}/taking"), &[]).await.seen_at();
    let yes = family
        .post(&format!("{home}/proof"), &[("answer", "yes")])
        .await;
    assert_eq!(yes.seen_at(), home);
    assert_eq!(site.get(LIFE).await.status, StatusCode::NOT_FOUND);
    // A page is not shown from a revision that was not read.
    let stale = site
        .post(
            &format!("{ADDRESS}/proof"),
            &[("revision", "1"), ("seen", "1")],
        )
        .await;
    assert_eq!(stale.status, StatusCode::CONFLICT);
    let unread = revision(&site.get(ADDRESS).await.ok());
    let warned = [("revision", unread.as_str())];
    site.post(&format!("{ADDRESS}/proof"), &warned)
        .await
        .seen_at();
}

static MOVED: AtomicI64 = AtomicI64::new(0);

fn later() -> DateTime<Utc> {
    let begun: DateTime<Utc> = "2026-11-25T12:00:00Z".parse().unwrap();
    begun + TimeDelta::days(MOVED.load(Ordering::SeqCst))
}

#[actix_web::test]
async fn the_proof_shows_what_everyone_will_see_and_names_what_they_will_not() {
    let (site, family, home) = opened("Юрій любив ліс.").await;
    let hidden = [("who-born", "moderators")];
    family
        .post(&format!("{home}/visibility"), &hidden)
        .await
        .seen_at();
    shown(&site).await.seen_at();
    let proof = family.get(&format!("{home}/proof")).await.ok();
    assert!(!proof.says("1996"), "{}", proof.words());
    assert!(proof.says("Не для всіх: дата народження (лише модератори)."));
    let preview = site.get(&format!("{ADDRESS}/preview/uk")).await.ok();
    assert!(!preview.says("1996"));
}

#[actix_web::test]
async fn what_was_refused_or_went_into_other_hands_is_not_published_by_an_old_proof() {
    let (site, family, home) = opened("Юрій любив ліс.").await;
    let yes = format!("{home}/proof");
    shown(&site).await.seen_at();
    let read = revision(&site.get(ADDRESS).await.ok());
    let no = [("revision", read.as_str()), ("message", "Дякуємо, але ні.")];
    site.post(&format!("{ADDRESS}/refusal"), &no)
        .await
        .seen_at();
    site.post(&format!("{ADDRESS}/reopening"), &[])
        .await
        .seen_at();
    assert_eq!(
        family.post(&yes, &[("answer", "yes")]).await.seen_at(),
        home
    );
    assert_eq!(site.get(LIFE).await.status, StatusCode::NOT_FOUND);

    shown(&site).await.seen_at();
    let colleague = moderator(&site, &site.browser, "Ірина").await;
    colleague
        .post(&format!("{ADDRESS}/taking"), &[("from", "1")])
        .await
        .seen_at();
    family.post(&yes, &[("answer", "yes")]).await.seen_at();
    assert_eq!(site.get(LIFE).await.status, StatusCode::NOT_FOUND);
}

#[actix_web::test]
async fn warnings_are_read_before_a_family_is_shown_its_page() {
    let (site, family, home) = opened("Ми жили на вулиці Садовій, 14, у батьків.").await;
    let read = revision(&site.get(ADDRESS).await.ok());
    let unseen = site
        .post(&format!("{ADDRESS}/proof"), &[("revision", &read)])
        .await;
    assert_eq!(unseen.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(!family.get(&home).await.ok().says("Сторінка готова"));
    let_all_stand(&site.browser, 1).await;
    shown(&site).await.seen_at();
    assert!(family.get(&home).await.ok().says("Сторінка готова"));
}

#[actix_web::test]
async fn a_page_appears_on_the_day_its_family_chose() {
    let site = Site::open_at(later).await;
    administrator(&site, &site.browser).await;
    let family = site.visitor();
    let home = told(&family, "Юрій любив ліс.").await;
    let proof = format!("{home}/proof");
    shown(&site).await.seen_at();
    for (day, words) in [
        ("2026-11-24", "Цей день уже минув"),
        ("2030-01-01", "понад рік наперед"),
        ("колись", "Такого дня немає"),
    ] {
        let refused = family
            .post(&proof, &[("answer", "yes"), ("day", day)])
            .await;
        assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY);
        assert!(refused.says(words), "{day}");
    }
    let chosen = [("answer", "yes"), ("day", "2026-11-28")];
    family.post(&proof, &chosen).await.seen_at();
    assert!(
        family
            .get(&home)
            .await
            .ok()
            .says("Сторінка з’явиться 28 листопада 2026 року.")
    );
    assert!(site.get(ADDRESS).await.ok().says("з’явиться 28 листопада"));
    // Until that day the family may change its mind; a moderator is told before publishing earlier.
    let again = family.get(&proof).await.ok();
    assert!(
        again.says("усе правильно. Сторінка з’явиться"),
        "{}",
        again.words()
    );
    assert!(again.says("Доти ще можна змінити відповідь") && again.all("#day").len() == 1);
    let read = revision(&site.get(ADDRESS).await.ok());
    let hasty = site
        .post(&format!("{ADDRESS}/approval"), &[("revision", &read)])
        .await;
    assert_eq!(hasty.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(hasty.says("День, який вибрала родина"));
    for (days, status) in [
        (2, StatusCode::NOT_FOUND),
        (3, StatusCode::OK),
        (4, StatusCode::OK),
    ] {
        MOVED.store(days, Ordering::SeqCst);
        publish_due(&site.state).await.unwrap();
        assert_eq!(site.get(LIFE).await.status, status, "after {days} days");
    }
    signed_in(&site.browser).await;
    let page = site.get("/admin/heroes/1").await.ok();
    assert!(
        page.says("Версія 1") && !page.says("Версія 2"),
        "it appears once"
    );
}

static WAITED: AtomicI64 = AtomicI64::new(0);

fn after_a_week() -> DateTime<Utc> {
    let begun: DateTime<Utc> = "2026-11-25T12:00:00Z".parse().unwrap();
    begun + TimeDelta::days(WAITED.load(Ordering::SeqCst))
}

#[actix_web::test]
async fn without_an_answer_in_the_promised_time_the_moderator_decides_and_it_is_said() {
    let site = Site::open_at(after_a_week).await;
    administrator(&site, &site.browser).await;
    let family = site.visitor();
    let home = told(&family, "Юрій любив ліс.").await;
    shown(&site).await.seen_at();
    assert!(
        family
            .get(&format!("{home}/proof"))
            .await
            .ok()
            .says("Відповісти можна до 2 грудня")
    );
    WAITED.store(8, Ordering::SeqCst);
    // A session does not last a week of silence.
    signed_in(&site.browser).await;
    assert!(family.get(&home).await.ok().says("Час на відповідь минув"));
    assert!(
        site.get("/admin?state=taken")
            .await
            .ok()
            .says("родина не відповіла")
    );
    let page = site.get(ADDRESS).await.ok();
    assert!(page.says("Вирішуйте самі"));
    let read = revision(&page);
    let form = [("revision", read.as_str()), ("seen", "1")];
    site.post(&format!("{ADDRESS}/approval"), &form)
        .await
        .seen_at();
    assert!(site.get(LIFE).await.ok().says("Юрій любив ліс."));
}

#[actix_web::test]
async fn the_proof_says_where_it_is_known_from_and_every_other_spelling_as_the_page_will() {
    let (site, family, home) = opened("Юрій любив ліс.").await;
    let who = [
        ("family", "Лисюк"),
        ("given", "Юрій"),
        ("sex", "male"),
        ("aliases", "Юрко Лисюк\nYurko Lysiuk"),
    ];
    let story = [
        ("biography", "Юрій любив ліс."),
        ("source-0-title", "Районна газета"),
        ("source-0-url", "https://example.org/lys"),
    ];
    let born = [
        ("born-year", "1996"),
        ("born-month", "5"),
        ("born-note", "У травні йому мало б виповнитися 28."),
    ];
    for (step, form) in [("who", &who[..]), ("story", &story), ("birth", &born)] {
        family.post(&format!("{home}/{step}"), form).await.seen_at();
    }
    shown(&site).await.seen_at();
    let proof = format!("{home}/proof");
    let section = |page: &Answer| [page.all("#sources ~ ul li"), page.all("#sources ~ p")].concat();
    let promised = section(&family.get(&proof).await.ok());
    assert!(
        promised.iter().any(|line| line == "Районна газета"),
        "{promised:?}"
    );
    assert!(promised.iter().any(|line| line.contains("Юрко Лисюк")));
    family.post(&proof, &[("answer", "yes")]).await.seen_at();
    let mut public = section(&site.visitor().get(LIFE).await.ok());
    let published = public.pop().unwrap();
    assert!(published.contains("Оприлюднено"), "{published}");
    assert_eq!(promised, public, "word for word what readers see");

    // What readers will not see is not on the proof either.
    let (site, family, home) = opened("Юрій любив ліс.").await;
    for (step, form) in [("who", &who[..]), ("story", &story), ("birth", &born)] {
        family.post(&format!("{home}/{step}"), form).await.seen_at();
    }
    let hidden = ["who-aliases", "who-sources", "who-born"].map(|fact| (fact, "moderators"));
    family
        .post(&format!("{home}/visibility"), &hidden)
        .await
        .seen_at();
    shown(&site).await.seen_at();
    let page = family.get(&format!("{home}/proof")).await.ok();
    assert_eq!(section(&page), [""; 0], "{}", page.words());
}

#[actix_web::test]
async fn once_a_family_was_shown_its_page_it_is_called_by_the_name_there() {
    let (site, family, home) = opened("Юрій любив ліс.").await;
    site.post(&format!("{ADDRESS}/taking"), &[]).await.seen_at();
    let page = site.get(&format!("{ADDRESS}/edit")).await.ok();
    let name = [("name.family", "Лисюченко")];
    post(
        &site.browser,
        &format!("{ADDRESS}/edit"),
        &boxes(&page),
        &name,
    )
    .await
    .seen_at();
    let own = family.get(&home).await.ok();
    assert_eq!(own.all("h1"), ["Юрій Лисюк"], "as its family wrote it");
    shown(&site).await.seen_at();
    let own = family.get(&home).await.ok();
    assert_eq!(own.all("h1"), ["Юрій Лисюченко"]);
    let english = home.replace("/uk/", "/en/");
    let own = family.get(&english).await.ok();
    assert_eq!(own.all("h1"), ["Yurii Lysiuchenko"]);
    family
        .post(&format!("{home}/proof"), &[("answer", "yes")])
        .await
        .seen_at();
    let own = family.get(&home).await.ok();
    assert_eq!(own.all("h1"), ["Юрій Лисюченко"]);
}
