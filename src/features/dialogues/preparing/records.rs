//! The stored rows of preparation. Both are written by the vendor for the region to read: nothing in them is internal.

use crate::base::{Id, Instant};
use crate::features::dialogues::model::Section;
use crate::platform::db::schema::{agenda_proposals, prepared_answers};
use diesel::prelude::*;
use serde::Serialize;

crate::text_enum! {
    pub enum ProposalState {
        Proposed => "proposed",
        Accepted => "accepted",
        Declined => "declined",
        Withdrawn => "withdrawn",
    }
}

/// What the vendor has prepared for one item.
#[derive(Debug, Clone, Queryable, Selectable, Insertable, AsChangeset, Serialize)]
#[diesel(table_name = prepared_answers)]
pub struct PreparedAnswer {
    pub id: Id,
    pub organisation_id: Id,
    pub dialogue_id: Id,
    pub item_id: Id,
    pub answer: String,
    pub written_by: Id,
    pub written_by_name: String,
    pub updated_at: Instant,
    pub version: i32,
}

/// An item that the vendor proposes.
#[derive(Debug, Clone, Queryable, Selectable, Insertable, AsChangeset, Serialize)]
#[diesel(table_name = agenda_proposals, treat_none_as_null = true)]
pub struct AgendaProposal {
    pub id: Id,
    pub organisation_id: Id,
    pub dialogue_id: Id,
    pub section: Section,
    pub title: String,
    pub explanation: Option<String>,
    pub state: ProposalState,
    /// Why the region declined; the vendor reads it.
    pub reason: Option<String>,
    pub item_id: Option<Id>,
    pub proposed_by: Id,
    pub proposed_by_name: String,
    pub proposed_at: Instant,
    pub decided_by_name: Option<String>,
    pub decided_at: Option<Instant>,
    pub version: i32,
}
