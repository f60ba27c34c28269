//! The root cause of a finding.

use super::MAX_TEXT;
use crate::access::Permission;
use crate::base::Id;
use crate::base::refusal::{Checks, Refusal, Result, check_version};
use crate::features::findings;
use crate::features::plans::model::{CauseConfidence, CauseKind};
use crate::features::plans::records::FindingCause;
use crate::features::plans::store;
use crate::kit::{Ctx, audit};
use crate::platform::db::Db;
use std::collections::BTreeMap;

/// A root cause as typed.
#[derive(Debug, Clone)]
pub struct CauseInput {
    pub kind: CauseKind,
    pub confidence: CauseConfidence,
    pub description: String,
}

/// Says why a finding came about, or changes what was said; `version` is 0 for the first.
/// Errors: at the fields, NotFound, Conflict, `rule-finding-closed`.
pub fn set_cause(
    c: &mut Db,
    ctx: &Ctx,
    finding_id: &Id,
    version: Option<i32>,
    input: &CauseInput,
) -> Result<FindingCause> {
    ctx.require(Permission::FindingEdit)?;
    let finding = findings::find_finding(c, &ctx.scope, finding_id)?;
    let before = store::cause_of(c, &ctx.scope, finding_id)?;
    check_version(version, before.as_ref().map_or(0, |cause| cause.version), || {
        BTreeMap::from([(
            "description".to_string(),
            before.as_ref().map(|cause| cause.description.clone()).unwrap_or_default(),
        )])
    })?;
    if !finding.is_open() {
        return Err(Refusal::rule("rule-finding-closed"));
    }
    let mut checks = Checks::default();
    let description = checks.required("description", &input.description);
    checks.longest("description", &description, MAX_TEXT);
    let unknown = input.kind == CauseKind::Unknown && input.confidence == CauseConfidence::Confirmed;
    checks.that(!unknown, "confidence", "error-cause-unknown-confirmed");
    checks.done()?;
    let after = FindingCause {
        id: before.as_ref().map_or_else(|| ctx.new_id(), |cause| cause.id.clone()),
        organisation_id: finding.organisation_id.clone(),
        finding_id: finding.id.clone(),
        kind: input.kind,
        confidence: input.confidence,
        description,
        written_by_name: ctx.actor.name.clone(),
        written_at: ctx.instant(),
        version: before.as_ref().map_or(1, |cause| cause.version + 1),
    };
    // on the finding itself, so that its history tells it
    let entry = audit::Entry::new("finding_cause", "finding", &finding.id).vendor(&finding.vendor_id);
    let entry = entry.named(&finding.title);
    match &before {
        Some(before) => {
            store::save_cause(c, &ctx.scope, &after)?;
            audit::record(c, ctx, entry.change(before, &after))?;
        }
        None => {
            store::insert_cause(c, &after)?;
            audit::record(c, ctx, entry.after(&after))?;
        }
    }
    Ok(after)
}
