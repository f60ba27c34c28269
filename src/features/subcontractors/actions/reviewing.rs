//! The four reviews, by four persons, and what one of them proposes.

use super::applying::stop;
use super::{MAX_TEXT, check_version, done, entry, save, saying};
use crate::access::Permission;
use crate::base::refusal::{Checks, FieldError, Refusal, Result};
use crate::base::workdays::add_working_days;
use crate::base::{Id, text};
use crate::features::subcontractors::model::{
    CaseState, CriteriaModel, Decision, ReviewKind, ReviewOutcome, StopReason, Verdict,
};
use crate::features::subcontractors::records::{Case, Proposal, Review, VerdictRow};
use crate::features::subcontractors::rules::{self, Step};
use crate::features::subcontractors::store;
use crate::kit::{Ctx, audit};
use crate::platform::db::Db;

/// What a review asks of the role.
pub fn permission(kind: ReviewKind) -> Permission {
    match kind {
        ReviewKind::Completeness => Permission::SubcontractCompleteness,
        ReviewKind::Security => Permission::SubcontractSecurity,
        ReviewKind::Privacy => Permission::SubcontractPrivacy,
        ReviewKind::Legal => Permission::SubcontractLegal,
    }
}

/// What was found of one criterion.
#[derive(Debug, Clone)]
pub struct Judged {
    pub criterion: i32,
    pub verdict: Option<Verdict>,
    pub note: Option<String>,
}

/// A review as it was given.
#[derive(Debug, Clone)]
pub struct ReviewInput {
    pub verdicts: Vec<Judged>,
    pub outcome: Option<ReviewOutcome>,
    /// Never shown to a vendor.
    pub comment: Option<String>,
}

fn review_of(c: &mut Db, ctx: &Ctx, case: &Case, kind: ReviewKind) -> Result<(Review, Vec<Review>)> {
    let all = store::reviews(c, &ctx.scope, case)?;
    let mine = all.iter().find(|review| review.kind == kind).cloned().ok_or(Refusal::NotFound)?;
    rules::check_reviewer(kind, &ctx.actor.person_id, &case.applicant_id, &done(&all))?;
    Ok((mine, all))
}

/// Takes up the check that everything is there. Errors: `rule-subcontract-reviewer-*`, `rule-subcontract-step`.
pub fn begin(c: &mut Db, ctx: &Ctx, id: &Id, version: Option<i32>) -> Result<Case> {
    ctx.require(permission(ReviewKind::Completeness))?;
    let before = store::find(c, &ctx.scope, id)?;
    check_version(version, &before)?;
    let state = rules::next(before.state, Step::Begin)?;
    let (review, _) = review_of(c, ctx, &before, ReviewKind::Completeness)?;
    let taken = Review {
        reviewer_id: Some(ctx.actor.person_id.clone()),
        reviewer_name: Some(ctx.actor.name.clone()),
        version: review.version + 1,
        ..review
    };
    store::save_review(c, &taken)?;
    save(c, ctx, "subcontract_start", &before, Case { state, ..before.clone() })
}

/// Asks the vendor for more; its time does not count. Errors: at `text`.
pub fn ask_completion(c: &mut Db, ctx: &Ctx, id: &Id, version: Option<i32>, asked: &str) -> Result<Case> {
    ctx.require(permission(ReviewKind::Completeness))?;
    let before = store::find(c, &ctx.scope, id)?;
    check_version(version, &before)?;
    let state = rules::next(before.state, Step::AskCompletion)?;
    review_of(c, ctx, &before, ReviewKind::Completeness)?;
    let mut checks = Checks::default();
    let asked = checks.required("text", asked);
    checks.longest("text", &asked, MAX_TEXT);
    checks.done()?;
    let terms = CriteriaModel::named(&before.criteria_version).terms;
    let after = Case {
        state,
        completion_text: Some(asked),
        completion_asked_on: Some(ctx.today()),
        due_on: Some(add_working_days(ctx.today(), terms.completion_days)),
        ..before.clone()
    };
    let after = save(c, ctx, "return", &before, after)?;
    saying::completion(c, ctx, &after)?;
    Ok(after)
}

/// Gives one review with a verdict on each of its criteria. A gate that is found closed stops the case.
/// Errors: at `verdict_<n>`, `note_<n>`, `outcome`, `comment`; `rule-subcontract-reviewer-*`; `rule-subcontract-step`.
pub fn review(
    c: &mut Db,
    ctx: &Ctx,
    id: &Id,
    version: Option<i32>,
    kind: ReviewKind,
    input: &ReviewInput,
) -> Result<Case> {
    ctx.require(permission(kind))?;
    let before = store::find(c, &ctx.scope, id)?;
    check_version(version, &before)?;
    let mut after = before.clone();
    if kind == ReviewKind::Completeness {
        after.state = rules::next(before.state, Step::Complete)?;
    } else if !matches!(before.state, CaseState::Review | CaseState::Temporary) {
        // The same words as for any other step that does not fit.
        rules::next(before.state, Step::Decide(Decision::Approved))?;
        return Err(Refusal::rule("rule-subcontract-step"));
    } else if before.complete_on.is_none() {
        return Err(Refusal::rule("rule-subcontract-complete-first"));
    }
    let (mine, _) = review_of(c, ctx, &before, kind)?;
    let model = CriteriaModel::named(&before.criteria_version);
    let judged = checked(&before, model, kind, input)?;
    let stored = store::verdicts(c, &ctx.scope, &before)?;
    let mut closed: Option<StopReason> = None;
    for (criterion, verdict, note) in judged {
        let gate = model.criteria.iter().find(|k| k.number == criterion).and_then(|k| k.gate);
        closed = closed.or(gate.filter(|_| verdict == Verdict::NotMet));
        let old = stored.iter().find(|row| row.criterion == criterion);
        let row = VerdictRow {
            id: old.map_or_else(|| ctx.new_id(), |old| old.id.clone()),
            organisation_id: before.organisation_id.clone(),
            case_id: before.id.clone(),
            criterion,
            verdict,
            note,
            judged_by_name: ctx.actor.name.clone(),
            judged_at: ctx.instant(),
        };
        store::put_verdict(c, &row, old.is_none())?;
    }
    let given = Review {
        reviewer_id: Some(ctx.actor.person_id.clone()),
        reviewer_name: Some(ctx.actor.name.clone()),
        outcome: input.outcome,
        comment: input.comment.as_deref().and_then(text::non_empty),
        done_at: Some(ctx.instant()),
        version: mine.version + 1,
        ..mine.clone()
    };
    store::save_review(c, &given)?;
    audit::record(c, ctx, entry("review", &before).change(&mine, &given))?;
    if let Some(reason) = closed {
        return stop(c, ctx, &before, reason);
    }
    if kind != ReviewKind::Completeness {
        return save(c, ctx, "update", &before, after);
    }
    after.complete_on = Some(ctx.today());
    if after.state == CaseState::Review {
        after.due_on = Some(add_working_days(ctx.today(), model.terms.review_days));
    }
    let after = save(c, ctx, "subcontract_complete", &before, after)?;
    saying::to_review(c, ctx, &after)?;
    Ok(after)
}

