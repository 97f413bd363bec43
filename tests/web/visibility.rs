//! Not everything must be for everyone; and what a family hides is hidden at once.

use heroes_memorial::submissions::consent;
use reqwest::StatusCode;
use reqwest::multipart::{Form, Part};

use crate::accounts::administrator;
use crate::moderation::{let_all_stand, opened, revision, told};
use crate::photos::picture;
use crate::site::{Answer, Browser, Site};

const LIFE: &str = "/uk/heroes/yurii-lysiuk";

async fn approved(site: &Site, id: i32) {
    let address = format!("/admin/submissions/{id}");
    let_all_stand(&site.browser, id).await;
    let read = revision(&site.get(&address).await.ok());
    let form = [("revision", read.as_str()), ("seen", "1")];
    site.post(&format!("{address}/approval"), &form)
        .await
        .seen_at();
}

/// A published page whose family chose who sees what; the addresses of the family's page and of the picture.
async fn published(site: &Site) -> (Browser, String, String) {
    administrator(site, &site.browser).await;
    let family = site.visitor();
    let home = told(&family, "Юрій любив ліс.").await;
    let bytes = Part::bytes(picture([200, 190, 180])).file_name("портрет.jpg");
    let form = Form::new().part("files", bytes);
    family
        .post_files(&format!("{home}/photos"), form)
        .await
        .seen_at();
    let page = family.get(&format!("{home}/visibility")).await.ok();
    let boxes = page.attributes("input[value=grave]", "name");
    for fact in ["who-born", "who-died", "who-biography"] {
        assert!(boxes.iter().any(|name| name == fact), "{fact}: {boxes:?}");
    }
    assert!(
        !boxes.iter().any(|name| name == "who-name"),
        "a page has a name"
    );
    let photo = boxes
        .into_iter()
        .find(|name| name.starts_with("who-photo-"))
        .unwrap();
    let chosen = [
        ("who-born", "moderators"),
        (photo.as_str(), "grave"),
        ("who-name", "moderators"),
    ];
    family
        .post(&format!("{home}/visibility"), &chosen)
        .await
        .seen_at();
    assert!(
        site.get("/admin/submissions/1")
            .await
            .ok()
            .says("Дата народження лише модератори")
    );
    approved(site, 1).await;
    (family, home, photo)
}

#[actix_web::test]
async fn what_is_not_for_everyone_is_nowhere_for_everyone() {
    let site = Site::open().await;
    let (family, home, photo) = published(&site).await;
    let id = photo.strip_prefix("who-photo-").unwrap();
    let stranger = site.visitor();
    let page = stranger.get(LIFE).await.ok();
    assert!(page.says("Юрій Лисюк") && page.says("5 березня 2024"));
    assert!(!page.says("1996") && !page.text().contains(&format!("/photos/{id}/")));
    assert_eq!(
        stranger
            .get(&format!("/photos/{id}/medium.webp"))
            .await
            .status,
        StatusCode::NOT_FOUND
    );
    let api = stranger
        .get("/api/v1/heroes/yurii-lysiuk")
        .await
        .ok()
        .text();
    assert!(!api.contains("1996") && !api.contains("webp"));
    let found = stranger.get("/uk/heroes?q=1996").await.ok();
    assert!(!found.says("Лисюк"), "nor by the search");

    let grave = family.get(&format!("{home}/visibility")).await.ok();
    let address = grave.attributes(".own-address a", "href").remove(0);
    let address = address
        .strip_prefix("http://127.0.0.1:8080")
        .unwrap()
        .to_owned();
    let next = stranger.get(&address).await.seen_at();
    let there = stranger.get(&next).await.ok();
    assert_eq!(there.header("cache-control"), Some("no-store"));
    assert!(!there.says("1996"), "that is for moderators alone");
    let source = there.attributes(".life-portrait img", "src").remove(0);
    stranger.get(&source).await.ok();
    for wrong in [
        address.replace("/h/1/", "/h/2/"),
        format!("{LIFE}?grave=AAAAAAAAAAAAAAAAAAAAAA"),
        format!("/h/1/AAAAAAAAAAAAAAAAAAAAAA/photos/{id}"),
    ] {
        assert_eq!(
            stranger.get(&wrong).await.status,
            StatusCode::NOT_FOUND,
            "{wrong}"
        );
    }
    // A moderator who corrects the page loses nothing of what is hidden.
    let whole = site.get("/admin/heroes/1").await.ok();
    assert!(whole.says("травень 1996"), "{}", whole.words());
}

