//! A text that is written already becomes the story, and what it says becomes answers once it is ticked.

use heroes_memorial::submissions::answers::Answers;
use heroes_memorial::submissions::queries;
use reqwest::StatusCode;

use crate::site::{Answer, Site};

const TOLD: &str = "Юрій Лисюк із позивним «Лис» загинув 5 березня 2024 року поблизу села Іллінка Донецької області. \
У травні 2022 року він потрапив у полон. У нього залишилися батьки й сестра.";

async fn begun(site: &Site) -> String {
    let page = site.get("/uk/submissions/new").await.ok();
    assert!(page.says("готовий текст можна буде вставити"));
    let once = page.attributes("input[name=once]", "value").remove(0);
    let form = [
        ("once", once.as_str()),
        ("family", "Лисюк"),
        ("given", "Юрій"),
    ];
    let next = site.post("/uk/submissions/new", &form).await.seen_at();
    next.strip_suffix("/relation").unwrap().to_owned()
}

fn answers(site: &Site, home: &str) -> Answers {
    let key = home.rsplit('/').next().unwrap();
    let sent = site.state.db.read_now(|conn| queries::by_key(conn, key));
    sent.unwrap().answers
}

/// The page after a text was pasted.
async fn pasted(site: &Site, home: &str, text: &str) -> Answer {
    let base = site.get(&format!("{home}/text")).await.ok();
    let base = base.attributes("input[name=base]", "value").remove(0);
    let form = [("text", text), ("base", base.as_str())];
    let next = site.post(&format!("{home}/text"), &form).await.seen_at();
    let cyrillic = text.contains(|c| ('а'..='я').contains(&c));
    let written = if cyrillic { "uk" } else { "en" };
    assert_eq!(next, format!("{home}/text?written={written}#found"));
    site.get(next.trim_end_matches("#found")).await.ok()
}

#[actix_web::test]
async fn a_pasted_text_is_the_story_and_only_what_is_ticked_is_an_answer() {
    let site = Site::open().await;
    let home = begun(&site).await;
    for page in [
        home.clone(),
        format!("{home}/relation"),
        format!("{home}/story"),
    ] {
        let links = site.get(&page).await.ok().attributes("a", "href");
        assert!(links.contains(&format!("{home}/text")), "{page}");
    }
    let page = pasted(&site, &home, TOLD).await;
    assert_eq!(page.header("cache-control"), Some("no-store"));
    let kept = answers(&site, &home);
    assert_eq!(kept.story.biography.text, TOLD);
    assert_eq!(
        kept.death,
        Answers::default().death,
        "nothing counts before it is ticked"
    );
    assert_eq!(
        page.attributes("input[name=found][checked]", "value").len(),
        0
    );
    let said = page.all(".found .check");
    let died = said
        .iter()
        .position(|said| said.ends_with("5 березня 2024"));
    let died = died.unwrap_or_else(|| panic!("{said:?}"));
    assert!(page.all(".found-in")[died].starts_with("Юрій Лисюк із позивним"));
    assert!(said.iter().any(|said| said.contains("Іллінка")), "{said:?}");

    let marks = page.attributes("input[name=found]", "value");
    let ticked = [
        ("found", marks[died].as_str()),
        ("found", "0011223344556677"),
    ];
    let next = site.post(&format!("{home}/text/answers"), &ticked).await;
    assert_eq!(next.seen_at(), format!("{home}/check"));
    let kept = answers(&site, &home);
    assert_eq!(
        [
            &*kept.death.died.day,
            &*kept.death.died.month,
            &*kept.death.died.year
        ],
        ["5", "3", "2024"]
    );
    assert_eq!(kept.death.place, Answers::default().death.place);
    let page = site.get(&format!("{home}/text")).await.ok();
    assert_eq!(
        page.all(".found .check").len(),
        said.len() - 1,
        "what is answered is not asked again"
    );

    // All the rest at once.
    let marks = page.attributes("input[name=found]", "value");
    let all: Vec<_> = marks.iter().map(|mark| ("found", mark.as_str())).collect();
    site.post(&format!("{home}/text/answers"), &all)
        .await
        .seen_at();
    let kept = answers(&site, &home);
    assert_eq!(kept.who.call_sign, "Лис");
    assert_eq!(kept.death.place.settlement, "Іллінка");
    assert_eq!(kept.death.place.region, "UA-14");
    assert!(kept.quote.kin.contains(&"parents".to_owned()));
    let page = site.get(&format!("{home}/text")).await.ok();
    assert!(page.says("Нових відповідей, у яких ми певні, тут не знайшлося"));
}

#[actix_web::test]
async fn what_the_family_answered_stands_whatever_a_text_says() {
    let site = Site::open().await;
    let home = begun(&site).await;
    let typed = [("died-year", "2023")];
    site.post(&format!("{home}/death"), &typed).await.seen_at();
    let page = pasted(&site, &home, TOLD).await;
    let said = page.all(".found .check");
    assert!(
        !said.iter().any(|said| said.contains("5 березня")),
        "{said:?}"
    );
    assert_eq!(answers(&site, &home).death.died.year, "2023");
}

