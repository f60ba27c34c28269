//! The steps of an assessment, and the findings that its answers suggest.

use super::answers::missing;
use super::model::{AnswerStatus, AssessmentStatus, Given, Suggestion};
use crate::base::refusal::{Refusal, Result};
use crate::base::text::non_empty;
use crate::features::controls::Question;
use crate::features::findings::Severity;
use crate::features::question_sets::{self, Asked};
use chrono::NaiveDate;
use std::collections::BTreeSet;

/// The questions that are asked as the answers stand: one with a condition only while its answer is given by a question
/// that is itself asked. What is hidden is neither asked nor counted; its answer is kept.
pub fn shown(sent: &[Asked], given: impl Fn(&str) -> Option<Given>) -> Vec<Asked> {
    let mut hidden: BTreeSet<&str> = BTreeSet::new();
    // Each round goes one step further down the chains of conditions; none is longer than the set.
    for _ in 0..sent.len() {
        let closed = |question: &&Asked| {
            question.condition().is_some_and(|condition| {
                let open = || {
                    given(&condition.question).is_some_and(|given| {
                        question_sets::opens(condition, given.status.map(AnswerStatus::as_str), &given.value)
                    })
                };
                hidden.contains(condition.question.as_str()) || !open()
            })
        };
        let found: BTreeSet<&str> = sent.iter().filter(closed).map(|question| question.id.as_str()).collect();
        if found == hidden {
            break;
        }
        hidden = found;
    }
    sent.iter().filter(|question| !hidden.contains(question.id.as_str())).cloned().collect()
}

/// The vendor saves an answer; the status that follows. Being late never locks.
pub fn answer(status: AssessmentStatus) -> Result<AssessmentStatus> {
    match status {
        AssessmentStatus::Sent | AssessmentStatus::InProgress | AssessmentStatus::Returned => {
            Ok(AssessmentStatus::InProgress)
        }
        AssessmentStatus::Submitted => Err(Refusal::rule("rule-assessment-submitted")),
        AssessmentStatus::Closed => Err(Refusal::rule("rule-assessment-closed")),
    }
}

/// The vendor submits: every question has what it needs, and a named person in a role declares
/// it to be correct.
pub fn submit<'a>(
    status: AssessmentStatus,
    answers: impl IntoIterator<Item = (&'a Question, Option<&'a Given>)>,
    declared_by: &str,
    role: &str,
) -> Result<AssessmentStatus> {
    match status {
        AssessmentStatus::InProgress => {}
        AssessmentStatus::Sent => return Err(Refusal::rule("rule-assessment-not-begun")),
        AssessmentStatus::Returned => return Err(Refusal::rule("rule-assessment-returned")),
        AssessmentStatus::Submitted => return Err(Refusal::rule("rule-assessment-submitted")),
        AssessmentStatus::Closed => return Err(Refusal::rule("rule-assessment-closed")),
    }
    can_submit(answers)?;
    let mut checks = crate::base::refusal::Checks::default();
    checks.required("declared_by", declared_by);
    checks.required("role", role);
    checks.done()?;
    Ok(AssessmentStatus::Submitted)
}

/// Refuses with the count and the ids of the questions that still lack something.
pub fn can_submit<'a>(answers: impl IntoIterator<Item = (&'a Question, Option<&'a Given>)>) -> Result<()> {
    let missing = missing(answers);
    if missing.is_empty() {
        return Ok(());
    }
    let ids: Vec<&str> = missing.iter().map(|each| each.question_id.as_str()).collect();
    Err(Refusal::rule_with(
        "rule-assessment-incomplete",
        &[("count", ids.len().to_string()), ("questions", ids.join(", "))],
    ))
}

/// The region may judge answers only while they stand still.
pub fn review(status: AssessmentStatus) -> Result<()> {
    match status {
        AssessmentStatus::Submitted => Ok(()),
        AssessmentStatus::Closed => Err(Refusal::rule("rule-assessment-closed")),
        _ => Err(Refusal::rule("rule-assessment-not-submitted")),
    }
}

/// The region sends it back with remarks.
pub fn send_back(status: AssessmentStatus, remarks: &str) -> Result<AssessmentStatus> {
    review(status)?;
    non_empty(remarks).ok_or_else(|| Refusal::invalid("remarks", "error-required"))?;
    Ok(AssessmentStatus::Returned)
}

/// The region ends the assessment.
pub fn close(status: AssessmentStatus) -> Result<AssessmentStatus> {
    review(status)?;
    Ok(AssessmentStatus::Closed)
}

/// A mark, never a lock: submitted after the due date, or not submitted when it has passed.
pub fn is_late(due_on: NaiveDate, submitted_on: Option<NaiveDate>, today: NaiveDate) -> bool {
    submitted_on.unwrap_or(today) > due_on
}

/// The finding that an answer suggests. A critical question that is not met is one whatever the
/// totals say (domain.md 4.3); the reviewer's judgement counts before the claim. An unknown is a
/// finding of its own kind: nobody knows, which must be found out. Severities are proposals.
pub fn suggested_finding(
    question: &Question,
    claim: Option<AnswerStatus>,
    review: Option<AnswerStatus>,
) -> Option<Suggestion> {
    if !question.critical {
        return None;
    }
    let severity = match review.or(claim) {
        Some(AnswerStatus::NotMet) => Severity::Critical,
        Some(AnswerStatus::Partly) => Severity::High,
        Some(AnswerStatus::Unknown) | None => Severity::Medium,
        Some(AnswerStatus::Met | AnswerStatus::NotApplicable) => return None,
    };
    Some(Suggestion { severity, reviewed: review.is_some() })
}

