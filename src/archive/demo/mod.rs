//! Invented lives, so that there is something to look at before the first family comes.

pub mod fill;
mod lives;
mod portrait;
mod story;
mod waiting;
