//! What is said on standard error, and what never is.
//!
//! Our own lines say what happened, the pattern of an address and the number of a request: never an address, a query, a
//! form, a key or a name. Other libraries could print what passes through them, so they are heard from `info` up, whatever
//! `RUST_LOG` says.

use std::io::IsTerminal;

use clap::ValueEnum;
use tracing::{Level, Metadata};
use tracing_subscriber::filter::filter_fn;
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
    let filter = EnvFilter::try_from_default_env().unwrap_or_else(|_| EnvFilter::new("info"));
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
