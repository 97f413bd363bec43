//! What is said on standard error, and what never is.
//!
//! Our own lines say what happened, the pattern of an address and the number of a request: never an address, a query, a
//! form, a key or a name. Other libraries could print what passes through them, so they are heard from `info` up, whatever
//! `RUST_LOG` says.

use std::io::IsTerminal;

use clap::ValueEnum;
use tracing::{Level, Metadata};
use tracing_subscriber::filter::{LevelFilter, filter_fn};
use tracing_subscriber::layer::SubscriberExt;
use tracing_subscriber::util::SubscriberInitExt;
use tracing_subscriber::{EnvFilter, Layer, fmt};

use crate::web::requests::Number;

/// How a line looks.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, ValueEnum)]
pub enum Format {
    /// For a person
    #[default]
    Text,
    /// For a program: one JSON object a line
    Json,
}

/// Begins to log; `RUST_LOG` sets how much is said.
pub fn begin(format: Format) {
    let wished = std::env::var_os("RUST_LOG").unwrap_or_default();
    let wished = wished.to_string_lossy();
    let wrong = wished.split(',').find(|part| !is_directive(part.trim()));
    let filter = match wrong {
        None if !wished.trim().is_empty() => EnvFilter::try_new(&*wished).ok(),
        _ => None,
    };
    let is_understood = filter.is_some() || wished.trim().is_empty();
    let filter = filter.unwrap_or_else(|| EnvFilter::new("info"));
    let lines = match format {
        Format::Text => fmt::layer()
            .with_ansi(std::io::stderr().is_terminal())
            .with_target(false)
            .with_writer(std::io::stderr)
            .boxed(),
        Format::Json => fmt::layer()
            .json()
            .flatten_event(true)
            .with_writer(std::io::stderr)
            .boxed(),
    };
    tracing_subscriber::registry()
        .with(lines.with_filter(filter_fn(may_be_said)))
        .with(filter)
        .init();
    if !is_understood {
        tracing::warn!(
            "RUST_LOG cannot be “{wished}”, and info is taken: write error, warn, info, debug or trace, or a part of the program with \
             one of them, such as info,heroes_memorial::web::requests=debug."
        );
    }
}

/// A level, or a part of a program with one. A word alone would be taken for a program's name, and everything else be silent:
/// that is what becomes of a level that is misspelt.
fn is_directive(part: &str) -> bool {
    let is_level = |word: &str| word.parse::<LevelFilter>().is_ok();
    match part.rsplit_once('=') {
        _ if part.is_empty() || part.contains('[') => true,
        Some((_, level)) => is_level(level),
        None => is_level(part) || part.starts_with("heroes_memorial"),
    }
}

fn may_be_said(line: &Metadata<'_>) -> bool {
    line.target().starts_with("heroes_memorial") || *line.level() <= Level::INFO
}

/// A handler that falls over says where, not what: what it says can be a piece of a family's text.
pub fn say_where_it_fell() {
    std::panic::set_hook(Box::new(|fallen| {
        let place = fallen.location().map(ToString::to_string);
        tracing::error!(
            place = place.as_deref().unwrap_or("unknown"),
            request = Number::current().as_ref().map(Number::as_str),
            "the program fell over here"
        );
    }));
}
