//! A person's name: parse, romanise, fold to a search key.
