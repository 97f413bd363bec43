//! All SQL of the register: filled once, searched, what was written held against it, matched, and added to by hand.

mod filling;
mod finding;
mod keeping;
mod matching;
mod unmatched;

pub use filling::fill;
pub use finding::{by_id, called, find, names_of, the_only, where_is};
pub use keeping::{Kept, add_former, add_settlement, drop_name, drop_settlement};
pub use matching::{Matched, Matching, match_group, matchings, undo};
pub use unmatched::{Group, judge, unmatched, unmatched_count, unread};
