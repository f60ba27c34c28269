//! Focus areas of vendors.

use crate::base::{Id, Instant};
use crate::features::question_sets::actions::{self, NewFocus};
use crate::features::question_sets::model::FocusArea;
use crate::features::question_sets::records::FocusRow;
use crate::features::question_sets::store;
use crate::features::vendors;
use crate::kit::web::{Answer, ApiBody, Web};
use actix_web::http::StatusCode;
use actix_web::web::Path;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

/// An area in focus at a vendor. For the region.
#[derive(Serialize, ToSchema)]
pub struct FocusBody {
    id: Id,
    vendor_id: Id,
    area: FocusArea,
    reason: String,
    set_by: String,
    set_at: Instant,
    lift_decision: Option<String>,
    lift_note: Option<String>,
    lifted_by: Option<String>,
    /// Null while it is in force.
    lifted_at: Option<Instant>,
    version: i32,
}

impl From<FocusRow> for FocusBody {
    fn from(row: FocusRow) -> Self {
        FocusBody {
            id: row.id,
            vendor_id: row.vendor_id,
            area: row.area,
            reason: row.reason,
            set_by: row.set_by_name,
            set_at: row.set_at,
            lift_decision: row.lift_decision,
            lift_note: row.lift_note,
            lifted_by: row.lifted_by_name,
            lifted_at: row.lifted_at,
            version: row.version,
        }
    }
}

/// The focus areas of a vendor, those in force first.
#[utoipa::path(get, path = "/api/v1/vendors/{id}/focus-areas", tag = "question_sets", params(("id" = Id, Path)), operation_id = "focus_areas",
    responses((status = 200, description = "items, next, total", body = [FocusBody]), (status = 404, description = "Hidden or missing")))]
pub async fn list(web: Web, id: Path<Id>) -> Answer {
    let rows = web
        .read(move |c, ctx| {
            vendors::find(c, &ctx.scope, &id)?;
            store::focus_of(c, &ctx.scope, &id)
        })
        .await?;
    let items: Vec<FocusBody> = rows.into_iter().map(FocusBody::from).collect();
    web.json(StatusCode::OK, &serde_json::json!({ "total": items.len(), "next": null, "items": items }))
}

#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct NewFocusBody {
    area: FocusArea,
    #[serde(default)]
    reason: String,
}

/// Sets an area in focus: the next sending asks its questions and its evidence.
#[utoipa::path(post, path = "/api/v1/vendors/{id}/focus-areas", tag = "question_sets", params(("id" = Id, Path)), request_body = NewFocusBody, operation_id = "set_focus",
    responses((status = 201, description = "In focus", body = FocusBody), (status = 422, description = "No reason, or in focus already")))]
pub async fn set(web: Web, id: Path<Id>, new: ApiBody<NewFocusBody>) -> Answer {
    let new = NewFocus { vendor_id: id.into_inner(), area: new.0.area, reason: new.0.reason };
    let row = web.write(move |c, ctx| actions::set_focus(c, ctx, &new)).await?;
    web.json_object(StatusCode::CREATED, row.version, &FocusBody::from(row.clone()))
}

#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct LiftBody {
    /// The decision that lifts it, for instance a diary number.
    #[serde(default)]
    decision: String,
    #[serde(default)]
    note: String,
}

/// Lifts an area by a decision.
#[utoipa::path(post, path = "/api/v1/focus-areas/{id}/lift", tag = "question_sets", params(("id" = Id, Path)), request_body = LiftBody, operation_id = "lift_focus",
    responses((status = 200, description = "Lifted", body = FocusBody), (status = 409, description = "Lifted already"), (status = 422, description = "No decision")))]
pub async fn lift(web: Web, id: Path<Id>, given: ApiBody<LiftBody>) -> Answer {
    let LiftBody { decision, note } = given.0;
    let row = web.write(move |c, ctx| actions::lift_focus(c, ctx, &id, None, (&decision, &note))).await?;
    web.json_object(StatusCode::OK, row.version, &FocusBody::from(row.clone()))
}
