//! The use cases: triggers, proposals, models tried and published, campaigns.

mod trigger;

pub use trigger::trigger;
