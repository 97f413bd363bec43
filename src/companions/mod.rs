//! Side by side: who served together, came from one village, came back from captivity or fell on one day. From published facts
//! alone, on both sides.

pub mod bond;
pub mod queries;
pub mod section;
