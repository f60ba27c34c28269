//! `/api/v1/actions/bulk`: one change to many, and what became of each.

use crate::base::{Id, Refusal};
use crate::features::findings::actions::BulkChange;
use crate::features::findings::model::Severity;
use crate::features::findings::pages::bulk::{check_count, each, why};
use crate::kit::web::{Answer, ApiBody, Web};
use actix_web::http::StatusCode;
use chrono::NaiveDate;
use serde::{Deserialize, Serialize};
use serde_json::json;

#[derive(Deserialize, utoipa::ToSchema)]
#[serde(deny_unknown_fields)]
pub struct ActionChosen {
    id: Id,
    /// The version that was seen; without it, whatever is stored.
    version: Option<i32>,
}

/// Exactly one of owner, due date with reason, and priority.
#[derive(Deserialize, utoipa::ToSchema)]
#[serde(deny_unknown_fields)]
pub struct ActionsBulkBody {
    actions: Vec<ActionChosen>,
    #[serde(default, deserialize_with = "super::given")]
    owner_id: Option<Option<Id>>,
    due_on: Option<NaiveDate>,
    #[serde(default)]
    reason: String,
    priority: Option<Severity>,
}

#[derive(Serialize, utoipa::ToSchema)]
pub struct ActionBulkResult {
    id: Id,
    changed: bool,
    /// Why not, in words.
    detail: Option<String>,
}

/// Changes owner, due date or priority of at most 200 actions; each for itself.
#[utoipa::path(post, path = "/api/v1/actions/bulk", tag = "actions", operation_id = "change_many", request_body = ActionsBulkBody,
    responses((status = 200, description = "What became of each", body = [ActionBulkResult]), (status = 422, description = "Nothing was changed")))]
pub async fn change(web: Web, body: ApiBody<ActionsBulkBody>) -> Answer {
    let b = body.0;
    check_count(b.actions.len())?;
    let change = match (b.owner_id, b.due_on, b.priority) {
        (Some(Some(owner)), None, None) => BulkChange::Owner(owner),
        (Some(None), None, None) => return Err(Refusal::invalid("owner_id", "error-required")),
        (None, Some(due_on), None) if !b.reason.trim().is_empty() => BulkChange::Due { due_on, reason: b.reason },
        (None, Some(_), None) => return Err(Refusal::invalid("reason", "error-required")),
        (None, None, Some(priority)) => BulkChange::Priority(priority),
        _ => return Err(Refusal::invalid("", "error-bulk-one")),
    };
    let picked: Vec<_> = b.actions.into_iter().map(|chosen| (chosen.id, chosen.version)).collect();
    let outcomes = each(&web, &picked, &change).await?;
    let rows: Vec<ActionBulkResult> = outcomes
        .into_iter()
        .map(|(id, outcome)| ActionBulkResult {
            id,
            changed: outcome.is_ok(),
            detail: outcome.err().map(|refusal| why(&web, &refusal)),
        })
        .collect();
    web.json(StatusCode::OK, &json!({ "total": rows.len(), "next": null, "items": rows }))
}
