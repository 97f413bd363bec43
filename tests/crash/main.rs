//! Bad days: the process is killed at any instant, the disk is full, the file is cut short or a bit of it turns. A real process of
//! the binary each time; nothing that was accepted may be missing afterwards. `KILLS=300 cargo test --test crash` kills more often.

#![allow(clippy::unwrap_used)]

#[path = "../web/lives.rs"]
#[allow(dead_code)]
mod lives;
#[path = "../web/site.rs"]
#[allow(dead_code)]
mod site;

mod damage;
mod disk;
mod given;
mod kill;
mod memorial;
