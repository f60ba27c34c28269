//! The stored row of a merge.

use crate::base::{Id, Instant};
use crate::platform::db::schema::vendor_merges;
use diesel::prelude::*;
use serde::Serialize;

/// One merge: which row stayed, which one ended, and how much moved. `moved` is JSON.
#[derive(Debug, Clone, Queryable, Selectable, Insertable, Serialize)]
#[diesel(table_name = vendor_merges)]
pub struct VendorMerge {
    pub id: Id,
    pub organisation_id: Id,
    pub merged_id: Id,
    pub kept_id: Id,
    pub merged_name: String,
    pub moved: String,
    pub reason: Option<String>,
    pub merged_by: Id,
    pub merged_by_name: String,
    pub merged_at: Instant,
}
