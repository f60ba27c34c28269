//! Saying that somebody has read a legal source in force. The organisation says it for itself.

use super::{MAX_NAME, MAX_TEXT};
use crate::access::Permission;
use crate::base::refusal::Checks;
use crate::base::{Result, text};
use crate::features::clause_library::library;
use crate::features::clause_library::model::LegalState;
use crate::features::clause_library::records::LegalVerification;
use crate::features::clause_library::store;
use crate::kit::{Ctx, audit};
use crate::platform::db::Db;
use chrono::NaiveDate;

#[derive(Debug, Clone)]
pub struct NewVerification {
    /// As the clauses write it.
    pub reference: String,
    /// Where it was read: an address, a consolidated edition.
    pub source: String,
    pub read_on: Option<NaiveDate>,
    pub state: LegalState,
    pub note: Option<String>,
}

/// Records who has read the source, when and where; or takes it back. Errors: at `reference` (`error-unknown` when no
/// clause of the library names it), `source`, `read_on` (`error-legal-future`) and `note`.
pub fn verify(c: &mut Db, ctx: &Ctx, new: &NewVerification) -> Result<LegalVerification> {
    ctx.require(Permission::LegalVerify)?;
    let organisation_id = ctx.scope.client()?.clone();
    let known = library::references(&library::library(c, &ctx.scope)?);
    let mut checks = Checks::default();
    let reference = checks.required("reference", &new.reference);
    checks.that(reference.is_empty() || known.contains_key(&reference), "reference", "error-unknown");
    let source = checks.required("source", &new.source);
    checks.longest("source", &source, MAX_NAME);
    let note = new.note.as_deref().and_then(text::non_empty);
    checks.longest("note", note.as_deref().unwrap_or_default(), MAX_TEXT);
    checks.that(new.state == LegalState::Verified || note.is_some(), "note", "error-reason-required");
    checks.that(new.read_on.is_some(), "read_on", "error-required");
    checks.that(new.read_on.is_none_or(|day| day <= ctx.today()), "read_on", "error-legal-future");
    checks.done()?;
    let row = LegalVerification {
        id: ctx.new_id(),
        organisation_id,
        reference,
        source,
        read_on: new.read_on.unwrap_or(ctx.today()),
        state: new.state,
        note,
        verified_by: ctx.actor.person_id.clone(),
        verified_by_name: ctx.actor.name.clone(),
        verified_at: ctx.instant(),
    };
    store::insert_legal(c, &row)?;
    let verb = if row.state == LegalState::Verified { "verify" } else { "cancel" };
    let entry = audit::Entry::new(verb, "legal_verification", &row.id).named(&row.reference).after(&row);
    audit::record(c, ctx, entry)?;
    Ok(row)
}
