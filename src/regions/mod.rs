//! The regions of Ukraine and who comes from, fell and rests in each.
