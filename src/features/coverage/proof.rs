//! The chain of proof of one control: what requires it, where that is agreed, what was asked and answered, what supports
//! the answer, who has judged it, what was found; and at each step the events of the log, and what is missing.

use super::actions;
use super::model::{Cell, Facts, Matrix, State, Verdict};
use super::rules;
use super::store::{self, Behind};
use crate::base::{Id, Instant, Refusal, Result};
use crate::features::contracts::{ClauseMet, Contract, InContract};
use crate::features::controls::{Assurance, Clause, Control, LegalRef, catalogue};
use crate::features::findings::{Action, ActionStatus, Finding, Severity};
use crate::features::question_sets::Asked as Question;
use crate::features::questionnaires::{Answer, AnswerReview, AnswerStatus, Assessment};
use crate::features::vendors::Vendor;
use crate::kit::Ctx;
use crate::kit::attachments::Attachment;
use crate::platform::db::Db;
use chrono::NaiveDate;
use serde::Serialize;
use utoipa::ToSchema;

crate::text_enum! {
    /// What the chain lacks, in the order of its steps.
    pub enum Gap {
        NoContract => "no_contract",
        NotLookedFor => "not_looked_for",
        NotInContract => "not_in_contract",
        NoSection => "no_section",
        ClauseNotMet => "clause_not_met",
        NoQuestion => "no_question",
        NotAsked => "not_asked",
        NotAnswered => "not_answered",
        SaysNo => "says_no",
        NoEvidence => "no_evidence",
        NoReview => "no_review",
        Changed => "changed",
        TooWeak => "too_weak",
        JudgedShort => "judged_short",
        Expired => "expired",
        OpenFinding => "open_finding",
    }
}

/// One thing that is missing, and of what: a clause, a question, a finding.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, ToSchema)]
pub struct Missing {
    pub gap: Gap,
    pub of: String,
}

/// A clause in one contract.
#[derive(Debug, Clone, Serialize, ToSchema)]
pub struct Held {
    pub contract_id: Id,
    pub reference: String,
    /// The contract has ended.
    pub ended: bool,
    /// Null: nobody has looked.
    pub in_contract: Option<InContract>,
    pub section: Option<String>,
    /// What the region knows; it proves nothing by itself.
    pub met: ClauseMet,
    pub by: Option<String>,
    pub at: Option<Instant>,
    /// Numbers in the log.
    pub events: Vec<i64>,
}

/// A clause that requires the control.
#[derive(Debug, Clone, Serialize, ToSchema)]
pub struct Requirement {
    pub id: String,
    pub title_sv: String,
    pub title_en: String,
    /// Shown as not verified until somebody has read the source.
    #[schema(value_type = Vec<Object>)]
    pub legal_refs: Vec<LegalRef>,
    pub contracts: Vec<Held>,
}

/// A file that supports an answer.
#[derive(Debug, Clone, Serialize, ToSchema)]
pub struct File {
    pub id: Id,
    pub name: String,
    pub sha256: String,
    pub by: String,
    pub at: Instant,
    pub events: Vec<i64>,
}

/// What we judged.
#[derive(Debug, Clone, Serialize, ToSchema)]
pub struct Judged {
    pub status: Option<AnswerStatus>,
    pub assurance: Assurance,
    pub by: String,
    pub at: Instant,
    /// The last day on which it counts; null when it does not count.
    pub valid_until: Option<NaiveDate>,
    pub expired: bool,
    /// As strongly supported as the tier asks for.
    pub strong_enough: bool,
    /// The answer was changed after it.
    pub outdated: bool,
    pub events: Vec<i64>,
}

/// A question about the control, with the newest answer that was handed in.
#[derive(Debug, Clone, Serialize, ToSchema)]
pub struct Asked {
    pub id: String,
    pub question_sv: String,
    pub question_en: String,
    pub assessment_id: Option<Id>,
    pub submitted_at: Option<Instant>,
    pub declared_by: Option<String>,
    pub declared_role: Option<String>,
    pub submit_events: Vec<i64>,
    pub status: Option<AnswerStatus>,
    pub comment: Option<String>,
    pub by: Option<String>,
    pub at: Option<Instant>,
    /// It can be seen on the spot instead of being handed in.
    pub shown_on_site: bool,
    pub events: Vec<i64>,
    pub files: Vec<File>,
    pub review: Option<Judged>,
    /// What the answer shows by itself.
    pub state: State,
}

