//! What is left of a risk is put before those who may accept it, never by themselves, and always for a time.

use super::scenario::entry;
use super::{MAX_TEXT, MAX_TITLE, open_risk, scoring, tidy};
use crate::access::{Permission, Role};
use crate::base::refusal::{Checks, FieldError, Refusal, Result};
use crate::base::{Id, text};
use crate::features::risks::model::{AcceptanceAnswer, AcceptanceState, RiskState};
use crate::features::risks::parameters::RiskModel;
use crate::features::risks::records::{Acceptance, Approval, Risk};
use crate::features::risks::rules::acceptance as rules;
use crate::features::risks::store;
use crate::kit::{Ctx, audit};
use crate::platform::db::Db;
use chrono::NaiveDate;
use std::collections::BTreeMap;

/// What is put before those who accept.
#[derive(Debug, Clone)]
pub struct Proposal {
    pub reason: String,
    pub conditions: Option<String>,
    /// Diary number or the like.
    pub reference: Option<String>,
    pub valid_until: Option<NaiveDate>,
    pub review_on: Option<NaiveDate>,
}

/// Proposes that what is left is accepted. Errors: at the fields, `rule-risk-not-assessed`,
/// `rule-risk-acceptance-open`, Conflict.
pub fn propose(c: &mut Db, ctx: &Ctx, id: &Id, version: Option<i32>, new: &Proposal) -> Result<Acceptance> {
    let risk = open_risk(c, ctx, id, version)?;
    let risk = scoring::rescore(c, ctx, risk)?;
    let Some(level) = risk.residual_level else { return Err(Refusal::rule("rule-risk-not-assessed")) };
    let open = |a: &Acceptance| matches!(a.state, AcceptanceState::Proposed | AcceptanceState::Accepted);
    if store::acceptances(c, &ctx.scope, id)?.iter().any(open) {
        return Err(Refusal::rule("rule-risk-acceptance-open"));
    }
    let model = RiskModel::current();
    let terms = model.acceptance(level).ok_or_else(|| Refusal::fault(format!("nobody accepts {level}")))?;
    let mut checks = Checks::default();
    let reason = checks.required("reason", &new.reason);
    checks.longest("reason", &reason, MAX_TEXT);
    checks.longest("conditions", new.conditions.as_deref().unwrap_or_default(), MAX_TEXT);
    checks.longest("reference", new.reference.as_deref().unwrap_or_default(), MAX_TITLE);
    let dates = rules::check_dates(terms, ctx.today(), new.valid_until, new.review_on);
    let (valid_until, review_on) = match dates {
        Ok(dates) => {
            checks.done()?;
            dates
        }
        Err(Refusal::Invalid(errors)) => {
            errors.into_iter().for_each(|error| checks.add(error));
            checks.done()?;
            return Err(Refusal::fault("refused dates without an error"));
        }
        Err(refusal) => return Err(refusal),
    };
    let row = Acceptance {
        id: ctx.new_id(),
        organisation_id: risk.organisation_id.clone(),
        risk_id: risk.id.clone(),
        level,
        model_version: model.version.clone(),
        state: AcceptanceState::Proposed,
        reason,
        conditions: tidy(&new.conditions),
        reference: tidy(&new.reference),
        valid_until,
        review_on,
        fingerprint: risk.fingerprint.clone(),
        proposed_by: ctx.actor.person_id.clone(),
        proposed_by_name: ctx.actor.name.clone(),
        proposed_at: ctx.instant(),
        accepted_at: None,
        ended_at: None,
        ended_by_name: None,
        end_reason: None,
        version: 1,
    };
    store::insert_acceptance(c, &row)?;
    audit::record(c, ctx, entry("propose", &risk).after(&row))?;
    Ok(row)
}

fn check_acceptance_version(version: Option<i32>, stored: &Acceptance) -> Result<()> {
    if version.is_none_or(|version| version == stored.version) {
        return Ok(());
    }
    Err(Refusal::Conflict(BTreeMap::from([
        ("state".to_string(), stored.state.to_string()),
        ("valid_until".to_string(), stored.valid_until.to_string()),
        ("version".to_string(), stored.version.to_string()),
    ])))
}

