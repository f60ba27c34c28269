//! Platforms: what they can protect, and what may not be handled on them.

use super::types::catalogue;
use super::{gate, raise_breaches};
use crate::access::Permission;
use crate::base::{FieldError, Id, Refusal, Result, text};
use crate::features::services::input::NewPlatform;
use crate::features::services::model::{Gated, Strength};
use crate::features::services::records::{Platform, PlatformRule};
use crate::features::services::{feed, rules, store};
use crate::features::vendors;
use crate::kit::audit::Entry;
use crate::kit::{Ctx, audit};
use crate::platform::db::Db;
use std::collections::BTreeMap;

/// Adds a platform. Errors: `Invalid` with each field's error.
pub fn add_platform(c: &mut Db, ctx: &Ctx, new: &NewPlatform) -> Result<Gated<Platform>> {
    ctx.require(Permission::ServiceEdit)?;
    let Some(ceiling) = gate(c, ctx, new.ceiling, "ceiling_")? else { return Ok(Gated::Stopped) };
    let new = NewPlatform { ceiling, ..checked(c, ctx, new)? };
    let platform = row(ctx, &new)?;
    store::insert_platform(c, &platform)?;
    let entry = Entry::new("create", "platform", &platform.id).named(&platform.name);
    audit::record(c, ctx, entry.after(&platform))?;
    Ok(Gated::Done(platform))
}

pub fn row(ctx: &Ctx, new: &NewPlatform) -> Result<Platform> {
    let mut platform = Platform {
        id: ctx.new_id(),
        organisation_id: ctx.scope.client()?.clone(),
        name: String::new(),
        name_folded: String::new(),
        search_text: String::new(),
        vendor_id: None,
        description: None,
        ceiling_c: None,
        ceiling_i: None,
        ceiling_a: None,
        ceiling_t: None,
        evidence: None,
        missing: String::new(),
        created_at: ctx.instant(),
        updated_at: ctx.instant(),
        version: 1,
    };
    new.onto(&mut platform);
    Ok(platform)
}

/// Changes a platform. A ceiling is raised, or taken away, only by somebody who may approve services
/// and with evidence that was not there before (domain.md 1.3 row 63). Errors: `Conflict`; at
/// `evidence` when it is missing or old; `rule-service-approver` for somebody who may not raise it.
pub fn update_platform(c: &mut Db, ctx: &Ctx, id: &Id, new: &NewPlatform, version: i32) -> Result<Gated<Platform>> {
    ctx.require(Permission::ServiceEdit)?;
    let before = store::find_platform(c, &ctx.scope, id)?;
    if before.version != version {
        return Err(Refusal::Conflict(stored_texts(&before)));
    }
    let Some(ceiling) = gate(c, ctx, new.ceiling, "ceiling_")? else { return Ok(Gated::Stopped) };
    let new = NewPlatform { ceiling, ..checked(c, ctx, new)? };
    if rules::raises_ceiling(before.ceiling(), ceiling) {
        needs_evidence(ctx, before.evidence.as_deref(), new.evidence.as_deref())?;
    }
    let mut after = before.clone();
    new.onto(&mut after);
    let same = serde_json::to_value(&before).map_err(Refusal::fault)?
        == serde_json::to_value(&after).map_err(Refusal::fault)?;
    if same {
        return Ok(Gated::Done(after));
    }
    after.version = before.version + 1;
    after.updated_at = ctx.instant();
    store::save_platform(c, &ctx.scope, &after)?;
    audit::record(c, ctx, Entry::new("update", "platform", id).named(&after.name).change(&before, &after))?;
    if before.vendor_id != after.vendor_id {
        feed::tell_vendor(c, ctx, Some(id))?;
    }
    raise_breaches(c, ctx, Some(id))?;
    Ok(Gated::Done(after))
}

/// Letting more through needs another right than writing, and something that was not known before.
fn needs_evidence(ctx: &Ctx, old: Option<&str>, new: Option<&str>) -> Result<()> {
    if !ctx.can(Permission::ServiceApprove) {
        return Err(Refusal::rule("rule-service-approver"));
    }
    match new.and_then(text::non_empty) {
        None => Err(Refusal::invalid("evidence", "error-evidence-needed")),
        Some(new) if old.map(str::trim) == Some(new.as_str()) => {
            Err(Refusal::invalid("evidence", "error-evidence-old"))
        }
        Some(_) => Ok(()),
    }
}

/// What is said of a type on a platform. `strength: None` takes the rule away.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct NewRule {
    pub type_code: String,
    pub strength: Option<Strength>,
    pub legal_source: Option<String>,
    /// Needed, and new, when a rule is weakened or taken away.
    pub evidence: Option<String>,
}

