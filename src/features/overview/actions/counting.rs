//! The figures as they are now, beside what they were, and the row of each day.

use crate::access::{Permission, Via};
use crate::base::clock::swedish_date;
use crate::base::{Id, Result};
use crate::features::overview::model::{Measure, Moment, Part};
use crate::features::overview::records::Snapshot;
use crate::features::overview::rules::{self, MissingDays, TrendPoint};
use crate::features::overview::store;
use crate::kit::{App, Ctx};
use crate::platform::db::Db;
use chrono::{DateTime, NaiveDate, Utc};
use serde::Serialize;
use std::collections::BTreeMap;

/// A figure, and what it was on the day that it is compared with.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Figure {
    pub measure: Measure,
    /// None: there is nothing to make it of (a median of nothing).
    pub value: Option<i64>,
    /// None: it was not counted then.
    pub then: Option<i64>,
}

impl Figure {
    pub fn change(&self) -> Option<i64> {
        Some(self.value? - self.then?)
    }
}

/// The figures that somebody may see, and the day they are compared with.
#[derive(Debug, Clone)]
pub struct Counted {
    pub moment: Moment,
    /// None: no day near enough was counted.
    pub compared: Option<NaiveDate>,
    pub figures: Vec<Figure>,
}

impl Counted {
    pub fn of(&self, part: Part) -> impl Iterator<Item = &Figure> {
        self.figures.iter().filter(move |figure| figure.measure.part() == part)
    }
}

/// The measures whose rows this person may read.
fn seen(ctx: &Ctx) -> Vec<Measure> {
    Measure::ALL.iter().copied().filter(|measure| ctx.can(measure.needs())).collect()
}

/// What measures are now; a measure without anything to make it of is left out. Two queries.
fn values(c: &mut Db, ctx: &Ctx, measures: &[Measure], moment: Moment) -> Result<BTreeMap<Measure, i64>> {
    let counted: Vec<Measure> = measures.iter().copied().filter(|m| *m != Measure::MedianClosing).collect();
    let mut found = store::counts(c, &ctx.scope, &counted, moment)?;
    if measures.contains(&Measure::MedianClosing)
        && let Some(days) = rules::median_days(&store::closing_times(c, &ctx.scope, moment)?)
    {
        found.insert(Measure::MedianClosing, days);
    }
    Ok(found)
}

/// The figures of these parts, beside those of a month ago. At most four queries.
pub fn figures(c: &mut Db, ctx: &Ctx, parts: &[Part]) -> Result<Counted> {
    ctx.require(Permission::RegisterRead)?;
    ctx.scope.client()?;
    let moment = Moment::of(ctx.today());
    let measures: Vec<Measure> = seen(ctx).into_iter().filter(|m| parts.contains(&m.part())).collect();
    let now = values(c, ctx, &measures, moment)?;
    let slack = chrono::Days::new(moment.terms().compare_slack_days);
    let earliest = moment.month_ago.checked_sub_days(slack).unwrap_or(moment.month_ago);
    let compared = store::latest_day(c, &ctx.scope, earliest, moment.month_ago)?;
    let then: BTreeMap<Measure, i64> = match compared {
        Some(day) => store::counted_on(c, &ctx.scope, day)?.into_iter().collect(),
        None => BTreeMap::new(),
    };
    let figure =
        |measure: Measure| Figure { measure, value: now.get(&measure).copied(), then: then.get(&measure).copied() };
    Ok(Counted { moment, compared, figures: measures.into_iter().map(figure).collect() })
}

/// Writes what every measure is today, unless the day has been counted. Derived data: nothing is logged. Days that
/// went by without it are never filled in. Gives how many rows were written.
pub fn snapshot(c: &mut Db, ctx: &Ctx) -> Result<usize> {
    ctx.require(Permission::RegisterRead)?;
    let (client, day) = (ctx.scope.client()?.clone(), ctx.today());
    if store::is_counted(c, &ctx.scope, day)? {
        return Ok(0);
    }
    let found = values(c, ctx, Measure::ALL, Moment::of(day))?;
    let row = |(measure, value): (Measure, i64)| Snapshot {
        id: ctx.new_id(),
        organisation_id: client.clone(),
        day,
        measure,
        value,
        taken_at: ctx.instant(),
    };
    let rows: Vec<Snapshot> = found.into_iter().map(row).collect();
    store::insert_snapshots(c, &rows)?;
    Ok(rows.len())
}

/// Counts the day for every client that has not been counted. Run again the same day, it writes nothing.
pub fn take_snapshots(app: &App, now: DateTime<Utc>) -> Result<()> {
    let today = swedish_date(now);
    let clients: Vec<Id> = app.db.read_now(store::clients)?;
    for client in clients {
        let ctx = Ctx::job(client, "overview.snapshot", Via::Job, now);
        if app.db.read_now(|c| store::is_counted(c, &ctx.scope, today))? {
            continue;
        }
        app.db.write_now(|c| snapshot(c, &ctx))?;
    }
    Ok(())
}

/// The day's figures, then the reports that are due.
pub fn sweep(app: &App, now: DateTime<Utc>) -> Result<()> {
    take_snapshots(app, now)?;
    super::send_due(app, now)
}

/// A measure over time: what was counted, and which days were not.
#[derive(Debug, Clone)]
pub struct Trend {
    /// One a day, or one a week when that would be too many.
    pub points: Vec<TrendPoint>,
    pub weekly: bool,
    pub missing: Vec<MissingDays>,
}

/// The trend of a measure up to today. One query.
pub fn trend(c: &mut Db, ctx: &Ctx, measure: Measure) -> Result<Trend> {
    let moment = Moment::of(ctx.today());
    trend_between(c, ctx, measure, (moment.days_ago(moment.terms().trend_days), moment.today))
}

/// The same over some days, the first and the last. One query.
pub fn trend_between(c: &mut Db, ctx: &Ctx, measure: Measure, (from, to): (NaiveDate, NaiveDate)) -> Result<Trend> {
    ctx.require(measure.needs())?;
    let moment = Moment::of(ctx.today());
    let terms = moment.terms();
    let found = store::series(c, &ctx.scope, measure, from, to)?;
    let days: Vec<NaiveDate> = found.iter().map(|(on, _)| *on).collect();
    // Today is not missing before the day is over.
    let last_whole = to.min(moment.days_ago(1));
    let until = days.last().map_or(last_whole, |last| (*last).max(last_whole));
    let all: Vec<TrendPoint> = found.into_iter().map(|(on, value)| TrendPoint { on, value }).collect();
    let (points, weekly) = rules::thinned(&all, terms.weekly_over_days);
    Ok(Trend { points, weekly, missing: rules::missing(&days, until) })
}
