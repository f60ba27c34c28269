//! Accepting in one step what has not changed since last time, was verified then, and whose evidence still holds.

use super::actions::{self, EvidenceEdit};
use super::records::VerdictSource;
use super::store as depth;
use crate::access::Permission;
use crate::base::{Id, Refusal, Result};
use crate::features::controls::Assurance;
use crate::features::questionnaires::reviewing::{self, ReviewEdit};
use crate::features::questionnaires::store::{self, FullAssessment};
use crate::features::questionnaires::{Answer, AnswerStatus, rules as steps};
use crate::kit::{Ctx, audit};
use crate::platform::db::Db;
use chrono::NaiveDate;
use std::collections::BTreeSet;

crate::text_enum! {
    /// Why an answer cannot be accepted as last time's.
    pub enum WhyNot {
        /// It has a verdict already.
        Judged => "judged",
        NotAsked => "not_asked",
        Changed => "changed",
        NotVerified => "not_verified",
        EvidenceExpired => "evidence_expired",
        /// Critical in the uppermost tier: always looked at again.
        Critical => "critical",
        /// Drawn by lot: a person looks at it.
        Sampled => "sampled",
    }
}

/// A question, and whether last time's verdict can be taken over.
#[derive(Debug, Clone)]
pub struct Candidate {
    pub question_id: String,
    pub why_not: Option<WhyNot>,
    pub status: Option<AnswerStatus>,
    pub assurance: Assurance,
    pub holds_until: Option<NaiveDate>,
}

fn same(one: &Answer, other: &Answer) -> bool {
    let (a, b) = (one.given(), other.given());
    (a.status, a.value, a.comment, one.shown_on_site) == (b.status, b.value, b.comment, other.shown_on_site)
}

/// Weighs every question against last time. Pure.
pub fn weigh(
    now: &FullAssessment,
    then: &FullAssessment,
    sampled: impl Fn(&str) -> bool,
    today: NaiveDate,
) -> Vec<Candidate> {
    let candidate = |id: &str| {
        let review = then.counted_review(id).filter(|review| review.status.is_some());
        let verified = review.filter(|review| review.assurance >= now.required());
        let why_not = if now.current_review(id).is_some_and(|review| review.status.is_some()) {
            Some(WhyNot::Judged)
        } else if now.needs_second(id) {
            Some(WhyNot::Critical)
        } else if sampled(id) {
            Some(WhyNot::Sampled)
        } else if !then.answers.contains_key(id) {
            Some(WhyNot::NotAsked)
        } else if !now.answers.get(id).zip(then.answers.get(id)).is_some_and(|(a, b)| same(a, b)) {
            Some(WhyNot::Changed)
        } else if verified.is_none() {
            Some(WhyNot::NotVerified)
        } else if !then.evidence_valid(id, today) || !now.evidence_valid(id, today) {
            Some(WhyNot::EvidenceExpired)
        } else {
            None
        };
        Candidate {
            question_id: id.to_string(),
            why_not,
            status: review.and_then(|review| review.status),
            assurance: review.map_or(Assurance::A0, |review| review.assurance),
            holds_until: then.holds_until(id),
        }
    };
    now.questions.iter().map(|question| candidate(&question.id)).collect()
}

/// What was handed in last time and what of it can be accepted unchanged; none when there was no last time.
pub fn candidates(c: &mut Db, ctx: &Ctx, id: &Id) -> Result<(FullAssessment, Option<FullAssessment>, Vec<Candidate>)> {
    ctx.scope.client()?;
    let now = store::open(c, &ctx.scope, id)?;
    if now.assessment.submitted_at.is_none() {
        return Err(Refusal::rule("rule-assessment-not-submitted"));
    }
    let Some(earlier) = depth::earlier(c, &ctx.scope, &now.assessment)? else {
        return Ok((now, None, Vec::new()));
    };
    let then = store::open(c, &ctx.scope, &earlier.id)?;
    let drawn = depth::sample_of(c, id)?.map(|sample| sample.drawn()).unwrap_or_default();
    let sampled = |question: &str| drawn.iter().any(|id| id == question);
    let weighed = weigh(&now, &then, sampled, ctx.today());
    Ok((now, Some(then), weighed))
}

/// Accepts the chosen ones of what can be accepted; everything that can when `chosen` is none. Gives how many.
/// Errors: `rule-unchanged-nothing`; `rule-unchanged-not-allowed` with the questions that cannot be.
pub fn accept_unchanged(c: &mut Db, ctx: &Ctx, id: &Id, chosen: Option<&[String]>) -> Result<usize> {
    ctx.require(Permission::AssessmentReview)?;
    let (now, then, weighed) = candidates(c, ctx, id)?;
    steps::review(now.assessment.status)?;
    let allowed: BTreeSet<&str> =
        weighed.iter().filter(|each| each.why_not.is_none()).map(|each| each.question_id.as_str()).collect();
    let refused: Vec<&str> =
        chosen.unwrap_or_default().iter().map(String::as_str).filter(|id| !allowed.contains(id)).collect();
    if !refused.is_empty() {
        let args = [("count", refused.len().to_string()), ("questions", refused.join(", "))];
        return Err(Refusal::rule_with("rule-unchanged-not-allowed", &args));
    }
    let wanted =
        |each: &&Candidate| each.why_not.is_none() && chosen.is_none_or(|chosen| chosen.contains(&each.question_id));
    let taken: Vec<&Candidate> = weighed.iter().filter(wanted).collect();
    let Some(then) = then.filter(|_| !taken.is_empty()) else {
        return Err(Refusal::rule("rule-unchanged-nothing"));
    };
    for each in &taken {
        let stored = now.reviews.get(&each.question_id);
        let edit = ReviewEdit {
            assessment_id: id.clone(),
            question_id: each.question_id.clone(),
            version: stored.map_or(0, |review| review.version),
            status: each.status,
            assurance: each.assurance,
            comment: stored.and_then(|review| review.comment.clone()),
            internal_note: None,
        };
        reviewing::review_answer(c, ctx, &edit)?;
        let support = then.supports.get(&each.question_id);
        let evidence = EvidenceEdit {
            kind: support.and_then(|support| support.evidence_kind),
            on: support.and_then(|support| support.evidence_on),
            until: each.holds_until,
        };
        let source = (VerdictSource::Unchanged, &then.assessment.id);
        actions::came_from(c, ctx, (id, &each.question_id), source, &evidence)?;
    }
    let entry = audit::Entry::new("review", "assessment", id).vendor(&now.assessment.vendor_id);
    let ids: Vec<&str> = taken.iter().map(|each| each.question_id.as_str()).collect();
    audit::record(c, ctx, entry.after(&serde_json::json!({ "unchanged": ids, "from": then.assessment.id })))?;
    Ok(taken.len())
}
