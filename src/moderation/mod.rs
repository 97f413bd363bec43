//! The moderators' desk.
