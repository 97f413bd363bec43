//! JSON-LD, held against the vocabulary of <https://schema.org> itself.

use crate::reader::Reader;

#[actix_web::test]
async fn every_word_of_a_page_is_one_of_the_vocabulary() {
    let Some(reader) = Reader::open().await else {
        return;
    };
    let found = reader.site.get("/api/v1/heroes?limit=100").await.ok();
    let found: serde_json::Value = serde_json::from_slice(&found.bytes).unwrap();
    let mut pages = vec!["/uk".to_owned(), "/en".to_owned()];
    for hero in found["heroes"].as_array().unwrap() {
        for lang in ["uk", "en"] {
            pages.push(format!("/{lang}/heroes/{}", hero["slug"].as_str().unwrap()));
        }
    }
    assert!(pages.len() > 100);
    let pages: Vec<&str> = pages.iter().map(String::as_str).collect();
    reader.read("schema_org", &pages).await;
}
