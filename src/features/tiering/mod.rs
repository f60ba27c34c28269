//! The tiering model: what a vendor is judged by, and the rules, weights and consequences that
//! lead from the criteria to a tier.

mod model;
mod rules;
mod terms;

pub use model::{Categorisation, Criteria, Criterion, Reason, TierOverride};
pub use rules::{categorise, check_criteria, effective_tier, override_tier};
pub use terms::{TierTerms, TieringModel};
