//! `/robots.txt`, read by Python's own `urllib.robotparser`.

use crate::reader::Reader;

#[actix_web::test]
async fn a_robot_may_read_lives_and_neither_the_desk_nor_what_families_write() {
    let Some(reader) = Reader::open().await else {
        return;
    };
    reader.read("robots", &[]).await;
}
