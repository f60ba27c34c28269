//! The only queries on findings, actions and postponements. Findings are the client's own; a vendor's
//! scope sees the actions of the register rows linked to its organisation, but for those that are withheld.

mod due_days;
mod effects;
mod later;
mod lists;
mod spread;

pub use due_days::{DueDaySetting, due_day_settings_of, insert_due_day_setting};
pub use effects::{
    EffectFilter, checks_of_action, find_check, has_evidence, insert_check, insert_report, last_escalated,
    last_reporter, list_checks, priorities, put_priority, save_check,
};
pub use later::{Behind, behind, open_escalation, plan_places, reviews_behind, unshared_plan};
pub use lists::{
    ActionFilter, ActionListed, FindingFilter, FindingListed, list_actions, list_findings, others_by_control,
};
pub use spread::{Column, board, within};

use super::model::ActionStatus;
use super::records::{Action, Finding, FindingOrigin, Postponement};
use crate::access::{Scope, Side};
use crate::base::{Id, Instant, Result};
use crate::features::contracts::{Contract, ContractClause, effective_lines};
use crate::features::vendors;
use crate::kit::coverage;
use crate::platform::db::Db;
use crate::platform::db::schema::{
    action_postponements, actions, assessments, contract_clauses, contracts, dialogues, findings, organisations, risks,
    vendor_reviews, vendors as vendor_rows,
};
use diesel::dsl::max;
use diesel::prelude::*;
use std::collections::BTreeMap;

/// The statuses of actions that still have to be taken up at dialogues.
pub const OPEN: [ActionStatus; 3] = [ActionStatus::Open, ActionStatus::InProgress, ActionStatus::ReportedDone];

/// One finding of the client's own; a vendor's scope finds none.
pub fn find_finding(c: &mut Db, scope: &Scope, id: &Id) -> Result<Finding> {
    Ok(findings::table
        .filter(findings::organisation_id.eq(scope.client()?))
        .filter(findings::id.eq(id))
        .select(Finding::as_select())
        .first(c)?)
}

/// One action: the client's own, or for a vendor's scope one of a linked register row.
pub fn find_action(c: &mut Db, scope: &Scope, id: &Id) -> Result<Action> {
    let base = actions::table.inner_join(vendor_rows::table).filter(actions::id.eq(id)).select(Action::as_select());
    Ok(match scope.side() {
        Side::Region => base.filter(actions::organisation_id.eq(scope.client()?)).first(c)?,
        Side::Vendor => {
            let own = base.filter(vendor_rows::vendor_organisation_id.eq(scope.vendor()?));
            own.filter(actions::withheld.eq(false)).first(c)?
        }
    })
}

/// Whether the object is one that a finding of this origin about this vendor can come from.
pub fn is_origin(c: &mut Db, scope: &Scope, vendor_id: &Id, origin: FindingOrigin, object_id: &Id) -> Result<bool> {
    let client = scope.client()?;
    macro_rules! rows {
        ($table:ident) => {
            $table::table
                .filter($table::id.eq(object_id))
                .filter($table::organisation_id.eq(client))
                .filter($table::vendor_id.eq(vendor_id))
                .count()
                .get_result::<i64>(c)?
        };
    }
    let found = match origin {
        FindingOrigin::Answer => rows!(assessments),
        FindingOrigin::Clause => rows!(contracts),
        FindingOrigin::Dialogue => rows!(dialogues),
        FindingOrigin::Risk => rows!(risks),
        FindingOrigin::Review | FindingOrigin::AuditRecommendation => rows!(vendor_reviews),
        FindingOrigin::Incident => later::touched_by(c, scope, object_id, vendor_id)?,
        FindingOrigin::Manual => 0,
        // Opened only by the features above, each from an object that it has just read itself.
        FindingOrigin::Breach | FindingOrigin::Chain | FindingOrigin::SpotCheck => 1,
    };
    Ok(found > 0)
}

/// The open finding that was made from this part of this object, if there is one.
pub fn open_finding_of_origin(c: &mut Db, scope: &Scope, object_id: &Id, part: &str) -> Result<Option<Finding>> {
    Ok(findings::table
        .filter(findings::organisation_id.eq(scope.client()?))
        .filter(findings::origin_object_id.eq(object_id))
        .filter(findings::origin_part.eq(part))
        .filter(findings::closed_at.is_null())
        .order(findings::number)
        .select(Finding::as_select())
        .first(c)
        .optional()?)
}

/// The open findings made from the parts of one object (an assessment's questions, a contract's
/// clauses), by part.
pub fn findings_of_origin(c: &mut Db, scope: &Scope, origin: FindingOrigin, object_id: &Id) -> Result<Vec<Finding>> {
    Ok(findings::table
        .filter(findings::organisation_id.eq(scope.client()?))
        .filter(findings::origin.eq(origin))
        .filter(findings::origin_object_id.eq(object_id))
        .filter(findings::closed_at.is_null())
        .order((findings::origin_part, findings::number))
        .select(Finding::as_select())
        .load(c)?)
}

