//! Letters by e-mail to families who left an address, where the memorial has a mail server: that a story has arrived, was
//! asked about, became public.

pub mod letter;
pub mod posting;
pub mod queries;
pub mod server;
pub mod writing;
