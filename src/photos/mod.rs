//! Pictures: checked, turned upright, made small, kept and shown.

pub mod header;
pub mod jpeg;
pub mod look;
pub mod parts;
pub mod photo;
pub mod queries;
pub mod refusal;
pub mod renditions;
pub mod show;

#[cfg(test)]
mod hostile;
#[cfg(test)]
pub mod samples;
