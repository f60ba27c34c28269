//! The vendor's own answers: save one, take them from an assessment, fill an assessment with them.

use super::records::PassportAnswer;
use super::store;
use crate::access::Permission;
use crate::base::refusal::{self, Checks};
use crate::base::{Id, Refusal, Result, text};
use crate::features::controls::catalogue;
use crate::features::questionnaires::{
    self, AnswerEdit, AnswerStatus, AssessmentStatus, Given, check_value, value_form,
};
use crate::kit::{Ctx, audit};
use crate::platform::db::Db;
use std::collections::BTreeMap;

/// Comments and notes are kept to this many characters.
pub const LONGEST_NOTE: usize = 4_000;

/// What a vendor says of itself on one question. It may be half done.
#[derive(Debug, Clone)]
pub struct AnswerSave {
    pub question_id: String,
    /// The version that the person saw; 0 when there was no answer yet.
    pub version: i32,
    pub given: Given,
    /// Evidence that can be seen on the spot.
    pub shown_on_site: bool,
}

/// Saves one answer of the vendor's own passport; those that it is shown to see the new text.
/// Errors: `NotFound` for a question that today's catalogue does not have; fields that cannot be read;
/// `Conflict` when somebody else saved first.
pub fn save(c: &mut Db, ctx: &Ctx, edit: &AnswerSave) -> Result<PassportAnswer> {
    ctx.require(Permission::AnswerEdit)?;
    ctx.scope.vendor()?;
    let edition = catalogue().current_questions();
    let question = edition.find(&edit.question_id).ok_or(Refusal::NotFound)?;
    let mut checks = Checks::default();
    checks.longest("comment", &edit.given.comment, LONGEST_NOTE);
    for error in check_value(&question.answer_type, &edit.given.value) {
        checks.add(error);
    }
    checks.done()?;
    let before = store::answers(c, &ctx.scope)?.remove(&question.id);
    let now = before.as_ref().map_or(0, |old| old.version);
    refusal::check_version(Some(edit.version), now, || texts(before.as_ref()))?;
    let row = row_of(ctx, before.as_ref(), &question.id, (&edit.given, edit.shown_on_site));
    if before.as_ref().is_some_and(|old| same(old, &row)) {
        return before.ok_or(Refusal::NotFound);
    }
    store::put_answer(c, &ctx.scope, &row)?;
    note(c, ctx, before.as_ref(), &row)?;
    Ok(row)
}

fn row_of(
    ctx: &Ctx,
    before: Option<&PassportAnswer>,
    question_id: &str,
    (given, shown_on_site): (&Given, bool),
) -> PassportAnswer {
    PassportAnswer {
        id: before.map_or_else(|| ctx.new_id(), |old| old.id.clone()),
        organisation_id: ctx.actor.organisation_id.clone(),
        question_id: question_id.to_string(),
        catalogue_version: catalogue().current_questions().version.to_string(),
        status: given.status,
        value: given.value.to_string(),
        comment: text::non_empty(&given.comment),
        shown_on_site,
        answered_by: ctx.actor.person_id.clone(),
        answered_by_name: ctx.actor.name.clone(),
        answered_at: ctx.instant(),
        version: before.map_or(0, |old| old.version) + 1,
    }
}

fn same(old: &PassportAnswer, new: &PassportAnswer) -> bool {
    (old.status, old.given().value, &old.comment, old.shown_on_site)
        == (new.status, new.given().value, &new.comment, new.shown_on_site)
}

fn note(c: &mut Db, ctx: &Ctx, before: Option<&PassportAnswer>, row: &PassportAnswer) -> Result<()> {
    let verb = if before.is_some() { "update" } else { "create" };
    let entry = audit::Entry::new(verb, "passport_answer", &row.id).named(&row.question_id);
    let entry = match before {
        Some(old) => entry.change(old, row),
        None => entry.after(row),
    };
    audit::record(c, ctx, entry)
}

