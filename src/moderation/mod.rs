//! The moderators' desk.

pub mod desk;
pub mod journal;
pub mod language;
pub mod queries;
