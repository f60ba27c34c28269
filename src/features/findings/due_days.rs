//! The days to a due date are an organisation's own: the shipped model holds until it says something else.

use super::store::{self, DueDaySetting};
use crate::access::{Permission, Scope};
use crate::base::Result;
use crate::base::refusal::{Checks, FieldError};
use crate::features::controls::{FollowUpModel, Versioned};
use crate::kit::{Ctx, audit};
use crate::platform::db::Db;
use chrono::NaiveDate;

const MAX_DAYS: i32 = 730;
const MAX_REASON: usize = 2000;

/// Days as typed; None is refused at its field.
#[derive(Debug, Clone, Default)]
pub struct DueDaysInput {
    pub critical: Option<i32>,
    pub high: Option<i32>,
    pub medium: Option<i32>,
    pub low: Option<i32>,
    /// None: today.
    pub valid_from: Option<NaiveDate>,
    pub reason: String,
}

/// The setting that holds on a day; the shipped model's days without one.
pub fn in_force(settings: &[DueDaySetting], day: NaiveDate) -> Option<&DueDaySetting> {
    settings.iter().find(|setting| setting.valid_from <= day)
}

/// The follow-up model that holds for the client on a day, with its own days to due dates.
pub fn follow_up_model(c: &mut Db, scope: &Scope, day: NaiveDate) -> Result<FollowUpModel> {
    let settings = store::due_day_settings_of(c, scope)?;
    let mut model = FollowUpModel::versions().on(day).clone();
    if let Some(own) = in_force(&settings, day) {
        let days = |number: i32, shipped: u32| u32::try_from(number).unwrap_or(shipped);
        model.due_days.critical = days(own.critical, model.due_days.critical);
        model.due_days.high = days(own.high, model.due_days.high);
        model.due_days.medium = days(own.medium, model.due_days.medium);
        model.due_days.low = days(own.low, model.due_days.low);
        model.version = format!("{} {}", model.version(), own.valid_from);
    }
    Ok(model)
}

/// Says how many days an action has, by the severity of its finding. What is due already keeps its date.
/// Errors: at the fields: 1 to 730 days, never fewer for what is less severe; from today at the earliest; a reason.
pub fn set_due_days(c: &mut Db, ctx: &Ctx, input: &DueDaysInput) -> Result<DueDaySetting> {
    ctx.require(Permission::ModelEdit)?;
    let organisation_id = ctx.scope.client()?.clone();
    let mut checks = Checks::default();
    let mut least = 1;
    let mut days = |checks: &mut Checks, field: &str, typed: Option<i32>| {
        match typed {
            None => checks.that(false, field, "error-number"),
            Some(number) if !(least..=MAX_DAYS).contains(&number) => {
                checks.add(FieldError::new(field, "error-due-days").with("min", least).with("max", MAX_DAYS));
            }
            Some(number) => least = number,
        }
        typed.unwrap_or_default()
    };
    let critical = days(&mut checks, "critical", input.critical);
    let high = days(&mut checks, "high", input.high);
    let medium = days(&mut checks, "medium", input.medium);
    let low = days(&mut checks, "low", input.low);
    let valid_from = input.valid_from.unwrap_or(ctx.today());
    checks.that(valid_from >= ctx.today(), "valid_from", "error-date-past");
    let reason = checks.required("reason", &input.reason);
    checks.longest("reason", &reason, MAX_REASON);
    checks.done()?;
    let row = DueDaySetting {
        id: ctx.new_id(),
        organisation_id,
        critical,
        high,
        medium,
        low,
        valid_from,
        reason,
        set_by: ctx.actor.person_id.clone(),
        set_by_name: ctx.actor.name.clone(),
        set_at: ctx.instant(),
    };
    store::insert_due_day_setting(c, &row)?;
    let entry = audit::Entry::new("create", "due_days", &row.id).named(row.valid_from.to_string());
    audit::record(c, ctx, entry.after(&row))?;
    Ok(row)
}
