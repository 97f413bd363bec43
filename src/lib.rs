//! Heroes Memorial: the stories of Ukraine's fallen defenders, told by families, read with care, found by anyone.
//!
//! The rooms, in the order to read them.

pub mod about;
pub mod accounts;
pub mod archive;
pub mod dates;
pub mod heroes;
pub mod home;
pub mod i18n;
pub mod moderation;
pub mod names;
pub mod photos;
pub mod reference;
pub mod regions;
pub mod search;
pub mod submissions;
pub mod units;
pub mod web;
