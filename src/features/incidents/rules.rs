//! What may be said of an incident, and when it may move on (domain.md 1.3 rows 14-18).

use super::model::{Confidence, Exposure, IncidentState, LogCoverage, Unit};
use crate::base::refusal::{Checks, FieldError, Refusal, Result};
use crate::base::text::non_empty;
use chrono::NaiveDate;

/// The states that an incident can go to from where it stands.
pub fn next_states(state: IncidentState) -> &'static [IncidentState] {
    match state {
        IncidentState::Reported => &[IncidentState::Assessing, IncidentState::Open, IncidentState::Closed],
        IncidentState::Assessing => &[IncidentState::Open, IncidentState::Closed],
        IncidentState::Open => &[IncidentState::Handled],
        IncidentState::Handled => &[IncidentState::Closed, IncidentState::Open],
        IncidentState::Closed => &[IncidentState::Open],
    }
}

/// Moves an incident. It cannot be closed while a clock is unanswered, nor with an unknown root cause unless that
/// is decided; opening again needs a reason too. Gives the decision, when one was made.
pub fn step(
    from: IncidentState,
    to: IncidentState,
    confidence: Confidence,
    unanswered_clocks: usize,
    decision: &str,
) -> Result<Option<String>> {
    if !next_states(from).contains(&to) {
        return Err(Refusal::rule("rule-incident-step"));
    }
    let decision = non_empty(decision);
    if to == IncidentState::Closed {
        if unanswered_clocks > 0 {
            return Err(Refusal::rule_with("rule-incident-clocks", &[("count", unanswered_clocks.to_string())]));
        }
        if confidence == Confidence::Unknown && decision.is_none() {
            return Err(Refusal::invalid("decision", "error-incident-cause-unknown"));
        }
    }
    if from == IncidentState::Closed && decision.is_none() {
        return Err(Refusal::invalid("decision", "error-reason-required"));
    }
    Ok(decision)
}

/// A figure of exposure as it was stated.
#[derive(Debug, Clone)]
pub struct Figure {
    pub category: Exposure,
    pub unit: Unit,
    pub low: Option<i64>,
    pub high: Option<i64>,
    /// "Nobody has been found to ...": says something only with evidence and logs.
    pub none_found: bool,
    pub source: String,
    pub counting_rule: String,
    pub evidence_basis: Option<String>,
    pub log_coverage: LogCoverage,
    pub log_from: Option<NaiveDate>,
    pub log_to: Option<NaiveDate>,
    pub note: Option<String>,
}

/// Checks a figure and puts its interval in order: one number is both ends. `exposed_at_most` is the highest exposed
/// figure of the same unit, which nothing that was accessed can be above.
pub fn check_figure(figure: Figure, exposed_at_most: Option<i64>) -> Result<Figure> {
    let mut checks = Checks::default();
    let source = checks.required("source", &figure.source);
    let mut figure = Figure { source, ..figure };
    let accessed = matches!(figure.category, Exposure::ProbablyAccessed | Exposure::ConfirmedAccessed);
    if figure.category == Exposure::Unknown {
        checks.that(figure.low.is_none() && figure.high.is_none(), "low", "error-incident-unknown-figure");
        checks.that(figure.note.is_some(), "note", "error-incident-unknown-note");
        checks.that(!figure.none_found, "none_found", "error-incident-none-category");
    } else if figure.none_found {
        (figure.low, figure.high) = (Some(0), Some(0));
        checks.that(accessed, "none_found", "error-incident-none-category");
        checks.that(figure.evidence_basis.is_some(), "evidence_basis", "error-incident-none-basis");
        let logs = matches!(figure.log_coverage, LogCoverage::Partial | LogCoverage::Whole);
        checks.that(logs, "log_coverage", "error-incident-no-logs");
        checks.that(figure.log_from.is_some(), "log_from", "error-incident-log-period");
        checks.that(figure.log_to.is_some(), "log_to", "error-incident-log-period");
    } else {
        figure.counting_rule = checks.required("counting_rule", &figure.counting_rule);
        figure.low = figure.low.or(figure.high);
        figure.high = figure.high.or(figure.low);
        checks.that(figure.low.is_some(), "low", "error-required");
    }
    if let (Some(low), Some(high)) = (figure.low, figure.high) {
        checks.that(low >= 0, "low", "error-incident-negative");
        checks.that(low <= high, "high", "error-incident-interval");
        if let Some(most) = exposed_at_most.filter(|most| accessed && high > *most) {
            checks.add(FieldError::new("high", "error-incident-above-exposed").with("most", most));
        }
    }
    if let (Some(from), Some(to)) = (figure.log_from, figure.log_to) {
        checks.that(from <= to, "log_to", "error-date-order");
    }
    checks.done()?;
    Ok(figure)
}

