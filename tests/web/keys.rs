//! A key instead of an account: a link, six words, relatives, another key when the first is lost or in wrong hands.

use heroes_memorial::submissions::consent;
use reqwest::StatusCode;

use crate::accounts::administrator;
use crate::moderation::told;
use crate::site::{Answer, Browser, Site};

/// Begins a story; answers the address of the family's own page.
pub async fn begun(browser: &Browser) -> String {
    let form = [("family", "Лисюк"), ("given", "Юрій"), ("sex", "male")];
    let next = browser.begin("/uk/submissions/new", &form).await;
    next.strip_suffix("/relation").unwrap().to_owned()
}

fn words(page: &Answer) -> Vec<String> {
    page.all(".key-words li")
}

async fn tried(browser: &Browser, words: &str) -> Answer {
    browser
        .post("/uk/submissions/words", &[("words", words)])
        .await
}

#[actix_web::test]
async fn six_words_from_paper_open_the_story_on_another_telephone() {
    let site = Site::open().await;
    let home = begun(&site.browser).await;
    let page = site.get(&format!("{home}/relation")).await.ok();
    let shown = words(&page);
    assert_eq!(shown.len(), 6, "they are shown early");
    assert_eq!(
        words(&site.get(&home).await.ok()),
        shown,
        "and stay the same"
    );

    let elsewhere = site.visitor();
    let written = format!("1. {}", shown.join(",\n").to_uppercase());
    let opened = tried(&elsewhere, &written).await.seen_at();
    assert_ne!(opened, home, "the words lead to an address of their own");
    let step = format!("{opened}/story");
    elsewhere
        .post(&step, &[("biography", "Любив ліс.")])
        .await
        .seen_at();
    assert!(
        site.get(&format!("{home}/story"))
            .await
            .ok()
            .text()
            .contains("Любив ліс.")
    );
    // Whoever came by words may do all that the family may.
    let steps = [
        ("relation", "relation", "sister"),
        ("consent", "consent", consent::VERSION),
    ];
    for (step, field, value) in steps {
        elsewhere
            .post(&format!("{opened}/{step}"), &[(field, value)])
            .await
            .seen_at();
    }
    assert_eq!(
        elsewhere
            .post(&format!("{opened}/sending"), &[])
            .await
            .seen_at(),
        opened
    );
}

