//! The record as a file: import, export, and invented lives to look at.

pub mod check;
pub mod decide;
pub mod demo;
pub mod desk;
pub mod export;
pub mod import;
mod keeping;
mod pictures;
mod progress;
mod queries;
mod read;
pub mod report;
mod verdict;
