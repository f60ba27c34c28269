//! Services: adding, changing, stopping.

use super::raise_breaches;
use super::types::catalogue;
use crate::access::Permission;
use crate::base::refusal::Checks;
use crate::base::{FieldError, Id, Refusal, Result};
use crate::features::services::input::NewService;
use crate::features::services::model::{Audience, ServiceStatus};
use crate::features::services::records::Service;
use crate::features::services::{feed, store};
use crate::features::{contracts, vendors};
use crate::kit::audit::Entry;
use crate::kit::{Ctx, audit};
use crate::platform::db::Db;
use std::collections::BTreeMap;

/// Adds a planned, unclassified service. Errors: `Invalid` with each field's error.
pub fn add(c: &mut Db, ctx: &Ctx, new: &NewService) -> Result<Service> {
    ctx.require(Permission::ServiceEdit)?;
    let new = checked(c, ctx, new)?;
    let service = row(ctx, &new)?;
    add_row(c, ctx, &service)?;
    let entry = Entry::new("create", "service", &service.id).named(&service.name);
    audit::record(c, ctx, entry.after(&service))?;
    raise_breaches(c, ctx, service.platform_id.as_ref())?;
    Ok(service)
}

/// A planned service that nobody has classified.
pub fn row(ctx: &Ctx, new: &NewService) -> Result<Service> {
    let mut service = Service {
        id: ctx.new_id(),
        organisation_id: ctx.scope.client()?.clone(),
        name: String::new(),
        name_folded: String::new(),
        search_text: String::new(),
        platform_id: None,
        contract_id: None,
        administration: None,
        audience: new.audience.unwrap_or(Audience::Public),
        channels: String::new(),
        users_per_day: None,
        persons: None,
        affected_groups: None,
        fallback_routine: None,
        fallback_tested_on: None,
        operating_hours: None,
        max_outage_hours: None,
        owner_id: None,
        information_types: String::new(),
        form_fields: None,
        class_c: None,
        class_i: None,
        class_a: None,
        class_t: None,
        classified_on: None,
        reclassify: false,
        status: ServiceStatus::Planned,
        created_at: ctx.instant(),
        updated_at: ctx.instant(),
        version: 1,
        alternative_channel: None,
    };
    new.onto(&mut service);
    Ok(service)
}

/// Writes a new row and the first row of its list history.
pub fn add_row(c: &mut Db, ctx: &Ctx, service: &Service) -> Result<()> {
    store::insert(c, service)?;
    store::insert_version(c, &service.version_row(ctx.new_id(), 1, ctx.instant()))
}

/// Writes a changed row, and a row of its list history when the list says something else.
pub fn save_row(c: &mut Db, ctx: &Ctx, service: &Service) -> Result<()> {
    store::save(c, &ctx.scope, service)?;
    let latest = store::latest_version(c, &ctx.scope, &service.id)?;
    let number = latest.as_ref().map_or(1, |row| row.number.saturating_add(1));
    let now = service.version_row(ctx.new_id(), number, ctx.instant());
    match latest {
        Some(latest) if latest.says_the_same(&now) => Ok(()),
        _ => store::insert_version(c, &now),
    }
}

/// Changes a service. What it handles or asks for being changed marks a classified service as "changed,
/// to be classified again" (domain.md 1.3 row 84). Errors: `Conflict` when `version` is not the stored one.
pub fn update(c: &mut Db, ctx: &Ctx, id: &Id, new: &NewService, version: i32) -> Result<Service> {
    ctx.require(Permission::ServiceEdit)?;
    let before = store::find(c, &ctx.scope, id)?;
    if before.version != version {
        return Err(Refusal::Conflict(stored_texts(&before)));
    }
    let new = checked(c, ctx, new)?;
    let mut after = before.clone();
    new.onto(&mut after);
    after.reclassify = before.reclassify || is_other_content(&before, &after);
    let after = keep(c, ctx, &before, after, "update")?;
    if before.platform_id != after.platform_id {
        feed::tell_vendor(c, ctx, after.platform_id.as_ref())?;
    }
    raise_breaches(c, ctx, after.platform_id.as_ref())?;
    Ok(after)
}

/// Whether a classified service handles or asks for something else than when it was classified.
pub fn is_other_content(before: &Service, after: &Service) -> bool {
    before.classified_on.is_some()
        && (before.information_types != after.information_types || before.form_fields != after.form_fields)
}

const MIN_CHANNEL: usize = 3;
const MAX_CHANNEL: usize = 500;
const MAX_REASON: usize = 2_000;

/// Why a service is stopped, and where people turn instead.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Stop {
    pub reason: String,
    pub alternative_channel: String,
}

