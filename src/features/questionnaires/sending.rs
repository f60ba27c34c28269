//! The region's steps with an assessment as a whole: send, return, close.

use super::model::AssessmentStatus;
use super::records::Assessment;
use super::{rules, store};
use crate::access::{Permission, Role};
use crate::base::refusal::Checks;
use crate::base::{Id, Language, Refusal, Result, text};
use crate::features::controls::QuestionSet;
use crate::features::question_sets::{self, Picked};
use crate::features::{accounts, contracts, vendors};
use crate::kit::{Ctx, audit, outbox};
use crate::platform::db::Db;
use chrono::NaiveDate;
use serde_json::json;

/// Messages, remarks and comments are kept to this many characters.
pub(super) const LONGEST_NOTE: usize = 4000;

/// A person at the vendor, the role there, and the language and address of the account.
pub type Answerer = (accounts::Person, Role, Language, String);

/// An assessment about to be sent.
#[derive(Debug, Clone)]
pub struct NewAssessment {
    pub vendor_id: Id,
    pub contract_id: Option<Id>,
    pub question_set: QuestionSet,
    pub due_on: NaiveDate,
    /// Said to the vendor.
    pub message: Option<String>,
    /// Never shown to the vendor.
    pub internal_note: Option<String>,
}

/// Sends a self-assessment to everybody at the vendor who can answer it.
/// Errors: `rule-assessment-nobody` when nobody there has an account; a contract of another vendor
/// or a due date that has passed, at their fields; a vendor that has ended at `vendor_id`.
pub fn send(c: &mut Db, ctx: &Ctx, new: &NewAssessment) -> Result<Assessment> {
    send_set(c, ctx, new, None)
}

/// `send`, with the questions of a published version of an own set in the place of `new.question_set`. What is in
/// focus at the vendor is asked too, and the questions are kept as they are now.
/// Errors: as for `send`; at `question_set` when the version cannot be sent.
pub fn send_set(c: &mut Db, ctx: &Ctx, new: &NewAssessment, version_id: Option<&Id>) -> Result<Assessment> {
    ctx.require(Permission::AssessmentSend)?;
    let vendor = vendors::find(c, &ctx.scope, &new.vendor_id)?;
    let mut checks = Checks::default();
    if let Some(error) = vendors::ended_error(&vendor, "vendor_id") {
        checks.add(error);
    }
    checks.that(new.due_on >= ctx.today(), "due_on", "error-date-past");
    checks.longest("message", new.message.as_deref().unwrap_or_default(), LONGEST_NOTE);
    checks.longest("internal_note", new.internal_note.as_deref().unwrap_or_default(), LONGEST_NOTE);
    if let Some(contract_id) = &new.contract_id {
        let found = contracts::find(c, &ctx.scope, contract_id);
        checks.that(found.is_ok_and(|contract| contract.vendor_id == vendor.id), "contract_id", "error-unknown");
    }
    checks.done()?;
    let people = people_of(c, &vendor)?;
    if people.is_empty() {
        return Err(Refusal::rule("rule-assessment-nobody"));
    }
    let picked = version_id.map_or(Picked::Shipped(new.question_set), |id| Picked::Own(id.clone()));
    let questions = question_sets::pick(c, ctx, &vendor.id, vendor.tier, &picked)?;
    // What waits for an answer is not asked yet.
    let asked = rules::shown(&questions.questions, |_| None).len();
    let row = Assessment {
        id: ctx.new_id(),
        organisation_id: vendor.organisation_id.clone(),
        vendor_id: vendor.id.clone(),
        contract_id: new.contract_id.clone(),
        question_set: if version_id.is_some() { QuestionSet::Full } else { new.question_set },
        catalogue_version: questions.name.clone(),
        tier: vendor.tier,
        status: AssessmentStatus::Sent,
        due_on: new.due_on,
        message: new.message.as_deref().and_then(text::non_empty),
        internal_note: new.internal_note.as_deref().and_then(text::non_empty),
        sent_by: ctx.actor.person_id.clone(),
        sent_by_name: ctx.actor.name.clone(),
        sent_at: ctx.instant(),
        submitted_at: None,
        submitted_late: false,
        declared_by: None,
        declared_role: None,
        return_note: None,
        returned_at: None,
        closed_at: None,
        closed_by_name: None,
        question_count: i32::try_from(asked).map_err(Refusal::fault)?,
        answered_count: 0,
        reviewed_count: 0,
        // What nobody has answered is unknown: 0-100, not an empty field.
        claimed_low: Some(0),
        claimed_high: Some(100),
        verified: Some(0),
        version: 1,
    };
    store::insert(c, &row)?;
    question_sets::ask(c, ctx, &row.id, &questions)?;
    audit::record(
        c,
        ctx,
        audit::Entry::new("send", "assessment", &row.id).vendor(&vendor.id).named(&vendor.legal_name).after(&row),
    )?;
    mail_vendor(c, ctx, &row, "assessment_sent", &people)?;
    Ok(row)
}

