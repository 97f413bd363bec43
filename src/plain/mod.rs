//! Plain reading: one life in large print, as text, and in Braille.

pub mod braille;
pub mod brf;
pub mod found;
pub mod link;
pub mod sheet;
pub mod show;
pub mod text;
