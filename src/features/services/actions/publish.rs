//! Publishing a new service, and exceptions from "should not" rules: decided by another than who asks.

use super::services::{save_row, stored_texts};
use crate::access::Permission;
use crate::base::refusal::Checks;
use crate::base::{FieldError, Id, Refusal, Result, text};
use crate::features::services::catalogue::ClassModel;
use crate::features::services::comparing;
use crate::features::services::model::{ApprovalState, ServiceStatus, Strength};
use crate::features::services::records::{Approval, Exception, Service};
use crate::features::services::store;
use crate::kit::audit::Entry;
use crate::kit::{Ctx, audit};
use crate::platform::db::Db;
use chrono::{Months, NaiveDate};

const MAX_NOTE: usize = 4_000;

/// Asks for a planned or stopped service to be published. Errors: `rule-service-published`;
/// `rule-service-asked`; what stands in the way as a `rule-service-blocked-*`.
pub fn ask_publication(c: &mut Db, ctx: &Ctx, id: &Id, note: Option<String>, version: i32) -> Result<Approval> {
    ctx.require(Permission::ServiceEdit)?;
    let service = store::find(c, &ctx.scope, id)?;
    if service.version != version {
        return Err(Refusal::Conflict(stored_texts(&service)));
    }
    if service.status == ServiceStatus::Published {
        return Err(Refusal::rule("rule-service-published"));
    }
    if store::approvals(c, &ctx.scope, id)?.iter().any(|row| row.state == ApprovalState::Asked) {
        return Err(Refusal::rule("rule-service-asked"));
    }
    unblocked(c, ctx, &service)?;
    let row = Approval {
        id: ctx.new_id(),
        organisation_id: service.organisation_id.clone(),
        service_id: id.clone(),
        state: ApprovalState::Asked,
        note: short(note, "note")?,
        asked_by: ctx.actor.person_id.clone(),
        asked_by_name: ctx.actor.name.clone(),
        asked_at: ctx.instant(),
        decided_by: None,
        decided_by_name: None,
        decision_note: None,
        decided_at: None,
        version: 1,
    };
    store::insert_approval(c, &row)?;
    audit::record(c, ctx, Entry::new("ask", "publication", id).named(&service.name).after(&row))?;
    Ok(row)
}

/// Answers. Never by the person who asked; what stands in the way is looked at again.
/// Errors: `rule-service-second-person`; `rule-service-not-asked`; at `note` when it is refused without a reason.
pub fn decide_publication(
    c: &mut Db,
    ctx: &Ctx,
    service_id: &Id,
    id: &Id,
    approved: bool,
    note: Option<String>,
) -> Result<Approval> {
    ctx.require(Permission::ServiceApprove)?;
    let service = store::find(c, &ctx.scope, service_id)?;
    let before = store::find_approval(c, &ctx.scope, service_id, id)?;
    if before.state != ApprovalState::Asked {
        return Err(Refusal::rule("rule-service-not-asked"));
    }
    if before.asked_by == ctx.actor.person_id {
        return Err(Refusal::rule("rule-service-second-person"));
    }
    let note = short(note, "note")?;
    if approved {
        unblocked(c, ctx, &service)?;
    } else if note.is_none() {
        return Err(Refusal::invalid("note", "error-required"));
    }
    let after = Approval {
        state: if approved { ApprovalState::Approved } else { ApprovalState::Refused },
        decided_by: Some(ctx.actor.person_id.clone()),
        decided_by_name: Some(ctx.actor.name.clone()),
        decision_note: note,
        decided_at: Some(ctx.instant()),
        version: before.version + 1,
        ..before.clone()
    };
    store::save_approval(c, &ctx.scope, &after)?;
    let entry = match approved {
        true => Entry::new("approve", "publication", service_id),
        false => Entry::new("refuse", "publication", service_id),
    };
    audit::record(c, ctx, entry.named(&service.name).change(&before, &after))?;
    if approved {
        let mut published = service.clone();
        published.status = ServiceStatus::Published;
        published.alternative_channel = None;
        published.version = service.version + 1;
        published.updated_at = ctx.instant();
        save_row(c, ctx, &published)?;
    }
    Ok(after)
}

fn unblocked(c: &mut Db, ctx: &Ctx, service: &Service) -> Result<()> {
    match comparing::publication_blockers(c, ctx, service)?.first() {
        Some(code) => Err(Refusal::rule(code)),
        None => Ok(()),
    }
}

