//! Units, by branch; and who served in one.

pub mod list;
pub mod queries;
pub mod show;
pub mod unit;
