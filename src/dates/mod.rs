//! A day, a month, a year, a span: EDTF, as much of a date as is known.
