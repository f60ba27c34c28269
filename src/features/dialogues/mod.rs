//! The recurring meeting between the region and a vendor about a contract: its agenda, its
//! minutes, and the locked record of what was said and decided.

mod actions;
mod agenda;
mod api;
mod jobs;
mod lock;
pub mod minutes;
mod model;
mod pages;
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
pub use minutes::verify::{Broken, Fault, verify_all, verify_every_client};
pub use model::{DialogueStatus, ItemKind, ItemStatus, ObjectType, Section};
pub use records::*;
pub use routes::{api_part, routes};
pub use series::{next_by_cadence, start_series};
pub use snapshot::{ActionSnapshot, Change, diff_actions};

pub use crate::kit::snapshot::{canonical_json, sha256_hex};
pub use store::{Filter, Order, find, items, latest_of_contract, list, participants};

/// Background work.
pub fn jobs() -> Vec<super::Job> {
    vec![
        (jobs::MINUTES, jobs::dialogue_minutes),
        (minutes::jobs::NEWS, minutes::jobs::minutes_news),
        (minutes::jobs::CALL, minutes::jobs::dialogue_call),
    ]
}
