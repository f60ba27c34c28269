//! The merge itself: one transaction, both versions checked, an event on each of the two.

use super::model::{Field, MergeCommand, Pick};
use super::records::VendorMerge;
use super::rules::{check, circles, joined, pick};
use super::store::{self, Merged};
use crate::access::Permission;
use crate::base::{Id, Refusal, Result, text};
use crate::features::chains::{self, ChainNode};
use crate::features::vendors::{self, Audited, CategorisationRecord, Vendor, VendorStatus};
use crate::kit::{Ctx, audit};
use crate::platform::db::Db;
use serde::Serialize;
use std::collections::BTreeMap;

/// What the log keeps of a merge on either vendor: what the register said, and what moved.
#[derive(Serialize)]
struct Logged<'a> {
    #[serde(flatten)]
    vendor: Audited,
    merged_with: Option<&'a Id>,
    moved: Option<&'a BTreeMap<&'static str, i64>>,
    links_moved: Option<usize>,
    links_ended: Option<usize>,
    reason: Option<&'a str>,
}

fn plain(vendor: &Vendor) -> Logged<'static> {
    Logged {
        vendor: Audited::of(vendor),
        merged_with: None,
        moved: None,
        links_moved: None,
        links_ended: None,
        reason: None,
    }
}

/// How many rows of each table hang on a vendor; those that have none are left out.
pub fn counts(c: &mut Db, client: &Id, vendor: &Id) -> Result<BTreeMap<&'static str, i64>> {
    let mut counts = BTreeMap::new();
    for follow in store::FOLLOWS {
        let rows = (follow.count)(c, client, vendor)?;
        if rows > 0 {
            counts.insert(follow.table, rows);
        }
    }
    Ok(counts)
}

/// Makes `command.with` a part of the vendor `id`, which stays. Errors: `rule-merge-itself`, `rule-merge-already`,
/// `rule-merge-circle`; `Conflict` when either was changed since it was seen; and at each field what `rules::check` says.
pub fn merge(c: &mut Db, ctx: &Ctx, id: &Id, command: &MergeCommand) -> Result<(Vendor, VendorMerge)> {
    ctx.require(Permission::RegisterEdit)?;
    let client = ctx.scope.client()?.clone();
    let kept = vendors::find(c, &ctx.scope, id)?;
    let merged = vendors::find(c, &ctx.scope, &command.with)?;
    if store::any_merged(c, &ctx.scope, &[&kept.id, &merged.id])? {
        return Err(Refusal::rule("rule-merge-already"));
    }
    if kept.id != merged.id && (kept.version, merged.version) != (command.version, command.with_version) {
        return Err(Refusal::Conflict(stored(&kept, &merged)));
    }
    check(&kept, &merged, command)?;
    let reason = command.reason.as_deref().and_then(text::non_empty);
    let entry = joined(&kept, &merged, command).checked()?;

    let judgement = pick(Field::Judgement, &kept, &merged, command);
    let judged = if judgement == Pick::Merged { &merged } else { &kept };
    let latest = vendors::latest_categorisation(c, &ctx.scope, &judged.id)?;
    let counted = counts(c, &client, &merged.id)?;

    // First the row that ends lets go of what only one may hold.
    let ended = Vendor {
        status: VendorStatus::Ended,
        org_number: merged.org_number.clone().filter(|number| entry.org_number.as_ref() != Some(number)),
        vendor_organisation_id: None,
        tier: None,
        tier_preliminary: false,
        order_value: None,
        updated_at: ctx.instant(),
        version: merged.version + 1,
        ..merged.clone()
    };
    vendors::save(c, &ctx.scope, &ended)?;
    let portal = if pick(Field::Portal, &kept, &merged, command) == Pick::Merged { &merged } else { &kept };
    let mut whole = Vendor {
        legal_name: entry.legal_name,
        org_number: entry.org_number,
        hsa_id: entry.hsa_id,
        kind: entry.kind,
        country: entry.country,
        status: entry.status,
        manager_id: entry.manager_id,
        tags: entry.tags.join(", "),
        internal_note: entry.internal_note,
        vendor_organisation_id: portal.vendor_organisation_id.clone(),
        tier: judged.tier,
        tier_preliminary: judged.tier_preliminary,
        order_value: judged.order_value,
        updated_at: ctx.instant(),
        version: kept.version + 1,
        ..kept.clone()
    };
    vendors::index(&mut whole);
    vendors::save(c, &ctx.scope, &whole)?;

    let links = merge_chains(c, ctx, &whole, &merged)?;
    store::round_lines(c, &client, &merged.id, &kept.id)?;
    store::own_values(c, &client, &merged.id, &kept.id)?;
    store::counted(c, &client, &merged.id)?;
    store::take_over(c, &ctx.scope, &merged.id, &kept.id)?;
    let overruled = if judgement == Pick::Merged { &kept.id } else { &merged.id };
    vendors::end_overrides(c, &ctx.scope, overruled, ctx.instant())?;
    for follow in store::FOLLOWS {
        (follow.shift)(c, &client, &merged.id, &kept.id)?;
    }
    if let Some(record) = latest {
        stand_by(c, ctx, &kept.id, record)?;
    }

    let row = VendorMerge {
        id: ctx.new_id(),
        organisation_id: client,
        merged_id: merged.id.clone(),
        kept_id: kept.id.clone(),
        merged_name: merged.legal_name.clone(),
        moved: serde_json::to_string(&counted).map_err(Refusal::fault)?,
        reason: reason.clone(),
        merged_by: ctx.actor.person_id.clone(),
        merged_by_name: ctx.actor.name.clone(),
        merged_at: ctx.instant(),
    };
    store::insert(c, &ctx.scope, &row)?;
    let logged = |vendor: &Vendor, with: &'_ Id| -> Result<serde_json::Value> {
        let after = Logged {
            merged_with: Some(with),
            moved: Some(&counted),
            links_moved: Some(links.moved),
            links_ended: Some(links.ended),
            reason: reason.as_deref(),
            ..plain(vendor)
        };
        serde_json::to_value(after).map_err(Refusal::fault)
    };
    let stayed = audit::Entry::new("merge", "vendor", &kept.id).vendor(&kept.id).named(&merged.legal_name);
    let stayed = stayed.change(&plain(&kept), &logged(&whole, &merged.id)?);
    let went = audit::Entry::new("merge_away", "vendor", &merged.id).vendor(&merged.id).named(&whole.legal_name);
    let went = went.change(&plain(&merged), &logged(&ended, &kept.id)?);
    audit::record_all(c, ctx, vec![stayed, went])?;
    Ok((whole, row))
}

