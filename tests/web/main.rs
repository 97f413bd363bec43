//! What people meet, told through the front door: each test has a memorial of its own.

#![allow(clippy::unwrap_used)]

mod listing;
mod lives;
mod site;

mod about;
mod accounts;
mod api;
mod archive;
mod calls;
mod choosing;
mod contributions;
mod days;
mod english;
mod errors;
mod heroes;
mod home;
mod keeping;
mod keys;
mod letters;
mod lysiuk;
mod moderation;
mod motions;
mod nothing;
mod one_life;
mod papers;
mod photos;
mod proofs;
mod questions;
mod regions;
mod search;
mod submissions;
mod suggest;
mod text;
mod units;
mod uploads;
mod visibility;
