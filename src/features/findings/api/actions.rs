//! `/api/v1/actions`: both sides of the shared plan; the vendor's body has nothing internal.

use super::given;
use crate::access::Side;
use crate::base::{Id, Instant, Result};
use crate::features::findings::actions::{self, ActionEdit, NewAction};
use crate::features::findings::model::{ActionStatus, PlanPlace, Responsible, Severity};
use crate::features::findings::pages::actions::{attach_all, read_files};
use crate::features::findings::pages::{self, action_filter};
use crate::features::findings::records::{Action, Postponement};
use crate::features::findings::store;
use crate::features::findings::views::{EvidenceRow, PortalFacts};
use crate::features::vendors;
use crate::kit::web::{Answer, ApiBody, ListQuery, Params, Upload, Web, list_body};
use crate::kit::{Ctx, attachments};
use crate::platform::db::Db;
use actix_web::http::StatusCode;
use actix_web::web::{Path, Query};
use chrono::NaiveDate;
use serde::{Deserialize, Serialize};
use serde_json::{Value, json};
use std::collections::BTreeMap;

/// An action as the region knows it: all that the vendor may know, and what is the region's own.
#[derive(Serialize, utoipa::ToSchema)]
pub struct ActionBody {
    #[serde(flatten)]
    shared: PortalFacts,
    finding_id: Option<Id>,
    owner_id: Option<Id>,
    /// What a person has set, else the finding's severity, else medium.
    priority: Severity,
    internal_note: Option<String>,
    /// The vendor does not see the action.
    withheld: bool,
    created_by_name: String,
    updated_at: Instant,
}

/// One extension: the old date, who moved it and why.
#[derive(Serialize, utoipa::ToSchema)]
pub struct PostponementBody {
    old_due_on: NaiveDate,
    new_due_on: NaiveDate,
    reason: String,
    decided_by_name: String,
    decided_at: Instant,
}

impl From<Postponement> for PostponementBody {
    fn from(p: Postponement) -> Self {
        PostponementBody {
            old_due_on: p.old_due_on,
            new_due_on: p.new_due_on,
            reason: p.reason,
            decided_by_name: p.decided_by_name,
            decided_at: p.decided_at,
        }
    }
}

#[derive(Deserialize, utoipa::ToSchema)]
#[serde(deny_unknown_fields)]
pub struct NewActionBody {
    vendor_id: Id,
    /// The finding's without it.
    contract_id: Option<Id>,
    finding_id: Option<Id>,
    #[serde(default)]
    title: String,
    description: Option<String>,
    responsible: Responsible,
    owner_id: Option<Id>,
    owner_name: Option<String>,
    due_on: NaiveDate,
    focus: Option<String>,
    internal_note: Option<String>,
    /// Only for the region: the vendor does not see the action until it is revealed. For an action of the region alone.
    #[serde(default)]
    withheld: bool,
}

#[derive(Deserialize, utoipa::ToSchema)]
#[serde(deny_unknown_fields)]
pub struct ActionPatch {
    title: Option<String>,
    #[serde(default, deserialize_with = "given")]
    description: Option<Option<String>>,
    responsible: Option<Responsible>,
    #[serde(default, deserialize_with = "given")]
    owner_id: Option<Option<Id>>,
    #[serde(default, deserialize_with = "given")]
    owner_name: Option<Option<String>>,
    #[serde(default, deserialize_with = "given")]
    focus: Option<Option<String>>,
    #[serde(default, deserialize_with = "given")]
    internal_note: Option<Option<String>>,
    priority: Option<Severity>,
}

#[derive(Deserialize, utoipa::ToSchema)]
#[serde(deny_unknown_fields)]
pub struct PostponeBody {
    due_on: NaiveDate,
    #[serde(default)]
    reason: String,
}

#[derive(Deserialize, utoipa::ToSchema)]
#[serde(deny_unknown_fields)]
pub struct ReportBody {
    #[serde(default)]
    note: String,
}

#[derive(Deserialize, utoipa::ToSchema)]
#[serde(deny_unknown_fields)]
pub struct VerifyBody {
    effective: bool,
    /// Needed when it was not effective.
    #[serde(default)]
    note: String,
}

#[derive(Deserialize, utoipa::ToSchema)]
#[serde(deny_unknown_fields)]
pub struct CancelBody {
    #[serde(default)]
    reason: String,
}

