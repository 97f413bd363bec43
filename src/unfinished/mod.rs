//! Unfinished lines: what nobody has told of a life yet, asked of its readers one thing at a time.

pub mod answer;
pub mod invitation;
pub mod missing;
