//! `/api/v1/subcontracts`: the same for both sides; a vendor's token sees its own cases and nothing of the
//! region's reviews.

pub mod steps;

use super::actions::{self, CaseInput, ClaimInput};
use super::effect;
use super::model::{
    Authorisation, CaseState, ChangeCause, ClaimAnswer, ClosureKind, CriteriaModel, Decision, ObjectionGround, Remedy,
    ReviewKind, ReviewOutcome, StopReason, Verdict,
};
use super::pages::list::filter;
use super::records::{Case, texts};
use super::store;
use crate::access::Side;
use crate::base::refusal::{FieldError, Refusal, Result};
use crate::base::{Id, Instant, clock};
use crate::features::chains::TransferMechanism;
use crate::kit::Ctx;
use crate::kit::web::{Answer, ApiBody, ListQuery, Params, Upload, Web, list_body};
use crate::platform::db::Db;
use actix_web::http::StatusCode;
use actix_web::web::{Path, Query};
use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

#[derive(utoipa::OpenApi)]
#[openapi(paths(
    list,
    create,
    show,
    change,
    claims,
    attach,
    file,
    steps::submit,
    steps::begin,
    steps::completion,
    steps::review,
    steps::propose,
    steps::decide,
    steps::emergency,
    steps::object,
    steps::revoke,
    steps::end,
    steps::renew,
    steps::letter,
    steps::terms,
))]
pub struct Description;

/// A case as the list has it.
#[derive(Serialize, utoipa::ToSchema)]
pub struct SubcontractRow {
    id: Id,
    number: i32,
    status: CaseState,
    contract_id: Id,
    vendor_id: Id,
    /// The node of the chain that takes in the new one; null is the vendor itself.
    parent_id: Option<Id>,
    /// Of whom is asked for; empty when the security gate closed.
    name: String,
    care_performed: bool,
    processor: bool,
    third_country: bool,
    due_on: Option<NaiveDate>,
    version: i32,
}

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
    version: i32,
}

fn body_of(c: &mut Db, ctx: &Ctx, case: Case) -> Result<SubcontractBody> {
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
        org_number: crate::features::vendors::shown_number(facts.org_number.as_deref()),
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

async fn one(web: &Web, status: StatusCode, id: Id) -> Answer {
    let body = web
        .read(move |c, ctx| {
            let case = store::find(c, &ctx.scope, &id)?;
            body_of(c, ctx, case)
        })
        .await?;
    web.json_object(status, body.version, &body)
}

/// The cases, those that are due first on top.
#[utoipa::path(get, path = "/api/v1/subcontracts", tag = "subcontracts",
    params(ListQuery, ("state" = Option<String>, Query, description = "A state, open_only, overdue or all (without it: all)"),
        ("vendor_id" = Option<Id>, Query), ("contract_id" = Option<Id>, Query)),
    responses((status = 200, description = "A page of cases", body = [SubcontractRow])))]
pub async fn list(web: Web, query: Query<ListQuery>, filters: Query<Params>) -> Answer {
    let wanted = filter(&filters, "all", clock::swedish_date(web.visitor.now))?;
    let asked = query.page();
    let page = web.read(move |c, ctx| store::list(c, &ctx.scope, &wanted, asked)).await?;
    let rows = page.map(|listed| {
        let case = listed.case;
        SubcontractRow {
            third_country: super::rules::is_third_country(case.all_countries().iter().map(String::as_str)),
            id: case.id,
            number: case.number,
            status: case.state,
            contract_id: case.contract_id,
            vendor_id: case.vendor_id,
            parent_id: case.parent_node_id,
            name: case.name,
            care_performed: case.is_care,
            processor: case.is_processor,
            due_on: case.due_on,
            version: case.version,
        }
    });
    web.json(StatusCode::OK, &list_body(rows))
}

/// What is asked for. `care_performed` and `processor` say which of the two objects it is; it may be both.
#[derive(Deserialize, utoipa::ToSchema)]
#[serde(deny_unknown_fields)]
pub struct NewSubcontractBody {
    /// Needed to make a case; it is never changed afterwards.
    contract_id: Option<Id>,
    /// Null is the vendor itself.
    parent_id: Option<Id>,
    #[serde(default)]
    name: String,
    org_number: Option<String>,
    /// A code or a name, here and below.
    country: Option<String>,
    #[serde(default)]
    care_performed: bool,
    #[serde(default)]
    processor: bool,
    #[serde(default)]
    task: String,
    /// 0-3.
    data_class: Option<i32>,
    #[serde(default)]
    information_types: Vec<String>,
    persons_low: Option<i64>,
    persons_high: Option<i64>,
    #[serde(default)]
    countries: Vec<String>,
    #[serde(default)]
    remote_countries: Vec<String>,
    #[serde(default)]
    care_countries: Vec<String>,
    #[serde(default)]
    patient_data: bool,
    transfer_mechanism: Option<TransferMechanism>,
    starts_on: Option<NaiveDate>,
    /// Needed for a start before the time of notice.
    urgent_reason: Option<String>,
    change_note: Option<String>,
    /// Whether the task may concern security-sensitive activities. True stops the case and keeps nothing else.
    security_sensitive: Option<bool>,
}