/// An action of a finding.
#[derive(Debug, Clone, Serialize, ToSchema)]
pub struct Step {
    pub id: Id,
    pub number: i32,
    pub title: String,
    pub status: ActionStatus,
    pub due_on: NaiveDate,
    pub events: Vec<i64>,
}

/// A finding that names the control.
#[derive(Debug, Clone, Serialize, ToSchema)]
pub struct Found {
    pub id: Id,
    pub number: i32,
    pub title: String,
    pub severity: Severity,
    pub open: bool,
    pub actions: Vec<Step>,
    pub events: Vec<i64>,
}

/// The whole chain.
#[derive(Debug, Clone, Serialize, ToSchema)]
pub struct Proof {
    pub vendor_id: Id,
    pub standard: String,
    pub control: String,
    pub title_sv: String,
    pub title_en: String,
    pub state: State,
    /// Something is known not to be met.
    pub lacking: bool,
    pub tier: Option<u8>,
    pub required_assurance: Assurance,
    pub requirements: Vec<Requirement>,
    pub questions: Vec<Asked>,
    pub findings: Vec<Found>,
    pub missing: Vec<Missing>,
}

/// The control of this id in the standard, and its place. Errors: NotFound.
pub fn control(id: &str) -> Result<(usize, &'static Control)> {
    let all = &catalogue().current_controls().entries;
    all.iter().enumerate().find(|(_, control)| control.id == id).ok_or(Refusal::NotFound)
}

/// The chain of one control for one vendor. Errors: NotFound for either.
pub fn of(c: &mut Db, ctx: &Ctx, vendor: &Vendor, control_id: &str) -> Result<Proof> {
    let (place, control) = control(control_id)?;
    let (facts, matrix) = actions::matrix(c, ctx, vendor)?;
    let clauses: Vec<&'static Clause> = facts
        .demands
        .iter()
        .filter(|d| !d.left_out)
        .map(|d| d.clause)
        .filter(|k| k.controls.contains(&control.id))
        .collect();
    let questions = questions_about(control, &facts);
    let clause_ids: Vec<&str> = clauses.iter().map(|clause| clause.id.as_str()).collect();
    let question_ids: Vec<&str> = questions.iter().map(|question| question.id.as_str()).collect();
    let rows = store::behind(c, &ctx.scope, &vendor.id, (&control.id, &clause_ids, &question_ids))?;
    let cell = matrix.cells.get(place).ok_or(Refusal::NotFound)?;
    let told = Telling { rows: &rows, facts: &facts, today: ctx.today() };
    told.proof(vendor, &matrix, cell, (&clauses, &questions))
}

/// What was asked about the control, then what the catalogue could ask.
fn questions_about(control: &Control, facts: &Facts) -> Vec<Question> {
    let mut all: Vec<Question> = facts.replies.iter().map(|reply| reply.question.clone()).collect();
    for question in &catalogue().current_questions().entries {
        if !all.iter().any(|known| known.id == question.id) {
            all.push(Question::shipped(question));
        }
    }
    all.retain(|question| question.controls.contains(&control.id));
    all.sort_by(|one, other| one.id.cmp(&other.id));
    all
}

/// The loaded rows, put in the order of the story.
struct Telling<'a> {
    rows: &'a Behind,
    facts: &'a Facts,
    today: NaiveDate,
}