/// Stops a service; it needs a new approval to come back. People must have another way in before it stops, so
/// that is named first (domain.md 1.3 row 75). Errors: `rule-service-stopped` the second time; at `reason` or
/// `alternative_channel`; Conflict.
pub fn stop(c: &mut Db, ctx: &Ctx, id: &Id, version: i32, said: &Stop) -> Result<Service> {
    ctx.require(Permission::ServiceEdit)?;
    let before = store::find(c, &ctx.scope, id)?;
    if before.version != version {
        return Err(Refusal::Conflict(stored_texts(&before)));
    }
    if before.status == ServiceStatus::Stopped {
        return Err(Refusal::rule("rule-service-stopped"));
    }
    let mut checks = Checks::default();
    let reason = checks.required("reason", &said.reason);
    if reason.chars().count() > MAX_REASON {
        checks.add(FieldError::new("reason", "error-too-long").with("max", MAX_REASON));
    }
    let channel = checks.required("alternative_channel", &said.alternative_channel);
    match channel.chars().count() {
        1..MIN_CHANNEL => {
            checks.add(FieldError::new("alternative_channel", "error-too-short").with("min", MIN_CHANNEL));
        }
        length if length > MAX_CHANNEL => {
            checks.add(FieldError::new("alternative_channel", "error-too-long").with("max", MAX_CHANNEL));
        }
        _ => {}
    }
    checks.done()?;
    let mut after = before.clone();
    after.status = ServiceStatus::Stopped;
    after.alternative_channel = Some(channel.clone());
    after.version = before.version + 1;
    after.updated_at = ctx.instant();
    save_row(c, ctx, &after)?;
    let told = Stopped { status: after.status, reason, alternative_channel: channel };
    audit::record(c, ctx, Entry::new("end", "service", id).named(&after.name).after(&told))?;
    Ok(after)
}

#[derive(serde::Serialize)]
struct Stopped {
    status: ServiceStatus,
    reason: String,
    alternative_channel: String,
}

/// Saves `after` as the next version and records what differs. Nothing differs: nothing is saved.
pub fn keep(c: &mut Db, ctx: &Ctx, before: &Service, mut after: Service, verb: &'static str) -> Result<Service> {
    let same = serde_json::to_value(before).map_err(Refusal::fault)?
        == serde_json::to_value(&after).map_err(Refusal::fault)?;
    if same {
        return Ok(after);
    }
    after.version = before.version + 1;
    after.updated_at = ctx.instant();
    save_row(c, ctx, &after)?;
    let entry = Entry::new(verb, "service", &after.id).named(&after.name);
    audit::record(c, ctx, entry.change(before, &after))?;
    Ok(after)
}

/// The stored form, with what only the database knows checked as well.
fn checked(c: &mut Db, ctx: &Ctx, new: &NewService) -> Result<NewService> {
    let mut errors = match new.checked() {
        Ok(_) => Vec::new(),
        Err(Refusal::Invalid(errors)) => errors,
        Err(other) => return Err(other),
    };
    if let Some(id) = &new.platform_id {
        match store::find_platform(c, &ctx.scope, id) {
            Err(Refusal::NotFound) => errors.push(FieldError::new("platform_id", "error-choice")),
            other => drop(other?),
        }
    }
    if let Some(id) = &new.contract_id {
        match contracts::find(c, &ctx.scope, id) {
            Err(Refusal::NotFound) => errors.push(FieldError::new("contract_id", "error-choice")),
            other => drop(other?),
        }
    }
    if vendors::check_manager(c, ctx, new.owner_id.as_ref())?.is_some() {
        errors.push(FieldError::new("owner_id", "error-choice"));
    }
    let known = catalogue(c, ctx)?;
    if new.information_types.iter().any(|code| known.find(code).is_none()) {
        errors.push(FieldError::new("information_types", "error-choice"));
    }
    if errors.is_empty() { new.checked() } else { Err(Refusal::Invalid(errors)) }
}

/// What is stored now, for whoever edits an older version.
pub fn stored_texts(service: &Service) -> BTreeMap<String, String> {
    let said = |value: &Option<String>| value.clone().unwrap_or_default();
    let number = |value: Option<i32>| value.map(|n| n.to_string()).unwrap_or_default();
    let id = |value: &Option<Id>| value.as_ref().map(Id::to_string).unwrap_or_default();
    [
        ("name", service.name.clone()),
        ("platform_id", id(&service.platform_id)),
        ("contract_id", id(&service.contract_id)),
        ("administration", said(&service.administration)),
        ("audience", service.audience.to_string()),
        ("users_per_day", number(service.users_per_day)),
        ("persons", number(service.persons)),
        ("affected_groups", said(&service.affected_groups)),
        ("fallback_routine", said(&service.fallback_routine)),
        ("fallback_tested_on", service.fallback_tested_on.map(|d| d.to_string()).unwrap_or_default()),
        ("operating_hours", said(&service.operating_hours)),
        ("max_outage_hours", number(service.max_outage_hours)),
        ("owner_id", id(&service.owner_id)),
        ("form_fields", said(&service.form_fields)),
        ("version", service.version.to_string()),
    ]
    .map(|(field, text)| (field.to_string(), text))
    .into()
}
