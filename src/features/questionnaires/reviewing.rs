//! The region's own view of each answer, kept beside the vendor's claim and apart from it.

use super::model::AnswerStatus;
use super::records::AnswerReview;
use super::sending::LONGEST_NOTE;
use super::{review_depth, rules, store};
use crate::access::Permission;
use crate::base::refusal::Checks;
use crate::base::{Id, Language, Refusal, Result, text};
use crate::features::controls::Assurance;
use crate::features::findings::{Finding, FindingOrigin, NewFinding, Responsible, open_finding};
use crate::kit::{Ctx, audit};
use crate::platform::db::Db;
use std::collections::BTreeMap;

/// Titles of findings are cut here; the question itself is one click away.
const LONGEST_TITLE: usize = 200;

/// A reviewer's judgement of one answer. It may be half done.
#[derive(Debug, Clone)]
pub struct ReviewEdit {
    pub assessment_id: Id,
    pub question_id: String,
    /// The version that the person saw; 0 when there was no review yet.
    pub version: i32,
    pub status: Option<AnswerStatus>,
    pub assurance: Assurance,
    /// Said to the vendor when the assessment is returned or closed.
    pub comment: Option<String>,
    /// Never shown to the vendor; `None` leaves what is stored.
    pub internal_note: Option<String>,
}

/// Saves the review of one answer and the figures that follow.
/// Errors: `rule-assessment-not-submitted`, `rule-assessment-closed`; `Conflict` when somebody
/// else saved first.
pub fn review_answer(c: &mut Db, ctx: &Ctx, edit: &ReviewEdit) -> Result<AnswerReview> {
    ctx.require(Permission::AssessmentReview)?;
    ctx.scope.client()?;
    let mut full = store::open(c, &ctx.scope, &edit.assessment_id)?;
    let question = full.question(&edit.question_id)?.clone();
    rules::review(full.assessment.status)?;
    let mut checks = Checks::default();
    checks.longest("comment", edit.comment.as_deref().unwrap_or_default(), LONGEST_NOTE);
    checks.longest("internal_note", edit.internal_note.as_deref().unwrap_or_default(), LONGEST_NOTE);
    checks.done()?;
    let before = full.reviews.get(&question.id).cloned();
    check_version(edit.version, before.as_ref())?;
    let kept_note = before.as_ref().and_then(|old| old.internal_note.clone());
    let row = AnswerReview {
        id: before.as_ref().map_or_else(|| ctx.new_id(), |old| old.id.clone()),
        organisation_id: full.assessment.organisation_id.clone(),
        assessment_id: full.assessment.id.clone(),
        question_id: question.id.clone(),
        status: edit.status,
        assurance: edit.assurance,
        comment: edit.comment.as_deref().and_then(text::non_empty),
        internal_note: edit.internal_note.as_deref().map_or(kept_note, text::non_empty),
        reviewed_by: ctx.actor.person_id.clone(),
        reviewed_by_name: ctx.actor.name.clone(),
        reviewed_at: ctx.instant(),
        version: edit.version + 1,
    };
    store::put_review(c, &row)?;
    full.reviews.insert(question.id.clone(), row.clone());
    review_depth::judged(c, ctx, &mut full, before.as_ref(), &row)?;
    full.keep_figures(ctx.today());
    full.assessment.version += 1;
    store::update(c, &ctx.scope, &full.assessment)?;
    let entry =
        audit::Entry::new("review", "answer_review", &row.id).vendor(&full.assessment.vendor_id).named(&question.id);
    let entry = match &before {
        Some(old) => entry.change(old, &row),
        None => entry.after(&row),
    };
    audit::record(c, ctx, entry)?;
    Ok(row)
}

fn check_version(version: i32, stored: Option<&AnswerReview>) -> Result<()> {
    let now = stored.map_or(0, |review| review.version);
    if version == now {
        return Ok(());
    }
    let mut texts = BTreeMap::from([("version".to_string(), now.to_string())]);
    if let Some(review) = stored {
        texts.insert("status".to_string(), review.status.map(AnswerStatus::as_str).unwrap_or_default().to_string());
        texts.insert("assurance".to_string(), review.assurance.to_string());
        texts.insert("comment".to_string(), review.comment.clone().unwrap_or_default());
        texts.insert("internal_note".to_string(), review.internal_note.clone().unwrap_or_default());
    }
    Err(Refusal::Conflict(texts))
}

/// One click: a finding from an answer, at any time after the vendor has submitted. The question
/// names it and gives its controls; claim, comment and judgement propose the severity.
/// Errors: NotFound; `rule-assessment-not-submitted`; `rule-finding-exists` from the findings.
pub fn finding_of_answer(c: &mut Db, ctx: &Ctx, assessment_id: &Id, question_id: &str) -> Result<Finding> {
    ctx.require(Permission::FindingEdit)?;
    ctx.scope.client()?;
    let full = store::open(c, &ctx.scope, assessment_id)?;
    let question = full.question(question_id)?;
    if full.assessment.submitted_at.is_none() {
        return Err(Refusal::rule("rule-assessment-not-submitted"));
    }
    let review = full.current_review(question_id);
    let asked = match ctx.language {
        Language::Sv => &question.question_sv,
        Language::En => &question.question_en,
    };
    let answer = full.answers.get(question_id);
    let said = [answer.and_then(|answer| answer.comment.clone()), review.and_then(|review| review.comment.clone())];
    let said: Vec<String> = said.into_iter().flatten().collect();
    let new = NewFinding {
        vendor_id: full.assessment.vendor_id.clone(),
        contract_id: full.assessment.contract_id.clone(),
        origin: FindingOrigin::Answer,
        origin_object_id: Some(full.assessment.id.clone()),
        origin_part: Some(question.id.clone()),
        title: format!("{} {asked}", question.id).chars().take(LONGEST_TITLE).collect(),
        description: Some(said.join("\n\n").chars().take(LONGEST_NOTE).collect()),
        severity: rules::proposed_severity(question, full.claim(question_id), review.and_then(|review| review.status)),
        responsible: Responsible::Vendor,
        // Answers refer to the controls of the standard; the catalogue is tested to hold them all.
        control_ids: question.controls.clone(),
        internal_note: None,
    };
    open_finding(c, ctx, &new)
}