#[actix_web::test]
async fn what_a_family_hides_of_its_page_is_hidden_at_once_and_a_moderator_settles_it() {
    let site = Site::open().await;
    let (family, home, photo) = published(&site).await;
    let who = format!("{home}/visibility");
    let chosen = [("who-died", "grave"), ("who-born", "everyone")];
    assert_eq!(
        family.post(&who, &chosen).await.seen_at(),
        format!("{home}?chosen=1")
    );
    let page = site.visitor().get(LIFE).await.ok();
    assert!(!page.says("5 березня 2024"), "hidden now");
    assert!(
        !page.says("1996"),
        "to be shown again waits for a moderator"
    );
    assert!(site.get("/admin").await.ok().says("2 прохання родин"));
    let list = site.get("/admin/wishes").await.ok();
    assert!(list.says("знову показати всім: Дата народження"));
    let settle = list.attributes("form[action$=settling]", "action");
    assert_eq!(settle.len(), 2);
    // The first is put back as it was, the second granted; no is never without a word.
    let mute = site.post(&settle[0], &[("stands", "0")]).await;
    assert_eq!(mute.status, StatusCode::UNPROCESSABLE_ENTITY);
    let no = [("stands", "0"), ("outcome", "Ця дата вже на пам’ятнику.")];
    site.post(&settle[0], &no).await.seen_at();
    site.post(&settle[1], &[("stands", "1")]).await.seen_at();
    let page = site.visitor().get(LIFE).await.ok();
    assert!(
        page.says("5 березня 2024") && page.says("1996"),
        "{}",
        page.words()
    );
    let journal = site.get("/admin/heroes/1").await.ok();
    for said in [
        "дата смерті: усі → лише біля могили",
        "дата смерті: лише біля могили → усі",
        "дата народження: лише модератори → усі",
    ] {
        assert!(journal.says(said), "{said}: {}", journal.words());
    }
    let twice = site.post(&settle[1], &[("stands", "1")]).await;
    assert_eq!(twice.status, StatusCode::CONFLICT);
    let own = family.get(&home).await.ok();
    assert!(own.says("Ви сховали: дата смерті.") && own.says("Ця дата вже на пам’ятнику."));

    // A picture taken back for good.
    family
        .post(&who, &[(photo.as_str(), "nobody")])
        .await
        .seen_at();
    let settle = site
        .get("/admin/wishes")
        .await
        .ok()
        .attributes("form[action$=settling]", "action");
    site.post(&settle[0], &[("stands", "1")]).await.seen_at();
    let id = photo.strip_prefix("who-photo-").unwrap();
    for path in [
        format!("/admin/photos/{id}/small.webp"),
        format!("/photos/{id}/small.webp"),
    ] {
        assert_eq!(
            site.get(&path).await.status,
            StatusCode::NOT_FOUND,
            "{path}"
        );
    }
    // A version from before comes back without it.
    let back = crate::motions::gone_back(&site.browser, 1, 1, "Так було краще.").await;
    assert_eq!(back.seen_at(), "/admin/heroes/1?done=1");
}

