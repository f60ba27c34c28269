//! Findings: made from an answer, a clause, a dialogue or by hand; changed, closed, opened again.

use super::{MAX_TEXT, MAX_TITLE, check_vendor_and_contract, check_version};
use crate::access::Permission;
use crate::base::refusal::{Checks, FieldError, Refusal, Result};
use crate::base::{Id, Language, text};
use crate::features::contracts::{self, ClauseMet, ContractClause, InContract};
use crate::features::controls::{Clause, catalogue};
use crate::features::findings::model::{ActionStatus, Responsible, Severity};
use crate::features::findings::records::{Finding, FindingOrigin};
use crate::features::findings::{rules, store};
use crate::kit::{Ctx, audit};
use crate::platform::db::Db;
use serde::Serialize;
use std::collections::BTreeMap;

/// A finding about to be made.
#[derive(Debug, Clone)]
pub struct NewFinding {
    pub vendor_id: Id,
    pub contract_id: Option<Id>,
    pub origin: FindingOrigin,
    /// The assessment, contract or dialogue that it came from.
    pub origin_object_id: Option<Id>,
    /// The question, clause or agenda item in it.
    pub origin_part: Option<String>,
    pub title: String,
    pub description: Option<String>,
    pub severity: Severity,
    pub responsible: Responsible,
    /// Controls of ISO/IEC 27001:2022 annex A.
    pub control_ids: Vec<String>,
    pub internal_note: Option<String>,
}

/// What can be changed of a finding afterwards.
#[derive(Debug, Clone)]
pub struct FindingEdit {
    pub title: String,
    pub description: Option<String>,
    pub severity: Severity,
    pub responsible: Responsible,
    pub control_ids: Vec<String>,
    pub internal_note: Option<String>,
}

/// Makes a finding with the organisation's next number.
/// Errors: at the fields (one of an incident says which); `rule-finding-exists` while one from the same part is open.
pub fn open_finding(c: &mut Db, ctx: &Ctx, new: &NewFinding) -> Result<Finding> {
    ctx.require(Permission::FindingEdit)?;
    let organisation_id = ctx.scope.client()?.clone();
    check_vendor_and_contract(c, ctx, &new.vendor_id, new.contract_id.as_ref())?;
    let mut checks = Checks::default();
    let title = checks.required("title", &new.title);
    check_texts(&mut checks, &title, new.description.as_deref(), new.internal_note.as_deref());
    let control_ids = check_controls(&mut checks, &new.control_ids);
    match &new.origin_object_id {
        Some(object_id) => {
            let known = store::is_origin(c, &ctx.scope, &new.vendor_id, new.origin, object_id)?;
            checks.that(known, "origin_object_id", "error-unknown");
        }
        None => checks.that(new.origin != FindingOrigin::Incident, "origin_object_id", "error-required"),
    }
    checks.done()?;
    if let (Some(object_id), Some(part)) = (&new.origin_object_id, &new.origin_part)
        && let Some(open) = store::open_finding_of_origin(c, &ctx.scope, object_id, part)?
    {
        return Err(Refusal::rule_with("rule-finding-exists", &[("number", open.number.to_string())]));
    }
    let finding = Finding {
        id: ctx.new_id(),
        number: store::next_finding_number(c, &organisation_id)?,
        organisation_id,
        vendor_id: new.vendor_id.clone(),
        contract_id: new.contract_id.clone(),
        origin: new.origin,
        origin_object_id: new.origin_object_id.clone(),
        origin_part: new.origin_part.clone(),
        search_text: text::fold(&title),
        title,
        description: new.description.as_deref().and_then(text::non_empty),
        severity: new.severity,
        responsible: new.responsible,
        control_ids,
        internal_note: new.internal_note.as_deref().and_then(text::non_empty),
        created_by: ctx.actor.person_id.clone(),
        created_by_name: ctx.actor.name.clone(),
        created_at: ctx.instant(),
        closed_at: None,
        version: 1,
    };
    store::insert_finding(c, &finding)?;
    let entry = audit::Entry::new("create", "finding", &finding.id)
        .vendor(&finding.vendor_id)
        .named(&finding.title)
        .after(&finding);
    audit::record(c, ctx, entry)?;
    Ok(finding)
}

