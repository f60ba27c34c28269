//! The recurring meeting between the region and a vendor about a contract: its agenda, its
//! minutes, and the locked record of what was said and decided.

mod actions;
mod agenda;
mod agendas;
mod api;
mod decisions;
mod jobs;
mod lock;
pub mod minutes;
mod model;
mod month_paper;
mod pages;
mod preparing;
mod records;
mod routes;
mod rules;
mod series;
mod snapshot;
mod store;
mod titles;
pub mod views;

pub use actions::{
    Edit, ItemEdit, MeetingAction, NewParticipant, add_action, add_item, edit, refresh, set_item, set_participants,
    start,
};
pub use agenda::{AgendaInputs, AgendaLine, Event, Expiring, OpenAction, Undecided, build_agenda};
pub use lock::{Locked, lock};
pub use minutes::Minutes;
pub use minutes::approving::waiting;
pub use minutes::calling::escalate_cancelled;
pub use minutes::store::cancelled;
pub use minutes::trend::TrendPoint;
pub use minutes::verify::{Broken, Fault, verify_all, verify_every_client};
pub use model::{DialogueStatus, ItemKind, ItemStatus, ObjectType, Section};
pub use month_paper::minutes_file;
pub use records::*;
pub use routes::{api_part, routes};
pub use series::{next_by_cadence, start_series, sweep};
pub use snapshot::{ActionSnapshot, Change, diff_actions};

pub use crate::kit::snapshot::{canonical_json, sha256_hex};
pub use store::{Filter, Order, find, items, latest_of_contract, list, participants};

pub use agendas::{
    AgendaTemplate, SECURITY, TemplateEdit, TemplateState, change_template, draft_template, find_template,
    list_templates, publish_template, security_left, views as agenda_views,
};
pub use decisions::{
    DecisionFilter, DecisionState, MeetingDecision, carry_out, find_decision, list_decisions, open_of_contract,
    views as decision_views, withdraw_decision,
};
pub use preparing::{
    AgendaProposal, NewProposal, Preparation, PreparedAnswer, ProposalState, accept_proposal, decline_proposal,
    preparation, prepare_answer, proposals, propose_item, views as preparing_views, withdraw_proposal,
};

/// The routes of agenda templates, decisions and preparation; `meetings` registers them with its own.
pub fn meeting_routes() -> Vec<crate::kit::web::Endpoint> {
    [agendas::routes(), decisions::routes(), preparing::routes()].into_iter().flatten().collect()
}

/// Their part of the OpenAPI document.
pub fn meeting_api_part() -> utoipa::openapi::OpenApi {
    use utoipa::OpenApi as _;
    let mut all = agendas::Description::openapi();
    all.merge(decisions::Description::openapi());
    all.merge(preparing::Description::openapi());
    all
}

/// Background work.
pub fn jobs() -> Vec<super::Job> {
    vec![
        (jobs::MINUTES, jobs::dialogue_minutes),
        (minutes::jobs::NEWS, minutes::jobs::minutes_news),
        (minutes::jobs::CALL, minutes::jobs::dialogue_call),
    ]
}
