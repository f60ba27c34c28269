//! What the vendor says of its own chain, and what the region decides about it.

use super::rounds::{in_client, unknown};
use super::{MAX_NAME, MAX_TEXT, check_version};
use crate::access::Permission;
use crate::base::refusal::{Checks, FieldError, Refusal, Result};
use crate::base::{Id, text};
use crate::features::chains::model::{
    ApprovalState, Child, ConfirmationState, CorrectionKind, CorrectionState, EndLink, FollowUpMethod, FollowUpOutcome,
    LinkApproval, LinkFacts, LinkSource, NewLink, NewNode, NodeKind, Orphans, TransferMechanism,
};
use crate::features::chains::records::{ChainLink, Confirmation, Correction, FollowUp};
use crate::features::chains::store::{self, Asked};
use crate::features::contracts;
use crate::kit::{Ctx, audit};
use crate::platform::db::Db;
use chrono::NaiveDate;
use std::collections::{BTreeMap, BTreeSet};

/// What a vendor proposes. `facts` are left out of an end.
#[derive(Debug, Clone)]
pub struct NewCorrection {
    pub kind: CorrectionKind,
    /// The link that is corrected or no longer used.
    pub link_id: Option<Id>,
    /// Whom a new one works for; None is the vendor itself.
    pub parent_node_id: Option<Id>,
    pub node_kind: Option<NodeKind>,
    pub name: Option<String>,
    pub org_number: Option<String>,
    pub country: Option<String>,
    pub location: Option<String>,
    pub facts: LinkFacts,
    pub comment: Option<String>,
}

/// How a vendor followed up one of its own.
#[derive(Debug, Clone)]
pub struct NewFollowUp {
    pub link_id: Id,
    pub held_on: NaiveDate,
    pub method: FollowUpMethod,
    pub outcome: FollowUpOutcome,
    pub note: Option<String>,
}

/// What is asked and not answered, of the vendor's own organisation.
pub(super) fn open_question(c: &mut Db, ctx: &Ctx, id: &Id) -> Result<Asked> {
    ctx.require(Permission::ChainConfirm)?;
    ctx.scope.vendor()?;
    unanswered(store::find_asked(c, &ctx.scope, id)?)
}

/// What waits for an answer. Errors: `rule-chain-signed`.
pub(super) fn unanswered(asked: Asked) -> Result<Asked> {
    match asked.confirmation.state {
        ConfirmationState::Asked => Ok(asked),
        ConfirmationState::Signed | ConfirmationState::Withdrawn => Err(Refusal::rule("rule-chain-signed")),
    }
}

/// Links about which a proposal of this confirmation says everything.
pub(super) fn corrected(corrections: &[Correction]) -> BTreeSet<Id> {
    corrections.iter().filter_map(|one| one.link_id.clone()).collect()
}

pub(super) fn blank(ctx: &Ctx, of: &Confirmation, kind: CorrectionKind) -> Correction {
    Correction {
        id: ctx.new_id(),
        organisation_id: of.organisation_id.clone(),
        confirmation_id: of.id.clone(),
        vendor_id: of.vendor_id.clone(),
        contract_id: of.contract_id.clone(),
        kind,
        link_id: None,
        parent_node_id: None,
        node_kind: None,
        name: None,
        org_number: None,
        country: None,
        location: None,
        task: None,
        data_class: None,
        information_types: String::new(),
        persons_low: None,
        persons_high: None,
        countries: String::new(),
        remote_countries: String::new(),
        transfer_mechanism: None,
        comment: None,
        state: CorrectionState::Proposed,
        proposed_by_name: ctx.actor.name.clone(),
        proposed_at: ctx.instant(),
        decided_by_name: None,
        decided_at: None,
        decision_note: None,
        version: 1,
    }
}

pub(super) fn put(c: &mut Db, client: &Ctx, row: &Correction) -> Result<()> {
    store::insert_correction(c, row)?;
    let entry = audit::Entry::new("propose", "chain_correction", &row.id).vendor(&row.vendor_id);
    audit::record(c, client, entry.named(row.name.clone().unwrap_or_default()).after(row))
}

