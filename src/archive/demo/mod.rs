//! Invented lives, so that there is something to look at before the first family comes.

pub mod fill;
mod lives;
mod portrait;
mod remembered;
mod story;
mod waiting;

/// Why the first version of an invented life is there.
pub const WHY: &str = "an invented life, to look at";
