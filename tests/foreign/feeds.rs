//! Feeds, read by Python's `feedparser` and `lxml`.

use crate::reader::Reader;

#[actix_web::test]
async fn a_reader_of_feeds_walks_through_every_life_once() {
    let Some(reader) = Reader::open().await else {
        return;
    };
    reader.read("feeds", &[]).await;
}
