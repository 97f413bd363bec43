//! Ukrainian and English, one shape: words, dates, ages, plurals, order.

pub mod dates;
pub mod lang;
pub mod marks;
pub mod order;
pub mod typography;
mod words;

pub use lang::{Lang, UnknownLang};
pub use words::{Argument, Words};
