//! `/api/v1/due-days`: how many days an action has, by the severity of its finding.

use crate::base::Instant;
use crate::base::clock::swedish_date;
use crate::features::findings::due_days::{self, DueDaysInput};
use crate::features::findings::store::{self, DueDaySetting};
use crate::kit::web::{Answer, ApiBody, Web};
use actix_web::http::StatusCode;
use chrono::NaiveDate;
use serde::{Deserialize, Serialize};
use serde_json::json;
use utoipa::ToSchema;

/// Days by severity, from a day on.
#[derive(Serialize, ToSchema)]
pub struct DueDaysBody {
    critical: i32,
    high: i32,
    medium: i32,
    low: i32,
    valid_from: NaiveDate,
    reason: String,
    set_by: String,
    set_at: Instant,
}

impl From<DueDaySetting> for DueDaysBody {
    fn from(row: DueDaySetting) -> Self {
        DueDaysBody {
            critical: row.critical,
            high: row.high,
            medium: row.medium,
            low: row.low,
            valid_from: row.valid_from,
            reason: row.reason,
            set_by: row.set_by_name,
            set_at: row.set_at,
        }
    }
}

/// The organisation's own days, the latest first, and the days that hold today.
#[utoipa::path(get, path = "/api/v1/due-days", tag = "findings", operation_id = "due_days",
    responses((status = 200, description = "items, next, total, and in_force by severity", body = [DueDaysBody])))]
pub async fn list(web: Web) -> Answer {
    let today = swedish_date(web.visitor.now);
    let (settings, model) = web
        .read(move |c, ctx| {
            Ok((store::due_day_settings_of(c, &ctx.scope)?, due_days::follow_up_model(c, &ctx.scope, today)?))
        })
        .await?;
    let days = model.due_days;
    let items: Vec<DueDaysBody> = settings.into_iter().map(DueDaysBody::from).collect();
    let in_force = json!({ "critical": days.critical, "high": days.high, "medium": days.medium, "low": days.low });
    web.json(StatusCode::OK, &json!({ "total": items.len(), "next": null, "items": items, "in_force": in_force }))
}

#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct NewDueDaysBody {
    critical: Option<i32>,
    high: Option<i32>,
    medium: Option<i32>,
    low: Option<i32>,
    /// Without it: today.
    valid_from: Option<NaiveDate>,
    #[serde(default)]
    reason: String,
}

/// Sets the organisation's own days, from a day on.
#[utoipa::path(post, path = "/api/v1/due-days", tag = "findings", operation_id = "set_due_days", request_body = NewDueDaysBody,
    responses((status = 201, description = "Set", body = DueDaysBody), (status = 422, description = "Out of order, or no reason")))]
pub async fn set(web: Web, body: ApiBody<NewDueDaysBody>) -> Answer {
    let b = body.0;
    let input = DueDaysInput {
        critical: b.critical,
        high: b.high,
        medium: b.medium,
        low: b.low,
        valid_from: b.valid_from,
        reason: b.reason,
    };
    let row = web.write(move |c, ctx| due_days::set_due_days(c, ctx, &input)).await?;
    web.json(StatusCode::CREATED, &DueDaysBody::from(row))
}
