//! Escalations and letters as JSON; the same use cases as the pages. A vendor's token reaches its letters and nothing else.

use super::actions::{self, NewEscalation, NewOutcome, NewStep};
use super::ladder::Ladder;
use super::model::{LadderCause, LadderDirection, LadderOrigin, LadderShown};
use super::pages;
use super::records::{Escalation, Step};
use super::rules::Said;
use super::store;
use super::verify;
use super::views::LetterRow;
use crate::base::{Id, Instant, Refusal, Result};
use crate::kit::web::{Answer, ApiBody, ListQuery, Params, Web, list_body};
use crate::platform::view::Choice;
use actix_web::http::StatusCode;
use actix_web::web::{Path, Query};
use chrono::NaiveDate;
use serde::{Deserialize, Serialize};
use serde_json::json;
use utoipa::{OpenApi, ToSchema};

#[derive(OpenApi)]
#[openapi(
    paths(list, create, show, decide, close, outcome, letter, memo_pdf, memo_docx, letters, own_letter),
    components(schemas(LadderShown))
)]
pub struct Description;

/// An escalation. Everything in it is the client's own.
#[derive(Serialize, ToSchema)]
pub struct EscalationBody {
    id: Id,
    number: i32,
    vendor_id: Id,
    contract_id: Option<Id>,
    origin: LadderOrigin,
    origin_id: Id,
    cause: LadderCause,
    title: String,
    /// Empty when the rule opened it.
    reason: String,
    /// The key of the step where it stands.
    step: Option<String>,
    ladder_version: String,
    opened_by_name: String,
    opened_at: Instant,
    closed_at: Option<Instant>,
    closed_by_name: Option<String>,
    close_reason: Option<String>,
    version: i32,
}

impl From<Escalation> for EscalationBody {
    fn from(row: Escalation) -> Self {
        EscalationBody {
            id: row.id,
            number: row.number,
            vendor_id: row.vendor_id,
            contract_id: row.contract_id,
            origin: row.origin,
            origin_id: row.origin_id,
            cause: row.cause,
            title: row.title,
            reason: row.reason,
            step: row.step,
            ladder_version: row.ladder_version,
            opened_by_name: row.opened_by_name,
            opened_at: row.opened_at,
            closed_at: row.closed_at,
            closed_by_name: row.closed_by_name,
            close_reason: row.close_reason,
            version: row.version,
        }
    }
}

/// A decided step. `demand` and `due_on` are what the vendor reads, in its letter.
#[derive(Serialize, ToSchema)]
pub struct EscalationStepBody {
    id: Id,
    position: i32,
    step: String,
    direction: LadderDirection,
    decided_on: NaiveDate,
    decided_by_name: String,
    decided_role: String,
    delegation: Option<String>,
    reason: String,
    demand: Option<String>,
    due_on: Option<NaiveDate>,
    diary_number: Option<String>,
    /// Kronor.
    cost_low: Option<i64>,
    cost_high: Option<i64>,
    proposal: Option<String>,
    outcome: Option<String>,
    outcome_on: Option<NaiveDate>,
    outcome_by_name: Option<String>,
    letter_sha256: Option<String>,
    memo_sha256: Option<String>,
    /// The letter or memo is not the one that was frozen with the step; its papers answer 409.
    tampered: bool,
    recorded_by_name: String,
    recorded_at: Instant,
    version: i32,
}

impl From<Step> for EscalationStepBody {
    fn from(row: Step) -> Self {
        EscalationStepBody {
            tampered: !verify::has_own_fingerprints(&row),
            id: row.id,
            position: row.position,
            step: row.step,
            direction: row.direction,
            decided_on: row.decided_on,
            decided_by_name: row.decided_by_name,
            decided_role: row.decided_role,
            delegation: row.delegation,
            reason: row.reason,
            demand: row.demand,
            due_on: row.due_on,
            diary_number: row.diary_number,
            cost_low: row.cost_low,
            cost_high: row.cost_high,
            proposal: row.proposal,
            outcome: row.outcome,
            outcome_on: row.outcome_on,
            outcome_by_name: row.outcome_by_name,
            letter_sha256: row.letter_sha256,
            memo_sha256: row.memo_sha256,
            recorded_by_name: row.recorded_by_name,
            recorded_at: row.recorded_at,
            version: row.version,
        }
    }
}

#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct EscalationInput {
    origin: LadderOrigin,
    origin_id: Id,
    cause: LadderCause,
    #[serde(default)]
    reason: String,
}

/// Which of the fields are demanded depends on the step: see the ladder in the answer of an escalation.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct EscalationStepInput {
    step: String,
    decided_on: Option<NaiveDate>,
    #[serde(default)]
    decided_by_name: String,
    #[serde(default)]
    decided_role: String,
    delegation: Option<String>,
    #[serde(default)]
    reason: String,
    demand: Option<String>,
    due_on: Option<NaiveDate>,
    diary_number: Option<String>,
    cost_low: Option<i64>,
    cost_high: Option<i64>,
    proposal: Option<String>,
}

