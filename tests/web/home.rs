//! The front page.

use crate::lives::{LYSIUK, NAME_ONLY, publish_life};
use crate::site::Site;

#[actix_web::test]
async fn the_day_of_a_death_is_remembered_on_its_day() {
    let site = Site::open_at(|| "2027-03-05T08:00:00Z".parse().unwrap()).await;
    publish_life(&site, LYSIUK);
    publish_life(&site, NAME_ONLY);
    let page = site.get("/uk").await.ok();
    assert_eq!(page.all("#today"), ["Сьогодні, 5 березня, пам’ятаємо"]);
    assert_eq!(page.all(".today .name"), ["Юрій Лисюк"]);
    assert_eq!(page.all("h1"), ["Меморіал Героїв"]);
    assert_eq!(
        page.all(".eight-name"),
        ["Орися Криничанська", "Юрій Лисюк"]
    );
    assert_eq!(
        site.get("/en").await.ok().all("#today"),
        ["Today, 5 March, we remember"]
    );
}

#[actix_web::test]
async fn on_other_days_each_is_remembered_in_turn() {
    let site = Site::open_at(|| "2027-05-01T08:00:00Z".parse().unwrap()).await;
    publish_life(&site, LYSIUK);
    let page = site.get("/uk").await.ok();
    assert_eq!(page.all("#today"), ["Сьогодні пам’ятаємо"]);
    assert_eq!(page.all(".today .name"), ["Юрій Лисюк"]);
}

#[actix_web::test]
async fn an_empty_memorial_still_opens() {
    let site = Site::open().await;
    for path in ["/uk", "/en"] {
        let page = site.get(path).await.ok();
        assert_eq!(page.all(".door-name").len(), 3);
        assert!(page.all("#today").is_empty());
    }
}

#[actix_web::test]
async fn search_engines_are_told_what_is_not_theirs() {
    let site = Site::open().await;
    let page = site.get("/robots.txt").await.ok();
    assert_eq!(
        page.header("content-type"),
        Some("text/plain; charset=utf-8")
    );
    assert!(
        page.text()
            .contains("Disallow: /admin\nDisallow: /*/submissions\n")
    );
}
