//! All SQL of accounts, by what it asks: people, their sessions, second factors, invitations, notices and failed tries.

mod invitations;
mod notices;
mod people;
mod second_factor;
mod sessions;
mod tries;

/// SHA-256 of a token, a code or a name.
pub type Hash = [u8; 32];

pub use invitations::*;
pub use notices::*;
pub use people::*;
pub use second_factor::*;
pub use sessions::*;
pub use tries::*;
