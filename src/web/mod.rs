//! What every page shares and no feature owns: layout, errors, guards of the door.

pub mod assets;
pub mod error_pages;
pub mod headers;
pub mod held;
pub mod keep;
pub mod language;
pub mod layout;
pub mod methods;
pub mod packing;
pub mod page_cache;
pub mod patience;
pub mod portrait;
pub mod rate_limit;
pub mod same_origin;
pub mod show;
pub mod slashes;
pub mod wire;
