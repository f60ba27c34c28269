//! What a case may become, by when, and who may say so (domain.md 9). Pure.

#[cfg(test)]
mod tests;

use super::model::{Authorisation, CaseState, CriteriaModel, Decision, ReviewKind, SilenceBounds, StopReason, Terms};
use crate::base::refusal::{Checks, FieldError, Refusal, Result};
use crate::base::workdays::{add_working_days, is_working_day, working_days_between};
use crate::base::{Id, countries};
use chrono::{Days, Months, NaiveDate};

/// Something that happens to a case.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Step {
    Submit,
    /// Somebody takes up the check that everything is there.
    Begin,
    AskCompletion,
    Complete,
    Emergency,
    Decide(Decision),
    /// The notice has passed without an objection, where that is an answer.
    Silence,
    /// The day of the start has come.
    Start,
    Change,
    Revoke,
    End,
    Expire,
    Stop,
}

/// Where a step leads. Errors: `rule-subcontract-over` for a case that is at its end,
/// `rule-subcontract-reviews` for a decision before the reviews, `rule-subcontract-step` for the rest.
pub fn next(state: CaseState, step: Step) -> Result<CaseState> {
    use CaseState as S;
    Ok(match (state, step) {
        (S::Draft, Step::Submit) => S::Submitted,
        (S::Completion, Step::Submit) => S::Completeness,
        (S::Submitted, Step::Begin) => S::Completeness,
        (S::Completeness, Step::AskCompletion) => S::Completion,
        (S::Completeness, Step::Complete) => S::Review,
        (S::Temporary, Step::Complete) => S::Temporary,
        (S::Submitted | S::Completeness | S::Review, Step::Emergency) => S::Temporary,
        (S::Review | S::Temporary, Step::Decide(Decision::Approved | Decision::Conditional)) => S::Decided,
        (S::Review | S::Temporary, Step::Decide(Decision::Refused)) => S::Refused,
        (S::Submitted | S::Completeness | S::Review, Step::Silence) => S::Decided,
        (S::Decided, Step::Start) => S::Active,
        (S::Decided | S::Active, Step::Change) => S::Changed,
        (S::Temporary | S::Decided | S::Active, Step::Revoke) => S::Revoked,
        (S::Temporary | S::Decided | S::Active, Step::End) => S::Ended,
        (S::Temporary | S::Decided | S::Active, Step::Expire) => S::Expired,
        (S::Draft | S::Submitted | S::Completeness | S::Completion | S::Review | S::Temporary, Step::Stop) => {
            S::Stopped
        }
        (S::Submitted | S::Completeness | S::Completion, Step::Decide(_)) => {
            return Err(Refusal::rule("rule-subcontract-reviews"));
        }
        (S::Refused | S::Changed | S::Revoked | S::Ended | S::Expired | S::Stopped, _) => {
            return Err(Refusal::rule("rule-subcontract-over"));
        }
        _ => return Err(Refusal::rule("rule-subcontract-step")),
    })
}

/// Calendar days later; a day that cannot be is the day itself.
pub fn plus_days(day: NaiveDate, days: u64) -> NaiveDate {
    day.checked_add_days(Days::new(days)).unwrap_or(day)
}

/// The last day of the notice: that many calendar days later, or the next working day.
pub fn notice_until(submitted_on: NaiveDate, terms: &Terms) -> NaiveDate {
    let day = plus_days(submitted_on, terms.notice_days);
    if is_working_day(day) { day } else { add_working_days(day, 1) }
}

/// By when the decision is due; working days in which the case waited for the vendor do not count.
pub fn decision_due(submitted_on: NaiveDate, paused_days: i32, terms: &Terms) -> NaiveDate {
    let paused = u32::try_from(paused_days).unwrap_or(0);
    add_working_days(submitted_on, terms.decision_days.saturating_add(paused))
}

/// Working days that a case waited for the vendor.
pub fn paused(asked_on: NaiveDate, answered_on: NaiveDate) -> i32 {
    i32::try_from(working_days_between(asked_on, answered_on)).unwrap_or(i32::MAX)
}

/// The earliest day that something new may begin.
pub fn earliest_start(today: NaiveDate, terms: &Terms) -> NaiveDate {
    plus_days(today, terms.apply_days)
}

