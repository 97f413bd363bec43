//! A life as a newsletter prints it: short, made of what is published alone, ready to paste.

pub mod formats;
pub mod item;
pub mod queries;
pub mod show;
