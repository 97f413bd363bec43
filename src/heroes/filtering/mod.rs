//! The form beside a list: what can be chosen, with how many lives each choice would leave, and what is chosen already.

mod awards;
pub mod choice;
pub mod chosen;
pub mod form;
pub mod letters;
mod ranks;
mod regions;
mod units;
mod years;
