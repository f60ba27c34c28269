//! Who may accept what is left of a risk, for how long, and when that no longer holds (domain.md 4.4, 7.2).

use crate::access::{Permission, Role, policy};
use crate::base::refusal::{Checks, FieldError, Refusal, Result};
use crate::features::risks::model::{RiskLevel, RiskState};
use crate::features::risks::parameters::{AcceptanceTerms, RiskModel};
use chrono::{Months, NaiveDate};

/// The permission that a level asks for.
pub fn needed(level: RiskLevel) -> Permission {
    match level {
        RiskLevel::Low => Permission::RiskAcceptLow,
        RiskLevel::Medium => Permission::RiskAcceptMedium,
        RiskLevel::High => Permission::RiskAcceptHigh,
        RiskLevel::Extreme => Permission::RiskAcceptExtreme,
    }
}

/// Whether those who have said yes are enough.
pub fn is_complete(terms: &AcceptanceTerms, roles: &[Role]) -> bool {
    let all = !terms.together.is_empty() && terms.together.iter().all(|role| roles.contains(role));
    all || terms.alone.iter().any(|role| roles.contains(role))
}

/// Whether a person with this role can say anything that counts.
pub fn counts(terms: &AcceptanceTerms, role: Role) -> bool {
    terms.together.contains(&role) || terms.alone.contains(&role)
}

/// The levels at which something that this role says of an acceptance counts.
pub fn levels_of(model: &RiskModel, role: Role) -> Vec<RiskLevel> {
    let may = |level: &RiskLevel| {
        policy::allows(Some(role), needed(*level)) && model.acceptance(*level).is_some_and(|terms| counts(terms, role))
    };
    RiskLevel::ALL.iter().copied().filter(may).collect()
}

/// An acceptance always ends: after today, within the months that the model allows, and is looked at again before.
pub fn check_dates(
    terms: &AcceptanceTerms,
    today: NaiveDate,
    valid_until: Option<NaiveDate>,
    review_on: Option<NaiveDate>,
) -> Result<(NaiveDate, NaiveDate)> {
    let mut checks = Checks::default();
    checks.that(valid_until.is_some(), "valid_until", "error-risk-no-end");
    checks.that(review_on.is_some(), "review_on", "error-required");
    let last = today.checked_add_months(Months::new(terms.max_months)).unwrap_or(today);
    if let Some(until) = valid_until {
        checks.that(until > today, "valid_until", "error-date-past");
        if until > last {
            checks.add(
                FieldError::new("valid_until", "error-risk-too-long")
                    .with("months", terms.max_months)
                    .with("last", last),
            );
        }
        if let Some(review) = review_on {
            checks.that(review > today, "review_on", "error-date-past");
            checks.that(review <= until, "review_on", "error-risk-review-after");
        }
    }
    checks.done()?;
    match (valid_until, review_on) {
        (Some(until), Some(review)) => Ok((until, review)),
        _ => Err(Refusal::invalid("valid_until", "error-risk-no-end")),
    }
}

/// The states that a person can move a risk to; `accepted` is reached by an acceptance alone.
pub fn next_states(state: RiskState) -> &'static [RiskState] {
    match state {
        RiskState::Draft => &[RiskState::Closed],
        RiskState::Assessed => &[RiskState::Treated, RiskState::Closed],
        RiskState::Treated => &[RiskState::Assessed, RiskState::Closed],
        RiskState::Accepted => &[RiskState::Closed],
        RiskState::Closed => &[RiskState::Assessed],
    }
}