/// Says yes or no to a proposal. Enough yeses make it accepted; one no refuses it. Errors: NotAllowed for a role that
/// accepts nothing, `rule-risk-not-your-level`, `rule-risk-own-proposal`, `rule-risk-answered`, `rule-risk-changed`,
/// `rule-risk-not-open`, at `note`.
pub fn answer(
    c: &mut Db,
    ctx: &Ctx,
    id: &Id,
    acceptance_id: &Id,
    version: Option<i32>,
    said: AcceptanceAnswer,
    note: &str,
) -> Result<Acceptance> {
    ctx.require(Permission::RiskAccept)?;
    let risk = store::find(c, &ctx.scope, id)?;
    let before = store::find_acceptance(c, &ctx.scope, id, acceptance_id)?;
    check_acceptance_version(version, &before)?;
    if before.state != AcceptanceState::Proposed {
        return Err(Refusal::rule("rule-risk-not-open"));
    }
    let model = RiskModel::versions().find(&before.model_version).unwrap_or_else(|| RiskModel::current());
    let terms = model.acceptance(before.level).ok_or_else(|| Refusal::fault("a level that nobody accepts"))?;
    if !ctx.can(rules::needed(before.level)) || !rules::counts(terms, ctx.actor.role) {
        return Err(Refusal::rule("rule-risk-not-your-level"));
    }
    if before.proposed_by == ctx.actor.person_id {
        return Err(Refusal::rule("rule-risk-own-proposal"));
    }
    let answers = store::approvals(c, &ctx.scope, std::slice::from_ref(acceptance_id))?;
    if answers.iter().any(|approval| approval.person_id == ctx.actor.person_id) {
        return Err(Refusal::rule("rule-risk-answered"));
    }
    let note = text::non_empty(note);
    if said == AcceptanceAnswer::Refuse && note.is_none() {
        return Err(Refusal::invalid("note", "error-reason-required"));
    }
    if note.as_ref().is_some_and(|note| note.chars().count() > MAX_TEXT) {
        return Err(Refusal::Invalid(vec![FieldError::new("note", "error-too-long").with("max", MAX_TEXT)]));
    }
    let over = before.valid_until <= ctx.today();
    if over || scoring::score_of(c, ctx, &risk)?.fingerprint != before.fingerprint {
        return Err(Refusal::rule("rule-risk-changed"));
    }
    let approval = Approval {
        id: ctx.new_id(),
        organisation_id: risk.organisation_id.clone(),
        acceptance_id: before.id.clone(),
        person_id: ctx.actor.person_id.clone(),
        person_name: ctx.actor.name.clone(),
        role: ctx.actor.role,
        answer: said,
        note,
        answered_at: ctx.instant(),
    };
    store::insert_approval(c, &approval)?;
    let mut roles: Vec<Role> = answers.iter().map(|approval| approval.role).collect();
    roles.push(ctx.actor.role);
    let state = match said {
        AcceptanceAnswer::Refuse => AcceptanceState::Refused,
        AcceptanceAnswer::Accept if rules::is_complete(terms, &roles) => AcceptanceState::Accepted,
        AcceptanceAnswer::Accept => AcceptanceState::Proposed,
    };
    let refused = state == AcceptanceState::Refused;
    let after = Acceptance {
        state,
        accepted_at: (state == AcceptanceState::Accepted).then(|| ctx.instant()),
        ended_at: refused.then(|| ctx.instant()),
        ended_by_name: refused.then(|| ctx.actor.name.clone()),
        end_reason: if refused { approval.note.clone() } else { None },
        version: before.version + 1,
        ..before.clone()
    };
    store::save_acceptance(c, &ctx.scope, &after)?;
    let verb = if refused { "refuse" } else { "risk_accept" };
    audit::record(c, ctx, entry(verb, &risk).after(&approval))?;
    if state == AcceptanceState::Accepted {
        let accepted = Risk {
            state: RiskState::Accepted,
            review_on: Some(after.review_on),
            version: risk.version + 1,
            ..risk.clone()
        };
        store::save(c, &ctx.scope, &accepted)?;
    }
    Ok(after)
}

/// Takes back a proposal or an acceptance, with the reason. Errors: at `reason`, `rule-risk-not-open`, Conflict.
pub fn withdraw(
    c: &mut Db,
    ctx: &Ctx,
    id: &Id,
    acceptance_id: &Id,
    version: Option<i32>,
    reason: &str,
) -> Result<Acceptance> {
    ctx.require(Permission::RiskAccept)?;
    let risk = store::find(c, &ctx.scope, id)?;
    let before = store::find_acceptance(c, &ctx.scope, id, acceptance_id)?;
    check_acceptance_version(version, &before)?;
    if !matches!(before.state, AcceptanceState::Proposed | AcceptanceState::Accepted) {
        return Err(Refusal::rule("rule-risk-not-open"));
    }
    let own = before.proposed_by == ctx.actor.person_id;
    if !own && !ctx.can(rules::needed(before.level)) {
        return Err(Refusal::rule("rule-risk-not-your-level"));
    }
    let reason = text::non_empty(reason).ok_or_else(|| Refusal::invalid("reason", "error-reason-required"))?;
    if reason.chars().count() > MAX_TEXT {
        return Err(Refusal::Invalid(vec![FieldError::new("reason", "error-too-long").with("max", MAX_TEXT)]));
    }
    let after = Acceptance {
        state: AcceptanceState::Withdrawn,
        ended_at: Some(ctx.instant()),
        ended_by_name: Some(ctx.actor.name.clone()),
        end_reason: Some(reason),
        version: before.version + 1,
        ..before.clone()
    };
    store::save_acceptance(c, &ctx.scope, &after)?;
    audit::record(c, ctx, entry("risk_withdraw", &risk).change(&before, &after))?;
    if risk.state == RiskState::Accepted {
        let back = Risk { state: RiskState::Assessed, version: risk.version + 1, ..risk };
        store::save(c, &ctx.scope, &back)?;
    }
    Ok(after)
}
