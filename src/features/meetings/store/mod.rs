//! The only queries of this feature.

pub mod months;
pub mod plans;
pub mod runs;
pub mod skipped;
