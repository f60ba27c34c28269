//! What the vendor says about the criteria, and the files that show it.

use super::applying::editable;
use super::{MAX_TEXT, check_version, save};
use crate::access::Permission;
use crate::base::refusal::{Checks, Refusal, Result};
use crate::base::{Id, text};
use crate::features::subcontractors::model::{CaseState, ClaimAnswer, CriteriaModel};
use crate::features::subcontractors::records::{Case, Claim};
use crate::features::subcontractors::store;
use crate::kit::Ctx;
use crate::kit::attachments::{self, Attachment, Target};
use crate::kit::web::Received;
use crate::platform::db::Db;

/// What the vendor says about one criterion.
#[derive(Debug, Clone)]
pub struct ClaimInput {
    pub criterion: i32,
    pub answer: Option<ClaimAnswer>,
    pub note: Option<String>,
}

/// Writes down what the vendor says about some criteria. Errors: `criterion_<n>` for one that is not
/// asked, `note_<n>` for a text that is too long; `rule-subcontract-locked`; `Conflict`.
pub fn claim(c: &mut Db, ctx: &Ctx, id: &Id, version: Option<i32>, all: &[ClaimInput]) -> Result<Case> {
    let before = editable(c, ctx, id)?;
    check_version(version, &before)?;
    let model = CriteriaModel::named(&before.criteria_version);
    let mut checks = Checks::default();
    for one in all {
        let known = model.of(before.is_care, before.is_processor).any(|k| k.number == one.criterion && k.asked);
        checks.that(known, &format!("criterion_{}", one.criterion), "error-unknown");
        checks.longest(&format!("note_{}", one.criterion), one.note.as_deref().unwrap_or_default(), MAX_TEXT);
    }
    checks.done()?;
    let stored = store::claims(c, &before)?;
    for one in all {
        let old = stored.iter().find(|claim| claim.criterion == one.criterion);
        let note = one.note.as_deref().and_then(text::non_empty);
        if old.is_some_and(|old| old.answer == one.answer && old.note == note)
            || (old.is_none() && one.answer.is_none() && note.is_none())
        {
            continue;
        }
        let row = Claim {
            id: old.map_or_else(|| ctx.new_id(), |old| old.id.clone()),
            organisation_id: before.organisation_id.clone(),
            case_id: before.id.clone(),
            criterion: one.criterion,
            answer: one.answer,
            note,
            claimed_by_name: ctx.actor.name.clone(),
            claimed_at: ctx.instant(),
        };
        store::put_claim(c, &row, old.is_none())?;
    }
    save(c, ctx, "answer", &before, before.clone())
}

/// Attaches a file to a criterion, or the certificate of deletion. The region attaches only where it
/// has asked for the vendor. Errors: `error-unknown` at `part`; `rule-subcontract-locked`.
pub fn attach(c: &mut Db, ctx: &Ctx, id: &Id, part: &str, file: &Received) -> Result<Attachment> {
    ctx.require(Permission::SubcontractApply)?;
    let case = store::find(c, &ctx.scope, id)?;
    let deletion = part == DELETION;
    if deletion {
        if !(case.state.is_allowed() || case.state == CaseState::Revoked) {
            return Err(Refusal::rule("rule-subcontract-locked"));
        }
    } else {
        editable(c, ctx, id)?;
        let model = CriteriaModel::named(&case.criteria_version);
        let known = model.of(case.is_care, case.is_processor).any(|k| k.asked && k.number.to_string() == part);
        if !known {
            return Err(Refusal::invalid("part", "error-unknown"));
        }
    }
    let target = Target {
        organisation_id: &case.organisation_id,
        vendor_id: Some(&case.vendor_id),
        object_type: "subcontract",
        object_id: &case.id,
        part,
        shared: true,
    };
    attachments::add(c, ctx, &target, &file.file_name, file.media_type, &file.stored)
}

/// The part of a case that the certificate of deletion belongs to.
pub const DELETION: &str = "deletion";

/// The files of a case, in the order they came.
pub fn evidence(c: &mut Db, ctx: &Ctx, case: &Case) -> Result<Vec<Attachment>> {
    attachments::of_object(c, &ctx.scope, std::slice::from_ref(&case.vendor_id), &case.id)
}
