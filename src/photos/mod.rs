//! Pictures: checked, turned upright, made small, kept and shown.