fn check_texts(checks: &mut Checks, title: &str, description: Option<&str>, internal_note: Option<&str>) {
    let mut at_most = |field: &str, text: &str, max: usize| {
        if text.chars().count() > max {
            checks.add(FieldError::new(field, "error-too-long").with("max", max));
        }
    };
    at_most("title", title, MAX_TITLE);
    at_most("description", description.unwrap_or_default(), MAX_TEXT);
    at_most("internal_note", internal_note.unwrap_or_default(), MAX_TEXT);
}

/// Every id must be a control of the standard; gives them as stored.
fn check_controls(checks: &mut Checks, ids: &[String]) -> String {
    let known = catalogue().current_controls();
    if let Some(unknown) = ids.iter().find(|id| known.find(id).is_none()) {
        checks.add(FieldError::new("control_ids", "error-finding-control").with("control", unknown));
    }
    let mut ids = ids.to_vec();
    let mut seen = std::collections::BTreeSet::new();
    ids.retain(|id| seen.insert(id.clone()));
    ids.join(";")
}

/// Whether a critical question of the self-assessment leans on the clause.
pub fn is_critical(clause: &Clause) -> bool {
    catalogue().current_questions().entries.iter().any(|q| q.critical && q.clause_ids.contains(&clause.id))
}

/// One click: a finding from a clause of a contract. Title and controls come from the catalogue, the
/// severity from how the clause stands. Errors: NotFound, `rule-finding-clause-met`, `rule-finding-exists`.
pub fn finding_of_clause(c: &mut Db, ctx: &Ctx, contract_id: &Id, clause_id: &str) -> Result<Finding> {
    ctx.require(Permission::FindingEdit)?;
    let contract = contracts::find(c, &ctx.scope, contract_id)?;
    let clause = catalogue().clauses_on(ctx.today()).find(clause_id).ok_or(Refusal::NotFound)?;
    let state = store::clause_state(c, &ctx.scope, &contract, clause_id)?;
    let severity = rules::clause_severity(
        state.as_ref().and_then(|s| s.in_contract),
        state.as_ref().map(|s| s.met),
        is_critical(clause),
    )
    .ok_or_else(|| Refusal::rule("rule-finding-clause-met"))?;
    open_finding(c, ctx, &from_clause(ctx.language, &contract, clause, state.as_ref(), severity))
}

fn from_clause(
    language: Language,
    contract: &contracts::Contract,
    clause: &Clause,
    state: Option<&ContractClause>,
    severity: Severity,
) -> NewFinding {
    let title = match language {
        Language::Sv => &clause.title_sv,
        Language::En => &clause.title_en,
    };
    let unmet = state.is_some_and(|s| matches!(s.met, ClauseMet::NotMet | ClauseMet::Partly));
    let absent = state.and_then(|s| s.in_contract) != Some(InContract::Present);
    NewFinding {
        vendor_id: contract.vendor_id.clone(),
        contract_id: Some(contract.id.clone()),
        origin: FindingOrigin::Clause,
        origin_object_id: Some(contract.id.clone()),
        origin_part: Some(clause.id.clone()),
        title: format!("{} {title}", clause.id),
        description: Some(clause.requirement_sv.clone()),
        severity,
        // A clause that the contract lacks is for the region to negotiate; one that is not met is the vendor's.
        responsible: if absent && !unmet { Responsible::Region } else { Responsible::Vendor },
        control_ids: clause.controls.clone(),
        internal_note: None,
    }
}

