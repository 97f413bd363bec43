//! The published lives: the record, the list, one life.

pub mod hero;
pub mod queries;
mod rows;