/// What is read beside actions. The priority is the region's own.
struct Beside {
    plans: BTreeMap<Id, PlanPlace>,
    priorities: BTreeMap<Id, Severity>,
}

fn beside(c: &mut Db, ctx: &Ctx, rows: &[&Action]) -> Result<Beside> {
    let priorities = match ctx.scope.side() {
        Side::Region => store::priorities(c, &ctx.scope, rows)?,
        Side::Vendor => BTreeMap::new(),
    };
    Ok(Beside { plans: store::plan_places(c, &ctx.scope, rows)?, priorities })
}

/// The body that belongs to the side that asks.
fn body(side: Side, action: Action, beside: &Beside) -> Value {
    let plan = beside.plans.get(&action.id).cloned();
    let rendered = match side {
        Side::Vendor => serde_json::to_value(PortalFacts { plan, ..action.into() }),
        Side::Region => serde_json::to_value(ActionBody {
            priority: beside.priorities.get(&action.id).copied().unwrap_or(Severity::Medium),
            finding_id: action.finding_id.clone(),
            owner_id: action.owner_id.clone(),
            internal_note: action.internal_note.clone(),
            withheld: action.withheld,
            created_by_name: action.created_by_name.clone(),
            updated_at: action.updated_at,
            shared: PortalFacts { plan, ..action.into() },
        }),
    };
    rendered.unwrap_or(Value::Null)
}

async fn one(web: &Web, status: StatusCode, action: Action) -> Answer {
    let (side, version) = (web.ctx()?.scope.side(), action.version);
    let value = web
        .read(move |c, ctx| {
            let beside = beside(c, ctx, &[&action])?;
            Ok(body(side, action, &beside))
        })
        .await?;
    web.json_object(status, version, &value)
}

/// The actions, most urgent first.
#[utoipa::path(get, path = "/api/v1/actions", tag = "actions",
    params(ListQuery, ("vendor_id" = Option<Id>, Query), ("contract_id" = Option<Id>, Query),
        ("finding_id" = Option<Id>, Query, description = "For the region"),
        ("owner_id" = Option<Id>, Query), ("responsible" = Option<Responsible>, Query),
        ("status" = Option<ActionStatus>, Query, description = "or all_open; without it: all"),
        ("overdue" = Option<bool>, Query),
        ("due_from" = Option<NaiveDate>, Query), ("due_to" = Option<NaiveDate>, Query)),
    responses((status = 200, description = "A page of actions", body = [ActionBody])))]
pub async fn list(web: Web, query: Query<ListQuery>, filters: Query<Params>) -> Answer {
    let filter = action_filter(&filters, web.ctx()?, "all")?;
    let asked = query.page();
    let side = web.ctx()?.scope.side();
    let page = web
        .read(move |c, ctx| {
            let page = store::list_actions(c, &ctx.scope, &filter, asked)?;
            let rows: Vec<&Action> = page.items.iter().map(|row| &row.action).collect();
            let beside = beside(c, ctx, &rows)?;
            Ok(page.map(|row| body(side, row.action, &beside)))
        })
        .await?;
    web.json(StatusCode::OK, &list_body(page))
}

/// Makes an action; a responsible vendor is told by mail. With `withheld` the vendor does not see it.
#[utoipa::path(post, path = "/api/v1/actions", tag = "actions", request_body = NewActionBody,
    responses((status = 201, description = "Made", body = ActionBody), (status = 422, description = "Invalid")))]
pub async fn create(web: Web, body: ApiBody<NewActionBody>) -> Answer {
    let b = body.0;
    let withheld = b.withheld;
    let new = NewAction {
        vendor_id: b.vendor_id,
        contract_id: b.contract_id,
        finding_id: b.finding_id,
        title: b.title,
        description: b.description,
        responsible: b.responsible,
        owner_id: b.owner_id,
        owner_name: b.owner_name,
        due_on: b.due_on,
        focus: b.focus,
        internal_note: b.internal_note,
    };
    let open = if withheld { actions::open_internal } else { actions::open_action };
    let action = web.write(move |c, ctx| open(c, ctx, &new)).await?;
    one(&web, StatusCode::CREATED, action).await
}

