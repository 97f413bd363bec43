//! Where a story stands: its true place in the queue, and a moderator's questions beside the very fields.

use crate::moderation::{opened, revision, told};
use crate::site::Site;

const ADDRESS: &str = "/admin/submissions/1";

/// The moderator asks about the birth place, which was told nowhere, and about the story.
async fn asked(site: &Site, more: &[(&str, &str)]) -> String {
    let page = site.get(ADDRESS).await.ok();
    let boxes = page.attributes("[name^=ask-]", "name");
    for fact in ["ask-birth_place", "ask-born", "ask-kin", "ask-photos"] {
        assert!(boxes.iter().any(|name| name == fact), "{fact}: {boxes:?}");
    }
    let read = revision(&page);
    let mut form = vec![("revision", read.as_str())];
    form.extend(more);
    site.post(&format!("{ADDRESS}/return"), &form)
        .await
        .seen_at()
}

#[actix_web::test]
async fn a_question_stands_beside_its_field_and_its_answer_goes_into_that_field() {
    let (site, family, home) = opened("Юрій любив ліс.").await;
    let questions = [
        ("ask-birth_place", "У якому селі народився Юрій?"),
        ("ask-photos", "Чи є світлина без інших людей?"),
        ("ask-nothing", "Про що це?"),
        ("message", ""),
    ];
    assert_eq!(asked(&site, &questions).await, "/admin?done=1");

    let own = family.get(&home).await.ok();
    assert!(
        own.says("хочемо дещо уточнити"),
        "a letter is written where the moderator wrote none"
    );
    assert!(own.says("У якому селі народився Юрій?") && !own.says("Про що це?"));
    let links = own.attributes(".questions a", "href");
    assert_eq!(
        links,
        [
            format!("{home}/birth#birth-settlement-asked"),
            format!("{home}/photos#files-asked")
        ]
    );
    let step = family.get(&format!("{home}/birth")).await.ok();
    assert_eq!(
        step.all(".part .asked"),
        ["Модератор питає: У якому селі народився Юрій?"]
    );
    assert_eq!(
        step.attributes("#birth-settlement", "aria-describedby"),
        ["birth-settlement-asked"]
    );
    assert_eq!(
        family
            .get(&format!("{home}/photos"))
            .await
            .ok()
            .all(".asked")
            .len(),
        1
    );
    // To pass over a question answers nothing.
    let skipped = [("skip", "1"), ("born-year", "1996")];
    family
        .post(&format!("{home}/birth"), &skipped)
        .await
        .seen_at();
    assert!(!family.get(&home).await.ok().says("є відповідь"));
    let answer = [("born-year", "1996"), ("birth-settlement", "Буряківка")];
    family
        .post(&format!("{home}/birth"), &answer)
        .await
        .seen_at();
    assert!(
        family
            .get(&home)
            .await
            .ok()
            .says("Місце народження · є відповідь")
    );
    let step = family.get(&format!("{home}/birth")).await.ok();
    assert_eq!(step.all(".asked"), Vec::<String>::new());

    family.post(&format!("{home}/sending"), &[]).await.seen_at();
    let review = site.get(ADDRESS).await.ok();
    assert!(review.says("Місце народження У якому селі народився Юрій? є відповідь"));
    assert!(review.says("Чи є світлина без інших людей? ще без відповіді"));
    assert!(review.says("Буряківка"));
    let way = family.get(&home).await.ok().all(".standing li");
    let said = |words: &str| way.iter().any(|station| station.contains(words));
    assert!(
        said("Повернуто Вам із запитанням") && said("Ви відповіли й надіслали знову"),
        "{way:?}"
    );
}

#[actix_web::test]
async fn nothing_asked_is_nothing_done_and_what_was_typed_stays() {
    let (site, _, _) = opened("Юрій любив ліс.").await;
    let read = revision(&site.get(ADDRESS).await.ok());
    let empty = site
        .post(
            &format!("{ADDRESS}/return"),
            &[("revision", &read), ("message", " ")],
        )
        .await;
    assert_eq!(empty.status, 422);
    // A question about a story that changed meanwhile is kept on the page.
    let stale = [
        ("revision", "99"),
        ("ask-born", "Якого року?"),
        ("message", ""),
    ];
    let page = site.post(&format!("{ADDRESS}/return"), &stale).await;
    assert_eq!(page.status, 409);
    assert_eq!(page.attributes("[name=ask-born]", "value"), ["Якого року?"]);
}

#[actix_web::test]
async fn a_family_sees_its_true_place_in_the_queue_and_how_long_the_last_ones_took() {
    let (site, family, first) = opened("Перша.").await;
    let second = told(&family, "Друга.").await;
    let third = told(&family, "Третя.").await;
    let place = |page: crate::site::Answer| page.words();
    assert!(place(family.get(&first).await).contains("Попереду в черзі немає нікого."));
    assert!(place(family.get(&second).await).contains("в черзі ще 1 розповідь."));
    assert!(place(family.get(&third).await).contains("в черзі ще 2 розповіді."));
    let english = family.get(&third.replace("/uk/", "/en/")).await.ok();
    assert!(
        english.says("There are 2 stories before yours"),
        "{}",
        english.words()
    );
    assert!(
        !english.says("How long the last stories waited"),
        "nobody was answered yet"
    );

    for id in 1..=2 {
        let address = format!("/admin/submissions/{id}");
        let read = revision(&site.get(&address).await.ok());
        let form = [("revision", read.as_str()), ("message", "Дякуємо.")];
        site.post(&format!("{address}/refusal"), &form)
            .await
            .seen_at();
    }
    let fourth = told(&family, "Четверта.").await;
    let read = revision(&site.get("/admin/submissions/3").await.ok());
    let form = [("revision", read.as_str()), ("message", "Дякуємо.")];
    site.post("/admin/submissions/3/refusal", &form)
        .await
        .seen_at();
    let page = family.get(&fourth).await.ok();
    assert!(page.says("Попереду в черзі немає нікого"));
    assert!(
        page.says("здебільшого менше хвилини, найдовше менше хвилини"),
        "{}",
        page.words()
    );
}

#[actix_web::test]
async fn a_question_whose_field_is_a_list_does_not_ask_to_write_into_it() {
    let (site, _family, _home) = opened("Юрій любив ліс.").await;
    let read = revision(&site.get(ADDRESS).await.ok());
    let form = [("revision", read.as_str()), ("unclear", "circumstances")];
    let composed = site.post(&format!("{ADDRESS}/letter"), &form).await.ok();
    let letter = composed.all("#message").remove(0);
    assert!(
        letter.contains("Виберіть у списку те, що ближче") && !letter.contains("так і напишіть"),
        "{letter}"
    );
}
