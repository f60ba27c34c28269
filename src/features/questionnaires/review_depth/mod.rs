//! The depth of a review: until when a verdict holds, the sample, the second person, the dialogue about a question,
//! and what can be taken over from last time or from a certificate.

mod actions;
pub mod api;
mod certificates;
mod comparing;
mod parameters;
pub mod pages;
mod records;
mod routes;
mod rules;
mod samples;
mod sampling;
mod standing;
mod store;
mod talking;
mod unchanged;
pub mod views;

pub(in crate::features::questionnaires) use actions::judged;
pub use actions::{EvidenceEdit, confirm, give_back, keep_evidence, review_with_evidence, sweep_lapsed};
pub use certificates::{Proposal, ScopeEdit, decide_scope, proposals, use_certificate};
pub use comparing::{Change, Comparison, Difference, comparison, difference};
pub use parameters::Parameters;
pub use records::*;
pub use routes::routes;
pub use rules::{Asks, DRAW, asks, draw};
pub use sampling::{after_submit, draws_the_same, may_close, sample_of};
pub use standing::{Standing, VerdictState};
pub use store::Supports;
pub use talking::{Thread, resolve, sweep_digests, threads_of, write_message};
pub use unchanged::{Candidate, WhyNot, accept_unchanged, candidates};

use crate::base::Result;
use crate::features::questionnaires::store::FullAssessment;
use crate::kit::Ctx;
use crate::platform::db::Db;

/// What the page of one review reads beside the assessment: five queries, whatever its size.
pub fn parts(c: &mut Db, ctx: &Ctx, full: &FullAssessment) -> Result<views::DepthParts> {
    Ok(views::DepthParts {
        sample: store::sample_of(c, &full.assessment.id)?,
        weighed: certificates::weigh(c, ctx, full)?,
        threads: threads_of(c, ctx, &full.assessment.id)?,
        person_id: ctx.actor.person_id.clone(),
        today: ctx.today(),
    })
}
