//! `/api/v1/effect-checks`: the region's own; a vendor's token finds none.

use crate::base::{Id, Instant};
use crate::features::findings::actions::{self, NewEffect};
use crate::features::findings::model::EffectResult;
use crate::features::findings::pages;
use crate::features::findings::pages::effects::{effect_filter, load, receive};
use crate::features::findings::records::EffectCheck;
use crate::features::findings::store;
use crate::features::findings::views::EvidenceRow;
use crate::kit::web::{Answer, ApiBody, ListQuery, Params, Upload, Web, list_body};
use actix_web::http::StatusCode;
use actix_web::web::{Path, Query};
use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

/// A check of an action's effect; until it is made, what it found is null.
#[derive(Serialize, utoipa::ToSchema)]
pub struct EffectCheckBody {
    id: Id,
    action_id: Id,
    due_on: NaiveDate,
    tier: Option<i32>,
    model_version: String,
    result: Option<EffectResult>,
    note: Option<String>,
    evidence: Option<String>,
    checked_by_name: Option<String>,
    checked_at: Option<Instant>,
    created_at: Instant,
    version: i32,
}

impl From<EffectCheck> for EffectCheckBody {
    fn from(row: EffectCheck) -> Self {
        EffectCheckBody {
            id: row.id,
            action_id: row.action_id,
            due_on: row.due_on,
            tier: row.tier,
            model_version: row.model_version,
            result: row.result,
            note: row.note,
            evidence: row.evidence,
            checked_by_name: row.checked_by_name,
            checked_at: row.checked_at,
            created_at: row.created_at,
            version: row.version,
        }
    }
}

#[derive(Deserialize, utoipa::ToSchema)]
#[serde(deny_unknown_fields)]
pub struct EffectInput {
    result: EffectResult,
    /// What was seen.
    #[serde(default)]
    note: String,
    /// What was looked at.
    #[serde(default)]
    evidence: String,
    /// The new due date; demanded when it does not work.
    due_on: Option<NaiveDate>,
}

/// The checks, waiting ones and the most urgent first.
#[utoipa::path(get, path = "/api/v1/effect-checks", tag = "actions", operation_id = "list_effect_checks",
    params(ListQuery, ("shown" = Option<String>, Query, description = "waiting, overdue, made or all"), ("result" = Option<EffectResult>, Query)),
    responses((status = 200, description = "A page of checks", body = [EffectCheckBody])))]
pub async fn list(web: Web, query: Query<ListQuery>, filters: Query<Params>) -> Answer {
    let filter = effect_filter(&filters, web.ctx()?, "all")?;
    let asked = query.page();
    let page = web.read(move |c, ctx| store::list_checks(c, &ctx.scope, &filter, asked)).await?;
    web.json(StatusCode::OK, &list_body(page.map(|(check, _)| EffectCheckBody::from(check))))
}

/// One check.
#[utoipa::path(get, path = "/api/v1/effect-checks/{id}", tag = "actions", operation_id = "show_effect_check", params(("id" = Id, Path)),
    responses((status = 200, description = "The check", body = EffectCheckBody), (status = 404, description = "Hidden or missing")))]
pub async fn show(web: Web, id: Path<Id>) -> Answer {
    let (check, _) = web.read(move |c, ctx| load(c, ctx, &id)).await?;
    web.json_object(StatusCode::OK, check.version, &EffectCheckBody::from(check))
}

/// Notes what the check found; not effective opens the action again.
#[utoipa::path(post, path = "/api/v1/effect-checks/{id}/result", tag = "actions", params(("id" = Id, Path)), request_body = EffectInput,
    responses((status = 200, description = "Noted", body = EffectCheckBody), (status = 409, description = "Made already, or the action is one's own"), (status = 422, description = "Note, evidence or date is missing")))]
pub async fn check(web: Web, id: Path<Id>, body: ApiBody<EffectInput>) -> Answer {
    let (version, b) = (web.stated_version()?, body.0);
    let new = NewEffect { result: b.result, note: b.note, evidence: b.evidence, due_on: b.due_on };
    let check = web.write(move |c, ctx| actions::check_effect(c, ctx, &id, version, &new)).await?;
    web.json_object(StatusCode::OK, check.version, &EffectCheckBody::from(check))
}

/// A file that shows what was looked at: multipart with `file`.
#[utoipa::path(post, path = "/api/v1/effect-checks/{id}/evidence", tag = "actions", operation_id = "attach_to_effect_check", params(("id" = Id, Path)),
    responses((status = 201, description = "Attached"), (status = 422, description = "Too large, or not what its name says")))]
pub async fn attach(upload: Upload, id: Path<Id>) -> Answer {
    let (id, web) = (id.into_inner(), upload.web.clone());
    let asked = id.clone();
    web.read(move |c, ctx| store::find_check(c, &ctx.scope, &asked)).await?;
    let file = receive(&upload).await?;
    let added = web.write(move |c, ctx| actions::attach_to_check(c, ctx, &id, &file)).await?;
    web.json(StatusCode::CREATED, &EvidenceRow::from(added))
}

/// One file of a check.
#[utoipa::path(get, path = "/api/v1/effect-checks/{id}/evidence/{attachment_id}", tag = "actions",
    params(("id" = Id, Path), ("attachment_id" = Id, Path)),
    responses((status = 200, description = "The file"), (status = 404, description = "Hidden or missing")))]
pub async fn file(web: Web, path: Path<(Id, Id)>) -> Answer {
    pages::effects::file(web, path).await
}
