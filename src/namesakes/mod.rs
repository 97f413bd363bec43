//! Who may be the same person: scored for whoever decides, told apart for good, or merged into one page and parted again.

pub mod apart;
pub mod knowing;
pub mod likeness;
pub mod list;
pub mod merge;
pub mod merged;
pub mod merging;
pub mod proposals;
pub mod queries;
pub mod reasons;
pub mod section;
pub mod traits;
pub mod who;
