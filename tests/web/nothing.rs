//! Nobody found: why that may be, and the ways on.

use crate::lives::{LYSIUK, NAME_ONLY, publish_life};
use crate::site::Site;

#[actix_web::test]
async fn nobody_found_is_said_kindly_and_leads_on() {
    let site = Site::open().await;
    publish_life(&site, LYSIUK);
    for (asked, said) in [
        (
            "q=Щастибідненко",
            "Можливо, ім’я записано інакше або про цю людину тут ще не розповіли.",
        ),
        (
            "died_from=2001&died_to=2002",
            "Усе обране разом не підходить нікому з тих, про кого тут розповіли.",
        ),
        ("q=😀", "У тому, що Ви написали, немає ні слова, ні числа."),
    ] {
        let page = site.get(&format!("/uk/heroes?{asked}")).await.ok();
        assert_eq!(page.all("h1"), ["Нікого не знайдено"], "{asked}");
        assert!(page.says(said), "{asked}: {}", page.words());
        assert_eq!(
            page.all(".nothing-ways a"),
            ["Розповісти", "Усі імена"],
            "{asked}"
        );
        let english = site.get(&format!("/en/heroes?{asked}")).await.ok();
        assert_eq!(english.all("h1"), ["Nobody was found"], "{asked}");
    }
    let page = site.get("/uk/heroes?q=😀").await.ok();
    assert!(
        page.all(".nothing h2").is_empty(),
        "nothing is offered where there is nothing"
    );
}

#[actix_web::test]
async fn an_empty_memorial_asks_for_the_first_story() {
    let site = Site::open().await;
    let page = site.get("/uk/heroes").await.ok();
    assert_eq!(page.all("h1"), ["Перших розповідей ще чекаємо"]);
    assert_eq!(page.all(".nothing-ways a"), ["Розповісти"]);
}

#[actix_web::test]
async fn whoever_found_nobody_is_offered_the_nearest_and_less_of_what_was_asked() {
    let site = Site::open().await;
    publish_life(&site, LYSIUK);
    publish_life(&site, NAME_ONLY);
    let page = site.get("/uk/heroes?q=Лисюк&region=odeska").await.ok();
    assert_eq!(page.all("h1"), ["Нікого не знайдено"]);
    assert_eq!(page.all(".nothing .person-name"), ["Лисюк Юрій"]);
    let wider = page.all(".wider a");
    assert!(
        wider.contains(&"Без «Одеська область»: 1 людина".to_owned()),
        "{wider:?}"
    );
    for less in page.attributes(".wider a", "href") {
        assert!(
            !site.get(&less).await.ok().all(".person-name").is_empty(),
            "{less}"
        );
    }
    let page = site.get("/uk/heroes?q=Лисюк+Щастибідненко").await.ok();
    assert_eq!(page.all("h1"), ["Нікого не знайдено"]);
    let wider = page.all(".wider a");
    assert!(
        wider.contains(&"Лише «Лисюк»: 1 людина".to_owned()),
        "{wider:?}"
    );
    let page = site
        .get("/en/heroes?region=odeska&died_from=2024")
        .await
        .ok();
    assert!(
        page.all(".nothing h2")
            .iter()
            .any(|title| title == "A wider search")
    );
}
