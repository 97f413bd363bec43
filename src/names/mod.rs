//! A person's name: parse, write, romanise, decline, fold to a search key.

mod decline;
pub mod distance;
pub mod endings;
mod fold;
pub mod given;
pub mod layout;
mod name;
mod romanise;
mod slug;
pub mod stress;
mod suggest_case;
mod tidy;
mod told;
mod write;

pub use decline::{accusative, dative, genitive};
pub use fold::{Tables, fold, folds};
pub use name::{Fault, LONGEST, Name, NameError, Part};
pub use romanise::romanise;
pub use slug::{numbered, slug};
pub use stress::Stress;
pub use suggest_case::suggest_case;
pub use tidy::{APOSTROPHE, is_apostrophe, is_cyrillic, tidy};
pub use told::Told;
