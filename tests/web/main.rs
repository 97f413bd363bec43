//! What people meet, told through the front door: each test has a memorial of its own.

mod lives;
mod site;

mod about;
mod archive;
mod accounts;
mod errors;
mod heroes;
mod home;
mod photos;
mod regions;
mod search;
mod units;
