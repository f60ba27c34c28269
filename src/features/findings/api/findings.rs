//! `/api/v1/findings`: the region's own; a vendor's token finds none.

use super::given;
use crate::base::{Id, Instant, PageRequest};
use crate::features::findings::actions::{self, FindingEdit, NewFinding};
use crate::features::findings::model::{Responsible, Severity};
use crate::features::findings::pages::finding_filter;
use crate::features::findings::records::{Finding, FindingOrigin};
use crate::features::findings::store;
use crate::kit::web::{Answer, ApiBody, ListQuery, Params, Web, list_body};
use actix_web::http::StatusCode;
use actix_web::web::{Path, Query};
use serde::{Deserialize, Serialize};

/// A finding.
#[derive(Serialize, utoipa::ToSchema)]
pub struct FindingBody {
    id: Id,
    number: i32,
    vendor_id: Id,
    contract_id: Option<Id>,
    origin: FindingOrigin,
    /// The assessment, contract or dialogue that it came from.
    origin_object_id: Option<Id>,
    /// The question or clause in it.
    origin_part: Option<String>,
    title: String,
    description: Option<String>,
    severity: Severity,
    responsible: Responsible,
    control_ids: Vec<String>,
    internal_note: Option<String>,
    created_by_name: String,
    created_at: Instant,
    closed_at: Option<Instant>,
    version: i32,
}

impl From<Finding> for FindingBody {
    fn from(f: Finding) -> Self {
        FindingBody {
            control_ids: f.controls().into_iter().map(ToString::to_string).collect(),
            id: f.id,
            number: f.number,
            vendor_id: f.vendor_id,
            contract_id: f.contract_id,
            origin: f.origin,
            origin_object_id: f.origin_object_id,
            origin_part: f.origin_part,
            title: f.title,
            description: f.description,
            severity: f.severity,
            responsible: f.responsible,
            internal_note: f.internal_note,
            created_by_name: f.created_by_name,
            created_at: f.created_at,
            closed_at: f.closed_at,
            version: f.version,
        }
    }
}

#[derive(Deserialize, utoipa::ToSchema)]
#[serde(deny_unknown_fields)]
pub struct NewFindingBody {
    vendor_id: Id,
    contract_id: Option<Id>,
    /// `manual` without it.
    origin: Option<FindingOrigin>,
    origin_object_id: Option<Id>,
    origin_part: Option<String>,
    #[serde(default)]
    title: String,
    description: Option<String>,
    severity: Severity,
    /// `vendor` without it.
    responsible: Option<Responsible>,
    #[serde(default)]
    control_ids: Vec<String>,
    internal_note: Option<String>,
}

#[derive(Deserialize, utoipa::ToSchema)]
#[serde(deny_unknown_fields)]
pub struct FindingPatch {
    title: Option<String>,
    #[serde(default, deserialize_with = "given")]
    description: Option<Option<String>>,
    severity: Option<Severity>,
    responsible: Option<Responsible>,
    control_ids: Option<Vec<String>>,
    #[serde(default, deserialize_with = "given")]
    internal_note: Option<Option<String>>,
}

#[derive(Deserialize, utoipa::ToSchema)]
#[serde(deny_unknown_fields)]
pub struct CloseBody {
    /// Needed when none of its actions was verified.
    reason: Option<String>,
}

fn one(web: &Web, status: StatusCode, finding: Finding) -> Answer {
    web.json_object(status, finding.version, &FindingBody::from(finding))
}

/// The findings, open ones first.
#[utoipa::path(get, path = "/api/v1/findings", tag = "findings",
    params(ListQuery, ("vendor_id" = Option<Id>, Query), ("contract_id" = Option<Id>, Query), ("severity" = Option<Severity>, Query),
        ("status" = Option<String>, Query, description = "open, closed or all (without it: all)"),
        ("responsible" = Option<Responsible>, Query),
        ("control" = Option<String>, Query, description = "a control that they fall short of, such as A.5.15")),
    responses((status = 200, description = "A page of findings", body = [FindingBody])))]
pub async fn list(web: Web, query: Query<ListQuery>, filters: Query<Params>) -> Answer {
    let filter = finding_filter(&filters, "all")?;
    let asked: PageRequest = query.page();
    let page = web.read(move |c, ctx| store::list_findings(c, &ctx.scope, &filter, asked)).await?;
    web.json(StatusCode::OK, &list_body(page.map(|row| FindingBody::from(row.finding))))
}

