//! The vendor's steps: save an answer, submit the whole.

use super::model::{AnswerStatus, Given};
use super::records::{Answer, Assessment};
use super::sending::LONGEST_NOTE;
use super::store::{self, FullAssessment};
use super::{answers, receipt, rules};
use crate::access::Permission;
use crate::base::refusal::Checks;
use crate::base::{Id, Refusal, Result, clock, text};
use crate::features::controls::{Part, Question, StructuredKind};
use crate::features::question_sets::Asked;
use crate::features::{accounts, chains};
use crate::kit::{Ctx, audit, outbox};
use crate::platform::db::Db;
use serde_json::{Value, json};
use std::collections::BTreeMap;

/// What the vendor saves for one question. It may be half done.
#[derive(Debug, Clone)]
pub struct AnswerEdit {
    pub assessment_id: Id,
    pub question_id: String,
    /// The version that the person saw; 0 when there was no answer yet.
    pub version: i32,
    pub given: Given,
    /// Evidence that is not to be uploaded but can be seen on the spot.
    pub shown_on_site: bool,
}

/// Saves one answer and the figures that follow, as a draft that may still lack something.
/// Errors: fields that cannot be read; `Conflict` when somebody else saved first;
/// `rule-assessment-submitted`, `rule-assessment-closed`.
pub fn save_answer(c: &mut Db, ctx: &Ctx, edit: &AnswerEdit) -> Result<Answer> {
    let AnswerEdit { assessment_id, question_id, version, given, shown_on_site } = edit;
    save_read(c, ctx, (assessment_id, question_id, *version), |_| (given.clone(), *shown_on_site))
}

/// `save_answer` for a caller that needs the question to read what was given: (assessment,
/// question, version) say which answer is saved.
pub(super) fn save_read(
    c: &mut Db,
    ctx: &Ctx,
    (assessment_id, question_id, version): (&Id, &str, i32),
    read: impl FnOnce(&Question) -> (Given, bool),
) -> Result<Answer> {
    ctx.require(Permission::AnswerEdit)?;
    ctx.scope.vendor()?;
    let mut full = store::open(c, &ctx.scope, assessment_id)?;
    let question = full.question(question_id)?.clone();
    let status = rules::answer(full.assessment.status)?;
    let (given, shown_on_site) = read(&question);
    check_draft(&question, &given)?;
    let before = full.answers.get(&question.id).cloned();
    check_version(version, before.as_ref())?;
    let row = Answer {
        id: before.as_ref().map_or_else(|| ctx.new_id(), |old| old.id.clone()),
        organisation_id: full.assessment.organisation_id.clone(),
        assessment_id: full.assessment.id.clone(),
        question_id: question.id.clone(),
        status: given.status,
        value: given.value.to_string(),
        comment: text::non_empty(&given.comment),
        shown_on_site,
        answered_by: ctx.actor.person_id.clone(),
        answered_by_name: ctx.actor.name.clone(),
        answered_at: ctx.instant(),
        version: version + 1,
    };
    if let Some(old) = before.as_ref().filter(|old| same(old, &row)) {
        // Nothing changed, so nothing to log; but a returned assessment is taken up again.
        if full.assessment.status != status {
            full.assessment.status = status;
            full.assessment.version += 1;
            store::update(c, &ctx.scope, &full.assessment)?;
        }
        return Ok(old.clone());
    }
    store::put_answer(c, &row)?;
    let status_before = std::mem::replace(&mut full.assessment.status, status);
    full.assessment.version += 1;
    full.answers.insert(question.id.clone(), row.clone());
    full.keep_figures(ctx.today());
    store::update_draft(c, &ctx.scope, &full.assessment, status_before)?;
    let entry = audit::Entry::new(if before.is_some() { "update" } else { "create" }, "answer", &row.id);
    let entry = entry.vendor(&full.assessment.vendor_id).named(&question.id);
    let entry = match &before {
        Some(old) => entry.change(old, &row),
        None => entry.after(&row),
    };
    audit::record_for(c, ctx, &row.organisation_id, entry)?;
    Ok(row)
}

