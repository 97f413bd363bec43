//! The register of Ukraine's settlements: what is proposed where a place is asked, and what the desk matches with it.

mod codifier;
pub mod list;
pub mod matching;
pub mod names;
pub mod queries;
pub mod register;
pub mod settlement;
pub mod written;
