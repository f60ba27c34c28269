//! Who reported, what priority, when it was last escalated, and the checks of effect: what an action has in tables of
//! its own.

use super::ActionListed;
use super::lists::named;
use crate::access::Scope;
use crate::base::{Id, Instant, Page, PageRequest, Result};
use crate::features::findings::model::{EffectResult, Severity};
use crate::features::findings::records::{Action, ActionReport, EffectCheck, Priority};
use crate::platform::db::Db;
use crate::platform::db::schema::{
    action_priorities, action_reports, actions, attachments, effect_checks, escalation_steps, escalations, findings,
};
use chrono::NaiveDate;
use diesel::dsl::max;
use diesel::prelude::*;
use std::collections::BTreeMap;

type Backend = <Db as diesel::Connection>::Backend;

pub fn insert_report(c: &mut Db, row: &ActionReport) -> Result<()> {
    diesel::insert_into(action_reports::table).values(row).execute(c)?;
    Ok(())
}

/// Who reported the client's action done, the last time; none before reports were kept by person.
pub fn last_reporter(c: &mut Db, scope: &Scope, action_id: &Id) -> Result<Option<Id>> {
    Ok(action_reports::table
        .filter(action_reports::organisation_id.eq(scope.client()?))
        .filter(action_reports::action_id.eq(action_id))
        .order((action_reports::reported_at.desc(), action_reports::id.desc()))
        .select(action_reports::reported_by)
        .first(c)
        .optional()?)
}

/// Whether anybody has filed something as evidence of the client's action.
pub fn has_evidence(c: &mut Db, scope: &Scope, action_id: &Id) -> Result<bool> {
    let files: i64 = attachments::table
        .filter(attachments::organisation_id.eq(scope.client()?))
        .filter(attachments::object_id.eq(action_id.as_str()))
        .filter(attachments::removed_at.is_null())
        .count()
        .get_result(c)?;
    Ok(files > 0)
}

/// The priority of each of the client's actions: what a person has set, else the finding's severity, else medium.
/// Two queries.
pub fn priorities(c: &mut Db, scope: &Scope, rows: &[&Action]) -> Result<BTreeMap<Id, Severity>> {
    let client = scope.client()?;
    let ids: Vec<&Id> = rows.iter().map(|action| &action.id).collect();
    let set: Vec<(Id, Severity)> = action_priorities::table
        .filter(action_priorities::organisation_id.eq(client))
        .filter(action_priorities::action_id.eq_any(ids))
        .select((action_priorities::action_id, action_priorities::priority))
        .load(c)?;
    let of: Vec<&Id> = rows.iter().filter_map(|action| action.finding_id.as_ref()).collect();
    let found: Vec<(Id, Severity)> = findings::table
        .filter(findings::organisation_id.eq(client))
        .filter(findings::id.eq_any(of))
        .select((findings::id, findings::severity))
        .load(c)?;
    let (set, found): (BTreeMap<Id, Severity>, BTreeMap<Id, Severity>) =
        (set.into_iter().collect(), found.into_iter().collect());
    let priority = |action: &&Action| {
        let inherited = action.finding_id.as_ref().and_then(|id| found.get(id));
        let known = set.get(&action.id).or(inherited).copied().unwrap_or(Severity::Medium);
        (action.id.clone(), known)
    };
    Ok(rows.iter().map(priority).collect())
}

/// Sets the priority of an action of the client's own.
pub fn put_priority(c: &mut Db, scope: &Scope, row: &Priority) -> Result<()> {
    let own = action_priorities::table
        .filter(action_priorities::organisation_id.eq(scope.client()?))
        .filter(action_priorities::action_id.eq(&row.action_id));
    diesel::delete(own).execute(c)?;
    diesel::insert_into(action_priorities::table).values(row).execute(c)?;
    Ok(())
}

/// When the ladder was last climbed in an open escalation of an action or of its finding; a step down buys no time.
pub fn last_escalated(c: &mut Db, scope: &Scope, action: &Action) -> Result<Option<Instant>> {
    Ok(escalation_steps::table
        .inner_join(escalations::table)
        .filter(escalations::organisation_id.eq(scope.client()?))
        .filter(escalations::origin_id.eq_any(origins(action)))
        .filter(escalations::closed_at.is_null())
        .filter(escalation_steps::direction.eq("raised"))
        .select(max(escalation_steps::recorded_at))
        .first(c)?)
}