#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct EscalationClose {
    #[serde(default)]
    close_reason: String,
}

#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct EscalationOutcome {
    #[serde(default)]
    outcome: String,
    /// Today without it.
    outcome_on: Option<NaiveDate>,
}

async fn one(web: &Web, status: StatusCode, id: Id) -> Answer {
    let (row, steps, tampered, standing) = web
        .read(move |c, ctx| {
            let (row, steps) = (store::find(c, &ctx.scope, &id)?, store::steps(c, &ctx.scope, &id)?);
            let tampered = verify::tampered(c, ctx, &steps)?;
            let standing = store::standing(c, &ctx.scope, row.origin, &row.origin_id)?;
            Ok((row, steps, tampered, standing))
        })
        .await?;
    let language = web.language();
    let ladder: Vec<Choice> = Ladder::named(&row.ladder_version)
        .steps
        .iter()
        .map(|rung| Choice::new(&rung.key, rung.name(language)))
        .collect();
    let version = row.version;
    let propose_close = row.is_open() && standing.is_settled();
    let mut whole = serde_json::to_value(EscalationBody::from(row)).map_err(Refusal::fault)?;
    if let Some(object) = whole.as_object_mut() {
        let body = |step: Step| EscalationStepBody { tampered: tampered.contains(&step.id), ..step.into() };
        let steps: Vec<EscalationStepBody> = steps.into_iter().map(body).collect();
        object.insert("steps".to_string(), json!(steps));
        object.insert("ladder".to_string(), json!(ladder));
        object.insert("origin_status".to_string(), json!(standing.status()));
        object.insert("propose_close".to_string(), json!(propose_close));
    }
    web.json_object(status, version, &whole)
}

/// The escalations, open ones and the newest first.
#[utoipa::path(get, path = "/api/v1/escalations", tag = "escalations",
    params(ListQuery, ("shown" = Option<LadderShown>, Query, description = "without it: all"), ("step" = Option<String>, Query), ("vendor_id" = Option<Id>, Query)),
    responses((status = 200, description = "A page of escalations", body = [EscalationBody])))]
pub async fn list(web: Web, query: Query<ListQuery>, filters: Query<Params>) -> Answer {
    let filter = pages::list::filter(&filters, LadderShown::All)?;
    let asked = query.page();
    let page = web.read(move |c, ctx| store::list(c, &ctx.scope, &filter, asked)).await?;
    web.json(StatusCode::OK, &list_body(page.map(|(row, _)| EscalationBody::from(row))))
}

/// Escalates an action, a finding or a dialogue that was called off.
#[utoipa::path(post, path = "/api/v1/escalations", tag = "escalations", request_body = EscalationInput,
    responses((status = 201, description = "Opened; it stands on no step yet", body = EscalationBody), (status = 409, description = "One from the same origin is open"), (status = 422, description = "Invalid")))]
pub async fn create(web: Web, body: ApiBody<EscalationInput>) -> Answer {
    let b = body.0;
    let new = NewEscalation { origin: b.origin, origin_id: b.origin_id, cause: b.cause, reason: b.reason };
    let row = web.write(move |c, ctx| actions::open(c, ctx, &new)).await?;
    one(&web, StatusCode::CREATED, row.id).await
}

/// One escalation with its steps, the latest first, the steps of its ladder, how what was escalated stands today
/// (`origin_status`), and whether that is settled while the escalation is open (`propose_close`).
#[utoipa::path(get, path = "/api/v1/escalations/{id}", tag = "escalations", params(("id" = Id, Path)),
    responses((status = 200, description = "The escalation", body = EscalationBody), (status = 404, description = "Hidden or missing")))]
pub async fn show(web: Web, id: Path<Id>) -> Answer {
    one(&web, StatusCode::OK, id.into_inner()).await
}

/// Records a decided step: raised with a letter or a memo, or lowered with a reason.
#[utoipa::path(post, path = "/api/v1/escalations/{id}/steps", tag = "escalations", params(("id" = Id, Path)), request_body = EscalationStepInput,
    responses((status = 201, description = "Recorded", body = EscalationStepBody), (status = 409, description = "Closed, or it stands there; rule-ladder-withheld: a letter about an action that the vendor does not see"), (status = 422, description = "The step asks for more")))]
pub async fn decide(web: Web, id: Path<Id>, body: ApiBody<EscalationStepInput>) -> Answer {
    let (id, version, b) = (id.into_inner(), web.stated_version()?, body.0);
    let said = Said {
        decided_on: b.decided_on,
        decided_by_name: b.decided_by_name,
        decided_role: b.decided_role,
        delegation: b.delegation,
        reason: b.reason,
        demand: b.demand,
        due_on: b.due_on,
        diary_number: b.diary_number,
        cost_low: b.cost_low,
        cost_high: b.cost_high,
        proposal: b.proposal,
    };
    let new = NewStep { step: b.step, said };
    let (_, step) = web.write(move |c, ctx| actions::decide(c, ctx, &id, version, &new)).await?;
    web.json_object(StatusCode::CREATED, step.version, &EscalationStepBody::from(step))
}

