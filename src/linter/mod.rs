//! What must not get through: private numbers and addresses, the names of children and of the living, other people's faces.

pub mod addresses;
pub mod cutting;
pub mod finding;
pub mod folded;
pub mod hiding;
mod kin_words;
pub mod numbers;
pub mod passages;
pub mod people;
pub mod queries;
pub mod settling;
pub mod shown;
#[cfg(test)]
mod tests;
pub mod texts;
pub mod uniting;