/// Proposes a new link or a correction. It changes nothing until the region has accepted it.
/// Errors: at the fields; `rule-chain-signed`; a link or a parent that the vendor does not see is unknown.
pub fn propose(c: &mut Db, ctx: &Ctx, id: &Id, new: &NewCorrection) -> Result<Correction> {
    let asked = open_question(c, ctx, id)?;
    let links = store::links_of_contract(c, &ctx.scope, &asked.confirmation.contract_id)?;
    let mut checks = Checks::default();
    let seen = |id: &Id| links.iter().any(|link| link.id == *id);
    let known = |id: &Id| links.iter().any(|link| link.child_node_id == *id || link.parent_node_id == *id);
    if new.parent_node_id.as_ref().is_some_and(|id| !known(id)) {
        checks.add(unknown("parent_node_id"));
    }
    let name = new.name.as_deref().map(text::tidy).filter(|name| !name.is_empty());
    match new.kind {
        CorrectionKind::New => {
            checks.that(name.is_some(), "name", "error-required");
            checks.longest("name", name.as_deref().unwrap_or_default(), MAX_NAME);
            for (field, value) in [("org_number", &new.org_number), ("location", &new.location)] {
                checks.longest(field, value.as_deref().unwrap_or_default(), MAX_NAME);
            }
            if let Some(country) = &new.country
                && crate::base::countries::read(country).is_none()
            {
                checks.add(FieldError::new("country", "error-chain-country").with("name", country));
            }
        }
        CorrectionKind::Changed | CorrectionKind::Ended => {
            checks.that(new.link_id.as_ref().is_some_and(seen), "link_id", "error-unknown");
        }
    }
    checks.longest("comment", new.comment.as_deref().unwrap_or_default(), MAX_TEXT);
    let mut errors = Vec::new();
    let facts = match new.kind {
        CorrectionKind::Ended => None,
        CorrectionKind::New | CorrectionKind::Changed => match super::check_facts(&new.facts) {
            Ok(facts) => Some(facts),
            Err(Refusal::Invalid(wrong)) => {
                errors.extend(wrong);
                None
            }
            Err(other) => return Err(other),
        },
    };
    if let Err(Refusal::Invalid(wrong)) = checks.done() {
        errors.extend(wrong);
    }
    if !errors.is_empty() {
        return Err(Refusal::Invalid(errors));
    }
    let facts = facts.unwrap_or_default();
    let is_new = new.kind == CorrectionKind::New;
    let row = Correction {
        link_id: new.link_id.clone().filter(|_| !is_new),
        parent_node_id: new.parent_node_id.clone().filter(|_| is_new),
        node_kind: is_new.then(|| new.node_kind.unwrap_or(NodeKind::Subcontractor)),
        name: name.filter(|_| is_new),
        org_number: new.org_number.as_deref().and_then(text::non_empty).filter(|_| is_new),
        country: new.country.as_deref().and_then(text::non_empty).filter(|_| is_new),
        location: new.location.as_deref().and_then(text::non_empty).filter(|_| is_new),
        task: (new.kind != CorrectionKind::Ended).then_some(facts.task),
        data_class: facts.data_class,
        information_types: facts.information_types.join(";"),
        persons_low: facts.persons.0,
        persons_high: facts.persons.1,
        countries: facts.countries.join(";"),
        remote_countries: facts.remote_countries.join(";"),
        transfer_mechanism: facts.transfer_mechanism,
        comment: new.comment.as_deref().and_then(text::non_empty),
        ..blank(ctx, &asked.confirmation, new.kind)
    };
    put(c, &in_client(ctx, &asked.confirmation.organisation_id), &row)?;
    Ok(row)
}

/// What the region answers to a proposal.
#[derive(Debug, Clone, Default)]
pub struct Decision {
    pub accept: bool,
    pub note: Option<String>,
    /// What becomes of those below a link that is no longer used.
    pub orphans: Option<Orphans>,
    /// A name that is known already is another party.
    pub is_another: bool,
}

/// Decides about a proposal. What is accepted becomes a declared link, or a change of one, that awaits
/// approval; what is no longer used is ended. Errors: those of the change itself; at `note` for a refusal
/// without a reason; `rule-chain-decided`; `Conflict`.
pub fn decide_correction(
    c: &mut Db,
    ctx: &Ctx,
    id: &Id,
    decision: &Decision,
    version: Option<i32>,
) -> Result<Correction> {
    ctx.require(Permission::ChainEdit)?;
    let before = store::find_correction(c, &ctx.scope, id)?;
    check_version(version, before.version, BTreeMap::new)?;
    if before.state != CorrectionState::Proposed {
        return Err(Refusal::rule("rule-chain-decided"));
    }
    let mut checks = Checks::default();
    let note = decision.note.as_deref().and_then(text::non_empty);
    checks.that(decision.accept || note.is_some(), "note", "error-required");
    checks.longest("note", note.as_deref().unwrap_or_default(), MAX_TEXT);
    checks.done()?;
    if decision.accept {
        apply(c, ctx, &before, decision)?;
    }
    let after = Correction {
        state: if decision.accept { CorrectionState::Accepted } else { CorrectionState::Rejected },
        decided_by_name: Some(ctx.actor.name.clone()),
        decided_at: Some(ctx.instant()),
        decision_note: note,
        version: before.version + 1,
        ..before.clone()
    };
    store::save_correction(c, &ctx.scope, &after)?;
    let entry = audit::Entry::new("decide", "chain_correction", id).vendor(&before.vendor_id);
    audit::record(c, ctx, entry.named(before.name.clone().unwrap_or_default()).change(&before, &after))?;
    Ok(after)
}

