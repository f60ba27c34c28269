//! Changes to services, platforms and information types.

mod breaches;
mod classify;
mod listed;
mod platforms;
mod publish;
mod services;
mod types;

pub use breaches::{Asked, raise, sweep};
pub use classify::{Confirmation, answer_lowering, classify, confirm_unchanged};
pub use listed::{ListedStep, take_listed};
pub use platforms::{NewRule, add_platform, row as new_platform, set_rule, update_platform};
pub use publish::{NewException, ask_publication, decide_publication, end_exception, make_exception};
pub use services::{Stop, add, add_row, row as new_row, save_row, stop, update};
pub use types::{add_type, catalogue, update_type};

use super::model::{Class, ClassRefused};
use crate::base::{Id, Refusal, Result};
use crate::kit::audit::Entry;
use crate::kit::{Ctx, audit};
use crate::platform::db::Db;

/// A change on a platform may have brought a service above it.
pub fn raise_breaches(c: &mut Db, ctx: &Ctx, platform_id: Option<&Id>) -> Result<()> {
    match platform_id {
        Some(id) => raise(c, ctx, Some(id), Asked::Change).map(drop),
        None => Ok(()),
    }
}

/// The class, or nothing when level 4 closed the gate. All that is kept of that is one event that
/// says nobody's name and no object: what it was about is handled outside the system (domain.md 2.1).
pub fn gate(c: &mut Db, ctx: &Ctx, class: Class, prefix: &str) -> Result<Option<Class>> {
    match class.checked(prefix) {
        Ok(class) => Ok(Some(class)),
        Err(ClassRefused::Wrong(errors)) => Err(Refusal::Invalid(errors)),
        Err(ClassRefused::SecurityProtection) => {
            note_gate(c, ctx)?;
            Ok(None)
        }
    }
}

/// The event of a closed gate: who and when, and nothing of what.
pub fn note_gate(c: &mut Db, ctx: &Ctx) -> Result<()> {
    let organisation_id = ctx.scope.client()?.clone();
    audit::record(c, ctx, Entry::new("stop", "security_gate", &organisation_id))
}
