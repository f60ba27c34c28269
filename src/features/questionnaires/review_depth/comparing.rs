//! Against last year, and against the tier. Neither names anybody else.

use super::parameters::Parameters;
use super::{rules, store as depth};
use crate::base::{Id, Result};
use crate::features::questionnaires::AnswerStatus;
use crate::features::questionnaires::store::{self, FullAssessment};
use crate::kit::Ctx;
use crate::platform::db::Db;
use serde::Serialize;
use std::collections::BTreeSet;

crate::text_enum! {
    /// How an answer differs from last time. What no longer applies is gone; what begins to apply is new.
    pub enum Change {
        Better => "better",
        Worse => "worse",
        New => "new",
        Gone => "gone",
        Unchanged => "unchanged",
    }
}

/// One question, then and now.
#[derive(Debug, Clone, Serialize, utoipa::ToSchema)]
pub struct Difference {
    pub question_id: String,
    pub change: Change,
    pub then: Option<AnswerStatus>,
    pub now: Option<AnswerStatus>,
    /// The vendor has written something else though the status is the same.
    pub reworded: bool,
}

/// What changed between two assessments, the worst first. Pure.
pub fn differences(now: &FullAssessment, then: &FullAssessment) -> Vec<Difference> {
    let ids: BTreeSet<&str> = now.questions.iter().chain(&then.questions).map(|q| q.id.as_str()).collect();
    let asked = |full: &FullAssessment, id: &str| full.questions.iter().any(|question| question.id == id);
    let one = |id: &str| {
        let (old, new) = (then.claim(id), now.claim(id));
        let was = if asked(then, id) { rules::rank(old) } else { None };
        let is = if asked(now, id) { rules::rank(new) } else { None };
        let change = match (was, is) {
            (None, None) => Change::Unchanged,
            (None, Some(_)) => Change::New,
            (Some(_), None) => Change::Gone,
            (Some(was), Some(is)) if is > was => Change::Better,
            (Some(was), Some(is)) if is < was => Change::Worse,
            (Some(_), Some(_)) => Change::Unchanged,
        };
        let text =
            |full: &FullAssessment| full.answers.get(id).map(|answer| (answer.given().value, answer.comment.clone()));
        Difference {
            question_id: id.to_string(),
            change,
            then: old,
            now: new,
            reworded: change == Change::Unchanged && text(now) != text(then),
        }
    };
    let mut all: Vec<Difference> = ids.into_iter().map(one).collect();
    all.sort_by_key(|each| match each.change {
        Change::Worse => 0,
        Change::Gone => 1,
        Change::New => 2,
        Change::Better => 3,
        Change::Unchanged => 4,
    });
    all
}

/// Two assessments of a vendor and what differs; `then` is none when there was no last time.
pub type Compared = (FullAssessment, Option<FullAssessment>, Vec<Difference>);

/// An assessment against the vendor's last one. Errors: NotFound; `rule-assessment-not-submitted`.
pub fn difference(c: &mut Db, ctx: &Ctx, id: &Id) -> Result<Compared> {
    ctx.scope.client()?;
    let now = store::open(c, &ctx.scope, id)?;
    if now.assessment.submitted_at.is_none() {
        return Err(crate::base::Refusal::rule("rule-assessment-not-submitted"));
    }
    let Some(earlier) = depth::earlier(c, &ctx.scope, &now.assessment)? else {
        return Ok((now, None, Vec::new()));
    };
    let then = store::open(c, &ctx.scope, &earlier.id)?;
    let found = differences(&now, &then);
    Ok((now, Some(then), found))
}

/// The vendor's figures beside the median of its tier. Medians are none when too few others have answered: a median of
/// few would tell who they are.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, utoipa::ToSchema)]
pub struct Comparison {
    pub tier: Option<i32>,
    /// Other vendors of the tier that have handed in.
    pub others: usize,
    /// How many it takes.
    pub needed: usize,
    pub claimed_low: Option<i32>,
    pub claimed_high: Option<i32>,
    pub verified: Option<i32>,
    pub median_claimed_low: Option<i32>,
    pub median_claimed_high: Option<i32>,
    pub median_verified: Option<i32>,
}

/// The comparison with the tier's median; the latest assessment of every other vendor counts. Two queries.
pub fn comparison(c: &mut Db, ctx: &Ctx, id: &Id) -> Result<Comparison> {
    ctx.scope.client()?;
    let own = store::find(c, &ctx.scope, id)?;
    let needed = Parameters::on(ctx.today()).others_for_median;
    let rows = match own.tier.filter(|_| own.submitted_at.is_some()) {
        Some(tier) => depth::of_tier(c, &ctx.scope, tier, &own.vendor_id)?,
        None => Vec::new(),
    };
    let mut seen = BTreeSet::new();
    let latest: Vec<_> = rows.into_iter().filter(|row| seen.insert(row.0.clone())).collect();
    let enough = latest.len() >= needed;
    let median = |of: fn(&depth::TierRow) -> Option<i32>| {
        if enough { rules::median(latest.iter().filter_map(of).collect()) } else { None }
    };
    let shown = |value: Option<i32>| value.filter(|_| own.submitted_at.is_some());
    Ok(Comparison {
        tier: own.tier,
        others: latest.len(),
        needed,
        claimed_low: shown(own.claimed_low),
        claimed_high: shown(own.claimed_high),
        verified: shown(own.verified),
        median_claimed_low: median(|row| row.1),
        median_claimed_high: median(|row| row.2),
        median_verified: median(|row| row.3),
    })
}
