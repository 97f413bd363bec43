//! All SQL of the authority records: reading them, changing them, and matching what is written to them.

mod changing;
mod matching;
mod reading;
mod unmatched;
mod words;

pub use changing::*;
pub use matching::*;
pub use reading::{all, fill, last_change};
pub use unmatched::*;
pub use words::{catch_up, waiting};
