//! Whether the administration could ask for certification: what has to hold, and what does not.

use crate::features::own_isms::parameters::{Parameters, before};
use chrono::NaiveDate;
use serde::Serialize;

/// What is looked at. Days are those of the last one that was held.
#[derive(Debug, Clone, Default)]
pub struct Ready {
    pub clauses: usize,
    pub clauses_that_work: usize,
    /// Of those that work, how many rest on old evidence or on none.
    pub stale_evidence: usize,
    pub controls: usize,
    pub controls_decided: usize,
    /// Applicable, and not yet in place.
    pub controls_open: usize,
    pub last_audit: Option<NaiveDate>,
    pub last_review: Option<NaiveDate>,
}

/// One thing that has to hold. `key` is the end of the word key `own-isms-check-<key>`.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, utoipa::ToSchema)]
pub struct Check {
    pub key: String,
    pub met: bool,
    /// How many are done, and of how many; none for a day.
    pub done: Option<usize>,
    pub of: Option<usize>,
    pub on: Option<NaiveDate>,
}

/// Every check, in the order in which they are dealt with. Ready is when all are met.
pub fn ready(now: &Ready, parameters: &Parameters, today: NaiveDate) -> Vec<Check> {
    let count = |key: &str, done: usize, of: usize| Check {
        key: key.to_string(),
        met: done == of,
        done: Some(done),
        of: Some(of),
        on: None,
    };
    let held = |key: &str, on: Option<NaiveDate>, months: u32| Check {
        key: key.to_string(),
        met: on.is_some_and(|on| on >= before(today, months) && on <= today),
        done: None,
        of: None,
        on,
    };
    let fresh = now.clauses_that_work.saturating_sub(now.stale_evidence);
    vec![
        count("clauses", now.clauses_that_work, now.clauses),
        count("evidence", fresh, now.clauses_that_work),
        count("soa", now.controls_decided, now.controls),
        count("controls", now.controls_decided.saturating_sub(now.controls_open), now.controls_decided),
        held("audit", now.last_audit, parameters.audit_months),
        held("review", now.last_review, parameters.review_months),
    ]
}

#[cfg(test)]
mod tests {
    use super::*;

    fn day(text: &str) -> NaiveDate {
        text.parse().unwrap()
    }

    #[test]
    fn ready_is_when_nothing_is_left() {
        let today = day("2026-11-23");
        let parameters = Parameters::on(today);
        let whole = Ready {
            clauses: 25,
            clauses_that_work: 25,
            stale_evidence: 0,
            controls: 93,
            controls_decided: 93,
            controls_open: 0,
            last_audit: Some(day("2026-03-01")),
            last_review: Some(day("2025-11-23")),
        };
        let is_ready = |now: &Ready| ready(now, parameters, today).iter().all(|check| check.met);
        assert!(is_ready(&whole));
        for broken in [
            Ready { clauses_that_work: 24, ..whole.clone() },
            Ready { stale_evidence: 1, ..whole.clone() },
            Ready { controls_decided: 92, ..whole.clone() },
            Ready { controls_open: 1, ..whole.clone() },
            Ready { last_audit: None, ..whole.clone() },
            Ready { last_review: Some(day("2025-11-22")), ..whole.clone() },
            Ready { last_review: Some(day("2026-12-01")), ..whole.clone() },
        ] {
            let open = ready(&broken, parameters, today).into_iter().filter(|check| !check.met).count();
            assert_eq!(open, 1, "{broken:?}");
        }
        assert!(!is_ready(&Ready { clauses: 25, controls: 93, ..Ready::default() }));
    }
}
