//! `…/text.brf`, read back by liblouis, which screen readers and embossers use: its own tables must find our letters again.

use crate::reader::Reader;

#[actix_web::test]
async fn liblouis_reads_our_braille_back_as_the_text() {
    let Some(reader) = Reader::open().await else {
        return;
    };
    reader.read("braille", &[]).await;
}