/// What is stored, named as in the form.
fn texts(stored: Option<&PassportAnswer>) -> BTreeMap<String, String> {
    let Some(answer) = stored else { return BTreeMap::new() };
    let mut texts = value_form::texts(&answer.given().value);
    texts.insert("status".to_string(), answer.status.map(AnswerStatus::as_str).unwrap_or_default().to_string());
    texts.insert("comment".to_string(), answer.comment.clone().unwrap_or_default());
    texts.insert("shown_on_site".to_string(), if answer.shown_on_site { "1" } else { "" }.to_string());
    texts
}

/// The version of the vendor's own answer to a question; 0 when there is none.
pub fn own_version(c: &mut Db, ctx: &Ctx, question_id: &str) -> Result<i32> {
    Ok(store::answers(c, &ctx.scope)?.get(question_id).map_or(0, |answer| answer.version))
}

/// Fills what is not answered yet in an assessment with the passport's answers, those that the vendor shows the client
/// that asks. What is answered already stays. Returns how many were filled.
/// Errors: NotFound; `rule-assessment-submitted`, `rule-assessment-closed`.
pub fn fill(c: &mut Db, ctx: &Ctx, assessment_id: &Id) -> Result<usize> {
    ctx.require(Permission::AnswerEdit)?;
    ctx.scope.vendor()?;
    let full = questionnaires::open(c, &ctx.scope, assessment_id)?;
    let edits = fitting(c, ctx, &full)?;
    for edit in &edits {
        questionnaires::save_answer(c, ctx, edit)?;
    }
    Ok(edits.len())
}

/// The answers of the passport that would go into an assessment: shown to the client that asks, and to questions
/// that nobody has answered there.
pub fn fitting(c: &mut Db, ctx: &Ctx, full: &questionnaires::FullAssessment) -> Result<Vec<AnswerEdit>> {
    let shares = store::shares(c, &ctx.scope)?;
    let mut own = store::answers(c, &ctx.scope)?;
    let client = &full.assessment.organisation_id;
    let mut edits = Vec::new();
    for question in &full.questions {
        let shared =
            shares.get(&(client.clone(), question.id.clone())).is_some_and(|share| share.withdrawn_at.is_none());
        if !shared || full.claim(&question.id).is_some() {
            continue;
        }
        let Some(answer) = own.remove(&question.id).filter(|answer| answer.status.is_some()) else { continue };
        edits.push(AnswerEdit {
            assessment_id: full.assessment.id.clone(),
            question_id: question.id.clone(),
            version: full.answers.get(&question.id).map_or(0, |answer| answer.version),
            given: answer.given(),
            shown_on_site: answer.shown_on_site,
        });
    }
    Ok(edits)
}

/// Takes the answers of a submitted assessment into the passport, for the questions of today's catalogue. Nothing is
/// shown to anybody by it. Returns how many were new or changed.
/// Errors: NotFound; `rule-assessment-not-submitted`.
pub fn take(c: &mut Db, ctx: &Ctx, assessment_id: &Id) -> Result<usize> {
    ctx.require(Permission::AnswerEdit)?;
    ctx.scope.vendor()?;
    let full = questionnaires::open(c, &ctx.scope, assessment_id)?;
    if !matches!(full.assessment.status, AssessmentStatus::Submitted | AssessmentStatus::Closed) {
        return Err(Refusal::rule("rule-assessment-not-submitted"));
    }
    let own = store::answers(c, &ctx.scope)?;
    let mut taken = 0;
    for question in &catalogue().current_questions().entries {
        let Some(answer) = full.answers.get(&question.id).filter(|answer| answer.status.is_some()) else { continue };
        let before = own.get(&question.id);
        let row = row_of(ctx, before, &question.id, (&answer.given(), answer.shown_on_site));
        if before.is_some_and(|old| same(old, &row)) {
            continue;
        }
        store::put_answer(c, &ctx.scope, &row)?;
        note(c, ctx, before, &row)?;
        taken += 1;
    }
    Ok(taken)
}
