//! Classifying a service: dated, numbered, by a person with a reason; a lowering by two.

use super::services::{save_row, stored_texts};
use super::types::catalogue;
use super::{gate, raise_breaches};
use crate::access::Permission;
use crate::base::refusal::Checks;
use crate::base::{FieldError, Id, Refusal, Result, text};
use crate::features::services::catalogue::ClassModel;
use crate::features::services::model::{Aspect, Class, ClassificationState, Gated};
use crate::features::services::records::{Classification, Service};
use crate::features::services::{feed, rules, store};
use crate::kit::audit::Entry;
use crate::kit::{Ctx, audit};
use crate::platform::db::Db;

const MAX_REASON: usize = 4_000;

/// Classifies a service. It holds at once, unless some aspect would stand lower than it does: then it
/// waits for a second person. Level 4 stops the case and nothing is kept of it.
/// Errors: `Conflict` when `version` is not the service's; at `class_*` (every aspect is needed) or `reason`;
/// `rule-service-pending` while a lowering waits.
pub fn classify(
    c: &mut Db,
    ctx: &Ctx,
    id: &Id,
    class: Class,
    reason: &str,
    version: i32,
) -> Result<Gated<Classification>> {
    ctx.require(Permission::ServiceEdit)?;
    let service = store::find(c, &ctx.scope, id)?;
    let Some(class) = gate(c, ctx, class, "class_")? else { return Ok(Gated::Stopped) };
    if service.version != version {
        return Err(Refusal::Conflict(stored_texts(&service)));
    }
    let mut checks = Checks::default();
    for aspect in Aspect::ALL {
        checks.that(class.get(*aspect).is_some(), &format!("class_{aspect}"), "error-required");
    }
    let reason = checks.required("reason", reason);
    if reason.chars().count() > MAX_REASON {
        checks.add(FieldError::new("reason", "error-too-long").with("max", MAX_REASON));
    }
    checks.done()?;
    record(c, ctx, &service, class, reason).map(Gated::Done)
}

/// The same class once more, for another period: what it rests on has not changed (domain.md 1.3 row 84).
/// Errors: `rule-service-unclassified` when there is nothing to confirm.
pub fn confirm_unchanged(c: &mut Db, ctx: &Ctx, id: &Id, reason: &str, version: i32) -> Result<Classification> {
    ctx.require(Permission::ServiceEdit)?;
    let service = store::find(c, &ctx.scope, id)?;
    if !service.class().is_whole() {
        return Err(Refusal::rule("rule-service-unclassified"));
    }
    let class = service.class();
    match classify(c, ctx, id, class, reason, version)? {
        Gated::Done(row) => Ok(row),
        Gated::Stopped => Err(Refusal::rule("rule-service-gate")),
    }
}

fn record(c: &mut Db, ctx: &Ctx, service: &Service, class: Class, reason: String) -> Result<Classification> {
    let earlier = store::classifications(c, &ctx.scope, &service.id)?;
    if earlier.iter().any(|row| row.state == ClassificationState::Pending) {
        return Err(Refusal::rule("rule-service-pending"));
    }
    let lowering = rules::is_lowering(service.class(), class);
    let row = new_row(c, ctx, service, class, reason, next_number(&earlier), lowering)?;
    if lowering {
        store::insert_classification(c, &row)?;
        let entry = Entry::new("propose", "classification", &service.id).named(&service.name);
        audit::record(c, ctx, entry.after(&row))?;
        return Ok(row);
    }
    replace_current(c, ctx, &earlier)?;
    store::insert_classification(c, &row)?;
    let entry = Entry::new("classify", "service", &service.id).named(&service.name);
    audit::record(c, ctx, entry.after(&row))?;
    put_in_force(c, ctx, service, &row)?;
    Ok(row)
}

pub fn next_number(earlier: &[Classification]) -> i32 {
    earlier.iter().map(|row| row.number).max().unwrap_or(0).saturating_add(1)
}

/// The row as it is kept, with the suggestion that held at this moment beside it.
fn new_row(
    c: &mut Db,
    ctx: &Ctx,
    service: &Service,
    class: Class,
    reason: String,
    number: i32,
    lowering: bool,
) -> Result<Classification> {
    let model = ClassModel::on(ctx.today());
    let types = catalogue(c, ctx)?;
    let suggestion = rules::suggest(model, &types.of_codes(&service.type_codes()), service.persons);
    let mut row = of(ctx, service, class, reason, number);
    row.suggested = suggestion.class.letters();
    if lowering {
        row.state = ClassificationState::Pending;
    }
    Ok(row)
}

