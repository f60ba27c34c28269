//! What a list of services does to the register. A service is known by its name and its platform; a platform
//! that nobody has is added without a ceiling. A lower class is never taken from a file: that needs two people.

use super::outcome::Outcome;
use super::plan::{Draft, Plan, refused};
use super::rules::{Field, ReadRow, ServiceRow};
use super::said::Said;
use crate::base::text::fold;
use crate::base::{Id, Result};
use crate::features::services::{
    self, Audience, Catalogue, Class, ClassificationState, ListedStep, NewPlatform, NewService, Platform, Service,
    ServiceFilter, ServiceStatus,
};
use crate::kit::Ctx;
use crate::platform::db::Db;
use std::collections::{HashMap, HashSet};

/// What exists, by what a list knows it by.
pub struct Register {
    /// By folded name.
    platforms: HashMap<String, Platform>,
    /// By folded name and platform.
    services: HashMap<(String, Option<Id>), Service>,
    /// Those with a lowering that waits.
    pending: HashSet<Id>,
    types: Catalogue,
}

/// Loads it with four queries.
pub fn register(c: &mut Db, ctx: &Ctx) -> Result<Register> {
    let platforms = services::all_platforms(c, &ctx.scope)?;
    let stored = services::all(c, &ctx.scope, &ServiceFilter::default())?;
    let pending = services::pending_classifications(c, &ctx.scope)?;
    Ok(Register {
        platforms: platforms.into_iter().map(|p| (fold(&p.name), p)).collect(),
        services: stored.into_iter().map(|s| ((fold(&s.name), s.platform_id.clone()), s)).collect(),
        pending: pending
            .into_iter()
            .filter(|row| row.state == ClassificationState::Pending)
            .map(|row| row.service_id)
            .collect(),
        types: services::catalogue(c, ctx)?,
    })
}

/// Plans a list against `register`.
pub fn services(ctx: &Ctx, rows: &[ReadRow<ServiceRow>], mut register: Register) -> Result<Plan> {
    let mut plan = Plan::default();
    for read in rows {
        let outcome = match &read.outcome {
            Err(errors) => refused(read, errors.iter().cloned().map(Said::from).collect()),
            Ok(row) => {
                let mut draft = Draft::of(read, row.name.clone());
                service(ctx, row, &mut register, &mut plan.services, &mut draft)?;
                draft.row
            }
        };
        plan.rows.push(outcome);
    }
    Ok(plan)
}

fn platform_id(
    ctx: &Ctx,
    row: &ServiceRow,
    register: &mut Register,
    steps: &mut Vec<ListedStep>,
    draft: &mut Draft,
) -> Result<Option<Id>> {
    let Some(name) = &row.platform else { return Ok(None) };
    if let Some(known) = register.platforms.get(&fold(name)) {
        return Ok(Some(known.id.clone()));
    }
    let platform = services::new_platform(ctx, &NewPlatform { name: name.clone(), ..NewPlatform::default() })?;
    draft.row.notes.push(Said::of_row("import-note-platform-added", &[("platform", name)]));
    let id = platform.id.clone();
    register.platforms.insert(fold(name), platform.clone());
    steps.push(ListedStep::AddPlatform(Box::new(platform)));
    Ok(Some(id))
}

fn types_of(row: &ServiceRow, register: &Register, draft: &mut Draft) -> Vec<String> {
    let mut codes = Vec::new();
    for name in &row.types {
        match register.types.called(name) {
            Some(each) => codes.push(each.code.clone()),
            None => {
                let said = Said::of_field(Field::InformationTypes, "import-warning-type", &[("value", name)]);
                draft.row.warnings.push(said);
            }
        }
    }
    codes.sort();
    codes.dedup();
    codes
}

