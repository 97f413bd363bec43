//! A person's name: parse, write, romanise, decline, fold to a search key.

pub mod decline;
pub mod fold;
pub mod name;
pub mod romanise;
pub mod slug;
pub mod suggest_case;
pub mod tidy;
pub mod write;

pub use name::{Fault, Name, NameError, Part};