fn apply(c: &mut Db, ctx: &Ctx, wanted: &Correction, decision: &Decision) -> Result<()> {
    let reason = wanted.comment.clone().unwrap_or_else(|| "–".to_string());
    match (wanted.kind, &wanted.link_id) {
        (CorrectionKind::New, _) => {
            let facts = facts_of(wanted, None);
            let new = NewLink {
                contract_id: wanted.contract_id.clone(),
                service_id: None,
                parent_node_id: wanted.parent_node_id.clone(),
                child: Child::New(NewNode {
                    kind: wanted.node_kind.unwrap_or(NodeKind::Subcontractor),
                    name: wanted.name.clone().unwrap_or_default(),
                    org_number: wanted.org_number.clone(),
                    country: wanted.country.clone(),
                    location: wanted.location.clone(),
                    shared_note: None,
                    internal_note: None,
                    is_another: decision.is_another,
                }),
                source: LinkSource::Declared,
                facts,
            };
            let link = super::add_link(c, ctx, &new)?;
            await_approval(c, ctx, &link)
        }
        (CorrectionKind::Changed, Some(id)) => {
            let stored = store::find_link(c, &ctx.scope, id)?;
            let kept = store::processings_of_link(c, &ctx.scope, id)?;
            let mut facts = facts_of(wanted, Some(&stored));
            facts.processings = kept
                .into_iter()
                .map(|p| crate::features::chains::model::NewProcessing {
                    purpose: p.purpose,
                    role: p.role,
                    legal_note: p.legal_note,
                })
                .collect();
            let link = super::edit_link(c, ctx, id, &facts, Some(stored.version))?;
            // A change of what was approved is to be approved again (domain.md 9).
            await_approval(c, ctx, &link)
        }
        (CorrectionKind::Ended, Some(id)) => {
            let end = EndLink { ended_on: ctx.today(), reason, orphans: decision.orphans };
            super::end_link(c, ctx, id, &end, None).map(drop)
        }
        (CorrectionKind::Changed | CorrectionKind::Ended, None) => Err(Refusal::fault("a correction without its link")),
    }
}

fn await_approval(c: &mut Db, ctx: &Ctx, link: &ChainLink) -> Result<()> {
    let pending =
        LinkApproval { state: ApprovalState::Pending, valid_until: None, reference: None, subcontract_id: None };
    super::set_link_approval(c, ctx, &link.id, &pending).map(drop)
}

/// What the proposal says, with a ground for the transfer that is unknown when it must be stated.
fn facts_of(wanted: &Correction, stored: Option<&ChainLink>) -> LinkFacts {
    LinkFacts {
        task: wanted.task.clone().unwrap_or_default(),
        data_class: wanted.data_class,
        information_types: wanted.information_types(),
        persons: (wanted.persons_low, wanted.persons_high),
        countries: wanted.countries(),
        remote_countries: wanted.remote_countries(),
        transfer_mechanism: wanted.transfer_mechanism.or(Some(TransferMechanism::Unknown)),
        vendor_visible: true,
        internal_note: stored.and_then(|link| link.internal_note.clone()),
        processings: Vec::new(),
    }
}

/// Notes how the vendor followed up one of its own (domain.md 1.3 row 39). Errors: at `link_id` for a link
/// that the vendor does not see; at `held_on` for a day to come; at `note` when something was found and not said.
pub fn follow_up(c: &mut Db, ctx: &Ctx, new: &NewFollowUp) -> Result<FollowUp> {
    ctx.require(Permission::ChainConfirm)?;
    let link = match store::seen_link(c, &ctx.scope, &new.link_id)? {
        Some(link) => link,
        None => return Err(Refusal::invalid("link_id", "error-unknown")),
    };
    let contract = contracts::find(c, &ctx.scope, &link.contract_id)?;
    let mut checks = Checks::default();
    checks.that(new.held_on <= ctx.today(), "held_on", "error-chain-held-later");
    let note = new.note.as_deref().and_then(text::non_empty);
    checks.longest("note", note.as_deref().unwrap_or_default(), MAX_TEXT);
    checks.that(new.outcome == FollowUpOutcome::Good || note.is_some(), "note", "error-required");
    checks.done()?;
    let row = FollowUp {
        id: ctx.new_id(),
        organisation_id: link.organisation_id.clone(),
        vendor_id: contract.vendor_id.clone(),
        contract_id: link.contract_id.clone(),
        link_id: link.id.clone(),
        held_on: new.held_on,
        method: new.method,
        outcome: new.outcome,
        note,
        registered_by_name: ctx.actor.name.clone(),
        created_at: ctx.instant(),
    };
    store::insert_follow_up(c, &row)?;
    let client = in_client(ctx, &row.organisation_id);
    let child = store::find_node(c, &client.scope, &link.child_node_id)?;
    let entry = audit::Entry::new("create", "chain_follow_up", &row.id).vendor(&row.vendor_id).named(child.name);
    audit::record(c, &client, entry.after(&row))?;
    Ok(row)
}
