//! A list as a table: what Excel and its kin write down, read into records; and records written as such a table.

pub mod cell;
pub mod column;
pub mod encoding;
pub mod fault;
pub mod line;
pub mod mapping;
pub mod sheet;
pub mod written;
