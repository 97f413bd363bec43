//! What families send, from the first word to the answer.

pub mod accepting;
pub mod answers;
pub mod base;
pub mod check;
pub mod consent;
pub mod faults;
pub mod fields;
pub mod form;
pub mod keeping;
pub mod key;
pub mod merging;
pub mod new;
pub mod photos;
pub mod preview;
pub mod queries;
pub mod reading;
pub mod sending;
pub mod show;
pub mod step;
pub mod submission;
pub mod telling;
pub mod text;
pub mod unsaved;
pub mod uploads;
pub mod withdrawal;
