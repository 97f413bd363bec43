//! The proof: the page as others will see it, shown to its family first.

pub mod appearing;
pub mod proof;
pub mod queries;
pub mod show;
