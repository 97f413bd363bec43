//! Finding a person by what one remembers.

pub mod filters;
pub mod found;
pub mod index;
pub mod known;
pub mod queries;
pub mod query;
pub mod suggest;
pub mod words;

mod conditions;
mod people;
mod reason;
#[cfg(test)]
mod tests;
mod tokens;

pub use filters::{Chosen, Filters, Notice, RegionRole, Sort};
pub use found::{Facets, Found, Hit, Instead, Part, Reason};
pub use known::Known;
pub use query::Query;
