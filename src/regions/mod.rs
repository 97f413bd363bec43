//! Regions of Ukraine: where people were from, where they fell, where they rest.

pub mod country;
pub mod list;
pub mod map;
pub mod queries;
pub mod region;
pub mod settlement;
pub mod show;