fn check_draft(question: &Question, given: &Given) -> Result<()> {
    let mut checks = Checks::default();
    checks.longest("comment", &given.comment, LONGEST_NOTE);
    for error in answers::check_value(&question.answer_type, &given.value) {
        checks.add(error);
    }
    checks.done()
}

fn same(old: &Answer, new: &Answer) -> bool {
    (old.status, old.given().value, &old.comment, old.shown_on_site)
        == (new.status, new.given().value, &new.comment, new.shown_on_site)
}

/// Refuses an edit of another version with what is stored now, named as in the form.
fn check_version(version: i32, stored: Option<&Answer>) -> Result<()> {
    let now = stored.map_or(0, |answer| answer.version);
    if version == now {
        return Ok(());
    }
    let Some(answer) = stored else {
        return Err(Refusal::Conflict(BTreeMap::from([("version".to_string(), "0".to_string())])));
    };
    let mut texts = super::value_form::texts(&answer.given().value);
    texts.insert("status".to_string(), answer.status.map(AnswerStatus::as_str).unwrap_or_default().to_string());
    texts.insert("comment".to_string(), answer.comment.clone().unwrap_or_default());
    texts.insert("shown_on_site".to_string(), if answer.shown_on_site { "1" } else { "" }.to_string());
    texts.insert("version".to_string(), now.to_string());
    Err(Refusal::Conflict(texts))
}

/// What still stops the vendor from submitting, in the order of the questions.
pub fn missing_of(full: &FullAssessment) -> Vec<super::Missing> {
    let given: BTreeMap<&str, Given> = full.answers.iter().map(|(id, answer)| (id.as_str(), answer.given())).collect();
    let missing =
        answers::missing(full.questions.iter().map(|question| (&**question, given.get(question.id.as_str()))));
    with_evidence(full, missing)
}

/// What is in place, wholly or partly, must be shown where evidence is demanded: by a file, or on the spot.
fn unshown(full: &FullAssessment, question: &Asked) -> bool {
    let claimed = matches!(full.claim(&question.id), Some(AnswerStatus::Met | AnswerStatus::Partly));
    let shown = full.answers.get(&question.id).is_some_and(|answer| answer.shown_on_site);
    question.evidence_required() && claimed && !shown && !full.with_file.contains(&question.id)
}

/// Adds the evidence that is missing to what else is missing, in the order of the questions.
fn with_evidence(full: &FullAssessment, mut missing: Vec<super::Missing>) -> Vec<super::Missing> {
    for question in full.questions.iter().filter(|question| unshown(full, question)) {
        match missing.iter_mut().find(|each| each.question_id == question.id) {
            Some(each) => each.fields.push("evidence".to_string()),
            None => {
                missing.push(super::Missing { question_id: question.id.clone(), fields: vec!["evidence".to_string()] })
            }
        }
    }
    let place = |id: &str| full.questions.iter().position(|question| question.id == id);
    missing.sort_by_key(|each| place(&each.question_id));
    missing
}

fn lacks_evidence(full: &FullAssessment) -> Result<()> {
    let ids: Vec<&str> =
        full.questions.iter().filter(|question| unshown(full, question)).map(|question| question.id.as_str()).collect();
    if ids.is_empty() {
        return Ok(());
    }
    let args = [("count", ids.len().to_string()), ("questions", ids.join(", "))];
    Err(Refusal::rule_with("rule-assessment-incomplete", &args))
}

