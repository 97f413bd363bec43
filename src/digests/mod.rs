//! Several lives that a moderator gathers for editors of newsletters: made at the desk, read and copied by anyone.

pub mod desk;
pub mod digest;
pub mod edit;
pub mod feed;
pub mod keeping;
pub mod list;
pub mod publication;
pub mod queries;
pub mod show;
