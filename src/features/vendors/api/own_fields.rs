//! An organisation's own fields and the kept filters of the vendor list, in JSON.

use crate::base::{Id, Instant, Refusal};
use crate::features::vendors::depth_input::NewExtraField;
use crate::features::vendors::records::{ExtraField, ExtraKind, SavedFilter};
use crate::features::vendors::{actions, store};
use crate::kit::web::{Answer, ApiBody, Web};
use actix_web::http::StatusCode;
use actix_web::web::Path;
use serde::{Deserialize, Serialize};
use serde_json::json;
use utoipa::ToSchema;

#[derive(Debug, Serialize, ToSchema)]
pub struct ExtraFieldJson {
    pub id: Id,
    pub key: String,
    pub label_sv: String,
    pub label_en: String,
    pub kind: ExtraKind,
    pub choices: Vec<String>,
    pub required: bool,
    pub shown_to_vendor: bool,
    pub in_list: bool,
    /// False: no longer asked for; what was answered stays.
    pub active: bool,
    pub version: i32,
}

impl From<ExtraField> for ExtraFieldJson {
    fn from(f: ExtraField) -> ExtraFieldJson {
        ExtraFieldJson {
            choices: f.choices.lines().map(str::to_string).collect(),
            id: f.id,
            key: f.key,
            label_sv: f.label_sv,
            label_en: f.label_en,
            kind: f.kind,
            required: f.required,
            shown_to_vendor: f.shown_to_vendor,
            in_list: f.in_list,
            active: f.active,
            version: f.version,
        }
    }
}

/// In a change, what is missing stays; `key` and `kind` cannot change.
#[derive(Debug, Default, Deserialize, ToSchema)]
#[serde(default, deny_unknown_fields)]
pub struct ExtraFieldBody {
    /// Small letters, digits and underscores.
    pub key: Option<String>,
    pub label_sv: Option<String>,
    pub label_en: Option<String>,
    pub kind: Option<ExtraKind>,
    pub choices: Option<Vec<String>>,
    pub required: Option<bool>,
    pub shown_to_vendor: Option<bool>,
    pub in_list: Option<bool>,
    pub active: Option<bool>,
}

impl ExtraFieldBody {
    fn onto(self, base: NewExtraField) -> NewExtraField {
        NewExtraField {
            key: self.key.unwrap_or(base.key),
            label_sv: self.label_sv.unwrap_or(base.label_sv),
            label_en: self.label_en.unwrap_or(base.label_en),
            kind: self.kind.unwrap_or(base.kind),
            choices: self.choices.unwrap_or(base.choices),
            required: self.required.unwrap_or(base.required),
            shown_to_vendor: self.shown_to_vendor.unwrap_or(base.shown_to_vendor),
            in_list: self.in_list.unwrap_or(base.in_list),
            active: self.active.unwrap_or(base.active),
        }
    }
}

/// The organisation's own fields of a vendor.
#[utoipa::path(get, path = "/api/v1/extra-fields", tag = "vendors",
    responses((status = 200, description = "items, next, total", body = Vec<ExtraFieldJson>)))]
pub async fn fields(web: Web) -> Answer {
    let found = web.read(|c, ctx| store::extra_fields(c, &ctx.scope)).await?;
    let items: Vec<ExtraFieldJson> = found.into_iter().map(Into::into).collect();
    web.json(StatusCode::OK, &json!({ "total": items.len(), "next": null, "items": items }))
}

/// Adds a field of the organisation's own.
#[utoipa::path(post, path = "/api/v1/extra-fields", tag = "vendors", request_body = ExtraFieldBody,
    responses((status = 201, body = ExtraFieldJson), (status = 422, description = "a field is wrong, or the key is taken")))]
pub async fn add_field(web: Web, body: ApiBody<ExtraFieldBody>) -> Answer {
    let kind = body.0.kind.ok_or_else(|| Refusal::invalid("kind", "error-required"))?;
    let new = body.0.onto(NewExtraField {
        key: String::new(),
        label_sv: String::new(),
        label_en: String::new(),
        kind,
        choices: Vec::new(),
        required: false,
        shown_to_vendor: false,
        in_list: false,
        active: true,
    });
    let row = web.write(move |c, ctx| actions::add_extra_field(c, ctx, &new)).await?;
    web.json_object(StatusCode::CREATED, row.version, &ExtraFieldJson::from(row))
}

