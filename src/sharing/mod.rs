//! What leaves the memorial for other places: answers for programs, whole files, a harvester's records, pictures beside links, codes
//! on stone, a life on paper, and all that a family gave, for it to keep.

pub mod api;
pub mod below;
pub mod calendar;
pub mod card;
pub mod code;
pub mod datapackage;
pub mod drawing;
pub mod dumps;
pub mod embed;
pub mod feed;
pub mod font;
pub mod grave_code;
pub mod keeping;
pub mod keepsake;
pub mod linked_data;
pub mod links;
pub mod made;
pub mod oai;
pub mod oembed;
pub mod own;
pub mod paper;
pub mod picture;
pub mod qr;
pub mod queries;
pub mod rights;
pub mod show;
pub mod sitemap;
pub mod streaming;
pub mod xml;
pub mod year;
