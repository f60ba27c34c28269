//! Facts, time and campaigns: what makes a vendor's tier be looked at again.

use crate::access::{Side, Via};
use crate::base::{Id, Refusal, Result};
use crate::features::categorisation::records::{Proposal, ProposalStatus};
use crate::features::categorisation::store;
use crate::features::tiering::{self, Criteria, Criterion, TieringModel, Trigger};
use crate::features::vendors::{self, Judged, Vendor, VendorStatus};
use crate::kit::{Ctx, audit};
use crate::platform::db::Db;

/// Says that something happened which a vendor's tier may depend on. `floors` are levels that the
/// facts give at least. When the model then makes the vendor more critical, that is applied at once
/// as an automatic, preliminary judgement which a person confirms; otherwise it becomes a proposal.
///
/// Nothing happens for a vendor that is unknown or has ended, nor when the facts change nothing and
/// the cause by itself asks for no review (domain.md 4.2, row 27 of 1.3). Jobs may call it, and so may
/// a vendor's own step in the portal: it then acts as a rule in the client's organisation. It asks
/// for no permission: it is a rule that follows from somebody else's action.
pub fn trigger(c: &mut Db, ctx: &Ctx, vendor_id: &Id, trigger: Trigger, floors: &[(Criterion, u8)]) -> Result<()> {
    let vendor = match vendors::find(c, &ctx.scope, vendor_id) {
        Ok(vendor) if vendor.status != VendorStatus::Ended => vendor,
        Ok(_) | Err(Refusal::NotFound) => return Ok(()),
        Err(other) => return Err(other),
    };
    let rule = match ctx.scope.side() {
        Side::Region => None,
        Side::Vendor => Some(Ctx::job(vendor.organisation_id.clone(), "categorisation.trigger", Via::Job, ctx.now)),
    };
    let ctx = rule.as_ref().unwrap_or(ctx);
    let latest = vendors::latest_categorisation(c, &ctx.scope, vendor_id)?;
    let models = tiering::models(c, &ctx.scope)?;
    let model = models.on(ctx.today());
    let floors: Vec<_> = floors.iter().map(|(at, level)| (*at, (*level).min(model.highest(*at)))).collect();
    let before = latest.as_ref().map(vendors::CategorisationRecord::criteria);
    let after = match &before {
        Some(before) => before.raised_to(&floors),
        // Nobody has judged: what the facts say is all there is to propose.
        None => floors.iter().fold(Criteria::default(), |mut all, (criterion, level)| {
            all.set(*criterion, Some(*level));
            all
        }),
    };
    let result = tiering::categorise(&model, &after);
    let more_critical = latest.as_ref().is_some_and(|l| i32::from(result.tier) < l.tier);
    let differs = before != Some(after) || latest.as_ref().is_some_and(|l| l.tier != i32::from(result.tier));
    if !(differs || trigger.asks_for_review()) {
        return Ok(());
    }
    if more_critical {
        let how = Judged { note: None, cause: Some(trigger), automatic: true };
        vendors::judge(c, ctx, &vendor, &model, &after, &how)?;
    }
    propose(c, ctx, &vendor, &model, trigger, before.as_ref(), &after, more_critical)
}

/// Makes the proposal, or brings the one that waits for the same cause up to date.
#[allow(clippy::too_many_arguments, reason = "one private step of `trigger`")]
fn propose(
    c: &mut Db,
    ctx: &Ctx,
    vendor: &Vendor,
    model: &TieringModel,
    cause: Trigger,
    before: Option<&Criteria>,
    after: &Criteria,
    applied: bool,
) -> Result<()> {
    let fresh = proposal(ctx, vendor, model, cause, before, after, applied)?;
    let Some(waiting) = store::open_proposal(c, &ctx.scope, &vendor.id, cause)? else {
        store::insert_proposal(c, &fresh)?;
        let entry = audit::Entry::new("propose", "tier_proposal", &fresh.id).vendor(&vendor.id);
        return audit::record(c, ctx, entry.named(&vendor.legal_name).after(&fresh));
    };
    // What was applied before stays to be confirmed, and a dismissal leads back to where it began.
    let merged = Proposal {
        id: waiting.id.clone(),
        from_tier: waiting.from_tier,
        applied: applied || waiting.applied,
        before: waiting.before.clone(),
        created_at: waiting.created_at,
        version: waiting.version + 1,
        ..fresh
    };
    let same = (&merged.model_version, merged.criteria(), merged.tier, merged.applied)
        == (&waiting.model_version, waiting.criteria(), waiting.tier, waiting.applied);
    if same {
        return Ok(());
    }
    store::save_proposal(c, &ctx.scope, &merged)?;
    let entry = audit::Entry::new("propose", "tier_proposal", &merged.id).vendor(&vendor.id);
    audit::record(c, ctx, entry.named(&vendor.legal_name).change(&waiting, &merged))
}

/// A proposal as it would be stored.
pub(super) fn proposal(
    ctx: &Ctx,
    vendor: &Vendor,
    model: &TieringModel,
    cause: Trigger,
    before: Option<&Criteria>,
    after: &Criteria,
    applied: bool,
) -> Result<Proposal> {
    let result = tiering::categorise(model, after);
    let level = |value: Option<u8>| value.map(i32::from);
    Ok(Proposal {
        id: ctx.new_id(),
        organisation_id: vendor.organisation_id.clone(),
        vendor_id: vendor.id.clone(),
        cause,
        model_version: model.version.clone(),
        data_class: level(after.data_class),
        data_subjects: level(after.data_subjects),
        criticality: level(after.criticality),
        access: level(after.access),
        chain: level(after.chain),
        substitution: level(after.substitution),
        from_tier: vendor.tier,
        tier: i32::from(result.tier),
        preliminary: result.preliminary,
        order_value: i32::try_from(result.order_value).map_err(Refusal::fault)?,
        applied,
        before: serde_json::to_string(&before).map_err(Refusal::fault)?,
        status: ProposalStatus::Open,
        raised_by_name: ctx.actor.name.clone(),
        created_at: ctx.instant(),
        note: None,
        decided_by: None,
        decided_by_name: None,
        decided_at: None,
        version: 1,
    })
}
