//! The tiering model: what a vendor is judged by, and the rules, weights and consequences that
//! lead from the criteria to a tier. An organisation can have models of its own.

mod capacity;
mod checks;
mod model;
mod records;
mod rules;
mod store;
mod terms;
mod versions;
mod wording;

pub use capacity::{Capacity, TierCapacity};
pub use checks::{CADENCES, Examined, MAX_RULES, MAX_TEXT, Reversal, check_capacity, check_model, examine};
pub use model::{Categorisation, Criteria, Criterion, ModelStatus, Reason, TierOverride, Trigger};
pub use records::ModelRecord;
pub use rules::{categorise, check_criteria, effective_tier, override_tier};
pub use store::{
    count as count_models, due as due_models, find as find_model, find_version as find_model_version,
    insert as insert_model, list as list_models, models, save as save_model,
};
pub use terms::{LOWEST_TIER, Levels, TierRule, TierTerms, TieringModel, Worded};
pub use versions::{Models, model_by_version, model_on};
pub use wording::{conditions_text, model_text, reason_text, rule_text};
