//! All SQL of the namesakes. What is known of a life is written in the same transaction as the life itself.

mod apart;
mod finding;
mod knowing;
mod merging;

pub use apart::*;
pub use finding::*;
pub use knowing::*;
pub use merging::*;
