//! A life on paper: one A4 page and a booklet of eight A6 pages, typeset by Typst's library inside the program.

pub mod booklet;
pub mod file;
pub mod fit;
pub mod page;
pub mod press;
pub mod show;
pub mod told;
