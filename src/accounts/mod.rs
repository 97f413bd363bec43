//! Moderators and administrators: who they are, and the proof of it.

pub mod account;
pub mod authenticator;
pub mod browser;
pub mod command;
pub mod disabling;
pub mod guard;
pub mod invitation;
pub mod invite;
pub mod list;
pub mod notices;
mod once_more;
pub mod password;
pub mod password_change;
pub mod queries;
pub mod recovery_codes;
pub mod revocation;
pub mod role_change;
pub mod second_factor;
pub mod second_factor_removal;
pub mod second_step;
pub mod show;
pub mod sign_in;
pub mod sign_out;
