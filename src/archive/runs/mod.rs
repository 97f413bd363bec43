//! Lists at the import desk: how one comes, what became of each of its rows, and what a moderator does with them.

pub mod columns;
pub mod correct;
pub mod list;
pub mod new;
pub mod queries;
pub mod reading;
pub mod run;
pub mod said;
pub mod show;
