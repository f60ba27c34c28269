//! The stored rows of calendar addresses.

use crate::base::{Id, Instant};
use crate::platform::db::schema::calendar_feeds;
use diesel::prelude::*;
use serde::Serialize;

/// One address of one person in one organisation; a person has at most one that lives there.
#[derive(Debug, Clone, Queryable, Selectable, Insertable, Serialize)]
#[diesel(table_name = calendar_feeds)]
pub struct Feed {
    pub id: Id,
    pub organisation_id: Id,
    pub person_id: Id,
    #[serde(skip_serializing)]
    pub secret_hash: String,
    pub created_at: Instant,
    pub last_used_at: Option<Instant>,
    pub withdrawn_at: Option<Instant>,
}
