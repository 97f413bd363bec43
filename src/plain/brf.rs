//! `/{lang}/heroes/{slug}/text.brf`: the same in Braille, ready for an embosser or a Braille display: uncontracted, 40 cells by
//! 25 lines, in the Braille of the page's language.

use actix_web::web::{Data, Path};
use actix_web::{HttpRequest, HttpResponse};

use super::braille::{Code, cells};
use super::found::{self, Read, file};
use super::sheet::{Block, Shape, pages};
use crate::app::State;
use crate::error::AppError;
use crate::heroes::aloud::{Kind, Row};
use crate::i18n::{Lang, Words};

pub async fn page(
    req: HttpRequest,
    state: Data<State>,
    w: Words,
    path: Path<(String, String)>,
) -> Result<HttpResponse, AppError> {
    let (_, slug) = path.into_inner();
    Ok(match found::read(&state, w, slug, "text.brf").await? {
        Ok(read) => {
            let address = state.settings.absolute(&format!("/h/{}", read.id));
            let save_as = format!("{}-{}.brf", read.slug, w.lang());
            let sheets = pages(w.lang().into(), &blocks(w, &read, &address));
            file(
                &req,
                "text/plain; charset=us-ascii",
                Some(save_as),
                sheets.into_bytes(),
            )
        }
        Err(elsewhere) => elsewhere,
    })
}

impl From<Lang> for Code {
    fn from(lang: Lang) -> Self {
        match lang {
            Lang::Uk => Code::Ukrainian,
            Lang::En => Code::English,
        }
    }
}

fn blocks(w: Words, read: &Read, address: &str) -> Vec<Block> {
    let code = Code::from(w.lang());
    let mut blocks = vec![Block::of(Shape::Title, cells(code, &read.name))];
    for part in &read.parts {
        if let Some(heading) = &part.heading {
            blocks.push(Block::of(Shape::Heading, cells(code, heading)));
        }
        blocks.extend(part.rows.iter().flat_map(|row| block(w, row)));
    }
    blocks.push(Block::of(Shape::Heading, cells(code, w.layout_permanent())));
    blocks.push(Block::of(Shape::Fact, cells(code, address)));
    blocks
}

/// A paragraph in the other language is in its own Braille, and said to be; a few words of it among others are in the letters
/// of the page, for a reader cannot know where another Braille begins.
fn block(w: Words, row: &Row) -> Vec<Block> {
    let own = w.lang();
    let shape = match row.kind {
        Kind::Fact => Shape::Fact,
        Kind::Paragraph | Kind::Quote | Kind::By => Shape::Paragraph,
    };
    let foreign = row
        .lang
        .filter(|lang| *lang != own.code() && row.kind != Kind::Fact);
    let mut found = Vec::new();
    let code = Code::from(if foreign.is_some() { own.other() } else { own });
    if foreign.is_some() {
        found.push(Block::of(
            Shape::Paragraph,
            cells(own.into(), w.plain_in_other_braille()),
        ));
    }
    let label = row.label.iter().map(|label| format!("{label}: "));
    let words = row.pieces.iter().map(|piece| match foreign {
        Some(_) => piece.words.clone(),
        // A table of one Braille has the letters of the other language in its own way.
        None => piece.words.clone(),
    });
    let whole: String = label.chain(words).collect();
    // A line end within a paragraph is one in Braille too.
    found.extend(
        whole
            .lines()
            .map(|line| Block::of(shape, cells(code, line))),
    );
    if foreign.is_some() {
        found.push(Block::of(
            Shape::Paragraph,
            cells(own.into(), w.plain_end_of_other_braille()),
        ));
    }
    found
}
