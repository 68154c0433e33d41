//! Words and concepts. Filled in below.
