//! A plan is decided: frozen as it is, with who decided it and by what right (domain.md 1.3 row 20).

use super::{MAX_SHORT, find_open, longest, next};
use crate::access::Permission;
use crate::base::Id;
use crate::base::refusal::{Checks, FieldError, Refusal, Result};
use crate::features::plans::records::PlanDecision;
use crate::features::plans::snapshot::{FrozenDecision, FrozenPlan};
use crate::features::plans::{rules, store, whole};
use crate::kit::{Ctx, audit, diary};
use crate::platform::db::Db;
use chrono::{NaiveDate, SecondsFormat};

/// A decision as typed.
#[derive(Debug, Clone, Default)]
pub struct DecisionInput {
    pub role: String,
    pub name: String,
    pub decided_on: Option<NaiveDate>,
    /// The reference of the delegation by which the person decides.
    pub delegation: String,
    /// Free text; never made by the product.
    pub diary_number: Option<String>,
    /// `Whole::fingerprint` of the plan that was read: an edited action moves no version of the plan.
    pub seen: String,
}

impl DecisionInput {
    fn checked(&self, today: NaiveDate, number: Option<FieldError>) -> Result<FrozenDecision> {
        let mut checks = Checks::default();
        let decision = FrozenDecision {
            role: checks.required("role", &self.role),
            name: checks.required("name", &self.name),
            decided_on: self.decided_on.unwrap_or(today),
            delegation: checks.required("delegation", &self.delegation),
            diary_number: diary::tidy(self.diary_number.as_deref()),
            recorded_by: String::new(),
            recorded_at: String::new(),
        };
        for (field, typed) in [("role", &self.role), ("name", &self.name), ("delegation", &self.delegation)] {
            checks.longest(field, typed, MAX_SHORT);
        }
        longest(&mut checks, "diary_number", &self.diary_number, MAX_SHORT);
        checks.extend(number);
        checks.that(self.decided_on.is_some(), "decided_on", "error-required");
        checks.that(decision.decided_on <= today, "decided_on", "error-plan-decided-later");
        checks.required("seen", &self.seen);
        checks.done()?;
        Ok(decision)
    }
}

/// Freezes the plan as it is, as its next version. Errors: at the fields, NotFound, Conflict, `rule-plan-closed`,
/// `rule-plan-empty`, `rule-plan-decided` when nothing was edited since the last decision, `rule-plan-moved-on` when
/// the plan is no longer the one that was read.
pub fn decide(c: &mut Db, ctx: &Ctx, id: &Id, version: Option<i32>, input: &DecisionInput) -> Result<PlanDecision> {
    ctx.require(Permission::PlanDecide)?;
    let before = find_open(c, ctx, id, version)?;
    let number = diary::check(c, &ctx.scope, "diary_number", input.diary_number.as_deref(), None)?;
    let decision = input.checked(ctx.today(), number)?;
    let whole = whole::open(c, ctx, id)?;
    let now = whole.content();
    if whole.lines.is_empty() {
        return Err(Refusal::rule("rule-plan-empty"));
    }
    if let Some(latest) = whole.decisions.first()
        && rules::compare(&FrozenPlan::of(latest)?, &now).is_empty()
    {
        return Err(Refusal::rule_with("rule-plan-decided", &[("number", latest.number.to_string())]));
    }
    if input.seen.trim() != whole.fingerprint()? {
        return Err(Refusal::rule("rule-plan-moved-on"));
    }
    let decision = FrozenDecision {
        recorded_by: ctx.actor.name.clone(),
        recorded_at: ctx.now.to_rfc3339_opts(SecondsFormat::Secs, true),
        ..decision
    };
    let frozen = FrozenPlan { decision: Some(decision.clone()), ..now };
    let (snapshot, sha256) = frozen.sealed()?;
    let row = PlanDecision {
        id: ctx.new_id(),
        organisation_id: before.organisation_id.clone(),
        plan_id: before.id.clone(),
        number: frozen.version,
        decided_role: decision.role,
        decided_by_name: decision.name,
        decided_on: decision.decided_on,
        delegation: decision.delegation,
        diary_number: decision.diary_number,
        snapshot,
        sha256,
        recorded_by: ctx.actor.person_id.clone(),
        recorded_by_name: ctx.actor.name.clone(),
        recorded_at: ctx.instant(),
    };
    store::insert_decision(c, &row)?;
    store::save(c, &ctx.scope, &next(ctx, &before))?;
    let entry = audit::Entry::new("decide", "plan", &before.id).vendor(&before.vendor_id).named(&before.title);
    audit::record(c, ctx, entry.after(&row))?;
    Ok(row)
}