/// One action with its extensions.
#[utoipa::path(get, path = "/api/v1/actions/{id}", tag = "actions", params(("id" = Id, Path)),
    responses((status = 200, description = "The action; `postponements` holds every extension, `priority` is for the region alone", body = ActionBody), (status = 404, description = "Hidden or missing")))]
pub async fn show(web: Web, id: Path<Id>) -> Answer {
    let side = web.ctx()?.scope.side();
    let (version, mut value, postponements) = web
        .read(move |c, ctx| {
            let action = store::find_action(c, &ctx.scope, &id)?;
            let postponements = store::postponements_of(c, &ctx.scope, &id)?;
            let beside = beside(c, ctx, &[&action])?;
            Ok((action.version, body(side, action, &beside), postponements))
        })
        .await?;
    if let Some(map) = value.as_object_mut() {
        let all: Vec<PostponementBody> = postponements.into_iter().map(Into::into).collect();
        map.insert("postponements".to_string(), json!(all));
    }
    web.json_object(StatusCode::OK, version, &value)
}

/// Changes the fields that are given; the due date only by postponing.
#[utoipa::path(patch, path = "/api/v1/actions/{id}", tag = "actions", params(("id" = Id, Path)), request_body = ActionPatch,
    responses((status = 200, description = "Changed", body = ActionBody), (status = 412, description = "Stale"), (status = 428, description = "If-Match is missing")))]
pub async fn change(web: Web, id: Path<Id>, body: ApiBody<ActionPatch>) -> Answer {
    let (version, patch) = (web.if_match()?, body.0);
    let action = web
        .write(move |c, ctx| {
            let stored = store::find_action(c, &ctx.scope, &id)?;
            let edit = ActionEdit {
                title: patch.title.unwrap_or(stored.title),
                description: patch.description.unwrap_or(stored.description),
                responsible: patch.responsible.unwrap_or(stored.responsible),
                // A new owner without a name is called by their own.
                owner_name: patch.owner_name.unwrap_or(if patch.owner_id.is_some() { None } else { stored.owner_name }),
                owner_id: patch.owner_id.unwrap_or(stored.owner_id),
                focus: patch.focus.unwrap_or(stored.focus),
                internal_note: patch.internal_note.unwrap_or(stored.internal_note),
                priority: patch.priority,
            };
            actions::edit_action(c, ctx, &id, Some(version), &edit)
        })
        .await?;
    one(&web, StatusCode::OK, action).await
}

/// Work begins.
#[utoipa::path(post, path = "/api/v1/actions/{id}/start", tag = "actions", params(("id" = Id, Path)),
    responses((status = 200, description = "In progress", body = ActionBody), (status = 409, description = "Closed, or the other party's")))]
pub async fn start(web: Web, id: Path<Id>) -> Answer {
    let version = web.stated_version()?;
    let action = web.write(move |c, ctx| actions::start(c, ctx, &id, version)).await?;
    one(&web, StatusCode::OK, action).await
}

/// Moves the due date later; the old date, who and why are kept.
#[utoipa::path(post, path = "/api/v1/actions/{id}/postpone", tag = "actions", params(("id" = Id, Path)), request_body = PostponeBody,
    responses((status = 200, description = "Moved", body = ActionBody), (status = 422, description = "The date or the reason cannot be accepted")))]
pub async fn postpone(web: Web, id: Path<Id>, body: ApiBody<PostponeBody>) -> Answer {
    let (version, b) = (web.stated_version()?, body.0);
    let action = web.write(move |c, ctx| actions::postpone(c, ctx, &id, version, b.due_on, &b.reason)).await?;
    one(&web, StatusCode::OK, action).await
}

/// Shows the vendor an action that it has not seen; it is told by mail when it is to carry it out.
#[utoipa::path(post, path = "/api/v1/actions/{id}/reveal", tag = "actions", operation_id = "reveal_action", params(("id" = Id, Path)),
    responses((status = 200, description = "Shown", body = ActionBody), (status = 409, description = "It is shown already, or stands in a plan that is not shared")))]
pub async fn reveal(web: Web, id: Path<Id>) -> Answer {
    let version = web.stated_version()?;
    let action = web.write(move |c, ctx| actions::show_to_vendor(c, ctx, &id, version)).await?;
    one(&web, StatusCode::OK, action).await
}

