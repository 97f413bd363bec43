//! The front page.

pub mod health;
pub mod language;
