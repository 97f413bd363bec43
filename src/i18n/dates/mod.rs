//! Dates, ages and times in words, as people say them, in both languages.

mod boxes;
mod grammar;
mod lives;
mod moments;
mod phrases;
mod spans;
mod typed;

pub use boxes::box_fault;
pub use grammar::{Case, day_of_year, month};
pub use lives::{age, life_years};
pub use moments::{clock, moment, waiting};
pub use phrases::{day, when};
pub use spans::{since, span, until};
pub use typed::{typed, written};
