//! What of the public changed, told to whoever keeps pages: to this program's own memory, and to caches in front of it.

pub mod counted;
pub mod noticing;
pub mod queries;
pub mod tag;
pub mod told;
