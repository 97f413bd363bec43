//! Who may open a story: its secret address, six words for paper and the telephone, and addresses for relatives.

pub mod holder;
pub mod queries;
pub mod relatives;
pub mod replacement;
pub mod six_words;
pub mod words;
