//! What whoever looks after the machine needs: health, figures, log, a gentle stop, and caches in front that forget.

pub mod connections;
pub mod figures;
pub mod health;
pub mod listener;
pub mod log;
pub mod process;
pub mod queries;
pub mod readiness;
pub mod sockets;
pub mod stopping;
pub mod waits;