/// Every finding of an origin ever made: the object and the part it came from, and whether it is open.
/// For rules that must not make one twice.
pub fn made_from(c: &mut Db, scope: &Scope, origin: FindingOrigin) -> Result<Vec<(Id, String, bool)>> {
    type Row = (Option<Id>, Option<String>, Option<Instant>);
    let rows: Vec<Row> = findings::table
        .filter(findings::organisation_id.eq(scope.client()?))
        .filter(findings::origin.eq(origin))
        .filter(findings::origin_object_id.is_not_null())
        .select((findings::origin_object_id, findings::origin_part, findings::closed_at))
        .load(c)?;
    let read = |(object, part, closed): Row| Some((object?, part.unwrap_or_default(), closed.is_none()));
    Ok(rows.into_iter().filter_map(read).collect())
}

/// The findings of one vendor: open ones first, then by number, newest first.
pub fn findings_of_vendor(c: &mut Db, scope: &Scope, vendor_id: &Id) -> Result<Vec<Finding>> {
    Ok(findings::table
        .filter(findings::organisation_id.eq(scope.client()?))
        .filter(findings::vendor_id.eq(vendor_id))
        .order((findings::closed_at.is_not_null(), findings::number.desc()))
        .select(Finding::as_select())
        .load(c)?)
}

/// Every action of one finding, in the order they were made.
pub fn actions_of_finding(c: &mut Db, scope: &Scope, finding_id: &Id) -> Result<Vec<Action>> {
    Ok(actions::table
        .filter(actions::organisation_id.eq(scope.client()?))
        .filter(actions::finding_id.eq(finding_id))
        .order(actions::number)
        .select(Action::as_select())
        .load(c)?)
}

/// The actions of one contract that are open, in progress or reported done; the most urgent first.
pub fn open_actions_of_contract(c: &mut Db, scope: &Scope, contract_id: &Id) -> Result<Vec<Action>> {
    let base = actions::table
        .inner_join(vendor_rows::table)
        .filter(actions::contract_id.eq(contract_id))
        .filter(actions::status.eq_any(OPEN))
        .order((actions::due_on, actions::id))
        .select(Action::as_select());
    Ok(match scope.side() {
        Side::Region => base.filter(actions::organisation_id.eq(scope.client()?)).load(c)?,
        Side::Vendor => {
            let own = base.filter(vendor_rows::vendor_organisation_id.eq(scope.vendor()?));
            own.filter(actions::withheld.eq(false)).load(c)?
        }
    })
}

/// The actions of one vendor, whatever their status; the most urgent first.
pub fn actions_of_vendor(c: &mut Db, scope: &Scope, vendor_id: &Id) -> Result<Vec<Action>> {
    let vendor = vendors::find(c, scope, vendor_id)?;
    let base = actions::table
        .filter(actions::vendor_id.eq(&vendor.id))
        .order((actions::due_on, actions::id))
        .select(Action::as_select());
    Ok(match scope.side() {
        Side::Region => base.load(c)?,
        Side::Vendor => base.filter(actions::withheld.eq(false)).load(c)?,
    })
}

/// The actions among `ids` that the scope may see; the most urgent first.
pub fn actions_by_ids(c: &mut Db, scope: &Scope, ids: &[Id]) -> Result<Vec<Action>> {
    let base = actions::table
        .inner_join(vendor_rows::table)
        .filter(actions::id.eq_any(ids))
        .order((actions::due_on, actions::id))
        .select(Action::as_select());
    Ok(match scope.side() {
        Side::Region => base.filter(actions::organisation_id.eq(scope.client()?)).load(c)?,
        Side::Vendor => {
            let own = base.filter(vendor_rows::vendor_organisation_id.eq(scope.vendor()?));
            own.filter(actions::withheld.eq(false)).load(c)?
        }
    })
}

/// Every extension of one action, the first one first. The action must have been found in the scope.
pub fn postponements_of(c: &mut Db, scope: &Scope, action_id: &Id) -> Result<Vec<Postponement>> {
    let action = find_action(c, scope, action_id)?;
    Ok(action_postponements::table
        .filter(action_postponements::action_id.eq(&action.id))
        .order((action_postponements::decided_at, action_postponements::id))
        .select(Postponement::as_select())
        .load(c)?)
}

/// What is known of one clause in one contract of the client's own; None: nobody has looked.
pub(super) fn clause_state(
    c: &mut Db,
    scope: &Scope,
    contract: &Contract,
    clause_id: &str,
) -> Result<Option<ContractClause>> {
    Ok(clause_states(c, scope, contract)?.into_iter().find(|state| state.clause_id == clause_id))
}

