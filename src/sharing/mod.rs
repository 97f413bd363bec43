//! What leaves the memorial for other places: answers for programs.

pub mod api;
pub mod places;
pub mod suggest;
