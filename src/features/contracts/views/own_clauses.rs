//! A clause that only the organisation has, in the checklist of a contract.

use crate::base::Instant;
use crate::features::vendors::Choice;
use crate::platform::view::FormState;
use serde::Serialize;

#[derive(Debug, Clone, Serialize)]
pub struct OwnCard {
    pub id: String,
    pub code: String,
    pub title: String,
    pub text: String,
    pub evidence: String,
    pub form: FormState,
    pub version: i32,
    pub in_contract: String,
    /// The framework agreement whose statement it is: its id and its name.
    pub inherited: Option<Choice>,
    pub saved_by: Option<String>,
    pub saved_at: Option<Instant>,
}
