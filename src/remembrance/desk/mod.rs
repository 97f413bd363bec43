//! The moderators' side of memories: those that wait, and one of them beside its life.

pub mod acts;
pub mod list;
pub mod show;
