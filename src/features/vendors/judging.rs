//! Deciding a vendor's tier: by the rules, by an override, and by time.

use super::actions::save;
use super::input::Audited;
use super::records::{CategorisationRecord, OverrideRecord, Vendor};
use super::store;
use crate::access::{Permission, Via};
use crate::base::{FieldError, Id, Refusal, Result, text};
use crate::features::tiering::{self, Categorisation, Criteria, Models, TierOverride, TieringModel, Trigger};
use crate::kit::{App, Ctx, audit};
use crate::platform::db::Db;
use chrono::{DateTime, NaiveDate, Utc};

const MAX_NOTE: usize = 4000;

/// The tier to act by now; `None` while nobody has categorised the vendor.
pub fn current_tier(vendor: &Vendor) -> Option<u8> {
    vendor.tier.and_then(|tier| u8::try_from(tier).ok())
}

/// Judges the vendor by its criteria with the model in force, and keeps the judgement. An override
/// that no longer fits the new tier ends.
pub fn categorise_vendor(c: &mut Db, ctx: &Ctx, id: &Id, criteria: &Criteria, note: Option<String>) -> Result<Vendor> {
    ctx.require(Permission::Categorise)?;
    let before = store::find(c, &ctx.scope, id)?;
    ctx.scope.client()?;
    super::actions::open_for_change(&before)?;
    let model = tiering::model_on(c, &ctx.scope, ctx.today())?;
    tiering::check_criteria(&model, criteria)?;
    let note = note.as_deref().and_then(text::non_empty);
    if note.as_deref().is_some_and(|n| n.chars().count() > MAX_NOTE) {
        return Err(Refusal::Invalid(vec![FieldError::new("note", "error-too-long").with("max", MAX_NOTE)]));
    }
    judge(c, ctx, &before, &model, criteria, &Judged { note, ..Judged::default() })
}

/// How a judgement came about.
#[derive(Debug, Clone, Default)]
pub struct Judged {
    pub note: Option<String>,
    pub cause: Option<Trigger>,
    /// A rule judged, not a person: the tier is preliminary until somebody confirms it.
    pub automatic: bool,
}

/// Keeps a judgement of the vendor by `model` and sets what the register shows. The caller has asked
/// for the permission, or is a rule that acts by itself.
pub fn judge(
    c: &mut Db,
    ctx: &Ctx,
    before: &Vendor,
    model: &TieringModel,
    criteria: &Criteria,
    how: &Judged,
) -> Result<Vendor> {
    let record = judgement(ctx, &before.id, model, criteria, how)?;
    store::insert_categorisation(c, &record)?;
    let calculated = tiering::categorise(model, criteria);
    settle(c, ctx, before, &record, &calculated, "categorise")
}

/// A judgement as it would be stored.
pub fn judgement(
    ctx: &Ctx,
    vendor_id: &Id,
    model: &TieringModel,
    criteria: &Criteria,
    how: &Judged,
) -> Result<CategorisationRecord> {
    let result = tiering::categorise(model, criteria);
    let level = |value: Option<u8>| value.map(i32::from);
    Ok(CategorisationRecord {
        id: ctx.new_id(),
        organisation_id: ctx.scope.client()?.clone(),
        vendor_id: vendor_id.clone(),
        model_version: result.model_version.clone(),
        data_class: level(criteria.data_class),
        data_subjects: level(criteria.data_subjects),
        criticality: level(criteria.criticality),
        access: level(criteria.access),
        chain: level(criteria.chain),
        substitution: level(criteria.substitution),
        tier: i32::from(result.tier),
        preliminary: result.preliminary || how.automatic,
        order_value: i32::try_from(result.order_value).map_err(Refusal::fault)?,
        reasons: serde_json::to_string(&result.reasons).map_err(Refusal::fault)?,
        note: how.note.clone(),
        decided_by: ctx.actor.person_id.clone(),
        decided_by_name: ctx.actor.name.clone(),
        decided_at: ctx.instant(),
        cause: how.cause,
        automatic: how.automatic,
    })
}

