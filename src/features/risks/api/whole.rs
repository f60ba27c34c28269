//! What concerns all risks: the library, the heat map, the model, the portfolio.

use crate::base::refusal::Result;
use crate::base::{Id, Instant, Language};
use crate::features::risks::actions;
use crate::features::risks::model::{ConsequenceCategory, ControlGroup, RiskLevel, RunState};
use crate::features::risks::pages::list::touching;
use crate::features::risks::pages::portfolio::top_nodes;
use crate::features::risks::parameters::{RiskModel, Starter, Tolerance, starters};
use crate::features::risks::records::Run;
use crate::features::risks::rules::portfolio::PortfolioOutcome;
use crate::features::risks::rules::table::{Band, Table};
use crate::features::risks::store::{self, RiskView};
use crate::features::risks::tables;
use crate::features::risks::views::NodeRow;
use crate::kit::web::{Answer, ApiBody, Params, Web};
use actix_web::http::StatusCode;
use actix_web::web::{Path, Query};
use serde::{Deserialize, Serialize};

/// A scenario to begin with.
#[derive(Serialize, utoipa::ToSchema)]
pub struct StarterBody {
    scenario: String,
    category: ConsequenceCategory,
    title: String,
    threat: String,
    asset: String,
    controls: Vec<TypicalControl>,
}

#[derive(Serialize, utoipa::ToSchema)]
pub struct TypicalControl {
    control_id: String,
    acts_by: ControlGroup,
}

fn starter_body(starter: &Starter, language: Language) -> StarterBody {
    let text = starter.text(language);
    StarterBody {
        scenario: starter.key.clone(),
        category: starter.category,
        title: text.title.clone(),
        threat: text.threat.clone(),
        asset: text.asset.clone(),
        controls: starter
            .controls
            .iter()
            .map(|(control_id, acts_by)| TypicalControl { control_id: control_id.clone(), acts_by: *acts_by })
            .collect(),
    }
}

/// The starter library, in the language of the request.
#[utoipa::path(get, path = "/api/v1/risks/library", tag = "risks",
    responses((status = 200, description = "The scenarios", body = [StarterBody])))]
pub async fn library(web: Web) -> Answer {
    let all: Vec<StarterBody> = starters().iter().map(|starter| starter_body(starter, web.language())).collect();
    web.json(StatusCode::OK, &serde_json::json!({ "total": all.len(), "next": null, "items": all }))
}

/// One cell with how many open risks its intervals touch.
#[derive(Serialize, utoipa::ToSchema)]
pub struct HeatCellBody {
    likelihood: i32,
    consequence: i32,
    level: RiskLevel,
    count: i64,
}

#[derive(Serialize, utoipa::ToSchema)]
pub struct HeatMapBody {
    table_version: String,
    cells: Vec<HeatCellBody>,
    /// Open risks that nobody has assessed.
    unassessed: i64,
    /// Open risks assessed by another table.
    other_tables: i64,
}

/// The heat map of open risks. A risk counts in each cell that its interval touches.
#[utoipa::path(get, path = "/api/v1/risks/heat-map", tag = "risks",
    params(("view" = Option<String>, Query, description = "residual (without it) or inherent")),
    responses((status = 200, description = "The counts", body = HeatMapBody)))]
pub async fn heat_map(web: Web, query: Query<Params>) -> Answer {
    let view = query.parsed::<RiskView>("view")?.unwrap_or(RiskView::Residual);
    let (placed, table) =
        web.read(move |c, ctx| Ok((store::heat_map(c, &ctx.scope, view)?, tables::current(c, ctx)?))).await?;
    let mut cells = Vec::new();
    for consequence in 1..=table.top() {
        for likelihood in 1..=table.top() {
            if let Some(level) = table.level(likelihood, consequence) {
                let count = touching(&placed, &table.version, likelihood, consequence);
                cells.push(HeatCellBody { likelihood, consequence, level, count });
            }
        }
    }
    let other = |p: &&store::Placed| p.table_version.as_ref().is_some_and(|v| *v != table.version);
    let body = HeatMapBody {
        unassessed: placed.iter().filter(|p| p.table_version.is_none()).map(|p| p.count).sum(),
        other_tables: placed.iter().filter(other).map(|p| p.count).sum(),
        table_version: table.version,
        cells,
    };
    web.json(StatusCode::OK, &body)
}

/// What new assessments are judged by.
#[derive(Serialize, utoipa::ToSchema)]
pub struct RiskModelBody {
    model_version: String,
    table_version: String,
    bands: Vec<Band>,
    /// Rows from the least consequence, each from the rarest band.
    rows: Vec<Vec<RiskLevel>>,
    tolerance: Vec<Tolerance>,
    lens_b: bool,
    /// Of the choice of lens B; 0 before any.
    version: i32,
}

async fn model_answer(web: &Web, status: StatusCode) -> Answer {
    let (table, settings): (Table, _) =
        web.read(|c, ctx| Ok((tables::current(c, ctx)?, store::settings(c, &ctx.scope)?))).await?;
    let model = RiskModel::current();
    let version = settings.as_ref().map_or(0, |settings| settings.version);
    let body = RiskModelBody {
        model_version: model.version.clone(),
        table_version: table.version,
        bands: table.bands,
        rows: table.rows,
        tolerance: model.tolerance.clone(),
        lens_b: settings.is_none_or(|settings| settings.lens_b),
        version,
    };
    web.json_object(status, version, &body)
}

/// The decision table and the parameters that hold now.
#[utoipa::path(get, path = "/api/v1/risk-model", tag = "risks",
    responses((status = 200, description = "The model", body = RiskModelBody)))]
pub async fn model(web: Web) -> Answer {
    model_answer(&web, StatusCode::OK).await
}

