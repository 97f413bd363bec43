//! What a moderator asks a family: each question beside the very field it is about, and answered there.

pub mod queries;
pub mod question;
