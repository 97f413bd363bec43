//! Who we are, what we keep, how we read, who can use the pages.

pub mod accessibility;
pub mod privacy;
pub mod rules;
pub mod show;
pub mod text;