#[actix_web::test]
async fn words_that_are_wrong_are_named_and_guessing_is_slowed() {
    let site = Site::open().await;
    let home = begun(&site.browser).await;
    let right = words(&site.get(&home).await.ok());
    let few = tried(&site.browser, "вишня потяг").await;
    assert_eq!(few.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(few.says("Потрібно шість слів, а тут 2 слова."));
    let mut slip = right.clone();
    slip[0] = format!("{}щ", slip[0]);
    let near = tried(&site.browser, &slip.join(" ")).await;
    assert!(
        near.says(&format!("Може, «{}»?", right[0])),
        "{}",
        near.words()
    );
    assert!(
        near.text().contains(&slip.join(" ")),
        "what was typed stays"
    );

    let mut turned = right.clone();
    turned.reverse();
    let mut answers = Vec::new();
    for _ in 0..14 {
        answers.push(tried(&site.browser, &turned.join(" ")).await);
    }
    assert!(answers[0].says("Такої розповіді немає"));
    assert_eq!(answers[13].status, StatusCode::TOO_MANY_REQUESTS);
    assert!(answers[13].says("Зачекайте хвилину"));
    assert_eq!(
        tried(&site.browser, &right.join(" ")).await.status,
        StatusCode::TOO_MANY_REQUESTS
    );
}

#[actix_web::test]
async fn a_relative_writes_with_the_family_and_each_part_says_who_wrote_it() {
    let site = Site::open().await;
    let home = begun(&site.browser).await;
    site.post(
        &format!("{home}/contact"),
        &[("contact-phone", "+380671234567")],
    )
    .await
    .seen_at();
    let shared = format!("{home}/relatives");
    let page = site.get(&shared).await.ok();
    let once = page.attributes("input[name=once]", "value").remove(0);
    assert_eq!(
        site.post(&shared, &[("name", " ")]).await.status,
        StatusCode::UNPROCESSABLE_ENTITY
    );
    let form = [("once", once.as_str()), ("name", "тітка Оля")];
    let invited = site.post(&shared, &form).await.ok();
    let address = invited.attributes(".own-address a", "href").remove(0);
    // Sent twice, the same page invites once.
    let again = site.post(&shared, &form).await.ok();
    assert_eq!(
        again.attributes(".own-address a", "href"),
        [address.as_str()]
    );
    assert_eq!(again.all("dl.answers > div").len(), 1);

    // From the moment somebody else can open it, the page says no longer that only one sees it.
    let alone = "бачите лише Ви.";
    let shared_lead = site.get(&home).await.ok();
    assert!(
        shared_lead.says("Його бачите Ви і рідні, яких Ви запросили.") && !shared_lead.says(alone),
        "{}",
        shared_lead.words()
    );

    let aunt = site.visitor();
    let hers = address
        .split_once("/uk/")
        .map(|(_, path)| format!("/uk/{path}"))
        .unwrap();
    let own = aunt.get(&hers).await.ok();
    assert!(own.says("Вас тут звуть: тітка Оля"));
    assert!(
        own.says("Його бачать лише ті, хто пише разом.") && !own.says(alone),
        "{}",
        own.words()
    );
    assert!(
        !own.text().contains("671234567"),
        "contacts are the family's own"
    );
    aunt.post(&format!("{hers}/story"), &[("biography", "Любив ліс.")])
        .await
        .seen_at();
    let page = site.get(&home).await.ok();
    assert!(page.says("тітка Оля · "), "{}", page.words());
    for own in ["contact", "relation"] {
        assert_eq!(aunt.get(&format!("{hers}/{own}")).await.seen_at(), hers);
    }
    // Her button leads on while something was not looked at, and is gone when all of it was.
    let button = ".form-buttons a.button-primary";
    let on = aunt.get(&hers).await.ok().attributes(button, "href");
    assert_eq!(on, [format!("{hers}/birth")]);
    for step in ["birth", "death", "burial", "service", "life", "quote"] {
        aunt.post(&format!("{hers}/{step}"), &[("skip", "1")])
            .await
            .seen_at();
    }
    let nothing = reqwest::multipart::Form::new().text("skip", "1");
    aunt.post_files(&format!("{hers}/photos"), nothing)
        .await
        .seen_at();
    let own = aunt.get(&hers).await.ok();
    assert_eq!(own.attributes(button, "href"), [""; 0], "{}", own.words());
    // A text she brings already written is hers as well, and so is what she has ticked in it.
    let text = aunt.get(&format!("{hers}/text")).await.ok();
    let base = text.attributes("input[name=base]", "value").remove(0);
    let brought = "Любив ліс. Народився 5 лютого 1980 року в селі Вишневе.";
    let form = [("base", base.as_str()), ("text", brought)];
    aunt.post(&format!("{hers}/text"), &form).await.seen_at();
    let text = aunt.get(&format!("{hers}/text")).await.ok();
    let found = text.attributes("input[name=found]", "value");
    let ticked: Vec<_> = found.iter().map(|mark| ("found", mark.as_str())).collect();
    assert!(!ticked.is_empty(), "the text says a date of birth");
    let path = format!("{hers}/text/answers");
    aunt.post(&path, &ticked).await.seen_at();
    let hers_now = site.get(&home).await.ok().words();
    assert!(hers_now.matches("тітка Оля · ").count() >= 2, "{hers_now}");
    // Saved as it is, a part stays hers.
    let same = [("biography", brought)];
    site.post(&format!("{home}/story"), &same).await.seen_at();
    for (path, form) in [
        ("contact", &[("contact-phone", "1")][..]),
        ("contact/keeping", &[("contact-phone", "1")]),
        ("consent", &[("consent", consent::VERSION)]),
        ("sending", &[]),
        ("withdrawal", &[]),
        ("replacement", &[]),
        ("relatives", &[("name", "хтось")]),
    ] {
        let refused = aunt.post(&format!("{hers}/{path}"), form).await;
        assert_eq!(refused.status, StatusCode::NOT_FOUND, "{path}");
    }
    assert_eq!(
        aunt.get(&format!("{hers}/relatives")).await.status,
        StatusCode::NOT_FOUND
    );

    let parting = site
        .get(&shared)
        .await
        .ok()
        .attributes("form[action$=parting]", "action");
    site.post(&parting[0], &[]).await.seen_at();
    assert_eq!(aunt.get(&hers).await.status, StatusCode::NOT_FOUND);
    let page = site.get(&home).await.ok();
    assert!(page.says(alone), "nobody else has an address now");
    assert!(page.says("тітка Оля · "), "what she wrote is still hers");
}

#[actix_web::test]
async fn a_key_in_wrong_hands_is_replaced_and_opens_nothing_more() {
    let site = Site::open().await;
    let home = begun(&site.browser).await;
    let old = words(&site.get(&home).await.ok());
    let by_words = tried(&site.browser, &old.join(" ")).await.seen_at();
    // One press is not enough: nothing is replaced until it is said that this is meant.
    let unsure = site
        .post(&format!("{home}/replacement"), &[("all", "1")])
        .await;
    assert_eq!(unsure.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(unsure.says("Нічого не замінено"), "{}", unsure.words());
    assert_eq!(words(&site.get(&home).await.ok()), old);
    let next = site
        .post(&format!("{home}/replacement"), &[("sure", "1")])
        .await
        .seen_at();
    let page = site.get(next.trim_end_matches("#way-back")).await.ok();
    assert!(page.says("Тепер у розповіді нова адреса"));
    let new = words(&page);
    assert!(new.len() == 6 && new != old);
    let lost = site.get(&home).await;
    assert!(
        lost.says("відкрийте її шістьма словами"),
        "{}",
        lost.words()
    );
    for gone in [&home, &by_words] {
        assert_eq!(site.get(gone).await.status, StatusCode::NOT_FOUND);
    }
    assert!(
        tried(&site.browser, &old.join(" "))
            .await
            .says("Такої розповіді немає")
    );
    tried(&site.browser, &new.join(" ")).await.seen_at();
}

#[actix_web::test]
async fn a_lost_key_is_issued_anew_to_the_contact_on_file_and_the_journal_says_why() {
    let site = Site::open().await;
    administrator(&site, &site.browser).await;
    let family = site.visitor();
    let home = told(&family, "Юрій любив ліс.").await;
    let draft = begun(&family).await;
    let contact = [("contact-phone", "067 123 45 67")];
    family
        .post(&format!("{draft}/contact"), &contact)
        .await
        .seen_at();

    let found = site
        .post("/admin/keys", &[("contact", "(067) 1234567")])
        .await
        .ok();
    assert!(found.says("Лисюк Юрій") && found.says("чернетка: що в ній, знає лише родина"));
    assert_eq!(found.all(".desk-section h2"), ["розповідь 2", "Лисюк Юрій"]);
    assert!(
        site.post("/admin/keys", &[("contact", "0501112233")])
            .await
            .ok()
            .says("немає")
    );

    let unsaid = site.post("/admin/submissions/1/key", &[("how", " ")]).await;
    assert_eq!(unsaid.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert_eq!(family.get(&home).await.status, StatusCode::OK);
    let how = [(
        "how",
        "Передзвонили на номер із розповіді, сестра назвала день народження.",
    )];
    let issued = site.post("/admin/submissions/1/key", &how).await.ok();
    let shown = issued.all(".flash b");
    assert_eq!(family.get(&home).await.status, StatusCode::NOT_FOUND);
    assert!(
        family
            .get(&shown[0].replace("http://127.0.0.1:8080", ""))
            .await
            .ok()
            .says("Юрій Лисюк")
    );
    tried(&family, &shown[1]).await.seen_at();

    let journal = site.get("/admin/journal").await.ok();
    assert!(journal.says("замінено ключ родини") && journal.says("сестра назвала"));
    for secret in ["671234567", &shown[1], &shown[0]] {
        assert!(!journal.words().contains(secret), "{secret}");
    }
}

#[actix_web::test]
async fn a_draft_that_was_never_sent_can_be_erased_for_good() {
    let site = Site::open().await;
    let home = begun(&site.browser).await;
    let bytes =
        reqwest::multipart::Part::bytes(crate::photos::picture([9, 9, 9])).file_name("а.jpg");
    let form = reqwest::multipart::Form::new().part("files", bytes);
    site.browser
        .post_files(&format!("{home}/photos"), form)
        .await
        .seen_at();
    assert!(
        site.get(&format!("{home}/withdrawal"))
            .await
            .ok()
            .says("Стерти чернетку")
    );
    assert_eq!(
        site.post(&format!("{home}/erasure"), &[]).await.seen_at(),
        "/uk"
    );
    assert_eq!(site.get(&home).await.status, StatusCode::NOT_FOUND);
    let left = site.state.db.read_now(|conn| {
        heroes_memorial::photos::queries::rendition(
            conn,
            1,
            heroes_memorial::photos::photo::Size::Small,
        )
    });
    assert!(left.unwrap().is_none(), "the picture is gone too");

    // What is sent is not the family's alone any more; taken back, it is.
    let sent = told(&site.browser, "Юрій любив ліс.").await;
    site.post(&format!("{sent}/erasure"), &[]).await.seen_at();
    site.get(&sent).await.ok();
    site.post(&format!("{sent}/withdrawal"), &[])
        .await
        .seen_at();
    site.post(&format!("{sent}/erasure"), &[]).await.seen_at();
    assert_eq!(site.get(&sent).await.status, StatusCode::NOT_FOUND);
}

#[actix_web::test]
async fn one_story_is_not_flooded_and_another_is_not_kept_waiting() {
    let site = Site::open().await;
    let (first, second) = (begun(&site.browser).await, {
        let page = site.get("/uk/submissions/new").await.ok();
        let once = page.attributes("input[name=once]", "value").remove(0);
        let form = [
            ("once", once.as_str()),
            ("family", "Коваль"),
            ("given", "Іван"),
        ];
        site.post("/uk/submissions/new", &form).await.seen_at()
    });
    let mut last = StatusCode::OK;
    // A slow machine is given back some acts meanwhile: two a second.
    for _ in 0..600 {
        if last == StatusCode::TOO_MANY_REQUESTS {
            break;
        }
        last = site
            .post(&format!("{first}/relation"), &[("relation", "sister")])
            .await
            .status;
    }
    assert_eq!(last, StatusCode::TOO_MANY_REQUESTS);
    site.post(&second, &[("relation", "sister")])
        .await
        .seen_at();
}
