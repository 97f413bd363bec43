//! `/{lang}/heroes/{slug}/text.txt`: the same as text alone.

use actix_web::web::{Data, Path};
use actix_web::{HttpRequest, HttpResponse};

use super::found::{self, Read, file};
use crate::app::State;
use crate::error::AppError;
use crate::heroes::aloud::Kind;
use crate::i18n::Words;

pub async fn page(
    req: HttpRequest,
    state: Data<State>,
    w: Words,
    path: Path<(String, String)>,
) -> Result<HttpResponse, AppError> {
    let (_, slug) = path.into_inner();
    Ok(match found::read(&state, w, slug, "text.txt").await? {
        Ok(read) => {
            let address = state.settings.absolute(&format!("/h/{}", read.id));
            file(
                &req,
                "text/plain; charset=utf-8",
                None,
                written(&read, &address).into_bytes(),
            )
        }
        Err(elsewhere) => elsewhere,
    })
}

/// Paragraphs with an empty line between, facts one a line.
fn written(read: &Read, address: &str) -> String {
    let mut out = read.stressed.as_ref().unwrap_or(&read.name).clone();
    out.push('\n');
    for part in &read.parts {
        if let Some(heading) = &part.heading {
            out.push_str(&format!("\n{}\n", heading.to_uppercase()));
        }
        for row in &part.rows {
            if row.kind == Kind::Paragraph || row.kind == Kind::Quote {
                out.push('\n');
            }
            if let Some(label) = &row.label {
                out.push_str(&format!("{label}: "));
            }
            out.push_str(&row.words());
            out.push('\n');
        }
    }
    out.push_str(&format!("\n{address}\n"));
    out
}
