//! Categorisation in depth: triggers and proposals, models tried against the portfolio and
//! published, campaigns, capacity and sensitivity. The models themselves are the feature `tiering`.

mod actions;
mod records;
mod rules;
mod store;

pub use actions::{
    Applied, Decision, LineEdit, NewRound, apply, apply_due, assign, close, decide, discard, draft, edit, edit_line,
    publish, remind, remind_due, renew_due, retier, start, trigger, waiting,
};
pub use records::*;
pub use rules::{DryRun, Load, Shift, dry_run, load, sensitivity};
pub use store::{LineFilter, LineState, Progress, ProposalFilter, lines, open_rounds, progress, proposals, standings};

pub use crate::features::tiering::Trigger;

use crate::base::Result;
use crate::kit::App;
use chrono::{DateTime, Utc};

/// The feature's background work.
pub fn jobs() -> Vec<super::Job> {
    vec![(actions::APPLY, actions::apply_job)]
}

/// What time itself changes: models that come into force, judgements to renew, campaigns that remind.
pub fn sweep(app: &App, now: DateTime<Utc>) -> Result<()> {
    apply_due(app, now)?;
    renew_due(app, now)?;
    remind_due(app, now)
}
