//! A case as the API shows it, with what each side may see of it.

use crate::access::Side;
use crate::base::refusal::Result;
use crate::base::{Id, Instant};
use crate::features::chains::TransferMechanism;
use crate::features::subcontractors::model::{
    Authorisation, CaseState, ChangeCause, ClaimAnswer, ClosureKind, CriteriaModel, Decision, ObjectionGround, Remedy,
    ReviewKind, ReviewOutcome, StopReason, Verdict,
};
use crate::features::subcontractors::records::{Case, texts};
use crate::features::subcontractors::{actions, effect, store};
use crate::features::vendors;
use crate::kit::Ctx;
use crate::platform::db::Db;
use chrono::NaiveDate;
use serde::Serialize;

/// What the vendor says about one criterion.
#[derive(Serialize, utoipa::ToSchema)]
pub struct ClaimBody {
    criterion: i32,
    text: String,
    answer: Option<ClaimAnswer>,
    note: Option<String>,
    /// Ids of its files.
    files: Vec<Id>,
}

/// A decision. What it did to tiers is null for a vendor.
#[derive(Serialize, utoipa::ToSchema)]
pub struct DecisionBody {
    decision: Decision,
    reason: String,
    conditions: Vec<String>,
    valid_from: NaiveDate,
    valid_until: Option<NaiveDate>,
    diary_number: Option<String>,
    /// Null when nobody objected in time.
    decided_by: Option<String>,
    decided_at: Instant,
    /// Of the canonical JSON that the letter is set from.
    sha256: String,
    tier_before: Option<i32>,
    tier_after: Option<i32>,
}

#[derive(Serialize, utoipa::ToSchema)]
pub struct ObjectionBody {
    ground: ObjectionGround,
    remedy: Remedy,
    text: String,
    raised_at: Instant,
}

#[derive(Serialize, utoipa::ToSchema)]
pub struct ClosureBody {
    kind: ClosureKind,
    closed_on: NaiveDate,
    reason: String,
    certificate_missing: bool,
}

/// What the region keeps to itself.
#[derive(Serialize, utoipa::ToSchema)]
pub struct InternalBody {
    reviews: Vec<ReviewBody>,
    verdicts: Vec<VerdictBody>,
    tiers: Vec<TierBody>,
    proposal: Option<ProposalBody>,
    finding_id: Option<Id>,
}

#[derive(Serialize, utoipa::ToSchema)]
pub struct ReviewBody {
    kind: ReviewKind,
    reviewer_name: Option<String>,
    outcome: Option<ReviewOutcome>,
    comment: Option<String>,
    done_at: Option<Instant>,
}

#[derive(Serialize, utoipa::ToSchema)]
pub struct VerdictBody {
    criterion: i32,
    verdict: Verdict,
    note: Option<String>,
    judged_by_name: String,
}

/// What approving would do to the tier of a vendor above the link.
#[derive(Serialize, utoipa::ToSchema)]
pub struct TierBody {
    vendor_id: Id,
    before: Option<i32>,
    after: Option<i32>,
    preliminary: bool,
    /// The rules that give the tier.
    reasons: Vec<String>,
}

#[derive(Serialize, utoipa::ToSchema)]
pub struct ProposalBody {
    decision: Decision,
    reason: String,
    conditions: Vec<String>,
    valid_until: Option<NaiveDate>,
    proposed_by_name: String,
}

/// A case with everything that the reader may see of it.
#[derive(Serialize, utoipa::ToSchema)]
pub struct SubcontractBody {
    id: Id,
    number: i32,
    status: CaseState,
    stop_reason: Option<StopReason>,
    contract_id: Id,
    vendor_id: Id,
    parent_id: Option<Id>,
    /// The link of the chain, once there is one.
    link_id: Option<Id>,
    previous_id: Option<Id>,
    change_cause: Option<ChangeCause>,
    name: String,
    org_number: Option<String>,
    country: Option<String>,
    care_performed: bool,
    processor: bool,
    task: String,
    data_class: Option<i32>,
    information_types: Vec<String>,
    persons_low: Option<i64>,
    persons_high: Option<i64>,
    countries: Vec<String>,
    remote_countries: Vec<String>,
    care_countries: Vec<String>,
    patient_data: bool,
    transfer_mechanism: Option<TransferMechanism>,
    starts_on: Option<NaiveDate>,
    urgent_reason: Option<String>,
    change_note: Option<String>,
    authorisation: Authorisation,
    by_phone: bool,
    applicant_name: String,
    submitted_at: Option<Instant>,
    notice_until: Option<NaiveDate>,
    due_on: Option<NaiveDate>,
    completion_text: Option<String>,
    criteria_version: String,
    claims: Vec<ClaimBody>,
    decisions: Vec<DecisionBody>,
    objections: Vec<ObjectionBody>,
    closure: Option<ClosureBody>,
    /// Null for a vendor.
    internal: Option<InternalBody>,
    pub(super) version: i32,
}