#[actix_web::test]
async fn a_whole_page_is_hidden_at_once_by_its_family_and_by_nobody_else() {
    let site = Site::open().await;
    let (family, home, _) = published(&site).await;
    let note = [("about", "yurii-lysiuk"), ("note", "Ось що.")];
    let next = family.post("/uk/submissions/new", &note).await.seen_at();
    let other = next.strip_suffix("/relation").unwrap().to_owned();
    for (step, field, value) in [
        ("relation", "relation", "friend"),
        ("consent", "consent", consent::VERSION),
    ] {
        family
            .post(&format!("{other}/{step}"), &[(field, value)])
            .await
            .seen_at();
    }
    family
        .post(&format!("{other}/sending"), &[])
        .await
        .seen_at();
    let hidden = family.post(&format!("{other}/hiding"), &[]).await;
    assert_eq!(
        hidden.status,
        StatusCode::NOT_FOUND,
        "who adds to a page does not hide it"
    );

    let words = [("words", "Нам погрожують.")];
    for _ in 0..2 {
        assert_eq!(
            family
                .post(&format!("{home}/hiding"), &words)
                .await
                .seen_at(),
            home
        );
    }
    assert_eq!(site.visitor().get(LIFE).await.status, StatusCode::GONE);
    assert!(
        family
            .get(&home)
            .await
            .ok()
            .says("Сторінку сховано, як Ви просили")
    );
    let list = site.get("/admin/wishes").await.ok();
    assert!(list.says("Родина сховала всю сторінку") && list.says("Нам погрожують."));
    assert!(
        site.get("/admin/heroes/1")
            .await
            .ok()
            .says("Рішення: Родина")
    );
    let settle = list.attributes("form[action$=settling]", "action");
    site.post(
        &settle[0],
        &[("stands", "0"), ("outcome", "Як домовилися.")],
    )
    .await
    .seen_at();
    site.visitor().get(LIFE).await.ok();
}

#[actix_web::test]
async fn the_name_of_a_living_relative_stands_only_with_their_consent() {
    let (site, family, home) = opened("Юрій любив ліс.").await;
    let step = format!("{home}/quote");
    let said = [
        ("quote-0-text", "Я ним пишаюся."),
        ("quote-0-speaker", "Яна"),
        ("quote-0-relation", "sister"),
        ("quote-1-text", "Усе буде добре."),
        ("quote-1-speaker", "Юрій"),
    ];
    family.post(&step, &said).await.seen_at();
    assert!(
        family
            .get(&format!("{home}/check"))
            .await
            .ok()
            .says("без імені на сторінці")
    );
    let preview = "/admin/submissions/1/preview/uk";
    let by = site.get(preview).await.ok().all(".quote figcaption");
    assert_eq!(by, ["Сестра", "Юрій"]);
    let agreed = [&said[..], &[("quote-0-named", "1")]].concat();
    family.post(&step, &agreed).await.seen_at();
    let by = site.get(preview).await.ok().all(".quote figcaption");
    assert_eq!(by, ["Яна, сестра", "Юрій"]);
}

#[actix_web::test]
async fn nobody_chooses_for_another_page_and_a_wish_can_be_taken_back() {
    let site = Site::open().await;
    let (family, home, photo) = published(&site).await;
    let id = photo.strip_prefix("who-photo-").unwrap().to_owned();
    // Another family, with a page of its own, names the first one's picture.
    let stranger = site.visitor();
    let other = told(&stranger, "Інший.").await;
    site.post("/admin/submissions/2/companion", &[("with", "")])
        .await;
    approved(&site, 2).await;
    let theirs = format!("{other}/visibility");
    stranger
        .post(
            &theirs,
            &[(photo.as_str(), "nobody"), ("who-photo-4711", "moderators")],
        )
        .await
        .seen_at();
    assert!(site.get("/admin/wishes").await.ok().says("Прохань немає"));
    site.get(&format!("/admin/photos/{id}/small.webp"))
        .await
        .ok();

    // To show again is asked, and wished no more: nothing is left to grant.
    let who = format!("{home}/visibility");
    family
        .post(&who, &[("who-born", "everyone")])
        .await
        .seen_at();
    assert!(
        site.get("/admin/wishes")
            .await
            .ok()
            .says("знову показати всім")
    );
    family
        .post(&who, &[("who-born", "moderators")])
        .await
        .seen_at();
    assert!(site.get("/admin/wishes").await.ok().says("Прохань немає"));
}

