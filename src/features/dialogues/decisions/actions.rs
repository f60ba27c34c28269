//! Decisions are kept when a dialogue is locked, come onto every agenda after it, and are closed by a person.

use super::records::{DecisionState, MeetingDecision};
use super::store;
use crate::access::Permission;
use crate::base::refusal::{self, Checks};
use crate::base::{Id, Language, Result, text};
use crate::features::dialogues::actions::MAX_NOTE;
use crate::features::dialogues::model::{ItemKind, Section};
use crate::features::dialogues::records::{Dialogue, DialogueItem};
use crate::features::dialogues::store::sources::Line;
use crate::features::dialogues::titles;
use crate::kit::{Ctx, audit};
use crate::platform::db::Db;
use std::collections::BTreeMap;

/// The part of a decision's text that an agenda line shows.
const SHOWN: usize = 200;

/// Keeps what the dialogue decided, in the transaction of its lock. Minutes that were taken back and are locked again
/// have their decisions already: those are corrected, and what is no longer decided is withdrawn.
pub fn keep(c: &mut Db, ctx: &Ctx, dialogue: &Dialogue, items: &[DialogueItem]) -> Result<()> {
    let row = |item: &DialogueItem| {
        let decision = item.decision.clone()?;
        Some(MeetingDecision {
            id: ctx.new_id(),
            organisation_id: dialogue.organisation_id.clone(),
            contract_id: dialogue.contract_id.clone(),
            dialogue_id: dialogue.id.clone(),
            item_id: item.id.clone(),
            number: dialogue.number,
            decided_on: dialogue.held_on,
            title_sv: item.title_sv.clone(),
            title_en: item.title_en.clone(),
            decision,
            state: DecisionState::Open,
            closed_note: None,
            closed_by_name: None,
            closed_at: None,
            version: 1,
        })
    };
    let entry = |verb: &'static str, row: &MeetingDecision| {
        audit::Entry::new(verb, "meeting_decision", &row.id).vendor(&dialogue.vendor_id).named(&row.title_sv)
    };
    let mut entries = Vec::new();
    let mut rows: Vec<MeetingDecision> = items.iter().filter_map(row).collect();
    for kept in store::of_dialogue(c, &ctx.scope, &dialogue.id)? {
        let again = rows.iter().position(|row| row.item_id == kept.item_id).map(|place| rows.swap_remove(place));
        let after = match again {
            Some(now) if now.decision != kept.decision && kept.state == DecisionState::Open => {
                MeetingDecision { decision: now.decision, ..kept.clone() }
            }
            // A lock withdrew it without a word; this one decides it again.
            Some(now) if kept.state == DecisionState::Withdrawn && kept.closed_note.is_none() => MeetingDecision {
                decision: now.decision,
                state: DecisionState::Open,
                closed_by_name: None,
                closed_at: None,
                ..kept.clone()
            },
            None if kept.state == DecisionState::Open => MeetingDecision {
                state: DecisionState::Withdrawn,
                closed_by_name: Some(ctx.actor.name.clone()),
                closed_at: Some(ctx.instant()),
                ..kept.clone()
            },
            _ => continue,
        };
        let saved = store::save(c, &ctx.scope, after)?;
        entries.push(entry("update", &saved).change(&kept, &saved));
    }
    store::insert(c, &ctx.scope, &rows)?;
    entries.extend(rows.iter().map(|row| entry("create", row).after(row)));
    audit::record_all(c, ctx, entries)
}

/// The lines of the agenda for what earlier dialogues decided and nobody has carried out.
pub fn carried(c: &mut Db, ctx: &Ctx, contract_id: &Id) -> Result<Vec<Line>> {
    let open = store::open_of_contract(c, &ctx.scope, contract_id)?;
    Ok(open.into_iter().map(line).collect())
}

fn line(decision: MeetingDecision) -> Line {
    let mut said: String = decision.decision.split_whitespace().collect::<Vec<_>>().join(" ");
    if said.chars().count() > SHOWN {
        said = said.chars().take(SHOWN).chain(['…']).collect();
    }
    let args = BTreeMap::from([("on", decision.decided_on.to_string()), ("title", said)]);
    Line {
        section: Section::PreviousMinutes,
        kind: ItemKind::Decision,
        title_sv: titles::worded(Language::Sv, "agenda-carried", &args),
        title_en: titles::worded(Language::En, "agenda-carried", &args),
        object_id: Some(decision.id),
    }
}

/// The decision has been carried out; no later agenda has it. Errors: Conflict, `rule-decision-closed`, `note` too long.
pub fn carry_out(c: &mut Db, ctx: &Ctx, id: &Id, version: Option<i32>, note: &str) -> Result<MeetingDecision> {
    close(c, ctx, (id, version), DecisionState::CarriedOut, note)
}

/// The decision no longer holds. Errors: as `carry_out`, and `note` missing: why.
pub fn withdraw_decision(c: &mut Db, ctx: &Ctx, id: &Id, version: Option<i32>, note: &str) -> Result<MeetingDecision> {
    close(c, ctx, (id, version), DecisionState::Withdrawn, note)
}

fn close(
    c: &mut Db,
    ctx: &Ctx,
    (id, version): (&Id, Option<i32>),
    state: DecisionState,
    note: &str,
) -> Result<MeetingDecision> {
    ctx.require(Permission::DialogueEdit)?;
    let before = store::find(c, &ctx.scope, id)?;
    refusal::check_version(version, before.version, || {
        BTreeMap::from([("state".to_string(), before.state.to_string())])
    })?;
    if before.state != DecisionState::Open {
        return Err(refusal::Refusal::rule("rule-decision-closed"));
    }
    let mut checks = Checks::default();
    if state == DecisionState::Withdrawn {
        checks.required("note", note);
    }
    checks.longest("note", note, MAX_NOTE);
    checks.done()?;
    let after = MeetingDecision {
        state,
        closed_note: text::non_empty(note),
        closed_by_name: Some(ctx.actor.name.clone()),
        closed_at: Some(ctx.instant()),
        ..before.clone()
    };
    let saved = store::save(c, &ctx.scope, after)?;
    let entry =
        audit::Entry::new("close", "meeting_decision", &saved.id).named(&saved.title_sv).change(&before, &saved);
    audit::record(c, ctx, entry)?;
    Ok(saved)
}