#[actix_web::test]
async fn a_text_pasted_over_one_that_somebody_else_wrote_is_given_back() {
    let site = Site::open().await;
    let home = begun(&site).await;
    let old = site.get(&format!("{home}/text")).await.ok();
    let old = old.attributes("input[name=base]", "value").remove(0);
    let by_another = [("biography", "Сестра написала це раніше.")];
    site.post(&format!("{home}/story"), &by_another)
        .await
        .seen_at();
    let form = [("text", TOLD), ("base", old.as_str())];
    let crossed = site.post(&format!("{home}/text"), &form).await;
    assert_eq!(crossed.status, StatusCode::CONFLICT);
    assert!(crossed.says("Юрій Лисюк із позивним"), "not a word is lost");
    assert_eq!(
        answers(&site, &home).story.biography.text,
        "Сестра написала це раніше."
    );
}

#[actix_web::test]
async fn an_english_text_in_a_ukrainian_story_is_kept_as_english() {
    let site = Site::open().await;
    let home = begun(&site).await;
    let told = "Yurii Lysiuk died on March 5, 2024. He served as a driver.";
    let page = pasted(&site, &home, told).await;
    let kept = answers(&site, &home);
    assert_eq!(
        [&*kept.story.biography.text, &*kept.story.biography.other],
        ["", told]
    );
    assert_eq!(page.attributes("textarea[name=text]", "lang"), ["en"]);
    let english = site
        .get(&format!("{home}/text").replacen("/uk/", "/en/", 1))
        .await
        .ok();
    assert!(english.says("Tick what is right"));
    assert!(
        english
            .all(".found .check")
            .iter()
            .any(|said| said.contains("5 March 2024"))
    );
}

#[actix_web::test]
async fn a_text_in_the_other_language_stands_beside_the_first_and_is_the_one_shown() {
    let site = Site::open().await;
    let home = begun(&site).await;
    pasted(&site, &home, TOLD).await;
    let told = "Yurii Lysiuk died on March 5, 2024. He would have turned 28 in May.";
    let page = pasted(&site, &home, told).await;
    let kept = answers(&site, &home).story.biography;
    assert_eq!([&*kept.text, &*kept.other], [TOLD, told]);
    assert_eq!(page.all("textarea[name=text]"), [told]);
    let said = page.all(".found .check");
    let note = said.iter().position(|said| said.contains("28 in May"));
    let note = note.unwrap_or_else(|| panic!("{said:?}"));
    let mark = page.attributes("input[name=found]", "value").remove(note);
    let ticked = [("found", mark.as_str()), ("written", "en")];
    let take = format!("{home}/text/answers");
    site.post(&take, &ticked).await.seen_at();
    let birth = answers(&site, &home).birth;
    assert_eq!(birth.note.text, "", "English is no answer in Ukrainian");
    assert_eq!(birth.note.other, "He would have turned 28 in May");
    // An emptied box empties the text that was shown in it, and no other.
    let base = page.attributes("input[name=base]", "value").remove(0);
    let form = [("text", ""), ("written", "en"), ("base", base.as_str())];
    site.post(&format!("{home}/text"), &form).await.seen_at();
    let kept = answers(&site, &home).story.biography;
    assert_eq!([&*kept.text, &*kept.other], [TOLD, ""]);
}

#[actix_web::test]
async fn a_page_sent_as_it_was_shown_leaves_what_another_wrote() {
    let site = Site::open().await;
    let home = begun(&site).await;
    let old = site.get(&format!("{home}/text")).await.ok();
    let old = old.attributes("input[name=base]", "value").remove(0);
    let by_another = [("biography", "Сестра написала це раніше.")];
    site.post(&format!("{home}/story"), &by_another)
        .await
        .seen_at();
    let form = [("text", ""), ("written", "uk"), ("base", old.as_str())];
    site.post(&format!("{home}/text"), &form).await.seen_at();
    let kept = answers(&site, &home).story.biography.text;
    assert_eq!(kept, "Сестра написала це раніше.");
}

#[actix_web::test]
async fn a_text_that_says_nothing_is_kept_and_a_wrong_key_opens_nothing() {
    let site = Site::open().await;
    let home = begun(&site).await;
    for text in ["😀 \u{1}<script>", "Сумуємо."] {
        let page = pasted(&site, &home, text).await;
        assert!(page.says("Текст збережено як розповідь"));
    }
    for path in ["text", "text/answers"] {
        let path = format!("/uk/submissions/AAAAAAAAAAAAAAAAAAAAAAAA/{path}");
        assert_eq!(
            site.post(&path, &[("text", TOLD)]).await.status,
            StatusCode::NOT_FOUND
        );
    }
}
