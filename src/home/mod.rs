//! The front page.

pub mod language;
pub mod queries;
pub mod robots;
pub mod show;
