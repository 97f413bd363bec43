//! The sitemap, read by ultimate-sitemap-parser.

use crate::reader::Reader;

#[actix_web::test]
async fn every_page_of_the_sitemap_is_there_and_may_be_found() {
    let Some(reader) = Reader::open().await else {
        return;
    };
    let lives = ["/uk/heroes/yurii-lysiuk", "/en/heroes/yurii-lysiuk"];
    reader.read("sitemap", &lives).await;
}
