//! The record as a file: import, export, and invented lives to look at.
