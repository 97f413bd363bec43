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

#[actix_web::test]
async fn a_unit_stands_under_the_one_it_belongs_to_and_its_people_served_in_both() {
    use diesel::RunQueryDsl;
    let site = Site::open().await;
    publish_life(&site, LYSIUK);
    site.state
        .db
        .write_now(|conn| {
            diesel::sql_query(
                "UPDATE units SET parent = '14-mechanized' WHERE slug = '58-motorized'",
            )
            .execute(conn)
        })
        .unwrap();
    let reference = site
        .state
        .db
        .read_now(heroes_memorial::reference::queries::all)
        .unwrap();
    site.state.put_reference(reference);
    let page = site.get("/uk/units").await.ok();
    assert_eq!(
        page.attributes(".rows-under a", "href"),
        ["/uk/units/58-motorized"]
    );
    assert_eq!(
        page.attributes(".rows a[href=\"/uk/units/58-motorized\"]", "href")
            .len(),
        1,
        "it stands there once"
    );
    assert_eq!(page.all(".rows .count"), ["1 людина", "1 людина"]);
    let page = site.get("/uk/units/14-mechanized").await.ok();
    assert_eq!(page.all(".person-name"), ["Лисюк Юрій"]);
    assert!(page.says("До складу входять: 58-ма окрема"));
    let page = site.get("/uk/units/58-motorized").await.ok();
    assert!(page.says("У складі: 14-та окрема"));
}

#[actix_web::test]
async fn each_branch_can_be_linked_to() {
    let site = Site::open().await;
    for lang in ["uk", "en"] {
        let page = site.get(&format!("/{lang}/units")).await.ok();
        let anchors = page.attributes("section", "id");
        assert_eq!(anchors[0], "ground-forces");
        for jump in page.attributes(".jumps a", "href") {
            assert!(anchors.contains(&jump.replace('#', "")), "{jump}");
        }
        let unit = site.get(&format!("/{lang}/units/58-motorized")).await.ok();
        assert_eq!(
            unit.attributes(".page-head .lead a", "href"),
            [format!("/{lang}/units#ground-forces")]
        );
    }
}