impl Telling<'_> {
    fn proof(
        &self,
        vendor: &Vendor,
        matrix: &Matrix,
        cell: &Cell,
        (clauses, questions): (&[&'static Clause], &[Question]),
    ) -> Result<Proof> {
        let mut proof = Proof {
            vendor_id: vendor.id.clone(),
            standard: matrix.standard.to_string(),
            control: cell.control.id.clone(),
            title_sv: cell.control.title_sv.clone(),
            title_en: cell.control.title_en.clone(),
            state: cell.state,
            lacking: cell.lacking,
            tier: self.facts.tier,
            required_assurance: self.facts.required,
            requirements: clauses.iter().map(|clause| self.requirement(clause)).collect(),
            questions: questions.iter().map(|question| self.asked(question)).collect(),
            findings: self.rows.findings.iter().map(|finding| self.found(finding)).collect(),
            missing: Vec::new(),
        };
        proof.missing = missing(&proof);
        Ok(proof)
    }

    fn events(&self, object_id: &Id) -> Vec<i64> {
        self.rows.events.iter().filter(|event| event.object_id == object_id.as_str()).map(|event| event.seq).collect()
    }

    fn requirement(&self, clause: &Clause) -> Requirement {
        Requirement {
            id: clause.id.clone(),
            title_sv: clause.title_sv.clone(),
            title_en: clause.title_en.clone(),
            legal_refs: clause.legal_refs.clone(),
            contracts: self.rows.contracts.iter().map(|contract| self.held(clause, contract)).collect(),
        }
    }

    fn held(&self, clause: &Clause, contract: &Contract) -> Held {
        let row = self.rows.clauses.iter().find(|row| row.contract_id == contract.id && row.clause_id == clause.id);
        // A clause is logged under its contract, named by the reference and the clause.
        let of_clause = |summary: &str| summary.rsplit(' ').next() == Some(clause.id.as_str());
        let logged = self.rows.events.iter().filter(|event| {
            event.object_type == "contract_clause"
                && event.object_id == contract.id.as_str()
                && of_clause(&event.summary)
        });
        Held {
            contract_id: contract.id.clone(),
            reference: contract.reference.clone(),
            ended: contract.ends_on.is_some_and(|last| last < self.today),
            in_contract: row.and_then(|row| row.in_contract),
            section: row.and_then(|row| row.section.clone()),
            met: row.map_or(ClauseMet::Unknown, |row| row.met),
            by: row.map(|row| row.updated_by_name.clone()),
            at: row.map(|row| row.updated_at),
            events: logged.map(|event| event.seq).collect(),
        }
    }

    /// The newest handed in assessment that asks the question.
    fn assessment_of(&self, question: &Question) -> Option<&Assessment> {
        let reply = self.facts.replies.iter().find(|reply| reply.question.id == question.id)?;
        self.rows.assessments.iter().find(|assessment| assessment.id == reply.assessment_id)
    }

    fn asked(&self, question: &Question) -> Asked {
        let assessment = self.assessment_of(question);
        let from = assessment.map(|assessment| &assessment.id);
        let answer =
            self.rows.answers.iter().find(|row| Some(&row.assessment_id) == from && row.question_id == question.id);
        let review =
            self.rows.reviews.iter().find(|row| Some(&row.assessment_id) == from && row.question_id == question.id);
        let reply = self.facts.replies.iter().find(|reply| reply.question.id == question.id);
        let state = reply.map_or(State::Unknown, |reply| rules::standing(reply, self.facts.required, self.today));
        let verdict = reply.and_then(|reply| reply.review);
        Asked {
            id: question.id.clone(),
            question_sv: question.question_sv.clone(),
            question_en: question.question_en.clone(),
            assessment_id: from.cloned(),
            submitted_at: assessment.and_then(|assessment| assessment.submitted_at),
            declared_by: assessment.and_then(|assessment| assessment.declared_by.clone()),
            declared_role: assessment.and_then(|assessment| assessment.declared_role.clone()),
            submit_events: from.map(|id| self.events(id)).unwrap_or_default(),
            status: answer.and_then(|answer| answer.status),
            comment: answer.and_then(|answer| answer.comment.clone()),
            by: answer.map(|answer| answer.answered_by_name.clone()),
            at: answer.map(|answer| answer.answered_at),
            shown_on_site: answer.is_some_and(|answer| answer.shown_on_site),
            events: answer.map(|answer| self.events(&answer.id)).unwrap_or_default(),
            files: self.files(from, question),
            review: review.map(|review| self.judged(review, answer, verdict)),
            state,
        }
    }

    fn files(&self, assessment: Option<&Id>, question: &Question) -> Vec<File> {
        let of =
            |file: &&Attachment| assessment.is_some_and(|id| file.object_id == id.as_str()) && file.part == question.id;
        let shown = |file: &Attachment| File {
            id: file.id.clone(),
            name: file.file_name.clone(),
            sha256: file.sha256.clone(),
            by: file.uploaded_by_name.clone(),
            at: file.uploaded_at,
            events: self.events(&file.id),
        };
        self.rows.files.iter().filter(of).map(shown).collect()
    }

    fn judged(&self, review: &AnswerReview, answer: Option<&Answer>, verdict: Option<Verdict>) -> Judged {
        let valid_until = verdict.map(|verdict| verdict.valid_until);
        Judged {
            status: review.status,
            assurance: review.assurance,
            by: review.reviewed_by_name.clone(),
            at: review.reviewed_at,
            valid_until,
            expired: valid_until.is_some_and(|last| last < self.today),
            strong_enough: review.assurance >= self.facts.required,
            outdated: answer.is_some_and(|answer| answer.answered_at > review.reviewed_at),
            events: self.events(&review.id),
        }
    }

    fn found(&self, finding: &Finding) -> Found {
        let of = |action: &&Action| action.finding_id.as_ref() == Some(&finding.id);
        let step = |action: &Action| Step {
            id: action.id.clone(),
            number: action.number,
            title: action.title.clone(),
            status: action.status,
            due_on: action.due_on,
            events: self.events(&action.id),
        };
        Found {
            id: finding.id.clone(),
            number: finding.number,
            title: finding.title.clone(),
            severity: finding.severity,
            open: finding.is_open(),
            actions: self.rows.actions.iter().filter(of).map(step).collect(),
            events: self.events(&finding.id),
        }
    }
}

/// What is missing, step by step; nothing is when the control is not required.
pub fn missing(proof: &Proof) -> Vec<Missing> {
    let mut all = Vec::new();
    if proof.state == State::NotRequired {
        return all;
    }
    let mut add = |gap: Gap, of: &str| all.push(Missing { gap, of: of.to_string() });
    for requirement in &proof.requirements {
        let running: Vec<&Held> = requirement.contracts.iter().filter(|held| !held.ended).collect();
        if running.is_empty() {
            add(Gap::NoContract, &requirement.id);
        }
        for held in running {
            let of = format!("{} {}", held.reference, requirement.id);
            match held.in_contract {
                None => add(Gap::NotLookedFor, &of),
                Some(InContract::Missing | InContract::Partly) => add(Gap::NotInContract, &of),
                Some(InContract::Present) if held.section.is_none() => add(Gap::NoSection, &of),
                _ => {}
            }
            let applies = held.in_contract != Some(InContract::NotApplicable);
            if applies && matches!(held.met, ClauseMet::NotMet | ClauseMet::Partly) {
                add(Gap::ClauseNotMet, &of);
            }
        }
    }
    if proof.questions.is_empty() {
        add(Gap::NoQuestion, &proof.control);
    }
    for asked in &proof.questions {
        gaps_of_answer(asked, &mut add);
    }
    for found in proof.findings.iter().filter(|found| found.open) {
        add(Gap::OpenFinding, &format!("{} {}", found.number, found.title));
    }
    all
}

fn gaps_of_answer(asked: &Asked, add: &mut impl FnMut(Gap, &str)) {
    use AnswerStatus::{Met, NotApplicable, NotMet, Partly, Unknown};
    let of = asked.id.as_str();
    if asked.assessment_id.is_none() {
        return add(Gap::NotAsked, of);
    }
    match asked.status {
        None | Some(Unknown) => add(Gap::NotAnswered, of),
        Some(NotMet | Partly) => add(Gap::SaysNo, of),
        Some(Met | NotApplicable) => {}
    }
    if asked.status == Some(Met) && asked.files.is_empty() && !asked.shown_on_site {
        add(Gap::NoEvidence, of);
    }
    let Some(review) = asked.review.as_ref().filter(|review| review.status.is_some()) else {
        return add(Gap::NoReview, of);
    };
    if review.outdated {
        return add(Gap::Changed, of);
    }
    match review.status {
        Some(Met) if !review.strong_enough => add(Gap::TooWeak, of),
        Some(Met) if review.expired => add(Gap::Expired, of),
        Some(NotMet | Partly | Unknown) => add(Gap::JudgedShort, of),
        _ => {}
    }
}
