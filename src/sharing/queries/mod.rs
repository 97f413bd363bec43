//! All SQL of what leaves the memorial: what harvesters and whole files need, and what feeds and calendars do.

pub mod feeds;
mod harvests;

pub use harvests::*;