/// The severity that is proposed when a person makes a finding from any answer.
pub fn proposed_severity(question: &Question, claim: Option<AnswerStatus>, review: Option<AnswerStatus>) -> Severity {
    let of_other = match review.or(claim) {
        Some(AnswerStatus::NotMet) => Severity::Medium,
        _ => Severity::Low,
    };
    suggested_finding(question, claim, review).map_or(of_other, |suggestion| suggestion.severity)
}

#[cfg(test)]
mod tests {
    use super::AnswerStatus::{Met, NotApplicable, NotMet, Partly, Unknown};
    use super::AssessmentStatus::{Closed, InProgress, Returned, Sent, Submitted};
    use super::*;
    use crate::features::controls::catalogue;

    type Step = std::result::Result<AssessmentStatus, &'static str>;

    fn code<T>(result: Result<T>) -> std::result::Result<T, &'static str> {
        result.map_err(|refusal| match refusal {
            Refusal::Rule(code, _) => code,
            Refusal::Invalid(errors) => errors[0].code,
            other => panic!("{other}"),
        })
    }

    fn question(id: &str) -> &'static Question {
        catalogue().current_questions().find(id).unwrap()
    }

    #[test]
    fn each_step_from_each_status() {
        const SUBMITTED: Step = Err("rule-assessment-submitted");
        const CLOSED: Step = Err("rule-assessment-closed");
        const EARLY: Step = Err("rule-assessment-not-submitted");
        let given = Given { status: Some(Met), ..Given::default() };
        for (status, answered, submitted, sent_back, closed) in [
            (Sent, Ok(InProgress), Err("rule-assessment-not-begun"), EARLY, EARLY),
            (InProgress, Ok(InProgress), Ok(Submitted), EARLY, EARLY),
            (Submitted, SUBMITTED, SUBMITTED, Ok(Returned), Ok(Closed)),
            (Returned, Ok(InProgress), Err("rule-assessment-returned"), EARLY, EARLY),
            (Closed, CLOSED, CLOSED, CLOSED, CLOSED),
        ] {
            assert_eq!(code(answer(status)), answered, "answer {status}");
            let result = submit(status, [(question("Q01"), Some(&given))], "Eva Björk", "vd");
            assert_eq!(code(result), submitted, "submit {status}");
            assert_eq!(code(send_back(status, "Underlag saknas")), sent_back, "send back {status}");
            assert_eq!(code(close(status)), closed, "close {status}");
        }
    }

    #[test]
    fn submitting_names_what_is_missing() {
        let given = Given { status: Some(Met), ..Given::default() };
        let answers = [(question("Q01"), Some(&given)), (question("Q05"), Some(&given)), (question("Q06"), None)];
        let Err(Refusal::Rule("rule-assessment-incomplete", args)) = submit(InProgress, answers, "Eva Björk", "vd")
        else {
            panic!("submitted")
        };
        assert_eq!(args, [("count", "2".to_string()), ("questions", "Q05, Q06".to_string())].into());
        assert_eq!(
            code(submit(InProgress, [(question("Q01"), Some(&given))], "Eva Björk", " ")),
            Err("error-required")
        );
        assert_eq!(code(send_back(Submitted, "")), Err("error-required"));
    }

    #[test]
    fn late_is_a_mark() {
        let day = |text: &str| text.parse::<NaiveDate>().unwrap();
        for (submitted, today, late) in [
            (None, "2026-11-30", false),
            (None, "2026-12-01", true),
            (Some("2026-11-30"), "2026-12-24", false),
            (Some("2026-12-01"), "2026-12-24", true),
        ] {
            assert_eq!(is_late(day("2026-11-30"), submitted.map(day), day(today)), late, "{submitted:?} {today}");
        }
    }

    #[test]
    fn critical_unmet_answers_suggest_findings() {
        let (critical, other) = (question("Q01"), question("Q02"));
        for (question, claim, review, expected) in [
            (critical, Some(NotMet), None, Some((Severity::Critical, false))),
            (critical, Some(Partly), None, Some((Severity::High, false))),
            (critical, Some(Unknown), None, Some((Severity::Medium, false))),
            (critical, None, None, Some((Severity::Medium, false))),
            (critical, Some(Met), None, None),
            (critical, Some(NotApplicable), None, None),
            (critical, Some(Met), Some(NotMet), Some((Severity::Critical, true))),
            (critical, Some(NotMet), Some(Met), None),
            (other, Some(NotMet), Some(NotMet), None),
        ] {
            let suggestion = suggested_finding(question, claim, review).map(|s| (s.severity, s.reviewed));
            assert_eq!(suggestion, expected, "{} {claim:?} {review:?}", question.id);
        }
        assert_eq!(proposed_severity(other, Some(NotMet), None), Severity::Medium);
        assert_eq!(proposed_severity(other, Some(Partly), None), Severity::Low);
        assert_eq!(proposed_severity(critical, Some(Met), Some(Partly)), Severity::High);
    }
}