#[actix_web::test]
async fn what_was_hidden_stays_hidden_through_an_undone_approval_and_in_the_address() {
    let (site, family, home) = opened("Юрій любив ліс.").await;
    approved(&site, 1).await;
    family
        .post(&format!("{home}/visibility"), &[("who-born", "moderators")])
        .await
        .seen_at();
    let undo = [("reason", "Перевіримо.")];
    site.post("/admin/submissions/1/approval-undoing", &undo)
        .await
        .seen_at();
    approved(&site, 1).await;
    assert!(!site.visitor().get(LIFE).await.ok().says("1996"));

    // A namesake whose birth is hidden is told apart by a number, not by the year.
    let other = site.visitor();
    let second = told(&other, "Інший.").await;
    other
        .post(&format!("{second}/visibility"), &[("who-born", "grave")])
        .await
        .seen_at();
    let next = {
        let address = "/admin/submissions/2";
        let read = revision(&site.get(address).await.ok());
        let form = [("revision", read.as_str()), ("seen", "1")];
        site.post(&format!("{address}/approval"), &form)
            .await
            .seen_at()
    };
    let page = site.get(next.trim_end_matches("?done=1")).await.ok();
    assert!(page.text().contains("yurii-lysiuk-2") && !page.text().contains("yurii-lysiuk-1996"));
}

#[actix_web::test]
async fn a_page_that_its_family_hid_is_not_published_over_its_head() {
    let (site, family, home) = opened("Юрій любив ліс.").await;
    approved(&site, 1).await;
    family.post(&format!("{home}/hiding"), &[]).await.seen_at();
    site.post(
        "/admin/submissions/1/approval-undoing",
        &[("reason", "Так.")],
    )
    .await
    .seen_at();
    let read = revision(&site.get("/admin/submissions/1").await.ok());
    let form = [("revision", read.as_str()), ("seen", "1")];
    let refused = site.post("/admin/submissions/1/approval", &form).await;
    assert_eq!(refused.status, StatusCode::CONFLICT);
    // Nor is the page brought back past its story. The wish is settled first, then the story is decided.
    let reason = [("reason", "Родина передумала, ми говорили.")];
    let back = site.post("/admin/heroes/1/restoration", &reason).await;
    assert_eq!(back.status, StatusCode::CONFLICT);
    let settle = site.get("/admin/wishes").await.ok();
    let settle = settle.attributes("form[action$=settling]", "action");
    let no = [("stands", "0"), ("outcome", "Родина передумала.")];
    site.post(&settle[0], &no).await.seen_at();
    assert_eq!(site.visitor().get(LIFE).await.status, StatusCode::GONE);
    approved(&site, 1).await;
    site.visitor().get(LIFE).await.ok();
}

#[actix_web::test]
async fn a_wish_to_erase_a_picture_outlives_the_next_choice_about_something_else() {
    let site = Site::open().await;
    let (family, home, photo) = published(&site).await;
    let who = format!("{home}/visibility");
    family
        .post(&who, &[(photo.as_str(), "nobody")])
        .await
        .seen_at();
    let page = family.get(&who).await.ok();
    let chosen = |page: &Answer, name: &str| {
        page.attributes(&format!("input[name={name}][checked]"), "value")
    };
    assert_eq!(chosen(&page, &photo), ["nobody"], "the wish still waits");
    // The page is saved as a browser would save it, with something else changed.
    let names = page.attributes("input[type=radio][checked]", "name");
    let values = page.attributes("input[type=radio][checked]", "value");
    let form: Vec<(&str, &str)> = names
        .iter()
        .zip(&values)
        .map(|(name, value)| match name.as_str() {
            "who-biography" => (name.as_str(), "grave"),
            _ => (name.as_str(), value.as_str()),
        })
        .collect();
    family.post(&who, &form).await.seen_at();
    let list = site.get("/admin/wishes").await.ok();
    assert!(list.says("Родина просить стерти"), "{}", list.words());
    assert!(family.get(&home).await.ok().says("Ви попросили стерти"));
    // Who changes their mind says so, and then it is asked no more.
    family
        .post(&who, &[(photo.as_str(), "moderators")])
        .await
        .seen_at();
    let page = family.get(&who).await.ok();
    assert_eq!(chosen(&page, &photo), ["moderators"]);
    assert!(
        !site
            .get("/admin/wishes")
            .await
            .ok()
            .says("Родина просить стерти")
    );
}

