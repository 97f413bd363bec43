//! The units and who served in each.
