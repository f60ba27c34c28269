//! The vendors that a region or municipality depends on, and how closely each is followed.

pub mod model;
pub mod rules;
pub mod tiering;

pub use model::{Categorisation, Criteria, Criterion, Reason, TierOverride};
pub use rules::{categorise, check_criteria, effective_tier, override_tier};
pub use tiering::{TierTerms, TieringModel};
