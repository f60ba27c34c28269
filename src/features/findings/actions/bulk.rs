//! One change to many actions: each in a transaction of its own, so that one refusal stops no other.

use super::{ActionEdit, edit_action, postpone};
use crate::access::Permission;
use crate::base::Id;
use crate::base::refusal::{Refusal, Result};
use crate::features::findings::model::Severity;
use crate::features::findings::records::{Action, Priority};
use crate::features::findings::store;
use crate::kit::{Ctx, audit};
use crate::platform::db::Db;
use chrono::NaiveDate;
use serde::Serialize;

/// So many can be changed at once.
pub const MOST: usize = 200;

/// What is changed for all of the chosen.
#[derive(Debug, Clone)]
pub enum BulkChange {
    /// To a person of one of the two parties; nobody empties it.
    Owner(Id),
    /// Later, with the reason; the rules of a single postponement hold for each.
    Due {
        due_on: NaiveDate,
        reason: String,
    },
    Priority(Severity),
}

/// Changes one of the chosen. Errors: those of the single change; NotFound for another organisation's.
pub fn change_one(c: &mut Db, ctx: &Ctx, id: &Id, version: Option<i32>, change: &BulkChange) -> Result<Action> {
    ctx.require(Permission::ActionEdit)?;
    ctx.scope.client()?;
    match change {
        BulkChange::Owner(owner_id) => {
            let stored = store::find_action(c, &ctx.scope, id)?;
            let edit = ActionEdit {
                title: stored.title,
                description: stored.description,
                responsible: stored.responsible,
                owner_id: Some(owner_id.clone()),
                // A new owner is called by their own name.
                owner_name: None,
                focus: stored.focus,
                internal_note: stored.internal_note,
                priority: None,
            };
            edit_action(c, ctx, id, version, &edit)
        }
        BulkChange::Due { due_on, reason } => postpone(c, ctx, id, version, *due_on, reason),
        BulkChange::Priority(priority) => set_priority(c, ctx, id, version, *priority),
    }
}

/// Sets the priority of an action that is not ended; a new one is the action's next version, so that of two stale
/// changes one is refused. Errors: Conflict, `rule-action-closed`.
pub fn set_priority(c: &mut Db, ctx: &Ctx, id: &Id, version: Option<i32>, priority: Severity) -> Result<Action> {
    ctx.require(Permission::ActionEdit)?;
    ctx.scope.client()?;
    let action = store::find_action(c, &ctx.scope, id)?;
    super::check_version(version, action.version, || super::stored_texts(&action))?;
    if !action.is_open() {
        return Err(Refusal::rule("rule-action-closed"));
    }
    if !prioritise(c, ctx, &action, priority)? {
        return Ok(action);
    }
    let after = Action { updated_at: ctx.instant(), version: action.version + 1, ..action };
    store::save_action(c, &ctx.scope, &after)?;
    Ok(after)
}

/// Notes the priority with its event; whoever calls saves the action's next version. False: that is what it was.
pub(super) fn prioritise(c: &mut Db, ctx: &Ctx, action: &Action, priority: Severity) -> Result<bool> {
    let before = store::priorities(c, &ctx.scope, &[action])?.get(&action.id).copied();
    if before == Some(priority) {
        return Ok(false);
    }
    let row = Priority {
        id: ctx.new_id(),
        organisation_id: action.organisation_id.clone(),
        action_id: action.id.clone(),
        priority,
        set_by_name: ctx.actor.name.clone(),
        set_at: ctx.instant(),
    };
    store::put_priority(c, &ctx.scope, &row)?;
    #[derive(Serialize)]
    struct Set {
        priority: Option<Severity>,
    }
    let entry = audit::Entry::new("prioritise", "action", &action.id).vendor(&action.vendor_id).named(&action.title);
    audit::record(c, ctx, entry.change(&Set { priority: before }, &Set { priority: Some(priority) }))?;
    Ok(true)
}
