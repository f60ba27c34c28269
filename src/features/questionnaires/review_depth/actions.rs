//! What a verdict leans on, the second person, and evidence that runs out.

use super::records::{EvidenceKind, Support, VerdictSource};
use super::{rules, store as depth};
use crate::access::{Permission, Via};
use crate::base::refusal::Checks;
use crate::base::{Id, Refusal, Result};
use crate::features::questionnaires::reviewing::{self, ReviewEdit};
use crate::features::questionnaires::store::{self, FullAssessment};
use crate::features::questionnaires::{AnswerReview, rules as steps};
use crate::kit::{App, Ctx, audit};
use crate::platform::db::Db;
use chrono::{DateTime, NaiveDate, Utc};

const LONGEST_REASON: usize = 2000;

/// What the reviewer leaned on. All empty: nothing is said about it.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct EvidenceEdit {
    pub kind: Option<EvidenceKind>,
    /// The day of the evidence.
    pub on: Option<NaiveDate>,
    /// The last day it counts; reckoned from kind and day when empty.
    pub until: Option<NaiveDate>,
}

/// A row for a verdict that has none yet.
fn fresh(ctx: &Ctx, full: &FullAssessment, question_id: &str, by: (&Id, &str)) -> Support {
    Support {
        id: ctx.new_id(),
        organisation_id: full.assessment.organisation_id.clone(),
        assessment_id: full.assessment.id.clone(),
        question_id: question_id.to_string(),
        source: VerdictSource::ByHand,
        source_id: None,
        evidence_kind: None,
        evidence_on: None,
        holds_until: None,
        judged_by: by.0.clone(),
        judged_by_name: by.1.to_string(),
        confirmed_version: None,
        confirmed_by: None,
        confirmed_by_name: None,
        confirmed_at: None,
        refused_version: None,
        refused_reason: None,
        refused_by_name: None,
        refused_at: None,
        lapsed_at: None,
    }
}

fn put(c: &mut Db, full: &mut FullAssessment, row: &Support) -> Result<()> {
    if full.supports.insert(row.question_id.clone(), row.clone()).is_some() {
        depth::save_support(c, row)
    } else {
        depth::insert_support(c, row)
    }
}

/// Called by every saving of a review, before the figures are reckoned: a new verdict has a new judge and waits for
/// its second person again; a changed comment does not.
pub(in crate::features::questionnaires) fn judged(
    c: &mut Db,
    ctx: &Ctx,
    full: &mut FullAssessment,
    before: Option<&AnswerReview>,
    after: &AnswerReview,
) -> Result<()> {
    let same = before.is_some_and(|old| (old.status, old.assurance) == (after.status, after.assurance));
    let by = (&after.reviewed_by, after.reviewed_by_name.as_str());
    let stored = full.supports.get(&after.question_id).cloned();
    let mut row = stored.unwrap_or_else(|| fresh(ctx, full, &after.question_id, by));
    // An answer that was changed since has to be confirmed again, whatever the verdict.
    let unchanged = full
        .answers
        .get(&after.question_id)
        .is_none_or(|answer| before.is_some_and(|old| answer.answered_at <= old.reviewed_at));
    if same && unchanged {
        let moved = |version: Option<i32>| version.filter(|v| before.is_some_and(|old| old.version == *v));
        row.confirmed_version = moved(row.confirmed_version).map(|_| after.version);
        row.refused_version = moved(row.refused_version).map(|_| after.version);
    } else {
        row.judged_by = after.reviewed_by.clone();
        row.judged_by_name.clone_from(&after.reviewed_by_name);
        row.source = VerdictSource::ByHand;
        row.source_id = None;
        row.confirmed_version = None;
        row.refused_version = None;
    }
    put(c, full, &row)
}

