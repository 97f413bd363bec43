//! Caches in front of the memorial: they are told by key what to let go, and waited for, so that what is hidden is hidden.

pub mod cache;
pub mod forgetting;
pub mod leaves;
pub mod telling;
