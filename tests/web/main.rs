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
mod care;
mod choosing;
mod contributions;
mod days;
mod english;
mod errors;
mod export_static;
mod heroes;
mod home;
mod imports;
mod journal;
mod keeping;
mod keys;
mod letters;
mod linter;
mod lysiuk;
mod moderation;
mod motions;
mod namesakes;
mod nothing;
mod one_life;
mod papers;
mod photos;
mod places;
mod proofs;
mod questions;
mod queue;
mod reference;
mod reference_matching;
mod regions;
mod roles;
mod search;
mod second_factor;
mod state;
mod states;
mod states_of_lists;
mod states_of_lives;
mod states_of_stories;
mod submissions;
mod suggest;
mod text;
mod units;
mod uploads;
mod visibility;
