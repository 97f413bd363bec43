//! Regions, units, ranks, awards: the authority records, their desk, and what is written and matched to them.

pub mod authority;
pub mod existence;
pub mod near;
pub mod queries;
pub mod record;
pub mod renewal;
pub mod written;

pub mod boxes;
pub mod change;
pub mod list;
pub mod matches;
pub mod new;
pub mod show;
pub mod telling;
pub mod unmatched;

pub use authority::{Award, FormerName, Rank, Reference, Region, Unit};
pub use existence::did_not_exist_then;