/// Sends it back with remarks; the vendor may then change its answers.
/// Errors: `rule-assessment-not-submitted`, `rule-assessment-closed`, remarks missing.
pub fn send_back(c: &mut Db, ctx: &Ctx, id: &Id, remarks: &str) -> Result<Assessment> {
    ctx.require(Permission::AssessmentReview)?;
    ctx.scope.client()?;
    let before = store::find(c, &ctx.scope, id)?;
    let status = rules::send_back(before.status, remarks)?;
    let mut checks = Checks::default();
    checks.longest("remarks", remarks, LONGEST_NOTE);
    checks.done()?;
    let row = Assessment {
        status,
        return_note: text::non_empty(remarks),
        returned_at: Some(ctx.instant()),
        version: before.version + 1,
        ..before.clone()
    };
    keep_step(c, ctx, "return", &before, &row)?;
    let vendor = vendors::find(c, &ctx.scope, &row.vendor_id)?;
    let people = people_of(c, &vendor)?;
    mail_vendor(c, ctx, &row, "assessment_returned", &people)?;
    Ok(row)
}

/// Ends the assessment; the figures stay as they are. Errors as for `send_back`.
pub fn close(c: &mut Db, ctx: &Ctx, id: &Id) -> Result<Assessment> {
    ctx.require(Permission::AssessmentReview)?;
    ctx.scope.client()?;
    let before = store::find(c, &ctx.scope, id)?;
    let status = rules::close(before.status)?;
    super::review_depth::may_close(c, ctx, id)?;
    let row = Assessment {
        status,
        closed_at: Some(ctx.instant()),
        closed_by_name: Some(ctx.actor.name.clone()),
        version: before.version + 1,
        ..before.clone()
    };
    keep_step(c, ctx, "close", &before, &row)?;
    Ok(row)
}

fn keep_step(c: &mut Db, ctx: &Ctx, verb: &'static str, before: &Assessment, row: &Assessment) -> Result<()> {
    store::update(c, &ctx.scope, row)?;
    let (_, vendor_name) = store::names(c, row)?;
    audit::record(
        c,
        ctx,
        audit::Entry::new(verb, "assessment", &row.id).vendor(&row.vendor_id).named(vendor_name).change(before, row),
    )
}

/// Those at the vendor who can answer; nobody before the first one is invited.
pub fn people_of(c: &mut Db, vendor: &vendors::Vendor) -> Result<Vec<Answerer>> {
    vendor
        .vendor_organisation_id
        .as_ref()
        .map_or(Ok(Vec::new()), |organisation_id| accounts::people_of_organisation(c, organisation_id))
}

fn mail_vendor(c: &mut Db, ctx: &Ctx, row: &Assessment, event: &str, people: &[Answerer]) -> Result<()> {
    for (person, _, language, address) in people {
        let Ok(email) = address.parse() else { continue };
        let data = json!({
            "client": ctx.actor.organisation_name,
            "sender": ctx.actor.name,
            "due_on": row.due_on,
            "question_count": row.question_count,
            "message": row.message,
            "remarks": row.return_note,
            "path": format!("/portal/assessments/{}/continue", row.id),
        });
        let mail = outbox::Mail::new(event, &email, &person.name, *language, data);
        outbox::mail(c, ctx, &row.organisation_id, ("assessment", &row.id), &mail)?;
    }
    Ok(())
}
