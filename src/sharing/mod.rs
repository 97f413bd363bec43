//! What leaves the memorial for other places: answers for programs, lists of pages, whole files, a harvester's records.

pub mod api;
pub mod datapackage;
pub mod dumps;
pub mod linked_data;
pub mod oai;
pub mod queries;
pub mod rights;
pub mod show;
pub mod sitemap;
pub mod streaming;
pub mod xml;
