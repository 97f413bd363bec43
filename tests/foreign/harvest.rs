//! `/oai`, harvested by OAI-PMH Scythe.

use crate::lives::{NAME_ONLY, publish_life};
use crate::reader::Reader;

#[actix_web::test]
async fn an_aggregator_takes_everything_and_hears_of_what_is_gone() {
    let Some(reader) = Reader::open().await else {
        return;
    };
    let site = &reader.site;
    let alive = publish_life(site, NAME_ONLY);
    let db = &site.state.db;
    let gone: i32 = db
        .read_now(|conn| heroes_memorial::heroes::queries::newest(conn, 1000))
        .unwrap()
        .into_iter()
        .max()
        .unwrap()
        - 1;
    db.write_now(|conn| {
        heroes_memorial::heroes::queries::withdraw(conn, None, gone, chrono::Utc::now(), "test")
    })
    .unwrap();
    let all = db
        .read_now(|conn| heroes_memorial::heroes::queries::newest(conn, 1000))
        .unwrap();
    let name = |id: i32| format!("oai:127.0.0.1:{id}");
    let total = (all.len() + 1).to_string();
    reader
        .read("harvest", &[&total, &name(gone), &name(alive)])
        .await;
}
