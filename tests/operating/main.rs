//! The memorial as whoever looks after its machine meets it: a process that is started, watched, replaced under load and read
//! by what stands in front of it.

#![allow(clippy::unwrap_used)]

#[path = "../web/lives.rs"]
#[allow(dead_code)]
mod lives;
#[path = "../web/site.rs"]
#[allow(dead_code)]
mod site;

mod process;
mod story;

mod caches;
mod caddy;
mod command;
mod commands;
mod documents;
mod figures;
mod log;
mod nginx;
mod restart;
