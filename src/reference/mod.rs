//! Regions, units, ranks, awards: the authority records.
