//! Ukrainian and English, one shape: words, dates, ages, plurals, order.
