//! A letter to a family on the days of its person, when the family asked for it.

pub mod anniversary;
pub mod choice;
pub mod posting;
pub mod queries;
pub mod stop;
