//! Self-assessments: what the vendor claims, what the region has seen for itself, and how far
//! apart the two are.

pub mod answers;
pub mod figures;
pub mod model;
pub mod rules;

pub use answers::{check_answer, check_value, missing};
pub use figures::{Figures, Line, figures};
pub use model::{AnswerStatus, AssessmentStatus, Given, Missing, Suggestion};
