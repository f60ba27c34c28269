//! An organisation's own model: drawn from another, changed, tried, and published by somebody else.

use super::{apply, check_version};
use crate::access::Permission;
use crate::base::refusal::{Checks, FieldError, Refusal, Result};
use crate::base::{Id, text};
use crate::features::tiering::{self, ModelRecord, ModelStatus, TieringModel};
use crate::kit::{Ctx, audit};
use crate::platform::db::Db;
use chrono::{Datelike, Months, NaiveDate};

/// Longest title and decision reference, in characters.
const MAX_TITLE: usize = 200;
/// How far ahead a model can be published.
const MONTHS_AHEAD: u32 = 24;

/// A new draft, drawn from a shipped or published version. Errors: at `title`, `base_version`.
pub fn draft(c: &mut Db, ctx: &Ctx, title: &str, base_version: &str) -> Result<ModelRecord> {
    ctx.require(Permission::ModelEdit)?;
    let organisation_id = ctx.scope.client()?.clone();
    let title = checked_title("title", title)?;
    let base = tiering::models(c, &ctx.scope)?
        .find(base_version)
        .map_err(|_| Refusal::invalid("base_version", "error-unknown"))?;
    let number = tiering::count_models(c, &ctx.scope)? + 1;
    let model = TieringModel {
        version: format!("own-{}-{number}", ctx.today().year()),
        valid_from: ctx.today(),
        ..(*base).clone()
    };
    let record = ModelRecord {
        id: ctx.new_id(),
        organisation_id,
        title,
        model_version: model.version.clone(),
        status: ModelStatus::Draft,
        base_version: base.version.clone(),
        body: body(&model)?,
        decision_reference: None,
        valid_from: None,
        published_by: None,
        published_by_name: None,
        published_at: None,
        applied_at: None,
        created_by: ctx.actor.person_id.clone(),
        created_by_name: ctx.actor.name.clone(),
        created_at: ctx.instant(),
        updated_at: ctx.instant(),
        version: 1,
        drafted_by: "[]".to_string(),
    };
    tiering::insert_model(c, &record)?;
    let entry = audit::Entry::new("create", "tiering_model", &record.id).named(&record.title);
    audit::record(c, ctx, entry.after(&record))?;
    Ok(record)
}

fn body(model: &TieringModel) -> Result<String> {
    serde_json::to_string(model).map_err(Refusal::fault)
}

fn checked_title(field: &str, title: &str) -> Result<String> {
    let mut checks = Checks::default();
    let title = checks.required(field, title);
    if title.chars().count() > MAX_TITLE {
        checks.add(FieldError::new(field, "error-too-long").with("max", MAX_TITLE));
    }
    checks.done()?;
    Ok(title)
}

fn draft_of(record: &ModelRecord) -> Result<()> {
    match record.status {
        ModelStatus::Draft => Ok(()),
        ModelStatus::Published => Err(Refusal::rule("rule-model-published")),
        ModelStatus::Discarded => Err(Refusal::NotFound),
    }
}

/// Changes a draft. A model that nobody could judge by is refused at once, so a draft is always whole.
/// Whoever changes it may not publish it. Errors: `rule-model-published`, Conflict, those of `check_model`.
pub fn edit(
    c: &mut Db,
    ctx: &Ctx,
    id: &Id,
    version: Option<i32>,
    title: Option<&str>,
    change: impl FnOnce(&mut TieringModel) -> Result<()>,
) -> Result<ModelRecord> {
    ctx.require(Permission::ModelEdit)?;
    let before = tiering::find_model(c, &ctx.scope, id)?;
    draft_of(&before)?;
    let stored = before.model()?;
    let weights: Vec<String> = stored.weights.iter().map(|(c, weight)| format!("{c} {weight}")).collect();
    let rules: Vec<&str> = stored.rules.iter().map(|rule| rule.id.as_str()).collect();
    let shown = [("title", before.title.clone()), ("weights", weights.join(", ")), ("rules", rules.join(", "))];
    check_version(version, before.version, &shown)?;
    let title = title.map_or_else(|| Ok(before.title.clone()), |title| checked_title("title", title))?;
    let mut model = stored.clone();
    change(&mut model)?;
    (model.version, model.valid_from) = (stored.version.clone(), stored.valid_from);
    // Words of a rule that is gone go with it.
    let ids: Vec<String> = model.rules.iter().map(|rule| format!("rule-{}", rule.id)).collect();
    model.words.retain(|key, _| !key.starts_with("rule-") || ids.contains(key));
    tiering::check_model(&model)?;
    let mut drafters: Vec<Id> = serde_json::from_str(&before.drafted_by).unwrap_or_default();
    if !drafters.contains(&ctx.actor.person_id) {
        drafters.push(ctx.actor.person_id.clone());
    }
    let after = ModelRecord {
        title,
        body: body(&model)?,
        drafted_by: serde_json::to_string(&drafters).map_err(Refusal::fault)?,
        updated_at: ctx.instant(),
        version: before.version + 1,
        ..before.clone()
    };
    tiering::save_model(c, &ctx.scope, &after)?;
    let entry = audit::Entry::new("update", "tiering_model", id).named(&after.title);
    audit::record(c, ctx, entry.change(&before, &after))?;
    Ok(after)
}