/// Changes a finding that is open. Errors: at the fields, Conflict, `rule-finding-closed`.
pub fn edit_finding(c: &mut Db, ctx: &Ctx, id: &Id, version: Option<i32>, edit: &FindingEdit) -> Result<Finding> {
    ctx.require(Permission::FindingEdit)?;
    let before = store::find_finding(c, &ctx.scope, id)?;
    check_finding_version(version, &before)?;
    if !before.is_open() {
        return Err(Refusal::rule("rule-finding-closed"));
    }
    let mut checks = Checks::default();
    let title = checks.required("title", &edit.title);
    check_texts(&mut checks, &title, edit.description.as_deref(), edit.internal_note.as_deref());
    let control_ids = check_controls(&mut checks, &edit.control_ids);
    checks.done()?;
    let after = Finding {
        search_text: text::fold(&title),
        title,
        description: edit.description.as_deref().and_then(text::non_empty),
        severity: edit.severity,
        responsible: edit.responsible,
        control_ids,
        internal_note: edit.internal_note.as_deref().and_then(text::non_empty),
        version: before.version + 1,
        ..before.clone()
    };
    save(c, ctx, "update", &before, &after)?;
    Ok(after)
}

/// Closes a finding: no action may be open, and either one was verified or a reason is given.
/// Errors: `rule-finding-open-actions`, `error-finding-close-reason` at `reason`, Conflict.
pub fn close_finding(c: &mut Db, ctx: &Ctx, id: &Id, version: Option<i32>, reason: Option<&str>) -> Result<Finding> {
    ctx.require(Permission::FindingEdit)?;
    let before = store::find_finding(c, &ctx.scope, id)?;
    check_finding_version(version, &before)?;
    if !before.is_open() {
        return Err(Refusal::rule("rule-finding-closed"));
    }
    let reason = reason.and_then(text::non_empty);
    let statuses: Vec<ActionStatus> = store::actions_of_finding(c, &ctx.scope, id)?.iter().map(|a| a.status).collect();
    rules::close_finding(&statuses, reason.is_some())?;
    let after = Finding { closed_at: Some(ctx.instant()), version: before.version + 1, ..before.clone() };
    store::save_finding(c, &ctx.scope, &after)?;
    #[derive(Serialize)]
    struct Closed<'a> {
        closed_at: Option<crate::base::Instant>,
        reason: Option<&'a str>,
    }
    let entry = audit::Entry::new("close", "finding", &after.id).vendor(&after.vendor_id).named(&after.title).change(
        &Closed { closed_at: None, reason: None },
        &Closed { closed_at: after.closed_at, reason: reason.as_deref() },
    );
    audit::record(c, ctx, entry)?;
    Ok(after)
}

/// Opens a closed finding again. Errors: `rule-finding-open`, `rule-finding-exists`, Conflict.
pub fn reopen_finding(c: &mut Db, ctx: &Ctx, id: &Id, version: Option<i32>) -> Result<Finding> {
    ctx.require(Permission::FindingEdit)?;
    let before = store::find_finding(c, &ctx.scope, id)?;
    check_finding_version(version, &before)?;
    if before.is_open() {
        return Err(Refusal::rule("rule-finding-open"));
    }
    if let (Some(object_id), Some(part)) = (&before.origin_object_id, &before.origin_part)
        && let Some(open) = store::open_finding_of_origin(c, &ctx.scope, object_id, part)?
    {
        return Err(Refusal::rule_with("rule-finding-exists", &[("number", open.number.to_string())]));
    }
    let after = Finding { closed_at: None, version: before.version + 1, ..before.clone() };
    save(c, ctx, "open_again", &before, &after)?;
    Ok(after)
}

fn check_finding_version(version: Option<i32>, stored: &Finding) -> Result<()> {
    check_version(version, stored.version, || {
        let text = |value: &Option<String>| value.clone().unwrap_or_default();
        BTreeMap::from([
            ("title".to_string(), stored.title.clone()),
            ("description".to_string(), text(&stored.description)),
            ("severity".to_string(), stored.severity.to_string()),
            ("internal_note".to_string(), text(&stored.internal_note)),
        ])
    })
}

fn save(c: &mut Db, ctx: &Ctx, verb: &'static str, before: &Finding, after: &Finding) -> Result<()> {
    store::save_finding(c, &ctx.scope, after)?;
    let entry = audit::Entry::new(verb, "finding", &after.id)
        .vendor(&after.vendor_id)
        .named(&after.title)
        .change(before, after);
    audit::record(c, ctx, entry)
}