/// Ends an escalation with a reason.
#[utoipa::path(post, path = "/api/v1/escalations/{id}/close", tag = "escalations", params(("id" = Id, Path)), request_body = EscalationClose,
    responses((status = 200, description = "Closed", body = EscalationBody), (status = 422, description = "The reason is missing")))]
pub async fn close(web: Web, id: Path<Id>, body: ApiBody<EscalationClose>) -> Answer {
    let (id, version, reason) = (id.into_inner(), web.stated_version()?, body.0.close_reason);
    let row = web.write(move |c, ctx| actions::close(c, ctx, &id, version, &reason)).await?;
    one(&web, StatusCode::OK, row.id).await
}

/// Notes what a step led to.
#[utoipa::path(post, path = "/api/v1/escalations/{id}/steps/{step_id}/outcome", tag = "escalations", params(("id" = Id, Path), ("step_id" = Id, Path)), request_body = EscalationOutcome,
    responses((status = 200, description = "Noted", body = EscalationStepBody), (status = 422, description = "The outcome is missing")))]
pub async fn outcome(web: Web, path: Path<(Id, Id)>, body: ApiBody<EscalationOutcome>) -> Answer {
    let ((id, step_id), version, b) = (path.into_inner(), web.stated_version()?, body.0);
    let new = NewOutcome { outcome: b.outcome, outcome_on: b.outcome_on };
    let step = web.write(move |c, ctx| actions::record_outcome(c, ctx, (&id, &step_id), version, &new)).await?;
    web.json_object(StatusCode::OK, step.version, &EscalationStepBody::from(step))
}

/// The letter of a step as PDF, in `sv` or `en`.
#[utoipa::path(get, path = "/api/v1/escalations/{id}/steps/{step_id}/letter.pdf", tag = "escalations",
    params(("id" = Id, Path), ("step_id" = Id, Path), ("lang" = Option<String>, Query)),
    responses((status = 200, description = "The letter", content_type = "application/pdf"), (status = 404, description = "Hidden, missing or without a letter"), (status = 409, description = "rule-ladder-tampered: it is not what was frozen with the step")))]
pub async fn letter(web: Web, path: Path<(Id, Id)>, query: Query<Params>) -> Answer {
    pages::papers::letter(web, path, query).await
}

/// The memo of a step as PDF, in `sv` or `en`.
#[utoipa::path(get, path = "/api/v1/escalations/{id}/steps/{step_id}/memo.pdf", tag = "escalations",
    params(("id" = Id, Path), ("step_id" = Id, Path), ("lang" = Option<String>, Query)),
    responses((status = 200, description = "The memo", content_type = "application/pdf"), (status = 404, description = "Hidden, missing or without a memo"), (status = 409, description = "rule-ladder-tampered: it is not what was frozen with the step")))]
pub async fn memo_pdf(web: Web, path: Path<(Id, Id)>, query: Query<Params>) -> Answer {
    pages::papers::memo_pdf(web, path, query).await
}

/// The memo of a step as a document to go on writing in, in `sv` or `en`.
#[utoipa::path(get, path = "/api/v1/escalations/{id}/steps/{step_id}/memo.docx", tag = "escalations",
    params(("id" = Id, Path), ("step_id" = Id, Path), ("lang" = Option<String>, Query)),
    responses((status = 200, description = "The memo", content_type = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"), (status = 404, description = "Hidden, missing or without a memo"), (status = 409, description = "rule-ladder-tampered: it is not what was frozen with the step")))]
pub async fn memo_docx(web: Web, path: Path<(Id, Id)>, query: Query<Params>) -> Answer {
    pages::papers::memo_docx(web, path, query).await
}

/// The letters that the vendor has got, the latest first.
#[utoipa::path(get, path = "/api/v1/letters", tag = "letters", params(ListQuery),
    responses((status = 200, description = "A page of letters", body = [LetterRow]), (status = 404, description = "Not a vendor's token"), (status = 409, description = "rule-ladder-tampered: a letter is not the one that was sent")))]
pub async fn letters(web: Web, query: Query<ListQuery>) -> Answer {
    let asked = query.page();
    let page = web.read(move |c, ctx| store::letters(c, &ctx.scope, asked)).await?;
    let language = web.language();
    let (total, next) = (page.total, page.next_cursor());
    let rows: Result<Vec<LetterRow>> = page.items.iter().map(|step| LetterRow::of(step, language)).collect();
    web.json(StatusCode::OK, &json!({ "items": rows?, "next": next, "total": total }))
}

/// One letter as PDF, in `sv` or `en`.
#[utoipa::path(get, path = "/api/v1/letters/{id}/letter.pdf", tag = "letters", params(("id" = Id, Path), ("lang" = Option<String>, Query)),
    responses((status = 200, description = "The letter", content_type = "application/pdf"), (status = 404, description = "Hidden or missing"), (status = 409, description = "rule-ladder-tampered: it is not the letter that was sent")))]
pub async fn own_letter(web: Web, id: Path<Id>, query: Query<Params>) -> Answer {
    pages::portal::letter(web, id, query).await
}
