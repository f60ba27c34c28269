//! Samples of every page.