/// What is known of each clause in one contract of the client's own, by clause. What a call-off says nothing of is
/// as its framework agreement has it.
pub(super) fn clause_states(c: &mut Db, scope: &Scope, contract: &Contract) -> Result<Vec<ContractClause>> {
    let own: Vec<ContractClause> = contract_clauses::table
        .filter(contract_clauses::organisation_id.eq(scope.client()?))
        .filter(contract_clauses::contract_id.eq(&contract.id))
        .select(ContractClause::as_select())
        .load(c)?;
    let mut states: BTreeMap<String, ContractClause> =
        own.into_iter().map(|row| (row.clause_id.clone(), row)).collect();
    if contract.parent_id.is_some() {
        let lines = effective_lines(c, scope, contract)?;
        states.extend(lines.into_iter().filter_map(|line| line.row).map(|row| (row.clause_id.clone(), row)));
    }
    Ok(states.into_values().collect())
}

/// What the scope's client (or the client of a linked vendor) calls itself, for a vendor's page.
pub(super) fn client_name(c: &mut Db, action: &Action) -> Result<String> {
    Ok(crate::features::accounts::find_organisation(c, &action.organisation_id)?.name)
}

/// The register names of vendors, by id; the ids come from rows that the scope has given.
pub(super) fn vendor_names(c: &mut Db, ids: Vec<Id>) -> Result<BTreeMap<Id, String>> {
    let rows: Vec<(Id, String)> = vendor_rows::table
        .filter(vendor_rows::id.eq_any(ids))
        .select((vendor_rows::id, vendor_rows::legal_name))
        .load(c)?;
    Ok(rows.into_iter().collect())
}

/// The references of contracts, by id; the ids come from rows that the scope has given.
pub(super) fn contract_references(c: &mut Db, ids: Vec<Id>) -> Result<BTreeMap<Id, String>> {
    let rows: Vec<(Id, String)> =
        contracts::table.filter(contracts::id.eq_any(ids)).select((contracts::id, contracts::reference)).load(c)?;
    Ok(rows.into_iter().collect())
}

pub(super) fn next_finding_number(c: &mut Db, organisation_id: &Id) -> Result<i32> {
    let last: Option<i32> =
        findings::table.filter(findings::organisation_id.eq(organisation_id)).select(max(findings::number)).first(c)?;
    Ok(last.unwrap_or(0).saturating_add(1))
}

pub(super) fn next_action_number(c: &mut Db, organisation_id: &Id) -> Result<i32> {
    let last: Option<i32> =
        actions::table.filter(actions::organisation_id.eq(organisation_id)).select(max(actions::number)).first(c)?;
    Ok(last.unwrap_or(0).saturating_add(1))
}

pub(super) fn insert_finding(c: &mut Db, row: &Finding) -> Result<()> {
    diesel::insert_into(findings::table).values(row).execute(c)?;
    coverage::touch(c, &row.organisation_id, &row.vendor_id)
}

pub(super) fn save_finding(c: &mut Db, scope: &Scope, row: &Finding) -> Result<()> {
    let own = findings::table.filter(findings::id.eq(&row.id)).filter(findings::organisation_id.eq(scope.client()?));
    diesel::update(own).set(row).execute(c)?;
    coverage::touch(c, &row.organisation_id, &row.vendor_id)
}

pub(super) fn insert_action(c: &mut Db, row: &Action) -> Result<()> {
    diesel::insert_into(actions::table).values(row).execute(c)?;
    coverage::touch(c, &row.organisation_id, &row.vendor_id)
}

/// Saves an action of the client's own, or for a vendor's scope one of a linked register row.
pub(super) fn save_action(c: &mut Db, scope: &Scope, row: &Action) -> Result<()> {
    let found = actions::table.filter(actions::id.eq(&row.id));
    match scope.side() {
        Side::Region => {
            diesel::update(found.filter(actions::organisation_id.eq(scope.client()?))).set(row).execute(c)?
        }
        Side::Vendor => {
            let linked = vendor_rows::table
                .filter(vendor_rows::vendor_organisation_id.eq(scope.vendor()?))
                .select(vendor_rows::id);
            diesel::update(found.filter(actions::vendor_id.eq_any(linked))).set(row).execute(c)?
        }
    };
    coverage::touch(c, &row.organisation_id, &row.vendor_id)
}

/// The vendor sees these actions of the client's own from now on, each in its next version.
pub(super) fn reveal(c: &mut Db, scope: &Scope, ids: &[Id], at: Instant) -> Result<()> {
    let own = actions::table.filter(actions::organisation_id.eq(scope.client()?)).filter(actions::id.eq_any(ids));
    let next = (actions::withheld.eq(false), actions::version.eq(actions::version + 1), actions::updated_at.eq(at));
    diesel::update(own).set(next).execute(c)?;
    Ok(())
}

pub(super) fn insert_postponement(c: &mut Db, row: &Postponement) -> Result<()> {
    diesel::insert_into(action_postponements::table).values(row).execute(c)?;
    Ok(())
}

/// The names of client organisations, by id; the ids come from rows that the scope has given.
pub(super) fn client_names(c: &mut Db, ids: Vec<Id>) -> Result<BTreeMap<Id, String>> {
    let rows: Vec<(Id, String)> = organisations::table
        .filter(organisations::id.eq_any(ids))
        .select((organisations::id, organisations::name))
        .load(c)?;
    Ok(rows.into_iter().collect())
}
