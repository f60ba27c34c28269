//! `/api/v1/findings`: the region's own; a vendor's token finds none.

use super::given;
use crate::base::{Id, Instant, Page, PageRequest, Refusal, Result};
use crate::features::findings::actions::{self, FindingEdit, NewFinding};
use crate::features::findings::model::{Responsible, Severity};
use crate::features::findings::pages::finding_filter;
use crate::features::findings::records::{Finding, FindingOrigin};
use crate::features::findings::store;
use crate::kit::Ctx;
use crate::kit::web::{Answer, ApiBody, ListQuery, Params, Web, list_body};
use crate::platform::db::Db;
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
    /// The assessment, contract, dialogue or incident that it came from.
    origin_object_id: Option<Id>,
    /// The question or clause in it.
    origin_part: Option<String>,
    /// The reviews of the vendor that stand behind it.
    review_ids: Vec<Id>,
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

impl FindingBody {
    fn new(f: Finding, review_ids: Vec<Id>) -> Self {
        FindingBody {
            review_ids,
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
    /// Demanded of an incident, which must touch the vendor.
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

fn one(web: &Web, status: StatusCode, finding: FindingBody) -> Answer {
    web.json_object(status, finding.version, &finding)
}

/// Findings with the reviews behind them, in the same order. One query.
fn bodies(c: &mut Db, ctx: &Ctx, findings: Vec<Finding>) -> Result<Vec<FindingBody>> {
    let ids: Vec<Id> = findings.iter().map(|finding| finding.id.clone()).collect();
    let mut reviews = store::reviews_behind(c, &ctx.scope, &ids)?;
    let body = |finding: Finding| {
        let behind = reviews.remove(&finding.id).unwrap_or_default();
        FindingBody::new(finding, behind.into_iter().map(|review| review.id).collect())
    };
    Ok(findings.into_iter().map(body).collect())
}

fn body_of(c: &mut Db, ctx: &Ctx, finding: Finding) -> Result<FindingBody> {
    bodies(c, ctx, vec![finding])?.pop().ok_or(Refusal::NotFound)
}

/// The findings, open ones first.
#[utoipa::path(get, path = "/api/v1/findings", tag = "findings",
    params(ListQuery, ("vendor_id" = Option<Id>, Query), ("contract_id" = Option<Id>, Query), ("severity" = Option<Severity>, Query),
        ("status" = Option<String>, Query, description = "open, closed or all (without it: all)"),
        ("responsible" = Option<Responsible>, Query), ("origin" = Option<FindingOrigin>, Query),
        ("control" = Option<String>, Query, description = "a control that they fall short of, such as A.5.15")),
    responses((status = 200, description = "A page of findings", body = [FindingBody])))]
pub async fn list(web: Web, query: Query<ListQuery>, filters: Query<Params>) -> Answer {
    let filter = finding_filter(&filters, "all")?;
    let asked: PageRequest = query.page();
    let page = web
        .read(move |c, ctx| {
            let page = store::list_findings(c, &ctx.scope, &filter, asked)?;
            let items = bodies(c, ctx, page.items.into_iter().map(|row| row.finding).collect())?;
            Ok(Page::new(items, page.total, asked))
        })
        .await?;
    web.json(StatusCode::OK, &list_body(page))
}

/// Makes a finding.
#[utoipa::path(post, path = "/api/v1/findings", tag = "findings", request_body = NewFindingBody,
    responses((status = 201, description = "Made", body = FindingBody), (status = 409, description = "One from the same part is open"), (status = 422, description = "Invalid")))]
pub async fn create(web: Web, body: ApiBody<NewFindingBody>) -> Answer {
    let b = body.0;
    if b.origin.is_some_and(|origin| !origin.by_hand()) {
        return Err(Refusal::invalid("origin", "error-choice"));
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
    let finding = web
        .write(move |c, ctx| {
            let made = actions::open_finding(c, ctx, &new)?;
            body_of(c, ctx, made)
        })
        .await?;
    one(&web, StatusCode::CREATED, finding)
}

/// One finding.
#[utoipa::path(get, path = "/api/v1/findings/{id}", tag = "findings", params(("id" = Id, Path)),
    responses((status = 200, description = "The finding", body = FindingBody), (status = 404, description = "Hidden or missing")))]
pub async fn show(web: Web, id: Path<Id>) -> Answer {
    let finding = web
        .read(move |c, ctx| {
            let found = store::find_finding(c, &ctx.scope, &id)?;
            body_of(c, ctx, found)
        })
        .await?;
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
            let changed = actions::edit_finding(c, ctx, &id, Some(version), &edit)?;
            body_of(c, ctx, changed)
        })
        .await?;
    one(&web, StatusCode::OK, finding)
}

/// Closes the finding: no action may be open.
#[utoipa::path(post, path = "/api/v1/findings/{id}/close", tag = "findings", params(("id" = Id, Path)), request_body = CloseBody,
    responses((status = 200, description = "Closed", body = FindingBody), (status = 409, description = "Actions are open")))]
pub async fn close(web: Web, id: Path<Id>, body: ApiBody<CloseBody>) -> Answer {
    let (version, reason) = (web.stated_version()?, body.0.reason);
    let finding = web
        .write(move |c, ctx| {
            let closed = actions::close_finding(c, ctx, &id, version, reason.as_deref())?;
            body_of(c, ctx, closed)
        })
        .await?;
    one(&web, StatusCode::OK, finding)
}

/// Opens a closed finding again.
#[utoipa::path(post, path = "/api/v1/findings/{id}/reopen", tag = "findings", params(("id" = Id, Path)),
    responses((status = 200, description = "Open again", body = FindingBody), (status = 409, description = "It is open")))]
pub async fn reopen(web: Web, id: Path<Id>) -> Answer {
    let version = web.stated_version()?;
    let finding = web
        .write(move |c, ctx| {
            let open = actions::reopen_finding(c, ctx, &id, version)?;
            body_of(c, ctx, open)
        })
        .await?;
    one(&web, StatusCode::OK, finding)
}