fn service(
    ctx: &Ctx,
    row: &ServiceRow,
    register: &mut Register,
    steps: &mut Vec<ListedStep>,
    draft: &mut Draft,
) -> Result<()> {
    let platform_id = platform_id(ctx, row, register, steps, draft)?;
    let codes = types_of(row, register, draft);
    let key = (fold(&row.name), platform_id.clone());
    let before = register.services.get(&key).cloned();
    let after = match &before {
        None => {
            let after = added(ctx, row, platform_id, codes)?;
            draft.row.outcome = Outcome::Created;
            if !after.class().is_whole() {
                draft.row.notes.push(Said::of_row("import-note-unclassified", &[]));
            }
            let classified = !after.class().is_none();
            steps.push(ListedStep::Add { service: Box::new(after.clone()), classified });
            after
        }
        Some(before) => {
            let (after, classified) = changed(ctx, row, codes, before, register, draft);
            if !draft.row.changes.is_empty() {
                draft.row.outcome = Outcome::Updated;
                let (before, kept) = (Box::new(before.clone()), Box::new(after.clone()));
                steps.push(ListedStep::Change { before, after: kept, classified });
            }
            after
        }
    };
    register.services.insert(key, after);
    Ok(())
}

/// What a list names runs already; a new service goes by the way of approval.
fn added(ctx: &Ctx, row: &ServiceRow, platform_id: Option<Id>, codes: Vec<String>) -> Result<Service> {
    let new = NewService {
        name: row.name.clone(),
        platform_id,
        administration: row.administration.clone(),
        audience: Some(row.audience.unwrap_or(Audience::Public)),
        users_per_day: row.users_per_day,
        fallback_routine: row.fallback_routine.clone(),
        information_types: codes,
        ..NewService::default()
    };
    let mut service = services::new_row(ctx, &new)?;
    service.status = ServiceStatus::Published;
    service.set_class(row.class);
    service.classified_on = row.class.is_whole().then(|| ctx.today());
    Ok(service)
}

fn changed(
    ctx: &Ctx,
    row: &ServiceRow,
    codes: Vec<String>,
    before: &Service,
    register: &Register,
    draft: &mut Draft,
) -> (Service, bool) {
    let mut after = before.clone();
    draft.set(Field::Administration, &mut after.administration, row.administration.clone());
    draft.set(Field::FallbackRoutine, &mut after.fallback_routine, row.fallback_routine.clone());
    let mut audience = Some(after.audience.to_string());
    draft.set(Field::Audience, &mut audience, row.audience.map(|audience| audience.to_string()));
    after.audience = row.audience.unwrap_or(after.audience);
    let mut users = after.users_per_day.map(|number| number.to_string());
    draft.set(Field::UsersPerDay, &mut users, row.users_per_day.map(|number| number.to_string()));
    after.users_per_day = row.users_per_day.or(after.users_per_day);
    let old_types = after.type_codes();
    if !codes.is_empty() && codes != old_types {
        let mut shown = Some(old_types.join(", "));
        draft.set(Field::InformationTypes, &mut shown, Some(codes.join(", ")));
        after.set_types(&codes);
        after.reclassify = after.classified_on.is_some();
    }
    let classified = raised(ctx, row.class, &mut after, register, draft);
    services::index(&mut after);
    (after, classified)
}

/// Takes a higher class; a lower one, or any while a lowering waits, is told and left alone.
fn raised(ctx: &Ctx, class: Class, after: &mut Service, register: &Register, draft: &mut Draft) -> bool {
    let stored = after.class();
    let known = [(class.c, stored.c), (class.i, stored.i), (class.a, stored.a), (class.t, stored.t)];
    let [c, i, a, t] = known.map(|(new, old)| new.or(old));
    let wanted = Class { c, i, a, t };
    if wanted == stored {
        return false;
    }
    let (value, old) = (wanted.letters(), stored.letters());
    let args = [("value", value.as_str()), ("stored", old.as_str())];
    if services::is_lowering(stored, wanted) || register.pending.contains(&after.id) {
        draft.row.warnings.push(Said::of_field(Field::ClassC, "import-warning-lowering", &args));
        return false;
    }
    let mut shown = Some(old).filter(|_| !stored.is_none());
    draft.set(Field::ClassC, &mut shown, Some(value));
    after.set_class(wanted);
    if wanted.is_whole() {
        after.classified_on = Some(ctx.today());
        after.reclassify = false;
    }
    true
}