/// Moves the tier one step for a time. It replaces an override that is in force.
/// Errors: `Rule` before the first categorisation; `Invalid` at tier, reason or expires_on.
pub fn override_vendor_tier(
    c: &mut Db,
    ctx: &Ctx,
    id: &Id,
    tier: u8,
    reason: &str,
    expires_on: NaiveDate,
) -> Result<Vendor> {
    ctx.require(Permission::Categorise)?;
    let organisation_id = ctx.scope.client()?.clone();
    let before = store::find(c, &ctx.scope, id)?;
    super::actions::open_for_change(&before)?;
    let latest =
        store::latest_categorisation(c, &ctx.scope, id)?.ok_or(Refusal::rule("rule-vendor-not-categorised"))?;
    let calculated = latest.calculated(&tiering::models(c, &ctx.scope)?)?;
    let decided = tiering::override_tier(&calculated, tier, reason, expires_on, ctx.today())?;
    if decided.reason.chars().count() > MAX_NOTE {
        return Err(Refusal::Invalid(vec![FieldError::new("reason", "error-too-long").with("max", MAX_NOTE)]));
    }
    store::end_overrides(c, &ctx.scope, id, ctx.instant())?;
    let record = OverrideRecord {
        id: ctx.new_id(),
        organisation_id,
        vendor_id: before.id.clone(),
        from_tier: i32::from(calculated.tier),
        tier: i32::from(decided.tier),
        reason: decided.reason,
        expires_on: decided.expires_on,
        decided_by: ctx.actor.person_id.clone(),
        decided_by_name: ctx.actor.name.clone(),
        decided_at: ctx.instant(),
        ended_at: None,
    };
    store::insert_override(c, &record)?;
    settle(c, ctx, &before, &latest, &calculated, "override")
}

/// Sets what the register shows: the latest judgement with a valid override applied.
fn settle(
    c: &mut Db,
    ctx: &Ctx,
    before: &Vendor,
    latest: &CategorisationRecord,
    calculated: &Categorisation,
    verb: &'static str,
) -> Result<Vendor> {
    let decided = store::open_override(c, &ctx.scope, &before.id)?.map(|o| o.decision()).transpose()?;
    let tier = tiering::effective_tier(calculated, decided.as_ref(), ctx.today());
    if decided.is_some_and(|d| d.tier != tier) {
        store::end_overrides(c, &ctx.scope, &before.id, ctx.instant())?;
    }
    let after = Vendor {
        tier: Some(i32::from(tier)),
        tier_preliminary: latest.preliminary,
        order_value: Some(latest.order_value),
        ..before.clone()
    };
    save(c, ctx, before, after, verb)
}

/// Ends overrides whose last day has passed and gives their vendors the calculated tier back.
pub fn sweep(app: &App, now: DateTime<Utc>) -> Result<()> {
    let today = crate::base::clock::swedish_date(now);
    let due = app.db.read_now(|c| store::expired_overrides(c, today))?;
    for (organisation_id, vendor_id) in due {
        let ctx = Ctx::job(organisation_id, "vendors.sweep", Via::Job, now);
        app.db.write_now(|c| expire(c, &ctx, &vendor_id))?;
    }
    Ok(())
}

fn expire(c: &mut Db, ctx: &Ctx, vendor_id: &Id) -> Result<()> {
    // Somebody may have decided anew since the list was read.
    let open = store::open_override(c, &ctx.scope, vendor_id)?;
    if open.is_none_or(|o| o.expires_on >= ctx.today()) {
        return Ok(());
    }
    let before = store::find(c, &ctx.scope, vendor_id)?;
    store::end_overrides(c, &ctx.scope, vendor_id, ctx.instant())?;
    match store::latest_categorisation(c, &ctx.scope, vendor_id)? {
        Some(latest) => {
            let calculated = latest.calculated(&tiering::models(c, &ctx.scope)?)?;
            settle(c, ctx, &before, &latest, &calculated, "expire").map(drop)
        }
        None => {
            let entry = audit::Entry::new("expire", "vendor", vendor_id).vendor(vendor_id).named(&before.legal_name);
            audit::record(c, ctx, entry.after(&Audited::of(&before)))
        }
    }
}

impl CategorisationRecord {
    pub fn criteria(&self) -> Criteria {
        let level = |value: Option<i32>| value.and_then(|v| u8::try_from(v).ok());
        Criteria {
            data_class: level(self.data_class),
            data_subjects: level(self.data_subjects),
            criticality: level(self.criticality),
            access: level(self.access),
            chain: level(self.chain),
            substitution: level(self.substitution),
        }
    }

    /// The judgement again, by the version of the model that made it.
    pub fn calculated(&self, models: &Models) -> Result<Categorisation> {
        Ok(tiering::categorise(&*models.find(&self.model_version)?, &self.criteria()))
    }
}

impl OverrideRecord {
    pub fn decision(&self) -> Result<TierOverride> {
        let tier = u8::try_from(self.tier).map_err(Refusal::fault)?;
        Ok(TierOverride { tier, reason: self.reason.clone(), expires_on: self.expires_on })
    }
}
