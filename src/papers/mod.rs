//! Photographs of papers that a family shows to moderators and to nobody else.

pub mod queries;
pub mod show;
