//! Who we are, what we keep, how we read, who can use the pages.
