//! One change to many vendors. Each vendor is a transaction of its own, so one that is refused
//! leaves the others as they were asked for.

use super::{lifecycle, take_step};
use crate::base::{Id, Refusal, Result};
use crate::features::vendors::depth_input::{NewDepth, NewStep};
use crate::features::vendors::input::NewVendor;
use crate::features::vendors::records::{Vendor, VendorStatus};
use crate::features::vendors::{rules, store};
use crate::kit::Ctx;
use crate::platform::db::Db;

/// What is set on every chosen vendor. What is `None` is left as it is.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct BulkChange {
    pub manager_id: Option<Id>,
    pub deputy_id: Option<Id>,
    pub status: Option<VendorStatus>,
    /// Why, for the steps that need a reason.
    pub reason: String,
    pub add_tags: Vec<String>,
    pub remove_tags: Vec<String>,
}

impl BulkChange {
    pub fn is_empty(&self) -> bool {
        self.manager_id.is_none()
            && self.deputy_id.is_none()
            && self.status.is_none()
            && self.add_tags.is_empty()
            && self.remove_tags.is_empty()
    }
}

/// Applies the change to one vendor with everything that its own page would ask for: permission,
/// scope, lifecycle, fields. Errors: as `update_whole` and `take_step`.
pub fn change_one(c: &mut Db, ctx: &Ctx, id: &Id, change: &BulkChange) -> Result<Vendor> {
    ctx.scope.client()?;
    let mut vendor = store::find(c, &ctx.scope, id)?;
    let step = change.status.filter(|status| *status != vendor.status);
    // Opening comes before the other changes, ending after them.
    let opens = vendor.status == VendorStatus::Ended;
    if let (true, Some(status)) = (opens, step) {
        vendor = step_to(c, ctx, &vendor, status, &change.reason)?;
    }
    lifecycle::open_for_change(&vendor)?;
    let mut new = NewVendor::of(&vendor);
    new.manager_id = change.manager_id.clone().or(new.manager_id);
    let removed: Vec<String> = change.remove_tags.iter().map(|t| crate::base::text::fold(t.trim())).collect();
    new.tags.retain(|tag| !removed.contains(&crate::base::text::fold(tag)));
    new.tags.extend(change.add_tags.iter().cloned());
    let depth = NewDepth { deputy_id: change.deputy_id.clone().map(Some), ..NewDepth::default() };
    let version = vendor.version;
    vendor = super::update_whole(c, ctx, id, &new, &depth, version)?;
    if let (false, Some(status)) = (opens, step) {
        vendor = step_to(c, ctx, &vendor, status, &change.reason)?;
    }
    Ok(vendor)
}

fn step_to(c: &mut Db, ctx: &Ctx, vendor: &Vendor, status: VendorStatus, reason: &str) -> Result<Vendor> {
    if !rules::next_steps(vendor.status).contains(&status) {
        let args = [("from", vendor.status.to_string()), ("to", status.to_string())];
        return Err(Refusal::rule_with("rule-vendor-step", &args));
    }
    let step = NewStep { status, reason: reason.to_string(), planned_end: None, contracts_after: None };
    take_step(c, ctx, &vendor.id, &step, vendor.version)
}
