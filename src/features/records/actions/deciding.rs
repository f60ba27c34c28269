//! What is decided of a request: everything, a part, nothing, or that there is no such record.

use super::issuing::{grounds, masked_words};
use super::{MAX_TEXT, check_disclosure, log, open};
use crate::access::Permission;
use crate::base::Id;
use crate::base::refusal::{Checks, Refusal, Result};
use crate::features::accounts;
use crate::features::records::model::{DisclosureOutcome, DisclosureState, DisclosureStep};
use crate::features::records::parameters::Parameters;
use crate::features::records::rows::Disclosure;
use crate::features::records::rules::masking::holds;
use crate::features::records::snapshot::{Extract, LETTER_FORMAT, Letter};
use crate::features::records::store;
use crate::kit::snapshot::{canonical_json, sha256_hex};
use crate::kit::{App, Ctx, audit};
use crate::platform::db::Db;
use std::collections::BTreeSet;

#[derive(Debug, Clone)]
pub struct Ruling {
    pub outcome: Option<DisclosureOutcome>,
    /// Why; needed when something is refused.
    pub reasons: String,
    /// Paragraphs for a refusal without an extract, or beside it.
    pub paragraphs: Vec<String>,
}

/// Decides. A refusal, whole or in part, becomes a letter with grounds and how to appeal, and takes the one who may
/// decide; giving everything takes nobody else.
/// Errors: at the fields, Conflict, NotAllowed, `rule-disclosure-masked`, `rule-disclosure-unmasked`,
/// `rule-disclosure-stale`, `rule-disclosure-chosen`.
pub fn decide(c: &mut Db, ctx: &Ctx, app: &App, id: &Id, version: Option<i32>, ruling: &Ruling) -> Result<Disclosure> {
    ctx.require(Permission::RecordEdit)?;
    let before = open(c, ctx, id, version)?;
    let mut checks = Checks::default();
    checks.that(ruling.outcome.is_some(), "outcome", "error-required");
    let outcome = ruling.outcome.unwrap_or(DisclosureOutcome::Full);
    if outcome.is_refusal() {
        ctx.require(Permission::RecordDecide)?;
    }
    let reasons = ruling.reasons.trim().to_string();
    checks.that(!outcome.is_refusal() || !reasons.is_empty(), "reasons", "error-required");
    checks.longest("reasons", &reasons, MAX_TEXT);
    if !reasons.is_empty() {
        // the letter goes to whoever asked
        let masked = masked_words(c, ctx, app, &before)?;
        checks.that(!holds(&reasons, &masked), "reasons", "error-record-reasons-masked");
    }
    let parameters = Parameters::on(ctx.today());
    let mut keys: BTreeSet<String> = BTreeSet::new();
    for key in &ruling.paragraphs {
        checks.that(parameters.paragraphs.find(key).is_some(), "paragraphs", "error-choice");
        keys.insert(key.clone());
    }
    let extract = match store::extracts(c, &ctx.scope, id)?.first() {
        Some(row) => Some(Extract::of(row)?),
        None => None,
    };
    if let Some(extract) = &extract
        && outcome == DisclosureOutcome::Partial
    {
        keys.extend(extract.grounds.iter().map(|ground| ground.key.clone()));
    }
    checks.that(!outcome.is_refusal() || !keys.is_empty(), "paragraphs", "error-record-grounds");
    checks.done()?;
    let gives = matches!(outcome, DisclosureOutcome::Full | DisclosureOutcome::Partial);
    // what was chosen, assessed or masked after the extract is not in it, nor a number that it got later
    let has_number = extract.as_ref().is_none_or(|extract| extract.diary_number == before.diary_number);
    let is_stale = gives && (!has_number || store::last_step(c, &ctx.scope, id)? != Some(DisclosureStep::Issued));
    match (outcome, &extract) {
        // what is there is not missing: to withhold it is a refusal
        (DisclosureOutcome::NotHeld, _) if !store::items(c, &ctx.scope, id)?.is_empty() => {
            return Err(Refusal::rule("rule-disclosure-chosen"));
        }
        (_, None) if gives => return Err(Refusal::rule("rule-disclosure-unmasked")),
        (_, Some(_)) if is_stale => return Err(Refusal::rule("rule-disclosure-stale")),
        // what was masked is a refusal, whatever it is called
        (DisclosureOutcome::Full, Some(extract)) if extract.is_masked() => {
            return Err(Refusal::rule("rule-disclosure-masked"));
        }
        _ => {}
    }
    let appeal = Some(&parameters.appeal).filter(|_| outcome.is_refusal());
    let letter = Letter {
        format: LETTER_FORMAT.to_string(),
        organisation: accounts::find_organisation(c, &before.organisation_id)?.name,
        disclosure_number: before.number,
        diary_number: before.diary_number.clone(),
        received_on: before.received_on,
        requester: before.requester.clone(),
        asked_for: before.asked_for.clone(),
        outcome,
        reasons: reasons.clone(),
        grounds: grounds(parameters, &keys),
        appeal_sv: appeal.map(|appeal| appeal.sv.clone()),
        appeal_en: appeal.map(|appeal| appeal.en.clone()),
        appeal_verified: parameters.appeal.verified,
        decided_by: ctx.actor.name.clone(),
        decided_role: ctx.actor.role.to_string(),
        decided_on: ctx.today(),
        parameters: parameters.version.clone(),
    };
    let snapshot = canonical_json(&serde_json::to_value(&letter).map_err(Refusal::fault)?);
    let after = Disclosure {
        state: DisclosureState::Decided,
        outcome: Some(outcome),
        reasons: Some(reasons).filter(|text| !text.is_empty()),
        letter_sha256: Some(sha256_hex(&snapshot)),
        letter: Some(snapshot),
        decided_by: Some(ctx.actor.person_id.clone()),
        decided_by_name: Some(ctx.actor.name.clone()),
        decided_at: Some(ctx.instant()),
        updated_at: ctx.instant(),
        version: before.version + 1,
        ..before.clone()
    };
    save(c, ctx, &before, &after, DisclosureStep::Decided)?;
    Ok(after)
}

fn save(c: &mut Db, ctx: &Ctx, before: &Disclosure, after: &Disclosure, step: DisclosureStep) -> Result<()> {
    store::save_disclosure(c, &ctx.scope, after)?;
    log(c, ctx, after, step, after.outcome.map(|outcome| outcome.to_string()))?;
    let entry = audit::Entry::new("update", "disclosure", &after.id).named(after.number.to_string());
    audit::record(c, ctx, entry.change(before, after))
}

/// The answer has left: the clock stops. Errors: Conflict, `rule-disclosure-undecided`.
pub fn hand_over(c: &mut Db, ctx: &Ctx, id: &Id, version: Option<i32>) -> Result<Disclosure> {
    ctx.require(Permission::RecordEdit)?;
    let before = store::find_disclosure(c, &ctx.scope, id)?;
    check_disclosure(version, &before)?;
    if before.state != DisclosureState::Decided {
        return Err(Refusal::rule("rule-disclosure-undecided"));
    }
    let after = Disclosure {
        state: DisclosureState::HandedOver,
        closed_on: Some(ctx.today()),
        updated_at: ctx.instant(),
        version: before.version + 1,
        ..before.clone()
    };
    save(c, ctx, &before, &after, DisclosureStep::HandedOver)?;
    Ok(after)
}
