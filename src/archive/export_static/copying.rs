//! The walk: every page that a page of the copy leads to is asked for and written down, until none is missing. So no link
//! inside the copy can lead to nothing.

use std::collections::{HashSet, VecDeque};
use std::path::{Path, PathBuf};
use std::rc::Rc;
use std::sync::Arc;

use actix_http::Request;
use actix_web::body::{MessageBody, to_bytes};
use actix_web::dev::{Service, ServiceResponse};
use actix_web::http::StatusCode;
use actix_web::http::header::{CONTENT_TYPE, LOCATION};
use actix_web::test::TestRequest;
use actix_web::web::{Bytes, block};
use anyhow::{Context, anyhow, bail};
use futures_util::StreamExt;
use futures_util::stream::FuturesUnordered;
use indicatif::ProgressBar;

use super::address::{Lead, lead};
use super::rewriting::{Note, rewrite, with_letters};

/// Pages on their way at one time: while some wait for the file of data, others are drawn and written.
const AT_ONCE: usize = 8;

/// Where the copy is made, and what its pages say of themselves.
pub struct Copy {
    pub folder: PathBuf,
    pub note: Note,
}

/// What was written.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Copied {
    pub pages: u64,
    pub pictures: u64,
}

/// Asks for these addresses and for all that they lead to. `have` are the files that are there already, and grows.
pub async fn copy<S, B>(
    site: Rc<S>,
    to: Arc<Copy>,
    begin: Vec<String>,
    have: &mut HashSet<String>,
    bar: &ProgressBar,
) -> anyhow::Result<Copied>
where
    S: Service<Request, Response = ServiceResponse<B>, Error = actix_web::Error>,
    B: MessageBody,
{
    let mut copied = Copied::default();
    let mut waiting = VecDeque::new();
    let mut running = FuturesUnordered::new();
    let want = |addresses: Vec<String>, have: &mut HashSet<String>, waiting: &mut VecDeque<_>| {
        for address in addresses {
            if let Lead::File(file) = lead(&address)
                && have.insert(file.clone())
            {
                // A picture takes no time to draw and brings no more to ask for.
                if file.starts_with("photos/") {
                    waiting.push_front((address, file));
                } else {
                    waiting.push_back((address, file));
                }
            }
        }
    };
    want(begin, have, &mut waiting);
    loop {
        while running.len() < AT_ONCE
            && let Some((address, file)) = waiting.pop_front()
        {
            running.push(one(Rc::clone(&site), Arc::clone(&to), address, file));
        }
        let Some(written) = running.next().await else {
            return Ok(copied);
        };
        let Written { is_page, needs } = written?;
        match is_page {
            true => copied.pages += 1,
            false => copied.pictures += 1,
        }
        bar.inc(1);
        bar.set_length(
            copied.pages + copied.pictures + u64::try_from(waiting.len() + running.len())?,
        );
        want(needs, have, &mut waiting);
    }
}

struct Written {
    is_page: bool,
    needs: Vec<String>,
}

async fn one<S, B>(
    site: Rc<S>,
    to: Arc<Copy>,
    address: String,
    file: String,
) -> anyhow::Result<Written>
where
    S: Service<Request, Response = ServiceResponse<B>, Error = actix_web::Error>,
    B: MessageBody,
{
    let request = TestRequest::get().uri(&address).to_request();
    let answer = site
        .call(request)
        .await
        .map_err(|fault| anyhow!("{address}: {fault}"))?;
    let status = answer.status();
    let moved = answer
        .headers()
        .get(LOCATION)
        .and_then(|to| to.to_str().ok())
        .map(str::to_owned);
    let is_page = answer
        .headers()
        .get(CONTENT_TYPE)
        .is_some_and(|kind| kind.as_bytes().starts_with(b"text/html"));
    let body = to_bytes(answer.into_body())
        .await
        .map_err(|_| anyhow!("{address} broke off"))?;
    // A life may be taken down while the copy is made: its page says so there too. Everything else must be there.
    match (status, moved) {
        (StatusCode::OK | StatusCode::GONE, _) => {}
        (status, Some(moved)) if status.is_redirection() => {
            let html = super::begin::moved(&moved)?;
            return block(move || write_page(&to, html, &file)).await?;
        }
        (status, _) => {
            bail!("{address} answers {status}, so the copy would have a link to nothing")
        }
    }
    block(move || {
        if is_page {
            let html = String::from_utf8(body.to_vec()).context(address)?;
            write_page(&to, html, &file)
        } else {
            if file.ends_with(".css") {
                let sheet = with_letters(&String::from_utf8(body.to_vec()).context(address)?);
                write(&to.folder, &file, sheet.as_bytes())?;
            } else {
                write(&to.folder, &file, &body)?;
            }
            Ok(Written {
                is_page: !file.starts_with("photos/"),
                needs: Vec::new(),
            })
        }
    })
    .await?
}

fn write_page(to: &Copy, html: String, file: &str) -> anyhow::Result<Written> {
    let page = rewrite(&html, file, &to.note)?;
    write(&to.folder, file, &Bytes::from(page.html))?;
    Ok(Written {
        is_page: true,
        needs: page.needs,
    })
}

/// Writes one file of the copy, and its folder where there is none.
pub fn write(folder: &Path, file: &str, bytes: &[u8]) -> anyhow::Result<()> {
    let path = folder.join(file);
    let cannot = || format!("{} cannot be written", path.display());
    match std::fs::write(&path, bytes) {
        Err(fault) if fault.kind() == std::io::ErrorKind::NotFound => {
            let folder = path.parent().unwrap_or(folder);
            std::fs::create_dir_all(folder).with_context(cannot)?;
            std::fs::write(&path, bytes).with_context(cannot)
        }
        done => done.with_context(cannot),
    }
}

/// A page whose body was made here, with the files it needs.
pub fn put(to: &Copy, html: &str, file: &str) -> anyhow::Result<Vec<String>> {
    Ok(write_page(to, html.to_owned(), file)?.needs)
}