/// Sets a platform's rule for a type. `version` is the rule's, 0 for none yet. A rule is weakened only
/// by somebody who may approve services and with new evidence. Without a legal source that of the type is
/// kept. Errors: `Conflict`; at `type_code`, `legal_source` or `evidence`.
pub fn set_rule(c: &mut Db, ctx: &Ctx, platform_id: &Id, new: &NewRule, version: i32) -> Result<Option<PlatformRule>> {
    ctx.require(Permission::ServiceEdit)?;
    let platform = store::find_platform(c, &ctx.scope, platform_id)?;
    let types = catalogue(c, ctx)?;
    let Some(each) = types.find(&new.type_code) else {
        return Err(Refusal::invalid("type_code", "error-choice"));
    };
    let mut long = Vec::new();
    for (field, typed) in [("legal_source", &new.legal_source), ("evidence", &new.evidence)] {
        if typed.as_deref().is_some_and(|said| said.chars().count() > 2_000) {
            long.push(FieldError::new(field, "error-too-long").with("max", 2_000));
        }
    }
    if !long.is_empty() {
        return Err(Refusal::Invalid(long));
    }
    let stored = store::platform_rules_of(c, &ctx.scope, Some(platform_id))?;
    let before = stored.into_iter().find(|rule| rule.type_code == new.type_code);
    let standing = before.as_ref().map_or(0, |rule| rule.version);
    if standing != version {
        let strength = before.as_ref().map(|rule| rule.strength.to_string()).unwrap_or_default();
        return Err(Refusal::Conflict(BTreeMap::from([
            ("strength".to_string(), strength),
            ("version".to_string(), standing.to_string()),
        ])));
    }
    if rules::weakens(before.as_ref().map(|rule| rule.strength), new.strength) {
        needs_evidence(ctx, before.as_ref().and_then(|rule| rule.evidence.as_deref()), new.evidence.as_deref())?;
    }
    let name = format!("{}: {}", platform.name, each.name);
    let Some(strength) = new.strength else {
        if let Some(rule) = &before {
            store::delete_rule(c, &ctx.scope, &rule.id)?;
            let why = Removed { strength: rule.strength, evidence: new.evidence.clone() };
            audit::record(c, ctx, Entry::new("delete", "platform_rule", platform_id).named(name).after(&why))?;
        }
        return Ok(None);
    };
    let after = PlatformRule {
        id: before.as_ref().map_or_else(|| ctx.new_id(), |rule| rule.id.clone()),
        organisation_id: platform.organisation_id.clone(),
        platform_id: platform_id.clone(),
        type_code: each.code.clone(),
        strength,
        legal_source: new.legal_source.as_deref().and_then(text::non_empty).or_else(|| each.legal_basis.clone()),
        evidence: new.evidence.as_deref().and_then(text::non_empty),
        decided_by: ctx.actor.person_id.clone(),
        decided_by_name: ctx.actor.name.clone(),
        decided_at: ctx.instant(),
        version: standing + 1,
    };
    match &before {
        Some(before) => {
            store::save_rule(c, &ctx.scope, &after)?;
            let entry = Entry::new("update", "platform_rule", platform_id).named(name);
            audit::record(c, ctx, entry.change(before, &after))?;
        }
        None => {
            store::insert_rule(c, &after)?;
            audit::record(c, ctx, Entry::new("create", "platform_rule", platform_id).named(name).after(&after))?;
        }
    }
    raise_breaches(c, ctx, Some(platform_id))?;
    Ok(Some(after))
}

#[derive(serde::Serialize)]
struct Removed {
    strength: Strength,
    evidence: Option<String>,
}

fn checked(c: &mut Db, ctx: &Ctx, new: &NewPlatform) -> Result<NewPlatform> {
    let read = new.checked();
    let unknown = match &new.vendor_id {
        Some(id) => match vendors::find(c, &ctx.scope, id) {
            Err(Refusal::NotFound) => true,
            other => {
                other?;
                false
            }
        },
        None => false,
    };
    let wrong = unknown.then(|| FieldError::new("vendor_id", "error-choice"));
    match (read, wrong) {
        (Ok(new), None) => Ok(new),
        (Ok(_), Some(error)) => Err(Refusal::Invalid(vec![error])),
        (Err(Refusal::Invalid(mut errors)), wrong) => {
            errors.extend(wrong);
            Err(Refusal::Invalid(errors))
        }
        (Err(other), _) => Err(other),
    }
}

fn stored_texts(platform: &Platform) -> BTreeMap<String, String> {
    let said = |value: &Option<String>| value.clone().unwrap_or_default();
    let level = |value: Option<i32>| value.map(|n| n.to_string()).unwrap_or_default();
    [
        ("name", platform.name.clone()),
        ("vendor_id", platform.vendor_id.as_ref().map(Id::to_string).unwrap_or_default()),
        ("description", said(&platform.description)),
        ("ceiling_c", level(platform.ceiling_c)),
        ("ceiling_i", level(platform.ceiling_i)),
        ("ceiling_a", level(platform.ceiling_a)),
        ("ceiling_t", level(platform.ceiling_t)),
        ("evidence", said(&platform.evidence)),
        ("version", platform.version.to_string()),
    ]
    .map(|(field, text)| (field.to_string(), text))
    .into()
}