/// Changes labels, choices and where a field is shown. Needs If-Match.
#[utoipa::path(patch, path = "/api/v1/extra-fields/{field_id}", tag = "vendors", params(("field_id" = String, Path)), request_body = ExtraFieldBody,
    responses((status = 200, body = ExtraFieldJson), (status = 412, description = "changed since it was read"), (status = 422, description = "a field is wrong")))]
pub async fn change_field(web: Web, id: Path<Id>, body: ApiBody<ExtraFieldBody>) -> Answer {
    let version = web.if_match()?;
    let row = web
        .write(move |c, ctx| {
            let before = store::find_extra_field(c, &ctx.scope, &id)?;
            let base = NewExtraField {
                choices: before.choices.lines().map(str::to_string).collect(),
                key: before.key,
                label_sv: before.label_sv,
                label_en: before.label_en,
                kind: before.kind,
                required: before.required,
                shown_to_vendor: before.shown_to_vendor,
                in_list: before.in_list,
                active: before.active,
            };
            actions::update_extra_field(c, ctx, &id, &body.0.onto(base), version)
        })
        .await?;
    web.json_object(StatusCode::OK, row.version, &ExtraFieldJson::from(row))
}

#[derive(Debug, Serialize, ToSchema)]
pub struct SavedFilterJson {
    pub id: Id,
    pub name: String,
    /// The query string of the vendor list.
    pub query: String,
    /// Everybody in the organisation sees it.
    pub shared: bool,
    pub created_at: Instant,
}

impl From<SavedFilter> for SavedFilterJson {
    fn from(f: SavedFilter) -> SavedFilterJson {
        SavedFilterJson { id: f.id, name: f.name, query: f.query, shared: f.shared, created_at: f.created_at }
    }
}

#[derive(Debug, Default, Deserialize, ToSchema)]
#[serde(default, deny_unknown_fields)]
pub struct SavedFilterBody {
    pub name: String,
    pub query: String,
    pub shared: bool,
}

/// One's own kept filters of the vendor list, and those that colleagues share.
#[utoipa::path(get, path = "/api/v1/vendor-filters", tag = "vendors",
    responses((status = 200, description = "items, next, total", body = Vec<SavedFilterJson>)))]
pub async fn filters(web: Web) -> Answer {
    let found = web.read(|c, ctx| store::saved_filters(c, &ctx.scope, &ctx.actor.person_id)).await?;
    let items: Vec<SavedFilterJson> = found.into_iter().map(Into::into).collect();
    web.json(StatusCode::OK, &json!({ "total": items.len(), "next": null, "items": items }))
}

/// Keeps a filter under a name.
#[utoipa::path(post, path = "/api/v1/vendor-filters", tag = "vendors", request_body = SavedFilterBody,
    responses((status = 201, body = SavedFilterJson), (status = 422, description = "no name, or nothing that filters")))]
pub async fn keep_filter(web: Web, body: ApiBody<SavedFilterBody>) -> Answer {
    let b = body.0;
    let row = web.write(move |c, ctx| actions::keep_filter(c, ctx, &b.name, &b.query, b.shared)).await?;
    web.json(StatusCode::CREATED, &SavedFilterJson::from(row))
}

/// Takes one of one's own filters away.
#[utoipa::path(delete, path = "/api/v1/vendor-filters/{filter_id}", tag = "vendors", params(("filter_id" = String, Path)),
    responses((status = 200, description = "Taken away"), (status = 404, description = "missing, or a colleague's")))]
pub async fn remove_filter(web: Web, id: Path<Id>) -> Answer {
    web.write(move |c, ctx| actions::remove_filter(c, ctx, &id)).await?;
    web.json(StatusCode::OK, &json!({ "removed": true }))
}
