//! What leaves the memorial for other places: answers for programs.

pub mod api;
pub mod calendar;
pub mod embed;
pub mod feed;
pub mod keeping;
pub mod oembed;
pub mod places;
pub mod queries;
pub mod rotation;
pub mod suggest;
pub mod year;