fn checked(
    case: &Case,
    model: &CriteriaModel,
    kind: ReviewKind,
    input: &ReviewInput,
) -> Result<Vec<(i32, Verdict, Option<String>)>> {
    let mut checks = Checks::default();
    let mut judged = Vec::new();
    for criterion in model.of(case.is_care, case.is_processor).filter(|criterion| criterion.reviewer == kind) {
        let number = criterion.number;
        let given = input.verdicts.iter().find(|one| one.criterion == number);
        let note = given.and_then(|one| one.note.as_deref()).and_then(text::non_empty);
        checks.longest(&format!("note_{number}"), note.as_deref().unwrap_or_default(), MAX_TEXT);
        match given.and_then(|one| one.verdict) {
            None => checks.that(false, &format!("verdict_{number}"), "error-choice"),
            Some(verdict) => {
                let needs = matches!(verdict, Verdict::NotMet | Verdict::Unclear);
                checks.that(!needs || note.is_some(), &format!("note_{number}"), "error-reason-required");
                judged.push((number, verdict, note));
            }
        }
    }
    for one in &input.verdicts {
        let own = model
            .of(case.is_care, case.is_processor)
            .any(|criterion| criterion.number == one.criterion && criterion.reviewer == kind);
        if !own && one.verdict.is_some() {
            checks.add(FieldError::new(format!("verdict_{}", one.criterion), "error-subcontract-not-your-criterion"));
        }
    }
    checks.that(input.outcome.is_some(), "outcome", "error-choice");
    let opposed = input.outcome.is_some_and(|outcome| outcome != ReviewOutcome::Supports);
    checks.that(
        !opposed || input.comment.as_deref().and_then(text::non_empty).is_some(),
        "comment",
        "error-reason-required",
    );
    checks.longest("comment", input.comment.as_deref().unwrap_or_default(), MAX_TEXT);
    checks.done()?;
    Ok(judged)
}

/// Proposes a decision when every review is done. Whoever proposes does not decide.
/// Errors: at the fields; `rule-subcontract-reviews`; `Conflict` when the case is stale.
pub fn propose(c: &mut Db, ctx: &Ctx, id: &Id, version: Option<i32>, said: &super::Ruled) -> Result<Proposal> {
    ctx.require(Permission::SubcontractReview)?;
    let (decision, reason, valid_until) = (said.decision, said.reason.as_str(), said.valid_until);
    let case = store::find(c, &ctx.scope, id)?;
    check_version(version, &case)?;
    rules::next(case.state, Step::Decide(decision))?;
    let reviews = store::reviews(c, &ctx.scope, &case)?;
    if reviews.iter().any(|review| review.done_at.is_none()) {
        return Err(Refusal::rule("rule-subcontract-reviews"));
    }
    if ctx.actor.person_id == case.applicant_id {
        return Err(Refusal::rule("rule-subcontract-reviewer-applicant"));
    }
    let model = CriteriaModel::named(&case.criteria_version);
    let conditions = super::deciding::tidy(&said.conditions);
    let from = super::deciding::valid_from(ctx, &case);
    rules::check_ruling(decision, reason, &conditions, valid_until, from, model)?;
    let mut checks = Checks::default();
    super::deciding::check_texts(&mut checks, reason, &conditions);
    checks.done()?;
    let old = store::proposal(c, &ctx.scope, &case)?;
    let row = Proposal {
        id: old.as_ref().map_or_else(|| ctx.new_id(), |old| old.id.clone()),
        organisation_id: case.organisation_id.clone(),
        case_id: case.id.clone(),
        decision,
        reason: reason.trim().to_string(),
        conditions: serde_json::to_string(&conditions).map_err(Refusal::fault)?,
        valid_until,
        proposed_by: ctx.actor.person_id.clone(),
        proposed_by_name: ctx.actor.name.clone(),
        proposed_at: ctx.instant(),
        version: old.as_ref().map_or(1, |old| old.version + 1),
    };
    store::put_proposal(c, &row, old.is_none())?;
    let entry = entry("propose", &case);
    let entry = match &old {
        Some(old) => entry.change(old, &row),
        None => entry.after(&row),
    };
    audit::record(c, ctx, entry)?;
    save(c, ctx, "update", &case, case.clone())?;
    Ok(row)
}
