//! Files that support an answer. They belong to the client, as the answers do, and are shared.

use super::records::Assessment;
use super::{library, rules, store};
use crate::access::{Permission, Side};
use crate::base::{Id, Refusal, Result};
use crate::kit::Ctx;
use crate::kit::attachments::{self, Attachment, Target};
use crate::kit::web::{Received, Web};
use crate::platform::db::Db;
use chrono::NaiveDate;

/// All evidence of an assessment, in the order it came.
pub fn of_assessment(c: &mut Db, ctx: &Ctx, assessment: &Assessment) -> Result<Vec<Attachment>> {
    attachments::of_object(c, &ctx.scope, std::slice::from_ref(&assessment.vendor_id), &assessment.id)
}

/// One file of an assessment that the scope may see.
pub fn find(c: &mut Db, ctx: &Ctx, assessment_id: &Id, attachment_id: &Id) -> Result<Attachment> {
    let assessment = store::find(c, &ctx.scope, assessment_id)?;
    // Drafts are the vendor's own until they are handed in, and so is what supports them.
    if ctx.scope.side() == Side::Region && assessment.submitted_at.is_none() {
        return Err(Refusal::NotFound);
    }
    let found = attachments::find(c, &ctx.scope, std::slice::from_ref(&assessment.vendor_id), attachment_id)?;
    if found.object_id == assessment.id.as_str() { Ok(found) } else { Err(Refusal::NotFound) }
}

/// Attaches a received file to one question; `last` is the last day that it holds, when that was said.
/// Errors: as for saving an answer; NotFound for a question that is not asked; `error-evidence-expired`.
pub fn attach(
    c: &mut Db,
    ctx: &Ctx,
    (assessment_id, question_id): (&Id, &str),
    file: &Received,
    last: Option<NaiveDate>,
) -> Result<Attachment> {
    let assessment = open_at(c, ctx, assessment_id, question_id)?;
    library::check_new("expires_on", last, ctx.today()).map_err(|error| Refusal::Invalid(vec![error]))?;
    let target = target(&assessment, question_id);
    let attachment = attachments::add(c, ctx, &target, &file.file_name, file.media_type, &file.stored)?;
    if let Some(last) = last {
        library::note_last_day(c, ctx, &attachment, assessment_id, last)?;
    }
    Ok(attachment)
}

/// The assessment, open for new evidence at a question that it asks.
pub(super) fn open_at(c: &mut Db, ctx: &Ctx, assessment_id: &Id, question_id: &str) -> Result<Assessment> {
    ctx.require(Permission::AnswerEdit)?;
    ctx.scope.vendor()?;
    let assessment = open_for_change(c, ctx, assessment_id)?;
    if !super::questions_of(c, &assessment)?.iter().any(|question| question.id == question_id) {
        return Err(Refusal::NotFound);
    }
    Ok(assessment)
}

/// Where a file that supports an answer belongs.
pub(super) fn target<'a>(assessment: &'a Assessment, question_id: &'a str) -> Target<'a> {
    Target {
        organisation_id: &assessment.organisation_id,
        vendor_id: Some(&assessment.vendor_id),
        object_type: "assessment",
        object_id: &assessment.id,
        part: question_id,
        shared: true,
    }
}

/// Takes a file away from its question.
pub fn remove(c: &mut Db, ctx: &Ctx, assessment_id: &Id, attachment_id: &Id) -> Result<()> {
    ctx.require(Permission::AnswerEdit)?;
    ctx.scope.vendor()?;
    open_for_change(c, ctx, assessment_id)?;
    let attachment = find(c, ctx, assessment_id, attachment_id)?;
    attachments::remove(c, ctx, &attachment)
}

/// Handing in or taking away evidence is part of answering: it begins the work and it takes up
/// what was returned.
fn open_for_change(c: &mut Db, ctx: &Ctx, id: &Id) -> Result<Assessment> {
    let mut assessment = store::find(c, &ctx.scope, id)?;
    let status = rules::answer(assessment.status)?;
    if status != assessment.status {
        assessment.status = status;
        assessment.version += 1;
        store::update(c, &ctx.scope, &assessment)?;
    }
    Ok(assessment)
}

/// Sends a file that the person may see.
pub async fn download(web: &Web, assessment_id: Id, attachment_id: Id) -> crate::kit::web::Answer {
    let attachment = web.read(move |c, ctx| find(c, ctx, &assessment_id, &attachment_id)).await?;
    web.send_attachment(attachment).await
}
