//! Risk scenarios: two lenses on the same data, what controls take away, and who accepts what is left (domain.md 4.4).

mod actions;
mod api;
mod jobs;
mod model;
mod pages;
mod parameters;
mod records;
mod rules;
mod store;
mod strength;
mod tables;
pub mod views;

pub use actions::{
    Agreed, ControlInput, Proposal, Rated, RiskInput, add, agree, answer, ask_for_run, edit, link_action, propose,
    put_control, rate, remove_control, rescore, scenarios_of, set_state, simulate, state_intervals, sweep,
    unlink_action, withdraw,
};
pub use model::*;
pub use parameters::{RiskModel, Tolerance, starters};
pub use records::*;
pub use rules::acceptance::levels_of;
pub use rules::simulation::{Inputs, Range};
pub use rules::table::{Band, Cell, Span, Table};
pub use store::{RiskFilter, acceptances, find, list, of_vendor};
pub use tables::{import, lens_b, set_lens_b};

use crate::kit::web::{Endpoint, delete, get, patch, post, put};

/// Calculations without any stored row, for those who measure or repeat them.
pub mod calculate {
    pub use super::rules::portfolio::{PortfolioOutcome, Scenario, simulate as simulate_portfolio};
    pub use super::rules::simulation::{Outcome, simulate};
}

/// The feature's routes; every one is in `access/routes`.
pub fn routes() -> Vec<Endpoint> {
    use api::{steps, whole};
    use pages::{accept, edit, estimate, list, measures, model, portfolio, rate, show};
    vec![
        get("/risks", list::list),
        post("/risks", edit::create),
        get("/risks/export", list::export),
        get("/risks/library", list::library),
        get("/risks/new", edit::new),
        get("/risks/model", model::show),
        post("/risks/model/table", model::import),
        post("/risks/model/settings", model::settings),
        get("/risks/portfolio", portfolio::show),
        post("/risks/portfolio", portfolio::ask),
        get("/risks/portfolio/{id}", portfolio::run),
        get("/risks/{id}", show::show),
        get("/risks/{id}/edit", edit::edit),
        post("/risks/{id}/edit", edit::save),
        post("/risks/{id}/state", show::set_state),
        get("/risks/{id}/rate", rate::form),
        post("/risks/{id}/rate", rate::rate),
        get("/risks/{id}/agree", rate::agree_form),
        post("/risks/{id}/agree", rate::agree),
        get("/risks/{id}/estimate", estimate::form),
        post("/risks/{id}/estimate", estimate::save),
        post("/risks/{id}/simulate", estimate::simulate),
        get("/risks/{id}/controls", measures::controls),
        post("/risks/{id}/controls", measures::save),
        post("/risks/{id}/risk-controls/{control_id}/remove", measures::remove),
        post("/risks/{id}/risk-actions", measures::link_action),
        post("/risks/{id}/risk-actions/{link_id}/remove", measures::unlink_action),
        get("/risks/{id}/propose", accept::form),
        post("/risks/{id}/propose", accept::propose),
        post("/risks/{id}/acceptances/{acceptance_id}/answer", accept::answer),
        post("/risks/{id}/acceptances/{acceptance_id}/withdraw", accept::withdraw),
        get("/api/v1/risks", api::list),
        post("/api/v1/risks", api::create),
        get("/api/v1/risks/library", whole::library),
        get("/api/v1/risks/heat-map", whole::heat_map),
        get("/api/v1/risks/nodes", whole::nodes),
        get("/api/v1/risks/{id}", api::show),
        patch("/api/v1/risks/{id}", api::change),
        post("/api/v1/risks/{id}/state", steps::set_state),
        post("/api/v1/risks/{id}/ratings", steps::rate),
        post("/api/v1/risks/{id}/assessments", steps::agree),
        put("/api/v1/risks/{id}/inputs", steps::intervals),
        post("/api/v1/risks/{id}/simulate", steps::simulate),
        post("/api/v1/risks/{id}/risk-controls", steps::put_control),
        delete("/api/v1/risks/{id}/risk-controls/{control_id}", steps::remove_control),
        post("/api/v1/risks/{id}/risk-actions", steps::link_action),
        delete("/api/v1/risks/{id}/risk-actions/{link_id}", steps::unlink_action),
        post("/api/v1/risks/{id}/acceptances", steps::propose),
        post("/api/v1/risks/{id}/acceptances/{acceptance_id}/answer", steps::answer),
        post("/api/v1/risks/{id}/acceptances/{acceptance_id}/withdraw", steps::withdraw),
        get("/api/v1/risk-model", whole::model),
        put("/api/v1/risk-model", whole::settings),
        post("/api/v1/risk-model/tables", whole::import_table),
        get("/api/v1/risk-portfolio", whole::runs),
        post("/api/v1/risk-portfolio", whole::ask_for_run),
        get("/api/v1/risk-portfolio/{id}", whole::run),
    ]
}

/// The feature's part of the OpenAPI document.
pub fn api_part() -> utoipa::openapi::OpenApi {
    use utoipa::OpenApi as _;
    api::Description::openapi()
}

/// The feature's background work.
pub fn jobs() -> Vec<super::Job> {
    vec![(jobs::PORTFOLIO, jobs::risk_portfolio)]
}
