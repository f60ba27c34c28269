//! A person decides on a proposal: accepts it, or dismisses it with a reason.

use super::check_version;
use crate::access::Permission;
use crate::base::refusal::{Checks, FieldError, Refusal, Result};
use crate::base::{Id, text};
use crate::features::categorisation::records::{Proposal, ProposalStatus};
use crate::features::categorisation::{rules, store};
use crate::features::tiering::{self, Criteria, TieringModel};
use crate::features::vendors::{self, Judged, Vendor};
use crate::kit::{Ctx, audit};
use crate::platform::db::Db;

const MAX_NOTE: usize = 4000;

crate::text_enum! {
    pub enum Decision { Accept => "accept", Dismiss => "dismiss" }
}

/// The proposal's vendor judged by a person: as proposed, or as it was before what a rule applied.
/// Only the criteria that the proposal is about change; what else has happened since stands. A proposal
/// that was never applied is dismissed without a new judgement.
/// Errors: `rule-proposal-decided`, `rule-proposal-overtaken`, Conflict; at `note` for a dismissal without a reason.
pub fn decide(
    c: &mut Db,
    ctx: &Ctx,
    id: &Id,
    version: Option<i32>,
    decision: Decision,
    note: &str,
) -> Result<Proposal> {
    ctx.require(Permission::Categorise)?;
    let before = store::find_proposal(c, &ctx.scope, id)?;
    if before.status != ProposalStatus::Open {
        return Err(Refusal::rule("rule-proposal-decided"));
    }
    if !store::is_open(c, &ctx.scope, &before)? {
        return Err(Refusal::rule("rule-proposal-overtaken"));
    }
    check_version(version, before.version, &[("tier", before.tier.to_string())])?;
    let mut checks = Checks::default();
    if decision == Decision::Dismiss {
        checks.that(!note.trim().is_empty(), "note", "error-reason-required");
    }
    if note.chars().count() > MAX_NOTE {
        checks.add(FieldError::new("note", "error-too-long").with("max", MAX_NOTE));
    }
    checks.done()?;
    let note = text::non_empty(note);
    let vendor = vendors::find(c, &ctx.scope, &before.vendor_id)?;
    let others = store::others_waiting(c, &ctx.scope, &before)?;
    if let Some(criteria) = settled(c, ctx, &before, decision)? {
        let model = tiering::model_on(c, &ctx.scope, ctx.today())?;
        let how = Judged { note: note.clone(), cause: Some(before.cause), automatic: false };
        let judged = vendors::judge(c, ctx, &vendor, &model, &criteria, &how)?;
        for other in &others {
            wait_on(c, ctx, &judged, &model, &criteria, other)?;
        }
    }
    let after = Proposal {
        status: if decision == Decision::Accept { ProposalStatus::Accepted } else { ProposalStatus::Dismissed },
        note,
        decided_by: Some(ctx.actor.person_id.clone()),
        decided_by_name: Some(ctx.actor.name.clone()),
        decided_at: Some(ctx.instant()),
        version: before.version + 1,
        ..before.clone()
    };
    store::save_proposal(c, &ctx.scope, &after)?;
    let verb = if decision == Decision::Accept { "accept" } else { "dismiss" };
    let entry = audit::Entry::new(verb, "tier_proposal", id).vendor(&vendor.id).named(&vendor.legal_name);
    audit::record(c, ctx, entry.change(&before, &after))?;
    Ok(after)
}

/// Another proposal about the vendor goes on waiting, now against the new judgement: a decision about one fact
/// says nothing about the others. One that asks for nothing more is left behind.
fn wait_on(
    c: &mut Db,
    ctx: &Ctx,
    vendor: &Vendor,
    model: &TieringModel,
    now: &Criteria,
    other: &Proposal,
) -> Result<()> {
    let proposed = rules::merged(Some(now), other.criteria_before().as_ref(), &other.criteria());
    if proposed == *now && !other.cause.asks_for_review() {
        return Ok(());
    }
    let fresh = super::trigger::proposal(ctx, vendor, model, other.cause, Some(now), &proposed, false)?;
    let after = Proposal {
        id: other.id.clone(),
        raised_by_name: other.raised_by_name.clone(),
        version: other.version + 1,
        ..fresh
    };
    store::save_proposal(c, &ctx.scope, &after)?;
    let entry = audit::Entry::new("propose", "tier_proposal", &other.id).vendor(&vendor.id);
    audit::record(c, ctx, entry.named(&vendor.legal_name).change(other, &after))
}

/// The criteria to judge by; none when there is nothing to judge anew.
fn settled(c: &mut Db, ctx: &Ctx, proposal: &Proposal, decision: Decision) -> Result<Option<Criteria>> {
    let now = vendors::latest_categorisation(c, &ctx.scope, &proposal.vendor_id)?.map(|latest| latest.criteria());
    let (was, proposed) = (proposal.criteria_before(), proposal.criteria());
    Ok(match decision {
        Decision::Accept => Some(rules::merged(now.as_ref(), was.as_ref(), &proposed)),
        Decision::Dismiss if proposal.applied => now.zip(was).map(|(now, was)| rules::restored(&now, &was, &proposed)),
        Decision::Dismiss => None,
    })
}

/// How many proposals wait for somebody.
pub fn waiting(c: &mut Db, ctx: &Ctx) -> Result<i64> {
    store::count_proposals(c, &ctx.scope, &store::ProposalFilter { open: Some(true), ..Default::default() })
}