/// Puts a draft away. It stays in the log.
pub fn discard(c: &mut Db, ctx: &Ctx, id: &Id, version: Option<i32>) -> Result<ModelRecord> {
    ctx.require(Permission::ModelEdit)?;
    let before = tiering::find_model(c, &ctx.scope, id)?;
    draft_of(&before)?;
    check_version(version, before.version, &[("title", before.title.clone())])?;
    let after = ModelRecord {
        status: ModelStatus::Discarded,
        updated_at: ctx.instant(),
        version: before.version + 1,
        ..before.clone()
    };
    tiering::save_model(c, &ctx.scope, &after)?;
    let entry = audit::Entry::new("discard", "tiering_model", id).named(&after.title);
    audit::record(c, ctx, entry.change(&before, &after))?;
    Ok(after)
}

/// Publishes a draft by a decision. From `valid_from` everybody is judged by it, and the register is judged
/// anew that day; what was judged before keeps its version. Nobody publishes what they have drafted.
/// Errors: at `decision_reference`, `valid_from`; `rule-model-own-draft`, `rule-model-published`, Conflict.
pub fn publish(
    c: &mut Db,
    ctx: &Ctx,
    id: &Id,
    version: Option<i32>,
    decision_reference: &str,
    valid_from: Option<NaiveDate>,
) -> Result<ModelRecord> {
    ctx.require(Permission::ModelPublish)?;
    let before = tiering::find_model(c, &ctx.scope, id)?;
    draft_of(&before)?;
    if before.drafters().contains(&ctx.actor.person_id) {
        return Err(Refusal::rule("rule-model-own-draft"));
    }
    check_version(version, before.version, &[("title", before.title.clone())])?;
    let mut checks = Checks::default();
    let reference = checks.required("decision_reference", decision_reference);
    if reference.chars().count() > MAX_TITLE {
        checks.add(FieldError::new("decision_reference", "error-too-long").with("max", MAX_TITLE));
    }
    let latest = ctx.today().checked_add_months(Months::new(MONTHS_AHEAD)).unwrap_or(ctx.today());
    match valid_from {
        None => checks.that(false, "valid_from", "error-required"),
        Some(day) => {
            checks.that(day >= ctx.today(), "valid_from", "error-date-past");
            if day > latest {
                checks.add(FieldError::new("valid_from", "error-model-too-far").with("latest", latest));
            }
        }
    }
    checks.done()?;
    let valid_from = valid_from.unwrap_or(ctx.today());
    let mut model = before.model()?;
    model.valid_from = valid_from;
    tiering::check_model(&model)?;
    let after = ModelRecord {
        status: ModelStatus::Published,
        body: body(&model)?,
        decision_reference: text::non_empty(&reference),
        valid_from: Some(valid_from),
        published_by: Some(ctx.actor.person_id.clone()),
        published_by_name: Some(ctx.actor.name.clone()),
        published_at: Some(ctx.instant()),
        updated_at: ctx.instant(),
        version: before.version + 1,
        ..before.clone()
    };
    tiering::save_model(c, &ctx.scope, &after)?;
    let entry = audit::Entry::new("publish", "tiering_model", id).named(&after.title);
    audit::record(c, ctx, entry.change(&before, &after))?;
    if valid_from == ctx.today() {
        apply::queue(c, ctx, &after)?;
    }
    Ok(after)
}
