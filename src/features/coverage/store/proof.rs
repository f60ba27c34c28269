//! The rows behind one control of one vendor, and the events of the log that stand behind each of them.

use crate::access::Scope;
use crate::base::{Id, Result};
use crate::features::contracts::{self, Contract, ContractClause};
use crate::features::coverage::records::Logged;
use crate::features::findings::{Action, Finding};
use crate::features::questionnaires::{Answer, AnswerReview, Assessment, AssessmentStatus};
use crate::kit::attachments::Attachment;
use crate::platform::db::Db;
use crate::platform::db::schema::{
    actions, answer_reviews, answers, assessments, attachments, audit_events, contract_clauses, findings,
};
use diesel::prelude::*;

/// Everything that one chain of proof is made of.
#[derive(Debug, Default)]
pub struct Behind {
    pub contracts: Vec<Contract>,
    /// What is known of the clauses behind the control, in any of the contracts.
    pub clauses: Vec<ContractClause>,
    /// Handed in assessments, the newest first.
    pub assessments: Vec<Assessment>,
    pub answers: Vec<Answer>,
    pub reviews: Vec<AnswerReview>,
    pub files: Vec<Attachment>,
    /// Those that name the control, open and closed.
    pub findings: Vec<Finding>,
    pub actions: Vec<Action>,
    pub events: Vec<Logged>,
}

/// The rows behind the control: the same nine queries, whatever the size.
pub fn behind(
    c: &mut Db,
    scope: &Scope,
    vendor_id: &Id,
    (control, clause_ids, question_ids): (&str, &[&str], &[&str]),
) -> Result<Behind> {
    let client = scope.client()?;
    let own_contracts = contracts::of_vendor(c, scope, vendor_id)?;
    let clauses: Vec<ContractClause> = contract_clauses::table
        .filter(contract_clauses::organisation_id.eq(client))
        .filter(contract_clauses::contract_id.eq_any(own_contracts.iter().map(|contract| &contract.id)))
        .filter(contract_clauses::clause_id.eq_any(clause_ids.iter().copied()))
        .select(ContractClause::as_select())
        .load(c)?;
    let handed: Vec<Assessment> = assessments::table
        .filter(assessments::organisation_id.eq(client))
        .filter(assessments::vendor_id.eq(vendor_id))
        .filter(assessments::status.eq_any([AssessmentStatus::Submitted, AssessmentStatus::Closed]))
        .order((assessments::submitted_at.desc(), assessments::id.desc()))
        .select(Assessment::as_select())
        .load(c)?;
    let handed_ids: Vec<&Id> = handed.iter().map(|assessment| &assessment.id).collect();
    let given: Vec<Answer> = answers::table
        .filter(answers::assessment_id.eq_any(handed_ids.iter().copied()))
        .filter(answers::question_id.eq_any(question_ids.iter().copied()))
        .select(Answer::as_select())
        .load(c)?;
    let reviews: Vec<AnswerReview> = answer_reviews::table
        .filter(answer_reviews::assessment_id.eq_any(handed_ids.iter().copied()))
        .filter(answer_reviews::question_id.eq_any(question_ids.iter().copied()))
        .select(AnswerReview::as_select())
        .load(c)?;
    let files: Vec<Attachment> = attachments::table
        .filter(attachments::organisation_id.eq(client))
        .filter(attachments::object_id.eq_any(handed_ids.iter().map(|id| id.as_str())))
        .filter(attachments::part.eq_any(question_ids.iter().copied()))
        .filter(attachments::removed_at.is_null())
        .order(attachments::id)
        .select(Attachment::as_select())
        .load(c)?;
    let (found, done) = findings_of(c, scope, vendor_id, control)?;
    let mut all = Behind {
        contracts: own_contracts,
        clauses,
        answers: given,
        reviews,
        files,
        findings: found,
        actions: done,
        assessments: handed,
        events: Vec::new(),
    };
    all.events = events(c, scope, &all)?;
    Ok(all)
}

/// The findings that name the control, and their actions.
fn findings_of(c: &mut Db, scope: &Scope, vendor_id: &Id, control: &str) -> Result<(Vec<Finding>, Vec<Action>)> {
    let mut found: Vec<Finding> = findings::table
        .filter(findings::organisation_id.eq(scope.client()?))
        .filter(findings::vendor_id.eq(vendor_id))
        .filter(findings::control_ids.like(format!("%{control}%")))
        .order((findings::closed_at.is_not_null(), findings::number.desc()))
        .select(Finding::as_select())
        .load(c)?;
    // A.5.1 is also the beginning of A.5.10.
    found.retain(|finding| finding.controls().contains(&control));
    let done: Vec<Action> = actions::table
        .filter(actions::organisation_id.eq(scope.client()?))
        .filter(actions::finding_id.eq_any(found.iter().map(|finding| &finding.id)))
        .order(actions::number)
        .select(Action::as_select())
        .load(c)?;
    Ok((found, done))
}

/// The events of the log about these rows. One query.
fn events(c: &mut Db, scope: &Scope, all: &Behind) -> Result<Vec<Logged>> {
    let mut ids: Vec<&str> = Vec::new();
    ids.extend(all.clauses.iter().map(|row| row.contract_id.as_str()));
    ids.extend(all.assessments.iter().map(|row| row.id.as_str()));
    ids.extend(all.answers.iter().map(|row| row.id.as_str()));
    ids.extend(all.reviews.iter().map(|row| row.id.as_str()));
    ids.extend(all.files.iter().map(|row| row.id.as_str()));
    ids.extend(all.findings.iter().map(|row| row.id.as_str()));
    ids.extend(all.actions.iter().map(|row| row.id.as_str()));
    ids.sort_unstable();
    ids.dedup();
    Ok(audit_events::table
        .filter(audit_events::organisation_id.eq(scope.client()?))
        .filter(audit_events::object_id.eq_any(ids))
        .order(audit_events::seq)
        .select((
            audit_events::seq,
            audit_events::object_type,
            audit_events::object_id,
            audit_events::summary,
            audit_events::at,
        ))
        .load(c)?)
}
