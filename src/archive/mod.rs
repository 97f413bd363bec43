//! The record as a file: import, export, backups, and invented lives to look at.

pub mod backup;
pub mod check;
pub mod decide;
pub mod demo;
pub mod export;
pub mod export_static;
pub mod import;
mod keeping;
mod pictures;
mod progress;
pub(crate) mod queries;
pub mod read;
pub mod report;
pub mod restore;
pub mod rotation;
pub mod runs;
pub mod schedule;
pub mod table;
pub(crate) mod taking;
pub(crate) mod verdict;
