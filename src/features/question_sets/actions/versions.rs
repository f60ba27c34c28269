//! Changes of a draft. The log keeps what was changed, not the whole set each time.

use super::{check_version, refuse};
use crate::access::Permission;
use crate::base::{Id, Refusal, Result};
use crate::features::question_sets::model::{Body, Section, SetQuestion, VersionState};
use crate::features::question_sets::records::VersionRow;
use crate::features::question_sets::{rules, store};
use crate::kit::{Ctx, audit};
use crate::platform::db::Db;
use serde::Serialize;
use serde_json::json;

/// The text of a body as it is stored, and how many questions it has.
pub fn stored(body: &Body) -> Result<(String, i32)> {
    let text = serde_json::to_string(body).map_err(Refusal::fault)?;
    Ok((text, i32::try_from(body.questions.len()).map_err(Refusal::fault)?))
}

/// A draft that may be changed. Errors: NotFound, `rule-sets-published`, Conflict.
pub fn open_draft(c: &mut Db, ctx: &Ctx, id: &Id, version: Option<i32>) -> Result<VersionRow> {
    let row = store::find(c, &ctx.scope, id)?;
    if row.state != VersionState::Draft {
        return Err(Refusal::rule("rule-sets-published"));
    }
    check_version(version, &row)?;
    Ok(row)
}

fn save(c: &mut Db, ctx: &Ctx, before: &VersionRow, body: &Body, entry: audit::Entry) -> Result<VersionRow> {
    let (text, question_count) = stored(body)?;
    let row = VersionRow {
        body: text,
        question_count,
        updated_at: ctx.instant(),
        version: before.version + 1,
        ..before.clone()
    };
    store::save_version(c, &ctx.scope, &row)?;
    audit::record(c, ctx, entry)?;
    Ok(row)
}

fn entry(verb: &'static str, row: &VersionRow, name: &str) -> audit::Entry {
    audit::Entry::new(verb, "question_set_version", &row.id).named(name)
}

/// Puts a question in a draft: a new one without `old_id`, else in that one's place; `place` is where it stands in its
/// section, from 1. Errors: at the fields of `rules::problems`, but for what only a publication refuses.
pub fn put_question(
    c: &mut Db,
    ctx: &Ctx,
    id: &Id,
    version: Option<i32>,
    (old_id, place): (Option<&str>, Option<usize>),
    question: SetQuestion,
) -> Result<VersionRow> {
    ctx.require(Permission::ModelEdit)?;
    let before = open_draft(c, ctx, id, version)?;
    let mut body = before.read_body()?;
    let old = match old_id {
        None => None,
        Some(old_id) => {
            let at = body.questions.iter().position(|q| q.id == old_id).ok_or(Refusal::NotFound)?;
            Some((at, body.questions.remove(at)))
        }
    };
    // Whoever waits for a question goes on waiting for it under its new name.
    if let Some((_, old)) = old.as_ref().filter(|(_, old)| old.id != question.id) {
        for condition in body.questions.iter_mut().filter_map(|q| q.condition.as_mut()) {
            if condition.question == old.id {
                condition.question = question.id.clone();
            }
        }
    }
    let new_id = question.id.clone();
    let at = match (place, &old) {
        (None, Some((at, _))) => *at,
        (place, _) => place_in(&body, &question.section, place),
    };
    body.questions.insert(at.min(body.questions.len()), question);
    body.sort();
    let problems = rules::problems(&body);
    let own = problems.iter().filter(|p| !p.late && p.question.as_deref() == Some(new_id.as_str()));
    let errors: Vec<_> = own
        .map(|p| crate::base::FieldError { field: p.field.to_string(), code: p.code, args: p.args.clone() })
        .collect();
    if !errors.is_empty() {
        return Err(Refusal::Invalid(errors));
    }
    // Nothing else in the set may break by it: a condition may wait for an answer that is no longer there.
    refuse(problems.iter().filter(|p| !p.late), &body)?;
    let new = body.question(&new_id);
    let told = match &old {
        Some((_, old)) => entry("update", &before, &new_id).change(old, &new),
        None => entry("update", &before, &new_id).after(&json!({ "question": new })),
    };
    save(c, ctx, &before, &body, told)
}

/// The index at which a question comes to stand as number `place` of its section; the last without one.
fn place_in(body: &Body, section: &str, place: Option<usize>) -> usize {
    let of_section: Vec<usize> =
        body.questions.iter().enumerate().filter(|(_, q)| q.section == section).map(|(at, _)| at).collect();
    let wanted = place.and_then(|place| of_section.get(place.saturating_sub(1)).copied());
    wanted.or_else(|| of_section.last().map(|at| at + 1)).unwrap_or(body.questions.len())
}

/// Takes a question out of a draft. Errors: NotFound; at `condition` when another question waits for it.
pub fn remove_question(c: &mut Db, ctx: &Ctx, id: &Id, version: Option<i32>, question_id: &str) -> Result<VersionRow> {
    ctx.require(Permission::ModelEdit)?;
    let before = open_draft(c, ctx, id, version)?;
    let mut body = before.read_body()?;
    let at = body.questions.iter().position(|q| q.id == question_id).ok_or(Refusal::NotFound)?;
    let gone = body.questions.remove(at);
    let waits = |q: &&SetQuestion| q.condition.as_ref().is_some_and(|condition| condition.question == question_id);
    if let Some(other) = body.questions.iter().find(waits) {
        return Err(Refusal::rule_with(
            "rule-sets-waited-for",
            &[("question", question_id.to_string()), ("other", other.id.clone())],
        ));
    }
    save(c, ctx, &before, &body, entry("update", &before, question_id).change(&Some(&gone), &json!({})))
}

/// The sections of a draft in their order. One that has questions cannot be taken away.
/// Errors: at `sections`; `rule-sets-section-used`.
pub fn set_sections(
    c: &mut Db,
    ctx: &Ctx,
    id: &Id,
    version: Option<i32>,
    sections: Vec<Section>,
) -> Result<VersionRow> {
    ctx.require(Permission::ModelEdit)?;
    let before = open_draft(c, ctx, id, version)?;
    let mut body = before.read_body()?;
    let old = std::mem::replace(&mut body.sections, sections);
    if let Some(lost) = body.questions.iter().find(|question| body.section(&question.section).is_none()) {
        return Err(Refusal::rule_with("rule-sets-section-used", &[("section", lost.section.clone())]));
    }
    body.sort();
    refuse(rules::problems(&body).iter().filter(|p| !p.late), &body)?;
    let told = Sections { sections: &old };
    let entry = entry("update", &before, "").change(&told, &Sections { sections: &body.sections });
    save(c, ctx, &before, &body, entry)
}

#[derive(Serialize)]
struct Sections<'a> {
    sections: &'a [Section],
}

/// Puts a whole body in the place of the draft's: an import, or the API. Errors: at the places in the body.
pub fn replace(c: &mut Db, ctx: &Ctx, id: &Id, version: Option<i32>, mut body: Body) -> Result<VersionRow> {
    ctx.require(Permission::ModelEdit)?;
    let before = open_draft(c, ctx, id, version)?;
    refuse(rules::problems(&body).iter().filter(|p| !p.late), &body)?;
    body.sort();
    let counts = |questions: i32, body: &Body| json!({ "questions": questions, "sections": body.sections.len() });
    let old = before.read_body()?;
    let told =
        entry("update", &before, "").change(&counts(before.question_count, &old), &counts(stored(&body)?.1, &body));
    save(c, ctx, &before, &body, told)
}
