//! The pages of plain text, and what holds for every page that anyone may find.

use crate::lives::{LYSIUK, publish_life};
use crate::site::Site;

#[actix_web::test]
async fn every_public_page_has_one_heading_a_twin_and_a_description_of_its_own() {
    let site = Site::open().await;
    publish_life(&site, LYSIUK);
    let mut titles = Vec::new();
    for path in [
        "",
        "/heroes",
        "/heroes/yurii-lysiuk",
        "/regions",
        "/regions/zhytomyrska",
        "/units",
        "/units/58-motorized",
        "/silence",
        "/silence/screen",
        "/about",
        "/privacy",
        "/rules",
        "/accessibility",
    ] {
        for lang in ["uk", "en"] {
            let page = site.get(&format!("/{lang}{path}")).await.ok();
            assert_eq!(page.all("h1").len(), 1, "{path}");
            assert_eq!(page.attributes("html", "lang"), [lang]);
            assert_eq!(
                page.attributes("link[rel=canonical]", "href"),
                [format!("http://127.0.0.1:8080/{lang}{path}")]
            );
            assert_eq!(page.attributes("link[hreflang]", "href").len(), 2);
            let description = page
                .attributes("meta[name=description]", "content")
                .remove(0);
            assert!(
                (50..=170).contains(&description.chars().count()),
                "{path}: {description}"
            );
            let title = page.all("title").remove(0);
            assert!((3..=70).contains(&title.chars().count()), "{path}: {title}");
            assert!(!titles.contains(&title), "{path}: {title}");
            titles.push(title);
            for sheet in page.attributes(
                "link[rel=stylesheet], link[rel=preload], link[rel=icon]",
                "href",
            ) {
                site.get(&sheet).await.ok();
            }
        }
    }
}
