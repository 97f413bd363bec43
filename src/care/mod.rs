//! Care for those who read: what is theirs to see first, how much is enough, what is heavy, thanks, the numbers of the day.

pub mod carer;
pub mod digest;
pub mod heaviness;
pub mod queries;
pub mod scope;
pub mod show;
pub mod stop;
pub mod thanks;
