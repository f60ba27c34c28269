//! What is decided about a link, and that the vendor has confirmed it.

use super::{MAX_NAME, may_change, record_link};
use crate::base::refusal::Checks;
use crate::base::{FieldError, Id, Refusal, Result, text};
use crate::features::chains::model::{ApprovalState, LinkApproval, LinkSource};
use crate::features::chains::records::ChainLink;
use crate::features::chains::store;
use crate::kit::Ctx;
use crate::platform::db::Db;

/// Notes a decision about a link. Errors: `rule-chain-link-ended`; at `valid_until` for a last day
/// that has passed; at `reference` for a decision that refers to nothing.
pub fn set_link_approval(c: &mut Db, ctx: &Ctx, link_id: &Id, approval: &LinkApproval) -> Result<ChainLink> {
    may_change(ctx)?;
    let before = store::find_link(c, &ctx.scope, link_id)?;
    if !before.is_active() {
        return Err(Refusal::rule("rule-chain-link-ended"));
    }
    let allows = matches!(approval.state, ApprovalState::Approved | ApprovalState::Conditional);
    let mut checks = Checks::default();
    let reference = approval.reference.as_deref().and_then(text::non_empty);
    let decided = allows || matches!(approval.state, ApprovalState::Refused | ApprovalState::NotRequired);
    checks.that(
        !decided || reference.is_some() || approval.subcontract_id.is_some(),
        "reference",
        "error-chain-reference",
    );
    if reference.as_deref().is_some_and(|text| text.chars().count() > MAX_NAME) {
        checks.add(FieldError::new("reference", "error-too-long").with("max", MAX_NAME));
    }
    checks.that(
        !allows || approval.valid_until.is_none_or(|until| until >= ctx.today()),
        "valid_until",
        "error-date-past",
    );
    checks.done()?;
    let after = ChainLink {
        approval: approval.state,
        approval_valid_until: approval.valid_until.filter(|_| allows),
        approval_reference: reference,
        subcontract_id: approval.subcontract_id.clone().or(before.subcontract_id.clone()),
        updated_at: ctx.instant(),
        version: before.version + 1,
        ..before.clone()
    };
    store::save_link(c, &ctx.scope, &after)?;
    record_link(c, ctx, "chain_approve", Some(&before), &after)?;
    Ok(after)
}

/// Notes that the vendor has confirmed the link today. What we had discovered becomes confirmed, and
/// seen by the vendor; that it is true does not make it approved.
pub fn confirm_link(c: &mut Db, ctx: &Ctx, link_id: &Id) -> Result<ChainLink> {
    may_change(ctx)?;
    let before = store::find_link(c, &ctx.scope, link_id)?;
    if !before.is_active() {
        return Err(Refusal::rule("rule-chain-link-ended"));
    }
    noted_confirmed(c, ctx, &before)
}

/// The same for an active link that the caller has found; `ctx` acts in the client's organisation.
pub(super) fn noted_confirmed(c: &mut Db, ctx: &Ctx, before: &ChainLink) -> Result<ChainLink> {
    let after = ChainLink {
        source: LinkSource::Confirmed,
        vendor_visible: true,
        confirmed_on: Some(ctx.today()),
        updated_at: ctx.instant(),
        version: before.version + 1,
        ..before.clone()
    };
    store::save_link(c, &ctx.scope, &after)?;
    record_link(c, ctx, "chain_confirm", Some(before), &after)?;
    Ok(after)
}
