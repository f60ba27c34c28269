//! A figure with its rows, its trend and its goal.

use super::crumbs;
use crate::access::Permission;
use crate::base::clock::swedish_date;
use crate::base::refusal::{Checks, Refusal, Result};
use crate::base::{Page, PageRequest};
use crate::features::overview::actions::{self, GoalEdit, Trend};
use crate::features::overview::model::{Measure, Moment, Span, earliest};
use crate::features::overview::paper::shown;
use crate::features::overview::records::Goal;
use crate::features::overview::rules;
use crate::features::overview::store::{self, Behind};
use crate::features::overview::views::{BehindShown, MeasurePage};
use crate::features::vendors::{export_href, export_part};
use crate::kit::Ctx;
use crate::kit::web::{Answer, Params, Posted, Web};
use crate::platform::db::Db;
use crate::platform::sheets::{Cell, Column, ColumnKind};
use crate::platform::view::{FormState, Pager};
use actix_web::http::StatusCode;
use actix_web::web::{Path, Query};
use chrono::NaiveDate;

/// What is read of one measure.
pub struct Loaded {
    pub value: Option<i64>,
    pub page: Page<Behind>,
    pub trend: Trend,
    pub goal: Option<Goal>,
}

/// No trend is longer than this.
const MOST_DAYS: u64 = 3_660;

/// The days of the trend, the first and the last: those that were asked for, none after today; else as many as the
/// parameter says. Errors: `error-date` at the parameter.
pub fn trend_days(params: &Params, today: NaiveDate) -> Result<(NaiveDate, NaiveDate)> {
    let asked = |name: &str| -> Result<Option<NaiveDate>> { Ok(params.day(name)?.map(|day| day.max(earliest()))) };
    let to = asked("to")?.unwrap_or(today).min(today);
    let from = asked("from")?.map_or_else(|| ago(to, Moment::of(today).terms().trend_days), |from| from.min(today));
    let (from, to) = (from.min(to), from.max(to));
    Ok((from.max(ago(to, MOST_DAYS)), to))
}

fn ago(day: NaiveDate, days: u64) -> NaiveDate {
    Moment::of(day).days_ago(days)
}

/// Value, rows, trend over some days, and goal. Errors: NotAllowed when one may not read the rows.
pub fn load(
    c: &mut Db,
    ctx: &Ctx,
    measure: Measure,
    since: Option<NaiveDate>,
    days: (NaiveDate, NaiveDate),
    page: PageRequest,
) -> Result<Loaded> {
    ctx.require(measure.needs())?;
    let moment = Moment::of(ctx.today()).since(since);
    let page = store::rows(c, &ctx.scope, measure, moment, page)?;
    let value = match measure {
        Measure::MedianClosing => rules::median_days(&store::closing_times(c, &ctx.scope, moment)?),
        _ => Some(page.total),
    };
    let trend = actions::trend_between(c, ctx, measure, days)?;
    Ok(Loaded { value, page, trend, goal: store::goal(c, &ctx.scope, measure)? })
}

fn shown_row(row: Behind) -> BehindShown {
    BehindShown { href: row.href, what: row.what, whose: row.whose, tier: row.tier, on: row.on_day, at: row.at }
}

