//! All SQL of the desk. Every act is meant to run inside one `db.write`, with its line in the journal.

mod companion;
mod contradicting;
mod deciding;
mod hands;
mod keys;
mod lives;
mod narrowed;
mod proof;
mod queue;
mod seals;
mod state;
mod story;

pub use companion::*;
pub use contradicting::*;
pub use deciding::*;
pub use hands::*;
pub use keys::*;
pub use lives::*;
pub use narrowed::*;
pub use proof::*;
pub use queue::*;
pub use seals::*;
pub use state::*;
pub use story::*;