/// No more people can have been told than any figure says were touched.
pub fn check_notified(notified: Option<i64>, persons_at_most: Option<i64>) -> Result<(), FieldError> {
    match (notified, persons_at_most) {
        (Some(told), _) if told < 0 => Err(FieldError::new("persons_notified", "error-incident-negative")),
        (Some(told), Some(most)) if told > most => {
            Err(FieldError::new("persons_notified", "error-incident-notified").with("most", most))
        }
        _ => Ok(()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn figure(category: Exposure, low: Option<i64>, high: Option<i64>) -> Figure {
        Figure {
            category,
            unit: Unit::Calls,
            low,
            high,
            none_found: false,
            source: "Tillsynsmyndigheten".into(),
            counting_rule: "Unika samtal".into(),
            evidence_basis: None,
            log_coverage: LogCoverage::Unknown,
            log_from: None,
            log_to: None,
            note: None,
        }
    }

    fn fields(result: Result<Figure>) -> Vec<(String, &'static str)> {
        match result {
            Err(Refusal::Invalid(errors)) => errors.into_iter().map(|e| (e.field, e.code)).collect(),
            other => panic!("{other:?}"),
        }
    }

    #[test]
    fn one_number_is_both_ends_of_its_interval() {
        let one = check_figure(figure(Exposure::ConfirmedAccessed, Some(55), None), None).unwrap();
        assert_eq!((one.low, one.high), (Some(55), Some(55)));
        let two = check_figure(figure(Exposure::Exposed, Some(650_000), Some(900_000)), None).unwrap();
        assert_eq!((two.low, two.high), (Some(650_000), Some(900_000)));
        assert_eq!(
            fields(check_figure(figure(Exposure::Exposed, Some(9), Some(3)), None)),
            [("high".into(), "error-incident-interval")]
        );
        assert_eq!(
            fields(check_figure(figure(Exposure::Exposed, None, None), None)),
            [("low".into(), "error-required")]
        );
    }

    #[test]
    fn no_logs_is_not_no_access() {
        let none = |coverage| Figure {
            none_found: true,
            log_coverage: coverage,
            ..figure(Exposure::ConfirmedAccessed, None, None)
        };
        for coverage in [LogCoverage::Unknown, LogCoverage::None] {
            let errors = fields(check_figure(none(coverage), None));
            assert!(errors.contains(&("log_coverage".into(), "error-incident-no-logs")), "{errors:?}");
            assert!(errors.contains(&("evidence_basis".into(), "error-incident-none-basis")), "{errors:?}");
        }
        let said = Figure {
            evidence_basis: Some("Leverantörens brandväggslogg".into()),
            log_from: "2026-01-01".parse().ok(),
            log_to: "2026-11-01".parse().ok(),
            ..none(LogCoverage::Partial)
        };
        assert_eq!(check_figure(said, None).unwrap().high, Some(0));
        let exposed = Figure { none_found: true, ..figure(Exposure::Exposed, None, None) };
        assert!(fields(check_figure(exposed, None)).contains(&("none_found".into(), "error-incident-none-category")));
    }

    #[test]
    fn what_was_accessed_was_exposed_and_nobody_is_told_twice() {
        let errors = fields(check_figure(figure(Exposure::ConfirmedAccessed, Some(56), None), Some(55)));
        assert_eq!(errors, [("high".into(), "error-incident-above-exposed")]);
        assert!(check_figure(figure(Exposure::ConfirmedAccessed, Some(55), None), Some(55)).is_ok());
        assert!(check_notified(Some(56), Some(55)).is_err());
        assert!(check_notified(Some(55), Some(55)).is_ok() && check_notified(Some(5), None).is_ok());
        assert!(check_notified(Some(-1), None).is_err());
    }

    #[test]
    fn the_unknown_is_explained_and_has_no_figure() {
        let unknown = figure(Exposure::Unknown, Some(3), None);
        let errors = fields(check_figure(unknown, None));
        assert_eq!(
            errors,
            [("low".into(), "error-incident-unknown-figure"), ("note".into(), "error-incident-unknown-note")]
        );
    }

    #[test]
    fn an_incident_is_closed_with_a_cause_or_a_decision() {
        let close = |confidence, clocks, decision: &str| {
            step(IncidentState::Handled, IncidentState::Closed, confidence, clocks, decision)
        };
        assert!(matches!(close(Confidence::Unknown, 0, " "), Err(Refusal::Invalid(_))));
        assert_eq!(close(Confidence::Unknown, 0, "Går inte längre").unwrap().as_deref(), Some("Går inte längre"));
        assert_eq!(close(Confidence::Likely, 0, "").unwrap(), None);
        assert!(matches!(close(Confidence::Confirmed, 2, ""), Err(Refusal::Rule("rule-incident-clocks", _))));
        assert!(matches!(
            step(IncidentState::Closed, IncidentState::Open, Confidence::Likely, 0, ""),
            Err(Refusal::Invalid(_))
        ));
        for from in IncidentState::ALL {
            for to in IncidentState::ALL {
                let allowed = step(*from, *to, Confidence::Confirmed, 0, "skäl").is_ok();
                assert_eq!(allowed, next_states(*from).contains(to), "{from} {to}");
            }
        }
    }
}
