//! What each side sees before the meeting, with a constant number of queries.

use super::records::{AgendaProposal, PreparedAnswer};
use super::store;
use crate::base::{Id, Instant, Result};
use crate::features::contracts::{self, Contract};
use crate::features::dialogues::decisions::{self, MeetingDecision};
use crate::features::dialogues::minutes::Minutes;
use crate::features::dialogues::model::ItemKind;
use crate::features::dialogues::records::{Dialogue, DialogueItem};
use crate::features::dialogues::snapshot::{ActionSnapshot, Change, diff_actions};
use crate::features::dialogues::store as dialogue_store;
use crate::features::dialogues::store::sources::{self, Found};
use crate::features::findings::{Action, ActionStatus, is_overdue};
use crate::features::vendors::{self, CertificateState, RegisterTerms};
use crate::kit::Ctx;
use crate::platform::db::Db;
use chrono::NaiveDate;
use std::collections::BTreeMap;

/// An action with what has changed since the previous record.
#[derive(Debug, Clone)]
pub struct Changed {
    pub action: Action,
    pub changes: Vec<Change>,
}

/// Something with a last day that is near or has passed.
#[derive(Debug, Clone)]
pub struct Ending {
    /// `contract` or `certificate`.
    pub kind: &'static str,
    pub id: Id,
    pub title: String,
    pub ends_on: NaiveDate,
}

/// The region's view before a meeting. The vendor never sees it.
#[derive(Debug, Clone)]
pub struct Preparation {
    pub dialogue: Dialogue,
    pub contract: Contract,
    pub vendor_name: String,
    pub items: Vec<DialogueItem>,
    /// Open findings that no dialogue before this one has taken up.
    pub findings: Vec<Found>,
    /// Open actions that differ from the previous record; without one, none.
    pub changed: Vec<Changed>,
    pub overdue: Vec<Action>,
    /// Reported done, and waiting for the region to verify.
    pub unverified: Vec<Action>,
    pub assessments: Vec<(Id, Option<Instant>)>,
    pub ending: Vec<Ending>,
    pub decisions: Vec<MeetingDecision>,
    pub answers: BTreeMap<Id, PreparedAnswer>,
    pub proposals: Vec<AgendaProposal>,
}

/// What the region should know before it meets the vendor. Errors: NotFound.
pub fn preparation(c: &mut Db, ctx: &Ctx, id: &Id) -> Result<Preparation> {
    ctx.scope.client()?;
    let dialogue = dialogue_store::find(c, &ctx.scope, id)?;
    let contract = contracts::find(c, &ctx.scope, &dialogue.contract_id)?;
    let vendor = vendors::find(c, &ctx.scope, &dialogue.vendor_id)?;
    let before = match &dialogue.previous_id {
        Some(previous) => Minutes::readable(&dialogue_store::find(c, &ctx.scope, previous)?),
        None => None,
    };
    let open = sources::open_actions(c, ctx, &contract)?;
    let today = ctx.today();
    let changed = before.as_ref().map_or_else(Vec::new, |before| changed(&open, before));
    let (overdue, unverified) = (
        open.iter().filter(|a| is_overdue(a.status, a.due_on, today)).cloned().collect(),
        open.iter().filter(|a| a.status == ActionStatus::ReportedDone).cloned().collect(),
    );
    Ok(Preparation {
        items: dialogue_store::items(c, &dialogue)?,
        findings: sources::findings_to_take_up(c, &contract, &dialogue)?,
        changed,
        overdue,
        unverified,
        assessments: store::waiting_assessments(c, &ctx.scope, &contract)?,
        ending: ending(c, ctx, &contract)?,
        decisions: decisions::open_of_contract(c, &ctx.scope, &contract.id)?,
        answers: store::answers(c, &dialogue)?,
        proposals: store::proposals(c, &dialogue)?,
        vendor_name: vendor.legal_name,
        contract,
        dialogue,
    })
}

fn changed(open: &[Action], before: &Minutes) -> Vec<Changed> {
    let compared = |action: &Action| {
        let now = ActionSnapshot {
            id: action.id.to_string(),
            title: action.title.clone(),
            status: action.status.to_string(),
            responsible: action.responsible.to_string(),
            owner: action.owner_name.clone(),
            due_on: action.due_on.to_string(),
            slips: action.slips,
        };
        let changes = diff_actions(before.action(&action.id).as_ref(), &now);
        (!changes.is_empty()).then(|| Changed { action: action.clone(), changes })
    };
    open.iter().filter_map(compared).collect()
}

fn ending(c: &mut Db, ctx: &Ctx, contract: &Contract) -> Result<Vec<Ending>> {
    let today = ctx.today();
    let mut found: Vec<Ending> = sources::contract_end(contract, today)
        .map(|end| Ending { kind: "contract", id: end.object_id, title: end.title, ends_on: end.ends_on })
        .into_iter()
        .collect();
    let terms = RegisterTerms::on(today);
    for certificate in vendors::certificates_of(c, &ctx.scope, &contract.vendor_id)? {
        let state = vendors::certificate_state(&certificate, terms, today);
        if let (CertificateState::Expiring | CertificateState::Expired | CertificateState::EditionEnded, Some(last)) =
            (state, certificate.valid_to)
        {
            let title = format!("{}, {}", certificate.standard, certificate.issuer);
            found.push(Ending { kind: "certificate", id: certificate.id, title, ends_on: last });
        }
    }
    found.sort_by_key(|end| end.ends_on);
    Ok(found)
}

/// The items that the vendor may prepare: all of them, as their titles are its own to read before the meeting.
pub fn to_answer(items: &[DialogueItem]) -> impl Iterator<Item = &DialogueItem> {
    // Actions first: they are what a meeting is about.
    let actions = items.iter().filter(|item| item.kind == ItemKind::Action);
    actions.chain(items.iter().filter(|item| item.kind != ItemKind::Action))
}
