//! Objections under a general authorisation, revocation, and the end with its certificate of deletion.

use super::{MAX_TEXT, check_version, entry, save, saying};
use crate::access::Permission;
use crate::base::refusal::{Checks, Refusal, Result};
use crate::base::{Id, text};
use crate::features::chains::{self, ApprovalState, EndLink, LinkApproval, Orphans};
use crate::features::contracts;
use crate::features::findings::{self, FindingOrigin, NewFinding, Responsible, Severity};
use crate::features::subcontractors::model::{Authorisation, CaseState, ClosureKind, ObjectionGround, Remedy};
use crate::features::subcontractors::records::{Case, Closure, ContractTerms, Objection};
use crate::features::subcontractors::rules::{self, Step};
use crate::features::subcontractors::store;
use crate::kit::{Ctx, audit};
use crate::platform::db::Db;
use chrono::NaiveDate;
use std::collections::BTreeMap;

/// Objects before the notice has passed: silence is then no answer, and the case goes on to a decision.
/// Errors: at `ground`, `remedy`, `text`; `rule-subcontract-no-notice`; `Conflict`.
pub fn object(
    c: &mut Db,
    ctx: &Ctx,
    id: &Id,
    version: Option<i32>,
    (ground, remedy, said): (ObjectionGround, Remedy, &str),
) -> Result<Case> {
    ctx.require(Permission::SubcontractDecide)?;
    let before = store::find(c, &ctx.scope, id)?;
    check_version(version, &before)?;
    let in_time = before.state.is_open() && before.notice_until.is_some_and(|until| ctx.today() <= until);
    if before.authorisation != Authorisation::General || !in_time {
        return Err(Refusal::rule("rule-subcontract-no-notice"));
    }
    let mut checks = Checks::default();
    let said = checks.required("text", said);
    checks.longest("text", &said, MAX_TEXT);
    checks.done()?;
    let row = Objection {
        id: ctx.new_id(),
        organisation_id: before.organisation_id.clone(),
        case_id: before.id.clone(),
        ground,
        remedy,
        text: said,
        raised_by_name: ctx.actor.name.clone(),
        raised_at: ctx.instant(),
    };
    store::insert_objection(c, &row)?;
    audit::record(c, ctx, entry("subcontract_object", &before).after(&row))?;
    let after = save(c, ctx, "update", &before, before.clone())?;
    saying::closed(c, ctx, &after, "objection", &row.text)?;
    Ok(after)
}

/// Takes an approval back. The link stays in the chain for as long as it is true, and shows as refused.
/// Errors: at `reason`; `rule-subcontract-over`; `Conflict`.
pub fn revoke(c: &mut Db, ctx: &Ctx, id: &Id, version: Option<i32>, reason: &str) -> Result<Case> {
    ctx.require(Permission::SubcontractDecide)?;
    let before = store::find(c, &ctx.scope, id)?;
    check_version(version, &before)?;
    let state = rules::next(before.state, Step::Revoke)?;
    let mut checks = Checks::default();
    let reason = checks.required("reason", reason);
    checks.longest("reason", &reason, MAX_TEXT);
    checks.done()?;
    if let Some(link) = active_link(c, ctx, &before)? {
        let approval = LinkApproval {
            state: ApprovalState::Refused,
            valid_until: None,
            reference: Some(format!("#{}", before.number)),
            subcontract_id: Some(before.id.clone()),
        };
        chains::set_link_approval(c, ctx, &link, &approval)?;
    }
    close(c, ctx, &before, state, ClosureKind::Revoked, ctx.today(), reason, (false, None))
}

fn active_link(c: &mut Db, ctx: &Ctx, case: &Case) -> Result<Option<Id>> {
    let Some(id) = &case.link_id else { return Ok(None) };
    let link = chains::find_link(c, &ctx.scope, id)?;
    // Another case may have taken the link over.
    let own = link.subcontract_id.as_ref() == Some(&case.id);
    Ok((link.is_active() && own).then(|| link.id.clone()))
}

/// How a subcontractor's work ends.
#[derive(Debug, Clone)]
pub struct EndInput {
    pub ended_on: NaiveDate,
    pub reason: String,
    /// There is no certificate that the information was deleted: that becomes a finding.
    pub certificate_missing: bool,
    /// What becomes of those below.
    pub orphans: Option<Orphans>,
    /// The title of the finding, in the words of whoever ends it.
    pub finding_title: String,
}

