//! The use cases: triggers, proposals, models tried and published, campaigns.

mod apply;
mod decide;
mod lapsed;
mod models;
mod reminders;
mod renewal;
mod rounds;
mod trigger;

pub use apply::{APPLY, Applied, apply, apply_due, apply_job, retier};
pub use decide::{Decision, decide, waiting};
pub use lapsed::lapsed_due;
pub use models::{discard, draft, edit, publish};
pub use reminders::{remind, remind_due};
pub use renewal::{cutoff, renew_due};
pub use rounds::{LineEdit, NewRound, assign, close, edit_line, start};
pub use trigger::trigger;

use crate::base::refusal::{self, Result};

/// Refuses an edit of something that somebody else has changed since.
fn check_version(version: Option<i32>, stored: i32, shown: &[(&str, String)]) -> Result<()> {
    refusal::check_version(version, stored, || {
        shown.iter().map(|(field, text)| ((*field).to_string(), text.clone())).collect()
    })
}