/// The vendor declares the answers to be correct and hands them in.
/// Errors: `rule-assessment-incomplete` with what is missing, and the other steps of `rules::submit`.
pub fn submit(c: &mut Db, ctx: &Ctx, id: &Id, declared_by: &str, role: &str) -> Result<Assessment> {
    ctx.require(Permission::AnswerSubmit)?;
    ctx.scope.vendor()?;
    let mut full = store::open(c, &ctx.scope, id)?;
    let before = full.assessment.clone();
    let given: BTreeMap<&str, Given> = full.answers.iter().map(|(id, answer)| (id.as_str(), answer.given())).collect();
    let asked = full.questions.iter().map(|question| (&**question, given.get(question.id.as_str())));
    let status = rules::submit(before.status, asked, declared_by, role)?;
    lacks_evidence(&full)?;
    full.keep_figures(ctx.today());
    let untold = untold_chain(&full);
    let row = Assessment {
        status,
        submitted_at: Some(ctx.instant()),
        submitted_late: rules::is_late(before.due_on, Some(clock::swedish_date(ctx.now)), ctx.today()),
        declared_by: Some(text::tidy(declared_by)),
        declared_role: Some(text::tidy(role)),
        version: before.version + 1,
        ..full.assessment
    };
    store::update(c, &ctx.scope, &row)?;
    let (client_name, vendor_name) = store::names(c, &row)?;
    receipt::keep(c, ctx, &row, (&full.answers, &full.sent, full.questions.len()), (&client_name, &vendor_name))?;
    let entry = audit::Entry::new("submit", "assessment", &row.id).vendor(&row.vendor_id).named(&vendor_name);
    audit::record_for(c, ctx, &row.organisation_id, entry.change(&before, &row))?;
    if let Some(question) = untold {
        let untold = chains::Untold {
            organisation_id: &row.organisation_id,
            vendor_id: &row.vendor_id,
            contract_id: row.contract_id.as_ref(),
            assessment_id: &row.id,
            question_id: &question.id,
        };
        chains::note_untold(c, ctx, &untold)?;
    }
    super::review_depth::after_submit(c, ctx, &row)?;
    mail_sender(c, ctx, &row, &vendor_name)?;
    Ok(row)
}

/// The question about the chain, when the vendor does not know its tiers or does not state them
/// (domain.md 1.3 row 49). That it does not apply is an answer: there are none.
fn untold_chain(full: &FullAssessment) -> Option<Asked> {
    let asks = |part: &Part| matches!(part, Part::Structured(StructuredKind::Chain));
    let question = full.questions.iter().find(|question| question.answer_type.values().any(asks))?.clone();
    let untold = matches!(full.claim(&question.id), None | Some(AnswerStatus::Unknown | AnswerStatus::NotMet));
    untold.then_some(question)
}

/// Tells the person who sent the assessment, unless the account is gone.
fn mail_sender(c: &mut Db, ctx: &Ctx, row: &Assessment, vendor_name: &str) -> Result<()> {
    let Some(account) = accounts::account_of_person(c, &row.sent_by)?.filter(|account| !account.disabled) else {
        return Ok(());
    };
    let Ok(email) = account.email.parse() else { return Ok(()) };
    let data = json!({
        "vendor": vendor_name,
        "declared_by": row.declared_by,
        "declared_role": row.declared_role,
        "late": row.submitted_late,
        "due_on": row.due_on,
        "path": format!("/assessments/{}", row.id),
    });
    let mail = outbox::Mail::new("assessment_submitted", &email, &row.sent_by_name, account.language, data);
    outbox::mail(c, ctx, &row.organisation_id, ("assessment", &row.id), &mail)?;
    Ok(())
}

/// The value without what is empty: texts of blanks, nulls, rows of nothing. Null when all is.
pub fn tidy_value(value: &Value) -> Value {
    match value {
        Value::String(text) => text::non_empty(text).map_or(Value::Null, Value::String),
        Value::Array(rows) => {
            let kept: Vec<Value> = rows.iter().map(tidy_value).filter(|row| !row.is_null()).collect();
            if kept.is_empty() { Value::Null } else { Value::Array(kept) }
        }
        Value::Object(fields) => {
            let kept: serde_json::Map<_, _> = fields
                .iter()
                .map(|(key, value)| (key.clone(), tidy_value(value)))
                .filter(|(_, value)| !value.is_null())
                .collect();
            if kept.is_empty() { Value::Null } else { Value::Object(kept) }
        }
        other => other.clone(),
    }
}
