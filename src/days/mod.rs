//! Days of the year: whom we remember on each, and in each month.

pub mod day;
pub mod grid;
pub mod list;
pub mod month;
pub mod people;
pub mod queries;
pub mod show;
pub mod turn;
pub mod turns;
