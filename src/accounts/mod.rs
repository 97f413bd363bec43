//! Moderators and administrators: who they are, and the proof of it.

pub mod guard;