/// The last day that an approval can hold to.
pub fn longest_validity(from: NaiveDate, terms: &Terms) -> NaiveDate {
    from.checked_add_months(Months::new(terms.validity_months)).unwrap_or(from)
}

/// What is known of a case when its notice has passed.
#[derive(Debug, Clone, Copy)]
pub struct Silent {
    pub authorisation: Authorisation,
    /// The more critical of the main vendor's tier before and after; None is not known.
    pub tier: Option<i32>,
    pub data_class: Option<i32>,
    pub third_country: bool,
    pub care: bool,
    pub patient_data: bool,
    pub objected: bool,
}

/// Whether silence is no objection. What is not known never counts as harmless.
pub fn silence_approves(case: &Silent, bounds: &SilenceBounds) -> bool {
    case.authorisation == Authorisation::General
        && case.tier.is_some_and(|tier| bounds.tiers.contains(&tier))
        && case.data_class.is_some_and(|class| class <= bounds.max_data_class)
        && !(case.third_country || case.care || case.patient_data || case.objected)
}

/// Care that is given from outside Sweden stops the case; no role can decide otherwise.
pub fn care_stop(is_care: bool, country: Option<&str>, care_countries: &[String]) -> Option<StopReason> {
    let abroad = country.is_some_and(|code| code != "SE") || care_countries.iter().any(|code| code != "SE");
    (is_care && abroad).then_some(StopReason::CareAbroad)
}

/// Whether any of the countries lies outside the EU and EEA.
pub fn is_third_country<'a>(codes: impl IntoIterator<Item = &'a str>) -> bool {
    codes.into_iter().any(|code| !countries::is_eea(code))
}

/// Nobody reviews twice, nor what they have asked for themselves.
pub fn check_reviewer(kind: ReviewKind, person: &Id, applicant: &Id, done: &[(ReviewKind, Id)]) -> Result<()> {
    if person == applicant {
        return Err(Refusal::rule("rule-subcontract-reviewer-applicant"));
    }
    if done.iter().any(|(other, by)| *other != kind && by == person) {
        return Err(Refusal::rule("rule-subcontract-reviewer-twice"));
    }
    Ok(())
}

/// The decision is made by somebody who has neither asked, nor reviewed, nor proposed.
pub fn check_decider(person: &Id, applicant: &Id, reviewers: &[(ReviewKind, Id)], proposer: Option<&Id>) -> Result<()> {
    if person == applicant {
        return Err(Refusal::rule("rule-subcontract-decider-applicant"));
    }
    if proposer == Some(person) {
        return Err(Refusal::rule("rule-subcontract-decider-proposed"));
    }
    if reviewers.iter().any(|(_, by)| by == person) {
        return Err(Refusal::rule("rule-subcontract-decider-reviewed"));
    }
    Ok(())
}

/// A decision as it is asked for: the fields that are wrong, all at once.
pub fn check_ruling(
    decision: Decision,
    reason: &str,
    conditions: &[String],
    valid_until: Option<NaiveDate>,
    from: NaiveDate,
    model: &CriteriaModel,
) -> Result<()> {
    let mut checks = Checks::default();
    checks.that(!reason.trim().is_empty(), "reason", "error-reason-required");
    match decision {
        Decision::Refused => {
            checks.that(valid_until.is_none(), "valid_until", "error-subcontract-refused-until");
        }
        Decision::Temporary | Decision::Approved | Decision::Conditional | Decision::NoObjection => {
            let (longest, code) = if decision == Decision::Temporary {
                (plus_days(from, model.terms.emergency_days), "error-subcontract-emergency-long")
            } else {
                (longest_validity(from, &model.terms), "error-subcontract-valid-long")
            };
            match valid_until {
                None => checks.that(false, "valid_until", "error-required"),
                Some(until) if until < from => checks.that(false, "valid_until", "error-date-past"),
                Some(until) if until > longest => {
                    checks.add(FieldError::new("valid_until", code).with("longest", longest));
                }
                Some(_) => {}
            }
        }
    }
    let needs = matches!(decision, Decision::Conditional | Decision::Temporary);
    checks.that(!needs || !conditions.is_empty(), "conditions", "error-subcontract-conditions");
    checks.that(decision != Decision::NoObjection, "decision", "error-choice");
    checks.done()
}
