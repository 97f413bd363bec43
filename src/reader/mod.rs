//! From a text that a family wrote elsewhere to proposals, each with its sentence: rules, no guesses. Nothing counts
//! until the family ticks it.

mod acts;
mod deeds;
mod kinship;
mod person;
mod places;
mod proposal;
mod said;
mod service;
mod settle;
#[cfg(test)]
mod tests;
mod text;
mod when;
mod whose;

pub use proposal::{Fact, Proposal, read};