#[derive(Deserialize, utoipa::ToSchema)]
#[serde(deny_unknown_fields)]
pub struct TableBody {
    /// Rows of cells parted by semicolons or tabs: first the lower ends of the bands, then the worst consequence.
    #[serde(default)]
    table: String,
    note: Option<String>,
}

/// Takes a decision table of one's own; it holds from the next assessment.
#[utoipa::path(post, path = "/api/v1/risk-model/tables", tag = "risks", request_body = TableBody,
    responses((status = 201, description = "Taken", body = RiskModelBody), (status = 422, description = "Not a full grid")))]
pub async fn import_table(web: Web, body: ApiBody<TableBody>) -> Answer {
    let b = body.0;
    web.write(move |c, ctx| tables::import(c, ctx, &b.table, b.note.as_deref())).await?;
    model_answer(&web, StatusCode::CREATED).await
}

#[derive(Deserialize, utoipa::ToSchema)]
#[serde(deny_unknown_fields)]
pub struct RiskSettingsBody {
    lens_b: bool,
}

/// Turns simulation on or off.
#[utoipa::path(put, path = "/api/v1/risk-model", tag = "risks", request_body = RiskSettingsBody,
    responses((status = 200, description = "Chosen", body = RiskModelBody), (status = 412, description = "Stale"), (status = 428, description = "If-Match is missing")))]
pub async fn settings(web: Web, body: ApiBody<RiskSettingsBody>) -> Answer {
    let (version, on) = (web.if_match()?, body.0.lens_b);
    web.write(move |c, ctx| tables::set_lens_b(c, ctx, version, on)).await?;
    model_answer(&web, StatusCode::OK).await
}

/// A node that open risks come together in, and what stands behind it.
#[derive(Serialize, utoipa::ToSchema)]
pub struct NodeBody {
    node_id: Id,
    name: String,
    risks: i64,
    contracts: usize,
    services: usize,
    persons_low: i64,
    persons_high: i64,
    /// Contracts behind it for which nobody has stated any number of persons.
    not_stated: usize,
}

impl From<NodeRow> for NodeBody {
    fn from(row: NodeRow) -> Self {
        NodeBody {
            node_id: row.node_id,
            name: row.name,
            risks: row.risks,
            contracts: row.contracts,
            services: row.services,
            persons_low: row.persons_low,
            persons_high: row.persons_high,
            not_stated: row.not_stated,
        }
    }
}

/// The ten nodes that most open risks come together in.
#[utoipa::path(get, path = "/api/v1/risks/nodes", tag = "risks",
    responses((status = 200, description = "The nodes", body = [NodeBody])))]
pub async fn nodes(web: Web) -> Answer {
    let rows = web.read(top_nodes).await?;
    let all: Vec<NodeBody> = rows.into_iter().map(NodeBody::from).collect();
    web.json(StatusCode::OK, &serde_json::json!({ "total": all.len(), "next": null, "items": all }))
}

/// A simulation of the portfolio. `outcome` is there when it is done.
#[derive(Serialize, utoipa::ToSchema)]
pub struct RunBody {
    id: Id,
    state: RunState,
    seed: i64,
    trials: i32,
    trials_done: i32,
    scenarios: i32,
    outcome: Option<PortfolioOutcome>,
    requested_by_name: String,
    requested_at: Instant,
    finished_at: Option<Instant>,
}

fn run_body(run: Run) -> Result<RunBody> {
    Ok(RunBody {
        outcome: run.outcome()?,
        id: run.id,
        state: run.state,
        seed: run.seed,
        trials: run.trials,
        trials_done: run.trials_done,
        scenarios: run.scenarios,
        requested_by_name: run.requested_by_name,
        requested_at: run.requested_at,
        finished_at: run.finished_at,
    })
}

#[derive(Deserialize, utoipa::ToSchema)]
#[serde(deny_unknown_fields)]
pub struct RunRequest {
    /// Repeats an earlier simulation; a new one is drawn without it.
    seed: Option<i64>,
}

/// Asks for a simulation of all open risks that have intervals; it runs in the background.
#[utoipa::path(post, path = "/api/v1/risk-portfolio", tag = "risks", request_body = RunRequest,
    responses((status = 202, description = "Asked for", body = RunBody), (status = 409, description = "One is under way, or there is nothing to simulate")))]
pub async fn ask_for_run(web: Web, body: ApiBody<RunRequest>) -> Answer {
    let seed = body.0.seed;
    let run = web.write(move |c, ctx| actions::ask_for_run(c, ctx, seed)).await?;
    web.json(StatusCode::ACCEPTED, &run_body(run)?)
}

/// The latest simulations of the portfolio.
#[utoipa::path(get, path = "/api/v1/risk-portfolio", tag = "risks",
    responses((status = 200, description = "The simulations, newest first", body = [RunBody])))]
pub async fn runs(web: Web) -> Answer {
    let runs = web.read(|c, ctx| store::runs(c, &ctx.scope, 20)).await?;
    let all: Vec<RunBody> = runs.into_iter().map(run_body).collect::<Result<_>>()?;
    web.json(StatusCode::OK, &serde_json::json!({ "total": all.len(), "next": null, "items": all }))
}

/// One simulation, and how far it has come.
#[utoipa::path(get, path = "/api/v1/risk-portfolio/{id}", tag = "risks", params(("id" = Id, Path)),
    responses((status = 200, description = "The simulation", body = RunBody), (status = 404, description = "Hidden or missing")))]
pub async fn run(web: Web, id: Path<Id>) -> Answer {
    let run = web.read(move |c, ctx| store::find_run(c, &ctx.scope, &id)).await?;
    web.json(StatusCode::OK, &run_body(run)?)
}
