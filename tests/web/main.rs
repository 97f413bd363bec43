//! What people meet, told through the front door: each test has a memorial of its own.

mod site;

mod archive;
mod accounts;
mod errors;
mod photos;
