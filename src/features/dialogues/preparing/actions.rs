//! The vendor prepares and proposes; the region accepts or declines.

use super::records::{AgendaProposal, PreparedAnswer, ProposalState};
use super::store;
use crate::access::Permission;
use crate::base::refusal::{self, Checks};
use crate::base::{Id, Refusal, Result, text};
use crate::features::contracts;
use crate::features::dialogues::actions::{self as meeting, MAX_NOTE, MAX_TITLE};
use crate::features::dialogues::model::{DialogueStatus, Section};
use crate::features::dialogues::records::{Dialogue, DialogueItem};
use crate::features::dialogues::store as dialogue_store;
use crate::features::dialogues::store::people;
use crate::features::vendors;
use crate::kit::notices::{self, News, NoticeKind};
use crate::kit::{Ctx, audit};
use crate::platform::db::Db;
use std::collections::BTreeMap;

/// The most proposals that a vendor may have waiting for one dialogue.
const MAX_WAITING: usize = 30;
/// What the manager's inbox calls a proposal.
const PROPOSED: &str = "agenda_proposal";

/// The vendor's own dialogue, while it can be prepared: until its minutes are written.
fn to_prepare(c: &mut Db, ctx: &Ctx, id: &Id) -> Result<Dialogue> {
    ctx.require(Permission::DialoguePrepare)?;
    ctx.scope.vendor()?;
    let dialogue = dialogue_store::find(c, &ctx.scope, id)?;
    match dialogue.status {
        DialogueStatus::Planned | DialogueStatus::Held => Ok(dialogue),
        _ => Err(Refusal::rule("rule-dialogue-prepared")),
    }
}

/// Writes what the vendor says about an item, before or during the meeting. `version` is 0 for the first text.
/// Errors: `answer` too long; Conflict with the text that is stored; `rule-dialogue-prepared`.
pub fn prepare_answer(
    c: &mut Db,
    ctx: &Ctx,
    (dialogue_id, item_id): (&Id, &Id),
    version: i32,
    answer: &str,
) -> Result<PreparedAnswer> {
    let dialogue = to_prepare(c, ctx, dialogue_id)?;
    let item = dialogue_store::find_item(c, &dialogue, item_id)?;
    let before = store::answer_of(c, &item)?;
    let stored = before.as_ref().map_or(0, |row| row.version);
    refusal::check_version(Some(version), stored, || {
        let text = before.as_ref().map(|row| row.answer.clone()).unwrap_or_default();
        BTreeMap::from([("answer".to_string(), text)])
    })?;
    let mut checks = Checks::default();
    checks.longest("answer", answer, MAX_NOTE);
    checks.done()?;
    let saved = match before.clone() {
        Some(row) => store::save_answer(
            c,
            PreparedAnswer {
                answer: answer.trim().to_string(),
                written_by: ctx.actor.person_id.clone(),
                written_by_name: ctx.actor.name.clone(),
                updated_at: ctx.instant(),
                ..row
            },
        )?,
        None => first_answer(c, ctx, &dialogue, &item, answer)?,
    };
    let entry = audit::Entry::new("answer", "dialogue_item", &item.id)
        .vendor(&dialogue.vendor_id)
        .named(&item.title_sv)
        .change(&before.as_ref().map(said).unwrap_or_default(), &said(&saved));
    audit::record_for(c, ctx, &dialogue.organisation_id, entry)?;
    Ok(saved)
}

/// What the audit log keeps of a prepared answer.
fn said(row: &PreparedAnswer) -> BTreeMap<&'static str, String> {
    BTreeMap::from([("answer", row.answer.clone()), ("written_by_name", row.written_by_name.clone())])
}

fn first_answer(
    c: &mut Db,
    ctx: &Ctx,
    dialogue: &Dialogue,
    item: &DialogueItem,
    answer: &str,
) -> Result<PreparedAnswer> {
    let row = PreparedAnswer {
        id: ctx.new_id(),
        organisation_id: dialogue.organisation_id.clone(),
        dialogue_id: dialogue.id.clone(),
        item_id: item.id.clone(),
        answer: answer.trim().to_string(),
        written_by: ctx.actor.person_id.clone(),
        written_by_name: ctx.actor.name.clone(),
        updated_at: ctx.instant(),
        version: 1,
    };
    store::insert_answer(c, &row)?;
    Ok(row)
}

/// An item as the vendor proposes it.
#[derive(Debug, Clone)]
pub struct NewProposal {
    pub section: Section,
    pub title: String,
    pub explanation: Option<String>,
}

/// Proposes an item for the agenda. Errors: at the fields, `rule-proposal-many`, `rule-dialogue-prepared`.
pub fn propose_item(c: &mut Db, ctx: &Ctx, dialogue_id: &Id, new: &NewProposal) -> Result<AgendaProposal> {
    let dialogue = to_prepare(c, ctx, dialogue_id)?;
    let mut checks = Checks::default();
    checks.required("title", &new.title);
    checks.longest("title", &new.title, MAX_TITLE);
    checks.longest("explanation", new.explanation.as_deref().unwrap_or_default(), MAX_NOTE);
    checks.done()?;
    let waiting = store::proposals(c, &dialogue)?;
    if waiting.iter().filter(|row| row.state == ProposalState::Proposed).count() >= MAX_WAITING {
        return Err(Refusal::rule_with("rule-proposal-many", &[("max", MAX_WAITING.to_string())]));
    }
    let row = AgendaProposal {
        id: ctx.new_id(),
        organisation_id: dialogue.organisation_id.clone(),
        dialogue_id: dialogue.id.clone(),
        section: new.section,
        title: text::tidy(&new.title),
        explanation: new.explanation.as_deref().and_then(text::non_empty),
        state: ProposalState::Proposed,
        reason: None,
        item_id: None,
        proposed_by: ctx.actor.person_id.clone(),
        proposed_by_name: ctx.actor.name.clone(),
        proposed_at: ctx.instant(),
        decided_by_name: None,
        decided_at: None,
        version: 1,
    };
    store::insert_proposal(c, &row)?;
    let entry = audit::Entry::new("propose", "agenda_proposal", &row.id)
        .vendor(&dialogue.vendor_id)
        .named(&row.title)
        .after(&row);
    audit::record_for(c, ctx, &dialogue.organisation_id, entry)?;
    tell_manager(c, ctx, &dialogue, &row)?;
    Ok(row)
}

