//! What the list of vendors on a day is made from: the rows of today, and what the log says has changed since.

use crate::access::Scope;
use crate::base::{Id, Instant, Result};
use crate::features::vendors::{VendorKind, VendorStatus};
use crate::platform::db::Db;
use crate::platform::db::schema::{audit_events, contracts, vendors};
use chrono::NaiveDate;
use diesel::prelude::*;

/// A vendor as the register has it now.
#[derive(Debug, Clone, Queryable)]
pub struct NowRow {
    pub id: Id,
    pub legal_name: String,
    pub org_number: Option<String>,
    pub kind: VendorKind,
    pub country: String,
    pub status: VendorStatus,
    pub manager_id: Option<Id>,
    pub tier: Option<i32>,
    pub tier_preliminary: bool,
    pub created_at: Instant,
}

/// A vendor and the days between which a contract of it holds, as far as they are known.
pub type ContractDays = (Id, Option<NaiveDate>, Option<NaiveDate>);

/// What was changed, as the log has it.
#[derive(Debug, Clone, Queryable)]
pub struct Change {
    pub vendor_id: String,
    /// What was there before, in JSON.
    pub before: String,
    /// Whether it was changed after both of the times that were asked about.
    pub after_both: bool,
}

#[derive(Debug, Default)]
pub struct PastBasis {
    pub now: Vec<NowRow>,
    pub contracts: Vec<ContractDays>,
    /// The newest first.
    pub changes: Vec<Change>,
    /// When the log of the organisation begins.
    pub log_from: Option<Instant>,
}

/// Everything that was changed from `earlier` on, and whether it was from `later` on. Four queries.
pub fn past_basis(c: &mut Db, scope: &Scope, earlier: Instant, later: Instant) -> Result<PastBasis> {
    let client = scope.client()?;
    let now: Vec<NowRow> = vendors::table
        .filter(vendors::organisation_id.eq(client))
        .order((vendors::name_folded, vendors::id))
        .select((
            vendors::id,
            vendors::legal_name,
            vendors::org_number,
            vendors::kind,
            vendors::country,
            vendors::status,
            vendors::manager_id,
            vendors::tier,
            vendors::tier_preliminary,
            vendors::created_at,
        ))
        .load(c)?;
    let contracts: Vec<ContractDays> = contracts::table
        .filter(contracts::organisation_id.eq(client))
        .select((contracts::vendor_id, contracts::starts_on, contracts::ends_on))
        .load(c)?;
    let changes: Vec<Change> = audit_events::table
        .filter(audit_events::organisation_id.eq(client))
        .filter(audit_events::object_type.eq("vendor"))
        .filter(audit_events::at.ge(earlier))
        .filter(audit_events::before.is_not_null())
        .order(audit_events::seq.desc())
        .select((audit_events::object_id, audit_events::before.assume_not_null(), audit_events::at.ge(later)))
        .load(c)?;
    let log_from: Option<Instant> = audit_events::table
        .filter(audit_events::organisation_id.eq(client))
        .order(audit_events::seq)
        .select(audit_events::at)
        .first(c)
        .optional()?;
    Ok(PastBasis { now, contracts, changes, log_from })
}
