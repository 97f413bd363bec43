//! Pictures: checked, turned upright, made small, kept and shown.

pub mod header;
pub mod jpeg;
pub mod photo;
pub mod refusal;
pub mod renditions;

#[cfg(test)]
mod hostile;
#[cfg(test)]
pub mod samples;
