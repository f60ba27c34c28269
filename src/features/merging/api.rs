//! Duplicates and merges in JSON: the same action as the page.

use super::actions;
use super::model::{Field, Likeness, MergeCommand, Pick};
use super::pages::paged;
use super::rules::{Candidate, Pair};
use super::store;
use crate::base::refusal::Checks;
use crate::base::{Id, Instant, Refusal};
use crate::features::vendors::shown_number;
use crate::kit::web::{Answer, ApiBody, ListQuery, Web, list_body};
use actix_web::http::StatusCode;
use actix_web::web::{Path, Query};
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;
use utoipa::{OpenApi, ToSchema};

#[derive(OpenApi)]
#[openapi(paths(duplicates, merge))]
pub struct Description;

/// One of two rows that may be the same company.
#[derive(Serialize, ToSchema)]
pub struct DuplicateJson {
    pub id: Id,
    pub legal_name: String,
    /// A sole trader's number is masked.
    pub org_number: Option<String>,
    pub hsa_id: Option<String>,
    pub status: String,
    pub version: i32,
}

/// Two rows, and why they are thought to be one.
#[derive(Serialize, ToSchema)]
pub struct PairJson {
    /// The older of the two, which is proposed to stay.
    pub kept: DuplicateJson,
    pub merged: DuplicateJson,
    pub because: Vec<Likeness>,
}

impl From<Candidate> for DuplicateJson {
    fn from(row: Candidate) -> Self {
        DuplicateJson {
            org_number: shown_number(row.org_number.as_deref()),
            id: row.id,
            legal_name: row.legal_name,
            hsa_id: row.hsa_id,
            status: row.status,
            version: row.version,
        }
    }
}

impl From<Pair> for PairJson {
    fn from(pair: Pair) -> Self {
        PairJson { kept: pair.kept.into(), merged: pair.merged.into(), because: pair.reasons }
    }
}

#[derive(Debug, Default, Deserialize, ToSchema)]
#[serde(default, deny_unknown_fields)]
pub struct MergeBody {
    /// The vendor that ends and becomes a part of the one in the address.
    #[schema(value_type = String)]
    pub with: Option<Id>,
    /// The version of it that was seen.
    pub with_version: i32,
    /// Whose value stays, by field: legal_name, org_number (with its country), hsa_id, kind, status, manager_id, tags,
    /// internal_note, portal, judgement. `kept`, `merged`, or for tags and internal_note `both`. A field that is
    /// missing keeps the value of the vendor that stays, or of the other where that has none.
    #[schema(value_type = std::collections::BTreeMap<String, String>)]
    pub choose: BTreeMap<String, Pick>,
    /// True says that two different organisation numbers are the same company; needs a reason.
    pub different_numbers: bool,
    pub reason: Option<String>,
}

/// A merge that was made.
#[derive(Serialize, ToSchema)]
pub struct MergeJson {
    pub kept_id: Id,
    pub merged_id: Id,
    /// The new version of the vendor that stays.
    pub version: i32,
    /// Rows that moved, by table.
    #[schema(value_type = std::collections::BTreeMap<String, i64>)]
    pub moved: serde_json::Value,
    pub reason: Option<String>,
    pub merged_by: String,
    pub merged_at: Instant,
}

/// Vendors that look like the same company: by organisation number, HSA-id or name.
#[utoipa::path(get, path = "/api/v1/vendor-duplicates", tag = "vendors", params(ListQuery), operation_id = "vendor_duplicates",
    responses((status = 200, description = "items, next, total", body = Vec<PairJson>)))]
pub async fn duplicates(web: Web, query: Query<ListQuery>) -> Answer {
    let request = query.page();
    let pairs = web.read(|c, ctx| store::duplicates(c, &ctx.scope)).await?;
    web.json(StatusCode::OK, &list_body(paged(pairs, request).map(PairJson::from)))
}

/// Makes another vendor a part of this one. Needs If-Match.
#[utoipa::path(post, path = "/api/v1/vendors/{id}/merge", tag = "vendors", params(("id" = String, Path)), request_body = MergeBody,
    operation_id = "merge_vendor", responses((status = 200, body = MergeJson), (status = 404, description = "one of them is hidden or missing"),
        (status = 409, description = "itself, merged already, or a supply chain would go in a circle"),
        (status = 412, description = "one of them changed since it was read"), (status = 422, description = "a choice is missing or wrong"),
        (status = 428, description = "no If-Match")))]
pub async fn merge(web: Web, id: Path<Id>, body: ApiBody<MergeBody>) -> Answer {
    let version = web.if_match()?;
    let body = body.0;
    let mut checks = Checks::default();
    let mut picks = BTreeMap::new();
    for (name, pick) in body.choose {
        match name.parse::<Field>() {
            Ok(field) => {
                picks.insert(field, pick);
            }
            Err(_) => checks.that(false, &format!("choose.{name}"), "error-choice"),
        }
    }
    checks.that(body.with.is_some(), "with", "error-required");
    checks.done()?;
    let command = MergeCommand {
        with: body.with.ok_or(Refusal::NotFound)?,
        version,
        with_version: body.with_version,
        picks,
        different_numbers: body.different_numbers,
        reason: body.reason,
    };
    let (vendor, row) = web.write(move |c, ctx| actions::merge(c, ctx, &id, &command)).await?;
    let moved = serde_json::from_str(&row.moved).map_err(Refusal::fault)?;
    let body = MergeJson {
        kept_id: row.kept_id,
        merged_id: row.merged_id,
        version: vendor.version,
        moved,
        reason: row.reason,
        merged_by: row.merged_by_name,
        merged_at: row.merged_at,
    };
    web.json_object(StatusCode::OK, vendor.version, &body)
}
