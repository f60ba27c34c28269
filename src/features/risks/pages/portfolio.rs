//! The portfolio: what stands behind the nodes that risks come together in, and the simulation of all of them.

use super::{percent, short_amount};
use crate::access::Permission;
use crate::base::Id;
use crate::base::refusal::Result;
use crate::features::chains;
use crate::features::risks::actions;
use crate::features::risks::model::RunState;
use crate::features::risks::records::Run;
use crate::features::risks::views::{NodeRow, PortfolioPage, RunPage, RunRow, curve};
use crate::features::risks::{store, tables};
use crate::kit::Ctx;
use crate::kit::web::{Answer, Posted, Web};
use crate::platform::db::Db;
use actix_web::http::StatusCode;
use actix_web::web::Path;

const TOP: i64 = 10;

/// The ten nodes that most open risks come together in, with what stands behind each (domain.md 4.4, portfolio).
pub fn top_nodes(c: &mut Db, ctx: &Ctx) -> Result<Vec<NodeRow>> {
    let mut rows = Vec::new();
    for exposure in store::nodes_with_risks(c, &ctx.scope, TOP)? {
        let Some(node_id) = exposure.node_id else { continue };
        let node = chains::find_node(c, &ctx.scope, &node_id)?;
        let radius = chains::blast_radius(c, &ctx.scope, &node_id)?;
        rows.push(NodeRow {
            name: node.name,
            risks: exposure.risks,
            contracts: radius.contracts.len(),
            services: radius.services.len(),
            persons_low: radius.persons.low,
            persons_high: radius.persons.high,
            not_stated: radius.persons.not_stated,
            node_id,
        });
    }
    Ok(rows)
}

fn run_row(run: Run) -> RunRow {
    let percent = if run.trials > 0 { run.trials_done.saturating_mul(100) / run.trials } else { 0 };
    RunRow { state: run.state, percent: percent.clamp(0, 100), run }
}

pub async fn show(web: Web) -> Answer {
    let (nodes, runs, count, lens_b) = web
        .read(|c, ctx| {
            let nodes = top_nodes(c, ctx)?;
            let runs = store::runs(c, &ctx.scope, 20)?;
            Ok((nodes, runs, store::intervals_of_all(c, &ctx.scope)?.len(), tables::lens_b(c, ctx)?))
        })
        .await?;
    let busy = runs.iter().any(|run| run.state != RunState::Done);
    let body = PortfolioPage {
        nodes,
        runs: runs.into_iter().map(run_row).collect(),
        with_intervals: count,
        lens_b,
        can_run: web.can(Permission::RiskEdit) && lens_b && count > 0 && !busy,
    };
    let crumbs = vec![(web.word("risks-title"), "/risks".to_string())];
    web.page_titled(StatusCode::OK, "pages/risks/portfolio", web.word("risks-portfolio"), crumbs, &body)
}

pub async fn ask(form: Posted) -> Answer {
    let web = form.web;
    let run = web.write(|c, ctx| actions::ask_for_run(c, ctx, None)).await?;
    web.redirect_saying(format!("/risks/portfolio/{}", run.id), "ok", "risks-run-asked", &[])
}

/// One simulation; while it is under way the page asks for itself anew every other second, without any script.
pub async fn run(web: Web, id: Path<Id>) -> Answer {
    let run = web.read(move |c, ctx| store::find_run(c, &ctx.scope, &id)).await?;
    let outcome = run.outcome()?;
    let language = web.language();
    let drawn = outcome.as_ref().map(|outcome| {
        curve(&outcome.exceedance, None, &|share| percent(language, share), &|kronor| short_amount(&web, kronor))
    });
    let done = run.state == RunState::Done;
    let body = RunPage {
        scenarios: run.scenarios,
        shared_nodes: outcome.as_ref().map_or(0, |outcome| outcome.shared_nodes),
        at_least_one: outcome.as_ref().map(|outcome| percent(language, outcome.at_least_one)),
        several: outcome.as_ref().map(|outcome| percent(language, outcome.several)),
        loss: outcome.as_ref().map(|outcome| outcome.loss),
        curve: drawn,
        row: run_row(run),
        done,
    };
    let crumbs = vec![
        (web.word("risks-title"), "/risks".to_string()),
        (web.word("risks-portfolio"), "/risks/portfolio".to_string()),
    ];
    let mut answer = web.page_titled(StatusCode::OK, "pages/risks/run", web.word("risks-run"), crumbs, &body)?;
    if !done {
        let name = actix_web::http::header::HeaderName::from_static("refresh");
        answer.headers_mut().insert(name, actix_web::http::header::HeaderValue::from_static("2"));
    }
    Ok(answer)
}