#[actix_web::test]
async fn each_fact_is_told_whole_before_one_chooses_who_sees_it() {
    let (_site, family, home) = opened("Юрій любив ліс.").await;
    let quote = [("quote-0-text", ""), ("kin", "mother"), ("kin", "daughter")];
    let life = [
        ("event-0-kind", "other"),
        ("event-0-from-day", "3"),
        ("event-0-from-month", "2"),
        ("event-0-from-year", "2019"),
        ("event-0-text", "Весілля"),
        ("event-1-kind", "work"),
        ("event-1-from-year", "2015"),
        ("event-1-to-year", "2018"),
        ("event-1-text", "Пилорама"),
    ];
    let long = "Він будував хати, садив дерева й умів мовчати так, що було затишно. ".repeat(9);
    let story = [("biography", long.as_str())];
    for (step, form) in [("quote", &quote[..]), ("life", &life), ("story", &story)] {
        family.post(&format!("{home}/{step}"), form).await.seen_at();
    }
    let page = family.get(&format!("{home}/visibility")).await.ok();
    let said = page.all(".who-sees .hint");
    assert!(said.iter().any(|line| line == "мати, донька"), "{said:?}");
    let events = "інше · 3 лютого 2019 року · Весілля; робота · від 2015 до 2018 року · Пилорама";
    assert!(said.iter().any(|line| line == events), "{said:?}");
    let story = said.iter().find(|line| line.starts_with("Він будував"));
    assert!(story.is_some_and(|line| line.ends_with('…') && line.chars().count() <= 160));
}

#[actix_web::test]
async fn whoever_gave_out_the_key_does_not_settle_what_was_wished_with_it() {
    let (site, family, _) = opened("Юрій любив ліс.").await;
    approved(&site, 1).await;
    let taras = crate::accounts::moderator(&site, &site.browser, "Тарас").await;
    let how = [("how", "Передзвонили на номер із розповіді.")];
    let issued = site.post("/admin/submissions/1/key", &how).await.ok();
    let home = issued.all(".flash b").remove(0);
    let home = home.replace("http://127.0.0.1:8080", "");
    family.post(&format!("{home}/hiding"), &[]).await.seen_at();
    let list = site.get("/admin/wishes").await.ok();
    assert!(
        list.says("родині видано за столом") && list.says("вирішує хтось інший"),
        "{}",
        list.words()
    );
    assert!(list.all("[name=stands]").is_empty());
    let act = list
        .attributes("form[action$=settling]", "action")
        .remove(0);
    let yes = [("stands", "1")];
    let refused = site.post(&act, &yes).await;
    assert_eq!(refused.status, StatusCode::CONFLICT);
    let theirs = taras.get("/admin/wishes").await.ok();
    assert!(theirs.says("родині видано за столом") && !theirs.says("вирішує хтось інший"));
    taras.post(&act, &yes).await.seen_at();
}

#[actix_web::test]
async fn the_desk_counts_pictures_as_the_family_does_and_says_whom_each_is_for() {
    let site = Site::open().await;
    let (family, home, photo) = published(&site).await;
    let life = site.get("/admin/heroes/1").await.ok();
    assert!(life.says("Світлина 1 лише біля могили"), "{}", life.words());
    let hide = [(photo.as_str(), "moderators")];
    family
        .post(&format!("{home}/visibility"), &hide)
        .await
        .seen_at();
    let wishes = site.get("/admin/wishes").await.ok();
    assert!(
        wishes.says("Лише модератори: Світлина 1"),
        "{}",
        wishes.words()
    );
}

#[actix_web::test]
async fn what_was_hidden_of_a_page_is_settled_when_the_page_goes() {
    let site = Site::open().await;
    let (family, home, photo) = published(&site).await;
    let hide = [(photo.as_str(), "moderators")];
    family
        .post(&format!("{home}/visibility"), &hide)
        .await
        .seen_at();
    let own = family.get(&home).await.ok();
    assert!(own.says("Ви сховали: світлина. Модератор ще не відповів."));
    family
        .post(&format!("{home}/withdrawal"), &[])
        .await
        .seen_at();
    site.post("/admin/wishes/2/settling", &[("stands", "1")])
        .await
        .seen_at();
    let own = family.get(&home).await.ok();
    assert!(!own.says("ще не відповів"), "{}", own.words());
    assert!(own.says("Сторінку прибрано з Меморіалу"));
    let wishes = site.get("/admin/wishes").await.ok();
    assert!(wishes.says("Прохань немає"));
}