/// What an escalation of an action can stand on: the action itself, and its finding.
pub(super) fn origins(action: &Action) -> Vec<Id> {
    [Some(action.id.clone()), action.finding_id.clone()].into_iter().flatten().collect()
}

pub fn insert_check(c: &mut Db, row: &EffectCheck) -> Result<()> {
    diesel::insert_into(effect_checks::table).values(row).execute(c)?;
    Ok(())
}

pub fn save_check(c: &mut Db, scope: &Scope, row: &EffectCheck) -> Result<()> {
    let own = effect_checks::table.filter(effect_checks::id.eq(&row.id));
    diesel::update(own.filter(effect_checks::organisation_id.eq(scope.client()?))).set(row).execute(c)?;
    Ok(())
}

/// One check of the client's own.
pub fn find_check(c: &mut Db, scope: &Scope, id: &Id) -> Result<EffectCheck> {
    Ok(effect_checks::table
        .filter(effect_checks::organisation_id.eq(scope.client()?))
        .filter(effect_checks::id.eq(id))
        .select(EffectCheck::as_select())
        .first(c)?)
}

/// Every check of one action, the latest first.
pub fn checks_of_action(c: &mut Db, scope: &Scope, action_id: &Id) -> Result<Vec<EffectCheck>> {
    Ok(effect_checks::table
        .filter(effect_checks::organisation_id.eq(scope.client()?))
        .filter(effect_checks::action_id.eq(action_id))
        .order((effect_checks::created_at.desc(), effect_checks::id.desc()))
        .select(EffectCheck::as_select())
        .load(c)?)
}

/// Which checks a list shows.
#[derive(Debug, Clone, Default)]
pub struct EffectFilter {
    /// `Some(true)` waiting only, `Some(false)` made only.
    pub waiting: Option<bool>,
    pub result: Option<EffectResult>,
    /// Only what was due before this day and still waits.
    pub overdue_on: Option<NaiveDate>,
}

fn filtered<'a>(scope: &'a Scope, filter: &EffectFilter) -> Result<effect_checks::BoxedQuery<'a, Backend>> {
    let mut query =
        effect_checks::table.filter(effect_checks::organisation_id.eq(scope.client()?)).into_boxed::<Backend>();
    query = match filter.waiting {
        Some(true) => query.filter(effect_checks::result.is_null()),
        Some(false) => query.filter(effect_checks::result.is_not_null()),
        None => query,
    };
    if let Some(result) = filter.result {
        query = query.filter(effect_checks::result.eq(result));
    }
    if let Some(today) = filter.overdue_on {
        query = query.filter(effect_checks::result.is_null()).filter(effect_checks::due_on.lt(today));
    }
    Ok(query)
}

/// One page of checks, waiting ones and the most urgent first, each with its action. Five queries.
pub fn list_checks(
    c: &mut Db,
    scope: &Scope,
    filter: &EffectFilter,
    page: PageRequest,
) -> Result<Page<(EffectCheck, ActionListed)>> {
    let total = filtered(scope, filter)?.count().get_result(c)?;
    let rows: Vec<EffectCheck> = filtered(scope, filter)?
        .order((effect_checks::result.is_not_null(), effect_checks::due_on, effect_checks::id))
        .limit(page.size)
        .offset(page.offset())
        .select(EffectCheck::as_select())
        .load(c)?;
    let ids: Vec<&Id> = rows.iter().map(|row| &row.action_id).collect();
    let found: Vec<Action> = actions::table
        .filter(actions::organisation_id.eq(scope.client()?))
        .filter(actions::id.eq_any(ids))
        .select(Action::as_select())
        .load(c)?;
    let listed = named(c, found)?;
    let listed: BTreeMap<Id, ActionListed> = listed.into_iter().map(|row| (row.action.id.clone(), row)).collect();
    let with_action = |row: EffectCheck| listed.get(&row.action_id).cloned().map(|action| (row, action));
    Ok(Page::new(rows.into_iter().filter_map(with_action).collect(), total, page))
}