fn tell_manager(c: &mut Db, ctx: &Ctx, dialogue: &Dialogue, row: &AgendaProposal) -> Result<()> {
    let contract = contracts::find(c, &ctx.scope, &dialogue.contract_id)?;
    let vendor = vendors::find(c, &ctx.scope, &dialogue.vendor_id)?;
    let manager = people::manager(c, &contract, &vendor)?.and_then(|manager| manager.person_id);
    let Some(manager) = manager else { return Ok(()) };
    let key = format!("{PROPOSED}:{}:{}", row.id, dialogue.id);
    let news = News {
        person_id: &manager,
        home_id: &dialogue.organisation_id,
        organisation_id: &dialogue.organisation_id,
        kind: NoticeKind::Event,
        event: Some(PROPOSED),
        object: ("dialogue", &dialogue.id),
        due_on: None,
        key: &key,
    };
    notices::tell(c, ctx, &news).map(drop)
}

/// What nobody has answered goes on to another dialogue of the series: from one that is locked, to the next.
pub fn carry_over(c: &mut Db, ctx: &Ctx, from: &Dialogue, to: &Dialogue) -> Result<()> {
    let waiting = store::proposals(c, from)?.into_iter().filter(|row| row.state == ProposalState::Proposed);
    for before in waiting {
        let saved = store::save_proposal(c, AgendaProposal { dialogue_id: to.id.clone(), ..before.clone() })?;
        let entry = audit::Entry::new("update", "agenda_proposal", &saved.id)
            .vendor(&to.vendor_id)
            .named(&saved.title)
            .change(&before, &saved);
        audit::record(c, ctx, entry)?;
        tell_manager(c, ctx, to, &saved)?;
    }
    Ok(())
}

/// The vendor takes its proposal back. Errors: Conflict, `rule-agenda-proposal-decided`.
pub fn withdraw_proposal(c: &mut Db, ctx: &Ctx, id: &Id, version: Option<i32>) -> Result<AgendaProposal> {
    ctx.require(Permission::DialoguePrepare)?;
    ctx.scope.vendor()?;
    decide(c, ctx, (id, version), |row| Ok(AgendaProposal { state: ProposalState::Withdrawn, ..row }))
}

/// The proposal becomes an item of the agenda. Errors: Conflict, `rule-agenda-proposal-decided`, `rule-dialogue-locked`.
pub fn accept_proposal(c: &mut Db, ctx: &Ctx, id: &Id, version: Option<i32>) -> Result<AgendaProposal> {
    ctx.require(Permission::DialogueEdit)?;
    ctx.scope.client()?;
    let before = waiting(c, ctx, id, version)?;
    let item = meeting::add_item(c, ctx, &before.dialogue_id, before.section, &before.title)?;
    decide(c, ctx, (id, version), |row| {
        Ok(AgendaProposal { state: ProposalState::Accepted, item_id: Some(item.id.clone()), ..row })
    })
}

/// The proposal is declined, with a reason that the vendor reads. Errors: Conflict, `reason`, `rule-agenda-proposal-decided`.
pub fn decline_proposal(c: &mut Db, ctx: &Ctx, id: &Id, version: Option<i32>, reason: &str) -> Result<AgendaProposal> {
    ctx.require(Permission::DialogueEdit)?;
    ctx.scope.client()?;
    decide(c, ctx, (id, version), |row| {
        let mut checks = Checks::default();
        checks.required("reason", reason);
        checks.longest("reason", reason, MAX_NOTE);
        checks.done()?;
        Ok(AgendaProposal { state: ProposalState::Declined, reason: text::non_empty(reason), ..row })
    })
}

fn waiting(c: &mut Db, ctx: &Ctx, id: &Id, version: Option<i32>) -> Result<AgendaProposal> {
    let row = store::find_proposal(c, &ctx.scope, id)?;
    refusal::check_version(version, row.version, || BTreeMap::from([("state".to_string(), row.state.to_string())]))?;
    if row.state == ProposalState::Proposed { Ok(row) } else { Err(Refusal::rule("rule-agenda-proposal-decided")) }
}

fn decide(
    c: &mut Db,
    ctx: &Ctx,
    (id, version): (&Id, Option<i32>),
    step: impl FnOnce(AgendaProposal) -> Result<AgendaProposal>,
) -> Result<AgendaProposal> {
    let before = waiting(c, ctx, id, version)?;
    let after = AgendaProposal {
        decided_by_name: Some(ctx.actor.name.clone()),
        decided_at: Some(ctx.instant()),
        ..step(before.clone())?
    };
    let saved = store::save_proposal(c, after)?;
    let entry = audit::Entry::new("decide", "agenda_proposal", &saved.id).named(&saved.title).change(&before, &saved);
    audit::record_for(c, ctx, &saved.organisation_id, entry)?;
    Ok(saved)
}
