//! The published lives: the record, the list, one life.