/// A classification of today that holds.
pub fn of(ctx: &Ctx, service: &Service, class: Class, reason: String, number: i32) -> Classification {
    let model = ClassModel::on(ctx.today());
    let [class_c, class_i, class_a, class_t] = class.columns();
    Classification {
        id: ctx.new_id(),
        organisation_id: service.organisation_id.clone(),
        service_id: service.id.clone(),
        number,
        class_c,
        class_i,
        class_a,
        class_t,
        information_types: service.information_types.clone(),
        suggested: String::new(),
        model_version: model.version.clone(),
        reason,
        state: ClassificationState::InForce,
        valid_until: rules::valid_until(model, ctx.today()),
        decided_by: ctx.actor.person_id.clone(),
        decided_by_name: ctx.actor.name.clone(),
        decided_at: ctx.instant(),
        second_by: None,
        second_by_name: None,
        second_note: None,
        second_at: None,
        version: 1,
    }
}

pub fn replace_current(c: &mut Db, ctx: &Ctx, earlier: &[Classification]) -> Result<()> {
    for row in earlier.iter().filter(|row| row.state == ClassificationState::InForce) {
        let after = Classification { state: ClassificationState::Replaced, version: row.version + 1, ..row.clone() };
        store::save_classification(c, &ctx.scope, &after)?;
    }
    Ok(())
}

fn put_in_force(c: &mut Db, ctx: &Ctx, service: &Service, row: &Classification) -> Result<()> {
    let mut after = service.clone();
    after.set_class(row.class());
    after.classified_on = Some(ctx.today());
    // Types that changed while a lowering waited are still to be classified.
    after.reclassify = row.information_types != service.information_types;
    after.version = service.version + 1;
    after.updated_at = ctx.instant();
    save_row(c, ctx, &after)?;
    feed::tell_vendor(c, ctx, after.platform_id.as_ref())?;
    raise_breaches(c, ctx, after.platform_id.as_ref())
}

/// The second person's answer to a lowering.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Confirmation {
    pub accepted: bool,
    /// Needed when it is refused.
    pub note: Option<String>,
}

/// Answers a lowering that waits. Never by the person who proposed it, in whatever role.
/// Errors: `rule-service-second-person`; `rule-service-not-pending`; at `note`.
pub fn answer_lowering(
    c: &mut Db,
    ctx: &Ctx,
    service_id: &Id,
    id: &Id,
    answer: &Confirmation,
) -> Result<Classification> {
    ctx.require(Permission::ServiceApprove)?;
    let service = store::find(c, &ctx.scope, service_id)?;
    let before = store::find_classification(c, &ctx.scope, service_id, id)?;
    if before.state != ClassificationState::Pending {
        return Err(Refusal::rule("rule-service-not-pending"));
    }
    if before.decided_by == ctx.actor.person_id {
        return Err(Refusal::rule("rule-service-second-person"));
    }
    let note = answer.note.as_deref().and_then(text::non_empty);
    if !answer.accepted && note.is_none() {
        return Err(Refusal::invalid("note", "error-required"));
    }
    if note.as_deref().is_some_and(|note| note.chars().count() > MAX_REASON) {
        return Err(Refusal::Invalid(vec![FieldError::new("note", "error-too-long").with("max", MAX_REASON)]));
    }
    let model = ClassModel::on(ctx.today());
    let after = Classification {
        state: if answer.accepted { ClassificationState::InForce } else { ClassificationState::Refused },
        valid_until: rules::valid_until(model, ctx.today()),
        second_by: Some(ctx.actor.person_id.clone()),
        second_by_name: Some(ctx.actor.name.clone()),
        second_note: note,
        second_at: Some(ctx.instant()),
        version: before.version + 1,
        ..before.clone()
    };
    if answer.accepted {
        let earlier = store::classifications(c, &ctx.scope, service_id)?;
        replace_current(c, ctx, &earlier)?;
    }
    store::save_classification(c, &ctx.scope, &after)?;
    let entry = match answer.accepted {
        true => Entry::new("confirm", "classification", service_id),
        false => Entry::new("refuse", "classification", service_id),
    };
    audit::record(c, ctx, entry.named(&service.name).change(&before, &after))?;
    if answer.accepted {
        put_in_force(c, ctx, &service, &after)?;
    }
    Ok(after)
}
