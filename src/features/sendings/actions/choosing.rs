//! Whom a selection takes, and what stops each of them: seven queries at most, whatever the size of the register.

use super::{all_vendors, day_of};
use crate::access::Permission;
use crate::base::{Email, Id, Result, text};
use crate::features::sendings::model::{Selection, Why};
use crate::features::sendings::parameters::SendingTerms;
use crate::features::sendings::rules;
use crate::features::sendings::store::{self, Reached};
use crate::features::vendors::{Vendor, VendorFilter, VendorQuery};
use crate::kit::Ctx;
use crate::platform::db::Db;
use std::collections::BTreeSet;

/// A vendor that a selection takes.
#[derive(Debug, Clone)]
pub struct Candidate {
    pub vendor: Vendor,
    /// Whom the mail reaches; empty when it is stopped by that.
    pub people: Vec<Reached>,
    pub why: Option<Why>,
}

/// Everybody that the selection takes, by name, also those that cannot be sent to.
pub fn candidates(c: &mut Db, ctx: &Ctx, selection: &Selection) -> Result<Vec<Candidate>> {
    ctx.require(Permission::RegisterRead)?;
    let today = ctx.today();
    let mut filter = kept_filter(selection, today);
    filter.kind = selection.kind.or(filter.kind);
    let last = store::last_sent(c, &ctx.scope)?;
    let open = store::with_open(c, &ctx.scope)?;
    let reached = store::reached(c, &ctx.scope)?;
    let terms = SendingTerms::on(today);
    let only: BTreeSet<&Id> = selection.vendor_ids.iter().collect();
    let left_out: BTreeSet<&Id> = selection.left_out.iter().collect();
    let tag = selection.tag.as_deref().map(text::fold);
    let takes = |vendor: &Vendor| {
        let sent = last.get(&vendor.id).map(|at| day_of(*at));
        let again = |tier: i32| {
            let months = terms.interval_months(tier);
            sent.zip(months).is_some_and(|(day, months)| rules::is_due_again(day, months, today))
        };
        (selection.tiers.is_empty() || vendor.tier.is_some_and(|tier| selection.tiers.contains(&tier)))
            && tag.as_ref().is_none_or(|tag| vendor.tag_list().iter().any(|each| text::fold(each) == *tag))
            && selection.no_assessment_since_on.is_none_or(|since| sent.is_none_or(|day| day < since))
            && (!selection.due_again || vendor.tier.is_some_and(again))
            && (only.is_empty() || only.contains(&vendor.id))
            && !left_out.contains(&vendor.id)
    };
    let mut found = Vec::new();
    for vendor in all_vendors(c, ctx, &filter)? {
        if !takes(&vendor) {
            continue;
        }
        let home = vendor.vendor_organisation_id.as_ref();
        let people = home.and_then(|home| reached.get(home)).cloned().unwrap_or_default();
        // An address that no longer parses reaches nobody.
        let people: Vec<Reached> = people.into_iter().filter(|each| each.email.parse::<Email>().is_ok()).collect();
        let why = rules::why_not(vendor.status, open.contains(&vendor.id), !people.is_empty());
        found.push(Candidate { vendor, people, why });
    }
    Ok(found)
}

/// The kept filter of the vendor list, as it was when it was chosen.
fn kept_filter(selection: &Selection, today: chrono::NaiveDate) -> VendorFilter {
    let query = selection.filter_query.as_deref().unwrap_or_default();
    serde_urlencoded::from_str::<VendorQuery>(query).unwrap_or_default().filter(today)
}
