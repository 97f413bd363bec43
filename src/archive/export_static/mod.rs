//! `export-static DIR`: the whole public memorial as plain pages that open from a USB stick, without a server.

pub mod address;
pub mod begin;
mod copying;
pub mod index;
pub mod passing;
mod rewriting;
pub mod search;
pub mod write;
