//! What somebody who means ill would try, each kind in a file of its own.

mod accounts;
mod caches;
mod enumeration;
mod formulas;
mod oversized;
mod paths;
mod pictures;
mod raw;
mod redirects;
mod scripts;
mod slow;
mod sound;
