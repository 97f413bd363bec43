//! Finding a person by what one remembers.

pub mod filters;
pub mod found;
pub mod index;
pub mod known;
pub mod queries;
pub mod query;
pub mod suggest;
pub mod words;

mod answers;
mod around;
mod catalogue;
mod narrowing;
mod order;
mod people;
mod ranking;
mod reason;
mod stem;
#[cfg(test)]
mod tests;
mod tokens;
mod told;

pub use filters::{Chosen, Filters, Notice, RegionRole, Sort};
pub use found::{Facets, Found, Hit, Instead, Part, Reason};
pub use known::Known;
pub use query::Query;