/// The judgement that was chosen is the one that stands: it is kept anew when the other is the later one.
fn stand_by(c: &mut Db, ctx: &Ctx, kept_id: &Id, chosen: CategorisationRecord) -> Result<()> {
    let standing = vendors::latest_categorisation(c, &ctx.scope, kept_id)?;
    if standing.is_some_and(|record| record.id == chosen.id) {
        return Ok(());
    }
    let again = CategorisationRecord {
        id: ctx.new_id(),
        vendor_id: kept_id.clone(),
        decided_by: ctx.actor.person_id.clone(),
        decided_by_name: ctx.actor.name.clone(),
        decided_at: ctx.instant(),
        ..chosen
    };
    vendors::insert_categorisation(c, &again)
}

/// One party of the two that the vendors had in the supply chains. Errors: `rule-merge-circle` with the contracts.
fn merge_chains(c: &mut Db, ctx: &Ctx, kept: &Vendor, merged: &Vendor) -> Result<Merged> {
    let node =
        |c: &mut Db, vendor: &Vendor| -> Result<Option<ChainNode>> { chains::vendor_node(c, &ctx.scope, &vendor.id) };
    let (Some(to), Some(from)) = (node(c, kept)?, node(c, merged)?) else { return Ok(Merged::default()) };
    let ties = store::ties_of(c, &ctx.scope, [&from.id, &to.id])?;
    let around = circles(&ties, &from.id, &to.id);
    if !around.is_empty() {
        let contracts = store::references(c, &ctx.scope, &around)?.join(", ");
        return Err(Refusal::rule_with("rule-merge-circle", &[("contracts", contracts)]));
    }
    let why = format!("{} → {}", merged.legal_name, kept.legal_name);
    let when = (ctx.today(), ctx.instant());
    store::merge_parties(c, &ctx.scope, (&from.id, &to.id), &ties, when, &why)
}

/// Both as they are now, for whoever saw older versions.
fn stored(kept: &Vendor, merged: &Vendor) -> BTreeMap<String, String> {
    BTreeMap::from([
        ("legal_name".to_string(), kept.legal_name.clone()),
        ("version".to_string(), kept.version.to_string()),
        ("with_legal_name".to_string(), merged.legal_name.clone()),
        ("with_version".to_string(), merged.version.to_string()),
    ])
}
