//! Finding anything one may see from one search box.