/// Ends an approval with the certificate of deletion, or with a finding that it is missing; the link is
/// ended too. Errors: at `certificate_missing` when there is no file and nobody says so; at `ended_on`,
/// `reason`, `orphans`; `rule-subcontract-over`; `Conflict`.
pub fn end(c: &mut Db, ctx: &Ctx, id: &Id, version: Option<i32>, input: &EndInput) -> Result<Case> {
    ctx.require(Permission::SubcontractDecide)?;
    let before = store::find(c, &ctx.scope, id)?;
    check_version(version, &before)?;
    let state = rules::next(before.state, Step::End)?;
    let files = super::evidence(c, ctx, &before)?;
    let certified = files.iter().any(|file| file.part == super::DELETION);
    let mut checks = Checks::default();
    let reason = checks.required("reason", &input.reason);
    checks.longest("reason", &reason, MAX_TEXT);
    checks.that(certified || input.certificate_missing, "certificate_missing", "error-subcontract-certificate");
    checks.that(!(certified && input.certificate_missing), "certificate_missing", "error-subcontract-certified");
    checks.that(input.ended_on <= ctx.today(), "ended_on", "error-chain-ended-later");
    checks.done()?;
    if let Some(link) = active_link(c, ctx, &before)? {
        let end = EndLink { ended_on: input.ended_on, reason: reason.clone(), orphans: input.orphans };
        chains::end_link(c, ctx, &link, &end, None)?;
    }
    let finding_id = if input.certificate_missing { Some(finding(c, ctx, &before, input)?) } else { None };
    let how = (input.certificate_missing, finding_id);
    close(c, ctx, &before, state, ClosureKind::Ended, input.ended_on, reason, how)
}

fn finding(c: &mut Db, ctx: &Ctx, case: &Case, input: &EndInput) -> Result<Id> {
    // The director may end an approval and edits no findings: the finding follows from the end by rule.
    let rule = Ctx::job(case.organisation_id.clone(), "subcontractors", crate::access::Via::Job, ctx.now);
    let new = NewFinding {
        vendor_id: case.vendor_id.clone(),
        contract_id: Some(case.contract_id.clone()),
        origin: FindingOrigin::Chain,
        origin_object_id: Some(case.id.clone()),
        origin_part: Some(super::DELETION.to_string()),
        title: input.finding_title.clone(),
        description: None,
        severity: Severity::High,
        responsible: Responsible::Vendor,
        control_ids: vec!["A.8.10".to_string()],
        internal_note: None,
    };
    let by = if ctx.can(Permission::FindingEdit) { ctx } else { &rule };
    Ok(findings::open_finding(c, by, &new)?.id)
}

#[allow(clippy::too_many_arguments, reason = "one private ending for two public ones")]
fn close(
    c: &mut Db,
    ctx: &Ctx,
    before: &Case,
    state: CaseState,
    kind: ClosureKind,
    closed_on: NaiveDate,
    reason: String,
    (certificate_missing, finding_id): (bool, Option<Id>),
) -> Result<Case> {
    let row = Closure {
        id: ctx.new_id(),
        organisation_id: before.organisation_id.clone(),
        case_id: before.id.clone(),
        kind,
        closed_on,
        reason,
        certificate_missing,
        finding_id,
        closed_by_name: ctx.actor.name.clone(),
        closed_at: ctx.instant(),
    };
    store::insert_closure(c, &row)?;
    let verb = if kind == ClosureKind::Revoked { "subcontract_revoke" } else { "end" };
    audit::record(c, ctx, entry(verb, before).after(&row))?;
    let after = save(c, ctx, "update", before, Case { state, due_on: None, ..before.clone() })?;
    saying::closed(c, ctx, &after, kind.as_str(), &row.reason)?;
    Ok(after)
}

/// Notes what a contract says of its vendor's right to take in others; it holds for cases sent in later.
/// Errors: at `note`; `Conflict` when `version` is stale (0 for a contract that had said nothing).
pub fn set_terms(
    c: &mut Db,
    ctx: &Ctx,
    contract_id: &Id,
    version: Option<i32>,
    authorisation: Authorisation,
    note: Option<&str>,
) -> Result<ContractTerms> {
    ctx.require(Permission::ChainEdit)?;
    ctx.scope.client()?;
    let contract = contracts::find(c, &ctx.scope, contract_id)?;
    let before = store::terms(c, contract_id)?;
    let stored = before.as_ref().map_or(0, |terms| terms.version);
    if version.is_some_and(|version| version != stored) {
        let now = before.map_or(Authorisation::Specific, |terms| terms.authorisation);
        return Err(Refusal::Conflict(BTreeMap::from([
            ("authorisation".to_string(), now.to_string()),
            ("version".to_string(), stored.to_string()),
        ])));
    }
    let mut checks = Checks::default();
    checks.longest("note", note.unwrap_or_default(), MAX_TEXT);
    checks.done()?;
    let row = ContractTerms {
        id: before.as_ref().map_or_else(|| ctx.new_id(), |terms| terms.id.clone()),
        organisation_id: contract.organisation_id.clone(),
        contract_id: contract.id.clone(),
        authorisation,
        note: note.and_then(text::non_empty),
        updated_by_name: ctx.actor.name.clone(),
        updated_at: ctx.instant(),
        version: stored + 1,
    };
    store::put_terms(c, &row, before.is_none())?;
    let entry = audit::Entry::new("update", "subcontract_terms", &row.contract_id).vendor(&contract.vendor_id);
    let entry = entry.named(contract.reference);
    let entry = match &before {
        Some(before) => entry.change(before, &row),
        None => entry.after(&row),
    };
    audit::record(c, ctx, entry)?;
    Ok(row)
}
