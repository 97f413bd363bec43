//! `/api/v1`, asked by Schemathesis whatever its description allows, and what it does not.

use crate::reader::Reader;

/// Questions an address. By hand, more of them: `MEMORIAL_QUESTIONS=2000 cargo test --test foreign api`.
const QUESTIONS: &str = "40";

#[actix_web::test]
async fn the_api_is_what_its_description_says() {
    let Some(reader) = Reader::open().await else {
        return;
    };
    let questions = std::env::var("MEMORIAL_QUESTIONS").unwrap_or_else(|_| QUESTIONS.to_owned());
    reader.read("api", &[&questions]).await;
}