/// Makes a finding.
#[utoipa::path(post, path = "/api/v1/findings", tag = "findings", request_body = NewFindingBody,
    responses((status = 201, description = "Made", body = FindingBody), (status = 409, description = "One from the same part is open"), (status = 422, description = "Invalid")))]
pub async fn create(web: Web, body: ApiBody<NewFindingBody>) -> Answer {
    let b = body.0;
    if b.origin.is_some_and(|origin| !origin.by_hand()) {
        return Err(crate::base::Refusal::invalid("origin", "error-choice"));
    }
    let new = NewFinding {
        vendor_id: b.vendor_id,
        contract_id: b.contract_id,
        origin: b.origin.unwrap_or(FindingOrigin::Manual),
        origin_object_id: b.origin_object_id,
        origin_part: b.origin_part,
        title: b.title,
        description: b.description,
        severity: b.severity,
        responsible: b.responsible.unwrap_or(Responsible::Vendor),
        control_ids: b.control_ids,
        internal_note: b.internal_note,
    };
    let finding = web.write(move |c, ctx| actions::open_finding(c, ctx, &new)).await?;
    one(&web, StatusCode::CREATED, finding)
}

/// One finding.
#[utoipa::path(get, path = "/api/v1/findings/{id}", tag = "findings", params(("id" = Id, Path)),
    responses((status = 200, description = "The finding", body = FindingBody), (status = 404, description = "Hidden or missing")))]
pub async fn show(web: Web, id: Path<Id>) -> Answer {
    let finding = web.read(move |c, ctx| store::find_finding(c, &ctx.scope, &id)).await?;
    one(&web, StatusCode::OK, finding)
}

/// Changes the fields that are given.
#[utoipa::path(patch, path = "/api/v1/findings/{id}", tag = "findings", params(("id" = Id, Path)), request_body = FindingPatch,
    responses((status = 200, description = "Changed", body = FindingBody), (status = 412, description = "Stale"), (status = 428, description = "If-Match is missing")))]
pub async fn change(web: Web, id: Path<Id>, body: ApiBody<FindingPatch>) -> Answer {
    let (version, patch) = (web.if_match()?, body.0);
    let finding = web
        .write(move |c, ctx| {
            let stored = store::find_finding(c, &ctx.scope, &id)?;
            let edit = FindingEdit {
                control_ids: patch
                    .control_ids
                    .unwrap_or_else(|| stored.controls().into_iter().map(ToString::to_string).collect()),
                title: patch.title.unwrap_or(stored.title),
                description: patch.description.unwrap_or(stored.description),
                severity: patch.severity.unwrap_or(stored.severity),
                responsible: patch.responsible.unwrap_or(stored.responsible),
                internal_note: patch.internal_note.unwrap_or(stored.internal_note),
            };
            actions::edit_finding(c, ctx, &id, Some(version), &edit)
        })
        .await?;
    one(&web, StatusCode::OK, finding)
}

/// Closes the finding: no action may be open.
#[utoipa::path(post, path = "/api/v1/findings/{id}/close", tag = "findings", params(("id" = Id, Path)), request_body = CloseBody,
    responses((status = 200, description = "Closed", body = FindingBody), (status = 409, description = "Actions are open")))]
pub async fn close(web: Web, id: Path<Id>, body: ApiBody<CloseBody>) -> Answer {
    let (version, reason) = (web.stated_version()?, body.0.reason);
    let finding = web.write(move |c, ctx| actions::close_finding(c, ctx, &id, version, reason.as_deref())).await?;
    one(&web, StatusCode::OK, finding)
}

/// Opens a closed finding again.
#[utoipa::path(post, path = "/api/v1/findings/{id}/reopen", tag = "findings", params(("id" = Id, Path)),
    responses((status = 200, description = "Open again", body = FindingBody), (status = 409, description = "It is open")))]
pub async fn reopen(web: Web, id: Path<Id>) -> Answer {
    let version = web.stated_version()?;
    let finding = web.write(move |c, ctx| actions::reopen_finding(c, ctx, &id, version)).await?;
    one(&web, StatusCode::OK, finding)
}
