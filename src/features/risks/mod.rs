//! Risk scenarios: two lenses on the same data, what controls take away, and who accepts what is left (domain.md 4.4).

mod actions;
mod jobs;
mod model;
mod parameters;
mod records;
mod rules;
mod store;
mod strength;
mod tables;

pub use actions::{
    Agreed, ControlInput, Proposal, Rated, RiskInput, add, agree, answer, ask_for_run, edit, link_action, propose,
    put_control, rate, remove_control, rescore, scenarios_of, set_state, simulate, state_intervals, sweep,
    unlink_action, withdraw,
};
pub use model::*;
pub use parameters::{RiskModel, Tolerance, starters};
pub use records::*;
pub use rules::simulation::{Inputs, Range};
pub use rules::table::{Band, Cell, Span, Table};
pub use store::{RiskFilter, acceptances, find, list, of_vendor};
pub use tables::{import, lens_b, set_lens_b};

/// Calculations without any stored row, for those who measure or repeat them.
pub mod calculate {
    pub use super::rules::portfolio::{PortfolioOutcome, Scenario, simulate as simulate_portfolio};
    pub use super::rules::simulation::{Outcome, simulate};
}

/// The feature's background work.
pub fn jobs() -> Vec<super::Job> {
    vec![(jobs::PORTFOLIO, jobs::risk_portfolio)]
}
