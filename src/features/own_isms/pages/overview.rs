//! How far the management system has come, and whether certification is near.

use super::{clause_lines, crumbs};
use crate::base::PageRequest;
use crate::base::refusal::Result;
use crate::features::frameworks::{ISO_2022, built_in};
use crate::features::own_isms::model::{IsmsState, StepState};
use crate::features::own_isms::parameters::Parameters;
use crate::features::own_isms::rules::{Point, line, ready};
use crate::features::own_isms::views::{MainClause, OverviewPage, ReadinessPage};
use crate::features::own_isms::{actions, store};
use crate::kit::Ctx;
use crate::kit::web::{Answer, Web};
use crate::platform::db::Db;
use actix_web::http::StatusCode;

fn overview(c: &mut Db, ctx: &Ctx) -> Result<OverviewPage> {
    let completion = actions::completion_of(&store::clauses(c, &ctx.scope)?, ctx.today());
    let snapshots = store::snapshots(c, &ctx.scope)?;
    let points: Vec<Point> =
        snapshots.iter().map(|row| Point { on: row.month, value: f64::from(row.percent) }).collect();
    let open = store::steps(c, &ctx.scope, Some(StepState::Open), PageRequest::new(None, None))?;
    let events = store::events(c, &ctx.scope, PageRequest::new(None, None))?;
    let standard = built_in(ISO_2022);
    let title = |id: &str| {
        let node = standard.and_then(|each| each.find(id));
        node.map(|node| node.title.in_language(ctx.language)).unwrap_or_default()
    };
    let mut next: Vec<_> = events.items.into_iter().filter(|event| event.held_on.is_none()).collect();
    next.sort_by_key(|event| event.planned_on);
    Ok(OverviewPage {
        all: completion.all,
        clauses: completion
            .by_clause
            .into_iter()
            .map(|(id, tally)| MainClause { title: title(&id), id, tally })
            .collect(),
        line: line(&points, None, Some(100.0)),
        snapshots,
        late: open.items.into_iter().filter(|step| step.due_on < ctx.today()).collect(),
        next,
    })
}

pub async fn show(web: Web) -> Answer {
    let body = web.read(overview).await?;
    web.page("pages/own_isms/overview", "own-isms-title", &body)
}

fn readiness(c: &mut Db, ctx: &Ctx) -> Result<ReadinessPage> {
    let rows = store::clauses(c, &ctx.scope)?;
    let now = actions::readiness_of(c, ctx, &rows)?;
    let checks = ready(&now, Parameters::on(ctx.today()), ctx.today());
    let lines = clause_lines(&rows, ctx.language, ctx.today());
    let gaps: Vec<_> = lines.into_iter().filter(|each| each.state != IsmsState::Works || each.stale).collect();
    let sum = |cost: fn(&crate::features::own_isms::views::ClauseLine) -> Option<i64>| gaps.iter().filter_map(cost).sum();
    Ok(ReadinessPage {
        ready: checks.iter().all(|check| check.met),
        cost_low: sum(|gap| gap.cost_low.or(gap.cost_high)),
        cost_high: sum(|gap| gap.cost_high.or(gap.cost_low)),
        cost_unknown: gaps.iter().filter(|gap| gap.cost_low.is_none() && gap.cost_high.is_none()).count(),
        checks,
        gaps,
    })
}

pub async fn show_readiness(web: Web) -> Answer {
    let body = web.read(readiness).await?;
    let title = web.word("own-isms-readiness");
    web.page_titled(StatusCode::OK, "pages/own_isms/readiness", title, crumbs(&web), &body)
}