impl NewSubcontractBody {
    fn input(self) -> CaseInput {
        CaseInput {
            contract_id: self.contract_id,
            parent_node_id: self.parent_id,
            is_care: self.care_performed,
            is_processor: self.processor,
            name: self.name,
            org_number: self.org_number,
            country: self.country,
            task: self.task,
            data_class: self.data_class,
            information_types: self.information_types,
            persons: (self.persons_low, self.persons_high),
            countries: self.countries,
            remote_countries: self.remote_countries,
            care_countries: self.care_countries,
            patient_data: self.patient_data,
            transfer_mechanism: self.transfer_mechanism,
            starts_on: self.starts_on,
            urgent_reason: self.urgent_reason,
            change_note: self.change_note,
            security_sensitive: self.security_sensitive,
        }
    }
}

/// The names of the API's fields where they differ from the form's.
fn named(refusal: Refusal) -> Refusal {
    let Refusal::Invalid(errors) = refusal else { return refusal };
    let rename = |error: FieldError| FieldError {
        field: match error.field.as_str() {
            "parent_node_id" => "parent_id".to_string(),
            "is_processor" => "processor".to_string(),
            _ => error.field,
        },
        ..error
    };
    Refusal::Invalid(errors.into_iter().map(rename).collect())
}

/// Begins a case: the vendor's, or the region's for a small provider on the telephone.
#[utoipa::path(post, path = "/api/v1/subcontracts", tag = "subcontracts", request_body = NewSubcontractBody,
    responses((status = 201, description = "Begun, or stopped at the security gate", body = SubcontractBody), (status = 422, description = "Fields that cannot be accepted")))]
pub async fn create(web: Web, body: ApiBody<NewSubcontractBody>) -> Answer {
    let input = body.0.input();
    let case = web.write(move |c, ctx| actions::create(c, ctx, &input)).await.map_err(named)?;
    one(&web, StatusCode::CREATED, case.id).await
}

/// One case.
#[utoipa::path(get, path = "/api/v1/subcontracts/{id}", tag = "subcontracts", params(("id" = Id, Path)),
    responses((status = 200, description = "The case", body = SubcontractBody)))]
pub async fn show(web: Web, id: Path<Id>) -> Answer {
    one(&web, StatusCode::OK, id.into_inner()).await
}

/// States anew what is asked for, in a draft or when more was asked; every field is given.
#[utoipa::path(patch, path = "/api/v1/subcontracts/{id}", tag = "subcontracts", params(("id" = Id, Path)), request_body = NewSubcontractBody,
    responses((status = 200, description = "Changed", body = SubcontractBody), (status = 409, description = "The case has been sent in"), (status = 412, description = "Stale")))]
pub async fn change(web: Web, id: Path<Id>, body: ApiBody<NewSubcontractBody>) -> Answer {
    let version = web.if_match()?;
    let (id, input) = (id.into_inner(), body.0.input());
    let key = id.clone();
    web.write(move |c, ctx| actions::edit(c, ctx, &key, Some(version), &input)).await.map_err(named)?;
    one(&web, StatusCode::OK, id).await
}

#[derive(Deserialize, utoipa::ToSchema)]
#[serde(deny_unknown_fields)]
pub struct NewClaimBody {
    criterion: i32,
    answer: Option<ClaimAnswer>,
    note: Option<String>,
}

/// Answers some of the criteria.
#[utoipa::path(put, path = "/api/v1/subcontracts/{id}/claims", tag = "subcontracts", params(("id" = Id, Path)), request_body = [NewClaimBody],
    responses((status = 200, description = "Answered", body = SubcontractBody), (status = 412, description = "Stale")))]
pub async fn claims(web: Web, id: Path<Id>, body: ApiBody<Vec<NewClaimBody>>) -> Answer {
    let version = web.if_match()?;
    let id = id.into_inner();
    let key = id.clone();
    let all: Vec<ClaimInput> = body
        .0
        .into_iter()
        .map(|claim| ClaimInput { criterion: claim.criterion, answer: claim.answer, note: claim.note })
        .collect();
    web.write(move |c, ctx| actions::claim(c, ctx, &key, Some(version), &all)).await?;
    one(&web, StatusCode::OK, id).await
}

/// Attaches a file to a criterion, or the certificate of deletion.
#[utoipa::path(post, path = "/api/v1/subcontracts/{id}/files", tag = "subcontracts", params(("id" = Id, Path)),
    request_body(content_type = "multipart/form-data", description = "One file in the field `file`, and in `part` the number of the criterion or `deletion`"),
    responses((status = 201, description = "Attached", body = SubcontractBody), (status = 422, description = "Too large, or of a type that is not accepted")))]
pub async fn attach(upload: Upload, id: Path<Id>) -> Answer {
    let (web, id) = (upload.web.clone(), id.into_inner());
    let part = upload.fields.text("part");
    let key = id.clone();
    web.read(move |c, ctx| store::find(c, &ctx.scope, &key)).await?;
    let file = upload.receive("file").await?;
    let key = id.clone();
    web.write(move |c, ctx| actions::attach(c, ctx, &key, &part, &file)).await?;
    one(&web, StatusCode::CREATED, id).await
}

/// One file of a case.
#[utoipa::path(get, path = "/api/v1/subcontracts/{id}/case-files/{file_id}", tag = "subcontracts",
    params(("id" = Id, Path), ("file_id" = Id, Path)), responses((status = 200, description = "The file")))]
pub async fn file(web: Web, path: Path<(Id, Id)>) -> Answer {
    super::pages::apply::file(web, path).await
}
