//! The files of `/data`, read by Frictionless.

use crate::lives::publish_life;
use crate::reader::Reader;

#[actix_web::test]
async fn the_files_are_what_their_description_says() {
    let Some(reader) = Reader::open().await else {
        return;
    };
    let formula = r#"{"name": {"family": "Криничанська", "given": "Орися"}, "call_sign": "=HYPERLINK(1)", "aliases": ["+38"],
        "biography": {"uk": "-1\n\n\"Друга\"; третя, четверта"}}"#;
    publish_life(&reader.site, formula);
    reader.read("package", &[]).await;
}
