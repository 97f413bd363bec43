//! The PDF of a life, read by pypdf and by poppler.

use crate::reader::Reader;

#[actix_web::test]
async fn a_life_on_paper_has_its_letters_and_its_fonts() {
    let Some(reader) = Reader::open().await else {
        return;
    };
    reader.read("paper", &[]).await;
}
