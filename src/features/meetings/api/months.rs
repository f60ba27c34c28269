//! The series of a contract and a month of the portfolio.

use crate::base::{Id, PageRequest, Period, Refusal};
use crate::features::contracts;
use crate::features::dialogues::DialogueStatus;
use crate::features::meetings::pages::months::moments;
use crate::features::meetings::pages::series::counted;
use crate::features::meetings::parameters::MeetingTerms;
use crate::features::meetings::rules::MeetingFigures;
use crate::features::meetings::store::months::{self as store, MissingRow, MonthFigures, MonthRow, SlipRow};
use crate::kit::web::{Answer, Web};
use actix_web::http::StatusCode;
use actix_web::web::{Path, Query};
use chrono::NaiveDate;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

#[derive(Debug, Serialize, ToSchema)]
pub struct SeriesEntryJson {
    dialogue_id: Id,
    number: i32,
    period: String,
    held_on: NaiveDate,
    status: DialogueStatus,
    /// Absent until the record is locked.
    figures: Option<MeetingFigures>,
}

#[derive(Debug, Serialize, ToSchema)]
pub struct SeriesJson {
    meetings: Vec<SeriesEntryJson>,
}

/// Every meeting of a contract with what its record counts, the oldest first.
#[utoipa::path(get, path = "/api/v1/contracts/{id}/meetings", tag = "meetings", params(("id" = Id, Path)),
    responses((status = 200, description = "The series", body = SeriesJson), (status = 404, description = "Missing or hidden")))]
pub async fn series(web: Web, id: Path<Id>) -> Answer {
    let id = id.into_inner();
    let found = web
        .read(move |c, ctx| {
            ctx.scope.client()?;
            contracts::find(c, &ctx.scope, &id)?;
            let length = MeetingTerms::on(ctx.today()).series_length;
            Ok(counted(store::series(c, &ctx.scope, &id, length)?))
        })
        .await?;
    let entry = |(dialogue, figures): (crate::features::dialogues::Dialogue, Option<MeetingFigures>)| SeriesEntryJson {
        dialogue_id: dialogue.id,
        number: dialogue.number,
        period: dialogue.period,
        held_on: dialogue.held_on,
        status: dialogue.status,
        figures,
    };
    web.json(StatusCode::OK, &SeriesJson { meetings: found.into_iter().map(entry).collect() })
}

#[derive(Debug, Default, Deserialize, utoipa::IntoParams)]
#[into_params(parameter_in = Query)]
pub struct MonthAsked {
    /// Year and month, `2026-11`; this month when absent.
    period: Option<String>,
    page: Option<i64>,
}

#[derive(Debug, Serialize, ToSchema)]
pub struct MonthJson {
    figures: MonthFigures,
    /// A page of each: at most 200.
    dialogues: Vec<MonthRow>,
    missing: Vec<MissingRow>,
    slips: Vec<SlipRow>,
    slips_total: i64,
}

/// Who has met in a month, who has not, and what slipped.
#[utoipa::path(get, path = "/api/v1/meetings", tag = "meetings", params(MonthAsked),
    responses((status = 200, description = "The month", body = MonthJson), (status = 422, description = "Fields")))]
pub async fn show(web: Web, asked: Query<MonthAsked>) -> Answer {
    let period = read_period("period", asked.period.as_deref(), Period::of(web.ctx()?.today()))?;
    let request = PageRequest::new(asked.page, Some(PageRequest::MAX_SIZE));
    let body = web
        .read(move |c, ctx| {
            let slips = store::slips(c, &ctx.scope, moments(period), request)?;
            Ok(MonthJson {
                figures: store::figures(c, &ctx.scope, period, period)?.into_iter().next().unwrap_or_default(),
                dialogues: store::dialogues_of(c, &ctx.scope, period, None, request)?.items,
                missing: store::missing_of(c, &ctx.scope, period, request)?.items,
                slips_total: slips.total,
                slips: slips.items,
            })
        })
        .await?;
    web.json(StatusCode::OK, &body)
}

fn read_period(field: &'static str, text: Option<&str>, absent: Period) -> Result<Period, Refusal> {
    match text {
        None => Ok(absent),
        Some(text) => text.parse().map_err(|()| Refusal::invalid(field, "error-meeting-period")),
    }
}

#[derive(Debug, Default, Deserialize, utoipa::IntoParams)]
#[into_params(parameter_in = Query)]
pub struct FiguresAsked {
    /// Year and month; a year back when absent.
    from: Option<String>,
    /// Year and month; this month when absent.
    to: Option<String>,
}

#[derive(Debug, Serialize, ToSchema)]
pub struct FiguresJson {
    months: Vec<MonthFigures>,
}

/// Planned against held, a row for each month; at most 240 months.
#[utoipa::path(get, path = "/api/v1/meetings/figures", tag = "meetings", params(FiguresAsked),
    responses((status = 200, description = "The months", body = FiguresJson), (status = 422, description = "Fields")))]
pub async fn figures(web: Web, asked: Query<FiguresAsked>) -> Answer {
    let to = read_period("to", asked.to.as_deref(), Period::of(web.ctx()?.today()))?;
    let from = read_period("from", asked.from.as_deref(), to.plus(-11))?;
    let months = web.read(move |c, ctx| store::figures(c, &ctx.scope, from, to)).await?;
    web.json(StatusCode::OK, &FiguresJson { months })
}