/// The responsible party reports that it is done.
#[utoipa::path(post, path = "/api/v1/actions/{id}/report-done", tag = "actions", params(("id" = Id, Path)), request_body = ReportBody,
    responses((status = 200, description = "Waits for verification", body = ActionBody), (status = 422, description = "The note is missing")))]
pub async fn report_done(web: Web, id: Path<Id>, body: ApiBody<ReportBody>) -> Answer {
    let (version, b) = (web.stated_version()?, body.0);
    let action = web.write(move |c, ctx| actions::report_done(c, ctx, &id, version, &b.note)).await?;
    one(&web, StatusCode::OK, action).await
}

/// The region verifies, or sends the action back with a note.
#[utoipa::path(post, path = "/api/v1/actions/{id}/verify", tag = "actions", params(("id" = Id, Path)), request_body = VerifyBody,
    responses((status = 200, description = "Verified or sent back", body = ActionBody), (status = 409, description = "It was not reported done")))]
pub async fn verify(web: Web, id: Path<Id>, body: ApiBody<VerifyBody>) -> Answer {
    let (version, b) = (web.stated_version()?, body.0);
    let action = web.write(move |c, ctx| actions::verify(c, ctx, &id, version, b.effective, &b.note)).await?;
    one(&web, StatusCode::OK, action).await
}

/// The region drops the action.
#[utoipa::path(post, path = "/api/v1/actions/{id}/cancel", tag = "actions", params(("id" = Id, Path)), request_body = CancelBody,
    responses((status = 200, description = "Cancelled", body = ActionBody), (status = 422, description = "The reason is missing")))]
pub async fn cancel(web: Web, id: Path<Id>, body: ApiBody<CancelBody>) -> Answer {
    let (version, b) = (web.stated_version()?, body.0);
    let action = web.write(move |c, ctx| actions::cancel(c, ctx, &id, version, &b.reason)).await?;
    one(&web, StatusCode::OK, action).await
}

/// Evidence: multipart with `file`; from the region `shared=1` shows it to the vendor.
#[utoipa::path(post, path = "/api/v1/actions/{id}/evidence", tag = "actions", params(("id" = Id, Path)),
    responses((status = 201, description = "Attached"), (status = 422, description = "Too large, or not what its name says")))]
pub async fn attach(upload: Upload, id: Path<Id>) -> Answer {
    let (web, shared) = (upload.web.clone(), upload.fields.checked("shared"));
    let (read, files) = (read_files(&upload, true)?, web.app.files.clone());
    let added = web.write(move |c, ctx| attach_all(&files, c, ctx, &id, &read, shared)).await?;
    let rows: Vec<EvidenceRow> = added.into_iter().map(Into::into).collect();
    web.json(StatusCode::CREATED, &json!({ "items": rows }))
}

/// The evidence that the asking side may see.
#[utoipa::path(get, path = "/api/v1/actions/{id}/evidence", tag = "actions", params(("id" = Id, Path)),
    responses((status = 200, description = "The files by id and name")))]
pub async fn evidence(web: Web, id: Path<Id>) -> Answer {
    let found = web
        .read(move |c, ctx| {
            let action = store::find_action(c, &ctx.scope, &id)?;
            let linked = vendors::linked_ids(c, &ctx.scope)?;
            attachments::of_object(c, &ctx.scope, &linked, &action.id)
        })
        .await?;
    let rows: Vec<EvidenceRow> = found.into_iter().map(Into::into).collect();
    web.json(StatusCode::OK, &json!({ "total": rows.len(), "next": null, "items": rows }))
}

/// One file of evidence, if the asking side may see it.
#[utoipa::path(get, path = "/api/v1/actions/{id}/evidence/{attachment_id}", tag = "actions",
    params(("id" = Id, Path), ("attachment_id" = Id, Path)),
    responses((status = 200, description = "The file"), (status = 404, description = "Hidden or missing")))]
pub async fn download(web: Web, path: Path<(Id, Id)>) -> Answer {
    pages::actions::download(web, path).await
}

/// The day of the action as a calendar file, without a word of what it is about.
#[utoipa::path(get, path = "/api/v1/actions/{id}/calendar.ics", tag = "actions", params(("id" = Id, Path)),
    responses((status = 200, description = "One whole day (RFC 5545)"), (status = 404, description = "Hidden or missing")))]
pub async fn calendar(web: Web, id: Path<Id>) -> Answer {
    pages::actions::to_calendar(web, id).await
}
