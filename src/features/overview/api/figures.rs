//! The figures and their rows.

use crate::base::{Id, Instant, Refusal};
use crate::features::overview::actions::{self, Figure};
use crate::features::overview::model::{Measure, Part};
use crate::features::overview::pages;
use crate::features::overview::pages::measures::{load, trend_days};
use crate::features::overview::records::Goal;
use crate::features::overview::rules::{MissingDays, TrendPoint};
use crate::kit::web::{Answer, ListQuery, Params, Web};
use actix_web::http::StatusCode;
use actix_web::web::{Path, Query};
use chrono::NaiveDate;
use serde::Serialize;
use utoipa::ToSchema;

/// A figure with what it was on the day it is compared with.
#[derive(Serialize, ToSchema)]
pub struct FigureJson {
    measure: Measure,
    part: Part,
    /// Null: there is nothing to make it of.
    value: Option<i64>,
    /// Null: it was not counted then.
    before: Option<i64>,
    change: Option<i64>,
    /// The list of its rows; its total is the value (of a median: what the median is made of).
    rows: String,
}

/// Every figure that the token may see.
#[derive(Serialize, ToSchema)]
pub struct OverviewJson {
    today: NaiveDate,
    /// Null: no day near enough was counted.
    compared_with: Option<NaiveDate>,
    figures: Vec<FigureJson>,
}

/// The figures of the director's page and of the follow-up itself.
#[utoipa::path(get, path = "/api/v1/overview", tag = "reports", operation_id = "overview",
    responses((status = 200, body = OverviewJson)))]
pub async fn director(web: Web) -> Answer {
    let counted = web.read(|c, ctx| actions::figures(c, ctx, Part::ALL)).await?;
    let figure = |figure: &Figure| FigureJson {
        measure: figure.measure,
        part: figure.measure.part(),
        value: figure.value,
        before: figure.then,
        change: figure.change(),
        rows: format!("/api/v1{}", pages::href(figure.measure, &counted)),
    };
    let body = OverviewJson {
        today: counted.moment.today,
        compared_with: counted.compared,
        figures: counted.figures.iter().map(figure).collect(),
    };
    web.json(StatusCode::OK, &body)
}

/// One row behind a figure.
#[derive(Serialize, ToSchema)]
pub struct BehindJson {
    id: Id,
    what: String,
    whose: Option<String>,
    tier: Option<i32>,
    /// When it is due, held or ends.
    on: Option<NaiveDate>,
    /// When it happened.
    at: Option<Instant>,
}

#[derive(Serialize, ToSchema)]
pub struct MeasureGoalJson {
    pub baseline: i64,
    pub baseline_on: NaiveDate,
    pub target: i64,
    pub target_on: NaiveDate,
    pub note: Option<String>,
    pub version: i32,
}

impl From<Goal> for MeasureGoalJson {
    fn from(row: Goal) -> MeasureGoalJson {
        MeasureGoalJson {
            baseline: row.baseline,
            baseline_on: row.baseline_on,
            target: row.target,
            target_on: row.target_on,
            note: row.note,
            version: row.version,
        }
    }
}

/// A figure with its rows, its trend and its goal.
#[derive(Serialize, ToSchema)]
pub struct MeasureJson {
    measure: Measure,
    value: Option<i64>,
    goal: Option<MeasureGoalJson>,
    /// One a day, or one a week over a long time.
    trend: Vec<TrendPoint>,
    weekly: bool,
    /// Days that were not counted; nothing is invented for them.
    missing: Vec<MissingDays>,
    items: Vec<BehindJson>,
    next: Option<String>,
    total: i64,
}

/// A measure with its rows.
#[utoipa::path(get, path = "/api/v1/overview/measures/{measure}", tag = "reports", operation_id = "overview_measure",
    params(("measure" = Measure, Path), ListQuery,
        ("since" = Option<NaiveDate>, Query, description = "the first day of what happened"),
        ("from" = Option<NaiveDate>, Query, description = "the first day of the trend; at most ten years before the last"),
        ("to" = Option<NaiveDate>, Query, description = "the last day of the trend; today at the latest")),
    responses((status = 200, body = MeasureJson), (status = 404, description = "no such measure, or hidden"),
        (status = 422, description = "no such day")))]
pub async fn measure(web: Web, measure: Path<String>, list: Query<ListQuery>, query: Query<Params>) -> Answer {
    let measure: Measure = measure.parse().map_err(|_| Refusal::NotFound)?;
    let days = trend_days(&query, web.ctx()?.today())?;
    let (since, asked) = (query.day("since")?, list.page());
    let loaded = web.read(move |c, ctx| load(c, ctx, measure, since, days, asked)).await?;
    let body = MeasureJson {
        measure,
        value: loaded.value,
        goal: loaded.goal.map(MeasureGoalJson::from),
        trend: loaded.trend.points,
        weekly: loaded.trend.weekly,
        missing: loaded.trend.missing,
        next: loaded.page.next_cursor(),
        total: loaded.page.total,
        items: loaded
            .page
            .items
            .into_iter()
            .map(|row| BehindJson {
                id: row.id,
                what: row.what,
                whose: row.whose,
                tier: row.tier,
                on: row.on_day,
                at: row.at,
            })
            .collect(),
    };
    web.json(StatusCode::OK, &body)
}

/// The director's page as PDF: one page of A4.
#[utoipa::path(get, path = "/api/v1/overview/report.pdf", tag = "reports", operation_id = "overview_report_pdf",
    params(("lang" = Option<String>, Query, description = "sv or en")),
    responses((status = 200, description = "the file", content_type = "application/pdf")))]
pub async fn report_pdf(web: Web, query: Query<Params>) -> Answer {
    pages::director::pdf(web, query).await
}

/// The memo to the committee as PDF.
#[utoipa::path(get, path = "/api/v1/overview/memo.pdf", tag = "reports", operation_id = "overview_memo_pdf",
    params(("lang" = Option<String>, Query, description = "sv or en")),
    responses((status = 200, description = "the file", content_type = "application/pdf")))]
pub async fn memo_pdf(web: Web, query: Query<Params>) -> Answer {
    pages::memo::pdf(web, query).await
}

/// The memo to the committee as a document to go on writing in.
#[utoipa::path(get, path = "/api/v1/overview/memo.docx", tag = "reports", operation_id = "overview_memo_docx",
    params(("lang" = Option<String>, Query, description = "sv or en")),
    responses((status = 200, description = "the file",
        content_type = "application/vnd.openxmlformats-officedocument.wordprocessingml.document")))]
pub async fn memo_docx(web: Web, query: Query<Params>) -> Answer {
    pages::memo::docx(web, query).await
}
