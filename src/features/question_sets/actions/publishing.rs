//! A draft is published by a decision, or put away.

use super::versions::open_draft;
use super::{MAX_REASON, MAX_TITLE, refuse};
use crate::access::Permission;
use crate::base::refusal::Checks;
use crate::base::{Id, Refusal, Result, text};
use crate::features::question_sets::model::VersionState;
use crate::features::question_sets::records::VersionRow;
use crate::features::question_sets::{rules, store};
use crate::kit::snapshot::{canonical_json, sha256_hex};
use crate::kit::{Ctx, audit};
use crate::platform::db::Db;
use serde_json::{Value, json};

/// What is said when a version is published.
#[derive(Debug, Clone, Default)]
pub struct Publication {
    pub decision_reference: String,
    /// What is new since the version before.
    pub change_log: String,
    /// Why a set without a single critical question is published.
    pub no_critical_reason: String,
}

/// Publishes a draft. From then on it can be sent, and nobody changes it.
/// Errors: at the fields of the publication; everything in `rules::problems`, at its place; `rule-sets-published`.
pub fn publish(c: &mut Db, ctx: &Ctx, id: &Id, version: Option<i32>, said: &Publication) -> Result<VersionRow> {
    ctx.require(Permission::ModelPublish)?;
    let before = open_draft(c, ctx, id, version)?;
    let body = before.read_body()?;
    let mut checks = Checks::default();
    checks.required("decision_reference", &said.decision_reference);
    checks.longest("decision_reference", &said.decision_reference, MAX_TITLE);
    checks.required("change_log", &said.change_log);
    checks.longest("change_log", &said.change_log, MAX_REASON);
    checks.longest("no_critical_reason", &said.no_critical_reason, MAX_REASON);
    let lacking = rules::lacks_critical(&body);
    if lacking {
        let reason = text::non_empty(&said.no_critical_reason);
        checks.that(reason.is_some(), "no_critical_reason", "error-sets-no-critical");
    }
    checks.done()?;
    refuse(rules::problems(&body).iter(), &body)?;
    let whole = serde_json::to_value(&body).map_err(Refusal::fault)?;
    let row = VersionRow {
        state: VersionState::Published,
        decision_reference: text::non_empty(&said.decision_reference),
        change_log: text::non_empty(&said.change_log),
        no_critical_reason: text::non_empty(&said.no_critical_reason).filter(|_| lacking),
        sha256: Some(sha256_hex(&canonical_json(&whole))),
        published_by: Some(ctx.actor.person_id.clone()),
        published_by_name: Some(ctx.actor.name.clone()),
        published_at: Some(ctx.instant()),
        updated_at: ctx.instant(),
        version: before.version + 1,
        ..before.clone()
    };
    store::save_version(c, &ctx.scope, &row)?;
    let name = store::find_set(c, &ctx.scope, &row.set_id)?.title_sv;
    let entry = audit::Entry::new("publish", "question_set_version", id).named(format!("{name} {}", row.number));
    audit::record(c, ctx, entry.change(&told(&before), &told(&row)))?;
    Ok(row)
}

/// Puts a draft away; it stays in the log. Errors: `rule-sets-published`, Conflict.
pub fn discard(c: &mut Db, ctx: &Ctx, id: &Id, version: Option<i32>) -> Result<VersionRow> {
    ctx.require(Permission::ModelEdit)?;
    let before = open_draft(c, ctx, id, version)?;
    let row = VersionRow {
        state: VersionState::Discarded,
        updated_at: ctx.instant(),
        version: before.version + 1,
        ..before.clone()
    };
    store::save_version(c, &ctx.scope, &row)?;
    let entry = audit::Entry::new("discard", "question_set_version", id);
    audit::record(c, ctx, entry.change(&told(&before), &told(&row)))?;
    Ok(row)
}

fn told(row: &VersionRow) -> Value {
    json!({
        "state": row.state,
        "decision_reference": row.decision_reference,
        "change_log": row.change_log,
        "no_critical_reason": row.no_critical_reason,
        "sha256": row.sha256,
    })
}