async fn page(web: &Web, status: StatusCode, measure: Measure, params: &Params, form: Option<FormState>) -> Answer {
    let today = web.ctx()?.today();
    let (since, days, asked) = (params.day("since")?, trend_days(params, today)?, params.page());
    let loaded = web.read(move |c, ctx| load(c, ctx, measure, since, days, asked)).await?;
    let moment = Moment::of(today).since(since);
    let first = match measure.span() {
        Span::Now => None,
        span => Some(moment.first_day(span)),
    };
    let goal = loaded.goal;
    let stored = || match &goal {
        None => FormState::default().with("version", 0),
        Some(row) => FormState::default()
            .with("baseline", row.baseline)
            .with("baseline_on", row.baseline_on)
            .with("target", row.target)
            .with("target_on", row.target_on)
            .with("note", row.note.as_deref().unwrap_or_default())
            .with("version", row.version),
    };
    let target = goal.as_ref().map(|row| row.target);
    let progress =
        goal.as_ref().zip(loaded.value).and_then(|(row, value)| rules::progress(row.baseline, row.target, value));
    let base = format!("/overview/measures/{measure}");
    let form = form.unwrap_or_else(stored);
    let body = MeasurePage {
        measure,
        days: if measure == Measure::QuietVendors { moment.terms().quiet_days } else { moment.terms().review_days },
        value: shown(loaded.value),
        is_median: measure == Measure::MedianClosing,
        since: first,
        filter: FormState::default().with("since", first.map(|day| day.to_string()).unwrap_or_default()),
        pager: Pager::from(&loaded.page),
        rows: loaded.page.items.into_iter().map(shown_row).collect(),
        export_xlsx: export_href(&base, &web.path, "xlsx"),
        export_csv: export_href(&base, &web.path, "csv"),
        trend_form: FormState::default().with("from", days.0).with("to", days.1),
        chart: rules::chart(&loaded.trend.points, loaded.trend.weekly, target),
        points: loaded.trend.points,
        weekly: loaded.trend.weekly,
        missing: loaded.trend.missing,
        goal,
        progress,
        form,
        can_edit: web.can(Permission::ReportEdit),
    };
    let title = web.word(&format!("overview-measure-{measure}"));
    web.page_titled(status, "pages/overview/measure", title, crumbs(web), &body)
}

fn read(text: &str) -> Result<Measure> {
    text.parse().map_err(|_| Refusal::NotFound)
}

pub async fn show(web: Web, measure: Path<String>, query: Query<Params>) -> Answer {
    let measure = read(&measure)?;
    if let Some(format) = query.text("format") {
        return export(&web, measure, query.day("since")?, &format).await;
    }
    page(&web, StatusCode::OK, measure, &query, None).await
}

async fn export(web: &Web, measure: Measure, since: Option<NaiveDate>, format: &str) -> Answer {
    let found = web
        .read(move |c, ctx| {
            ctx.require(measure.needs())?;
            store::rows(c, &ctx.scope, measure, Moment::of(ctx.today()).since(since), PageRequest::FILE)
        })
        .await?;
    let head = |key: &str, width, kind| Column::new(web.word(key), width, kind);
    let columns = [
        head("overview-what", 50, ColumnKind::Wrapped),
        head("overview-whose", 30, ColumnKind::Text),
        head("tier-label", 8, ColumnKind::Whole),
        head("overview-on", 12, ColumnKind::Date),
        head("overview-at", 12, ColumnKind::Date),
    ];
    let cells = |row: &Behind| {
        vec![
            Cell::text(&row.what),
            row.whose.as_ref().map_or(Cell::Empty, Cell::text),
            row.tier.map_or(Cell::Empty, |tier| Cell::Number(f64::from(tier))),
            row.on_day.map_or(Cell::Empty, Cell::Date),
            row.at.map_or(Cell::Empty, |at| Cell::Date(swedish_date(at.utc()))),
        ]
    };
    let rows = found.items.iter().map(cells).collect();
    export_part(web, &web.word(&format!("overview-measure-{measure}")), Some(format), &columns, rows, found.total)
}

pub async fn save_goal(form: Posted, measure: Path<String>) -> Answer {
    let Posted { web, fields } = form;
    let measure = read(&measure)?;
    let mut checks = Checks::default();
    let edit = GoalEdit {
        baseline: checks.keep(fields.parsed("baseline", "error-number")).flatten(),
        baseline_on: checks.keep(fields.date("baseline_on")).flatten(),
        target: checks.keep(fields.parsed("target", "error-number")).flatten(),
        target_on: checks.keep(fields.date("target_on")).flatten(),
        note: fields.optional("note"),
    };
    let version = fields.version();
    let done = match checks.done() {
        Ok(()) => web.write(move |c, ctx| actions::put_goal(c, ctx, measure, Some(version), &edit)).await,
        Err(refusal) => Err(refusal),
    };
    match done {
        Ok(_) => web.redirect_saying(format!("/overview/measures/{measure}"), "ok", "overview-saved", &[]),
        Err(Refusal::Invalid(errors)) => {
            let state = web.form_with(&fields, &errors);
            page(&web, StatusCode::UNPROCESSABLE_ENTITY, measure, &Params::default(), Some(state)).await
        }
        Err(refusal) => Err(refusal),
    }
}
