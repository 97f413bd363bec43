//! Heroes Memorial: the stories of Ukraine's fallen defenders, told by families, read with care, found by anyone.
//!
//! The rooms, in the order to read them: first what a life is made of, then the lives, then those who send them, read
//! them, find them; last what every page shares.

pub mod app;
pub mod cli;
pub mod config;
pub mod db;
pub mod error;
pub mod purges;
pub mod routes;
pub mod schema;

pub mod dates;
pub mod names;

pub mod i18n;
pub mod places;
pub mod reference;

pub mod companions;
pub mod heroes;
pub mod photos;
pub mod plain;

pub mod anniversaries;
pub mod calls;
pub mod keys;
pub mod letters;
pub mod papers;
pub mod proofs;
pub mod questions;
pub mod reader;
pub mod submissions;
pub mod unfinished;
pub mod wishes;

pub mod accounts;
pub mod care;
pub mod linter;
pub mod moderation;
pub mod motions;
pub mod namesakes;

pub mod remembrance;

pub mod days;
pub mod home;
pub mod regions;
pub mod search;
pub mod units;

pub mod digests;
pub mod newsletters;
pub mod sharing;

pub mod about;
pub mod archive;

pub mod web;
