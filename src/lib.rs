//! Heroes Memorial: the stories of Ukraine's fallen defenders, told by families, read with care, found by anyone.
//!
//! The rooms, in the order to read them.

pub mod dates;
pub mod names;
pub mod i18n;
pub mod reference;
pub mod heroes;
pub mod photos;
pub mod submissions;
pub mod accounts;
pub mod moderation;
pub mod search;
pub mod home;
pub mod regions;
pub mod units;
pub mod about;
pub mod archive;
pub mod web;