/// Saves a review together with what it leans on.
/// Errors: as `review_answer` and `keep_evidence`.
pub fn review_with_evidence(c: &mut Db, ctx: &Ctx, edit: &ReviewEdit, evidence: &EvidenceEdit) -> Result<AnswerReview> {
    let review = reviewing::review_answer(c, ctx, edit)?;
    keep_evidence(c, ctx, (&edit.assessment_id, &edit.question_id), Some(review.version), evidence)?;
    Ok(review)
}

/// Says what a verdict leans on and until when that holds. What was confirmed is confirmed again.
/// Errors: at the fields; `rule-review-no-verdict`; Conflict; the steps of a review.
pub fn keep_evidence(
    c: &mut Db,
    ctx: &Ctx,
    (assessment_id, question_id): (&Id, &str),
    version: Option<i32>,
    edit: &EvidenceEdit,
) -> Result<Support> {
    ctx.require(Permission::AssessmentReview)?;
    ctx.scope.client()?;
    let mut full = store::open(c, &ctx.scope, assessment_id)?;
    full.question(question_id)?;
    steps::review(full.assessment.status)?;
    let review = full.reviews.get(question_id).cloned().ok_or_else(|| Refusal::rule("rule-review-no-verdict"))?;
    check_version(version, &review)?;
    let mut checks = Checks::default();
    let until = rules::held_until(&mut checks, edit.kind, edit.on, edit.until, ctx.today());
    checks.done()?;
    let by = (&review.reviewed_by, review.reviewed_by_name.as_str());
    let before = full.supports.get(question_id).cloned().unwrap_or_else(|| fresh(ctx, &full, question_id, by));
    if (before.evidence_kind, before.evidence_on, before.holds_until) == (edit.kind, edit.on, until) {
        return Ok(before);
    }
    let row = Support {
        evidence_kind: edit.kind,
        evidence_on: edit.on,
        holds_until: until,
        confirmed_version: None,
        lapsed_at: None,
        ..before.clone()
    };
    put(c, &mut full, &row)?;
    keep(c, ctx, full)?;
    record(c, ctx, "update", &before, &row)?;
    Ok(row)
}

fn check_version(version: Option<i32>, review: &AnswerReview) -> Result<()> {
    crate::base::refusal::check_version(version, review.version, || {
        let status = review.status.map(|status| status.to_string()).unwrap_or_default();
        [("status".to_string(), status), ("assurance".to_string(), review.assurance.to_string())].into()
    })
}

fn keep(c: &mut Db, ctx: &Ctx, mut full: FullAssessment) -> Result<()> {
    full.keep_figures(ctx.today());
    full.assessment.version += 1;
    store::update(c, &ctx.scope, &full.assessment)
}

fn record(c: &mut Db, ctx: &Ctx, verb: &'static str, before: &Support, after: &Support) -> Result<()> {
    let assessment = store::find(c, &ctx.scope, &after.assessment_id)?;
    let entry = audit::Entry::new(verb, "answer_review", &after.id).vendor(&assessment.vendor_id);
    audit::record(c, ctx, entry.named(&after.question_id).change(before, after))
}

/// The verdict that a second person is about to look at, and what stands behind it.
fn waiting(
    c: &mut Db,
    ctx: &Ctx,
    (assessment_id, question_id): (&Id, &str),
    version: Option<i32>,
) -> Result<(FullAssessment, AnswerReview, Support)> {
    ctx.require(Permission::AssessmentReview)?;
    ctx.scope.client()?;
    let full = store::open(c, &ctx.scope, assessment_id)?;
    full.question(question_id)?;
    steps::review(full.assessment.status)?;
    if !full.needs_second(question_id) {
        return Err(Refusal::rule("rule-review-no-second-needed"));
    }
    let review = full.current_review(question_id).filter(|review| review.status.is_some()).cloned();
    let review = review.ok_or_else(|| Refusal::rule("rule-review-no-verdict"))?;
    check_version(version, &review)?;
    let by = (&review.reviewed_by, review.reviewed_by_name.as_str());
    let support = full.supports.get(question_id).cloned().unwrap_or_else(|| fresh(ctx, &full, question_id, by));
    // Neither who set the verdict nor who touched its words last.
    if [&support.judged_by, &review.reviewed_by].contains(&&ctx.actor.person_id) {
        return Err(Refusal::rule("rule-review-second-person"));
    }
    Ok((full, review, support))
}