fn short(text: Option<String>, field: &str) -> Result<Option<String>> {
    let kept = text.as_deref().and_then(text::non_empty);
    if kept.as_deref().is_some_and(|said| said.chars().count() > MAX_NOTE) {
        return Err(Refusal::Invalid(vec![FieldError::new(field, "error-too-long").with("max", MAX_NOTE)]));
    }
    Ok(kept)
}

/// A decision to handle a "should not" type all the same.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct NewException {
    pub type_code: String,
    pub reason: String,
    /// Compensating measures.
    pub measures: String,
    pub ends_on: Option<NaiveDate>,
}

/// Decides on an exception: with a reason, compensating measures and a last day (domain.md 1.3 row 62).
/// No role may make one from a "must not" rule (row 63). It replaces one that holds.
/// Errors: `rule-service-must-not`; `rule-service-no-rule`; at `type_code`, `reason`, `measures` or `ends_on`.
pub fn make_exception(c: &mut Db, ctx: &Ctx, service_id: &Id, new: &NewException) -> Result<Exception> {
    let service = store::find(c, &ctx.scope, service_id)?;
    let platform_id = service.platform_id.clone().ok_or(Refusal::rule("rule-service-no-rule"))?;
    let stored = store::platform_rules_of(c, &ctx.scope, Some(&platform_id))?;
    let rule = stored.iter().find(|rule| rule.type_code == new.type_code);
    // Said before who is asking: no role may.
    match rule.map(|rule| rule.strength) {
        Some(Strength::MustNot) => return Err(Refusal::rule("rule-service-must-not")),
        Some(Strength::ShouldNot) => {}
        Some(Strength::Allowed) | None => return Err(Refusal::rule("rule-service-no-rule")),
    }
    ctx.require(Permission::ServiceApprove)?;
    let mut checks = Checks::default();
    checks.that(service.type_codes().contains(&new.type_code), "type_code", "error-choice");
    let reason = checks.required("reason", &new.reason);
    let measures = checks.required("measures", &new.measures);
    for (field, said) in [("reason", &reason), ("measures", &measures)] {
        if said.chars().count() > MAX_NOTE {
            checks.add(FieldError::new(field, "error-too-long").with("max", MAX_NOTE));
        }
    }
    let today = ctx.today();
    let months = ClassModel::on(today).exception_months;
    let latest = today.checked_add_months(Months::new(months)).unwrap_or(today);
    match new.ends_on {
        None => checks.that(false, "ends_on", "error-required"),
        Some(day) if day < today || day > latest => {
            checks.add(FieldError::new("ends_on", "error-exception-end").with("latest", latest));
        }
        Some(_) => {}
    }
    checks.done()?;
    for old in store::exceptions(c, &ctx.scope, service_id)? {
        if old.type_code == new.type_code && old.platform_id == platform_id && old.ended_at.is_none() {
            store::save_exception(c, &ctx.scope, &Exception { ended_at: Some(ctx.instant()), ..old })?;
        }
    }
    let row = Exception {
        id: ctx.new_id(),
        organisation_id: service.organisation_id.clone(),
        service_id: service_id.clone(),
        platform_id,
        type_code: new.type_code.clone(),
        reason,
        measures,
        ends_on: new.ends_on.unwrap_or(today),
        decided_by: ctx.actor.person_id.clone(),
        decided_by_name: ctx.actor.name.clone(),
        decided_at: ctx.instant(),
        ended_at: None,
    };
    store::insert_exception(c, &row)?;
    audit::record(c, ctx, Entry::new("create", "exception", service_id).named(&service.name).after(&row))?;
    Ok(row)
}

/// Ends an exception before its day. Errors: `rule-service-exception-ended`.
pub fn end_exception(c: &mut Db, ctx: &Ctx, service_id: &Id, id: &Id) -> Result<Exception> {
    ctx.require(Permission::ServiceApprove)?;
    let service = store::find(c, &ctx.scope, service_id)?;
    let before = store::find_exception(c, &ctx.scope, service_id, id)?;
    if before.ended_at.is_some() {
        return Err(Refusal::rule("rule-service-exception-ended"));
    }
    let after = Exception { ended_at: Some(ctx.instant()), ..before.clone() };
    store::save_exception(c, &ctx.scope, &after)?;
    audit::record(c, ctx, Entry::new("end", "exception", service_id).named(&service.name).change(&before, &after))?;
    Ok(after)
}
