//! Finding a person by what one remembers.