pub(super) fn body_of(c: &mut Db, ctx: &Ctx, case: Case) -> Result<SubcontractBody> {
    let region = ctx.scope.side() == Side::Region;
    let files = actions::evidence(c, ctx, &case)?;
    let said = store::claims(c, &case)?;
    let closure = store::closure(c, &case)?;
    let model = CriteriaModel::named(&case.criteria_version);
    let claims = model
        .of(case.is_care, case.is_processor)
        .filter(|criterion| criterion.asked)
        .map(|criterion| {
            let found = said.iter().find(|claim| claim.criterion == criterion.number);
            let part = criterion.number.to_string();
            ClaimBody {
                criterion: criterion.number,
                text: criterion.text(ctx.language).to_string(),
                answer: found.and_then(|claim| claim.answer),
                note: found.and_then(|claim| claim.note.clone()),
                files: files.iter().filter(|file| file.part == part).map(|file| file.id.clone()).collect(),
            }
        })
        .collect();
    let decisions = store::rulings(c, &case)?.into_iter().map(|ruling| DecisionBody {
        decision: ruling.decision,
        conditions: texts(&ruling.conditions),
        reason: ruling.reason,
        valid_from: ruling.valid_from,
        valid_until: ruling.valid_until,
        diary_number: ruling.diary_number,
        decided_by: ruling.decided_by.map(|_| ruling.decided_by_name),
        decided_at: ruling.decided_at,
        sha256: ruling.sha256,
        tier_before: ruling.tier_before.filter(|_| region),
        tier_after: ruling.tier_after.filter(|_| region),
    });
    let facts = case.facts();
    Ok(SubcontractBody {
        claims,
        decisions: decisions.collect(),
        objections: store::objections(c, &case)?
            .into_iter()
            .map(|o| ObjectionBody { ground: o.ground, remedy: o.remedy, text: o.text, raised_at: o.raised_at })
            .collect(),
        internal: if region {
            Some(internal(c, ctx, &case, closure.as_ref().and_then(|k| k.finding_id.clone()))?)
        } else {
            None
        },
        closure: closure.map(|k| ClosureBody {
            kind: k.kind,
            closed_on: k.closed_on,
            reason: k.reason,
            certificate_missing: k.certificate_missing,
        }),
        id: case.id,
        number: case.number,
        status: case.state,
        stop_reason: case.stop_reason,
        contract_id: case.contract_id,
        vendor_id: case.vendor_id,
        parent_id: case.parent_node_id,
        link_id: case.link_id,
        previous_id: case.previous_id,
        change_cause: case.change_cause,
        name: case.name,
        org_number: vendors::shown_number(facts.org_number.as_deref()),
        country: facts.country,
        care_performed: case.is_care,
        processor: case.is_processor,
        task: facts.task,
        data_class: facts.data_class,
        information_types: facts.information_types,
        persons_low: facts.persons.0,
        persons_high: facts.persons.1,
        countries: facts.countries,
        remote_countries: facts.remote_countries,
        care_countries: facts.care_countries,
        patient_data: facts.patient_data,
        transfer_mechanism: facts.transfer_mechanism,
        starts_on: case.starts_on,
        urgent_reason: facts.urgent_reason,
        change_note: facts.change_note,
        authorisation: case.authorisation,
        by_phone: case.by_phone,
        applicant_name: case.applicant_name,
        submitted_at: case.submitted_at,
        notice_until: case.notice_until,
        due_on: case.due_on,
        completion_text: case.completion_text,
        criteria_version: case.criteria_version,
        version: case.version,
    })
}

fn internal(c: &mut Db, ctx: &Ctx, case: &Case, finding_id: Option<Id>) -> Result<InternalBody> {
    let shown = (case.state.is_open() || case.state == CaseState::Draft) && !case.name.is_empty();
    let moved = if shown { effect::of(c, ctx, case)?.moved } else { Vec::new() };
    Ok(InternalBody {
        reviews: store::reviews(c, &ctx.scope, case)?
            .into_iter()
            .map(|r| ReviewBody {
                kind: r.kind,
                reviewer_name: r.reviewer_name,
                outcome: r.outcome,
                comment: r.comment,
                done_at: r.done_at,
            })
            .collect(),
        verdicts: store::verdicts(c, &ctx.scope, case)?
            .into_iter()
            .map(|v| VerdictBody {
                criterion: v.criterion,
                verdict: v.verdict,
                note: v.note,
                judged_by_name: v.judged_by_name,
            })
            .collect(),
        tiers: moved
            .into_iter()
            .map(|moved| TierBody {
                vendor_id: moved.vendor_id,
                before: moved.before,
                after: moved.after,
                preliminary: moved.preliminary,
                reasons: moved.reasons.into_iter().map(|reason| reason.rule).collect(),
            })
            .collect(),
        proposal: store::proposal(c, &ctx.scope, case)?.map(|p| ProposalBody {
            decision: p.decision,
            conditions: texts(&p.conditions),
            reason: p.reason,
            valid_until: p.valid_until,
            proposed_by_name: p.proposed_by_name,
        }),
        finding_id,
    })
}
