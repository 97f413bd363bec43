//! Regions, units, ranks, awards: the authority records.

pub mod authority;
pub mod queries;
pub mod written;

pub use authority::{Award, Rank, Reference, Region, Unit};
