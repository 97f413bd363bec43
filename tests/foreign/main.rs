//! What the memorial gives to programs, read by programs that others wrote, over the network. Needs a Python with the
//! packages of `requirements.txt` (`install` makes one), which `MEMORIAL_FOREIGN_READERS` names; without that variable each test says that it was
//! skipped, and with it whatever is missing is a failure.
//!
//! A reader is a script `tests/foreign/<name>.py`. It gets the address of a running memorial full of invented lives as its
//! first argument, reads, and ends with a fault when anything is not as its format wants it.

#![allow(clippy::unwrap_used)]

#[path = "../web/lives.rs"]
#[allow(dead_code)]
mod lives;
#[path = "../web/site.rs"]
#[allow(dead_code)]
mod site;

mod reader;

mod api;
mod braille;
mod calendars;
mod feeds;
mod harvest;
mod package;
mod paper;
mod robots;
mod schema_org;
mod sitemap;
