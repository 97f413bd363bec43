//! Units, and who served in each.

use reqwest::StatusCode;

use crate::lives::{LYSIUK, publish_life};
use crate::site::Site;

#[actix_web::test]
async fn a_unit_says_who_served_in_it() {
    let site = Site::open().await;
    publish_life(&site, LYSIUK);
    let page = site.get("/uk/units/58-motorized").await.ok();
    assert_eq!(page.all(".person-name"), ["Лисюк Юрій"]);
    assert!(page.says("58 ОМПБр, Сухопутні війська"));
    assert!(
        site.get("/en/units/58-motorized")
            .await
            .ok()
            .says("Ground Forces")
    );
    assert!(
        site.get("/uk/units/14-mechanized")
            .await
            .ok()
            .says("Про людей із цієї частини тут ще не розповіли.")
    );
    assert_eq!(
        site.get("/uk/units/nowhere").await.status,
        StatusCode::NOT_FOUND
    );
}

#[actix_web::test]
async fn the_index_goes_by_branch() {
    let site = Site::open().await;
    let page = site.get("/uk/units").await.ok();
    assert_eq!(page.all("h2")[0], "Сухопутні війська");
    assert_eq!(
        site.get("/en/units").await.ok().all("h2")[0],
        "Ground Forces"
    );
}
