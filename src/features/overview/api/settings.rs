//! Goals, own texts and mailings.

use super::figures::MeasureGoalJson;
use crate::base::{Id, Refusal};
use crate::features::overview::actions::{self, GoalEdit, MailingEdit, MailingShown, TextEdit};
use crate::features::overview::model::{Measure, Place, ReportKind};
use crate::features::overview::records::OwnText;
use crate::features::overview::store;
use crate::kit::web::{Answer, ApiBody, Web};
use actix_web::http::StatusCode;
use actix_web::web::Path;
use chrono::NaiveDate;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct MeasureGoalBody {
    baseline: Option<i64>,
    baseline_on: Option<NaiveDate>,
    target: Option<i64>,
    target_on: Option<NaiveDate>,
    note: Option<String>,
}

/// Sets the goal of a measure; `If-Match: "0"` for the first.
#[utoipa::path(put, path = "/api/v1/overview/measures/{measure}/goal", tag = "reports",
    operation_id = "overview_put_goal", params(("measure" = Measure, Path)), request_body = MeasureGoalBody,
    responses((status = 200, body = MeasureGoalJson), (status = 404, description = "no such measure"),
        (status = 412, description = "stale"), (status = 422, description = "invalid"),
        (status = 428, description = "If-Match is missing")))]
pub async fn put_goal(web: Web, measure: Path<String>, body: ApiBody<MeasureGoalBody>) -> Answer {
    let measure: Measure = measure.parse().map_err(|_| Refusal::NotFound)?;
    let version = web.if_match()?;
    let MeasureGoalBody { baseline, baseline_on, target, target_on, note } = body.0;
    let edit = GoalEdit { baseline, baseline_on, target, target_on, note };
    let row = web.write(move |c, ctx| actions::put_goal(c, ctx, measure, Some(version), &edit)).await?;
    web.json_object(StatusCode::OK, row.version, &MeasureGoalJson::from(row))
}

#[derive(Serialize, ToSchema)]
pub struct TextJson {
    place: Place,
    text_sv: String,
    text_en: String,
    version: i32,
}

impl From<OwnText> for TextJson {
    fn from(row: OwnText) -> TextJson {
        TextJson { place: row.place, text_sv: row.text_sv, text_en: row.text_en, version: row.version }
    }
}

/// The organisation's own texts that have been written.
#[utoipa::path(get, path = "/api/v1/overview/texts", tag = "reports", operation_id = "overview_texts",
    responses((status = 200, description = "items, next, total", body = Vec<TextJson>)))]
pub async fn texts(web: Web) -> Answer {
    let rows = web.read(|c, ctx| store::texts(c, &ctx.scope)).await?;
    let items: Vec<TextJson> = rows.into_iter().map(TextJson::from).collect();
    web.json(StatusCode::OK, &serde_json::json!({ "next": null, "total": items.len(), "items": items }))
}

#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct TextBody {
    #[serde(default)]
    text_sv: String,
    #[serde(default)]
    text_en: String,
}

/// Writes the text of a place; `If-Match: "0"` for the first.
#[utoipa::path(put, path = "/api/v1/overview/texts/{place}", tag = "reports", operation_id = "overview_put_text",
    params(("place" = Place, Path)), request_body = TextBody,
    responses((status = 200, body = TextJson), (status = 404, description = "no such place"),
        (status = 412, description = "stale"), (status = 422, description = "invalid"),
        (status = 428, description = "If-Match is missing")))]
pub async fn put_text(web: Web, place: Path<String>, body: ApiBody<TextBody>) -> Answer {
    let place: Place = place.parse().map_err(|_| Refusal::NotFound)?;
    let version = web.if_match()?;
    let edit = TextEdit { text_sv: body.0.text_sv, text_en: body.0.text_en };
    let row = web.write(move |c, ctx| actions::put_text(c, ctx, place, Some(version), &edit)).await?;
    web.json_object(StatusCode::OK, row.version, &TextJson::from(row))
}

#[derive(Serialize, ToSchema)]
pub struct MailingJson {
    report: ReportKind,
    day_of_month: i32,
    secrecy_marked: bool,
    active: bool,
    last_period: Option<String>,
    person_ids: Vec<Id>,
    version: i32,
}

impl From<MailingShown> for MailingJson {
    fn from(row: MailingShown) -> MailingJson {
        MailingJson {
            report: row.report,
            day_of_month: row.day_of_month,
            secrecy_marked: row.secrecy_marked,
            active: row.active,
            last_period: row.last_period,
            person_ids: row.person_ids,
            version: row.version,
        }
    }
}

/// Every report with when and to whom it is sent.
#[utoipa::path(get, path = "/api/v1/overview/mailings", tag = "reports", operation_id = "overview_mailings",
    responses((status = 200, description = "items, next, total", body = Vec<MailingJson>)))]
pub async fn mailings(web: Web) -> Answer {
    let rows = web.read(actions::mailings).await?;
    let items: Vec<MailingJson> = rows.into_iter().map(MailingJson::from).collect();
    web.json(StatusCode::OK, &serde_json::json!({ "next": null, "total": items.len(), "items": items }))
}

#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct MailingBody {
    day_of_month: Option<i32>,
    /// Only a link is sent, no figure. True unless it says otherwise.
    secrecy_marked: Option<bool>,
    #[serde(default)]
    active: bool,
    #[serde(default)]
    person_ids: Vec<Id>,
}

/// Decides when a report is sent and to whom; `If-Match: "0"` for the first.
#[utoipa::path(put, path = "/api/v1/overview/mailings/{report}", tag = "reports",
    operation_id = "overview_put_mailing", params(("report" = ReportKind, Path)), request_body = MailingBody,
    responses((status = 200, body = MailingJson), (status = 404, description = "no such report"),
        (status = 412, description = "stale"), (status = 422, description = "invalid"),
        (status = 428, description = "If-Match is missing")))]
pub async fn put_mailing(web: Web, report: Path<String>, body: ApiBody<MailingBody>) -> Answer {
    let report: ReportKind = report.parse().map_err(|_| Refusal::NotFound)?;
    let version = web.if_match()?;
    let edit = MailingEdit {
        day_of_month: body.0.day_of_month,
        secrecy_marked: body.0.secrecy_marked.unwrap_or(true),
        active: body.0.active,
        person_ids: body.0.person_ids,
    };
    let shown = web
        .write(move |c, ctx| {
            actions::put_mailing(c, ctx, report, Some(version), &edit)?;
            let all = actions::mailings(c, ctx)?;
            all.into_iter().find(|row| row.report == report).ok_or(Refusal::NotFound)
        })
        .await?;
    web.json_object(StatusCode::OK, shown.version, &MailingJson::from(shown))
}
