//! What hurts most takes two people: one proposes it with a reason, another account does it, refuses it or leaves it.

pub mod hiding;
pub mod list;
pub mod motion;
pub mod performing;
pub mod queries;
pub mod show;