/// A second person stands behind the verdict on a critical question.
/// Errors: `rule-review-second-person` for whoever judged; `rule-review-no-verdict`, `rule-review-no-second-needed`;
/// Conflict when the review is no longer the one that was read.
pub fn confirm(c: &mut Db, ctx: &Ctx, (id, question_id): (&Id, &str), version: Option<i32>) -> Result<Support> {
    let (mut full, review, before) = waiting(c, ctx, (id, question_id), version)?;
    let row = Support {
        confirmed_version: Some(review.version),
        confirmed_by: Some(ctx.actor.person_id.clone()),
        confirmed_by_name: Some(ctx.actor.name.clone()),
        confirmed_at: Some(ctx.instant()),
        refused_version: None,
        ..before.clone()
    };
    put(c, &mut full, &row)?;
    keep(c, ctx, full)?;
    record(c, ctx, "confirm", &before, &row)?;
    Ok(row)
}

/// A second person gives the verdict back, with a reason. Errors: as `confirm`, and `reason`.
pub fn give_back(
    c: &mut Db,
    ctx: &Ctx,
    (id, question_id): (&Id, &str),
    version: Option<i32>,
    reason: &str,
) -> Result<Support> {
    let (mut full, review, before) = waiting(c, ctx, (id, question_id), version)?;
    let mut checks = Checks::default();
    let reason = checks.required("reason", reason);
    checks.longest("reason", &reason, LONGEST_REASON);
    checks.done()?;
    let row = Support {
        confirmed_version: None,
        refused_version: Some(review.version),
        refused_reason: Some(reason),
        refused_by_name: Some(ctx.actor.name.clone()),
        refused_at: Some(ctx.instant()),
        ..before.clone()
    };
    put(c, &mut full, &row)?;
    keep(c, ctx, full)?;
    record(c, ctx, "return", &before, &row)?;
    Ok(row)
}

/// Says where a verdict that was just saved came from; used by what takes over from last time or a certificate.
pub(super) fn came_from(
    c: &mut Db,
    ctx: &Ctx,
    (id, question_id): (&Id, &str),
    source: (VerdictSource, &Id),
    evidence: &EvidenceEdit,
) -> Result<()> {
    let mut full = store::open(c, &ctx.scope, id)?;
    let Some(before) = full.supports.get(question_id).cloned() else {
        return Err(Refusal::fault(format!("the verdict on {question_id} has no support")));
    };
    let row = Support {
        source: source.0,
        source_id: Some(source.1.clone()),
        evidence_kind: evidence.kind,
        evidence_on: evidence.on,
        holds_until: evidence.until,
        lapsed_at: None,
        ..before
    };
    put(c, &mut full, &row)?;
    keep(c, ctx, full)
}

/// Reckons the figures anew where evidence has run out since the last time. Run twice, it does nothing more.
pub fn sweep_lapsed(app: &App, now: DateTime<Utc>) -> Result<()> {
    let today = crate::base::clock::swedish_date(now);
    for organisation_id in app.db.read_now(|c| depth::organisations_with_lapsed(c, today))? {
        let ctx = Ctx::job(organisation_id, "questionnaires.lapsed", Via::Job, now);
        app.db.write_now(|c| {
            for id in depth::lapsed_assessments(c, &ctx.scope, today)? {
                let full = store::open(c, &ctx.scope, &id)?;
                keep(c, &ctx, full)?;
                depth::mark_lapsed(c, &ctx.scope, &id, today, ctx.instant())?;
            }
            Ok(())
        })?;
    }
    Ok(())
}
