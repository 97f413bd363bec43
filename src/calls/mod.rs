//! Families who would rather talk: they ask to be called, and a moderator telephones.

pub mod ask;
pub mod list;
pub mod queries;
