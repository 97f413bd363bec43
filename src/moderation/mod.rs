//! The moderators' desk.

pub mod journal;
