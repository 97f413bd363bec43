//! The bar on standard error that says how far a long command is. Not there when nobody looks.

use indicatif::{ProgressBar, ProgressStyle};

/// A bar over bytes read; the message counts `what`.
pub fn bytes(length: u64, what: &str) -> ProgressBar {
    styled(
        length,
        &format!("{{wide_bar}} {{percent}} %  {{msg}} {what}  {{eta}}"),
    )
}

/// A bar over things done, such as lives.
pub fn things(number: u64, what: &str) -> ProgressBar {
    styled(
        number,
        &format!("{{wide_bar}} {{pos}} of {{len}} {what}  {{eta}}"),
    )
}

fn styled(length: u64, template: &str) -> ProgressBar {
    let style =
        ProgressStyle::with_template(template).unwrap_or_else(|_| ProgressStyle::default_bar());
    ProgressBar::new(length).with_style(style)
}
