//! Moderators and administrators: who they are, and the proof of it.

pub mod account;
pub mod command;
pub mod disabling;
pub mod guard;
pub mod invitation;
pub mod invite;
pub mod list;
pub mod password;
pub mod password_change;
pub mod queries;
pub mod revocation;
pub mod show;
pub mod sign_in;
pub mod sign_out;
