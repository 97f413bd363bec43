//! A day, a month, a year, a span: EDTF, as much of a date as is known.

pub mod boxes;
pub mod clock;
pub mod compare;
pub mod date;
pub mod kyiv;
pub mod parse;
#[cfg(test)]
mod tests;
pub mod told;

pub use boxes::{BoxFault, Boxes, DateBox};
pub use compare::{Remembered, age, certainly_after};
pub use date::{Calendar, Edtf, Precision, Shape, YEARS};
pub use parse::EdtfError;
