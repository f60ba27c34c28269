//! A workbook goes out, comes back and is merged: all of it or nothing, in one transaction.

use super::model::WorkbookState;
use super::plan::{Choices, Plan};
use super::records::AnswerWorkbook;
use super::store;
use crate::access::{Permission, Side};
use crate::base::Id;
use crate::base::refusal::{Refusal, Result};
use crate::features::questionnaires::{self, AnswerEdit, AssessmentStatus, FullAssessment};
use crate::kit::{Ctx, audit};
use crate::platform::db::Db;
use crate::platform::files::Stored;
use serde_json::json;

/// The assessment whose answers may be written, with all of them. Errors: as for saving an answer.
pub fn open(c: &mut Db, ctx: &Ctx, id: &Id) -> Result<FullAssessment> {
    ctx.require(Permission::AnswerEdit)?;
    ctx.scope.vendor()?;
    let full = questionnaires::open(c, &ctx.scope, id)?;
    match full.assessment.status {
        AssessmentStatus::Submitted => Err(Refusal::rule("rule-assessment-submitted")),
        AssessmentStatus::Closed => Err(Refusal::rule("rule-assessment-closed")),
        _ => Ok(full),
    }
}

/// The assessment as a workbook may show it, and whether it may be filled in.
pub fn to_export(c: &mut Db, ctx: &Ctx, id: &Id) -> Result<(FullAssessment, bool)> {
    ctx.require(Permission::AssessmentRead)?;
    let full = questionnaires::open(c, &ctx.scope, id)?;
    Ok((full, ctx.scope.side() == Side::Vendor))
}

/// Keeps a workbook that came back and could be read, until somebody has looked at what it would do.
pub fn keep(c: &mut Db, ctx: &Ctx, id: &Id, file_name: &str, stored: &Stored) -> Result<AnswerWorkbook> {
    let full = open(c, ctx, id)?;
    let row = AnswerWorkbook {
        id: ctx.new_id(),
        organisation_id: full.assessment.organisation_id.clone(),
        assessment_id: full.assessment.id.clone(),
        file_name: file_name.chars().take(200).collect(),
        sha256: stored.sha256.clone(),
        size: stored.size,
        state: WorkbookState::Open,
        uploaded_by: ctx.actor.person_id.clone(),
        uploaded_by_name: ctx.actor.name.clone(),
        uploaded_at: ctx.instant(),
        saved_count: None,
        merged_at: None,
        version: 1,
    };
    store::insert(c, &row)?;
    let entry = audit::Entry::new("create", "answer_workbook", &row.id).vendor(&full.assessment.vendor_id);
    audit::record_for(c, ctx, &row.organisation_id, entry.named(&row.file_name).after(&row))?;
    Ok(row)
}

/// Saves what the workbook says. `plan` plans anew inside the transaction, so nothing that was saved meanwhile is
/// overwritten unseen. Gives how many answers were saved.
/// Errors: `rule-workbook-merged`, `rule-workbook-refused`, `rule-workbook-undecided`, and those of an answer.
pub fn merge(
    c: &mut Db,
    ctx: &Ctx,
    (id, workbook_id): (&Id, &Id),
    choices: &Choices,
    plan: impl FnOnce(&FullAssessment) -> Result<Plan>,
) -> Result<usize> {
    let full = open(c, ctx, id)?;
    let before = store::find(c, &ctx.scope, id, workbook_id)?;
    if before.state == WorkbookState::Merged {
        return Err(Refusal::rule("rule-workbook-merged"));
    }
    let plan = plan(&full)?;
    if plan.rows.iter().any(|row| !row.errors.is_empty()) {
        return Err(Refusal::rule("rule-workbook-refused"));
    }
    if !plan.undecided(choices).is_empty() {
        return Err(Refusal::rule("rule-workbook-undecided"));
    }
    let saved = plan.to_save(choices);
    for row in &saved {
        let edit = AnswerEdit {
            assessment_id: id.clone(),
            question_id: row.question_id.clone(),
            version: row.version,
            given: row.given.clone(),
            shown_on_site: row.on_site,
        };
        questionnaires::save_answer(c, ctx, &edit)?;
    }
    let after = AnswerWorkbook {
        state: WorkbookState::Merged,
        saved_count: i32::try_from(saved.len()).ok(),
        merged_at: Some(ctx.instant()),
        version: before.version + 1,
        ..before.clone()
    };
    store::save(c, &after)?;
    let entry = audit::Entry::new("import", "answer_workbook", &after.id).vendor(&full.assessment.vendor_id);
    let said = json!({ "saved": saved.len() });
    audit::record_for(c, ctx, &after.organisation_id, entry.named(&after.file_name).after(&said))?;
    Ok(saved.len())
}
