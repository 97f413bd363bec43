//! The published lives: the record, the list, one life.

pub mod aloud;
pub mod among;
pub mod elsewhere;
pub mod filtering;
pub mod found;
pub mod grave;
pub mod hero;
pub mod identifier;
pub mod life;
pub mod list;
mod nothing;
mod paging;
pub mod person;
pub mod pictures;
pub mod queries;
mod rows;
pub mod short;
pub mod show;
pub mod sources;
pub mod telling;
pub mod timeline;
pub mod visibility;
