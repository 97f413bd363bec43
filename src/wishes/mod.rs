//! What a family wants of its published page: hidden at once where it says so, shown again, a picture erased. A moderator
//! settles each.

pub mod hiding;
pub mod list;
pub mod queries;
