//! A new set, and a new version of one: from a shipped set, from an earlier version, or empty.

use super::{MAX_TITLE, versions::stored};
use crate::access::Permission;
use crate::base::refusal::Checks;
use crate::base::{Id, Refusal, Result, text};
use crate::features::controls::{QuestionSet, catalogue};
use crate::features::question_sets::model::{Body, Both, VersionState};
use crate::features::question_sets::records::{SetRow, VersionRow};
use crate::features::question_sets::{seed, store};
use crate::kit::{Ctx, audit};
use crate::platform::db::Db;
use serde_json::json;

/// A set about to be made. `base` is empty, the name of a shipped version, or the id of a version.
#[derive(Debug, Clone, Default)]
pub struct NewSet {
    pub title: Both,
    pub base: String,
}

/// Makes a set with its first draft. Errors: at `title.sv`, `title.en`, `base`.
pub fn add_set(c: &mut Db, ctx: &Ctx, new: &NewSet) -> Result<(SetRow, VersionRow)> {
    ctx.require(Permission::ModelEdit)?;
    let mut checks = Checks::default();
    for (field, title) in [("title.sv", &new.title.sv), ("title.en", &new.title.en)] {
        checks.required(field, title);
        checks.longest(field, title, MAX_TITLE);
    }
    checks.done()?;
    let body = body_of(c, ctx, &new.base)?;
    let set = SetRow {
        id: ctx.new_id(),
        organisation_id: ctx.scope.client()?.clone(),
        number: store::next_number(c, &ctx.scope)?,
        title_sv: text::tidy(&new.title.sv),
        title_en: text::tidy(&new.title.en),
        created_by: ctx.actor.person_id.clone(),
        created_by_name: ctx.actor.name.clone(),
        created_at: ctx.instant(),
    };
    store::insert_set(c, &set)?;
    audit::record(c, ctx, audit::Entry::new("create", "question_set", &set.id).named(&set.title_sv).after(&set))?;
    let version = draft(c, ctx, &set, 1, &new.base, &body)?;
    Ok((set, version))
}

/// A new draft of a set, drawn from `base`. Errors: `rule-sets-draft-open` while another draft is open; at `base`.
pub fn new_version(c: &mut Db, ctx: &Ctx, set_id: &Id, base: &str) -> Result<VersionRow> {
    ctx.require(Permission::ModelEdit)?;
    let set = store::find_set(c, &ctx.scope, set_id)?;
    let (newest, open) = store::newest(c, &ctx.scope, set_id)?;
    if open {
        return Err(Refusal::rule("rule-sets-draft-open"));
    }
    let body = body_of(c, ctx, base)?;
    draft(c, ctx, &set, newest + 1, base, &body)
}

fn body_of(c: &mut Db, ctx: &Ctx, base: &str) -> Result<Body> {
    if base.is_empty() {
        return Ok(Body::default());
    }
    if let Some(edition) = catalogue().questions(base) {
        return Ok(seed::body_of(edition, QuestionSet::Full));
    }
    let unknown = || Refusal::invalid("base", "error-unknown");
    let id: Id = base.parse().map_err(|_| unknown())?;
    match store::find(c, &ctx.scope, &id) {
        Ok(row) => row.read_body(),
        Err(Refusal::NotFound) => Err(unknown()),
        Err(other) => Err(other),
    }
}

fn draft(c: &mut Db, ctx: &Ctx, set: &SetRow, number: i32, base: &str, body: &Body) -> Result<VersionRow> {
    let (text, question_count) = stored(body)?;
    let row = VersionRow {
        id: ctx.new_id(),
        organisation_id: set.organisation_id.clone(),
        set_id: set.id.clone(),
        number,
        state: VersionState::Draft,
        base: base.to_string(),
        body: text,
        question_count,
        decision_reference: None,
        change_log: None,
        no_critical_reason: None,
        sha256: None,
        published_by: None,
        published_by_name: None,
        published_at: None,
        created_by: ctx.actor.person_id.clone(),
        created_by_name: ctx.actor.name.clone(),
        created_at: ctx.instant(),
        updated_at: ctx.instant(),
        version: 1,
    };
    store::insert_version(c, &row)?;
    let entry = audit::Entry::new("create", "question_set_version", &row.id).named(&set.title_sv);
    audit::record(c, ctx, entry.after(&json!({ "number": number, "base": base, "questions": question_count })))?;
    Ok(row)
}
